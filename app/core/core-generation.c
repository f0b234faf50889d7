/* Was an older copy of the vault put back? Vault and keyring both hold a number that is counted on
 * at every opening and leaving, in the vault first: where the keyring's is ahead, the vault is not
 * the one that was left. It never refuses to open: what is older is still the user's. */

#include "core/core-private.h"

#include "base/base-log.h"
#include "omemo/omemo.h"
#include "store/store-accounts.h"
#include "store/store-settings.h"

#define SETTING "generation"
#define PATIENCE_US (3 * G_USEC_PER_SEC) /* of the keyring */

typedef struct {
  guint64 kept; /* of the keyring */
  guint64 next;
  gint64 now_us;
  const ConfabRandom *random;
} GenerationJob;

static guint64
read_number (const char *text) {
  guint64 number = 0;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL)
             ? number
             : 0;
}

static gboolean
set_aside_sessions (ConfabStoreDb *db, const GenerationJob *job, GError **error) {
  g_autoptr (GPtrArray) accounts = confab_store_accounts_list (db, error);

  if (accounts == NULL)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++) {
    const ConfabStoreAccount *account = g_ptr_array_index (accounts, i);
    ConfabOmemoScope scope = { db, account->id, account->address, job->now_us, job->random };

    if (!confab_omemo_own_rolled_back (&scope, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
run_generation (ConfabStoreDb *db, gpointer data, GError **error) {
  GenerationJob *job = data;
  g_autoptr (GError) inner = NULL;
  g_autofree char *text = confab_store_settings_get (db, SETTING, &inner);
  g_autofree char *next = NULL;
  guint64 found = read_number (text);

  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (found < job->kept && !set_aside_sessions (db, job, error))
    return FALSE;
  job->next = MAX (found, job->kept) + 1;
  next = g_strdup_printf ("%" G_GUINT64_FORMAT, job->next);
  return confab_store_settings_set (db, SETTING, next, error);
}

static guint64
await_kept (ConfabCore *self) {
  g_autoptr (ConfabSecret) kept =
      dex_await_boxed (confab_keyring_load (self->keyring, CONFAB_KEYRING_GENERATION, ""), NULL);

  return kept != NULL ? read_number (confab_base_secret_get_string (kept)) : 0;
}

gboolean
confab_core_await_generation (ConfabCore *self, GError **error) {
  GenerationJob *job = g_new0 (GenerationJob, 1);
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (ConfabSecret) next = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) inner = NULL;

  job->kept = self->generation > 0 ? self->generation : await_kept (self);
  job->now_us = confab_base_clock_wall_us (self->env.clock);
  job->random = self->env.random;
  future = confab_store_vault_write (self->vault, run_generation, job, g_free);
  if (!dex_await (dex_ref (future), error))
    return FALSE;
  text = g_strdup_printf ("%" G_GUINT64_FORMAT, job->next);
  next = confab_base_secret_new_string (text);
  self->generation = job->next;
  /* Nobody waits long for it: without it, an older copy is noticed one start later. */
  if (!dex_await (dex_future_first (
                      confab_keyring_save (self->keyring, CONFAB_KEYRING_GENERATION, "", next),
                      confab_base_clock_sleep (self->env.clock, PATIENCE_US), NULL),
          &inner))
    confab_base_log_info ("core", "the keyring did not take the number: %s", inner->message);
  return TRUE;
}
