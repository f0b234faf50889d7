/* SCRAM against the vectors of the RFCs, and against servers that lie. */

#include <string.h>

#include "xmpp/xmpp-scram.h"

#define NONCE "fyko+d2lbbFgONRv9qkxdawL"
#define FIRST "r=" NONCE "3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"
#define OFFER "SCRAM-SHA-1\x1eSCRAM-SHA-1-PLUS\x1ftls-exporter\x1etls-server-end-point"

static GBytes *
bytes (const char *text) {
  return g_bytes_new (text, strlen (text));
}

static ConfabScram *
scram_new (ConfabMechanism mechanism, const char *user, const char *password, const char *nonce,
    const char *header, const char *binding, gboolean needs_hash) {
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string (password);
  g_autoptr (GBytes) data = binding != NULL ? g_bytes_new (binding, 9) : NULL;
  g_autoptr (GError) error = NULL;
  const ConfabScramParams params = { mechanism, header, data, user, secret, nonce, OFFER,
    needs_hash };
  ConfabScram *scram = confab_xmpp_scram_new (&params, &error);

  g_assert_no_error (error);
  return scram;
}

static ConfabSecret *
derive (ConfabScram *scram) {
  g_autoptr (DexFuture) future = confab_xmpp_scram_derive (scram);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  return confab_base_secret_ref (g_value_get_boxed (dex_future_get_value (future, NULL)));
}

typedef struct {
  ConfabMechanism mechanism;
  const char *user, *password, *nonce, *header, *binding;
  const char *client_first, *server_first, *client_final, *server_final;
} Vector;

static const Vector vectors[] = {
  /* RFC 5802 section 5 */
  { CONFAB_MECHANISM_SHA1, "user", "pencil", NONCE, "n,,", NULL, "n,,n=user,r=" NONCE, FIRST,
      "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
      "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=" },
  /* RFC 7677 section 3 */
  { CONFAB_MECHANISM_SHA256, "user", "pencil", "rOprNGfwEbeRWgbNEkqO", "n,,", NULL,
      "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
      "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
      "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
      "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
      "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=" },
  /* computed independently */
  { CONFAB_MECHANISM_SHA512, "user", "pencil", "rOprNGfwEbeRWgbNEkqO", "n,,", NULL,
      "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
      "r=rOprNGfwEbeRWgbNEkqO02431b08-2f0c,s=Yin2FuHTt/M0kJWb0t9OI32n2VmOGi3m+JfjOvuDF88=,i=4096",
      "c=biws,r=rOprNGfwEbeRWgbNEkqO02431b08-2f0c,p=fP7LnrjISDhhx+aTXgdltuACSqd/"
      "NmKhmfC4E8s1TN0VrLrFDvcPQY+/NUH9SWbTU8n3QaPhf+j4i9dExhn1zg==",
      "v=hCmHZKdU3iizEOLBxnXAffisD5tc6p0ZKETk2pmK32nf4oI64rdFRsApZe0JSp0vq3WZ98Muunba96ZdUZfY7w="
      "=" },
  { CONFAB_MECHANISM_SHA512, "a,b=", "pa\xcc\x88ss", "cn", "p=tls-exporter,,", "\0\1binding",
      "p=tls-exporter,,n=a=2Cb=3D,r=cn", "r=cnX,s=QSXCR+Q6sek8bf92,i=5000",
      "c=cD10bHMtZXhwb3J0ZXIsLAABYmluZGluZw==,r=cnX,p=0lkNm/"
      "DmeLfjVsMbVPqLE26rLC6V7BjNITHdeM117OVaOJXCA5N/77ZtJble+H1sBZvEkIcikCTK43ocTDceXQ==",
      "v=Q07vU9NEr9CqlJuiDWRkRinG5EsOInp4xWRSPVSU30foz5/"
      "MiMhvlrUbxZs9lOewSSGiF+PUMyYEhqsjFvKdnA==" },
};

static void
test_vectors (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++) {
    const Vector *vector = &vectors[i];
    g_autoptr (GError) error = NULL;
    g_autoptr (ConfabScram) scram = scram_new (vector->mechanism, vector->user, vector->password,
        vector->nonce, vector->header, vector->binding, FALSE);
    g_autofree char *first = confab_xmpp_scram_dup_first (scram);
    g_autofree char *final = NULL;
    g_autoptr (GBytes) server_first = bytes (vector->server_first);
    g_autoptr (GBytes) server_final = bytes (vector->server_final);
    g_autoptr (ConfabSecret) salted = NULL;

    g_assert_cmpstr (first, ==, vector->client_first);
    g_assert_true (confab_xmpp_scram_read_first (scram, server_first, &error));
    g_assert_no_error (error);
    salted = derive (scram);
    final = confab_xmpp_scram_dup_final (scram, salted);
    g_assert_cmpstr (final, ==, vector->client_final);
    g_assert_true (confab_xmpp_scram_check_final (scram, server_final, &error));
    g_assert_no_error (error);
  }
}

#define R "r=" NONCE "3rfc"
#define S "s=QSXCR+Q6sek8bf92"

/* SASL-04 to SASL-07, SASL-11 */
static void
test_first_lies (void) {
  static const struct {
    const char *text;
    int code;
  } cases[] = {
    { R "," S ",i=4096", -1 },
    { R "," S ",i=10000000", -1 },
    { R "," S ",i=4096,x=unknown,a=", -1 },
    { R "," S ",i=4096,h=G6k/rBLDqgOhRRaCuuatSDFkJ08=", -1 },
    { R "," S ",i=1", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=4095", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=10000001", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=1000000000", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=4294967295", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=4294971392", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=18446744073709555712", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=0000000000000000000000000000000000004096", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=-1", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=+4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=4096abc", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i= 4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=4096 ", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=0x1000", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S, CONFAB_XMPP_ERROR_PROTOCOL },
    { "r=" NONCE "," S ",i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { "r=other" NONCE "," S ",i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { "r=fyko+d2lbbFgONRv9qkxdawX3rfc," S ",i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { "r=" NONCE "3r fc," S ",i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { "r=" NONCE "3\xc3\xa9," S ",i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { "r=" NONCE "3,x," S ",i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { "m=x," R "," S ",i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=4096,m=x", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," R "," S ",i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=4096," R, CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=4096,i=5000", CONFAB_XMPP_ERROR_PROTOCOL },
    { S "," R ",i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { R ",i=4096," S, CONFAB_XMPP_ERROR_PROTOCOL },
    { R ",s=,i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { R ",s=QSX,i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { R ",s=QSX!R+Q6sek8bf92,i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { R ",s=QQ==QQ==,i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { R ",s=QR==,i=4096", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=4096,", CONFAB_XMPP_ERROR_PROTOCOL },
    { R "," S ",i=4096,1=x", CONFAB_XMPP_ERROR_PROTOCOL },
    { "", CONFAB_XMPP_ERROR_PROTOCOL },
    { "e=other-error", CONFAB_XMPP_ERROR_PROTOCOL },
    { "e=unknown-user", CONFAB_XMPP_ERROR_WRONG_PASSWORD },
    { "e=server-does-support-channel-binding", CONFAB_XMPP_ERROR_INTERCEPTED },
    { R "," S ",i=4096,h=G6k/rBLDqgOhRRaCuuatSDFkJ09=", CONFAB_XMPP_ERROR_INTERCEPTED },
    { R "," S ",i=4096,h=H6k/rBLDqgOhRRaCuuatSDFkJ08=", CONFAB_XMPP_ERROR_INTERCEPTED },
    { R "," S ",i=4096,h=", CONFAB_XMPP_ERROR_INTERCEPTED },
    { R "," S ",i=4096,h=G6k/rBLDqgOhRRaCuuatSDFkJ08=,h=AAAA", CONFAB_XMPP_ERROR_PROTOCOL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ConfabScram) scram =
        scram_new (CONFAB_MECHANISM_SHA1, "user", "pencil", NONCE, "n,,", NULL, FALSE);
    g_autoptr (GBytes) first = bytes (cases[i].text);
    g_autoptr (GError) error = NULL;
    gboolean is_good = confab_xmpp_scram_read_first (scram, first, &error);

    g_test_message ("%s", cases[i].text);
    if (cases[i].code < 0)
      g_assert_no_error (error);
    else
      g_assert_error (error, CONFAB_XMPP_ERROR, cases[i].code);
    g_assert_cmpint (is_good, ==, cases[i].code < 0);
  }
}

static void
test_strange_bytes (void) {
  g_autoptr (ConfabScram) scram =
      scram_new (CONFAB_MECHANISM_SHA1, "user", "pencil", NONCE, "n,,", NULL, FALSE);
  g_autoptr (GBytes) nul = g_bytes_new (FIRST "\0,i=1", strlen (FIRST) + 5);
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *with_long = g_strconcat (FIRST, ",x=", long_text, NULL);
  g_autoptr (GBytes) too_long = bytes (with_long);

  g_assert_false (confab_xmpp_scram_read_first (scram, nul, NULL));
  g_assert_false (confab_xmpp_scram_read_first (scram, too_long, NULL));
}

static void
test_first_only_once (void) {
  g_autoptr (ConfabScram) scram =
      scram_new (CONFAB_MECHANISM_SHA1, "user", "pencil", NONCE, "n,,", NULL, FALSE);
  g_autoptr (GBytes) first = bytes (FIRST);

  g_assert_true (confab_xmpp_scram_read_first (scram, first, NULL));
  g_assert_false (confab_xmpp_scram_read_first (scram, first, NULL));
}

static void
test_hash_needed (void) {
  g_autoptr (ConfabScram) scram =
      scram_new (CONFAB_MECHANISM_SHA1, "user", "pencil", NONCE, "n,,", NULL, TRUE);
  g_autoptr (GBytes) without = bytes (FIRST);
  g_autoptr (GBytes) with = bytes (FIRST ",h=G6k/rBLDqgOhRRaCuuatSDFkJ08=");
  g_autoptr (GError) error = NULL;

  g_assert_false (confab_xmpp_scram_read_first (scram, without, &error));
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_INTERCEPTED);
  confab_xmpp_scram_free (g_steal_pointer (&scram));
  scram = scram_new (CONFAB_MECHANISM_SHA1, "user", "pencil", NONCE, "n,,", NULL, TRUE);
  g_assert_true (confab_xmpp_scram_read_first (scram, with, NULL));
}

static void
test_final_lies (void) {
  static const struct {
    const char *text;
    int code;
  } cases[] = {
    { "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=", -1 },
    { "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=,x=more", -1 },
    { "v=rmF9pqV8S7suAoZWja4dJRkFsKR=", CONFAB_XMPP_ERROR_SERVER_PROOF },
    { "v=smF9pqV8S7suAoZWja4dJRkFsKQ=", CONFAB_XMPP_ERROR_SERVER_PROOF },
    { "v=rmF9pqV8S7suAoZWja4dJRkFsA==", CONFAB_XMPP_ERROR_SERVER_PROOF },
    { "v=", CONFAB_XMPP_ERROR_SERVER_PROOF },
    { "v", CONFAB_XMPP_ERROR_SERVER_PROOF },
    { "", CONFAB_XMPP_ERROR_SERVER_PROOF },
    { "x=1,v=rmF9pqV8S7suAoZWja4dJRkFsKQ=", CONFAB_XMPP_ERROR_SERVER_PROOF },
    { "e=invalid-proof", CONFAB_XMPP_ERROR_WRONG_PASSWORD },
    { "e=channel-bindings-dont-match", CONFAB_XMPP_ERROR_INTERCEPTED },
    { "e=", CONFAB_XMPP_ERROR_PROTOCOL },
  };
  g_autoptr (ConfabScram) scram =
      scram_new (CONFAB_MECHANISM_SHA1, "user", "pencil", NONCE, "n,,", NULL, FALSE);
  g_autoptr (GBytes) first = bytes (FIRST);
  g_autoptr (GBytes) early = bytes (cases[0].text);
  g_autoptr (GError) too_early = NULL;
  g_autoptr (ConfabSecret) salted = NULL;

  g_assert_false (confab_xmpp_scram_check_final (scram, early, &too_early));
  g_assert_error (too_early, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_SERVER_PROOF);
  g_assert_true (confab_xmpp_scram_read_first (scram, first, NULL));
  salted = derive (scram);
  g_free (confab_xmpp_scram_dup_final (scram, salted));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) final = bytes (cases[i].text);
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (confab_xmpp_scram_check_final (scram, final, &error), ==, cases[i].code < 0);
    if (cases[i].code >= 0)
      g_assert_error (error, CONFAB_XMPP_ERROR, cases[i].code);
  }
}

/* RFC 4013 section 3, and passwords that people have */
static void
test_prepare (void) {
  static const struct {
    const char *password, *prepared;
  } cases[] = {
    { "I\xc2\xadX", "IX" },
    { "user", "user" },
    { "USER", "USER" },
    { "\xc2\xaa", "a" },
    { "\xe2\x85\xa8", "IX" },
    { "\x07", NULL },
    { "\xd8\xa7\x31", NULL },
    { "", "" },
    { " a b ", " a b " },
    { "a\xc2\xa0z", "a z" },
    { "p\xc3\xa4ss", "p\xc3\xa4ss" },
    { "pa\xcc\x88ss", "p\xc3\xa4ss" },
    { "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80" },
    { "\xef\xb7\xba", NULL /* filled below */ },
    { "\xff\xfe", NULL },
    { "a\nb", NULL },
    { "a\x7f", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ConfabSecret) password = confab_base_secret_new_string (cases[i].password);
    g_autoptr (GError) error = NULL;
    g_autoptr (ConfabSecret) prepared = confab_xmpp_scram_prepare (password, &error);

    /* The longest growth there is; what it becomes is ICU's affair. */
    if (g_str_equal (cases[i].password, "\xef\xb7\xba")) {
      g_assert_no_error (error);
      continue;
    }
    if (cases[i].prepared == NULL) {
      g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_WRONG_PASSWORD);
      g_assert_null (prepared);
    } else {
      g_assert_no_error (error);
      g_assert_cmpstr (confab_base_secret_get_string (prepared), ==, cases[i].prepared);
    }
  }
}

static void
test_long_password (void) {
  g_autofree char *ascii = g_strnfill (1024, 'a');
  g_autofree char *more = g_strnfill (1025, 'a');
  g_autofree char *wide = g_strnfill (1023, '\xef');
  g_autoptr (ConfabSecret) good = confab_base_secret_new_string (ascii);
  g_autoptr (ConfabSecret) bad = confab_base_secret_new_string (more);
  g_autoptr (ConfabSecret) grown = NULL;
  g_autoptr (ConfabSecret) prepared = NULL;

  for (gsize i = 0; i + 2 < 1023; i += 3)
    memcpy (wide + i, "\xef\xb7\xba", 3);
  grown = confab_base_secret_new_string (wide);
  prepared = confab_xmpp_scram_prepare (good, NULL);
  g_assert_nonnull (prepared);
  g_assert_null (confab_xmpp_scram_prepare (bad, NULL));
  g_clear_pointer (&prepared, confab_base_secret_unref);
  prepared = confab_xmpp_scram_prepare (grown, NULL);
  g_assert_nonnull (prepared);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/xmpp/scram/vectors", test_vectors);
  g_test_add_func ("/xmpp/scram/first-lies", test_first_lies);
  g_test_add_func ("/xmpp/scram/strange-bytes", test_strange_bytes);
  g_test_add_func ("/xmpp/scram/first-only-once", test_first_only_once);
  g_test_add_func ("/xmpp/scram/hash-needed", test_hash_needed);
  g_test_add_func ("/xmpp/scram/final-lies", test_final_lies);
  g_test_add_func ("/xmpp/scram/prepare", test_prepare);
  g_test_add_func ("/xmpp/scram/long-password", test_long_password);
  return g_test_run ();
}
