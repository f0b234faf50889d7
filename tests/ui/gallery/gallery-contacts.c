/* Scenes about people: adding one, requests, the small dialogs, searching. */

#include "contacts/contacts-block.h"
#include "contacts/contacts-dialogs.h"
#include "contacts/contacts-person.h"
#include "gallery-people.h"
#include "window/window-main.h"

static void
add_request (
    ConfabModelAccount *account, const char *address, const char *note, const char *looks_like) {
  g_autoptr (ConfabModelRequest) request = confab_model_request_new (
      account, address, note, g_get_real_time () - G_TIME_SPAN_HOUR, looks_like);

  confab_model_account_add_request (account, request);
}

static GtkWindow *
build_some (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static GtkWindow *
build_request (GtkApplication *application, ConfabCore *core) {
  ConfabModelAccount *account = gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);

  add_request (account, "gustav@example.net",
      "Hello Carla, this is Gustav from the choir. I have the sheets for Sunday.", NULL);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static GtkWindow *
build_lookalike (GtkApplication *application, ConfabCore *core) {
  ConfabModelAccount *account = gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);

  add_request (account, "аnn@example.org",
      "It is me, Ann! <b>New phone</b> & lost everything. Write me here: https://example.net/x",
      "Ann");
  add_request (account, "h@example.net", NULL, NULL);
  add_request (
      account, "a.very.long.address.that.somebody.chose.on.purpose@host.example.net", "Hi", NULL);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static void
act_requests (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-requests", NULL);
}

static void
act_block (GtkWindow *window, ConfabCore *core) {
  act_requests (window, core);
  gallery_people_press (window, "Block…");
}

static void
act_block_buddy (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (confab_core_get_contacts (core), 0);
  ConfabModelTimeline *timeline =
      confab_model_chat_get_timeline (confab_model_contact_get_chat (contact));
  static const char *const texts[] = { "Answer me!",
    "I know where you live, and I will come by if you do not answer <b>now</b>. You should not "
    "have "
    "told anybody about this; whoever tells will see what comes of it, and you know that I mean it "
    "as I write it here." };

  confab_core_open_chat (core, confab_model_contact_get_chat (contact));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (ConfabModelMessage) message =
        confab_model_message_new (i + 1, FALSE, TRUE, g_get_real_time (), texts[i]);

    confab_model_timeline_append (timeline, message);
  }
  confab_contacts_block_buddy (core, contact, GTK_WIDGET (window));
}

/* With everything that can be switched on. */
static void
act_block_report (GtkWindow *window, ConfabCore *core) {
  act_block_buddy (window, core);
  dex_await (dex_timeout_new_msec (100), NULL);
  gallery_people_press (window, "Tell the people who run my server");
}

static void
act_block_server (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (core), 0);

  confab_contacts_block_address (core, account, "jabber.org", GTK_WIDGET (window));
}

static void
act_blocked_chat (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (core), 0);
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (confab_core_get_contacts (core), 0);

  confab_window_main_open_chat (CONFAB_WINDOW_MAIN (window), contact);
  confab_model_chat_set_send (
      confab_model_contact_get_chat (contact), CONFAB_SEND_REFUSE, CONFAB_REASON_BLOCKED, FALSE);
  confab_model_blocklist_add (confab_model_account_get_blocklist (account),
      confab_model_contact_get_address (contact), FALSE);
}

static void
act_accept (GtkWindow *window, ConfabCore *core) {
  act_requests (window, core);
  gallery_people_press (window, "Accept");
}

static void
act_add (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (GTK_WIDGET (window), "win.add-buddy", NULL);
}

static void
act_add_lookalike (GtkWindow *window, ConfabCore *core) {
  act_add (window, core);
  gallery_people_type (window, "Address", "ann@examp1e.org");
  gallery_people_type (window, "I call them", "Anna");
  gallery_people_press (window, "Send note");
}

static void
act_add_problem (GtkWindow *window, ConfabCore *core) {
  gallery_core_set_problem (core, CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  act_add (window, core);
  gallery_people_type (window, "Address", "hanna@example.org");
  gallery_people_press (window, "Send note");
}

static ConfabModelContact *
first_contact (ConfabCore *core) {
  /* The list keeps it alive. */
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (confab_core_get_contacts (core), 0);

  return contact;
}

static void
act_person (GtkWindow *window, ConfabCore *core) {
  confab_contacts_person_present (core, first_contact (core), GTK_WIDGET (window));
}

/* Groups, favourites and emoji of one's own, and the page that makes them. */
static void
act_person_groups (GtkWindow *window, ConfabCore *core) {
  GListModel *contacts = confab_core_get_contacts (core);
  static const char *const faces[] = { "\U0001F475\U0001F3FD", NULL, "\U0001F6B2", NULL, NULL };
  static const char *const groups[] = { NULL, "Family", "Choir", "Family\nChoir", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (faces); i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    confab_model_contact_set_face (contact, faces[i]);
    confab_model_contact_set_groups (contact, groups[i]);
    confab_model_contact_set_favourite (contact, i == 0);
  }
}

static void
act_person_some (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (confab_core_get_contacts (core), 3);

  act_person_groups (window, core);
  confab_model_contact_set_face (contact, "\U0001F3BB");
  confab_contacts_person_present (core, contact, GTK_WIDGET (window));
}

static void
act_known (GtkWindow *window, ConfabCore *core) {
  confab_contacts_dialogs_known (core, first_contact (core), GTK_WIDGET (window));
}

static void
act_remove (GtkWindow *window, ConfabCore *core) {
  confab_contacts_dialogs_remove (core, first_contact (core), GTK_WIDGET (window));
}

static GtkWindow *
build_few (GtkApplication *application, ConfabCore *core) {
  ConfabModelAccount *account =
      gallery_people_add_account (core, "carla@example.org", CONFAB_ACCOUNT_SIGNED_OFF);

  gallery_people_add_buddy (account, "ann@example.org", "Ann", CONFAB_PRESENCE_HERE);
  gallery_people_add_buddy (account, "ben@example.org", "Ben", CONFAB_PRESENCE_HERE);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

/* Sections come and go while nobody moves. */
static void
act_sections (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelContact) ben = g_list_model_get_item (confab_core_get_contacts (core), 1);

  confab_model_account_set_state (confab_model_contact_get_account (ben), CONFAB_ACCOUNT_SIGNED_IN,
      0, CONFAB_PROBLEM_NONE, NULL);
  dex_await (dex_timeout_new_msec (100), NULL);
  confab_model_contact_set_presence (ben, CONFAB_PRESENCE_OFFLINE);
  dex_await (dex_timeout_new_msec (100), NULL);
  confab_model_contact_set_presence (ben, CONFAB_PRESENCE_AWAY);
}

/* Everything changes at once and again, also while buddies come and go: the view must follow. */
static void
act_churn (GtkWindow *window, ConfabCore *core) {
  static const char *const groups[] = { NULL, NULL, "Choir", "Family" };
  GListModel *contacts = confab_core_get_contacts (core);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (core), 0);

  for (guint round = 0; round < 200; round++) {
    for (int i = g_rand_int_range (rand, 0, 8); i > 0; i--) {
      g_autoptr (ConfabModelContact) contact = g_list_model_get_item (
          contacts, (guint)g_rand_int_range (rand, 0, (gint32)g_list_model_get_n_items (contacts)));

      confab_model_contact_set_presence (contact, g_rand_int_range (rand, 0, 4));
      confab_model_contact_set_groups (contact, groups[g_rand_int_range (rand, 0, 4)]);
      confab_model_contact_set_favourite (contact, g_rand_int_range (rand, 0, 4) == 0);
      confab_model_contact_set_own_name (contact, g_rand_boolean (rand) ? "Ann" : "Zoe");
    }
    if (g_list_model_get_n_items (contacts) > 4 && g_rand_boolean (rand)) {
      g_autoptr (ConfabModelContact) last =
          g_list_model_get_item (contacts, g_list_model_get_n_items (contacts) - 1);

      confab_model_account_remove_contact (account, last);
    } else {
      g_autofree char *address = g_strdup_printf ("churn%u@example.org", round);

      gallery_people_add_buddy (account, address, "Churn", CONFAB_PRESENCE_AWAY);
    }
    if (round % 3 == 0)
      dex_await (dex_timeout_new_msec (5), NULL);
  }
}

static void
act_search (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (GTK_WIDGET (window), "win.jump", NULL);
  gtk_editable_set_text (
      GTK_EDITABLE (gtk_widget_get_parent (gtk_root_get_focus (GTK_ROOT (window)))), "exa");
}

static void
act_search_nobody (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (GTK_WIDGET (window), "win.jump", NULL);
  gtk_editable_set_text (
      GTK_EDITABLE (gtk_widget_get_parent (gtk_root_get_focus (GTK_ROOT (window)))), "zz");
}

const GalleryScene gallery_contacts_scenes[] = {
  { "request-row", build_request, NULL },
  { "request", build_request, act_requests },
  { "request-lookalike", build_lookalike, act_requests },
  { "request-block", build_request, act_block },
  { "block-buddy", build_some, act_block_buddy },
  { "block-report", build_some, act_block_report },
  { "block-server", build_some, act_block_server },
  { "block-done", build_some, act_blocked_chat },
  { "request-accept", build_request, act_accept },
  { "add", build_some, act_add },
  { "add-lookalike", build_some, act_add_lookalike },
  { "add-problem", build_some, act_add_problem },
  { "buddy-person", build_some, act_person },
  { "buddy-person-some", build_some, act_person_some },
  { "buddy-groups", build_some, act_person_groups },
  { "buddy-known", build_some, act_known },
  { "buddy-remove", build_some, act_remove },
  { "sections", build_few, act_sections },
  { "sections-churn", build_some, act_churn },
  { "search", build_some, act_search },
  { "search-nobody", build_some, act_search_nobody },
  { NULL },
};
