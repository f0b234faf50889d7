/* The page for finding messages: what is typed is looked for at once, hits stand newest first with
 * what was looked for marked in them, and Enter goes to one in its chat. What was found leaves
 * memory with the page, and when the screen is locked. It refuses to show markup and links. */

#include "chat/chat-search.h"

#include <glib/gi18n.h>

#include "base/base-weak.h"
#include "chat/chat-search-row.h"
#include "chat/chat-keep.h"
#include "widgets/widgets-button.h"

#define WIDTH 560    /* of the page */
#define TYPING_MS 40 /* between two key presses of which only the later one is looked for */

struct _ConfabChatSearch {
  AdwDialog parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabModelChat *chat; /* NULL: all chats only */
  ConfabModelSearch *search;

  /* children */
  GtkSearchEntry *entry;
  AdwToggleGroup *scope; /* NULL without a chat */
  GtkToggleButton *mine;
  GtkToggleButton *links;
  GtkToggleButton *files;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkListBox *list;
  GtkWidget *more;
  GtkLabel *catching_up;
  AdwStatusPage *none;
  AdwStatusPage *nothing;
  GtkWidget *keep;
};

G_DEFINE_FINAL_TYPE (ConfabChatSearch, confab_chat_search, ADW_TYPE_DIALOG)

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- asking ---- */

static ConfabModelChat *
get_scope (ConfabChatSearch *self) {
  return self->scope != NULL && adw_toggle_group_get_active (self->scope) == 0 ? self->chat : NULL;
}

/* What is typed stays last: its last word may go on. */
static char *
dup_question (ConfabChatSearch *self) {
  return g_strconcat (gtk_toggle_button_get_active (self->mine) ? "from:me " : "",
      gtk_toggle_button_get_active (self->links) ? "has:link " : "",
      gtk_toggle_button_get_active (self->files) ? "has:file " : "",
      gtk_editable_get_text (GTK_EDITABLE (self->entry)), NULL);
}

static void
ask (ConfabChatSearch *self) {
  g_autofree char *question = dup_question (self);

  if (confab_core_get_store_state (self->core) == CONFAB_CORE_STORE_READY)
    confab_core_search (self->core, self->search, question, get_scope (self));
}

static void
on_more_clicked (ConfabChatSearch *self) {
  g_autofree char *question = dup_question (self);

  confab_core_search_more (self->core, self->search, question, get_scope (self));
}

/* ---- answers ---- */

static void
update_nothing (ConfabChatSearch *self) {
  ConfabModelChat *chat = get_scope (self);
  gboolean keeps = chat != NULL && confab_chat_keep_get (chat) != CONFAB_KEEP_UNTIL_CLOSED;

  confab_widgets_button_set_label (self->keep,
      chat != NULL ? _ ("Keep 30 days from now on") : _ ("What is kept, and how long…"));
  gtk_widget_set_visible (self->keep, !keeps);
  if (keeps)
    adw_status_page_set_description (self->nothing, _ ("What comes from now on can be found."));
  else if (chat != NULL)
    adw_status_page_set_description (self->nothing,
        _ ("This chat is forgotten when you close it, so there is nothing to search."));
  else
    adw_status_page_set_description (self->nothing,
        _ ("Chats are forgotten when you close them, so there is nothing to search."));
}

static void
update (ConfabChatSearch *self) {
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->search));
  gboolean is_late = confab_model_search_is_catching_up (self->search);
  const char *page = "idle";

  switch (confab_model_search_get_state (self->search)) {
  case CONFAB_SEARCH_IDLE:
    break;
  case CONFAB_SEARCH_LOOKING:
    /* What stands there stays until the answer comes: nothing flickers while one types. */
    return;
  case CONFAB_SEARCH_DONE:
    page = n > 0 ? "list" : "none";
    break;
  case CONFAB_SEARCH_NOTHING_KEPT:
    page = is_late ? "none" : "nothing";
    break;
  case CONFAB_SEARCH_FAILED:
    page = "problem";
    break;
  }
  gtk_widget_set_visible (self->more, confab_model_search_has_more (self->search));
  gtk_widget_set_visible (GTK_WIDGET (self->catching_up), is_late && n > 0);
  adw_status_page_set_description (
      self->none, is_late ? _ ("Confab is still putting in order what is kept; more may turn up.")
                          : _ ("Only what is kept on this computer is searched."));
  update_nothing (self);
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
say_how_many (ConfabChatSearch *self) {
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->search));
  g_autofree char *words = NULL;

  if (confab_model_search_get_state (self->search) != CONFAB_SEARCH_DONE)
    return;
  words = n == 0 ? g_strdup (_ ("Nothing found"))
                 : g_strdup_printf (ngettext ("%u message found", "%u messages found", n), n);
  gtk_accessible_announce (
      GTK_ACCESSIBLE (self->entry), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_state_changed (ConfabChatSearch *self) {
  update (self);
  say_how_many (self);
}

/* When the index has caught up, what was not there may be. */
static void
on_catching_up_changed (ConfabChatSearch *self) {
  if (!confab_model_search_is_catching_up (self->search) &&
      !confab_model_search_has_more (self->search) &&
      confab_model_search_get_state (self->search) != CONFAB_SEARCH_LOOKING)
    ask (self);
  update (self);
}

static void
on_asked_otherwise (ConfabChatSearch *self) {
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  ask (self);
  update (self);
}

/* What was found there may say something else by now, or nothing. */
static void
on_said_otherwise (ConfabChatSearch *self, ConfabModelContact *contact) {
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->search));

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelHit) hit = g_list_model_get_item (G_LIST_MODEL (self->search), i);

    if (confab_model_hit_get_contact (hit) == contact) {
      ask (self);
      return;
    }
  }
}

/* Locked: nothing of it stays in memory; unlocked, it is looked for again. */
static void
on_store_state (ConfabChatSearch *self) {
  if (confab_core_get_store_state (self->core) == CONFAB_CORE_STORE_READY) {
    ask (self);
    return;
  }
  confab_model_search_clear (self->search);
  update (self);
}

/* ---- choosing ---- */

static void
choose (ConfabChatSearch *self, guint position) {
  g_autoptr (ConfabModelHit) hit = g_list_model_get_item (G_LIST_MODEL (self->search), position);

  g_autofree char *question = dup_question (self);

  if (hit == NULL)
    return;
  g_object_ref (self);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, hit, question);
  g_object_unref (self);
}

static void
on_row_activated (ConfabChatSearch *self, GtkListBoxRow *row) {
  choose (self, (guint)gtk_list_box_row_get_index (row));
}

static void
on_entry_activated (ConfabChatSearch *self) {
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "list"))
    choose (self, 0);
}

static gboolean
on_entry_key (ConfabChatSearch *self, guint key, guint code, GdkModifierType state) {
  if (key != GDK_KEY_Down || !g_str_equal (gtk_stack_get_visible_child_name (self->stack), "list"))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

static DexFuture *
on_kept (DexFuture *future, gpointer data) {
  g_autoptr (ConfabChatSearch) self = g_weak_ref_get (data);

  if (self == NULL)
    return NULL;
  if (dex_future_get_value (future, NULL) == NULL)
    gtk_widget_activate_action (
        GTK_WIDGET (self), "win.toast", "s", _ ("That did not work. Nothing was changed."));
  update (self);
  return NULL;
}

/* What is there stays too: so it is found after a moment. */
static void
on_keep_clicked (ConfabChatSearch *self) {
  ConfabModelChat *chat = get_scope (self);

  if (chat == NULL) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.safety", NULL);
    return;
  }
  dex_future_disown (dex_future_finally (
      confab_core_set_keep (self->core, chat, CONFAB_KEEP_MONTH, CONFAB_CORE_REST_STAYS), on_kept,
      confab_base_weak_new (self), confab_base_weak_free));
}

/* ---- the page ---- */

static AdwStatusPage *
add_status (
    GtkStack *stack, const char *name, const char *icon, const char *title, const char *text) {
  AdwStatusPage *page = ADW_STATUS_PAGE (adw_status_page_new ());

  adw_status_page_set_icon_name (page, icon);
  adw_status_page_set_title (page, title);
  adw_status_page_set_description (page, text);
  gtk_widget_add_css_class (GTK_WIDGET (page), "compact");
  gtk_stack_add_named (stack, GTK_WIDGET (page), name);
  return page;
}

static GtkWidget *
add_button (AdwStatusPage *page, const char *label, GCallback on_clicked, gpointer self) {
  GtkWidget *button = confab_widgets_button_new_pill (label, FALSE);

  g_signal_connect_swapped (button, "clicked", on_clicked, self);
  adw_status_page_set_child (page, button);
  return button;
}

static void
build_list (ConfabChatSearch *self) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Messages found"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  self->catching_up = GTK_LABEL (
      gtk_label_new (_ ("Confab is still putting in order what is kept; more may turn up.")));
  gtk_label_set_wrap (self->catching_up, TRUE);
  gtk_label_set_xalign (self->catching_up, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->catching_up), "dimmed");
  self->more = confab_widgets_button_new_pill (_ ("Show older"), FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (on_more_clicked), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->catching_up));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->more);
  gtk_widget_add_css_class (box, "chat-search-list");
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scrolled, clamp);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->scrolled), "list");
}

static void
build_pages (ConfabChatSearch *self) {
  AdwStatusPage *problem;

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  add_status (self->stack, "idle", "system-search-symbolic", _ ("Find what is kept"),
      /* Translators: from:, after:, before: and on: are typed as they stand here. */
      _ ("Type words, or “some words” in quotation marks. You can also type from:ann, "
         "after:2026-05-01, before:2026 or on:2026-05-14."));
  build_list (self);
  self->none =
      add_status (self->stack, "none", "system-search-symbolic", _ ("Nothing found"), NULL);
  self->nothing =
      add_status (self->stack, "nothing", "starred-symbolic", _ ("Nothing is kept here"), NULL);
  self->keep = add_button (self->nothing, "", G_CALLBACK (on_keep_clicked), self);
  problem = add_status (self->stack, "problem", "dialog-warning-symbolic",
      _ ("What is kept could not be read"), NULL);
  add_button (problem, _ ("Try again"), G_CALLBACK (ask), self);
}

static GtkToggleButton *
add_filter (ConfabChatSearch *self, GtkWidget *box, const char *label) {
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "chat-search-filter");
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (on_asked_otherwise), self);
  adw_wrap_box_append (ADW_WRAP_BOX (box), button);
  return GTK_TOGGLE_BUTTON (button);
}

static GtkWidget *
build_bar (ConfabChatSearch *self) {
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *filters = adw_wrap_box_new ();

  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  gtk_search_entry_set_search_delay (self->entry, TYPING_MS);
  gtk_search_entry_set_placeholder_text (self->entry, _ ("Words to find"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Words to find"), -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (on_asked_otherwise), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_entry_activated), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (adw_dialog_close), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_entry_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (filters), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (filters), 6);
  self->mine = add_filter (self, filters, _ ("From me"));
  self->links = add_filter (self, filters, _ ("With a link"));
  self->files = add_filter (self, filters, _ ("Files"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), filters);
  gtk_widget_add_css_class (box, "chat-search-bar");
  return box;
}

static void
add_scope (ConfabChatSearch *self, GtkWidget *bar) {
  AdwToggle *here = adw_toggle_new ();
  AdwToggle *all = adw_toggle_new ();
  /* Translators: %s is the name of a person. */
  g_autofree char *with = g_strdup_printf (
      _ ("With %s"), confab_model_contact_get_name (confab_model_chat_get_contact (self->chat)));

  self->scope = ADW_TOGGLE_GROUP (adw_toggle_group_new ());
  adw_toggle_set_label (here, with);
  adw_toggle_set_label (all, _ ("All chats"));
  adw_toggle_group_add (self->scope, here);
  adw_toggle_group_add (self->scope, all);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->scope), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Where to look"), -1);
  g_signal_connect_swapped (self->scope, "notify::active", G_CALLBACK (on_asked_otherwise), self);
  gtk_box_prepend (GTK_BOX (bar), GTK_WIDGET (self->scope));
}

static void
confab_chat_search_dispose (GObject *object) {
  ConfabChatSearch *self = CONFAB_CHAT_SEARCH (object);

  if (self->search != NULL)
    confab_model_search_clear (self->search);
  G_OBJECT_CLASS (confab_chat_search_parent_class)->dispose (object);
  g_clear_object (&self->search);
  g_clear_object (&self->chat);
  g_clear_object (&self->core);
}

static void
confab_chat_search_class_init (ConfabChatSearchClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_chat_search_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", CONFAB_TYPE_CHAT_SEARCH, G_SIGNAL_RUN_LAST, 0,
      NULL, NULL, NULL, G_TYPE_NONE, 2, CONFAB_TYPE_MODEL_HIT, G_TYPE_STRING);
}

static void
confab_chat_search_init (ConfabChatSearch *self) {
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Search"));
  adw_dialog_set_content_width (ADW_DIALOG (self), WIDTH);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
}

ConfabChatSearch *
confab_chat_search_new (ConfabCore *core, ConfabModelChat *chat) {
  ConfabChatSearch *self = g_object_new (CONFAB_TYPE_CHAT_SEARCH, NULL);
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = build_bar (self);

  self->core = g_object_ref (core);
  g_set_object (&self->chat, chat);
  if (chat != NULL)
    add_scope (self, bar);
  build_pages (self);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->stack));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->entry));

  self->search = confab_core_new_search (core);
  gtk_list_box_bind_model (
      self->list, G_LIST_MODEL (self->search), confab_chat_search_row_new, NULL, NULL);
  g_signal_connect_object (
      self->search, "notify::state", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->search, "notify::has-more", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "notify::is-catching-up",
      G_CALLBACK (on_catching_up_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      core, "notify::store-state", G_CALLBACK (on_store_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      core, "message-changed", G_CALLBACK (on_said_otherwise), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      core, "message-taken", G_CALLBACK (on_said_otherwise), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

void
confab_chat_search_set_text (ConfabChatSearch *self, const char *text) {
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}
