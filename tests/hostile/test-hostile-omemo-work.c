/* What makes us work, answer, believe somebody else, or use a key twice. The test paths are the ids
 * of the cases. */

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include "../unit/test-cpu.h"
#include "omemo-scene.h"

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

/* ---- OM-12: work ---- */

#define WORST 4 /* the first of them may be other programs' doing */
/* Of HMAC-SHA-256, as libomemo-c does them: what 2,000 steps of a chain need, and what comes
 * besides. 25 ms of an idle core of 2024. */
#define REFERENCE_SUMS (2300 * 6)
#define REFERENCES 5

/* The same work without us: a machine that is busy, or slow, is so for both. */
static gint64
spend_reference_us (void) {
  gint64 start_us = test_all_cpu_us ();
  guint8 digest[32] = { 1 };

  for (guint i = 0; i < REFERENCE_SUMS; i++) {
    OSSL_PARAM parameters[] = { OSSL_PARAM_construct_utf8_string (
                                    OSSL_MAC_PARAM_DIGEST, (char *)"SHA256", 0),
      OSSL_PARAM_construct_end () };
    EVP_MAC *mac = EVP_MAC_fetch (NULL, "HMAC", NULL);
    EVP_MAC_CTX *context = EVP_MAC_CTX_new (mac);
    gsize size;

    EVP_MAC_free (mac);
    g_assert_cmpint (EVP_MAC_init (context, digest, sizeof digest, parameters), ==, 1);
    g_assert_cmpint (EVP_MAC_update (context, digest, 1), ==, 1);
    g_assert_cmpint (EVP_MAC_final (context, digest, &size, sizeof digest), ==, 1);
    EVP_MAC_CTX_free (context);
  }
  return test_all_cpu_us () - start_us;
}

static int
compare_times (gconstpointer a, gconstpointer b) {
  gint64 first = *(const gint64 *)a, second = *(const gint64 *)b;

  return first < second ? -1 : first > second;
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

/* TRUE if it was not even tried. */
static gboolean
assert_cheap (Scene *scene, GPtrArray *elements, gint64 worst_us[WORST], gint64 *total_us) {
  gint64 start_us = test_all_cpu_us ();
  ConfabOmemoOpened opened = party_open_elements (scene->alice, BEN, ALICE, elements, FALSE);
  gint64 spent_us = test_all_cpu_us () - start_us;

  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_NOT_OPENED);
  *total_us += spent_us;
  for (guint i = 0; i < WORST; i++) {
    gint64 other_us = worst_us[i];

    worst_us[i] = MAX (other_us, spent_us);
    spent_us = MIN (other_us, spent_us);
  }
  return opened.cause == CONFAB_OMEMO_CAUSE_TOO_MUCH;
}

static void
run_om_12 (Scene *scene) {
  static const guint32 counters[] = { 2000, 2001, 2002, 4000, 0xffffffff };
  g_autoptr (ConfabStanza) next = NULL;
  gint64 worst_us[WORST] = { 0 };
  gint64 reference_us[REFERENCES];
  guint n_refused = 0, n_references = 0;
  gint64 total_us = 0;

  scene_talk (scene);
  /* Forty states that Ben left behind. */
  for (guint i = 0; i < 40; i++) {
    party_meet (scene->ben, scene->alice, scene->version);
    assert_talks (scene->ben, scene->alice, "Once more");
    party_maintain (scene->alice, FALSE);
  }
  assert_talks (scene->alice, scene->ben, "That is enough");
  next = party_seal (scene->ben, ALICE, "Well then");
  for (guint i = 0; i < G_N_ELEMENTS (counters); i++) {
    g_autoptr (GPtrArray) elements = forge_step (scene, next, counters[i], NULL);

    assert_cheap (scene, elements, worst_us, &total_us);
  }
  for (guint i = 0; i < 300; i++) {
    guint8 ratchet[32];
    guint32 counter = i % 3 == 0 ? 2000 : i % 3 == 1 ? 40 : 0;
    g_autoptr (GPtrArray) elements = NULL;

    confab_base_random_fill (confab_base_random_system (), ratchet, sizeof ratchet);
    ratchet[31] &= 0x7f;
    elements = forge_step (scene, next, counter, ratchet);
    if (i % (300 / REFERENCES) == 0)
      reference_us[n_references++] = spend_reference_us ();
    n_refused += assert_cheap (scene, elements, worst_us, &total_us);
    scene->alice->now_us += G_TIME_SPAN_SECOND / 50;
  }
  qsort (reference_us, REFERENCES, sizeof reference_us[0], compare_times);
  g_test_message ("305 forged messages: worst %" G_GINT64_FORMAT
                  " us, fourth worst %" G_GINT64_FORMAT " us, all %" G_GINT64_FORMAT
                  " us; the bare work of one: %" G_GINT64_FORMAT " us",
      worst_us[0], worst_us[WORST - 1], total_us, reference_us[REFERENCES / 2]);
  g_assert_cmpint (worst_us[WORST - 1], <=, 2 * reference_us[REFERENCES / 2] * SLOWNESS);
  g_assert_cmpuint (n_refused, >=, 50);
  assert_opens (scene->alice, BEN, next, "Well then");
  scene->alice->now_us += G_TIME_SPAN_MINUTE * 2;
  assert_talks (scene->alice, scene->ben, "Still there");
  assert_talks (scene->ben, scene->alice, "Still here");
}

static void
test_om_12 (void) {
  each_version (run_om_12);
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

static void
run_om_26 (Scene *scene) {
  Call call = { .party = scene->alice, .run = run_rolled_back };
  g_autofree char *yesterday = NULL;
  g_autoptr (ConfabStanza) first = NULL;
  int code;

  scene_talk (scene);
  yesterday = party_copy (scene->alice);
  assert_talks (scene->alice, scene->ben, "Said today");
  party_restore (scene->alice, yesterday);
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
  g_test_add_func ("/hostile/omemo/OM-12", test_om_12);
  g_test_add_func ("/hostile/omemo/OM-17", test_om_17);
  g_test_add_func ("/hostile/omemo/OM-21", test_om_21);
  g_test_add_func ("/hostile/omemo/OM-23", test_om_23);
  g_test_add_func ("/hostile/omemo/OM-24", test_om_24);
  g_test_add_func ("/hostile/omemo/OM-26", test_om_26);
  return g_test_run ();
}
