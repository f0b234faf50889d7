/* The secrets of one profile: in the desktop's keyring, or in memory until the program ends. Every
 * call ends within its deadline, whatever the keyring does. Nothing is ever written to a file from
 * here, and there is no second place to which a secret could fall back. */

#include "keyring/keyring-private.h"

#include "base/base-fiber.h"

#include "keyring/keyring-service.h"

#define DEADLINE_MS 25000
#define STORE_KEY_BYTES 32
#define MAX_PASSWORD_BYTES 8192

G_DEFINE_QUARK (confab_keyring_error, confab_keyring_error)

struct _ConfabKeyring {
  gatomicrefcount refs;
  char *profile;       /* NULL: in memory */
  GHashTable *secrets; /* in memory: "kind account" -> ConfabSecret */
  DexFuture *held;     /* in memory: what saving waits for; NULL: nothing */
  guint *asked;        /* in memory, locked: how often; borrowed. NULL: it is open */
  guint deadline_ms;
};

/* One call; shared by its fiber and by its deadline. */
typedef struct {
  gatomicrefcount refs;
  char *profile;
  char *account;
  ConfabKeyringKind kind;
  ConfabSecret *secret; /* of a save */
  GCancellable *cancellable;
} Job;

static const char *
get_kind_name (ConfabKeyringKind kind) {
  switch (kind) {
  case CONFAB_KEYRING_STORE_KEY:
    return "store-key";
  case CONFAB_KEYRING_PASSWORD:
    return "password";
  case CONFAB_KEYRING_GENERATION:
    return "generation";
  case CONFAB_KEYRING_WORDS:
    return "private-list";
  case CONFAB_KEYRING_NEXT_KEY:
    return "next-store-key";
  case CONFAB_KEYRING_PROXY:
    return "proxy";
  case CONFAB_KEYRING_TOKEN:
    return "token";
  case CONFAB_KEYRING_NEXT_TOKEN:
    return "next-token";
  case CONFAB_KEYRING_AGENT:
    return "agent";
  case CONFAB_KEYRING_MARK:
    return "mark";
  }
  return NULL;
}

static Job *
job_new (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account) {
  Job *job = g_new0 (Job, 1);

  g_atomic_ref_count_init (&job->refs);
  job->profile = g_strdup (keyring->profile);
  job->account = g_strdup (account);
  job->kind = kind;
  job->cancellable = g_cancellable_new ();
  return job;
}

static void
job_unref (gpointer data) {
  Job *job = data;

  if (!g_atomic_ref_count_dec (&job->refs))
    return;
  g_free (job->profile);
  g_free (job->account);
  g_clear_pointer (&job->secret, confab_base_secret_unref);
  g_object_unref (job->cancellable);
  g_free (job);
}

/* The deadline's end of a job: over, or nobody waits any more. */
static void
job_end (gpointer data) {
  Job *job = data;

  g_cancellable_cancel (job->cancellable);
  job_unref (job);
}

static ConfabKeyringItem
job_get_item (const Job *job) {
  return (ConfabKeyringItem){
    .profile = job->profile,
    .kind = get_kind_name (job->kind),
    .account = job->account,
    .cancellable = job->cancellable,
  };
}

static gboolean
is_raw_key (ConfabKeyringKind kind) {
  return kind == CONFAB_KEYRING_STORE_KEY || kind == CONFAB_KEYRING_NEXT_KEY;
}

static gboolean
is_storable (ConfabKeyringKind kind, ConfabSecret *secret) {
  gsize size = confab_base_secret_get_size (secret);

  if (is_raw_key (kind))
    return size == STORE_KEY_BYTES;
  return size > 0 && size <= MAX_PASSWORD_BYTES &&
         g_utf8_validate_len ((const char *)confab_base_secret_get_bytes (secret), size, NULL);
}

/* A store key is kept as hexadecimal text, since not every keyring keeps bytes as they are. */
static ConfabSecret *
encode (ConfabKeyringKind kind, ConfabSecret *secret) {
  static const char digits[] = "0123456789abcdef";
  const guint8 *bytes = confab_base_secret_get_bytes (secret);
  gsize size = confab_base_secret_get_size (secret);
  ConfabSecret *text;
  guint8 *out;

  if (!is_raw_key (kind))
    return confab_base_secret_ref (secret);
  text = confab_base_secret_new (2 * size);
  out = confab_base_secret_get_writable (text);
  for (gsize i = 0; i < size; i++) {
    out[2 * i] = digits[bytes[i] >> 4];
    out[2 * i + 1] = digits[bytes[i] & 0xf];
  }
  return text;
}

/* NULL if `text` is not what was stored for `kind`. */
static ConfabSecret *
decode (ConfabKeyringKind kind, ConfabSecret *text) {
  const guint8 *digits = confab_base_secret_get_bytes (text);
  gsize size = confab_base_secret_get_size (text);
  g_autoptr (ConfabSecret) secret = NULL;
  guint8 *out;

  if (!is_raw_key (kind))
    return is_storable (kind, text) ? confab_base_secret_ref (text) : NULL;
  if (size != 2 * STORE_KEY_BYTES)
    return NULL;
  secret = confab_base_secret_new (STORE_KEY_BYTES);
  out = confab_base_secret_get_writable (secret);
  for (gsize i = 0; i < STORE_KEY_BYTES; i++) {
    if (!g_ascii_isxdigit (digits[2 * i]) || !g_ascii_isxdigit (digits[2 * i + 1]))
      return NULL;
    out[i] = g_ascii_xdigit_value (digits[2 * i]) << 4 | g_ascii_xdigit_value (digits[2 * i + 1]);
  }
  return g_steal_pointer (&secret);
}

static gboolean
load (const Job *job, ConfabSecret **secret, GError **error) {
  ConfabKeyringItem item = job_get_item (job);
  g_autoptr (ConfabSecret) text = NULL;

  *secret = NULL;
  if (!confab_keyring_service_find (&item, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  *secret = decode (job->kind, text);
  if (*secret != NULL)
    return TRUE;
  g_set_error_literal (error, CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_REFUSED,
      "What the keyring holds is not what was stored");
  return FALSE;
}

static DexFuture *
load_fiber (gpointer data) {
  g_autoptr (ConfabSecret) secret = NULL;
  GError *error = NULL;

  if (!load (data, &secret, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_take_boxed (CONFAB_TYPE_SECRET, g_steal_pointer (&secret));
}

static DexFuture *
save_fiber (gpointer data) {
  const Job *job = data;
  ConfabKeyringItem item = job_get_item (job);
  g_autoptr (ConfabSecret) text = encode (job->kind, job->secret);
  g_autoptr (ConfabSecret) back = NULL;
  GError *error = NULL;

  if (!confab_keyring_service_store (&item, text, &error) || !load (job, &back, &error))
    return dex_future_new_for_error (error);
  if (back == NULL || !confab_base_secret_equal (back, job->secret))
    return dex_future_new_reject (CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_REFUSED,
        "The keyring did not keep what was stored");
  return dex_future_new_true ();
}

/* libsecret reports a dismissed prompt as "nothing cleared", so what is left is looked for. */
static DexFuture *
erase_fiber (gpointer data) {
  const Job *job = data;
  ConfabKeyringItem item = job_get_item (job);
  g_autoptr (ConfabSecret) left = NULL;
  GError *error = NULL;

  if (!confab_keyring_service_clear (&item, &error) ||
      !confab_keyring_service_find (&item, &left, &error))
    return dex_future_new_for_error (error);
  /* Opened just now, by looking for it. */
  if (left != NULL) {
    g_clear_pointer (&left, confab_base_secret_unref);
    if (!confab_keyring_service_clear (&item, &error) ||
        !confab_keyring_service_find (&item, &left, &error))
      return dex_future_new_for_error (error);
  }
  if (left != NULL)
    return dex_future_new_reject (
        CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_REFUSED, "The keyring did not erase");
  return dex_future_new_true ();
}

static DexFuture *
on_failed (DexFuture *future, gpointer data) {
  const Job *job = data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  g_cancellable_cancel (job->cancellable);
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return dex_future_new_reject (
        CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_TIMED_OUT, "The keyring did not answer in time");
  return dex_ref (future);
}

/* Takes `job`. */
static DexFuture *
run (ConfabKeyring *keyring, DexFiberFunc fiber, Job *job) {
  DexFuture *first;

  g_atomic_ref_count_inc (&job->refs);
  first = dex_future_first (confab_base_fiber_start (fiber, job, job_unref),
      dex_timeout_new_msec (keyring->deadline_ms), NULL);
  return dex_future_catch (first, on_failed, job, job_end);
}

static char *
dup_memory_key (ConfabKeyringKind kind, const char *account) {
  return g_strdup_printf ("%s %s", get_kind_name (kind), account);
}

ConfabKeyring *
confab_keyring_new_within (const char *profile, guint deadline_ms) {
  ConfabKeyring *keyring;

  g_return_val_if_fail (profile != NULL, NULL);
  keyring = g_new0 (ConfabKeyring, 1);
  g_atomic_ref_count_init (&keyring->refs);
  keyring->profile = g_strdup (profile);
  keyring->deadline_ms = deadline_ms;
  return keyring;
}

ConfabKeyring *
confab_keyring_new (const char *profile) {
  return confab_keyring_new_within (profile, DEADLINE_MS);
}

ConfabKeyring *
confab_keyring_new_in_memory (void) {
  ConfabKeyring *keyring = g_new0 (ConfabKeyring, 1);

  g_atomic_ref_count_init (&keyring->refs);
  keyring->secrets = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)confab_base_secret_unref);
  return keyring;
}

gboolean
confab_keyring_is_in_memory (ConfabKeyring *keyring) {
  g_return_val_if_fail (keyring != NULL, FALSE);
  return keyring->secrets != NULL;
}

void
confab_keyring_hold (ConfabKeyring *keyring, DexFuture *until) {
  dex_clear (&keyring->held);
  keyring->held = until;
}

void
confab_keyring_lock (ConfabKeyring *keyring, guint *asked) {
  keyring->asked = asked;
}

static DexFuture *
dismiss (ConfabKeyring *keyring) {
  ++*keyring->asked;
  return dex_future_new_reject (
      CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_LOCKED, "The keyring stayed locked");
}

ConfabKeyring *
confab_keyring_ref (ConfabKeyring *keyring) {
  g_return_val_if_fail (keyring != NULL, NULL);
  g_atomic_ref_count_inc (&keyring->refs);
  return keyring;
}

void
confab_keyring_unref (ConfabKeyring *keyring) {
  g_return_if_fail (keyring != NULL);
  if (!g_atomic_ref_count_dec (&keyring->refs))
    return;
  g_free (keyring->profile);
  g_clear_pointer (&keyring->secrets, g_hash_table_unref);
  dex_clear (&keyring->held);
  g_free (keyring);
}

DexFuture *
confab_keyring_load (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account) {
  g_autofree char *key = NULL;
  ConfabSecret *secret;

  g_return_val_if_fail (keyring != NULL && account != NULL, NULL);
  if (keyring->secrets == NULL)
    return run (keyring, load_fiber, job_new (keyring, kind, account));
  if (keyring->asked != NULL)
    return dismiss (keyring);
  key = dup_memory_key (kind, account);
  secret = g_hash_table_lookup (keyring->secrets, key);
  return dex_future_new_take_boxed (
      CONFAB_TYPE_SECRET, secret != NULL ? confab_base_secret_ref (secret) : NULL);
}

DexFuture *
confab_keyring_save (
    ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account, ConfabSecret *secret) {
  Job *job;

  g_return_val_if_fail (keyring != NULL && account != NULL && secret != NULL, NULL);
  if (!is_storable (kind, secret))
    return dex_future_new_reject (
        CONFAB_KEYRING_ERROR, CONFAB_KEYRING_ERROR_REFUSED, "Not a secret of this kind");
  if (keyring->asked != NULL)
    return dismiss (keyring);
  if (keyring->secrets != NULL) {
    g_hash_table_replace (
        keyring->secrets, dup_memory_key (kind, account), confab_base_secret_ref (secret));
    return keyring->held != NULL ? dex_ref (keyring->held) : dex_future_new_true ();
  }
  job = job_new (keyring, kind, account);
  job->secret = confab_base_secret_ref (secret);
  return run (keyring, save_fiber, job);
}

DexFuture *
confab_keyring_erase (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account) {
  g_autofree char *key = NULL;

  g_return_val_if_fail (keyring != NULL && account != NULL, NULL);
  if (keyring->secrets == NULL)
    return run (keyring, erase_fiber, job_new (keyring, kind, account));
  if (keyring->asked != NULL)
    return dismiss (keyring);
  key = dup_memory_key (kind, account);
  g_hash_table_remove (keyring->secrets, key);
  return dex_future_new_true ();
}
