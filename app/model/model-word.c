/* An entry of the private list. The word itself never leaves locked memory through here: the screen
 * gets an edge of it and its length. */

#include "model/model-word.h"

#define MIN_LENGTH_FOR_LAST 5 /* of a shorter one the end would tell too much */

struct _ConfabModelWord {
  GObject parent_instance;

  ConfabSecret *secret; /* owned */
};

G_DEFINE_FINAL_TYPE (ConfabModelWord, confab_model_word, G_TYPE_OBJECT)

static void
confab_model_word_finalize (GObject *object) {
  confab_base_secret_unref (CONFAB_MODEL_WORD (object)->secret);
  G_OBJECT_CLASS (confab_model_word_parent_class)->finalize (object);
}

static void
confab_model_word_class_init (ConfabModelWordClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_word_finalize;
}

static void
confab_model_word_init (ConfabModelWord *self) {
}

ConfabModelWord *
confab_model_word_new (ConfabSecret *word) {
  ConfabModelWord *self = g_object_new (CONFAB_TYPE_MODEL_WORD, NULL);

  self->secret = confab_base_secret_ref (word);
  return self;
}

ConfabSecret *
confab_model_word_get_secret (ConfabModelWord *self) {
  return self->secret;
}

gunichar
confab_model_word_get_first (ConfabModelWord *self) {
  return g_utf8_get_char (confab_base_secret_get_string (self->secret));
}

gunichar
confab_model_word_get_last (ConfabModelWord *self) {
  const char *text = confab_base_secret_get_string (self->secret);

  if (confab_model_word_get_length (self) < MIN_LENGTH_FOR_LAST)
    return 0;
  return g_utf8_get_char (g_utf8_prev_char (text + confab_base_secret_get_size (self->secret)));
}

guint
confab_model_word_get_length (ConfabModelWord *self) {
  return (guint)g_utf8_strlen (confab_base_secret_get_string (self->secret), -1);
}
