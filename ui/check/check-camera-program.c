/* confab-camera: a program of its own, since it runs code that falls over when a camera is pulled
 * out, and since who never uses the camera need not carry GStreamer along. It gets a link to
 * PipeWire that the portal opened, and writes small pictures and the text of codes to its output,
 * at most fifteen pictures a second, every third of them read. It refuses to outlive Confab or its
 * time; when it is gone, so is its hold on the camera. Nothing is kept. */

#include <errno.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "check/check-frame.h"
#include "check/check-scan.h"

#define PULL_NS (100 * GST_MSECOND)
#define FIRST_PICTURE_US (10 * G_USEC_PER_SEC) /* a camera that is silent for longer is none */
#define SILENCE_US (5 * G_USEC_PER_SEC)
#define SPARE_SECONDS 10 /* Confab's own clock is the one that counts */
#define READ_EVERY 3
#define MIN_SIDE 16 /* pixels */
#define MAX_SIDE 1920
#define PIPELINE                                                                                   \
  "pipewiresrc name=camera always-copy=true ! "                                                    \
  "capsfilter caps=\"video/x-raw,width=1280,height=720;video/x-raw,width=640,height=480;"          \
  "video/x-raw,width=[160,1920],height=[120,1920]\" ! "                                            \
  "videorate drop-only=true max-rate=15 ! videoconvert ! video/x-raw,format=RGBx ! "               \
  "appsink name=pictures max-buffers=1 drop=true sync=false"

static gboolean
write_all (const void *bytes, gsize length) {
  const guint8 *at = bytes;

  while (length > 0) {
    gssize n = write (STDOUT_FILENO, at, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    at += n;
    length -= (gsize)n;
  }
  return TRUE;
}

static gboolean
write_frame (
    ConfabCheckFrameKind kind, guint width, guint height, const void *bytes, gsize length) {
  const ConfabCheckFrame head = { kind, width, height, (guint32)length };

  return write_all (&head, sizeof head) && write_all (bytes, length);
}

/* ---- pictures ---- */

/* The middle of it, 8 to 5, smaller by a whole number, left and right changed: who holds something
 * before a camera moves it as before a mirror. */
static gboolean
write_picture (const guint8 *pixels, guint width, guint height, gsize stride) {
  guint seen_width = MIN (width, height * CONFAB_CHECK_FRAME_WIDTH / CONFAB_CHECK_FRAME_HEIGHT);
  guint seen_height = MIN (height, width * CONFAB_CHECK_FRAME_HEIGHT / CONFAB_CHECK_FRAME_WIDTH);
  guint step = (seen_width + CONFAB_CHECK_FRAME_WIDTH - 1) / CONFAB_CHECK_FRAME_WIDTH;
  guint to_width = seen_width / step;
  guint to_height = MIN (seen_height / step, CONFAB_CHECK_FRAME_HEIGHT);
  g_autofree guint32 *to = g_new (guint32, (gsize)to_width * to_height);

  for (guint y = 0; y < to_height; y++) {
    const guint8 *from = pixels + ((height - seen_height) / 2 + (gsize)y * step) * stride +
                         (width - seen_width) / 2 * 4;

    for (guint x = 0; x < to_width; x++)
      memcpy (&to[(gsize)y * to_width + (to_width - 1 - x)], from + (gsize)x * step * 4, 4);
  }
  return write_frame (
      CONFAB_CHECK_FRAME_PICTURE, to_width, to_height, to, sizeof *to * to_width * to_height);
}

static gboolean
write_text (const guint8 *pixels, guint width, guint height, gsize stride) {
  g_autofree guint8 *gray = g_malloc ((gsize)width * height);
  g_autofree char *text = NULL;

  for (gsize y = 0; y < height; y++) {
    for (gsize x = 0; x < width; x++) {
      const guint8 *pixel = pixels + y * stride + x * 4;

      gray[y * width + x] = (guint8)((pixel[0] * 77 + pixel[1] * 151 + pixel[2] * 28) / 256);
    }
  }
  text = confab_check_scan_dup_text (gray, width, height);
  if (text == NULL || text[0] == '\0' || strlen (text) > CONFAB_CHECK_FRAME_MAX_TEXT)
    return TRUE;
  return write_frame (CONFAB_CHECK_FRAME_TEXT, 0, 0, text, strlen (text));
}

/* FALSE if nobody listens any more. */
static gboolean
write_sample (GstSample *sample, guint number) {
  GstCaps *caps = gst_sample_get_caps (sample);
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstVideoInfo info;
  GstVideoFrame frame;
  guint width, height;
  gboolean is_heard = TRUE;

  if (caps == NULL || buffer == NULL || !gst_video_info_from_caps (&info, caps) ||
      GST_VIDEO_INFO_FORMAT (&info) != GST_VIDEO_FORMAT_RGBx ||
      !gst_video_frame_map (&frame, &info, buffer, GST_MAP_READ))
    return TRUE;
  width = (guint)GST_VIDEO_FRAME_WIDTH (&frame);
  height = (guint)GST_VIDEO_FRAME_HEIGHT (&frame);
  if (width >= MIN_SIDE && height >= MIN_SIDE && width <= MAX_SIDE && height <= MAX_SIDE) {
    const guint8 *pixels = GST_VIDEO_FRAME_PLANE_DATA (&frame, 0);
    gsize stride = (gsize)GST_VIDEO_FRAME_PLANE_STRIDE (&frame, 0);

    is_heard = write_picture (pixels, width, height, stride) &&
               (number % READ_EVERY != 0 || write_text (pixels, width, height, stride));
  }
  gst_video_frame_unmap (&frame);
  return is_heard;
}

/* ---- the camera ---- */

/* NULL where GStreamer, or its part for PipeWire, is not there. */
static GstElement *
pipeline_new (void) {
  GstElement *pipeline;
  g_autoptr (GstElement) camera = NULL;

  if (!gst_init_check (NULL, NULL, NULL))
    return NULL;
  pipeline = gst_parse_launch_full (PIPELINE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, NULL);
  if (pipeline == NULL)
    return NULL;
  gst_object_ref_sink (pipeline);
  camera = gst_bin_get_by_name (GST_BIN (pipeline), "camera");
  g_object_set (camera, "fd", CONFAB_CHECK_FRAME_FD, NULL);
  return pipeline;
}

static gboolean
has_failed (GstElement *pipeline) {
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR | GST_MESSAGE_EOS);

  return message != NULL;
}

static void
watch (GstElement *pipeline) {
  g_autoptr (GstElement) pictures = gst_bin_get_by_name (GST_BIN (pipeline), "pictures");
  gint64 last_us = g_get_monotonic_time ();
  guint n_pictures = 0;

  while (!has_failed (pipeline)) {
    g_autoptr (GstSample) sample = gst_app_sink_try_pull_sample (GST_APP_SINK (pictures), PULL_NS);
    gint64 now_us = g_get_monotonic_time ();

    if (sample != NULL) {
      last_us = now_us;
      if (!write_sample (sample, n_pictures++))
        return;
    }
    if (now_us - last_us > (n_pictures == 0 ? FIRST_PICTURE_US : SILENCE_US))
      return;
  }
}

int
main (int argc, char **argv) {
  const struct rlimit none = { 0, 0 };
  GstElement *pipeline;

  setrlimit (RLIMIT_CORE, &none);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  alarm (CONFAB_CHECK_FRAME_SECONDS + SPARE_SECONDS);
  pipeline = pipeline_new ();
  if (pipeline == NULL)
    return EXIT_FAILURE;
  if (gst_element_set_state (pipeline, GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE)
    watch (pipeline);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
  return EXIT_SUCCESS;
}
