/* What others can see of an account. Most servers let nobody ask who has no account, so it is asked
 * as oneself: the old card, which they show to everybody, and each node with who may read it. What
 * the server does not say counts as seen by everybody; where it takes guests, one looks too, and
 * what the guest was shown counts more than what was said. Takes off only what is asked for; keys
 * are never taken off, since nobody could write sealed then, but narrowed to buddies. */

#include "accounts/accounts-look.h"

#include "base/base-fiber.h"

#include "accounts/accounts-private.h"
#include "xep/xep-omemo.h"
#include "xep/xep-pep.h"
#include "xep/xep-profile.h"

#define NS_NICK "http://jabber.org/protocol/nick"
#define OLD_BUNDLES "eu.siacs.conversations.axolotl.bundles:"

/* ---- what it is ---- */

ConfabLookKind
confab_accounts_look_kind_of_part (const char *name) {
  static const struct {
    const char *name;
    ConfabLookKind kind;
  } kinds[] = {
    { "FN", CONFAB_LOOK_NAME },
    { "N", CONFAB_LOOK_NAME },
    { "NICKNAME", CONFAB_LOOK_NICKNAME },
    { "PHOTO", CONFAB_LOOK_PICTURE },
    { "LOGO", CONFAB_LOOK_PICTURE },
    { "EMAIL", CONFAB_LOOK_MAIL },
    { "TEL", CONFAB_LOOK_PHONE },
    { "ADR", CONFAB_LOOK_HOME },
    { "LABEL", CONFAB_LOOK_HOME },
    { "GEO", CONFAB_LOOK_HOME },
    { "TZ", CONFAB_LOOK_HOME },
    { "BDAY", CONFAB_LOOK_BIRTHDAY },
    { "URL", CONFAB_LOOK_WEB },
    { "ORG", CONFAB_LOOK_WORK },
    { "TITLE", CONFAB_LOOK_WORK },
    { "ROLE", CONFAB_LOOK_WORK },
    { "DESC", CONFAB_LOOK_NOTE },
    { "NOTE", CONFAB_LOOK_NOTE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return kinds[i].kind;
  return CONFAB_LOOK_OTHER;
}

static gboolean
is_key_node (const char *node) {
  return g_str_equal (node, CONFAB_OMEMO_OLD_DEVICES) ||
         g_str_equal (node, CONFAB_OMEMO_TWO_DEVICES) ||
         g_str_equal (node, CONFAB_OMEMO_TWO_BUNDLES) || g_str_has_prefix (node, OLD_BUNDLES);
}

ConfabLookKind
confab_accounts_look_kind_of_node (const char *node) {
  static const struct {
    const char *node;
    ConfabLookKind kind;
  } kinds[] = {
    { "urn:xmpp:vcard4", CONFAB_LOOK_CARD },
    { "urn:ietf:params:xml:ns:vcard-4.0", CONFAB_LOOK_CARD },
    { NS_NICK, CONFAB_LOOK_NICKNAME },
    { "urn:xmpp:avatar:metadata", CONFAB_LOOK_PICTURE },
    { "urn:xmpp:avatar:data", CONFAB_LOOK_PICTURE },
    { "http://jabber.org/protocol/mood", CONFAB_LOOK_MOOD },
    { "http://jabber.org/protocol/activity", CONFAB_LOOK_MOOD },
    { "http://jabber.org/protocol/tune", CONFAB_LOOK_MOOD },
    { "http://jabber.org/protocol/geoloc", CONFAB_LOOK_HOME },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].node, node))
      return kinds[i].kind;
  return is_key_node (node) ? CONFAB_LOOK_KEYS : CONFAB_LOOK_OTHER;
}

/* ---- looking, in a fiber ---- */

typedef struct {
  ConfabAccountsSession *self; /* each query of it ends within a minute */
  ConfabModelLook *look;
} Looking;

static void
looking_free (gpointer data) {
  Looking *looking = data;

  g_object_unref (looking->self);
  g_clear_object (&looking->look);
  g_free (looking);
}

static int
compare (gconstpointer one, gconstpointer other, gpointer data) {
  gboolean is_open = confab_model_look_is_open ((ConfabModelLook *)one);
  gboolean is_other_open = confab_model_look_is_open ((ConfabModelLook *)other);

  return is_open == is_other_open ? 0 : is_open ? -1 : 1;
}

static void
add (GListStore *list, ConfabLookKind kind, ConfabLookWho who, const char *text, const char *node,
    const char *part) {
  g_autoptr (ConfabModelLook) look = confab_model_look_new (kind, who, text, node, part);

  g_list_store_append (list, look);
}

static gboolean
look_at_card (ConfabXepOut *out, GListStore *list, GError **error) {
  g_autoptr (ConfabStanza) card = dex_await_boxed (confab_xep_profile_fetch_card (out), error);
  g_autoptr (GPtrArray) parts = NULL;

  if (card == NULL)
    return FALSE;
  parts = confab_xep_profile_read_card (card);
  for (guint i = 0; i < parts->len; i++) {
    const ConfabXepProfilePart *part = g_ptr_array_index (parts, i);

    add (list, confab_accounts_look_kind_of_part (part->name), CONFAB_LOOK_WHO_EVERYBODY,
        part->text, NULL, part->name);
  }
  return TRUE;
}

static char *
await_nickname (ConfabXepOut *out) {
  g_autoptr (GPtrArray) items =
      dex_await_boxed (confab_xep_pep_fetch (out, NULL, NS_NICK, NULL), NULL);
  const ConfabXepPepItem *item =
      items != NULL && items->len > 0 ? g_ptr_array_index (items, 0) : NULL;

  return item != NULL && item->payload != NULL
             ? g_strdup (confab_xmpp_stanza_get_text (item->payload))
             : NULL;
}

static ConfabLookWho
who_of (ConfabXepReach reach) {
  switch (reach) {
  case CONFAB_XEP_REACH_EVERYBODY:
    return CONFAB_LOOK_WHO_EVERYBODY;
  case CONFAB_XEP_REACH_BUDDIES:
    return CONFAB_LOOK_WHO_BUDDIES;
  case CONFAB_XEP_REACH_NOBODY:
    return CONFAB_LOOK_WHO_NOBODY;
  case CONFAB_XEP_REACH_UNKNOWN:
    break;
  }
  return CONFAB_LOOK_WHO_UNKNOWN;
}

/* A server without nodes has none. */
static gboolean
look_at_nodes (ConfabXepOut *out, GListStore *list, GError **error) {
  g_autoptr (GError) problem = NULL;
  g_auto (GStrv) nodes = dex_await_boxed (confab_xep_profile_list_nodes (out), &problem);

  if (nodes == NULL && !g_error_matches (problem, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  for (guint i = 0; nodes != NULL && nodes[i] != NULL; i++) {
    ConfabLookKind kind = confab_accounts_look_kind_of_node (nodes[i]);
    int reach = dex_await_int (confab_xep_profile_ask_reach (out, nodes[i]), NULL);
    ConfabLookWho who = who_of ((ConfabXepReach)reach);
    g_autofree char *text = NULL;

    if (who == CONFAB_LOOK_WHO_NOBODY)
      continue;
    if (g_str_equal (nodes[i], NS_NICK))
      text = await_nickname (out);
    else if (kind == CONFAB_LOOK_OTHER)
      text = g_strdup (nodes[i]);
    add (list, kind, who, text, nodes[i], NULL);
  }
  return TRUE;
}

static DexFuture *
run_look (gpointer data) {
  Looking *looking = data;
  g_autoptr (GListStore) list = g_list_store_new (CONFAB_TYPE_MODEL_LOOK);
  g_autoptr (GError) error = NULL;

  if (!look_at_card (looking->self->out, list, &error) ||
      !look_at_nodes (looking->self->out, list, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  confab_accounts_look_as_guest (looking->self, list);
  g_list_store_sort (list, compare, NULL);
  return dex_future_new_take_object (g_steal_pointer (&list));
}

static DexFuture *
spawn (ConfabAccountsSession *self, DexFiberFunc run, ConfabModelLook *look) {
  Looking *looking;

  if (self->stream == NULL)
    return confab_accounts_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  looking = g_new0 (Looking, 1);
  looking->self = g_object_ref (self);
  looking->look = look != NULL ? g_object_ref (look) : NULL;
  return confab_base_fiber_start (run, looking, looking_free);
}

DexFuture *
confab_accounts_look (ConfabAccountsSession *self) {
  return spawn (self, run_look, NULL);
}

/* ---- taking off, in a fiber ---- */

/* Lists of devices have one item, bundles of the newer version one for each device. */
static DexFuture *
narrow (ConfabXepOut *out, const char *node) {
  guint max = g_str_equal (node, CONFAB_OMEMO_TWO_BUNDLES) ? 0 : 1;

  return confab_xep_pep_narrow (out, node, CONFAB_XEP_PEP_BUDDIES, max);
}

static DexFuture *
take_node_off (ConfabXepOut *out, const char *node) {
  return is_key_node (node) ? narrow (out, node) : confab_xep_profile_delete_node (out, node);
}

/* The card is fetched anew: another device may have changed it since it was looked at. */
static gboolean
take_part_off (ConfabXepOut *out, const char *part, GError **error) {
  g_autoptr (ConfabStanza) card = dex_await_boxed (confab_xep_profile_fetch_card (out), error);

  if (card != NULL && confab_xmpp_stanza_get_n_children (card) == 0)
    return TRUE;
  return card != NULL &&
         dex_await (confab_xep_profile_set_card (out, confab_xep_profile_card_without (card, part)),
             error);
}

static DexFuture *
run_hide (gpointer data) {
  Looking *looking = data;
  const char *node = confab_model_look_get_node (looking->look);
  g_autoptr (GError) error = NULL;
  gboolean is_off;

  if (node != NULL)
    is_off = dex_await (take_node_off (looking->self->out, node), &error);
  else
    is_off = take_part_off (looking->self->out, confab_model_look_get_part (looking->look), &error);
  return is_off ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/* Keys and what is not known here but for buddies alone belong to other things than a profile. */
static gboolean
is_of_profile (ConfabModelLook *look) {
  return confab_model_look_is_open (look) ||
         (confab_model_look_get_kind (look) != CONFAB_LOOK_KEYS &&
             confab_model_look_get_kind (look) != CONFAB_LOOK_OTHER);
}

static DexFuture *
run_hide_all (gpointer data) {
  Looking *looking = data;
  g_autoptr (GListStore) list = g_list_store_new (CONFAB_TYPE_MODEL_LOOK);
  g_autoptr (GError) error = NULL;
  guint n;

  if (!take_part_off (looking->self->out, NULL, &error) ||
      !look_at_nodes (looking->self->out, list, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelLook) look = g_list_model_get_item (G_LIST_MODEL (list), i);

    if (is_of_profile (look) &&
        !dex_await (take_node_off (looking->self->out, confab_model_look_get_node (look)), &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
  }
  return dex_future_new_true ();
}

DexFuture *
confab_accounts_hide (ConfabAccountsSession *self, ConfabModelLook *look) {
  return spawn (self, run_hide, look);
}

DexFuture *
confab_accounts_hide_all (ConfabAccountsSession *self) {
  return spawn (self, run_hide_all, NULL);
}
