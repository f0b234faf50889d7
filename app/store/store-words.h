#pragma once

/* The words of a text, as they are looked for: the one place where text becomes words, for the
 * index, for what is asked, and for what is marked in a hit. */

#include <glib.h>

G_BEGIN_DECLS

#define CONFAB_STORE_WORD_MAX_BYTES 96 /* a longer word is known by its beginning */

/* A walk through a text; nothing in it is owned. */
typedef struct {
  const char *text;
  gsize length;
  gsize at;

  /* The word that _next found. */
  char word[CONFAB_STORE_WORD_MAX_BYTES + 1]; /* folded: no capitals, no accents */
  gsize word_length;
  gsize start, end;    /* where it stands, in bytes of the text */
  gboolean is_letters; /* a word of a script that leaves no spaces: one character stands for it */
} ConfabStoreWords;

/* `text` is valid UTF-8 of `length` bytes and outlives the walk. */
void confab_store_words_init (ConfabStoreWords *words, const char *text, gsize length);
/* FALSE: there is no other word. */
gboolean confab_store_words_next (ConfabStoreWords *words);

/* All words of `text` with a space between. Returns: (transfer full) */
char *confab_store_words_fold (const char *text);

G_END_DECLS
