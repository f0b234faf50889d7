/* The dialog that adds a buddy. Before the note goes, an address or name that may be taken for one
 * that is there already is shown (R01), and needs a second press. Whatever goes wrong, what was
 * typed stays. */

#include "contacts/contacts-add.h"

#include <glib/gi18n.h>

#include "base/base-jid.h"
#include "contacts/contacts-invite.h"
#include "safety/safety-lookalike.h"
#include "widgets/widgets-notice.h"
#include "widgets/widgets-problem.h"

#define MAX_NOTE 200       /* characters (R03) */
#define SCAN_SLICE_US 4000 /* of the main loop for comparing with the list */

struct _ConfabContactsAdd {
  AdwDialog parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabModelInvite *invite; /* what is typed is one; NULL: an address */
  GPtrArray *scanned;        /* the contacts to compare with; NULL: no scan runs */
  guint scan_position;
  guint scan_source;
  gboolean may_look_alike; /* was warned about what is typed now */
  gboolean is_busy;

  /* template */
  GtkWidget *send_button;
  GtkWidget *page;
  GtkWidget *form;
  GtkWidget *known_group;
  GtkWidget *note_group;
  ConfabWidgetsNotice *notice;
  AdwComboRow *account_row;
  AdwEntryRow *address_row;
  AdwEntryRow *name_row;
  GtkCheckButton *known_button;
  GtkTextView *note_view;
  GtkLabel *count_label;
};

G_DEFINE_FINAL_TYPE (ConfabContactsAdd, confab_contacts_add, ADW_TYPE_DIALOG)

enum { SIGNAL_ADDED, N_SIGNALS };
static guint signals[N_SIGNALS];

static char *
dup_trimmed (AdwEntryRow *row) {
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static char *
dup_note (ConfabContactsAdd *self) {
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static ConfabModelAccount *
get_account (ConfabContactsAdd *self) {
  GListModel *accounts = confab_core_get_accounts (self->core);
  g_autoptr (ConfabModelAccount) first = g_list_model_get_item (accounts, 0);

  if (g_list_model_get_n_items (accounts) > 1)
    return adw_combo_row_get_selected_item (self->account_row);
  /* The list holds it. */
  return first;
}

static void
set_busy (ConfabContactsAdd *self, gboolean is_busy) {
  self->is_busy = is_busy;
  gtk_widget_set_sensitive (self->form, !is_busy);
  gtk_widget_set_sensitive (self->known_group, !is_busy);
  gtk_widget_set_sensitive (self->note_group, !is_busy);
  gtk_widget_set_sensitive (self->send_button, !is_busy);
}

static void
show_at_top (ConfabContactsAdd *self) {
  adw_preferences_page_scroll_to_top (ADW_PREFERENCES_PAGE (self->page));
}

static DexFuture *
on_added (DexFuture *completed, gpointer data) {
  ConfabContactsAdd *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  set_busy (self, FALSE);
  if (value == NULL) {
    ConfabModelProblem problem = confab_widgets_problem_of_error (error);

    confab_widgets_notice_show_error (self->notice, error);
    show_at_top (self);
    if (problem == CONFAB_PROBLEM_ADDRESS || problem == CONFAB_PROBLEM_OWN_ADDRESS ||
        problem == CONFAB_PROBLEM_EXISTS || problem == CONFAB_PROBLEM_NO_SERVER)
      gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
    return NULL;
  }
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, g_value_get_object (value));
  adw_dialog_force_close (ADW_DIALOG (self));
  return NULL;
}

/* What is typed, or who made the invitation that is. */
static char *
dup_address (ConfabContactsAdd *self) {
  if (self->invite != NULL)
    return g_strdup (confab_model_invite_get_who (self->invite));
  return dup_trimmed (self->address_row);
}

static void
send_note (ConfabContactsAdd *self) {
  g_autofree char *address = dup_address (self);
  g_autofree char *name = dup_trimmed (self->name_row);
  g_autofree char *note = dup_note (self);

  set_busy (self, TRUE);
  if (self->invite != NULL) {
    dex_future_disown (dex_future_finally (
        confab_core_take_invite (self->core, get_account (self), self->invite,
            *name != '\0' ? name : NULL, gtk_check_button_get_active (self->known_button), NULL),
        on_added, g_object_ref (self), g_object_unref));
    return;
  }
  dex_future_disown (dex_future_finally (
      confab_core_add_buddy (self->core, get_account (self), address, *name != '\0' ? name : NULL,
          gtk_check_button_get_active (self->known_button), *note != '\0' ? note : NULL),
      on_added, g_object_ref (self), g_object_unref));
}

static void
stop_scan (ConfabContactsAdd *self) {
  g_clear_handle_id (&self->scan_source, g_source_remove);
  g_clear_pointer (&self->scanned, g_ptr_array_unref);
}

static void
warn_of (ConfabContactsAdd *self, ConfabModelContact *contact) {
  const char *address = confab_model_contact_get_address (contact);
  g_autofree char *sentence = NULL;

  if (confab_model_contact_has_own_name (contact))
    sentence = g_strdup_printf (_ ("This looks like %s (%s), who is on your list."),
        confab_model_contact_get_name (contact), address);
  else
    sentence = g_strdup_printf (_ ("This looks like %s, who is on your list."), address);
  confab_widgets_notice_show (self->notice, sentence,
      _ ("It is somebody else. Compare letter by letter, then press the button again if you are "
         "sure."));
  gtk_button_set_label (GTK_BUTTON (self->send_button), _ ("Send anyway"));
  self->may_look_alike = TRUE;
  show_at_top (self);
}

static gboolean
may_be_taken_for (ConfabModelContact *contact, const char *address, const char *name) {
  const char *other = confab_model_contact_get_address (contact);

  if (g_strcmp0 (address, other) == 0)
    return FALSE;
  if (confab_safety_looks_alike (address, other))
    return TRUE;
  return name != NULL && *name != '\0' && confab_model_contact_has_own_name (contact) &&
         (g_utf8_collate (name, confab_model_contact_get_name (contact)) == 0 ||
             confab_safety_looks_alike (name, confab_model_contact_get_name (contact)));
}

/* In slices, so that a long list does not hold the screen up. */
static gboolean
on_scan (gpointer data) {
  ConfabContactsAdd *self = data;
  g_autofree char *address = dup_address (self);
  g_autofree char *name = dup_trimmed (self->name_row);
  gint64 until = g_get_monotonic_time () + SCAN_SLICE_US;

  while (self->scan_position < self->scanned->len) {
    ConfabModelContact *contact = g_ptr_array_index (self->scanned, self->scan_position++);

    if (may_be_taken_for (contact, address, name)) {
      set_busy (self, FALSE);
      warn_of (self, contact);
      self->scan_source = 0;
      stop_scan (self);
      return G_SOURCE_REMOVE;
    }
    if (g_get_monotonic_time () >= until)
      return G_SOURCE_CONTINUE;
  }
  self->scan_source = 0;
  stop_scan (self);
  send_note (self);
  return G_SOURCE_REMOVE;
}

static void
start_scan (ConfabContactsAdd *self) {
  GListModel *contacts = confab_core_get_contacts (self->core);

  stop_scan (self);
  self->scanned = g_ptr_array_new_with_free_func (g_object_unref);
  self->scan_position = 0;
  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++)
    g_ptr_array_add (self->scanned, g_list_model_get_item (contacts, i));
  self->scan_source = g_idle_add (on_scan, self);
}

static void
on_send_clicked (ConfabContactsAdd *self) {
  g_autofree char *address = dup_address (self);
  g_autoptr (ConfabJid) jid = confab_base_jid_new (address, NULL);

  if (self->is_busy)
    return;
  confab_widgets_notice_hide (self->notice);
  if (jid == NULL || confab_base_jid_get_local (jid) == NULL) {
    confab_widgets_notice_show_problem (self->notice, CONFAB_PROBLEM_ADDRESS, address);
    show_at_top (self);
    gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
    return;
  }
  set_busy (self, TRUE);
  if (self->may_look_alike)
    send_note (self);
  else
    start_scan (self);
}

/* What the button will do, said before it is pressed. */
static void
show_invite (ConfabContactsAdd *self) {
  const char *who = confab_model_invite_get_who (self->invite);
  const char *name = confab_model_invite_get_name (self->invite);
  g_autofree char *sentence = g_strdup_printf (_ ("An invitation from %s."), who);

  if (name != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->name_row)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  confab_widgets_notice_show (self->notice, sentence,
      _ ("They become your buddy, and see when you are signed in. Anybody can write any name into "
         "an invitation."));
}

static void
on_address_changed (ConfabContactsAdd *self) {
  g_autofree char *address = dup_trimmed (self->address_row);
  g_autoptr (ConfabModelInvite) invite = NULL;
  gboolean had_invite = self->invite != NULL;

  if (strchr (address, ':') != NULL)
    invite = confab_core_read_invite (self->core, address);
  if (invite != NULL && confab_model_invite_get_who (invite) == NULL)
    g_clear_object (&invite);
  gtk_widget_set_sensitive (self->send_button, *address != '\0');
  if (self->may_look_alike || had_invite)
    confab_widgets_notice_hide (self->notice);
  self->may_look_alike = FALSE;
  g_set_object (&self->invite, invite);
  if (invite != NULL && !had_invite)
    show_invite (self);
  gtk_widget_set_visible (self->note_group, invite == NULL);
  gtk_button_set_label (
      GTK_BUTTON (self->send_button), invite != NULL ? _ ("Add") : _ ("Send note"));
}

static void
on_pasted (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (ConfabContactsAdd) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL && self->core != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->address_row), g_strstrip (text));
}

static void
on_paste_clicked (ConfabContactsAdd *self) {
  gdk_clipboard_read_text_async (
      gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_pasted, g_object_ref (self));
}

static void
on_show_invite_activated (ConfabContactsAdd *self) {
  confab_contacts_invite_present (self->core, get_account (self), GTK_WIDGET (self));
}

static void
update_count (ConfabContactsAdd *self) {
  int n = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->note_view));
  g_autofree char *text = g_strdup_printf ("%d/%d", n, MAX_NOTE);

  gtk_label_set_text (self->count_label, text);
}

/* What does not fit is not taken in; nothing that stands there is cut. */
static void
on_note_insert (
    GtkTextBuffer *buffer, GtkTextIter *location, char *text, int length, ConfabContactsAdd *self) {
  int room = MAX_NOTE - gtk_text_buffer_get_char_count (buffer);
  glong n_new = g_utf8_strlen (text, length);

  if (n_new <= room)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_widget_error_bell (GTK_WIDGET (self->note_view));
  if (room > 0)
    gtk_text_buffer_insert (
        buffer, location, text, (int)(g_utf8_offset_to_pointer (text, room) - text));
}

static void
confab_contacts_add_dispose (GObject *object) {
  ConfabContactsAdd *self = CONFAB_CONTACTS_ADD (object);

  stop_scan (self);
  g_clear_object (&self->core);
  g_clear_object (&self->invite);
  G_OBJECT_CLASS (confab_contacts_add_parent_class)->dispose (object);
}

static void
confab_contacts_add_class_init (ConfabContactsAddClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_contacts_add_dispose;
  signals[SIGNAL_ADDED] = g_signal_new ("added", CONFAB_TYPE_CONTACTS_ADD, G_SIGNAL_RUN_LAST, 0,
      NULL, NULL, NULL, G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_CONTACT);

  g_type_ensure (CONFAB_TYPE_WIDGETS_NOTICE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/contacts/contacts-add.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsAdd, send_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsAdd, page);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsAdd, form);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsAdd, known_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsAdd, note_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsAdd, notice);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsAdd, account_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsAdd, address_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsAdd, name_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsAdd, known_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsAdd, note_view);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsAdd, count_label);
  gtk_widget_class_bind_template_callback (widget_class, on_send_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_address_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_show_invite_activated);
}

static void
confab_contacts_add_init (ConfabContactsAdd *self) {
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->note_view);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (on_note_insert), self, 0);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  update_count (self);
}

ConfabContactsAdd *
confab_contacts_add_new (ConfabCore *core) {
  ConfabContactsAdd *self = g_object_new (CONFAB_TYPE_CONTACTS_ADD, NULL);
  GListModel *accounts = confab_core_get_accounts (core);

  self->core = g_object_ref (core);
  adw_combo_row_set_expression (
      self->account_row, gtk_property_expression_new (CONFAB_TYPE_MODEL_ACCOUNT, NULL, "address"));
  adw_combo_row_set_model (self->account_row, accounts);
  gtk_widget_set_visible (GTK_WIDGET (self->account_row), g_list_model_get_n_items (accounts) > 1);
  return self;
}
