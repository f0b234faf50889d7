/* Says how long one was away and what came, in words that do not count seconds. It goes when it is
 * answered, at the next locking, and never by a timer. */

#include "window/window-away.h"

#include <glib/gi18n.h>

#include "core/core-lock.h"
#include "safety/safety-words.h"
#include "widgets/widgets-speak.h"

#define MINUTE_US (60 * G_USEC_PER_SEC)
#define MINUTES_TO_SAY 90 /* from here on hours are said */
#define HOURS_TO_SAY 48   /* and from here on days */

struct _ConfabWindowAway {
  AdwBin parent_instance;

  /* owned */
  ConfabCore *core;

  /* template */
  GtkRevealer *revealer;
  GtkLabel *label;
  GtkWidget *stay_button;
};

G_DEFINE_FINAL_TYPE (ConfabWindowAway, confab_window_away, ADW_TYPE_BIN)

static char *
dup_time (gint64 away_us) {
  guint minutes = (guint)MIN (away_us / MINUTE_US, G_MAXINT);

  if (minutes == 0)
    return g_strdup (_ ("You were away for a moment"));
  if (minutes < MINUTES_TO_SAY)
    return g_strdup_printf (
        ngettext ("You were away %u minute", "You were away %u minutes", minutes), minutes);
  if (minutes < HOURS_TO_SAY * 60)
    return g_strdup_printf (
        ngettext ("You were away %u hour", "You were away %u hours", (minutes + 30) / 60),
        (minutes + 30) / 60);
  return g_strdup_printf (
      ngettext ("You were away %u day", "You were away %u days", minutes / 60 / 24),
      minutes / 60 / 24);
}

static char *
dup_text (const ConfabCoreAway *away) {
  g_autofree char *time = dup_time (away->away_us);
  g_autofree char *came = NULL;

  came =
      away->n_messages == 0
          ? g_strdup (_ ("No message came."))
          : g_strdup_printf (ngettext ("%u message came.", "%u messages came.", away->n_messages),
                away->n_messages);
  if (away->was_signed_off)
    /* Translators: "You were away 22 minutes" and "2 messages came." */
    return g_strdup_printf (_ ("%s and signed off. %s"), time, came);
  /* Translators: "You were away 22 minutes" and "2 messages came." */
  return g_strdup_printf (_ ("%s. %s"), time, came);
}

static void
update (ConfabWindowAway *self) {
  ConfabCoreAway away;
  gboolean is_said = confab_core_get_away (self->core, &away);
  gboolean stays = confab_model_safety_get (confab_core_get_safety (self->core),
                       CONFAB_CHOICE_SIGN_IN) >= CONFAB_SIGN_IN_LOCKED;

  if (is_said) {
    g_autofree char *text = dup_text (&away);

    gtk_label_set_text (self->label, text);
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
    confab_widgets_speak (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  }
  gtk_widget_set_visible (self->stay_button, !stays);
  gtk_widget_set_sensitive (GTK_WIDGET (self->revealer), is_said);
  gtk_revealer_set_reveal_child (self->revealer, is_said);
  gtk_widget_set_visible (GTK_WIDGET (self), is_said);
}

static void
on_good_clicked (ConfabWindowAway *self) {
  confab_core_drop_away (self->core);
}

static DexFuture *
on_chosen (DexFuture *future, gpointer data) {
  ConfabWindowAway *self = data;
  g_autofree char *until = NULL;
  g_autofree char *words = NULL;

  if (self->core == NULL || dex_future_get_value (future, NULL) == NULL)
    return NULL;
  until = confab_safety_words_dup_until (
      confab_model_safety_get_until (confab_core_get_safety (self->core), CONFAB_CHOICE_SIGN_IN));
  /* Translators: %s is a time, "Sat 0:00". */
  words = g_strdup_printf (_ ("Until %s you stay signed in when the screen locks."), until);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
  return NULL;
}

static void
on_stay_clicked (ConfabWindowAway *self) {
  dex_future_disown (dex_future_finally (confab_core_choose (self->core, CONFAB_CHOICE_SIGN_IN,
                                             CONFAB_SIGN_IN_LOCKED, CONFAB_TERM_UNTIL_TONIGHT),
      on_chosen, g_object_ref (self), g_object_unref));
  confab_core_drop_away (self->core);
}

static void
confab_window_away_dispose (GObject *object) {
  ConfabWindowAway *self = CONFAB_WINDOW_AWAY (object);

  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_window_away_parent_class)->dispose (object);
}

static void
confab_window_away_class_init (ConfabWindowAwayClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_window_away_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/window/window-away.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowAway, revealer);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowAway, label);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowAway, stay_button);
  gtk_widget_class_bind_template_callback (widget_class, on_good_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_stay_clicked);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
confab_window_away_init (ConfabWindowAway *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->label, NULL, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
confab_window_away_set_core (ConfabWindowAway *self, ConfabCore *core) {
  g_return_if_fail (CONFAB_IS_WINDOW_AWAY (self));
  g_return_if_fail (self->core == NULL);

  self->core = g_object_ref (core);
  g_signal_connect_object (core, "away-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
