/* Words of trust that are not believed: wrong ones, too many, from whom they do not concern, and
 * about keys of others. */

#include "test-omemo-atm.h"

static gboolean
run_say_anything (const ConfabOmemoScope *scope, Call *call, GError **error) {
  Heard *heard = call->out;

  return confab_omemo_atm_hear (
      scope, call->address, &heard->opened, &heard->is_heard, &heard->news, error);
}

/* A trust message with that content, as if opened from a device of `from` with `key`. */
static Heard
hear_content (
    Party *party, const char *from, GBytes *key, ConfabDeviceVerdict verdict, const char *xml) {
  g_autofree char *whole = g_strdup_printf ("<content xmlns='urn:xmpp:sce:1'>%s</content>", xml);
  g_autoptr (ConfabStanza) content = confab_xmpp_stanza_parse (whole, -1, NULL);
  Heard heard = { .opened = { .outcome = CONFAB_OMEMO_OPENED_EMPTY,
                      .verdict = verdict,
                      .identity = key,
                      .content = content } };
  Call call = { .party = party, .run = run_say_anything, .address = from, .out = &heard };

  g_assert_nonnull (content);
  confab_omemo_atm_news_init (&heard.news);
  party_run (&call);
  confab_omemo_atm_news_clear (&heard.news);
  return heard;
}

#define TRUST(inner)                                                                               \
  "<trust-message xmlns='urn:xmpp:tm:1' usage='urn:xmpp:atm:1' "                                   \
  "encryption='urn:xmpp:omemo:2'>" inner "</trust-message>"
#define KEY "YjVI04NcbTPvXLaA95RO84HPcSvyOgEZ2r5cTyUs0C8="

static void
test_not_believed (void) {
  static const char *const useless[] = { TRUST (""), TRUST ("<key-owner/>"),
    TRUST ("<key-owner jid='" BEN "'/>"), TRUST ("<key-owner jid='" BEN "'><trust/></key-owner>"),
    TRUST ("<key-owner jid='" BEN "'><trust>AAAA</trust></key-owner>"),
    TRUST ("<key-owner jid='@'><trust>" KEY "</trust></key-owner>"),
    TRUST ("<key-owner jid='" BEN "/phone'><trust>" KEY "</trust></key-owner>"),
    TRUST ("<key-owner jid='" BEN "'><doubt>" KEY "</doubt></key-owner>"),
    "<trust-message xmlns='urn:xmpp:tm:1' usage='urn:x' encryption='urn:xmpp:omemo:2'>"
    "<key-owner jid='" BEN "'><trust>" KEY "</trust></key-owner></trust-message>",
    "<trust-message xmlns='urn:xmpp:tm:1' usage='urn:xmpp:atm:1' encryption='urn:x'>"
    "<key-owner jid='" BEN "'><trust>" KEY "</trust></key-owner></trust-message>" };
  Scene scene;
  g_autoptr (GBytes) ben_key = NULL;
  g_autofree char *own = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  g_autofree char *of_this = NULL;
  Heard heard;

  scene_set (&scene);
  ben_key = party_key_of (scene.alice, BEN, scene.ben->device);
  for (guint i = 0; i < G_N_ELEMENTS (useless); i++) {
    heard = hear_content (scene.alice, BEN, ben_key, CONFAB_DEVICE_VERIFIED, useless[i]);
    g_assert_true (heard.is_heard);
    g_assert_cmpuint (heard.news.n_keys, ==, 0);
  }
  heard = hear_content (scene.alice, BEN, ben_key, CONFAB_DEVICE_VERIFIED, "<body>Hello</body>");
  g_assert_false (heard.is_heard);
  /* Ben knows nothing of Carol's keys, nor of Alice's. */
  heard = hear_content (scene.alice, BEN, ben_key, CONFAB_DEVICE_VERIFIED,
      TRUST ("<key-owner jid='" CAROL "'><trust>" KEY "</trust></key-owner>"
             "<key-owner jid='" ALICE "'><distrust>" KEY "</distrust></key-owner>"));
  g_assert_cmpuint (heard.news.n_keys, ==, 0);
  /* Nobody who is not checked is believed; control: one who is. */
  for (int verdict = CONFAB_DEVICE_DISTRUSTED; verdict <= CONFAB_DEVICE_VERIFIED; verdict++) {
    heard = hear_content (scene.alice, BEN, ben_key, (ConfabDeviceVerdict)verdict,
        TRUST ("<key-owner jid='" BEN "'><trust>" KEY "</trust></key-owner>"));
    g_assert_cmpuint (heard.news.n_keys, ==, verdict == CONFAB_DEVICE_VERIFIED ? 1 : 0);
  }
  /* This device is not talked out of its own key. */
  devices = party_devices (scene.alice, ALICE);
  own = g_base64_encode (
      g_bytes_get_data (find_device (devices, scene.alice->device)->identity, NULL), 32);
  of_this = g_strdup_printf (
      TRUST ("<key-owner jid='" ALICE "'><distrust>%s</distrust></key-owner>"), own);
  heard = hear_content (scene.alice, ALICE, ben_key, CONFAB_DEVICE_VERIFIED, of_this);
  g_assert_cmpuint (heard.news.n_keys, ==, 0);
  scene_clear (&scene);
}

/* More keys than a message may hold: none of them. Control: as many as it may. */
static void
test_too_many (void) {
  for (guint extra = 0; extra <= 1; extra++) {
    Scene scene;
    g_autoptr (GBytes) ben_key = NULL;
    g_autoptr (GString) xml = g_string_new (NULL);
    g_autofree char *whole = NULL;
    Heard heard;

    scene_set (&scene);
    ben_key = party_key_of (scene.alice, BEN, scene.ben->device);
    for (guint i = 0; i < CONFAB_OMEMO_ATM_MAX_KEYS + extra; i++) {
      guint8 key[32] = { 9, (guint8)i, (guint8)(i >> 8) };
      g_autofree char *text = g_base64_encode (key, sizeof key);

      g_string_append_printf (xml, "<trust>%s</trust>", text);
    }
    whole = g_strdup_printf (TRUST ("<key-owner jid='" BEN "'>%s</key-owner>"), xml->str);
    heard = hear_content (scene.alice, BEN, ben_key, CONFAB_DEVICE_VERIFIED, whole);
    g_assert_true (heard.is_heard);
    g_assert_cmpuint (heard.news.n_keys, ==, extra == 0 ? CONFAB_OMEMO_ATM_MAX_KEYS : 0);
    scene_clear (&scene);
  }
}

/* Ben cannot take another's key for his own: whose it is, is known by who wrote with it; and who
 * comes later is not shut out by his word. */
static void
test_keys_of_others (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (Party) carol = party_new (CAROL);
  g_autoptr (GBytes) ben_key = NULL;
  g_autoptr (GBytes) carol_key = NULL;
  g_autofree char *text = NULL;
  g_autofree char *xml = NULL;
  Heard heard;

  party_meet (alice, ben, CONFAB_OMEMO_TWO);
  party_meet (ben, carol, CONFAB_OMEMO_TWO);
  party_meet (carol, alice, CONFAB_OMEMO_TWO);
  ben_key = party_key_of (alice, BEN, ben->device);
  carol_key = party_key_of (ben, CAROL, carol->device);
  text = g_base64_encode (g_bytes_get_data (carol_key, NULL), 32);
  xml = g_strdup_printf (TRUST ("<key-owner jid='" BEN "'><trust>%s</trust></key-owner>"), text);
  heard = hear_content (alice, BEN, ben_key, CONFAB_DEVICE_VERIFIED, xml);
  g_assert_cmpuint (heard.news.n_keys, ==, 1);
  party_meet (alice, carol, CONFAB_OMEMO_TWO);
  assert_talks (carol, alice, "Hello");
  heard = hear_content (alice, BEN, ben_key, CONFAB_DEVICE_VERIFIED,
      TRUST ("<key-owner jid='" BEN "'><distrust>" KEY "</distrust></key-owner>"));
  g_assert_cmpuint (heard.news.n_keys, ==, 1);
  heard = hear_content (alice, BEN, ben_key, CONFAB_DEVICE_VERIFIED, xml);
  g_assert_cmpuint (heard.news.n_keys, ==, 0);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/omemo/heard/not-believed", test_not_believed);
  g_test_add_func ("/omemo/heard/too-many", test_too_many);
  g_test_add_func ("/omemo/heard/keys-of-others", test_keys_of_others);
  return g_test_run ();
}
