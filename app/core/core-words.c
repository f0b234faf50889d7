/* The private list (R09): read from the keyring, changed there first, and only then here and in the
 * guard. It is one text of the keyring, a word in a line, and is never written anywhere else: not
 * to a file, not to the log. A list that could not be read is not written over. */

#include "core/core-private.h"

#include "base/base-fiber.h"

#include "safety/safety-typed.h"

static GPtrArray *
words_new (void) {
  return g_ptr_array_new_with_free_func ((GDestroyNotify)confab_base_secret_unref);
}

/* ---- the text in the keyring ---- */

static gboolean
is_line (const char *text, gsize length) {
  if (length == 0 || length > CONFAB_MODEL_MAX_WORD_BYTES ||
      !g_utf8_validate_len (text, length, NULL))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_iscntrl (text[i]))
      return FALSE;
  return TRUE;
}

/* What is no line of ours is left out. */
static GPtrArray *
split (ConfabSecret *text) {
  GPtrArray *words = words_new ();
  const char *line = text != NULL ? confab_base_secret_get_string (text) : NULL;
  const char *end = text != NULL ? line + confab_base_secret_get_size (text) : NULL;

  while (line < end && words->len < CONFAB_MODEL_MAX_WORDS) {
    const char *feed = memchr (line, '\n', (gsize)(end - line));
    gsize length = (gsize)((feed != NULL ? feed : end) - line);

    if (is_line (line, length))
      g_ptr_array_add (words, confab_base_secret_new_copy (line, length));
    line += length + 1;
  }
  return words;
}

static ConfabSecret *
join (GPtrArray *words) {
  ConfabSecret *text;
  gsize size = words->len - 1;
  guint8 *at;

  for (guint i = 0; i < words->len; i++)
    size += confab_base_secret_get_size (g_ptr_array_index (words, i));
  text = confab_base_secret_new (size);
  at = confab_base_secret_get_writable (text);
  for (guint i = 0; i < words->len; i++) {
    const ConfabSecret *word = g_ptr_array_index (words, i);
    gsize length = confab_base_secret_get_size (word);

    if (i > 0)
      *at++ = '\n';
    memcpy (at, confab_base_secret_get_bytes (word), length);
    at += length;
  }
  return text;
}

/* ---- what is known here ---- */

static void
take_in (ConfabCore *self, GPtrArray *words) {
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < words->len; i++)
    g_ptr_array_add (rows, confab_model_word_new (g_ptr_array_index (words, i)));
  confab_messaging_guard_set_words (self->guard, words);
  g_list_store_splice (self->words, 0, g_list_model_get_n_items (G_LIST_MODEL (self->words)),
      rows->pdata, rows->len);
}

static GPtrArray *
dup_words (ConfabCore *self) {
  GPtrArray *words = words_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->words)); i++) {
    g_autoptr (ConfabModelWord) word = g_list_model_get_item (G_LIST_MODEL (self->words), i);

    g_ptr_array_add (words, confab_base_secret_ref (confab_model_word_get_secret (word)));
  }
  return words;
}

GListModel *
confab_core_get_words (ConfabCore *self) {
  return G_LIST_MODEL (self->words);
}

gboolean
confab_core_are_words_read (ConfabCore *self) {
  return self->are_words_read;
}

/* ---- reading ---- */

gboolean
confab_core_await_words (ConfabCore *self, GError **error) {
  g_autoptr (GError) inner = NULL;
  g_autoptr (ConfabSecret) text =
      dex_await_boxed (confab_keyring_load (self->keyring, CONFAB_KEYRING_WORDS, ""), &inner);
  g_autoptr (GPtrArray) words = NULL;

  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  words = split (text);
  self->are_words_read = TRUE;
  take_in (self, words);
  return TRUE;
}

void
confab_core_forget_words (ConfabCore *self) {
  self->are_words_read = FALSE;
  confab_messaging_guard_set_words (self->guard, NULL);
  g_list_store_remove_all (self->words);
}

static DexFuture *
run_read (gpointer data) {
  GError *error = NULL;

  if (!confab_core_await_words (data, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

DexFuture *
confab_core_read_words (ConfabCore *self) {
  if (self->keyring == NULL || self->is_saving_words)
    return confab_core_reject (CONFAB_PROBLEM_NONE, "");
  return confab_core_with_problem (
      confab_base_fiber_start (run_read, g_object_ref (self), g_object_unref));
}

/* ---- changing ---- */

typedef struct {
  ConfabCore *self;
  GPtrArray *words; /* as they are to be */
} Change;

static void
change_free (gpointer data) {
  Change *change = data;

  g_object_unref (change->self);
  g_ptr_array_unref (change->words);
  g_free (change);
}

static DexFuture *
run_change (gpointer data) {
  Change *change = data;
  ConfabCore *self = change->self;
  g_autoptr (ConfabSecret) text = change->words->len > 0 ? join (change->words) : NULL;
  GError *error = NULL;
  gboolean is_kept =
      dex_await (text != NULL ? confab_keyring_save (self->keyring, CONFAB_KEYRING_WORDS, "", text)
                              : confab_keyring_erase (self->keyring, CONFAB_KEYRING_WORDS, ""),
          &error);

  self->is_saving_words = FALSE;
  if (!is_kept)
    return dex_future_new_for_error (error);
  take_in (self, change->words);
  return dex_future_new_true ();
}

/* Takes `words`. */
static DexFuture *
change_to (ConfabCore *self, GPtrArray *words) {
  Change *change = g_new0 (Change, 1);

  change->self = g_object_ref (self);
  change->words = words;
  self->is_saving_words = TRUE;
  return confab_core_with_problem (confab_base_fiber_start (run_change, change, change_free));
}

static gboolean
may_change (ConfabCore *self) {
  return self->keyring != NULL && self->are_words_read && !self->is_saving_words &&
         !self->is_quitting;
}

static ConfabSecret *
new_trimmed (ConfabSecret *word) {
  const char *text = confab_base_secret_get_string (word);
  gsize size = confab_base_secret_get_size (word), skip = 0;

  while (skip < size && g_ascii_isspace (text[skip]))
    skip++;
  while (size > skip && g_ascii_isspace (text[size - 1]))
    size--;
  return confab_base_secret_new_copy (text + skip, size - skip);
}

/* The judge itself says whether it would find the word. */
static gboolean
is_findable (ConfabSecret *word) {
  const ConfabSecret *words[] = { word };
  ConfabTypedFacts facts = { .text = confab_base_secret_get_string (word),
    .length = confab_base_secret_get_size (word),
    .private_words = words,
    .n_private_words = 1 };

  return is_line (facts.text, facts.length) &&
         confab_safety_judge_typed (&facts, NULL) == CONFAB_TYPED_ASK;
}

DexFuture *
confab_core_add_word (ConfabCore *self, ConfabSecret *word) {
  g_autoptr (ConfabSecret) trimmed = new_trimmed (word);
  g_autoptr (GPtrArray) words = NULL;

  if (!is_findable (trimmed))
    return confab_core_reject (CONFAB_PROBLEM_WORD, "");
  if (!may_change (self))
    return confab_core_reject (CONFAB_PROBLEM_NONE, "");
  words = dup_words (self);
  for (guint i = 0; i < words->len; i++)
    if (confab_base_secret_equal (g_ptr_array_index (words, i), trimmed))
      return confab_core_reject (CONFAB_PROBLEM_EXISTS, "");
  if (words->len >= CONFAB_MODEL_MAX_WORDS)
    return confab_core_reject (CONFAB_PROBLEM_NONE, "");
  g_ptr_array_insert (words, 0, g_steal_pointer (&trimmed));
  return change_to (self, g_steal_pointer (&words));
}

DexFuture *
confab_core_remove_word (ConfabCore *self, ConfabModelWord *word) {
  g_autoptr (GPtrArray) words = NULL;

  if (!may_change (self))
    return confab_core_reject (CONFAB_PROBLEM_NONE, "");
  words = dup_words (self);
  for (guint i = 0; i < words->len; i++)
    if (confab_base_secret_equal (
            g_ptr_array_index (words, i), confab_model_word_get_secret (word))) {
      g_ptr_array_remove_index (words, i);
      return change_to (self, g_steal_pointer (&words));
    }
  return dex_future_new_true ();
}
