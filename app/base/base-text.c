/* Text from outside, made fit to be stored and shown: characters that steer a terminal, turn the
 * direction of a line around or hide from the eye go; what people write with stays.
 *
 * Knows no markup and no words. Joiners and variation selectors stay in bodies, because emoji,
 * Persian and the scripts of India are written with them; a name has no use for what is unseen. */

#include "base/base-text.h"

#include <string.h>
#include <unicode/uchar.h>

#define MAX_MARKS_IN_LINE 4 /* on one letter of a name; Vietnamese needs two */
#define MAX_TAGS_IN_FLAG 7  /* letters of a region and the closing tag */
#define ZERO_WIDTH_NON_JOINER 0x200C
#define ZERO_WIDTH_JOINER 0x200D
#define BRAILLE_BLANK 0x2800
#define BLACK_FLAG 0x1F3F4

static gboolean
is_noncharacter (gunichar c) {
  return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

static gboolean
is_tag (gunichar c) {
  return c >= 0xE0020 && c <= 0xE007F;
}

static gboolean
is_mark (gunichar c) {
  return (U_GET_GC_MASK ((UChar32)c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

/* Unseen, or steering what is seen. */
static gboolean
is_hidden_in_line (gunichar c) {
  return (U_GET_GC_MASK ((UChar32)c) & (U_GC_CC_MASK | U_GC_CF_MASK)) != 0 ||
         u_hasBinaryProperty ((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
         is_noncharacter (c);
}

static gboolean
is_space_in_line (gunichar c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == BRAILLE_BLANK ||
         (U_GET_GC_MASK ((UChar32)c) & U_GC_Z_MASK) != 0;
}

char *
confab_base_text_dup_line (const char *text, gsize max_chars) {
  g_autofree char *valid = NULL;
  g_autoptr (GString) line = NULL;
  gboolean space_waits = FALSE;
  guint marks = 0;
  gsize chars = 0;

  if (text == NULL)
    return NULL;

  valid = g_utf8_make_valid (text, -1);
  line = g_string_new (NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_space_in_line (c)) {
      space_waits = chars > 0;
      continue;
    }
    marks = is_mark (c) ? marks + 1 : 0;
    if (is_hidden_in_line (c) || marks > MAX_MARKS_IN_LINE)
      continue;
    if (chars + (space_waits ? 2 : 1) > max_chars)
      break;
    if (space_waits) {
      g_string_append_c (line, ' ');
      chars++;
      space_waits = FALSE;
    }
    g_string_append_unichar (line, c);
    chars++;
  }

  if (chars == 0)
    return NULL;
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* Whether a format character (category Cf) belongs to how people write. Everything that turns
 * direction (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069) is in that category. */
static gboolean
is_written_format (gunichar c) {
  return c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER ||
         u_hasBinaryProperty ((UChar32)c, UCHAR_PREPENDED_CONCATENATION_MARK);
}

/* The character that stands for `c` in a body, 0 if none. `tags_left` counts how many tags a flag
 * (of Scotland, say) may still take: loose ones carry text that nobody sees. */
static gunichar
body_char (gunichar c, guint *tags_left) {
  guint32 category = U_GET_GC_MASK ((UChar32)c);

  if (is_tag (c)) {
    if (*tags_left == 0)
      return 0;
    (*tags_left)--;
    return c;
  }
  *tags_left = c == BLACK_FLAG ? MAX_TAGS_IN_FLAG : 0;

  if (c == '\n' || c == '\t')
    return c;
  if ((category & (U_GC_ZL_MASK | U_GC_ZP_MASK)) != 0)
    return '\n';
  if ((category & U_GC_CC_MASK) != 0 || is_noncharacter (c))
    return 0;
  if ((category & U_GC_CF_MASK) != 0 && !is_written_format (c))
    return 0;
  return c;
}

char *
confab_base_text_dup_body (const char *text, gsize max_bytes) {
  g_autofree char *valid = NULL;
  g_autoptr (GString) body = NULL;
  guint tags_left = 0;

  if (text == NULL)
    return g_strdup ("");

  valid = g_utf8_make_valid (text, -1);
  body = g_string_new (NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == '\r') /* CR LF and CR alone end a line, as XML reads them (section 2.11) */
      c = p[1] == '\n' ? 0 : '\n';
    if (c != 0)
      c = body_char (c, &tags_left);
    if (c == 0)
      continue;
    if (body->len + (gsize)g_unichar_to_utf8 (c, NULL) > max_bytes)
      break;
    g_string_append_unichar (body, c);
  }
  return g_string_free (g_steal_pointer (&body), FALSE);
}

gboolean
confab_base_text_is_xml (const char *text) {
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
      return FALSE;
    if (c == 0xFFFE || c == 0xFFFF)
      return FALSE;
  }
  return TRUE;
}

gboolean
confab_base_text_parse_uint (const char *text, guint64 max, guint64 *value) {
  guint64 number = 0;

  g_return_val_if_fail (value != NULL, FALSE);

  if (text == NULL || *text == '\0')
    return FALSE;

  for (; *text != '\0'; text++) {
    guint64 digit;

    if (!g_ascii_isdigit (*text))
      return FALSE;
    digit = (guint64)g_ascii_digit_value (*text);
    if (digit > max || number > (max - digit) / 10)
      return FALSE;
    number = number * 10 + digit;
  }
  *value = number;
  return TRUE;
}
