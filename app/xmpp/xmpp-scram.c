/* SCRAM (RFC 5802, RFC 7677) with the hash of the offer (XEP-0474). Refuses every server message
 * that is not exactly in order, too few and too many iterations, and success without the server's
 * own proof. Keys live in secrets only. */

#include "xmpp/xmpp-scram.h"

#include <gio/gio.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#include "base/base-text.h"

#define MAX_MESSAGE 4096 /* bytes of a server's message */
#define MAX_SALT 1024    /* bytes */

struct _ConfabScram {
  const EVP_MD *digest;
  char *header;
  GBytes *binding; /* nullable */
  ConfabSecret *password;
  char *client_nonce;
  char *first_bare;
  char *offer;
  gboolean needs_hash;

  /* after read_first */
  char *server_first;
  char *nonce;
  GBytes *salt;
  guint iterations;

  /* after dup_final */
  ConfabSecret *server_signature;
};

static const EVP_MD *
get_digest (ConfabMechanism mechanism) {
  switch (mechanism) {
  case CONFAB_MECHANISM_SHA1:
    return EVP_sha1 ();
  case CONFAB_MECHANISM_SHA256:
    return EVP_sha256 ();
  case CONFAB_MECHANISM_SHA512:
    return EVP_sha512 ();
  case CONFAB_MECHANISM_NONE:
    break;
  }
  g_return_val_if_reached (EVP_sha512 ());
}

static gsize
get_size (const ConfabScram *self) {
  return (gsize)EVP_MD_get_size (self->digest);
}

static gboolean
fail (GError **error, ConfabXmppError code, const char *message) {
  g_set_error_literal (error, CONFAB_XMPP_ERROR, code, message);
  return FALSE;
}

/* RFC 5802 5.1: "=" and "," in a name. */
static void
append_name (GString *out, const char *user) {
  for (const char *c = user; *c != '\0'; c++) {
    if (*c == '=')
      g_string_append (out, "=3D");
    else if (*c == ',')
      g_string_append (out, "=2C");
    else
      g_string_append_c (out, *c);
  }
}

ConfabScram *
confab_xmpp_scram_new (const ConfabScramParams *params, GError **error) {
  g_autoptr (ConfabSecret) password = confab_xmpp_scram_prepare (params->password, error);
  GString *bare = NULL;
  ConfabScram *self = NULL;

  if (password == NULL)
    return NULL;
  self = g_new0 (ConfabScram, 1);
  self->digest = get_digest (params->mechanism);
  self->header = g_strdup (params->header);
  if (params->binding != NULL)
    self->binding = g_bytes_ref (params->binding);
  self->password = g_steal_pointer (&password);
  self->client_nonce = g_strdup (params->nonce);
  self->offer = g_strdup (params->offer);
  self->needs_hash = params->needs_hash;
  bare = g_string_new ("n=");
  append_name (bare, params->user);
  g_string_append (bare, ",r=");
  g_string_append (bare, params->nonce);
  self->first_bare = g_string_free_and_steal (bare);
  return self;
}

void
confab_xmpp_scram_free (ConfabScram *self) {
  g_free (self->header);
  g_clear_pointer (&self->binding, g_bytes_unref);
  confab_base_secret_unref (self->password);
  g_free (self->client_nonce);
  g_free (self->first_bare);
  g_free (self->offer);
  g_free (self->server_first);
  g_free (self->nonce);
  g_clear_pointer (&self->salt, g_bytes_unref);
  g_clear_pointer (&self->server_signature, confab_base_secret_unref);
  g_free (self);
}

char *
confab_xmpp_scram_dup_first (ConfabScram *self) {
  return g_strconcat (self->header, self->first_bare, NULL);
}

/* ---- what the server says ---- */

/* NULL if it holds a NUL or is too long. */
static char *
dup_message (GBytes *message) {
  gsize size = 0;
  const char *data = g_bytes_get_data (message, &size);

  if (size == 0 || size > MAX_MESSAGE || memchr (data, '\0', size) != NULL)
    return NULL;
  return g_strndup (data, size);
}

/* The value of attribute `name` if `part` is it. */
static const char *
get_value (const char *part, char name) {
  return part != NULL && part[0] == name && part[1] == '=' ? part + 2 : NULL;
}

static gboolean
is_nonce (const ConfabScram *self, const char *nonce) {
  if (nonce == NULL || !g_str_has_prefix (nonce, self->client_nonce) ||
      strlen (nonce) == strlen (self->client_nonce))
    return FALSE;
  for (const char *c = nonce; *c != '\0'; c++) {
    if (!g_ascii_isgraph (*c))
      return FALSE;
  }
  return TRUE;
}

/* What the server said in "e=" (RFC 5802 section 7). */
static gboolean
fail_by_server (const char *word, GError **error) {
  if (g_str_has_prefix (word, "channel-binding") ||
      g_str_has_prefix (word, "server-does-support-channel-binding") ||
      g_str_has_prefix (word, "unsupported-channel-binding"))
    return fail (error, CONFAB_XMPP_ERROR_INTERCEPTED, "channel binding does not match");
  if (g_str_has_prefix (word, "invalid-proof") || g_str_has_prefix (word, "unknown-user"))
    return fail (error, CONFAB_XMPP_ERROR_WRONG_PASSWORD, "invalid-proof");
  return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "the server ended SCRAM");
}

/* XEP-0474 6.2 */
static gboolean
check_hash (ConfabScram *self, const char *given, GError **error) {
  guint8 own[EVP_MAX_MD_SIZE];
  g_autoptr (GBytes) theirs = NULL;

  if (given == NULL && self->needs_hash)
    return fail (
        error, CONFAB_XMPP_ERROR_INTERCEPTED, "no channel binding, and no hash of the offer");
  if (given == NULL)
    return TRUE;
  theirs = confab_xmpp_base64_decode (given, EVP_MAX_MD_SIZE);
  if (EVP_Digest (self->offer, strlen (self->offer), own, NULL, self->digest, NULL) != 1)
    g_error ("no digest");
  if (theirs == NULL || g_bytes_get_size (theirs) != get_size (self) ||
      CRYPTO_memcmp (g_bytes_get_data (theirs, NULL), own, get_size (self)) != 0)
    return fail (error, CONFAB_XMPP_ERROR_INTERCEPTED, "the offer was changed on its way");
  return TRUE;
}

/* Everything after the first three: "X=..." each, none that has its place elsewhere. */
static gboolean
read_extensions (char **parts, const char **hash) {
  for (guint i = 0; parts[i] != NULL; i++) {
    if (!g_ascii_isalpha (parts[i][0]) || parts[i][1] != '=' || strchr ("mrsinpcve", parts[i][0]))
      return FALSE;
    if (parts[i][0] == 'h') {
      if (*hash != NULL)
        return FALSE;
      *hash = parts[i] + 2;
    }
  }
  return TRUE;
}

gboolean
confab_xmpp_scram_read_first (ConfabScram *self, GBytes *message, GError **error) {
  g_autofree char *text = dup_message (message);
  g_auto (GStrv) parts = NULL;
  const char *iterations, *salt, *hash = NULL;
  guint64 count = 0;

  if (self->server_first != NULL || text == NULL)
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "bad first message of SCRAM");
  parts = g_strsplit (text, ",", -1);
  if (get_value (parts[0], 'e') != NULL)
    return fail_by_server (parts[0] + 2, error);
  if (g_strv_length (parts) < 3 || !is_nonce (self, get_value (parts[0], 'r')))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "bad nonce in SCRAM");
  salt = get_value (parts[1], 's');
  if (salt != NULL)
    self->salt = confab_xmpp_base64_decode (salt, MAX_SALT);
  if (self->salt == NULL || g_bytes_get_size (self->salt) == 0)
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "bad salt in SCRAM");
  iterations = get_value (parts[2], 'i');
  if (iterations == NULL || iterations[0] == '0' ||
      !confab_base_text_parse_uint (iterations, CONFAB_XMPP_MAX_ITERATIONS, &count) ||
      count < CONFAB_XMPP_MIN_ITERATIONS)
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "bad number of iterations in SCRAM");
  if (!read_extensions (parts + 3, &hash))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "bad extension in SCRAM");
  if (!check_hash (self, hash, error))
    return FALSE;
  self->iterations = (guint)count;
  self->nonce = g_strdup (parts[0] + 2);
  self->server_first = g_steal_pointer (&text);
  return TRUE;
}

/* ---- proofs ---- */

typedef struct {
  DexPromise *promise;
  ConfabSecret *password;
  GBytes *salt;
  const EVP_MD *digest;
  guint iterations;
} Derivation;

static void
derivation_free (gpointer data) {
  Derivation *job = data;

  dex_unref (job->promise);
  confab_base_secret_unref (job->password);
  g_bytes_unref (job->salt);
  g_free (job);
}

static void
derive_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  Derivation *job = data;
  gsize size = (gsize)EVP_MD_get_size (job->digest);
  ConfabSecret *salted = confab_base_secret_new (size);
  gsize salt_size = 0;
  const guint8 *salt = g_bytes_get_data (job->salt, &salt_size);

  if (PKCS5_PBKDF2_HMAC ((const char *)confab_base_secret_get_bytes (job->password),
          (int)confab_base_secret_get_size (job->password), salt, (int)salt_size,
          (int)job->iterations, job->digest, (int)size,
          confab_base_secret_get_writable (salted)) != 1)
    g_error ("no PBKDF2");
  dex_promise_resolve_boxed (job->promise, CONFAB_TYPE_SECRET, salted);
  g_task_return_boolean (task, TRUE);
}

DexFuture *
confab_xmpp_scram_derive (ConfabScram *self) {
  Derivation *job = g_new0 (Derivation, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_return_val_if_fail (self->server_first != NULL, NULL);
  job->promise = dex_promise_new ();
  job->password = confab_base_secret_ref (self->password);
  job->salt = g_bytes_ref (self->salt);
  job->digest = self->digest;
  job->iterations = self->iterations;
  g_task_set_task_data (task, job, derivation_free);
  g_task_run_in_thread (task, derive_on_thread);
  return DEX_FUTURE (dex_ref (job->promise));
}

static ConfabSecret *
new_hmac (const ConfabScram *self, ConfabSecret *key, const char *text) {
  ConfabSecret *mac = confab_base_secret_new (get_size (self));

  if (HMAC (self->digest, confab_base_secret_get_bytes (key),
          (int)confab_base_secret_get_size (key), (const guint8 *)text, strlen (text),
          confab_base_secret_get_writable (mac), NULL) == NULL)
    g_error ("no HMAC");
  return mac;
}

static ConfabSecret *
new_hash (const ConfabScram *self, ConfabSecret *key) {
  ConfabSecret *hash = confab_base_secret_new (get_size (self));

  if (EVP_Digest (confab_base_secret_get_bytes (key), confab_base_secret_get_size (key),
          confab_base_secret_get_writable (hash), NULL, self->digest, NULL) != 1)
    g_error ("no digest");
  return hash;
}

static char *
dup_final_without_proof (ConfabScram *self) {
  g_autoptr (GByteArray) bound = g_byte_array_new ();
  g_autofree char *encoded = NULL;

  g_byte_array_append (bound, (const guint8 *)self->header, (guint)strlen (self->header));
  if (self->binding != NULL)
    g_byte_array_append (
        bound, g_bytes_get_data (self->binding, NULL), (guint)g_bytes_get_size (self->binding));
  encoded = g_base64_encode (bound->data, bound->len);
  return g_strdup_printf ("c=%s,r=%s", encoded, self->nonce);
}

char *
confab_xmpp_scram_dup_final (ConfabScram *self, ConfabSecret *salted) {
  g_autoptr (ConfabSecret) client_key = new_hmac (self, salted, "Client Key");
  g_autoptr (ConfabSecret) stored_key = new_hash (self, client_key);
  g_autoptr (ConfabSecret) server_key = new_hmac (self, salted, "Server Key");
  g_autoptr (ConfabSecret) signature = NULL;
  g_autofree char *final = dup_final_without_proof (self);
  g_autofree char *all = g_strconcat (self->first_bare, ",", self->server_first, ",", final, NULL);
  guint8 proof[EVP_MAX_MD_SIZE];
  g_autofree char *encoded = NULL;

  signature = new_hmac (self, stored_key, all);
  g_clear_pointer (&self->server_signature, confab_base_secret_unref);
  self->server_signature = new_hmac (self, server_key, all);
  for (gsize i = 0; i < get_size (self); i++)
    proof[i] =
        confab_base_secret_get_bytes (client_key)[i] ^ confab_base_secret_get_bytes (signature)[i];
  encoded = g_base64_encode (proof, get_size (self));
  return g_strconcat (final, ",p=", encoded, NULL);
}

gboolean
confab_xmpp_scram_check_final (ConfabScram *self, GBytes *message, GError **error) {
  g_autofree char *text = dup_message (message);
  g_auto (GStrv) parts = NULL;
  g_autoptr (GBytes) given = NULL;

  if (text == NULL || self->server_signature == NULL)
    return fail (error, CONFAB_XMPP_ERROR_SERVER_PROOF, "no proof of the server");
  parts = g_strsplit (text, ",", -1);
  if (get_value (parts[0], 'e') != NULL)
    return fail_by_server (parts[0] + 2, error);
  if (get_value (parts[0], 'v') != NULL)
    given = confab_xmpp_base64_decode (parts[0] + 2, EVP_MAX_MD_SIZE);
  if (given == NULL || g_bytes_get_size (given) != get_size (self) ||
      CRYPTO_memcmp (g_bytes_get_data (given, NULL),
          confab_base_secret_get_bytes (self->server_signature), get_size (self)) != 0)
    return fail (error, CONFAB_XMPP_ERROR_SERVER_PROOF, "wrong proof of the server");
  return TRUE;
}
