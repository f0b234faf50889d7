/* Who is here: presence of buddies by device, summed up for each; and what people say about seeing
 * each other. Presence of somebody who is no buddy is dropped by the judge; a wish to see us
 * becomes a request, or is granted if we asked them first. */

#include "accounts/accounts-private.h"

#include "model/model-safety.h"

#define MAX_DEVICES 64 /* of one buddy; more are not counted */

typedef struct {
  ConfabXepPresenceKind kind;
  int priority;
} Device;

static ConfabModelPresence
presence_of (ConfabXepPresenceKind kind) {
  switch (kind) {
  case CONFAB_XEP_PRESENCE_HERE:
    return CONFAB_PRESENCE_HERE;
  case CONFAB_XEP_PRESENCE_AWAY:
    return CONFAB_PRESENCE_AWAY;
  case CONFAB_XEP_PRESENCE_BUSY:
    return CONFAB_PRESENCE_BUSY;
  case CONFAB_XEP_PRESENCE_GONE:
  case CONFAB_XEP_PRESENCE_ASKS:
  case CONFAB_XEP_PRESENCE_ACCEPTS:
  case CONFAB_XEP_PRESENCE_ENDS:
  case CONFAB_XEP_PRESENCE_REFUSES:
  case CONFAB_XEP_PRESENCE_ERROR:
    break;
  }
  return CONFAB_PRESENCE_OFFLINE;
}

/* The device with the highest priority speaks for the buddy; among equals the one that is most
 * present. */
static ConfabModelPresence
sum_up (GHashTable *devices) {
  ConfabModelPresence best = CONFAB_PRESENCE_OFFLINE;
  int priority = G_MININT;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, devices);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Device *device = value;
    ConfabModelPresence presence = presence_of (device->kind);

    if (device->priority > priority || (device->priority == priority && presence > best)) {
      best = presence;
      priority = device->priority;
    }
  }
  return best;
}

/* When somebody was last here, as their server says of who is gone, or as it was seen. */
static void
note_seen (ConfabAccountsSession *self, ConfabModelContact *contact, ConfabModelPresence before,
    gint64 stamp_us) {
  gboolean was_here = before != CONFAB_PRESENCE_OFFLINE;

  if (confab_model_contact_get_presence (contact) != CONFAB_PRESENCE_OFFLINE)
    confab_model_contact_set_seen_us (contact, 0);
  else if (stamp_us != 0)
    confab_model_contact_set_seen_us (contact, stamp_us);
  else if (was_here)
    confab_model_contact_set_seen_us (contact, confab_base_clock_wall_us (self->env->clock));
}

static void
note_device (
    ConfabAccountsSession *self, ConfabModelContact *contact, const ConfabXepPresence *presence) {
  const char *bare = confab_base_jid_get_bare (presence->from);
  const char *resource = confab_base_jid_get_resource (presence->from);
  GHashTable *devices = g_hash_table_lookup (self->presences, bare);
  ConfabModelPresence before = confab_model_contact_get_presence (contact);

  if (devices == NULL) {
    devices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_hash_table_insert (self->presences, g_strdup (bare), devices);
  }
  if (presence->kind == CONFAB_XEP_PRESENCE_GONE && resource == NULL)
    g_hash_table_remove_all (devices);
  else if (presence->kind == CONFAB_XEP_PRESENCE_GONE)
    g_hash_table_remove (devices, resource);
  else if (g_hash_table_size (devices) < MAX_DEVICES) {
    Device *device = g_new0 (Device, 1);

    device->kind = presence->kind;
    device->priority = presence->priority;
    g_hash_table_replace (devices, g_strdup (resource != NULL ? resource : ""), device);
  }
  confab_model_contact_set_presence (contact, sum_up (devices));
  note_seen (self, contact, before, presence->time_us);
  confab_messaging_note_presence (self->messaging, contact, before);
}

static gboolean
is_anybody_awaited (ConfabAccountsSession *self) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    if (confab_model_contact_is_awaited (contact))
      return TRUE;
  }
  return FALSE;
}

void
confab_accounts_tell_watched (ConfabAccountsSession *self) {
  if (self->stream != NULL)
    confab_xmpp_stream_set_watched (self->stream, !self->is_unwatched || is_anybody_awaited (self));
}

void
confab_accounts_session_set_watched (ConfabAccountsSession *self, gboolean is_watched) {
  self->is_unwatched = !is_watched;
  confab_accounts_tell_watched (self);
}

/* Told once: whoever comes and goes all day is not announced all day (RISKS R17). */
static DexFuture *
tell_if_awaited (ConfabAccountsSession *self, ConfabModelContact *contact) {
  if (!confab_model_contact_is_awaited (contact) ||
      confab_model_contact_get_presence (contact) != CONFAB_PRESENCE_HERE)
    return NULL;
  g_signal_emit_by_name (self, "buddy-here", contact);
  return confab_accounts_set_awaited (self, contact, FALSE);
}

/* They would like to see us. Whoever we asked to see ourselves may; everybody else is a request. */
static DexFuture *
take_wish (
    ConfabAccountsSession *self, ConfabModelContact *contact, const ConfabXepPresence *presence) {
  ConfabModelRelation relation =
      contact != NULL ? confab_model_contact_get_relation (contact) : CONFAB_RELATION_NONE;

  switch (relation) {
  case CONFAB_RELATION_WAITING:
  case CONFAB_RELATION_WE_SEE:
  case CONFAB_RELATION_THEY_SEE:
  case CONFAB_RELATION_MUTUAL:
    confab_xep_presence_approve (self->out, presence->from);
    return NULL;
  case CONFAB_RELATION_NONE:
    break;
  }
  if (presence->token != NULL)
    return confab_accounts_welcome (self, presence);
  return confab_messaging_request (self->messaging, presence->from, presence->note, FALSE);
}

/* They do not want to be seen by us: the asking is over, and is not taken up again by itself. */
static DexFuture *
take_refusal (ConfabAccountsSession *self, ConfabModelContact *contact) {
  if (contact == NULL || confab_model_contact_get_asked_us (contact) == 0)
    return NULL;
  confab_model_contact_set_asked (contact, 0, NULL);
  if (confab_model_contact_get_relation (contact) == CONFAB_RELATION_WAITING)
    confab_model_contact_set_relation (contact, CONFAB_RELATION_NONE);
  confab_messaging_judge (self->messaging, contact);
  return confab_accounts_keep_contact (self, contact);
}

DexFuture *
confab_accounts_on_presence (gpointer data, const ConfabXepPresence *presence) {
  ConfabAccountsSession *self = data;
  ConfabModelContact *contact =
      confab_model_account_find_contact (self->account, confab_base_jid_get_bare (presence->from));

  /* Servers without a block list let it through to here (R04). */
  if (confab_model_account_is_blocked (self->account, confab_base_jid_get_full (presence->from))) {
    confab_model_safety_note_refused (confab_model_account_get_safety (self->account));
    return NULL;
  }
  switch (presence->kind) {
  case CONFAB_XEP_PRESENCE_ASKS:
    return take_wish (self, contact, presence);
  case CONFAB_XEP_PRESENCE_REFUSES:
    return take_refusal (self, contact);
  case CONFAB_XEP_PRESENCE_ACCEPTS:
  case CONFAB_XEP_PRESENCE_ENDS:
    /* The server's push of the list says the same, for certain. */
    return NULL;
  case CONFAB_XEP_PRESENCE_ERROR:
    return NULL;
  case CONFAB_XEP_PRESENCE_GONE:
  case CONFAB_XEP_PRESENCE_HERE:
  case CONFAB_XEP_PRESENCE_AWAY:
  case CONFAB_XEP_PRESENCE_BUSY:
    break;
  }
  if (contact == NULL)
    return NULL;
  switch (confab_model_contact_get_relation (contact)) {
  case CONFAB_RELATION_WE_SEE:
  case CONFAB_RELATION_MUTUAL:
    note_device (self, contact, presence);
    return tell_if_awaited (self, contact);
  case CONFAB_RELATION_NONE:
  case CONFAB_RELATION_WAITING:
  case CONFAB_RELATION_THEY_SEE:
    break;
  }
  return NULL;
}

void
confab_accounts_forget_presences (ConfabAccountsSession *self) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);
  ConfabModelPresence before;

  g_hash_table_remove_all (self->presences);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    before = confab_model_contact_get_presence (contact);
    confab_model_contact_set_presence (contact, CONFAB_PRESENCE_OFFLINE);
    note_seen (self, contact, before, 0);
  }
}
