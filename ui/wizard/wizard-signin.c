/* First sign-in: a form, a spinner, or a problem in words with everything that was typed still
 * there. The password goes from the entry straight into locked memory; the entry is emptied after a
 * success only. Nothing leaves the computer before the button is pressed. */

#include "wizard/wizard-signin.h"

#include <glib/gi18n.h>

#include "base/base-jid.h"
#include "base/base-text.h"
#include "safety/safety-road-words.h"
#include "safety/safety-road.h"
#include "widgets/widgets-notice.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-promise.h"
#include "wizard/wizard-signup.h"

#define MAX_PORT 65535

struct _ConfabWizardSignin {
  AdwBin parent_instance;

  /* owned */
  ConfabCore *core;
  guint attempt; /* the running one; an older one that still answers was cancelled */
  gboolean is_busy;

  /* template */
  GtkWidget *welcome_box;
  GtkWidget *step_title;
  GtkWidget *form;
  GtkWidget *new_box;
  AdwEntryRow *address_row;
  AdwEntryRow *password_row;
  AdwExpanderRow *server_row;
  AdwActionRow *road_row;
  AdwEntryRow *host_row;
  AdwEntryRow *port_row;
  ConfabWidgetsNotice *notice;
  GtkStack *action_stack;
  GtkWidget *signin_button;
  GtkWidget *cancel_button;
  GtkWidget *foot_label;
};

G_DEFINE_FINAL_TYPE (ConfabWizardSignin, confab_wizard_signin, ADW_TYPE_BIN)

enum { SIGNAL_SIGNED_IN, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct {
  ConfabWizardSignin *self;
  guint attempt;
} Attempt;

static void
attempt_free (gpointer data) {
  Attempt *attempt = data;

  g_object_unref (attempt->self);
  g_free (attempt);
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
hide_problem (ConfabWizardSignin *self) {
  confab_widgets_notice_hide (self->notice);
  gtk_widget_remove_css_class (GTK_WIDGET (self->address_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->password_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->port_row), "error");
}

static void
point_at (AdwEntryRow *row) {
  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
show_model_problem (ConfabWizardSignin *self, ConfabModelProblem problem, const char *detail) {
  confab_widgets_notice_show_problem (self->notice, problem, detail);
  if (confab_safety_road_is_about (problem))
    adw_expander_row_set_expanded (self->server_row, TRUE);
  if (problem == CONFAB_PROBLEM_ADDRESS || problem == CONFAB_PROBLEM_NO_SERVER ||
      problem == CONFAB_PROBLEM_EXISTS)
    point_at (self->address_row);
  else if (problem == CONFAB_PROBLEM_WRONG_PASSWORD)
    point_at (self->password_row);
  else
    gtk_widget_grab_focus (self->signin_button);
}

static void
set_busy (ConfabWizardSignin *self, gboolean is_busy) {
  self->is_busy = is_busy;
  gtk_stack_set_visible_child_name (self->action_stack, is_busy ? "busy" : "ready");
  gtk_widget_set_sensitive (self->form, !is_busy);
  gtk_widget_set_sensitive (self->new_box, !is_busy);
  if (is_busy)
    gtk_widget_grab_focus (self->cancel_button);
}

static void
take_account (ConfabWizardSignin *self, ConfabModelAccount *account) {
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), "");
  g_signal_emit (self, signals[SIGNAL_SIGNED_IN], 0, account);
}

static DexFuture *
on_attempt_done (DexFuture *completed, gpointer data) {
  Attempt *attempt = data;
  ConfabWizardSignin *self = attempt->self;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (attempt->attempt != self->attempt || !self->is_busy) {
    /* Cancelled, and yet it worked: what was cancelled must not stay. */
    if (value != NULL && G_VALUE_HOLDS (value, CONFAB_TYPE_MODEL_ACCOUNT))
      dex_future_disown (confab_core_remove_account (self->core, g_value_get_object (value)));
    return NULL;
  }
  set_busy (self, FALSE);
  if (value != NULL)
    take_account (self, g_value_get_object (value));
  else if (confab_widgets_problem_of_error (error) != CONFAB_PROBLEM_NONE)
    show_model_problem (self, confab_widgets_problem_of_error (error), error->message);
  else
    show_model_problem (self, CONFAB_PROBLEM_NONE, NULL);
  return NULL;
}

/* FALSE if it is no port; 0 for an empty row. */
static gboolean
read_port (ConfabWizardSignin *self, guint16 *port) {
  g_autofree char *text = dup_trimmed (self->port_row);
  guint64 number = 0;

  *port = 0;
  if (*text == '\0')
    return TRUE;
  if (!confab_base_text_parse_uint (text, MAX_PORT, &number) || number == 0)
    return FALSE;
  *port = (guint16)number;
  return TRUE;
}

static gboolean
is_address (const char *text) {
  g_autoptr (ConfabJid) jid = confab_base_jid_new (text, NULL);

  return jid != NULL && confab_base_jid_get_local (jid) != NULL && confab_base_jid_is_bare (jid);
}

static void
start (ConfabWizardSignin *self) {
  g_autofree char *address = dup_trimmed (self->address_row);
  g_autofree char *host = dup_trimmed (self->host_row);
  g_autoptr (ConfabSecret) password = NULL;
  guint16 port = 0;
  Attempt *attempt;

  if (self->is_busy)
    return;
  hide_problem (self);
  if (!is_address (address)) {
    show_model_problem (self, CONFAB_PROBLEM_ADDRESS, address);
    return;
  }
  if (!read_port (self, &port)) {
    adw_expander_row_set_expanded (self->server_row, TRUE);
    confab_widgets_notice_show (
        self->notice, _ ("This is not a port."), _ ("A port is a number from 1 to 65535."));
    point_at (self->port_row);
    return;
  }

  password = confab_base_secret_new_string (row_text (self->password_row));
  attempt = g_new0 (Attempt, 1);
  attempt->self = g_object_ref (self);
  attempt->attempt = ++self->attempt;
  set_busy (self, TRUE);
  dex_future_disown (dex_future_finally (
      confab_core_add_account (self->core, address, password, *host != '\0' ? host : NULL, port),
      on_attempt_done, attempt, attempt_free));
}

static void
on_signin_clicked (ConfabWizardSignin *self) {
  start (self);
}

static void
on_cancel_clicked (ConfabWizardSignin *self) {
  confab_wizard_signin_cancel (self);
  gtk_widget_grab_focus (self->signin_button);
}

static void
on_address_activated (ConfabWizardSignin *self) {
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

static void
on_password_activated (ConfabWizardSignin *self) {
  if (gtk_widget_get_sensitive (self->signin_button))
    start (self);
  else
    confab_wizard_signin_focus (self);
}

/* ---- no address yet ---- */

static void
on_signed_up (ConfabWizardSignup *dialog, ConfabModelAccount *account, ConfabWizardSignin *self) {
  take_account (self, account);
}

void
confab_wizard_signin_present_signup (ConfabWizardSignin *self, gboolean is_invited) {
  g_autofree char *host = dup_trimmed (self->host_row);
  guint16 port = 0;
  ConfabWizardSignup *dialog;

  g_return_if_fail (CONFAB_IS_WIZARD_SIGNIN (self));

  hide_problem (self);
  if (!read_port (self, &port))
    port = 0;
  dialog = confab_wizard_signup_new (self->core, is_invited, *host != '\0' ? host : NULL, port);
  g_signal_connect_object (dialog, "signed-up", G_CALLBACK (on_signed_up), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
on_invited_clicked (ConfabWizardSignin *self) {
  confab_wizard_signin_present_signup (self, TRUE);
}

static void
on_new_clicked (ConfabWizardSignin *self) {
  confab_wizard_signin_present_signup (self, FALSE);
}

static void
on_form_changed (ConfabWizardSignin *self) {
  gtk_widget_set_sensitive (self->signin_button,
      *row_text (self->address_row) != '\0' && *row_text (self->password_row) != '\0');
  gtk_widget_remove_css_class (GTK_WIDGET (self->address_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->password_row), "error");
}

/* Before the first line leaves. */
static void
on_road_activated (ConfabWizardSignin *self) {
  confab_safety_road_present (self->core, NULL, GTK_WIDGET (self));
}

static void
show_road (ConfabWizardSignin *self) {
  g_autofree char *words = confab_safety_road_dup_words (self->core, NULL);

  adw_action_row_set_subtitle (self->road_row, words);
}

static void
on_server_changed (ConfabWizardSignin *self) {
  g_autofree char *host = dup_trimmed (self->host_row);
  g_autofree char *port = dup_trimmed (self->port_row);
  g_autofree char *both = NULL;

  if (*host != '\0')
    both = *port != '\0' ? g_strdup_printf ("%s:%s", host, port) : g_strdup (host);
  gtk_widget_remove_css_class (GTK_WIDGET (self->port_row), "error");
  adw_expander_row_set_subtitle (
      self->server_row, both != NULL ? both : _ ("Found by the address"));
}

static void
confab_wizard_signin_dispose (GObject *object) {
  ConfabWizardSignin *self = CONFAB_WIZARD_SIGNIN (object);

  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_wizard_signin_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class) {
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/wizard/wizard-signin.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, welcome_box);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, step_title);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, form);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, new_box);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, address_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, password_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, server_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, road_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, host_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, port_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, notice);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, action_stack);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, signin_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardSignin, foot_label);
  gtk_widget_class_bind_template_callback (widget_class, on_signin_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_address_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_password_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_form_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_invited_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_new_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_server_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_road_activated);
}

static void
confab_wizard_signin_class_init (ConfabWizardSigninClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_wizard_signin_dispose;
  signals[SIGNAL_SIGNED_IN] = g_signal_new ("signed-in", CONFAB_TYPE_WIZARD_SIGNIN,
      G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_ACCOUNT);
  g_type_ensure (CONFAB_TYPE_WIDGETS_NOTICE);
  g_type_ensure (CONFAB_TYPE_WIDGETS_PROMISE);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
confab_wizard_signin_init (ConfabWizardSignin *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

ConfabWizardSignin *
confab_wizard_signin_new (ConfabCore *core, gboolean is_first) {
  ConfabWizardSignin *self = g_object_new (CONFAB_TYPE_WIZARD_SIGNIN, NULL);

  self->core = g_object_ref (core);
  gtk_widget_set_visible (self->welcome_box, is_first);
  gtk_widget_set_visible (self->foot_label, is_first);
  g_signal_connect_object (
      confab_core_get_safety (core), "changed", G_CALLBACK (show_road), self, G_CONNECT_SWAPPED);
  show_road (self);
  return self;
}

void
confab_wizard_signin_set_step (ConfabWizardSignin *self) {
  g_return_if_fail (CONFAB_IS_WIZARD_SIGNIN (self));

  gtk_widget_set_visible (self->step_title, TRUE);
  gtk_widget_set_visible (self->new_box, FALSE);
}

void
confab_wizard_signin_prefill (ConfabWizardSignin *self, const char *address, const char *server) {
  const char *colon;

  g_return_if_fail (CONFAB_IS_WIZARD_SIGNIN (self));

  if (address != NULL && g_utf8_validate (address, -1, NULL))
    gtk_editable_set_text (GTK_EDITABLE (self->address_row), address);
  if (server == NULL || !g_utf8_validate (server, -1, NULL))
    return;
  colon = strrchr (server, ':');
  if (colon != NULL && strchr (colon, ']') == NULL) {
    gboolean is_v6 = server[0] == '[' && colon > server + 1 && colon[-1] == ']';
    g_autofree char *host = is_v6 ? g_strndup (server + 1, (gsize)(colon - server) - 2)
                                  : g_strndup (server, (gsize)(colon - server));

    gtk_editable_set_text (GTK_EDITABLE (self->host_row), host);
    gtk_editable_set_text (GTK_EDITABLE (self->port_row), colon + 1);
  } else {
    gtk_editable_set_text (GTK_EDITABLE (self->host_row), server);
  }
}

void
confab_wizard_signin_cancel (ConfabWizardSignin *self) {
  g_return_if_fail (CONFAB_IS_WIZARD_SIGNIN (self));

  if (!self->is_busy)
    return;
  self->attempt++;
  set_busy (self, FALSE);
  confab_core_cancel_add_account (self->core);
}

void
confab_wizard_signin_focus (ConfabWizardSignin *self) {
  g_return_if_fail (CONFAB_IS_WIZARD_SIGNIN (self));

  if (*row_text (self->address_row) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
  else if (*row_text (self->password_row) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
  else
    gtk_widget_grab_focus (self->signin_button);
}
