/* Fuzz target: judge "typed". The first byte is the grade and which facts there are, the rest are
 * messages, with the byte 1E between them; the last one is judged.
 *
 * Besides crashes it looks for broken promises: a place outside the text, a verdict without a
 * reason, a stranger who is asked about less than a known person, a permit that does not permit. */

#include <stdint.h>
#include <string.h>

#include "safety/safety-typed.h"

#define MAX_MESSAGES 8
#define WITH_PASSWORD 4
#define WITH_WORDS 8
#define WITH_KEY 16
#define MESSAGE_END 0x1e

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

typedef struct {
  char *text; /* owned */
  const char *messages[MAX_MESSAGES];
  gsize lengths[MAX_MESSAGES];
  gsize n;
} Input;

static void
split (Input *input, const uint8_t *data, size_t size) {
  char *next;

  input->text = g_malloc (size + 1);
  memcpy (input->text, data, size);
  input->text[size] = '\0';
  next = input->text;
  while (input->n < MAX_MESSAGES - 1) {
    char *end = memchr (next, MESSAGE_END, (gsize)(input->text + size - next));

    if (end == NULL)
      break;
    *end = '\0';
    input->messages[input->n] = next;
    input->lengths[input->n++] = (gsize)(end - next);
    next = end + 1;
  }
  input->messages[input->n] = next;
  input->lengths[input->n++] = (gsize)(input->text + size - next);
}

static ConfabTypedVerdict
judge (const ConfabTypedFacts *facts, ConfabTypedFound *found) {
  ConfabTypedVerdict verdict = confab_safety_judge_typed (facts, found);

  g_assert ((verdict == CONFAB_TYPED_ASK) == (found->reason != CONFAB_TYPED_NOTHING));
  g_assert (found->reason < CONFAB_TYPED_REASON_COUNT);
  if (verdict == CONFAB_TYPED_ASK)
    g_assert (found->start < found->end && found->end <= facts->length);
  return verdict;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  static const guint8 key[CONFAB_TYPED_HASH_KEY_BYTES] = "fuzz fuzz fuzz";
  g_autoptr (ConfabSecret) word = confab_base_secret_new_string ("hunter2");
  g_autoptr (ConfabTypedPassword) own = NULL;
  const ConfabSecret *const words[] = { word };
  ConfabTypedFound found, as_stranger;
  ConfabTypedFacts facts = { 0 };
  Input input = { 0 };

  if (size == 0)
    return 0;
  split (&input, data + 1, size - 1);
  facts.text = input.messages[input.n - 1];
  facts.length = input.lengths[input.n - 1];
  facts.before = input.messages;
  facts.n_before = input.n - 1;
  facts.grade = (ConfabGrade)(data[0] & 3);
  if (data[0] & WITH_PASSWORD) {
    own = confab_safety_typed_password_new (word);
    facts.passwords = (const ConfabTypedPassword *const *)&own;
    facts.n_passwords = 1;
  }
  if (data[0] & WITH_WORDS) {
    facts.private_words = words;
    facts.n_private_words = 1;
  }
  if (data[0] & WITH_KEY)
    facts.permit_key = key;

  if (judge (&facts, &found) == CONFAB_TYPED_ASK) {
    ConfabTypedFacts stranger = facts, permitted = facts;

    stranger.grade = CONFAB_GRADE_STRANGER;
    g_assert (judge (&stranger, &as_stranger) == CONFAB_TYPED_ASK);
    if (found.reason < CONFAB_TYPED_PRIVATE_WORD)
      g_assert (as_stranger.reason == found.reason && as_stranger.start == found.start);
    if (found.fingerprint != 0) {
      ConfabTypedFound next;

      permitted.permits = &found.fingerprint;
      permitted.n_permits = 1;
      judge (&permitted, &next);
      g_assert (next.fingerprint != found.fingerprint);
    }
  }
  g_free (input.text);
  return 0;
}
