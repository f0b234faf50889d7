/* Evidence: the ledger and the counters in words. It says what was counted and since when, and
 * that there is nothing yet where there is nothing yet. */

#include "safety/safety-evidence.h"

#include <glib/gi18n.h>

#include "widgets/widgets-rows.h"
#include "widgets/widgets-when.h"

/* Refusals are the only answer that strangers get. */
static char *
dup_told (ConfabCore *core, const char *since) {
  const ConfabLedger *ledger = confab_core_get_ledger (core);
  guint told = confab_safety_ledger_get_total (ledger, CONFAB_CLASS_PROFILE) +
               confab_safety_ledger_get_total (ledger, CONFAB_CLASS_MACHINE);
  guint refused = confab_safety_ledger_get_total (ledger, CONFAB_CLASS_ERROR);

  if (told > 0)
    /* Translators: %s is a time in the past, "at 10:02" or "yesterday". */
    return g_strdup_printf (_ ("Something about you was told since Confab was opened %s."), since);
  if (refused == 0)
    return g_strdup_printf (
        /* Translators: %s is a time in the past, "at 10:02" or "yesterday". */
        _ ("Nobody was told anything about you since Confab was opened %s."), since);
  return g_strdup_printf (
      /* Translators: the time is in the past, "at 10:02" or "yesterday". */
      ngettext ("%u question about you was refused since Confab was opened %s.",
          "%u questions about you were refused since Confab was opened %s.", refused),
      refused, since);
}

/* What was asked last says more than what was told, until something was told. */
static char *
dup_seen (ConfabCore *core, const char *since) {
  guint n_open = 0;
  gint64 looked_us = confab_model_safety_get_looked (confab_core_get_safety (core), &n_open);
  g_autofree char *when = NULL;

  if (looked_us == 0)
    return dup_told (core, since);
  when = confab_widgets_when_dup_moment (looked_us);
  if (n_open == 0)
    /* Translators: %s is a time in the past, "at 10:02" or "yesterday". */
    return g_strdup_printf (_ ("Looked at as a stranger %s: nothing to see."), when);
  return g_strdup_printf (
      /* Translators: the time is in the past, "at 10:02" or "yesterday". */
      ngettext ("Looked at as a stranger %2$s: %1$u thing to see.",
          "Looked at as a stranger %2$s: %1$u things to see.", n_open),
      n_open, when);
}

static char *
dup_erased (ConfabModelSafety *safety, const char *since) {
  gint64 erased_us = confab_model_safety_get_erased (safety);
  g_autofree char *when = NULL;

  if (erased_us == 0)
    /* Translators: %s is a time in the past, "at 10:02" or "yesterday". */
    return g_strdup_printf (_ ("No chat was closed since Confab was opened %s."), since);
  when = confab_widgets_when_dup_moment (erased_us);
  /* Translators: %s is a time in the past, "at 10:02" or "yesterday". */
  return g_strdup_printf (_ ("Last erased %s."), when);
}

static char *
dup_refused (ConfabModelSafety *safety, const char *since) {
  guint refused = confab_model_safety_get_refused (safety);

  if (refused == 0)
    /* Translators: %s is a time in the past, "at 10:02" or "yesterday". */
    return g_strdup_printf (_ ("Nobody had to be refused since Confab was opened %s."), since);
  return g_strdup_printf (
      /* Translators: the time is in the past, "at 10:02" or "yesterday". */
      ngettext ("%u refused since Confab was opened %s.", "%u refused since Confab was opened %s.",
          refused),
      refused, since);
}

char *
confab_safety_evidence_dup_words (ConfabCore *core, ConfabPromise promise) {
  ConfabModelSafety *safety = confab_core_get_safety (core);
  g_autofree char *since = confab_widgets_when_dup_moment (confab_model_safety_get_since (safety));

  switch (promise) {
  case CONFAB_PROMISE_BLANK_PROFILE:
    return dup_seen (core, since);
  case CONFAB_PROMISE_NO_LOGGING:
    return dup_erased (safety, since);
  case CONFAB_PROMISE_STRANGERS_BLOCKED:
    return dup_refused (safety, since);
  case CONFAB_PROMISE_NONE:
  case CONFAB_PROMISE_COUNT:
    break;
  }
  return g_strdup ("");
}

/* ---- pages ---- */

static void
add_row (GtkWidget *group, const char *title, const char *subtitle, const char *count) {
  GtkWidget *row = confab_widgets_row_new (title, subtitle);

  if (count != NULL) {
    GtkWidget *label = gtk_label_new (count);

    gtk_widget_add_css_class (label, "numeric");
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static AdwNavigationPage *
page_new (const char *title, GtkWidget *group) {
  GtkWidget *page = adw_preferences_page_new ();

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return adw_navigation_page_new (confab_widgets_page_view_new (page), title);
}

AdwNavigationPage *
confab_safety_evidence_told_page_new (ConfabCore *core) {
  const struct {
    ConfabDiscloseClass class;
    const char *words;
  } lines[] = {
    { CONFAB_CLASS_PROFILE, _ ("Your name, picture or other data") },
    { CONFAB_CLASS_MACHINE, _ ("What computer or program this is") },
    { CONFAB_CLASS_READ, _ ("What you have read") },
    { CONFAB_CLASS_TYPING, _ ("That you are typing") },
    { CONFAB_CLASS_MESSAGE, _ ("Messages you wrote") },
    { CONFAB_CLASS_RECEIPT, _ ("That a message has arrived") },
    { CONFAB_CLASS_PRESENCE, _ ("That you are here, or go") },
    { CONFAB_CLASS_SUBSCRIBE, _ ("That you would like to talk") },
    { CONFAB_CLASS_APPROVE, _ ("Your answer to a request") },
    { CONFAB_CLASS_FEATURES, _ ("What this program can receive, to your server and buddies") },
    { CONFAB_CLASS_FETCH, _ ("Questions for somebody’s keys") },
    { CONFAB_CLASS_ERROR, _ ("Refusals") },
  };
  const ConfabLedger *ledger = confab_core_get_ledger (core);
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *since = confab_widgets_when_dup_moment (
      confab_model_safety_get_since (confab_core_get_safety (core)));
  g_autofree char *description =
      /* Translators: %s is a time in the past, "at 10:02" or "yesterday". */
      g_strdup_printf (_ ("Counted since Confab was opened %s, and forgotten at quit."), since);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *count =
        g_strdup_printf ("%u", confab_safety_ledger_get_total (ledger, lines[i].class));

    add_row (group, lines[i].words, NULL, count);
  }
  return page_new (_ ("What went out from here"), group);
}

AdwNavigationPage *
confab_safety_evidence_keepers_page_new (void) {
  GtkWidget *group = adw_preferences_group_new ();

  add_row (group, _ ("This computer"), _ ("Nothing stays after closing."), NULL);
  add_row (
      group, _ ("My other devices"), _ ("Keep what they have; Confab does not reach them."), NULL);
  add_row (group, _ ("My server"),
      _ ("May keep a copy. Of sealed messages it cannot read more than who wrote to whom, and "
         "when."),
      NULL);
  add_row (group, _ ("The other person’s program"), _ ("Keeps what it likes."), NULL);
  return page_new (_ ("Who else may keep it"), group);
}
