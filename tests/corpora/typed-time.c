/* How long the judge "typed" takes: the median of many runs, for pastes of 10 kB of several kinds.
 * It measures, and asserts nothing: the goal is below 1,000 µs. */

#include <stdio.h>
#include <string.h>

#include "safety/safety-typed.h"

#define PASTE_BYTES 10000
#define RUNS 201

typedef struct {
  const char *name;
  const char *piece; /* repeated */
} Paste;

static const Paste pastes[] = {
  { "a short message", NULL },
  { "talk, English",
      "Are we still on for Sunday at 14:30? Bring 3 towels, the tent and some bread. " },
  { "talk, German",
      "Treffen wir uns um 18:30 Uhr am Bahnhof? Größere Jacken mitbringen, 12 Grad. " },
  { "talk, Russian", "Встречаемся в воскресенье в 14:30 у вокзала, возьмите 3 полотенца и хлеб. " },
  { "talk, Arabic digits", "\xd9\xa1\xd9\xa4 \xd9\xa5\xd9\xa6 \xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 " },
  { "table of numbers", "4500 1200 3300 2100 4100\n3900 1400 2800 2050 4020\n" },
  { "digits, one by one", "4 5 1 2 3 " },
  { "one long number", "45123" },
  { "letters and digits", "a1b2" },
  { "base64", "MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJRTES\n" },
  { "words of BIP-39", "abandon amount liar crystal winner zoo " },
  { "code", "  if (password == NULL || token->length > MAX_KEY) return code (4, \"order 12\");\n" },
  { "passwords", "password of my is the " },
};

static int
compare (gconstpointer a, gconstpointer b) {
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

  return x < y ? -1 : x > y;
}

static void
measure (const char *name, const ConfabTypedFacts *facts) {
  gint64 times[RUNS];
  ConfabTypedFound found = { 0 };

  for (guint i = 0; i < RUNS; i++) {
    gint64 began = g_get_monotonic_time ();

    confab_safety_judge_typed (facts, &found);
    times[i] = g_get_monotonic_time () - began;
  }
  qsort (times, RUNS, sizeof *times, compare);
  printf ("%-22s %6zu bytes  median %5" G_GINT64_FORMAT " µs  slowest %5" G_GINT64_FORMAT " µs%s\n",
      name, facts->length, times[RUNS / 2], times[RUNS - 1], found.reason != 0 ? "  (asks)" : "");
}

int
main (void) {
  static const char *const before[] = { "one", "two 4539", "three 1488", "four" };
  g_autoptr (ConfabSecret) secret = NULL;
  g_autoptr (ConfabTypedPassword) own = NULL;
  const ConfabSecret *words[16];

  confab_base_secret_init ();
  secret = confab_base_secret_new_string ("oak-Leaf 77 and more");
  own = confab_safety_typed_password_new (secret);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    words[i] = secret;

  for (gsize i = 0; i < G_N_ELEMENTS (pastes); i++) {
    g_autoptr (GString) text = g_string_new (pastes[i].piece == NULL ? "See you at 8, bye" : NULL);
    ConfabTypedFacts facts = { .grade = CONFAB_GRADE_STRANGER,
      .before = before,
      .n_before = G_N_ELEMENTS (before),
      .passwords = (const ConfabTypedPassword *const *)&own,
      .n_passwords = 1,
      .private_words = words,
      .n_private_words = G_N_ELEMENTS (words) };

    while (pastes[i].piece != NULL && text->len + strlen (pastes[i].piece) <= PASTE_BYTES)
      g_string_append (text, pastes[i].piece);
    facts.text = text->str;
    facts.length = text->len;
    measure (pastes[i].name, &facts);
  }
  return 0;
}
