/* Says in one or two sentences why there is no connection. It appears and goes with the state,
 * never by a timer, and shows the details of a problem as plain text. */

#include "window/window-banner.h"

#include <glib/gi18n.h>

#include "safety/safety-road-words.h"
#include "safety/safety-road.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-watch.h"
#include "window/window-door.h"
#include "window/window-state.h"
#include "wizard/wizard-password.h"

/* The page that desktops ask for this; nothing is sent before the button is pressed. */
#define ANY_PAGE "http://nmcheck.gnome.org/"

typedef enum {
  ACT_NONE = 0,
  ACT_SIGN_IN,   /* all accounts */
  ACT_TRY_AGAIN, /* the troubled account */
  ACT_PASSWORD,  /* of the troubled account */
  ACT_OPEN_PAGE, /* of the Wi-Fi that wants one to log in */
  ACT_ROAD,      /* the way to the server: try again, or choose another */
  ACT_DOOR,      /* the question about the web door */
} Act;

struct _ConfabWindowBanner {
  AdwBin parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabWidgetsWatch *watch;
  ConfabModelAccount *troubled;
  AdwBanner *banner; /* owned by the bin */
  Act act;
  gboolean offers_sign_in;
};

G_DEFINE_FINAL_TYPE (ConfabWindowBanner, confab_window_banner, ADW_TYPE_BIN)

static Act
act_for (ConfabModelAccount *account) {
  ConfabModelProblem problem = confab_model_account_get_problem (account);

  if (confab_widgets_problem_is_about_password (problem))
    return ACT_PASSWORD;
  if (problem == CONFAB_PROBLEM_NO_NETWORK)
    return ACT_NONE;
  if (problem == CONFAB_PROBLEM_CAPTIVE)
    return ACT_OPEN_PAGE;
  if (problem == CONFAB_PROBLEM_DOOR)
    return ACT_DOOR;
  if (confab_safety_road_is_about (problem))
    return ACT_ROAD;
  return ACT_TRY_AGAIN;
}

static const char *
act_label (Act act, ConfabModelAccount *troubled) {
  switch (act) {
  case ACT_NONE:
    return NULL;
  case ACT_SIGN_IN:
    return _ ("Sign in");
  case ACT_TRY_AGAIN:
    return _ ("Try again");
  case ACT_PASSWORD:
    return confab_widgets_problem_get_password_label (confab_model_account_get_problem (troubled));
  case ACT_OPEN_PAGE:
    return _ ("Open its page");
  case ACT_ROAD:
    return _ ("Tor or proxy…");
  case ACT_DOOR:
    return _ ("Answer…");
  }
  return NULL;
}

static char *
dup_trouble (const ConfabWindowState *state) {
  ConfabModelAccount *account = state->troubled;
  ConfabModelProblem problem = confab_model_account_get_problem (account);
  const char *detail = confab_model_account_get_problem_detail (account);
  gboolean tries_again = confab_model_account_get_state (account) == CONFAB_ACCOUNT_WAITING &&
                         problem != CONFAB_PROBLEM_NO_NETWORK &&
                         problem != CONFAB_PROBLEM_CAPTIVE && problem != CONFAB_PROBLEM_DOOR;
  g_autofree char *sentence = confab_widgets_problem_dup_sentence (problem, detail);
  g_autofree char *text = NULL;

  text = tries_again ? g_strdup_printf ("%s %s", sentence, _ ("Confab tries again by itself."))
                     : confab_widgets_problem_dup_text (problem, detail);
  if (state->n_accounts > 1)
    return g_strdup_printf ("%s: %s", confab_model_account_get_address (account), text);
  return g_steal_pointer (&text);
}

static void
update (ConfabWindowBanner *self) {
  ConfabWindowState state;
  g_autofree char *text = NULL;
  gboolean is_remark = FALSE;

  confab_window_state_read (self->core, &state);
  g_set_object (&self->troubled, state.troubled);
  self->act = ACT_NONE;
  if (state.troubled != NULL) {
    text = dup_trouble (&state);
    self->act = act_for (state.troubled);
  } else if (state.n_accounts > 0 && state.state == CONFAB_ACCOUNT_SIGNED_OFF &&
             self->offers_sign_in) {
    text = g_strdup (_ ("You are signed off."));
    self->act = ACT_SIGN_IN;
  } else if (confab_core_is_until_quit (self->core)) {
    text = g_strdup (_ ("Nothing is stored: Confab forgets all of this when you quit."));
    is_remark = TRUE;
  }

  if (is_remark)
    gtk_widget_add_css_class (GTK_WIDGET (self->banner), "remark");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->banner), "remark");
  if (text != NULL) {
    adw_banner_set_title (self->banner, text);
    adw_banner_set_button_label (self->banner, act_label (self->act, self->troubled));
  }
  adw_banner_set_revealed (self->banner, text != NULL);
}

static void
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  update (data);
}

/* In the browser: the Wi-Fi answers for any page that is not private, with its own. */
static void
open_page (ConfabWindowBanner *self) {
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (ANY_PAGE);

  gtk_uri_launcher_launch (
      launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL, NULL);
}

static void
on_button_clicked (ConfabWindowBanner *self) {
  switch (self->act) {
  case ACT_NONE:
    break;
  case ACT_SIGN_IN:
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in", NULL);
    break;
  case ACT_TRY_AGAIN:
    if (self->troubled != NULL)
      confab_core_sign_in (
          self->core, self->troubled, confab_model_account_is_hidden (self->troubled));
    break;
  case ACT_PASSWORD:
    if (self->troubled != NULL)
      confab_wizard_password_present (self->core, self->troubled, GTK_WIDGET (self));
    break;
  case ACT_OPEN_PAGE:
    open_page (self);
    break;
  case ACT_ROAD:
    if (self->troubled != NULL)
      confab_safety_road_present (self->core, self->troubled, GTK_WIDGET (self));
    break;
  case ACT_DOOR:
    if (self->troubled != NULL)
      confab_window_door_present (self->core, self->troubled, GTK_WIDGET (self));
    break;
  }
}

static void
confab_window_banner_dispose (GObject *object) {
  ConfabWindowBanner *self = CONFAB_WINDOW_BANNER (object);

  g_clear_pointer (&self->watch, confab_widgets_watch_free);
  g_clear_object (&self->troubled);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_window_banner_parent_class)->dispose (object);
}

static void
confab_window_banner_class_init (ConfabWindowBannerClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_window_banner_dispose;
}

static void
confab_window_banner_init (ConfabWindowBanner *self) {
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  g_signal_connect_object (
      self->banner, "button-clicked", G_CALLBACK (on_button_clicked), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

void
confab_window_banner_set_core (ConfabWindowBanner *self, ConfabCore *core) {
  g_return_if_fail (CONFAB_IS_WINDOW_BANNER (self));
  g_return_if_fail (self->core == NULL);

  self->core = g_object_ref (core);
  self->watch =
      confab_widgets_watch_new (confab_core_get_accounts (core), on_accounts_changed, self);
  update (self);
}

void
confab_window_banner_set_offers_sign_in (ConfabWindowBanner *self, gboolean offers_sign_in) {
  g_return_if_fail (CONFAB_IS_WINDOW_BANNER (self));

  self->offers_sign_in = offers_sign_in;
  update (self);
}
