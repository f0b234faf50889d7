/* What a person does with files: hands them over, looks at their cards, fetches and saves them. */

#include <stdlib.h>

#include "core/core-attach.h"
#include "core/core-files.h"
#include "core/core-private.h"
#include "person.h"

static void
print_file (ConfabModelMessage *message) {
  ConfabModelFile *file = confab_model_message_get_file (message);
  const char *host = confab_model_file_get_host (file);

  say ("file\t%" G_GINT64_FORMAT "\t%d\t%d\t%d\t%" G_GINT64_FORMAT "\t%" G_GUINT64_FORMAT
       "\t%s\t%s\t%d",
      confab_model_message_get_id (message), confab_model_message_is_own (message),
      confab_model_file_get_state (file), confab_model_file_get_cause (file),
      (gint64)confab_model_file_get_size (file), confab_model_file_get_done (file),
      host != NULL ? host : "", confab_model_file_get_name (file),
      confab_model_message_get_state (message));
}

static void
print_files (ConfabModelChat *chat) {
  GListModel *timeline = G_LIST_MODEL (confab_model_chat_get_timeline (chat));

  for (guint i = 0; i < g_list_model_get_n_items (timeline); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (timeline, i);

    if (confab_model_message_get_file (message) != NULL)
      print_file (message);
  }
  say ("done\tfiles");
}

static DexFuture *
on_opened (DexFuture *future, gpointer data) {
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  g_autofree char *path = value != NULL ? g_file_get_path (g_value_get_object (value)) : NULL;

  if (path != NULL)
    say ("done\tfile-open\t%s", path);
  else
    say ("failed\tfile-open\t%d\t%s", error->code, error->message);
  return NULL;
}

/* As the screen does it: looked at, cleaned, then sent. */
typedef struct {
  Person *self;
  ConfabModelChat *chat;
  ConfabModelQuestionKind answered;
  gboolean is_nameless, is_small;
} Attaching;

static DexFuture *
on_attached (DexFuture *future, gpointer data) {
  const Attaching *attaching = data;
  const GValue *value = dex_future_get_value (future, NULL);
  ConfabModelAttachment *attachment = value != NULL ? g_value_get_object (value) : NULL;

  if (attachment == NULL) {
    say ("failed\tfile-attach\t-1\tcannot be read");
    return NULL;
  }
  confab_model_attachment_set_is_neutral (attachment, attaching->is_nameless);
  confab_model_attachment_set_is_small (attachment, attaching->is_small);
  say ("done\tfile-attach\t%d", (int)confab_model_attachment_get_note (attachment));
  tell (confab_core_send_attachment (
            attaching->self->core, attaching->chat, attachment, attaching->answered),
      "file-handed");
  return NULL;
}

static void
attach (Person *self, ConfabModelChat *chat, GFile *file, const char *how) {
  Attaching *attaching = g_new0 (Attaching, 1);

  attaching->self = self;
  attaching->chat = chat;
  attaching->answered =
      g_strcmp0 (how, "anyway") == 0 ? CONFAB_QUESTION_TYPED : CONFAB_QUESTION_NONE;
  attaching->is_nameless = g_strcmp0 (how, "nameless") == 0;
  attaching->is_small = g_strcmp0 (how, "smaller") == 0;
  dex_future_disown (dex_future_finally (
      confab_core_attach_file (self->core, file), on_attached, attaching, g_free));
}

/* "done file-judge VERDICT REASON KIND SCAN VIRUS". */
static DexFuture *
on_judged (DexFuture *future, gpointer data) {
  ConfabModelFile *file = confab_model_message_get_file (data);

  if (dex_future_get_value (future, NULL) != NULL)
    say ("done\tfile-judge\t%d %d %d %d %s", confab_model_file_get_verdict (file),
        confab_model_file_get_reason (file), confab_model_file_get_kind (file),
        confab_model_file_get_scan (file),
        confab_model_file_get_virus (file) != NULL ? confab_model_file_get_virus (file) : "");
  else
    say ("failed\tfile-judge\t-1\tnot judged");
  return NULL;
}

static DexFuture *
on_shown (DexFuture *future, gpointer data) {
  const GValue *value = dex_future_get_value (future, NULL);
  g_autofree char *path = value != NULL ? g_file_get_path (g_value_get_object (value)) : NULL;

  if (path != NULL)
    say ("done\tfile-show\t%s", path);
  else
    say ("failed\tfile-show\t-1\tnot opened");
  return NULL;
}

/* "done file-picture WIDTH HEIGHT RRGGBB", the colour of its middle. */
static DexFuture *
on_pictured (DexFuture *future, gpointer data) {
  ConfabModelFile *file = confab_model_message_get_file (data);
  g_autoptr (GError) error = NULL;
  ConfabModelPicture *picture = confab_model_file_get_picture (file);
  const guint8 *middle;

  if (dex_future_get_value (future, &error) == NULL || picture == NULL) {
    say ("failed\tfile-picture\t%d\tnot shown", error != NULL ? error->code : -1);
    return NULL;
  }
  middle = (const guint8 *)g_bytes_get_data (picture->rgba, NULL) +
           ((gsize)(picture->height / 2) * picture->width + picture->width / 2) * 4;
  say ("done\tfile-picture\t%u %u %02x%02x%02x", picture->width, picture->height, middle[0],
      middle[1], middle[2]);
  return NULL;
}

/* "done file-room KEPT KEPT-LIMIT TODAY TODAY-LIMIT". */
static DexFuture *
on_measured (DexFuture *future, gpointer data) {
  const ConfabModelRoom *room = confab_model_safety_get_room (confab_core_get_safety (data));

  if (dex_future_get_value (future, NULL) != NULL)
    say ("done\tfile-room\t%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT
         " %" G_GUINT64_FORMAT,
        room->kept, room->kept_limit, room->today, room->today_limit);
  else
    say ("failed\tfile-room\t-1\tnot counted");
  return NULL;
}

void
obey_checker (Person *self, char **words) {
  const char *engine = NULL;
  ConfabChecker checker = CONFAB_CHECKER_UNKNOWN;

  if (words[1] != NULL)
    confab_core_set_checker (self->core, words[1], words[2] != NULL ? (guint)atoi (words[2]) : 0);
  checker = confab_model_safety_get_checker (confab_core_get_safety (self->core), &engine, NULL);
  say ("done\tchecker\t%d %s", (int)checker, engine);
}

static ConfabModelMessage *
find_text (ConfabModelTimeline *timeline, const char *text) {
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (timeline)); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (G_LIST_MODEL (timeline), i);

    if (g_str_equal (confab_model_message_get_text (message), text))
      return message; /* the timeline keeps it */
  }
  return NULL;
}

/* "take-back ADDRESS TEXT" */
static void
obey_take_back (Person *self, ConfabModelChat *chat, char **words) {
  ConfabModelMessage *message = find_text (confab_model_chat_get_timeline (chat), words[2]);

  if (message == NULL)
    say ("failed\t%s\t-1\tno such message", words[0]);
  else
    tell (confab_core_take_back (self->core, chat, message), words[0]);
}

/* "change ADDRESS OLD NEW": as Up in the entry does. */
static void
obey_change (Person *self, ConfabModelChat *chat, char **words) {
  ConfabModelMessage *message = find_text (confab_model_chat_get_timeline (chat), words[2]);

  if (message == NULL || !confab_core_begin_change (self->core, chat, message)) {
    say ("failed\t%s\t-1\tit cannot be changed", words[0]);
    return;
  }
  tell (confab_core_send (self->core, chat, words[3]), words[0]);
}

/* "changed ADDRESS": the texts that bear the mark. */
static void
print_changed (ConfabModelChat *chat, const char *address) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);

    if (confab_model_message_get_changed_us (message) != 0)
      say ("changed\t%s\t%s", address, confab_model_message_get_text (message));
  }
  say ("done\tchanged");
}

gboolean
is_of_messages (const char *word) {
  static const char *const words[] = { "take-back", "change", "changed", NULL };

  return g_str_has_prefix (word, "file") || g_strv_contains (words, word);
}

void
obey_file (Person *self, ConfabModelChat *chat, char **words) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);
  ConfabModelMessage *message =
      words[2] != NULL ? confab_model_timeline_find (timeline, atoll (words[2])) : NULL;
  g_autoptr (GFile) file = NULL;

  confab_core_open_chat (self->core, chat);
  if (g_str_equal (words[0], "take-back")) {
    obey_take_back (self, chat, words);
  } else if (g_str_equal (words[0], "change")) {
    obey_change (self, chat, words);
  } else if (g_str_equal (words[0], "changed")) {
    print_changed (chat, words[1]);
  } else if (g_str_equal (words[0], "files")) {
    print_files (chat);
  } else if (g_str_equal (words[0], "file-send")) {
    file = g_file_new_for_path (words[2]);
    tell (confab_core_send_file (self->core, chat, file, NULL), words[0]);
  } else if (g_str_equal (words[0], "file-attach")) {
    file = g_file_new_for_path (words[2]);
    attach (self, chat, file, words[3]);
  } else if (g_str_equal (words[0], "file-known")) {
    dex_future_disown (confab_core_set_known (
        self->core, confab_model_chat_get_contact (chat), words[2][0] == '1'));
    say ("done\tfile-known");
  } else if (g_str_equal (words[0], "file-room")) {
    dex_future_disown (
        dex_future_finally (confab_core_measure_files (self->core), on_measured, self->core, NULL));
  } else if (message == NULL) {
    say ("failed\t%s\t-1\tno such file", words[0]);
  } else if (g_str_equal (words[0], "file-fetch")) {
    tell (confab_core_file_fetch (self->core, chat, message), words[0]);
  } else if (g_str_equal (words[0], "file-stop")) {
    tell (confab_core_file_stop (self->core, chat, message), words[0]);
  } else if (g_str_equal (words[0], "file-remove")) {
    tell (confab_core_file_remove (self->core, chat, message), words[0]);
  } else if (g_str_equal (words[0], "file-retry")) {
    tell (confab_core_retry (self->core, chat, message), words[0]);
  } else if (g_str_equal (words[0], "file-save")) {
    file = g_file_new_for_path (words[3]);
    tell (confab_core_file_save_as (self->core, chat, message, file), words[0]);
  } else if (g_str_equal (words[0], "file-open")) {
    dex_future_disown (dex_future_finally (
        confab_core_file_open (self->core, chat, message), on_opened, NULL, NULL));
  } else if (g_str_equal (words[0], "file-judge")) {
    dex_future_disown (dex_future_finally (confab_core_file_judge (self->core, chat, message),
        on_judged, g_object_ref (message), g_object_unref));
  } else if (g_str_equal (words[0], "file-picture")) {
    dex_future_disown (dex_future_finally (confab_core_file_picture (self->core, chat, message),
        on_pictured, g_object_ref (message), g_object_unref));
  } else if (g_str_equal (words[0], "file-show")) {
    dex_future_disown (dex_future_finally (
        confab_core_file_show (self->core, chat, message), on_shown, NULL, NULL));
  } else {
    say ("failed\t%s\t-1\tunknown command", words[0]);
  }
}
