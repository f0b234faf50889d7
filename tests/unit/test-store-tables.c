/* Tables of accounts, contacts, requests and settings: what goes in comes out, and the rules of
 * each row. */

#include "test-store-common.h"

static ConfabStoreAccount *
account_at (GPtrArray *accounts, guint i) {
  return g_ptr_array_index (accounts, i);
}

static gboolean
job_accounts (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreAccount alice = { .address = (char *)"alice@example.org",
    .host = (char *)"host.example.org",
    .port = 5223,
    .is_direct_tls = TRUE,
    .proxy_host = (char *)"proxy.example.org",
    .proxy_port = 65535 };
  ConfabStoreAccount bob = { .address = (char *)"bob'); DROP TABLE messages;--@example.org" };
  ConfabStoreAccount again = { .address = (char *)"alice@example.org", .port = 1 };
  g_autoptr (GPtrArray) accounts = NULL;

  CHECK (confab_store_accounts_add (db, &alice, error));
  CHECK (confab_store_accounts_add (db, &bob, error));
  g_assert_cmpint (bob.id, >, alice.id);
  alice.mechanism = 4;
  alice.had_binding = alice.had_sasl2 = TRUE;
  CHECK (confab_store_accounts_set_strength (db, &alice, error));
  CHECK (confab_store_accounts_set_roster_version (db, alice.id, "v7", error));
  CHECK (confab_store_accounts_set_session (
      db, alice.id, "session", "where", "resource", 4294967290u, error));
  accounts = confab_store_accounts_list (db, error);
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_cmpstr (account_at (accounts, 0)->address, ==, "alice@example.org");
  g_assert_cmpstr (account_at (accounts, 0)->host, ==, "host.example.org");
  g_assert_cmpuint (account_at (accounts, 0)->port, ==, 5223);
  g_assert_true (account_at (accounts, 0)->is_direct_tls);
  g_assert_cmpstr (account_at (accounts, 0)->proxy_host, ==, "proxy.example.org");
  g_assert_cmpuint (account_at (accounts, 0)->proxy_port, ==, 65535);
  g_assert_cmpint (account_at (accounts, 0)->mechanism, ==, 4);
  g_assert_true (account_at (accounts, 0)->had_binding);
  g_assert_true (account_at (accounts, 0)->had_sasl2);
  g_assert_cmpstr (account_at (accounts, 0)->roster_version, ==, "v7");
  g_assert_cmpstr (account_at (accounts, 0)->session_id, ==, "session");
  g_assert_cmpstr (account_at (accounts, 0)->session_location, ==, "where");
  g_assert_cmpstr (account_at (accounts, 0)->session_resource, ==, "resource");
  g_assert_cmpuint (account_at (accounts, 0)->session_h, ==, 4294967290u);
  g_assert_cmpstr (account_at (accounts, 1)->address, ==, bob.address);
  g_assert_null (account_at (accounts, 1)->host);
  g_assert_false (account_at (accounts, 1)->had_binding);
  g_assert_false (account_at (accounts, 1)->had_sasl2);

  /* The same address: its row, with a new way to the server and its history of strength. */
  CHECK (confab_store_accounts_add (db, &again, error));
  g_assert_cmpint (again.id, ==, alice.id);
  g_clear_pointer (&accounts, g_ptr_array_unref);
  accounts = confab_store_accounts_list (db, error);
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_null (account_at (accounts, 0)->host);
  g_assert_cmpuint (account_at (accounts, 0)->port, ==, 1);
  g_assert_null (account_at (accounts, 0)->proxy_host);
  g_assert_cmpint (account_at (accounts, 0)->mechanism, ==, 4);
  g_assert_true (account_at (accounts, 0)->had_binding);
  g_assert_true (account_at (accounts, 0)->had_sasl2);
  return TRUE;
}

static guint32
read_h (ConfabStoreDb *db, GError **error) {
  g_autoptr (GPtrArray) accounts = confab_store_accounts_list (db, error);

  return account_at (accounts, 0)->session_h;
}

static gboolean
job_session (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 id = test_add_account (db, "alice@example.org", error);
  /* set, then what is there afterwards */
  static const guint32 steps[][2] = { { 5, 5 }, { 3, 5 }, { 5, 5 }, { 6, 6 },
    { 2000000000, 2000000000 }, { 4000000000, 4000000000 }, { 4294967295u, 4294967295u }, { 2, 2 },
    { 4294967295u, 2 }, { 7, 7 } };
  const ConfabStoreAccount nobody = { .id = 99, .mechanism = 1, .had_binding = TRUE };
  g_autoptr (GPtrArray) accounts = NULL;

  CHECK (confab_store_accounts_set_session (db, id, "s", NULL, "r", 0, error));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    CHECK (confab_store_accounts_set_session_h (db, id, steps[i][0], error));
    g_assert_cmpuint (read_h (db, error), ==, steps[i][1]);
  }
  CHECK (confab_store_accounts_set_session (db, id, NULL, "x", "y", 0, error));
  accounts = confab_store_accounts_list (db, error);
  g_assert_null (account_at (accounts, 0)->session_id);
  g_assert_null (account_at (accounts, 0)->session_location);
  g_assert_null (account_at (accounts, 0)->session_resource);
  g_assert_cmpuint (account_at (accounts, 0)->session_h, ==, 0);

  test_check_code (
      confab_store_accounts_set_session_h (db, 99, 1, error), CONFAB_STORE_ERROR_NOT_FOUND, error);
  test_check_code (confab_store_accounts_set_session (db, 99, NULL, NULL, NULL, 1, error),
      CONFAB_STORE_ERROR_NOT_FOUND, error);
  test_check_code (
      confab_store_accounts_set_strength (db, &nobody, error), CONFAB_STORE_ERROR_NOT_FOUND, error);
  test_check_code (confab_store_accounts_set_roster_version (db, 99, "", error),
      CONFAB_STORE_ERROR_NOT_FOUND, error);
  return TRUE;
}

static gboolean
job_remove_account (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 gone = test_add_account (db, "gone@example.org", error);
  gint64 kept = test_add_account (db, "kept@example.org", error);
  gint64 both[2] = { gone, kept };

  for (guint i = 0; i < 2; i++) {
    ConfabStoreContact contact = { .account = both[i], .address = (char *)PEER };
    ConfabStoreRequest request = { .account = both[i], .address = (char *)OTHER };
    ConfabStoreMessage message = { .account = both[i], .peer = (char *)PEER, .text = (char *)"x" };
    gboolean is_new = FALSE;

    CHECK (confab_store_contacts_put (db, &contact, TRUE, error));
    CHECK (confab_store_requests_put (db, &request, error));
    CHECK (confab_store_outbox_add (db, &message, error));
    CHECK (confab_store_chats_set_draft (db, both[i], OTHER, "draft", error));
    CHECK (confab_store_seen_check (db, both[i], "what", 0, &is_new, error));
    g_assert_true (is_new);
  }
  CHECK (confab_store_accounts_remove (db, gone, error));
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GPtrArray) contacts = confab_store_contacts_list (db, both[i], error);
    g_autoptr (GPtrArray) requests = confab_store_requests_list (db, both[i], error);
    g_autoptr (GPtrArray) chats = confab_store_chats_list (db, both[i], error);
    g_autoptr (GPtrArray) outbox = confab_store_outbox_list (db, both[i], 0, 10, error);

    g_assert_cmpuint (contacts->len, ==, i);
    g_assert_cmpuint (requests->len, ==, i);
    g_assert_cmpuint (chats->len, ==, 2 * i);
    g_assert_cmpuint (outbox->len, ==, i);
  }
  /* An id does not come back. */
  g_assert_cmpint (test_add_account (db, "new@example.org", error), >, kept);
  return TRUE;
}

static ConfabStoreContact *
find_contact (GPtrArray *contacts, const char *address) {
  for (guint i = 0; i < contacts->len; i++) {
    ConfabStoreContact *contact = g_ptr_array_index (contacts, i);

    if (strcmp (contact->address, address) == 0)
      return contact;
  }
  return NULL;
}

static gboolean
job_contacts (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  ConfabStoreContact local = { .account = account,
    .address = (char *)PEER,
    .name = (char *)"Ann",
    .subscription = CONFAB_STORE_SUBSCRIPTION_TO,
    .is_asked = TRUE,
    .groups = (char *)"Family\nFriends",
    .is_on_server = TRUE,
    .is_known = TRUE,
    .is_favourite = TRUE,
    .is_awaited = TRUE,
    .face = (char *)"\U0001F3BB",
    .is_plain_chosen = TRUE,
    .asked_us = 12345,
    .note = (char *)"Hello" };
  ConfabStoreContact of_server = { .account = account,
    .address = (char *)PEER,
    .name = (char *)"Ann B.",
    .subscription = CONFAB_STORE_SUBSCRIPTION_BOTH,
    .is_on_server = TRUE,
    .note = (char *)"ignored" };
  g_autoptr (GPtrArray) contacts = NULL;
  ConfabStoreContact *ann;

  CHECK (confab_store_contacts_put (db, &local, TRUE, error));
  CHECK (confab_store_contacts_put (db, &of_server, FALSE, error));
  contacts = confab_store_contacts_list (db, account, error);
  g_assert_cmpuint (contacts->len, ==, 1);
  ann = g_ptr_array_index (contacts, 0);
  g_assert_cmpint (ann->account, ==, account);
  g_assert_cmpstr (ann->name, ==, "Ann B.");
  g_assert_cmpint (ann->subscription, ==, CONFAB_STORE_SUBSCRIPTION_BOTH);
  g_assert_false (ann->is_asked);
  g_assert_null (ann->groups);
  g_assert_true (ann->is_on_server);
  g_assert_true (ann->is_known && ann->is_favourite && ann->is_plain_chosen && ann->is_awaited);
  g_assert_cmpstr (ann->face, ==, "\U0001F3BB");
  g_assert_cmpint (ann->asked_us, ==, 12345);
  g_assert_cmpstr (ann->note, ==, "Hello");

  CHECK (confab_store_contacts_put (db, &local, TRUE, error));
  g_clear_pointer (&contacts, g_ptr_array_unref);
  contacts = confab_store_contacts_list (db, account, error);
  ann = g_ptr_array_index (contacts, 0);
  g_assert_cmpstr (ann->groups, ==, "Family\nFriends");
  g_assert_true (ann->is_asked);

  /* A new one from the server brings nothing local with it. */
  of_server.address = (char *)OTHER;
  of_server.is_known = TRUE;
  CHECK (confab_store_contacts_put (db, &of_server, FALSE, error));
  g_clear_pointer (&contacts, g_ptr_array_unref);
  contacts = confab_store_contacts_list (db, account, error);
  g_assert_false (find_contact (contacts, OTHER)->is_known);
  g_assert_null (find_contact (contacts, OTHER)->note);

  CHECK (confab_store_contacts_remove (db, account, PEER, error));
  CHECK (confab_store_contacts_remove (db, account, PEER, error));
  g_clear_pointer (&contacts, g_ptr_array_unref);
  contacts = confab_store_contacts_list (db, account, error);
  g_assert_cmpuint (contacts->len, ==, 1);
  return TRUE;
}

static gboolean
job_replace (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  static const char *const names[] = { "listed@example.org", "gone@example.org",
    "chatting@example.org", "drafted@example.org", "asked@example.org", "answered@example.org" };
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  ConfabStoreContact listed = { .address = (char *)names[0],
    .name = (char *)"New",
    .subscription = CONFAB_STORE_SUBSCRIPTION_FROM,
    .is_on_server = TRUE };
  ConfabStoreContact fresh = { .address = (char *)"fresh@example.org", .is_on_server = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    ConfabStoreContact contact = { .account = account,
      .address = (char *)names[i],
      .name = (char *)"Old",
      .groups = (char *)"G",
      .is_on_server = TRUE,
      .is_known = TRUE,
      .subscription = i == 5 ? CONFAB_STORE_SUBSCRIPTION_TO : CONFAB_STORE_SUBSCRIPTION_NONE,
      .is_asked = i == 4,
      .asked_us = i >= 4 ? 77 : 0 };

    CHECK (confab_store_contacts_put (db, &contact, TRUE, error));
  }
  g_assert_cmpint (test_add_message (db, account, names[2], "x", FALSE, error), >, 0);
  CHECK (confab_store_chats_set_draft (db, account, names[3], "x", error));
  g_ptr_array_add (list, &listed);
  g_ptr_array_add (list, &fresh);
  CHECK (confab_store_contacts_replace (db, account, list, error));

  contacts = confab_store_contacts_list (db, account, error);
  g_assert_cmpuint (contacts->len, ==, 5);
  g_assert_cmpstr (find_contact (contacts, names[0])->name, ==, "New");
  g_assert_true (find_contact (contacts, names[0])->is_known);
  g_assert_true (find_contact (contacts, "fresh@example.org")->is_on_server);
  g_assert_null (find_contact (contacts, names[1]));
  g_assert_null (find_contact (contacts, names[5]));
  for (guint i = 2; i <= 4; i++) {
    ConfabStoreContact *kept = find_contact (contacts, names[i]);

    g_assert_nonnull (kept);
    g_assert_null (kept->name);
    g_assert_null (kept->groups);
    g_assert_false (kept->is_on_server);
    g_assert_false (kept->is_asked);
    g_assert_cmpint (kept->subscription, ==, CONFAB_STORE_SUBSCRIPTION_NONE);
    g_assert_true (kept->is_known);
  }
  g_assert_cmpint (find_contact (contacts, names[4])->asked_us, ==, 77);
  return TRUE;
}

static gboolean
job_requests (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "alice@example.org", error);
  g_autofree char *long_note = g_strnfill (1000, 'x');
  g_autoptr (GString) wide = g_string_new (NULL);
  ConfabStoreRequest first = { .account = account, .address = (char *)PEER, .time_us = 10 };
  ConfabStoreRequest second = { .account = account,
    .address = (char *)PEER,
    .note = (char *)"It is Ann",
    .time_us = 20,
    .wants_presence = TRUE };
  ConfabStoreRequest third = {
    .account = account, .address = (char *)PEER, .note = (char *)"Another note", .time_us = 30
  };
  ConfabStoreRequest other = { .account = account, .address = (char *)OTHER, .time_us = 40 };
  ConfabStoreRequest *row;
  g_autoptr (GPtrArray) requests = NULL;
  guint n_gone = 0;

  CHECK (confab_store_requests_put (db, &first, error));
  CHECK (confab_store_requests_put (db, &second, error));
  CHECK (confab_store_requests_put (db, &third, error));
  for (guint i = 0; i < 300; i++)
    g_string_append (wide, "é");
  other.note = wide->str;
  CHECK (confab_store_requests_put (db, &other, error));
  requests = confab_store_requests_list (db, account, error);
  g_assert_cmpuint (requests->len, ==, 2);
  row = g_ptr_array_index (requests, 0);
  g_assert_cmpstr (row->address, ==, PEER);
  g_assert_cmpstr (row->note, ==, "It is Ann");
  g_assert_cmpint (row->time_us, ==, 10);
  g_assert_true (row->wants_presence);
  row = g_ptr_array_index (requests, 1);
  g_assert_cmpint (g_utf8_strlen (row->note, -1), ==, 200);
  g_assert_false (row->wants_presence);

  CHECK (confab_store_requests_expire (db, 10, &n_gone, error));
  g_assert_cmpuint (n_gone, ==, 0);
  CHECK (confab_store_requests_expire (db, 11, &n_gone, error));
  g_assert_cmpuint (n_gone, ==, 1);
  CHECK (confab_store_requests_remove (db, account, OTHER, error));
  CHECK (confab_store_requests_expire (db, G_MAXINT64, NULL, error));
  g_clear_pointer (&requests, g_ptr_array_unref);
  requests = confab_store_requests_list (db, account, error);
  g_assert_cmpuint (requests->len, ==, 0);
  return TRUE;
}

/* Of each account its own, each once, and gone with it. */
static gboolean
job_blocked (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 alice = test_add_account (db, "alice@example.org", error);
  gint64 bob = test_add_account (db, "bob@example.org", error);
  g_autoptr (GPtrArray) of_alice = NULL;
  g_autoptr (GPtrArray) of_bob = NULL;

  CHECK (confab_store_blocked_put (db, alice, "spam.example", error));
  CHECK (confab_store_blocked_put (db, alice, "eve@evil.example", error));
  CHECK (confab_store_blocked_put (db, alice, "spam.example", error));
  CHECK (confab_store_blocked_put (db, bob, "spam.example", error));
  CHECK (confab_store_blocked_remove (db, bob, "nobody@evil.example", error));
  of_alice = confab_store_blocked_list (db, alice, error);
  g_assert_cmpuint (of_alice->len, ==, 2);
  g_assert_cmpstr (of_alice->pdata[0], ==, "eve@evil.example");
  g_assert_cmpstr (of_alice->pdata[1], ==, "spam.example");
  CHECK (confab_store_blocked_remove (db, alice, "spam.example", error));
  of_bob = confab_store_blocked_list (db, bob, error);
  g_assert_cmpuint (of_bob->len, ==, 1);
  CHECK (confab_store_accounts_remove (db, alice, error));
  g_clear_pointer (&of_alice, g_ptr_array_unref);
  of_alice = confab_store_blocked_list (db, alice, error);
  g_assert_cmpuint (of_alice->len, ==, 0);
  return TRUE;
}

static gboolean
job_settings (ConfabStoreDb *db, gpointer data, GError **error) {
  g_assert_null (confab_store_settings_get (db, "name", error));
  g_assert_no_error (*error);
  CHECK (confab_store_settings_set (db, "name", "one", error));
  CHECK (confab_store_settings_set (db, "name", "two", error));
  CHECK (confab_store_settings_set (db, "empty", "", error));
  {
    g_autofree char *value = confab_store_settings_get (db, "name", error);
    g_autofree char *empty = confab_store_settings_get (db, "empty", error);

    g_assert_cmpstr (value, ==, "two");
    g_assert_cmpstr (empty, ==, "");
  }
  CHECK (confab_store_settings_set (db, "name", NULL, error));
  g_assert_null (confab_store_settings_get (db, "name", error));
  g_assert_no_error (*error);
  return TRUE;
}

/* Rows of an account that is not there are refused, and the job's transaction stays whole. */
static gboolean
job_no_account (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreContact contact = { .account = 5, .address = (char *)PEER };

  g_assert_false (confab_store_contacts_put (db, &contact, TRUE, error));
  g_assert_error (*error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_IO);
  g_assert_null (strstr ((*error)->message, PEER));
  g_clear_error (error);
  return confab_store_settings_set (db, "still", "here", error);
}

int
main (int argc, char **argv) {
  static const struct {
    const char *path;
    ConfabStoreJob job;
  } jobs[] = {
    { "/store/tables/accounts", job_accounts },
    { "/store/tables/session", job_session },
    { "/store/tables/remove-account", job_remove_account },
    { "/store/tables/contacts", job_contacts },
    { "/store/tables/replace", job_replace },
    { "/store/tables/requests", job_requests },
    { "/store/tables/blocked", job_blocked },
    { "/store/tables/settings", job_settings },
    { "/store/tables/no-account", job_no_account },
  };

  test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    g_test_add_data_func (jobs[i].path, &jobs[i].job, test_job);
  return g_test_run ();
}
