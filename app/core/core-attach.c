/* What the user is about to send, cleaned of what it tells, and the judging of what came. It
 * refuses to write anything: what was cleaned stays in memory until it is sealed. */

#include "core/core-attach.h"

#include <string.h>

#include "base/base-fiber.h"
#include "core/core-private.h"
#include "files/files-clean.h"
#include "files/files-name.h"
#include "files/files-words.h"
#include "messaging/messaging-files.h"

#define HEAD_BYTES 4096

/* ---- cleaning, in the pool ---- */

/* One of the two is there. */
typedef struct {
  GFile *file;
  GBytes *bytes;
  char *name;
} Given;

static void
given_free (gpointer data) {
  Given *given = data;

  g_clear_object (&given->file);
  g_clear_pointer (&given->bytes, g_bytes_unref);
  g_free (given->name);
  g_free (given);
}

static gssize
read_stream (gpointer data, guint64 offset, guint8 *bytes, gsize length) {
  if (offset > G_MAXINT64 ||
      !g_seekable_seek (G_SEEKABLE (data), (goffset)offset, G_SEEK_SET, NULL, NULL))
    return -1;
  return g_input_stream_read (G_INPUT_STREAM (data), bytes, length, NULL, NULL);
}

static gboolean
write_bytes (gpointer data, const guint8 *bytes, gsize length) {
  GByteArray *array = data;

  /* A clean picture is hardly larger than it was. */
  if (array->len + length > CONFAB_CORE_MAX_PICTURE + HEAD_BYTES)
    return FALSE;
  g_byte_array_append (array, bytes, (guint)length);
  return TRUE;
}

static ConfabAttachmentNote
note_of (ConfabFilesCleaned cleaned) {
  switch (cleaned) {
  case CONFAB_FILES_CLEAN_DONE:
    return CONFAB_ATTACHMENT_CLEANED;
  case CONFAB_FILES_CLEAN_WAS:
    return CONFAB_ATTACHMENT_CLEAN;
  case CONFAB_FILES_CLEAN_NOTHING:
    return CONFAB_ATTACHMENT_TELLS_NOTHING;
  case CONFAB_FILES_CLEAN_CANNOT:
  case CONFAB_FILES_CLEAN_DAMAGED:
    break;
  }
  return CONFAB_ATTACHMENT_MAY_TELL;
}

static ConfabModelAttachment *
make (const Given *given, const ConfabFilesSource *source) {
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) clean = NULL;
  g_autofree char *name = confab_files_name_dup_safe (given->name);
  g_autofree char *content_type = NULL;
  g_autofree char *media = NULL;
  g_autofree char *neutral = NULL;
  g_autofree char *words = confab_files_words_dup (source);
  ConfabFilesCleaned cleaned = confab_files_clean_can (source);
  ConfabAttachmentNote note;
  guint8 head[HEAD_BYTES];
  gsize n_head;

  if (cleaned == CONFAB_FILES_CLEAN_DONE)
    cleaned = source->size <= CONFAB_CORE_MAX_PICTURE
                  ? confab_files_clean (source, write_bytes, array)
                  : CONFAB_FILES_CLEAN_CANNOT;
  note = note_of (cleaned);
  if (note == CONFAB_ATTACHMENT_CLEANED || note == CONFAB_ATTACHMENT_CLEAN)
    clean = g_byte_array_free_to_bytes (g_steal_pointer (&array));
  n_head = confab_files_source_peek (source, 0, head, sizeof head);
  content_type = g_content_type_guess (name, head, n_head, NULL);
  media = g_content_type_get_mime_type (content_type);
  neutral = confab_files_name_dup_neutral (name, media);
  if (clean == NULL && given->bytes != NULL)
    clean = g_bytes_ref (given->bytes);
  return confab_model_attachment_new (clean == NULL ? given->file : NULL, clean, name, neutral,
      media, clean != NULL ? g_bytes_get_size (clean) : source->size, note, words);
}

static DexFuture *
run_bytes (gpointer data) {
  const Given *given = data;
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (given->bytes, &length);
  ConfabFilesBytes block = { bytes, length };
  ConfabFilesSource source = confab_files_source_bytes (&block);

  return dex_future_new_take_object (make (given, &source));
}

static DexFuture *
run_file (gpointer data) {
  const Given *given = data;
  g_autoptr (GFileInfo) info = g_file_query_info (given->file,
      G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
      NULL, NULL);
  g_autoptr (GFileInputStream) stream = NULL;
  ConfabFilesSource source;

  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    stream = g_file_read (given->file, NULL, NULL);
  if (stream == NULL || !g_seekable_can_seek (G_SEEKABLE (stream)))
    return confab_core_reject (CONFAB_PROBLEM_FILE, "");
  source = (ConfabFilesSource){
    .read = read_stream, .data = stream, .size = (guint64)g_file_info_get_size (info)
  };
  return dex_future_new_take_object (make (given, &source));
}

static DexFuture *
on_made (DexFuture *future, gpointer data) {
  return confab_core_preview (data, g_value_get_object (dex_future_get_value (future, NULL)));
}

DexFuture *
confab_core_attach_file (ConfabCore *self, GFile *file) {
  Given *given = g_new0 (Given, 1);

  given->file = g_object_ref (file);
  given->name = g_file_get_basename (file);
  return dex_future_then (confab_base_fiber_start_apart (run_file, given, given_free), on_made,
      g_object_ref (self), g_object_unref);
}

DexFuture *
confab_core_attach_bytes (ConfabCore *self, GBytes *bytes, const char *name) {
  Given *given = g_new0 (Given, 1);

  given->bytes = g_bytes_ref (bytes);
  given->name = g_strdup (name);
  return dex_future_then (confab_base_fiber_start_apart (run_bytes, given, given_free), on_made,
      g_object_ref (self), g_object_unref);
}

/* ---- what is asked before it leaves ---- */

/* Name and words as one text; in a name, people write these for spaces. */
static char *
dup_said (ConfabModelAttachment *attachment) {
  const char *words = confab_model_attachment_get_words (attachment);
  g_autofree char *name =
      g_strdelimit (g_strdup (confab_model_attachment_get_name (attachment)), "_.+", ' ');

  return g_strconcat (name, "\n", words, NULL);
}

ConfabModelQuestion *
confab_core_attachment_ask (ConfabCore *self, ConfabModelChat *chat,
    ConfabModelAttachment *attachment, ConfabModelQuestionKind answered) {
  g_autofree char *said = dup_said (attachment);

  return confab_messaging_guard_ask (self->guard, chat, said, answered);
}

/* The message that was just put into the chat bears what was seen above the entry. */
static void
show_own (ConfabModelChat *chat, ConfabModelAttachment *attachment) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  guint n = g_list_model_get_n_items (rows);
  g_autoptr (ConfabModelMessage) message = n > 0 ? g_list_model_get_item (rows, n - 1) : NULL;
  ConfabModelFile *file = message != NULL ? confab_model_message_get_file (message) : NULL;
  ConfabModelPicture *picture = confab_model_attachment_get_picture (attachment);

  if (file != NULL && picture != NULL && confab_model_file_is_own (file) &&
      confab_model_file_get_state (file) == CONFAB_FILE_PREPARING)
    confab_model_file_set_picture (file, picture);
}

DexFuture *
confab_core_send_attachment (ConfabCore *self, ConfabModelChat *chat,
    ConfabModelAttachment *attachment, ConfabModelQuestionKind answered) {
  GBytes *bytes = confab_model_attachment_get_bytes (attachment);
  g_autofree char *said = dup_said (attachment);
  g_autoptr (ConfabModelQuestion) question =
      confab_messaging_guard_ask (self->guard, chat, said, answered);
  g_autoptr (GInputStream) stream = NULL;
  DexFuture *future;

  if (question != NULL)
    return confab_core_reject (CONFAB_PROBLEM_QUESTION, "");
  confab_messaging_guard_note (self->guard, chat, said);
  if (bytes == NULL)
    return confab_core_send_file (self, chat, confab_model_attachment_get_file (attachment),
        confab_model_attachment_get_name (attachment));
  stream = g_memory_input_stream_new_from_bytes (bytes);
  future =
      confab_core_send_stream (self, chat, stream, confab_model_attachment_get_name (attachment),
          confab_model_attachment_get_media (attachment), g_bytes_get_size (bytes));
  show_own (chat, attachment);
  return future;
}

/* ---- judging ---- */

DexFuture *
confab_core_judge (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  ConfabMessaging *messaging = self->is_quitting ? NULL : confab_core_messaging_of (self, chat);
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  ConfabGrade grade =
      contact != NULL ? confab_model_contact_get_grade (contact) : CONFAB_GRADE_STRANGER;

  if (messaging == NULL)
    return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  return confab_messaging_files_judge (messaging, confab_model_message_get_id (message), grade);
}

static DexFuture *
on_refused (DexFuture *future, gpointer data) {
  return confab_core_reject (CONFAB_PROBLEM_FILE, "");
}

DexFuture *
confab_core_file_judge (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  return dex_future_catch (confab_core_judge (self, chat, message), on_refused, NULL, NULL);
}

typedef struct {
  ConfabCore *self;
  ConfabModelChat *chat;
  ConfabModelMessage *message;
} Showing;

static void
showing_free (gpointer data) {
  Showing *showing = data;

  g_object_unref (showing->self);
  g_object_unref (showing->chat);
  g_object_unref (showing->message);
  g_free (showing);
}

static DexFuture *
on_judged (DexFuture *future, gpointer data) {
  const Showing *showing = data;
  const GValue *verdict = dex_future_get_value (future, NULL);

  if (g_value_get_int (verdict) != CONFAB_FILE_OPEN)
    return confab_core_reject (CONFAB_PROBLEM_FILE, "");
  return confab_core_file_open (showing->self, showing->chat, showing->message);
}

DexFuture *
confab_core_file_show (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message) {
  Showing *showing = g_new0 (Showing, 1);

  showing->self = g_object_ref (self);
  showing->chat = g_object_ref (chat);
  showing->message = g_object_ref (message);
  return dex_future_then (
      confab_core_judge (self, chat, message), on_judged, showing, showing_free);
}

DexFuture *
confab_core_look_for_checker (ConfabCore *self) {
  return confab_messaging_checker_look (self->checker);
}

char *
confab_core_dup_save_name (ConfabModelFile *file) {
  return confab_files_name_dup_safe (confab_model_file_get_name (file));
}
