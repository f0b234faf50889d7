/* One check for all devices: what is told by whom to whom, what is believed, and what is not. */

#include "test-omemo-party.h"

#include "omemo/omemo-atm.h"

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
run_tell (const ConfabOmemoScope *scope, Call *call, GError **error) {
  ConfabOmemoSaid said = (ConfabOmemoSaid)call->number;

  if (!confab_omemo_devices_say (scope, call->address, call->key, said, error))
    return FALSE;
  call->out = confab_omemo_atm_tell (scope, call->address, call->key, said, error);
  return call->out != NULL;
}

/* `party` says it of the device `of`. Returns: (transfer full) stanzas that leave */
static GPtrArray *
say (Party *party, Party *of, ConfabOmemoSaid said) {
  g_autoptr (GBytes) key = party_key_of (party, of->address, of->device);
  Call call = {
    .party = party, .run = run_tell, .address = of->address, .key = key, .number = (int)said
  };
  g_autoptr (GPtrArray) envelopes = NULL;
  GPtrArray *stanzas = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xmpp_stanza_unref);

  party_run (&call);
  envelopes = call.out;
  for (guint i = 0; i < envelopes->len; i++) {
    GBytes *bytes = confab_base_envelope_get_bytes (g_ptr_array_index (envelopes, i));

    g_ptr_array_add (stanzas, confab_xmpp_stanza_parse (g_bytes_get_data (bytes, NULL),
                                  (gssize)g_bytes_get_size (bytes), NULL));
  }
  return stanzas;
}

typedef struct {
  ConfabOmemoOpened opened;
  gboolean is_heard;
  guint n_changed;
} Heard;

static gboolean
run_hear (const ConfabOmemoScope *scope, Call *call, GError **error) {
  Heard *heard = call->out;

  return confab_omemo_open (
             scope, call->text, call->address, call->list, FALSE, &heard->opened, error) &&
         confab_omemo_atm_hear (
             scope, call->text, &heard->opened, &heard->is_heard, &heard->n_changed, error);
}

/* Brings all of them to `party`. Returns how many keys are worth something else. */
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

    party_run (&call);
    g_assert_null (heard.opened.text);
    n_changed += heard.n_changed;
    confab_omemo_opened_clear (&heard.opened);
  }
  return n_changed;
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

/* ---- what is not believed ---- */

static gboolean
run_say_anything (const ConfabOmemoScope *scope, Call *call, GError **error) {
  Heard *heard = call->out;

  return confab_omemo_atm_hear (
      scope, call->address, &heard->opened, &heard->is_heard, &heard->n_changed, error);
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
  party_run (&call);
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
    g_assert_cmpuint (heard.n_changed, ==, 0);
  }
  heard = hear_content (scene.alice, BEN, ben_key, CONFAB_DEVICE_VERIFIED, "<body>Hello</body>");
  g_assert_false (heard.is_heard);
  /* Ben knows nothing of Carol's keys, nor of Alice's. */
  heard = hear_content (scene.alice, BEN, ben_key, CONFAB_DEVICE_VERIFIED,
      TRUST ("<key-owner jid='" CAROL "'><trust>" KEY "</trust></key-owner>"
             "<key-owner jid='" ALICE "'><distrust>" KEY "</distrust></key-owner>"));
  g_assert_cmpuint (heard.n_changed, ==, 0);
  /* Nobody who is not checked is believed; control: one who is. */
  for (int verdict = CONFAB_DEVICE_DISTRUSTED; verdict <= CONFAB_DEVICE_VERIFIED; verdict++) {
    heard = hear_content (scene.alice, BEN, ben_key, (ConfabDeviceVerdict)verdict,
        TRUST ("<key-owner jid='" BEN "'><trust>" KEY "</trust></key-owner>"));
    g_assert_cmpuint (heard.n_changed, ==, verdict == CONFAB_DEVICE_VERIFIED ? 1 : 0);
  }
  /* This device is not talked out of its own key. */
  devices = party_devices (scene.alice, ALICE);
  own = g_base64_encode (
      g_bytes_get_data (find_device (devices, scene.alice->device)->identity, NULL), 32);
  of_this = g_strdup_printf (
      TRUST ("<key-owner jid='" ALICE "'><distrust>%s</distrust></key-owner>"), own);
  heard = hear_content (scene.alice, ALICE, ben_key, CONFAB_DEVICE_VERIFIED, of_this);
  g_assert_cmpuint (heard.n_changed, ==, 0);
  scene_clear (&scene);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/omemo/atm/contact", test_contact);
  g_test_add_func ("/omemo/atm/own", test_own);
  g_test_add_func ("/omemo/atm/left-out", test_left_out);
  g_test_add_func ("/omemo/atm/not-believed", test_not_believed);
  return g_test_run ();
}
