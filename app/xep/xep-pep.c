/* Personal eventing: publishing one's own nodes with the settings they must have, asking for the
 * nodes of others, and reading what comes as events.
 *
 * Never publishes to a node that may be read by more people than it is meant for: settings that the
 * server does not confirm are read back first, and what cannot be read back counts as too wide.
 * Reads at most 64 items, of each only its id and its first element. */

#include "xep/xep-pep.h"

#include "base/base-fiber.h"

#include <string.h>

#include "xep/xep-out-private.h"
#include "xep/xep-read.h"

#define NS_PUBSUB "http://jabber.org/protocol/pubsub"
#define NS_OWNER "http://jabber.org/protocol/pubsub#owner"
#define NS_EVENT "http://jabber.org/protocol/pubsub#event"
#define NS_FORM "jabber:x:data"
#define FORM_OPTIONS "http://jabber.org/protocol/pubsub#publish-options"
#define FORM_CONFIG "http://jabber.org/protocol/pubsub#node_config"
#define MAX_NODE 1023 /* bytes of a node's name */

void
confab_xep_pep_item_free (ConfabXepPepItem *item) {
  g_clear_pointer (&item->payload, confab_xmpp_stanza_unref);
  g_free (item->id);
  g_free (item);
}

/* ---- reading ---- */

/* The <item/>s of one node, in `ns`, and those that an event says were taken back. */
static GPtrArray *
read_items (const ConfabStanza *list, const char *ns) {
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_pep_item_free);
  guint n = confab_xmpp_stanza_get_n_children (list);

  for (guint i = 0; i < n && items->len < CONFAB_XEP_PEP_MAX_ITEMS; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (list, i);
    gboolean is_item = confab_xmpp_stanza_is (child, "item", ns);
    ConfabXepPepItem *item;

    if (!is_item && !confab_xmpp_stanza_is (child, "retract", NS_EVENT))
      continue;
    item = g_new0 (ConfabXepPepItem, 1);
    item->id = g_strdup (confab_xep_read_id (child, "id"));
    if (is_item && confab_xmpp_stanza_get_n_children (child) > 0)
      item->payload = confab_xmpp_stanza_ref (confab_xmpp_stanza_get_nth (child, 0));
    g_ptr_array_add (items, item);
  }
  return items;
}

GPtrArray *
confab_xep_pep_read_event (const ConfabStanza *event, char **node) {
  static const char *const kinds[] = { "items", "purge", "delete" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_child (event, kinds[i], NS_EVENT);
    const char *name = child != NULL ? confab_xmpp_stanza_get (child, "node") : NULL;

    if (name == NULL || *name == '\0' || strlen (name) > MAX_NODE)
      continue;
    *node = g_strdup (name);
    /* Of a whole node that went there are no items, whatever stands in it. */
    if (i > 0)
      return g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_pep_item_free);
    return read_items (child, NS_EVENT);
  }
  return NULL;
}

/* The value of `var` in a form; NULL if there is none. */
static const char *
read_field (const ConfabStanza *form, const char *var) {
  guint n = confab_xmpp_stanza_get_n_children (form);

  for (guint i = 0; i < n; i++) {
    ConfabStanza *field = confab_xmpp_stanza_get_nth (form, i);

    if (confab_xmpp_stanza_is (field, "field", NS_FORM) &&
        g_strcmp0 (confab_xmpp_stanza_get (field, "var"), var) == 0)
      return confab_xmpp_stanza_get_child_text (field, "value", NULL);
  }
  return NULL;
}

/* XEP-0060 4.5: whom the models let read, against whom we let. */
static gboolean
is_no_wider (const char *model, ConfabXepPepAccess access) {
  if (model == NULL)
    return FALSE;
  if (g_str_equal (model, "whitelist"))
    return TRUE;
  switch (access) {
  case CONFAB_XEP_PEP_NOBODY:
    return FALSE;
  case CONFAB_XEP_PEP_BUDDIES:
    break;
  }
  return g_str_equal (model, "presence") || g_str_equal (model, "roster");
}

/* ---- queries ---- */

static void
add_field (ConfabStanza *form, const char *var, const char *type, const char *value) {
  ConfabStanza *field = confab_xmpp_stanza_add (form, "field", NULL);

  confab_xmpp_stanza_set (field, "var", var);
  confab_xmpp_stanza_set (field, "type", type);
  confab_xmpp_stanza_add_text (field, "value", NULL, value);
}

/* What every node of ours is like (XEP-0060 16.4.4): kept over restarts of the server, and the last
 * item told to whoever comes and asked for it. */
static ConfabStanza *
form_new (const char *kind, ConfabXepPepAccess access, guint max_items) {
  ConfabStanza *form = confab_xmpp_stanza_new ("x", NS_FORM);
  g_autofree char *max =
      max_items > 0 ? g_strdup_printf ("%u", max_items) : g_strdup ("max"); /* XEP-0060 7.1.5 */

  confab_xmpp_stanza_set (form, "type", "submit");
  add_field (form, "FORM_TYPE", "hidden", kind);
  add_field (form, "pubsub#persist_items", NULL, "true");
  add_field (form, "pubsub#max_items", NULL, max);
  add_field (form, "pubsub#access_model", NULL,
      access == CONFAB_XEP_PEP_BUDDIES ? "presence" : "whitelist");
  add_field (form, "pubsub#send_last_published_item", NULL, "on_sub_and_presence");
  return form;
}

/* <pubsub><`verb` node=/></pubsub> of one's own account; `part` is the verb's element, borrowed. */
static ConfabStanza *
query_new (
    const char *type, const char *ns, const char *verb, const char *node, ConfabStanza **part) {
  ConfabStanza *iq = confab_xmpp_stanza_new_iq (type, NULL, NULL);

  *part = confab_xmpp_stanza_add (confab_xmpp_stanza_add (iq, "pubsub", ns), verb, NULL);
  confab_xmpp_stanza_set (*part, "node", node);
  return iq;
}

/* ---- publishing, in a fiber ---- */

typedef struct {
  ConfabXepOut *out; /* a reference of our own: the owner may let go while we wait */
  char *node;
  char *item;
  ConfabStanza *payload; /* NULL: only its node is looked after */
  ConfabXepPepAccess access;
  guint max_items;
} Publication;

static void
publication_free (gpointer data) {
  Publication *self = data;

  confab_xep_out_unref (self->out);
  g_clear_pointer (&self->payload, confab_xmpp_stanza_unref);
  g_free (self->node);
  g_free (self->item);
  g_free (self);
}

/* Sends it and waits. Returns: the answer; NULL with `error`. */
static ConfabStanza *
ask_server (ConfabXepOut *out, ConfabStanza *iq, GError **error) {
  return dex_await_boxed (confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, FALSE), error);
}

static gboolean
publish_once (const Publication *self, gboolean with_options, GError **error) {
  ConfabStanza *part;
  g_autoptr (ConfabStanza) iq = query_new ("set", NS_PUBSUB, "publish", self->node, &part);
  g_autoptr (ConfabStanza) answer = NULL;
  ConfabStanza *item = confab_xmpp_stanza_add (part, "item", NULL);

  confab_xmpp_stanza_set (item, "id", self->item);
  confab_xmpp_stanza_take_child (item, confab_xmpp_stanza_ref (self->payload));
  if (with_options) {
    ConfabStanza *options = confab_xmpp_stanza_add (
        confab_xmpp_stanza_get_child (iq, "pubsub", NS_PUBSUB), "publish-options", NULL);

    confab_xmpp_stanza_take_child (options, form_new (FORM_OPTIONS, self->access, self->max_items));
  }
  answer = ask_server (self->out, iq, error);
  return answer != NULL;
}

/* XEP-0060 8.2. */
static gboolean
configure (const Publication *self, GError **error) {
  ConfabStanza *part;
  g_autoptr (ConfabStanza) iq = query_new ("set", NS_OWNER, "configure", self->node, &part);
  g_autoptr (ConfabStanza) answer = NULL;

  confab_xmpp_stanza_take_child (part, form_new (FORM_CONFIG, self->access, self->max_items));
  answer = ask_server (self->out, iq, error);
  return answer != NULL;
}

/* What the node says of who can read it. */
typedef enum {
  REACH_UNKNOWN = 0, /* nothing, or there is none */
  REACH_WIDE,
  REACH_NARROW,
} Reach;

static Reach
ask_reach (const Publication *self) {
  ConfabStanza *part;
  g_autoptr (ConfabStanza) iq = query_new ("get", NS_OWNER, "configure", self->node, &part);
  g_autoptr (ConfabStanza) answer = ask_server (self->out, iq, NULL);
  ConfabStanza *form = answer;
  const char *model;

  if (form != NULL)
    form = confab_xmpp_stanza_get_child (form, "pubsub", NS_OWNER);
  if (form != NULL)
    form = confab_xmpp_stanza_get_child (form, "configure", NS_OWNER);
  if (form != NULL)
    form = confab_xmpp_stanza_get_child (form, "x", NS_FORM);
  model = form != NULL ? read_field (form, "pubsub#access_model") : NULL;
  if (model == NULL)
    return REACH_UNKNOWN;
  return is_no_wider (model, self->access) ? REACH_NARROW : REACH_WIDE;
}

/* The server has something against the settings, not against the item: they differ from those of
 * the node (XEP-0060 7.1.5, precondition-not-met), or it does not know them. */
static gboolean
is_about_settings (const GError *error) {
  static const char *const conditions[] = { "conflict", "bad-request", "not-acceptable",
    "feature-not-implemented" };

  if (!g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++) {
    if (g_str_equal (error->message, conditions[i]))
      return TRUE;
  }
  return FALSE;
}

static DexFuture *
publish (gpointer data) {
  const Publication *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;

  if (publish_once (self, TRUE, &error))
    return dex_future_new_true ();
  if (!is_about_settings (error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (configure (self, NULL)) {
    g_clear_error (&error);
    if (publish_once (self, TRUE, &error))
      return dex_future_new_true ();
    if (!is_about_settings (error))
      return dex_future_new_for_error (g_steal_pointer (&error));
  }
  if (ask_reach (self) != REACH_NARROW)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (!publish_once (self, FALSE, &problem))
    return dex_future_new_for_error (g_steal_pointer (&problem));
  return dex_future_new_true ();
}

DexFuture *
confab_xep_pep_publish (ConfabXepOut *out, const char *node, const char *item,
    ConfabStanza *payload, ConfabXepPepAccess access, guint max_items) {
  Publication *self = g_new0 (Publication, 1);

  self->out = confab_xep_out_ref (out);
  self->node = g_strdup (node);
  self->item = g_strdup (item);
  self->payload = payload;
  self->access = access;
  self->max_items = max_items;
  return confab_base_fiber_start (publish, self, publication_free);
}

static DexFuture *
narrow (gpointer data) {
  const Publication *self = data;
  g_autoptr (GError) error = NULL;

  if (ask_reach (self) == REACH_WIDE && !configure (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_true ();
}

DexFuture *
confab_xep_pep_narrow (
    ConfabXepOut *out, const char *node, ConfabXepPepAccess access, guint max_items) {
  Publication *self = g_new0 (Publication, 1);

  self->out = confab_xep_out_ref (out);
  self->node = g_strdup (node);
  self->access = access;
  self->max_items = max_items;
  return confab_base_fiber_start (narrow, self, publication_free);
}

/* ---- fetching ---- */

static gboolean
is_not_found (const GError *error) {
  return g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA) &&
         g_str_equal (error->message, "item-not-found");
}

static GPtrArray *
read_answer (const ConfabStanza *answer) {
  ConfabStanza *pubsub = confab_xmpp_stanza_get_child (answer, "pubsub", NS_PUBSUB);
  ConfabStanza *list =
      pubsub != NULL ? confab_xmpp_stanza_get_child (pubsub, "items", NS_PUBSUB) : NULL;

  if (list == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_pep_item_free);
  return read_items (list, NS_PUBSUB);
}

static DexFuture *
on_fetched (DexFuture *fetched, gpointer data) {
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (fetched, &error);

  if (value != NULL)
    return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, read_answer (g_value_get_boxed (value)));
  if (is_not_found (error))
    return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY,
        g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_pep_item_free));
  return dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
confab_xep_pep_fetch (ConfabXepOut *out, ConfabJid *of, const char *node, const char *item) {
  ConfabStanza *part;
  g_autoptr (ConfabStanza) iq = query_new ("get", NS_PUBSUB, "items", node, &part);

  if (of != NULL)
    confab_xmpp_stanza_set (iq, "to", confab_base_jid_get_bare (of));
  if (item != NULL)
    confab_xmpp_stanza_set (confab_xmpp_stanza_add (part, "item", NULL), "id", item);
  return dex_future_finally (
      confab_xep_out_request (out, iq, CONFAB_CLASS_FETCH, FALSE), on_fetched, NULL, NULL);
}
