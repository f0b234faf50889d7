/* The verbs of the private list over one that a scene made. */

#include "gallery.h"

#define WORDS "gallery-words"
#define UNREAD "gallery-words-unread"

GListModel *
confab_core_get_words (ConfabCore *self) {
  GListStore *words = g_object_get_data (G_OBJECT (self), WORDS);

  if (words == NULL) {
    words = g_list_store_new (CONFAB_TYPE_MODEL_WORD);
    g_object_set_data_full (G_OBJECT (self), WORDS, words, g_object_unref);
  }
  return G_LIST_MODEL (words);
}

void
gallery_words_add (ConfabCore *core, const char *word) {
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string (word);
  g_autoptr (ConfabModelWord) item = confab_model_word_new (secret);

  g_list_store_insert (G_LIST_STORE (confab_core_get_words (core)), 0, item);
}

void
gallery_words_set_unread (ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), UNREAD, core);
}

gboolean
confab_core_are_words_read (ConfabCore *self) {
  return g_object_get_data (G_OBJECT (self), UNREAD) == NULL;
}

DexFuture *
confab_core_read_words (ConfabCore *self) {
  if (gallery_core_is_willing (self))
    g_object_set_data (G_OBJECT (self), UNREAD, NULL);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_add_word (ConfabCore *self, ConfabSecret *word) {
  if (gallery_core_is_willing (self))
    gallery_words_add (self, confab_base_secret_get_string (word));
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_remove_word (ConfabCore *self, ConfabModelWord *word) {
  guint at;

  if (gallery_core_is_willing (self) &&
      g_list_store_find (G_LIST_STORE (confab_core_get_words (self)), word, &at))
    g_list_store_remove (G_LIST_STORE (confab_core_get_words (self)), at);
  return gallery_core_answer (self, NULL);
}
