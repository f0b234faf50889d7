/* The page behind the strip, drawn from the register: it has no words and no states of its own but
 * the first row's. What it shows follows the facts while it is open; nothing is switched here
 * without the page of the choice, and nothing weaker without its sheet. */

#include "safety/safety-page.h"

#include <glib/gi18n.h>

#include "backup/backup-page.h"
#include "safety/safety-checker-words.h"
#include "safety/safety-checker.h"
#include "safety/safety-checkup.h"
#include "safety/safety-choose.h"
#include "safety/safety-erase.h"
#include "safety/safety-evidence.h"
#include "safety/safety-look.h"
#include "safety/safety-quiet-page.h"
#include "safety/safety-rest.h"
#include "safety/safety-words.h"
#include "widgets/widgets-rows.h"
#include "widgets/widgets-watch.h"

struct _ConfabSafetyPage {
  AdwDialog parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabWidgetsWatch *watch;

  /* children */
  AdwPreferencesGroup *groups[CONFAB_GROUP_COUNT];
  AdwActionRow *checkup_row;
  AdwActionRow *checker_row;
  GtkLabel *states[CONFAB_RISK_COUNT + 1];  /* by number; NULL: it has no row */
  GtkLabel *promises[CONFAB_PROMISE_COUNT]; /* states */
  AdwActionRow *evidence[CONFAB_PROMISE_COUNT];

  /* template */
  AdwNavigationView *navigation;
  AdwPreferencesPage *page;
  AdwPreferencesGroup *top_group;
  AdwActionRow *top_row;
  GtkImage *top_icon;
  GtkButton *top_button;

  guint n_need_user; /* of what the first row shows */
};

#define RISK_BACKUP 30
#define RISK_VIRUS 34 /* its row says how it stands */

G_DEFINE_FINAL_TYPE (ConfabSafetyPage, confab_safety_page, ADW_TYPE_DIALOG)

/* ---- states ---- */

static void
set_state (GtkLabel *label, const ConfabRisk *risk, ConfabRiskState state) {
  g_autofree char *words = confab_safety_words_dup_state (risk, state);
  gboolean is_weak = state.kind == CONFAB_STATE_OFF || state.kind == CONFAB_STATE_OFF_UNTIL ||
                     state.kind == CONFAB_STATE_NEEDS_YOU;

  if (g_str_equal (words, gtk_label_get_text (label)))
    return;
  gtk_label_set_text (label, words);
  if (is_weak)
    gtk_widget_add_css_class (GTK_WIDGET (label), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "warning");
  if (state.kind == CONFAB_STATE_COMES || state.kind == CONFAB_STATE_ABSENT ||
      state.kind == CONFAB_STATE_SERVER_CANNOT)
    gtk_widget_add_css_class (GTK_WIDGET (label), "dimmed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "dimmed");
}

static char *
dup_need (const ConfabSafetyFacts *facts) {
  if (facts->n_new_devices > 0)
    return g_strdup (_ ("A device signed in as you. Was that you?"));
  if (facts->is_server_refused)
    return g_strdup (_ ("Confab did not sign in: the server was not what it must be."));
  if (facts->backup == CONFAB_BACKUP_AGE_OLD)
    return g_strdup (_ ("Your last backup is more than a week old."));
  return g_strdup (confab_safety_checker_words_get_need (facts));
}

static void
update_top (ConfabSafetyPage *self, const ConfabSafetyFacts *facts) {
  guint n_off;
  g_autofree char *title = NULL;
  const char *subtitle = "";

  confab_safety_register_count (facts, &n_off, &self->n_need_user);
  if (self->n_need_user > 0) {
    title = dup_need (facts);
    gtk_button_set_label (self->top_button, _ ("Look at it"));
  } else if (n_off > 0) {
    title =
        g_strdup_printf (ngettext ("%u protection is off", "%u protections are off", n_off), n_off);
    gtk_button_set_label (self->top_button, _ ("Switch on"));
  } else {
    title = g_strdup (_ ("Safe settings: all on"));
    subtitle = _ ("Nothing here needs you.");
  }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->top_row), title);
  adw_action_row_set_subtitle (self->top_row, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->top_button), n_off > 0 || self->n_need_user > 0);
  gtk_image_set_from_icon_name (self->top_icon,
      n_off > 0 || self->n_need_user > 0 ? "dialog-warning-symbolic" : "security-high-symbolic");
}

static void
update_evidence (ConfabSafetyPage *self) {
  for (guint promise = 1; promise < CONFAB_PROMISE_COUNT; promise++) {
    g_autofree char *words = confab_safety_evidence_dup_words (self->core, (ConfabPromise)promise);
    const char *shown =
        adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->evidence[promise]));

    if (g_strcmp0 (words, shown) != 0)
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->evidence[promise]), words);
  }
}

static void
update (ConfabSafetyPage *self) {
  ConfabSafetyFacts facts;
  g_autofree char *checker =
      confab_safety_checker_words_dup_state (confab_core_get_safety (self->core));

  adw_action_row_set_subtitle (self->checker_row, checker);
  confab_model_safety_gather (
      confab_core_get_safety (self->core), confab_core_get_accounts (self->core), &facts);
  for (int i = 1; i <= CONFAB_RISK_COUNT; i++) {
    const ConfabRisk *risk = confab_safety_register_get (i);

    if (self->states[i] != NULL)
      set_state (self->states[i], risk, confab_safety_register_state (risk, &facts));
  }
  for (guint promise = 1; promise < CONFAB_PROMISE_COUNT; promise++)
    set_state (self->promises[promise], confab_safety_register_get (1),
        confab_safety_register_promise ((ConfabPromise)promise, &facts));
  update_top (self, &facts);
  update_evidence (self);
}

static void
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  update (data);
}

static void
on_rest_answered (gboolean is_answered, ConfabCoreRest rest, gpointer data) {
  g_autoptr (ConfabSafetyPage) self = data;

  if (!is_answered)
    return;
  dex_future_disown (confab_core_choose_keep (
      self->core, CONFAB_KEEP_UNTIL_CLOSED, CONFAB_TERM_UNTIL_CHANGED, rest));
  dex_future_disown (confab_core_choose_safe (self->core));
}

static void
on_top_clicked (ConfabSafetyPage *self) {
  ConfabSafetyFacts facts;

  confab_model_safety_gather (
      confab_core_get_safety (self->core), confab_core_get_accounts (self->core), &facts);
  if (self->n_need_user > 0 && (facts.n_new_devices > 0 || facts.is_server_refused))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.accounts", NULL);
  else if (self->n_need_user > 0 && facts.backup == CONFAB_BACKUP_AGE_OLD)
    confab_safety_page_push (self, confab_backup_page_new (self->core));
  else if (self->n_need_user > 0)
    confab_safety_page_push (self, confab_safety_checker_page_new (self->core));
  else if (confab_model_safety_is_weakened (
               confab_core_get_safety (self->core), CONFAB_CHOICE_KEEP))
    confab_safety_rest_ask (GTK_WIDGET (self), on_rest_answered, g_object_ref (self));
  else
    dex_future_disown (confab_core_choose_safe (self->core));
}

/* ---- rows ---- */

/* Gives way to the sentence where there is little room. */
static GtkLabel *
add_state (GtkWidget *row) {
  GtkWidget *label = gtk_label_new ("");

  g_object_set (label, "wrap", TRUE, "xalign", 1.0f, "justify", GTK_JUSTIFY_RIGHT,
      "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return GTK_LABEL (label);
}

static void
add_arrow (GtkWidget *row) {
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}

static void
on_choice_activated (GtkWidget *row, ConfabSafetyPage *self) {
  ConfabChoice choice = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "choice"));

  if (choice == CONFAB_CHOICE_QUIET)
    confab_safety_page_push (self, confab_safety_quiet_page_new (self->core));
  else
    confab_safety_page_push (
        self, ADW_NAVIGATION_PAGE (confab_safety_choose_new (self->core, choice)));
}

static void
lead_to_choice (ConfabSafetyPage *self, GtkWidget *row, ConfabChoice choice) {
  add_arrow (row);
  g_object_set_data (G_OBJECT (row), "choice", GINT_TO_POINTER (choice));
  g_signal_connect (row, "activated", G_CALLBACK (on_choice_activated), self);
}

static void
on_checker_activated (GtkWidget *row, ConfabSafetyPage *self) {
  confab_safety_page_push (self, confab_safety_checker_page_new (self->core));
}

static void
on_backup_activated (GtkWidget *row, ConfabSafetyPage *self) {
  confab_safety_page_push (self, confab_backup_page_new (self->core));
}

static GtkWidget *
risk_row_new (ConfabSafetyPage *self, const ConfabRisk *risk) {
  GtkWidget *row = confab_widgets_row_new (
      confab_safety_words_title (risk), confab_safety_words_sentence (risk));

  self->states[risk->number] = add_state (row);
  if (risk->lock == CONFAB_LOCKED_NOT)
    lead_to_choice (self, row, risk->choice);
  if (risk->number == RISK_BACKUP) {
    add_arrow (row);
    g_signal_connect (row, "activated", G_CALLBACK (on_backup_activated), self);
  }
  if (risk->number == RISK_VIRUS) {
    self->checker_row = ADW_ACTION_ROW (row);
    add_arrow (row);
    g_signal_connect (row, "activated", G_CALLBACK (on_checker_activated), self);
  }
  return row;
}

/* ---- the three promises ---- */

static void
on_told_activated (GtkWidget *row, ConfabSafetyPage *self) {
  confab_safety_page_push (self, confab_safety_evidence_told_page_new (self->core));
}

static void
on_look_activated (GtkWidget *row, ConfabSafetyPage *self) {
  confab_safety_page_push (self, ADW_NAVIGATION_PAGE (confab_safety_look_page_new (self->core)));
}

static void
on_keepers_activated (GtkWidget *row, ConfabSafetyPage *self) {
  confab_safety_page_push (self, confab_safety_evidence_keepers_page_new ());
}

static const char *
promise_sentence (ConfabPromise promise) {
  switch (promise) {
  case CONFAB_PROMISE_BLANK_PROFILE:
    return _ ("People see your address, nothing more.");
  case CONFAB_PROMISE_NO_LOGGING:
    return _ ("A chat is erased from this computer when you close it or quit, unless you choose "
              "otherwise.");
  case CONFAB_PROMISE_STRANGERS_BLOCKED:
    return _ ("Only people you added can write to you. Others may leave one short note, unless "
              "you switch notes off.");
  case CONFAB_PROMISE_NONE:
  case CONFAB_PROMISE_COUNT:
    break;
  }
  return "";
}

static GtkWidget *
link_new (ConfabSafetyPage *self, ConfabPromise promise) {
  GtkWidget *row;

  if (promise == CONFAB_PROMISE_STRANGERS_BLOCKED) {
    row = confab_widgets_row_new (confab_safety_words_question (CONFAB_CHOICE_WRITE), NULL);
    lead_to_choice (self, row, CONFAB_CHOICE_WRITE);
    return row;
  }
  row = confab_widgets_row_new (promise == CONFAB_PROMISE_BLANK_PROFILE
                                    ? _ ("What went out from here")
                                    : _ ("Who else may keep it"),
      NULL);
  add_arrow (row);
  g_signal_connect (row, "activated",
      promise == CONFAB_PROMISE_BLANK_PROFILE ? G_CALLBACK (on_told_activated)
                                              : G_CALLBACK (on_keepers_activated),
      self);
  return row;
}

static GtkWidget *
look_new (ConfabSafetyPage *self) {
  GtkWidget *row = confab_widgets_row_new (_ ("Look at me as a stranger"), NULL);

  add_arrow (row);
  g_signal_connect (row, "activated", G_CALLBACK (on_look_activated), self);
  return row;
}

static GtkWidget *
keep_new (ConfabSafetyPage *self) {
  GtkWidget *row = confab_widgets_row_new (confab_safety_words_question (CONFAB_CHOICE_KEEP), NULL);

  lead_to_choice (self, row, CONFAB_CHOICE_KEEP);
  return row;
}

static void
add_promise (ConfabSafetyPage *self, ConfabPromise promise) {
  static const char *const icons[CONFAB_PROMISE_COUNT] = {
    [CONFAB_PROMISE_BLANK_PROFILE] = "avatar-default-symbolic",
    [CONFAB_PROMISE_NO_LOGGING] = "user-trash-symbolic",
    [CONFAB_PROMISE_STRANGERS_BLOCKED] = "security-high-symbolic",
  };
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row =
      confab_widgets_row_new (confab_safety_words_promise (promise), promise_sentence (promise));
  GtkWidget *evidence = confab_widgets_row_new ("", NULL);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icons[promise], "accessible-role",
      GTK_ACCESSIBLE_ROLE_PRESENTATION, "pixel-size", 24, NULL);

  gtk_widget_add_css_class (icon, "accent");
  gtk_widget_add_css_class (row, "safety-promise");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  self->promises[promise] = add_state (row);
  self->evidence[promise] = ADW_ACTION_ROW (evidence);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), evidence);
  if (promise == CONFAB_PROMISE_BLANK_PROFILE)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), look_new (self));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), link_new (self, promise));
  if (promise == CONFAB_PROMISE_NO_LOGGING)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), keep_new (self));
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
}

/* ---- the check-up ---- */

static void
on_checkup_activated (GtkWidget *row, ConfabSafetyPage *self) {
  confab_safety_page_push (self, confab_safety_checkup_page_new (self->core));
}

static void
update_checkup (ConfabSafetyPage *self) {
  g_autofree char *when = confab_safety_checkup_dup_when (self->core);

  adw_action_row_set_subtitle (self->checkup_row, when);
}

static void
add_checkup (ConfabSafetyPage *self) {
  GtkWidget *row = confab_widgets_row_new (_ ("One minute a month"), NULL);

  add_arrow (row);
  g_signal_connect (row, "activated", G_CALLBACK (on_checkup_activated), self);
  self->checkup_row = ADW_ACTION_ROW (row);
  adw_preferences_group_add (self->top_group, row);
  g_signal_connect_object (
      self->core, "notify::guide-page", G_CALLBACK (update_checkup), self, G_CONNECT_SWAPPED);
  update_checkup (self);
}

/* ---- the register ---- */

static void
add_groups (ConfabSafetyPage *self) {
  for (guint group = 0; group < CONFAB_GROUP_COUNT; group++) {
    self->groups[group] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
    adw_preferences_group_set_title (
        self->groups[group], confab_safety_words_group ((ConfabRiskGroup)group));
    adw_preferences_page_add (self->page, self->groups[group]);
  }
  /* The last row is the last group. */
  for (int i = 1; i < CONFAB_RISK_COUNT; i++) {
    const ConfabRisk *risk = confab_safety_register_get (i);

    adw_preferences_group_add (self->groups[risk->group], risk_row_new (self, risk));
  }
  adw_preferences_group_add (
      self->groups[CONFAB_GROUP_KEPT], confab_safety_erase_row_new (self->core));
}

static void
add_limits (ConfabSafetyPage *self) {
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *last = adw_preferences_group_new ();
  GtkWidget *label = gtk_label_new (_ ("Do not write what would hurt you in other hands."));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
      confab_safety_words_title (confab_safety_register_get (CONFAB_RISK_COUNT)));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
      confab_widgets_row_new (_ ("Stop a copy"),
          _ ("The person you write to can always keep one, or take a picture of the screen.")));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
      confab_widgets_row_new (_ ("Prove a stranger honest"),
          _ ("An address says where somebody writes from, not who it is.")));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
      confab_widgets_row_new (_ ("Hide everything from your server"),
          _ ("It has to know your address, your buddies, and when you are signed in. The law may "
             "make it tell.")));
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  g_object_set (label, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, NULL);
  gtk_widget_add_css_class (label, "heading");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (last), label);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (last));
}

void
confab_safety_page_add_row (ConfabSafetyPage *self, ConfabRiskGroup group, GtkWidget *row) {
  adw_preferences_group_add (self->groups[group], row);
}

void
confab_safety_page_push (ConfabSafetyPage *self, AdwNavigationPage *page) {
  adw_navigation_view_push (self->navigation, page);
}

static void
confab_safety_page_dispose (GObject *object) {
  ConfabSafetyPage *self = CONFAB_SAFETY_PAGE (object);

  g_clear_pointer (&self->watch, confab_widgets_watch_free);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_safety_page_parent_class)->dispose (object);
}

static void
confab_safety_page_class_init (ConfabSafetyPageClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_safety_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/safety/safety-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyPage, navigation);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyPage, page);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyPage, top_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyPage, top_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyPage, top_icon);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyPage, top_button);
  gtk_widget_class_bind_template_callback (widget_class, on_top_clicked);
}

static void
confab_safety_page_init (ConfabSafetyPage *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

ConfabSafetyPage *
confab_safety_page_new (ConfabCore *core) {
  ConfabSafetyPage *self = g_object_new (CONFAB_TYPE_SAFETY_PAGE, NULL);
  ConfabModelSafety *safety = confab_core_get_safety (core);

  self->core = g_object_ref (core);
  add_checkup (self);
  for (guint promise = 1; promise < CONFAB_PROMISE_COUNT; promise++)
    add_promise (self, (ConfabPromise)promise);
  add_groups (self);
  add_limits (self);
  g_signal_connect_object (safety, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      safety, "counted", G_CALLBACK (update_evidence), self, G_CONNECT_SWAPPED);
  self->watch =
      confab_widgets_watch_new (confab_core_get_accounts (core), on_accounts_changed, self);
  update (self);
  dex_future_disown (confab_core_look_for_checker (core));
  return self;
}
