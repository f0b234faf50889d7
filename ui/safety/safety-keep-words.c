/* Words for how long chats stay here, for the chip, the strip and the places where it is chosen.
 * They speak of this computer and claim nothing about others. */

#include "safety/safety-keep-words.h"

#include <glib/gi18n.h>

#include "safety/safety-words.h"

const char *
confab_safety_keep_words_get (ConfabKeep keep) {
  switch (keep) {
  case CONFAB_KEEP_UNTIL_CLOSED:
    break;
  case CONFAB_KEEP_DAY:
    return _ ("Keep a day");
  case CONFAB_KEEP_WEEK:
    return _ ("Keep a week");
  case CONFAB_KEEP_MONTH:
    return _ ("Keep 30 days");
  case CONFAB_KEEP_YEAR:
    return _ ("Keep a year");
  case CONFAB_KEEP_FOR_GOOD:
    return _ ("Keep until I delete");
  }
  return _ ("Forget on closing");
}

char *
confab_safety_keep_words_dup_label (ConfabKeep keep, gint64 until_us) {
  if (until_us != 0 && keep != CONFAB_KEEP_UNTIL_CLOSED) {
    g_autofree char *until = confab_safety_words_dup_until (until_us);

    /* Translators: %s is a time, "Sat 14:00". */
    return g_strdup_printf (_ ("Kept here until %s"), until);
  }
  switch (keep) {
  case CONFAB_KEEP_UNTIL_CLOSED:
    break;
  case CONFAB_KEEP_DAY:
    return g_strdup (_ ("Kept here a day"));
  case CONFAB_KEEP_WEEK:
    return g_strdup (_ ("Kept here a week"));
  case CONFAB_KEEP_MONTH:
    return g_strdup (_ ("Kept here 30 days"));
  case CONFAB_KEEP_YEAR:
    return g_strdup (_ ("Kept here a year"));
  case CONFAB_KEEP_FOR_GOOD:
    return g_strdup (_ ("Kept here until I delete"));
  }
  return g_strdup (_ ("Gone on closing"));
}
