/* Scenes of the main window: first start, the store that does not open, signing in, the list,
 * dialogs. */

#include "app/app-cover.h"
#include "app/app-shortcuts.h"
#include "gallery-people.h"
#include "window/window-main.h"

static GtkWindow *
window_new (GtkApplication *application, ConfabCore *core) {
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static GtkWindow *
build_welcome (GtkApplication *application, ConfabCore *core) {
  return window_new (application, core);
}

static void
fill_in (GtkWindow *window) {
  gallery_people_type (window, "Your address", "carla@example.org");
  gallery_people_type (window, "Password", "correct horse");
}

static void
act_busy (GtkWindow *window, ConfabCore *core) {
  gallery_core_set_hanging (core, TRUE);
  fill_in (window);
  gallery_people_press (window, "Sign in");
}

static void
act_wrong_password (GtkWindow *window, ConfabCore *core) {
  gallery_core_set_problem (core, CONFAB_PROBLEM_WRONG_PASSWORD, "");
  fill_in (window);
  gallery_people_press (window, "Sign in");
}

static void
act_expired (GtkWindow *window, ConfabCore *core) {
  gallery_core_set_problem (core, CONFAB_PROBLEM_CERT_EXPIRED, "2026-03-12");
  fill_in (window);
  adw_expander_row_set_expanded (
      ADW_EXPANDER_ROW (gallery_people_find (GTK_WIDGET (window), "Server")), TRUE);
  gallery_people_type (window, "Host", "127.0.0.1");
  gallery_people_type (window, "Port", "5222");
  gallery_people_press (window, "Sign in");
}

static GtkWindow *
build_some (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  return window_new (application, core);
}

static GtkWindow *
build_nobody (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_account (core, "carla@example.org", CONFAB_ACCOUNT_SIGNED_IN);
  return window_new (application, core);
}

static GtkWindow *
build_many (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_many (
      gallery_people_add_account (core, "carla@example.org", CONFAB_ACCOUNT_SIGNED_IN), 2000);
  return window_new (application, core);
}

/* The scrolled window that holds the list of buddies. */
static GtkWidget *
find_scroller (GtkWidget *widget) {
  if (GTK_IS_LIST_VIEW (widget))
    return gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_scroller (child);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
act_end (GtkWindow *window, ConfabCore *core) {
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (find_scroller (GTK_WIDGET (window))));

  dex_await (dex_timeout_new_msec (600), NULL); /* the list has come to rest */
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  dex_await (dex_timeout_new_msec (300), NULL);
}

static GtkWindow *
build_until_quit (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  dex_future_disown (confab_core_open_until_quit (core));
  return window_new (application, core);
}

static GtkWindow *
build_signed_off (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_OFF);
  return window_new (application, core);
}

static GtkWindow *
build_hidden (GtkApplication *application, ConfabCore *core) {
  confab_model_account_set_hidden (gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN), TRUE);
  return window_new (application, core);
}

static GtkWindow *
build_trouble (GtkApplication *application, ConfabCore *core, ConfabModelAccountState state,
    guint seconds, ConfabModelProblem problem, const char *detail) {
  confab_model_account_set_state (
      gallery_people_add_some (core, state), state, seconds, problem, detail);
  return window_new (application, core);
}

static GtkWindow *
build_waiting (GtkApplication *application, ConfabCore *core) {
  return build_trouble (
      application, core, CONFAB_ACCOUNT_WAITING, 20, CONFAB_PROBLEM_UNREACHABLE, "example.org");
}

static GtkWindow *
build_no_network (GtkApplication *application, ConfabCore *core) {
  return build_trouble (
      application, core, CONFAB_ACCOUNT_WAITING, 0, CONFAB_PROBLEM_NO_NETWORK, "");
}

static GtkWindow *
build_captive (GtkApplication *application, ConfabCore *core) {
  return build_trouble (application, core, CONFAB_ACCOUNT_WAITING, 0, CONFAB_PROBLEM_CAPTIVE, "");
}

static GtkWindow *
build_door (GtkApplication *application, ConfabCore *core) {
  return build_trouble (application, core, CONFAB_ACCOUNT_WAITING, 20, CONFAB_PROBLEM_DOOR, "");
}

static void
act_door (GtkWindow *window, ConfabCore *core) {
  gallery_people_press (window, "Answer…");
}

static GtkWindow *
build_clock (GtkApplication *application, ConfabCore *core) {
  return build_trouble (
      application, core, CONFAB_ACCOUNT_REFUSED, 0, CONFAB_PROBLEM_CLOCK, "2001-11-28");
}

static GtkWindow *
build_rules (GtkApplication *application, ConfabCore *core) {
  return build_trouble (
      application, core, CONFAB_ACCOUNT_WAITING, 20, CONFAB_PROBLEM_RULES, "example.org");
}

static GtkWindow *
build_refused (GtkApplication *application, ConfabCore *core) {
  return build_trouble (
      application, core, CONFAB_ACCOUNT_REFUSED, 0, CONFAB_PROBLEM_WRONG_PASSWORD, "");
}

static GtkWindow *
build_again (GtkApplication *application, ConfabCore *core) {
  return build_trouble (
      application, core, CONFAB_ACCOUNT_REFUSED, 0, CONFAB_PROBLEM_PASSWORD_AGAIN, "");
}

static GtkWindow *
build_signing_in (GtkApplication *application, ConfabCore *core) {
  return build_trouble (application, core, CONFAB_ACCOUNT_SIGNING_IN, 0, CONFAB_PROBLEM_NONE, "");
}

static GtkWindow *
build_two_accounts (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  gallery_people_add_account (core, "carla@work.example.net", CONFAB_ACCOUNT_SIGNED_OFF);
  return window_new (application, core);
}

static void
act_password (GtkWindow *window, ConfabCore *core) {
  gallery_people_press (window, "Type it again");
}

static void
act_again (GtkWindow *window, ConfabCore *core) {
  gallery_people_press (window, "Enter it");
}

static void
act_accounts (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (GTK_WIDGET (window), "win.accounts", NULL);
}

static void
act_account (GtkWindow *window, ConfabCore *core) {
  act_accounts (window, core);
  gallery_people_press (window, "carla@example.org");
}

/* Its answer was yes. */
static void
act_account_door (GtkWindow *window, ConfabCore *core) {
  GListModel *accounts = confab_core_get_accounts (core);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);

    confab_model_account_set_web_door (account, TRUE);
  }
  act_account (window, core);
}

static void
act_add_account (GtkWindow *window, ConfabCore *core) {
  act_accounts (window, core);
  gallery_people_press (window, "Add another account");
}

static void
act_safety (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (GTK_WIDGET (window), "win.safety", NULL);
}

static void
act_shortcuts (GtkWindow *window, ConfabCore *core) {
  confab_app_shortcuts_present (GTK_WIDGET (window));
}

static void
act_leaving (GtkWindow *window, ConfabCore *core) {
  confab_window_main_show_leaving (CONFAB_WINDOW_MAIN (window));
}

static void
cover (GtkWindow *window, gboolean is_until_quit) {
  g_object_set_data_full (G_OBJECT (window), "gallery-cover",
      confab_app_cover_new (window, is_until_quit), (GDestroyNotify)confab_app_cover_free);
}

/* With a dialog open, of which nothing may be seen. */
static void
act_lock (GtkWindow *window, ConfabCore *core) {
  act_safety (window, core);
  cover (window, FALSE);
}

static void
act_lock_until_quit (GtkWindow *window, ConfabCore *core) {
  cover (window, TRUE);
}

static void
act_away (GtkWindow *window, ConfabCore *core) {
  gallery_core_set_away (core, 22, 2, TRUE);
}

#define STORE_SCENE(name, state)                                                                   \
  static GtkWindow *build_store_##name (GtkApplication *application, ConfabCore *core) {           \
    gallery_core_set_store_state (core, CONFAB_CORE_STORE_##state);                                \
    return window_new (application, core);                                                         \
  }

STORE_SCENE (opening, OPENING)
STORE_SCENE (locked, KEYRING_LOCKED)
STORE_SCENE (absent, KEYRING_ABSENT)
STORE_SCENE (slow, KEYRING_SLOW)
STORE_SCENE (refused, KEYRING_REFUSED)
STORE_SCENE (key_lost, KEY_LOST)
STORE_SCENE (damaged, DAMAGED)
STORE_SCENE (newer, NEWER)
STORE_SCENE (busy, BUSY)
STORE_SCENE (disk, DISK)

const GalleryScene gallery_main_scenes[] = {
  { "welcome", build_welcome, NULL },
  { "welcome-busy", build_welcome, act_busy },
  { "welcome-wrong-password", build_welcome, act_wrong_password },
  { "welcome-expired", build_welcome, act_expired },
  { "main", build_some, NULL },
  { "main-nobody", build_nobody, NULL },
  { "main-many", build_many, NULL },
  { "main-many-end", build_many, act_end },
  { "main-signed-off", build_signed_off, NULL },
  { "main-hidden", build_hidden, NULL },
  { "main-until-quit", build_until_quit, NULL },
  { "main-signing-in", build_signing_in, NULL },
  { "main-waiting", build_waiting, NULL },
  { "main-no-network", build_no_network, NULL },
  { "main-captive", build_captive, NULL },
  { "main-door", build_door, NULL },
  { "main-door-asked", build_door, act_door },
  { "main-clock", build_clock, NULL },
  { "main-rules", build_rules, NULL },
  { "main-refused", build_refused, NULL },
  { "main-password", build_refused, act_password },
  { "main-again", build_again, NULL },
  { "main-again-password", build_again, act_again },
  { "main-two-accounts", build_two_accounts, NULL },
  { "accounts", build_two_accounts, act_accounts },
  { "accounts-one", build_two_accounts, act_account },
  { "accounts-door", build_two_accounts, act_account_door },
  { "accounts-add", build_two_accounts, act_add_account },
  { "safety", build_some, act_safety },
  { "shortcuts", build_some, act_shortcuts },
  { "leaving", build_some, act_leaving },
  { "screen-locked", build_some, act_lock },
  { "screen-locked-until-quit", build_until_quit, act_lock_until_quit },
  { "main-away", build_some, act_away },
  { "store-opening", build_store_opening, NULL },
  { "store-locked", build_store_locked, NULL },
  { "store-absent", build_store_absent, NULL },
  { "store-slow", build_store_slow, NULL },
  { "store-refused", build_store_refused, NULL },
  { "store-key-lost", build_store_key_lost, NULL },
  { "store-damaged", build_store_damaged, NULL },
  { "store-newer", build_store_newer, NULL },
  { "store-busy", build_store_busy, NULL },
  { "store-disk", build_store_disk, NULL },
  { NULL },
};
