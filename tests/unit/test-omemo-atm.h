#pragma once

/* Two devices each of two people, what they tell each other of keys, and a network that brings it.
 */

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
static inline void
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

static inline void
scene_set (Scene *scene) {
  scene->alice = party_new (ALICE);
  scene->laptop = party_new (ALICE);
  scene->ben = party_new (BEN);
  scene->phone = party_new (BEN);
  meet_all ((Party **)scene, 4);
}

static inline void
scene_clear (Scene *scene) {
  party_free (scene->alice);
  party_free (scene->laptop);
  party_free (scene->ben);
  party_free (scene->phone);
}

/* ---- what is said by hand ---- */

static inline gboolean
run_atm_say (const ConfabOmemoScope *scope, Call *call, GError **error) {
  ConfabOmemoSaid said = (ConfabOmemoSaid)call->number;

  return confab_omemo_atm_say (scope, call->address, call->key, said, call->out, error);
}

static inline gboolean
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
static inline GPtrArray *
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

static inline GPtrArray *
tell (Party *party) {
  return tell_some (party, FALSE);
}

/* `party` says it of the device `of`. */
static inline void
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
static inline GPtrArray *
say (Party *party, Party *of, ConfabOmemoSaid said) {
  say_it (party, of, said);
  return tell (party);
}

typedef struct {
  ConfabOmemoOpened opened;
  gboolean is_heard;
  ConfabOmemoAtmNews news;
} Heard;

static inline gboolean
run_hear (const ConfabOmemoScope *scope, Call *call, GError **error) {
  Heard *heard = call->out;

  return confab_omemo_open (
             scope, call->text, call->address, call->list, FALSE, &heard->opened, error) &&
         confab_omemo_atm_hear (
             scope, call->text, &heard->opened, &heard->is_heard, &heard->news, error);
}

/* Brings all of them to `party`. Returns how many keys are worth something else. Nothing of it is
 * ever a message that cannot be opened. */
static inline guint
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
static inline guint
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

static inline void
assert_worth (Party *party, Party *of, ConfabDeviceVerdict verdict) {
  g_assert_cmpint (party_verdict_of (party, of->address, of->device), ==, verdict);
}

/* Both compared their keys by hand. */
static inline void
check_both (Party *a, Party *b) {
  g_autoptr (GPtrArray) told = say (a, b, CONFAB_OMEMO_SAID_CHECKED);
  g_autoptr (GPtrArray) answered = say (b, a, CONFAB_OMEMO_SAID_CHECKED);

  hear (b, a->address, told);
  hear (a, b->address, answered);
}
