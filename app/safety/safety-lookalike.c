/* Do two names or addresses look alike (R01)?
 *
 * Two ways: the same skeleton (ICU's table of confusable characters, UTS 39, as written and again
 * with case folded and marks stripped), or one typing mistake between them. Errs to the side of
 * warning: what cannot be judged is taken for alike. Knows no addresses; it compares characters. */

#include "safety/safety-lookalike.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#define MAX_BYTES 4096
#define MAX_SHORT_NAME 2 /* characters; among these nearly all are one change apart */
#define MAX_GIVEN_NAME 4 /* characters, as the eye counts them; many given names are one apart */

/* An owned run of UTF-16. `chars` is NULL after a failure. */
typedef struct {
  UChar *chars;
  int32_t length;
} Wide;

static void
wide_clear (Wide *wide) {
  g_clear_pointer (&wide->chars, g_free);
  wide->length = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wide, wide_clear)

static gboolean
wide_equal (const Wide *a, const Wide *b) {
  return a->length == b->length &&
         memcmp (a->chars, b->chars, (gsize)a->length * sizeof (UChar)) == 0;
}

static Wide
wide_from_utf8 (const char *text) {
  UErrorCode status = U_ZERO_ERROR;
  Wide wide = { .chars = g_new (UChar, strlen (text) + 1) };

  u_strFromUTF8 (wide.chars, (int32_t)strlen (text) + 1, &wide.length, text, -1, &status);
  if (U_FAILURE (status))
    wide_clear (&wide);
  return wide;
}

/* A function of ICU that writes to `result` and says how long the result is or would be. */
typedef int32_t (*WideStep) (
    const Wide *wide, UChar *result, int32_t size, gconstpointer data, UErrorCode *status);

static int32_t
step_normalize (
    const Wide *wide, UChar *result, int32_t size, gconstpointer data, UErrorCode *status) {
  return unorm2_normalize (data, wide->chars, wide->length, result, size, status);
}

static int32_t
step_fold_case (
    const Wide *wide, UChar *result, int32_t size, gconstpointer data, UErrorCode *status) {
  return u_strFoldCase (result, size, wide->chars, wide->length, U_FOLD_CASE_DEFAULT, status);
}

static int32_t
step_skeleton (
    const Wide *wide, UChar *result, int32_t size, gconstpointer data, UErrorCode *status) {
  return uspoof_getSkeleton (data, 0, wide->chars, wide->length, result, size, status);
}

static void
wide_step (Wide *wide, WideStep step, gconstpointer data, UErrorCode *status) {
  int32_t needed;
  UChar *result;

  if (wide->chars == NULL || U_FAILURE (*status))
    return;
  needed = step (wide, NULL, 0, data, status);
  if (*status == U_BUFFER_OVERFLOW_ERROR)
    *status = U_ZERO_ERROR;
  if (U_FAILURE (*status))
    return;
  result = g_new (UChar, needed + 1);
  wide->length = step (wide, result, needed + 1, data, status);
  g_free (wide->chars);
  wide->chars = result;
}

/* Accents and their like, which any letter may carry; not the vowels of scripts that write them as
 * marks. */
static gboolean
is_accent (UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;

  return (U_GET_GC_MASK (c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0 &&
         uscript_getScript (c, &status) == USCRIPT_INHERITED;
}

/* Takes accents, spaces and what is unseen away, and makes the low line a hyphen. `wide` is
 * decomposed. */
static void
wide_reduce (Wide *wide) {
  int32_t from = 0, to = 0;

  if (wide->chars == NULL)
    return;
  while (from < wide->length) {
    UChar32 c;

    U16_NEXT (wide->chars, from, wide->length, c);
    if (is_accent (c) || u_isUWhiteSpace (c) ||
        u_hasBinaryProperty (c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
      continue;
    U16_APPEND_UNSAFE (wide->chars, to, c == '_' ? '-' : c);
  }
  wide->length = to;
}

/* What of `text` the eye keeps: as it is written (`is_folded` FALSE), or with upper and lower case
 * taken for the same. Folding comes again after the skeleton, which makes a zero a capital O. */
static Wide
dup_look (const char *text, const USpoofChecker *checker, gboolean is_folded) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance (&status);
  const UNormalizer2 *decompose = unorm2_getNFKDInstance (&status);
  Wide wide = wide_from_utf8 (text);

  if (is_folded)
    wide_step (&wide, step_normalize, fold, &status);
  wide_step (&wide, step_normalize, decompose, &status);
  wide_reduce (&wide);
  wide_step (&wide, step_skeleton, checker, &status);
  if (is_folded) {
    wide_step (&wide, step_fold_case, NULL, &status);
    wide_step (&wide, step_skeleton, checker, &status);
    wide_step (&wide, step_fold_case, NULL, &status);
  }
  wide_step (&wide, step_normalize, decompose, &status);
  wide_reduce (&wide);
  if (U_FAILURE (status))
    wide_clear (&wide);
  return wide;
}

/* One character put in, left out or replaced, or two neighbours swapped. */
static gboolean
is_one_mistake_apart (const Wide *a, const Wide *b) {
  int32_t shorter = MIN (a->length, b->length);
  int32_t front = 0, back = 0;
  int32_t left_a, left_b;

  while (front < shorter && a->chars[front] == b->chars[front])
    front++;
  while (back < shorter - front && a->chars[a->length - 1 - back] == b->chars[b->length - 1 - back])
    back++;

  left_a = a->length - front - back;
  left_b = b->length - front - back;
  if (left_a <= 1 && left_b <= 1)
    return TRUE;
  return left_a == 2 && left_b == 2 && a->chars[front] == b->chars[front + 1] &&
         a->chars[front + 1] == b->chars[front];
}

static gboolean
is_judgeable (const char *text) {
  gsize size = strnlen (text, MAX_BYTES + 1);

  return size <= MAX_BYTES && g_utf8_validate_len (text, size, NULL);
}

struct _ConfabLook {
  char *text; /* NULL: cannot be judged, is like everything */
  gboolean is_short;
  Wide written, folded;
};

ConfabLook *
confab_safety_look_new (const char *text) {
  ConfabLook *look = g_new0 (ConfabLook, 1);
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker *checker;

  g_return_val_if_fail (text != NULL, look);

  if (!is_judgeable (text))
    return look;
  checker = uspoof_open (&status);
  if (U_FAILURE (status))
    g_error ("ICU has no table of confusable characters: %s", u_errorName (status));
  look->written = dup_look (text, checker, FALSE);
  look->folded = dup_look (text, checker, TRUE);
  uspoof_close (checker);
  if (look->written.chars != NULL && look->folded.chars != NULL)
    look->text = g_strdup (text);
  look->is_short = g_utf8_strlen (text, -1) <= MAX_SHORT_NAME;
  return look;
}

void
confab_safety_look_free (ConfabLook *look) {
  if (look == NULL)
    return;
  g_free (look->text);
  wide_clear (&look->written);
  wide_clear (&look->folded);
  g_free (look);
}

gboolean
confab_safety_look_is_like (const ConfabLook *a, const ConfabLook *b) {
  if (a->text == NULL || b->text == NULL)
    return TRUE;
  if (strcmp (a->text, b->text) == 0)
    return FALSE;
  if (wide_equal (&a->written, &b->written) || wide_equal (&a->folded, &b->folded))
    return TRUE;
  if (a->is_short || b->is_short)
    return FALSE;
  return is_one_mistake_apart (&a->folded, &b->folded) ||
         is_one_mistake_apart (&a->written, &b->written);
}

gboolean
confab_safety_look_has_name_of (const ConfabLook *a, const ConfabLook *b) {
  if (a->text == NULL || b->text == NULL)
    return TRUE;
  if (a->folded.length == 0 || b->folded.length == 0)
    return FALSE;
  if (wide_equal (&a->written, &b->written) || wide_equal (&a->folded, &b->folded))
    return TRUE;
  return MIN (a->folded.length, b->folded.length) > MAX_GIVEN_NAME &&
         is_one_mistake_apart (&a->folded, &b->folded);
}

char *
confab_safety_look_dup_key (const ConfabLook *look, gboolean is_folded) {
  const Wide *wide = is_folded ? &look->folded : &look->written;

  return look->text != NULL ? g_utf16_to_utf8 (wide->chars, wide->length, NULL, NULL, NULL) : NULL;
}

gboolean
confab_safety_looks_alike (const char *a, const char *b) {
  g_autoptr (ConfabLook) look_a = NULL;
  g_autoptr (ConfabLook) look_b = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, TRUE);

  if (strcmp (a, b) == 0)
    return FALSE;
  look_a = confab_safety_look_new (a);
  look_b = confab_safety_look_new (b);
  return confab_safety_look_is_like (look_a, look_b);
}
