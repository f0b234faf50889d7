/* A new address in three steps: where, which name, paper. Nothing leaves the computer before Next,
 * and what an invitation would do is shown before that. Whatever goes wrong, what was typed stays.
 */

#include "wizard/wizard-signup.h"

#include <glib/gi18n.h>

#include "widgets/widgets-notice.h"
#include "widgets/widgets-problem.h"
#include "wizard/wizard-field.h"
#include "wizard/wizard-servers.h"

struct _ConfabWizardSignup {
  AdwDialog parent_instance;

  /* owned */
  ConfabCore *core;
  char *host;
  guint16 port;
  gboolean is_invited;
  ConfabModelInvite *invite;
  ConfabModelSignup *form;
  GPtrArray *field_rows; /* in the group */
  guint attempt;         /* the running one; what an older one brings is not looked at */
  gboolean is_busy;

  /* template */
  GtkStack *stack;
  ConfabWidgetsNotice *where_notice;
  ConfabWidgetsNotice *form_notice;
  GtkWidget *form_page;
  GtkWidget *invite_group;
  AdwPreferencesGroup *servers_group;
  AdwPreferencesGroup *fields_group;
  AdwPreferencesGroup *name_group;
  AdwEntryRow *invite_row;
  AdwEntryRow *server_row;
  AdwEntryRow *name_row;
  AdwEntryRow *password_row;
  GtkWidget *paste_button;
  GtkLabel *meaning_label;
  GtkLabel *domain_label;
  GtkWidget *where_spinner;
  GtkWidget *form_spinner;
  GtkWidget *next_button;
  GtkWidget *make_button;
  GtkLabel *paper_address_label;
  GtkLabel *paper_password_label;
  GtkWidget *done_button;
};

G_DEFINE_FINAL_TYPE (ConfabWizardSignup, confab_wizard_signup, ADW_TYPE_DIALOG)

enum { SIGNAL_SIGNED_UP, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct {
  ConfabWizardSignup *self;
  guint attempt;
} Attempt;

static void
attempt_free (gpointer data) {
  Attempt *attempt = data;

  g_object_unref (attempt->self);
  g_free (attempt);
}

static Attempt *
attempt_new (ConfabWizardSignup *self) {
  Attempt *attempt = g_new0 (Attempt, 1);

  attempt->self = g_object_ref (self);
  attempt->attempt = ++self->attempt;
  return attempt;
}

static const char *
row_text (AdwEntryRow *row) {
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static char *
dup_trimmed (AdwEntryRow *row) {
  return g_strstrip (g_strdup (row_text (row)));
}

static void
update_buttons (ConfabWizardSignup *self) {
  g_autofree char *server = dup_trimmed (self->server_row);
  g_autofree char *invitation = dup_trimmed (self->invite_row);
  gboolean has_place = self->is_invited ? *invitation != '\0' : *server != '\0';

  gtk_widget_set_sensitive (self->next_button, has_place && !self->is_busy);
  gtk_widget_set_sensitive (self->make_button, *row_text (self->name_row) != '\0' &&
                                                   *row_text (self->password_row) != '\0' &&
                                                   !self->is_busy);
}

static void
set_busy (ConfabWizardSignup *self, gboolean is_busy) {
  self->is_busy = is_busy;
  gtk_widget_set_visible (self->where_spinner, is_busy);
  gtk_widget_set_visible (self->form_spinner, is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->name_group), !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fields_group), !is_busy);
  gtk_widget_set_sensitive (self->invite_group, !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->servers_group), !is_busy);
  update_buttons (self);
}

/* ---- where ---- */

/* What an invitation would do, in words, before anything is sent. */
static char *
dup_meaning (ConfabModelInvite *invite) {
  const char *who = confab_model_invite_get_who (invite);
  const char *domain = confab_model_invite_get_domain (invite);
  const char *name = confab_model_invite_get_name (invite);
  g_autofree char *buddy = name != NULL ? g_strdup_printf ("%s (%s)", name, who) : g_strdup (who);

  if (domain == NULL)
    /* Translators: %s is a person's address */
    return g_strdup_printf (_ ("This makes %s your buddy, but brings no address. Get one at any "
                               "server first, then use it under “Add a buddy”."),
        buddy);
  if (who == NULL)
    /* Translators: %s is a server */
    return g_strdup_printf (_ ("This brings you to %s."), domain);
  /* Translators: a server, then a person */
  return g_strdup_printf (_ ("This brings you to %s and makes %s your buddy."), domain, buddy);
}

static void
on_invite_changed (ConfabWizardSignup *self) {
  g_autofree char *meaning = NULL;

  g_clear_object (&self->invite);
  confab_widgets_notice_hide (self->where_notice);
  self->invite = confab_core_read_invite (self->core, row_text (self->invite_row));
  if (self->invite != NULL)
    meaning = dup_meaning (self->invite);
  gtk_label_set_text (self->meaning_label, meaning != NULL ? meaning : "");
  gtk_widget_set_visible (GTK_WIDGET (self->meaning_label), meaning != NULL);
  update_buttons (self);
}

static void
on_pasted (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (ConfabWizardSignup) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL || self->core == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->invite_row), g_strstrip (text));
  if (self->invite != NULL)
    gtk_widget_grab_focus (self->next_button);
}

static void
on_paste_clicked (ConfabWizardSignup *self) {
  gdk_clipboard_read_text_async (
      gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_pasted, g_object_ref (self));
}

static void
on_server_changed (ConfabWizardSignup *self) {
  confab_widgets_notice_hide (self->where_notice);
  update_buttons (self);
}

static void
on_server_activated (AdwActionRow *row, ConfabWizardSignup *self) {
  gtk_editable_set_text (
      GTK_EDITABLE (self->server_row), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  gtk_widget_grab_focus (self->next_button);
}

/* Somebody chooses, so none of them is chosen before. */
static void
add_servers (ConfabWizardSignup *self) {
  g_autoptr (GPtrArray) servers = confab_wizard_servers_load ();

  for (guint i = 0; i < servers->len; i++) {
    const ConfabWizardServer *server = g_ptr_array_index (servers, i);
    g_autofree char *words = confab_wizard_server_dup_words (server);
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), server->domain);
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    g_signal_connect_object (row, "activated", G_CALLBACK (on_server_activated), self, 0);
    adw_preferences_group_add (self->servers_group, row);
  }
}

/* ---- the form ---- */

static void
make_password (ConfabWizardSignup *self) {
  g_autoptr (ConfabSecret) secret = confab_core_make_password (self->core);

  gtk_editable_set_text (GTK_EDITABLE (self->password_row), confab_base_secret_get_string (secret));
}

static void
show_fields (ConfabWizardSignup *self) {
  GListModel *fields = G_LIST_MODEL (confab_model_signup_get_fields (self->form));
  guint n = g_list_model_get_n_items (fields);

  for (guint i = 0; i < self->field_rows->len; i++)
    adw_preferences_group_remove (self->fields_group, g_ptr_array_index (self->field_rows, i));
  g_ptr_array_set_size (self->field_rows, 0);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelField) field = g_list_model_get_item (fields, i);
    GtkWidget *row = confab_wizard_field_row_new (field);
    GtkWidget *offer = confab_wizard_field_offer_new (field, row);

    adw_preferences_group_add (self->fields_group, row);
    g_ptr_array_add (self->field_rows, row);
    if (offer == NULL)
      continue;
    adw_preferences_group_add (self->fields_group, offer);
    g_ptr_array_add (self->field_rows, offer);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->fields_group), n > 0);
}

static void
show_form (ConfabWizardSignup *self, ConfabModelSignup *form) {
  const char *local = self->invite != NULL ? confab_model_invite_get_local (self->invite) : NULL;
  g_autofree char *domain = g_strconcat ("@", confab_model_signup_get_domain (form), NULL);

  g_set_object (&self->form, form);
  if (confab_model_signup_needs_page (form)) {
    const char *page = confab_model_signup_get_page (form);

    confab_widgets_notice_show_problem (self->where_notice, CONFAB_PROBLEM_SIGNUP_PAGE,
        page != NULL ? page : confab_model_signup_get_domain (form));
    return;
  }
  gtk_label_set_text (self->domain_label, domain);
  if (*row_text (self->name_row) == '\0' && local != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), local);
  if (*row_text (self->password_row) == '\0')
    make_password (self);
  show_fields (self);
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

static DexFuture *
on_asked (DexFuture *completed, gpointer data) {
  Attempt *attempt = data;
  ConfabWizardSignup *self = attempt->self;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (attempt->attempt != self->attempt)
    return NULL;
  set_busy (self, FALSE);
  if (value != NULL)
    show_form (self, g_value_get_object (value));
  else if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "form"))
    confab_widgets_notice_show_error (self->form_notice, error);
  else
    confab_widgets_notice_show_error (self->where_notice, error);
  return NULL;
}

static void
ask (ConfabWizardSignup *self) {
  g_autofree char *server = dup_trimmed (self->server_row);

  set_busy (self, TRUE);
  dex_future_disown (
      dex_future_finally (confab_core_ask_sign_up (self->core, self->is_invited ? NULL : server,
                              self->is_invited ? self->invite : NULL, self->host, self->port),
          on_asked, attempt_new (self), attempt_free));
}

static void
on_next_clicked (ConfabWizardSignup *self) {
  if (self->is_busy || !gtk_widget_get_sensitive (self->next_button))
    return;
  confab_widgets_notice_hide (self->where_notice);
  if (self->is_invited &&
      (self->invite == NULL || confab_model_invite_get_domain (self->invite) == NULL)) {
    confab_widgets_notice_show_problem (self->where_notice, CONFAB_PROBLEM_NOT_AN_INVITE, NULL);
    gtk_widget_grab_focus (GTK_WIDGET (self->invite_row));
    return;
  }
  ask (self);
}

static void
on_another_clicked (ConfabWizardSignup *self) {
  make_password (self);
}

static void
on_name_changed (ConfabWizardSignup *self) {
  update_buttons (self);
}

/* ---- making it ---- */

static void
show_paper (ConfabWizardSignup *self, ConfabModelAccount *account) {
  gtk_label_set_text (self->paper_address_label, confab_model_account_get_address (account));
  gtk_label_set_text (self->paper_password_label, row_text (self->password_row));
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Your address"));
  gtk_stack_set_visible_child_name (self->stack, "paper");
  gtk_widget_grab_focus (self->done_button);
}

/* An answer to a question is good once, so a new one is asked for. */
static gboolean
has_picture (ConfabWizardSignup *self) {
  GListModel *fields = G_LIST_MODEL (confab_model_signup_get_fields (self->form));

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++) {
    g_autoptr (ConfabModelField) field = g_list_model_get_item (fields, i);

    if (confab_model_field_get_picture (field) != NULL)
      return TRUE;
  }
  return FALSE;
}

static DexFuture *
on_made (DexFuture *completed, gpointer data) {
  Attempt *attempt = data;
  ConfabWizardSignup *self = attempt->self;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (attempt->attempt != self->attempt)
    return NULL;
  set_busy (self, FALSE);
  if (value != NULL) {
    show_paper (self, g_value_get_object (value));
    g_signal_emit (self, signals[SIGNAL_SIGNED_UP], 0, g_value_get_object (value));
    return NULL;
  }
  confab_widgets_notice_show_error (self->form_notice, error);
  adw_preferences_page_scroll_to_top (ADW_PREFERENCES_PAGE (self->form_page));
  if (confab_widgets_problem_of_error (error) == CONFAB_PROBLEM_NAME_TAKEN)
    gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  if (has_picture (self))
    ask (self);
  return NULL;
}

static void
on_make_clicked (ConfabWizardSignup *self) {
  g_autoptr (ConfabSecret) password = NULL;

  if (self->is_busy || !gtk_widget_get_sensitive (self->make_button))
    return;
  confab_widgets_notice_hide (self->form_notice);
  password = confab_base_secret_new_string (row_text (self->password_row));
  set_busy (self, TRUE);
  dex_future_disown (dex_future_finally (
      confab_core_sign_up (self->core, self->form, row_text (self->name_row), password), on_made,
      attempt_new (self), attempt_free));
}

static void
on_done_clicked (ConfabWizardSignup *self) {
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_closed (ConfabWizardSignup *self) {
  self->attempt++;
  gtk_label_set_text (self->paper_password_label, "");
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  confab_core_cancel_sign_up (self->core);
}

/* ---- the widget ---- */

static void
confab_wizard_signup_dispose (GObject *object) {
  ConfabWizardSignup *self = CONFAB_WIZARD_SIGNUP (object);

  g_clear_object (&self->core);
  g_clear_object (&self->invite);
  g_clear_object (&self->form);
  g_clear_pointer (&self->field_rows, g_ptr_array_unref);
  g_clear_pointer (&self->host, g_free);
  G_OBJECT_CLASS (confab_wizard_signup_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *class) {
  gtk_widget_class_set_template_from_resource (
      class, "/im/confab/Confab/ui/wizard/wizard-signup.ui");
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, stack);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, where_notice);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, form_notice);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, form_page);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, invite_group);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, servers_group);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, fields_group);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, name_group);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, invite_row);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, server_row);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, name_row);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, password_row);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, paste_button);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, meaning_label);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, domain_label);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, where_spinner);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, form_spinner);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, next_button);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, make_button);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, paper_address_label);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, paper_password_label);
  gtk_widget_class_bind_template_child (class, ConfabWizardSignup, done_button);
}

static void
confab_wizard_signup_class_init (ConfabWizardSignupClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_wizard_signup_dispose;
  signals[SIGNAL_SIGNED_UP] = g_signal_new ("signed-up", CONFAB_TYPE_WIZARD_SIGNUP,
      G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_ACCOUNT);
  g_type_ensure (CONFAB_TYPE_WIDGETS_NOTICE);
  bind_template (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_invite_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_server_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_another_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_make_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_done_clicked);
}

static void
confab_wizard_signup_init (ConfabWizardSignup *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->field_rows = g_ptr_array_new ();
}

ConfabWizardSignup *
confab_wizard_signup_new (ConfabCore *core, gboolean is_invited, const char *host, guint16 port) {
  ConfabWizardSignup *self = g_object_new (CONFAB_TYPE_WIZARD_SIGNUP, NULL);

  self->core = g_object_ref (core);
  self->is_invited = is_invited;
  self->host = g_strdup (host);
  self->port = port;
  gtk_widget_set_visible (self->invite_group, is_invited);
  gtk_widget_set_visible (GTK_WIDGET (self->servers_group), !is_invited);
  if (is_invited)
    adw_dialog_set_title (ADW_DIALOG (self), _ ("Somebody invited me"));
  else
    add_servers (self);
  adw_dialog_set_focus (
      ADW_DIALOG (self), is_invited ? self->paste_button : GTK_WIDGET (self->server_row));
  return self;
}
