/* Registration: plain elements become a form too, so that one screen serves both. A question with a
 * picture that did not come along is never fetched: then the server's web page is named instead, as
 * text. Refuses forms without a name and a password, which could not make an account. */

#include "xep/xep-register.h"

#include <string.h>

#include "base/base-text.h"
#include "xep/xep-picture.h"

#define NS_INVITE "urn:xmpp:ibr-token:0"
#define NS_INVITE_OLD "urn:xmpp:invite"
#define NS_TOKEN "urn:xmpp:pars:0"
#define NS_PAGE "jabber:x:oob"
#define MAX_PAGE 512  /* bytes of an address that is shown */
#define MAX_PLAIN 512 /* children of the query that are looked at */

void
confab_xep_register_free (ConfabXepRegister *self) {
  confab_xep_form_free (self->form);
  g_hash_table_unref (self->pictures);
  g_free (self->page);
  g_free (self);
}

static void
set_page (ConfabXepRegister *self, const char *text) {
  g_autofree char *line =
      text != NULL && strlen (text) <= MAX_PAGE ? confab_base_text_dup_line (text, MAX_PAGE) : NULL;

  if (line == NULL || self->page != NULL)
    return;
  if (g_str_has_prefix (line, "https://") || g_str_has_prefix (line, "http://"))
    self->page = g_steal_pointer (&line);
}

/* ---- plain elements (XEP-0077 section 14.1) ---- */

static gboolean
is_plain_field (const char *name) {
  static const char *const names[] = { "username", "nick", "password", "name", "first", "last",
    "email", "address", "city", "state", "zip", "phone", "url", "date", "misc", "text", "key" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return TRUE;
  return FALSE;
}

static void
read_plain (ConfabXepRegister *self, const ConfabStanza *query) {
  guint n = MIN (confab_xmpp_stanza_get_n_children (query), MAX_PLAIN);

  self->is_plain = TRUE;
  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (query, i);
    const char *name = confab_xmpp_stanza_get_name (child);
    ConfabXepField *field;

    if (!confab_xmpp_stanza_is (child, name, CONFAB_NS_REGISTER) || !is_plain_field (name) ||
        confab_xep_form_find (self->form, name) != NULL)
      continue;
    field = confab_xep_form_add (self->form, name,
        g_str_equal (name, "password") ? CONFAB_XEP_FIELD_SECRET
        : g_str_equal (name, "key")    ? CONFAB_XEP_FIELD_HIDDEN
                                       : CONFAB_XEP_FIELD_TEXT);
    field->is_required = TRUE;
    if (field->kind == CONFAB_XEP_FIELD_HIDDEN &&
        strlen (confab_xmpp_stanza_get_text (child)) <= CONFAB_XEP_FORM_MAX_VALUE)
      confab_xep_field_set (field, confab_xmpp_stanza_get_text (child));
  }
}

/* ---- questions for people (XEP-0158 section 5) ---- */

static gboolean
is_one_of (const char *name, const char *const *names) {
  return name != NULL && g_strv_contains (names, name);
}

/* Answers that need a picture, a sound, a film, or work of the computer's. */
static gboolean
is_other_question (const ConfabXepField *field) {
  static const char *const names[] = { "audio_recog", "speech_q", "speech_recog", "video_q",
    "video_recog", "SHA-256", NULL };

  return is_one_of (field->name, names);
}

static gboolean
is_picture_question (const ConfabXepField *field) {
  static const char *const names[] = { "ocr", "picture_q", "picture_recog", NULL };

  return field->media->len > 0 || is_one_of (field->name, names);
}

static GBytes *
find_picture (const ConfabXepField *field, const ConfabStanza *query, const ConfabStanza *answer) {
  for (guint i = 0; i < field->media->len; i++) {
    const ConfabXepMedia *media = g_ptr_array_index (field->media, i);
    GBytes *bytes = confab_xep_picture_find (query, media->uri);

    if (bytes == NULL)
      bytes = confab_xep_picture_find (answer, media->uri);
    if (bytes != NULL)
      return bytes;
  }
  return NULL;
}

/* Fields that cannot be answered here go; if the server insists on one of them, its page is the
 * way.
 */
static void
settle_questions (ConfabXepRegister *self, const ConfabStanza *query, const ConfabStanza *answer) {
  GPtrArray *fields = self->form->fields;
  gboolean has_answerable = FALSE, has_lost = FALSE;

  for (guint i = fields->len; i > 0; i--) {
    ConfabXepField *field = g_ptr_array_index (fields, i - 1);
    g_autoptr (GBytes) picture = find_picture (field, query, answer);

    if (picture != NULL) {
      g_hash_table_insert (self->pictures, g_strdup (field->name), g_steal_pointer (&picture));
      has_answerable = TRUE;
    } else if (g_strcmp0 (field->name, "qa") == 0) {
      has_answerable = TRUE;
    } else if (g_strcmp0 (field->name, "captcha-fallback-url") == 0 ||
               g_strcmp0 (field->name, "captcha-fallback-text") == 0) {
      set_page (self, field->value);
      g_ptr_array_remove_index (fields, i - 1);
    } else if (is_picture_question (field) || is_other_question (field)) {
      has_lost = has_lost || field->is_required || g_strcmp0 (field->name, "ocr") == 0;
      g_ptr_array_remove_index (fields, i - 1);
    }
  }
  self->needs_page = has_lost && !has_answerable;
}

ConfabXepRegister *
confab_xep_register_read (const ConfabStanza *answer) {
  ConfabStanza *query = confab_xmpp_stanza_get_child (answer, "query", CONFAB_NS_REGISTER);
  g_autoptr (ConfabXepRegister) self = NULL;
  ConfabStanza *x, *page;

  if (query == NULL)
    return NULL;
  x = confab_xmpp_stanza_get_child (query, "x", CONFAB_NS_FORM);
  page = confab_xmpp_stanza_get_child (query, "x", NS_PAGE);
  self = g_new0 (ConfabXepRegister, 1);
  self->pictures =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  self->form = x != NULL ? confab_xep_form_read (x) : confab_xep_form_new ();
  if (self->form == NULL) {
    self->form = confab_xep_form_new ();
    return NULL;
  }
  if (x == NULL)
    read_plain (self, query);
  if (self->form->instructions == NULL &&
      confab_xmpp_stanza_get_child (query, "instructions", NULL) != NULL)
    self->form->instructions = confab_base_text_dup_body (
        confab_xmpp_stanza_get_child_text (query, "instructions", NULL), CONFAB_XEP_FORM_MAX_TEXT);
  settle_questions (self, query, answer);
  if (page != NULL)
    set_page (self, confab_xmpp_stanza_get_child_text (page, "url", NULL));
  if (confab_xep_form_find (self->form, "username") == NULL ||
      confab_xep_form_find (self->form, "password") == NULL) {
    if (self->page == NULL)
      return NULL;
    self->needs_page = TRUE;
  }
  return g_steal_pointer (&self);
}

/* ---- what an answer means ---- */

ConfabXepRegisterFate
confab_xep_register_read_fate (const ConfabStanza *answer) {
  static const struct {
    const char *condition;
    ConfabXepRegisterFate fate;
  } fates[] = {
    { "conflict", CONFAB_XEP_REGISTER_TAKEN },
    { "not-acceptable", CONFAB_XEP_REGISTER_WRONG },
    { "bad-request", CONFAB_XEP_REGISTER_WRONG },
    { "jid-malformed", CONFAB_XEP_REGISTER_WRONG },
    { "not-allowed", CONFAB_XEP_REGISTER_CLOSED },
    { "forbidden", CONFAB_XEP_REGISTER_CLOSED },
    { "not-authorized", CONFAB_XEP_REGISTER_CLOSED },
    { "registration-required", CONFAB_XEP_REGISTER_CLOSED },
    { "service-unavailable", CONFAB_XEP_REGISTER_CLOSED },
    { "feature-not-implemented", CONFAB_XEP_REGISTER_CLOSED },
    { "item-not-found", CONFAB_XEP_REGISTER_CLOSED },
    { "policy-violation", CONFAB_XEP_REGISTER_TOO_MANY },
    { "resource-constraint", CONFAB_XEP_REGISTER_BUSY },
    { "internal-server-error", CONFAB_XEP_REGISTER_BUSY },
  };
  g_autoptr (GError) error = confab_xmpp_stanza_dup_error (answer);
  ConfabStanza *element;

  if (error == NULL)
    return g_strcmp0 (confab_xmpp_stanza_get (answer, "type"), "result") == 0
               ? CONFAB_XEP_REGISTER_DONE
               : CONFAB_XEP_REGISTER_UNKNOWN;
  /* Whatever it is called: it may be tried again later (RFC 6120 8.3.2). ejabberd says so of too
   * many tries from one place. */
  element = confab_xmpp_stanza_get_child (answer, "error", NULL);
  if (element != NULL && g_strcmp0 (confab_xmpp_stanza_get (element, "type"), "wait") == 0)
    return g_str_equal (error->message, "internal-server-error") ? CONFAB_XEP_REGISTER_BUSY
                                                                 : CONFAB_XEP_REGISTER_TOO_MANY;
  for (gsize i = 0; i < G_N_ELEMENTS (fates); i++)
    if (g_str_equal (error->message, fates[i].condition))
      return fates[i].fate;
  return CONFAB_XEP_REGISTER_UNKNOWN;
}

ConfabXepRegisterFate
confab_xep_register_read_outcome (const ConfabXepRegister *self, const ConfabStanza *answer) {
  ConfabXepRegisterFate fate = confab_xep_register_read_fate (answer);

  return fate == CONFAB_XEP_REGISTER_CLOSED && g_hash_table_size (self->pictures) > 0
             ? CONFAB_XEP_REGISTER_WRONG
             : fate;
}

gboolean
confab_xep_register_takes_tokens (const ConfabStanza *features) {
  return confab_xmpp_stanza_get_child (features, "register", NS_INVITE) != NULL ||
         confab_xmpp_stanza_get_child (features, "register", NS_INVITE_OLD) != NULL;
}

/* ---- queries ---- */

ConfabStanza *
confab_xep_register_token_new (ConfabJid *domain, const char *token) {
  ConfabStanza *iq = confab_xmpp_stanza_new_iq ("set", confab_base_jid_get_domain (domain), NULL);

  confab_xmpp_stanza_set (confab_xmpp_stanza_add (iq, "preauth", NS_TOKEN), "token", token);
  return iq;
}

ConfabStanza *
confab_xep_register_ask_new (ConfabJid *domain) {
  ConfabStanza *iq = confab_xmpp_stanza_new_iq ("get", confab_base_jid_get_domain (domain), NULL);

  confab_xmpp_stanza_add (iq, "query", CONFAB_NS_REGISTER);
  return iq;
}

ConfabStanza *
confab_xep_register_submit_new (ConfabJid *domain, const ConfabXepRegister *self) {
  ConfabStanza *iq = confab_xmpp_stanza_new_iq ("set", confab_base_jid_get_domain (domain), NULL);
  ConfabStanza *query = confab_xmpp_stanza_add (iq, "query", CONFAB_NS_REGISTER);

  if (!self->is_plain) {
    confab_xmpp_stanza_take_child (query, confab_xep_form_submit_new (self->form));
    return iq;
  }
  for (guint i = 0; i < self->form->fields->len; i++) {
    const ConfabXepField *field = g_ptr_array_index (self->form->fields, i);

    confab_xmpp_stanza_add_text (query, field->name, NULL, field->value);
  }
  return iq;
}

/* ---- signed in ---- */

static DexFuture *
on_answered (DexFuture *answered, gpointer data) {
  return dex_future_new_true ();
}

DexFuture *
confab_xep_register_change (ConfabXepOut *out, const char *password) {
  ConfabJid *own = confab_xep_out_get_own (out);
  g_autoptr (ConfabStanza) iq =
      confab_xmpp_stanza_new_iq ("set", confab_base_jid_get_domain (own), NULL);
  ConfabStanza *query = confab_xmpp_stanza_add (iq, "query", CONFAB_NS_REGISTER);

  confab_xmpp_stanza_add_text (query, "username", NULL, confab_base_jid_get_local (own));
  confab_xmpp_stanza_add_text (query, "password", NULL, password);
  return dex_future_then (
      confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE), on_answered, NULL, NULL);
}

/* Section 3.2: the server may end the stream before its answer is read. */
static DexFuture *
on_removal_failed (DexFuture *failed, gpointer data) {
  g_autoptr (GError) error = NULL;

  dex_future_get_value (failed, &error);
  if (g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED))
    return dex_future_new_true ();
  return NULL;
}

DexFuture *
confab_xep_register_remove (ConfabXepOut *out) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("set", NULL, NULL);
  DexFuture *answered;

  if (confab_xep_out_get_stream (out) == NULL)
    return dex_future_new_reject (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "no stream");
  confab_xmpp_stanza_add (confab_xmpp_stanza_add (iq, "query", CONFAB_NS_REGISTER), "remove", NULL);
  answered = dex_future_then (
      confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE), on_answered, NULL, NULL);
  return dex_future_catch (answered, on_removal_failed, NULL, NULL);
}
