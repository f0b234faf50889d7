#pragma once

/* What Confab asks before a text leaves: shown as a bar above the entry. Immutable. */

#include "model/model-types.h"
#include "safety/safety-spread.h"
#include "safety/safety-typed.h"

G_BEGIN_DECLS

typedef enum {
  CONFAB_QUESTION_NONE = 0,
  CONFAB_QUESTION_TYPED = 1 << 0,  /* looks like something not to be given away (R08, R09) */
  CONFAB_QUESTION_SPREAD = 1 << 1, /* goes to many at once (R11) */
} ConfabModelQuestionKind;

#define CONFAB_TYPE_MODEL_QUESTION (confab_model_question_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelQuestion, confab_model_question, CONFAB, MODEL_QUESTION, GObject)

/* `answered`: kinds that were answered for the same text already. */
ConfabModelQuestion *
confab_model_question_new_typed (const ConfabTypedFound *found, ConfabModelQuestionKind answered);
ConfabModelQuestion *confab_model_question_new_spread (
    const ConfabSpreadFacts *facts, ConfabSpreadReason reason, ConfabModelQuestionKind answered);

ConfabModelQuestionKind confab_model_question_get_kind (ConfabModelQuestion *self);
ConfabModelQuestionKind confab_model_question_get_answered (ConfabModelQuestion *self);
/* TYPED only: what was found, and where (bytes of the text). */
const ConfabTypedFound *confab_model_question_get_found (ConfabModelQuestion *self);
/* SPREAD only: why, how many people get this text, and how many new people are written to. */
ConfabSpreadReason confab_model_question_get_spread_reason (ConfabModelQuestion *self);
guint confab_model_question_get_people (ConfabModelQuestion *self);
guint confab_model_question_get_new_people (ConfabModelQuestion *self);

G_END_DECLS
