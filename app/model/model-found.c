/* An account in a file, and its lines. It keeps what it was given: reading, cleaning and judging
 * are done elsewhere. */

#include "model/model-found.h"

struct _ConfabModelFoundLine {
  GObject parent_instance;

  ConfabModelFoundFacts facts; /* its texts are owned */
  ConfabBringVerdict verdict;
};

G_DEFINE_FINAL_TYPE (ConfabModelFoundLine, confab_model_found_line, G_TYPE_OBJECT)

static void
confab_model_found_line_finalize (GObject *object) {
  ConfabModelFoundLine *self = CONFAB_MODEL_FOUND_LINE (object);

  g_free ((char *)self->facts.address);
  g_free ((char *)self->facts.name);
  g_free ((char *)self->facts.groups);
  G_OBJECT_CLASS (confab_model_found_line_parent_class)->finalize (object);
}

static void
confab_model_found_line_class_init (ConfabModelFoundLineClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_found_line_finalize;
}

static void
confab_model_found_line_init (ConfabModelFoundLine *self) {
}

ConfabModelFoundLine *
confab_model_found_line_new (const ConfabModelFoundFacts *facts) {
  ConfabModelFoundLine *self = g_object_new (CONFAB_TYPE_MODEL_FOUND_LINE, NULL);

  self->facts = *facts;
  self->facts.address = g_strdup (facts->address);
  self->facts.name = g_strdup (facts->name);
  self->facts.groups = g_strdup (facts->groups);
  return self;
}

const ConfabModelFoundFacts *
confab_model_found_line_get (ConfabModelFoundLine *self) {
  return &self->facts;
}

ConfabBringVerdict
confab_model_found_line_get_verdict (ConfabModelFoundLine *self) {
  return self->verdict;
}

void
confab_model_found_line_set_verdict (ConfabModelFoundLine *self, ConfabBringVerdict verdict) {
  self->verdict = verdict;
}

struct _ConfabModelFound {
  GObject parent_instance;

  /* owned */
  char *address;
  GListStore *lines;

  ConfabModelFoundCounts counts;
  guint n_left_out;
  guint n_added;
  guint n_kept_away;
};

G_DEFINE_FINAL_TYPE (ConfabModelFound, confab_model_found, G_TYPE_OBJECT)

static void
confab_model_found_finalize (GObject *object) {
  ConfabModelFound *self = CONFAB_MODEL_FOUND (object);

  g_free (self->address);
  g_object_unref (self->lines);
  G_OBJECT_CLASS (confab_model_found_parent_class)->finalize (object);
}

static void
confab_model_found_class_init (ConfabModelFoundClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_found_finalize;
}

static void
confab_model_found_init (ConfabModelFound *self) {
  self->lines = g_list_store_new (CONFAB_TYPE_MODEL_FOUND_LINE);
}

ConfabModelFound *
confab_model_found_new (const char *address, guint n_left_out) {
  ConfabModelFound *self = g_object_new (CONFAB_TYPE_MODEL_FOUND, NULL);

  self->address = g_strdup (address);
  self->n_left_out = n_left_out;
  return self;
}

const char *
confab_model_found_get_address (ConfabModelFound *self) {
  return self->address;
}

GListModel *
confab_model_found_get_lines (ConfabModelFound *self) {
  return G_LIST_MODEL (self->lines);
}

guint
confab_model_found_get_n_left_out (ConfabModelFound *self) {
  return self->n_left_out;
}

const ConfabModelFoundCounts *
confab_model_found_get_counts (ConfabModelFound *self) {
  return &self->counts;
}

guint
confab_model_found_get_n_added (ConfabModelFound *self) {
  return self->n_added;
}

guint
confab_model_found_get_n_kept_away (ConfabModelFound *self) {
  return self->n_kept_away;
}

void
confab_model_found_take_lines (ConfabModelFound *self, GPtrArray *lines) {
  g_list_store_splice (self->lines, g_list_model_get_n_items (G_LIST_MODEL (self->lines)), 0,
      lines->pdata, lines->len);
}

void
confab_model_found_set_counts (ConfabModelFound *self, const ConfabModelFoundCounts *counts) {
  self->counts = *counts;
}

void
confab_model_found_set_done (ConfabModelFound *self, guint n_added, guint n_kept_away) {
  self->n_added = n_added;
  self->n_kept_away = n_kept_away;
}
