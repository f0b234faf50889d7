/* Sign-in from end to end, one fiber. Ways to the server are tried one after the other until one
 * is secure; from there on every failure is final. Refuses nothing by itself: the steps do. */

#include "xmpp/xmpp-signin.h"

#include "xmpp/xmpp-stream-private.h"

typedef struct {
  ConfabXmppSigninParams params; /* its pointers are owned, but for clock, random and dial */
  ConfabNegotiation negotiation;
} Job;

/* ---- the result ---- */

static void
result_clear (gpointer data) {
  ConfabXmppSigninResult *result = data;

  g_clear_object (&result->stream);
}

static ConfabXmppSigninResult *
result_ref (ConfabXmppSigninResult *result) {
  return g_atomic_rc_box_acquire (result);
}

static void
result_unref (ConfabXmppSigninResult *result) {
  g_atomic_rc_box_release_full (result, result_clear);
}

G_DEFINE_BOXED_TYPE (ConfabXmppSigninResult, confab_xmpp_signin_result, result_ref, result_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXmppSigninResult, result_unref)

/* ---- the job ---- */

static Job *
job_new (const ConfabXmppSigninParams *params) {
  Job *job = g_new0 (Job, 1);
  ConfabXmppSigninParams *own = &job->params;

  *own = *params;
  own->address = confab_base_jid_dup_bare (params->address);
  own->password = confab_base_secret_ref (params->password);
  own->route = NULL;
  own->resource = g_strdup (params->resource);
  own->resume = confab_xmpp_resume_copy (params->resume);
  own->cancellable = params->cancellable != NULL ? g_object_ref (params->cancellable) : NULL;
  job->negotiation.route = confab_net_route_copy (params->route);
  job->negotiation.address = own->address;
  job->negotiation.clock = own->clock;
  job->negotiation.random = own->random;
  job->negotiation.cancellable = own->cancellable;
  return job;
}

static void
job_free (gpointer data) {
  Job *job = data;

  g_clear_pointer (&job->negotiation.wire, confab_xmpp_wire_unref);
  g_clear_pointer (&job->negotiation.features, confab_xmpp_stanza_unref);
  g_clear_pointer (&job->negotiation.route, confab_net_route_free);
  confab_base_jid_unref (job->params.address);
  confab_base_secret_unref (job->params.password);
  g_free ((char *)job->params.resource);
  if (job->params.resume != NULL)
    confab_xmpp_resume_free ((ConfabXmppResume *)job->params.resume);
  g_clear_object (&job->params.cancellable);
  g_free (job);
}

/* ---- the way to the server ---- */

/* What is told if no way works: a wrong certificate before all else, then the lack of encryption.
 */
static int
get_rank (const GError *error) {
  if (g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_IDENTITY) ||
      g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_EXPIRED) ||
      g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_NOT_YET) ||
      g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_UNTRUSTED))
    return 3;
  if (g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_NOT_SECURE))
    return 2;
  return 1;
}

/* `dialled` is taken; it resolves to a link. */
static gboolean
try_link (Job *job, DexFuture *dialled, GError **error) {
  ConfabNegotiation *negotiation = &job->negotiation;
  g_autoptr (ConfabNetLink) link = dex_await_object (dialled, error);

  if (link == NULL)
    return FALSE;
  negotiation->wire = confab_xmpp_wire_new (link);
  if (confab_xmpp_negotiation_secure (negotiation, error))
    return TRUE;
  g_clear_pointer (&negotiation->wire, confab_xmpp_wire_unref);
  return FALSE;
}

/* The server's wish where to resume ("location") is not followed, as see-other-host is not. */
static gboolean
try_endpoints (Job *job, GError **error) {
  ConfabNegotiation *negotiation = &job->negotiation;
  g_autoptr (GPtrArray) endpoints = dex_await_boxed (
      confab_net_endpoints_find (negotiation->route, job->params.random, job->params.cancellable),
      error);
  g_autoptr (GError) worst = NULL;

  if (endpoints == NULL)
    return FALSE;
  for (guint i = 0; i < endpoints->len; i++) {
    g_autoptr (GError) bad = NULL;

    if (try_link (job,
            confab_net_link_open (
                negotiation->route, g_ptr_array_index (endpoints, i), job->params.cancellable),
            &bad))
      return TRUE;
    if (g_cancellable_is_cancelled (job->params.cancellable)) {
      g_propagate_error (error, g_steal_pointer (&bad));
      return FALSE;
    }
    if (worst == NULL || get_rank (bad) > get_rank (worst)) {
      g_clear_error (&worst);
      worst = g_steal_pointer (&bad);
    }
  }
  if (worst == NULL)
    worst = g_error_new_literal (CONFAB_NET_ERROR, CONFAB_NET_ERROR_NO_SERVER, "no way to try");
  g_propagate_error (error, g_steal_pointer (&worst));
  return FALSE;
}

static gboolean
connect_securely (Job *job, GError **error) {
  const ConfabXmppSigninParams *params = &job->params;

  if (params->dial != NULL)
    return try_link (job, params->dial (params->dial_data, NULL, params->cancellable), error);
  return try_endpoints (job, error);
}

static gboolean
sign_in (Job *job, ConfabXmppSigninResult *result, ConfabSession *session, GError **error) {
  if (!connect_securely (job, error) ||
      !confab_xmpp_negotiation_authenticate (
          &job->negotiation, &job->params, &result->mechanism, &result->had_binding, error) ||
      !confab_xmpp_negotiation_bind (&job->negotiation, &job->params, session, error))
    return FALSE;
  result->is_resumed = session->is_resumed;
  result->has_resume_h = session->has_h;
  result->resume_h = session->h;
  result->stream = confab_xmpp_stream_new (&job->negotiation, session, job->params.resume);
  return TRUE;
}

/* Whatever the network says, cancelled is cancelled; and a link that went is a stream that went. */
static GError *
dup_told (Job *job, const GError *error) {
  GError *told = NULL;

  if (g_cancellable_set_error_if_cancelled (job->params.cancellable, &told))
    return told;
  if (error->domain == CONFAB_XMPP_ERROR || error->domain == CONFAB_NET_ERROR)
    return g_error_copy (error);
  return g_error_new_literal (CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED, error->message);
}

static DexFuture *
signin_fiber (gpointer data) {
  Job *job = data;
  ConfabSession session = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabXmppSigninResult) result = g_atomic_rc_box_new0 (ConfabXmppSigninResult);
  gboolean is_good = sign_in (job, result, &session, &error);

  confab_xmpp_session_clear (&session);
  if (!is_good)
    return dex_future_new_for_error (dup_told (job, error));
  return dex_future_new_take_boxed (CONFAB_TYPE_XMPP_SIGNIN_RESULT, g_steal_pointer (&result));
}

DexFuture *
confab_xmpp_signin (const ConfabXmppSigninParams *params) {
  g_return_val_if_fail (params->address != NULL && params->password != NULL, NULL);
  g_return_val_if_fail (params->route != NULL && params->resource != NULL, NULL);
  return dex_scheduler_spawn (
      NULL, CONFAB_XMPP_FIBER_STACK, signin_fiber, job_new (params), job_free);
}
