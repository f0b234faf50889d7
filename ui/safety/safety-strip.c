/* The strip speaks of settings and of nothing else: it never says that somebody is safe. A promise
 * that was weakened says so in its place; what needs the user comes before everything else. */

#include "safety/safety-strip.h"

#include <glib/gi18n.h>

#include "safety/safety-keep-words.h"
#include "safety/safety-words.h"
#include "widgets/widgets-watch.h"

struct _ConfabSafetyStrip {
  AdwBin parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabWidgetsWatch *watch;

  /* template */
  GtkWidget *button;
  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *promises_label;
};

G_DEFINE_FINAL_TYPE (ConfabSafetyStrip, confab_safety_strip, ADW_TYPE_BIN)

/* "Blank profile", or how it stands: "Blank profile: Off until Sat 14:00". */
static char *
dup_promise (ConfabPromise promise, const ConfabSafetyFacts *facts) {
  ConfabRiskState state = confab_safety_register_promise (promise, facts);
  g_autofree char *words = NULL;

  if (state.kind == CONFAB_STATE_ON)
    return g_strdup (confab_safety_words_promise (promise));
  if (promise == CONFAB_PROMISE_NO_LOGGING && state.kind != CONFAB_STATE_NEEDS_YOU)
    return confab_safety_keep_words_dup_label (
        (ConfabKeep)facts->choices[CONFAB_CHOICE_KEEP], facts->until_us[CONFAB_CHOICE_KEEP]);
  words = confab_safety_words_dup_state (confab_safety_register_get (1), state);
  /* Translators: a promise and its state, "No logging: Off until Sat 14:00". */
  return g_strdup_printf (_ ("%s: %s"), confab_safety_words_promise (promise), words);
}

/* What is off and is none of the three. */
static char *
dup_other (const ConfabSafetyFacts *facts) {
  for (int i = 1; i <= CONFAB_RISK_COUNT; i++) {
    const ConfabRisk *risk = confab_safety_register_get (i);
    ConfabRiskState state = confab_safety_register_state (risk, facts);
    g_autofree char *words = NULL;

    if (risk->promise != CONFAB_PROMISE_NONE ||
        (state.kind != CONFAB_STATE_OFF && state.kind != CONFAB_STATE_OFF_UNTIL))
      continue;
    words = confab_safety_words_dup_state (risk, state);
    return g_strdup_printf (_ ("%s: %s"), confab_safety_words_title (risk), words);
  }
  return NULL;
}

static char *
dup_title (const ConfabSafetyFacts *facts, gboolean *is_weak) {
  guint n_off, n_need_user;

  confab_safety_register_count (facts, &n_off, &n_need_user);
  *is_weak = n_off > 0 || n_need_user > 0;
  if (n_need_user > 0)
    return g_strdup_printf (
        ngettext ("%u thing needs you", "%u things need you", n_need_user), n_need_user);
  if (n_off == 1) {
    char *other = dup_other (facts);

    if (other != NULL)
      return other;
  }
  if (n_off > 0)
    return g_strdup_printf (
        ngettext ("%u protection is off", "%u protections are off", n_off), n_off);
  return g_strdup (_ ("Safe settings: all on"));
}

static void
update (ConfabSafetyStrip *self) {
  ConfabSafetyFacts facts;
  g_autofree char *blank = NULL;
  g_autofree char *logging = NULL;
  g_autofree char *strangers = NULL;
  g_autofree char *promises = NULL;
  g_autofree char *title = NULL;
  gboolean is_weak;

  confab_model_safety_gather (
      confab_core_get_safety (self->core), confab_core_get_accounts (self->core), &facts);
  blank = dup_promise (CONFAB_PROMISE_BLANK_PROFILE, &facts);
  logging = dup_promise (CONFAB_PROMISE_NO_LOGGING, &facts);
  strangers = dup_promise (CONFAB_PROMISE_STRANGERS_BLOCKED, &facts);
  promises = g_strjoin (" · ", blank, logging, strangers, NULL);
  title = dup_title (&facts, &is_weak);
  if (g_str_equal (title, gtk_label_get_text (self->title_label)) &&
      g_str_equal (promises, gtk_label_get_text (self->promises_label)))
    return;
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->promises_label, promises);
  gtk_image_set_from_icon_name (
      self->icon, is_weak ? "dialog-warning-symbolic" : "security-high-symbolic");
  if (is_weak)
    gtk_widget_add_css_class (self->button, "weakened");
  else
    gtk_widget_remove_css_class (self->button, "weakened");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
      title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, promises, -1);
}

static void
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  update (data);
}

void
confab_safety_strip_set_core (ConfabSafetyStrip *self, ConfabCore *core) {
  g_return_if_fail (self->core == NULL);

  self->core = g_object_ref (core);
  g_signal_connect_object (
      confab_core_get_safety (core), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->watch =
      confab_widgets_watch_new (confab_core_get_accounts (core), on_accounts_changed, self);
  update (self);
}

static void
confab_safety_strip_dispose (GObject *object) {
  ConfabSafetyStrip *self = CONFAB_SAFETY_STRIP (object);

  g_clear_pointer (&self->watch, confab_widgets_watch_free);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_safety_strip_parent_class)->dispose (object);
}

static void
confab_safety_strip_class_init (ConfabSafetyStripClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_safety_strip_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/safety/safety-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyStrip, button);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyStrip, icon);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyStrip, title_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyStrip, promises_label);
}

static void
confab_safety_strip_init (ConfabSafetyStrip *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}
