/* A question about a text that waits for its answer. It holds what was found and where, never the
 * text itself. */

#include "model/model-question.h"

struct _ConfabModelQuestion {
  GObject parent_instance;

  ConfabModelQuestionKind kind;
  ConfabModelQuestionKind answered;
  ConfabTypedFound found;
  ConfabSpreadReason spread_reason;
  guint people;
  guint new_people;
};

G_DEFINE_FINAL_TYPE (ConfabModelQuestion, confab_model_question, G_TYPE_OBJECT)

static void
confab_model_question_class_init (ConfabModelQuestionClass *class) {
}

static void
confab_model_question_init (ConfabModelQuestion *self) {
}

ConfabModelQuestion *
confab_model_question_new_typed (const ConfabTypedFound *found, ConfabModelQuestionKind answered) {
  ConfabModelQuestion *self = g_object_new (CONFAB_TYPE_MODEL_QUESTION, NULL);

  self->kind = CONFAB_QUESTION_TYPED;
  self->answered = answered;
  self->found = *found;
  return self;
}

ConfabModelQuestion *
confab_model_question_new_spread (
    const ConfabSpreadFacts *facts, ConfabSpreadReason reason, ConfabModelQuestionKind answered) {
  ConfabModelQuestion *self = g_object_new (CONFAB_TYPE_MODEL_QUESTION, NULL);

  self->kind = CONFAB_QUESTION_SPREAD;
  self->answered = answered;
  self->spread_reason = reason;
  self->people = facts->people;
  self->new_people = facts->new_recipients;
  return self;
}

ConfabModelQuestionKind
confab_model_question_get_kind (ConfabModelQuestion *self) {
  return self->kind;
}

ConfabModelQuestionKind
confab_model_question_get_answered (ConfabModelQuestion *self) {
  return self->answered;
}

const ConfabTypedFound *
confab_model_question_get_found (ConfabModelQuestion *self) {
  return &self->found;
}

ConfabSpreadReason
confab_model_question_get_spread_reason (ConfabModelQuestion *self) {
  return self->spread_reason;
}

guint
confab_model_question_get_people (ConfabModelQuestion *self) {
  return self->people;
}

guint
confab_model_question_get_new_people (ConfabModelQuestion *self) {
  return self->new_people;
}
