/* What two people compare. Both sides' addresses and keys, in an order that does not depend on who
 * looks, through SHA-256 many times (so that keys with like digits are dear to search for), and
 * from that 8 groups of 5 digits (133 bits) and 12 words (132 bits). The text of the picture is the
 * one that other programs write and read. Keeps nothing, decides nothing. */

#include "omemo/omemo-check.h"

#include <openssl/sha.h>
#include <string.h>

#include "base/base-jid.h"
#include "safety/safety-wordlist.h"

#define KEY_BYTES 32
#define ROUNDS 5200
#define MAX_URI 8192
#define MAX_KEYS 64
#define MAX_DEVICE 0x7FFFFFFF
#define PREFIX "omemo-sid-"
#define DOMAIN_OF_HASH "Confab check 1"
#define GROUP_BYTES 5
#define WORD_BITS 11

G_STATIC_ASSERT (sizeof ((ConfabOmemoCheck *)NULL)->words / sizeof (guint16) * WORD_BITS <= 256);

typedef struct {
  const char *address;
  const guint8 *key;
} Side;

static gboolean
set_side (Side *side, const char *address, GBytes *identity) {
  gsize size = 0;

  if (address == NULL || *address == '\0' || identity == NULL)
    return FALSE;
  side->address = address;
  side->key = g_bytes_get_data (identity, &size);
  return size == KEY_BYTES && strlen (address) <= CONFAB_BASE_JID_MAX_BYTES;
}

static int
compare (const Side *a, const Side *b) {
  int order = strcmp (a->address, b->address);

  return order != 0 ? order : memcmp (a->key, b->key, KEY_BYTES);
}

/* Lengths stand before what they measure, so that no two pairs run together to the same bytes. */
static void
append (GByteArray *bytes, const Side *side) {
  guint16 length = GUINT16_TO_BE ((guint16)strlen (side->address));

  g_byte_array_append (bytes, (const guint8 *)&length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *)side->address, (guint)strlen (side->address));
  g_byte_array_append (bytes, side->key, KEY_BYTES);
}

static void
hash (const Side *first, const Side *second, guint8 digest[SHA256_DIGEST_LENGTH]) {
  g_autoptr (GByteArray) seed = g_byte_array_new ();
  g_autoptr (GByteArray) round = g_byte_array_new ();

  g_byte_array_append (seed, (const guint8 *)DOMAIN_OF_HASH, sizeof DOMAIN_OF_HASH);
  append (seed, first);
  append (seed, second);
  SHA256 (seed->data, seed->len, digest);
  for (guint i = 0; i < ROUNDS; i++) {
    g_byte_array_set_size (round, 0);
    g_byte_array_append (round, digest, SHA256_DIGEST_LENGTH);
    g_byte_array_append (round, seed->data, seed->len);
    SHA256 (round->data, round->len, digest);
  }
}

/* Bytes number `n` of what the digest stretches to. */
static void
stretch (const guint8 digest[SHA256_DIGEST_LENGTH], guint8 n, guint8 out[SHA256_DIGEST_LENGTH]) {
  guint8 block[SHA256_DIGEST_LENGTH + 1];

  memcpy (block, digest, SHA256_DIGEST_LENGTH);
  block[SHA256_DIGEST_LENGTH] = n;
  SHA256 (block, sizeof block, out);
}

static void
write_digits (const guint8 *bytes, ConfabOmemoCheck *check) {
  for (guint i = 0; i < CONFAB_OMEMO_CHECK_GROUPS; i++) {
    guint64 number = 0;

    for (guint k = 0; k < GROUP_BYTES; k++)
      number = number << 8 | bytes[i * GROUP_BYTES + k];
    g_snprintf (check->digits[i], sizeof check->digits[i], "%05u", (guint)(number % 100000));
  }
}

static void
write_words (const guint8 *bytes, ConfabOmemoCheck *check) {
  for (guint i = 0; i < CONFAB_OMEMO_CHECK_WORDS; i++) {
    guint16 word = 0;

    for (guint bit = i * WORD_BITS; bit < (i + 1) * WORD_BITS; bit++)
      word = (guint16)(word << 1 | (bytes[bit / 8] >> (7 - bit % 8) & 1));
    check->words[i] = word;
  }
}

gboolean
confab_omemo_check_make (const char *address_a, GBytes *identity_a, const char *address_b,
    GBytes *identity_b, ConfabOmemoCheck *check) {
  Side a;
  Side b;
  gboolean is_ordered;
  guint8 digest[SHA256_DIGEST_LENGTH];
  guint8 bytes[2 * SHA256_DIGEST_LENGTH];

  memset (check, 0, sizeof *check);
  if (!set_side (&a, address_a, identity_a) || !set_side (&b, address_b, identity_b))
    return FALSE;
  is_ordered = compare (&a, &b) <= 0;
  hash (is_ordered ? &a : &b, is_ordered ? &b : &a, digest);
  stretch (digest, 1, bytes);
  stretch (digest, 2, bytes + SHA256_DIGEST_LENGTH);
  write_digits (bytes, check);
  stretch (digest, 3, bytes);
  write_words (bytes, check);
  return TRUE;
}

const char *
confab_omemo_check_get_word (guint16 number) {
  return confab_safety_wordlist_get (number);
}

/* ---- the picture's text ---- */

void
confab_omemo_check_key_free (ConfabOmemoCheckKey *key) {
  if (key == NULL)
    return;
  g_clear_pointer (&key->identity, g_bytes_unref);
  g_free (key);
}

char *
confab_omemo_check_dup_uri (const char *address, GPtrArray *keys) {
  GString *uri = g_string_new ("xmpp:");

  g_string_append_uri_escaped (uri, address, "@", TRUE);
  for (guint i = 0; i < keys->len; i++) {
    const ConfabOmemoCheckKey *key = g_ptr_array_index (keys, i);
    const guint8 *bytes = g_bytes_get_data (key->identity, NULL);

    g_string_append_printf (uri, "%c" PREFIX "%u=", i == 0 ? '?' : ';', key->device);
    for (guint k = 0; k < KEY_BYTES; k++)
      g_string_append_printf (uri, "%02x", bytes[k]);
  }
  return g_string_free (uri, FALSE);
}

static GBytes *
read_hex (const char *text) {
  guint8 bytes[KEY_BYTES];

  /* Some write the type byte too. */
  if (strlen (text) == 2 * (KEY_BYTES + 1) && g_str_has_prefix (text, "05"))
    text += 2;
  if (strlen (text) != (gsize)2 * KEY_BYTES)
    return NULL;
  for (guint i = 0; i < KEY_BYTES; i++) {
    int high = g_ascii_xdigit_value (text[2 * i]);
    int low = g_ascii_xdigit_value (text[2 * i + 1]);

    if (high < 0 || low < 0)
      return NULL;
    bytes[i] = (guint8)(high << 4 | low);
  }
  return g_bytes_new (bytes, sizeof bytes);
}

/* One part of the query; FALSE if it speaks of a key and is wrong. Other parts are passed over. */
static gboolean
read_part (const char *part, GPtrArray *keys) {
  const char *equals = strchr (part, '=');
  g_autofree char *digits = NULL;
  guint64 device;
  ConfabOmemoCheckKey *key;
  GBytes *identity;

  if (!g_str_has_prefix (part, PREFIX))
    return TRUE;
  if (equals == NULL || keys->len >= MAX_KEYS)
    return FALSE;
  digits = g_strndup (part + strlen (PREFIX), (gsize)(equals - part) - strlen (PREFIX));
  if (!g_ascii_string_to_unsigned (digits, 10, 1, MAX_DEVICE, &device, NULL))
    return FALSE;
  identity = read_hex (equals + 1);
  if (identity == NULL)
    return FALSE;
  key = g_new0 (ConfabOmemoCheckKey, 1);
  key->device = (guint32)device;
  key->identity = identity;
  g_ptr_array_add (keys, key);
  return TRUE;
}

static char *
dup_address (const char *text, gsize length) {
  g_autofree char *address = g_uri_unescape_segment (text, text + length, NULL);
  g_autoptr (ConfabJid) jid = address != NULL ? confab_base_jid_new (address, NULL) : NULL;

  if (jid == NULL || !confab_base_jid_is_bare (jid))
    return NULL;
  return g_strdup (confab_base_jid_get_bare (jid));
}

gboolean
confab_omemo_check_read_uri (const char *uri, char **address, GPtrArray **keys) {
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_omemo_check_key_free);
  g_auto (GStrv) parts = NULL;
  g_autofree char *owner = NULL;
  const char *query;

  *address = NULL;
  *keys = NULL;
  if (uri == NULL || strnlen (uri, MAX_URI + 1) > MAX_URI || !g_utf8_validate (uri, -1, NULL) ||
      g_ascii_strncasecmp (uri, "xmpp:", 5) != 0)
    return FALSE;
  uri += 5;
  query = strchr (uri, '?');
  if (query == NULL)
    return FALSE;
  owner = dup_address (uri, (gsize)(query - uri));
  parts = g_strsplit_set (query + 1, ";&", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!read_part (parts[i], found))
      return FALSE;
  if (owner == NULL || found->len == 0)
    return FALSE;
  *address = g_steal_pointer (&owner);
  *keys = g_steal_pointer (&found);
  return TRUE;
}
