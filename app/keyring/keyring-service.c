/* The desktop's keyring through libsecret (Secret Service outside, Secret portal inside the
 * sandbox). Secrets cross from libsecret's locked memory into ours and back, and are never in a
 * label or an attribute.
 *
 * libsecret says "nothing found" for a keyring that is locked and whose prompt was dismissed. Here
 * that is never "none": somebody would make a new key and lose the old store. */

#include "keyring/keyring-service.h"

#include <libsecret/secret.h>

/* In place of a cancellable, for calls behind which somebody may be typing a password: libsecret
 * trips over a prompt that is cancelled. One that comes too late is answered for the next try. */
#define MAY_PROMPT NULL
#define LABEL "Confab"
#define SCHEMA_NAME "im.confab.Confab"
#define MAX_SECRET_BYTES 8192

static const SecretSchema schema = {
  SCHEMA_NAME,
  SECRET_SCHEMA_NONE,
  {
      { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

typedef GList RetrievableList;

static void
retrievable_list_free (RetrievableList *list) {
  g_list_free_full (list, g_object_unref);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetrievableList, retrievable_list_free)

static GHashTable *
build_attributes (const ConfabKeyringItem *item) {
  return secret_attributes_build (&schema, "application", CONFAB_APP_ID, "profile", item->profile,
      "kind", item->kind, "account", item->account, NULL);
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer data) {
  DexPromise *promise = data;

  dex_promise_resolve_object (promise, g_object_ref (result));
  dex_unref (promise);
}

/* Waits for the call that was given on_ready and a reference of `promise`, which is taken. Fails
 * where nobody awaits the fiber any more. */
static GAsyncResult *
await_result (DexPromise *promise, GError **error) {
  GAsyncResult *result = dex_await_object (DEX_FUTURE (promise), NULL);

  if (result == NULL)
    g_set_error_literal (
        error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_TIMED_OUT, "Nobody waits any more");
  return result;
}

/* Where libsecret may keep secrets in a file of its own, which has no lock: in a sandbox, or where
 * it is told to. The same signs that it goes by. */
static gboolean
may_be_file (void) {
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || g_getenv ("SNAP_NAME") != NULL ||
         g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0;
}

static gboolean
is_absent (const GError *problem) {
  return g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
         g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED) ||
         g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED) ||
         g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_INTERFACE) ||
         (may_be_file () && g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD)) ||
         g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED) ||
         g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_DISCONNECTED) ||
         g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
         g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* There is no collection, and if one was to be made it was not. gnome-keyring says "unknown method"
 * of what is not there; where the Secret portal has no backend, the portal says so too. */
static gboolean
is_no_collection (const GError *problem) {
  return g_error_matches (problem, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
         g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
         (!may_be_file () && g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD));
}

/* A prompt that was dismissed. Of the Secret portal libsecret says only that it failed. */
static gboolean
is_dismissed (const GError *problem) {
  return g_error_matches (problem, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
         g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         (may_be_file () && g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_FAILED));
}

/* Takes `problem`. */
static gboolean
set_error (GError **error, GError *problem) {
  ConfabKeyringError code = CONFAB_KEYRING_ERROR_REFUSED;

  if (is_absent (problem))
    code = CONFAB_KEYRING_ERROR_ABSENT;
  else if (is_dismissed (problem) || is_no_collection (problem))
    code = CONFAB_KEYRING_ERROR_LOCKED;
  else if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
           g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
           g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT))
    code = CONFAB_KEYRING_ERROR_TIMED_OUT;
  g_set_error_literal (error, CONFAB_KEYRING_ERROR, code, problem->message);
  g_error_free (problem);
  return FALSE;
}

/* Without a session bus there is no keyring of either kind. */
static gboolean
check_bus (const ConfabKeyringItem *item, GError **error) {
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GError) problem = NULL;

  g_bus_get (G_BUS_TYPE_SESSION, item->cancellable, on_ready, dex_ref (promise));
  result = await_result (promise, error);
  if (result == NULL)
    return FALSE;
  connection = g_bus_get_finish (result, &problem);
  if (connection != NULL)
    return TRUE;
  g_set_error_literal (error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_ABSENT, problem->message);
  return FALSE;
}

static gboolean
search (const ConfabKeyringItem *item, RetrievableList **found, GError **error) {
  g_autoptr (GHashTable) attributes = build_attributes (item);
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GError *problem = NULL;

  secret_password_searchv (
      &schema, attributes, SECRET_SEARCH_UNLOCK, MAY_PROMPT, on_ready, dex_ref (promise));
  result = await_result (promise, error);
  if (result == NULL)
    return FALSE;
  *found = secret_password_search_finish (result, &problem);
  return problem == NULL || set_error (error, problem);
}

static SecretService *
dup_service (const ConfabKeyringItem *item, GError **error) {
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;
  SecretService *service;
  GError *problem = NULL;

  secret_service_get (SECRET_SERVICE_NONE, item->cancellable, on_ready, dex_ref (promise));
  result = await_result (promise, error);
  if (result == NULL)
    return NULL;
  service = secret_service_get_finish (result, &problem);
  if (problem != NULL)
    set_error (error, problem);
  return service;
}

static gboolean
dup_collection (const ConfabKeyringItem *item, SecretService *service,
    SecretCollection **collection, GError **error) {
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GError *problem = NULL;

  secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
      item->cancellable, on_ready, dex_ref (promise));
  result = await_result (promise, error);
  if (result == NULL)
    return FALSE;
  *collection = secret_collection_for_alias_finish (result, &problem);
  if (problem == NULL)
    return TRUE;
  if (!is_no_collection (problem))
    return set_error (error, problem);
  g_error_free (problem);
  return TRUE;
}

/* TRUE with `*was_locked` if the collection had to be opened, and is open. */
static gboolean
open_collection (const ConfabKeyringItem *item, gboolean *was_locked, GError **error) {
  g_autoptr (SecretService) service = dup_service (item, error);
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (RetrievableList) opened = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  DexPromise *promise;
  GError *problem = NULL;
  GList objects = { 0 };

  *was_locked = FALSE;
  if (service == NULL || !dup_collection (item, service, &collection, error))
    return FALSE;
  if (collection == NULL || !secret_collection_get_locked (collection))
    return TRUE;

  objects.data = collection;
  promise = dex_promise_new ();
  secret_service_unlock (service, &objects, MAY_PROMPT, on_ready, dex_ref (promise));
  result = await_result (promise, error);
  if (result == NULL)
    return FALSE;
  secret_service_unlock_finish (service, result, &opened, &problem);
  if (problem != NULL)
    return set_error (error, problem);
  if (opened == NULL) {
    g_set_error_literal (
        error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_LOCKED, "The keyring stayed locked");
    return FALSE;
  }
  *was_locked = TRUE;
  return TRUE;
}

static gboolean
retrieve (
    const ConfabKeyringItem *item, SecretRetrievable *found, ConfabSecret **text, GError **error) {
  DexPromise *promise;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretValue) value = NULL;
  GError *problem = NULL;
  const char *bytes;
  gsize size;

  if (SECRET_IS_ITEM (found) && secret_item_get_locked (SECRET_ITEM (found))) {
    g_set_error_literal (
        error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_LOCKED, "The keyring stayed locked");
    return FALSE;
  }
  promise = dex_promise_new ();
  secret_retrievable_retrieve_secret (found, item->cancellable, on_ready, dex_ref (promise));
  result = await_result (promise, error);
  if (result == NULL)
    return FALSE;
  value = secret_retrievable_retrieve_secret_finish (found, result, &problem);
  if (problem != NULL)
    return set_error (error, problem);
  bytes = value != NULL ? secret_value_get (value, &size) : NULL;
  if (bytes == NULL || size > MAX_SECRET_BYTES) {
    g_set_error_literal (
        error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_REFUSED, "No secret in the item");
    return FALSE;
  }
  *text = confab_base_secret_new_copy (bytes, size);
  return TRUE;
}

static gboolean
ensure_open (const ConfabKeyringItem *item, gboolean *was_locked, GError **error) {
  g_autoptr (GError) problem = NULL;

  if (open_collection (item, was_locked, &problem))
    return TRUE;
  /* No service, and yet something was searched: the file. */
  if (may_be_file () &&
      g_error_matches (problem, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_ABSENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
confab_keyring_service_find (const ConfabKeyringItem *item, ConfabSecret **text, GError **error) {
  g_autoptr (RetrievableList) found = NULL;
  gboolean was_locked = FALSE;

  *text = NULL;
  if (!check_bus (item, error) || !search (item, &found, error))
    return FALSE;
  if (found == NULL && !ensure_open (item, &was_locked, error))
    return FALSE;
  if (was_locked && !search (item, &found, error))
    return FALSE;
  return found == NULL || retrieve (item, found->data, text, error);
}

gboolean
confab_keyring_service_store (const ConfabKeyringItem *item, ConfabSecret *text, GError **error) {
  g_autoptr (GHashTable) attributes = build_attributes (item);
  DexPromise *promise;
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GError *problem = NULL;

  if (!check_bus (item, error))
    return FALSE;
  /* The copy is in libsecret's locked memory, and wiped with the value. */
  value = secret_value_new ((const char *)confab_base_secret_get_bytes (text),
      confab_base_secret_get_size (text), "text/plain");
  promise = dex_promise_new ();
  secret_password_storev_binary (&schema, attributes, SECRET_COLLECTION_DEFAULT, LABEL, value,
      MAY_PROMPT, on_ready, dex_ref (promise));
  result = await_result (promise, error);
  if (result == NULL)
    return FALSE;
  secret_password_store_finish (result, &problem);
  return problem == NULL || set_error (error, problem);
}

gboolean
confab_keyring_service_clear (const ConfabKeyringItem *item, GError **error) {
  g_autoptr (GHashTable) attributes = build_attributes (item);
  DexPromise *promise;
  g_autoptr (GAsyncResult) result = NULL;
  GError *problem = NULL;

  if (!check_bus (item, error))
    return FALSE;
  promise = dex_promise_new ();
  secret_password_clearv (&schema, attributes, item->cancellable, on_ready, dex_ref (promise));
  result = await_result (promise, error);
  if (result == NULL)
    return FALSE;
  secret_password_clear_finish (result, &problem);
  return problem == NULL || set_error (error, problem);
}
