/* One check for all devices: what is told by whom to whom, what is believed, and what is not. */

#include "test-omemo-party.h"

#include "omemo/omemo-atm.h"
#include "omemo/omemo-context-private.h"
#include "store/store-trust.h"

#define ALICE "alice@example.org"
#define BEN "ben@example.net"
#define CAROL "carol@example.com"

typedef struct {
  Party *alice;
  Party *laptop;
  Party *ben;
  Party *phone;
} Scene;

/* Everybody knows of everybody, and has their keys. */
static void
meet_all (Party **parties, guint n) {
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++) {
      ConfabXepOmemoBundle *bundle = party_bundle (parties[k], CONFAB_OMEMO_TWO);
      guint32 ids[2] = { 0, 0 };
      guint n_ids = 0;

      for (guint m = 0; m < n; m++)
        if (strcmp (parties[m]->address, parties[k]->address) == 0)
          ids[n_ids++] = parties[m]->device;
      party_list (parties[i], parties[k]->address, CONFAB_OMEMO_TWO, ids[0], ids[1], 0);
      if (i != k)
        g_assert_true (party_take (
            parties[i], parties[k]->address, parties[k]->device, CONFAB_OMEMO_TWO, bundle));
      confab_xep_omemo_bundle_free (bundle);
    }
}

static void
scene_set (Scene *scene) {
  scene->alice = party_new (ALICE);
  scene->laptop = party_new (ALICE);
  scene->ben = party_new (BEN);
  scene->phone = party_new (BEN);
  meet_all ((Party **)scene, 4);
}

static void
scene_clear (Scene *scene) {
  party_free (scene->alice);
  party_free (scene->laptop);
  party_free (scene->ben);
  party_free (scene->phone);
}

/* ---- what is said by hand ---- */

static gboolean
run_atm_say (const ConfabOmemoScope *scope, Call *call, GError **error) {
  ConfabOmemoSaid said = (ConfabOmemoSaid)call->number;

  return confab_omemo_atm_say (scope, call->address, call->key, said, call->out, error);
}

static gboolean
run_seal_words (const ConfabOmemoScope *scope, Call *call, GError **error) {
  g_autoptr (GPtrArray) people = confab_store_trust_list_people (scope->db, scope->account, error);
  g_autoptr (GArray) letters = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_nonnull (people);
  for (guint i = 0; i < people->len; i++)
    if (!confab_omemo_atm_seal (
            scope, g_ptr_array_index (people, i), call->flag, call->out, letters, error))
      return FALSE;
  g_assert_cmpuint (letters->len, ==, ((GPtrArray *)call->out)->len);
  /* A number of a session, as the stream gives it. */
  for (guint i = 0; i < letters->len; i++)
    if (!confab_store_trust_mark (
            scope->db, g_array_index (letters, gint64, i), "session", i + 1, error))
      return FALSE;
  return TRUE;
}

/* Returns: (transfer full) stanzas that leave now; `acts_only`: because the user did something. */
static GPtrArray *
tell_some (Party *party, gboolean acts_only) {
  g_autoptr (GPtrArray) envelopes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_base_envelope_unref);
  Call call = { .party = party, .run = run_seal_words, .out = envelopes, .flag = acts_only };
  GPtrArray *stanzas = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xmpp_stanza_unref);

  party_run (&call);
  for (guint i = 0; i < envelopes->len; i++) {
    GBytes *bytes = confab_base_envelope_get_bytes (g_ptr_array_index (envelopes, i));

    g_ptr_array_add (stanzas, confab_xmpp_stanza_parse (g_bytes_get_data (bytes, NULL),
                                  (gssize)g_bytes_get_size (bytes), NULL));
  }
  return stanzas;
}

static GPtrArray *
tell (Party *party) {
  return tell_some (party, FALSE);
}

/* `party` says it of the device `of`. */
static void
say_it (Party *party, Party *of, ConfabOmemoSaid said) {
  g_autoptr (GBytes) key = party_key_of (party, of->address, of->device);
  g_auto (ConfabOmemoAtmNews) news;
  Call call = { .party = party,
    .run = run_atm_say,
    .address = of->address,
    .key = key,
    .number = (int)said,
    .out = &news };

  confab_omemo_atm_news_init (&news);
  party_run (&call);
  g_assert_true (g_ptr_array_find_with_equal_func (news.people, of->address, g_str_equal, NULL));
}

/* Returns: (transfer full) stanzas that leave */
static GPtrArray *
say (Party *party, Party *of, ConfabOmemoSaid said) {
  say_it (party, of, said);
  return tell (party);
}

typedef struct {
  ConfabOmemoOpened opened;
  gboolean is_heard;
  ConfabOmemoAtmNews news;
} Heard;

static gboolean
run_hear (const ConfabOmemoScope *scope, Call *call, GError **error) {
  Heard *heard = call->out;

  return confab_omemo_open (
             scope, call->text, call->address, call->list, FALSE, &heard->opened, error) &&
         confab_omemo_atm_hear (
             scope, call->text, &heard->opened, &heard->is_heard, &heard->news, error);
}

/* Brings all of them to `party`. Returns how many keys are worth something else. Nothing of it is
 * ever a message that cannot be opened. */
static guint
hear (Party *party, const char *from, GPtrArray *stanzas) {
  guint n_changed = 0;

  for (guint i = 0; i < stanzas->len; i++) {
    const ConfabStanza *stanza = g_ptr_array_index (stanzas, i);
    g_autoptr (GPtrArray) elements = elements_of (stanza);
    Heard heard = { 0 };
    Call call = { .party = party,
      .run = run_hear,
      .text = from,
      .address = confab_xmpp_stanza_get (stanza, "to"),
      .list = elements,
      .out = &heard };

    /* Of what goes to somebody else only one's own devices get a copy. */
    if (strcmp (call.address, party->address) != 0 && strcmp (from, party->address) != 0)
      continue;
    confab_omemo_atm_news_init (&heard.news);
    party_run (&call);
    g_assert_null (heard.opened.text);
    g_assert_cmpint (heard.opened.outcome, !=, CONFAB_OMEMO_NOT_OPENED);
    n_changed += heard.news.n_keys;
    confab_omemo_opened_clear (&heard.opened);
    confab_omemo_atm_news_clear (&heard.news);
  }
  return n_changed;
}

/* Until nobody has anything to tell. Returns how many messages it took. */
static guint
spread (Party **parties, guint n) {
  guint n_messages = 0;

  for (guint round = 0, quiet = 0; quiet < n && round < 100; round++) {
    Party *from = parties[round % n];
    g_autoptr (GPtrArray) told = tell (from);

    quiet = told->len > 0 ? 0 : quiet + 1;
    n_messages += told->len;
    for (guint i = 0; i < n; i++)
      if (parties[i] != from)
        hear (parties[i], from->address, told);
  }
  return n_messages;
}

static void
assert_worth (Party *party, Party *of, ConfabDeviceVerdict verdict) {
  g_assert_cmpint (party_verdict_of (party, of->address, of->device), ==, verdict);
}

/* Both compared their keys by hand. */
static void
check_both (Party *a, Party *b) {
  g_autoptr (GPtrArray) told = say (a, b, CONFAB_OMEMO_SAID_CHECKED);
  g_autoptr (GPtrArray) answered = say (b, a, CONFAB_OMEMO_SAID_CHECKED);

  hear (b, a->address, told);
  hear (a, b->address, answered);
}

/* ---- tests ---- */

/* XEP-0450 examples 1 and 2: Alice, who checked her laptop, checks Ben. */
static void
test_contact (void) {
  Scene scene;
  g_autoptr (GPtrArray) told = NULL;

  scene_set (&scene);
  check_both (scene.alice, scene.laptop);
  told = say (scene.ben, scene.alice, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (told->len, ==, 0);
  g_clear_pointer (&told, g_ptr_array_unref);
  told = say (scene.alice, scene.ben, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (told->len, ==, 2);
  g_assert_cmpuint (hear (scene.laptop, ALICE, told), ==, 1);
  assert_worth (scene.laptop, scene.ben, CONFAB_DEVICE_VERIFIED);
  g_assert_cmpuint (hear (scene.ben, ALICE, told), ==, 1);
  assert_worth (scene.ben, scene.laptop, CONFAB_DEVICE_VERIFIED);
  /* His phone was not among those that were told. */
  g_assert_cmpuint (hear (scene.phone, ALICE, told), ==, 0);
  assert_worth (scene.phone, scene.laptop, CONFAB_DEVICE_TRUSTED);
  scene_clear (&scene);
}

/* Examples 3 to 5: a new device of one's own. */
static void
test_own (void) {
  Scene scene;
  g_autoptr (GPtrArray) told = NULL;

  scene_set (&scene);
  check_both (scene.alice, scene.ben);
  told = say (scene.alice, scene.laptop, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (hear (scene.ben, ALICE, told), ==, 1);
  assert_worth (scene.ben, scene.laptop, CONFAB_DEVICE_VERIFIED);
  /* The laptop has not checked Alice's computer yet: it keeps what it heard until it has. */
  g_assert_cmpuint (hear (scene.laptop, ALICE, told), ==, 0);
  assert_worth (scene.laptop, scene.ben, CONFAB_DEVICE_TRUSTED);
  g_ptr_array_unref (say (scene.laptop, scene.alice, CONFAB_OMEMO_SAID_CHECKED));
  assert_worth (scene.laptop, scene.ben, CONFAB_DEVICE_VERIFIED);
  scene_clear (&scene);
}

/* Examples 6 to 8: left out, everywhere; and no message takes it in again. */
static void
test_left_out (void) {
  Scene scene;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) told = NULL;

  scene_set (&scene);
  check_both (scene.alice, scene.ben);
  check_both (scene.alice, scene.laptop);
  again = say (scene.alice, scene.laptop, CONFAB_OMEMO_SAID_CHECKED);
  told = say (scene.alice, scene.laptop, CONFAB_OMEMO_SAID_LEAVE_OUT);
  g_assert_cmpuint (hear (scene.ben, ALICE, told), ==, 1);
  assert_worth (scene.ben, scene.laptop, CONFAB_DEVICE_DISTRUSTED);
  g_assert_cmpuint (hear (scene.ben, ALICE, again), ==, 0);
  assert_worth (scene.ben, scene.laptop, CONFAB_DEVICE_DISTRUSTED);
  scene_clear (&scene);
}

/* ---- everybody knows everybody ---- */

/* Each side's devices know each other; one check between two of four, and all four are checked. */
static void
test_four (void) {
  Scene scene;
  Party **all = (Party **)&scene;

  scene_set (&scene);
  check_both (scene.alice, scene.laptop);
  check_both (scene.ben, scene.phone);
  g_assert_cmpuint (spread (all, 4), ==, 0);
  say_it (scene.alice, scene.ben, CONFAB_OMEMO_SAID_CHECKED);
  say_it (scene.ben, scene.alice, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (spread (all, 4), >, 0);
  for (guint i = 0; i < 4; i++)
    for (guint k = 0; k < 4; k++)
      if (i != k)
        assert_worth (all[i], all[k], CONFAB_DEVICE_VERIFIED);
  g_assert_cmpuint (spread (all, 4), ==, 0);
  scene_clear (&scene);
}

/* What follows from a message alone does not count as an act of the user. */
static void
test_acts (void) {
  Scene scene;
  g_autoptr (GPtrArray) told = NULL;

  scene_set (&scene);
  check_both (scene.alice, scene.laptop);
  check_both (scene.alice, scene.ben);
  told = say (scene.ben, scene.phone, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (hear (scene.alice, BEN, told), ==, 1);
  g_clear_pointer (&told, g_ptr_array_unref);
  told = tell_some (scene.alice, TRUE);
  g_assert_cmpuint (told->len, ==, 0);
  g_clear_pointer (&told, g_ptr_array_unref);
  told = tell_some (scene.alice, FALSE);
  g_assert_cmpuint (told->len, ==, 1);
  scene_clear (&scene);
}

/* ---- nothing is lost ---- */

static gboolean
run_return (const ConfabOmemoScope *scope, Call *call, GError **error) {
  return confab_store_trust_return (scope->db, scope->account, error);
}

static gboolean
run_acknowledge (const ConfabOmemoScope *scope, Call *call, GError **error) {
  return confab_store_trust_acknowledge (
      scope->db, scope->account, "session", (guint32)call->number, error);
}

/* What the server did not get is sealed anew, with new keys; what it has is not said again. */
static void
test_lost (void) {
  Scene scene;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) none = NULL;
  Call back = { .run = run_return };
  Call have = { .run = run_acknowledge, .number = 2 };
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) other = NULL;

  scene_set (&scene);
  check_both (scene.alice, scene.laptop);
  have.party = back.party = scene.alice;
  party_run (&have);
  first = say (scene.alice, scene.ben, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (first->len, ==, 2);
  none = tell (scene.alice);
  g_assert_cmpuint (none->len, ==, 0);
  party_run (&back);
  again = tell (scene.alice);
  g_assert_cmpuint (again->len, ==, 2);
  one = confab_xmpp_stanza_to_bytes (g_ptr_array_index (first, 0));
  other = confab_xmpp_stanza_to_bytes (g_ptr_array_index (again, 0));
  g_assert_false (g_bytes_equal (one, other));
  g_assert_cmpuint (hear (scene.laptop, ALICE, again), ==, 1);
  g_assert_cmpuint (hear (scene.laptop, ALICE, first), ==, 0);
  assert_worth (scene.laptop, scene.ben, CONFAB_DEVICE_VERIFIED);
  party_run (&have);
  party_run (&back);
  g_clear_pointer (&none, g_ptr_array_unref);
  none = tell (scene.alice);
  g_assert_cmpuint (none->len, ==, 0);
  scene_clear (&scene);
}

/* A device that has no session yet is told when it has one. */
static void
test_waits (void) {
  g_autoptr (Party) alice = party_new (ALICE);
  g_autoptr (Party) laptop = party_new (ALICE);
  g_autoptr (Party) ben = party_new (BEN);
  g_autoptr (GPtrArray) told = NULL;
  g_autoptr (GBytes) key = NULL;
  g_auto (ConfabOmemoAtmNews) news;
  Call call = {
    .party = alice, .run = run_atm_say, .number = CONFAB_OMEMO_SAID_CHECKED, .out = &news
  };
  ConfabXepOmemoBundle *bundle = party_bundle (laptop, CONFAB_OMEMO_TWO);

  confab_omemo_atm_news_init (&news);
  party_meet (alice, ben, CONFAB_OMEMO_TWO);
  party_meet (laptop, ben, CONFAB_OMEMO_TWO);
  key = confab_omemo_context_dup_identity (
      CONFAB_OMEMO_TWO, g_bytes_get_data (bundle->identity, NULL));
  call.address = ALICE;
  call.key = key;
  party_run (&call);
  told = say (alice, ben, CONFAB_OMEMO_SAID_CHECKED);
  g_assert_cmpuint (told->len, ==, 1);
  g_clear_pointer (&told, g_ptr_array_unref);
  party_list (alice, ALICE, CONFAB_OMEMO_TWO, alice->device, laptop->device, 0);
  g_assert_true (party_take (alice, ALICE, laptop->device, CONFAB_OMEMO_TWO, bundle));
  told = tell (alice);
  g_assert_cmpuint (told->len, ==, 1);
  confab_xep_omemo_bundle_free (bundle);
}

/* ---- what is not believed ---- */

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
  g_test_add_func ("/omemo/atm/contact", test_contact);
  g_test_add_func ("/omemo/atm/own", test_own);
  g_test_add_func ("/omemo/atm/left-out", test_left_out);
  g_test_add_func ("/omemo/atm/four", test_four);
  g_test_add_func ("/omemo/atm/acts", test_acts);
  g_test_add_func ("/omemo/atm/lost", test_lost);
  g_test_add_func ("/omemo/atm/waits", test_waits);
  g_test_add_func ("/omemo/atm/not-believed", test_not_believed);
  g_test_add_func ("/omemo/atm/too-many", test_too_many);
  g_test_add_func ("/omemo/atm/keys-of-others", test_keys_of_others);
  return g_test_run ();
}
