#pragma once

/* A victim, somebody who writes to her, and the first words on their way: where the cases of
 * sealing begin. */

#include "omemo-forge.h"

#define ALICE "alice@conf.example"
#define BEN "ben@friend.example"
#define MALLORY "mallory@evil.example"
#define FIRST "See you at six"

static const ConfabOmemoVersion versions[] = { CONFAB_OMEMO_OLD, CONFAB_OMEMO_TWO };

/* The victim, somebody who writes, and the first words on their way. */
typedef struct {
  Party *alice;
  Party *ben;
  ConfabOmemoVersion version;
  ConfabStanza *message;
  GPtrArray *elements;
} Scene;

static inline void
scene_set (Scene *scene, ConfabOmemoVersion version) {
  scene->version = version;
  scene->alice = party_new (ALICE);
  scene->ben = party_new (BEN);
  party_meet (scene->ben, scene->alice, version);
  party_list (scene->alice, BEN, version, scene->ben->device, 0);
  scene->message = party_seal (scene->ben, ALICE, FIRST);
  scene->elements = elements_of (scene->message);
}

static inline void
scene_clear (Scene *scene) {
  g_ptr_array_unref (scene->elements);
  confab_xmpp_stanza_unref (scene->message);
  party_free (scene->ben);
  party_free (scene->alice);
}

/* As far as a session that both know. */
static inline void
scene_talk (Scene *scene) {
  assert_opens (scene->alice, BEN, scene->message, FIRST);
  assert_talks (scene->alice, scene->ben, "Yes");
  assert_talks (scene->ben, scene->alice, "Good");
}

static inline void
each_version (void (*test) (Scene *scene)) {
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++) {
    Scene scene;

    scene_set (&scene, versions[i]);
    test (&scene);
    scene_clear (&scene);
  }
}

static inline void
assert_cause (Scene *scene, GPtrArray *elements, ConfabOmemoCause cause) {
  ConfabOmemoOpened opened = party_open_elements (scene->alice, BEN, ALICE, elements, FALSE);

  g_assert_cmpint (opened.outcome, ==, CONFAB_OMEMO_NOT_OPENED);
  g_assert_cmpint (opened.cause, ==, cause);
  g_assert_null (opened.text);
}

static inline GBytes *
flip (GBytes *bytes, guint bit) {
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);

  copy[bit / 8] ^= (guint8)(1 << bit % 8);
  return g_bytes_new (copy, size);
}
