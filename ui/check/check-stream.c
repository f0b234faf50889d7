/* Starts the program that has the camera, believes nothing of what it says beyond the sizes that
 * were agreed on, and kills it to turn the camera off: whatever state it is in, its hold on the
 * camera goes with it. */

#include "check/check-stream.h"

#include <gio/gio.h>

#include "check/check-config.h"

#define PROGRAM "confab-camera"

/* Held by who started it, and by a read or a wait that is under way. */
struct _ConfabCheckStream {
  const ConfabCheckStreamTells *tells; /* NULL: stopped */
  gpointer data;
  GSubprocess *program;      /* owned, nullable: it could not be started */
  GCancellable *cancellable; /* owned */
  guint end_source;          /* 0: none */
  gboolean has_seen;

  ConfabCheckFrame head; /* being read */
  guint8 *body;          /* owned, nullable: being read */
};

static void
stream_clear (gpointer data) {
  ConfabCheckStream *self = data;

  g_clear_object (&self->program);
  g_clear_object (&self->cancellable);
  g_free (self->body);
}

static void
stream_unref (ConfabCheckStream *self) {
  g_rc_box_release_full (self, stream_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabCheckStream, stream_unref)

static void
end (ConfabCheckStream *self, ConfabCheckStreamEnd reason) {
  g_clear_handle_id (&self->end_source, g_source_remove);
  if (self->program != NULL)
    g_subprocess_force_exit (self->program);
  if (self->tells != NULL)
    self->tells->end (reason, self->data);
}

static gboolean
on_too_long (gpointer data) {
  ConfabCheckStream *self = data;

  self->end_source = 0;
  end (self, CONFAB_CHECK_STREAM_TOO_LONG);
  return G_SOURCE_REMOVE;
}

static gboolean
on_not_started (gpointer data) {
  ConfabCheckStream *self = data;

  self->end_source = 0;
  end (self, CONFAB_CHECK_STREAM_UNUSABLE);
  return G_SOURCE_REMOVE;
}

static void
end_early (ConfabCheckStream *self) {
  end (self, self->has_seen ? CONFAB_CHECK_STREAM_LOST : CONFAB_CHECK_STREAM_UNUSABLE);
}

/* ---- what it says ---- */

static void read_head (ConfabCheckStream *self);

static gboolean
is_sound (const ConfabCheckFrame *head) {
  switch (head->kind) {
  case CONFAB_CHECK_FRAME_PICTURE:
    return head->width > 0 && head->width <= CONFAB_CHECK_FRAME_WIDTH && head->height > 0 &&
           head->height <= CONFAB_CHECK_FRAME_HEIGHT &&
           head->length == head->width * head->height * 4;
  case CONFAB_CHECK_FRAME_TEXT:
    return head->length > 0 && head->length <= CONFAB_CHECK_FRAME_MAX_TEXT;
  default:
    return FALSE;
  }
}

static void
take_picture (ConfabCheckStream *self) {
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&self->body), self->head.length);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new ((int)self->head.width,
      (int)self->head.height, GDK_MEMORY_R8G8B8X8, bytes, self->head.width * 4);

  self->has_seen = TRUE;
  self->tells->see (texture, self->data);
}

static void
take_text (ConfabCheckStream *self) {
  g_autofree char *text = g_strndup ((const char *)self->body, self->head.length);

  g_clear_pointer (&self->body, g_free);
  if (g_utf8_validate (text, -1, NULL))
    self->tells->read (text, self->data);
}

static void
on_body (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (ConfabCheckStream) self = data;
  gsize length = 0;
  gboolean is_read =
      g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, NULL);

  if (self->tells == NULL)
    return;
  if (!is_read || length != self->head.length) {
    end_early (self);
    return;
  }
  if (self->head.kind == CONFAB_CHECK_FRAME_PICTURE)
    take_picture (self);
  else
    take_text (self);
  if (self->tells != NULL)
    read_head (self);
}

static void
on_head (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (ConfabCheckStream) self = data;
  gsize length = 0;
  gboolean is_read =
      g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, NULL);

  if (self->tells == NULL)
    return;
  if (!is_read || length != sizeof self->head || !is_sound (&self->head)) {
    end_early (self);
    return;
  }
  self->body = g_malloc (self->head.length);
  g_input_stream_read_all_async (G_INPUT_STREAM (source), self->body, self->head.length,
      G_PRIORITY_DEFAULT, self->cancellable, on_body, g_rc_box_acquire (self));
}

static void
read_head (ConfabCheckStream *self) {
  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (self->program), &self->head,
      sizeof self->head, G_PRIORITY_DEFAULT, self->cancellable, on_head, g_rc_box_acquire (self));
}

/* ---- start and stop ---- */

/* Beside the program itself while it is not installed. */
static char *
dup_program_path (void) {
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = own != NULL ? g_path_get_dirname (own) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, PROGRAM, NULL) : NULL;

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  return g_build_filename (CONFAB_CHECK_LIBEXECDIR, PROGRAM, NULL);
}

ConfabCheckStream *
confab_check_stream_start (int fd, const ConfabCheckStreamTells *tells, gpointer data) {
  ConfabCheckStream *self = g_rc_box_new0 (ConfabCheckStream);
  g_autofree char *path = dup_program_path ();
  const char *const words[] = { path, NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);

  self->tells = tells;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  g_subprocess_launcher_take_fd (launcher, fd, CONFAB_CHECK_FRAME_FD);
  self->program = g_subprocess_launcher_spawnv (launcher, words, NULL);
  if (self->program == NULL) {
    self->end_source = g_idle_add (on_not_started, self);
    return self;
  }
  self->end_source = g_timeout_add_seconds (CONFAB_CHECK_FRAME_SECONDS, on_too_long, self);
  read_head (self);
  return self;
}

void
confab_check_stream_stop (ConfabCheckStream *self) {
  g_clear_handle_id (&self->end_source, g_source_remove);
  self->tells = NULL;
  g_cancellable_cancel (self->cancellable);
  if (self->program != NULL)
    g_subprocess_force_exit (self->program);
  stream_unref (self);
}
