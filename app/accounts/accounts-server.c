/* Asks an account's server about itself, when the user wants to know and never else. Only the
 * first question must be answered: what a server does not offer is said as that. It believes
 * nothing: the line's own facts are measured here, all the rest is the server's word. */

#include "accounts/accounts-server.h"

#include "base/base-fiber.h"

#include "accounts/accounts-private.h"
#include "xep/xep-mam-prefs.h"
#include "xep/xep-server.h"

static void
add_line (ConfabAccountsSession *self, GPtrArray *facts) {
  ConfabNetLink *link = self->stream != NULL ? confab_xmpp_stream_get_link (self->stream) : NULL;
  g_autofree char *issuer = link != NULL ? confab_net_link_dup_issuer (link) : NULL;

  confab_xep_facts_add (facts, CONFAB_FACT_BINDING, self->row->had_binding ? 1 : 0, NULL);
  confab_xep_facts_add (facts, CONFAB_FACT_CERTIFICATE,
      link != NULL ? confab_net_link_get_valid_until (link) : 0, issuer);
  if (self->stream != NULL && confab_xmpp_stream_hears_watched (self->stream))
    confab_xep_facts_add (facts, CONFAB_FACT_WATCHED, 1, NULL);
}

static int
preset_of (ConfabXepPrefs prefs) {
  switch (prefs) {
  case CONFAB_XEP_PREFS_ALWAYS:
    return CONFAB_FACT_ARCHIVE_ALWAYS;
  case CONFAB_XEP_PREFS_ROSTER:
    return CONFAB_FACT_ARCHIVE_BUDDIES;
  case CONFAB_XEP_PREFS_NEVER:
    return CONFAB_FACT_ARCHIVE_NEVER;
  case CONFAB_XEP_PREFS_UNKNOWN:
    break;
  }
  return CONFAB_FACT_UNSAID;
}

/* In a fiber. */
static void
add_archive (ConfabAccountsSession *self, GPtrArray *facts) {
  gint64 now_us = confab_base_clock_wall_us (self->env->clock);
  g_autoptr (ConfabStanza) account =
      dex_await_boxed (confab_xep_server_ask_account (self->out), NULL);
  gint64 has_archive = CONFAB_FACT_UNSAID;
  gint64 preset = CONFAB_FACT_UNSAID;
  gint64 oldest = CONFAB_FACT_UNSAID;

  if (account != NULL)
    has_archive = confab_xep_server_has (account, CONFAB_XEP_SERVER_ARCHIVE) ? 1 : 0;
  if (has_archive == 1) {
    g_autoptr (ConfabStanza) prefs = dex_await_boxed (confab_xep_mam_prefs_fetch (self->out), NULL);

    preset = prefs != NULL ? preset_of (confab_xep_mam_prefs_read (prefs)) : preset;
  }
  if (has_archive == 1 && confab_xep_server_has (account, CONFAB_XEP_SERVER_ARCHIVE_ENDS)) {
    g_autoptr (ConfabStanza) ends =
        dex_await_boxed (confab_xep_server_ask_archive_ends (self->out), NULL);

    oldest = ends != NULL ? confab_xep_server_read_archive_oldest (ends, now_us) : oldest;
  }
  confab_xep_facts_add (facts, CONFAB_FACT_ARCHIVE, has_archive, NULL);
  confab_xep_facts_add (facts, CONFAB_FACT_ARCHIVE_DEFAULT, preset, NULL);
  confab_xep_facts_add (facts, CONFAB_FACT_ARCHIVE_OLDEST, oldest, NULL);
}

/* In a fiber. */
static void
add_devices (ConfabAccountsSession *self, GPtrArray *facts) {
  gint64 now_us = confab_base_clock_wall_us (self->env->clock);
  g_autoptr (ConfabStanza) clients =
      dex_await_boxed (confab_xep_server_ask_devices (self->out), NULL);
  guint n = facts->len;

  if (clients != NULL)
    confab_xep_server_read_devices (clients, now_us, facts);
  if (facts->len == n)
    confab_xep_facts_add (facts, CONFAB_FACT_DEVICES, CONFAB_FACT_UNSAID, NULL);
}

static GListStore *
make_list (GPtrArray *facts) {
  GListStore *list = g_list_store_new (CONFAB_TYPE_MODEL_FACT);

  for (guint i = 0; i < facts->len; i++) {
    const ConfabXepFact *fact = g_ptr_array_index (facts, i);
    g_autoptr (ConfabModelFact) one =
        confab_model_fact_new (fact->kind, fact->number, fact->text, fact->id);

    g_list_store_append (list, one);
  }
  return list;
}

static DexFuture *
run_ask (gpointer data) {
  ConfabAccountsSession *self = data;
  g_autoptr (GPtrArray) facts = confab_xep_facts_new ();
  g_autoptr (ConfabStanza) info = NULL;
  g_autoptr (GError) error = NULL;

  add_line (self, facts);
  info = dex_await_boxed (confab_xep_server_ask_info (self->out), &error);
  if (info == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  confab_xep_server_read_contacts (info, facts);
  add_archive (self, facts);
  confab_xep_server_read_policy (info, facts);
  add_devices (self, facts);
  return dex_future_new_take_object (make_list (facts));
}

DexFuture *
confab_accounts_ask_server (ConfabAccountsSession *self) {
  if (self->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  return confab_base_fiber_start (run_ask, g_object_ref (self), g_object_unref);
}

/* ---- shutting a device out ---- */

static DexFuture *
on_not_ended (DexFuture *future, gpointer data) {
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (!g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (g_str_equal (error->message, "item-not-found"))
    return dex_future_new_for_boolean (TRUE);
  /* A server that lists devices and cannot shut one out helps as little as one that says why. */
  if (g_str_equal (error->message, "service-unavailable") ||
      g_str_equal (error->message, "feature-not-implemented"))
    return confab_accounts_reject (CONFAB_PROBLEM_KNOWS_PASSWORD, error->message);
  return confab_accounts_reject (CONFAB_PROBLEM_REFUSED_BY_SERVER, error->message);
}

DexFuture *
confab_accounts_end_device (ConfabAccountsSession *self, const char *id) {
  if (self->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  return dex_future_catch (confab_xep_server_end_device (self->out, id), on_not_ended, NULL, NULL);
}
