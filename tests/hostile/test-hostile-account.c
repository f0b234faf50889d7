/* What an account does after a server refused it: how often it comes back, what it says, and what
 * it keeps. The clock is the test's. The test paths are the ids of the cases. */

#include "../lib/peer.c"
#include "../unit/test-store-common.h"

#include "core/core-private.h"

#define NOW G_GINT64_CONSTANT (1800000000000000)
#define ADDRESS "alice@conf.example"
#define SASL "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'"
#define LONGEST_PAUSE 120 /* seconds */

typedef struct {
  char *folder;
  ConfabKeyring *keyring;
  ConfabClockFake *clock;
  ConfabCore *core;
  ConfabModelAccount *account; /* borrowed */
  Peer *peer;                  /* of the last line; nullable */
  gboolean is_plain;           /* its lines are not secure */
  guint n_dials;
  guint n_asked; /* how often the user was asked for a password */
} Fixture;

static DexFuture *
dial (gpointer data, const ConfabNetEndpoint *endpoint, GCancellable *cancellable) {
  Fixture *fixture = data;

  g_clear_pointer (&fixture->peer, peer_free);
  fixture->peer = peer_new ();
  fixture->n_dials++;
  return dex_future_new_take_object (peer_new_link (fixture->peer, !fixture->is_plain));
}

static gboolean
job_account (ConfabStoreDb *db, gpointer data, GError **error) {
  test_add_account (db, ADDRESS, error);
  return TRUE;
}

static void
on_state (ConfabModelAccount *account, GParamSpec *spec, Fixture *fixture) {
  ConfabModelProblem problem = confab_model_account_get_problem (account);

  if (confab_model_account_get_state (account) == CONFAB_ACCOUNT_REFUSED &&
      (problem == CONFAB_PROBLEM_WRONG_PASSWORD || problem == CONFAB_PROBLEM_NO_PASSWORD))
    fixture->n_asked++;
}

static void
start (Fixture *fixture) {
  fixture->core =
      confab_core_new (fixture->folder, confab_base_clock_fake_get (fixture->clock), NULL);
  confab_core_set_keyring (fixture->core, fixture->keyring);
  confab_core_set_dial (fixture->core, dial, fixture);
  confab_core_set_keyless (fixture->core);
  test_settle (confab_core_open (fixture->core));
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabSecret) password = confab_base_secret_new_string (PEER_PASSWORD);

  fixture->folder = test_folder ();
  fixture->keyring = confab_keyring_new_in_memory ();
  fixture->clock = confab_base_clock_fake_new (NOW);
  test_settle (confab_keyring_save (fixture->keyring, CONFAB_KEYRING_PASSWORD, ADDRESS, password));
  start (fixture);
  test_write (fixture->core->vault, job_account, NULL);
  test_settle (confab_core_quit (fixture->core));
  g_clear_object (&fixture->core);
  start (fixture);
  fixture->account = g_list_model_get_item (confab_core_get_accounts (fixture->core), 0);
  g_object_unref (fixture->account); /* the core keeps it */
  g_signal_connect (fixture->account, "notify::state", G_CALLBACK (on_state), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_signal_handlers_disconnect_by_data (fixture->account, fixture);
  test_settle (confab_core_quit (fixture->core));
  g_clear_object (&fixture->core);
  g_clear_pointer (&fixture->peer, peer_free);
  confab_keyring_unref (fixture->keyring);
  confab_base_clock_fake_free (fixture->clock);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
assert_password_kept (Fixture *fixture) {
  g_autoptr (DexFuture) loading =
      confab_keyring_load (fixture->keyring, CONFAB_KEYRING_PASSWORD, ADDRESS);
  g_autoptr (GError) error = NULL;
  ConfabSecret *kept;

  test_wait (loading, &error);
  g_assert_no_error (error);
  kept = g_value_get_boxed (dex_future_get_value (loading, NULL));
  g_assert_nonnull (kept);
  g_assert_cmpstr (confab_base_secret_get_string (kept), ==, PEER_PASSWORD);
}

/* Lets time pass until somebody dials again. Returns: after how many seconds */
static guint
await_dial (Fixture *fixture) {
  guint before = fixture->n_dials;

  for (guint seconds = 0; seconds <= LONGEST_PAUSE; seconds++) {
    while (g_main_context_iteration (NULL, FALSE))
      continue;
    if (fixture->n_dials > before)
      return seconds;
    confab_base_clock_fake_advance (fixture->clock, G_USEC_PER_SEC);
  }
  g_error ("nobody dialled again");
}

static gboolean
is_trying (gpointer account) {
  return confab_model_account_get_state (account) != CONFAB_ACCOUNT_SIGNING_IN;
}

/* The server refuses at once, in those words. */
static void
refuse (Fixture *fixture, const char *failure) {
  g_auto (PeerScram) scram = { 0 };

  peer_scram_start (fixture->peer, &scram, PEER_MECHANISM, "");
  peer_sendf (fixture->peer, "<failure " SASL ">%s</failure>", failure);
  peer_run_until (is_trying, fixture->account);
}

/* A thousand times "not now", and once "wrong": pauses grow, the password stays, and the user is
 * asked once. */
static void
test_sasl_16 (Fixture *fixture, gconstpointer data) {
  guint seconds = 0;

  confab_core_sign_in (fixture->core, fixture->account, FALSE);
  peer_settle ();
  for (guint i = 0; i < 1000; i++) {
    refuse (fixture, "<temporary-auth-failure/>");
    g_assert_cmpint (
        confab_model_account_get_problem (fixture->account), ==, CONFAB_PROBLEM_TRY_LATER);
    seconds += await_dial (fixture);
  }
  /* 1, 2, 4 ... 120 seconds, each shortened by half at most. */
  g_assert_cmpuint (seconds, >=, 990 * LONGEST_PAUSE / 2);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
  assert_password_kept (fixture);

  refuse (fixture, "<not-authorized/>");
  g_assert_cmpint (confab_model_account_get_state (fixture->account), ==, CONFAB_ACCOUNT_REFUSED);
  confab_base_clock_fake_advance (fixture->clock, (gint64)3600 * G_USEC_PER_SEC);
  peer_settle ();
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  g_assert_cmpuint (fixture->n_dials, ==, 1001);
  assert_password_kept (fixture);
}

/* The server's own words are for the log: on the screen stands what Confab says of it. */
static void
test_sasl_14 (Fixture *fixture, gconstpointer data) {
  static const char *const conditions[] = { "not-authorized", "account-disabled",
    "temporary-auth-failure", "malformed-request", "evil" };
  g_autofree char *filler = g_strnfill (50000, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++) {
    g_autofree char *failure = g_strdup_printf (
        "<%s/><text>&lt;a href='https://evil.example'&gt;Click&lt;/a&gt; \xe2\x80\xae%s</text>",
        conditions[i], filler);

    confab_core_sign_in (fixture->core, fixture->account, FALSE);
    peer_settle ();
    refuse (fixture, failure);
    g_assert_cmpint (confab_model_account_get_problem (fixture->account), !=, CONFAB_PROBLEM_NONE);
    g_assert_cmpstr (
        confab_model_account_get_problem_detail (fixture->account), ==, "conf.example");
    test_settle (confab_core_sign_off (fixture->core, fixture->account));
  }
  /* An element with the text as its name. */
  confab_core_sign_in (fixture->core, fixture->account, FALSE);
  peer_settle ();
  refuse (fixture, "<text><a href='https://evil.example'>Click</a></text>");
  g_assert_cmpstr (confab_model_account_get_problem_detail (fixture->account), ==, "conf.example");
}

/* No STARTTLS: nothing of the user leaves, once or later, and the pauses grow. */
static void
test_tls_01 (Fixture *fixture, gconstpointer data) {
  guint seconds = 0;

  fixture->is_plain = TRUE;
  confab_core_sign_in (fixture->core, fixture->account, FALSE);
  peer_settle ();
  for (guint i = 0; i < 20; i++) {
    peer_open (fixture->peer,
        "<mechanisms " SASL "><mechanism>PLAIN</mechanism>" PEER_MECHANISM "</mechanisms>");
    peer_run_until (is_trying, fixture->account);
    g_assert_cmpint (
        confab_model_account_get_problem (fixture->account), ==, CONFAB_PROBLEM_NOT_SECURE);
    g_assert_cmpint (confab_model_account_get_state (fixture->account), ==, CONFAB_ACCOUNT_WAITING);
    g_assert_cmpstr (peer_peek (fixture->peer), ==, "");
    seconds += await_dial (fixture);
  }
  g_assert_cmpuint (seconds, >=, 12 * LONGEST_PAUSE / 2);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
}

/* Refused once for good: nobody tries again, with anything. */
static void
test_sasl_03 (Fixture *fixture, gconstpointer data) {
  confab_core_sign_in (fixture->core, fixture->account, FALSE);
  peer_settle ();
  peer_open (fixture->peer,
      "<mechanisms " SASL ">" PEER_MECHANISM "</mechanisms><sasl-channel-binding "
      "xmlns='urn:xmpp:sasl-cb:0'><channel-binding type='tls-exporter'/></sasl-channel-binding>");
  peer_run_until (is_trying, fixture->account);
  g_assert_cmpint (
      confab_model_account_get_problem (fixture->account), ==, CONFAB_PROBLEM_INTERCEPTED);
  g_assert_cmpint (confab_model_account_get_state (fixture->account), ==, CONFAB_ACCOUNT_REFUSED);
  g_assert_cmpstr (peer_peek (fixture->peer), ==, "");
  confab_base_clock_fake_advance (fixture->clock, (gint64)3600 * G_USEC_PER_SEC);
  peer_settle ();
  g_assert_cmpuint (fixture->n_dials, ==, 1);
  assert_password_kept (fixture);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer)) {
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  add ("/hostile/SASL-03/account", test_sasl_03);
  add ("/hostile/SASL-14", test_sasl_14);
  add ("/hostile/SASL-16", test_sasl_16);
  add ("/hostile/TLS-01/account", test_tls_01);
  return g_test_run ();
}
