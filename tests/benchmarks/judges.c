/* How long the judges of what is typed and told take: medians of many runs over pastes of 10 kB of
 * several kinds, beside what GLib needs to fold the case of the same text and normalise it, as a
 * search in a list does. A line a figure, fields between tabs: judge, text, bytes, median of the
 * judge in µs, median of the reference. It measures, and asserts nothing. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "safety/safety-link.h"
#include "safety/safety-scam.h"
#include "safety/safety-typed.h"

#define PASTE_BYTES 10000
#define RUNS 101

typedef struct {
  const char *name;
  const char *piece; /* repeated; NULL: one short message */
} Paste;

static const Paste pastes[] = {
  { "a short message", NULL },
  { "talk, English",
      "Are we still on for Sunday at 14:30? Bring 3 towels, the tent and some bread. " },
  { "talk, German",
      "Treffen wir uns um 18:30 Uhr am Bahnhof? Größere Jacken mitbringen, 12 Grad. " },
  { "talk, Russian", "Встречаемся в воскресенье в 14:30 у вокзала, возьмите 3 полотенца и хлеб. " },
  { "talk, Chinese", "我们星期天下午两点半见面吗？带三条毛巾和一些面包。" },
  { "a trick", "Dear customer, your account was suspended. Please send me the verification code "
               "that you got by text immediately, or pay 300 euros in gift cards. " },
  { "table of numbers", "4500 1200 3300 2100 4100\n3900 1400 2800 2050 4020\n" },
  { "digits, one by one", "4 5 1 2 3 " },
  { "one long number", "45123" },
  { "Arabic digits", "\xd9\xa1\xd9\xa4 \xd9\xa5\xd9\xa6 \xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 " },
  { "letters and digits", "a1b2" },
  { "letters apart", "s e n d m e t h e c o d e " },
  { "marks", "e\xcc\x81\xcc\x80\xcc\x82 " },
  { "base64", "MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJRTES\n" },
  { "words of a phrase", "abandon amount liar crystal winner zoo " },
  { "passwords", "password of my is the " },
  { "links", "https://example.org/a?b=c " },
  { "dots", "a.b.c.d " },
};

typedef struct {
  const char *text;
  gsize length;
  const ConfabTypedPassword *password;
  const ConfabSecret *const *words;
  gsize n_words;
} Work;

static void
do_typed (const Work *work) {
  static const char *const before[] = { "one", "two 4539", "three 1488", "four" };
  ConfabTypedFound found;
  ConfabTypedFacts facts = { .text = work->text,
    .length = work->length,
    .grade = CONFAB_GRADE_STRANGER,
    .before = before,
    .n_before = G_N_ELEMENTS (before),
    .passwords = (const ConfabTypedPassword *const *)&work->password,
    .n_passwords = 1,
    .private_words = work->words,
    .n_private_words = work->n_words };

  confab_safety_judge_typed (&facts, &found);
}

static void
do_scam (const Work *work) {
  ConfabScamFacts facts = {
    .text = work->text, .length = work->length, .grade = CONFAB_GRADE_STRANGER
  };

  confab_safety_judge_scam (&facts, NULL);
}

static void
do_find (const Work *work) {
  ConfabLinkSpan spans[CONFAB_LINK_MAX_FOUND];

  confab_safety_link_find (work->text, work->length, spans, G_N_ELEMENTS (spans));
}

static void
do_link (const Work *work) {
  ConfabLinkFacts facts = {
    .link = work->text, .length = work->length, .grade = CONFAB_GRADE_KNOWN
  };

  confab_safety_judge_link (&facts, NULL, NULL, 0);
}

static void
do_reference (const Work *work) {
  g_autofree char *folded = g_utf8_casefold (work->text, (gssize)work->length);
  g_autofree char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);

  /* Used, so that no compiler leaves it out. */
  if (normal == NULL)
    abort ();
}

static int
compare (gconstpointer a, gconstpointer b) {
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

  return (x > y) - (x < y);
}

static double
measure (void (*act) (const Work *work), const Work *work) {
  gint64 times[RUNS];
  guint each = work->length < PASTE_BYTES / 2 ? 100 : 1; /* the clock counts whole µs */

  act (work);
  for (guint i = 0; i < RUNS; i++) {
    gint64 began = g_get_monotonic_time ();

    for (guint k = 0; k < each; k++)
      act (work);
    times[i] = g_get_monotonic_time () - began;
  }
  qsort (times, RUNS, sizeof *times, compare);
  return (double)times[RUNS / 2] / each;
}

static void
report (const char *judge, const char *name, void (*act) (const Work *work), const Work *work) {
  double median = measure (act, work);

  printf (
      "%s\t%s\t%zu\t%.1f\t%.1f\n", judge, name, work->length, median, measure (do_reference, work));
}

static void
measure_links (void) {
  static const char *const links[] = { "https://example.org/a",
    "https://shop.example.com/item?id=5&utm_source=mail&utm_medium=x", "https://paypa1.com/",
    "https://аррӏе.com/", "http://0x7f.1:8080/" };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++) {
    Work work = { .text = links[i], .length = strlen (links[i]) };

    report ("link", links[i], do_link, &work);
  }
}

int
main (void) {
  g_autoptr (ConfabSecret) secret = NULL;
  g_autoptr (ConfabTypedPassword) own = NULL;
  const ConfabSecret *words[16];

  confab_base_secret_init ();
  secret = confab_base_secret_new_string ("oak-Leaf 77 and more");
  own = confab_safety_typed_password_new (secret);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    words[i] = secret;

  for (gsize i = 0; i < G_N_ELEMENTS (pastes); i++) {
    const char *piece = pastes[i].piece;
    g_autoptr (GString) text = g_string_new (piece == NULL ? "See you at 8, bye" : NULL);
    Work work = { .password = own, .words = words, .n_words = G_N_ELEMENTS (words) };

    while (piece != NULL && text->len + strlen (piece) <= PASTE_BYTES)
      g_string_append (text, piece);
    work.text = text->str;
    work.length = text->len;
    report ("typed", pastes[i].name, do_typed, &work);
    report ("scam", pastes[i].name, do_scam, &work);
    report ("find", pastes[i].name, do_find, &work);
  }
  measure_links ();
  return 0;
}
