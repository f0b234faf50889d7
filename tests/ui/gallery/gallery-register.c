/* Scenes of the Safety page: everything on, some of it weakened, what needs the user; its pages,
 * the weakening sheet, and the strip of the main window with each of them. */

#include "gallery-people.h"
#include "safety/safety-checker.h"
#include "safety/safety-checkup.h"
#include "safety/safety-blocked.h"
#include "safety/safety-choose.h"
#include "safety/safety-evidence.h"
#include "safety/safety-look.h"
#include "safety/safety-page.h"
#include "safety/safety-quiet-page.h"
#include "safety/safety-quiet.h"
#include "safety/safety-weaken.h"
#include "window/window-main.h"

static GtkWindow *
build_on (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static GtkWindow *
build_weakened (GtkApplication *application, ConfabCore *core) {
  ConfabModelSafety *safety = confab_core_get_safety (core);

  confab_model_safety_choose (
      safety, CONFAB_CHOICE_LINKS, CONFAB_LINKS_OPEN, CONFAB_TERM_UNTIL_TOMORROW);
  return build_on (application, core);
}

static GtkWindow *
build_many (GtkApplication *application, ConfabCore *core) {
  ConfabModelSafety *safety = confab_core_get_safety (core);

  confab_model_safety_choose (
      safety, CONFAB_CHOICE_NOTIFY, CONFAB_NOTIFY_TEXT, CONFAB_TERM_UNTIL_CHANGED);
  confab_model_safety_choose (
      safety, CONFAB_CHOICE_TYPED, CONFAB_GUARDING_OFF, CONFAB_TERM_UNTIL_TOMORROW);
  for (int i = 0; i < 3; i++)
    confab_model_safety_note_refused (safety);
  confab_model_safety_note_erased (safety);
  return build_on (application, core);
}

static GtkWindow *
build_need (GtkApplication *application, ConfabCore *core) {
  ConfabModelAccount *account = gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);

  confab_model_account_set_undecided (account, 1);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static void
act_page (GtkWindow *window, ConfabCore *core) {
  adw_dialog_present (ADW_DIALOG (confab_safety_page_new (core)), GTK_WIDGET (window));
}

static GtkWidget *
find_scrolled (GtkWidget *widget) {
  if (GTK_IS_SCROLLED_WINDOW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_scrolled (child);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
scroll (GtkWindow *window, ConfabCore *core, double place) {
  ConfabSafetyPage *page = confab_safety_page_new (core);
  GtkAdjustment *adjustment;

  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (window));
  dex_await (dex_timeout_new_msec (120), NULL);
  adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (find_scrolled (GTK_WIDGET (page))));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * place);
}

static void
act_middle (GtkWindow *window, ConfabCore *core) {
  scroll (window, core, 0.3);
}

static void
act_end (GtkWindow *window, ConfabCore *core) {
  scroll (window, core, 1);
}

static void
act_choice (GtkWindow *window, ConfabCore *core) {
  ConfabSafetyPage *page = confab_safety_page_new (core);

  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (window));
  confab_safety_page_push (
      page, ADW_NAVIGATION_PAGE (confab_safety_choose_new (core, CONFAB_CHOICE_LINKS)));
}

static void
act_quiet (GtkWindow *window, ConfabCore *core) {
  ConfabSafetyPage *page = confab_safety_page_new (core);

  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (window));
  confab_safety_page_push (page, confab_safety_quiet_page_new (core));
}

static GtkWindow *
build_night (GtkApplication *application, ConfabCore *core) {
  confab_model_safety_choose (confab_core_get_safety (core), CONFAB_CHOICE_QUIET,
      confab_safety_quiet_pack (CONFAB_QUIET_OFFER_FROM, CONFAB_QUIET_OFFER_TO),
      CONFAB_TERM_UNTIL_CHANGED);
  return build_on (application, core);
}

static void
act_told (GtkWindow *window, ConfabCore *core) {
  ConfabSafetyPage *page = confab_safety_page_new (core);

  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (window));
  confab_safety_page_push (page, confab_safety_evidence_told_page_new (core));
}

static void
act_look (GtkWindow *window, ConfabCore *core) {
  ConfabSafetyPage *page = confab_safety_page_new (core);

  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (window));
  confab_safety_page_push (page, ADW_NAVIGATION_PAGE (confab_safety_look_page_new (core)));
}

static GtkWindow *
build_blank (GtkApplication *application, ConfabCore *core) {
  gallery_look_add (core, CONFAB_LOOK_KEYS, CONFAB_LOOK_WHO_BUDDIES, NULL);
  gallery_look_add (core, CONFAB_LOOK_KEYS, CONFAB_LOOK_WHO_BUDDIES, NULL);
  confab_model_safety_note_looked (confab_core_get_safety (core), 0);
  return build_on (application, core);
}

static GtkWindow *
build_seen (GtkApplication *application, ConfabCore *core) {
  gallery_look_add (core, CONFAB_LOOK_NAME, CONFAB_LOOK_WHO_EVERYBODY, "River Maple");
  gallery_look_add (core, CONFAB_LOOK_PICTURE, CONFAB_LOOK_WHO_EVERYBODY, NULL);
  gallery_look_add (core, CONFAB_LOOK_PHONE, CONFAB_LOOK_WHO_EVERYBODY,
      "+49 30 901820, in the mornings, and in the evenings the other one, +49 30 901821");
  gallery_look_add (core, CONFAB_LOOK_OTHER, CONFAB_LOOK_WHO_UNKNOWN, "urn:xmpp:example:0");
  gallery_look_add (core, CONFAB_LOOK_KEYS, CONFAB_LOOK_WHO_BUDDIES, NULL);
  gallery_look_add (core, CONFAB_LOOK_MOOD, CONFAB_LOOK_WHO_BUDDIES, NULL);
  gallery_look_add (core, CONFAB_LOOK_HERE, CONFAB_LOOK_WHO_EVERYBODY, NULL);
  gallery_look_add (core, CONFAB_LOOK_GUEST, CONFAB_LOOK_WHO_NOBODY, NULL);
  confab_model_safety_note_looked (confab_core_get_safety (core), 5);
  return build_on (application, core);
}

static void
act_checkup (GtkWindow *window, ConfabCore *core) {
  ConfabSafetyPage *page = confab_safety_page_new (core);

  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (window));
  confab_safety_page_push (page, confab_safety_checkup_page_new (core));
}

static GtkWindow *
build_unseen (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_OFF);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static void
act_blocked (GtkWindow *window, ConfabCore *core) {
  ConfabSafetyPage *page = confab_safety_page_new (core);

  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (window));
  confab_safety_page_push (page, ADW_NAVIGATION_PAGE (confab_safety_blocked_new (core)));
}

static GtkWindow *
build_blocked (GtkApplication *application, ConfabCore *core) {
  static const char *const addresses[] = { "gustav@example.net", "advertising.example",
    "a.very.long.address.that.somebody.chose.on.purpose@host.of.somebody.example.net",
    "mallory@example.com", NULL };
  ConfabModelAccount *account = gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);

  confab_model_blocklist_replace (confab_model_account_get_blocklist (account), addresses);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static void
show_checker (GtkWindow *window, ConfabCore *core, ConfabChecker checker, gint64 days) {
  ConfabSafetyPage *page = confab_safety_page_new (core);

  confab_model_safety_set_checker (confab_core_get_safety (core), checker,
      checker == CONFAB_CHECKER_HERE ? "ClamAV 1.4.3" : "",
      checker == CONFAB_CHECKER_HERE ? g_get_real_time () - days * G_TIME_SPAN_DAY : 0);
  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (window));
  confab_safety_page_push (page, confab_safety_checker_page_new (core));
}

static void
act_checker (GtkWindow *window, ConfabCore *core) {
  show_checker (window, core, CONFAB_CHECKER_HERE, 0);
}

static void
act_checker_old (GtkWindow *window, ConfabCore *core) {
  show_checker (window, core, CONFAB_CHECKER_HERE, 40);
}

static void
act_checker_none (GtkWindow *window, ConfabCore *core) {
  show_checker (window, core, CONFAB_CHECKER_ABSENT, 0);
}

static void
act_checker_row (GtkWindow *window, ConfabCore *core) {
  confab_model_safety_set_checker (confab_core_get_safety (core), CONFAB_CHECKER_BROKEN, "", 0);
  scroll (window, core, 0.78);
}

static void
act_checker_need (GtkWindow *window, ConfabCore *core) {
  confab_model_safety_set_checker (confab_core_get_safety (core), CONFAB_CHECKER_BROKEN, "", 0);
  act_page (window, core);
}

static void
on_nothing (gboolean is_weakened, gpointer data) {
}

static void
act_sheet (GtkWindow *window, ConfabCore *core) {
  confab_safety_weaken_present (
      GTK_WIDGET (window), core, CONFAB_CHOICE_NOTIFY, CONFAB_NOTIFY_TEXT, on_nothing, NULL, NULL);
}

const GalleryScene gallery_register_scenes[] = {
  { "register-page", build_on, act_page },
  { "register-middle", build_many, act_middle },
  { "register-end", build_on, act_end },
  { "register-many", build_many, act_page },
  { "register-need", build_need, act_page },
  { "register-choice", build_weakened, act_choice },
  { "register-checkup", build_on, act_checkup },
  { "register-checkup-many", build_many, act_checkup },
  { "register-quiet", build_night, act_quiet },
  { "register-quiet-off", build_on, act_quiet },
  { "register-told", build_on, act_told },
  { "register-sheet", build_on, act_sheet },
  { "register-look-blank", build_blank, act_look },
  { "register-look-seen", build_seen, act_look },
  { "register-look-off", build_unseen, act_look },
  { "register-look-card", build_blank, act_page },
  { "register-blocked", build_blocked, act_blocked },
  { "register-blocked-nobody", build_on, act_blocked },
  { "register-checker", build_on, act_checker },
  { "register-checker-old", build_on, act_checker_old },
  { "register-checker-none", build_on, act_checker_none },
  { "register-checker-row", build_on, act_checker_row },
  { "register-checker-need", build_on, act_checker_need },
  { "register-strip", build_weakened, NULL },
  { "register-strip-need", build_need, NULL },
  { NULL },
};
