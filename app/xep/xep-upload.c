/* Places for files. What a server answers is bounded, and of the header fields that it asks for
 * only the three that the specification permits are passed on, without the ends of lines. A service
 * outside of the account's own domain is not asked: who that is, nobody has said. */

#include "xep/xep-upload.h"

#include <string.h>

#include "base/base-text.h"
#include "xep/xep-form.h"
#include "xep/xep-out-private.h"

#define NS_UPLOAD "urn:xmpp:http:upload:0"
#define NS_INFO "http://jabber.org/protocol/disco#info"
#define NS_ITEMS "http://jabber.org/protocol/disco#items"
#define MAX_CHILDREN 512
#define MAX_SIZE (G_GUINT64_CONSTANT (1) << 62)

void
confab_xep_upload_free (ConfabXepUpload *upload) {
  g_free (upload->jid);
  g_free (upload);
}

void
confab_xep_slot_free (ConfabXepSlot *slot) {
  g_free (slot->put);
  g_free (slot->get);
  for (char **field = slot->fields; field != NULL && *field != NULL; field++)
    explicit_bzero (*field, strlen (*field));
  g_strfreev (slot->fields);
  g_free (slot);
}

/* ---- reading ---- */

static guint64
read_max (const ConfabStanza *x) {
  g_autoptr (ConfabXepForm) form = confab_xep_form_read (x);
  const char *type = form != NULL ? confab_xep_form_get (form, "FORM_TYPE") : NULL;
  const char *text = form != NULL ? confab_xep_form_get (form, "max-file-size") : NULL;
  guint64 max = 0;

  if (g_strcmp0 (type, NS_UPLOAD) == 0 && text != NULL)
    confab_base_text_parse_uint (text, MAX_SIZE, &max);
  return max;
}

gboolean
confab_xep_upload_read_info (const ConfabStanza *query, guint64 *max) {
  guint n = MIN (confab_xmpp_stanza_get_n_children (query), MAX_CHILDREN);
  gboolean is_service = FALSE;

  *max = 0;
  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (query, i);

    if (confab_xmpp_stanza_is (child, "feature", NS_INFO))
      is_service = is_service || g_strcmp0 (confab_xmpp_stanza_get (child, "var"), NS_UPLOAD) == 0;
    else if (*max == 0 && confab_xmpp_stanza_is (child, "x", CONFAB_NS_FORM))
      *max = read_max (child);
  }
  return is_service;
}

static gboolean
is_permitted (const char *name) {
  return name != NULL &&
         (g_ascii_strcasecmp (name, "Authorization") == 0 ||
             g_ascii_strcasecmp (name, "Cookie") == 0 || g_ascii_strcasecmp (name, "Expires") == 0);
}

/* "newline characters [are to be] stripped" (section 4), and so is all else that is no text. */
static char *
dup_value (const char *text) {
  g_autoptr (GString) value = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (*text >= ' ' && *text <= '~')
      g_string_append_c (value, *text);
  return g_strstrip (g_string_free (g_steal_pointer (&value), FALSE));
}

static gboolean
read_fields (const ConfabStanza *put, ConfabXepSlot *slot) {
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  guint n = MIN (confab_xmpp_stanza_get_n_children (put), MAX_CHILDREN);
  guint n_taken = 0;

  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (put, i);
    const char *text = confab_xmpp_stanza_get_text (child);
    g_autofree char *name = NULL;
    g_autofree char *value = NULL;

    if (!confab_xmpp_stanza_is (child, "header", NS_UPLOAD) ||
        confab_xmpp_stanza_get (child, "name") == NULL)
      continue;
    name = dup_value (confab_xmpp_stanza_get (child, "name"));
    if (!is_permitted (name))
      continue;
    if (strlen (text) > CONFAB_XEP_UPLOAD_MAX_VALUE || ++n_taken > CONFAB_XEP_UPLOAD_MAX_FIELDS)
      return FALSE;
    value = dup_value (text);
    if (*value == '\0')
      continue;
    g_strv_builder_add (fields, name);
    g_strv_builder_add (fields, value);
  }
  slot->fields = g_strv_builder_end (fields);
  return TRUE;
}

static char *
dup_url (const ConfabStanza *element) {
  const char *url = element != NULL ? confab_xmpp_stanza_get (element, "url") : NULL;

  return url != NULL && strlen (url) <= CONFAB_XEP_UPLOAD_MAX_URL &&
                 g_ascii_strncasecmp (url, "https://", 8) == 0
             ? g_strdup (url)
             : NULL;
}

ConfabXepSlot *
confab_xep_upload_read_slot (const ConfabStanza *answer) {
  ConfabStanza *element = confab_xmpp_stanza_get_child (answer, "slot", NS_UPLOAD);
  g_autoptr (ConfabXepSlot) slot = NULL;
  ConfabStanza *put;

  if (element == NULL)
    return NULL;
  slot = g_new0 (ConfabXepSlot, 1);
  put = confab_xmpp_stanza_get_child (element, "put", NS_UPLOAD);
  slot->put = dup_url (put);
  slot->get = dup_url (confab_xmpp_stanza_get_child (element, "get", NS_UPLOAD));
  if (slot->put == NULL || slot->get == NULL || !read_fields (put, slot))
    return NULL;
  return g_steal_pointer (&slot);
}

/* ---- asking ---- */

/* The child <`name`/> of the answer to a question without more. NULL with `error`. */
static ConfabStanza *
await_query (ConfabXepOut *out, const char *to, const char *ns, GError **error) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", to, NULL);
  g_autoptr (ConfabStanza) answer = NULL;
  ConfabStanza *query;

  confab_xmpp_stanza_add (iq, "query", ns);
  answer = dex_await_boxed (confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE), error);
  if (answer == NULL)
    return NULL;
  query = confab_xmpp_stanza_get_child (answer, "query", ns);
  if (query == NULL)
    g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_PROTOCOL, "no such answer");
  return query != NULL ? confab_xmpp_stanza_ref (query) : NULL;
}

static ConfabXepUpload *
upload_new (const char *jid, guint64 max) {
  ConfabXepUpload *upload = g_new0 (ConfabXepUpload, 1);

  upload->jid = g_strdup (jid);
  upload->max = max;
  return upload;
}

/* A service below the account's domain, with no user and no device. Returns: (transfer full)
 * (nullable) */
static ConfabJid *
dup_service (ConfabXepOut *out, const ConfabStanza *item) {
  const char *text =
      confab_xmpp_stanza_is (item, "item", NS_ITEMS) ? confab_xmpp_stanza_get (item, "jid") : NULL;
  const char *own = confab_base_jid_get_domain (confab_xep_out_get_own (out));
  g_autoptr (ConfabJid) jid = text != NULL ? confab_base_jid_new (text, NULL) : NULL;
  g_autofree char *below = g_strconcat (".", own, NULL);

  if (jid == NULL || !confab_base_jid_is_bare (jid) || confab_base_jid_get_local (jid) != NULL ||
      !g_str_has_suffix (confab_base_jid_get_domain (jid), below))
    return NULL;
  return g_steal_pointer (&jid);
}

/* Asks them one after the other. A service that does not answer is not the end. */
static ConfabXepUpload *
await_service (ConfabXepOut *out, const ConfabStanza *items, GError **error) {
  guint n = MIN (confab_xmpp_stanza_get_n_children (items), MAX_CHILDREN);
  guint n_asked = 0;

  for (guint i = 0; i < n && n_asked < CONFAB_XEP_UPLOAD_MAX_ITEMS; i++) {
    g_autoptr (ConfabJid) jid = dup_service (out, confab_xmpp_stanza_get_nth (items, i));
    g_autoptr (ConfabStanza) info = NULL;
    g_autoptr (GError) problem = NULL;
    guint64 max;

    if (jid == NULL)
      continue;
    n_asked++;
    confab_xep_out_set_service (out, jid);
    info = await_query (out, confab_base_jid_get_full (jid), NS_INFO, &problem);
    if (info != NULL && confab_xep_upload_read_info (info, &max))
      return upload_new (confab_base_jid_get_full (jid), max);
    if (g_error_matches (problem, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED)) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  }
  confab_xep_out_set_service (out, NULL);
  g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA, "item-not-found");
  return NULL;
}

static ConfabXepUpload *
await_find (ConfabXepOut *out, GError **error) {
  const char *domain = confab_base_jid_get_domain (confab_xep_out_get_own (out));
  g_autoptr (ConfabStanza) info = NULL;
  g_autoptr (ConfabStanza) items = NULL;
  guint64 max;

  info = await_query (out, domain, NS_INFO, error);
  if (info == NULL)
    return NULL;
  if (confab_xep_upload_read_info (info, &max))
    return upload_new (domain, max);
  items = await_query (out, domain, NS_ITEMS, error);
  return items != NULL ? await_service (out, items, error) : NULL;
}

/* The gate may be freed while its fiber waits. */
ConfabXepUpload *
confab_xep_upload_await_find (ConfabXepOut *out, GError **error) {
  ConfabXepUpload *upload;

  confab_xep_out_ref (out);
  upload = await_find (out, error);
  confab_xep_out_unref (out);
  return upload;
}

ConfabXepSlot *
confab_xep_upload_await_slot (ConfabXepOut *out, const ConfabXepUpload *upload, const char *name,
    guint64 size, GError **error) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", upload->jid, NULL);
  g_autofree char *length = g_strdup_printf ("%" G_GUINT64_FORMAT, size);
  g_autoptr (ConfabStanza) answer = NULL;
  ConfabXepSlot *slot;
  ConfabStanza *request = confab_xmpp_stanza_add (iq, "request", NS_UPLOAD);

  confab_xmpp_stanza_set (request, "filename", name);
  confab_xmpp_stanza_set (request, "size", length);
  confab_xmpp_stanza_set (request, "content-type", "application/octet-stream");
  answer = dex_await_boxed (confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE), error);
  if (answer == NULL)
    return NULL;
  slot = confab_xep_upload_read_slot (answer);
  if (slot == NULL)
    g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_PROTOCOL, "no such place");
  return slot;
}
