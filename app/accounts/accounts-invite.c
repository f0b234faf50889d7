/* Invitations of one account: taken, made, and honoured. A stranger who brings a token of ours
 * comes in by the front door (R03): the token was an act of the user, good once and for seven days.
 * It is spent on disk before the door opens, so that nothing opens it twice. */

#include "accounts/accounts-private.h"
#include "accounts/accounts-register.h"

#include <string.h>

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "base/base-text.h"
#include "store/store-settings.h"
#include "xep/xep-invite.h"

#define TOKEN_BYTES 16 /* random */
#define TOKEN_US (G_GINT64_CONSTANT (7) * 24 * 60 * 60 * G_USEC_PER_SEC)
#define MAX_TOKENS 32 /* that are good at the same time; the oldest goes */

/* ---- reading and taking ---- */

ConfabModelInvite *
confab_accounts_read_invite (const char *text) {
  g_autoptr (ConfabXepInvite) invite = confab_xep_invite_read (text);

  if (invite == NULL)
    return NULL;
  return confab_model_invite_new (
      invite->who != NULL ? confab_base_jid_get_bare (invite->who) : NULL, invite->name,
      invite->domain, invite->local, invite->token);
}

DexFuture *
confab_accounts_take_invite (ConfabAccountsSession *session, ConfabModelInvite *invite,
    const char *name, gboolean is_known, const char *note) {
  const char *who = confab_model_invite_get_who (invite);

  if (who == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_AN_INVITE, NULL);
  return confab_accounts_add_invited (
      session, who, name, is_known, note, confab_model_invite_get_token (invite));
}

/* ---- our own tokens: one setting of lines "TOKEN UNTIL" ---- */

typedef struct {
  gint64 account;
  gint64 now_us;
  char *token;
  gboolean is_new; /* to be added; otherwise to be spent */
  gboolean was_good;
} TokenJob;

static void
token_job_free (gpointer data) {
  TokenJob *job = data;

  g_free (job->token);
  g_free (job);
}

static char *
dup_setting (gint64 account) {
  return g_strdup_printf ("invitations-%" G_GINT64_FORMAT, account);
}

static gboolean
is_good_line (const char *line, gint64 now_us) {
  const char *space = strchr (line, ' ');

  return space != NULL && g_ascii_strtoll (space + 1, NULL, 10) > now_us;
}

static gboolean
is_line_of (const char *line, const char *token) {
  gsize length = strlen (token);

  return strncmp (line, token, length) == 0 && line[length] == ' ';
}

static gboolean
run_token (ConfabStoreDb *db, gpointer data, GError **error) {
  TokenJob *job = data;
  g_autofree char *setting = dup_setting (job->account);
  g_autoptr (GError) inner = NULL;
  g_autofree char *old = confab_store_settings_get (db, setting, &inner);
  g_auto (GStrv) lines = g_strsplit (old != NULL ? old : "", "\n", -1);
  g_autoptr (GString) kept = g_string_new (NULL);
  guint n = g_strv_length (lines);
  guint first = job->is_new && n >= MAX_TOKENS ? n - MAX_TOKENS + 1 : 0;

  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  for (guint i = first; i < n; i++) {
    if (!is_good_line (lines[i], job->now_us))
      continue;
    if (!job->is_new && is_line_of (lines[i], job->token)) {
      job->was_good = TRUE;
      continue;
    }
    g_string_append_printf (kept, "%s%s", kept->len > 0 ? "\n" : "", lines[i]);
  }
  if (!job->is_new && !job->was_good)
    return TRUE; /* a stranger's guess writes nothing */
  if (job->is_new)
    g_string_append_printf (kept, "%s%s %" G_GINT64_FORMAT, kept->len > 0 ? "\n" : "", job->token,
        job->now_us + TOKEN_US);
  return confab_store_settings_set (db, setting, kept->len > 0 ? kept->str : NULL, error);
}

gboolean
confab_accounts_forget_invitations (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autofree char *setting = dup_setting (account);

  return confab_store_settings_set (db, setting, NULL, error);
}

static DexFuture *
write_token (ConfabAccountsSession *session, const char *token, gboolean is_new) {
  TokenJob *job = g_new0 (TokenJob, 1);

  job->account = session->row->id;
  job->now_us = confab_base_clock_wall_us (session->env->clock);
  job->token = g_strdup (token);
  job->is_new = is_new;
  return confab_store_vault_write (session->env->vault, run_token, job, token_job_free);
}

/* ---- making ---- */

static DexFuture *
run_make (gpointer data) {
  ConfabAccountsSession *session = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *link = dex_await_string (confab_xep_invite_ask (session->out), NULL);
  g_autofree char *token = NULL;

  if (link != NULL)
    return dex_future_new_take_string (g_steal_pointer (&link));
  token = confab_base_random_dup_id (session->env->random, TOKEN_BYTES);
  if (!dex_await (write_token (session, token, TRUE), &error))
    return confab_accounts_reject (CONFAB_PROBLEM_DISK, NULL);
  return dex_future_new_take_string (confab_xep_invite_dup_uri (session->address, token));
}

DexFuture *
confab_accounts_make_invite (ConfabAccountsSession *session) {
  if (session->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, NULL);
  return confab_base_fiber_start (run_make, g_object_ref (session), g_object_unref);
}

/* ---- the front door ---- */

typedef struct {
  ConfabAccountsSession *session;
  ConfabJid *from;
  char *note;
} Guest;

static void
guest_free (gpointer data) {
  Guest *guest = data;

  g_object_unref (guest->session);
  confab_base_jid_unref (guest->from);
  g_free (guest->note);
  g_free (guest);
}

/* Spent: they may come in. If that fails now, the server brings their wish again at the next
 * sign-in, and it is a request like any other. */
static DexFuture *
on_token (DexFuture *future, gpointer data) {
  Guest *guest = data;
  ConfabAccountsSession *session = guest->session;
  const TokenJob *job = confab_store_job_data (future);

  if (session->is_stopped)
    return NULL;
  if (job == NULL || !job->was_good)
    return confab_messaging_request (session->messaging, guest->from, guest->note, FALSE);
  dex_future_disown (
      confab_accounts_accept_address (session, confab_base_jid_get_bare (guest->from)));
  return NULL;
}

DexFuture *
confab_accounts_welcome (ConfabAccountsSession *self, const ConfabXepPresence *presence) {
  Guest *guest = g_new0 (Guest, 1);

  guest->session = g_object_ref (self);
  guest->from = confab_base_jid_dup_bare (presence->from);
  guest->note = g_strdup (presence->note);
  return dex_future_then (write_token (self, presence->token, FALSE), on_token, guest, guest_free);
}
