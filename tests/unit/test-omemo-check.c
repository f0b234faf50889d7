/* What two people compare: the same at both ends, another with any bit changed; and the text of the
 * picture, written and read, and refused where it is none. */

#include <string.h>

#include "omemo/omemo-check.h"

#define ALICE "alice@example.org"
#define BEN "ben@example.net"

static GBytes *
key (guint8 first) {
  guint8 bytes[32];

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8)(first + 11 * i);
  return g_bytes_new (bytes, sizeof bytes);
}

static gboolean
is_same (const ConfabOmemoCheck *a, const ConfabOmemoCheck *b) {
  return memcmp (a->digits, b->digits, sizeof a->digits) == 0 ||
         memcmp (a->words, b->words, sizeof a->words) == 0;
}

static void
test_both_ends (void) {
  g_autoptr (GBytes) a = key (1);
  g_autoptr (GBytes) b = key (77);
  ConfabOmemoCheck hers;
  ConfabOmemoCheck his;

  g_assert_true (confab_omemo_check_make (ALICE, a, BEN, b, &hers));
  g_assert_true (confab_omemo_check_make (BEN, b, ALICE, a, &his));
  g_assert_cmpmem (hers.digits, sizeof hers.digits, his.digits, sizeof his.digits);
  g_assert_cmpmem (hers.words, sizeof hers.words, his.words, sizeof his.words);
  for (guint i = 0; i < CONFAB_OMEMO_CHECK_GROUPS; i++) {
    g_assert_cmpuint (strlen (hers.digits[i]), ==, 5);
    g_assert_cmpuint (strspn (hers.digits[i], "0123456789"), ==, 5);
  }
  for (guint i = 0; i < CONFAB_OMEMO_CHECK_WORDS; i++)
    g_assert_nonnull (confab_omemo_check_get_word (hers.words[i]));
  /* Two own devices: one address, two keys. */
  g_assert_true (confab_omemo_check_make (ALICE, a, ALICE, b, &hers));
  g_assert_true (confab_omemo_check_make (ALICE, b, ALICE, a, &his));
  g_assert_cmpmem (hers.digits, sizeof hers.digits, his.digits, sizeof his.digits);
}

/* Frozen: another version of Confab must say the same. */
static void
test_known (void) {
  g_autoptr (GBytes) a = key (1);
  g_autoptr (GBytes) b = key (77);
  ConfabOmemoCheck check;
  g_autoptr (GString) all = g_string_new (NULL);

  g_assert_true (confab_omemo_check_make (ALICE, a, BEN, b, &check));
  for (guint i = 0; i < CONFAB_OMEMO_CHECK_GROUPS; i++)
    g_string_append_printf (all, "%s ", check.digits[i]);
  for (guint i = 0; i < CONFAB_OMEMO_CHECK_WORDS; i++)
    g_string_append_printf (all, "%s ", confab_omemo_check_get_word (check.words[i]));
  g_assert_cmpstr (all->str, ==,
      "38435 88750 00018 00781 11570 20707 37633 81480 "
      "wrestle beach faint curtain ensure solution used recycle fatigue awake benefit capable ");
}

static void
test_any_bit (void) {
  g_autoptr (GBytes) a = key (1);
  g_autoptr (GBytes) b = key (77);
  ConfabOmemoCheck right;
  ConfabOmemoCheck wrong;

  g_assert_true (confab_omemo_check_make (ALICE, a, BEN, b, &right));
  for (guint bit = 0; bit < 256; bit++) {
    guint8 bytes[32];
    g_autoptr (GBytes) other = NULL;

    memcpy (bytes, g_bytes_get_data (b, NULL), sizeof bytes);
    bytes[bit / 8] ^= (guint8)(1 << bit % 8);
    other = g_bytes_new (bytes, sizeof bytes);
    g_assert_true (confab_omemo_check_make (ALICE, a, BEN, other, &wrong));
    g_assert_false (is_same (&right, &wrong));
    g_assert_true (confab_omemo_check_make (ALICE, other, BEN, b, &wrong));
    g_assert_false (is_same (&right, &wrong));
  }
  g_assert_true (confab_omemo_check_make (ALICE, a, "ben@example.com", b, &wrong));
  g_assert_false (is_same (&right, &wrong));
  /* Keys that changed hands. */
  g_assert_true (confab_omemo_check_make (ALICE, b, BEN, a, &wrong));
  g_assert_false (is_same (&right, &wrong));
}

static void
test_parts_missing (void) {
  g_autoptr (GBytes) a = key (1);
  g_autoptr (GBytes) shorter = g_bytes_new_from_bytes (a, 0, 31);
  ConfabOmemoCheck check;

  g_assert_false (confab_omemo_check_make (NULL, a, BEN, a, &check));
  g_assert_false (confab_omemo_check_make (ALICE, NULL, BEN, a, &check));
  g_assert_false (confab_omemo_check_make (ALICE, a, "", a, &check));
  g_assert_false (confab_omemo_check_make (ALICE, a, BEN, shorter, &check));
  g_assert_cmpstr (check.digits[0], ==, "");
}

static void
test_words (void) {
  g_assert_cmpstr (confab_omemo_check_get_word (0), ==, "abandon");
  g_assert_cmpstr (confab_omemo_check_get_word (2047), ==, "zoo");
  g_assert_null (confab_omemo_check_get_word (2048));
}

static void
test_uri (void) {
  g_autoptr (GPtrArray) keys =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_omemo_check_key_free);
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *address = NULL;

  for (guint i = 0; i < 3; i++) {
    ConfabOmemoCheckKey *one = g_new0 (ConfabOmemoCheckKey, 1);

    one->device = i == 0 ? 0x7FFFFFFF : i;
    one->identity = key ((guint8)i);
    g_ptr_array_add (keys, one);
  }
  uri = confab_omemo_check_dup_uri ("dan+x@example.org", keys);
  g_assert_true (g_str_has_prefix (uri, "xmpp:dan%2Bx@example.org?omemo-sid-2147483647=000b"));
  g_assert_true (confab_omemo_check_read_uri (uri, &address, &read));
  g_assert_cmpstr (address, ==, "dan+x@example.org");
  g_assert_cmpuint (read->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    ConfabOmemoCheckKey *one = g_ptr_array_index (keys, i);
    ConfabOmemoCheckKey *other = g_ptr_array_index (read, i);

    g_assert_cmpuint (one->device, ==, other->device);
    g_assert_true (g_bytes_equal (one->identity, other->identity));
  }
}

#define HEX "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

static void
test_other_writers (void) {
  static const char *const good[] = { "XMPP:ben@example.net?omemo-sid-7=" HEX,
    "xmpp:ben%40example.net?message;omemo-sid-7=" HEX ";name=x",
    "xmpp:ben@example.net?omemo-sid-7=05" HEX };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autofree char *address = NULL;
    g_autoptr (GPtrArray) keys = NULL;

    g_assert_true (confab_omemo_check_read_uri (good[i], &address, &keys));
    g_assert_cmpstr (address, ==, BEN);
    g_assert_cmpuint (keys->len, ==, 1);
  }
}

static void
test_no_uri (void) {
  static const char *const bad[] = { "", "ben@example.net", "http://x?omemo-sid-7=" HEX,
    "xmpp:ben@example.net", "xmpp:ben@example.net?", "xmpp:ben@example.net?message",
    "xmpp:?omemo-sid-7=" HEX, "xmpp:ben@example.net/desk?omemo-sid-7=" HEX,
    "xmpp:ben@example.net?omemo-sid-=" HEX, "xmpp:ben@example.net?omemo-sid-0=" HEX,
    "xmpp:ben@example.net?omemo-sid--1=" HEX, "xmpp:ben@example.net?omemo-sid-2147483648=" HEX,
    "xmpp:ben@example.net?omemo-sid-7", "xmpp:ben@example.net?omemo-sid-7=" HEX "00",
    "xmpp:ben@example.net?omemo-sid-7=zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c"
    "1d1e1f",
    "xmpp:\xff@example.net?omemo-sid-7=" HEX, "xmpp:%00@example.net?omemo-sid-7=" HEX };
  g_autoptr (GString) many = g_string_new ("xmpp:ben@example.net?");
  char *address;
  GPtrArray *keys;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (confab_omemo_check_read_uri (bad[i], &address, &keys));
  g_assert_false (confab_omemo_check_read_uri (NULL, &address, &keys));
  for (guint i = 1; i <= 65; i++)
    g_string_append_printf (many, "omemo-sid-%u=" HEX ";", i);
  g_assert_false (confab_omemo_check_read_uri (many->str, &address, &keys));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/omemo/check/both-ends", test_both_ends);
  g_test_add_func ("/omemo/check/known", test_known);
  g_test_add_func ("/omemo/check/any-bit", test_any_bit);
  g_test_add_func ("/omemo/check/parts-missing", test_parts_missing);
  g_test_add_func ("/omemo/check/words", test_words);
  g_test_add_func ("/omemo/check/uri", test_uri);
  g_test_add_func ("/omemo/check/other-writers", test_other_writers);
  g_test_add_func ("/omemo/check/no-uri", test_no_uri);
  return g_test_run ();
}
