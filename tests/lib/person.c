/* A person without a screen: the whole core of Confab behind a line of commands, for tests that
 * drive several of them against a real server. It does what a window would do and nothing else.
 *
 * Commands, one a line, words separated by tabs:
 *   open | add ADDRESS HOST PORT | sign-in | sign-in-hidden | sign-off | quit
 *   buddy ADDRESS NAME NOTE | accept ADDRESS | delete ADDRESS | block ADDRESS | remove ADDRESS
 *   chat ADDRESS | send ADDRESS TEXT | draft ADDRESS TEXT | read ADDRESS | close ADDRESS | undo
 *   server | end-device ID | hosts | look | hide node NODE | hide part PART | hide-all
 *   server-keeps [yes|no]
 *   keep ADDRESS RETENTION erase|stay
 *   file-send ADDRESS PATH | files ADDRESS | file-fetch ADDRESS ID | file-stop ADDRESS ID
 *   file-remove ADDRESS ID | file-save ADDRESS ID PATH | file-open ADDRESS ID
 *   file-retry ADDRESS ID
 *   log ADDRESS | rows ADDRESS | list | begin-empty | open-until-quit
 *   lock | unlock | choose NAME VALUE | turns
 * Answers and events, one a line: "done COMMAND", "failed COMMAND PROBLEM DETAIL", "state STATE
 * PROBLEM DETAIL", "store STATE", "got ADDRESS TEXT SEALED", "row ADDRESS OWN STATE TEXT", "seen
 * ADDRESS OWN STATE TEXT KIND CODE SEALED UNCHECKED" (code: cause or line), "contact
 * ADDRESS RELATION PRESENCE UNREAD DRAFT NAME", "request ADDRESS NOTE", "lock STATE", "away SECONDS
 * MESSAGES SIGNED-OFF", "file ID OWN STATE CAUSE SIZE DONE HOST NAME". The password comes from
 * CONFAB_TEST_PASSWORD. */

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <gio/gunixinputstream.h>

#include "base/base-log.h"
#include "core/core-private.h"
#include "person.h"

#define PATIENCE_TO_SEND 10 /* seconds until the entry opens */

void
say (const char *format, ...) {
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strdelimit (line, "\n", ' ');
  puts (line);
  fflush (stdout);
}

static const char *
name_of (GType type, int value) {
  static const char *const states[] = { "signed-off", "signing-in", "signed-in", "waiting",
    "refused" };

  return (guint)value < G_N_ELEMENTS (states) ? states[value] : "?";
}

ConfabModelAccount *
account_of (Person *self) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (self->core), 0);

  return account; /* the core keeps it */
}

ConfabModelContact *
contact_of (Person *self, const char *address) {
  ConfabModelAccount *account = account_of (self);

  return account != NULL ? confab_model_account_find_contact (account, address) : NULL;
}

static ConfabModelRequest *
request_of (Person *self, const char *address) {
  ConfabModelAccount *account = account_of (self);

  return account != NULL ? confab_model_account_find_request (account, address) : NULL;
}

/* ---- events ---- */

static void
on_state (ConfabModelAccount *account, GParamSpec *pspec, gpointer data) {
  say ("state\t%s\t%d\t%s", name_of (0, confab_model_account_get_state (account)),
      confab_model_account_get_problem (account),
      confab_model_account_get_problem_detail (account));
}

static void
on_store (ConfabCore *core, GParamSpec *pspec, gpointer data) {
  say ("store\t%d", confab_core_get_store_state (core));
}

static void
on_lock (ConfabCore *core, GParamSpec *pspec, gpointer data) {
  say ("lock\t%d", confab_core_get_lock_state (core));
}

static void
on_away (ConfabCore *core, gpointer data) {
  ConfabCoreAway away;

  if (confab_core_get_away (core, &away))
    say ("away\t%d\t%u\t%d", (int)(away.away_us / G_USEC_PER_SEC), away.n_messages,
        away.was_signed_off);
}

static void
on_message (
    ConfabCore *core, ConfabModelContact *contact, ConfabModelMessage *message, gpointer data) {
  say ("got\t%s\t%s\t%d", confab_model_contact_get_address (contact),
      confab_model_message_get_text (message), confab_model_message_is_sealed (message));
}

static void
on_accounts (GListModel *accounts, guint position, guint removed, guint added, gpointer data) {
  for (guint i = 0; i < added; i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, position + i);

    g_signal_connect (account, "notify::state", G_CALLBACK (on_state), data);
  }
}

static void
on_requests (GListModel *requests, guint position, guint removed, guint added, gpointer data) {
  for (guint i = 0; i < added; i++) {
    g_autoptr (ConfabModelRequest) request = g_list_model_get_item (requests, position + i);
    const char *note = confab_model_request_get_note (request);

    say ("request\t%s\t%s", confab_model_request_get_address (request), note != NULL ? note : "");
  }
}

static DexFuture *
on_done (DexFuture *future, gpointer data) {
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) != NULL)
    say ("done\t%s", (const char *)data);
  else
    say ("failed\t%s\t%d\t%s", (const char *)data, error->code, error->message);
  return NULL;
}

void
tell (DexFuture *future, const char *command) {
  dex_future_disown (dex_future_finally (future, on_done, g_strdup (command), g_free));
}

/* ---- reading back ---- */

typedef struct {
  Person *self;
  char *command;
  char *address;
} Log;

static void
print_row (Log *log, ConfabModelMessage *message) {
  ConfabModelMessageKind kind = confab_model_message_get_kind (message);
  int code = kind == CONFAB_MESSAGE_KIND_LINE ? (int)confab_model_message_get_line (message)
                                              : (int)confab_model_message_get_cause (message);

  if (g_str_equal (log->command, "rows"))
    say ("seen\t%s\t%d\t%d\t%s\t%d\t%d\t%d\t%d", log->address,
        confab_model_message_is_own (message), confab_model_message_get_state (message),
        confab_model_message_get_text (message), kind, code,
        confab_model_message_is_sealed (message), confab_model_message_is_unchecked (message));
  else
    say ("row\t%s\t%d\t%d\t%s", log->address, confab_model_message_is_own (message),
        confab_model_message_get_state (message), confab_model_message_get_text (message));
}

static gboolean
print_log (gpointer data) {
  Log *log = data;
  ConfabModelContact *contact = contact_of (log->self, log->address);
  ConfabModelTimeline *timeline =
      confab_model_chat_get_timeline (confab_model_contact_get_chat (contact));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (timeline));

  if (!confab_model_timeline_is_at_start (timeline)) {
    confab_model_timeline_want_older (timeline);
    return G_SOURCE_CONTINUE;
  }
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (G_LIST_MODEL (timeline), i);

    if (g_str_equal (log->command, "rows") ||
        confab_model_message_get_kind (message) != CONFAB_MESSAGE_KIND_LINE)
      print_row (log, message);
  }
  say ("done\t%s", log->command);
  return G_SOURCE_REMOVE;
}

static void
log_free (gpointer data) {
  Log *log = data;

  g_free (log->command);
  g_free (log->address);
  g_free (log);
}

static void
read_back (Person *self, const char *command, const char *address) {
  Log *log = g_new0 (Log, 1);

  log->self = self;
  log->command = g_strdup (command);
  log->address = g_strdup (address);
  confab_core_open_chat (self->core, confab_model_contact_get_chat (contact_of (self, address)));
  g_timeout_add_full (G_PRIORITY_DEFAULT, 20, print_log, log, log_free);
}

static void
list (Person *self) {
  GListModel *contacts = confab_core_get_contacts (self->core);
  guint n = g_list_model_get_n_items (contacts);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    say ("contact\t%s\t%d\t%d\t%u\t%s\t%s", confab_model_contact_get_address (contact),
        confab_model_contact_get_relation (contact), confab_model_contact_get_presence (contact),
        confab_model_contact_get_unread (contact),
        confab_model_chat_get_draft (confab_model_contact_get_chat (contact)),
        confab_model_contact_get_name (contact));
  }
  say ("done\tlist");
}

/* ---- commands ---- */

static DexFuture *
on_quit (DexFuture *future, gpointer data) {
  Person *self = data;

  say ("done\tquit");
  g_main_loop_quit (self->loop);
  return NULL;
}

static void
add_account (Person *self, char **words) {
  g_autoptr (ConfabSecret) password =
      confab_base_secret_new_string (g_getenv ("CONFAB_TEST_PASSWORD"));

  tell (confab_core_add_account (self->core, words[1], password, words[2],
            (guint16)g_ascii_strtoull (words[3], NULL, 10)),
      "add");
}

static void
choose (Person *self, char **words) {
  for (guint i = 1; words[1] != NULL && words[2] != NULL && i < CONFAB_CHOICE_COUNT; i++)
    if (g_str_equal (words[1], confab_safety_choice_name ((ConfabChoice)i)))
      tell (confab_core_choose (self->core, (ConfabChoice)i,
                (int)g_ascii_strtoll (words[2], NULL, 10), CONFAB_TERM_UNTIL_CHANGED),
          words[0]);
}

/* Commands about the program and the account. FALSE if it is none of these. */
static gboolean
obey_program (Person *self, char **words) {
  const char *command = words[0];

  if (g_str_equal (command, "open"))
    tell (confab_core_open (self->core), command);
  else if (g_str_equal (command, "open-until-quit"))
    tell (confab_core_open_until_quit (self->core), command);
  else if (g_str_equal (command, "begin-empty"))
    tell (confab_core_begin_empty (self->core), command);
  else if (g_str_equal (command, "add"))
    add_account (self, words);
  else if (g_str_equal (command, "sign-in"))
    confab_core_sign_in (self->core, account_of (self), FALSE);
  else if (g_str_equal (command, "sign-in-hidden"))
    confab_core_sign_in (self->core, account_of (self), TRUE);
  else if (g_str_equal (command, "sign-off"))
    tell (confab_core_sign_off (self->core, account_of (self)), command);
  else if (g_str_equal (command, "remove-account"))
    tell (confab_core_remove_account (self->core, account_of (self)), command);
  else if (g_str_equal (command, "list"))
    list (self);
  else if (g_str_equal (command, "undo"))
    confab_core_undo_close (self->core);
  else if (g_str_equal (command, "lock") || g_str_equal (command, "unlock"))
    confab_core_set_screen_locked (self->core, g_str_equal (command, "lock"));
  else if (g_str_equal (command, "choose"))
    choose (self, words);
  else if (g_str_equal (command, "road"))
    obey_road (self, words);
  else if (g_str_equal (command, "checker"))
    obey_checker (self, words);
  else if (g_str_equal (command, "turns"))
    say_turns ();
  else if (g_str_equal (command, "quit"))
    dex_future_disown (dex_future_finally (confab_core_quit (self->core), on_quit, self, NULL));
  else
    return FALSE;
  return TRUE;
}

static gboolean
obey_request (Person *self, char **words) {
  ConfabModelRequest *request = request_of (self, words[1]);

  if (g_str_equal (words[0], "buddy"))
    tell (confab_core_add_buddy (self->core, account_of (self), words[1], words[2], TRUE,
              words[2] != NULL ? words[3] : NULL),
        words[0]);
  else if (g_str_equal (words[0], "accept"))
    tell (confab_core_accept_request (self->core, request), words[0]);
  else if (g_str_equal (words[0], "delete"))
    tell (confab_core_delete_request (self->core, request), words[0]);
  else if (g_str_equal (words[0], "block"))
    tell (confab_core_block (self->core, account_of (self), words[1], NULL), words[0]);
  else
    return FALSE;
  return TRUE;
}

/* ---- sending ---- */

typedef struct {
  Person *self;
  ConfabModelChat *chat;
  char *text;
  gulong handler;
  guint timer;
} Sending;

static void
send_now (Sending *sending) {
  if (sending->handler != 0)
    g_signal_handler_disconnect (sending->chat, sending->handler);
  if (sending->timer != 0)
    g_source_remove (sending->timer);
  tell (confab_core_send (sending->self->core, sending->chat, sending->text), "send");
  g_object_unref (sending->chat);
  g_free (sending->text);
  g_free (sending);
}

static gboolean
may_send (ConfabModelChat *chat) {
  ConfabSendVerdict verdict = confab_model_chat_get_send_verdict (chat);

  return verdict == CONFAB_SEND_SEAL || verdict == CONFAB_SEND_PLAIN_PERMITTED;
}

static void
on_verdict (ConfabModelChat *chat, GParamSpec *pspec, gpointer data) {
  if (may_send (chat))
    send_now (data);
}

static gboolean
on_patience_over (gpointer data) {
  Sending *sending = data;

  sending->timer = 0;
  send_now (sending);
  return G_SOURCE_REMOVE;
}

/* As a person would: once the entry is open, if it opens. */
static void
send_text (Person *self, ConfabModelChat *chat, const char *text) {
  Sending *sending = g_new0 (Sending, 1);

  sending->self = self;
  sending->chat = g_object_ref (chat);
  sending->text = g_strdup (text);
  confab_core_open_chat (self->core, chat);
  if (may_send (chat)) {
    send_now (sending);
    return;
  }
  sending->handler =
      g_signal_connect (chat, "notify::send-verdict", G_CALLBACK (on_verdict), sending);
  sending->timer = g_timeout_add_seconds (PATIENCE_TO_SEND, on_patience_over, sending);
}

/* "timer ADDRESS SECONDS" sets it; without a number it is told: seconds, theirs or not, answer. */
static void
obey_timer (Person *self, ConfabModelChat *chat, char **words) {
  if (words[2] != NULL) {
    tell (confab_core_set_timer (self->core, chat, (guint)g_ascii_strtoull (words[2], NULL, 10)),
        words[0]);
    return;
  }
  say ("timer\t%s\t%u\t%d\t%d", words[1], confab_model_chat_get_timer (chat),
      confab_model_chat_is_timer_theirs (chat), confab_model_chat_get_timer_answer (chat));
  say ("done\t%s", words[0]);
}

static void
obey_chat (Person *self, char **words) {
  ConfabModelContact *contact = contact_of (self, words[1]);
  ConfabModelChat *chat;

  if (contact == NULL) {
    say ("failed\t%s\t-1\tno such buddy", words[0]);
    return;
  }
  chat = confab_model_contact_get_chat (contact);
  if (g_str_equal (words[0], "chat"))
    confab_core_open_chat (self->core, chat);
  else if (g_str_equal (words[0], "send"))
    send_text (self, chat, words[2]);
  else if (g_str_equal (words[0], "draft"))
    confab_core_set_draft (self->core, chat, words[2]);
  else if (g_str_equal (words[0], "read"))
    confab_core_mark_read (self->core, chat);
  else if (g_str_equal (words[0], "close"))
    confab_core_close_chat (self->core, chat);
  else if (g_str_equal (words[0], "keep"))
    tell (confab_core_set_keep (self->core, chat, atoi (words[2]),
              g_str_equal (words[3], "erase") ? CONFAB_CORE_REST_GOES : CONFAB_CORE_REST_STAYS),
        words[0]);
  else if (g_str_equal (words[0], "timer"))
    obey_timer (self, chat, words);
  else if (g_str_equal (words[0], "remove"))
    tell (confab_core_remove_buddy (self->core, contact), words[0]);
  else if (g_str_equal (words[0], "rename"))
    tell (confab_core_rename_buddy (self->core, contact, words[2]), words[0]);
  else if (is_of_messages (words[0]))
    obey_file (self, chat, words);
  else if (g_str_equal (words[0], "log") || g_str_equal (words[0], "rows"))
    read_back (self, words[0], words[1]);
  else
    say ("failed\t%s\t-1\tunknown command", words[0]);
}

static void read_line (Person *self);

static void
on_line (GObject *source, GAsyncResult *result, gpointer data) {
  Person *self = data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  g_auto (GStrv) words = NULL;

  if (line == NULL) {
    g_main_loop_quit (self->loop);
    return;
  }
  words = g_strsplit (line, "\t", 4);
  if (words[0] != NULL && !obey_program (self, words) && !obey_signup (self, words) &&
      !obey_devices (self, words) && !obey_look (self, words) && !obey_block (self, words) &&
      words[1] != NULL && !obey_request (self, words))
    obey_chat (self, words);
  read_line (self);
}

static void
read_line (Person *self) {
  g_data_input_stream_read_line_async (self->input, G_PRIORITY_DEFAULT, NULL, on_line, self);
}

int
main (int argc, char **argv) {
  Person self = { 0 };
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  dex_init ();
  confab_base_log_init ();
  confab_base_secret_init ();
  /* What was said is not to be found in this process afterwards. */
  setvbuf (stdout, NULL, _IONBF, 0);
  if (argc != 2 && argc != 4) {
    g_printerr ("usage: person PROFILE [BYTES-KEPT BYTES-A-DAY]\n");
    return 2;
  }
  self.loop = g_main_loop_new (NULL, FALSE);
  self.input = g_data_input_stream_new (input);
  self.core = confab_core_new (argv[1], NULL, NULL);
  confab_core_set_unfolding (self.core);
  if (argc == 4)
    confab_core_set_file_limits (
        self.core, g_ascii_strtoull (argv[2], NULL, 10), g_ascii_strtoull (argv[3], NULL, 10));
  /* Whatever this machine has: a test brings its own. */
  confab_core_set_checker (self.core, "/nonexistent", 0);
  g_signal_connect (self.core, "notify::store-state", G_CALLBACK (on_store), &self);
  g_signal_connect (self.core, "notify::lock-state", G_CALLBACK (on_lock), &self);
  g_signal_connect (self.core, "away-changed", G_CALLBACK (on_away), &self);
  g_signal_connect (self.core, "message-received", G_CALLBACK (on_message), &self);
  g_signal_connect (
      confab_core_get_accounts (self.core), "items-changed", G_CALLBACK (on_accounts), &self);
  g_signal_connect (
      confab_core_get_requests (self.core), "items-changed", G_CALLBACK (on_requests), &self);
  read_line (&self);
  watch_turns ();
  g_main_loop_run (self.loop);
  g_object_unref (self.input);
  g_assert_finalize_object (self.core);
  g_main_loop_unref (self.loop);
  return 0;
}
