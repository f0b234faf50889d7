/* The list of buddies on the server: reading items and versions, asking for the whole, changing
 * one.
 *
 * An item that is not about a bare, valid address does not exist here; a list beyond the bound is
 * refused as a whole, for a part of it would make strangers of the rest. */

#include "xep/xep-roster.h"

#include "base/base-fiber.h"
#include "base/base-text.h"
#include "xep/xep-read.h"

#define NS_ROSTER "jabber:iq:roster"
#define NS_ROSTER_VERSION "urn:xmpp:features:rosterver"
#define MAX_GROUPS 32       /* of one buddy */
#define MAX_VERSION 1024    /* bytes */
#define ITEMS_IN_A_SLICE 64 /* read between two turns of the main loop */

G_DEFINE_BOXED_TYPE (
    ConfabXepRoster, confab_xep_roster, confab_xep_roster_copy, confab_xep_roster_free)

/* ---- reading ---- */

void
confab_xep_roster_item_free (ConfabXepRosterItem *item) {
  g_clear_pointer (&item->jid, confab_base_jid_unref);
  g_free (item->name);
  g_free (item->groups);
  g_free (item);
}

ConfabXepRosterItem *
confab_xep_roster_item_copy (const ConfabXepRosterItem *item) {
  ConfabXepRosterItem *copy = g_memdup2 (item, sizeof *item);

  confab_base_jid_ref (copy->jid);
  copy->name = g_strdup (item->name);
  copy->groups = g_strdup (item->groups);
  return copy;
}

ConfabXepRoster *
confab_xep_roster_copy (ConfabXepRoster *roster) {
  ConfabXepRoster *copy = g_new0 (ConfabXepRoster, 1);

  copy->items = roster->items != NULL ? g_ptr_array_ref (roster->items) : NULL;
  copy->version = g_strdup (roster->version);
  return copy;
}

void
confab_xep_roster_free (ConfabXepRoster *roster) {
  g_clear_pointer (&roster->items, g_ptr_array_unref);
  g_free (roster->version);
  g_free (roster);
}

/* RFC 6121 2.1.2.5: what is no known value counts as absent, which is "none". */
static ConfabXepSubscription
read_subscription (const ConfabStanza *item) {
  static const char *const names[] = {
    [CONFAB_XEP_SUBSCRIPTION_NONE] = "none",
    [CONFAB_XEP_SUBSCRIPTION_TO] = "to",
    [CONFAB_XEP_SUBSCRIPTION_FROM] = "from",
    [CONFAB_XEP_SUBSCRIPTION_BOTH] = "both",
    [CONFAB_XEP_SUBSCRIPTION_REMOVE] = "remove",
  };
  const char *text = confab_xmpp_stanza_get (item, "subscription");

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (names); i++) {
    if (g_str_equal (text, names[i]))
      return (ConfabXepSubscription)i;
  }
  return CONFAB_XEP_SUBSCRIPTION_NONE;
}

static char *
read_groups (const ConfabStanza *item) {
  g_autoptr (GString) groups = g_string_new (NULL);
  guint n = confab_xmpp_stanza_get_n_children (item);
  guint found = 0;

  for (guint i = 0; i < n && found < MAX_GROUPS; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (item, i);
    g_autofree char *line = NULL;

    if (!confab_xmpp_stanza_is (child, "group", NS_ROSTER))
      continue;
    found++;
    line = confab_base_text_dup_line (confab_xmpp_stanza_get_text (child), CONFAB_XEP_MAX_NAME);
    if (line == NULL)
      continue;
    if (groups->len > 0)
      g_string_append_c (groups, '\n');
    g_string_append (groups, line);
  }
  return groups->len > 0 ? g_string_free_and_steal (g_steal_pointer (&groups)) : NULL;
}

ConfabXepRosterItem *
confab_xep_roster_read_item (const ConfabStanza *stanza) {
  const char *text = confab_xmpp_stanza_get (stanza, "jid");
  g_autoptr (ConfabJid) jid = text != NULL ? confab_base_jid_new (text, NULL) : NULL;
  ConfabXepRosterItem *item;

  if (jid == NULL || !confab_base_jid_is_bare (jid))
    return NULL;

  item = g_new0 (ConfabXepRosterItem, 1);
  item->jid = g_steal_pointer (&jid);
  item->name =
      confab_base_text_dup_line (confab_xmpp_stanza_get (stanza, "name"), CONFAB_XEP_MAX_NAME);
  item->subscription = read_subscription (stanza);
  item->is_asked = g_strcmp0 (confab_xmpp_stanza_get (stanza, "ask"), "subscribe") == 0;
  item->groups = read_groups (stanza);
  return item;
}

static char *
dup_version (const ConfabStanza *query) {
  const char *version = confab_xmpp_stanza_get (query, "ver");

  return version != NULL && strlen (version) <= MAX_VERSION ? g_strdup (version) : NULL;
}

ConfabXepRosterItem *
confab_xep_roster_read_push (const ConfabStanza *query, char **version) {
  ConfabXepRosterItem *item = NULL;

  *version = NULL;
  if (confab_xmpp_stanza_get_n_children (query) != 1)
    return NULL;
  if (!confab_xmpp_stanza_is (confab_xmpp_stanza_get_nth (query, 0), "item", NS_ROSTER))
    return NULL;

  item = confab_xep_roster_read_item (confab_xmpp_stanza_get_nth (query, 0));
  if (item != NULL)
    *version = dup_version (query);
  return item;
}

/* One line of the whole list, unless it is none, says "removed", or repeats one. */
static void
take_line (GPtrArray *items, GHashTable *seen, const ConfabStanza *child) {
  ConfabXepRosterItem *item = NULL;

  if (confab_xmpp_stanza_is (child, "item", NS_ROSTER))
    item = confab_xep_roster_read_item (child);
  if (item == NULL)
    return;
  if (item->subscription == CONFAB_XEP_SUBSCRIPTION_REMOVE)
    item->subscription = CONFAB_XEP_SUBSCRIPTION_NONE;
  if (g_hash_table_contains (seen, confab_base_jid_get_bare (item->jid))) {
    confab_xep_roster_item_free (item);
    return;
  }
  /* Borrows the text: g_hash_table_add would take that of a second one, which goes. */
  g_hash_table_add (seen, (gpointer)confab_base_jid_get_bare (item->jid));
  g_ptr_array_add (items, item);
}

/* In a fiber: lets the main loop turn between slices, for a long list takes longer than a frame. */
static DexFuture *
read_list (const ConfabStanza *query) {
  g_autoptr (ConfabXepRoster) roster = g_new0 (ConfabXepRoster, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = confab_xmpp_stanza_get_n_children (query);

  if (n > CONFAB_XEP_MAX_ROSTER)
    return dex_future_new_reject (
        CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_LIMIT, "buddies in the list");

  roster->items = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_roster_item_free);
  roster->version = dup_version (query);
  for (guint i = 0; i < n; i++) {
    take_line (roster->items, seen, confab_xmpp_stanza_get_nth (query, i));
    if (i % ITEMS_IN_A_SLICE == ITEMS_IN_A_SLICE - 1)
      dex_await (dex_timeout_new_usec (0), NULL);
  }
  return dex_future_new_take_boxed (CONFAB_TYPE_XEP_ROSTER, g_steal_pointer (&roster));
}

/* RFC 6121 2.6.3: a result without a list means that nothing changed. */
static DexFuture *
read_answer (gpointer data) {
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabStanza) answer = dex_await_boxed (dex_ref (data), &error);
  ConfabStanza *query;

  if (answer == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  query = confab_xmpp_stanza_get_child (answer, "query", NS_ROSTER);
  if (query == NULL)
    return dex_future_new_take_boxed (CONFAB_TYPE_XEP_ROSTER, g_new0 (ConfabXepRoster, 1));
  return read_list (query);
}

/* ---- asking and changing ---- */

static gboolean
has_versions (ConfabXepOut *out) {
  ConfabXmppStream *stream = confab_xep_out_get_stream (out);
  ConfabStanza *features = stream != NULL ? confab_xmpp_stream_get_features (stream) : NULL;

  return features != NULL &&
         confab_xmpp_stanza_get_child (features, "ver", NS_ROSTER_VERSION) != NULL;
}

DexFuture *
confab_xep_roster_get (ConfabXepOut *out, const char *version) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", NULL, NULL);
  ConfabStanza *query = confab_xmpp_stanza_add (iq, "query", NS_ROSTER);

  if (has_versions (out))
    confab_xmpp_stanza_set (query, "ver", version != NULL ? version : "");
  return confab_base_fiber_start (
      read_answer, confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE), dex_unref);
}

static DexFuture *
on_change_answered (DexFuture *answered, gpointer data) {
  return dex_future_new_true ();
}

static DexFuture *
change (ConfabXepOut *out, ConfabStanza *iq) {
  return dex_future_then (confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE),
      on_change_answered, NULL, NULL);
}

/* A roster set about `jid`; the <item/> is borrowed. */
static ConfabStanza *
set_new (ConfabJid *jid, ConfabStanza **item) {
  ConfabStanza *iq = confab_xmpp_stanza_new_iq ("set", NULL, NULL);

  *item = confab_xmpp_stanza_add (confab_xmpp_stanza_add (iq, "query", NS_ROSTER), "item", NULL);
  confab_xmpp_stanza_set (*item, "jid", confab_base_jid_get_bare (jid));
  return iq;
}

DexFuture *
confab_xep_roster_set (ConfabXepOut *out, ConfabJid *jid, const char *name, const char *groups) {
  ConfabStanza *item;
  g_autoptr (ConfabStanza) iq = set_new (jid, &item);
  g_autofree char *line = confab_base_text_dup_line (name, CONFAB_XEP_MAX_NAME);
  g_auto (GStrv) lines = g_strsplit (groups != NULL ? groups : "", "\n", MAX_GROUPS);

  confab_xmpp_stanza_set (item, "name", line);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *group = confab_base_text_dup_line (lines[i], CONFAB_XEP_MAX_NAME);

    if (group != NULL)
      confab_xmpp_stanza_add_text (item, "group", NULL, group);
  }
  return change (out, iq);
}

DexFuture *
confab_xep_roster_remove (ConfabXepOut *out, ConfabJid *jid) {
  ConfabStanza *item;
  g_autoptr (ConfabStanza) iq = set_new (jid, &item);

  confab_xmpp_stanza_set (item, "subscription", "remove");
  return change (out, iq);
}
