/* What is said of files. It refuses jargon and blame: what it is, what could happen, what to do. */

#include "chat/chat-file-words.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "safety/safety-checker-words.h"

const char *
confab_chat_file_words_get_kind (ConfabFileKind kind) {
  switch (kind) {
  case CONFAB_FILE_KIND_PROGRAM:
    return _ ("Program");
  case CONFAB_FILE_KIND_SCRIPT:
    return _ ("Program in text form");
  case CONFAB_FILE_KIND_LAUNCHER:
    return _ ("Starts something else");
  case CONFAB_FILE_KIND_DISK:
    return _ ("Copy of a disk");
  case CONFAB_FILE_KIND_PAGE:
    return _ ("Web page or drawing");
  case CONFAB_FILE_KIND_ARCHIVE:
    return _ ("Packed files");
  case CONFAB_FILE_KIND_OFFICE:
    return _ ("Office document");
  case CONFAB_FILE_KIND_PDF:
    return _ ("PDF document");
  case CONFAB_FILE_KIND_PICTURE:
    return _ ("Picture");
  case CONFAB_FILE_KIND_SOUND:
    return _ ("Sound");
  case CONFAB_FILE_KIND_VIDEO:
    return _ ("Film");
  case CONFAB_FILE_KIND_TEXT:
    return _ ("Text");
  case CONFAB_FILE_KIND_DATA:
    return _ ("Data of another program");
  case CONFAB_FILE_KIND_UNKNOWN:
  case CONFAB_FILE_KIND_NONE:
  case CONFAB_FILE_KIND_COUNT:
    break;
  }
  return _ ("Unknown kind of file");
}

const char *
confab_chat_file_words_get_icon (ConfabFileKind kind) {
  switch (kind) {
  case CONFAB_FILE_KIND_PROGRAM:
  case CONFAB_FILE_KIND_SCRIPT:
  case CONFAB_FILE_KIND_LAUNCHER:
    return "application-x-executable-symbolic";
  case CONFAB_FILE_KIND_DISK:
    return "drive-harddisk-symbolic";
  case CONFAB_FILE_KIND_PAGE:
    return "text-html-symbolic";
  case CONFAB_FILE_KIND_ARCHIVE:
    return "package-x-generic-symbolic";
  case CONFAB_FILE_KIND_OFFICE:
  case CONFAB_FILE_KIND_PDF:
    return "x-office-document-symbolic";
  case CONFAB_FILE_KIND_PICTURE:
    return "image-x-generic-symbolic";
  case CONFAB_FILE_KIND_SOUND:
    return "audio-x-generic-symbolic";
  case CONFAB_FILE_KIND_VIDEO:
    return "video-x-generic-symbolic";
  case CONFAB_FILE_KIND_TEXT:
  case CONFAB_FILE_KIND_DATA:
  case CONFAB_FILE_KIND_UNKNOWN:
  case CONFAB_FILE_KIND_NONE:
  case CONFAB_FILE_KIND_COUNT:
    break;
  }
  return "text-x-generic-symbolic";
}

static gboolean
was_judged (ConfabModelFile *file) {
  return confab_model_file_get_verdict (file) != 0 || confab_model_file_get_reason (file) != 0;
}

/* By its declared type alone; the true kind comes with the verdict. */
static ConfabFileKind
said_kind (ConfabModelFile *file) {
  const char *type = confab_model_file_get_declared_type (file);

  if (type == NULL)
    return CONFAB_FILE_KIND_UNKNOWN;
  if (g_str_has_prefix (type, "image/") && strstr (type, "svg") == NULL)
    return CONFAB_FILE_KIND_PICTURE;
  if (g_str_has_prefix (type, "audio/"))
    return CONFAB_FILE_KIND_SOUND;
  if (g_str_has_prefix (type, "video/"))
    return CONFAB_FILE_KIND_VIDEO;
  if (g_str_equal (type, "application/pdf"))
    return CONFAB_FILE_KIND_PDF;
  return g_str_equal (type, "text/plain") ? CONFAB_FILE_KIND_TEXT : CONFAB_FILE_KIND_UNKNOWN;
}

ConfabFileKind
confab_chat_file_words_kind_of (ConfabModelFile *file) {
  int kind = confab_model_file_get_kind (file);

  if (was_judged (file))
    return kind >= 0 && kind < CONFAB_FILE_KIND_COUNT ? (ConfabFileKind)kind
                                                      : CONFAB_FILE_KIND_UNKNOWN;
  return said_kind (file);
}

char *
confab_chat_file_words_dup_what (ConfabModelFile *file) {
  ConfabFileKind kind = confab_chat_file_words_kind_of (file);
  const char *words = confab_chat_file_words_get_kind (kind);
  g_autofree char *size = NULL;

  if (confab_model_file_get_size (file) == CONFAB_FILE_SIZE_UNKNOWN)
    size = g_strdup (_ ("size not known"));
  else
    size = g_format_size (confab_model_file_get_size (file));
  if (was_judged (file) || confab_model_file_is_own (file))
    /* Translators: kind and size of a file, "Picture · 2.4 MB". */
    return g_strdup_printf (_ ("%s · %s"), words, size);
  if (kind == CONFAB_FILE_KIND_UNKNOWN)
    /* Translators: %s is a size, "2.4 MB". */
    return g_strdup_printf (_ ("%s, not looked into yet"), size);
  /* Translators: what the sender says that a file is, and its size. */
  return g_strdup_printf (_ ("Said to be: %s · %s"), words, size);
}

static const char *
words_of_grade (ConfabGrade grade) {
  switch (grade) {
  case CONFAB_GRADE_STRANGER:
    return _ ("You do not know who sent it.");
  case CONFAB_GRADE_ADDED:
    return _ ("Its sender is a buddy you do not know in life.");
  case CONFAB_GRADE_KNOWN:
    return _ ("Its sender is somebody you know, not checked yet.");
  case CONFAB_GRADE_CHECKED:
    return _ ("Its sender is checked: really them.");
  }
  return "";
}

/* Of strangers enough is said without it. */
static char *
dup_sender (ConfabGrade grade, const char *name, gboolean is_first) {
  g_autofree char *first = NULL;

  if (!is_first || grade == CONFAB_GRADE_STRANGER)
    return g_strdup (words_of_grade (grade));
  /* Translators: %s is the name of a buddy. */
  first = g_strdup_printf (_ ("You have not taken a file from %s before."), name);
  /* Translators: two sentences: who it is from, and that it is the first one. */
  return g_strdup_printf (_ ("%s %s"), words_of_grade (grade), first);
}

char *
confab_chat_file_words_dup_source (
    ConfabModelFile *file, ConfabGrade grade, const char *name, gboolean is_first) {
  ConfabFileState state = confab_model_file_get_state (file);
  const char *host = confab_model_file_get_host (file);
  g_autofree char *where = NULL;
  g_autofree char *sender = NULL;

  if (confab_model_file_is_own (file) ||
      (state != CONFAB_FILE_OFFERED && state != CONFAB_FILE_STOPPED))
    return NULL;
  sender = dup_sender (grade, name, is_first);
  if (host != NULL)
    /* Translators: %s is a host such as "files.example.org". */
    where = g_strdup_printf (
        _ ("It lies at %s. That place learns where you connect from when you get it."), host);
  if (where == NULL)
    return g_steal_pointer (&sender);
  /* Translators: two sentences: where a file lies, and who it is from. */
  return g_strdup_printf (_ ("%s %s"), where, sender);
}

static char *
dup_cause (ConfabModelFile *file) {
  const char *host = confab_model_file_get_host (file);
  g_autofree char *limit = NULL;

  host = host != NULL ? host : _ ("the server");
  switch (confab_model_file_get_cause (file)) {
  case CONFAB_FILE_CAUSE_NONE:
  case CONFAB_FILE_CAUSE_USER:
    return NULL;
  case CONFAB_FILE_CAUSE_CUT:
    return g_strdup (_ ("The connection was lost. It goes on when there is one again."));
  case CONFAB_FILE_CAUSE_CERTIFICATE:
    /* Translators: %s is a host. */
    return g_strdup_printf (_ ("This is not the real %s. Nothing was fetched or sent."), host);
  case CONFAB_FILE_CAUSE_GONE:
    return g_strdup_printf (_ ("%s does not have it any more. Ask for it again."), host);
  case CONFAB_FILE_CAUSE_TOO_LARGE:
    if (confab_model_file_get_limit (file) == 0)
      return g_strdup (_ ("It is too large."));
    limit = g_format_size (confab_model_file_get_limit (file));
    /* Translators: %s is a size, "100 MB". */
    return g_strdup_printf (_ ("It is too large: at most %s are taken."), limit);
  case CONFAB_FILE_CAUSE_REFUSED:
    return g_strdup_printf (_ ("%s does not give or take it."), host);
  case CONFAB_FILE_CAUSE_NO_SERVICE:
    return g_strdup (_ ("Your server takes no files."));
  case CONFAB_FILE_CAUSE_DISK:
    return g_strdup (_ ("There is no room left on this computer, or it cannot be written to."));
  case CONFAB_FILE_CAUSE_QUOTA:
    return g_strdup (_ ("Confab keeps enough files already. Remove some first."));
  case CONFAB_FILE_CAUSE_DAY:
    return g_strdup (_ ("Confab has fetched enough for one day. It can go on tomorrow."));
  case CONFAB_FILE_CAUSE_DAMAGED:
    return g_strdup (_ ("What came is not what was sent, and was thrown away."));
  case CONFAB_FILE_CAUSE_ELSEWHERE:
    return g_strdup_printf (_ ("%s pointed to another place. Confab did not go there."), host);
  case CONFAB_FILE_CAUSE_SOURCE:
    return g_strdup (_ ("The file on this computer cannot be read any more."));
  case CONFAB_FILE_CAUSE_HOST:
    return g_strdup_printf (_ ("%s gave an answer that makes no sense."), host);
  }
  return NULL;
}

static char *
dup_left (ConfabModelFile *file) {
  int seconds = confab_model_file_get_seconds_left (file);

  if (seconds < 0)
    return NULL;
  if (seconds < 60)
    return g_strdup_printf (
        ngettext ("%d second left", "%d seconds left", (gulong)seconds), seconds);
  seconds = (seconds + 59) / 60;
  return g_strdup_printf (ngettext ("%d minute left", "%d minutes left", (gulong)seconds), seconds);
}

static char *
dup_progress (ConfabModelFile *file) {
  g_autofree char *done = g_format_size (confab_model_file_get_done (file));
  g_autofree char *size = NULL;
  g_autofree char *left = dup_left (file);
  g_autofree char *speed = g_format_size (confab_model_file_get_speed (file));
  g_autofree char *both = NULL;

  if (confab_model_file_get_size (file) == CONFAB_FILE_SIZE_UNKNOWN)
    return g_steal_pointer (&done);
  size = g_format_size (confab_model_file_get_size (file));
  /* Translators: how much of a file is through, "1.2 MB of 2.4 MB". */
  both = g_strdup_printf (_ ("%s of %s"), done, size);
  if (left == NULL)
    return g_steal_pointer (&both);
  /* Translators: "1.2 MB of 2.4 MB, 800 kB a second, 3 seconds left". */
  return g_strdup_printf (_ ("%s, %s a second, %s"), both, speed, left);
}

static char *
dup_stopped (ConfabModelFile *file) {
  g_autofree char *cause = dup_cause (file);
  g_autofree char *stopped = NULL;
  guint64 size = confab_model_file_get_size (file), done = confab_model_file_get_done (file);

  if (size != CONFAB_FILE_SIZE_UNKNOWN && size > 0)
    stopped = g_strdup_printf (_ ("Stopped at %d %%."), (int)((double)done / (double)size * 100));
  else
    stopped = g_strdup (_ ("Stopped."));
  if (cause == NULL)
    return g_steal_pointer (&stopped);
  return g_strdup_printf (_ ("%s %s"), stopped, cause);
}

char *
confab_chat_file_words_dup_why (ConfabFileWhy why, const char *name) {
  switch (why) {
  case CONFAB_FILE_WHY_NONE:
  case CONFAB_FILE_WHY_COUNT:
    return NULL;
  case CONFAB_FILE_WHY_NOT_HERE:
    return g_strdup (_ ("It is not here as a whole."));
  case CONFAB_FILE_WHY_STRANGER:
    return g_strdup (_ ("It is from somebody you have not added."));
  case CONFAB_FILE_WHY_VIRUS:
    return g_strdup (_ ("The virus checker found something harmful in it."));
  case CONFAB_FILE_WHY_SCANNING:
    return g_strdup (_ ("The virus checker looks at it…"));
  case CONFAB_FILE_WHY_NOT_LOOKED:
    return g_strdup (_ ("Confab could not look into it."));
  case CONFAB_FILE_WHY_PROGRAM:
    return g_strdup (_ ("It is a program. Confab never opens programs that come by chat."));
  case CONFAB_FILE_WHY_SCRIPT:
    return g_strdup (_ ("It is a program in text form. Confab never opens those."));
  case CONFAB_FILE_WHY_LAUNCHER:
    return g_strdup (
        _ ("It would start or install something else. Confab never opens such files."));
  case CONFAB_FILE_WHY_DISK:
    return g_strdup (_ ("It is the copy of a whole disk, which may hold programs."));
  case CONFAB_FILE_WHY_TWO_ENDINGS:
    return g_strdup (_ ("Its name has two endings, so that it looks like something else."));
  case CONFAB_FILE_WHY_HIDDEN_NAME:
    return g_strdup (_ ("Its name hides something: characters that cannot be seen."));
  case CONFAB_FILE_WHY_HOLDS_PROGRAM:
    return g_strdup (_ ("There are programs packed in it."));
  case CONFAB_FILE_WHY_MACROS:
    return g_strdup (_ ("It is a document with programs in it."));
  case CONFAB_FILE_WHY_SCRIPTED:
    return g_strdup (_ ("It is a page or drawing that runs programs or asks for something."));
  case CONFAB_FILE_WHY_PDF_ACTS:
    return g_strdup (_ ("It is a PDF that runs programs or sends what is typed into it."));
  case CONFAB_FILE_WHY_PDF_HOLDS:
    return g_strdup (_ ("It is a PDF with other files in it."));
  case CONFAB_FILE_WHY_FORMULAS:
    return g_strdup (_ ("It is a table whose cells do something by themselves."));
  case CONFAB_FILE_WHY_TWO_KINDS:
    return g_strdup (_ ("It is two kinds of file at once. Ordinary files are not."));
  case CONFAB_FILE_WHY_NAME_LIES:
    return g_strdup (_ ("Its name says that it is something else."));
  case CONFAB_FILE_WHY_DECLARED_LIES:
    return g_strdup (_ ("It was sent as something else than it is."));
  case CONFAB_FILE_WHY_LOCKED:
    return g_strdup (_ ("It is locked with a password, so nobody can look into it."));
  case CONFAB_FILE_WHY_CLOSED:
    return g_strdup (_ ("Confab cannot look into this kind of file. It may hold programs."));
  case CONFAB_FILE_WHY_SCAN_BROKEN:
    return g_strdup (_ ("The virus checker did not finish, so it stays closed. Check it again."));
  case CONFAB_FILE_WHY_NOT_KNOWN:
    /* Translators: %s is the name of a buddy. */
    return g_strdup_printf (
        _ ("You do not know %s in life, so Confab does not open what they send."), name);
  case CONFAB_FILE_WHY_CARD_UNSEEN:
    return g_strdup (_ ("Look at what it is first."));
  case CONFAB_FILE_WHY_KIND:
    return g_strdup (_ ("Nothing harmful was seen. Confab does not open this kind of file."));
  }
  return NULL;
}

char *
confab_chat_file_words_dup_scan (ConfabModelFile *file) {
  g_autofree char *age = NULL;

  if (confab_model_file_get_state (file) != CONFAB_FILE_HELD || !was_judged (file))
    return NULL;
  switch ((ConfabFileScan)confab_model_file_get_scan (file)) {
  case CONFAB_FILE_SCAN_WAITING:
  case CONFAB_FILE_SCAN_FOUND:
    break;
  case CONFAB_FILE_SCAN_ABSENT:
    return g_strdup (_ ("Not checked for viruses"));
  case CONFAB_FILE_SCAN_CLEAN:
    age = confab_safety_checker_words_dup_age (confab_model_file_get_engine_dated (file));
    /* Translators: a virus checker, "ClamAV 1.4.3", and a sentence on how old its list is. */
    return g_strdup_printf (
        _ ("Checked for viruses by %s. %s"), confab_model_file_get_engine (file), age);
  case CONFAB_FILE_SCAN_BROKEN:
    /* Else it is said already. */
    if (confab_model_file_get_reason (file) != CONFAB_FILE_WHY_SCANNING &&
        confab_model_file_get_reason (file) != CONFAB_FILE_WHY_SCAN_BROKEN)
      return g_strdup (_ ("Not checked for viruses: the virus checker did not finish"));
    break;
  case CONFAB_FILE_SCAN_TOO_LARGE:
    return g_strdup (_ ("Not checked for viruses: too large for the virus checker"));
  }
  return NULL;
}

/* What the checker calls it is a name of somebody else's, and no words of ours. */
static char *
dup_virus (ConfabModelFile *file, const char *name) {
  return g_strdup_printf (
      /* Translators: what a virus checker calls a virus, and the name of a buddy. */
      _ ("A virus was found: %s. The file stays closed. Remove it, and tell %s in another way."),
      confab_model_file_get_virus (file), name);
}

static char *
dup_held (ConfabModelFile *file, const char *name) {
  if (!was_judged (file))
    return g_strdup (_ ("Here. Confab looks into it…"));
  if (confab_model_file_get_reason (file) == CONFAB_FILE_WHY_VIRUS &&
      confab_model_file_get_virus (file) != NULL)
    return dup_virus (file, name);
  return confab_chat_file_words_dup_why ((ConfabFileWhy)confab_model_file_get_reason (file), name);
}

char *
confab_chat_file_words_dup_state (ConfabModelFile *file, const char *name) {
  switch (confab_model_file_get_state (file)) {
  case CONFAB_FILE_OFFERED:
  case CONFAB_FILE_SENT:
    return NULL;
  case CONFAB_FILE_FETCHING:
  case CONFAB_FILE_SENDING:
    return dup_progress (file);
  case CONFAB_FILE_STOPPED:
    return dup_stopped (file);
  case CONFAB_FILE_HELD:
    return dup_held (file, name);
  case CONFAB_FILE_PREPARING:
    return g_strdup (_ ("Being made ready…"));
  case CONFAB_FILE_WAITING:
    return g_strdup (_ ("Waiting on this computer"));
  case CONFAB_FILE_FAILED: {
    char *cause = dup_cause (file);

    return cause != NULL ? cause : g_strdup (_ ("It did not work."));
  }
  }
  return NULL;
}

const char *
confab_chat_file_words_get_note (ConfabAttachmentNote note) {
  switch (note) {
  case CONFAB_ATTACHMENT_CLEANED:
    return _ ("Place and camera taken out");
  case CONFAB_ATTACHMENT_CLEAN:
    return _ ("No place or camera in it");
  case CONFAB_ATTACHMENT_TELLS_NOTHING:
    return NULL;
  case CONFAB_ATTACHMENT_MAY_TELL:
    break;
  }
  return _ ("May tell where or by whom it was made: Confab cannot take that out");
}

char *
confab_chat_file_words_dup_spoken (ConfabModelFile *file, const char *name) {
  g_autofree char *what = NULL;
  g_autofree char *state = NULL;
  g_autofree char *scan = NULL;

  what = confab_chat_file_words_dup_what (file);
  state = confab_chat_file_words_dup_state (file, name);
  scan = confab_chat_file_words_dup_scan (file);
  return g_strdup_printf ("%s, %s%s%s%s%s", confab_model_file_get_name (file), what,
      state != NULL ? ". " : "", state != NULL ? state : "", scan != NULL ? ". " : "",
      scan != NULL ? scan : "");
}
