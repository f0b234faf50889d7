/* Shows the buddies in sections. The list view makes rows only for what is on the screen, so that
 * 2,000 buddies cost as much as 50. Selecting shows a chat and leaves the keyboard here; pressing
 * or Enter moves it to the chat. */

#include "contacts/contacts-list.h"

#include <adwaita.h>

#include "contacts/contacts-drop.h"
#include "contacts/contacts-order.h"
#include "contacts/contacts-row.h"

#define FILL_AT_ONCE 24       /* rows: more than fit on most screens */
#define SETTLED_AFTER_TICKS 3 /* frames, after which the view has scrolled and laid out */

struct _ConfabContactsList {
  GtkBox parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabContactsOrder *order;
  GtkSingleSelection *selection;
  GHashTable *headers; /* set of GtkListHeader that are bound, borrowed */
  gboolean is_quiet;   /* while we select ourselves */
  guint top_tick;
  int top_ticks;         /* frames left until then */
  GPtrArray *empty_rows; /* of ConfabContactsRow */
  guint n_filled;        /* at once */
  guint fill_tick;
  int fill_ticks;

  /* template */
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *view;
};

G_DEFINE_FINAL_TYPE (ConfabContactsList, confab_contacts_list, GTK_TYPE_BOX)

enum { SIGNAL_CHOSEN, SIGNAL_OPENED, SIGNAL_GIVEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
update_page (ConfabContactsList *self) {
  GListModel *all = confab_core_get_contacts (self->core);
  const char *page = "list";

  if (g_list_model_get_n_items (all) == 0)
    page = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    page = "nothing-found";
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
open_contact (ConfabContactsList *self, ConfabModelContact *contact) {
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, contact);
}

static void
on_selected (ConfabContactsList *self) {
  ConfabModelContact *contact = gtk_single_selection_get_selected_item (self->selection);

  if (contact != NULL && !self->is_quiet)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, contact);
}

static void
on_view_activated (ConfabContactsList *self, guint position) {
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (contact != NULL)
    open_contact (self, contact);
}

static void
on_row_clicked (ConfabContactsRow *row, GtkListItem *item) {
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (row), CONFAB_TYPE_CONTACTS_LIST);
  ConfabModelContact *contact = gtk_list_item_get_item (item);

  if (list != NULL && contact != NULL)
    open_contact (CONFAB_CONTACTS_LIST (list), contact);
}

static void
on_given (GtkWidget *view, ConfabModelContact *contact, const GValue *value) {
  GtkWidget *list = gtk_widget_get_ancestor (view, CONFAB_TYPE_CONTACTS_LIST);

  g_signal_emit (list, signals[SIGNAL_GIVEN], 0, contact, value);
}

/* Fills the rows that are on the screen or a page from it. */
static gboolean
on_fill_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data) {
  ConfabContactsList *self = data;
  float page = (float)gtk_widget_get_height (GTK_WIDGET (self->view));

  for (guint i = self->empty_rows->len; i > 0; i--) {
    ConfabContactsRow *row = g_ptr_array_index (self->empty_rows, i - 1);
    graphene_rect_t bounds;

    if (!gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->view), &bounds) ||
        bounds.size.height <= 0 || bounds.origin.y > 2 * page ||
        bounds.origin.y + bounds.size.height < -page)
      continue;
    confab_contacts_row_fill (row);
    g_ptr_array_remove_index_fast (self->empty_rows, i - 1);
  }
  if (--self->fill_ticks > 0)
    return G_SOURCE_CONTINUE;
  self->fill_tick = 0;
  return G_SOURCE_REMOVE;
}

/* What was scrolled to gets its place only when the next frame is laid out. */
static void
fill_soon (ConfabContactsList *self) {
  if (self->empty_rows->len == 0)
    return;
  self->fill_ticks = SETTLED_AFTER_TICKS;
  if (self->fill_tick == 0)
    self->fill_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_fill_tick, self, NULL);
}

static void
on_row_setup (GtkSignalListItemFactory *factory, GtkListItem *item, ConfabContactsList *self) {
  ConfabContactsRow *row = confab_contacts_row_new (self->core);

  g_signal_connect (row, "clicked", G_CALLBACK (on_row_clicked), item);
  gtk_list_item_set_child (item, GTK_WIDGET (row));
  if (self->n_filled < FILL_AT_ONCE) {
    self->n_filled++;
    confab_contacts_row_fill (row);
    return;
  }
  g_ptr_array_add (self->empty_rows, g_object_ref (row));
  fill_soon (self);
}

static void
on_row_bind (GtkSignalListItemFactory *factory, GtkListItem *item, ConfabContactsList *self) {
  confab_contacts_row_set_contact (CONFAB_CONTACTS_ROW (gtk_list_item_get_child (item)),
      CONFAB_MODEL_CONTACT (gtk_list_item_get_item (item)), item);
}

static void
on_row_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, ConfabContactsList *self) {
  confab_contacts_row_set_contact (
      CONFAB_CONTACTS_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
on_header_setup (
    GtkSignalListItemFactory *factory, GtkListHeader *header, ConfabContactsList *self) {
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_list_header_set_child (header, label);
}

static void
update_header (GtkListHeader *header) {
  ConfabModelContact *contact = gtk_list_header_get_item (header);

  if (contact != NULL)
    gtk_label_set_text (
        GTK_LABEL (gtk_list_header_get_child (header)), confab_contacts_order_get_title (contact));
}

static void
on_header_bind (
    GtkSignalListItemFactory *factory, GtkListHeader *header, ConfabContactsList *self) {
  g_hash_table_add (self->headers, header);
  update_header (header);
}

static void
on_header_unbind (
    GtkSignalListItemFactory *factory, GtkListHeader *header, ConfabContactsList *self) {
  g_hash_table_remove (self->headers, header);
}

/* GTK binds a title anew only where a section begins elsewhere. */
static void
on_sorted (ConfabContactsList *self) {
  GHashTableIter iter;
  gpointer header;

  g_hash_table_iter_init (&iter, self->headers);
  while (g_hash_table_iter_next (&iter, &header, NULL))
    update_header (header);
}

static gboolean
on_top_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data) {
  ConfabContactsList *self = data;

  if (--self->top_ticks > 0)
    return G_SOURCE_CONTINUE;
  self->top_tick = 0;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  return G_SOURCE_REMOVE;
}

/* The view scrolls to the row that gets the keyboard, and would hide the title above the first one.
 */
static void
show_top_soon (ConfabContactsList *self) {
  self->top_ticks = SETTLED_AFTER_TICKS;
  if (self->top_tick == 0)
    self->top_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_top_tick, self, NULL);
}

static void
on_search_changed (ConfabContactsList *self) {
  confab_contacts_order_set_search (
      self->order, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  update_page (self);
  show_top_soon (self);
}

static void
on_search_activated (ConfabContactsList *self) {
  g_autoptr (ConfabModelContact) first = g_list_model_get_item (G_LIST_MODEL (self->selection), 0);

  if (first == NULL)
    return;
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  confab_contacts_list_select (self, first);
  open_contact (self, first);
}

static void
on_search_stopped (ConfabContactsList *self) {
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  confab_contacts_list_focus (self);
}

static void
on_search_mode_changed (ConfabContactsList *self) {
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

/* Menu key and Shift+F10: the menu of the row that has the keyboard. */
static gboolean
on_menu_key (GtkWidget *widget, GVariant *arguments, gpointer data) {
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (!CONFAB_IS_CONTACTS_ROW (row))
    return GDK_EVENT_PROPAGATE;
  confab_contacts_row_popup (CONFAB_CONTACTS_ROW (row));
  return GDK_EVENT_STOP;
}

static void
add_menu_key (ConfabContactsList *self) {
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
          gtk_callback_action_new (on_menu_key, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

static void
confab_contacts_list_dispose (GObject *object) {
  ConfabContactsList *self = CONFAB_CONTACTS_LIST (object);

  g_ptr_array_set_size (self->empty_rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONFAB_TYPE_CONTACTS_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->order);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_contacts_list_parent_class)->dispose (object);
}

static void
confab_contacts_list_finalize (GObject *object) {
  ConfabContactsList *self = CONFAB_CONTACTS_LIST (object);

  g_hash_table_unref (self->headers);
  g_ptr_array_unref (self->empty_rows);
  G_OBJECT_CLASS (confab_contacts_list_parent_class)->finalize (object);
}

static void
confab_contacts_list_class_init (ConfabContactsListClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_contacts_list_dispose;
  G_OBJECT_CLASS (class)->finalize = confab_contacts_list_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", CONFAB_TYPE_CONTACTS_LIST, G_SIGNAL_RUN_LAST, 0,
      NULL, NULL, NULL, G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_CONTACT);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", CONFAB_TYPE_CONTACTS_LIST, G_SIGNAL_RUN_LAST, 0,
      NULL, NULL, NULL, G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_CONTACT);
  signals[SIGNAL_GIVEN] = g_signal_new ("given", CONFAB_TYPE_CONTACTS_LIST, G_SIGNAL_RUN_LAST, 0,
      NULL, NULL, NULL, G_TYPE_NONE, 2, CONFAB_TYPE_MODEL_CONTACT, G_TYPE_VALUE);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/contacts/contacts-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsList, search_bar);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsList, stack);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsList, scroller);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsList, view);
  gtk_widget_class_bind_template_callback (widget_class, on_search_mode_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_view_activated);
}

static void
confab_contacts_list_init (ConfabContactsList *self) {
  GtkAdjustment *adjustment;

  self->headers = g_hash_table_new (NULL, NULL);
  self->empty_rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (
      adjustment, "value-changed", G_CALLBACK (fill_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (fill_soon), self, G_CONNECT_SWAPPED);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self->view));
  add_menu_key (self);
  confab_contacts_drop_listen (GTK_WIDGET (self->view), on_given);
}

static void
set_factories (ConfabContactsList *self) {
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (rows, "setup", G_CALLBACK (on_row_setup), self, 0);
  g_signal_connect_object (rows, "bind", G_CALLBACK (on_row_bind), self, 0);
  g_signal_connect_object (rows, "unbind", G_CALLBACK (on_row_unbind), self, 0);
  g_signal_connect_object (headers, "setup", G_CALLBACK (on_header_setup), self, 0);
  g_signal_connect_object (headers, "bind", G_CALLBACK (on_header_bind), self, 0);
  g_signal_connect_object (headers, "unbind", G_CALLBACK (on_header_unbind), self, 0);
  gtk_list_view_set_factory (self->view, rows);
  gtk_list_view_set_header_factory (self->view, headers);
}

void
confab_contacts_list_set_core (ConfabContactsList *self, ConfabCore *core) {
  g_return_if_fail (CONFAB_IS_CONTACTS_LIST (self));
  g_return_if_fail (self->core == NULL);

  self->core = g_object_ref (core);
  self->order =
      confab_contacts_order_new (confab_core_get_contacts (core), confab_core_get_accounts (core));
  self->selection =
      gtk_single_selection_new (g_object_ref (confab_contacts_order_get_model (self->order)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (
      self->selection, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->selection, "items-changed", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->order, "sorted", G_CALLBACK (on_sorted), self, G_CONNECT_SWAPPED);
  set_factories (self);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  update_page (self);
}

void
confab_contacts_list_select (ConfabContactsList *self, ConfabModelContact *contact) {
  guint n_items;

  g_return_if_fail (CONFAB_IS_CONTACTS_LIST (self));

  if (gtk_single_selection_get_selected_item (self->selection) == (gpointer)contact)
    return;
  self->is_quiet = TRUE;
  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  for (guint i = 0; contact != NULL && i < n_items; i++) {
    g_autoptr (ConfabModelContact) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

    if (item == contact) {
      gtk_single_selection_set_selected (self->selection, i);
      break;
    }
  }
  self->is_quiet = FALSE;
}

void
confab_contacts_list_start_search (ConfabContactsList *self) {
  g_return_if_fail (CONFAB_IS_CONTACTS_LIST (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
confab_contacts_list_focus (ConfabContactsList *self) {
  g_return_if_fail (CONFAB_IS_CONTACTS_LIST (self));

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "list")) {
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
    if (gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
      show_top_soon (self);
  } else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}
