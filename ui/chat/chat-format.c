/* Words for days, times and states, and the rule that groups messages. Everything is handed in: no
 * clock, no widget. It refuses to make markup: names and texts are put in as they are, so what
 * comes out is plain text only. */

#include "chat/chat-format.h"

#include <glib/gi18n.h>
#include <langinfo.h>

#include "chat/chat-file-words.h"
#include "chat/chat-seal-words.h"
#include "chat/chat-timer-words.h"

#define MAX_EMOJI_BYTES 256 /* a longer text is not looked at: it is not only emoji */

#define ZERO_WIDTH_JOINER 0x200D
#define KEYCAP 0x20E3

static GDateTime *
local_time (gint64 time_us, GTimeZone *zone) {
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time_us);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/* Days since the year 1, for counting between two. 0 if the time cannot be shown. */
static gint64
day_number (gint64 time_us, GTimeZone *zone) {
  g_autoptr (GDateTime) time = local_time (time_us, zone);
  GDate date;

  if (time == NULL)
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)g_date_time_get_day_of_month (time),
      (GDateMonth)g_date_time_get_month (time), (GDateYear)g_date_time_get_year (time));
  return g_date_get_julian (&date);
}

gboolean
confab_chat_format_is_same_day (gint64 a_us, gint64 b_us, GTimeZone *zone) {
  return day_number (a_us, zone) == day_number (b_us, zone);
}

char *
confab_chat_format_dup_day (gint64 time_us, gint64 now_us, GTimeZone *zone) {
  gint64 n_days = day_number (now_us, zone) - day_number (time_us, zone);
  g_autoptr (GDateTime) time = local_time (time_us, zone);
  g_autoptr (GDateTime) now = local_time (now_us, zone);

  if (time == NULL || now == NULL)
    return g_strdup (_ ("Some time ago"));
  if (n_days == 0)
    return g_strdup (_ ("Today"));
  if (n_days == 1)
    return g_strdup (_ ("Yesterday"));
  /* Translators: a day of the last months, "Tuesday, 12 May". */
  if (g_date_time_get_year (time) == g_date_time_get_year (now) || (n_days > 0 && n_days < 90))
    return g_date_time_format (time, _ ("%A, %-d %B"));
  /* Translators: a day of another year, "12 May 2025". */
  return g_date_time_format (time, _ ("%-d %B %Y"));
}

/* Does the language of the screen count the hours to twelve? */
static gboolean
counts_to_twelve (void) {
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%p") != NULL || strstr (format, "%r") != NULL;
}

/* Between number and AM or PM stands a space that does not break. */
const char *
confab_chat_format_get_time_pattern (void) {
  return counts_to_twelve () ? "%-I:%M\u202F%p" : "%H:%M";
}

char *
confab_chat_format_dup_time (gint64 time_us, GTimeZone *zone) {
  g_autoptr (GDateTime) time = local_time (time_us, zone);

  if (time == NULL)
    return g_strdup ("");
  return g_date_time_format (time, confab_chat_format_get_time_pattern ());
}

char *
confab_chat_format_dup_moment (gint64 time_us, GTimeZone *zone) {
  g_autoptr (GDateTime) time = local_time (time_us, zone);
  g_autofree char *clock = confab_chat_format_dup_time (time_us, zone);
  g_autofree char *day = NULL;

  if (time == NULL)
    return g_strdup (_ ("Some time ago"));
  day = g_date_time_format (time, _ ("%A, %-d %B %Y"));
  /* Translators: day and time, "Tuesday, 12 May 2026, 10:02". */
  return g_strdup_printf (_ ("%s, %s"), day, clock);
}

/* Rows that say something of their own beside the time stand alone. */
static gboolean
is_of_one_kind (ConfabModelMessage *a, ConfabModelMessage *b) {
  return confab_model_message_get_kind (a) == confab_model_message_get_kind (b) &&
         confab_model_message_get_kind (a) != CONFAB_MESSAGE_KIND_LINE &&
         confab_chat_seal_words_get_mark (a) == confab_chat_seal_words_get_mark (b);
}

gboolean
confab_chat_format_is_one_group (ConfabModelMessage *a, ConfabModelMessage *b, GTimeZone *zone) {
  gint64 a_us = confab_model_message_get_time_us (a);
  gint64 b_us = confab_model_message_get_time_us (b);

  if (confab_model_message_is_own (a) != confab_model_message_is_own (b) || !is_of_one_kind (a, b))
    return FALSE;
  /* Clocks differ between computers: a little backwards is no new group. */
  if (ABS (b_us - a_us) >= CONFAB_CHAT_FORMAT_GROUP_US)
    return FALSE;
  return confab_chat_format_is_same_day (a_us, b_us, zone);
}

/* Characters that make an emoji by themselves (Unicode, Emoji_Presentation and the symbols that are
 * usually shown so). */
static gboolean
is_emoji_base (gunichar c) {
  return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) ||
         (c >= 0x2300 && c <= 0x23FF) || (c >= 0x2B00 && c <= 0x2BFF) || c == 0x203C ||
         c == 0x2049 || c == 0x2122 || c == 0x2139 || (c >= 0x2194 && c <= 0x21AA) || c == 0x24C2 ||
         (c >= 0x25AA && c <= 0x25FE) || c == 0x2934 || c == 0x2935 || c == 0x3030 || c == 0x303D ||
         c == 0x3297 || c == 0x3299;
}

static gboolean
is_flag_letter (gunichar c) {
  return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* Variation selectors, skin tones, tags of regional flags. */
static gboolean
is_emoji_modifier (gunichar c) {
  return c == 0xFE0F || c == 0xFE0E || c == KEYCAP || (c >= 0x1F3FB && c <= 0x1F3FF) ||
         (c >= 0xE0020 && c <= 0xE007F);
}

/* "1", variation selector, keycap. Returns the first character after it, or NULL. */
static const char *
skip_keycap (const char *at) {
  if (!g_ascii_isdigit (*at) && *at != '#' && *at != '*')
    return NULL;
  at++;
  if (g_utf8_get_char (at) == 0xFE0F)
    at = g_utf8_next_char (at);
  return g_utf8_get_char (at) == KEYCAP ? g_utf8_next_char (at) : NULL;
}

guint
confab_chat_format_count_emoji (const char *text) {
  guint n = 0;
  guint n_flag_letters = 0;
  gboolean is_joined = FALSE;

  if (strlen (text) > MAX_EMOJI_BYTES)
    return 0;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    const char *after_keycap = skip_keycap (at);

    if (after_keycap != NULL) {
      n++;
      at = g_utf8_find_prev_char (text, after_keycap);
    } else if (is_flag_letter (c)) {
      n += n_flag_letters++ % 2 == 0 ? 1 : 0;
    } else if (c == ZERO_WIDTH_JOINER) {
      if (n == 0)
        return 0;
    } else if (is_emoji_modifier (c)) {
      if (n == 0)
        return 0;
    } else if (is_emoji_base (c)) {
      n += is_joined ? 0 : 1;
    } else if (!g_unichar_isspace (c)) {
      return 0;
    }
    is_joined = c == ZERO_WIDTH_JOINER;
  }
  return n;
}

static const char *
reason_of_failure (ConfabReason reason) {
  switch (reason) {
  case CONFAB_REASON_NONE:
    return _ ("the server did not take it");
  case CONFAB_REASON_NOT_KNOWN:
  case CONFAB_REASON_NOT_MUTUAL:
    return _ ("not on your list any more");
  case CONFAB_REASON_BLOCKED:
    return _ ("blocked");
  case CONFAB_REASON_NO_KEYS:
    return _ ("their program cannot receive private messages");
  case CONFAB_REASON_KEYS_GONE:
    return _ ("their program can no longer receive private messages");
  case CONFAB_REASON_KEYS_CHANGED:
    return _ ("there is a device that was not checked");
  case CONFAB_REASON_TOO_LONG:
    return _ ("too long");
  case CONFAB_REASON_TOO_MANY:
    return _ ("too many at once");
  case CONFAB_REASON_EMPTY:
    return _ ("it was empty");
  case CONFAB_REASON_NOT_SECURE:
    return _ ("the connection was not safe");
  case CONFAB_REASON_FULL:
    return _ ("there is no room left for what waits for them");
  case CONFAB_REASON_NOBODY:
    return _ ("nobody has this address any more");
  case CONFAB_REASON_UNREACHABLE:
    return _ ("their server does not answer");
  case CONFAB_REASON_THEIR_SERVER:
    return _ ("a server did not let it through");
  case CONFAB_REASON_SERVER:
    return _ ("it is your server");
  case CONFAB_REASON_SIGNED_IN_HIDDEN:
  case CONFAB_REASON_OFF_BY_DEFAULT:
  case CONFAB_REASON_WRONG_SENDER:
  case CONFAB_REASON_WEAKER_THAN_BEFORE:
  case CONFAB_REASON_PASSWORD_IN_CLEAR:
  case CONFAB_REASON_NO_MECHANISM:
    return _ ("Confab held it back");
  }
  return _ ("Confab held it back");
}

char *
confab_chat_format_dup_state (
    ConfabModelMessageState state, ConfabReason reason, const char *name) {
  switch (state) {
  case CONFAB_MESSAGE_RECEIVED:
    return NULL;
  case CONFAB_MESSAGE_WAITING:
    return g_strdup (_ ("Waiting on this computer"));
  case CONFAB_MESSAGE_SENT:
    return g_strdup (_ ("With your server"));
  case CONFAB_MESSAGE_DELIVERED:
    /* Translators: %s is a name. */
    return g_strdup_printf (_ ("On %s’s device"), name);
  case CONFAB_MESSAGE_READ:
    /* Translators: %s is a name. */
    return g_strdup_printf (_ ("Read by %s"), name);
  case CONFAB_MESSAGE_FAILED:
    /* Translators: %s is the reason, in the middle of the sentence. */
    return g_strdup_printf (_ ("Not sent: %s"), reason_of_failure (reason));
  }
  return NULL;
}

char *
confab_chat_format_dup_wait (guint seconds) {
  /* Translators: under an own message that can still be stopped. */
  return g_strdup_printf (ngettext ("Waits %u second", "Waits %u seconds", seconds), seconds);
}

char *
confab_chat_format_dup_changed (ConfabModelMessage *message, GTimeZone *zone) {
  gint64 changed_us = confab_model_message_get_changed_us (message);
  g_autofree char *clock = NULL;

  if (changed_us == 0 || confab_model_message_get_kind (message) != CONFAB_MESSAGE_KIND_TEXT)
    return NULL;
  clock = confab_chat_format_dup_time (changed_us, zone);
  /* Translators: of a message whose writer changed it; %s is the time. */
  return g_strdup_printf (_ ("Changed %s"), clock);
}

char *
confab_chat_format_dup_spoken (ConfabModelMessage *message, const char *name, GTimeZone *zone) {
  gint64 time_us = confab_model_message_get_time_us (message);
  g_autofree char *clock = confab_chat_format_dup_time (time_us, zone);
  g_autofree char *words =
      confab_model_message_get_file (message) != NULL
          ? confab_chat_file_words_dup_spoken (confab_model_message_get_file (message), name)
          : confab_chat_seal_words_dup_row (message, name);
  const char *mark = confab_chat_seal_words_get_mark (message);
  g_autofree char *end = confab_chat_timer_dup_end (message);
  g_autofree char *changed = confab_chat_format_dup_changed (message, zone);
  const char *const all[] = { changed, mark, end };
  g_autofree char *text = g_strdup (words);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL) {
      char *more = g_strjoin ("\n", text, all[i], NULL);

      g_free (text);
      text = more;
    }

  if (confab_model_message_get_kind (message) == CONFAB_MESSAGE_KIND_LINE)
    return g_steal_pointer (&text);
  if (confab_model_message_is_own (message))
    /* Translators: what a screen reader says of an own message: time, text. */
    return g_strdup_printf (_ ("You, %s: %s"), clock, text);
  /* Translators: what a screen reader says of a message: name, time, text. */
  return g_strdup_printf (_ ("%s, %s: %s"), name, clock, text);
}

gboolean
confab_chat_format_is_entry_open (ConfabSendVerdict verdict) {
  switch (verdict) {
  case CONFAB_SEND_REFUSE:
  case CONFAB_SEND_HOLD_FOR_KEYS:
  case CONFAB_SEND_ASK:
    return FALSE;
  case CONFAB_SEND_KEEP_HERE:
  case CONFAB_SEND_SEAL:
  case CONFAB_SEND_PLAIN_PERMITTED:
    return TRUE;
  }
  return FALSE;
}

char *
confab_chat_format_dup_closed (ConfabSendVerdict verdict, ConfabReason reason,
    ConfabModelRelation relation, const char *name) {
  if (verdict == CONFAB_SEND_HOLD_FOR_KEYS)
    return g_strdup_printf (_ ("Getting ready to write to %s…"), name);
  if (relation == CONFAB_RELATION_WAITING && reason != CONFAB_REASON_BLOCKED)
    return g_strdup_printf (_ ("You can write here once %s has answered."), name);

  switch (reason) {
  case CONFAB_REASON_BLOCKED:
    return g_strdup_printf (_ ("You blocked %s."), name);
  case CONFAB_REASON_NO_KEYS:
    return g_strdup_printf (_ ("%s’s program cannot receive private messages yet."), name);
  case CONFAB_REASON_KEYS_GONE:
    return g_strdup_printf (
        /* Translators: %1$s is a name, twice. */
        _ ("%1$s’s program can no longer receive private messages. Usually a new program, "
           "sometimes "
           "someone in between. Ring %1$s."),
        name);
  case CONFAB_REASON_KEYS_CHANGED:
    return g_strdup_printf (
        /* Translators: %1$s is a name, twice. */
        _ ("%1$s has only devices that were not checked. Ring %1$s."), name);
  case CONFAB_REASON_SERVER:
    return g_strdup (_ ("This is your server, not a person. You cannot write to it."));
  case CONFAB_REASON_NOT_KNOWN:
  case CONFAB_REASON_NOT_MUTUAL:
    return g_strdup_printf (_ ("You and %s are not on each other’s list."), name);
  case CONFAB_REASON_NONE:
  case CONFAB_REASON_SIGNED_IN_HIDDEN:
  case CONFAB_REASON_OFF_BY_DEFAULT:
  case CONFAB_REASON_WRONG_SENDER:
  case CONFAB_REASON_TOO_LONG:
  case CONFAB_REASON_TOO_MANY:
  case CONFAB_REASON_EMPTY:
  case CONFAB_REASON_WEAKER_THAN_BEFORE:
  case CONFAB_REASON_PASSWORD_IN_CLEAR:
  case CONFAB_REASON_NO_MECHANISM:
  case CONFAB_REASON_NOT_SECURE:
  case CONFAB_REASON_FULL:
  case CONFAB_REASON_NOBODY:
  case CONFAB_REASON_UNREACHABLE:
  case CONFAB_REASON_THEIR_SERVER:
    break;
  }
  return g_strdup (_ ("Nothing can be sent here just now."));
}
