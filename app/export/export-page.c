/* A chat in words. Everything that people wrote is taken for hostile: what is invisible or turns
 * the direction of writing goes, a text cannot begin a line of its own, and of a page nothing is
 * markup but what stands here. It refuses to make a link, to name another resource, or to write a
 * script: a page that asks for nothing cannot tell anybody that it was opened. */

#include "export/export-page.h"

#include "base/base-text.h"

#define MAX_TEXT ((gsize)16 * 1024 * 1024) /* of one message; more than any that is stored */
#define MAX_NAME 200                       /* characters */
#define INDENT "    "

#define STYLE                                                                                      \
  ":root{color-scheme:light dark}"                                                                 \
  "body{font-family:sans-serif;line-height:1.45;max-width:46em;margin:2em auto;padding:0 1em}"     \
  "h1{font-size:1.4em}h2{font-size:1em;text-align:center;margin:2em 0 1em}"                        \
  "header,footer{border:1px solid;border-radius:8px;padding:0 1em;overflow-wrap:anywhere}"         \
  ".m{margin:.8em 0}.m>span{font-size:.85em;opacity:.75}"                                          \
  ".m>p{margin:.1em 0;white-space:pre-wrap;overflow-wrap:anywhere}"                                \
  ".me{margin-inline-start:3em}"

struct _ConfabExportPage {
  /* owned */
  ConfabExportWords *words;
  GTimeZone *zone;
  char *day; /* of the last message; NULL: none yet */

  ConfabExportForm form;
  gboolean has_begun;
  guint64 n;
};

ConfabExportPage *
confab_export_page_new (ConfabExportForm form, const ConfabExportWords *words, GTimeZone *zone) {
  ConfabExportPage *self = g_new0 (ConfabExportPage, 1);

  self->form = form;
  self->words = confab_model_export_words_copy (words);
  self->zone = g_time_zone_ref (zone);
  return self;
}

void
confab_export_page_free (ConfabExportPage *self) {
  confab_model_export_words_free (self->words);
  g_time_zone_unref (self->zone);
  g_free (self->day);
  g_free (self);
}

guint64
confab_export_page_get_n (ConfabExportPage *self) {
  return self->n;
}

static const char *
word (ConfabExportPage *self, ConfabExportWord which) {
  return self->words->words[which];
}

/* ---- what may stand in it ---- */

/* `text` is valid UTF-8 without control characters but line feeds and tabs. */
static void
add_escaped (GString *out, const char *text) {
  for (; *text != '\0'; text++)
    switch (*text) {
    case '&':
      g_string_append (out, "&amp;");
      break;
    case '<':
      g_string_append (out, "&lt;");
      break;
    case '>':
      g_string_append (out, "&gt;");
      break;
    case '"':
      g_string_append (out, "&quot;");
      break;
    case '\'':
      g_string_append (out, "&#39;");
      break;
    default:
      g_string_append_c (out, *text);
    }
}

/* Every line but the first stands back. */
static void
add_indented (GString *out, const char *text) {
  for (; *text != '\0'; text++) {
    g_string_append_c (out, *text);
    if (*text == '\n')
      g_string_append (out, INDENT);
  }
}

/* Words of the screen may hold names that others chose. */
static char *
dup_line (const char *text) {
  char *line = confab_base_text_dup_line (text, MAX_NAME);

  return line != NULL ? line : g_strdup ("?");
}

/* ---- times ---- */

static GDateTime *
local_time (ConfabExportPage *self, gint64 time_us) {
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time_us);

  return utc != NULL ? g_date_time_to_timezone (utc, self->zone) : NULL;
}

/* Never NULL: a time that no calendar has is "?". */
static char *
dup_time (ConfabExportPage *self, gint64 time_us, ConfabExportWord pattern) {
  g_autoptr (GDateTime) time = local_time (self, time_us);
  char *text = time != NULL ? g_date_time_format (time, word (self, pattern)) : NULL;

  return text != NULL ? text : g_strdup ("?");
}

/* ---- head and end ---- */

/* Lines of the screen's, each a paragraph. */
static void
add_lines (ConfabExportPage *self, const char *text, GString *out) {
  g_autofree char *safe = confab_base_text_dup_body (text, MAX_TEXT);
  g_auto (GStrv) lines = g_strsplit (safe, "\n", -1);

  for (char **line = lines; *line != NULL; line++) {
    if (self->form == CONFAB_EXPORT_TEXT) {
      g_string_append_printf (out, "%s\n", *line);
      continue;
    }
    g_string_append (out, "<p dir=\"auto\">");
    add_escaped (out, *line);
    g_string_append (out, "</p>\n");
  }
}

static void
add_labelled (ConfabExportPage *self, ConfabExportWord label, const char *value, GString *out) {
  g_autofree char *line = g_strdup_printf ("%s %s", word (self, label), value);

  add_lines (self, line, out);
}

static void
add_title (ConfabExportPage *self, GString *out) {
  g_autofree char *title = dup_line (word (self, CONFAB_EXPORT_WORD_TITLE));

  if (self->form == CONFAB_EXPORT_TEXT) {
    g_string_append_printf (out, "%s\n\n", title);
    return;
  }
  g_string_append (out,
      "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\""
      " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"format-detection\" content=\"telephone=no\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
  add_escaped (out, title);
  g_string_append (
      out, "</title>\n<style>" STYLE "</style>\n</head>\n<body>\n<header>\n<h1 dir=\"auto\">");
  add_escaped (out, title);
  g_string_append (out, "</h1>\n");
}

void
confab_export_page_begin (
    ConfabExportPage *self, gint64 first_us, gint64 last_us, gint64 made_us, GString *out) {
  g_autofree char *first = dup_time (self, first_us, CONFAB_EXPORT_WORD_DAY);
  g_autofree char *last = dup_time (self, last_us, CONFAB_EXPORT_WORD_DAY);
  g_autofree char *day = dup_time (self, made_us, CONFAB_EXPORT_WORD_DAY);
  g_autofree char *time = dup_time (self, made_us, CONFAB_EXPORT_WORD_TIME);
  g_autofree char *made = g_strdup_printf ("%s, %s", day, time);

  self->has_begun = TRUE;
  add_title (self, out);
  add_lines (self, word (self, CONFAB_EXPORT_WORD_ABOUT), out);
  add_labelled (self, CONFAB_EXPORT_WORD_FIRST, first, out);
  add_labelled (self, CONFAB_EXPORT_WORD_LAST, last, out);
  add_labelled (self, CONFAB_EXPORT_WORD_MADE, made, out);
  add_lines (self, word (self, CONFAB_EXPORT_WORD_LEFT_OUT), out);
  if (self->form == CONFAB_EXPORT_HTML)
    g_string_append (out, "</header>\n<main>\n");
}

void
confab_export_page_end (ConfabExportPage *self, GString *out) {
  g_autofree char *n = g_strdup_printf ("%" G_GUINT64_FORMAT, self->n);

  g_string_append (out, self->form == CONFAB_EXPORT_HTML ? "</main>\n<footer>\n" : "\n");
  add_labelled (self, CONFAB_EXPORT_WORD_COUNT, n, out);
  if (self->form == CONFAB_EXPORT_HTML)
    g_string_append (out, "</footer>\n</body>\n</html>\n");
}

/* ---- messages ---- */

/* What it says. Returns: (transfer full) */
static char *
dup_said (ConfabExportPage *self, const ConfabExportMessage *message) {
  switch (message->kind) {
  case CONFAB_EXPORT_KIND_UNOPENED:
    return g_strdup (word (self, CONFAB_EXPORT_WORD_UNOPENED));
  case CONFAB_EXPORT_KIND_FILE: {
    g_autofree char *name = dup_line (message->text);

    return g_strdup_printf ("%s %s", word (self, CONFAB_EXPORT_WORD_FILE), name);
  }
  case CONFAB_EXPORT_KIND_TEXT:
    break;
  }
  return confab_base_text_dup_body (message->text, MAX_TEXT);
}

/* Returns: (transfer full) */
static char *
dup_who (ConfabExportPage *self, const ConfabExportMessage *message) {
  return dup_line (word (self, message->is_own ? CONFAB_EXPORT_WORD_ME : CONFAB_EXPORT_WORD_THEM));
}

static void
add_day (ConfabExportPage *self, gint64 time_us, GString *out) {
  g_autofree char *day = dup_time (self, time_us, CONFAB_EXPORT_WORD_DAY);

  if (g_strcmp0 (day, self->day) == 0)
    return;
  if (self->form == CONFAB_EXPORT_TEXT)
    g_string_append_printf (out, "%s--- %s ---\n", self->has_begun || self->n > 0 ? "\n" : "", day);
  else {
    g_string_append (out, "<h2>");
    add_escaped (out, day);
    g_string_append (out, "</h2>\n");
  }
  g_free (self->day);
  self->day = g_steal_pointer (&day);
}

static void
add_text (ConfabExportPage *self, const ConfabExportMessage *message, GString *out) {
  g_autofree char *time = dup_time (self, message->time_us, CONFAB_EXPORT_WORD_TIME);
  g_autofree char *who = dup_who (self, message);
  g_autofree char *said = dup_said (self, message);

  g_string_append_printf (out, "[%s] %s: ", time, who);
  add_indented (out, said);
  if (message->is_changed)
    g_string_append_printf (out, " (%s)", word (self, CONFAB_EXPORT_WORD_CHANGED));
  if (message->is_unsent)
    g_string_append_printf (out, " (%s)", word (self, CONFAB_EXPORT_WORD_NOT_SENT));
  g_string_append_c (out, '\n');
}

static void
add_block (ConfabExportPage *self, const ConfabExportMessage *message, GString *out) {
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (message->time_us);
  g_autofree char *stamp = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  g_autofree char *time = dup_time (self, message->time_us, CONFAB_EXPORT_WORD_TIME);
  g_autofree char *who = dup_who (self, message);
  g_autofree char *said = dup_said (self, message);

  g_string_append_printf (out, "<div class=\"m%s\"><span>", message->is_own ? " me" : "");
  if (stamp != NULL)
    g_string_append_printf (out, "<time datetime=\"%s\">", stamp);
  add_escaped (out, time);
  g_string_append (out, stamp != NULL ? "</time> <bdi>" : " <bdi>");
  add_escaped (out, who);
  g_string_append (out, "</bdi>");
  if (message->is_changed) {
    g_string_append (out, " · ");
    add_escaped (out, word (self, CONFAB_EXPORT_WORD_CHANGED));
  }
  if (message->is_unsent) {
    g_string_append (out, " · ");
    add_escaped (out, word (self, CONFAB_EXPORT_WORD_NOT_SENT));
  }
  g_string_append (out, "</span><p dir=\"auto\">");
  add_escaped (out, said);
  g_string_append (out, "</p></div>\n");
}

void
confab_export_page_add (ConfabExportPage *self, const ConfabExportMessage *message, GString *out) {
  add_day (self, message->time_us, out);
  if (self->form == CONFAB_EXPORT_TEXT)
    add_text (self, message, out);
  else
    add_block (self, message, out);
  self->n++;
}

/* ---- for the clipboard ---- */

static char *
dup_alone (ConfabExportPage *self, const ConfabExportMessage *message) {
  return message->kind == CONFAB_EXPORT_KIND_FILE ? dup_line (message->text)
                                                  : dup_said (self, message);
}

void
confab_export_page_copy (ConfabExportPage *self, const ConfabExportMessage *message,
    ConfabExportCopy how, gboolean shows_days, GString *out) {
  if (how == CONFAB_EXPORT_COPY_TEXTS) {
    g_autofree char *said = dup_alone (self, message);

    g_string_append_printf (out, "%s%s", self->n > 0 ? "\n" : "", said);
  } else {
    if (shows_days)
      add_day (self, message->time_us, out);
    add_text (self, message, out);
  }
  self->n++;
}
