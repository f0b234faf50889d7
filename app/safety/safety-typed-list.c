/* The private list, for the judge "typed" (R09): one's own words, names and numbers, found in any
 * spelling: capitals, accents, ä or ae, ß or ss, "Str." or "Straße", blanks and dashes.
 *
 * Whole words only: "Ann" is not in "annual". Of a long number the end is enough, for it is written
 * with and without the country. */

#include "safety/safety-typed-private.h"

#include <openssl/crypto.h>
#include <string.h>

#define MAX_ITEMS 64
#define MAX_ITEM_CHARS 128
#define MIN_ITEM_CHARS 2
#define MIN_LONG_NUMBER 9
#define NUMBER_TAIL 8

typedef struct {
  char text[MAX_ITEM_CHARS];
  gsize n;
  gboolean may_begin_within; /* the end of a number */
} Item;

static gboolean
is_plain (char c) {
  return confab_safety_typed_is_letter (c) || confab_safety_typed_is_digit (c);
}

static void
read_item (const ConfabSecret *secret, Item *item) {
  gboolean is_number = TRUE;

  item->may_begin_within = FALSE;
  item->n = confab_safety_typed_fold_bare (confab_base_secret_get_string (secret),
      confab_base_secret_get_size (secret), item->text, sizeof item->text);
  for (gsize i = 0; i < item->n; i++)
    is_number = is_number && confab_safety_typed_is_digit (item->text[i]);
  if (is_number && item->n >= MIN_LONG_NUMBER) {
    memmove (item->text, item->text + item->n - NUMBER_TAIL, NUMBER_TAIL);
    item->n = NUMBER_TAIL;
    item->may_begin_within = TRUE;
  }
}

static gboolean
matches (const ConfabTypedView *view, const ConfabTypedBare *bare, const Item *item, guint at) {
  guint start = bare->at[at], end;

  if (at + item->n > bare->n || memcmp (bare->text + at, item->text, item->n) != 0)
    return FALSE;
  if (!item->may_begin_within && start > 0 && is_plain (view->low[start - 1]))
    return FALSE;
  /* Letters that the bare form leaves out ("ue", "strasse") still belong to the word. */
  end = at + item->n < bare->n ? bare->at[at + item->n] : view->n;
  return at + item->n >= bare->n || !is_plain (view->low[end - 1]) ||
         confab_safety_typed_is_digit (view->low[end]) !=
             confab_safety_typed_is_digit (view->low[end - 1]);
}

static gboolean
find_item (ConfabTypedScan *scan, const ConfabTypedBare *bare, const Item *item) {
  const char *next = bare->text;

  while ((next = memchr (next, item->text[0], bare->n - (gsize)(next - bare->text))) != NULL) {
    guint at = (guint)(next++ - bare->text);

    if (matches (&scan->view, bare, item, at) &&
        confab_safety_typed_take (
            scan, CONFAB_TYPED_PRIVATE_WORD, bare->at[at], bare->at[at + item->n - 1] + 1u))
      return TRUE;
  }
  return FALSE;
}

gboolean
confab_safety_typed_find_private_word (ConfabTypedScan *scan) {
  const ConfabTypedFacts *facts = scan->facts;
  ConfabTypedBare bare;
  gboolean is_found = FALSE;

  if (facts->n_private_words == 0)
    return FALSE;
  confab_safety_typed_view_bare (&scan->view, &bare);
  for (gsize i = 0; i < MIN (facts->n_private_words, MAX_ITEMS) && !is_found; i++) {
    Item item;

    if (facts->private_words[i] == NULL)
      continue;
    read_item (facts->private_words[i], &item);
    is_found = item.n >= MIN_ITEM_CHARS && find_item (scan, &bare, &item);
    OPENSSL_cleanse (&item, sizeof item);
  }
  OPENSSL_cleanse (&bare, sizeof bare);
  return is_found;
}
