/* The check itself. Same or not is the user's word, or what core found in a picture; this page only
 * hands it on. "They differ" is taken at its word at once: what is private does not go there until
 * it was compared again. */

#include "check/check-page.h"

#include <glib/gi18n.h>

#include "check/check-picture.h"
#include "check/check-words.h"
#include "widgets/widgets-notice.h"
#include "widgets/widgets-speak.h"

struct _ConfabCheckPage {
  AdwNavigationPage parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabModelAccount *account;
  ConfabModelContact *contact; /* nullable: a device of mine */
  ConfabModelDevice *device;

  /* template */
  GtkStack *stack;
  GtkLabel *intro_label;
  GtkWidget *switcher;
  AdwViewStack *ways;
  AdwBin *digits_bin;
  AdwBin *words_bin;
  AdwViewStackPage *picture_stack_page;
  ConfabCheckPicture *picture;
  ConfabWidgetsNotice *notice;
  GtkWidget *answers;
  GtkWidget *differ_button;
  GtkWidget *same_button;
  AdwStatusPage *done_page;
  GtkWidget *done_button;
  GtkWidget *again_button;
};

G_DEFINE_FINAL_TYPE (ConfabCheckPage, confab_check_page, ADW_TYPE_NAVIGATION_PAGE)

enum { SIGNAL_FINISHED, N_SIGNALS };
static guint signals[N_SIGNALS];

static char *
dup_named (const char *pattern, const char *name) {
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", -1);

  return g_strjoinv (name, parts);
}

/* The page takes markup: what people chose goes in escaped. */
static void
show_done (ConfabCheckPage *self, gboolean is_same, const char *icon, const char *title,
    const char *text) {
  g_autofree char *name =
      self->contact != NULL
          ? g_markup_escape_text (confab_model_contact_get_name (self->contact), -1)
          : g_strdup ("");
  g_autofree char *whole_title = dup_named (title, name);
  g_autofree char *whole_text = dup_named (text, name);
  g_autofree char *spoken = g_strdup_printf ("%s %s", whole_title, whole_text);

  adw_status_page_set_icon_name (self->done_page, icon);
  adw_status_page_set_title (self->done_page, whole_title);
  adw_status_page_set_description (self->done_page, whole_text);
  gtk_widget_set_visible (self->again_button, !is_same);
  if (is_same)
    gtk_widget_add_css_class (self->done_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->done_button, "suggested-action");
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_grab_focus (self->done_button);
  confab_widgets_speak (GTK_WIDGET (self), spoken, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
show_same (ConfabCheckPage *self) {
  if (self->contact == NULL)
    show_done (self, TRUE, "object-select-symbolic", _ ("It is yours"),
        _ ("This device may read what is written to you."));
  else
    show_done (self, TRUE, "object-select-symbolic", _ ("Really %s"),
        _ ("From now on a new device of %s waits for your word."));
}

static void
show_differ (ConfabCheckPage *self) {
  if (self->contact == NULL)
    show_done (self, FALSE, "dialog-warning-symbolic", _ ("This may not be yours"),
        _ ("Confab leaves it out: it gets nothing. Compare once more, then take it off your list "
           "and change your password."));
  else
    show_done (self, FALSE, "dialog-warning-symbolic", _ ("This may not be %s"),
        _ ("Do not write anything private here. Somebody may stand between you, or it is another "
           "device of %s. Confab leaves it out: it gets nothing. Ring %s and compare once more."));
}

typedef struct {
  ConfabCheckPage *self;
  ConfabModelTrust trust;
} Answer;

static void
answer_free (gpointer data) {
  Answer *answer = data;

  g_object_unref (answer->self);
  g_free (answer);
}

static DexFuture *
on_trusted (DexFuture *completed, gpointer data) {
  Answer *answer = data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (answer->self->answers, TRUE);
  if (dex_future_get_value (completed, &error) == NULL)
    confab_widgets_notice_show_error (answer->self->notice, error);
  else if (answer->trust == CONFAB_TRUST_CHECKED)
    show_same (answer->self);
  else
    show_differ (answer->self);
  return NULL;
}

static void
say_trust (ConfabCheckPage *self, ConfabModelTrust trust) {
  Answer *answer = g_new0 (Answer, 1);

  answer->self = g_object_ref (self);
  answer->trust = trust;
  confab_widgets_notice_hide (self->notice);
  gtk_widget_set_sensitive (self->answers, FALSE);
  dex_future_disown (
      dex_future_finally (confab_core_trust_device (self->core, self->account, self->device, trust),
          on_trusted, answer, answer_free));
}

static void
on_same_clicked (ConfabCheckPage *self) {
  say_trust (self, CONFAB_TRUST_CHECKED);
}

static void
on_differ_clicked (ConfabCheckPage *self) {
  say_trust (self, CONFAB_TRUST_LEFT_OUT);
}

static void
on_picture_same (ConfabCheckPage *self) {
  show_same (self);
}

static void
on_picture_differ (ConfabCheckPage *self) {
  show_differ (self);
}

static void
on_done_clicked (ConfabCheckPage *self) {
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

static void
on_again_clicked (ConfabCheckPage *self) {
  gtk_stack_set_visible_child_name (self->stack, "compare");
  gtk_widget_child_focus (self->switcher, GTK_DIR_TAB_FORWARD);
}

/* A picture gives its own answer. */
static void
on_way_changed (ConfabCheckPage *self) {
  const char *way = adw_view_stack_get_visible_child_name (self->ways);

  gtk_widget_set_visible (self->answers, g_strcmp0 (way, "picture") != 0);
}

static void
confab_check_page_dispose (GObject *object) {
  ConfabCheckPage *self = CONFAB_CHECK_PAGE (object);

  g_clear_object (&self->device);
  g_clear_object (&self->contact);
  g_clear_object (&self->account);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_check_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class) {
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/check/check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, intro_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, ways);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, digits_bin);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, words_bin);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, picture_stack_page);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, picture);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, notice);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, answers);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, differ_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, same_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, done_page);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, done_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPage, again_button);
  gtk_widget_class_bind_template_callback (widget_class, on_same_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_differ_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_picture_same);
  gtk_widget_class_bind_template_callback (widget_class, on_picture_differ);
  gtk_widget_class_bind_template_callback (widget_class, on_done_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_way_changed);
}

static void
confab_check_page_class_init (ConfabCheckPageClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_check_page_dispose;
  signals[SIGNAL_FINISHED] = g_signal_new (
      "finished", CONFAB_TYPE_CHECK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (CONFAB_TYPE_CHECK_PICTURE);
  g_type_ensure (CONFAB_TYPE_WIDGETS_NOTICE);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
confab_check_page_init (ConfabCheckPage *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
confab_check_page_new (ConfabCore *core, ConfabModelAccount *account, ConfabModelContact *contact,
    ConfabModelDevice *device) {
  ConfabCheckPage *self = g_object_new (CONFAB_TYPE_CHECK_PAGE, NULL);
  const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (device);
  g_autofree char *title = NULL;
  g_autofree char *intro = NULL;

  self->core = g_object_ref (core);
  self->account = g_object_ref (account);
  g_set_object (&self->contact, contact);
  self->device = g_object_ref (device);
  if (contact != NULL) {
    title = dup_named (_ ("Really %s?"), confab_model_contact_get_name (contact));
    intro = dup_named (_ ("Sit together, or ring %s on a number that you had before. Does %s see "
                          "the same?"),
        confab_model_contact_get_name (contact));
    adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
    confab_check_picture_set_contact (self->picture, core, contact);
  } else {
    intro = g_strdup (_ ("Take the other device. Does it show the same for this computer?"));
    adw_view_stack_page_set_visible (self->picture_stack_page, FALSE);
  }
  gtk_label_set_text (self->intro_label, intro);
  if (facts->digits != NULL)
    adw_bin_set_child (self->digits_bin, confab_check_words_new_digits (facts->digits));
  if (facts->words != NULL)
    adw_bin_set_child (self->words_bin, confab_check_words_new_words (facts->words));
  on_way_changed (self);
  return ADW_NAVIGATION_PAGE (self);
}
