/* Queries before sign-in, or as a guest without a name, one after the other, over a stream that is
 * secure already. Refuses answers that come from anybody but who was asked, and to listen for ever.
 * Signs no account in. */

#include "xmpp/xmpp-visit.h"

#include "base/base-fiber.h"

#include <string.h>
#include <openssl/crypto.h>

#include "xmpp/xmpp-negotiation.h"
#include "xmpp/xmpp-sasl.h"
#include "xmpp/xmpp-stream-private.h"

#define MAX_STRAYS 32 /* stanzas that are no answer, for each query */
#define ID_BYTES 16

struct _ConfabXmppVisit {
  grefcount ref_count;
  ConfabNegotiation negotiation; /* its pointers are owned */
  char *probed;                  /* whose presence was asked for; bare, nullable */
  gboolean is_guest;
  gboolean has_presence; /* some of theirs came */
};

static void
negotiation_clear (ConfabNegotiation *self) {
  g_clear_pointer (&self->wire, confab_xmpp_wire_unref);
  g_clear_pointer (&self->features, confab_xmpp_stanza_unref);
  g_clear_pointer (&self->route, confab_net_route_free);
  g_clear_pointer (&self->address, confab_base_jid_unref);
  g_clear_object (&self->cancellable);
}

ConfabXmppVisit *
confab_xmpp_visit_ref (ConfabXmppVisit *visit) {
  g_ref_count_inc (&visit->ref_count);
  return visit;
}

void
confab_xmpp_visit_unref (ConfabXmppVisit *visit) {
  if (!g_ref_count_dec (&visit->ref_count))
    return;
  negotiation_clear (&visit->negotiation);
  g_free (visit->probed);
  g_free (visit);
}

G_DEFINE_BOXED_TYPE (
    ConfabXmppVisit, confab_xmpp_visit, confab_xmpp_visit_ref, confab_xmpp_visit_unref)

/* ---- going there ---- */

typedef struct {
  ConfabXmppVisit *visit;
  ConfabXmppDial dial;
  gpointer dial_data;
  ConfabStanza *iq; /* of a request */
} Job;

static void
job_free (gpointer data) {
  Job *job = data;

  confab_xmpp_visit_unref (job->visit);
  g_clear_pointer (&job->iq, confab_xmpp_stanza_unref);
  g_free (job);
}

static DexFuture *
reject (Job *job, const GError *error) {
  return dex_future_new_for_error (
      confab_xmpp_negotiation_dup_told (&job->visit->negotiation, error));
}

/* The judge `server`, as at sign-in: nobody gets a password whom one could not sign in to safely.
 */
static gboolean
is_fit (ConfabNegotiation *negotiation, GError **error) {
  ConfabNetLink *link = confab_xmpp_wire_get_link (negotiation->wire);
  g_autoptr (GBytes) exporter = confab_net_link_dup_binding (link, CONFAB_BINDING_EXPORTER);
  g_autoptr (GBytes) end_point = confab_net_link_dup_binding (link, CONFAB_BINDING_END_POINT);
  ConfabSaslFacts facts = { .is_secure = confab_net_link_is_secure (link),
    .has_exporter = exporter != NULL,
    .has_end_point = end_point != NULL };
  ConfabSaslChoice choice = { 0 };
  gboolean is_good = confab_xmpp_sasl_choose (negotiation->features, &facts, &choice, error);

  confab_xmpp_sasl_choice_clear (&choice);
  return is_good;
}

static DexFuture *
run_visit (gpointer data) {
  Job *job = data;
  ConfabNegotiation *negotiation = &job->visit->negotiation;
  g_autoptr (GError) error = NULL;

  if (!confab_xmpp_negotiation_connect (negotiation, job->dial, job->dial_data, &error) ||
      !is_fit (negotiation, &error))
    return reject (job, error);
  return dex_future_new_take_boxed (CONFAB_TYPE_XMPP_VISIT, confab_xmpp_visit_ref (job->visit));
}

DexFuture *
confab_xmpp_visit (const ConfabXmppVisitParams *params) {
  Job *job = g_new0 (Job, 1);
  ConfabNegotiation *negotiation;

  job->visit = g_new0 (ConfabXmppVisit, 1);
  g_ref_count_init (&job->visit->ref_count);
  job->dial = params->dial;
  job->dial_data = params->dial_data;
  negotiation = &job->visit->negotiation;
  negotiation->address = confab_base_jid_ref (params->domain);
  negotiation->route = confab_net_route_copy (params->route);
  negotiation->clock = params->clock;
  negotiation->random = params->random;
  negotiation->cancellable =
      params->cancellable != NULL ? g_object_ref (params->cancellable) : NULL;
  return confab_base_fiber_start (run_visit, job, job_free);
}

ConfabStanza *
confab_xmpp_visit_get_features (ConfabXmppVisit *visit) {
  return visit->negotiation.features;
}

/* ---- asking ---- */

/* RFC 6120 8.1.2.1: before sign-in the server speaks for itself, with its name or without. */
static gboolean
is_from_asked (Job *job, const char *from) {
  const char *to = confab_xmpp_stanza_get (job->iq, "to");
  const char *server = confab_base_jid_get_domain (job->visit->negotiation.address);

  if (to != NULL && !g_str_equal (to, server))
    return g_strcmp0 (from, to) == 0;
  return from == NULL || g_str_equal (from, server);
}

static gboolean
is_answer (Job *job, const ConfabStanza *stanza) {
  const char *type = confab_xmpp_stanza_get (stanza, "type");

  if (!confab_xmpp_stanza_is (stanza, "iq", CONFAB_NS_CLIENT) ||
      g_strcmp0 (confab_xmpp_stanza_get (stanza, "id"), confab_xmpp_stanza_get (job->iq, "id")) !=
          0)
    return FALSE;
  if (!is_from_asked (job, confab_xmpp_stanza_get (stanza, "from")))
    return FALSE;
  return g_strcmp0 (type, "result") == 0 || g_strcmp0 (type, "error") == 0;
}

/* Presence without a type says that somebody is here (RFC 6121 4.7.1). */
static void
note_presence (ConfabXmppVisit *visit, const ConfabStanza *stanza) {
  const char *text = confab_xmpp_stanza_get (stanza, "from");
  g_autoptr (ConfabJid) from = NULL;

  if (visit->probed == NULL || text == NULL ||
      !confab_xmpp_stanza_is (stanza, "presence", CONFAB_NS_CLIENT) ||
      confab_xmpp_stanza_get (stanza, "type") != NULL)
    return;
  from = confab_base_jid_new (text, NULL);
  if (from != NULL && g_str_equal (confab_base_jid_get_bare (from), visit->probed))
    visit->has_presence = TRUE;
}

/* What is written may hold a password: the text is wiped once it is out. */
static gboolean
write_query (Job *job, GError **error) {
  g_autofree char *text = confab_xmpp_stanza_to_string (job->iq);
  gboolean is_written = confab_xmpp_negotiation_write (&job->visit->negotiation, text, error);

  OPENSSL_cleanse (text, strlen (text));
  return is_written;
}

static ConfabStanza *
await_answer (Job *job, GError **error) {
  ConfabNegotiation *negotiation = &job->visit->negotiation;
  g_autofree char *id = confab_base_random_dup_id (negotiation->random, ID_BYTES);

  confab_xmpp_stanza_set (job->iq, "id", id);
  confab_xmpp_negotiation_begin_phase (negotiation);
  if (!write_query (job, error))
    return NULL;
  for (guint strays = 0; strays <= MAX_STRAYS; strays++) {
    g_autoptr (ConfabStanza) stanza = confab_xmpp_negotiation_next (negotiation, error);

    if (stanza == NULL)
      return NULL;
    if (is_answer (job, stanza))
      return g_steal_pointer (&stanza);
    note_presence (job->visit, stanza);
  }
  g_set_error_literal (
      error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_PROTOCOL, "much that nobody asked for");
  return NULL;
}

static DexFuture *
run_request (gpointer data) {
  Job *job = data;
  g_autoptr (GError) error = NULL;
  ConfabStanza *answer = await_answer (job, &error);

  if (answer == NULL)
    return reject (job, error);
  return dex_future_new_take_boxed (CONFAB_TYPE_STANZA, answer);
}

DexFuture *
confab_xmpp_visit_request (ConfabXmppVisit *visit, ConfabStanza *iq) {
  Job *job = g_new0 (Job, 1);

  job->visit = confab_xmpp_visit_ref (visit);
  job->iq = confab_xmpp_stanza_ref (iq);
  return confab_base_fiber_start (run_request, job, job_free);
}

/* ---- as a guest ---- */

static gboolean
offers_guests (const ConfabStanza *features) {
  ConfabStanza *offer = confab_xmpp_stanza_get_child (features, "mechanisms", CONFAB_NS_SASL);
  guint n = offer != NULL ? confab_xmpp_stanza_get_n_children (offer) : 0;

  for (guint i = 0; i < n; i++) {
    ConfabStanza *one = confab_xmpp_stanza_get_nth (offer, i);

    if (confab_xmpp_stanza_is (one, "mechanism", CONFAB_NS_SASL) &&
        g_str_equal (confab_xmpp_stanza_get_text (one), "ANONYMOUS"))
      return TRUE;
  }
  return FALSE;
}

/* RFC 4505: with an empty trace, since it is for a name. */
static gboolean
sign_in_as_guest (ConfabNegotiation *negotiation, GError **error) {
  g_autoptr (ConfabStanza) answer = NULL;

  confab_xmpp_negotiation_begin_phase (negotiation);
  if (!confab_xmpp_negotiation_write (
          negotiation, "<auth xmlns='" CONFAB_NS_SASL "' mechanism='ANONYMOUS'>=</auth>", error))
    return FALSE;
  answer = confab_xmpp_negotiation_next (negotiation, error);
  if (answer == NULL)
    return FALSE;
  if (!confab_xmpp_stanza_is (answer, "success", CONFAB_NS_SASL)) {
    g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA, "no guests");
    return FALSE;
  }
  confab_xmpp_wire_restart (negotiation->wire);
  return confab_xmpp_negotiation_open (negotiation, error);
}

/* The server chooses the address of a guest; nothing depends on it. */
static gboolean
bind_guest (Job *job, GError **error) {
  g_autoptr (ConfabStanza) answer = NULL;

  job->iq = confab_xmpp_stanza_new_iq ("set", NULL, NULL);
  confab_xmpp_stanza_add (job->iq, "bind", CONFAB_NS_BIND);
  answer = await_answer (job, error);
  if (answer == NULL)
    return FALSE;
  if (g_strcmp0 (confab_xmpp_stanza_get (answer, "type"), "result") == 0)
    return TRUE;
  g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_PROTOCOL, "guest not bound");
  return FALSE;
}

static DexFuture *
run_enter (gpointer data) {
  Job *job = data;
  ConfabNegotiation *negotiation = &job->visit->negotiation;
  g_autoptr (GError) error = NULL;

  if (!sign_in_as_guest (negotiation, &error) || !bind_guest (job, &error))
    return reject (job, error);
  job->visit->is_guest = TRUE;
  return dex_future_new_true ();
}

DexFuture *
confab_xmpp_visit_enter (ConfabXmppVisit *visit) {
  Job *job;

  if (visit->is_guest || !offers_guests (visit->negotiation.features))
    return dex_future_new_reject (
        CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA, "the server takes no guests");
  job = g_new0 (Job, 1);
  job->visit = confab_xmpp_visit_ref (visit);
  return confab_base_fiber_start (run_enter, job, job_free);
}

static DexFuture *
run_probe (gpointer data) {
  Job *job = data;
  g_autoptr (GError) error = NULL;

  if (!write_query (job, &error))
    return reject (job, error);
  return dex_future_new_true ();
}

DexFuture *
confab_xmpp_visit_probe (ConfabXmppVisit *visit, ConfabJid *address) {
  Job *job = g_new0 (Job, 1);

  job->visit = confab_xmpp_visit_ref (visit);
  job->iq = confab_xmpp_stanza_new ("presence", CONFAB_NS_CLIENT);
  confab_xmpp_stanza_set (job->iq, "type", "probe");
  confab_xmpp_stanza_set (job->iq, "to", confab_base_jid_get_bare (address));
  g_free (visit->probed);
  visit->probed = g_strdup (confab_base_jid_get_bare (address));
  visit->has_presence = FALSE;
  return confab_base_fiber_start (run_probe, job, job_free);
}

gboolean
confab_xmpp_visit_has_presence (ConfabXmppVisit *visit) {
  return visit->has_presence;
}
