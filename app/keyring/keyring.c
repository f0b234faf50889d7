/* Secrets of one profile in the desktop's keyring, or in memory until quit. It never writes a
 * secret anywhere else, and labels and attributes tell no more than what is needed to find it
 * again. */

#include "keyring/keyring.h"

#include <libsecret/secret.h>
#include <string.h>

#define DEADLINE_SECONDS 25
#define MAX_SECRET_BYTES 4096

G_DEFINE_QUARK (confab - keyring - error - quark, confab_keyring_error)

struct _ConfabKeyring {
  gatomicrefcount references;
  char *profile;
  GHashTable *memory; /* name -> ConfabSecret; NULL: the desktop's keyring */
};

static const SecretSchema schema = {
  "im.confab.Confab",
  SECRET_SCHEMA_NONE,
  {
      { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
  0,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
};

ConfabKeyring *
confab_keyring_new (const char *profile) {
  ConfabKeyring *keyring = g_new0 (ConfabKeyring, 1);

  g_atomic_ref_count_init (&keyring->references);
  keyring->profile = g_strdup (profile);
  return keyring;
}

ConfabKeyring *
confab_keyring_new_in_memory (void) {
  ConfabKeyring *keyring = confab_keyring_new ("");

  keyring->memory = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)confab_base_secret_unref);
  return keyring;
}

gboolean
confab_keyring_is_in_memory (ConfabKeyring *keyring) {
  return keyring->memory != NULL;
}

ConfabKeyring *
confab_keyring_ref (ConfabKeyring *keyring) {
  g_atomic_ref_count_inc (&keyring->references);
  return keyring;
}

void
confab_keyring_unref (ConfabKeyring *keyring) {
  if (!g_atomic_ref_count_dec (&keyring->references))
    return;
  g_clear_pointer (&keyring->memory, g_hash_table_unref);
  g_free (keyring->profile);
  g_free (keyring);
}

static const char *
kind_name (ConfabKeyringKind kind) {
  switch (kind) {
  case CONFAB_KEYRING_STORE_KEY:
    return "store-key";
  case CONFAB_KEYRING_PASSWORD:
    return "password";
  }
  return "";
}

/* ---- secrets as text: hexadecimal, because keyrings keep text ---- */

static ConfabSecret *
secret_from_text (const char *text) {
  gsize length = strlen (text);
  ConfabSecret *secret;
  guint8 *bytes;

  if (length % 2 != 0 || length > 2 * MAX_SECRET_BYTES)
    return NULL;
  secret = confab_base_secret_new (length / 2);
  bytes = confab_base_secret_get_writable (secret);
  for (gsize i = 0; i < length / 2; i++) {
    int high = g_ascii_xdigit_value (text[2 * i]);
    int low = g_ascii_xdigit_value (text[2 * i + 1]);

    if (high < 0 || low < 0) {
      confab_base_secret_unref (secret);
      return NULL;
    }
    bytes[i] = (guint8)(high << 4 | low);
  }
  return secret;
}

static SecretValue *
value_from_secret (const ConfabSecret *secret) {
  static const char digits[] = "0123456789abcdef";
  gsize size = confab_base_secret_get_size (secret);
  const guint8 *bytes = confab_base_secret_get_bytes (secret);
  g_autoptr (ConfabSecret) text = confab_base_secret_new (2 * size + 1);
  char *out = (char *)confab_base_secret_get_writable (text);

  for (gsize i = 0; i < size; i++) {
    out[2 * i] = digits[bytes[i] >> 4];
    out[2 * i + 1] = digits[bytes[i] & 15];
  }
  return secret_value_new (out, (gssize)(2 * size), "text/plain");
}

/* ---- one call of libsecret as a future ---- */

typedef struct {
  ConfabKeyring *keyring;
  ConfabKeyringKind kind;
  char *account;
  ConfabSecret *secret; /* to be saved; NULL otherwise */
  GCancellable *cancellable;
} Call;

static void
call_free (gpointer data) {
  Call *call = data;

  confab_keyring_unref (call->keyring);
  g_free (call->account);
  g_clear_pointer (&call->secret, confab_base_secret_unref);
  g_object_unref (call->cancellable);
  g_free (call);
}

static GHashTable *
attributes_of (const Call *call) {
  return secret_attributes_build (&schema, "application", CONFAB_APP_ID, "profile",
      call->keyring->profile, "kind", kind_name (call->kind), "account", call->account, NULL);
}

static char *
memory_name (const Call *call) {
  return g_strdup_printf ("%s\n%s", kind_name (call->kind), call->account);
}

static ConfabKeyringError
code_of (const GError *error) {
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CONFAB_KEYRING_ERROR_LOCKED;
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED) ||
      error->domain == G_SPAWN_ERROR || error->domain == G_SPAWN_EXIT_ERROR ||
      (error->domain == G_IO_ERROR && error->code != G_IO_ERROR_TIMED_OUT &&
          error->code != G_IO_ERROR_DBUS_ERROR))
    return CONFAB_KEYRING_ERROR_ABSENT;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT) ||
      g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return CONFAB_KEYRING_ERROR_TIMED_OUT;
  return CONFAB_KEYRING_ERROR_REFUSED;
}

static DexFuture *
reject (const GError *error) {
  return dex_future_new_reject (CONFAB_KEYRING_ERROR, (int)code_of (error),
      "the keyring says: %s %d", g_quark_to_string (error->domain), error->code);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  char *text = secret_password_lookup_nonpageable_finish (result, &error);
  ConfabSecret *secret = NULL;

  if (error != NULL)
    dex_promise_reject (promise, error);
  else if (text != NULL && (secret = secret_from_text (text)) == NULL)
    dex_promise_reject (
        promise, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_PROTOCOL, "not ours"));
  else
    dex_promise_resolve_boxed (promise, CONFAB_TYPE_SECRET, secret);
  g_clear_pointer (&text, secret_password_free);
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_boolean (promise, items != NULL);
  g_list_free_full (items, g_object_unref);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_reject (
        promise, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "dismissed"));
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_boolean (promise, TRUE);
}

/* ---- the calls, as fibers ---- */

/* NULL without `error`: there is none. A locked item that stays locked looks like none to
 * libsecret, so it is looked for by its attributes, which need no key. */
static ConfabSecret *
await_load (Call *call, GError **error) {
  g_autoptr (GHashTable) attributes = attributes_of (call);
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GError) inner = NULL;
  ConfabSecret *secret;

  secret_password_lookupv (&schema, attributes, call->cancellable, on_found, dex_ref (promise));
  secret = dex_await_boxed (DEX_FUTURE (promise), &inner);
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return NULL;
  }
  if (secret != NULL)
    return secret;
  promise = dex_promise_new ();
  secret_password_searchv (
      &schema, attributes, SECRET_SEARCH_ALL, call->cancellable, on_searched, dex_ref (promise));
  if (dex_await_boolean (DEX_FUTURE (promise), &inner))
    g_set_error_literal (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "still locked");
  else if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

static DexFuture *
run_load (gpointer data) {
  Call *call = data;
  g_autoptr (GError) error = NULL;
  ConfabSecret *secret = await_load (call, &error);

  if (error != NULL)
    return reject (error);
  return dex_future_new_take_boxed (CONFAB_TYPE_SECRET, secret);
}

static DexFuture *
run_save (gpointer data) {
  Call *call = data;
  g_autoptr (GHashTable) attributes = attributes_of (call);
  g_autoptr (SecretValue) value = value_from_secret (call->secret);
  g_autoptr (ConfabSecret) back = NULL;
  g_autoptr (GError) error = NULL;
  DexPromise *promise = dex_promise_new ();

  secret_password_storev_binary (&schema, attributes, SECRET_COLLECTION_DEFAULT, "Confab", value,
      call->cancellable, on_stored, dex_ref (promise));
  if (!dex_await (DEX_FUTURE (promise), &error))
    return reject (error);
  back = await_load (call, &error);
  if (error != NULL)
    return reject (error);
  if (back == NULL || !confab_base_secret_equal (back, call->secret))
    return dex_future_new_reject (CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_REFUSED,
        "the keyring did not keep what it was given");
  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
run_erase (gpointer data) {
  Call *call = data;
  g_autoptr (GHashTable) attributes = attributes_of (call);
  g_autoptr (GError) error = NULL;
  DexPromise *promise = dex_promise_new ();

  secret_password_clearv (&schema, attributes, call->cancellable, on_cleared, dex_ref (promise));
  if (!dex_await (DEX_FUTURE (promise), &error))
    return reject (error);
  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
on_too_late (DexFuture *future, gpointer data) {
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (error->domain == CONFAB_KEYRING_ERROR)
    return NULL;
  g_cancellable_cancel (data);
  return dex_future_new_reject (CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_TIMED_OUT,
      "the keyring did not answer in %d s", DEADLINE_SECONDS);
}

static DexFuture *
spawn (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account, ConfabSecret *secret,
    DexFiberFunc func) {
  Call *call = g_new0 (Call, 1);
  GCancellable *cancellable = g_cancellable_new ();

  call->keyring = confab_keyring_ref (keyring);
  call->kind = kind;
  call->account = g_strdup (account);
  call->secret = secret != NULL ? confab_base_secret_ref (secret) : NULL;
  call->cancellable = g_object_ref (cancellable);
  return dex_future_catch (
      dex_future_first (dex_scheduler_spawn (NULL, 512 * 1024, func, call, call_free),
          dex_timeout_new_seconds (DEADLINE_SECONDS), NULL),
      on_too_late, cancellable, g_object_unref);
}

DexFuture *
confab_keyring_load (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account) {
  if (keyring->memory != NULL) {
    Call call = { .keyring = keyring, .kind = kind, .account = (char *)account };
    g_autofree char *name = memory_name (&call);
    ConfabSecret *secret = g_hash_table_lookup (keyring->memory, name);

    return dex_future_new_take_boxed (
        CONFAB_TYPE_SECRET, secret != NULL ? confab_base_secret_ref (secret) : NULL);
  }
  return spawn (keyring, kind, account, NULL, run_load);
}

DexFuture *
confab_keyring_save (
    ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account, ConfabSecret *secret) {
  if (keyring->memory != NULL) {
    Call call = { .keyring = keyring, .kind = kind, .account = (char *)account };

    g_hash_table_replace (keyring->memory, memory_name (&call), confab_base_secret_ref (secret));
    return dex_future_new_for_boolean (TRUE);
  }
  return spawn (keyring, kind, account, secret, run_save);
}

DexFuture *
confab_keyring_erase (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account) {
  if (keyring->memory != NULL) {
    Call call = { .keyring = keyring, .kind = kind, .account = (char *)account };
    g_autofree char *name = memory_name (&call);

    g_hash_table_remove (keyring->memory, name);
    return dex_future_new_for_boolean (TRUE);
  }
  return spawn (keyring, kind, account, NULL, run_erase);
}
