/* The verbs about files over the model alone, and scenes with files: offered, on its way, judged in
 * each way, one's own, and the line of those that were not sent yet. What is attached here is
 * "clean" for JPEG and PNG, and may tell for all else. */

#include "gallery-files.h"

#include "files/files-picture.h"

#include "chat/chat-attach.h"
#include "core/core-attach.h"
#include "gallery-talk.h"
#include "safety/safety-file.h"

#define LAST_VERB "gallery-files-last-verb"
#define MEGABYTE (G_GUINT64_CONSTANT (1000) * 1000)

static DexFuture *
answer (ConfabCore *self, ConfabModelMessage *message, const char *verb, ConfabFileState state) {
  g_object_set_data (G_OBJECT (self), LAST_VERB, (gpointer)verb);
  if (gallery_core_is_willing (self))
    confab_model_file_set_state (
        confab_model_message_get_file (message), state, CONFAB_FILE_CAUSE_NONE);
  return gallery_core_answer (self, NULL);
}

const char *
gallery_files_get_last_verb (ConfabCore *self) {
  return g_object_get_data (G_OBJECT (self), LAST_VERB);
}

DexFuture *
confab_core_file_fetch (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  return answer (self, message, "fetch", CONFAB_FILE_FETCHING);
}

DexFuture *
confab_core_file_go_on (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  return answer (self, message, "go-on", CONFAB_FILE_FETCHING);
}

DexFuture *
confab_core_file_stop (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  return answer (self, message, "stop", CONFAB_FILE_STOPPED);
}

DexFuture *
confab_core_file_remove (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  return answer (self, message, "remove", CONFAB_FILE_OFFERED);
}

DexFuture *
confab_core_file_judge (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  confab_model_file_set_judged (confab_model_message_get_file (message), CONFAB_FILE_OPEN,
      CONFAB_FILE_WHY_NONE, CONFAB_FILE_KIND_PICTURE);
  return answer (self, message, "judge", CONFAB_FILE_HELD);
}

/* A lake in the evening: what a decoder would have given. Returns: (transfer full) */
static ConfabModelPicture *
dup_lake (guint width, guint height) {
  guint8 *rgba = g_malloc ((gsize)width * height * 4), *at = rgba;
  g_autoptr (GBytes) bytes = NULL;

  for (guint y = 0; y < height; y++) {
    for (guint x = 0; x < width; x++, at += 4) {
      gboolean is_water = y > height / 2;
      guint depth = is_water ? height - y : y;
      gint64 across = (gint64)x - width / 3, down = (gint64)y - height / 3;
      gboolean is_sun = across * across + down * down < (gint64)width * width / 144;

      at[0] = is_sun ? 255 : (guint8)(is_water ? 30 + depth * 60 / height : 90 + y * 300 / height);
      at[1] = is_sun ? 236 : (guint8)(is_water ? 60 + depth * 90 / height : 110 + y * 80 / height);
      at[2] =
          is_sun ? 170 : (guint8)(is_water ? 90 + depth * 120 / height : 170 - y * 120 / height);
      at[3] = 255;
    }
  }
  bytes = g_bytes_new_take (rgba, (gsize)width * height * 4);
  return confab_model_picture_new (bytes, width, height);
}

DexFuture *
confab_core_file_picture (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  g_autoptr (ConfabModelPicture) lake = dup_lake (640, 427);

  confab_model_file_set_picture (confab_model_message_get_file (message), lake);
  return answer (self, message, "picture", CONFAB_FILE_HELD);
}

static DexFuture *
on_decoded (DexFuture *future, gpointer data) {
  const GValue *value = dex_future_get_value (future, NULL);
  const ConfabFilesPicture *picture = value != NULL ? g_value_get_boxed (value) : NULL;

  if (picture == NULL)
    return dex_future_new_reject (CONFAB_CORE_ERROR, CONFAB_PROBLEM_PICTURE, "none");
  return dex_future_new_take_boxed (
      CONFAB_TYPE_MODEL_PICTURE, confab_model_picture_new (picture->pixels.bytes,
                                     picture->pixels.width, picture->pixels.height));
}

/* The real decoder: codes that are painted here are read here. */
DexFuture *
confab_core_decode_picture (GBytes *bytes, guint side) {
  return dex_future_finally (confab_files_picture_decode (bytes, side), on_decoded, NULL, NULL);
}

void
confab_core_file_hide_picture (ConfabCore *self, ConfabModelMessage *message) {
  confab_model_file_set_picture (confab_model_message_get_file (message), NULL);
}

DexFuture *
confab_core_measure_files (ConfabCore *self) {
  const ConfabModelRoom room = { 48300000, 16000000000, 2400000, 16000000000 };

  confab_model_safety_set_room (confab_core_get_safety (self), &room);
  return dex_future_new_true ();
}

/* Rejects, so that no other program is started here. */
DexFuture *
confab_core_file_show (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  g_object_set_data (G_OBJECT (self), LAST_VERB, "show");
  return dex_future_new_reject (CONFAB_CORE_ERROR, CONFAB_PROBLEM_FILE, "none here");
}

DexFuture *
confab_core_file_save_as (
    ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message, GFile *target) {
  return answer (self, message, "save", CONFAB_FILE_HELD);
}

char *
confab_core_dup_save_name (ConfabModelFile *file) {
  return g_strdup (confab_model_file_get_name (file));
}

static DexFuture *
attach (ConfabCore *self, GFile *file, const char *name, guint64 size) {
  gboolean is_picture = g_str_has_suffix (name, ".jpg") || g_str_has_suffix (name, ".png");
  g_autoptr (ConfabModelAttachment) attachment =
      confab_model_attachment_new (file, NULL, name, is_picture ? "picture.jpg" : "file.pdf", NULL,
          size, is_picture ? CONFAB_ATTACHMENT_CLEANED : CONFAB_ATTACHMENT_MAY_TELL, NULL);

  if (is_picture) {
    g_autoptr (ConfabModelPicture) lake = dup_lake (640, 427);
    g_autoptr (GBytes) small = g_bytes_new_take (g_malloc0 (size / 6 + 1), size / 6 + 1);

    confab_model_attachment_set_picture (attachment, lake, size > MEGABYTE ? small : NULL);
  }
  return gallery_core_answer (self, attachment);
}

DexFuture *
confab_core_attach_file (ConfabCore *self, GFile *file) {
  g_autofree char *name = g_file_get_basename (file);

  return attach (self, file, name, 2 * MEGABYTE + MEGABYTE / 2);
}

DexFuture *
confab_core_attach_bytes (ConfabCore *self, GBytes *bytes, const char *name) {
  return attach (self, NULL, name, g_bytes_get_size (bytes));
}

/* What is called after a card holds the number of one. */
ConfabModelQuestion *
confab_core_attachment_ask (ConfabCore *self, ConfabModelChat *chat,
    ConfabModelAttachment *attachment, ConfabModelQuestionKind answered) {
  const ConfabTypedFound found = { .reason = CONFAB_TYPED_CARD, .start = 0, .end = 1 };

  if (strstr (confab_model_attachment_get_name (attachment), "card") == NULL ||
      (answered & CONFAB_QUESTION_TYPED) != 0)
    return NULL;
  return confab_model_question_new_typed (&found, answered);
}

DexFuture *
confab_core_send_attachment (ConfabCore *self, ConfabModelChat *chat,
    ConfabModelAttachment *attachment, ConfabModelQuestionKind answered) {
  g_autoptr (ConfabModelFile) file =
      confab_model_file_new (TRUE, confab_model_attachment_get_name (attachment), NULL,
          confab_model_attachment_get_size (attachment), NULL);
  g_autoptr (ConfabModelQuestion) question =
      confab_core_attachment_ask (self, chat, attachment, answered);

  g_assert_null (question);
  if (gallery_core_is_willing (self))
    gallery_files_add (chat, file);
  return gallery_core_answer (self, NULL);
}

ConfabModelMessage *
gallery_files_add (ConfabModelChat *chat, ConfabModelFile *file) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (timeline));
  g_autoptr (ConfabModelMessage) message = confab_model_message_new (5000 + n,
      confab_model_file_is_own (file), TRUE, g_get_real_time (), confab_model_file_get_name (file));

  confab_model_message_set_kind (message, CONFAB_MESSAGE_KIND_FILE, 0, FALSE);
  confab_model_message_set_file (message, file);
  confab_model_timeline_append (timeline, message);
  return message;
}

/* ---- scenes ---- */

static ConfabModelFile *
add (GalleryTalk *talk, gboolean is_own, const char *name, const char *type, guint64 size,
    ConfabFileState state) {
  g_autoptr (ConfabModelFile) file =
      confab_model_file_new (is_own, name, type, size, "files.example.org");

  confab_model_file_set_state (file, state, CONFAB_FILE_CAUSE_NONE);
  gallery_files_add (talk->chat, file);
  return file;
}

static void
judge (ConfabModelFile *file, ConfabFileVerdict verdict, ConfabFileWhy why, ConfabFileKind kind) {
  confab_model_file_set_judged (file, (int)verdict, (int)why, (int)kind);
}

static GalleryTalk
begin (ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  confab_model_chat_set_send (talk.chat, CONFAB_SEND_SEAL, CONFAB_REASON_NONE, FALSE);
  confab_model_contact_set_known (talk.contact, TRUE);
  gallery_talk_say (&talk, FALSE, 3, "Here are the pictures of Saturday.");
  return talk;
}

static GtkWindow *
build_offered (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core);

  add (&talk, FALSE, "Lake at sunset.jpg", "image/jpeg", 2 * MEGABYTE, CONFAB_FILE_OFFERED);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_moving (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core);
  ConfabModelFile *file =
      add (&talk, FALSE, "Film of the lake.mp4", "video/mp4", 240 * MEGABYTE, CONFAB_FILE_FETCHING);

  confab_model_file_set_done (file, 60 * MEGABYTE, 0);
  file = add (&talk, FALSE, "Slides.pdf", "application/pdf", 12 * MEGABYTE, CONFAB_FILE_FETCHING);
  confab_model_file_set_done (file, 7 * MEGABYTE, 0);
  confab_model_file_set_state (file, CONFAB_FILE_STOPPED, CONFAB_FILE_CAUSE_CUT);
  file = add (&talk, TRUE, "Garden.png", "image/png", 4 * MEGABYTE, CONFAB_FILE_SENDING);
  confab_model_file_set_done (file, 3 * MEGABYTE, 0);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_judged (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core);

  judge (add (&talk, FALSE, "Lake at sunset.jpg", "image/jpeg", 2 * MEGABYTE, CONFAB_FILE_HELD),
      CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE, CONFAB_FILE_KIND_PICTURE);
  judge (add (&talk, FALSE, "Menu.docx", NULL, MEGABYTE / 10, CONFAB_FILE_HELD), CONFAB_FILE_SAVE,
      CONFAB_FILE_WHY_KIND, CONFAB_FILE_KIND_OFFICE);
  judge (add (&talk, FALSE, "invoice.pdf.exe", "application/pdf", MEGABYTE, CONFAB_FILE_HELD),
      CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_TWO_ENDINGS, CONFAB_FILE_KIND_PROGRAM);
  return gallery_talk_show (application, core, &talk);
}

static void
show_lake (ConfabModelFile *file, guint width, guint height) {
  g_autoptr (ConfabModelPicture) lake = dup_lake (width, height);

  confab_model_file_set_picture (file, lake);
}

static GtkWindow *
build_pictures (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core);
  ConfabModelFile *file =
      add (&talk, FALSE, "Lake at sunset.jpg", "image/jpeg", 2 * MEGABYTE, CONFAB_FILE_HELD);

  judge (file, CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE, CONFAB_FILE_KIND_PICTURE);
  show_lake (file, 640, 427);
  show_lake (
      add (&talk, TRUE, "Bridge.png", "image/png", 4 * MEGABYTE, CONFAB_FILE_SENT), 320, 240);
  gallery_talk_say (&talk, TRUE, 1, "And this is the bridge!");
  return gallery_talk_show (application, core, &talk);
}

static void
scan (ConfabModelFile *file, ConfabFileScan said, const char *virus) {
  confab_model_file_set_scanned (file, (int)said, virus,
      said == CONFAB_FILE_SCAN_ABSENT ? "" : "ClamAV 1.4.3", g_get_real_time ());
}

static GtkWindow *
build_scanned (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core);
  ConfabModelFile *file =
      add (&talk, FALSE, "Lake at sunset.jpg", "image/jpeg", 2 * MEGABYTE, CONFAB_FILE_HELD);

  scan (file, CONFAB_FILE_SCAN_CLEAN, NULL);
  judge (file, CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE, CONFAB_FILE_KIND_PICTURE);
  file = add (&talk, FALSE, "Letter.txt", "text/plain", MEGABYTE / 100, CONFAB_FILE_HELD);
  scan (file, CONFAB_FILE_SCAN_FOUND, "Win.Test.EICAR_HDB-1");
  judge (file, CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_VIRUS, CONFAB_FILE_KIND_TEXT);
  file = add (&talk, FALSE, "Slides.pdf", "application/pdf", MEGABYTE, CONFAB_FILE_HELD);
  scan (file, CONFAB_FILE_SCAN_BROKEN, NULL);
  judge (file, CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_SCAN_BROKEN, CONFAB_FILE_KIND_PDF);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_unscanned (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core);
  ConfabModelFile *file =
      add (&talk, FALSE, "Lake at sunset.jpg", "image/jpeg", 2 * MEGABYTE, CONFAB_FILE_HELD);

  scan (file, CONFAB_FILE_SCAN_ABSENT, NULL);
  judge (file, CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE, CONFAB_FILE_KIND_PICTURE);
  file = add (&talk, FALSE, "Film.mp4", "video/mp4", 400 * MEGABYTE, CONFAB_FILE_HELD);
  scan (file, CONFAB_FILE_SCAN_TOO_LARGE, NULL);
  judge (file, CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE, CONFAB_FILE_KIND_VIDEO);
  file = add (&talk, FALSE, "Song.mp3", "audio/mpeg", 4 * MEGABYTE, CONFAB_FILE_HELD);
  judge (file, CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_SCANNING, CONFAB_FILE_KIND_SOUND);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_failed (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core);
  ConfabModelFile *file =
      add (&talk, FALSE, "Old song.mp3", "audio/mpeg", 5 * MEGABYTE, CONFAB_FILE_OFFERED);

  confab_model_file_set_state (file, CONFAB_FILE_FAILED, CONFAB_FILE_CAUSE_GONE);
  file = add (&talk, TRUE, "All of summer.zip", NULL, 900 * MEGABYTE, CONFAB_FILE_WAITING);
  confab_model_file_set_limit (file, 100 * MEGABYTE);
  confab_model_file_set_state (file, CONFAB_FILE_FAILED, CONFAB_FILE_CAUSE_TOO_LARGE);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_attach (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core);

  return gallery_talk_show (application, core, &talk);
}

static ConfabChatAttach *
find_attach (GtkWidget *widget) {
  if (CONFAB_IS_CHAT_ATTACH (widget))
    return CONFAB_CHAT_ATTACH (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    ConfabChatAttach *found = find_attach (child);

    if (found != NULL)
      return found;
  }
  return NULL;
}

gboolean
gallery_files_give (ConfabChatAttach *attach, GdkFileList *files) {
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  return confab_chat_attach_give (attach, &value);
}

static void
take (GtkWindow *window, const char *const names[2]) {
  g_autoptr (GFile) first = g_file_new_for_path (names[0]);
  g_autoptr (GFile) second = g_file_new_for_path (names[1]);
  GdkFileList *list = gdk_file_list_new_from_array ((GFile *[]){ first, second }, 2);

  gallery_files_give (find_attach (GTK_WIDGET (window)), list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
}

static void
act_attach (GtkWindow *window, ConfabCore *core) {
  take (window,
      (const char *const[]){ "/tmp/IMG_20260514_100203.jpg", "/tmp/Programme of the choir.pdf" });
}

static void
act_question (GtkWindow *window, ConfabCore *core) {
  take (window,
      (const char *const[]){ "/tmp/IMG_20260514_100203.jpg", "/tmp/What is on my card.txt" });
}

static void
act_close (GtkWindow *window, ConfabCore *core) {
  gtk_widget_activate_action (GTK_WIDGET (find_attach (GTK_WIDGET (window))), "chat.close", NULL);
}

const GalleryScene gallery_files_scenes[] = {
  { "file-offered", build_offered, NULL },
  { "file-moving", build_moving, NULL },
  { "file-judged", build_judged, NULL },
  { "file-pictures", build_pictures, NULL },
  { "file-scanned", build_scanned, NULL },
  { "file-unscanned", build_unscanned, NULL },
  { "file-failed", build_failed, NULL },
  { "file-attach", build_attach, act_attach },
  { "file-close", build_judged, act_close },
  { "file-question", build_attach, act_question },
  { NULL, NULL, NULL },
};
