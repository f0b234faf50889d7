/* Several list models shown as one, for the list of buddies of all accounts. It keeps no items of
 * its own, only the lengths of its parts, so it is never out of step with them. */

#include "core/core-join.h"

typedef struct {
  ConfabCoreJoin *join; /* not owned */
  GListModel *list;     /* owned */
  gulong handler;
  guint length;
} Part;

struct _ConfabCoreJoin {
  GObject parent_instance;

  GListModel *lists;
  gulong handler;
  GPtrArray *parts;
  GType item_type;
};

static GType
join_get_item_type (GListModel *model) {
  return CONFAB_CORE_JOIN (model)->item_type;
}

static guint
join_get_n_items (GListModel *model) {
  ConfabCoreJoin *self = CONFAB_CORE_JOIN (model);
  guint n = 0;

  for (guint i = 0; i < self->parts->len; i++)
    n += ((Part *)g_ptr_array_index (self->parts, i))->length;
  return n;
}

static gpointer
join_get_item (GListModel *model, guint position) {
  ConfabCoreJoin *self = CONFAB_CORE_JOIN (model);

  for (guint i = 0; i < self->parts->len; i++) {
    Part *part = g_ptr_array_index (self->parts, i);

    if (position < part->length)
      return g_list_model_get_item (part->list, position);
    position -= part->length;
  }
  return NULL;
}

static void
join_iface_init (GListModelInterface *iface) {
  iface->get_item_type = join_get_item_type;
  iface->get_n_items = join_get_n_items;
  iface->get_item = join_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ConfabCoreJoin, confab_core_join, G_TYPE_OBJECT,
    G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, join_iface_init))

static guint
offset_of (ConfabCoreJoin *self, const Part *wanted) {
  guint offset = 0;

  for (guint i = 0; i < self->parts->len; i++) {
    Part *part = g_ptr_array_index (self->parts, i);

    if (part == wanted)
      break;
    offset += part->length;
  }
  return offset;
}

static void
on_part_changed (GListModel *list, guint position, guint removed, guint added, gpointer data) {
  Part *part = data;

  part->length = part->length - removed + added;
  g_list_model_items_changed (
      G_LIST_MODEL (part->join), offset_of (part->join, part) + position, removed, added);
}

static void
part_free (gpointer data) {
  Part *part = data;

  g_clear_signal_handler (&part->handler, part->list);
  g_object_unref (part->list);
  g_free (part);
}

static void
on_lists_changed (GListModel *lists, guint position, guint removed, guint added, gpointer data) {
  ConfabCoreJoin *self = data;

  for (guint i = 0; i < removed; i++) {
    Part *part = g_ptr_array_index (self->parts, position);
    guint offset = offset_of (self, part);
    guint length = part->length;

    g_ptr_array_remove_index (self->parts, position);
    if (length > 0)
      g_list_model_items_changed (G_LIST_MODEL (self), offset, length, 0);
  }
  for (guint i = 0; i < added; i++) {
    Part *part = g_new0 (Part, 1);

    part->join = self;
    part->list = g_list_model_get_item (lists, position + i);
    part->handler =
        g_signal_connect (part->list, "items-changed", G_CALLBACK (on_part_changed), part);
    part->length = g_list_model_get_n_items (part->list);
    g_ptr_array_insert (self->parts, (int)(position + i), part);
    if (part->length > 0)
      g_list_model_items_changed (G_LIST_MODEL (self), offset_of (self, part), 0, part->length);
  }
}

static void
confab_core_join_dispose (GObject *object) {
  ConfabCoreJoin *self = CONFAB_CORE_JOIN (object);

  if (self->lists != NULL)
    g_clear_signal_handler (&self->handler, self->lists);
  g_clear_object (&self->lists);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  G_OBJECT_CLASS (confab_core_join_parent_class)->dispose (object);
}

static void
confab_core_join_class_init (ConfabCoreJoinClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_core_join_dispose;
}

static void
confab_core_join_init (ConfabCoreJoin *self) {
  self->parts = g_ptr_array_new_with_free_func (part_free);
}

ConfabCoreJoin *
confab_core_join_new (GListModel *lists, GType item_type) {
  ConfabCoreJoin *self = g_object_new (CONFAB_TYPE_CORE_JOIN, NULL);

  self->item_type = item_type;
  self->lists = g_object_ref (lists);
  self->handler = g_signal_connect (lists, "items-changed", G_CALLBACK (on_lists_changed), self);
  on_lists_changed (lists, 0, 0, g_list_model_get_n_items (lists), self);
  return self;
}
