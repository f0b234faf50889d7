/* The person's side of a transcript: the verbs of the core, and what of it can be seen.
 *
 *   start | quit | kill       the program
 *   add | sign-in | sign-in-hidden | sign-off | password WORD
 *   buddy ADDRESS|NAME|NOTE   accept ADDRESS   delete ADDRESS   remove ADDRESS
 *   rename ADDRESS|NAME       group ADDRESS|NAMES              await ADDRESS
 *   chat ADDRESS              close ADDRESS    read ADDRESS
 *   plain ADDRESS             servers may read what goes to them; the first `send` does it too
 *   send ADDRESS|TEXT         retry ADDRESS|TEXT
 *   done | failed PROBLEM     what the last verb that takes time came to
 *   state STATE [SECONDS] [PROBLEM] of the account
 *   choose NAME|VALUE         a protection, until it is changed; |tomorrow: until then
 *   hold-disk | let-disk      nothing becomes durable between them
 * `kill` leaves no time for a word to anybody: the streams are dropped where they stand. */

#include "flow.h"

static const char *const states[] = { "signed-off", "signing-in", "signed-in", "waiting",
  "refused" };
static const char *const relations[] = { "none", "waiting", "they-see", "we-see", "mutual" };
static const char *const presences[] = { "offline", "away", "busy", "here" };
static const char *const fates[] = { "received", "waiting", "sent", "delivered", "failed", "read" };
static const char *const problems[] = {
  [CONFAB_PROBLEM_NONE] = "none",
  [CONFAB_PROBLEM_UNREACHABLE] = "unreachable",
  [CONFAB_PROBLEM_TIMED_OUT] = "timed-out",
  [CONFAB_PROBLEM_NOT_SECURE] = "not-secure",
  [CONFAB_PROBLEM_PASSWORD_IN_CLEAR] = "password-in-clear",
  [CONFAB_PROBLEM_WEAKER] = "weaker",
  [CONFAB_PROBLEM_INTERCEPTED] = "intercepted",
  [CONFAB_PROBLEM_WRONG_PASSWORD] = "wrong-password",
  [CONFAB_PROBLEM_NO_PASSWORD] = "no-password",
  [CONFAB_PROBLEM_PASSWORD_AGAIN] = "password-again",
  [CONFAB_PROBLEM_ACCOUNT_DISABLED] = "account-disabled",
  [CONFAB_PROBLEM_CONFLICT] = "conflict",
  [CONFAB_PROBLEM_TRY_LATER] = "try-later",
  [CONFAB_PROBLEM_RULES] = "rules",
  [CONFAB_PROBLEM_SERVER] = "server",
  [CONFAB_PROBLEM_DISK] = "disk",
  [CONFAB_PROBLEM_ADDRESS] = "address",
  [CONFAB_PROBLEM_EXISTS] = "exists",
  [CONFAB_PROBLEM_NOT_SIGNED_IN] = "not-signed-in",
  [CONFAB_PROBLEM_OWN_ADDRESS] = "own-address",
  [CONFAB_PROBLEM_REFUSED_BY_SERVER] = "refused-by-server",
};

static const char *
name_problem (guint problem) {
  return problem < G_N_ELEMENTS (problems) && problems[problem] != NULL ? problems[problem] : "?";
}

/* ---- whom it is about ---- */

static ConfabModelAccount *
get_account (Flow *self) {
  g_autoptr (ConfabModelAccount) account = NULL;

  if (self->core != NULL)
    account = g_list_model_get_item (confab_core_get_accounts (self->core), 0);
  if (account == NULL)
    flow_fail (self, "there is no account");
  return account; /* the core keeps it */
}

static ConfabModelContact *
get_contact (Flow *self, const char *address) {
  ConfabModelContact *contact = confab_model_account_find_contact (get_account (self), address);

  if (contact == NULL)
    flow_fail (self, "%s is no buddy", address);
  return contact;
}

static ConfabModelChat *
get_chat (Flow *self, const char *address) {
  return confab_model_contact_get_chat (get_contact (self, address));
}

static ConfabModelRequest *
get_request (Flow *self, const char *address) {
  ConfabModelRequest *request = confab_model_account_find_request (get_account (self), address);

  if (request == NULL)
    flow_fail (self, "%s did not ask", address);
  return request;
}

/* ---- what can be seen ---- */

/* Why it failed, as far as another server said so. */
static const char *
name_reason (ConfabModelMessage *message) {
  if (confab_model_message_get_wait (message) > 0)
    return " held";
  switch ((ConfabReason)confab_model_message_get_reason (message)) {
  case CONFAB_REASON_FULL:
    return " full";
  case CONFAB_REASON_NOBODY:
    return " nobody";
  case CONFAB_REASON_UNREACHABLE:
    return " unreachable";
  case CONFAB_REASON_THEIR_SERVER:
    return " not let through";
  default:
    return "";
  }
}

static void
see_rows (GString *text, ConfabModelContact *contact) {
  ConfabModelChat *chat = confab_model_contact_get_chat (contact);
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);

    if (confab_model_message_get_kind (message) == CONFAB_MESSAGE_KIND_LINE)
      continue;
    if (confab_model_message_is_own (message))
      g_string_append_printf (text, "  I %s%s: %s\n",
          fates[confab_model_message_get_state (message)], name_reason (message),
          confab_model_message_get_text (message));
    else
      g_string_append_printf (text, "  they: %s\n", confab_model_message_get_text (message));
  }
}

static void
see_account (GString *text, ConfabModelAccount *account) {
  guint problem = confab_model_account_get_problem (account);
  guint seconds = confab_model_account_get_wait_seconds (account);

  g_string_append (text, states[confab_model_account_get_state (account)]);
  if (seconds > 0)
    g_string_append_printf (text, " %u", seconds);
  if (problem != CONFAB_PROBLEM_NONE)
    g_string_append_printf (text, " %s", name_problem (problem));
  g_string_append_c (text, '\n');
}

/* What the user says of a buddy. */
static void
see_own_words (GString *text, ConfabModelContact *contact) {
  if (confab_model_contact_get_groups (contact) != NULL) {
    g_auto (GStrv) groups = g_strsplit (confab_model_contact_get_groups (contact), "\n", -1);
    g_autofree char *joined = g_strjoinv (", ", groups);

    g_string_append_printf (text, " in \"%s\"", joined);
  }
  if (confab_model_contact_is_awaited (contact))
    g_string_append (text, " awaited");
}

static void
see_contacts (GString *text, ConfabModelAccount *account) {
  GListModel *contacts = confab_model_account_get_contacts (account);

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    g_string_append_printf (text, "%s \"%s\" %s %s", confab_model_contact_get_address (contact),
        confab_model_contact_get_name (contact),
        relations[confab_model_contact_get_relation (contact)],
        presences[confab_model_contact_get_presence (contact)]);
    flow_see_seen (text, contact);
    flow_see_flood (text, contact);
    see_own_words (text, contact);
    flow_see_like (
        text, confab_model_chat_get_looks_like (confab_model_contact_get_chat (contact)));
    g_string_append_c (text, '\n');
    see_rows (text, contact);
  }
}

static char *
look (Flow *self) {
  GListModel *accounts = confab_core_get_accounts (self->core);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);
    GListModel *requests = confab_model_account_get_requests (account);

    see_account (text, account);
    see_contacts (text, account);
    for (guint j = 0; j < g_list_model_get_n_items (requests); j++) {
      g_autoptr (ConfabModelRequest) request = g_list_model_get_item (requests, j);
      const char *note = confab_model_request_get_note (request);

      g_string_append_printf (text, "? %s \"%s\"", confab_model_request_get_address (request),
          note != NULL ? note : "");
      flow_see_like (text, confab_model_request_get_looks_like (request));
      g_string_append_c (text, '\n');
    }
  }
  return g_string_free_and_steal (text);
}

typedef struct {
  Flow *flow;
  const char *expected;
} Sight;

static gboolean
is_seen (gpointer data) {
  Sight *sight = data;
  g_autofree char *seen = look (sight->flow);

  return g_str_equal (seen, sight->expected);
}

void
flow_see (Flow *self, const char *expected) {
  Sight sight = { self, expected };
  g_autofree char *seen = NULL;

  if (flow_comes_true (is_seen, &sight))
    return;
  seen = look (self);
  flow_fail (self, "a person should see\n%sand sees\n%s", expected, seen);
}

static gboolean
is_in_state (gpointer data) {
  Sight *sight = data;
  g_autoptr (GString) text = g_string_new (NULL);

  see_account (text, get_account (sight->flow));
  return g_str_has_prefix (text->str, sight->expected) &&
         strchr (" \n", text->str[strlen (sight->expected)]) != NULL;
}

static void
expect_state (Flow *self, const char *expected) {
  Sight sight = { self, expected };
  g_autoptr (GString) text = g_string_new (NULL);

  if (flow_comes_true (is_in_state, &sight))
    return;
  see_account (text, get_account (self));
  flow_fail (self, "the account should be %s and is %s", expected, text->str);
}

/* ---- the program ---- */

static void
set_act (Flow *self, DexFuture *act) {
  dex_clear (&self->act);
  self->act = act;
}

static gboolean
is_done (gpointer data) {
  return !dex_future_is_pending (((Flow *)data)->act);
}

/* The error of the last act, or NULL. */
static GError *
await_act (Flow *self) {
  GError *error = NULL;

  if (self->act == NULL || !flow_comes_true (is_done, self))
    flow_fail (self, "it does not come to an end");
  dex_future_get_value (self->act, &error);
  return error;
}

static void
expect_done (Flow *self) {
  g_autoptr (GError) error = await_act (self);

  if (error != NULL)
    flow_fail (self, "it failed: %s, %s", name_problem ((guint)error->code), error->message);
}

static void
expect_failed (Flow *self, const char *problem) {
  g_autoptr (GError) error = await_act (self);

  if (error == NULL ||
      (*problem != '\0' && !g_str_equal (name_problem ((guint)error->code), problem)))
    flow_fail (self, "it %s", error != NULL ? name_problem ((guint)error->code) : "worked");
}

static void
start (Flow *self) {
  gint64 until = g_get_monotonic_time () + PEER_PATIENCE_US;

  self->core =
      confab_core_new (self->profile, confab_base_clock_fake_get (self->clock), &self->random);
  confab_core_set_keyring (self->core, self->keyring);
  confab_core_set_dial (self->core, self->dial, self);
  confab_core_set_keyless (self->core);
  /* Whoever was killed may hold the lock for a moment. */
  for (;;) {
    g_autoptr (GError) error = NULL;

    set_act (self, confab_core_open (self->core));
    error = await_act (self);
    if (confab_core_get_store_state (self->core) != CONFAB_CORE_STORE_BUSY ||
        g_get_monotonic_time () > until)
      break;
    peer_run (10);
  }
  expect_done (self);
}

static void
let_disk (Flow *self) {
  if (self->gate != NULL)
    g_async_queue_push (self->gate, self);
  g_clear_pointer (&self->gate, g_async_queue_unref);
}

static void
kill_core (Flow *self) {
  let_disk (self);
  dex_clear (&self->act);
  g_clear_object (&self->core);
  peer_settle ();
}

void
flow_turn_off (Flow *self) {
  if (self->core != NULL)
    kill_core (self);
  dex_clear (&self->act);
}

static gboolean
run_hold (ConfabStoreDb *db, gpointer gate, GError **error) {
  g_async_queue_pop (gate);
  return TRUE;
}

static void
unref_gate (gpointer gate) {
  g_async_queue_unref (gate);
}

static void
hold_disk (Flow *self) {
  self->gate = g_async_queue_new ();
  dex_future_disown (confab_store_vault_write (
      self->core->vault, run_hold, g_async_queue_ref (self->gate), unref_gate));
}

static void
add (Flow *self) {
  g_autoptr (ConfabSecret) password = confab_base_secret_new_string (PEER_PASSWORD);

  set_act (self, confab_core_add_account (self->core, FLOW_OWN, password, NULL, 0));
}

static void
sign_in_with (Flow *self, const char *word) {
  g_autoptr (ConfabSecret) password = confab_base_secret_new_string (word);

  confab_core_sign_in_with (self->core, get_account (self), password);
}

/* ---- the verbs ---- */

static void
choose (Flow *self, const char *rest) {
  g_auto (GStrv) words = g_strsplit (rest, "|", 3);
  gboolean is_short = words[1] != NULL && g_strcmp0 (words[2], "tomorrow") == 0;

  for (guint i = 1; words[1] != NULL && i < CONFAB_CHOICE_COUNT; i++)
    if (g_str_equal (words[0], confab_safety_choice_name ((ConfabChoice)i))) {
      set_act (self, confab_core_choose (self->core, (ConfabChoice)i,
                         (int)g_ascii_strtoll (words[1], NULL, 10),
                         is_short ? CONFAB_TERM_UNTIL_TOMORROW : CONFAB_TERM_UNTIL_CHANGED));
      return;
    }
  flow_fail (self, "there is no such choice");
}

static gboolean
act_on_program (Flow *self, const char *verb, const char *rest) {
  if (g_str_equal (verb, "start"))
    start (self);
  else if (g_str_equal (verb, "quit"))
    set_act (self, confab_core_quit (self->core));
  else if (g_str_equal (verb, "kill"))
    kill_core (self);
  else if (g_str_equal (verb, "done"))
    expect_done (self);
  else if (g_str_equal (verb, "failed"))
    expect_failed (self, rest);
  else if (g_str_equal (verb, "state"))
    expect_state (self, rest);
  else if (g_str_equal (verb, "choose"))
    choose (self, rest);
  else if (g_str_equal (verb, "hold-disk"))
    hold_disk (self);
  else if (g_str_equal (verb, "let-disk"))
    let_disk (self);
  else
    return FALSE;
  return TRUE;
}

static gboolean
act_on_account (Flow *self, const char *verb, const char *rest) {
  if (g_str_equal (verb, "add"))
    add (self);
  else if (g_str_equal (verb, "sign-in") || g_str_equal (verb, "sign-in-hidden"))
    confab_core_sign_in (self->core, get_account (self), g_str_equal (verb, "sign-in-hidden"));
  else if (g_str_equal (verb, "password"))
    sign_in_with (self, rest);
  else if (g_str_equal (verb, "sign-off"))
    set_act (self, confab_core_sign_off (self->core, get_account (self)));
  else
    return FALSE;
  return TRUE;
}

static ConfabModelMessage *
find_message (Flow *self, const char *address, const char *text) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (get_chat (self, address)));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);

    if (g_str_equal (confab_model_message_get_text (message), text))
      return message; /* the timeline keeps it */
  }
  flow_fail (self, "there is no such message");
}

static void
ask (Flow *self, char **words) {
  const char *note = words[1] != NULL ? words[2] : NULL;

  set_act (self,
      confab_core_add_buddy (self->core, get_account (self), words[0], words[1], FALSE, note));
}

/* Transcripts are readable: what is sent in them goes in plain text, by choice. */
static void
permit_plain (Flow *self, const char *address) {
  if (confab_model_contact_is_plain_chosen (get_contact (self, address)))
    return;
  set_act (self, confab_core_permit_plain (self->core, get_chat (self, address), TRUE));
  expect_done (self);
}

static void
send_plain (Flow *self, const char *address, const char *text) {
  permit_plain (self, address);
  set_act (self, confab_core_send (self->core, get_chat (self, address), text));
}

static gboolean
act_on_people (Flow *self, const char *verb, const char *rest) {
  g_auto (GStrv) words = g_strsplit (rest, "|", 3);
  const char *address = words[0] != NULL ? words[0] : "";

  if (g_str_equal (verb, "buddy"))
    ask (self, words);
  else if (g_str_equal (verb, "accept"))
    set_act (self, confab_core_accept_request (self->core, get_request (self, address)));
  else if (g_str_equal (verb, "delete"))
    set_act (self, confab_core_delete_request (self->core, get_request (self, address)));
  else if (g_str_equal (verb, "remove"))
    set_act (self, confab_core_remove_buddy (self->core, get_contact (self, address)));
  else if (g_str_equal (verb, "rename"))
    set_act (self, confab_core_rename_buddy (self->core, get_contact (self, address), words[1]));
  else if (g_str_equal (verb, "group"))
    set_act (self, confab_core_group_buddy (self->core, get_contact (self, address), words[1]));
  else if (g_str_equal (verb, "await"))
    set_act (self, confab_core_set_awaited (self->core, get_contact (self, address), TRUE));
  else if (g_str_equal (verb, "chat"))
    confab_core_open_chat (self->core, get_chat (self, address));
  else if (g_str_equal (verb, "plain"))
    permit_plain (self, address);
  else if (g_str_equal (verb, "send"))
    send_plain (self, address, words[1]);
  else if (g_str_equal (verb, "retry"))
    set_act (self, confab_core_retry (self->core, get_chat (self, address),
                       find_message (self, address, words[1])));
  else if (g_str_equal (verb, "read"))
    confab_core_mark_read (self->core, get_chat (self, address));
  else if (g_str_equal (verb, "close"))
    confab_core_close_chat (self->core, get_chat (self, address));
  else
    return FALSE;
  return TRUE;
}

gboolean
flow_act (Flow *self, const char *verb, const char *rest) {
  return act_on_program (self, verb, rest) || flow_act_on_screen (self, verb, rest) ||
         flow_act_on_blocked (self, verb, rest) || flow_act_on_flood (self, verb, rest) ||
         flow_act_on_back (self, verb, rest) || act_on_account (self, verb, rest) ||
         act_on_people (self, verb, rest) || flow_act_on_batch (self, verb);
}
