/* What the elements of sealing try: lists of devices that are none, bundles that cannot be used,
 * texts and names beside a seal that say what is in it. The reading side; the test paths are the
 * ids of the cases. */

#include "hostile-case.h"
#include "xep/xep-message.h"
#include "xep/xep-omemo.h"

#define OLD "eu.siacs.conversations.axolotl"
#define TWO "urn:xmpp:omemo:2"
#define EVENT(node, inside)                                                                        \
  "<message from='" BOB "' to='alice@conf.example/desk' type='headline'>"                          \
  "<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='" node                      \
  "'><item id='current'>" inside "</item></items></event></message>"
#define TOLD(node) "event " BOB " node=" node " items=1\n"
/* 33 bytes beginning with 5, 32, 34, and 64. */
#define KEY33 "BWtra2tra2tra2tra2tra2tra2tra2tra2tra2tra2tr"
#define KEY32 "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="
#define KEY34 "BWtra2tra2tra2tra2tra2tra2tra2tra2tra2tra2traw=="
#define WRONG_TYPE "BGtra2tra2tra2tra2tra2tra2tra2tra2tra2tra2tr"
#define SIGNATURE                                                                                  \
  "c3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzcw=="

#define XHTML                                                                                      \
  "<html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'>"  \
  "<p>Pay to DE00</p></body></html>"

/* ---- lists ---- */

static GPtrArray *
read_list (ConfabOmemoVersion version, const char *inside) {
  gboolean is_two = version == CONFAB_OMEMO_TWO;
  g_autofree char *xml = g_strdup_printf ("<%s xmlns='%s'>%s</%s>", is_two ? "devices" : "list",
      is_two ? TWO : OLD, inside, is_two ? "devices" : "list");
  g_autoptr (ConfabStanza) list = parse (xml);
  gint64 start = test_cpu_us ();
  GPtrArray *devices = confab_xep_omemo_devices_read (version, list);

  g_assert_cmpint (test_cpu_us () - start, <, MAX_STALL_US);
  return devices;
}

static guint32
get_device (GPtrArray *devices, guint n) {
  return ((const ConfabXepOmemoDevice *)g_ptr_array_index (devices, n))->id;
}

/* What is no id is skipped, what is there twice counts once, and a list has an end: nobody can make
 * us ask for ten thousand bundles. */
static void
test_om_03 (void) {
  static const char wrong[] =
      "<device/><device id=''/><device id='-1'/><device id='0'/><device id='4294967297'/>"
      "<device id='abc'/><device id='2147483648'/><device id=' 5'/><device id='5.0'/>"
      "<device id='0x5'/><device id='99999999999999999999999999'/>"
      "<device id='7'/><device id='7'/><device id='007'/><device id='8' id2='x'/>";
  g_autofree char *many = repeat ("<device id='1%u'/>", 10000);
  g_autofree char *event =
      g_strconcat ("<message from='" BOB "' type='headline'>"
                   "<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='" OLD
                   ".devicelist'><item id='current'><list xmlns='" OLD "'>",
          many, "</list></item></items></event></message>", NULL);

  for (guint version = CONFAB_OMEMO_OLD; version <= CONFAB_OMEMO_TWO; version++) {
    g_autoptr (GPtrArray) few = read_list ((ConfabOmemoVersion)version, wrong);
    g_autoptr (GPtrArray) cut = read_list ((ConfabOmemoVersion)version, many);

    g_assert_cmpuint (few->len, ==, 2);
    g_assert_cmpuint (get_device (few, 0), ==, 7);
    g_assert_cmpuint (get_device (few, 1), ==, 8);
    g_assert_cmpuint (cut->len, ==, CONFAB_XEP_OMEMO_MAX_DEVICES);
  }
  assert_outcome (EVENT (OLD ".devicelist", "<list xmlns='" OLD "'><device/></list>"),
      TOLD (OLD ".devicelist"), "");
  assert_outcome (event, TOLD (OLD ".devicelist"), "");
}

/* ---- bundles ---- */

static ConfabXepOmemoBundle *
read_bundle (ConfabOmemoVersion version, const char *xml) {
  g_autoptr (ConfabStanza) bundle = parse (xml);
  gint64 start = test_cpu_us ();
  ConfabXepOmemoBundle *read = confab_xep_omemo_bundle_read (version, bundle);

  g_assert_cmpint (test_cpu_us () - start, <, MAX_STALL_US);
  return read;
}

/* The bundle with one of its parts replaced; NULL: taken away. */
static ConfabXepOmemoBundle *
read_old (const char *identity, const char *signed_key, const char *signature) {
  g_autoptr (GString) xml = g_string_new ("<bundle xmlns='" OLD "'>");

  if (identity != NULL)
    g_string_append_printf (xml, "<identityKey>%s</identityKey>", identity);
  if (signed_key != NULL)
    g_string_append_printf (
        xml, "<signedPreKeyPublic signedPreKeyId='1'>%s</signedPreKeyPublic>", signed_key);
  if (signature != NULL)
    g_string_append_printf (xml, "<signedPreKeySignature>%s</signedPreKeySignature>", signature);
  g_string_append (xml, "<prekeys/></bundle>");
  return read_bundle (CONFAB_OMEMO_OLD, xml->str);
}

static ConfabXepOmemoBundle *
read_two (const char *identity, const char *signed_key) {
  g_autofree char *xml = g_strdup_printf ("<bundle xmlns='" TWO "'><ik>%s</ik><spk id='1'>%s</spk>"
                                          "<spks>" SIGNATURE "</spks><prekeys/></bundle>",
      identity, signed_key);

  return read_bundle (CONFAB_OMEMO_TWO, xml);
}

/* A key that is none makes that device one without keys, and stops nobody else's. */
static void
test_om_05 (void) {
  static const char *const old[] = { "b'BR4qa16J8kE='", KEY32, KEY34, WRONG_TYPE, "", "=", "BWtr",
    "BWtra2tra2tra2tra2tra2tra2tra2tra2tra2tra2t", KEY33 KEY33, KEY33 "!" };
  static const char *const two[] = { "b'BR4qa16J8kE='", KEY33, KEY34, "", SIGNATURE };
  g_autoptr (ConfabXepOmemoBundle) good = read_old (KEY33, KEY33, SIGNATURE);
  g_autoptr (ConfabXepOmemoBundle) good_two = read_two (KEY32, KEY32);

  g_assert_nonnull (good);
  g_assert_nonnull (good_two);
  g_assert_null (read_old (NULL, KEY33, SIGNATURE));
  g_assert_null (read_old (KEY33, NULL, SIGNATURE));
  g_assert_null (read_old (KEY33, KEY33, NULL));
  g_assert_null (read_old (KEY33, KEY33, KEY33));
  for (guint i = 0; i < G_N_ELEMENTS (old); i++) {
    g_assert_null (read_old (old[i], KEY33, SIGNATURE));
    g_assert_null (read_old (KEY33, old[i], SIGNATURE));
    g_assert_null (read_old (KEY33, KEY33, old[i]));
  }
  for (guint i = 0; i < G_N_ELEMENTS (two); i++) {
    g_assert_null (read_two (two[i], KEY32));
    g_assert_null (read_two (KEY32, two[i]));
  }
}

static ConfabXepOmemoBundle *
read_prekeys (const char *prekeys) {
  g_autofree char *xml = g_strdup_printf (
      "<bundle xmlns='" OLD "'><identityKey>" KEY33 "</identityKey>"
      "<signedPreKeyPublic signedPreKeyId='1'>" KEY33 "</signedPreKeyPublic>"
      "<signedPreKeySignature>" SIGNATURE "</signedPreKeySignature><prekeys>%s</prekeys></bundle>",
      prekeys);

  return read_bundle (CONFAB_OMEMO_OLD, xml);
}

/* No prekey is a bundle without one, for the caller to say; too many end somewhere; an id that
 * nobody could ever delete again, or that is there twice, is not read. */
static void
test_om_08 (void) {
  g_autofree char *many = repeat ("<preKeyPublic preKeyId='1%u'>" KEY33 "</preKeyPublic>", 8000);
  g_autoptr (ConfabXepOmemoBundle) none = read_prekeys ("");
  g_autoptr (ConfabXepOmemoBundle) cut = read_prekeys (many);
  g_autoptr (ConfabXepOmemoBundle) odd =
      read_prekeys ("<preKeyPublic preKeyId='16777215'>" KEY33 "</preKeyPublic>"
                    "<preKeyPublic preKeyId='4294967295'>" KEY33 "</preKeyPublic>"
                    "<preKeyPublic preKeyId='0'>" KEY33 "</preKeyPublic>"
                    "<preKeyPublic>" KEY33 "</preKeyPublic>"
                    "<preKeyPublic preKeyId='9'>" KEY32 "</preKeyPublic>"
                    "<preKeyPublic preKeyId='9'>" KEY33 "</preKeyPublic>"
                    "<preKeyPublic preKeyId='9'>" KEY33 "</preKeyPublic>");

  g_assert_cmpuint (none->prekeys->len, ==, 0);
  g_assert_cmpuint (cut->prekeys->len, ==, CONFAB_XEP_OMEMO_MAX_PREKEYS);
  g_assert_cmpuint (odd->prekeys->len, ==, 1);
  g_assert_cmpuint (((ConfabXepOmemoPrekey *)odd->prekeys->pdata[0])->id, ==, 9);

  /* A hundred thousand do not even fit into a stanza: the stream that brings them ends. */
  {
    g_autofree char *flood = repeat ("<preKeyPublic preKeyId='1%u'/>", 100000);
    g_autofree char *xml = g_strconcat ("<iq from='" BOB "' type='result' id='1'>"
                                        "<bundle xmlns='" OLD "'><prekeys>",
        flood, "</prekeys></bundle></iq>", NULL);

    assert_fatal (xml, CONFAB_XMPP_ERROR_LIMIT);
  }
}

/* ---- beside the seal ---- */

/* Whatever stands beside the seal, in whatever order and language, is no text. */
static void
test_om_16 (void) {
  static const char *const seals[] = {
    "<encrypted xmlns='" OLD "'><header sid='1'><iv>aXZpdml2aXZpdml2</iv></header></encrypted>",
    "<encrypted xmlns='" TWO "'><header sid='1'/></encrypted>",
    "<encrypted xmlns='" TWO "'/>",
    "<encrypted xmlns='urn:xmpp:omemo:1'/>",
    "<openpgp xmlns='urn:xmpp:openpgp:0'>AAAA</openpgp>",
  };
  static const char *const texts[] = {
    "<body>Pay to DE00</body>",
    "<body xml:lang='en'>Pay to DE00</body><subject>Pay</subject>",
    XHTML "<body>Pay to DE00</body>",
    "<body>Pay to DE00</body><fallback xmlns='urn:xmpp:fallback:0' for='urn:x'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (seals); i++) {
    for (guint j = 0; j < G_N_ELEMENTS (texts); j++) {
      g_autofree char *before =
          g_strconcat (CHAT (BOB "/r"), texts[j], seals[i], "</message>", NULL);
      g_autofree char *after =
          g_strconcat (CHAT (BOB "/r"), seals[i], texts[j], "</message>", NULL);

      assert_outcome (
          before, "message " BOB "/r id=- body=- receipt=- wants=0 error=0/- sealed=1\n", "");
      assert_outcome (
          after, "message " BOB "/r id=- body=- receipt=- wants=0 error=0/- sealed=1\n", "");
    }
  }
}

/* XEP-0380's name of a way to seal is not read: neither does it make a text a sealed one, nor does
 * it stand anywhere in what is told. */
static void
test_om_19 (void) {
  static const char eme[] = "<encryption xmlns='urn:xmpp:eme:0' namespace='urn:x' "
                            "name='&lt;b&gt;Verified Signal&lt;/b&gt;'/>";
  g_autofree char *plain = g_strconcat (CHAT (BOB "/r"), eme, "<body>Hi</body></message>", NULL);
  g_autofree char *alone = g_strconcat (CHAT (BOB "/r"), eme, "</message>", NULL);
  g_autofree char *sealed = g_strconcat (CHAT (BOB "/r"), eme,
      "<encrypted xmlns='" TWO "'><header sid='1'/></encrypted></message>", NULL);

  assert_told (plain, BOB "/r", "Hi");
  assert_silence (alone);
  assert_outcome (
      sealed, "message " BOB "/r id=- body=- receipt=- wants=0 error=0/- sealed=1\n", "");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/hostile/OM-03", test_om_03);
  g_test_add_func ("/hostile/OM-05", test_om_05);
  g_test_add_func ("/hostile/OM-08", test_om_08);
  g_test_add_func ("/hostile/OM-16", test_om_16);
  g_test_add_func ("/hostile/OM-19", test_om_19);
  return g_test_run ();
}
