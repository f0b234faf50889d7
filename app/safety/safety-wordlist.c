/* Hands out the words of safety-typed-wordlist.c by their number. Changes nothing of the list: a
 * word that moved would break comparisons between two versions of Confab. */

#include "safety/safety-wordlist.h"

#include "safety/safety-typed-private.h"

G_STATIC_ASSERT (CONFAB_SAFETY_WORDS == CONFAB_TYPED_PHRASE_WORDS);

const char *
confab_safety_wordlist_get (guint number) {
  return number < CONFAB_SAFETY_WORDS ? confab_safety_typed_wordlist[number] : NULL;
}
