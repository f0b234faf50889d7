/* Signing up: a visit to the server, its form, the answer. Refuses to send a password over anything
 * but the domain's own TLS, to a server where one could not sign in safely, and to fill in what the
 * user did not. */

#include "accounts/accounts-register.h"

#include <string.h>
#include <openssl/crypto.h>

#include "accounts/accounts-private.h"
#include "base/base-fiber.h"
#include "base/base-text.h"
#include "xep/xep-register.h"
#include "xmpp/xmpp-visit.h"

#define PASSWORD_GROUPS 4
#define PASSWORD_GROUP 5

struct _ConfabAccountsSignup {
  grefcount ref_count;

  /* owned */
  ConfabJid *domain;
  ConfabStoreAccount *row; /* host and port */
  char *token;
  GCancellable *cancellable;
  ConfabXmppVisit *visit; /* NULL: the line went */
  ConfabXepRegister *wanted;
  ConfabModelSignup *form;

  /* borrowed */
  const ConfabAccountsEnv *env;
};

ConfabAccountsSignup *
confab_accounts_signup_ref (ConfabAccountsSignup *self) {
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
confab_accounts_signup_unref (ConfabAccountsSignup *self) {
  if (!g_ref_count_dec (&self->ref_count))
    return;
  confab_base_jid_unref (self->domain);
  confab_store_account_free (self->row);
  g_free (self->token);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->visit, confab_xmpp_visit_unref);
  g_clear_pointer (&self->wanted, confab_xep_register_free);
  g_clear_object (&self->form);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (ConfabAccountsSignup, confab_accounts_signup, confab_accounts_signup_ref,
    confab_accounts_signup_unref)

static void
signup_unref (gpointer data) {
  confab_accounts_signup_unref (data);
}

ConfabModelSignup *
confab_accounts_signup_get_form (ConfabAccountsSignup *self) {
  return self->form;
}

const char *
confab_accounts_signup_get_domain (ConfabAccountsSignup *self) {
  return confab_base_jid_get_domain (self->domain);
}

const char *
confab_accounts_signup_get_host (ConfabAccountsSignup *self) {
  return self->row->host;
}

guint16
confab_accounts_signup_get_port (ConfabAccountsSignup *self) {
  return self->row->port;
}

/* ---- asking ---- */

static gboolean
fail (ConfabAccountsSignup *self, ConfabModelProblem problem, const char *detail, GError **error) {
  g_set_error (error, CONFAB_ACCOUNTS_ERROR, (int)problem, "%s",
      detail != NULL ? detail : confab_base_jid_get_domain (self->domain));
  return FALSE;
}

static DexFuture *
reject_with (ConfabAccountsSignup *self, const GError *error) {
  const char *domain = confab_base_jid_get_domain (self->domain);
  g_autofree char *detail = NULL;
  ConfabModelProblem problem = confab_accounts_problem (error, domain, &detail);

  /* As in the first sign-in: the domain was just typed. */
  if (g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STREAM) &&
      g_str_equal (error->message, "host-unknown"))
    problem = CONFAB_PROBLEM_NO_SERVER;
  return confab_accounts_reject (problem, detail);
}

/* FALSE unless the server answered in kind. Takes `iq`. */
static ConfabStanza *
await_answer (ConfabAccountsSignup *self, ConfabStanza *iq, GError **error) {
  g_autoptr (ConfabStanza) query = iq;

  return dex_await_boxed (confab_xmpp_visit_request (self->visit, query), error);
}

static ConfabModelProblem
problem_of (ConfabXepRegisterFate fate) {
  switch (fate) {
  case CONFAB_XEP_REGISTER_DONE:
    return CONFAB_PROBLEM_NONE;
  case CONFAB_XEP_REGISTER_TAKEN:
    return CONFAB_PROBLEM_NAME_TAKEN;
  case CONFAB_XEP_REGISTER_CLOSED:
    return CONFAB_PROBLEM_SIGNUP_CLOSED;
  case CONFAB_XEP_REGISTER_WRONG:
    return CONFAB_PROBLEM_SIGNUP_ANSWERS;
  case CONFAB_XEP_REGISTER_TOO_MANY:
    return CONFAB_PROBLEM_SIGNUP_TOO_MANY;
  case CONFAB_XEP_REGISTER_BUSY:
    return CONFAB_PROBLEM_TRY_LATER;
  case CONFAB_XEP_REGISTER_UNKNOWN:
    break;
  }
  return CONFAB_PROBLEM_SERVER;
}

/* XEP-0445 section 4, before the form is asked for. */
static gboolean
give_token (ConfabAccountsSignup *self, GError **error) {
  g_autoptr (ConfabStanza) answer = NULL;

  if (self->token == NULL)
    return TRUE;
  if (!confab_xep_register_takes_tokens (confab_xmpp_visit_get_features (self->visit)))
    return fail (self, CONFAB_PROBLEM_INVITE_OVER, NULL, error);
  answer = await_answer (self, confab_xep_register_token_new (self->domain, self->token), error);
  if (answer == NULL)
    return FALSE;
  if (confab_xep_register_read_fate (answer) != CONFAB_XEP_REGISTER_DONE)
    return fail (self, CONFAB_PROBLEM_INVITE_OVER, NULL, error);
  return TRUE;
}

static gboolean
go_there (ConfabAccountsSignup *self, GError **error) {
  g_autoptr (ConfabNetRoute) route =
      confab_accounts_await_route (self->env, self->domain, self->row, NULL, error);
  ConfabXmppVisitParams params;

  g_clear_pointer (&self->visit, confab_xmpp_visit_unref);
  if (route == NULL)
    return FALSE;
  confab_net_route_count (route, self->env->counts, CONFAB_NET_FOR_SIGN_UP);
  params = (ConfabXmppVisitParams){
    .domain = self->domain,
    .route = route,
    .clock = self->env->clock,
    .random = self->env->random,
    .dial = self->env->dial,
    .dial_data = self->env->dial_data,
    .cancellable = self->cancellable,
  };
  self->visit = dex_await_boxed (confab_xmpp_visit (&params), error);
  return self->visit != NULL && give_token (self, error);
}

static void
add_field (ConfabAccountsSignup *self, const ConfabXepField *field) {
  static const ConfabModelFieldKind kinds[] = {
    [CONFAB_XEP_FIELD_TEXT] = CONFAB_FIELD_TEXT,
    [CONFAB_XEP_FIELD_SECRET] = CONFAB_FIELD_SECRET,
    [CONFAB_XEP_FIELD_LINES] = CONFAB_FIELD_LINES,
    [CONFAB_XEP_FIELD_CHOICE] = CONFAB_FIELD_CHOICE,
    [CONFAB_XEP_FIELD_SWITCH] = CONFAB_FIELD_SWITCH,
    [CONFAB_XEP_FIELD_SAYS] = CONFAB_FIELD_SAYS,
    [CONFAB_XEP_FIELD_HIDDEN] = CONFAB_FIELD_SAYS,
  };
  GBytes *picture =
      field->name != NULL ? g_hash_table_lookup (self->wanted->pictures, field->name) : NULL;
  g_autofree char *shown = confab_base_text_dup_body (field->value, CONFAB_XEP_FORM_MAX_VALUE);
  g_autoptr (ConfabModelField) added = confab_model_field_new (kinds[field->kind], field->name,
      field->label, field->help, field->is_required || picture != NULL, picture);

  confab_model_field_set_value (added, shown);
  for (guint i = 0; i < field->options->len; i++) {
    const ConfabXepOption *option = g_ptr_array_index (field->options, i);

    confab_model_field_add_choice (added, option->value, option->label);
  }
  g_list_store_append (confab_model_signup_get_fields (self->form), added);
}

static gboolean
is_name_or_password (const ConfabXepField *field) {
  return g_strcmp0 (field->name, "username") == 0 || g_strcmp0 (field->name, "password") == 0;
}

static gboolean
ask_form (ConfabAccountsSignup *self, GError **error) {
  g_autoptr (ConfabStanza) answer =
      await_answer (self, confab_xep_register_ask_new (self->domain), error);
  ConfabXepRegisterFate fate;

  if (answer == NULL)
    return FALSE;
  fate = confab_xep_register_read_fate (answer);
  if (fate != CONFAB_XEP_REGISTER_DONE)
    return fail (self,
        fate == CONFAB_XEP_REGISTER_WRONG ? CONFAB_PROBLEM_SIGNUP_CLOSED : problem_of (fate), NULL,
        error);
  g_clear_pointer (&self->wanted, confab_xep_register_free);
  self->wanted = confab_xep_register_read (answer);
  if (self->wanted == NULL)
    return fail (self, CONFAB_PROBLEM_SERVER, NULL, error);
  return TRUE;
}

static DexFuture *
run_ask (gpointer data) {
  ConfabAccountsSignup *self = data;
  g_autoptr (GError) error = NULL;

  if (!go_there (self, &error) || !ask_form (self, &error))
    return reject_with (self, error);
  self->form = confab_model_signup_new (confab_base_jid_get_domain (self->domain),
      self->wanted->form->instructions, self->wanted->page, self->wanted->needs_page);
  for (guint i = 0; i < self->wanted->form->fields->len; i++) {
    const ConfabXepField *field = g_ptr_array_index (self->wanted->form->fields, i);

    if (field->kind != CONFAB_XEP_FIELD_HIDDEN && !is_name_or_password (field))
      add_field (self, field);
  }
  return dex_future_new_take_boxed (CONFAB_TYPE_ACCOUNTS_SIGNUP, confab_accounts_signup_ref (self));
}

DexFuture *
confab_accounts_signup_ask (const ConfabAccountsEnv *env, const char *domain, const char *token,
    const char *host, guint16 port, GCancellable *cancellable) {
  g_autofree char *trimmed = g_strstrip (g_strdup (domain));
  g_autoptr (ConfabJid) jid = confab_base_jid_new (trimmed, NULL);
  ConfabAccountsSignup *self;

  if (jid == NULL || !confab_base_jid_is_bare (jid) || confab_base_jid_get_local (jid) != NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NO_SERVER, trimmed);
  self = g_new0 (ConfabAccountsSignup, 1);
  g_ref_count_init (&self->ref_count);
  self->env = env;
  self->domain = g_steal_pointer (&jid);
  self->token = g_strdup (token);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->row = g_new0 (ConfabStoreAccount, 1);
  self->row->host = host != NULL && *host != '\0' ? g_strdup (host) : NULL;
  self->row->port = port;
  return confab_base_fiber_start (run_ask, self, signup_unref);
}

/* ---- sending ---- */

typedef struct {
  ConfabAccountsSignup *self;
  char *local;
  ConfabSecret *password;
} Sending;

static void
sending_free (gpointer data) {
  Sending *sending = data;

  confab_accounts_signup_unref (sending->self);
  g_free (sending->local);
  confab_base_secret_unref (sending->password);
  g_free (sending);
}

static void
fill_in (Sending *sending) {
  ConfabAccountsSignup *self = sending->self;
  ConfabXepForm *form = self->wanted->form;
  GListModel *fields = G_LIST_MODEL (confab_model_signup_get_fields (self->form));

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++) {
    g_autoptr (ConfabModelField) from = g_list_model_get_item (fields, i);
    const char *name = confab_model_field_get_name (from);
    ConfabXepField *to = name != NULL ? confab_xep_form_find (form, name) : NULL;

    if (to != NULL && to->kind != CONFAB_XEP_FIELD_HIDDEN && !is_name_or_password (to))
      confab_xep_field_set (to, confab_model_field_get_value (from));
  }
  confab_xep_field_set (confab_xep_form_find (form, "username"), sending->local);
  confab_xep_field_set (
      confab_xep_form_find (form, "password"), confab_base_secret_get_string (sending->password));
}

/* What was typed into the form is taken out of it again. */
static void
wipe_password (ConfabXepForm *form) {
  ConfabXepField *field = confab_xep_form_find (form, "password");

  OPENSSL_cleanse (field->value, strlen (field->value));
  confab_xep_field_set (field, NULL);
}

static ConfabStanza *
await_sent (Sending *sending, GError **error) {
  ConfabAccountsSignup *self = sending->self;
  ConfabStanza *iq;

  fill_in (sending);
  iq = confab_xep_register_submit_new (self->domain, self->wanted);
  wipe_password (self->wanted->form);
  return await_answer (self, iq, error);
}

static gboolean
has_question (ConfabAccountsSignup *self) {
  return g_hash_table_size (self->wanted->pictures) > 0 ||
         confab_xep_form_find (self->wanted->form, "qa") != NULL;
}

/* Servers do not wait for ever while somebody fills a form in. */
static ConfabStanza *
await_sent_anew (Sending *sending, GError **error) {
  ConfabAccountsSignup *self = sending->self;

  if (has_question (self)) {
    fail (self, CONFAB_PROBLEM_SIGNUP_ANSWERS, NULL, error);
    return NULL;
  }
  if (!go_there (self, error) || !ask_form (self, error))
    return NULL;
  if (self->wanted->needs_page || has_question (self)) {
    fail (self, CONFAB_PROBLEM_SIGNUP_ANSWERS, NULL, error);
    return NULL;
  }
  return await_sent (sending, error);
}

static gboolean
is_lost_line (const GError *error) {
  return g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED) ||
         g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED) ||
         g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STREAM) ||
         g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_TRY_LATER);
}

static DexFuture *
run_send (gpointer data) {
  Sending *sending = data;
  ConfabAccountsSignup *self = sending->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabStanza) answer = NULL;
  gboolean was_sent = FALSE;
  ConfabModelProblem problem;

  if (self->visit != NULL) {
    answer = await_sent (sending, &error);
    was_sent = TRUE;
  }
  if (answer == NULL && (error == NULL || is_lost_line (error))) {
    g_clear_error (&error);
    g_clear_pointer (&self->visit, confab_xmpp_visit_unref);
    answer = await_sent_anew (sending, &error);
  } else {
    was_sent = FALSE;
  }
  if (answer == NULL)
    return reject_with (self, error);
  problem = problem_of (confab_xep_register_read_outcome (self->wanted, answer));
  /* The first answer was lost on its way: the name may be taken by us. Signing in will tell. */
  if (problem == CONFAB_PROBLEM_NAME_TAKEN && was_sent)
    problem = CONFAB_PROBLEM_NONE;
  if (problem == CONFAB_PROBLEM_NONE) {
    g_clear_pointer (&self->visit, confab_xmpp_visit_unref);
    return dex_future_new_true ();
  }
  if (problem == CONFAB_PROBLEM_NAME_TAKEN)
    return confab_accounts_reject (problem, sending->local);
  return confab_accounts_reject (problem, confab_base_jid_get_domain (self->domain));
}

DexFuture *
confab_accounts_signup_send (
    ConfabAccountsSignup *self, const char *local, ConfabSecret *password) {
  Sending *sending;

  if (self->wanted->needs_page)
    return confab_accounts_reject (CONFAB_PROBLEM_SIGNUP_PAGE,
        self->wanted->page != NULL ? self->wanted->page
                                   : confab_base_jid_get_domain (self->domain));
  sending = g_new0 (Sending, 1);
  sending->self = confab_accounts_signup_ref (self);
  sending->local = g_strdup (local);
  sending->password = confab_base_secret_ref (password);
  return confab_base_fiber_start (run_send, sending, sending_free);
}

/* ---- passwords ---- */

ConfabSecret *
confab_accounts_make_password (const ConfabRandom *random) {
  static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";
  ConfabSecret *secret = confab_base_secret_new (PASSWORD_GROUPS * (PASSWORD_GROUP + 1) - 1);
  guint8 *bytes = confab_base_secret_get_writable (secret);
  gsize size = confab_base_secret_get_size (secret);

  for (gsize i = 0; i < size; i++)
    bytes[i] = i % (PASSWORD_GROUP + 1) == PASSWORD_GROUP
                   ? '-'
                   : (guint8)letters[confab_base_random_below (random, sizeof letters - 1)];
  return secret;
}
