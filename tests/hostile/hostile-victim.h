#pragma once

/* The whole core, signed in to a scripted server as alice@conf.example, with one buddy, bob, whose
 * chat is open and holds one message each way. A case sends bytes and compares what a person could
 * see, and what left, with what was there before. */

#include "../lib/peer.c"

#include <glib/gstdio.h>

#include "core/core-private.h"

#define BOB "bob@friend.example"
#define MALLORY "mallory@evil.example"
#define OWN "alice@conf.example"
#define TO " to='" OWN "' "

#define MAX_LOOKS 300
#define LOOK_EVERY_MS 10

typedef struct {
  char *profile;
  Peer *peer;
  ConfabKeyring *keyring;
  ConfabCore *core; /* NULL while it is quit */
  ConfabModelAccount *account;
  ConfabModelContact *bob;
  char *own_id;  /* of the message that went to bob */
  guint handled; /* stanzas that the server has sent */
  gboolean is_signed_in;
  guint n_announced; /* signals "message-received" */
} Victim;

static void
on_announced (
    ConfabCore *core, ConfabModelContact *contact, ConfabModelMessage *message, gpointer data) {
  ((Victim *)data)->n_announced++;
}

/* What the client wrote up to and with `end`, without the nonzas of stream management. */
static char *
victim_take (Victim *v, const char *end) {
  g_autofree char *text = peer_expect (v->peer, end);
  g_autoptr (GRegex) management = g_regex_new ("<(r|a) xmlns='urn:xmpp:sm:3'[^>]*/>", 0, 0, NULL);

  return g_regex_replace_literal (management, text, -1, 0, "", 0, NULL);
}

/* Sends `n` stanzas and waits until everything they brought is durable. Returns: (transfer full)
 * what the client wrote meanwhile */
static char *
victim_hit (Victim *v, const char *xml, guint n) {
  g_autofree char *acknowledged = NULL;
  char *written;

  peer_send (v->peer, xml);
  peer_send (v->peer, "<iq type='get' id='barrier'><ping xmlns='urn:xmpp:ping'/></iq>"
                      "<r xmlns='urn:xmpp:sm:3'/>");
  v->handled += n + 1;
  written = victim_take (v, "<iq type='result' id='barrier'/>");
  *strstr (written, "<iq type='result' id='barrier'/>") = '\0';
  acknowledged = g_strdup_printf ("<a xmlns='urn:xmpp:sm:3' h='%u'/>", v->handled);
  g_free (peer_expect (v->peer, acknowledged));
  peer_settle ();
  return written;
}

static void
victim_hit_silently (Victim *v, const char *xml, guint n) {
  g_autofree char *written = victim_hit (v, xml, n);

  g_assert_cmpstr (written, ==, "");
}

/* Everything of it that a person can see. Returns: (transfer full) */
static char *
victim_look (Victim *v) {
  GListModel *contacts = confab_model_account_get_contacts (v->account);
  GListModel *requests = confab_model_account_get_requests (v->account);
  GListModel *rows =
      G_LIST_MODEL (confab_model_chat_get_timeline (confab_model_contact_get_chat (v->bob)));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    g_string_append_printf (text, "%s \"%s\" relation=%d presence=%d\n",
        confab_model_contact_get_address (contact), confab_model_contact_get_name (contact),
        confab_model_contact_get_relation (contact), confab_model_contact_get_presence (contact));
  }
  for (guint i = 0; i < g_list_model_get_n_items (requests); i++) {
    g_autoptr (ConfabModelRequest) request = g_list_model_get_item (requests, i);
    const char *note = confab_model_request_get_note (request);

    g_string_append_printf (text, "? %s \"%s\"\n", confab_model_request_get_address (request),
        note != NULL ? note : "");
  }
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);

    g_string_append_printf (text, "%s %d: %s\n",
        confab_model_message_is_own (message) ? "I" : "Bob",
        confab_model_message_get_state (message), confab_model_message_get_text (message));
  }
  return g_string_free_and_steal (text);
}

#define BUDDY BOB " \"Bob\" relation=4 presence=0\n"
#define ROWS "I 1: to Bob\nBob 0: to Alice\n"

/* What is durable may be on the screen a moment later. */
static void
victim_assert_looks (Victim *v, const char *expected) {
  g_autofree char *text = victim_look (v);

  for (guint i = 0; i < MAX_LOOKS && !g_str_equal (text, expected); i++) {
    peer_run (LOOK_EVERY_MS);
    g_free (text);
    text = victim_look (v);
  }
  g_assert_cmpstr (text, ==, expected);
}

/* It leaves no trace: nothing to see, nothing written, and Bob still gets through. */
static G_GNUC_UNUSED void
victim_assert_no_trace (Victim *v, const char *xml, guint n) {
  g_autofree char *before = victim_look (v);
  g_autofree char *after = NULL;
  guint announced = v->n_announced;

  victim_hit_silently (v, xml, n);
  after = victim_look (v);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (v->n_announced, ==, announced);
}

static G_GNUC_UNUSED void
victim_control (Victim *v) {
  guint announced = v->n_announced;
  g_autofree char *before = victim_look (v);
  g_autofree char *expected = g_strconcat (before, "Bob 0: control\n", NULL);

  victim_hit_silently (
      v, "<message from='" BOB "/r'" TO "type='chat'><body>control</body></message>", 1);
  victim_assert_looks (v, expected);
  g_assert_cmpuint (v->n_announced, ==, announced + 1);
}

static gboolean
has_bob (gpointer data) {
  Victim *v = data;

  v->bob = confab_model_account_find_contact (v->account, BOB);
  return v->bob != NULL;
}

static gboolean
is_chat_open (gpointer data) {
  return confab_model_chat_is_open (data);
}

/* The server keeps what is written with buddies, as it should. */
static void
victim_answer_prefs (Victim *v) {
  g_autofree char *asked = peer_expect (v->peer, "</iq>");
  g_autofree char *id = peer_get_attribute (asked, "id");

  g_assert_nonnull (strstr (asked, "<prefs xmlns='urn:xmpp:mam:2'/>"));
  peer_sendf (v->peer,
      "<iq type='result' id='%s'><prefs xmlns='urn:xmpp:mam:2' default='roster'><always><jid>" OWN
      "</jid></always></prefs></iq>",
      id);
  v->handled++;
}

/* Copies of what other devices do are on, and the archive is empty. */
static void
victim_answer_devices (Victim *v) {
  g_autofree char *carbons = peer_expect (v->peer, "</presence>");
  g_autofree char *carbons_id = peer_get_attribute (carbons, "id");
  g_autofree char *archive = peer_expect (v->peer, "</iq>");
  g_autofree char *archive_id = peer_get_attribute (archive, "id");

  g_assert_nonnull (strstr (carbons, "urn:xmpp:carbons:2"));
  g_assert_nonnull (strstr (archive, "urn:xmpp:mam:2"));
  peer_sendf (v->peer,
      "<iq type='result' id='%s'/><iq type='result' id='%s'><fin xmlns='urn:xmpp:mam:2' "
      "complete='true'><set xmlns='http://jabber.org/protocol/rsm'/></fin></iq>",
      carbons_id, archive_id);
  v->handled += 2;
  victim_answer_prefs (v);
}

static void
victim_sign_in (Victim *v) {
  g_autoptr (ConfabSecret) password = confab_base_secret_new_string (PEER_PASSWORD);
  g_autoptr (DexFuture) adding = confab_core_add_account (v->core, OWN, password, NULL, 0);
  g_autofree char *roster = NULL;
  g_autofree char *id = NULL;

  peer_welcome (v->peer, PEER_BIND PEER_SM);
  g_free (peer_bind (v->peer, NULL));
  peer_enable (v->peer, "session");
  peer_answer_requests (v->peer);
  peer_wait (adding);
  v->account = g_value_dup_object (dex_future_get_value (adding, NULL));
  roster = peer_expect (v->peer, "</iq>");
  g_assert_nonnull (strstr (roster, "jabber:iq:roster"));
  id = peer_get_attribute (roster, "id");
  peer_sendf (v->peer,
      "<iq type='result' id='%s'><query xmlns='jabber:iq:roster'><item jid='" BOB
      "' name='Bob' subscription='both'/></query></iq>",
      id);
  v->handled = 1;
  victim_answer_devices (v);
  peer_run_until (has_bob, v);
}

/* One message each way. */
static void
victim_talk (Victim *v) {
  ConfabModelChat *chat = confab_model_contact_get_chat (v->bob);
  g_autofree char *written = NULL;

  confab_core_open_chat (v->core, chat);
  peer_run_until (is_chat_open, chat);
  confab_model_contact_set_plain_chosen (v->bob, TRUE);
  g_assert_no_error (peer_wait_error (confab_core_send (v->core, chat, "to Bob")));
  written = victim_take (v, "</message>");
  v->own_id = peer_get_attribute (written, "id");
  victim_hit_silently (
      v, "<message from='" BOB "/r'" TO "type='chat' id='b1'><body>to Alice</body></message>", 1);
  victim_assert_looks (v, BUDDY ROWS);
}

static void
victim_start (Victim *v) {
  g_autoptr (DexFuture) opening = NULL;

  v->core = confab_core_new (v->profile, NULL, NULL);
  confab_core_set_keyring (v->core, v->keyring);
  confab_core_set_dial (v->core, peer_dial, v->peer);
  confab_core_set_keyless (v->core);
#ifdef VICTIM_UNFOLDING
  confab_core_set_unfolding (v->core);
#endif
  g_signal_connect (v->core, "message-received", G_CALLBACK (on_announced), v);
  opening = confab_core_open (v->core);
  peer_wait (opening);
  g_assert_true (dex_future_is_resolved (opening));
}

static void
victim_quit (Victim *v) {
  g_autoptr (DexFuture) quitting = confab_core_quit (v->core);

  g_free (peer_expect (v->peer, "</stream:stream>"));
  peer_send (v->peer, "</stream:stream>");
  peer_wait (quitting);
  g_clear_object (&v->account);
  g_clear_object (&v->core);
}

/* Quits and starts again; it stays signed off. */
static G_GNUC_UNUSED void
victim_restart (Victim *v) {
  victim_quit (v);
  v->is_signed_in = FALSE;
  victim_start (v);
  v->account = g_list_model_get_item (confab_core_get_accounts (v->core), 0);
  g_assert_nonnull (v->account);
  peer_run_until (has_bob, v);
}

static Victim *
victim_new (void) {
  Victim *v = g_new0 (Victim, 1);

  v->profile = g_dir_make_tmp ("confab-hostile-XXXXXX", NULL);
  v->peer = peer_new ();
  v->keyring = confab_keyring_new_in_memory ();
  victim_start (v);
  victim_sign_in (v);
  victim_talk (v);
  v->is_signed_in = TRUE;
  return v;
}

static void
remove_folder (const char *path) {
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    if (g_file_test (file, G_FILE_TEST_IS_DIR) && !g_file_test (file, G_FILE_TEST_IS_SYMLINK))
      remove_folder (file);
    else
      g_unlink (file);
  }
  g_rmdir (path);
}

static void
victim_free (Victim *v) {
  if (v->is_signed_in)
    victim_quit (v);
  else
    g_assert_no_error (peer_wait_error (confab_core_quit (v->core)));
  g_clear_object (&v->account);
  g_clear_object (&v->core);
  confab_keyring_unref (v->keyring);
  peer_free (v->peer);
  peer_settle ();
  remove_folder (v->profile);
  g_free (v->profile);
  g_free (v->own_id);
  g_free (v);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Victim, victim_free)
