/* Pictures on the screen: of files that came, after the judge was asked once more, and of what is
 * about to be sent. One is decoded at a time, a few are held, and none is on the disk but sealed.
 */

#include "core/core-attach.h"

#include <string.h>

#include "base/base-fiber.h"
#include "core/core-private.h"
#include "files/files-picture.h"

#define MAX_SHOWN 24        /* the one that was shown first makes room */
#define SMALL_SIDE 2048     /* of a picture that is sent smaller */
#define SMALL_QUALITY 85    /* of 100 */
#define LARGE_BYTES 1048576 /* from here on a smaller one is offered */

/* ---- one at a time ---- */

/* Before anything is read: what waits holds no bytes. Returns what leave_turn takes. */
static DexPromise *
await_turn (ConfabCore *self) {
  while (self->decoding != NULL)
    dex_await (DEX_FUTURE (dex_ref (self->decoding)), NULL);
  self->decoding = dex_promise_new ();
  return dex_ref (self->decoding);
}

static void
leave_turn (ConfabCore *self, DexPromise *turn) {
  dex_clear (&self->decoding);
  dex_promise_resolve_boolean (turn, TRUE);
  dex_unref (turn);
}

static ConfabModelPicture *
to_model (const ConfabFilesPicture *picture) {
  return confab_model_picture_new (
      picture->pixels.bytes, picture->pixels.width, picture->pixels.height);
}

/* ---- bytes ---- */

/* In the pool, of `data`, a GInputStream. */
static DexFuture *
run_slurp (gpointer data) {
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  guint8 block[65536];
  gssize n;

  while ((n = g_input_stream_read (data, block, sizeof block, NULL, NULL)) > 0) {
    g_output_stream_write_all (out, block, (gsize)n, NULL, NULL, NULL);
    if (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)) >
        CONFAB_FILES_PICTURE_MAX_BYTES)
      n = -1;
    if (n < 0)
      break;
  }
  g_output_stream_close (out, NULL, NULL);
  if (n < 0)
    return confab_core_reject (CONFAB_PROBLEM_PICTURE, "");
  return dex_future_new_take_boxed (
      G_TYPE_BYTES, g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out)));
}

/* In the pool, of `data`, a GFile. */
static DexFuture *
run_slurp_file (gpointer data) {
  g_autoptr (GFileInputStream) stream = g_file_read (data, NULL, NULL);

  return stream != NULL ? run_slurp (stream) : confab_core_reject (CONFAB_PROBLEM_PICTURE, "");
}

/* ---- of a file that came ---- */

typedef struct {
  ConfabCore *self;
  ConfabModelChat *chat;
  ConfabModelMessage *message;
} Picturing;

static void
picturing_free (gpointer data) {
  Picturing *picturing = data;

  g_object_unref (picturing->self);
  g_object_unref (picturing->chat);
  g_object_unref (picturing->message);
  g_free (picturing);
}

static void
on_shown_gone (gpointer data, GObject *file) {
  g_ptr_array_remove (data, file);
}

void
confab_core_forget_pictures (ConfabCore *self) {
  for (guint i = 0; self->pictured != NULL && i < self->pictured->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->pictured, i), on_shown_gone, self->pictured);
  g_clear_pointer (&self->pictured, g_ptr_array_unref);
}

static void
remember_shown (ConfabCore *self, ConfabModelFile *file) {
  if (self->pictured == NULL)
    self->pictured = g_ptr_array_new ();
  if (g_ptr_array_find (self->pictured, file, NULL))
    return;
  g_ptr_array_add (self->pictured, file);
  g_object_weak_ref (G_OBJECT (file), on_shown_gone, self->pictured);
  if (self->pictured->len > MAX_SHOWN) {
    ConfabModelFile *first = g_ptr_array_steal_index (self->pictured, 0);

    g_object_weak_unref (G_OBJECT (first), on_shown_gone, self->pictured);
    confab_model_file_set_picture (first, NULL);
  }
}

/* Returns: (transfer full) (nullable) */
static ConfabFilesPicture *
await_held (const Picturing *picturing) {
  g_autoptr (GInputStream) stream = dex_await_object (
      confab_core_file_read (picturing->self, picturing->chat, picturing->message), NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (stream != NULL)
    bytes = dex_await_boxed (
        confab_base_fiber_start_apart (run_slurp, g_object_ref (stream), g_object_unref), NULL);
  return bytes != NULL
             ? dex_await_boxed (confab_files_picture_decode (bytes, CONFAB_FILE_PICTURE_SIDE), NULL)
             : NULL;
}

/* Removed, taken back or erased: then there is nothing to show. Borrowed, nullable. */
static ConfabModelFile *
find_held (const Picturing *picturing) {
  ConfabModelFile *file = confab_model_message_get_file (picturing->message);

  return file != NULL && confab_model_file_get_state (file) == CONFAB_FILE_HELD &&
                 !picturing->self->is_quitting
             ? file
             : NULL;
}

static DexFuture *
run_picturing (gpointer data) {
  const Picturing *picturing = data;
  ConfabCore *self = picturing->self;
  g_autoptr (ConfabFilesPicture) picture = NULL;
  g_autoptr (ConfabModelPicture) shown = NULL;
  ConfabModelFile *file;
  DexPromise *turn;
  int verdict = dex_await_int (confab_core_judge (self, picturing->chat, picturing->message), NULL);

  file = find_held (picturing);
  if (file == NULL || verdict != CONFAB_FILE_OPEN)
    return confab_core_reject (CONFAB_PROBLEM_FILE, "");
  if (confab_model_file_get_kind (file) != CONFAB_FILE_KIND_PICTURE)
    return confab_core_reject (CONFAB_PROBLEM_PICTURE, "");
  turn = await_turn (self);
  file = find_held (picturing);
  /* Pressed twice: it is there. */
  if (file != NULL && confab_model_file_get_picture (file) == NULL)
    picture = await_held (picturing);
  leave_turn (self, turn);
  file = find_held (picturing);
  if (file != NULL && confab_model_file_get_picture (file) != NULL)
    return dex_future_new_true ();
  if (picture == NULL || file == NULL)
    return confab_core_reject (CONFAB_PROBLEM_PICTURE, "");
  shown = to_model (picture);
  confab_model_file_set_picture (file, shown);
  remember_shown (self, file);
  return dex_future_new_true ();
}

DexFuture *
confab_core_file_picture (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  Picturing *picturing = g_new0 (Picturing, 1);

  picturing->self = g_object_ref (self);
  picturing->chat = g_object_ref (chat);
  picturing->message = g_object_ref (message);
  return confab_base_fiber_start (run_picturing, picturing, picturing_free);
}

void
confab_core_file_hide_picture (ConfabCore *self, ConfabModelMessage *message) {
  ConfabModelFile *file = confab_model_message_get_file (message);

  if (file != NULL)
    confab_model_file_set_picture (file, NULL);
}

/* ---- of what is about to be sent ---- */

typedef struct {
  ConfabCore *self;
  ConfabModelAttachment *attachment;
} Previewing;

static void
previewing_free (gpointer data) {
  Previewing *previewing = data;

  g_object_unref (previewing->self);
  g_object_unref (previewing->attachment);
  g_free (previewing);
}

typedef struct {
  ConfabModelAttachment *attachment;
  ConfabFilesPicture *picture;
} Making;

static void
making_free (gpointer data) {
  Making *making = data;

  g_object_unref (making->attachment);
  confab_files_picture_unref (making->picture);
  g_free (making);
}

/* It saves at least three of ten bytes; or it is smaller at all, and what cannot be cleaned becomes
 * clean by it. */
static GBytes *
dup_small (const Making *making) {
  guint64 size = confab_model_attachment_get_size (making->attachment);
  gboolean tells =
      confab_model_attachment_get_note (making->attachment) == CONFAB_ATTACHMENT_MAY_TELL;
  g_autoptr (GBytes) small = NULL;

  if (!tells && size < LARGE_BYTES)
    return NULL;
  small = confab_files_picture_dup_jpeg (making->picture, SMALL_QUALITY);
  if (small == NULL || g_bytes_get_size (small) > (tells ? size : size / 10 * 7))
    return NULL;
  return g_steal_pointer (&small);
}

/* In the pool; nobody else has the attachment yet. */
static DexFuture *
run_making (gpointer data) {
  const Making *making = data;
  g_autoptr (ConfabFilesPicture) shown =
      confab_files_picture_scale (making->picture, CONFAB_FILE_PICTURE_SIDE);
  g_autoptr (ConfabModelPicture) picture = to_model (shown);
  g_autoptr (GBytes) small = dup_small (making);

  confab_model_attachment_set_picture (making->attachment, picture, small);
  return dex_future_new_true ();
}

/* Returns: (transfer full) (nullable) */
static ConfabFilesPicture *
await_chosen (ConfabModelAttachment *attachment) {
  GBytes *known = confab_model_attachment_get_bytes (attachment);
  g_autoptr (GBytes) bytes = known != NULL ? g_bytes_ref (known) : NULL;

  if (bytes == NULL)
    bytes = dex_await_boxed (
        confab_base_fiber_start_apart (run_slurp_file,
            g_object_ref (confab_model_attachment_get_file (attachment)), g_object_unref),
        NULL);
  return bytes != NULL ? dex_await_boxed (confab_files_picture_decode (bytes, SMALL_SIDE), NULL)
                       : NULL;
}

/* What is no picture to look at, or cannot be one, is a file like any other. */
static DexFuture *
run_previewing (gpointer data) {
  const Previewing *previewing = data;
  ConfabModelAttachment *attachment = previewing->attachment;
  DexPromise *turn = await_turn (previewing->self);
  ConfabFilesPicture *picture = previewing->self->is_quitting ? NULL : await_chosen (attachment);
  Making *making;

  leave_turn (previewing->self, turn);
  if (picture != NULL) {
    making = g_new0 (Making, 1);
    making->attachment = g_object_ref (attachment);
    making->picture = picture;
    dex_await (confab_base_fiber_start_apart (run_making, making, making_free), NULL);
  }
  return dex_future_new_take_object (g_object_ref (attachment));
}

DexFuture *
confab_core_preview (ConfabCore *self, ConfabModelAttachment *attachment) {
  const char *media = confab_model_attachment_get_media (attachment);
  Previewing *previewing;

  if (media == NULL || !g_str_has_prefix (media, "image/") || strstr (media, "svg") != NULL ||
      confab_model_attachment_get_size (attachment) > CONFAB_FILES_PICTURE_MAX_BYTES)
    return dex_future_new_take_object (g_object_ref (attachment));
  previewing = g_new0 (Previewing, 1);
  previewing->self = g_object_ref (self);
  previewing->attachment = g_object_ref (attachment);
  return confab_base_fiber_start (run_previewing, previewing, previewing_free);
}

/* ---- others ---- */

static DexFuture *
on_decoded (DexFuture *future, gpointer data) {
  const GValue *value = dex_future_get_value (future, NULL);

  return value != NULL ? dex_future_new_take_boxed (
                             CONFAB_TYPE_MODEL_PICTURE, to_model (g_value_get_boxed (value)))
                       : confab_core_reject (CONFAB_PROBLEM_PICTURE, "");
}

DexFuture *
confab_core_decode_picture (GBytes *bytes, guint side) {
  return dex_future_finally (confab_files_picture_decode (bytes, side), on_decoded, NULL, NULL);
}
