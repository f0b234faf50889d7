/* Whoever means ill with keys: servers that forge, repeat and hold back, people who send what their
 * program would never write. The test paths are the ids of the cases. */

#include <time.h>

#include "omemo-forge.h"

#define ALICE "alice@conf.example"
#define BEN "ben@friend.example"
#define MALLORY "mallory@evil.example"
#define FIRST "See you at six"

/* Under a sanitizer time is another. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
#define SLOWNESS 20
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SLOWNESS 20
#endif
#endif
#ifndef SLOWNESS
#define SLOWNESS 1
#endif

static const ConfabOmemoVersion versions[] = { CONFAB_OMEMO_OLD, CONFAB_OMEMO_TWO };

/* Curve25519, RFC 7748 section 6.1 and the list of its small orders. */
static const guint8 low_points[][32] = {
  { 0 },
  { 1 },
  { 0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a,
      0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8,
      0x00 },
  { 0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b,
      0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11,
      0x57 },
  { 0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0x7f },
  { 0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0x7f },
  { 0xee, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0x7f },
};

/* The victim, somebody who writes, and the first words on their way. */
typedef struct {
  Party *alice;
  Party *ben;
  ConfabOmemoVersion version;
  ConfabStanza *message;
  GPtrArray *elements;
} Scene;

static void
scene_set (Scene *scene, ConfabOmemoVersion version) {
  scene->version = version;
  scene->alice = party_new (ALICE);
  scene->ben = party_new (BEN);
  party_meet (scene->ben, scene->alice, version);
  party_list (scene->alice, BEN, version, scene->ben->device, 0);
  scene->message = party_seal (scene->ben, ALICE, FIRST);
  scene->elements = elements_of (scene->message);
}

static void
scene_clear (Scene *scene) {
  g_ptr_array_unref (scene->elements);
  confab_xmpp_stanza_unref (scene->message);
  party_free (scene->ben);
  party_free (scene->alice);
}

/* As far as a session that both know. */
static void
scene_talk (Scene *scene) {
  assert_opens (scene->alice, BEN, scene->message, FIRST);
  assert_talks (scene->alice, scene->ben, "Yes");
  assert_talks (scene->ben, scene->alice, "Good");
}

static void
each_version (void (*test) (Scene *scene)) {
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++) {
    Scene scene;

    scene_set (&scene, versions[i]);
    test (&scene);
    scene_clear (&scene);
  }
}

static void
assert_cause (Scene *scene, GPtrArray *elements, ConfabOmemoCause cause) {
  ConfabOmemoOpened opened = party_open_elements (scene->alice, BEN, ALICE, elements, FALSE);

  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_NOT_OPENED);
  g_assert_cmpint (opened.cause, ==, cause);
  g_assert_null (opened.text);
}

/* ---- OM-01 ---- */

static void
run_om_01 (Scene *scene) {
  g_autoptr (Party) fake = party_new (BEN);
  g_autoptr (GBytes) key = NULL;
  g_autoptr (ConfabStanza) message = NULL;
  g_autoptr (GPtrArray) elements = NULL;
  ConfabXepOmemoBundle *bundle = party_bundle (fake, scene->version);
  ConfabXepOmemoSealed *sealed;
  ConfabOmemoListed listed;

  scene_talk (scene);
  key = party_key_of (scene->alice, BEN, scene->ben->device);
  party_say (scene->alice, BEN, key, CONFAB_OMEMO_SAID_CHECKED);
  listed = party_list (scene->alice, BEN, scene->version, scene->ben->device, 99999, 0);
  g_assert_cmpuint (listed.n_new, ==, 1);
  g_assert_true (party_take (scene->alice, BEN, 99999, scene->version, bundle));
  confab_xep_omemo_bundle_free (bundle);
  g_assert_cmpint (party_verdict_of (scene->alice, BEN, 99999), ==, CONFAB_DEVICE_UNDECIDED);
  message = party_seal (scene->alice, BEN, "Not for 99999");
  elements = elements_of (message);
  sealed = g_ptr_array_index (elements, 0);
  g_assert_cmpuint (sealed->keys->len, ==, 1);
  g_assert_cmpuint (
      ((ConfabXepOmemoKey *)g_ptr_array_index (sealed->keys, 0))->device, ==, scene->ben->device);
}

static void
test_om_01 (void) {
  each_version (run_om_01);
}

/* ---- OM-06, OM-07, OM-08: bundles ---- */

/* It is not used, and nothing is said in plain text instead. */
static void
assert_refused (Scene *scene, const ConfabXepOmemoBundle *bundle) {
  int code;
  ConfabSendFacts facts;

  g_assert_false (party_take (scene->alice, BEN, scene->ben->device, scene->version, bundle));
  facts = party_facts (scene->alice, BEN);
  g_assert_true (facts.can_seal);
  g_assert_false (facts.has_keys);
  g_assert_null (party_try_seal (scene->alice, BEN, "In plain text?", &code));
  g_assert_cmpint (code, ==, CONFAB_OMEMO_ERROR_NO_KEYS);
}

static GBytes *
flip (GBytes *bytes, guint bit) {
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);

  copy[bit / 8] ^= (guint8)(1 << bit % 8);
  return g_bytes_new (copy, size);
}

static void
run_om_06 (Scene *scene) {
  for (guint bit = 0; bit < 512; bit += 13) {
    ConfabXepOmemoBundle *bundle = party_bundle (scene->ben, scene->version);
    GBytes *bad = flip (bundle->signature, bit);

    g_bytes_unref (bundle->signature);
    bundle->signature = bad;
    assert_refused (scene, bundle);
    confab_xep_omemo_bundle_free (bundle);
  }
}

static void
test_om_06 (void) {
  each_version (run_om_06);
}

static void
run_om_07_bundle (Scene *scene, const guint8 *point) {
  for (guint part = 0; part < 3; part++) {
    ConfabXepOmemoBundle *bundle = party_bundle (scene->ben, scene->version);
    ConfabXepOmemoPrekey *prekey = g_ptr_array_index (bundle->prekeys, 0);
    GBytes **parts[] = { &bundle->identity, &bundle->signed_key, &prekey->key };

    g_bytes_unref (*parts[part]);
    *parts[part] = g_bytes_new (point, 32);
    g_ptr_array_set_size (bundle->prekeys, 1);
    assert_refused (scene, bundle);
    confab_xep_omemo_bundle_free (bundle);
  }
}

/* Base key, identity, and ratchet key of an exchange, and ratchet key of a message alone. */
static void
run_om_07_message (Scene *scene, const guint8 *point) {
  gboolean is_two = scene->version == CONFAB_OMEMO_TWO;
  guint8 typed[33] = { 5 };
  Change changes[] = { { .field = is_two ? 4 : 2 }, { .field = 3 }, { .field = is_two ? 3 : 1 } };

  memcpy (typed + 1, point, 32);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autoptr (GPtrArray) elements = elements_of (scene->message);
    ConfabXepOmemoKey *key = only_key (elements);
    gsize size;
    const guint8 *bytes = g_bytes_get_data (key->bytes, &size);

    changes[i].data = is_two ? point : typed;
    changes[i].size = is_two ? 32 : 33;
    replace_key (key, i < 2 ? forge_exchange (scene->version, bytes, size, &changes[i])
                            : forge_inside (scene->version, bytes, size, &changes[i]));
    assert_cause (scene, elements, CONFAB_OMEMO_CAUSE_DAMAGED);
  }
}

static void
run_om_07 (Scene *scene) {
  for (guint i = 0; i < G_N_ELEMENTS (low_points); i++) {
    run_om_07_bundle (scene, low_points[i]);
    run_om_07_message (scene, low_points[i]);
  }
  assert_opens (scene->alice, BEN, scene->message, FIRST);
}

static void
test_om_07 (void) {
  each_version (run_om_07);
}

static void
run_om_08 (Scene *scene) {
  ConfabXepOmemoBundle *bundle = party_bundle (scene->ben, scene->version);
  g_autoptr (GPtrArray) devices = NULL;

  g_ptr_array_set_size (bundle->prekeys, 0);
  assert_refused (scene, bundle);
  confab_xep_omemo_bundle_free (bundle);
  devices = party_devices (scene->alice, BEN);
  g_assert_true (find_device (devices, scene->ben->device)->has_problem);
  bundle = party_bundle (scene->alice, scene->version);
  for (guint i = 0; i < bundle->prekeys->len; i++)
    g_assert_cmpuint (
        ((ConfabXepOmemoPrekey *)g_ptr_array_index (bundle->prekeys, i))->id, <, 0xffffff);
  confab_xep_omemo_bundle_free (bundle);
}

static void
test_om_08 (void) {
  each_version (run_om_08);
}

/* ---- OM-10, OM-11: exchanges ---- */

static void
reopen (Party *party) {
  test_close (party->vault);
  party->vault = test_open (party->folder);
}

static void
run_om_10 (Scene *scene) {
  ConfabOmemoOpened opened;

  scene_talk (scene);
  party_maintain (scene->alice, FALSE);
  for (guint i = 0; i < 3; i++) {
    reopen (scene->alice);
    opened = party_open_elements (scene->alice, BEN, ALICE, scene->elements, i % 2 == 1);
    g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_REPEATED);
    g_assert_false (opened.wants_answer || opened.keys_used);
    assert_talks (scene->alice, scene->ben, "As before");
    assert_talks (scene->ben, scene->alice, "Likewise");
  }
}

static void
test_om_10 (void) {
  each_version (run_om_10);
}

static void
run_om_11 (Scene *scene) {
  static const guint64 ids[] = { 0, 0xffffff, 0x1000000, 0x100000001 };

  for (guint i = 0; i <= G_N_ELEMENTS (ids); i++) {
    g_autoptr (GPtrArray) elements = elements_of (scene->message);
    ConfabXepOmemoKey *key = only_key (elements);
    gsize size;
    const guint8 *bytes = g_bytes_get_data (key->bytes, &size);
    Change change = { .field = 1, .is_number = TRUE };

    if (i == G_N_ELEMENTS (ids))
      change.is_dropped = TRUE;
    else
      change.number = ids[i];
    replace_key (key, forge_exchange (scene->version, bytes, size, &change));
    assert_cause (scene, elements, CONFAB_OMEMO_CAUSE_DAMAGED);
  }
  assert_opens (scene->alice, BEN, scene->message, FIRST);
}

static void
test_om_11 (void) {
  each_version (run_om_11);
}

/* ---- OM-12: work ---- */

static gint64
cpu_us (void) {
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;
}

/* A message of Ben's with another counter, and with another ratchet key if there is one. */
static GPtrArray *
forge_step (Scene *scene, const ConfabStanza *message, guint32 counter, const guint8 *ratchet) {
  gboolean is_two = scene->version == CONFAB_OMEMO_TWO;
  GPtrArray *elements = elements_of (message);
  ConfabXepOmemoKey *key = only_key (elements);
  guint8 typed[33] = { 5 };
  Change step = { .field = is_two ? 1 : 2, .is_number = TRUE, .number = counter };
  Change chain = {
    .field = is_two ? 3 : 1, .data = is_two ? ratchet : typed, .size = is_two ? 32 : 33
  };
  gsize size;
  const guint8 *bytes = g_bytes_get_data (key->bytes, &size);

  g_assert_false (key->is_exchange);
  replace_key (key, forge_plain (scene->version, bytes, size, &step));
  if (ratchet != NULL) {
    memcpy (typed + 1, ratchet, 32);
    bytes = g_bytes_get_data (key->bytes, &size);
    replace_key (key, forge_plain (scene->version, bytes, size, &chain));
  }
  return elements;
}

static void
assert_cheap (Scene *scene, GPtrArray *elements, gint64 *worst_us) {
  gint64 start_us = cpu_us ();
  ConfabOmemoOpened opened = party_open_elements (scene->alice, BEN, ALICE, elements, FALSE);
  gint64 spent_us = cpu_us () - start_us;

  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_NOT_OPENED);
  *worst_us = MAX (*worst_us, spent_us);
}

static void
run_om_12 (Scene *scene) {
  static const guint32 counters[] = { 2000, 2001, 2002, 4000, 0xffffffff };
  g_autoptr (ConfabStanza) next = NULL;
  gint64 worst_us = 0;
  gint64 total_us = cpu_us ();

  scene_talk (scene);
  /* Forty states that Ben left behind. */
  for (guint i = 0; i < 40; i++) {
    party_meet (scene->ben, scene->alice, scene->version);
    assert_talks (scene->ben, scene->alice, "Once more");
    party_maintain (scene->alice, FALSE);
  }
  assert_talks (scene->alice, scene->ben, "That is enough");
  next = party_seal (scene->ben, ALICE, "Well then");
  total_us = cpu_us ();
  for (guint i = 0; i < G_N_ELEMENTS (counters); i++) {
    g_autoptr (GPtrArray) elements = forge_step (scene, next, counters[i], NULL);

    assert_cheap (scene, elements, &worst_us);
  }
  for (guint i = 0; i < 300; i++) {
    guint8 ratchet[32];
    guint32 counter = i % 3 == 0 ? 2000 : i % 3 == 1 ? 40 : 0;
    g_autoptr (GPtrArray) elements = NULL;

    confab_base_random_fill (confab_base_random_system (), ratchet, sizeof ratchet);
    ratchet[31] &= 0x7f;
    elements = forge_step (scene, next, counter, ratchet);
    assert_cheap (scene, elements, &worst_us);
    scene->alice->now_us += G_TIME_SPAN_SECOND / 50;
  }
  g_test_message ("305 forged messages: worst %" G_GINT64_FORMAT " us, all %" G_GINT64_FORMAT " us",
      worst_us, cpu_us () - total_us);
  g_assert_cmpint (worst_us, <=, 50 * G_TIME_SPAN_MILLISECOND * SLOWNESS);
  assert_opens (scene->alice, BEN, next, "Well then");
  scene->alice->now_us += G_TIME_SPAN_MINUTE * 2;
  assert_talks (scene->alice, scene->ben, "Still there");
  assert_talks (scene->ben, scene->alice, "Still here");
}

static void
test_om_12 (void) {
  each_version (run_om_12);
}

/* ---- OM-14: blobs ---- */

static void
assert_blob (
    Scene *scene, const guint8 *blob, gsize size, GBytes *iv, GBytes *payload, const char *text) {
  g_autoptr (GPtrArray) elements =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_sealed_unref);
  ConfabXepOmemoSealed *sealed = confab_xep_omemo_sealed_alloc (scene->version, scene->ben->device);
  Blob sealed_blob = { .blob = blob, .size = size };
  ConfabOmemoOpened opened;

  party_seal_blob (scene->ben, scene->alice, scene->version, &sealed_blob);
  confab_xep_omemo_sealed_add (sealed, scene->version == CONFAB_OMEMO_TWO ? ALICE : NULL,
      scene->alice->device, sealed_blob.is_exchange, sealed_blob.bytes);
  g_bytes_unref (sealed_blob.bytes);
  sealed->iv = iv != NULL ? g_bytes_ref (iv) : NULL;
  sealed->payload = g_bytes_ref (payload);
  g_ptr_array_add (elements, sealed);
  opened = party_open_elements (scene->alice, BEN, ALICE, elements, FALSE);
  if (text == NULL)
    g_assert_cmpint (opened.cause, ==, CONFAB_OMEMO_CAUSE_DAMAGED);
  g_assert_cmpstr (opened.text, ==, text);
  confab_omemo_opened_clear (&opened);
}

static void
run_om_14 (Scene *scene) {
  static const gsize sizes[] = { 0, 15, 16, 17, 31, 32, 33, 47, 48, 49 };
  const char *text = "Meet me";
  guint8 blob[64] = { 0 };
  guint8 good[CONFAB_OMEMO_OLD_KEY];
  guint8 iv[CONFAB_OMEMO_OLD_IV];
  g_autoptr (GBytes) iv_bytes = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autoptr (GBytes) with_tag = NULL;

  scene_talk (scene);
  g_assert_true (confab_omemo_crypto_seal_old (
      confab_base_random_system (), (const guint8 *)text, strlen (text), good, iv, &payload));
  if (scene->version == CONFAB_OMEMO_OLD)
    iv_bytes = g_bytes_new (iv, sizeof iv);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    assert_blob (scene, blob, sizes[i], iv_bytes, payload, NULL);
  if (scene->version == CONFAB_OMEMO_TWO)
    return;
  assert_blob (scene, good, sizeof good, iv_bytes, payload, text);
  /* The key alone opens only what has its tag at the end. */
  assert_blob (scene, good, 16, iv_bytes, payload, NULL);
  g_byte_array_append (whole, g_bytes_get_data (payload, NULL), (guint)strlen (text));
  g_byte_array_append (whole, good + 16, 16);
  with_tag = g_bytes_new (whole->data, whole->len);
  assert_blob (scene, good, 16, iv_bytes, with_tag, text);
  assert_blob (scene, good, sizeof good, iv_bytes, with_tag, NULL);
}

static void
test_om_14 (void) {
  each_version (run_om_14);
}

/* ---- OM-17: nothing for this device ---- */

static void
run_om_17 (Scene *scene) {
  g_autoptr (ConfabStanza) lost = NULL;
  g_autoptr (ConfabStanza) later = NULL;
  g_autoptr (GPtrArray) elements = elements_of (scene->message);
  guint n_repairs = 0;
  ConfabOmemoOpened opened;

  scene_talk (scene);
  only_key (elements)->device++;
  opened = party_open_elements (scene->alice, BEN, ALICE, elements, FALSE);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_NOT_OPENED);
  g_assert_cmpint (opened.cause, ==, CONFAB_OMEMO_CAUSE_NOT_FOR_US);
  g_assert_false (opened.wants_answer || opened.needs_bundle);
  /* Nor does what breaks on the way make us work more than once an hour. */
  for (guint i = 0; i < 120; i++) {
    g_autoptr (ConfabStanza) message = party_seal (scene->ben, ALICE, "Broken");
    g_autoptr (GPtrArray) broken = elements_of (message);
    ConfabXepOmemoKey *key = only_key (broken);

    replace_key (key, flip (key->bytes, (guint)g_bytes_get_size (key->bytes) * 8 - 1));
    if (scene->version == CONFAB_OMEMO_TWO)
      replace_key (key, flip (key->bytes, 8 * 8));
    opened = party_open_elements (scene->alice, BEN, ALICE, broken, FALSE);
    g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_NOT_OPENED);
    g_assert_cmpint (opened.wants_answer, ==, opened.needs_bundle);
    n_repairs += opened.wants_answer != FALSE;
    scene->alice->now_us += G_TIME_SPAN_MINUTE;
  }
  g_assert_cmpuint (n_repairs, >=, 1);
  g_assert_cmpuint (n_repairs, <=, 2);
  assert_talks (scene->ben, scene->alice, "And whole again");
}

static void
test_om_17 (void) {
  each_version (run_om_17);
}

/* ---- OM-21: what is said inside ---- */

static void
test_om_21 (void) {
  Scene scene;
  g_autoptr (ConfabStanza) message = NULL;
  g_autoptr (ConfabStanza) later = NULL;
  g_autoptr (GPtrArray) elements = NULL;
  ConfabOmemoOpened opened;

  scene_set (&scene, CONFAB_OMEMO_TWO);
  scene_talk (&scene);
  /* To somebody else, and delivered here. */
  message = party_seal (scene.ben, ALICE, "Only to you");
  elements = elements_of (message);
  opened = party_open_elements (scene.alice, BEN, "carol@friend.example", elements, FALSE);
  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_NOT_OPENED);
  g_assert_cmpint (opened.cause, ==, CONFAB_OMEMO_CAUSE_MISMATCH);
  g_assert_null (opened.text);
  assert_opens (scene.alice, BEN, message, "Only to you");
  /* Says inside that it is from somebody else. */
  scene.ben->address = MALLORY;
  g_clear_pointer (&message, confab_xmpp_stanza_unref);
  message = party_seal (scene.ben, ALICE, "From whom?");
  scene.ben->address = BEN;
  assert_fails (scene.alice, BEN, message, CONFAB_OMEMO_CAUSE_MISMATCH);
  /* Its time says nothing. */
  for (int year = -1; year <= 1; year += 2) {
    scene.ben->now_us = NOW_US + year * 365 * G_TIME_SPAN_DAY;
    assert_talks (scene.ben, scene.alice, "What year is it?");
  }
  scene_clear (&scene);
}

/* ---- OM-23: many strangers ---- */

static void
run_om_23 (Scene *scene) {
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  g_autoptr (Party) fake = party_new (BEN);
  guint n_answers = 0;

  for (guint i = 0; i < 100; i++) {
    ConfabXepOmemoBundle *bundle = party_bundle (scene->alice, scene->version);
    g_autoptr (ConfabStanza) message = NULL;
    g_autoptr (GPtrArray) elements = NULL;
    ConfabOmemoWire wire;
    ConfabXepOmemoKey *key;
    ConfabOmemoOpened opened;
    gsize size;
    const guint8 *bytes;

    g_assert_cmpuint (bundle->prekeys->len, >=, 25);
    g_assert_cmpuint (bundle->prekeys->len, <=, 100);
    party_list (fake, ALICE, scene->version, scene->alice->device, 0);
    g_assert_true (party_take (fake, ALICE, scene->alice->device, scene->version, bundle));
    confab_xep_omemo_bundle_free (bundle);
    message = party_seal (fake, ALICE, "Me again");
    elements = elements_of (message);
    ((ConfabXepOmemoSealed *)g_ptr_array_index (elements, 0))->sender = 1000 + i;
    key = only_key (elements);
    bytes = g_bytes_get_data (key->bytes, &size);
    confab_omemo_wire_read (scene->version, TRUE, bytes, size, &wire);
    g_assert_true (g_hash_table_add (used, GUINT_TO_POINTER (wire.prekey)));
    confab_omemo_wire_clear (&wire);
    opened = party_open_elements (scene->alice, BEN, ALICE, elements, FALSE);
    g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_OPENED);
    n_answers += opened.wants_answer != FALSE;
    confab_omemo_opened_clear (&opened);
    party_maintain (scene->alice, FALSE);
    scene->alice->now_us += 6 * G_TIME_SPAN_SECOND;
  }
  /* Who got the keys before is read all the same. */
  scene->alice->now_us += 7 * G_TIME_SPAN_DAY;
  party_maintain (scene->alice, FALSE);
  g_assert_cmpuint (n_answers, <=, 12);
}

static void
test_om_23 (void) {
  each_version (run_om_23);
}

/* ---- OM-24: somebody else's ciphertext ---- */

static void
run_om_24 (Scene *scene) {
  g_autoptr (ConfabStanza) next = NULL;

  scene_talk (scene);
  next = party_seal (scene->ben, ALICE, "Only from me");
  assert_fails (scene->alice, MALLORY, next, CONFAB_OMEMO_CAUSE_NO_SESSION);
  /* Nor the exchange, which carries Ben's key. */
  assert_fails (scene->alice, MALLORY, scene->message, CONFAB_OMEMO_CAUSE_MISMATCH);
  assert_opens (scene->alice, BEN, next, "Only from me");
  assert_talks (scene->alice, scene->ben, "I know");
}

static void
run_om_24_bundle (Scene *scene) {
  ConfabXepOmemoBundle *bundle = party_bundle (scene->ben, scene->version);

  scene_talk (scene);
  party_list (scene->alice, MALLORY, scene->version, scene->ben->device, 0);
  g_assert_false (party_take (scene->alice, MALLORY, scene->ben->device, scene->version, bundle));
  confab_xep_omemo_bundle_free (bundle);
}

static void
test_om_24 (void) {
  each_version (run_om_24);
  each_version (run_om_24_bundle);
}

/* ---- OM-26: yesterday's vault ---- */

static gboolean
run_rolled_back (const ConfabOmemoScope *scope, Call *call, GError **error) {
  return confab_omemo_own_rolled_back (scope, error);
}

/* Copies the vault's file as it stands on the disk. */
static char *
copy_vault (Party *party) {
  g_autofree char *file = g_build_filename (party->folder, "vault.db", NULL);
  char *copy = g_build_filename (party->folder, "yesterday", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  test_close (party->vault);
  g_assert_true (g_file_get_contents (file, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize)size, NULL));
  party->vault = test_open (party->folder);
  return copy;
}

static void
restore_vault (Party *party, const char *copy) {
  g_autofree char *file = g_build_filename (party->folder, "vault.db", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  test_close (party->vault);
  g_assert_true (g_file_get_contents (copy, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (file, bytes, (gssize)size, NULL));
  party->vault = test_open (party->folder);
}

static void
run_om_26 (Scene *scene) {
  Call call = { .party = scene->alice, .run = run_rolled_back };
  g_autofree char *yesterday = NULL;
  g_autoptr (ConfabStanza) first = NULL;
  int code;

  scene_talk (scene);
  yesterday = copy_vault (scene->alice);
  assert_talks (scene->alice, scene->ben, "Said today");
  restore_vault (scene->alice, yesterday);
  party_run (&call);
  g_assert_null (party_try_seal (scene->alice, BEN, "With the same key?", &code));
  g_assert_cmpint (code, ==, CONFAB_OMEMO_ERROR_NO_KEYS);
  party_meet (scene->alice, scene->ben, scene->version);
  first = party_seal (scene->alice, BEN, "With a new one");
  assert_opens (scene->ben, ALICE, first, "With a new one");
  assert_talks (scene->ben, scene->alice, "All right");
}

static void
test_om_26 (void) {
  each_version (run_om_26);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/hostile/omemo/OM-01", test_om_01);
  g_test_add_func ("/hostile/omemo/OM-06", test_om_06);
  g_test_add_func ("/hostile/omemo/OM-07", test_om_07);
  g_test_add_func ("/hostile/omemo/OM-08", test_om_08);
  g_test_add_func ("/hostile/omemo/OM-10", test_om_10);
  g_test_add_func ("/hostile/omemo/OM-11", test_om_11);
  g_test_add_func ("/hostile/omemo/OM-12", test_om_12);
  g_test_add_func ("/hostile/omemo/OM-14", test_om_14);
  g_test_add_func ("/hostile/omemo/OM-17", test_om_17);
  g_test_add_func ("/hostile/omemo/OM-21", test_om_21);
  g_test_add_func ("/hostile/omemo/OM-23", test_om_23);
  g_test_add_func ("/hostile/omemo/OM-24", test_om_24);
  g_test_add_func ("/hostile/omemo/OM-26", test_om_26);
  return g_test_run ();
}
