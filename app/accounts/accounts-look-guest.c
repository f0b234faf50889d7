/* A look at the account by somebody who has none: a second line to the same server, signed in as a
 * guest without a name. What the guest is shown, everybody is shown. It can only add to what is
 * known: a guest of this server may be shown less than strangers of other ones. It asks nobody but
 * one's own account, and leaves nothing behind. */

#include "accounts/accounts-private.h"

#include "xep/xep-profile.h"
#include "xmpp/xmpp-visit.h"

typedef struct {
  ConfabAccountsSession *self;
  ConfabXmppStream *stream; /* of when it began: when that goes, so does the guest */
  ConfabXmppVisit *visit;
  GListStore *list;
  gboolean has_failed;
} Guest;

static void
guest_clear (Guest *guest) {
  g_clear_pointer (&guest->visit, confab_xmpp_visit_unref);
  g_clear_object (&guest->stream);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Guest, guest_clear)

/* ---- the line ---- */

static gboolean
go_there (Guest *guest) {
  ConfabAccountsSession *self = guest->self;
  /* A stranger shares no way with the account. */
  g_autoptr (ConfabNetRoute) route =
      confab_accounts_await_route (self->env, self->address, self->row, NULL, NULL);
  g_autoptr (ConfabJid) domain =
      confab_base_jid_new (confab_base_jid_get_domain (self->address), NULL);
  ConfabXmppVisitParams params;

  /* Another way may have been taken while the keyring was asked. */
  if (route == NULL || domain == NULL || self->stream != guest->stream)
    return FALSE;
  confab_net_route_count (route, self->env->counts, CONFAB_NET_FOR_ACCOUNT);
  params = (ConfabXmppVisitParams){
    .domain = domain,
    .route = route,
    .clock = self->env->clock,
    .random = self->env->random,
    .dial = self->env->dial,
    .dial_data = self->env->dial_data,
    .cancellable = self->cancellable,
  };
  guest->visit = dex_await_boxed (confab_xmpp_visit (&params), NULL);
  return guest->visit != NULL && dex_await (confab_xmpp_visit_enter (guest->visit), NULL) &&
         dex_await (confab_xmpp_visit_probe (guest->visit, self->address), NULL);
}

/* `iq` is taken. NULL: it goes no further. */
static ConfabStanza *
ask (Guest *guest, ConfabStanza *iq) {
  g_autoptr (ConfabStanza) taken = iq;
  ConfabStanza *answer = NULL;

  if (!guest->has_failed && guest->self->stream == guest->stream)
    answer = dex_await_boxed (confab_xmpp_visit_request (guest->visit, taken), NULL);
  guest->has_failed = answer == NULL;
  return answer;
}

/* ---- what is shown ---- */

static void
add (Guest *guest, ConfabLookKind kind, const char *text, const char *node, const char *part) {
  g_autoptr (ConfabModelLook) look =
      confab_model_look_new (kind, CONFAB_LOOK_WHO_EVERYBODY, text, node, part);

  g_list_store_append (guest->list, look);
}

static ConfabModelLook *
find (Guest *guest, const char *node, const char *part, guint *at) {
  guint n = g_list_model_get_n_items (G_LIST_MODEL (guest->list));

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelLook) look = g_list_model_get_item (G_LIST_MODEL (guest->list), i);

    if (g_strcmp0 (confab_model_look_get_node (look), node) == 0 &&
        g_strcmp0 (confab_model_look_get_part (look), part) == 0) {
      *at = i;
      return g_steal_pointer (&look);
    }
  }
  return NULL;
}

/* Whatever the server says of who may read it: this one did. */
static void
was_shown_node (Guest *guest, const char *node) {
  guint at = 0;
  g_autoptr (ConfabModelLook) known = find (guest, node, NULL, &at);

  if (known != NULL)
    g_list_store_remove (guest->list, at);
  add (guest, confab_accounts_look_kind_of_node (node),
      known != NULL ? confab_model_look_get_text (known) : NULL, node, NULL);
}

static void
look_at_card (Guest *guest) {
  g_autoptr (ConfabStanza) answer = ask (guest, confab_xep_profile_card_new (guest->self->address));
  g_autoptr (GPtrArray) parts = answer != NULL ? confab_xep_profile_read_card_of (answer) : NULL;

  for (guint i = 0; parts != NULL && i < parts->len; i++) {
    const ConfabXepProfilePart *part = g_ptr_array_index (parts, i);
    guint at = 0;
    g_autoptr (ConfabModelLook) known = find (guest, NULL, part->name, &at);

    if (known == NULL)
      add (guest, confab_accounts_look_kind_of_part (part->name), part->text, NULL, part->name);
  }
}

static void
look_at_node (Guest *guest, const char *node) {
  g_autoptr (ConfabStanza) answer =
      ask (guest, confab_xep_profile_node_new (guest->self->address, node));

  if (answer != NULL && confab_xep_profile_has_items (answer))
    was_shown_node (guest, node);
}

/* Those that it is told of, and those that anybody could guess: they have the same names
 * everywhere.
 */
static void
look_at_nodes (Guest *guest) {
  g_autoptr (ConfabStanza) answer =
      ask (guest, confab_xep_profile_nodes_new (guest->self->address));
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) told = answer != NULL ? confab_xep_profile_read_nodes (answer) : NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (guest->list));
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; told != NULL && told[i] != NULL; i++)
    g_hash_table_add (names, g_strdup (told[i]));
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelLook) look = g_list_model_get_item (G_LIST_MODEL (guest->list), i);

    if (confab_model_look_get_node (look) != NULL)
      g_hash_table_add (names, g_strdup (confab_model_look_get_node (look)));
  }
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    look_at_node (guest, name);
}

static void
look_at_times (Guest *guest) {
  g_autoptr (ConfabStanza) answer = ask (guest, confab_xep_profile_last_new (guest->self->address));

  if (answer != NULL && confab_xep_profile_has_last (answer))
    add (guest, CONFAB_LOOK_LAST, NULL, NULL, NULL);
  if (confab_xmpp_visit_has_presence (guest->visit))
    add (guest, CONFAB_LOOK_HERE, NULL, NULL, NULL);
}

void
confab_accounts_look_as_guest (ConfabAccountsSession *self, GListStore *list) {
  g_auto (Guest) guest = { .self = self, .list = list };
  g_autoptr (ConfabModelLook) looked = NULL;

  g_set_object (&guest.stream, self->stream);
  if (guest.stream == NULL || !go_there (&guest))
    return;
  look_at_card (&guest);
  look_at_nodes (&guest);
  look_at_times (&guest);
  if (guest.has_failed)
    return;
  looked = confab_model_look_new (CONFAB_LOOK_GUEST, CONFAB_LOOK_WHO_NOBODY, NULL, NULL, NULL);
  g_list_store_append (list, looked);
}
