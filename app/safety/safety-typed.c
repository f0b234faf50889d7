/* Judge "typed": looks through what is about to be sent, window by window, and asks the rules in
 * the order of what hurts most.
 *
 * Decides only whether to ask. What is found goes nowhere but to the caller, as a place in the
 * text; the folded copy is wiped. */

#include "safety/safety-typed-private.h"

#include <openssl/crypto.h>
#include <string.h>

#define MAX_TEXT_BYTES (16 * 1024 * 1024)
#define MAX_STEP_BACK 64 /* to a blank, so that the next window does not begin within a word */
#define MAX_FINGERPRINT_CHARS 256

typedef gboolean (*Rule) (ConfabTypedScan *scan);

/* The first is asked whatever was permitted. */
static const Rule for_everybody[] = {
  confab_safety_typed_find_own_password,
  confab_safety_typed_find_private_key,
  confab_safety_typed_find_phrase,
  confab_safety_typed_find_token,
  confab_safety_typed_find_card,
  confab_safety_typed_find_iban,
  confab_safety_typed_find_national,
  confab_safety_typed_find_code,
  confab_safety_typed_find_password,
};

static const Rule for_the_not_known[] = {
  confab_safety_typed_find_private_word,
  confab_safety_typed_find_phone,
  confab_safety_typed_find_birth_date,
  confab_safety_typed_find_age,
  confab_safety_typed_find_school,
  confab_safety_typed_find_street,
};

/* Of the letters and digits alone, so that another spacing of the same number is the same. */
static guint64
fingerprint (const ConfabTypedScan *scan, guint start, guint end) {
  char bare[MAX_FINGERPRINT_CHARS];
  gsize n = 0;
  guint64 hash;

  if (scan->facts->permit_key == NULL)
    return 0;
  for (guint i = start; i < end && n < sizeof bare; i++)
    n = confab_safety_typed_bare_push (bare, n, scan->view.low[i]);
  hash = confab_safety_typed_hash (scan->facts->permit_key, bare, n);
  OPENSSL_cleanse (bare, sizeof bare);
  return hash != 0 ? hash : 1;
}

gboolean
confab_safety_typed_take (ConfabTypedScan *scan, ConfabTypedReason reason, guint start, guint end) {
  const ConfabTypedView *view = &scan->view;
  guint64 print;

  if (end <= view->current || end > view->n || start >= end)
    return FALSE;
  print = fingerprint (scan, start, end);
  for (gsize i = 0; print != 0 && i < scan->facts->n_permits; i++)
    if (scan->facts->permits[i] == print)
      return FALSE;
  *scan->found = (ConfabTypedFound){ .reason = reason,
    .start = view->at[MAX (start, view->current)],
    .end = view->at[end],
    .fingerprint = print };
  return TRUE;
}

gboolean
confab_safety_typed_take_words (
    ConfabTypedScan *scan, ConfabTypedReason reason, guint first, guint last) {
  const ConfabTypedView *view = &scan->view;

  return last < view->n_words &&
         confab_safety_typed_take (scan, reason, view->words[first].start, view->words[last].end);
}

static gboolean
ask (ConfabTypedScan *scan, const Rule *rules, gsize n) {
  for (gsize i = 0; i < n; i++)
    if (rules[i](scan))
      return TRUE;
  return FALSE;
}

/* The newest messages that fit, oldest first. */
static void
add_messages_before (const ConfabTypedFacts *facts, ConfabTypedView *view) {
  gsize first = facts->n_before, total = 0;

  while (first > 0 && facts->n_before - first < CONFAB_TYPED_MAX_BEFORE) {
    gsize length = facts->before[first - 1] != NULL ? strlen (facts->before[first - 1]) : 0;

    total += MIN (length, CONFAB_TYPED_MAX_BEFORE_BYTES) + 1;
    if (total > CONFAB_TYPED_MAX_BEFORE_TOTAL)
      break;
    first--;
  }
  for (gsize i = first; i < facts->n_before; i++)
    if (facts->before[i] != NULL)
      confab_safety_typed_view_add_before (view, facts->before[i]);
}

/* The byte where the next window begins: some way before this one's end, behind a blank. */
static gsize
next_offset (const ConfabTypedView *view) {
  guint at = view->n - CONFAB_TYPED_OVERLAP;

  for (guint back = 0; back < MAX_STEP_BACK; back++)
    if (view->low[at - back] == ' ' || view->low[at - back] == '\n')
      return view->at[at - back];
  return view->at[at];
}

static gboolean
look_through (ConfabTypedScan *scan, const ConfabTypedLexicon *lexicon) {
  const ConfabTypedFacts *facts = scan->facts;
  ConfabTypedView *view = &scan->view;
  gsize offset = 0;

  while (TRUE) {
    confab_safety_typed_view_reset (view);
    if (offset == 0)
      add_messages_before (facts, view);
    view->is_last =
        confab_safety_typed_view_add (view, facts->text, facts->length, offset) >= facts->length;
    confab_safety_typed_view_cut (view, lexicon);

    if (ask (scan, for_everybody, facts->secrets_permitted ? 1 : G_N_ELEMENTS (for_everybody)))
      return TRUE;
    if (facts->grade < CONFAB_GRADE_KNOWN && !facts->facts_permitted &&
        ask (scan, for_the_not_known, G_N_ELEMENTS (for_the_not_known)))
      return TRUE;
    if (view->is_last)
      return FALSE;
    offset = next_offset (view);
  }
}

ConfabTypedVerdict
confab_safety_judge_typed (const ConfabTypedFacts *facts, ConfabTypedFound *found) {
  ConfabTypedFound ignored, *result = found != NULL ? found : &ignored;
  ConfabTypedLexicon lexicon;
  ConfabTypedScan scan = { .facts = facts, .found = result };
  gboolean is_found;

  *result = (ConfabTypedFound){ .reason = CONFAB_TYPED_UNREADABLE, .end = facts->length };
  if (facts->text == NULL || facts->length > MAX_TEXT_BYTES)
    return CONFAB_TYPED_ASK;
  *result = (ConfabTypedFound){ .reason = CONFAB_TYPED_NOTHING };
  if (confab_safety_typed_find_own_password_exact (facts, result))
    return CONFAB_TYPED_ASK;

  confab_safety_typed_lexicon_build (&lexicon);
  is_found = look_through (&scan, &lexicon);
  OPENSSL_cleanse (&scan.view, sizeof scan.view);
  return is_found ? CONFAB_TYPED_ASK : CONFAB_TYPED_SEND;
}
