/* Shows my picture and reads theirs, from a file, the clipboard or the camera. What was read is
 * judged by core alone; a picture that is no good, or somebody else's, changes nothing and is said
 * so. Pictures are never kept. */

#include "check/check-picture.h"

#include <glib/gi18n.h>

#include "check/check-camera.h"
#include "check/check-code.h"
#include "check/check-reader.h"
#include "widgets/widgets-notice.h"

#define MAX_PASTED_BYTES 8192 /* of text */

struct _ConfabCheckPicture {
  AdwBin parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabModelContact *contact;
  GCancellable *cancellable;
  gboolean is_busy;
  char *seen; /* nullable: what the camera saw last */

  /* template */
  GtkWidget *mine;
  ConfabCheckCode *code;
  GtkLabel *code_label;
  GtkLabel *read_label;
  ConfabCheckCamera *camera;
  GtkWidget *ways;
  GtkWidget *camera_button;
  GtkWidget *spinner;
  ConfabWidgetsNotice *notice;
};

G_DEFINE_FINAL_TYPE (ConfabCheckPicture, confab_check_picture, ADW_TYPE_BIN)

enum { SIGNAL_SAME, SIGNAL_DIFFER, N_SIGNALS };
static guint signals[N_SIGNALS];

static char *
dup_named (const char *pattern, const char *name) {
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", -1);

  return g_strjoinv (name, parts);
}

static const char *
name_of (ConfabCheckPicture *self) {
  return confab_model_contact_get_name (self->contact);
}

static void
set_busy (ConfabCheckPicture *self, gboolean is_busy) {
  self->is_busy = is_busy;
  gtk_widget_set_visible (self->spinner, is_busy && !confab_check_camera_is_on (self->camera));
  gtk_widget_set_sensitive (self->ways, !is_busy);
}

static void
say_nothing_read (ConfabCheckPicture *self) {
  if (confab_check_camera_is_on (self->camera)) {
    confab_widgets_notice_show (self->notice, _ ("This is a picture of another kind."), NULL);
    return;
  }
  confab_widgets_notice_show (self->notice, _ ("There is no picture to check with in it."),
      _ ("Take it sharp, straight and near, with all of its white edge."));
}

static void
say_read_error (ConfabCheckPicture *self, const GError *error) {
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    confab_widgets_notice_show (self->notice, _ ("This picture is too large."),
        _ ("A picture of the screen, or a smaller photo, will do."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    confab_widgets_notice_show (self->notice, _ ("Confab cannot read this kind of file."),
        _ ("A photo (JPEG) or a picture of the screen (PNG) will do."));
  else if (error->domain == G_IO_ERROR && error->code != G_IO_ERROR_NOT_FOUND)
    confab_widgets_notice_show (
        self->notice, _ ("This file could not be opened."), _ ("Try another one."));
  else
    say_nothing_read (self);
}

static DexFuture *
on_taken (DexFuture *completed, gpointer data) {
  ConfabCheckPicture *self = data;
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  if (dex_future_get_value (completed, &error) != NULL) {
    confab_widgets_notice_hide (self->notice);
    confab_check_camera_stop (self->camera);
    g_signal_emit (self, signals[SIGNAL_SAME], 0);
  } else if (g_error_matches (error, CONFAB_CORE_ERROR, CONFAB_PROBLEM_KEYS_DIFFER)) {
    confab_widgets_notice_hide (self->notice);
    confab_check_camera_stop (self->camera);
    g_signal_emit (self, signals[SIGNAL_DIFFER], 0);
  } else if (g_error_matches (error, CONFAB_CORE_ERROR, CONFAB_PROBLEM_NOT_A_CODE)) {
    say_nothing_read (self);
  } else {
    confab_widgets_notice_show_error (self->notice, error);
  }
  return NULL;
}

void
confab_check_picture_take (ConfabCheckPicture *self, const char *text) {
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  g_return_if_fail (CONFAB_IS_CHECK_PICTURE (self));

  set_busy (self, TRUE);
  dex_future_disown (
      dex_future_finally (confab_core_take_check_uri (self->core, self->contact, trimmed), on_taken,
          g_object_ref (self), g_object_unref));
}

static DexFuture *
on_read (DexFuture *completed, gpointer data) {
  ConfabCheckPicture *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  set_busy (self, FALSE);
  if (value != NULL)
    confab_check_picture_take (self, g_value_get_string (value));
  else
    say_read_error (self, error);
  return NULL;
}

/* Takes `future`. */
static void
follow_reading (ConfabCheckPicture *self, DexFuture *future) {
  confab_widgets_notice_hide (self->notice);
  set_busy (self, TRUE);
  dex_future_disown (dex_future_finally (future, on_read, g_object_ref (self), g_object_unref));
}

/* The dialog of GTK itself writes every file that was chosen into the list of what was used lately,
 * for all programs to read, and does so some time after its answer. */
static void
on_recent_changed (GtkRecentManager *recent, gpointer uri) {
  if (gtk_recent_manager_has_item (recent, uri))
    gtk_recent_manager_remove_item (recent, uri, NULL);
}

static void
free_uri (gpointer uri, GClosure *closure) {
  g_free (uri);
}

static void
keep_out_of_recent (GFile *file) {
  GtkRecentManager *recent = gtk_recent_manager_get_default ();
  char *uri = g_file_get_uri (file);

  on_recent_changed (recent, uri);
  g_signal_connect_data (
      recent, "changed", G_CALLBACK (on_recent_changed), uri, free_uri, G_CONNECT_DEFAULT);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (ConfabCheckPicture) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL)
    return;
  keep_out_of_recent (file);
  follow_reading (self, confab_check_reader_read_file (file));
}

static void
on_open_clicked (ConfabCheckPicture *self) {
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_set_name (filter, _ ("Photos and pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, gtk_label_get_text (self->read_label));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->cancellable,
      on_opened, g_object_ref (self));
}

/* A picture that is being pasted. */
typedef struct {
  ConfabCheckPicture *self;
  guint8 *content;
} Pasting;

static void
pasting_free (Pasting *pasting) {
  g_object_unref (pasting->self);
  g_free (pasting->content);
  g_free (pasting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pasting, pasting_free)

static void
on_pasted_all (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (Pasting) pasting = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error)) {
    set_busy (pasting->self, FALSE);
    say_read_error (pasting->self, error);
    return;
  }
  bytes = g_bytes_new_take (g_steal_pointer (&pasting->content), length);
  follow_reading (pasting->self, confab_check_reader_read_bytes (bytes));
}

static void
on_pasted_stream (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (ConfabCheckPicture) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  Pasting *pasting;

  if (stream == NULL) {
    set_busy (self, FALSE);
    say_read_error (self, error);
    return;
  }
  pasting = g_new0 (Pasting, 1);
  pasting->self = g_object_ref (self);
  /* One more than fits, so that too large is seen as such. */
  pasting->content = g_malloc (CONFAB_CHECK_READER_MAX_BYTES + 1);
  g_input_stream_read_all_async (stream, pasting->content, CONFAB_CHECK_READER_MAX_BYTES + 1,
      G_PRIORITY_DEFAULT, self->cancellable, on_pasted_all, pasting);
}

static void
on_pasted_text (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (ConfabCheckPicture) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  set_busy (self, FALSE);
  if (text != NULL && strlen (text) <= MAX_PASTED_BYTES)
    confab_check_picture_take (self, text);
  else
    say_nothing_read (self);
}

static void
on_paste_clicked (ConfabCheckPicture *self) {
  static const char *pictures[] = { "image/png", "image/jpeg", NULL };
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  confab_widgets_notice_hide (self->notice);
  set_busy (self, TRUE);
  if (gdk_content_formats_contain_mime_type (formats, pictures[0]) ||
      gdk_content_formats_contain_mime_type (formats, pictures[1]) ||
      gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE))
    gdk_clipboard_read_async (clipboard, pictures, G_PRIORITY_DEFAULT, self->cancellable,
        on_pasted_stream, g_object_ref (self));
  else
    gdk_clipboard_read_text_async (
        clipboard, self->cancellable, on_pasted_text, g_object_ref (self));
}

/* ---- the camera ---- */

static void
show_camera (ConfabCheckPicture *self, gboolean is_on) {
  gtk_widget_set_visible (GTK_WIDGET (self->camera), is_on);
  gtk_widget_set_visible (self->mine, !is_on);
  gtk_widget_set_visible (self->ways, !is_on);
}

static void
on_camera_clicked (ConfabCheckPicture *self) {
  g_autofree char *hint =
      dup_named (_ ("Hold %s’s picture in front of the camera."), name_of (self));

  confab_widgets_notice_hide (self->notice);
  g_clear_pointer (&self->seen, g_free);
  show_camera (self, TRUE);
  confab_check_camera_start (self->camera, hint);
}

/* The same picture is not asked about again: what was said of it stands there. */
static void
on_camera_read (ConfabCheckPicture *self, const char *text) {
  if (!self->is_busy && g_set_str (&self->seen, text))
    confab_check_picture_take (self, text);
}

static void
on_camera_off (ConfabCheckPicture *self, const char *reason, const char *advice) {
  show_camera (self, FALSE);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->camera_button);
  if (reason != NULL)
    confab_widgets_notice_show (self->notice, reason, advice);
  else
    confab_widgets_notice_hide (self->notice);
}

static DexFuture *
on_uri (DexFuture *completed, gpointer data) {
  ConfabCheckPicture *self = data;
  const GValue *value = dex_future_get_value (completed, NULL);
  gboolean has_code =
      value != NULL && confab_check_code_set_text (self->code, g_value_get_string (value));
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->code), has_code);
  words =
      dup_named (has_code ? _ ("Let %s’s program read this picture: then it knows you. Show it, "
                               "or send a photo of it.")
                          : _ ("Your own picture is not ready yet. Sign in once, then look "
                               "again."),
          name_of (self));
  gtk_label_set_text (self->code_label, words);
  return NULL;
}

static void
confab_check_picture_dispose (GObject *object) {
  ConfabCheckPicture *self = CONFAB_CHECK_PICTURE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->seen, g_free);
  g_clear_object (&self->contact);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_check_picture_parent_class)->dispose (object);
}

static void
confab_check_picture_class_init (ConfabCheckPictureClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_check_picture_dispose;
  signals[SIGNAL_SAME] = g_signal_new (
      "same", CONFAB_TYPE_CHECK_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DIFFER] = g_signal_new (
      "differ", CONFAB_TYPE_CHECK_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (CONFAB_TYPE_CHECK_CAMERA);
  g_type_ensure (CONFAB_TYPE_CHECK_CODE);
  g_type_ensure (CONFAB_TYPE_WIDGETS_NOTICE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/check/check-picture.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPicture, mine);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPicture, code);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPicture, code_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPicture, read_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPicture, camera);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPicture, ways);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPicture, camera_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPicture, spinner);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckPicture, notice);
  gtk_widget_class_bind_template_callback (widget_class, on_camera_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_camera_read);
  gtk_widget_class_bind_template_callback (widget_class, on_camera_off);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_clicked);
}

static void
confab_check_picture_init (ConfabCheckPicture *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

void
confab_check_picture_set_contact (
    ConfabCheckPicture *self, ConfabCore *core, ConfabModelContact *contact) {
  ConfabModelAccount *account = confab_model_contact_get_account (contact);
  g_autofree char *read = NULL;
  g_autofree char *alt = NULL;

  g_return_if_fail (CONFAB_IS_CHECK_PICTURE (self));
  g_return_if_fail (self->contact == NULL);

  self->core = g_object_ref (core);
  self->contact = g_object_ref (contact);
  read = dup_named (_ ("Read %s’s picture"), name_of (self));
  gtk_label_set_text (self->read_label, read);
  /* Translators: what a screen reader says of a picture; %s is one's own address. */
  alt = g_strdup_printf (_ ("Picture of black and white squares that stands for the keys of %s"),
      confab_model_account_get_address (account));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_PROPERTY_LABEL, alt, -1);
  dex_future_disown (dex_future_finally (
      confab_core_get_check_uri (core, account), on_uri, g_object_ref (self), g_object_unref));
}
