/* Memory that is given back is wiped first, everywhere in the program: libomemo-c frees copies of
 * ratchet keys as they are, and so do those who only pass a text on.
 *
 * It stands before the system's free and realloc, whichever those are, and refuses to do more than
 * that: large blocks are left alone (the system unmaps them), and so is the program where a
 * sanitizer minds the heap itself. */

#include <dlfcn.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "omemo/omemo-crypto-private.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_MINDED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||                         \
    __has_feature(memory_sanitizer)
#define IS_MINDED 1
#endif
#endif

#ifdef IS_MINDED

gboolean
confab_omemo_crypto_wipes (void) {
  return FALSE;
}

#else

#define MAX_WIPED (1024 * 1024)

/* What every part of the program calls free and realloc. */
void confab_omemo_crypto_wiping_free (void *block) __asm__ ("free");
void *confab_omemo_crypto_wiping_realloc (void *block, size_t size) __asm__ ("realloc");

typedef void (*Free) (void *block);
typedef void *(*Realloc) (void *block, size_t size);

gboolean
confab_omemo_crypto_wipes (void) {
  return TRUE;
}

/* Another allocator may stand before the C library's: it is found by its place, not by a name. Kept
 * as a number, so that two threads may find it at once. */
static gpointer
find_next (gsize *once, const char *name) {
  gpointer next = GSIZE_TO_POINTER (__atomic_load_n (once, __ATOMIC_RELAXED));

  if (G_UNLIKELY (next == NULL)) {
    next = dlsym (RTLD_NEXT, name);
    if (next == NULL)
      abort ();
    __atomic_store_n (once, GPOINTER_TO_SIZE (next), __ATOMIC_RELAXED);
  }
  return next;
}

void
confab_omemo_crypto_wiping_free (void *block) {
  static gsize next_once;

  if (block != NULL) {
    gsize size = malloc_usable_size (block);

    if (size <= MAX_WIPED)
      explicit_bzero (block, size);
  }
  ((Free)find_next (&next_once, "free")) (block);
}

/* What moves leaves nothing where it was; what shrinks, nothing behind its new end. */
void *
confab_omemo_crypto_wiping_realloc (void *block, size_t size) {
  static gsize next_once;
  gsize before = block != NULL ? malloc_usable_size (block) : 0;
  void *moved;

  if (before == 0 || before > MAX_WIPED || size <= before) {
    if (size > 0 && size < before && before <= MAX_WIPED)
      explicit_bzero ((guint8 *)block + size, before - size);
    return ((Realloc)find_next (&next_once, "realloc")) (block, size);
  }
  moved = malloc (size);
  if (moved == NULL)
    return NULL;
  memcpy (moved, block, before);
  free (block);
  return moved;
}

#endif
