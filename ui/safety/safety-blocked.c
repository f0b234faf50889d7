/* Who is blocked, account by account, as the server and this device say it now: what another device
 * changes shows here at once. It refuses to guess: a line goes when the server said so. */

#include "safety/safety-blocked.h"

#include <glib/gi18n.h>

#include "base/base-weak.h"
#include "contacts/contacts-block.h"
#include "widgets/widgets-button.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-rows.h"

#define MAX_SHOWN 500 /* lines of one account */
#define WIDTH 560
#define HEIGHT 640
#define CORE "confab-core"
#define ACCOUNT "confab-account"
#define ADDRESS "confab-address"

struct _ConfabSafetyBlocked {
  AdwNavigationPage parent_instance;

  ConfabCore *core;         /* owned */
  GPtrArray *groups;        /* AdwPreferencesGroup in the tree, borrowed */
  AdwPreferencesPage *page; /* child */
};

G_DEFINE_FINAL_TYPE (ConfabSafetyBlocked, confab_safety_blocked, ADW_TYPE_NAVIGATION_PAGE)

/* ---- letting through ---- */

static DexFuture *
on_let_through (DexFuture *completed, gpointer data) {
  g_autoptr (GtkWidget) row = g_weak_ref_get (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (row == NULL || dex_future_get_value (completed, &error) != NULL)
    return NULL;
  words = confab_widgets_problem_dup_error_text (error);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_set_sensitive (row, TRUE);
  return NULL;
}

static void
on_clicked (GtkWidget *button) {
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  gtk_widget_set_sensitive (row, FALSE);
  dex_future_disown (
      dex_future_finally (confab_core_unblock (g_object_get_data (G_OBJECT (button), CORE),
                              g_object_get_data (G_OBJECT (button), ACCOUNT),
                              g_object_get_data (G_OBJECT (button), ADDRESS)),
          on_let_through, confab_base_weak_new (row), confab_base_weak_free));
}

static GtkWidget *
line_new (ConfabCore *core, ConfabModelAccount *account, ConfabModelBlocked *line) {
  const char *address = confab_model_blocked_get_address (line);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Let through"));
  g_auto (GStrv) parts = g_strsplit (_ ("Let %s through"), "%s", -1);
  g_autofree char *name = g_strjoinv (address, parts);
  g_autofree char *title =
      g_markup_printf_escaped ("<span insert_hyphens=\"false\">%s</span>", address);

  /* A hyphen where a line breaks would be read as part of the address. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (confab_model_blocked_is_domain (line))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("A whole server"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  confab_widgets_button_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), CORE, g_object_ref (core), g_object_unref);
  g_object_set_data_full (G_OBJECT (button), ACCOUNT, g_object_ref (account), g_object_unref);
  g_object_set_data_full (G_OBJECT (button), ADDRESS, g_strdup (address), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* ---- blocking an address that wrote nothing ---- */

static void
on_typed (AdwEntryRow *row, ConfabModelAccount *account) {
  ConfabCore *core = g_object_get_data (G_OBJECT (row), CORE);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  if (*text == '\0')
    return;
  confab_contacts_block_address (core, account, text, GTK_WIDGET (row));
  gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static GtkWidget *
entry_new (ConfabCore *core, ConfabModelAccount *account) {
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (row), _ ("Block an address or a whole server"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (row), 1024);
  g_object_set_data_full (G_OBJECT (row), CORE, g_object_ref (core), g_object_unref);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_typed), account, 0);
  return row;
}

/* ---- the page ---- */

static void
add_account (ConfabSafetyBlocked *self, ConfabModelAccount *account) {
  GListModel *items =
      confab_model_blocklist_get_items (confab_model_account_get_blocklist (account));
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *more = adw_preferences_group_new ();
  guint n = g_list_model_get_n_items (items);
  gboolean is_here = FALSE;

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelBlocked) line = g_list_model_get_item (items, i);

    is_here |= confab_model_blocked_is_here (line);
    if (i < MAX_SHOWN)
      adw_preferences_group_add (
          ADW_PREFERENCES_GROUP (group), line_new (self->core, account, line));
  }
  adw_preferences_group_set_title (
      ADW_PREFERENCES_GROUP (group), confab_model_account_get_address (account));
  if (n == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
        confab_model_account_get_state (account) == CONFAB_ACCOUNT_SIGNED_IN
            ? _ ("Nobody is blocked.")
            : _ ("Your server keeps the list. It shows here while you are signed in."));
  else if (n > MAX_SHOWN)
    adw_preferences_group_set_description (
        ADW_PREFERENCES_GROUP (group), _ ("Only the first are shown; all are blocked."));
  else
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
        is_here ? _ ("Your server has no block list. Only this computer keeps them away.")
                : _ ("Your server keeps them away, on all your devices."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (more), entry_new (self->core, account));
  g_ptr_array_add (self->groups, group);
  g_ptr_array_add (self->groups, more);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (more));
}

/* The line that was pressed goes, and the keyboard must not go with it. */
static gboolean
has_keyboard (ConfabSafetyBlocked *self) {
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return gtk_widget_get_mapped (GTK_WIDGET (self)) &&
         (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->page)));
}

static void
show (ConfabSafetyBlocked *self) {
  GListModel *accounts = confab_core_get_accounts (self->core);
  gboolean had_keyboard = has_keyboard (self);

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);

    add_account (self, account);
  }
  if (had_keyboard)
    gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
}

static void
confab_safety_blocked_dispose (GObject *object) {
  ConfabSafetyBlocked *self = CONFAB_SAFETY_BLOCKED (object);

  g_clear_object (&self->core);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  G_OBJECT_CLASS (confab_safety_blocked_parent_class)->dispose (object);
}

static void
confab_safety_blocked_class_init (ConfabSafetyBlockedClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_safety_blocked_dispose;
}

static void
confab_safety_blocked_init (ConfabSafetyBlocked *self) {
  self->groups = g_ptr_array_new ();
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_navigation_page_set_child (
      ADW_NAVIGATION_PAGE (self), confab_widgets_page_view_new (GTK_WIDGET (self->page)));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("Who is blocked"));
}

ConfabSafetyBlocked *
confab_safety_blocked_new (ConfabCore *core) {
  ConfabSafetyBlocked *self = g_object_new (CONFAB_TYPE_SAFETY_BLOCKED, NULL);
  GListModel *accounts = confab_core_get_accounts (core);

  self->core = g_object_ref (core);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);

    g_signal_connect_object (
        confab_model_blocklist_get_items (confab_model_account_get_blocklist (account)),
        "items-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (account, "notify::state", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  }
  show (self);
  return self;
}

void
confab_safety_blocked_present (ConfabCore *core, GtkWidget *parent) {
  GtkWidget *view = adw_navigation_view_new ();
  AdwDialog *dialog = adw_dialog_new ();

  adw_navigation_view_add (
      ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (confab_safety_blocked_new (core)));
  adw_dialog_set_title (dialog, _ ("Who is blocked"));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, parent);
}
