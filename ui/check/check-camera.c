/* Brings the portal's answer, the program with the camera, and the screen together. The camera is
 * on from the user's press until the first of: their word, the end of its time, or that nobody can
 * see it here any more. It starts nothing by itself. */

#include "check/check-camera.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libdex.h>

#include "check/check-portal.h"
#include "check/check-stream.h"
#include "widgets/widgets-speak.h"

struct _ConfabCheckCamera {
  AdwBin parent_instance;

  /* owned */
  GCancellable *asking;      /* nullable: the desktop has not answered yet */
  ConfabCheckStream *stream; /* nullable */
  char *hint;
  gboolean has_seen;

  /* template */
  GtkPicture *picture;
  GtkWidget *spinner;
  GtkLabel *hint_label;
  GtkWidget *stop_button;
};

G_DEFINE_FINAL_TYPE (ConfabCheckCamera, confab_check_camera, ADW_TYPE_BIN)

enum { SIGNAL_READ, SIGNAL_OFF, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
say (ConfabCheckCamera *self, const char *words) {
  gtk_label_set_text (self->hint_label, words);
  confab_widgets_speak (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Of the size of those to come, so that nothing moves. */
static void
show_nothing (ConfabCheckCamera *self) {
  g_autoptr (GdkPaintable) empty =
      gdk_paintable_new_empty (CONFAB_CHECK_FRAME_WIDTH, CONFAB_CHECK_FRAME_HEIGHT);

  self->has_seen = FALSE;
  gtk_picture_set_paintable (self->picture, empty);
  gtk_widget_set_visible (self->spinner, TRUE);
}

static gboolean
turn_off (ConfabCheckCamera *self) {
  gboolean was_on = confab_check_camera_is_on (self);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->stream, confab_check_stream_stop);
  if (was_on && self->picture != NULL)
    show_nothing (self);
  return was_on;
}

static void
stop_because (ConfabCheckCamera *self, const char *reason, const char *advice) {
  if (turn_off (self))
    g_signal_emit (self, signals[SIGNAL_OFF], 0, reason, advice);
}

static void
stop_without_camera (ConfabCheckCamera *self) {
  stop_because (
      self, _ ("This computer has no camera that Confab may use."), _ ("Read a picture instead."));
}

static void
on_see (GdkTexture *texture, gpointer data) {
  ConfabCheckCamera *self = data;

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (self->has_seen)
    return;
  self->has_seen = TRUE;
  gtk_widget_set_visible (self->spinner, FALSE);
  say (self, self->hint);
}

static void
on_read (const char *text, gpointer data) {
  g_signal_emit (data, signals[SIGNAL_READ], 0, text);
}

static void
on_end (ConfabCheckStreamEnd end, gpointer data) {
  ConfabCheckCamera *self = data;

  if (end == CONFAB_CHECK_STREAM_TOO_LONG)
    stop_because (self, _ ("The camera was on for two minutes and is off now."),
        _ ("Use it once more, or read a picture instead."));
  else if (end == CONFAB_CHECK_STREAM_LOST)
    stop_because (self, _ ("The camera shows nothing any more."),
        _ ("Use it once more, or read a picture instead."));
  else
    stop_without_camera (self);
}

static const ConfabCheckStreamTells tells = { on_see, on_read, on_end };

/* An answer that comes when nobody waits for it any more is closed at once. */
typedef struct {
  ConfabCheckCamera *self;
  GCancellable *asking;
} Question;

static void
question_free (gpointer data) {
  Question *question = data;

  g_object_unref (question->asking);
  g_object_unref (question->self);
  g_free (question);
}

static DexFuture *
on_answered (DexFuture *completed, gpointer data) {
  Question *question = data;
  ConfabCheckCamera *self = question->self;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (self->asking != question->asking) {
    if (value != NULL)
      g_close (g_value_get_int (value), NULL);
    return NULL;
  }
  if (value != NULL) {
    g_clear_object (&self->asking);
    self->stream = confab_check_stream_start (g_value_get_int (value), &tells, self);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)) {
    stop_because (self, _ ("Confab may not use the camera."),
        _ ("Allow it in your computer’s settings, or read a picture instead."));
  } else {
    stop_without_camera (self);
  }
  return NULL;
}

void
confab_check_camera_start (ConfabCheckCamera *self, const char *hint) {
  Question *question;

  g_return_if_fail (CONFAB_IS_CHECK_CAMERA (self));

  if (confab_check_camera_is_on (self))
    return;
  g_set_str (&self->hint, hint);
  show_nothing (self);
  say (self, _ ("Waiting for the camera. If your computer asks, allow it."));
  gtk_widget_grab_focus (self->stop_button);
  self->asking = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->self = g_object_ref (self);
  question->asking = g_object_ref (self->asking);
  dex_future_disown (dex_future_finally (
      confab_check_portal_open_camera (self->asking), on_answered, question, question_free));
}

void
confab_check_camera_stop (ConfabCheckCamera *self) {
  g_return_if_fail (CONFAB_IS_CHECK_CAMERA (self));

  stop_because (self, NULL, NULL);
}

gboolean
confab_check_camera_is_on (ConfabCheckCamera *self) {
  return self->asking != NULL || self->stream != NULL;
}

static void
on_stop_clicked (ConfabCheckCamera *self) {
  confab_check_camera_stop (self);
}

static void
confab_check_camera_unmap (GtkWidget *widget) {
  GTK_WIDGET_CLASS (confab_check_camera_parent_class)->unmap (widget);
  confab_check_camera_stop (CONFAB_CHECK_CAMERA (widget));
}

static void
confab_check_camera_dispose (GObject *object) {
  ConfabCheckCamera *self = CONFAB_CHECK_CAMERA (object);

  turn_off (self);
  g_clear_pointer (&self->hint, g_free);
  G_OBJECT_CLASS (confab_check_camera_parent_class)->dispose (object);
}

static void
confab_check_camera_class_init (ConfabCheckCameraClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_check_camera_dispose;
  widget_class->unmap = confab_check_camera_unmap;
  signals[SIGNAL_READ] = g_signal_new ("read", CONFAB_TYPE_CHECK_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL,
      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_OFF] = g_signal_new ("off", CONFAB_TYPE_CHECK_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL,
      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/check/check-camera.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckCamera, picture);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckCamera, spinner);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckCamera, hint_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabCheckCamera, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked);
}

static void
confab_check_camera_init (ConfabCheckCamera *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  show_nothing (self);
}
