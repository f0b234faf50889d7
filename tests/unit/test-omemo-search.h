#pragma once

/* Looks for bytes in every writable page of this process, by /proc/self/mem. What it looks for is
 * kept with each bit turned over, so that it does not find itself; its window is wiped and left
 * out. */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#define SEARCH_WINDOW (1024 * 1024)
#define SEARCH_OVERLAP 64
#define SEARCH_MAX 32 /* bytes of a secret that are compared */

typedef struct {
  char *name;
  guint8 turned[SEARCH_MAX];
  guint size;
  guint n_found;
  char *where; /* maps it was found in */
} SearchItem;

typedef struct {
  GPtrArray *items;
  guint8 *window;
} Search;

static inline Search *
search_new (void) {
  Search *search = g_new0 (Search, 1);

  search->items = g_ptr_array_new ();
  search->window = g_malloc0 (SEARCH_WINDOW);
  return search;
}

/* Remembers (at most SEARCH_MAX of) `bytes`, not in the clear. */
static inline SearchItem *
search_add (Search *search, const char *name, const void *bytes, gsize size) {
  SearchItem *item = g_new0 (SearchItem, 1);

  g_assert_cmpuint (size, >=, 8);
  item->name = g_strdup (name);
  item->size = (guint)MIN (size, SEARCH_MAX);
  for (guint i = 0; i < item->size; i++)
    item->turned[i] = (guint8) ~((const volatile guint8 *)bytes)[i];
  g_ptr_array_add (search->items, item);
  return item;
}

static inline void
search_note (SearchItem *item, const char *map, gsize address) {
  g_autofree char *before = item->where;

  item->n_found++;
  item->where =
      g_strdup_printf ("%s %s@%" G_GSIZE_MODIFIER "x", before != NULL ? before : "", map, address);
}

static inline void
search_window (Search *search, gsize start, gsize size, gsize fresh, const char *map) {
  for (guint n = 0; n < search->items->len; n++) {
    SearchItem *item = g_ptr_array_index (search->items, n);
    guint8 first = (guint8)~item->turned[0];
    guint8 *at = search->window;

    while ((at = memchr (at, first, size - (gsize)(at - search->window))) != NULL) {
      gsize offset = (gsize)(at - search->window);
      guint i = 1;

      /* What lies whole in the overlap was seen already. */
      while (i < item->size && offset + i < size && (guint8)~at[i] == item->turned[i])
        i++;
      if (i == item->size && offset + i > fresh)
        search_note (item, map, start + offset);
      at++;
    }
  }
}

static inline void
search_map (Search *search, int mem, gsize start, gsize end, const char *name) {
  gsize own = (gsize)search->window, kept = 0;

  while (start < end) {
    gsize want = MIN (SEARCH_WINDOW - kept, end - start), have;
    gssize got;

    /* Not the window itself. */
    if (start >= own && start < own + SEARCH_WINDOW) {
      start = own + SEARCH_WINDOW;
      kept = 0;
      continue;
    }
    if (start < own && start + want > own)
      want = own - start;
    got = pread (mem, search->window + kept, want, (off_t)start);
    if (got <= 0)
      break;
    have = kept + (gsize)got;
    search_window (search, start - kept, have, kept, name);
    start += (gsize)got;
    kept = MIN (have, SEARCH_OVERLAP);
    memmove (search->window, search->window + have - kept, kept);
  }
  explicit_bzero (search->window, SEARCH_WINDOW);
}

/* Counts anew. Returns how many of the items were found at least once. */
static inline guint
search_run (Search *search) {
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  int mem = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  guint n_found = 0;

  g_assert_cmpint (mem, >=, 0);
  for (guint n = 0; n < search->items->len; n++) {
    SearchItem *item = g_ptr_array_index (search->items, n);

    item->n_found = 0;
    g_clear_pointer (&item->where, g_free);
  }
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    gsize start, end;
    char rights[5], name[200] = "";

    if (sscanf (lines[i], "%zx-%zx %4s %*s %*s %*s %199s", &start, &end, rights, name) >= 3 &&
        rights[1] == 'w')
      search_map (search, mem, start, end, name[0] != '\0' ? name : "anonymous");
  }
  close (mem);
  for (guint n = 0; n < search->items->len; n++)
    n_found += ((SearchItem *)g_ptr_array_index (search->items, n))->n_found > 0;
  return n_found;
}

static inline void
search_free (Search *search) {
  for (guint n = 0; n < search->items->len; n++) {
    SearchItem *item = g_ptr_array_index (search->items, n);

    g_free (item->name);
    g_free (item->where);
    g_free (item);
  }
  g_ptr_array_unref (search->items);
  g_free (search->window);
  g_free (search);
}
