/* The files that were chosen and not sent yet. It refuses to send by itself, to take more than a
 * few at once, and folders; and by any other press than its own what there is a question about. */

#include "chat/chat-attach.h"

#include <glib/gi18n.h>

#include "chat/chat-attach-row.h"
#include "chat/chat-file-words.h"
#include "chat/chat-question.h"
#include "chat/chat-view.h"
#include "widgets/widgets-speak.h"

struct _ConfabChatAttach {
  AdwBin parent_instance;

  ConfabCore *core;      /* owned, nullable */
  ConfabModelChat *chat; /* owned, nullable */
  GListStore *chosen;    /* owned: ConfabModelAttachment */
  guint n_pending;       /* being looked at */
  guint64 turn;          /* of the chat: what was asked for another one is dropped */

  GValue held; /* files or a picture that wait until it is clear that they may go; 0: none */
  GSignalGroup *chat_signals; /* owned */

  GHashTable *told; /* owned: ConfabModelAttachment -> kinds of questions that stand in its row */

  GtkWidget *list;
  GtkWidget *names_check; /* for those that stand there now */
  GtkWidget *small_check;
  GtkWidget *anyway_button;
  GtkWidget *send_button;
};

G_DEFINE_FINAL_TYPE (ConfabChatAttach, confab_chat_attach, ADW_TYPE_BIN)

enum { SIGNAL_NOTICE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* A look at a file, for the chat that was shown then. */
typedef struct {
  GWeakRef attach;
  guint64 turn;
} Look;

static void
look_free (gpointer data) {
  Look *look = data;

  g_weak_ref_clear (&look->attach);
  g_free (look);
}

static guint
n_chosen (ConfabChatAttach *self) {
  return g_list_model_get_n_items (G_LIST_MODEL (self->chosen));
}

static void
on_removed (ConfabModelAttachment *attachment, gpointer data) {
  ConfabChatAttach *self = data;
  guint position;

  if (g_list_store_find (self->chosen, attachment, &position))
    g_list_store_remove (self->chosen, position);
  if (n_chosen (self) > 0)
    gtk_widget_grab_focus (self->send_button);
}

/* ---- what is asked before it goes (R08) ---- */

/* A line for each question, NULL: there is none. They count as told from now on. Returns: (transfer
 * full) (nullable) */
static char *
dup_questions (ConfabChatAttach *self, ConfabModelAttachment *attachment) {
  g_autoptr (GString) words = g_string_new (NULL);
  ConfabModelQuestionKind told = CONFAB_QUESTION_NONE;
  g_autoptr (ConfabModelQuestion) question = NULL;

  while (self->chat != NULL && (question = confab_core_attachment_ask (
                                    self->core, self->chat, attachment, told)) != NULL) {
    g_autofree char *line = confab_chat_question_dup_words (question);

    told |= confab_model_question_get_kind (question);
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", line);
    g_clear_object (&question);
  }
  g_hash_table_insert (self->told, attachment, GUINT_TO_POINTER (told));
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static ConfabModelQuestionKind
told_of (ConfabChatAttach *self, ConfabModelAttachment *attachment) {
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->told, attachment));
}

static gboolean
has_question (ConfabChatAttach *self) {
  for (guint i = 0; i < n_chosen (self); i++) {
    g_autoptr (ConfabModelAttachment) attachment =
        g_list_model_get_item (G_LIST_MODEL (self->chosen), i);

    if (told_of (self, attachment) != CONFAB_QUESTION_NONE)
      return TRUE;
  }
  return FALSE;
}

/* ---- what is shown ---- */

static gboolean
are_nameless (ConfabChatAttach *self) {
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->names_check));
}

/* Says what it would save; nothing where there is no smaller one. */
static void
update_small (ConfabChatAttach *self) {
  gboolean is_small = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->small_check));
  guint64 whole = 0, small = 0;
  guint n = 0;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < n_chosen (self); i++) {
    g_autoptr (ConfabModelAttachment) one = g_list_model_get_item (G_LIST_MODEL (self->chosen), i);

    confab_model_attachment_set_is_small (one, FALSE);
    if (confab_model_attachment_get_small_size (one) == 0)
      continue;
    n++;
    whole += confab_model_attachment_get_size (one);
    small += confab_model_attachment_get_small_size (one);
    confab_model_attachment_set_is_small (one, is_small);
  }
  from = g_format_size (whole);
  to = g_format_size (small);
  /* Translators: the first %s is a size such as "400 kB", the second one what it is now. */
  words = g_strdup_printf (ngettext ("Send the picture smaller: %s instead of %s",
                               "Send the pictures smaller: %s instead of %s", MAX (n, 1)),
      to, from);
  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->small_check), words);
  gtk_widget_set_visible (self->small_check, n > 0);
}

static void
update (ConfabChatAttach *self) {
  GtkWidget *child;
  guint n = n_chosen (self);
  gboolean is_asking;
  g_autofree char *words = NULL;

  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->names_check),
      ngettext ("Leave the file name out", "Leave the file names out", MAX (n, 1)));
  gtk_widget_set_visible (self->names_check, n > 0);
  update_small (self);
  g_hash_table_remove_all (self->told);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelAttachment) attachment =
        g_list_model_get_item (G_LIST_MODEL (self->chosen), i);

    g_autofree char *questions = NULL;

    confab_model_attachment_set_is_neutral (attachment, are_nameless (self));
    questions = dup_questions (self, attachment);
    gtk_box_append (
        GTK_BOX (self->list), confab_chat_attach_row_new (attachment, questions, on_removed, self));
  }
  if (self->n_pending > 0)
    words = g_strdup (_ ("Looking at it…"));
  else
    words = g_strdup_printf (ngettext ("Send %u file", "Send %u files", n), n);
  gtk_button_set_label (GTK_BUTTON (self->send_button), words);
  is_asking = has_question (self);
  gtk_widget_set_visible (self->anyway_button, is_asking);
  gtk_widget_set_sensitive (self->anyway_button, self->n_pending == 0);
  gtk_widget_set_sensitive (self->send_button, self->n_pending == 0 && n > 0 && !is_asking);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 || self->n_pending > 0);
}

static void
say (ConfabChatAttach *self, const char *text) {
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, text);
}

gboolean
confab_chat_attach_is_settled (ConfabChatAttach *self) {
  if (!has_question (self))
    return TRUE;
  say (self, _ ("Look at the files first: send them anyway, or take them out."));
  return FALSE;
}

static DexFuture *
on_looked (DexFuture *future, gpointer data) {
  Look *look = data;
  g_autoptr (ConfabChatAttach) self = g_weak_ref_get (&look->attach);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self == NULL || self->turn != look->turn)
    return NULL;
  self->n_pending--;
  if (value != NULL) {
    ConfabModelAttachment *attachment = g_value_get_object (value);
    const char *note =
        confab_chat_file_words_get_note (confab_model_attachment_get_note (attachment));
    g_autofree char *questions = dup_questions (self, attachment);
    g_autofree char *spoken =
        g_strdup_printf ("%s. %s %s", confab_model_attachment_get_name (attachment),
            note != NULL ? note : "", questions != NULL ? questions : "");

    g_list_store_append (self->chosen, attachment);
    confab_widgets_speak (GTK_WIDGET (self), spoken, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  } else {
    say (self, _ ("That cannot be sent: it is no file, or cannot be read."));
  }
  update (self);
  return NULL;
}

/* Takes `future`. */
static void
follow (ConfabChatAttach *self, DexFuture *future) {
  Look *look = g_new0 (Look, 1);

  g_weak_ref_init (&look->attach, self);
  look->turn = self->turn;
  self->n_pending++;
  update (self);
  dex_future_disown (dex_future_finally (future, on_looked, look, look_free));
}

static gboolean
may_attach (ConfabChatAttach *self) {
  return self->chat != NULL && confab_model_chat_get_send_verdict (self->chat) == CONFAB_SEND_SEAL;
}

static gboolean
has_room (ConfabChatAttach *self) {
  g_autofree char *words = NULL;

  if (self->chat != NULL &&
      confab_model_chat_get_send_verdict (self->chat) == CONFAB_SEND_KEEP_HERE) {
    say (self, _ ("Notes hold text only."));
    return FALSE;
  }
  if (!may_attach (self)) {
    say (self, _ ("Files go out only where nobody but you two can read them."));
    return FALSE;
  }
  if (n_chosen (self) + self->n_pending < CONFAB_CHAT_ATTACH_MAX)
    return TRUE;
  words = g_strdup_printf (_ ("At most %d files at once."), CONFAB_CHAT_ATTACH_MAX);
  say (self, words);
  return FALSE;
}

static void
take_file (ConfabChatAttach *self, GFile *file) {
  if (has_room (self))
    follow (self, confab_core_attach_file (self->core, file));
}

static gboolean
take_files (ConfabChatAttach *self, GdkFileList *files) {
  g_autoptr (GSList) list = gdk_file_list_get_files (files);

  for (GSList *at = list; at != NULL && may_attach (self); at = at->next) {
    if (n_chosen (self) + self->n_pending >= CONFAB_CHAT_ATTACH_MAX)
      return has_room (self);
    take_file (self, at->data);
  }
  return list != NULL && has_room (self);
}

static gboolean
take_picture (ConfabChatAttach *self, GdkTexture *texture) {
  g_autoptr (GBytes) bytes = NULL;

  if (!has_room (self))
    return FALSE;
  bytes = gdk_texture_save_to_png_bytes (texture);
  /* Translators: name of a picture that was pasted. ".png" stays. */
  follow (self, confab_core_attach_bytes (self->core, bytes, _ ("Picture.png")));
  return TRUE;
}

/* The keys of a chat that was just opened are on their way. */
static gboolean
is_undecided (ConfabChatAttach *self) {
  return self->chat != NULL &&
         confab_model_chat_get_send_verdict (self->chat) == CONFAB_SEND_HOLD_FOR_KEYS;
}

static void
drop_held (ConfabChatAttach *self) {
  if (G_IS_VALUE (&self->held))
    g_value_unset (&self->held);
}

static gboolean
hold (ConfabChatAttach *self, const GValue *value) {
  drop_held (self);
  g_value_init (&self->held, G_VALUE_TYPE (value));
  g_value_copy (value, &self->held);
  return TRUE;
}

gboolean
confab_chat_attach_give (ConfabChatAttach *self, const GValue *value) {
  g_return_val_if_fail (CONFAB_IS_CHAT_ATTACH (self), FALSE);
  g_return_val_if_fail (G_IS_VALUE (value), FALSE);

  if (is_undecided (self))
    return hold (self, value);
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return take_files (self, g_value_get_boxed (value));
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    return take_picture (self, g_value_get_object (value));
  return FALSE;
}

static void
on_verdict_changed (ConfabChatAttach *self) {
  GValue value = self->held;

  if (is_undecided (self) || !G_IS_VALUE (&value))
    return;
  self->held = (GValue)G_VALUE_INIT;
  confab_chat_attach_give (self, &value);
  g_value_unset (&value);
}

static void
on_files_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (ConfabChatAttach) self = data;
  g_autoptr (GListModel) files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    if (n_chosen (self) + self->n_pending >= CONFAB_CHAT_ATTACH_MAX) {
      has_room (self);
      return;
    }
    take_file (self, file);
  }
}

void
confab_chat_attach_choose (ConfabChatAttach *self) {
  g_autoptr (GtkFileDialog) dialog = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!has_room (self))
    return;
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _ ("Send Files"));
  gtk_file_dialog_open_multiple (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
      on_files_chosen, g_object_ref (self));
}

/* FALSE: nothing went. `anyway`: the questions that were told are answered. */
static gboolean
send_all (ConfabChatAttach *self, gboolean anyway) {
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), CONFAB_TYPE_CHAT_VIEW);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  g_autoptr (GArray) answered = g_array_new (FALSE, TRUE, sizeof (ConfabModelQuestionKind));

  if (self->n_pending > 0 || n_chosen (self) == 0 || view == NULL ||
      (!anyway && has_question (self)))
    return FALSE;
  for (guint i = 0; i < n_chosen (self); i++) {
    ConfabModelAttachment *one = g_list_model_get_item (G_LIST_MODEL (self->chosen), i);
    ConfabModelQuestionKind told = told_of (self, one);

    g_ptr_array_add (all, one);
    g_array_append_val (answered, told);
  }
  g_list_store_remove_all (self->chosen);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->names_check), FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->small_check), FALSE);
  for (guint i = 0; i < all->len; i++)
    confab_chat_view_follow (CONFAB_CHAT_VIEW (view),
        confab_core_send_attachment (self->core, self->chat, g_ptr_array_index (all, i),
            g_array_index (answered, ConfabModelQuestionKind, i)));
  return TRUE;
}

gboolean
confab_chat_attach_send (ConfabChatAttach *self) {
  return send_all (self, FALSE);
}

static void
on_send_clicked (ConfabChatAttach *self) {
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), CONFAB_TYPE_CHAT_VIEW);

  if (confab_chat_attach_send (self))
    confab_chat_view_focus_entry (CONFAB_CHAT_VIEW (view));
}

static void
on_anyway_clicked (ConfabChatAttach *self) {
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), CONFAB_TYPE_CHAT_VIEW);

  if (send_all (self, TRUE))
    confab_chat_view_focus_entry (CONFAB_CHAT_VIEW (view));
}

static void
confab_chat_attach_dispose (GObject *object) {
  ConfabChatAttach *self = CONFAB_CHAT_ATTACH (object);

  if (self->chosen != NULL)
    g_signal_handlers_disconnect_by_data (self->chosen, self);
  g_clear_object (&self->chosen);
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_object (&self->chat_signals);
  drop_held (self);
  g_clear_object (&self->chat);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_chat_attach_parent_class)->dispose (object);
}

static void
confab_chat_attach_class_init (ConfabChatAttachClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_chat_attach_dispose;
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", CONFAB_TYPE_CHAT_ATTACH, G_SIGNAL_RUN_LAST, 0,
      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_check (ConfabChatAttach *self) {
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_halign (check, GTK_ALIGN_START);
  gtk_widget_add_css_class (check, "caption");
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (update), self);
  return check;
}

static void
confab_chat_attach_init (ConfabChatAttach *self) {
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  self->told = g_hash_table_new (NULL, NULL);
  self->chosen = g_list_store_new (CONFAB_TYPE_MODEL_ATTACHMENT);
  g_signal_connect_swapped (self->chosen, "items-changed", G_CALLBACK (update), self);
  self->chat_signals = g_signal_group_new (CONFAB_TYPE_MODEL_CHAT);
  g_signal_group_connect_swapped (
      self->chat_signals, "notify::send-verdict", G_CALLBACK (on_verdict_changed), self);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->names_check = make_check (self);
  self->small_check = make_check (self);
  /* Before the other one, which stays where it is. */
  self->anyway_button = gtk_button_new_with_label (_ ("Send anyway"));
  gtk_widget_add_css_class (self->anyway_button, "chat-small");
  g_signal_connect_swapped (self->anyway_button, "clicked", G_CALLBACK (on_anyway_clicked), self);
  self->send_button = gtk_button_new ();
  gtk_widget_add_css_class (self->send_button, "suggested-action");
  gtk_widget_add_css_class (self->send_button, "chat-small");
  g_signal_connect_swapped (self->send_button, "clicked", G_CALLBACK (on_send_clicked), self);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->small_check);
  gtk_box_append (GTK_BOX (box), self->names_check);
  gtk_box_append (GTK_BOX (buttons), self->anyway_button);
  gtk_box_append (GTK_BOX (buttons), self->send_button);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "chat-attach");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  adw_bin_set_child (ADW_BIN (self), clamp);
  update (self);
}

void
confab_chat_attach_set_chat (ConfabChatAttach *self, ConfabCore *core, ConfabModelChat *chat) {
  if (self->chat == chat && self->core == core)
    return;
  self->turn++;
  self->n_pending = 0;
  g_set_object (&self->core, core);
  g_set_object (&self->chat, chat);
  g_signal_group_set_target (self->chat_signals, chat);
  drop_held (self);
  g_list_store_remove_all (self->chosen);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->names_check), FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->small_check), FALSE);
  update (self);
}
