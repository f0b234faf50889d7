/* The server's own archive, agreed upon. Each step asks the server and believes its answer alone.
 * Refuses to widen what it keeps unless the user says so, but for what one's own devices tell each
 * other. */

#include "messaging/messaging-archive.h"

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "messaging/messaging-private.h"
#include "xep/xep-mam-prefs.h"

typedef struct {
  ConfabMessaging *self;
  ConfabXepPrefs wanted; /* UNKNOWN: only what is due by itself */
  guint connection;
  DexFuture *asked; /* the first question; NULL once it is answered */
} Agreeing;

static void
agreeing_free (gpointer data) {
  Agreeing *agreeing = data;

  dex_clear (&agreeing->asked);
  g_object_unref (agreeing->self);
  g_free (agreeing);
}

static ConfabServerKeeps
keeps_of (ConfabXepPrefs prefs) {
  switch (prefs) {
  case CONFAB_XEP_PREFS_ALWAYS:
    return CONFAB_SERVER_KEEPS_EVERYTHING;
  case CONFAB_XEP_PREFS_ROSTER:
    return CONFAB_SERVER_KEEPS_CONTACTS;
  case CONFAB_XEP_PREFS_NEVER:
    return CONFAB_SERVER_KEEPS_NOTHING;
  case CONFAB_XEP_PREFS_UNKNOWN:
    break;
  }
  return CONFAB_SERVER_KEEPS_FIXED;
}

static gboolean
is_over (const Agreeing *agreeing) {
  return agreeing->self->is_stopped || !agreeing->self->is_connected ||
         agreeing->connection != agreeing->self->connection;
}

/* The answer is what the model says from here on. */
static ConfabStanza *
await_prefs (Agreeing *agreeing, GError **error) {
  g_autoptr (GError) problem = NULL;
  ConfabStanza *answer = NULL;

  if (is_over (agreeing)) {
    g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "closed");
    return NULL;
  }
  answer =
      dex_await_boxed (agreeing->asked != NULL ? g_steal_pointer (&agreeing->asked)
                                               : confab_xep_mam_prefs_fetch (agreeing->self->out),
          &problem);
  if (answer != NULL)
    confab_model_account_set_server_keeps (
        agreeing->self->account, keeps_of (confab_xep_mam_prefs_read (answer)));
  else if (g_error_matches (problem, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA))
    confab_model_account_set_server_keeps (agreeing->self->account, CONFAB_SERVER_KEEPS_FIXED);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return answer;
}

/* With people one has added, and with oneself: that is where one's devices tell each other what
 * was checked. */
static gboolean
is_so (const Agreeing *agreeing, const ConfabStanza *answer, ConfabXepPrefs wanted) {
  return confab_xep_mam_prefs_read (answer) == wanted &&
         (wanted != CONFAB_XEP_PREFS_ROSTER ||
             confab_xep_mam_prefs_keeps (
                 answer, confab_model_account_get_address (agreeing->self->account)));
}

static gboolean
await_agreed (Agreeing *agreeing, GError **error) {
  g_autoptr (ConfabStanza) before = await_prefs (agreeing, error);
  g_autoptr (ConfabStanza) answer = NULL;
  g_autoptr (ConfabStanza) after = NULL;
  ConfabXepPrefs wanted = agreeing->wanted;
  ConfabXepPrefs is;

  if (before == NULL)
    return FALSE;
  is = confab_xep_mam_prefs_read (before);
  if (wanted == CONFAB_XEP_PREFS_UNKNOWN)
    wanted = is == CONFAB_XEP_PREFS_ALWAYS ? CONFAB_XEP_PREFS_ROSTER : is;
  if (is_so (agreeing, before, wanted))
    return TRUE;
  if (!confab_xep_mam_prefs_can_set (before) || is_over (agreeing)) {
    g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA, "not-allowed");
    return FALSE;
  }
  answer = dex_await_boxed (confab_xep_mam_prefs_set (agreeing->self->out, wanted, before), error);
  after = answer != NULL ? await_prefs (agreeing, error) : NULL;
  if (after == NULL)
    return FALSE;
  if (is_so (agreeing, after, wanted))
    return TRUE;
  g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA, "not-allowed");
  return FALSE;
}

static DexFuture *
run_agree (gpointer data) {
  Agreeing *agreeing = data;
  g_autoptr (GError) error = NULL;

  if (await_agreed (agreeing, &error))
    return dex_future_new_true ();
  confab_base_log_info (
      "messaging", "what the server keeps was not agreed upon: %s", error->message);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
agree (ConfabMessaging *self, ConfabXepPrefs wanted) {
  Agreeing *agreeing = g_new0 (Agreeing, 1);

  agreeing->self = g_object_ref (self);
  agreeing->wanted = wanted;
  agreeing->connection = self->connection;
  agreeing->asked = confab_xep_mam_prefs_fetch (self->out);
  return confab_base_fiber_start (run_agree, agreeing, agreeing_free);
}

void
confab_messaging_agree_archive (ConfabMessaging *self, gboolean has_archive) {
  ConfabServerKeeps keeps = confab_model_account_get_server_keeps (self->account);

  if (!has_archive)
    confab_model_account_set_server_keeps (self->account, CONFAB_SERVER_KEEPS_NO_COPIES);
  else if (self->agreed_on != self->connection &&
           (keeps == CONFAB_SERVER_KEEPS_UNKNOWN || keeps == CONFAB_SERVER_KEEPS_NO_COPIES)) {
    self->agreed_on = self->connection;
    dex_future_disown (agree (self, CONFAB_XEP_PREFS_UNKNOWN));
  }
}

DexFuture *
confab_messaging_set_server_keeps (ConfabMessaging *self, gboolean keeps) {
  if (self->is_stopped)
    return confab_messaging_stopped ();
  return agree (self, keeps ? CONFAB_XEP_PREFS_ROSTER : CONFAB_XEP_PREFS_NEVER);
}
