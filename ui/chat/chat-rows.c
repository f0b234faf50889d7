/* Keeps the rows that a list has made in step with their messages. What a row says beyond its own
 * text follows from the messages beside it, so all rows there are (some two hundred) are told again
 * when the list changes. It refuses to keep a text in a row that shows it no longer. */

#include "chat/chat-rows.h"

#include <glib/gi18n.h>

#include "chat/chat-format.h"
#include "chat/chat-row-kind.h"
#include "chat/chat-row.h"
#include "chat/chat-select-log.h"

struct _ConfabChatRows {
  /* owned */
  GtkListItemFactory *factory;
  ConfabModelTimeline *timeline; /* nullable */
  ConfabModelContact *contact;   /* nullable */
  GHashTable *shown;             /* message -> GtkListItem, both borrowed */

  ConfabModelMessage *found; /* owned: where a search led to; nullable */
  char *asked;               /* owned: what is marked there; nullable */

  /* borrowed */
  ConfabModelMessage *last_own;
  const ConfabChatRowsHooks *hooks;
  ConfabChatSelect *select; /* nullable */
  gpointer data;
  gint64 new_id; /* of the row that the line "New" stands above; 0: none */
};

static const char *
name_of (ConfabChatRows *self) {
  return self->contact != NULL ? confab_model_contact_get_name (self->contact) : "";
}

static void
find_last_own (ConfabChatRows *self) {
  GListModel *rows = (GListModel *)self->timeline;

  self->last_own = NULL;
  /* Behind the end of what is loaded there may be a later one. */
  if (rows == NULL || !confab_model_timeline_is_at_end (CONFAB_MODEL_TIMELINE (rows)))
    return;
  for (guint i = g_list_model_get_n_items (rows); i > 0 && self->last_own == NULL; i--) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i - 1);

    if (confab_model_message_is_own (message) && confab_chat_row_kind_is_text (message))
      self->last_own = message;
  }
}

static gboolean
is_selected (ConfabChatRows *self, ConfabModelMessage *message) {
  return self->select != NULL && confab_chat_select_log_may (message) &&
         confab_chat_select_has (self->select, confab_model_message_get_id (message));
}

static void
describe (ConfabChatRows *self, GtkListItem *item) {
  ConfabModelMessage *message = gtk_list_item_get_item (item);
  ConfabModelMessageState state = confab_model_message_get_state (message);
  guint n_links = confab_chat_row_get_n_links (CONFAB_CHAT_ROW (gtk_list_item_get_child (item)));
  g_autofree char *words = NULL;
  g_autofree char *links = NULL;
  g_autofree char *both = NULL;

  if (message == self->last_own || state == CONFAB_MESSAGE_FAILED)
    words = confab_chat_format_dup_state (
        state, confab_model_message_get_reason (message), name_of (self));
  if (n_links > 0)
    /* Translators: said of a message by a screen reader. */
    links = g_strdup_printf (
        ngettext ("%u link, in its menu", "%u links, in its menu", n_links), n_links);
  if (self->new_id != 0 && confab_model_message_get_id (message) == self->new_id) {
    char *spoken = words != NULL ? g_strdup_printf ("%s. %s", _ ("New from here on"), words)
                                 : g_strdup (_ ("New from here on"));

    g_free (words);
    words = spoken;
  }
  if (is_selected (self, message)) {
    /* Translators: said of a message by a screen reader. */
    char *spoken = words != NULL ? g_strdup_printf ("%s. %s", _ ("Selected"), words)
                                 : g_strdup (_ ("Selected"));

    g_free (words);
    words = spoken;
  }
  both = g_strjoin (words != NULL && links != NULL ? ". " : "", words != NULL ? words : "",
      links != NULL ? links : "", NULL);
  gtk_list_item_set_accessible_description (item, both);
}

static void
place (ConfabChatRows *self, GtkListItem *item) {
  GListModel *rows = (GListModel *)self->timeline;
  ConfabModelMessage *message = gtk_list_item_get_item (item);
  guint position = gtk_list_item_get_position (item);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (ConfabModelMessage) before = NULL;
  g_autoptr (ConfabModelMessage) after = NULL;
  ConfabChatRowPlace row_place = { FALSE };

  if (rows == NULL || message == NULL)
    return;
  before = position > 0 ? g_list_model_get_item (rows, position - 1) : NULL;
  after = g_list_model_get_item (rows, position + 1);
  row_place.begins_group =
      before == NULL || !confab_chat_format_is_one_group (before, message, zone);
  row_place.ends_group = after == NULL || !confab_chat_format_is_one_group (message, after, zone);
  row_place.begins_day =
      before == NULL ? confab_model_timeline_is_at_start (self->timeline)
                     : !confab_chat_format_is_same_day (confab_model_message_get_time_us (before),
                           confab_model_message_get_time_us (message), zone);
  row_place.shows_state = message == self->last_own;
  row_place.begins_new = self->new_id != 0 && confab_model_message_get_id (message) == self->new_id;
  row_place.is_found = message == self->found;
  row_place.asked = row_place.is_found ? self->asked : NULL;
  row_place.may_select = self->select != NULL && confab_chat_select_is_on (self->select) &&
                         confab_chat_select_log_may (message);
  row_place.is_selected = row_place.may_select && is_selected (self, message);
  confab_chat_row_set_place (CONFAB_CHAT_ROW (gtk_list_item_get_child (item)), &row_place);
  describe (self, item);
}

static void
on_row_retry (ConfabChatRows *self, ConfabModelMessage *message) {
  self->hooks->retry (self->data, message);
}

static void
on_row_link (ConfabChatRows *self, ConfabModelMessage *message, const char *link) {
  self->hooks->link (self->data, message, link);
}

static void
on_row_check (ConfabChatRows *self, ConfabModelMessage *message) {
  self->hooks->check (self->data, message);
}

static void
on_factory_setup (GtkListItemFactory *factory, GtkListItem *item, ConfabChatRows *self) {
  GtkWidget *row = confab_chat_row_new ();

  g_signal_connect_swapped (row, "retry", G_CALLBACK (on_row_retry), self);
  g_signal_connect_swapped (row, "link", G_CALLBACK (on_row_link), self);
  g_signal_connect_swapped (row, "check", G_CALLBACK (on_row_check), self);
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
}

static void
on_message_state_changed (ConfabModelMessage *message, GParamSpec *pspec, ConfabChatRows *self) {
  GtkListItem *item = g_hash_table_lookup (self->shown, message);

  if (item != NULL)
    describe (self, item);
}

/* What is said of a row by the name of the other side, and by how well they are known. */
static void
name (ConfabChatRows *self, GtkListItem *item) {
  ConfabModelMessage *message = gtk_list_item_get_item (item);
  ConfabChatRow *row = CONFAB_CHAT_ROW (gtk_list_item_get_child (item));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *spoken = confab_chat_format_dup_spoken (message, name_of (self), zone);

  confab_chat_row_set_trusts_links (
      row, self->contact != NULL &&
               confab_model_contact_get_grade (self->contact) >= CONFAB_GRADE_KNOWN);
  confab_chat_row_set_message (row, message, name_of (self));
  gtk_list_item_set_accessible_label (item, spoken);
  place (self, item);
}

/* Taken back: what it said must not stay on the screen. */
static void
on_message_kind_changed (ConfabModelMessage *message, GParamSpec *pspec, ConfabChatRows *self) {
  GtkListItem *item = g_hash_table_lookup (self->shown, message);

  if (item != NULL)
    name (self, item);
}

static void
on_factory_bind (GtkListItemFactory *factory, GtkListItem *item, ConfabChatRows *self) {
  ConfabModelMessage *message = gtk_list_item_get_item (item);

  g_hash_table_insert (self->shown, message, item);
  g_signal_connect (message, "notify::state", G_CALLBACK (on_message_state_changed), self);
  g_signal_connect (message, "notify::kind", G_CALLBACK (on_message_kind_changed), self);
  name (self, item);
}

static void
on_factory_unbind (GtkListItemFactory *factory, GtkListItem *item, ConfabChatRows *self) {
  ConfabModelMessage *message = gtk_list_item_get_item (item);

  g_signal_handlers_disconnect_by_func (message, on_message_state_changed, self);
  g_signal_handlers_disconnect_by_func (message, on_message_kind_changed, self);
  g_hash_table_remove (self->shown, message);
  confab_chat_row_set_message (CONFAB_CHAT_ROW (gtk_list_item_get_child (item)), NULL, NULL);
  /* What was said does not stay behind in the tree of a screen reader. */
  gtk_list_item_set_accessible_label (item, "");
  gtk_list_item_set_accessible_description (item, "");
}

ConfabChatRows *
confab_chat_rows_new (const ConfabChatRowsHooks *hooks, gpointer data) {
  ConfabChatRows *self = g_new0 (ConfabChatRows, 1);

  self->hooks = hooks;
  self->data = data;
  self->shown = g_hash_table_new (NULL, NULL);
  self->factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (self->factory, "setup", G_CALLBACK (on_factory_setup), self);
  g_signal_connect (self->factory, "bind", G_CALLBACK (on_factory_bind), self);
  g_signal_connect (self->factory, "unbind", G_CALLBACK (on_factory_unbind), self);
  return self;
}

void
confab_chat_rows_free (ConfabChatRows *self) {
  g_signal_handlers_disconnect_by_data (self->factory, self);
  g_clear_object (&self->factory);
  g_clear_object (&self->timeline);
  g_clear_object (&self->contact);
  g_clear_object (&self->found);
  g_free (self->asked);
  g_hash_table_unref (self->shown);
  g_free (self);
}

GtkListItemFactory *
confab_chat_rows_get_factory (ConfabChatRows *self) {
  return self->factory;
}

void
confab_chat_rows_set_chat (ConfabChatRows *self, ConfabModelChat *chat) {
  ConfabModelTimeline *timeline = chat != NULL ? confab_model_chat_get_timeline (chat) : NULL;
  ConfabModelContact *contact = chat != NULL ? confab_model_chat_get_contact (chat) : NULL;

  g_set_object (&self->timeline, timeline);
  g_set_object (&self->contact, contact);
  g_clear_object (&self->found);
  g_clear_pointer (&self->asked, g_free);
  self->new_id = 0;
  find_last_own (self);
}

static void
for_each (ConfabChatRows *self, void (*tell) (ConfabChatRows *, GtkListItem *)) {
  GHashTableIter iter;
  gpointer item;

  find_last_own (self);
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    tell (self, item);
}

void
confab_chat_rows_refresh (ConfabChatRows *self) {
  for_each (self, place);
}

void
confab_chat_rows_set_found (ConfabChatRows *self, ConfabModelMessage *message, const char *asked) {
  gboolean is_other = g_set_str (&self->asked, asked);

  if (g_set_object (&self->found, message) || is_other)
    confab_chat_rows_refresh (self);
}

void
confab_chat_rows_set_new (ConfabChatRows *self, gint64 id) {
  if (self->new_id == id)
    return;
  self->new_id = id;
  confab_chat_rows_refresh (self);
}

void
confab_chat_rows_set_select (ConfabChatRows *self, ConfabChatSelect *select) {
  self->select = select;
}

void
confab_chat_rows_rename (ConfabChatRows *self) {
  for_each (self, name);
}

GtkWidget *
confab_chat_rows_find_bubble (ConfabChatRows *self, GObject *message) {
  GtkListItem *item = g_hash_table_lookup (self->shown, message);

  if (item == NULL)
    return NULL;
  return confab_chat_row_get_bubble (CONFAB_CHAT_ROW (gtk_list_item_get_child (item)));
}

GObject *
confab_chat_rows_find_top (ConfabChatRows *self, GtkWidget *widget) {
  GHashTableIter iter;
  gpointer message;
  GObject *top = NULL;
  float top_y = G_MAXFLOAT;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &message, NULL)) {
    GtkWidget *bubble = confab_chat_rows_find_bubble (self, message);
    graphene_rect_t bounds;

    if (!gtk_widget_get_mapped (bubble) || !gtk_widget_compute_bounds (bubble, widget, &bounds))
      continue;
    if (bounds.origin.y + bounds.size.height > 0 && bounds.origin.y < top_y) {
      top = message;
      top_y = bounds.origin.y;
    }
  }
  return top;
}

/* The list's own widget around the row has the focus, or something within the row. */
static ConfabChatRow *
find_row_around (ConfabChatRows *self, GtkWidget *widget) {
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &item)) {
    GtkWidget *row = gtk_list_item_get_child (item);

    if (widget == gtk_widget_get_parent (row) || gtk_widget_is_ancestor (widget, row))
      return CONFAB_CHAT_ROW (row);
  }
  return NULL;
}

ConfabModelMessage *
confab_chat_rows_find_around (ConfabChatRows *self, GtkWidget *widget) {
  ConfabChatRow *row = find_row_around (self, widget);

  return row != NULL ? confab_chat_row_get_message (row) : NULL;
}

gboolean
confab_chat_rows_open_menu (ConfabChatRows *self, GtkWidget *widget) {
  ConfabChatRow *row = find_row_around (self, widget);

  if (row != NULL)
    confab_chat_row_open_menu (row);
  return row != NULL;
}

gboolean
confab_chat_rows_find_position (ConfabChatRows *self, GObject *message, guint *position) {
  GListModel *rows = (GListModel *)self->timeline;
  guint n = rows != NULL ? g_list_model_get_n_items (rows) : 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (GObject) item = g_list_model_get_item (rows, i);

    if (item == message) {
      *position = i;
      return TRUE;
    }
  }
  return FALSE;
}
