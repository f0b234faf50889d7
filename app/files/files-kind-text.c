/* Whether a file is text, and which: a script, a launcher, a page, a letter. Text is what has no
 * control characters; in UTF-8, in UTF-16 with its mark, or in an older 8-bit form. */

#include "files/files-kind-private.h"

#include <string.h>

#define MAX_SHARE_HIGH 3 /* of an 8-bit text, one in so many letters is none of ASCII, at most */

typedef struct {
  char *text; /* lower case ASCII, "?" for others, "\0" at its end */
  gsize length;
} Plain;

/* Half of UTF-16 is enough: what is looked for is ASCII. */
static void
make_plain (Plain *plain, const guint8 *bytes, gsize length) {
  gboolean is_wide = length >= 2 && ((bytes[0] == 0xff && bytes[1] == 0xfe) ||
                                        (bytes[0] == 0xfe && bytes[1] == 0xff));

  plain->text = g_malloc (length + 1);
  plain->length = 0;
  for (gsize i = is_wide ? 2 : 0; i < length; i++) {
    if (is_wide && bytes[i] == 0)
      continue;
    plain->text[plain->length++] =
        bytes[i] >= 0x80 || bytes[i] == 0 ? '?' : g_ascii_tolower ((char)bytes[i]);
  }
  plain->text[plain->length] = '\0';
}

/* FALSE: a byte that stands in no text. A form feed and an escape do. */
static gboolean
is_text_byte (guint8 c) {
  return c >= 0x20 ? c != 0x7f : c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x1b;
}

static gboolean
is_wide_text (const guint8 *bytes, gsize length) {
  gboolean is_little = bytes[0] == 0xff;

  for (gsize i = 2; i + 1 < length; i += 2) {
    guint16 unit =
        is_little ? confab_files_kind_16 (bytes + i) : (guint16)(bytes[i] << 8 | bytes[i + 1]);

    if (unit < 0x80 && !is_text_byte ((guint8)unit))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_text (const guint8 *bytes, gsize length) {
  const char *bad;
  gsize n_high = 0;

  if (length >= 2 &&
      ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)))
    return is_wide_text (bytes, length);
  for (gsize i = 0; i < length; i++) {
    if (!is_text_byte (bytes[i]))
      return FALSE;
    n_high += bytes[i] >= 0x80;
  }
  if (n_high == 0 || g_utf8_validate ((const char *)bytes, (gssize)length, &bad) ||
      (gsize)(bad - (const char *)bytes) + 4 > length)
    return TRUE;
  return n_high <= length / MAX_SHARE_HIGH;
}

/* The rest of the file: no byte that text has not. */
static gboolean
is_text_to_end (
    const ConfabFilesSource *source, ConfabFilesBudget *budget, guint64 from, gboolean is_wide) {
  guint8 piece[16 * 1024];

  while (from < source->size) {
    gsize got = confab_files_source_peek (source, from, piece, sizeof piece);

    if (got == 0 || !confab_files_kind_spend (budget, got))
      return FALSE;
    for (gsize i = 0; i < got && !is_wide; i++)
      if (!is_text_byte (piece[i]))
        return FALSE;
    from += got;
  }
  return TRUE;
}

static const char *
skip_blank (const char *text) {
  /* The mark of UTF-8 is "???" by now. */
  if (strncmp (text, "???", 3) == 0)
    text += 3;
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

static gboolean
begins_with_any (const char *text, const char *const *starts) {
  for (; *starts != NULL; starts++)
    if (g_str_has_prefix (text, *starts))
      return TRUE;
  return FALSE;
}

static gboolean
has_any (const char *text, const char *const *parts) {
  for (; *parts != NULL; parts++)
    if (strstr (text, *parts) != NULL)
      return TRUE;
  return FALSE;
}

/* An attribute such as onload= in a tag. */
static gboolean
has_handler (const char *text) {
  for (const char *at = text; (at = strstr (at, "on")) != NULL; at++) {
    const char *end = at + 2;

    if (at == text || !(g_ascii_isspace (at[-1]) || strchr ("/\"'", at[-1]) != NULL))
      continue;
    while (g_ascii_isalpha (*end))
      end++;
    while (g_ascii_isspace (*end))
      end++;
    if (*end == '=' && end > at + 3)
      return TRUE;
  }
  return FALSE;
}

static guint
look_at_page (const char *text) {
  static const char *const acting[] = { "<script", "javascript:", "vbscript:", "<iframe", "<frame",
    "<object", "<embed", "<applet", "<form", "http-equiv", "<foreignobject", "<base", "<!entity",
    "data:text", "<?xml-stylesheet", "xlink:href=\"http", "xlink:href='http", "<link", "<import",
    "<handler", "<set ", "<animate", "<meta refresh", "msscript", "<hta:", NULL };

  return has_any (text, acting) || has_handler (text) ? CONFAB_FILE_SCRIPTED : 0;
}

static guint
look_at_letter (const char *text) {
  static const char *const acting[] = { "\\object", "\\objdata", "\\objupdate", "\\objlink",
    "\\*\\template", "ddeauto", "\\field{\\*\\fldinst dde", "includepicture", "\\bin", NULL };

  return has_any (text, acting) ? CONFAB_FILE_MACROS : 0;
}

/* A cell of a table that computes: office programs read it so, whatever the file is called. */
static guint
look_at_table (const char *text) {
  gboolean is_start = TRUE;

  for (const char *at = skip_blank (text); *at != '\0'; at++) {
    if (is_start && (*at == '=' || *at == '@' || *at == '+' || *at == '-') &&
        (g_ascii_isalpha (at[1]) || strchr ("(+-@", at[1]) != NULL) && at[1] != '\0') {
      const char *end = at + 1;

      while (*end != '\0' && strchr (",;\t\r\n\"", *end) == NULL && *end != '(' && *end != '|')
        end++;
      if (*end == '(' || *end == '|')
        return CONFAB_FILE_FORMULAS;
    }
    is_start = strchr (",;\t\r\n\"", *at) != NULL;
  }
  return 0;
}

static void
name_text (const char *text, ConfabFilesContent *found) {
  static const char *const scripts[] = { "#!", "<?php", "<?=", "@echo off", "rem ",
    "windows registry", "regedit4", "<%", "<job", "<package", "on error resume next", "dim ",
    "function ", "powershell", "import os", "import subprocess", "param(", "param (",
    "::", "#requires", "<scriptlet", "%!ps", "set-executionpolicy", "<component", "/*!",
    "createobject(", "wscript.", NULL };
  static const char *const launchers[] = { "[desktop entry]", "[internetshortcut]", "[flatpak ref]",
    "[flatpak repo]", "[{000214a0", "[shell]", "[autorun]", "[shellclassinfo]", "[.shellclassinfo]",
    "[unit]", "[service]", "#extm3u", "[playlist]", NULL };
  static const char *const pages[] = { "<!doctype", "<html", "<head", "<body", "<script", "<svg",
    "<?xml", "<!--", "<iframe", "<meta", "<title", "<style", "<table", "<div", "<a href", "<img",
    "<form", "<plist", "<math", "<rss", NULL };
  static const char *const strong[] = { "\n[desktop entry]", "\n[internetshortcut]",
    "\n[flatpak ref]", "\n[autorun]", "\r[internetshortcut]", NULL };
  const char *start = skip_blank (text);

  found->kind = CONFAB_FILE_KIND_TEXT;
  found->media = "text/plain";
  if (begins_with_any (start, launchers) || has_any (text, strong)) {
    found->kind = CONFAB_FILE_KIND_LAUNCHER;
    found->media = "application/x-desktop";
  } else if (begins_with_any (start, scripts)) {
    found->kind = CONFAB_FILE_KIND_SCRIPT;
    found->media = "text/x-script";
  } else if (begins_with_any (start, pages)) {
    found->kind = strstr (start, "<plist") != NULL || strstr (start, "<pcsettings") != NULL
                      ? CONFAB_FILE_KIND_LAUNCHER
                      : CONFAB_FILE_KIND_PAGE;
    found->media = strstr (start, "<svg") != NULL ? "image/svg+xml" : "text/html";
    found->dangers |= look_at_page (text);
    if (strstr (text, "<office:document") != NULL || strstr (text, "progid=\"word") != NULL ||
        strstr (text, "progid=\"excel") != NULL) {
      found->kind = CONFAB_FILE_KIND_OFFICE;
      found->media = "application/x-office-document";
      found->dangers |= CONFAB_FILE_CLOSED;
    }
  } else if (g_str_has_prefix (start, "{\\rt")) {
    found->kind = CONFAB_FILE_KIND_OFFICE;
    found->media = "application/rtf";
    found->dangers |= look_at_letter (text);
  }
}

/* The rest of a long page or letter, piece by piece. */
static guint
look_at_rest (const ConfabFilesSource *source, ConfabFilesBudget *budget, gsize from,
    guint (*look) (const char *text)) {
  g_autofree guint8 *piece = g_malloc (CONFAB_FILES_HEAD_BYTES);
  guint dangers = 0;

  for (guint64 at = from; at < source->size && dangers == 0;) {
    gsize got = confab_files_source_peek (source, at, piece, CONFAB_FILES_HEAD_BYTES);
    Plain plain;

    if (got == 0 || !confab_files_kind_spend (budget, got))
      return CONFAB_FILE_CLOSED;
    make_plain (&plain, piece, got);
    dangers = look (plain.text);
    g_free (plain.text);
    if (got < CONFAB_FILES_HEAD_BYTES)
      break;
    at += got - 64; /* nothing is cut in two */
  }
  return dangers;
}

gboolean
confab_files_kind_text (const ConfabFilesSource *source, ConfabFilesBudget *budget,
    const guint8 *head, gsize length, ConfabFilesContent *found) {
  gboolean is_wide = length >= 2 && (head[0] == 0xff || head[0] == 0xfe);
  Plain plain;

  if (!is_text (head, length))
    return FALSE;
  make_plain (&plain, head, length);
  name_text (plain.text, found);
  if (found->kind == CONFAB_FILE_KIND_TEXT) {
    found->dangers |= look_at_table (plain.text);
    if (length < source->size) {
      if (!is_text_to_end (source, budget, length, is_wide)) {
        found->kind = CONFAB_FILE_KIND_UNKNOWN;
        found->media = NULL;
      }
      found->dangers |= look_at_rest (source, budget, length - MIN (length, 64), look_at_table);
    }
  } else if (found->kind == CONFAB_FILE_KIND_PAGE && length < source->size) {
    found->dangers |= look_at_rest (source, budget, length - MIN (length, 64), look_at_page);
  } else if (found->kind == CONFAB_FILE_KIND_OFFICE && length < source->size) {
    found->dangers |= look_at_rest (source, budget, length - MIN (length, 64), look_at_letter);
  }
  g_free (plain.text);
  return TRUE;
}
