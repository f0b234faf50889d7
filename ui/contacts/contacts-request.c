/* What a stranger left, shown as plain text and never answered by itself: no name that they chose,
 * no picture, links do not work. Only the buttons act, and each says first what it does. */

#include "contacts/contacts-request.h"

#include <glib/gi18n.h>

#include "contacts/contacts-block.h"
#include "widgets/widgets-face.h"
#include "widgets/widgets-notice.h"
#include "widgets/widgets-when.h"

struct _ConfabContactsRequest {
  AdwBin parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabModelRequest *request; /* the shown one */
  guint position;              /* where it was last seen */

  /* template */
  AdwWindowTitle *window_title;
  GtkWidget *step_box;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  ConfabWidgetsFace *face;
  GtkLabel *address_label;
  GtkLabel *would_label;
  ConfabWidgetsNotice *notice;
  GtkWidget *note_box;
  GtkLabel *note_label;
  GtkLabel *when_label;
  GtkWidget *acts;
  GtkWidget *accept_button;
};

G_DEFINE_FINAL_TYPE (ConfabContactsRequest, confab_contacts_request, ADW_TYPE_BIN)

enum { SIGNAL_ACCEPTED, SIGNAL_DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

static guint
count (ConfabContactsRequest *self) {
  return g_list_model_get_n_items (confab_core_get_requests (self->core));
}

static void
show_note (ConfabContactsRequest *self, ConfabModelRequest *request) {
  const char *note = confab_model_request_get_note (request);
  g_autofree char *day = confab_widgets_when_dup_day (confab_model_request_get_time_us (request));
  g_autofree char *when = g_strdup_printf (_ ("Asked %s"), day);
  /* Translators: quotation marks around what a stranger wrote. */
  g_autofree char *quoted = note != NULL ? g_strdup_printf (_ ("“%s”"), note) : NULL;

  gtk_label_set_text (self->note_label, quoted != NULL ? quoted : _ ("No note was left."));
  gtk_label_set_text (self->when_label, when);
}

static void
show_lookalike (ConfabContactsRequest *self, ConfabModelRequest *request) {
  const char *other = confab_model_request_get_looks_like (request);
  g_autofree char *sentence = NULL;
  g_autofree char *advice = NULL;

  if (other == NULL) {
    confab_widgets_notice_hide (self->notice);
    return;
  }
  sentence = g_strdup_printf (_ ("This looks like %s, who is on your list."), other);
  advice = g_strdup_printf (
      _ ("It is another address. Ask %s in the chat you have before you answer."), other);
  confab_widgets_notice_show (self->notice, sentence, advice);
}

static void
show_request (ConfabContactsRequest *self, guint position) {
  GListModel *requests = confab_core_get_requests (self->core);
  guint n_requests = g_list_model_get_n_items (requests);
  g_autoptr (ConfabModelRequest) request = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *would = NULL;
  const char *address;

  self->position = MIN (position, n_requests > 0 ? n_requests - 1 : 0);
  request = g_list_model_get_item (requests, self->position);
  g_set_object (&self->request, request);
  if (request == NULL)
    return;
  address = confab_model_request_get_address (request);

  subtitle = g_strdup_printf (_ ("%u of %u"), self->position + 1, n_requests);
  adw_window_title_set_subtitle (self->window_title, n_requests > 1 ? subtitle : "");
  gtk_widget_set_visible (self->step_box, n_requests > 1);
  gtk_widget_set_sensitive (self->previous_button, self->position > 0);
  gtk_widget_set_sensitive (self->next_button, self->position + 1 < n_requests);

  if (g_list_model_get_n_items (confab_core_get_accounts (self->core)) > 1)
    would = g_strdup_printf (_ ("would like to talk to you at %s"),
        confab_model_account_get_address (confab_model_request_get_account (request)));
  else
    would = g_strdup (_ ("would like to talk to you"));
  confab_widgets_face_set_person (self->face, address, NULL, NULL);
  gtk_label_set_text (self->address_label, address);
  gtk_label_set_text (self->would_label, would);
  show_lookalike (self, request);
  show_note (self, request);
}

static void
on_requests_changed (ConfabContactsRequest *self) {
  guint position = self->position;
  guint n_requests = count (self);

  for (guint i = 0; i < n_requests; i++) {
    g_autoptr (ConfabModelRequest) item =
        g_list_model_get_item (confab_core_get_requests (self->core), i);

    if (item == self->request)
      position = i;
  }
  show_request (self, position);
  if (n_requests == 0)
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static DexFuture *
on_answered (DexFuture *completed, gpointer data) {
  ConfabContactsRequest *self = data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->acts, TRUE);
  if (dex_future_get_value (completed, &error) == NULL)
    confab_widgets_notice_show_error (self->notice, error);
  return NULL;
}

static DexFuture *
on_accepted (DexFuture *completed, gpointer data) {
  ConfabContactsRequest *self = data;
  const GValue *value = dex_future_get_value (completed, NULL);

  on_answered (completed, data);
  if (value != NULL)
    g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0, g_value_get_object (value));
  return NULL;
}

/* Takes the future. */
static void
follow (ConfabContactsRequest *self, DexFuture *future, DexFutureCallback callback) {
  gtk_widget_set_sensitive (self->acts, FALSE);
  dex_future_disown (dex_future_finally (future, callback, g_object_ref (self), g_object_unref));
}

static void
on_accept_clicked (ConfabContactsRequest *self) {
  if (self->request != NULL)
    follow (self, confab_core_accept_request (self->core, self->request), on_accepted);
}

static void
on_delete_clicked (ConfabContactsRequest *self) {
  if (self->request != NULL)
    follow (self, confab_core_delete_request (self->core, self->request), on_answered);
}

static void
on_block_clicked (ConfabContactsRequest *self) {
  if (self->request != NULL)
    confab_contacts_block_request (self->core, self->request, GTK_WIDGET (self));
}

static void
on_previous_clicked (ConfabContactsRequest *self) {
  if (self->position > 0)
    show_request (self, self->position - 1);
}

static void
on_next_clicked (ConfabContactsRequest *self) {
  show_request (self, self->position + 1);
}

static void
confab_contacts_request_dispose (GObject *object) {
  ConfabContactsRequest *self = CONFAB_CONTACTS_REQUEST (object);

  g_clear_object (&self->request);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_contacts_request_parent_class)->dispose (object);
}

static void
confab_contacts_request_class_init (ConfabContactsRequestClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_contacts_request_dispose;
  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted", CONFAB_TYPE_CONTACTS_REQUEST,
      G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_CONTACT);
  signals[SIGNAL_DONE] = g_signal_new (
      "done", CONFAB_TYPE_CONTACTS_REQUEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CONFAB_TYPE_WIDGETS_FACE);
  g_type_ensure (CONFAB_TYPE_WIDGETS_NOTICE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/contacts/contacts-request.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, window_title);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, step_box);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, previous_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, next_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, face);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, address_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, would_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, notice);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, note_box);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, note_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, when_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, acts);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsRequest, accept_button);
  gtk_widget_class_bind_template_callback (widget_class, on_accept_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_block_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
}

static void
confab_contacts_request_init (ConfabContactsRequest *self) {
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* A hyphen where a line breaks would be read as part of the address. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (self->address_label, attributes);
  gtk_label_set_attributes (self->note_label, attributes);
}

ConfabContactsRequest *
confab_contacts_request_new (ConfabCore *core) {
  ConfabContactsRequest *self = g_object_new (CONFAB_TYPE_CONTACTS_REQUEST, NULL);

  self->core = g_object_ref (core);
  g_signal_connect_object (confab_core_get_requests (core), "items-changed",
      G_CALLBACK (on_requests_changed), self, G_CONNECT_SWAPPED);
  show_request (self, 0);
  return self;
}

void
confab_contacts_request_start (ConfabContactsRequest *self) {
  g_return_if_fail (CONFAB_IS_CONTACTS_REQUEST (self));

  show_request (self, 0);
}

void
confab_contacts_request_focus (ConfabContactsRequest *self) {
  g_return_if_fail (CONFAB_IS_CONTACTS_REQUEST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->note_label));
  /* A label selects all of itself when it gets the keyboard. */
  gtk_label_select_region (self->note_label, 0, 0);
}
