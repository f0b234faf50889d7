/* One's own profile on the server, to look at and to take off. All of it goes to one's own account
 * and nobody else. What comes back is read with bounds, and of pictures nothing but that they are
 * there. */

#include "xep/xep-profile.h"

#include <string.h>

#define NS_CARD "vcard-temp"
#define NS_ITEMS "http://jabber.org/protocol/disco#items"
#define NS_OWNER "http://jabber.org/protocol/pubsub#owner"
#define NS_PUBSUB "http://jabber.org/protocol/pubsub"
#define NS_LAST "jabber:iq:last"
#define NS_FORM "jabber:x:data"
#define MAX_TEXT 512 /* bytes of a part */
#define MAX_NODE 1023

void
confab_xep_profile_part_free (ConfabXepProfilePart *part) {
  g_free (part->name);
  g_free (part->text);
  g_free (part);
}

static DexFuture *
ask (ConfabXepOut *out, ConfabStanza *iq) {
  return confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE);
}

static gboolean
is_missing (const GError *error) {
  return g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA) &&
         g_str_equal (error->message, "item-not-found");
}

/* ---- the card ---- */

/* A server that has no such cards shows none. */
static gboolean
is_without_cards (const GError *error) {
  return is_missing (error) ||
         (g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA) &&
             (g_str_equal (error->message, "service-unavailable") ||
                 g_str_equal (error->message, "feature-not-implemented")));
}

static DexFuture *
on_card (DexFuture *answered, gpointer data) {
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (answered, &error);
  ConfabStanza *card = NULL;

  if (value == NULL && !is_without_cards (error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (value != NULL)
    card = confab_xmpp_stanza_get_child (g_value_get_boxed (value), "vCard", NS_CARD);
  return dex_future_new_take_boxed (CONFAB_TYPE_STANZA,
      card != NULL ? confab_xmpp_stanza_ref (card) : confab_xmpp_stanza_new ("vCard", NS_CARD));
}

DexFuture *
confab_xep_profile_fetch_card (ConfabXepOut *out) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", NULL, NULL);

  confab_xmpp_stanza_add (iq, "vCard", NS_CARD);
  return dex_future_finally (ask (out, iq), on_card, NULL, NULL);
}

static DexFuture *
on_done (DexFuture *answered, gpointer data) {
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (answered, &error) == NULL && !is_missing (error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_true ();
}

DexFuture *
confab_xep_profile_set_card (ConfabXepOut *out, ConfabStanza *card) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("set", NULL, NULL);

  confab_xmpp_stanza_take_child (iq, card);
  return dex_future_finally (ask (out, iq), on_done, NULL, NULL);
}

/* The text of a part and of its children, which are never deeper (XEP-0054 section 8). */
static char *
dup_text (const ConfabStanza *part) {
  g_autoptr (GString) text = g_string_new (confab_xmpp_stanza_get_text (part));
  guint n = confab_xmpp_stanza_get_n_children (part);

  for (guint i = 0; i < n && text->len < MAX_TEXT; i++) {
    const char *more = confab_xmpp_stanza_get_text (confab_xmpp_stanza_get_nth (part, i));

    if (*more != '\0')
      g_string_append_printf (text, " %s", more);
  }
  if (text->len > MAX_TEXT)
    g_string_truncate (
        text, (gsize)(g_utf8_find_prev_char (text->str, text->str + MAX_TEXT) - text->str));
  return g_strdup (g_strstrip (text->str));
}

static gboolean
is_picture (const char *name) {
  static const char *const names[] = { "PHOTO", "LOGO", "SOUND", "KEY", NULL };

  return g_strv_contains (names, name);
}

GPtrArray *
confab_xep_profile_read_card (const ConfabStanza *card) {
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_profile_part_free);
  guint n = confab_xmpp_stanza_get_n_children (card);

  for (guint i = 0; i < n && parts->len < CONFAB_XEP_PROFILE_MAX_PARTS; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (card, i);
    const char *name = confab_xmpp_stanza_get_name (child);
    g_autofree char *text = dup_text (child);
    ConfabXepProfilePart *part;

    if (*text == '\0')
      continue;
    part = g_new0 (ConfabXepProfilePart, 1);
    part->name = g_strdup (name);
    part->text = is_picture (name) ? g_strdup ("") : g_steal_pointer (&text);
    g_ptr_array_add (parts, part);
  }
  return parts;
}

ConfabStanza *
confab_xep_profile_card_without (const ConfabStanza *card, const char *name) {
  ConfabStanza *left = confab_xmpp_stanza_new ("vCard", NS_CARD);
  guint n = name != NULL ? confab_xmpp_stanza_get_n_children (card) : 0;

  for (guint i = 0; i < n; i++) {
    ConfabStanza *part = confab_xmpp_stanza_get_nth (card, i);

    if (!g_str_equal (confab_xmpp_stanza_get_name (part), name))
      confab_xmpp_stanza_take_child (left, confab_xmpp_stanza_ref (part));
  }
  return left;
}

/* ---- nodes ---- */

char **
confab_xep_profile_read_nodes (const ConfabStanza *answer) {
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  ConfabStanza *query = confab_xmpp_stanza_get_child (answer, "query", NS_ITEMS);
  guint n = query != NULL ? confab_xmpp_stanza_get_n_children (query) : 0;

  for (guint i = 0; i < MIN (n, CONFAB_XEP_PROFILE_MAX_NODES); i++) {
    const char *node = confab_xmpp_stanza_get (confab_xmpp_stanza_get_nth (query, i), "node");

    if (node != NULL && *node != '\0' && strlen (node) <= MAX_NODE)
      g_strv_builder_add (names, node);
  }
  return g_strv_builder_end (names);
}

static DexFuture *
on_nodes (DexFuture *answered, gpointer data) {
  const GValue *value = dex_future_get_value (answered, NULL);

  return dex_future_new_take_boxed (
      G_TYPE_STRV, confab_xep_profile_read_nodes (g_value_get_boxed (value)));
}

DexFuture *
confab_xep_profile_list_nodes (ConfabXepOut *out) {
  g_autoptr (ConfabStanza) iq = confab_xep_profile_nodes_new (confab_xep_out_get_own (out));

  return dex_future_then (ask (out, iq), on_nodes, NULL, NULL);
}

/* <pubsub><`verb` node=/></pubsub> to one's own account (XEP-0060 section 8). */
static ConfabStanza *
owner_new (const char *type, const char *verb, const char *node) {
  ConfabStanza *iq = confab_xmpp_stanza_new_iq (type, NULL, NULL);
  ConfabStanza *part =
      confab_xmpp_stanza_add (confab_xmpp_stanza_add (iq, "pubsub", NS_OWNER), verb, NULL);

  confab_xmpp_stanza_set (part, "node", node);
  return iq;
}

/* XEP-0060 4.5. Who must be let in by hand is nobody until then. */
static ConfabXepReach
read_reach (const char *model) {
  if (g_strcmp0 (model, "open") == 0)
    return CONFAB_XEP_REACH_EVERYBODY;
  if (g_strcmp0 (model, "presence") == 0 || g_strcmp0 (model, "roster") == 0)
    return CONFAB_XEP_REACH_BUDDIES;
  if (g_strcmp0 (model, "whitelist") == 0 || g_strcmp0 (model, "authorize") == 0)
    return CONFAB_XEP_REACH_NOBODY;
  return CONFAB_XEP_REACH_UNKNOWN;
}

static const char *
find_model (const ConfabStanza *answer) {
  ConfabStanza *at = confab_xmpp_stanza_get_child (answer, "pubsub", NS_OWNER);
  guint n;

  at = at != NULL ? confab_xmpp_stanza_get_child (at, "configure", NS_OWNER) : NULL;
  at = at != NULL ? confab_xmpp_stanza_get_child (at, "x", NS_FORM) : NULL;
  n = at != NULL ? confab_xmpp_stanza_get_n_children (at) : 0;
  for (guint i = 0; i < n; i++) {
    ConfabStanza *field = confab_xmpp_stanza_get_nth (at, i);

    if (g_strcmp0 (confab_xmpp_stanza_get (field, "var"), "pubsub#access_model") == 0)
      return confab_xmpp_stanza_get_child_text (field, "value", NULL);
  }
  return NULL;
}

static DexFuture *
on_reach (DexFuture *answered, gpointer data) {
  const GValue *value = dex_future_get_value (answered, NULL);

  return dex_future_new_for_int (value != NULL
                                     ? (int)read_reach (find_model (g_value_get_boxed (value)))
                                     : CONFAB_XEP_REACH_UNKNOWN);
}

DexFuture *
confab_xep_profile_ask_reach (ConfabXepOut *out, const char *node) {
  g_autoptr (ConfabStanza) iq = owner_new ("get", "configure", node);

  return dex_future_finally (ask (out, iq), on_reach, NULL, NULL);
}

DexFuture *
confab_xep_profile_delete_node (ConfabXepOut *out, const char *node) {
  g_autoptr (ConfabStanza) iq = owner_new ("set", "delete", node);

  return dex_future_finally (ask (out, iq), on_done, NULL, NULL);
}

/* ---- as somebody else would ask ---- */

static ConfabStanza *
question_new (ConfabJid *of, const char *name, const char *xmlns) {
  ConfabStanza *iq = confab_xmpp_stanza_new_iq ("get", confab_base_jid_get_bare (of), NULL);

  confab_xmpp_stanza_add (iq, name, xmlns);
  return iq;
}

ConfabStanza *
confab_xep_profile_card_new (ConfabJid *of) {
  return question_new (of, "vCard", NS_CARD);
}

ConfabStanza *
confab_xep_profile_nodes_new (ConfabJid *of) {
  return question_new (of, "query", NS_ITEMS);
}

ConfabStanza *
confab_xep_profile_last_new (ConfabJid *of) {
  return question_new (of, "query", NS_LAST);
}

ConfabStanza *
confab_xep_profile_node_new (ConfabJid *of, const char *node) {
  ConfabStanza *iq = question_new (of, "pubsub", NS_PUBSUB);
  ConfabStanza *pubsub = confab_xmpp_stanza_get_child (iq, "pubsub", NS_PUBSUB);
  ConfabStanza *items = confab_xmpp_stanza_add (pubsub, "items", NULL);

  confab_xmpp_stanza_set (items, "node", node);
  confab_xmpp_stanza_set (items, "max_items", "1");
  return iq;
}

static gboolean
is_result (const ConfabStanza *answer) {
  return g_strcmp0 (confab_xmpp_stanza_get (answer, "type"), "result") == 0;
}

gboolean
confab_xep_profile_has_items (const ConfabStanza *answer) {
  ConfabStanza *pubsub = confab_xmpp_stanza_get_child (answer, "pubsub", NS_PUBSUB);
  ConfabStanza *items =
      pubsub != NULL ? confab_xmpp_stanza_get_child (pubsub, "items", NS_PUBSUB) : NULL;

  return is_result (answer) && items != NULL && confab_xmpp_stanza_get_n_children (items) > 0;
}

gboolean
confab_xep_profile_has_last (const ConfabStanza *answer) {
  ConfabStanza *query = confab_xmpp_stanza_get_child (answer, "query", NS_LAST);

  return is_result (answer) && query != NULL && confab_xmpp_stanza_get (query, "seconds") != NULL;
}

GPtrArray *
confab_xep_profile_read_card_of (const ConfabStanza *answer) {
  ConfabStanza *card = confab_xmpp_stanza_get_child (answer, "vCard", NS_CARD);

  return is_result (answer) && card != NULL ? confab_xep_profile_read_card (card) : NULL;
}
