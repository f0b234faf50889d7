/* Fuzz target: look-alikes. Two texts with a line feed between them, each a name or an address.
 *
 * Besides crashes it looks for broken promises: an answer that depends on the order, a text that is
 * like itself, a pair whose looks say something else than the texts, and what cannot be judged and
 * is not warned of. */

#include <stdint.h>
#include <string.h>

#include "safety/safety-lookalike.h"

#define MAX_BYTES 4096

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
is_text (const char *text) {
  return strlen (text) <= MAX_BYTES && g_utf8_validate (text, -1, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  const uint8_t *feed = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize first = feed != NULL ? (gsize)(feed - data) : size;
  g_autofree char *a = g_strndup ((const char *)data, first);
  g_autofree char *b =
      feed != NULL ? g_strndup ((const char *)feed + 1, size - first - 1) : g_strdup ("ann");
  g_autoptr (ConfabLook) look_a = confab_safety_look_new (a);
  g_autoptr (ConfabLook) look_b = confab_safety_look_new (b);
  gboolean is_same = strcmp (a, b) == 0;
  gboolean is_like = confab_safety_looks_alike (a, b);
  gboolean has_name = confab_safety_look_has_name_of (look_a, look_b);

  g_assert (confab_safety_looks_alike (b, a) == is_like);
  g_assert (confab_safety_look_has_name_of (look_b, look_a) == has_name);
  g_assert (!is_same || !is_like);
  g_assert (is_same || confab_safety_look_is_like (look_a, look_b) == is_like);
  if (!is_text (a) || !is_text (b)) {
    g_assert (is_same || is_like);
    g_assert (has_name);
  }
  return 0;
}
