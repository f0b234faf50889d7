/* The head of a backup: what it is, what work it takes to make a key of a passphrase, and a check
 * that tells a wrong passphrase from a damaged file. It refuses to begin work that no backup of
 * Confab's asks for, before a byte of memory is taken for it. */

#include "backup/backup-head-private.h"

#include <gcrypt.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define KEY_BYTES 32
#define SALT_AT 24
#define SALT_BYTES 32
#define CHECK_BYTES 32

static const guint8 magic[8] = { 'C', 'O', 'N', 'F', 'A', 'B', 'B', 'K' };

const ConfabBackupCost confab_backup_cost = { .memory = 64 * 1024, .passes = 3, .lanes = 4 };

G_DEFINE_QUARK (confab_backup_error, confab_backup_error)

static void
put_number (guint8 *at, guint32 number) {
  number = GUINT32_TO_BE (number);
  memcpy (at, &number, sizeof number);
}

static guint32
get_number (const guint8 *at) {
  guint32 number;

  memcpy (&number, at, sizeof number);
  return GUINT32_FROM_BE (number);
}

static gboolean
is_bearable (const ConfabBackupCost *cost) {
  return cost->memory >= CONFAB_BACKUP_MIN_MEMORY && cost->memory <= CONFAB_BACKUP_MAX_MEMORY &&
         cost->passes >= 1 && cost->passes <= CONFAB_BACKUP_MAX_PASSES && cost->lanes >= 1 &&
         cost->lanes <= CONFAB_BACKUP_MAX_LANES;
}

/* The same letters give the same bytes, however the keyboard makes them. Returns: (transfer full),
 * to be wiped; NULL: no text */
static char *
dup_normal (ConfabSecret *passphrase) {
  gsize size = confab_base_secret_get_size (passphrase);
  const char *text = confab_base_secret_get_string (passphrase);

  if (size == 0 || size > CONFAB_BACKUP_MAX_PASSPHRASE || !g_utf8_validate_len (text, size, NULL))
    return NULL;
  return g_utf8_normalize (text, (gssize)size, G_NORMALIZE_NFC);
}

/* OpenSSL's own takes its memory from the locked heap of secrets, where there is no room for it. */
static gboolean
derive (const char *text, const guint8 *salt, const ConfabBackupCost *cost, guint8 *keys) {
  const unsigned long numbers[] = { KEY_BYTES + CHECK_BYTES, cost->passes, cost->memory,
    cost->lanes };
  gcry_kdf_hd_t kdf = NULL;
  gboolean is_done;

  if (!gcry_control (GCRYCTL_INITIALIZATION_FINISHED_P)) {
    gcry_check_version (NULL);
    gcry_control (GCRYCTL_INITIALIZATION_FINISHED);
  }
  is_done =
      gcry_kdf_open (&kdf, GCRY_KDF_ARGON2, GCRY_KDF_ARGON2ID, numbers, G_N_ELEMENTS (numbers),
          text, strlen (text), salt, SALT_BYTES, NULL, 0, NULL, 0) == 0 &&
      gcry_kdf_compute (kdf, NULL) == 0 &&
      gcry_kdf_final (kdf, (gsize)KEY_BYTES + CHECK_BYTES, keys) == 0;
  if (kdf != NULL)
    gcry_kdf_close (kdf);
  return is_done;
}

/* The key of the chunks first, then that of the check. NULL with `error`. */
static ConfabSecret *
make_keys (ConfabSecret *passphrase, const guint8 *salt, const ConfabBackupCost *cost,
    gboolean is_reading, GError **error) {
  g_autoptr (ConfabSecret) keys = confab_base_secret_new ((gsize)KEY_BYTES + CHECK_BYTES);
  char *text = dup_normal (passphrase);
  gboolean is_done;

  if (text == NULL) {
    g_set_error_literal (
        error, CONFAB_BACKUP_ERROR, CONFAB_BACKUP_ERROR_PASSPHRASE, "It is no passphrase");
    return NULL;
  }
  is_done = derive (text, salt, cost, confab_base_secret_get_writable (keys));
  OPENSSL_cleanse (text, strlen (text));
  g_free (text);
  if (is_done)
    return g_steal_pointer (&keys);
  g_set_error (error, CONFAB_BACKUP_ERROR, CONFAB_BACKUP_ERROR_DISK,
      "No key could be made for %s: is there too little memory?",
      is_reading ? "reading" : "writing");
  return NULL;
}

static gboolean
make_check (const guint8 *head, const ConfabSecret *keys, guint8 *check) {
  unsigned int size = 0;

  return HMAC (EVP_sha256 (), confab_base_secret_get_bytes (keys) + KEY_BYTES, CHECK_BYTES, head,
             CONFAB_BACKUP_CHECKED, check, &size) != NULL &&
         size == CHECK_BYTES;
}

static ConfabSecret *
key_of (const ConfabSecret *keys) {
  return confab_base_secret_new_copy (confab_base_secret_get_bytes (keys), KEY_BYTES);
}

ConfabSecret *
confab_backup_head_make (guint8 head[CONFAB_BACKUP_HEAD], ConfabSecret *passphrase,
    const ConfabBackupCost *cost, GError **error) {
  g_autoptr (ConfabSecret) salt = confab_base_secret_new_random (SALT_BYTES);
  g_autoptr (ConfabSecret) keys = NULL;

  g_return_val_if_fail (is_bearable (cost), NULL);
  memcpy (head, magic, sizeof magic);
  put_number (head + 8, CONFAB_BACKUP_VERSION);
  put_number (head + 12, cost->memory);
  put_number (head + 16, cost->passes);
  put_number (head + 20, cost->lanes);
  memcpy (head + SALT_AT, confab_base_secret_get_bytes (salt), SALT_BYTES);
  keys = make_keys (passphrase, head + SALT_AT, cost, FALSE, error);
  if (keys == NULL)
    return NULL;
  if (!make_check (head, keys, head + CONFAB_BACKUP_CHECKED))
    g_error ("There is no HMAC");
  return key_of (keys);
}

ConfabSecret *
confab_backup_head_open (
    const guint8 head[CONFAB_BACKUP_HEAD], ConfabSecret *passphrase, GError **error) {
  ConfabBackupCost cost = { get_number (head + 12), get_number (head + 16),
    get_number (head + 20) };
  guint32 version = get_number (head + 8);
  guint8 check[CHECK_BYTES];
  g_autoptr (ConfabSecret) keys = NULL;

  if (memcmp (head, magic, sizeof magic) != 0 || version == 0) {
    g_set_error_literal (
        error, CONFAB_BACKUP_ERROR, CONFAB_BACKUP_ERROR_FOREIGN, "The file is no backup");
    return NULL;
  }
  if (version > CONFAB_BACKUP_VERSION) {
    g_set_error_literal (
        error, CONFAB_BACKUP_ERROR, CONFAB_BACKUP_ERROR_NEWER, "A newer version wrote it");
    return NULL;
  }
  if (!is_bearable (&cost)) {
    g_set_error_literal (
        error, CONFAB_BACKUP_ERROR, CONFAB_BACKUP_ERROR_DAMAGED, "The head asks for too much work");
    return NULL;
  }
  keys = make_keys (passphrase, head + SALT_AT, &cost, TRUE, error);
  if (keys == NULL)
    return NULL;
  if (!make_check (head, keys, check) ||
      CRYPTO_memcmp (check, head + CONFAB_BACKUP_CHECKED, CHECK_BYTES) != 0) {
    g_set_error_literal (
        error, CONFAB_BACKUP_ERROR, CONFAB_BACKUP_ERROR_PASSPHRASE, "The passphrase does not fit");
    return NULL;
  }
  return key_of (keys);
}
