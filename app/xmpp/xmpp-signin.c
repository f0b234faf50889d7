/* Sign-in from end to end, one fiber. The way to the server is
 * xmpp-connect.c's; from there on every failure is final. Refuses nothing by itself: the steps do.
 */

#include "xmpp/xmpp-signin.h"

#include "base/base-fiber.h"

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
  g_clear_pointer (&result->token, confab_base_secret_unref);
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
  own->password = params->password != NULL ? confab_base_secret_ref (params->password) : NULL;
  own->token = params->token != NULL ? confab_base_secret_ref (params->token) : NULL;
  own->agent = g_strdup (params->agent);
  own->route = NULL;
  own->resource = g_strdup (params->resource);
  own->resume = confab_xmpp_resume_copy (params->resume);
  own->cancellable = params->cancellable != NULL ? g_object_ref (params->cancellable) : NULL;
  job->negotiation.route = confab_net_route_copy (params->route);
  job->negotiation.address = own->address;
  job->negotiation.clock = own->clock;
  job->negotiation.random = own->random;
  job->negotiation.cancellable = own->cancellable;
  job->negotiation.params = own;
  return job;
}

static void
job_free (gpointer data) {
  Job *job = data;

  g_clear_pointer (&job->negotiation.wire, confab_xmpp_wire_unref);
  g_clear_pointer (&job->negotiation.features, confab_xmpp_stanza_unref);
  g_clear_pointer (&job->negotiation.attempt, confab_xmpp_token_attempt_free);
  g_clear_pointer (&job->negotiation.route, confab_net_route_free);
  confab_base_jid_unref (job->params.address);
  g_clear_pointer (&job->params.password, confab_base_secret_unref);
  g_clear_pointer (&job->params.token, confab_base_secret_unref);
  g_free ((char *)job->params.agent);
  g_free ((char *)job->params.resource);
  if (job->params.resume != NULL)
    confab_xmpp_resume_free ((ConfabXmppResume *)job->params.resume);
  g_clear_object (&job->params.cancellable);
  g_free (job);
}

static gboolean
sign_in (Job *job, ConfabXmppSigninResult *result, ConfabSession *session, GError **error) {
  session->early = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xmpp_stanza_unref);
  if (!confab_xmpp_negotiation_connect (
          &job->negotiation, job->params.dial, job->params.dial_data, error) ||
      !confab_xmpp_negotiation_authenticate (
          &job->negotiation, &job->params, result, session, error))
    return FALSE;
  if (job->params.gives_back)
    return TRUE;
  if (!confab_xmpp_negotiation_bind (&job->negotiation, &job->params, session, error))
    return FALSE;
  result->is_web = job->negotiation.is_web;
  result->is_resumed = session->is_resumed;
  result->has_resume_h = session->has_h;
  result->resume_h = session->h;
  result->stream = confab_xmpp_stream_new (&job->negotiation, session, job->params.resume);
  return TRUE;
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
    return dex_future_new_for_error (confab_xmpp_negotiation_dup_told (&job->negotiation, error));
  return dex_future_new_take_boxed (CONFAB_TYPE_XMPP_SIGNIN_RESULT, g_steal_pointer (&result));
}

DexFuture *
confab_xmpp_signin (const ConfabXmppSigninParams *params) {
  g_return_val_if_fail (params->address != NULL, NULL);
  g_return_val_if_fail ((params->password != NULL) != (params->token != NULL), NULL);
  g_return_val_if_fail (params->route != NULL && params->resource != NULL, NULL);
  return confab_base_fiber_start (signin_fiber, job_new (params), job_free);
}
