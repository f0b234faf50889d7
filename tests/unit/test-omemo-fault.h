#pragma once

/* Points of failure between a draft and its envelope. What is defined here stands before the
 * libraries' own: SQL, OpenSSL, and memory for libomemo-c, protobuf-c, OpenSSL and SQLCipher. Each
 * call on another thread than the main one is a point while armed; the one with the number that
 * was chosen fails. What is encrypted with which key and IV is noted on the way. */

#include <dlfcn.h>
#include <link.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <pthread.h>
#include <sqlcipher/sqlite3.h>
#include <string.h>

#include <glib.h>

#define FAULT_MAX_LIBRARIES 4

/* A sanitizer minds the heap: no points there. */
#if defined(__has_feature)
#define FAULT_HAS_SANITIZER __has_feature (address_sanitizer)
#else
#define FAULT_HAS_SANITIZER 0
#endif
#if defined(__SANITIZE_ADDRESS__) || FAULT_HAS_SANITIZER
#define FAULT_HAS_MEMORY 0
#else
#define FAULT_HAS_MEMORY 1
#endif

typedef struct {
  gint is_armed;
  guint n; /* points so far */
  guint fail_at;
  gboolean fails_on;      /* every point after it, too */
  gboolean spares_memory; /* allocations are no points */
  pthread_t main;
  GHashTable *names; /* name -> how many; each point once */
  gsize libraries[FAULT_MAX_LIBRARIES][2];
  guint n_libraries;
  guint8 key[64]; /* what the cipher at hand has: key, IV */
  gsize key_size;
  gpointer context;
  GPtrArray *used; /* GBytes: 32 of key and IV, 32 of the plaintext, length; since armed */
} Fault;

static Fault fault;

static inline gboolean
fault_is_here (void) {
  return g_atomic_int_get (&fault.is_armed) && !pthread_equal (pthread_self (), fault.main);
}

/* TRUE if this point is to fail. */
static inline gboolean
fault_hit (const char *name) {
  if (!fault_is_here ())
    return FALSE;
  fault.n++;
  if (fault.n == fault.fail_at ||
      (fault.fails_on && fault.fail_at > 0 && fault.n > fault.fail_at)) {
    gint was = fault.is_armed;

    g_atomic_int_set (&fault.is_armed, 0);
    g_hash_table_insert (fault.names, (gpointer)name,
        GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (fault.names, name)) + 1));
    g_atomic_int_set (&fault.is_armed, was);
    return TRUE;
  }
  return FALSE;
}

static inline gpointer
fault_next (const char *name) {
  gpointer next = dlsym (RTLD_NEXT, name);

  g_assert_nonnull (next);
  return next;
}

static inline gboolean
fault_is_library (gconstpointer caller) {
  if (!fault_is_here ())
    return FALSE;
  for (guint i = 0; i < fault.n_libraries; i++)
    if ((gsize)caller >= fault.libraries[i][0] && (gsize)caller < fault.libraries[i][1])
      return TRUE;
  return FALSE;
}

#define NEXT(function) ((__typeof__ (&function))fault_next (#function))

/* One that answers with `failed`. */
#define POINT(type, function, parameters, arguments, failed)                                       \
  type function parameters {                                                                       \
    if (fault_hit (#function))                                                                     \
      return failed;                                                                               \
    return NEXT (function) arguments;                                                              \
  }

/* ---- SQL ---- */

/* Not what SQLite calls itself: it relies on what a step leaves behind when it fails. */
int
sqlite3_step (sqlite3_stmt *statement) {
  if (!fault_is_library (__builtin_return_address (0)) && fault_hit ("sqlite3_step"))
    return SQLITE_IOERR;
  return NEXT (sqlite3_step) (statement);
}

POINT (int, sqlite3_prepare_v3,
    (sqlite3 * db, const char *sql, int size, unsigned int flags, sqlite3_stmt **statement,
        const char **tail),
    (db, sql, size, flags, statement, tail), SQLITE_NOMEM)
POINT (int, sqlite3_exec,
    (sqlite3 * db, const char *sql, int (*row) (void *, int, char **, char **), void *data,
        char **message),
    (db, sql, row, data, message), SQLITE_IOERR)
POINT (int, sqlite3_bind_blob64,
    (sqlite3_stmt * statement, int n, const void *bytes, sqlite3_uint64 size,
        void (*done) (void *)),
    (statement, n, bytes, size, done), SQLITE_NOMEM)
POINT (int, sqlite3_bind_int64, (sqlite3_stmt * statement, int n, sqlite3_int64 value),
    (statement, n, value), SQLITE_NOMEM)

/* ---- OpenSSL ---- */

POINT (EVP_CIPHER_CTX *, EVP_CIPHER_CTX_new, (void), (), NULL)
POINT (int, EVP_CIPHER_CTX_ctrl, (EVP_CIPHER_CTX * context, int type, int number, void *data),
    (context, type, number, data), 0)
POINT (int, EVP_CipherFinal_ex, (EVP_CIPHER_CTX * context, unsigned char *out, int *size),
    (context, out, size), 0)
POINT (EVP_MAC *, EVP_MAC_fetch, (OSSL_LIB_CTX * library, const char *name, const char *wish),
    (library, name, wish), NULL)
POINT (EVP_MAC_CTX *, EVP_MAC_CTX_new, (EVP_MAC * mac), (mac), NULL)
POINT (int, EVP_MAC_init,
    (EVP_MAC_CTX * context, const unsigned char *key, size_t size, const OSSL_PARAM parameters[]),
    (context, key, size, parameters), 0)
POINT (int, EVP_MAC_update, (EVP_MAC_CTX * context, const unsigned char *data, size_t size),
    (context, data, size), 0)
POINT (int, EVP_MAC_final, (EVP_MAC_CTX * context, unsigned char *out, size_t *size, size_t room),
    (context, out, size, room), 0)
POINT (EVP_KDF *, EVP_KDF_fetch, (OSSL_LIB_CTX * library, const char *name, const char *wish),
    (library, name, wish), NULL)
POINT (EVP_KDF_CTX *, EVP_KDF_CTX_new, (EVP_KDF * kdf), (kdf), NULL)
POINT (int, EVP_KDF_derive,
    (EVP_KDF_CTX * context, unsigned char *out, size_t size, const OSSL_PARAM parameters[]),
    (context, out, size, parameters), 0)

int
EVP_CipherInit_ex2 (EVP_CIPHER_CTX *context, const EVP_CIPHER *cipher, const unsigned char *key,
    const unsigned char *iv, int is_sealing, const OSSL_PARAM parameters[]) {
  int result;

  if (fault_hit ("EVP_CipherInit_ex2"))
    return 0;
  result = NEXT (EVP_CipherInit_ex2) (context, cipher, key, iv, is_sealing, parameters);
  if (result == 1 && fault_is_here () && key != NULL && iv != NULL && is_sealing) {
    gsize size = (gsize)EVP_CIPHER_CTX_get_key_length (context);
    gsize iv_size = (gsize)EVP_CIPHER_CTX_get_iv_length (context);

    memcpy (fault.key, key, size);
    memcpy (fault.key + size, iv, iv_size);
    fault.key_size = size + iv_size;
    fault.context = context;
  }
  return result;
}

static inline void
fault_note (const unsigned char *in, gsize size) {
  g_autoptr (GChecksum) key = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GChecksum) text = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 note[2 * 32 + sizeof size];
  gsize half = 32;

  g_checksum_update (key, fault.key, (gssize)fault.key_size);
  g_checksum_get_digest (key, note, &half);
  g_checksum_update (text, in, (gssize)size);
  g_checksum_get_digest (text, note + 32, &half);
  memcpy (note + 64, &size, sizeof size);
  g_ptr_array_add (fault.used, g_bytes_new (note, sizeof note));
}

int
EVP_CipherUpdate (
    EVP_CIPHER_CTX *context, unsigned char *out, int *out_size, const unsigned char *in, int size) {
  if (fault_hit ("EVP_CipherUpdate")) {
    fault.key_size = 0;
    return 0;
  }
  if (fault_is_here () && fault.key_size > 0 && fault.context == context) {
    fault_note (in, (gsize)size);
    fault.key_size = 0;
  }
  return NEXT (EVP_CipherUpdate) (context, out, out_size, in, size);
}

/* ---- memory ---- */

#if FAULT_HAS_MEMORY

void *__libc_malloc (size_t size);
void *__libc_calloc (size_t n, size_t size);

void *
malloc (size_t size) {
  if (!fault.spares_memory && fault_is_library (__builtin_return_address (0)) &&
      fault_hit ("malloc"))
    return NULL;
  return __libc_malloc (size);
}

void *
calloc (size_t n, size_t size) {
  if (!fault.spares_memory && fault_is_library (__builtin_return_address (0)) &&
      fault_hit ("calloc"))
    return NULL;
  return __libc_calloc (n, size);
}

#endif

static inline int
fault_on_library (struct dl_phdr_info *info, size_t size, void *data) {
  static const char *const names[] = { "libomemo-c", "libprotobuf-c", "libcrypto", "libsqlcipher" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (info->dlpi_name, names[i]) != NULL && fault.n_libraries < FAULT_MAX_LIBRARIES)
      for (guint p = 0; p < info->dlpi_phnum; p++)
        if (info->dlpi_phdr[p].p_type == PT_LOAD && (info->dlpi_phdr[p].p_flags & PF_X) != 0) {
          gsize start = info->dlpi_addr + info->dlpi_phdr[p].p_vaddr;

          fault.libraries[fault.n_libraries][0] = start;
          fault.libraries[fault.n_libraries++][1] = start + info->dlpi_phdr[p].p_memsz;
        }
  return 0;
}

/* By the main thread, first of all. */
static inline void
fault_init (void) {
  fault.main = pthread_self ();
  fault.names = g_hash_table_new (g_str_hash, g_str_equal);
  fault.used = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  dl_iterate_phdr (fault_on_library, NULL);
  g_assert_cmpuint (fault.n_libraries, >=, 3);
}

static inline void
fault_arm (guint fail_at, gboolean fails_on) {
  fault.n = 0;
  fault.fail_at = fail_at;
  fault.fails_on = fails_on;
  fault.key_size = 0;
  g_ptr_array_set_size (fault.used, 0);
  g_atomic_int_set (&fault.is_armed, 1);
}

/* Returns: TRUE if the point that was to fail was come to. */
static inline gboolean
fault_disarm (void) {
  g_atomic_int_set (&fault.is_armed, 0);
  return fault.n >= fault.fail_at;
}
