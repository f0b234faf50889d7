/* Names of files that others chose. Refuses to hand on anything that turns text around, is not
 * seen, leads into a folder, or means something to a system. */

#include "files/files-name.h"

#include <string.h>

#include "files/files-name-private.h"

#define MAX_NAME_BYTES 4096 /* what comes before the last of them counts for nothing */
#define MAX_BEFORE_SPACES 4 /* as many spaces push the ending out of sight */
#define SHOWN_END_CHARS 24  /* of a name that is cut */
#define NEUTRAL_END_BYTES 8 /* an ending that is longer is a part of the name */

/* Characters that hide or turn around what stands beside them. Marks that only say a direction
 * (U+200E, U+200F) and those that join letters or emoji have their place in names. */
static gboolean
is_deceiving (gunichar c) {
  if (c == 0x200c || c == 0x200d || c == 0x200e || c == 0x200f)
    return FALSE;
  switch (g_unichar_type (c)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
  case G_UNICODE_PRIVATE_USE:
  case G_UNICODE_SURROGATE:
    return TRUE;
  default:
    break;
  }
  /* Look like nothing at all: fillers, blanks, tags. */
  return c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800 || c == 0x034f ||
         (c >= 0xe0000 && c <= 0xe0fff);
}

static gboolean
is_mark (gunichar c) {
  return c == 0x200e || c == 0x200f;
}

/* The last part, valid UTF-8, at most MAX_NAME_BYTES from its end. */
static char *
dup_last (const char *name) {
  gsize length = strlen (name);
  g_autofree char *valid = NULL;
  const char *last;

  if (length > MAX_NAME_BYTES)
    name += length - MAX_NAME_BYTES;
  valid = g_utf8_make_valid (name, -1);
  last = valid;
  for (const char *at = valid; *at != '\0'; at++)
    if ((*at == '/' || *at == '\\') && at[1] != '\0')
      last = at + 1;
  return g_strdup (last);
}

static void
append_shown (GString *shown, const char *from, const char *to) {
  gboolean was_space = FALSE;

  for (const char *at = from; at < to; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    gboolean is_space = g_unichar_isspace (c);

    if (is_mark (c))
      continue;
    if (is_space && was_space)
      continue; /* nothing is pushed out of sight */
    if (is_deceiving (c))
      g_string_append_unichar (shown, 0xfffd);
    else
      g_string_append_unichar (shown, is_space ? ' ' : c);
    was_space = is_space;
  }
}

char *
confab_files_name_dup_shown (const char *name) {
  g_autofree char *last = NULL;
  g_autoptr (GString) shown = NULL;
  glong n_chars;

  if (name == NULL || *name == '\0')
    return NULL;
  last = dup_last (name);
  shown = g_string_new (NULL);
  append_shown (shown, last, last + strlen (last));
  n_chars = g_utf8_strlen (shown->str, -1);
  if (n_chars > CONFAB_FILES_SHOWN_CHARS) {
    const char *head =
        g_utf8_offset_to_pointer (shown->str, CONFAB_FILES_SHOWN_CHARS - SHOWN_END_CHARS - 1);
    const char *tail = g_utf8_offset_to_pointer (shown->str, n_chars - SHOWN_END_CHARS);

    return g_strdup_printf ("%.*s…%s", (int)(head - shown->str), shown->str, tail);
  }
  return shown->len > 0 ? g_strdup (shown->str) : NULL;
}

/* What means something to a shell, a system or a server of files. "%" begins what is read as
 * another character in addresses. */
static gboolean
is_special (gunichar c) {
  return c == 0xfffd || (c < 0x80 && strchr ("<>:\"|?*%\\/`$~", (int)c) != NULL);
}

static gboolean
is_reserved (const char *name) {
  static const char *const names[] = { "con", "prn", "aux", "nul", "conin$", "conout$", "clock$",
    "desktop.ini", "thumbs.db", "autorun.inf" };
  gsize length = strcspn (name, ".");

  while (length > 0 && name[length - 1] == ' ')
    length--;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if ((strlen (names[i]) == length && g_ascii_strncasecmp (name, names[i], length) == 0) ||
        g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;
  return length == 4 && g_ascii_isdigit (name[3]) &&
         (g_ascii_strncasecmp (name, "com", 3) == 0 || g_ascii_strncasecmp (name, "lpt", 3) == 0);
}

/* Cuts before the ending, at a character. Where there is none to keep, the cut makes none. */
static void
cut (GString *safe, gsize max) {
  const char *dot = strrchr (safe->str, '.');
  gsize end_bytes = dot != NULL ? safe->len - (gsize)(dot - safe->str) : 0;
  gsize keep;

  if (safe->len <= max)
    return;
  if (end_bytes > CONFAB_FILES_ENDING_BYTES + 1)
    end_bytes = 0;
  keep = max - end_bytes;
  while (keep > 0 && ((guint8)safe->str[keep] & 0xc0) == 0x80)
    keep--;
  g_string_erase (safe, (gssize)keep, (gssize)(safe->len - end_bytes - keep));
  for (gsize i = 0; end_bytes == 0 && i < safe->len; i++)
    if (safe->str[i] == '.')
      safe->str[i] = '_';
}

static void
trim_end (GString *safe) {
  while (safe->len > 0 && strchr (". ", safe->str[safe->len - 1]) != NULL)
    g_string_truncate (safe, safe->len - 1);
}

char *
confab_files_name_dup_safe (const char *name) {
  g_autofree char *last = dup_last (name != NULL ? name : "");
  g_autoptr (GString) safe = g_string_new (NULL);

  for (const char *at = last; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (g_unichar_isspace (c))
      c = ' ';
    if (is_mark (c) || is_deceiving (c))
      continue;
    if (c == ' ' && (safe->len == 0 || safe->str[safe->len - 1] == ' '))
      continue;
    g_string_append_unichar (safe, is_special (c) ? '_' : c);
  }
  trim_end (safe);
  if (safe->len > 0 && (safe->str[0] == '.' || safe->str[0] == '-'))
    safe->str[0] = '_';
  if (is_reserved (safe->str))
    g_string_prepend_c (safe, '_');
  cut (safe, CONFAB_FILES_NAME_BYTES);
  trim_end (safe);
  return g_strdup (safe->len > 0 ? safe->str : "file");
}

/* Digits and letters alone: what stands behind a dot can be a part of the name as well. */
static gboolean
is_ending (const char *text) {
  gsize length = strspn (text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  return length > 0 && length <= NEUTRAL_END_BYTES && text[length] == '\0' &&
         strspn (text, "0123456789") < length;
}

char *
confab_files_name_dup_neutral (const char *name, const char *media) {
  static const char *const words[][2] = { { "image/", "picture" }, { "video/", "film" },
    { "audio/", "sound" }, { "text/", "text" } };
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  g_autofree char *ending =
      dot != NULL && is_ending (dot + 1) ? g_ascii_strdown (dot, -1) : g_strdup ("");

  for (gsize i = 0; media != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (media, words[i][0]))
      return g_strconcat (words[i][1], ending, NULL);
  return g_strconcat ("file", ending, NULL);
}

static gboolean
is_runnable (ConfabFileKind kind) {
  return kind == CONFAB_FILE_KIND_PROGRAM || kind == CONFAB_FILE_KIND_SCRIPT ||
         kind == CONFAB_FILE_KIND_LAUNCHER || kind == CONFAB_FILE_KIND_DISK;
}

/* Endings that stand before another one for no good reason. Not "com", which ends hosts as well. */
static gboolean
is_plainly_runnable (const char *ending, gsize length) {
  static const char *const endings[] = { "exe", "scr", "bat", "cmd", "msi", "lnk", "vbs", "ps1",
    "jar", "apk", "desktop", "hta", "appimage", "dmg", "iso" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strlen (endings[i]) == length && g_ascii_strncasecmp (ending, endings[i], length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_two_endings (const char *name, ConfabFileKind kind) {
  const char *dot = strrchr (name, '.'), *before;
  gsize length;
  ConfabFileKind inner;

  if (dot == NULL || dot == name)
    return FALSE;
  length = (gsize)(dot - name);
  while (length > 0 && g_ascii_isspace (name[length - 1]))
    length--;
  before = g_strrstr_len (name, (gssize)length, ".");
  if (before == NULL || before == name)
    return FALSE;
  if (is_plainly_runnable (before + 1, length - (gsize)(before + 1 - name)))
    return TRUE;
  inner = confab_files_name_of_bytes (name, length);
  return is_runnable (kind) && inner != CONFAB_FILE_KIND_NONE &&
         inner != CONFAB_FILE_KIND_UNKNOWN && !is_runnable (inner) &&
         inner != CONFAB_FILE_KIND_ARCHIVE;
}

static gboolean
hides (const char *name) {
  guint n_spaces = 0;

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (is_deceiving (c))
      return TRUE;
    n_spaces = g_unichar_isspace (c) ? n_spaces + 1 : 0;
    if (n_spaces > MAX_BEFORE_SPACES)
      return TRUE;
  }
  return FALSE;
}

ConfabFileKind
confab_files_name_kind (const char *name, guint *dangers) {
  g_autofree char *last = NULL;
  g_autoptr (GString) seen = NULL;
  ConfabFileKind kind;
  guint found = 0;

  if (name == NULL || *name == '\0')
    return CONFAB_FILE_KIND_NONE;
  last = dup_last (name);
  /* The ending as the name is saved: without what is not seen. */
  seen = g_string_new (NULL);
  for (const char *at = last; *at != '\0'; at = g_utf8_next_char (at))
    if (!is_mark (g_utf8_get_char (at)) && !is_deceiving (g_utf8_get_char (at)))
      g_string_append_unichar (seen, g_utf8_get_char (at));
  trim_end (seen);
  kind = confab_files_name_of_bytes (seen->str, seen->len);
  /* ".bashrc": all of it is a name that programs go by. */
  if (seen->len > 0 && seen->str[0] == '.' && strchr (seen->str + 1, '.') == NULL &&
      !is_runnable (kind))
    kind = CONFAB_FILE_KIND_UNKNOWN;
  if (hides (last))
    found |= CONFAB_FILE_HIDDEN_NAME;
  if (has_two_endings (seen->str, kind))
    found |= CONFAB_FILE_TWO_ENDINGS;
  if (dangers != NULL)
    *dangers |= found;
  return kind;
}

ConfabFileKind
confab_files_name_declared (const char *media) {
  if (media == NULL || *media == '\0')
    return CONFAB_FILE_KIND_NONE;
  return confab_files_name_of_media (media);
}
