/* Words for the virus checker. They claim nothing that the checker did not say itself; where there
 * is none they say so, and ask for none. */

#include "safety/safety-checker-words.h"

#include <glib/gi18n.h>

#include "widgets/widgets-when.h"

char *
confab_safety_checker_words_dup_age (gint64 dated_us) {
  g_autofree char *day = dated_us != 0 ? confab_widgets_when_dup_day (dated_us) : NULL;

  if (day == NULL)
    return g_strdup (_ ("Its list of viruses does not say how old it is."));
  /* Translators: %s is a day, "today" or "on 3 May". */
  return g_strdup_printf (_ ("Its list of viruses came out %s."), day);
}

static gboolean
is_old (ConfabModelSafety *safety) {
  g_autoptr (GListStore) nobody = g_list_store_new (CONFAB_TYPE_MODEL_ACCOUNT);
  ConfabSafetyFacts facts;

  confab_model_safety_gather (safety, G_LIST_MODEL (nobody), &facts);
  return facts.is_checker_old;
}

char *
confab_safety_checker_words_dup_state (ConfabModelSafety *safety) {
  const char *engine = "";
  gint64 dated_us = 0;
  g_autofree char *age = NULL;

  switch (confab_model_safety_get_checker (safety, &engine, &dated_us)) {
  case CONFAB_CHECKER_UNKNOWN:
  case CONFAB_CHECKER_ABSENT:
    break;
  case CONFAB_CHECKER_BROKEN:
    return g_strdup (_ ("The virus checker of this computer does not answer. Until it does, no "
                        "file is opened."));
  case CONFAB_CHECKER_HERE:
    age = confab_safety_checker_words_dup_age (dated_us);
    if (dated_us == 0)
      /* Translators: a virus checker, "ClamAV 1.4.3", and a sentence on how old its list is. */
      return g_strdup_printf (
          _ ("%s looks through each file. %s See that it fetches newer ones."), engine, age);
    if (is_old (safety))
      /* Translators: a virus checker, "ClamAV 1.4.3", and a sentence on how old its list is. */
      return g_strdup_printf (_ ("%s looks through each file. %s That is too old for new viruses: "
                                 "have it fetch a newer one."),
          engine, age);
    /* Translators: a virus checker, "ClamAV 1.4.3", and a sentence on how old its list is. */
    return g_strdup_printf (
        _ ("%s looks through each file before you can open or save it. %s"), engine, age);
  }
  return g_strdup (_ ("No virus checker within reach. Confab never opens programs; save a file to "
                      "check it yourself."));
}

const char *
confab_safety_checker_words_get_need (const ConfabSafetyFacts *facts) {
  return facts->checker == CONFAB_CHECKER_BROKEN ? _ ("The virus checker does not answer.")
                                                 : _ ("The virus checker is out of date.");
}
