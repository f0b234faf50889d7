/* The account's own password, for the judge "typed": recognised without being kept.
 *
 * Kept are two slow hashes with a salt (of the password as it is, and of its letters and digits
 * alone, so that blanks and dashes are no way round), and for speed 16 bits of a fast hash of each:
 * only one place in 65,536 is worth a slow hash. Whoever reads this memory learns these 16 bits and
 * the length, and must pay for each guess that they do not rule out. */

#include "safety/safety-typed-private.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#define MIN_BYTES 4
#define MIN_BARE 6
#define MAX_BYTES 256
#define SALT_BYTES 16
#define MARK_VERSION '1'
#define HASH_BYTES 32
#define ITERATIONS 1000 /* of PBKDF2; about half a millisecond */
#define FILTER_SHIFT 48
#define MAX_KNOWN 8 /* places that look the same are tried once */
#define MIN_TRIES 8
#define TRIES_EACH 8192 /* one more for each so many places: far more than chance needs */

/* How the password may be written. */
typedef struct {
  guint length; /* 0: not in this form */
  guint16 filter;
  guint8 hash[HASH_BYTES];
} Form;

/* What lies in locked memory. */
typedef struct {
  guint8 salt[SALT_BYTES];
  guint64 base, mixer; /* odd */
  Form exact, bare;
} Material;

struct _ConfabTypedPassword {
  ConfabSecret *material;
};

static const Material *
get_material (const ConfabTypedPassword *password) {
  return (const Material *)(gconstpointer)confab_base_secret_get_bytes (password->material);
}

static guint64
roll (const Material *material, const char *bytes, gsize n) {
  guint64 hash = 0;

  for (gsize i = 0; i < n; i++)
    hash = hash * material->base + (guint8)bytes[i] + 1;
  return hash;
}

static guint16
filter_of (const Material *material, guint64 rolled) {
  return (guint16)(rolled * material->mixer >> FILTER_SHIFT);
}

static gboolean
hash_slowly (const Material *material, const char *bytes, gsize n, guint8 hash[HASH_BYTES]) {
  return PKCS5_PBKDF2_HMAC (bytes, (int)n, material->salt, SALT_BYTES, ITERATIONS, EVP_sha256 (),
             HASH_BYTES, hash) == 1;
}

static gboolean
set_form (const Material *material, Form *form, const char *bytes, gsize n) {
  form->length = (guint)n;
  form->filter = filter_of (material, roll (material, bytes, n));
  return hash_slowly (material, bytes, n, form->hash);
}

ConfabTypedPassword *
confab_safety_typed_password_new (const ConfabSecret *password) {
  const char *text = confab_base_secret_get_string (password);
  gsize size = confab_base_secret_get_size (password), n_bare;
  g_autoptr (ConfabSecret) secret = NULL;
  g_autoptr (ConfabSecret) seed = NULL;
  g_autoptr (ConfabSecret) bare = NULL;
  ConfabTypedPassword *made;
  Material *material;

  if (size < MIN_BYTES || size > MAX_BYTES)
    return NULL;
  secret = confab_base_secret_new (sizeof *material);
  seed = confab_base_secret_new_random (SALT_BYTES + 2 * sizeof (guint64));
  bare = confab_base_secret_new (MAX_BYTES);
  material = (Material *)(gpointer)confab_base_secret_get_writable (secret);
  memcpy (material, confab_base_secret_get_bytes (seed), SALT_BYTES + 2 * sizeof (guint64));
  material->base |= 1;
  material->mixer |= 1;

  if (!set_form (material, &material->exact, text, size))
    return NULL;
  n_bare = confab_safety_typed_fold_bare (
      text, size, (char *)confab_base_secret_get_writable (bare), MAX_BYTES);
  if (n_bare >= MIN_BARE && !set_form (material, &material->bare,
                                (const char *)confab_base_secret_get_bytes (bare), n_bare))
    return NULL;

  made = g_new0 (ConfabTypedPassword, 1);
  made->material = g_steal_pointer (&secret);
  return made;
}

/* ---- as a text: the version, then what lies in memory, in hexadecimal ---- */

ConfabSecret *
confab_safety_typed_password_dup_mark (const ConfabTypedPassword *password) {
  static const char digits[] = "0123456789abcdef";
  const guint8 *bytes = confab_base_secret_get_bytes (password->material);
  ConfabSecret *mark = confab_base_secret_new (1 + 2 * sizeof (Material));
  guint8 *out = confab_base_secret_get_writable (mark);

  *out++ = MARK_VERSION;
  for (gsize i = 0; i < sizeof (Material); i++) {
    *out++ = (guint8)digits[bytes[i] >> 4];
    *out++ = (guint8)digits[bytes[i] & 0xf];
  }
  return mark;
}

static gboolean
is_sound (const Material *material) {
  const Form *exact = &material->exact, *bare = &material->bare;

  return (material->base & material->mixer & 1) == 1 && exact->length >= MIN_BYTES &&
         exact->length <= MAX_BYTES && bare->length <= MAX_BYTES &&
         (bare->length == 0 || bare->length >= MIN_BARE);
}

ConfabTypedPassword *
confab_safety_typed_password_new_from_mark (const ConfabSecret *mark) {
  const guint8 *in = confab_base_secret_get_bytes (mark);
  g_autoptr (ConfabSecret) secret = NULL;
  ConfabTypedPassword *made;
  guint8 *out;

  if (confab_base_secret_get_size (mark) != 1 + 2 * sizeof (Material) || *in++ != MARK_VERSION)
    return NULL;
  secret = confab_base_secret_new (sizeof (Material));
  out = confab_base_secret_get_writable (secret);
  for (gsize i = 0; i < sizeof (Material); i++) {
    int high = g_ascii_xdigit_value ((char)in[2 * i]);
    int low = g_ascii_xdigit_value ((char)in[2 * i + 1]);

    if (high < 0 || low < 0)
      return NULL;
    out[i] = (guint8)(high << 4 | low);
  }
  if (!is_sound ((const Material *)(gconstpointer)out))
    return NULL;
  made = g_new0 (ConfabTypedPassword, 1);
  made->material = g_steal_pointer (&secret);
  return made;
}

void
confab_safety_typed_password_free (ConfabTypedPassword *password) {
  if (password == NULL)
    return;
  confab_base_secret_unref (password->material);
  g_free (password);
}

/* Places whose fast hash fits, and what was learned of them. */
typedef struct {
  guint64 known[MAX_KNOWN];
  guint n_known;
  gsize tries, max_tries;
} Trials;

static gboolean
is_known (const Trials *trials, guint64 rolled) {
  for (guint i = 0; i < MIN (trials->n_known, MAX_KNOWN); i++)
    if (trials->known[i] == rolled)
      return TRUE;
  return FALSE;
}

/* TRUE also where so many places fit that no chance explains it. */
static gboolean
is_it (
    const Material *material, const Form *form, const char *bytes, guint64 rolled, Trials *trials) {
  guint8 hash[HASH_BYTES];
  gboolean is_same;

  if (is_known (trials, rolled))
    return FALSE;
  if (trials->tries++ >= trials->max_tries)
    return TRUE;
  is_same = !hash_slowly (material, bytes, form->length, hash) ||
            CRYPTO_memcmp (hash, form->hash, HASH_BYTES) == 0;
  OPENSSL_cleanse (hash, sizeof hash);
  trials->known[trials->n_known++ % MAX_KNOWN] = rolled;
  return is_same;
}

/* The place of the password in `bytes` from `from` on; G_MAXSIZE if it is not there. */
static gsize
find_form (const Material *material, const Form *form, const char *bytes, gsize n, gsize from) {
  Trials trials = { .max_tries = MIN_TRIES + n / TRIES_EACH };
  guint64 rolled, highest = 1;

  if (form->length == 0 || from > n || n - from < form->length)
    return G_MAXSIZE;
  for (guint i = 1; i < form->length; i++)
    highest *= material->base;
  rolled = roll (material, bytes + from, form->length);
  for (gsize at = from;; at++) {
    if (filter_of (material, rolled) == form->filter &&
        is_it (material, form, bytes + at, rolled, &trials))
      return at;
    if (at + form->length >= n)
      return G_MAXSIZE;
    rolled -= ((guint8)bytes[at] + 1) * highest;
    rolled = rolled * material->base + (guint8)bytes[at + form->length] + 1;
  }
}

gboolean
confab_safety_typed_find_own_password_exact (
    const ConfabTypedFacts *facts, ConfabTypedFound *found) {
  for (gsize i = 0; i < facts->n_passwords; i++) {
    const Material *material;
    gsize at;

    if (facts->passwords[i] == NULL)
      continue;
    material = get_material (facts->passwords[i]);
    at = find_form (material, &material->exact, facts->text, facts->length, 0);
    if (at == G_MAXSIZE)
      continue;
    *found = (ConfabTypedFound){
      .reason = CONFAB_TYPED_OWN_PASSWORD, .start = at, .end = at + material->exact.length
    };
    return TRUE;
  }
  return FALSE;
}

static gboolean
find_bare (
    ConfabTypedScan *scan, const ConfabTypedPassword *password, const ConfabTypedBare *bare) {
  const Material *material = get_material (password);
  gsize at = 0;

  while ((at = find_form (material, &material->bare, bare->text, bare->n, at)) != G_MAXSIZE) {
    gsize last = at + material->bare.length - 1;

    if (confab_safety_typed_take (
            scan, CONFAB_TYPED_OWN_PASSWORD, bare->at[at], bare->at[last] + 1u))
      return TRUE;
    at++;
  }
  return FALSE;
}

/* In its letters and digits alone, and so over several messages. */
gboolean
confab_safety_typed_find_own_password (ConfabTypedScan *scan) {
  ConfabTypedBare bare;
  gboolean is_found = FALSE;

  if (scan->facts->n_passwords == 0)
    return FALSE;
  confab_safety_typed_view_bare (&scan->view, &bare);
  for (gsize i = 0; i < scan->facts->n_passwords && !is_found; i++)
    is_found =
        scan->facts->passwords[i] != NULL && find_bare (scan, scan->facts->passwords[i], &bare);
  OPENSSL_cleanse (&bare, sizeof bare);
  return is_found;
}
