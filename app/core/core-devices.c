/* The verbs about devices, checking and plain text: each finds whose it is and hands it on. The
 * decisions are made by judges below. */

#include "core/core-private.h"

#include "messaging/messaging-devices.h"
#include "messaging/messaging-keys.h"

static ConfabMessaging *
messaging_of (ConfabCore *self, ConfabModelAccount *account) {
  ConfabAccountsSession *session =
      self->is_quitting || account == NULL ? NULL : confab_core_session_of (self, account);

  return session != NULL ? confab_accounts_session_get_messaging (session) : NULL;
}

static DexFuture *
gone (void) {
  return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
}

DexFuture *
confab_core_list_devices (
    ConfabCore *self, ConfabModelAccount *account, ConfabModelContact *contact) {
  ConfabMessaging *messaging = messaging_of (self, account);

  if (messaging == NULL)
    return gone ();
  return confab_core_with_problem (confab_messaging_list_devices (
      messaging, contact != NULL ? confab_model_contact_get_address (contact)
                                 : confab_model_account_get_address (account)));
}

DexFuture *
confab_core_trust_device (ConfabCore *self, ConfabModelAccount *account, ConfabModelDevice *device,
    ConfabModelTrust trust) {
  ConfabMessaging *messaging = messaging_of (self, account);

  if (messaging == NULL)
    return gone ();
  return confab_core_with_problem (confab_messaging_trust_device (messaging, device, trust));
}

typedef struct {
  ConfabMessaging *messaging;
  guint32 device;
} Removal;

static void
removal_free (gpointer data) {
  Removal *removal = data;

  g_object_unref (removal->messaging);
  g_free (removal);
}

static DexFuture *
on_left_out (DexFuture *future, gpointer data) {
  Removal *removal = data;

  return confab_messaging_keys_remove (removal->messaging, removal->device);
}

/* Left out first: a device that is still on puts itself back on the list, gets nothing then either,
 * and is not asked about once more. */
DexFuture *
confab_core_remove_device (
    ConfabCore *self, ConfabModelAccount *account, ConfabModelDevice *device) {
  ConfabMessaging *messaging = messaging_of (self, account);
  const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (device);
  Removal *removal;

  if (messaging == NULL || !facts->is_own || facts->is_this)
    return gone ();
  if (facts->identity == NULL)
    return confab_core_with_problem (confab_messaging_keys_remove (messaging, facts->id));
  removal = g_new0 (Removal, 1);
  removal->messaging = g_object_ref (messaging);
  removal->device = facts->id;
  return confab_core_with_problem (
      dex_future_then (confab_messaging_trust_device (messaging, device, CONFAB_TRUST_LEFT_OUT),
          on_left_out, removal, removal_free));
}

DexFuture *
confab_core_get_check_uri (ConfabCore *self, ConfabModelAccount *account) {
  ConfabMessaging *messaging = messaging_of (self, account);

  return messaging != NULL ? confab_core_with_problem (confab_messaging_get_check_uri (messaging))
                           : gone ();
}

DexFuture *
confab_core_take_check_uri (ConfabCore *self, ConfabModelContact *contact, const char *uri) {
  ConfabMessaging *messaging = messaging_of (self, confab_model_contact_get_account (contact));

  if (messaging == NULL)
    return gone ();
  return confab_core_with_problem (confab_messaging_take_check_uri (messaging, contact, uri));
}

DexFuture *
confab_core_permit_plain (ConfabCore *self, ConfabModelChat *chat, gboolean is_permitted) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging == NULL || self->is_quitting)
    return gone ();
  return confab_core_with_problem (confab_messaging_permit_plain (
      messaging, confab_model_chat_get_contact (chat), is_permitted));
}

DexFuture *
confab_core_ask_for_keys (ConfabCore *self, ConfabModelChat *chat, const char *sentence) {
  ConfabMessaging *messaging = confab_core_messaging_of (self, chat);

  if (messaging == NULL || self->is_quitting)
    return gone ();
  dex_future_disown (confab_core_finish_close (self));
  confab_messaging_open_chat (messaging, chat);
  return confab_core_with_problem (confab_messaging_ask_for_keys (messaging, chat, sentence));
}
