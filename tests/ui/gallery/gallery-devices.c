/* The verbs of "only you two" over lists that a scene made: a word on a device changes the list and
 * what the contact shows of it, at once. A picture is taken for theirs if it names their address.
 */

#include "gallery.h"

#define KEY "gallery-devices"
#define KEYS                                                                                       \
  "?omemo-sid-12345="                                                                              \
  "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static GListStore *
devices_of (GObject *owner) {
  GListStore *store = g_object_get_data (owner, KEY);

  if (store == NULL) {
    store = g_list_store_new (CONFAB_TYPE_MODEL_DEVICE);
    g_object_set_data_full (owner, KEY, store, g_object_unref);
  }
  return store;
}

/* What a contact or an account shows of its devices. */
static void
sum_up (GObject *owner) {
  GListModel *devices = G_LIST_MODEL (devices_of (owner));
  guint n_undecided = 0;
  gint64 checked_us = 0;

  for (guint i = 0; i < g_list_model_get_n_items (devices); i++) {
    g_autoptr (ConfabModelDevice) device = g_list_model_get_item (devices, i);
    const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (device);

    n_undecided += facts->is_listed && facts->trust == CONFAB_TRUST_UNDECIDED ? 1 : 0;
    if (facts->is_listed && facts->trust == CONFAB_TRUST_CHECKED)
      checked_us = MAX (checked_us, facts->checked_us);
  }
  if (CONFAB_IS_MODEL_CONTACT (owner)) {
    confab_model_contact_set_undecided (CONFAB_MODEL_CONTACT (owner), n_undecided);
    confab_model_contact_set_checked_us (CONFAB_MODEL_CONTACT (owner), checked_us);
  } else {
    confab_model_account_set_undecided (CONFAB_MODEL_ACCOUNT (owner), n_undecided);
  }
}

void
gallery_devices_add (GObject *owner, const ConfabModelDeviceFacts *facts) {
  g_autoptr (ConfabModelDevice) device = confab_model_device_new (facts);

  g_list_store_append (devices_of (owner), device);
  sum_up (owner);
}

static GObject *
owner_of (ConfabModelAccount *account, ConfabModelDevice *device) {
  const char *address = confab_model_device_get_facts (device)->address;
  ConfabModelContact *contact = confab_model_account_find_contact (account, address);

  return contact != NULL ? G_OBJECT (contact) : G_OBJECT (account);
}

static void
replace (GObject *owner, guint32 id, ConfabModelTrust trust, gboolean is_listed) {
  GListStore *devices = devices_of (owner);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (devices)); i++) {
    g_autoptr (ConfabModelDevice) device = g_list_model_get_item (G_LIST_MODEL (devices), i);
    ConfabModelDeviceFacts facts = *confab_model_device_get_facts (device);
    g_autoptr (ConfabModelDevice) changed = NULL;

    if (facts.id != id)
      continue;
    facts.trust = trust;
    facts.is_listed = is_listed;
    facts.checked_us = trust == CONFAB_TRUST_CHECKED ? g_get_real_time () : facts.checked_us;
    changed = confab_model_device_new (&facts);
    g_list_store_splice (devices, i, 1, (gpointer *)&changed, 1);
  }
  sum_up (owner);
}

DexFuture *
confab_core_list_devices (
    ConfabCore *self, ConfabModelAccount *account, ConfabModelContact *contact) {
  return gallery_core_answer (
      self, devices_of (contact != NULL ? G_OBJECT (contact) : G_OBJECT (account)));
}

DexFuture *
confab_core_trust_device (ConfabCore *self, ConfabModelAccount *account, ConfabModelDevice *device,
    ConfabModelTrust trust) {
  if (gallery_core_is_willing (self))
    replace (owner_of (account, device), confab_model_device_get_facts (device)->id, trust, TRUE);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_remove_device (
    ConfabCore *self, ConfabModelAccount *account, ConfabModelDevice *device) {
  if (gallery_core_is_willing (self))
    replace (G_OBJECT (account), confab_model_device_get_facts (device)->id, CONFAB_TRUST_LEFT_OUT,
        FALSE);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_get_check_uri (ConfabCore *self, ConfabModelAccount *account) {
  return dex_future_new_take_string (
      g_strconcat ("xmpp:", confab_model_account_get_address (account), KEYS, NULL));
}

DexFuture *
confab_core_take_check_uri (ConfabCore *self, ConfabModelContact *contact, const char *uri) {
  g_autofree char *theirs =
      g_strconcat ("xmpp:", confab_model_contact_get_address (contact), "?", NULL);
  GListModel *devices = G_LIST_MODEL (devices_of (G_OBJECT (contact)));

  if (!gallery_core_is_willing (self))
    return gallery_core_answer (self, NULL);
  if (!g_str_has_prefix (uri, "xmpp:"))
    return dex_future_new_reject (CONFAB_CORE_ERROR, CONFAB_PROBLEM_NOT_A_CODE, "%s", "");
  if (!g_str_has_prefix (uri, theirs))
    return dex_future_new_reject (
        CONFAB_CORE_ERROR, CONFAB_PROBLEM_OTHER_PERSON, "%s", "mallory@example.net");
  for (guint i = 0; i < g_list_model_get_n_items (devices); i++) {
    g_autoptr (ConfabModelDevice) device = g_list_model_get_item (devices, i);

    replace (
        G_OBJECT (contact), confab_model_device_get_facts (device)->id, CONFAB_TRUST_CHECKED, TRUE);
  }
  return dex_future_new_for_int ((int)g_list_model_get_n_items (devices));
}

DexFuture *
confab_core_permit_plain (ConfabCore *self, ConfabModelChat *chat, gboolean is_permitted) {
  if (gallery_core_is_willing (self)) {
    confab_model_contact_set_plain_chosen (confab_model_chat_get_contact (chat), is_permitted);
    confab_model_chat_set_send (chat,
        is_permitted ? CONFAB_SEND_PLAIN_PERMITTED : CONFAB_SEND_REFUSE, CONFAB_REASON_NO_KEYS,
        is_permitted);
  }
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_ask_for_keys (ConfabCore *self, ConfabModelChat *chat, const char *sentence) {
  if (gallery_core_is_willing (self)) {
    g_autoptr (ConfabModelMessage) message =
        confab_model_message_new (G_MAXINT32, TRUE, FALSE, g_get_real_time (), sentence);

    confab_model_message_set_kind (message, CONFAB_MESSAGE_KIND_ASK, 0, FALSE);
    confab_model_timeline_append (confab_model_chat_get_timeline (chat), message);
  }
  return gallery_core_answer (self, NULL);
}
