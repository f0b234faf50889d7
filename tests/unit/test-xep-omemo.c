/* OMEMO's elements (XEP-0384, v0.3 and 2): device lists, bundles, what is sealed. Reads what the
 * specifications print, and what it must not believe. */

#include <string.h>

#include "xep/xep-omemo.h"

#define OLD "eu.siacs.conversations.axolotl"
#define TWO "urn:xmpp:omemo:2"
/* 32 bytes of 'k', with and without the type byte 5, and 64 of 's', as base64. */
#define KEY33 "BWtra2tra2tra2tra2tra2tra2tra2tra2tra2tra2tr"
#define KEY32 "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="
#define SIGNATURE                                                                                  \
  "c3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzcw=="

static ConfabStanza *
parse (const char *text) {
  g_autoptr (GError) error = NULL;
  ConfabStanza *stanza = confab_xmpp_stanza_parse (text, -1, &error);

  g_assert_no_error (error);
  return stanza;
}

static char *
to_text (ConfabStanza *taken) {
  g_autoptr (ConfabStanza) stanza = taken;

  return confab_xmpp_stanza_to_string (stanza);
}

/* "1 4=Name", or "none" where it is no list. */
static char *
read_list (ConfabOmemoVersion version, const char *text) {
  g_autoptr (ConfabStanza) list = parse (text);
  g_autoptr (GPtrArray) devices = confab_xep_omemo_devices_read (version, list);
  GString *out = g_string_new (NULL);

  if (devices == NULL)
    return g_string_free_and_steal (g_string_assign (out, "none"));
  for (guint i = 0; i < devices->len; i++) {
    const ConfabXepOmemoDevice *device = g_ptr_array_index (devices, i);

    g_string_append_printf (out, "%s%u", i > 0 ? " " : "", device->id);
    if (device->label != NULL) {
      g_assert_cmpuint (g_bytes_get_size (device->label_signature), ==, 64);
      g_string_append_printf (out, "=%s", device->label);
    }
  }
  return g_string_free_and_steal (out);
}

static void
assert_list (ConfabOmemoVersion version, const char *text, const char *expected) {
  g_autofree char *found = read_list (version, text);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_nodes (void) {
  g_autofree char *old_node = confab_xep_omemo_dup_bundle_node (CONFAB_OMEMO_OLD, 31415);
  g_autofree char *old_item = confab_xep_omemo_dup_bundle_item (CONFAB_OMEMO_OLD, 31415);
  g_autofree char *two_node = confab_xep_omemo_dup_bundle_node (CONFAB_OMEMO_TWO, 31415);
  g_autofree char *two_item = confab_xep_omemo_dup_bundle_item (CONFAB_OMEMO_TWO, 31415);

  g_assert_cmpstr (old_node, ==, OLD ".bundles:31415");
  g_assert_cmpstr (old_item, ==, "current");
  g_assert_cmpstr (two_node, ==, "urn:xmpp:omemo:2:bundles");
  g_assert_cmpstr (two_item, ==, "31415");
  g_assert_cmpstr (confab_xep_omemo_devices_node (CONFAB_OMEMO_OLD), ==, OLD ".devicelist");
  g_assert_cmpstr (
      confab_xep_omemo_devices_node (CONFAB_OMEMO_TWO), ==, "urn:xmpp:omemo:2:devices");
  g_assert_null (confab_xep_omemo_devices_node (CONFAB_OMEMO_NONE));
  g_assert_null (confab_xep_omemo_dup_bundle_node (CONFAB_OMEMO_NONE, 1));
  g_assert_null (confab_xep_omemo_dup_bundle_item (CONFAB_OMEMO_NONE, 1));
}

static void
test_lists (void) {
  assert_list (CONFAB_OMEMO_OLD,
      "<list xmlns='" OLD "'><device id='12345'/><device id='4223'/></list>", "12345 4223");
  assert_list (CONFAB_OMEMO_OLD, "<list xmlns='" OLD "'/>", "");
  assert_list (CONFAB_OMEMO_TWO,
      "<devices xmlns='" TWO "'><device id='1'/>"
      "<device id='2' label='Gajim on Linux' labelsig='" SIGNATURE "'/></devices>",
      "1 2=Gajim on Linux");
  assert_list (CONFAB_OMEMO_OLD, "<devices xmlns='" TWO "'><device id='1'/></devices>", "none");
  assert_list (CONFAB_OMEMO_TWO, "<list xmlns='" OLD "'><device id='1'/></list>", "none");
  assert_list (CONFAB_OMEMO_NONE, "<list xmlns='" OLD "'><device id='1'/></list>", "none");
  assert_list (CONFAB_OMEMO_OLD,
      "<list xmlns='" OLD "'><device xmlns='urn:x' id='1'/><other id='2'/></list>", "");
}

/* A name that nobody signed, that was signed wrongly, or that would have to be cleaned first. */
static void
test_labels (void) {
#define LABELLED(attributes) "<devices xmlns='" TWO "'><device id='7' " attributes "/></devices>"
  assert_list (CONFAB_OMEMO_TWO, LABELLED ("label='Phone'"), "7");
  assert_list (CONFAB_OMEMO_TWO, LABELLED ("label='Phone' labelsig='" KEY32 "'"), "7");
  assert_list (CONFAB_OMEMO_TWO, LABELLED ("label='Phone' labelsig='yes!'"), "7");
  assert_list (CONFAB_OMEMO_TWO, LABELLED ("label=' Phone' labelsig='" SIGNATURE "'"), "7");
  assert_list (CONFAB_OMEMO_TWO, LABELLED ("label='Pho&#x202e;ne' labelsig='" SIGNATURE "'"), "7");
  assert_list (CONFAB_OMEMO_TWO,
      LABELLED ("label='12345678901234567890123456789012345678901234567890123' "
                "labelsig='" SIGNATURE "'"),
      "7=12345678901234567890123456789012345678901234567890123");
  assert_list (CONFAB_OMEMO_TWO,
      LABELLED ("label='123456789012345678901234567890123456789012345678901234' "
                "labelsig='" SIGNATURE "'"),
      "7");
#undef LABELLED
}

static void
test_list_written (void) {
  static const char *const texts[] = {
    "<list xmlns='" OLD "'><device id='12345'/><device id='2147483647'/></list>",
    "<devices xmlns='" TWO "'><device id='1'/><device id='2' label='Mine' labelsig='" SIGNATURE
    "'/></devices>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    ConfabOmemoVersion version = i == 0 ? CONFAB_OMEMO_OLD : CONFAB_OMEMO_TWO;
    g_autoptr (ConfabStanza) list = parse (texts[i]);
    g_autoptr (GPtrArray) devices = confab_xep_omemo_devices_read (version, list);
    g_autofree char *written = to_text (confab_xep_omemo_devices_new (version, devices));

    g_assert_cmpstr (written, ==, texts[i]);
  }
}

/* ---- bundles ---- */

#define OLD_SIGNED "<signedPreKeyPublic signedPreKeyId='9'>" KEY33 "</signedPreKeyPublic>"
#define OLD_SIGNATURE "<signedPreKeySignature>" SIGNATURE "</signedPreKeySignature>"
#define OLD_IDENTITY "<identityKey>" KEY33 "</identityKey>"
#define OLD_BUNDLE(parts, prekeys)                                                                 \
  "<bundle xmlns='" OLD "'>" parts "<prekeys>" prekeys "</prekeys></bundle>"
#define TWO_BUNDLE(prekeys)                                                                        \
  "<bundle xmlns='" TWO "'><spk id='9'>" KEY32 "</spk><spks>" SIGNATURE "</spks><ik>" KEY32        \
  "</ik><prekeys>" prekeys "</prekeys></bundle>"

static ConfabXepOmemoBundle *
read_bundle (ConfabOmemoVersion version, const char *text) {
  g_autoptr (ConfabStanza) bundle = parse (text);

  return confab_xep_omemo_bundle_read (version, bundle);
}

static void
assert_key (GBytes *key) {
  const guint8 *data = g_bytes_get_data (key, NULL);

  g_assert_cmpuint (g_bytes_get_size (key), ==, 32);
  for (guint i = 0; i < 32; i++)
    g_assert_cmpuint (data[i], ==, 'k');
}

static void
assert_bundle (ConfabOmemoVersion version, const char *text) {
  g_autoptr (ConfabXepOmemoBundle) bundle = read_bundle (version, text);
  g_autofree char *written = NULL;

  g_assert_nonnull (bundle);
  g_assert_cmpint (bundle->version, ==, version);
  assert_key (bundle->identity);
  assert_key (bundle->signed_key);
  g_assert_cmpuint (bundle->signed_id, ==, 9);
  g_assert_cmpuint (g_bytes_get_size (bundle->signature), ==, 64);
  g_assert_cmpuint (bundle->prekeys->len, ==, 2);
  for (guint i = 0; i < 2; i++) {
    const ConfabXepOmemoPrekey *prekey = g_ptr_array_index (bundle->prekeys, i);

    g_assert_cmpuint (prekey->id, ==, i == 0 ? 1 : 0xFFFFFE);
    assert_key (prekey->key);
  }
  written = to_text (confab_xep_omemo_bundle_new (bundle));
  g_assert_cmpstr (written, ==, text);
}

static void
test_bundles (void) {
  assert_bundle (
      CONFAB_OMEMO_OLD, OLD_BUNDLE (OLD_SIGNED OLD_SIGNATURE OLD_IDENTITY,
                            "<preKeyPublic preKeyId='1'>" KEY33 "</preKeyPublic>"
                            "<preKeyPublic preKeyId='16777214'>" KEY33 "</preKeyPublic>"));
  assert_bundle (
      CONFAB_OMEMO_TWO, TWO_BUNDLE ("<pk id='1'>" KEY32 "</pk><pk id='16777214'>" KEY32 "</pk>"));
}

static void
test_bundle_spaced (void) {
  g_autoptr (ConfabXepOmemoBundle) bundle = read_bundle (CONFAB_OMEMO_OLD,
      OLD_BUNDLE (OLD_SIGNED OLD_SIGNATURE "<identityKey>\n  BWtra2tra2tra2tra2tra2tra2tr\n"
                                           "  a2tra2tra2tra2tr\n</identityKey>",
          ""));

  g_assert_nonnull (bundle);
  assert_key (bundle->identity);
  g_assert_cmpuint (bundle->prekeys->len, ==, 0);
}

/* Left out alone: twice, never to be deleted, of a wrong length. */
static void
test_bundle_prekeys (void) {
  g_autoptr (ConfabXepOmemoBundle) bundle = read_bundle (CONFAB_OMEMO_TWO,
      TWO_BUNDLE ("<pk id='1'>" KEY33 "</pk><pk id='0'>" KEY32 "</pk><pk id='16777215'>" KEY32
                  "</pk><pk id='2'>" KEY32 "</pk><pk id='2'>" KEY32 "</pk><pk>" KEY32 "</pk>"));

  g_assert_cmpuint (bundle->prekeys->len, ==, 1);
  g_assert_cmpuint (((ConfabXepOmemoPrekey *)bundle->prekeys->pdata[0])->id, ==, 2);
}

static void
test_bundle_refused (void) {
  static const char *const texts[] = {
    OLD_BUNDLE (OLD_SIGNATURE OLD_IDENTITY, ""),
    OLD_BUNDLE (OLD_SIGNED OLD_IDENTITY, ""),
    OLD_BUNDLE (OLD_SIGNED OLD_SIGNATURE, ""),
    OLD_BUNDLE (OLD_SIGNED OLD_SIGNATURE "<identityKey/>", ""),
    OLD_BUNDLE (OLD_SIGNED OLD_SIGNATURE "<identityKey>" KEY32 "</identityKey>", ""),
    OLD_BUNDLE (OLD_SIGNED OLD_SIGNATURE
        "<identityKey>BGtra2tra2tra2tra2tra2tra2tra2tra2tra2tra2tr</identityKey>",
        ""),
    OLD_BUNDLE (OLD_SIGNED OLD_SIGNATURE "<identityKey>" SIGNATURE "</identityKey>", ""),
    OLD_BUNDLE (
        OLD_SIGNED "<signedPreKeySignature>" KEY33 "</signedPreKeySignature>" OLD_IDENTITY, ""),
    OLD_BUNDLE (
        "<signedPreKeyPublic>" KEY33 "</signedPreKeyPublic>" OLD_SIGNATURE OLD_IDENTITY, ""),
    OLD_BUNDLE ("<signedPreKeyPublic signedPreKeyId='-1'>" KEY33
                "</signedPreKeyPublic>" OLD_SIGNATURE OLD_IDENTITY,
        ""),
    OLD_BUNDLE ("<signedPreKeyPublic signedPreKeyId='2147483648'>" KEY33
                "</signedPreKeyPublic>" OLD_SIGNATURE OLD_IDENTITY,
        ""),
    TWO_BUNDLE (""),
    "<bundle xmlns='" OLD "'/>",
    "<list xmlns='" OLD "'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (read_bundle (CONFAB_OMEMO_OLD, texts[i]));
  g_assert_null (read_bundle (CONFAB_OMEMO_NONE, TWO_BUNDLE ("")));
}

/* ---- what is sealed ---- */

#define OLD_SEALED(header, payload)                                                                \
  "<encrypted xmlns='" OLD "'><header sid='27183'>" header "</header>" payload "</encrypted>"
#define IV "<iv>aXZpdml2aXZpdml2</iv>" /* 12 bytes */

static ConfabXepOmemoSealed *
read_sealed (const char *text) {
  g_autoptr (ConfabStanza) encrypted = parse (text);

  return confab_xep_omemo_sealed_read (encrypted);
}

static void
test_sealed_old (void) {
  const char *text = OLD_SEALED ("<key rid='31415'>AAAA</key><key rid='12321' "
                                 "prekey='true'>BBBB</key>" IV,
      "<payload>CCCC</payload>");
  g_autoptr (ConfabXepOmemoSealed) sealed = read_sealed (text);
  const ConfabXepOmemoKey *key;
  g_autofree char *written = NULL;

  g_assert_nonnull (sealed);
  g_assert_cmpint (sealed->version, ==, CONFAB_OMEMO_OLD);
  g_assert_cmpuint (sealed->sender, ==, 27183);
  g_assert_cmpuint (g_bytes_get_size (sealed->iv), ==, 12);
  g_assert_cmpuint (g_bytes_get_size (sealed->payload), ==, 3);
  g_assert_cmpuint (sealed->keys->len, ==, 2);
  key = g_ptr_array_index (sealed->keys, 0);
  g_assert_cmpuint (key->device, ==, 31415);
  g_assert_false (key->is_exchange);
  g_assert_null (key->address);
  key = g_ptr_array_index (sealed->keys, 1);
  g_assert_true (key->is_exchange);
  written = to_text (confab_xep_omemo_sealed_new (sealed));
  g_assert_cmpstr (written, ==, text);
}

static void
test_sealed_two (void) {
  const char *text =
      "<encrypted xmlns='" TWO "'><header sid='27183'><keys jid='juliet@capulet.lit'>"
      "<key rid='31415'>AAAA</key></keys><keys jid='romeo@montague.lit'><key rid='1337'>BBBB</key>"
      "<key rid='12321' kex='true'>BBBB</key></keys></header><payload>CCCC</payload></encrypted>";
  g_autoptr (ConfabXepOmemoSealed) sealed = read_sealed (text);
  const ConfabXepOmemoKey *key;
  g_autofree char *written = NULL;

  g_assert_nonnull (sealed);
  g_assert_null (sealed->iv);
  g_assert_cmpuint (sealed->keys->len, ==, 3);
  key = g_ptr_array_index (sealed->keys, 2);
  g_assert_cmpstr (key->address, ==, "romeo@montague.lit");
  g_assert_cmpuint (key->device, ==, 12321);
  g_assert_true (key->is_exchange);
  written = to_text (confab_xep_omemo_sealed_new (sealed));
  g_assert_cmpstr (written, ==, text);
}

static void
test_sealed_key_only (void) {
  g_autoptr (ConfabXepOmemoSealed) none =
      read_sealed (OLD_SEALED ("<key rid='1'>AAAA</key>" IV, ""));
  g_autoptr (ConfabXepOmemoSealed) empty =
      read_sealed (OLD_SEALED ("<key rid='1'>AAAA</key>" IV, "<payload/>"));

  g_assert_null (none->payload);
  g_assert_null (empty->payload);
}

/* The same device twice, at one address and at two; what is no device; what is no address. */
static void
test_sealed_doubles (void) {
  g_autoptr (ConfabXepOmemoSealed) old = read_sealed (
      OLD_SEALED ("<key rid='1'>AAAA</key><key rid='01'>BBBBBBBB</key><key rid='0'>AAAA</key>"
                  "<key>AAAA</key><key rid='2'>A</key><key rid='3'/>" IV,
          ""));
  g_autoptr (ConfabXepOmemoSealed) two =
      read_sealed ("<encrypted xmlns='" TWO "'><header sid='1'>"
                   "<keys jid='a@x'><key rid='1'>AAAA</key></keys>"
                   "<keys jid='A@X'><key rid='1'>BBBBBBBB</key></keys>"
                   "<keys jid='b@x'><key rid='1'>AAAA</key></keys>"
                   "<keys jid='c@x/phone'><key rid='1'>AAAA</key></keys>"
                   "<keys jid='@'><key rid='1'>AAAA</key></keys>"
                   "<keys><key rid='1'>AAAA</key></keys><key rid='5'>AAAA</key>"
                   "</header></encrypted>");
  const ConfabXepOmemoKey *key = g_ptr_array_index (old->keys, 0);

  g_assert_cmpuint (old->keys->len, ==, 1);
  g_assert_cmpuint (g_bytes_get_size (key->bytes), ==, 3);
  g_assert_cmpuint (two->keys->len, ==, 2);
  key = g_ptr_array_index (two->keys, 0);
  g_assert_cmpuint (g_bytes_get_size (key->bytes), ==, 3);
  key = g_ptr_array_index (two->keys, 1);
  g_assert_cmpstr (key->address, ==, "b@x");
}

static void
test_sealed_refused (void) {
  static const char *const texts[] = {
    "<encrypted xmlns='" OLD "'/>",
    "<encrypted xmlns='" OLD "'><payload>CCCC</payload></encrypted>",
    "<encrypted xmlns='" OLD "'><header>" IV "</header></encrypted>",
    "<encrypted xmlns='" OLD "'><header sid='0'>" IV "</header></encrypted>",
    "<encrypted xmlns='" OLD "'><header sid='2147483648'>" IV "</header></encrypted>",
    OLD_SEALED ("<key rid='1'>AAAA</key>", ""),
    OLD_SEALED ("<iv>aXZpdml2aXZpdml2aQ==</iv>", ""),
    OLD_SEALED ("<iv>aXZpdml2aXZpdml2aXZpdml2</iv>", ""),
    OLD_SEALED (IV, "<payload>CCC</payload>"),
    OLD_SEALED (IV, "<payload>CC=C</payload>"),
    OLD_SEALED (IV, "<payload>CC==CCCC</payload>"),
    OLD_SEALED (IV, "<payload>C===</payload>"),
    OLD_SEALED (IV, "<payload>pay to me</payload>"),
    "<encrypted xmlns='urn:xmpp:omemo:1'><header sid='1'/></encrypted>",
    "<payload xmlns='" OLD "'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (read_sealed (texts[i]));
}

static void
test_sealed_bounds (void) {
  g_autoptr (GString) text = g_string_new ("<encrypted xmlns='" OLD "'><header sid='1'>" IV);
  g_autofree guint8 *bytes = g_malloc0 (CONFAB_XEP_OMEMO_MAX_PAYLOAD + 1);
  g_autofree char *key = g_base64_encode (bytes, CONFAB_XEP_OMEMO_MAX_KEY);
  g_autofree char *long_key = g_base64_encode (bytes, CONFAB_XEP_OMEMO_MAX_KEY + 1);
  g_autofree char *payload = g_base64_encode (bytes, CONFAB_XEP_OMEMO_MAX_PAYLOAD);
  g_autofree char *long_payload = g_base64_encode (bytes, CONFAB_XEP_OMEMO_MAX_PAYLOAD + 1);
  g_autofree char *too_long =
      g_strdup_printf (OLD_SEALED (IV, "<payload>%s</payload>"), long_payload);
  g_autoptr (ConfabXepOmemoSealed) sealed = NULL;

  g_string_append_printf (text, "<key rid='1'>%s</key><key rid='2'>%s</key>", long_key, key);
  for (guint i = 0; i < 2 * CONFAB_XEP_OMEMO_MAX_KEYS; i++)
    g_string_append_printf (text, "<key rid='%u'>AAAA</key>", 3 + i);
  g_string_append_printf (text, "</header><payload>%s</payload></encrypted>", payload);

  sealed = read_sealed (text->str);
  g_assert_nonnull (sealed);
  g_assert_cmpuint (sealed->keys->len, ==, CONFAB_XEP_OMEMO_MAX_KEYS);
  g_assert_cmpuint (((ConfabXepOmemoKey *)g_ptr_array_index (sealed->keys, 0))->device, ==, 2);
  g_assert_cmpuint (g_bytes_get_size (sealed->payload), ==, CONFAB_XEP_OMEMO_MAX_PAYLOAD);
  g_assert_null (read_sealed (too_long));
}

static void
test_message (void) {
  g_autoptr (ConfabJid) to = confab_base_jid_new ("bob@friend.example/desk", NULL);
  g_autoptr (GPtrArray) sealed =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_sealed_unref);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  ConfabXepOmemoSealed *two = confab_xep_omemo_sealed_alloc (CONFAB_OMEMO_TWO, 5);
  g_autofree char *with_text = NULL;
  g_autofree char *without = NULL;
  g_autofree char *passing = NULL;

  confab_xep_omemo_sealed_add (two, "bob@friend.example", 6, TRUE, bytes);
  g_ptr_array_add (sealed, two);
  without = to_text (confab_xep_omemo_message_new (to, "i1", sealed, CONFAB_XEP_OMEMO_KEPT));
  g_assert_cmpstr (without, ==,
      "<message type='chat' to='bob@friend.example' id='i1'>"
      "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='5'><keys jid='bob@friend.example'>"
      "<key rid='6' kex='true'>YWJj</key></keys></header></encrypted>"
      "<encryption xmlns='urn:xmpp:eme:0' namespace='urn:xmpp:omemo:2'/>"
      "<origin-id xmlns='urn:xmpp:sid:0' id='i1'/>"
      "<no-permanent-store xmlns='urn:xmpp:hints'/></message>");

  two->payload = g_bytes_ref (bytes);
  with_text = to_text (confab_xep_omemo_message_new (to, "i1", sealed, CONFAB_XEP_OMEMO_ASKING));
  g_assert_nonnull (strstr (with_text, "<payload>YWJj</payload>"));
  g_assert_nonnull (strstr (with_text, "<request xmlns='urn:xmpp:receipts'/>"
                                       "<store xmlns='urn:xmpp:hints'/></message>"));
  g_assert_null (strstr (with_text, "<body"));

  passing = to_text (confab_xep_omemo_message_new (to, "i1", sealed, CONFAB_XEP_OMEMO_PASSING));
  g_assert_nonnull (strstr (passing, "<origin-id xmlns='urn:xmpp:sid:0' id='i1'/>"
                                     "<no-store xmlns='urn:xmpp:hints'/>"
                                     "<no-copy xmlns='urn:xmpp:hints'/>"
                                     "<private xmlns='urn:xmpp:carbons:2'/></message>"));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xep/omemo/nodes", test_nodes);
  g_test_add_func ("/xep/omemo/lists", test_lists);
  g_test_add_func ("/xep/omemo/labels", test_labels);
  g_test_add_func ("/xep/omemo/list-written", test_list_written);
  g_test_add_func ("/xep/omemo/bundles", test_bundles);
  g_test_add_func ("/xep/omemo/bundle-spaced", test_bundle_spaced);
  g_test_add_func ("/xep/omemo/bundle-prekeys", test_bundle_prekeys);
  g_test_add_func ("/xep/omemo/bundle-refused", test_bundle_refused);
  g_test_add_func ("/xep/omemo/sealed-old", test_sealed_old);
  g_test_add_func ("/xep/omemo/sealed-two", test_sealed_two);
  g_test_add_func ("/xep/omemo/sealed-key-only", test_sealed_key_only);
  g_test_add_func ("/xep/omemo/sealed-doubles", test_sealed_doubles);
  g_test_add_func ("/xep/omemo/sealed-refused", test_sealed_refused);
  g_test_add_func ("/xep/omemo/sealed-bounds", test_sealed_bounds);
  g_test_add_func ("/xep/omemo/message", test_message);
  return g_test_run ();
}
