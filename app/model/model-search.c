/* What was found, and how far the search is. Refuses an answer to a question that was given up. */

#include "model/model-search.h"

struct _ConfabModelSearch {
  GObject parent_instance;

  /* owned */
  GPtrArray *hits;
  ConfabModelSearchWork *work; /* NULL: nothing is under way */

  ConfabSearchState state;
  gboolean goes_on;
  gboolean has_more;
  gboolean is_catching_up;
};

static void confab_model_search_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ConfabModelSearch, confab_model_search, G_TYPE_OBJECT,
    G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, confab_model_search_list_model_init))

enum { PROP_0, PROP_STATE, PROP_HAS_MORE, PROP_IS_CATCHING_UP, N_PROPS };
static GParamSpec *properties[N_PROPS];

ConfabModelSearchWork *
confab_model_search_work_ref (ConfabModelSearchWork *work) {
  return g_atomic_rc_box_acquire (work);
}

void
confab_model_search_work_unref (ConfabModelSearchWork *work) {
  g_atomic_rc_box_release (work);
}

static void
give_up (ConfabModelSearch *self) {
  if (self->work == NULL)
    return;
  g_atomic_int_set (&self->work->stop, 1);
  g_clear_pointer (&self->work, confab_model_search_work_unref);
}

static void
set_state (ConfabModelSearch *self, ConfabSearchState state, gboolean has_more) {
  gboolean state_differs = self->state != state;
  gboolean more_differs = self->has_more != has_more;

  self->state = state;
  self->has_more = has_more;
  if (more_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_MORE]);
  if (state_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

ConfabModelSearchWork *
confab_model_search_begin (ConfabModelSearch *self, gboolean goes_on) {
  give_up (self);
  self->work = g_atomic_rc_box_new0 (ConfabModelSearchWork);
  self->goes_on = goes_on;
  set_state (self, CONFAB_SEARCH_LOOKING, self->has_more);
  return confab_model_search_work_ref (self->work);
}

void
confab_model_search_give (ConfabModelSearch *self, ConfabModelSearchWork *work, GPtrArray *hits,
    gboolean has_more, ConfabSearchState state) {
  guint n_before = self->hits->len;
  guint n_kept = self->goes_on ? n_before : 0;

  if (work != self->work)
    return;
  g_object_ref (self);
  g_clear_pointer (&self->work, confab_model_search_work_unref);
  g_ptr_array_set_size (self->hits, (int)n_kept);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (self->hits, g_object_ref (g_ptr_array_index (hits, i)));
  if (n_before > n_kept || hits->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), n_kept, n_before - n_kept, hits->len);
  set_state (self, state, has_more);
  g_object_unref (self);
}

void
confab_model_search_clear (ConfabModelSearch *self) {
  guint n = self->hits->len;

  give_up (self);
  g_ptr_array_set_size (self->hits, 0);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  set_state (self, CONFAB_SEARCH_IDLE, FALSE);
}

void
confab_model_search_set_catching_up (ConfabModelSearch *self, gboolean is_catching_up) {
  if (self->is_catching_up == is_catching_up)
    return;
  self->is_catching_up = is_catching_up;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_CATCHING_UP]);
}

ConfabSearchState
confab_model_search_get_state (ConfabModelSearch *self) {
  return self->state;
}

gboolean
confab_model_search_has_more (ConfabModelSearch *self) {
  return self->has_more;
}

gboolean
confab_model_search_is_catching_up (ConfabModelSearch *self) {
  return self->is_catching_up;
}

static GType
confab_model_search_get_item_type (GListModel *model) {
  return CONFAB_TYPE_MODEL_HIT;
}

static guint
confab_model_search_get_n_items (GListModel *model) {
  return CONFAB_MODEL_SEARCH (model)->hits->len;
}

static gpointer
confab_model_search_get_item (GListModel *model, guint position) {
  ConfabModelSearch *self = CONFAB_MODEL_SEARCH (model);

  return position < self->hits->len ? g_object_ref (g_ptr_array_index (self->hits, position))
                                    : NULL;
}

static void
confab_model_search_list_model_init (GListModelInterface *iface) {
  iface->get_item_type = confab_model_search_get_item_type;
  iface->get_n_items = confab_model_search_get_n_items;
  iface->get_item = confab_model_search_get_item;
}

static void
confab_model_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  ConfabModelSearch *self = CONFAB_MODEL_SEARCH (object);

  switch (id) {
  case PROP_STATE:
    g_value_set_int (value, (int)self->state);
    break;
  case PROP_HAS_MORE:
    g_value_set_boolean (value, self->has_more);
    break;
  case PROP_IS_CATCHING_UP:
    g_value_set_boolean (value, self->is_catching_up);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
confab_model_search_finalize (GObject *object) {
  ConfabModelSearch *self = CONFAB_MODEL_SEARCH (object);

  give_up (self);
  g_ptr_array_unref (self->hits);
  G_OBJECT_CLASS (confab_model_search_parent_class)->finalize (object);
}

static void
confab_model_search_class_init (ConfabModelSearchClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = confab_model_search_get_property;
  object_class->finalize = confab_model_search_finalize;

  properties[PROP_STATE] =
      g_param_spec_int ("state", NULL, NULL, 0, CONFAB_SEARCH_FAILED, 0, flags);
  properties[PROP_HAS_MORE] = g_param_spec_boolean ("has-more", NULL, NULL, FALSE, flags);
  properties[PROP_IS_CATCHING_UP] =
      g_param_spec_boolean ("is-catching-up", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
confab_model_search_init (ConfabModelSearch *self) {
  self->hits = g_ptr_array_new_with_free_func (g_object_unref);
}

ConfabModelSearch *
confab_model_search_new (void) {
  return g_object_new (CONFAB_TYPE_MODEL_SEARCH, NULL);
}
