/* The weakening sheet. "Until tomorrow" is what Enter takes; it never weakens without a press, and
 * what could not be kept is not weakened. */

#include "safety/safety-weaken.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "safety/safety-words.h"

typedef struct {
  ConfabCore *core; /* owned */
  ConfabChoice choice;
  int value;
  ConfabCoreRest rest; /* of KEEP */
  ConfabSafetyWeakenDone done;
  gpointer data;
  GDestroyNotify destroy;
} Weakening;

static void
weakening_free (gpointer data) {
  Weakening *weakening = data;

  if (weakening->destroy != NULL)
    weakening->destroy (weakening->data);
  g_object_unref (weakening->core);
  g_free (weakening);
}

static DexFuture *
on_kept (DexFuture *future, gpointer data) {
  Weakening *weakening = data;

  weakening->done (dex_future_get_value (future, NULL) != NULL, weakening->data);
  return NULL;
}

static DexFuture *
choose (const Weakening *weakening, ConfabModelTerm term) {
  if (weakening->choice == CONFAB_CHOICE_KEEP)
    return confab_core_choose_keep (
        weakening->core, (ConfabKeep)weakening->value, term, weakening->rest);
  return confab_core_choose (weakening->core, weakening->choice, weakening->value, term);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data) {
  Weakening *weakening = data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  ConfabModelTerm term = CONFAB_TERM_UNTIL_TOMORROW;

  if (g_str_equal (answer, "changed"))
    term = CONFAB_TERM_UNTIL_CHANGED;
  else if (!g_str_equal (answer, "tomorrow")) {
    weakening->done (FALSE, weakening->data);
    weakening_free (weakening);
    return;
  }
  dex_future_disown (
      dex_future_finally (choose (weakening, term), on_kept, weakening, weakening_free));
}

static void
present (GtkWidget *parent, Weakening *weakening) {
  g_autofree char *end = confab_safety_words_dup_until (
      confab_model_safety_tomorrow (confab_core_get_safety (weakening->core)));
  /* Translators: %s is a time tomorrow, "Sat 14:00". */
  g_autofree char *tomorrow = g_strdup_printf (_ ("Until %s"), end);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));

  adw_alert_dialog_set_heading (dialog, _ ("Make this weaker?"));
  adw_alert_dialog_set_body (
      dialog, confab_safety_words_weakened (weakening->choice, weakening->value));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "changed",
      _ ("Until I change it"), "tomorrow", tomorrow, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "tomorrow", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "tomorrow");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, parent, NULL, on_answered, weakening);
}

void
confab_safety_weaken_present (GtkWidget *parent, ConfabCore *core, ConfabChoice choice, int value,
    ConfabSafetyWeakenDone done, gpointer data, GDestroyNotify destroy) {
  Weakening *weakening = g_new0 (Weakening, 1);

  weakening->core = g_object_ref (core);
  weakening->choice = choice;
  weakening->value = value;
  weakening->done = done;
  weakening->data = data;
  weakening->destroy = destroy;
  present (parent, weakening);
}

void
confab_safety_weaken_present_keep (GtkWidget *parent, ConfabCore *core, ConfabKeep keep,
    ConfabCoreRest rest, ConfabSafetyWeakenDone done, gpointer data, GDestroyNotify destroy) {
  Weakening *weakening = g_new0 (Weakening, 1);

  weakening->core = g_object_ref (core);
  weakening->choice = CONFAB_CHOICE_KEEP;
  weakening->value = (int)keep;
  weakening->rest = rest;
  weakening->done = done;
  weakening->data = data;
  weakening->destroy = destroy;
  present (parent, weakening);
}
