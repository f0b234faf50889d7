/* What is sent as keys and is none: forged bundles, repeated and broken exchanges, blobs of a wrong
 * length. The test paths are the ids of the cases. */

#include "omemo-scene.h"

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
  /* The key of an empty message says that what stands beside it is for others: nothing to show. */
  if (scene->version == CONFAB_OMEMO_TWO && size == 32 && blob[0] == 0)
    g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_OPENED_EMPTY);
  else if (text == NULL)
    g_assert_cmpint (opened.cause, ==, CONFAB_OMEMO_CAUSE_DAMAGED);
  g_assert_cmpstr (opened.text, ==, text);
  confab_omemo_opened_clear (&opened);
}

static void
run_om_14 (Scene *scene) {
  static const gsize sizes[] = { 0, 15, 16, 17, 31, 32, 33, 47, 48, 49 };
  const char *text = "Meet me";
  guint8 blob[64];
  guint8 good[CONFAB_OMEMO_OLD_KEY];
  guint8 iv[CONFAB_OMEMO_OLD_IV];
  g_autoptr (GBytes) iv_bytes = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autoptr (GBytes) with_tag = NULL;

  memset (blob, 1, sizeof blob);
  scene_talk (scene);
  g_assert_true (confab_omemo_crypto_seal_old (
      confab_base_random_system (), (const guint8 *)text, strlen (text), good, iv, &payload));
  if (scene->version == CONFAB_OMEMO_OLD)
    iv_bytes = g_bytes_new (iv, sizeof iv);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    assert_blob (scene, blob, sizes[i], iv_bytes, payload, NULL);
  memset (blob, 0, sizeof blob);
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

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/hostile/omemo/OM-01", test_om_01);
  g_test_add_func ("/hostile/omemo/OM-06", test_om_06);
  g_test_add_func ("/hostile/omemo/OM-07", test_om_07);
  g_test_add_func ("/hostile/omemo/OM-08", test_om_08);
  g_test_add_func ("/hostile/omemo/OM-10", test_om_10);
  g_test_add_func ("/hostile/omemo/OM-11", test_om_11);
  g_test_add_func ("/hostile/omemo/OM-14", test_om_14);
  return g_test_run ();
}
