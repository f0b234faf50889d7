/* Links that invite. They come from anywhere, so every part is bounded, decoded once and checked as
 * an address before it counts; whatever a link wants beyond adding somebody or making an account is
 * not read at all (LNK-05). Nothing here opens a web page. */

#include "xep/xep-invite.h"

#include <string.h>

#include "base/base-text.h"
#include "xep/xep-form.h"

#define NS_TOKEN "urn:xmpp:pars:0"
#define NS_COMMANDS "http://jabber.org/protocol/commands"
#define INVITE_NODE "urn:xmpp:invite#invite"
#define SCHEME "xmpp:"
#define MAX_NAME 100 /* characters */
#define MAX_PARTS 16 /* of a query */

void
confab_xep_invite_free (ConfabXepInvite *invite) {
  g_clear_pointer (&invite->who, confab_base_jid_unref);
  g_free (invite->domain);
  g_free (invite->local);
  g_free (invite->token);
  g_free (invite->name);
  g_free (invite);
}

/* ---- reading ---- */

/* Once, and UTF-8 without control characters or it is nothing. */
static char *
decode (const char *text) {
  g_autofree char *plain = g_uri_unescape_string (text, NULL);

  if (plain == NULL || !g_utf8_validate (plain, -1, NULL))
    return NULL;
  for (const char *at = plain; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      return NULL;
  return g_steal_pointer (&plain);
}

static gboolean
is_token (const char *text) {
  gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || length > CONFAB_XEP_INVITE_MAX_TOKEN)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]) || strchr ("<>\"'&", text[i]) != NULL)
      return FALSE;
  return TRUE;
}

/* "roster;preauth=T;name=N" (XEP-0147 section 2). */
static gboolean
read_query (ConfabXepInvite *invite, const char *query, char **action, gboolean *may_register) {
  g_auto (GStrv) parts = g_strsplit (query, ";", MAX_PARTS);

  if (parts[0] == NULL)
    return FALSE;
  *action = g_ascii_strdown (parts[0], -1);
  for (guint i = 1; parts[i] != NULL; i++) {
    char *equals = strchr (parts[i], '=');
    g_autofree char *value = equals != NULL ? decode (equals + 1) : NULL;

    if (value == NULL)
      continue;
    *equals = '\0';
    if (g_str_equal (parts[i], "preauth") && invite->token == NULL) {
      if (!is_token (value))
        return FALSE;
      invite->token = g_steal_pointer (&value);
    } else if (g_str_equal (parts[i], "name") && invite->name == NULL) {
      g_strdelimit (value, "+", ' ');
      invite->name = confab_base_text_dup_line (value, MAX_NAME);
    } else if (g_str_equal (parts[i], "ibr")) {
      *may_register = g_str_equal (value, "y");
    }
  }
  return TRUE;
}

static gboolean
settle (ConfabXepInvite *invite, ConfabJid *jid, const char *action, gboolean may_register) {
  const char *local = confab_base_jid_get_local (jid);

  if (!confab_base_jid_is_bare (jid))
    return FALSE;
  if (g_str_equal (action, "register")) {
    invite->domain = g_strdup (confab_base_jid_get_domain (jid));
    invite->local = g_strdup (local);
    return TRUE;
  }
  if ((!g_str_equal (action, "roster") && !g_str_equal (action, "subscribe")) || local == NULL)
    return FALSE;
  invite->who = confab_base_jid_ref (jid);
  /* XEP-0401: whoever has no address yet may get one at the server of the person. */
  if (may_register && invite->token != NULL)
    invite->domain = g_strdup (confab_base_jid_get_domain (jid));
  return TRUE;
}

/* `link` begins behind "xmpp:". */
static ConfabXepInvite *
read_link (const char *link) {
  g_autoptr (ConfabXepInvite) invite = g_new0 (ConfabXepInvite, 1);
  const char *mark = strchr (link, '?');
  g_autofree char *path = mark != NULL ? g_strndup (link, (gsize)(mark - link)) : g_strdup (link);
  g_autofree char *address = decode (path);
  g_autoptr (ConfabJid) jid = NULL;
  g_autofree char *action = NULL;
  gboolean may_register = FALSE;

  /* RFC 5122 section 2.3: with an authority it would speak for an account of ours. */
  if (address == NULL || g_str_has_prefix (link, "//"))
    return NULL;
  jid = confab_base_jid_new (address, NULL);
  if (jid == NULL)
    return NULL;
  if (mark == NULL)
    action = g_strdup ("roster");
  else if (!read_query (invite, mark + 1, &action, &may_register))
    return NULL;
  return settle (invite, jid, action, may_register) ? g_steal_pointer (&invite) : NULL;
}

/* Where a link in running text ends. */
static char *
cut_link (const char *text) {
  gsize length = strcspn (text, " \t\r\n<>\"#");

  while (length > 0 && strchr (".,)]", text[length - 1]) != NULL)
    length--;
  return g_strndup (text, length);
}

/* https://page.example/i/#romeo@montague.net?roster;preauth=... (XEP-0379 example 2), with "xmpp:"
 * before it or without, plain or escaped. */
static ConfabXepInvite *
read_fragment (const char *text) {
  const char *page = strstr (text, "https://");
  const char *hash = page != NULL ? strchr (page, '#') : NULL;
  const char *space = page != NULL ? strpbrk (page, " \t\r\n<>\"") : NULL;
  g_autofree char *link = NULL;
  g_autofree char *plain = NULL;

  if (hash == NULL || (space != NULL && space < hash))
    return NULL;
  link = cut_link (hash + 1);
  if (g_ascii_strncasecmp (link, "xmpp%3a", 7) == 0) {
    plain = g_uri_unescape_string (link, NULL);
    if (plain == NULL || !g_utf8_validate (plain, -1, NULL))
      return NULL;
    return read_link (plain + strlen (SCHEME));
  }
  if (g_ascii_strncasecmp (link, SCHEME, strlen (SCHEME)) == 0)
    return read_link (link + strlen (SCHEME));
  return strchr (link, '?') != NULL ? read_link (link) : NULL;
}

ConfabXepInvite *
confab_xep_invite_read (const char *text) {
  gsize length = strlen (text);
  const char *fragment = strstr (text, "https://");

  if (length > CONFAB_XEP_INVITE_MAX_TEXT || !g_utf8_validate (text, (gssize)length, NULL))
    return NULL;
  for (const char *at = text; *at != '\0'; at++) {
    g_autofree char *link = NULL;

    if (g_ascii_strncasecmp (at, SCHEME, strlen (SCHEME)) != 0 ||
        (at > text && g_ascii_isalnum (at[-1])))
      continue;
    if (fragment != NULL && fragment < at && strchr (fragment, '#') == at - 1)
      break;
    link = cut_link (at + strlen (SCHEME));
    return read_link (link);
  }
  return read_fragment (text);
}

/* ---- making ---- */

/* Nothing that ends a link or a part of it, wherever it stands. */
static char *
escape_token (const char *token) {
  GString *escaped = g_string_new (NULL);

  for (; *token != '\0'; token++) {
    if (g_ascii_isalnum (*token) || *token == '-' || *token == '_')
      g_string_append_c (escaped, *token);
    else
      g_string_append_printf (escaped, "%%%02X", (guint)(guchar)*token);
  }
  return g_string_free (escaped, FALSE);
}

char *
confab_xep_invite_dup_uri (ConfabJid *who, const char *token) {
  g_autofree char *address = g_uri_escape_string (confab_base_jid_get_bare (who), "@", FALSE);
  g_autofree char *escaped = token != NULL ? escape_token (token) : NULL;

  if (escaped == NULL)
    return g_strdup_printf (SCHEME "%s?roster", address);
  return g_strdup_printf (SCHEME "%s?roster;preauth=%s", address, escaped);
}

/* The server may make links to us, and to nobody else. */
static DexFuture *
on_invited (DexFuture *answered, gpointer data) {
  ConfabJid *own = data;
  const ConfabStanza *answer = g_value_get_boxed (dex_future_get_value (answered, NULL));
  ConfabStanza *command = confab_xmpp_stanza_get_child (answer, "command", NS_COMMANDS);
  ConfabStanza *x =
      command != NULL ? confab_xmpp_stanza_get_child (command, "x", CONFAB_NS_FORM) : NULL;
  g_autoptr (ConfabXepForm) form = x != NULL ? confab_xep_form_read (x) : NULL;
  const char *uri = form != NULL ? confab_xep_form_get (form, "uri") : NULL;
  g_autoptr (ConfabXepInvite) invite = uri != NULL ? confab_xep_invite_read (uri) : NULL;

  if (invite == NULL || !confab_base_jid_equal (invite->who, own))
    return dex_future_new_reject (
        CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_PROTOCOL, "no invitation to us");
  return dex_future_new_for_string (uri);
}

static void
jid_unref (gpointer data) {
  confab_base_jid_unref (data);
}

DexFuture *
confab_xep_invite_ask (ConfabXepOut *out) {
  ConfabJid *own = confab_xep_out_get_own (out);
  g_autoptr (ConfabStanza) iq =
      confab_xmpp_stanza_new_iq ("set", confab_base_jid_get_domain (own), NULL);
  ConfabStanza *command = confab_xmpp_stanza_add (iq, "command", NS_COMMANDS);

  confab_xmpp_stanza_set (command, "node", INVITE_NODE);
  confab_xmpp_stanza_set (command, "action", "execute");
  return dex_future_then (confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE),
      on_invited, confab_base_jid_ref (own), jid_unref);
}

/* ---- tokens ---- */

void
confab_xep_invite_add_token (ConfabStanza *presence, const char *token) {
  if (is_token (token))
    confab_xmpp_stanza_set (confab_xmpp_stanza_add (presence, "preauth", NS_TOKEN), "token", token);
}

const char *
confab_xep_invite_get_token (const ConfabStanza *presence) {
  ConfabStanza *preauth = confab_xmpp_stanza_get_child (presence, "preauth", NS_TOKEN);
  const char *token = preauth != NULL ? confab_xmpp_stanza_get (preauth, "token") : NULL;

  return is_token (token) ? token : NULL;
}
