/* The person without a screen looks at devices, checks them, and chooses plain text, and what a
 * buddy is told: "tell ADDRESS BITS"; "told ADDRESS" answers "told ADDRESS WRITING". The other
 * commands are listed in person.c. It decides nothing. */

#include <stdlib.h>

#include "model/model-device.h"
#include "person.h"

typedef struct {
  Person *self;
  char *command;
  guint32 device;
  ConfabModelTrust trust;
} Wish;

static void
wish_free (gpointer data) {
  Wish *wish = data;

  g_free (wish->command);
  g_free (wish);
}

static const char *
or_empty (const char *text) {
  return text != NULL ? text : "";
}

static void
say_device (const ConfabModelDeviceFacts *facts) {
  g_autoptr (GString) identity = g_string_new (NULL);

  for (int i = 0; facts->identity != NULL && i < 32; i++)
    g_string_append_printf (identity, "%02x", facts->identity[i]);
  say ("device\t%s\t%u\t%s\t%d\t%d\t%d\t%d\t%s\t%s\t%s", facts->address, facts->id, identity->str,
      facts->trust, facts->is_listed, facts->is_this, facts->has_problem, or_empty (facts->label),
      or_empty (facts->digits), or_empty (facts->words));
}

static DexFuture *
on_devices (DexFuture *future, gpointer data) {
  Wish *wish = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  GListModel *devices = value != NULL ? g_value_get_object (value) : NULL;

  if (devices == NULL) {
    say ("failed\t%s\t%d\t%s", wish->command, error != NULL ? error->code : -1,
        error != NULL ? error->message : "no list");
    return NULL;
  }
  for (guint i = 0; i < g_list_model_get_n_items (devices); i++) {
    g_autoptr (ConfabModelDevice) device = g_list_model_get_item (devices, i);
    const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (device);
    ConfabModelAccount *account = account_of (wish->self);

    if (wish->device == 0)
      say_device (facts);
    else if (facts->id == wish->device && g_str_equal (wish->command, "trust")) {
      tell (confab_core_trust_device (wish->self->core, account, device, wish->trust), "trust");
      return NULL;
    } else if (facts->id == wish->device) {
      tell (confab_core_remove_device (wish->self->core, account, device), "remove-device");
      return NULL;
    }
  }
  if (wish->device == 0)
    say ("done\t%s", wish->command);
  else
    say ("failed\t%s\t-1\tno such device", wish->command);
  return NULL;
}

/* `address`: a buddy's, or one's own. */
static void
with_devices (
    Person *self, char **words, const char *address, const char *device, ConfabModelTrust trust) {
  Wish *wish = g_new0 (Wish, 1);

  wish->self = self;
  wish->command = g_strdup (words[0]);
  wish->device = device != NULL ? (guint32)g_ascii_strtoull (device, NULL, 10) : 0;
  wish->trust = trust;
  dex_future_disown (dex_future_finally (
      confab_core_list_devices (self->core, account_of (self), contact_of (self, address)),
      on_devices, wish, wish_free));
}

static ConfabModelTrust
trust_of (const char *word) {
  if (g_strcmp0 (word, "checked") == 0)
    return CONFAB_TRUST_CHECKED;
  return g_strcmp0 (word, "used") == 0 ? CONFAB_TRUST_USED : CONFAB_TRUST_LEFT_OUT;
}

static DexFuture *
on_answer (DexFuture *future, gpointer data) {
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value == NULL)
    say ("failed\t%s\t%d\t%s", (const char *)data, error->code, error->message);
  else if (G_VALUE_HOLDS_STRING (value))
    say ("done\t%s\t%s", (const char *)data, g_value_get_string (value));
  else
    say ("done\t%s\t%d", (const char *)data, g_value_get_int (value));
  return NULL;
}

static void
tell_answer (DexFuture *future, const char *command) {
  dex_future_disown (dex_future_finally (future, on_answer, g_strdup (command), g_free));
}

/* Commands that need a buddy. */
static gboolean
obey_buddy (Person *self, char **words, ConfabModelContact *contact) {
  ConfabModelChat *chat = confab_model_contact_get_chat (contact);

  if (g_str_equal (words[0], "plain"))
    tell (confab_core_permit_plain (self->core, chat, g_strcmp0 (words[2], "yes") == 0), words[0]);
  else if (g_str_equal (words[0], "ask"))
    tell (confab_core_ask_for_keys (self->core, chat, words[2]), words[0]);
  else if (g_str_equal (words[0], "take-uri"))
    tell_answer (confab_core_take_check_uri (self->core, contact, words[2]), words[0]);
  else if (g_str_equal (words[0], "tell") && words[2] != NULL)
    tell (confab_core_set_tells (self->core, contact, (ConfabModelTells)atoi (words[2])), words[0]);
  else if (g_str_equal (words[0], "told")) {
    say ("told\t%s\t%d", words[1], confab_model_chat_is_writing (chat));
    say ("done\ttold");
  } else
    return FALSE;
  return TRUE;
}

gboolean
obey_devices (Person *self, char **words) {
  ConfabModelContact *contact;

  if (g_str_equal (words[0], "uri"))
    tell_answer (confab_core_get_check_uri (self->core, account_of (self)), words[0]);
  else if (g_str_equal (words[0], "devices"))
    with_devices (self, words, or_empty (words[1]), NULL, CONFAB_TRUST_LEFT_OUT);
  else if (g_str_equal (words[0], "trust") && words[1] != NULL && words[2] != NULL)
    with_devices (self, words, words[1], words[2], trust_of (words[3]));
  else if (g_str_equal (words[0], "remove-device") && words[1] != NULL)
    with_devices (self, words, "", words[1], CONFAB_TRUST_LEFT_OUT);
  else if (words[1] != NULL && (contact = contact_of (self, words[1])) != NULL)
    return obey_buddy (self, words, contact);
  else
    return FALSE;
  return TRUE;
}
