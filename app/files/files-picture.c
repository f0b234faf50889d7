/* Pictures through glycin. It refuses to decode anything in this process, drawings and pages (their
 * decoder follows links), and what is too large to be held. */

#include "files/files-picture.h"

#include <errno.h>
#include <glycin.h>
#include <sys/mman.h>
#include <turbojpeg.h>
#include <unistd.h>

#include "base/base-fiber.h"
#include "files/files-cipher.h"
#include "files/files-kind-private.h"

#define SECONDS 20 /* for one picture, from its bytes to its pixels */

static ConfabFilesPicture *
picture_new (const ConfabFilesPixels *pixels, guint width, guint height) {
  ConfabFilesPicture *self = g_atomic_rc_box_new0 (ConfabFilesPicture);

  self->pixels = *pixels;
  self->width = width;
  self->height = height;
  return self;
}

ConfabFilesPicture *
confab_files_picture_ref (ConfabFilesPicture *self) {
  return g_atomic_rc_box_acquire (self);
}

static void
picture_clear (gpointer data) {
  ConfabFilesPicture *self = data;

  g_bytes_unref (self->pixels.bytes);
}

void
confab_files_picture_unref (ConfabFilesPicture *self) {
  g_atomic_rc_box_release_full (self, picture_clear);
}

G_DEFINE_BOXED_TYPE (
    ConfabFilesPicture, confab_files_picture, confab_files_picture_ref, confab_files_picture_unref)

/* ---- what came from the decoder ---- */

#define NO_ALPHA (-1)

/* Channels, where red, green, blue and alpha stand, bytes of each, premultiplied. What is not here
 * (numbers with a point, of pictures for bright screens) is not shown. */
static const struct {
  GlyMemoryFormat format;
  ConfabFilesLayout layout;
} LAYOUTS[] = {
  { GLY_MEMORY_R8G8B8, { 3, 0, 1, 2, NO_ALPHA, 1, FALSE } },
  { GLY_MEMORY_B8G8R8, { 3, 2, 1, 0, NO_ALPHA, 1, FALSE } },
  { GLY_MEMORY_R8G8B8A8, { 4, 0, 1, 2, 3, 1, FALSE } },
  { GLY_MEMORY_B8G8R8A8, { 4, 2, 1, 0, 3, 1, FALSE } },
  { GLY_MEMORY_A8R8G8B8, { 4, 1, 2, 3, 0, 1, FALSE } },
  { GLY_MEMORY_A8B8G8R8, { 4, 3, 2, 1, 0, 1, FALSE } },
  { GLY_MEMORY_R8G8B8A8_PREMULTIPLIED, { 4, 0, 1, 2, 3, 1, TRUE } },
  { GLY_MEMORY_B8G8R8A8_PREMULTIPLIED, { 4, 2, 1, 0, 3, 1, TRUE } },
  { GLY_MEMORY_A8R8G8B8_PREMULTIPLIED, { 4, 1, 2, 3, 0, 1, TRUE } },
  { GLY_MEMORY_G8, { 1, 0, 0, 0, NO_ALPHA, 1, FALSE } },
  { GLY_MEMORY_G8A8, { 2, 0, 0, 0, 1, 1, FALSE } },
  { GLY_MEMORY_G8A8_PREMULTIPLIED, { 2, 0, 0, 0, 1, 1, TRUE } },
  { GLY_MEMORY_G16, { 1, 0, 0, 0, NO_ALPHA, 2, FALSE } },
  { GLY_MEMORY_G16A16, { 2, 0, 0, 0, 1, 2, FALSE } },
  { GLY_MEMORY_G16A16_PREMULTIPLIED, { 2, 0, 0, 0, 1, 2, TRUE } },
  { GLY_MEMORY_R16G16B16, { 3, 0, 1, 2, NO_ALPHA, 2, FALSE } },
  { GLY_MEMORY_R16G16B16A16, { 4, 0, 1, 2, 3, 2, FALSE } },
  { GLY_MEMORY_R16G16B16A16_PREMULTIPLIED, { 4, 0, 1, 2, 3, 2, TRUE } },
};

/* By what the decoder says that it was: the ones that people send. */
static const char *const KINDS[] = { "image/jpeg", "image/png", "image/apng", "image/gif",
  "image/webp", "image/heif", "image/heic", "image/avif", "image/jxl", "image/bmp", "image/tiff",
  NULL };

static const ConfabFilesLayout *
layout_of (GlyMemoryFormat format) {
  for (guint i = 0; i < G_N_ELEMENTS (LAYOUTS); i++) {
    if (LAYOUTS[i].format == format)
      return &LAYOUTS[i].layout;
  }
  return NULL;
}

static DexFuture *
reject (const char *why) {
  return dex_future_new_reject (CONFAB_FILES_ERROR, CONFAB_FILES_ERROR_DAMAGED, "%s", why);
}

typedef struct {
  GlyFrame *frame;
  guint side;
} Shrinking;

static void
shrinking_free (gpointer data) {
  Shrinking *shrinking = data;

  g_object_unref (shrinking->frame);
  g_free (shrinking);
}

/* In the pool. */
static DexFuture *
run_shrinking (gpointer data) {
  const Shrinking *shrinking = data;
  GlyFrame *frame = shrinking->frame;
  const ConfabFilesLayout *layout = layout_of (gly_frame_get_memory_format (frame));
  GBytes *bytes = gly_frame_get_buf_bytes (frame);
  ConfabFilesRows rows = { .width = gly_frame_get_width (frame),
    .height = gly_frame_get_height (frame),
    .stride = gly_frame_get_stride (frame) };
  ConfabFilesPixels pixels;

  if (layout == NULL)
    return reject ("The picture has colours of a kind that is not shown");
  rows.bytes = g_bytes_get_data (bytes, &rows.length);
  rows.layout = *layout;
  if (!confab_files_pixels_scale (&rows, shrinking->side, &pixels))
    return reject ("The picture is too large, or not what its decoder says");
  return dex_future_new_take_boxed (
      CONFAB_TYPE_FILES_PICTURE, picture_new (&pixels, rows.width, rows.height));
}

/* ---- asking it ---- */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  GlyImage *image = gly_loader_load_finish (GLY_LOADER (source), result, &error);

  if (image != NULL)
    dex_promise_resolve_object (promise, image);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

static void
on_framed (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  GlyFrame *frame = gly_image_next_frame_finish (GLY_IMAGE (source), result, &error);

  if (frame != NULL)
    dex_promise_resolve_object (promise, frame);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

/* What takes longer than there is time is told to end. Takes `future`. */
static gpointer
await_in_time (DexFuture *future, DexFuture *end, GCancellable *cancellable) {
  gpointer object = dex_await_object (dex_future_first (future, dex_ref (end), NULL), NULL);

  if (object == NULL)
    g_cancellable_cancel (cancellable);
  return object;
}

/* glycin reads files: it is given one without a name, in memory. In the pool, of `data`, a GBytes.
 * Resolves to a descriptor. */
static DexFuture *
run_open (gpointer data) {
  gsize length, done = 0;
  const guint8 *bytes = g_bytes_get_data (data, &length);
  ConfabFilesMagic magic;
  int fd;

  /* Which decoder gets it is not the bytes' to say: one for drawings follows links. */
  if (!confab_files_kind_magic (bytes, MIN (length, CONFAB_FILES_HEAD_BYTES), length, &magic) ||
      magic.media == NULL || !g_strv_contains (KINDS, magic.media))
    return reject ("It is no picture that can be decoded");
  fd = memfd_create ("picture", MFD_CLOEXEC);
  while (fd >= 0 && done < length) {
    gssize n = write (fd, bytes + done, length - done);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0) {
      close (fd);
      fd = -1;
    }
    done += n > 0 ? (gsize)n : 0;
  }
  return fd >= 0 ? dex_future_new_for_int (fd) : reject ("There is no room for the picture");
}

static void
unref_bytes (gpointer data) {
  g_bytes_unref (data);
}

typedef struct {
  GBytes *bytes;
  guint side;
} Decoding;

static void
decoding_free (gpointer data) {
  Decoding *decoding = data;

  g_bytes_unref (decoding->bytes);
  g_free (decoding);
}

/* Said outright: left to itself, glycin goes without where there is no sandbox to be had. */
static GlySandboxSelector
sandbox (void) {
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? GLY_SANDBOX_SELECTOR_FLATPAK_SPAWN
                                                            : GLY_SANDBOX_SELECTOR_BWRAP;
}

/* Returns: (transfer full) (nullable) */
static GlyFrame *
await_frame (GFile *file, const char **why) {
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GlyLoader) loader = gly_loader_new (file);
  g_autoptr (DexFuture) end = dex_timeout_new_seconds (SECONDS);
  g_autoptr (GlyImage) image = NULL;
  DexPromise *promise = dex_promise_new ();

  gly_loader_set_sandbox_selector (loader, sandbox ());
  gly_loader_load_async (loader, cancellable, on_loaded, dex_ref (promise));
  image = await_in_time (DEX_FUTURE (promise), end, cancellable);
  *why = "It is no picture that can be decoded";
  if (image == NULL || !g_strv_contains (KINDS, gly_image_get_mime_type (image)))
    return NULL;
  *why = "The picture is too large";
  if ((guint64)gly_image_get_width (image) * gly_image_get_height (image) > CONFAB_FILES_PIXELS_MAX)
    return NULL;
  *why = "The picture is broken";
  promise = dex_promise_new ();
  gly_image_next_frame_async (image, cancellable, on_framed, dex_ref (promise));
  return await_in_time (DEX_FUTURE (promise), end, cancellable);
}

static DexFuture *
run_decoding (gpointer data) {
  const Decoding *decoding = data;
  g_autoptr (GError) error = NULL;
  int fd = dex_await_int (
      confab_base_fiber_start_apart (run_open, g_bytes_ref (decoding->bytes), unref_bytes), &error);
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GlyFrame) frame = NULL;
  const char *why = NULL;
  Shrinking *shrinking;

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  file = g_file_new_for_path (path);
  frame = await_frame (file, &why);
  close (fd);
  if (frame == NULL)
    return reject (why);
  shrinking = g_new0 (Shrinking, 1);
  shrinking->frame = g_steal_pointer (&frame);
  shrinking->side = decoding->side;
  return confab_base_fiber_start_apart (run_shrinking, shrinking, shrinking_free);
}

DexFuture *
confab_files_picture_decode (GBytes *bytes, guint side) {
  Decoding *decoding;

  if (g_bytes_get_size (bytes) == 0 || g_bytes_get_size (bytes) > CONFAB_FILES_PICTURE_MAX_BYTES)
    return reject ("The file is empty or too large");
  decoding = g_new0 (Decoding, 1);
  decoding->bytes = g_bytes_ref (bytes);
  decoding->side = side;
  return confab_base_fiber_start (run_decoding, decoding, decoding_free);
}

/* ---- what is made of it ---- */

ConfabFilesPicture *
confab_files_picture_scale (const ConfabFilesPicture *self, guint side) {
  static const ConfabFilesLayout RGBA = { 4, 0, 1, 2, 3, 1, FALSE };
  ConfabFilesRows rows = { .width = self->pixels.width,
    .height = self->pixels.height,
    .stride = (gsize)self->pixels.width * 4,
    .layout = RGBA };
  ConfabFilesPixels pixels;

  rows.bytes = g_bytes_get_data (self->pixels.bytes, &rows.length);
  g_return_val_if_fail (confab_files_pixels_scale (&rows, side, &pixels), NULL);
  return picture_new (&pixels, self->width, self->height);
}

GBytes *
confab_files_picture_dup_jpeg (const ConfabFilesPicture *self, int quality) {
  tjhandle encoder = NULL;
  unsigned char *out = NULL;
  unsigned long length = 0;
  GBytes *bytes = NULL;

  if (!self->pixels.is_opaque || (encoder = tjInitCompress ()) == NULL)
    return NULL;
  if (tjCompress2 (encoder, g_bytes_get_data (self->pixels.bytes, NULL), (int)self->pixels.width, 0,
          (int)self->pixels.height, TJPF_RGBX, &out, &length, TJSAMP_420, quality, 0) == 0)
    bytes = g_bytes_new (out, length);
  tjFree (out);
  tjDestroy (encoder);
  return bytes;
}
