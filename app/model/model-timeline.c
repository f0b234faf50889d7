/* The window of loaded rows of one chat. Rows stand in the order of their ids; the window grows at
 * the end that was asked for and lets go at the other, so that it stays bounded in a chat of any
 * length. It refuses to ask its source from inside items-changed, to show a row twice, and to take
 * an answer to a question that has become void. */

#include "model/model-timeline.h"

#include "model/model-message-private.h"
#include "model/model-rows-private.h"

#define MAX_GIVEN (CONFAB_MODEL_TIMELINE_MAX_ROWS / 2) /* of one answer: what is seen must stay */
#define MAX_TAIL 64 /* new rows remembered while the end is not loaded; older ones are stored */

/* A load under way, in one direction. */
typedef struct {
  gboolean is_asked;  /* an answer that counts is awaited */
  guint n_void;       /* answers that come first and are ignored */
  gboolean is_wanted; /* asked for while rows change; asked of the source afterwards */
} Load;

struct _ConfabModelTimeline {
  GObject parent_instance;

  GPtrArray *rows; /* owned: ConfabModelMessage, by id */
  GPtrArray *tail; /* owned: new rows that came while the window was not at the end, by id */
  ConfabModelTimelineSource source;
  gpointer source_data; /* borrowed */
  Load older;
  Load newer;
  guint n_changing;        /* rows or ends are being changed */
  gint64 target;           /* up to which it is replaced; 0: the newest */
  gboolean waits_for_void; /* rows around a place may be answered before those that are void */
  gboolean is_replacing;   /* the answer to `older` is the newest rows, in place of all others */
  gboolean is_at_start;
  gboolean is_at_end;
  gboolean was_loading;
  gboolean follows_end;
};

static void confab_model_timeline_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ConfabModelTimeline, confab_model_timeline, G_TYPE_OBJECT,
    G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, confab_model_timeline_list_model_init))

enum { PROP_0, PROP_AT_START, PROP_AT_END, PROP_IS_LOADING, N_PROPS };
static GParamSpec *properties[N_PROPS];

static void
emit (ConfabModelTimeline *self, guint position, guint n_removed, guint n_added) {
  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static void
drop (ConfabModelTimeline *self, guint position, guint n) {
  if (n == 0)
    return;
  g_ptr_array_remove_range (self->rows, position, n);
  emit (self, position, n, 0);
}

static void
add (ConfabModelTimeline *self, guint position, GPtrArray *fresh, guint from, guint n) {
  for (guint i = 0; i < n; i++)
    g_ptr_array_insert (
        self->rows, (int)(position + i), g_object_ref (g_ptr_array_index (fresh, from + i)));
  emit (self, position, 0, n);
}

/* Those not stored yet always stand last. */
static guint
n_stored (ConfabModelTimeline *self) {
  return confab_model_rows_lower_bound (self->rows, CONFAB_MODEL_TIMELINE_PROVISIONAL);
}

/* How many rows must go for `n` more. */
static guint
n_over (ConfabModelTimeline *self, guint n) {
  return self->rows->len + n - MIN (self->rows->len + n, CONFAB_MODEL_TIMELINE_MAX_ROWS);
}

static gboolean
is_loading (ConfabModelTimeline *self) {
  return self->older.is_asked || self->newer.is_asked;
}

static void
set_ends (ConfabModelTimeline *self, gboolean is_at_start, gboolean is_at_end) {
  gboolean start_differs = self->is_at_start != is_at_start;
  gboolean end_differs = self->is_at_end != is_at_end;
  gboolean loading_differs = self->was_loading != is_loading (self);

  self->is_at_start = is_at_start;
  self->is_at_end = is_at_end;
  self->was_loading = is_loading (self);
  if (start_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_START]);
  if (end_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_END]);
  if (loading_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADING]);
}

static void
ask (ConfabModelTimeline *self, gboolean older) {
  Load *load = older ? &self->older : &self->newer;
  guint n = n_stored (self);
  gint64 id = 0;

  if (self->n_changing > 0 || (self->waits_for_void && load->n_void > 0)) {
    load->is_wanted = TRUE;
    return;
  }
  if (load->is_asked || (older ? self->source.load_older : self->source.load_newer) == NULL)
    return;
  if (older && self->is_replacing)
    id = self->target > 0 ? self->target + 1 : 0;
  else if (n > 0)
    id = confab_model_rows_get_id (self->rows, older ? 0 : n - 1);
  load->is_asked = TRUE;
  /* Whoever hears of it may want more, but that waits: the source is asked for this first. */
  self->n_changing++;
  set_ends (self, self->is_at_start, self->is_at_end);
  self->n_changing--;
  if (older)
    self->source.load_older (self->source_data, self, id);
  else
    self->source.load_newer (self->source_data, self, id);
}

static void
make_void (Load *load) {
  if (load->is_asked)
    load->n_void++;
  load->is_asked = FALSE;
  load->is_wanted = FALSE;
}

/* Between these two, rows and ends change; what is wanted meanwhile is asked for afterwards. */
static void
begin_change (ConfabModelTimeline *self) {
  g_object_ref (self);
  self->n_changing++;
}

static void
end_change (ConfabModelTimeline *self) {
  if (--self->n_changing == 0) {
    gboolean older = self->older.is_wanted;
    gboolean newer = self->newer.is_wanted;

    self->older.is_wanted = FALSE;
    self->newer.is_wanted = FALSE;
    if (older)
      confab_model_timeline_want_older (self);
    if (newer)
      confab_model_timeline_want_newer (self);
  }
  g_object_unref (self);
}

/* A load beyond an edge that moves would leave a gap: its answer no longer fits. The end that is
 * let go is given up before the rows go, so that nobody is ever told of an end that is not. */
static void
let_go_of_oldest (ConfabModelTimeline *self, guint n) {
  if (n == 0)
    return;
  make_void (&self->older);
  set_ends (self, FALSE, self->is_at_end);
  drop (self, 0, n);
}

static void
let_go_of_newest (ConfabModelTimeline *self, guint n) {
  if (n == 0)
    return;
  make_void (&self->newer);
  set_ends (self, self->is_at_start, FALSE);
  for (guint i = MAX (n_stored (self), self->rows->len - n); i < self->rows->len; i++)
    confab_model_rows_keep (self->tail, g_ptr_array_index (self->rows, i), MAX_TAIL);
  drop (self, self->rows->len - n, n);
}

/* Once the end is loaded: what was appended meanwhile and was not in the answer. */
static void
take_tail (ConfabModelTimeline *self) {
  g_autoptr (GPtrArray) tail = g_steal_pointer (&self->tail);

  self->tail = confab_model_rows_new ();
  for (guint i = 0; i < tail->len; i++)
    confab_model_timeline_append (self, g_ptr_array_index (tail, i));
}

/* The newest rows in place of the whole window, in one change. A row that is shown already keeps
 * its object, so that whoever holds it goes on seeing its state. */
static void
replace_all (ConfabModelTimeline *self, GPtrArray *given, gboolean is_last) {
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);
  guint n = given != NULL ? given->len : 0;
  guint skip = n > MAX_GIVEN ? n - MAX_GIVEN : 0;

  self->rows = confab_model_rows_new ();
  for (guint i = skip; i < n; i++) {
    ConfabModelMessage *message = g_ptr_array_index (given, i);
    ConfabModelMessage *known = confab_model_rows_find (old, confab_model_message_get_id (message));

    confab_model_rows_insert (self->rows, known != NULL ? known : message);
  }
  /* What is not stored yet stands behind the newest row, or waits until that is loaded. */
  confab_model_rows_insert_from (self->target == 0 ? self->rows : self->tail, old,
      CONFAB_MODEL_TIMELINE_PROVISIONAL, MAX_GIVEN);
  self->is_replacing = FALSE;
  set_ends (self, FALSE, FALSE);
  emit (self, 0, old->len, self->rows->len);
  set_ends (self, is_last && skip == 0, self->target == 0);
  self->newer.is_wanted = self->target != 0;
  self->target = 0;
  if (self->is_at_end)
    take_tail (self);
}

static void
give_older (ConfabModelTimeline *self, GPtrArray *given, gboolean is_last) {
  g_autoptr (GPtrArray) fresh =
      confab_model_rows_new_beyond (self->rows, n_stored (self), TRUE, given);
  guint n_taken = MIN (fresh->len, MAX_GIVEN);

  let_go_of_newest (self, n_over (self, n_taken));
  add (self, 0, fresh, fresh->len - n_taken, n_taken);
  set_ends (self, is_last && n_taken == fresh->len, self->is_at_end);
}

static void
give_newer (ConfabModelTimeline *self, GPtrArray *given, gboolean is_last) {
  g_autoptr (GPtrArray) fresh =
      confab_model_rows_new_beyond (self->rows, n_stored (self), FALSE, given);
  guint n_taken = MIN (fresh->len, MAX_GIVEN);

  let_go_of_oldest (self, n_over (self, n_taken));
  add (self, n_stored (self), fresh, 0, n_taken);
  set_ends (self, self->is_at_start, is_last && n_taken == fresh->len);
  if (self->is_at_end)
    take_tail (self);
}

void
confab_model_timeline_give (
    ConfabModelTimeline *self, gboolean older, GPtrArray *rows, gboolean is_last) {
  Load *load = older ? &self->older : &self->newer;
  gboolean cannot_load = (rows == NULL || rows->len == 0) && !is_last;

  if (load->n_void > 0) {
    begin_change (self);
    load->n_void--;
    end_change (self);
    return;
  }
  if (!load->is_asked)
    return;

  begin_change (self);
  load->is_asked = FALSE;
  if (cannot_load)
    set_ends (self, self->is_at_start, self->is_at_end);
  else if (older && self->is_replacing)
    replace_all (self, rows, is_last);
  else if (older)
    give_older (self, rows, is_last);
  else
    give_newer (self, rows, is_last);
  end_change (self);
}

void
confab_model_timeline_append (ConfabModelTimeline *self, ConfabModelMessage *message) {
  gint64 id = confab_model_message_get_id (message);
  guint position = confab_model_rows_lower_bound (self->rows, id);

  if (confab_model_rows_find (self->rows, id) != NULL)
    return;
  begin_change (self);
  if (!self->is_at_end || (n_over (self, 1) > 0 && !self->follows_end)) {
    confab_model_rows_keep (self->tail, message, MAX_TAIL);
    set_ends (self, self->is_at_start, FALSE);
  } else if (position > 0 || self->rows->len == 0 || self->is_at_start) {
    let_go_of_oldest (self, n_over (self, 1));
    confab_model_rows_insert (self->rows, message);
    emit (self, confab_model_rows_lower_bound (self->rows, id), 0, 1);
  }
  end_change (self);
}

ConfabModelMessage *
confab_model_timeline_find (ConfabModelTimeline *self, gint64 id) {
  return confab_model_rows_find (self->rows, id);
}

void
confab_model_timeline_remove (ConfabModelTimeline *self, gint64 id) {
  begin_change (self);
  confab_model_rows_remove (self->tail, id);
  if (confab_model_rows_find (self->rows, id) != NULL)
    drop (self, confab_model_rows_lower_bound (self->rows, id), 1);
  end_change (self);
}

void
confab_model_timeline_set_id (ConfabModelTimeline *self, gint64 old_id, gint64 new_id) {
  ConfabModelMessage *shown = confab_model_rows_find (self->rows, old_id);
  ConfabModelMessage *held = confab_model_rows_find (self->tail, old_id);
  g_autoptr (ConfabModelMessage) message = NULL;

  if (old_id == new_id || (shown == NULL && held == NULL))
    return;
  message = g_object_ref (shown != NULL ? shown : held);
  begin_change (self);
  confab_model_timeline_remove (self, new_id);
  if (shown != NULL &&
      confab_model_rows_fits (self->rows, old_id, new_id, self->is_at_start, self->is_at_end)) {
    confab_model_message_set_id (message, new_id);
  } else {
    confab_model_timeline_remove (self, old_id);
    confab_model_message_set_id (message, new_id);
    confab_model_timeline_append (self, message);
  }
  end_change (self);
}

void
confab_model_timeline_clear (ConfabModelTimeline *self) {
  begin_change (self);
  make_void (&self->older);
  make_void (&self->newer);
  self->is_replacing = FALSE;
  self->target = 0;
  g_ptr_array_set_size (self->tail, 0);
  drop (self, 0, self->rows->len);
  set_ends (self, TRUE, TRUE);
  end_change (self);
}

void
confab_model_timeline_want_older (ConfabModelTimeline *self) {
  if (self->is_at_start && !self->is_replacing)
    return;
  /* Where nothing is loaded, the newest rows come first. */
  if (n_stored (self) == 0)
    self->is_replacing = TRUE;
  ask (self, TRUE);
}

void
confab_model_timeline_want_newer (ConfabModelTimeline *self) {
  if (self->is_at_end)
    return;
  /* Where nothing is loaded, or the newest rows are on their way, those come first. */
  if (n_stored (self) == 0)
    self->is_replacing = TRUE;
  ask (self, self->is_replacing);
}

void
confab_model_timeline_go_to (ConfabModelTimeline *self, gint64 id) {
  if (id <= 0 || confab_model_rows_find (self->rows, id) != NULL)
    return;
  begin_change (self);
  make_void (&self->older);
  make_void (&self->newer);
  self->is_replacing = TRUE;
  self->target = id;
  self->waits_for_void = TRUE;
  self->older.is_wanted = TRUE;
  set_ends (self, FALSE, FALSE);
  end_change (self);
}

void
confab_model_timeline_go_to_end (ConfabModelTimeline *self) {
  if (self->is_replacing && self->older.is_asked && self->target == 0)
    return;
  self->target = 0;
  begin_change (self);
  make_void (&self->older);
  make_void (&self->newer);
  self->is_replacing = TRUE;
  self->older.is_wanted = TRUE;
  set_ends (self, self->is_at_start, FALSE);
  end_change (self);
}

gboolean
confab_model_timeline_is_at_start (ConfabModelTimeline *self) {
  return self->is_at_start;
}

gboolean
confab_model_timeline_is_at_end (ConfabModelTimeline *self) {
  return self->is_at_end;
}

gboolean
confab_model_timeline_is_loading (ConfabModelTimeline *self) {
  return is_loading (self);
}

void
confab_model_timeline_set_follows_end (ConfabModelTimeline *self, gboolean follows_end) {
  self->follows_end = !!follows_end;
}

void
confab_model_timeline_set_source (
    ConfabModelTimeline *self, const ConfabModelTimelineSource *source, gpointer data) {
  make_void (&self->older);
  make_void (&self->newer);
  self->source = source != NULL ? *source : (ConfabModelTimelineSource){ NULL, NULL };
  self->source_data = data;
  set_ends (self, self->is_at_start, self->is_at_end);
}

static GType
confab_model_timeline_get_item_type (GListModel *model) {
  return CONFAB_TYPE_MODEL_MESSAGE;
}

static guint
confab_model_timeline_get_n_items (GListModel *model) {
  return CONFAB_MODEL_TIMELINE (model)->rows->len;
}

static gpointer
confab_model_timeline_get_item (GListModel *model, guint position) {
  ConfabModelTimeline *self = CONFAB_MODEL_TIMELINE (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position))
                                    : NULL;
}

static void
confab_model_timeline_list_model_init (GListModelInterface *iface) {
  iface->get_item_type = confab_model_timeline_get_item_type;
  iface->get_n_items = confab_model_timeline_get_n_items;
  iface->get_item = confab_model_timeline_get_item;
}

static void
confab_model_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  ConfabModelTimeline *self = CONFAB_MODEL_TIMELINE (object);

  switch (id) {
  case PROP_AT_START:
    g_value_set_boolean (value, self->is_at_start);
    break;
  case PROP_AT_END:
    g_value_set_boolean (value, self->is_at_end);
    break;
  case PROP_IS_LOADING:
    g_value_set_boolean (value, is_loading (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
confab_model_timeline_finalize (GObject *object) {
  ConfabModelTimeline *self = CONFAB_MODEL_TIMELINE (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->tail);
  G_OBJECT_CLASS (confab_model_timeline_parent_class)->finalize (object);
}

static void
confab_model_timeline_class_init (ConfabModelTimelineClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = confab_model_timeline_get_property;
  object_class->finalize = confab_model_timeline_finalize;

  properties[PROP_AT_START] = g_param_spec_boolean ("at-start", NULL, NULL, FALSE, flags);
  properties[PROP_AT_END] = g_param_spec_boolean ("at-end", NULL, NULL, FALSE, flags);
  properties[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
confab_model_timeline_init (ConfabModelTimeline *self) {
  self->rows = confab_model_rows_new ();
  self->tail = confab_model_rows_new ();
  self->follows_end = TRUE;
}

ConfabModelTimeline *
confab_model_timeline_new (void) {
  return g_object_new (CONFAB_TYPE_MODEL_TIMELINE, NULL);
}
