/* Scenes of getting an address: choosing a server, an invitation read, the form, the paper; and my
 * own invitation shown. */

#include "contacts/contacts-invite.h"
#include "gallery-people.h"
#include "wizard/wizard-signup.h"

static GtkWindow *
build_empty (GtkApplication *application, ConfabCore *core) {
  GtkWidget *window = adw_application_window_new (application);

  return GTK_WINDOW (window);
}

static void
present (GtkWindow *window, ConfabCore *core, gboolean is_invited) {
  adw_dialog_present (
      ADW_DIALOG (confab_wizard_signup_new (core, is_invited, NULL, 0)), GTK_WIDGET (window));
}

static void
act_where (GtkWindow *window, ConfabCore *core) {
  present (window, core, FALSE);
}

static void
act_invited (GtkWindow *window, ConfabCore *core) {
  present (window, core, TRUE);
  gallery_people_type (window, "Invitation", "xmpp:ann@example.org?roster;preauth=Zk3vQ8;ibr=y");
}

static void
act_form (GtkWindow *window, ConfabCore *core) {
  act_invited (window, core);
  gallery_people_press (window, "Next");
}

static void
act_asks (GtkWindow *window, ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), GALLERY_ASKS_MORE, GINT_TO_POINTER (1));
  act_form (window, core);
}

static void
act_taken (GtkWindow *window, ConfabCore *core) {
  act_form (window, core);
  gallery_people_type (window, "Name", "dora");
  gallery_core_set_problem (core, CONFAB_PROBLEM_NAME_TAKEN, "dora@example.org");
  gallery_people_press (window, "Get this address");
}

static void
act_paper (GtkWindow *window, ConfabCore *core) {
  act_form (window, core);
  gallery_people_type (window, "Name", "dora");
  gallery_people_press (window, "Get this address");
}

static void
act_mine (GtkWindow *window, ConfabCore *core) {
  ConfabModelAccount *account =
      gallery_people_add_account (core, "carla@example.org", CONFAB_ACCOUNT_SIGNED_IN);

  confab_contacts_invite_present (core, account, GTK_WIDGET (window));
}

const GalleryScene gallery_signup_scenes[] = {
  { "signup-where", build_empty, act_where },
  { "signup-invited", build_empty, act_invited },
  { "signup-form", build_empty, act_form },
  { "signup-asks", build_empty, act_asks },
  { "signup-taken", build_empty, act_taken },
  { "signup-paper", build_empty, act_paper },
  { "invite-mine", build_empty, act_mine },
  { NULL },
};
