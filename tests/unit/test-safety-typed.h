#pragma once

/* What the tests of the judge "typed" share. */

#include <string.h>

#include "safety/safety-typed.h"

typedef struct {
  const char *text;
  ConfabTypedReason reason; /* NOTHING: it is sent */
} Said;

static inline ConfabTypedReason
reason_of (const char *text, ConfabGrade grade) {
  ConfabTypedFound found;
  ConfabTypedFacts facts = { .text = text, .length = strlen (text), .grade = grade };
  ConfabTypedVerdict verdict = confab_safety_judge_typed (&facts, &found);

  g_assert_cmpint (verdict == CONFAB_TYPED_ASK, ==, found.reason != CONFAB_TYPED_NOTHING);
  if (verdict == CONFAB_TYPED_ASK) {
    g_assert_cmpuint (found.start, <, found.end);
    g_assert_cmpuint (found.end, <=, strlen (text));
  }
  return found.reason;
}

/* The last of `messages` is judged, the others went before. */
static inline ConfabTypedReason
reason_of_last (const char *const *messages, gsize n, ConfabGrade grade) {
  ConfabTypedFound found;
  ConfabTypedFacts facts = { .text = messages[n - 1],
    .length = strlen (messages[n - 1]),
    .grade = grade,
    .before = messages,
    .n_before = n - 1 };

  confab_safety_judge_typed (&facts, &found);
  return found.reason;
}

static inline void
check_said (const Said *said, gsize n, ConfabGrade grade) {
  for (gsize i = 0; i < n; i++) {
    ConfabTypedReason reason = reason_of (said[i].text, grade);

    if (reason != said[i].reason)
      g_error ("\"%s\": %d where %d was expected", said[i].text, reason, said[i].reason);
  }
}
