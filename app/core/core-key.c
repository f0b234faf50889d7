/* The key of the vault: made once, kept in the keyring, and changed where everything was erased.
 * What a disk may still hold of the old file nobody can read then. Refuses to make a key where
 * there is a vault without one; and to give up the old key before the new one is where it can be
 * found. */

#include "core/core-private.h"

#include "base/base-log.h"

const char *
confab_core_get_folder (ConfabCore *self) {
  return self->until_quit_folder != NULL ? self->until_quit_folder : self->profile;
}

/* A new one is made only where there is no vault yet; it is in the keyring before it is used. */
static ConfabSecret *
await_key (ConfabCore *self, GError **error) {
  g_autoptr (GError) inner = NULL;
  g_autoptr (ConfabSecret) key =
      dex_await_boxed (confab_keyring_load (self->keyring, CONFAB_KEYRING_STORE_KEY, ""), &inner);

  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return NULL;
  }
  if (key != NULL)
    return g_steal_pointer (&key);
  if (confab_store_vault_exists (confab_core_get_folder (self))) {
    g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY,
        "there is a store, but no key for it");
    return NULL;
  }
  key = confab_base_secret_new_random (CONFAB_STORE_KEY_BYTES);
  if (!dex_await (confab_keyring_save (self->keyring, CONFAB_KEYRING_STORE_KEY, "", key), error))
    return NULL;
  return g_steal_pointer (&key);
}

/* ---- opening ---- */

static gboolean
await_open_with (ConfabCore *self, ConfabSecret *key, GError **error) {
  if (self->vault != NULL)
    return dex_await (confab_store_vault_reopen (self->vault, key), error);
  self->vault =
      dex_await_object (confab_store_vault_open (confab_core_get_folder (self), key), error);
  return self->vault != NULL;
}

/* Both are there until the new one is in its place. */
static gboolean
await_in_place (ConfabCore *self, ConfabSecret *fresh, GError **error) {
  return dex_await (
             confab_keyring_save (self->keyring, CONFAB_KEYRING_STORE_KEY, "", fresh), error) &&
         dex_await (confab_keyring_erase (self->keyring, CONFAB_KEYRING_NEXT_KEY, ""), error);
}

/* The key was being changed when Confab ended. FALSE without `error` if it was not. */
static gboolean
await_open_with_next (ConfabCore *self, GError **error) {
  g_autoptr (GError) inner = NULL;
  g_autoptr (ConfabSecret) next =
      dex_await_boxed (confab_keyring_load (self->keyring, CONFAB_KEYRING_NEXT_KEY, ""), error);

  if (next == NULL || !await_open_with (self, next, error))
    return FALSE;
  if (!await_in_place (self, next, &inner))
    confab_base_log_warning ("core", "the new key is not in its place yet: %s", inner->message);
  return TRUE;
}

gboolean
confab_core_await_vault (ConfabCore *self, GError **error) {
  g_autoptr (GError) inner = NULL;
  g_autoptr (GError) next = NULL;
  g_autoptr (ConfabSecret) key = await_key (self, error);

  if (key == NULL)
    return FALSE;
  if (await_open_with (self, key, &inner) ||
      (g_error_matches (inner, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY) &&
          await_open_with_next (self, &next)))
    return TRUE;
  /* The new one fits, or the keyring does not say: then the key is not lost. */
  if (next != NULL && !g_error_matches (next, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY))
    g_propagate_error (error, g_steal_pointer (&next));
  else
    g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* ---- changing it ---- */

gboolean
confab_core_await_new_key (ConfabCore *self, GError **error) {
  g_autoptr (ConfabSecret) key = await_key (self, error);
  g_autoptr (ConfabSecret) fresh = confab_base_secret_new_random (CONFAB_STORE_KEY_BYTES);

  return key != NULL &&
         dex_await (
             confab_keyring_save (self->keyring, CONFAB_KEYRING_NEXT_KEY, "", fresh), error) &&
         dex_await (
             confab_store_vault_change_key (confab_core_get_folder (self), key, fresh), error) &&
         await_in_place (self, fresh, error);
}
