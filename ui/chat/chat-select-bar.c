/* The bar of the selected messages, and the actions behind it. The number is spoken as it changes.
 * What is copied is read from the store by ids, so it does not matter what is loaded. It refuses to
 * stay when the chat is another one. */

#include "chat/chat-select-bar.h"

#include <glib/gi18n.h>

#include "chat/chat-export-words.h"
#include "chat/chat-view-private.h"
#include "core/core-export.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-speak.h"

struct _ConfabChatSelectBar {
  AdwBin parent_instance;

  GtkLabel *label;
  GtkWidget *copy;
  GtkWidget *names;
};

G_DEFINE_FINAL_TYPE (ConfabChatSelectBar, confab_chat_select_bar, ADW_TYPE_BIN)

static GtkWidget *
button_new (const char *label, const char *action) {
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "chat-small");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
confab_chat_select_bar_class_init (ConfabChatSelectBarClass *class) {
}

static void
confab_chat_select_bar_init (ConfabChatSelectBar *self) {
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = adw_wrap_box_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *end = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  self->copy = button_new (_ ("Copy"), "chat.select-copy");
  self->names = button_new (_ ("Copy with names"), "chat.select-copy-names");
  gtk_widget_add_css_class (end, "flat");
  gtk_widget_set_tooltip_text (end, _ ("Stop selecting"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (end), "chat.select-end");
  gtk_box_append (GTK_BOX (buttons), self->copy);
  gtk_box_append (GTK_BOX (buttons), self->names);
  gtk_box_append (GTK_BOX (buttons), end);
  gtk_widget_set_valign (buttons, GTK_ALIGN_CENTER);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 12);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_justify (ADW_WRAP_BOX (box), ADW_JUSTIFY_SPREAD);
  adw_wrap_box_set_justify_last_line (ADW_WRAP_BOX (box), TRUE);
  adw_wrap_box_append (ADW_WRAP_BOX (box), GTK_WIDGET (self->label));
  adw_wrap_box_append (ADW_WRAP_BOX (box), buttons);
  gtk_widget_add_css_class (box, "chat-bar");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  adw_bin_set_child (ADW_BIN (self), clamp);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
confab_chat_select_bar_show (ConfabChatSelectBar *self, guint n, gboolean is_full) {
  g_autofree char *count = n > 0 ? g_strdup_printf (ngettext ("%u message", "%u messages", n), n)
                                 : g_strdup (_ ("Select messages, then copy them"));
  g_autofree char *words =
      is_full
          /* Translators: %s is a number of messages, the most there can be. */
          ? g_strdup_printf (_ ("%s at most. For more, save the chat as a file."), count)
          : g_strdup (count);
  gboolean is_new = strcmp (gtk_label_get_text (self->label), words) != 0 ||
                    !gtk_widget_get_visible (GTK_WIDGET (self));

  gtk_label_set_text (self->label, words);
  gtk_widget_set_sensitive (self->copy, n > 0);
  gtk_widget_set_sensitive (self->names, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (is_new)
    confab_widgets_speak (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
confab_chat_select_bar_hide (ConfabChatSelectBar *self) {
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* ---- actions ---- */

static void
on_select (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);

  if (view->chat == NULL || confab_model_chat_is_closed_with_undo (view->chat))
    return;
  confab_chat_timeline_view_select (
      view->timeline_view, parameter != NULL ? g_variant_get_int64 (parameter) : 0);
}

static void
on_end (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus =
      focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (view->select_bar));

  confab_chat_timeline_view_stop_selecting (view->timeline_view);
  /* The bar goes; the focus must not go with it. */
  if (had_focus)
    confab_chat_timeline_view_focus (view->timeline_view);
}

typedef struct {
  GWeakRef view;
  ConfabModelChat *chat; /* owned */
} Copying;

static void
copying_free (gpointer data) {
  Copying *copying = data;

  g_weak_ref_clear (&copying->view);
  g_object_unref (copying->chat);
  g_free (copying);
}

static DexFuture *
on_copied (DexFuture *future, gpointer data) {
  const Copying *copying = data;
  g_autoptr (ConfabChatView) view = g_weak_ref_get ((GWeakRef *)&copying->view);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (view == NULL || view->chat != copying->chat)
    return NULL;
  if (value == NULL) {
    g_autofree char *words = confab_widgets_problem_dup_error_text (error);

    confab_chat_errand_say (view, words);
    return NULL;
  }
  /* Nothing does not take the place of what was copied before. */
  if (*g_value_get_string (value) == '\0')
    confab_chat_errand_say (view, _ ("There was nothing to copy."));
  else {
    gdk_clipboard_set_text (
        gtk_widget_get_clipboard (GTK_WIDGET (view)), g_value_get_string (value));
    confab_widgets_speak (
        GTK_WIDGET (view), _ ("Copied"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  }
  gtk_widget_activate_action (GTK_WIDGET (view), "chat.select-end", NULL);
  return NULL;
}

static void
on_copy (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  g_autoptr (GArray) ids = confab_chat_timeline_view_dup_selected (view->timeline_view);
  ConfabExportWords *words = NULL;
  Copying *copying;

  if (view->chat == NULL || ids->len == 0)
    return;
  if (g_str_equal (action, "chat.select-copy-names"))
    words = confab_chat_export_words_new (view->chat);
  copying = g_new0 (Copying, 1);
  g_weak_ref_init (&copying->view, view);
  copying->chat = g_object_ref (view->chat);
  dex_future_disown (dex_future_finally (confab_core_copy_messages (view->core, view->chat,
                                             (const gint64 *)(gpointer)ids->data, ids->len, words),
      on_copied, copying, copying_free));
  confab_model_export_words_free (words);
}

void
confab_chat_select_bar_install (GtkWidgetClass *class) {
  gtk_widget_class_add_binding_action (class, GDK_KEY_Escape, 0, "chat.select-end", NULL);
  gtk_widget_class_install_action (class, "chat.select", "x", on_select);
  gtk_widget_class_install_action (class, "chat.select-some", NULL, on_select);
  gtk_widget_class_install_action (class, "chat.select-end", NULL, on_end);
  gtk_widget_class_install_action (class, "chat.select-copy", NULL, on_copy);
  gtk_widget_class_install_action (class, "chat.select-copy-names", NULL, on_copy);
}
