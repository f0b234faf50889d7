/* Fuzz target: judge "link". The first byte is the grade and the other facts, the rest a text whose
 * links are judged; the whole text is judged as a link too.
 *
 * Besides crashes it looks for broken promises: a place outside the text, a link from a stranger,
 * one with a scheme that is none of ours, a cleaned link that leads elsewhere than was said. */

#include <stdint.h>
#include <string.h>

#include "safety/safety-link.h"

#define WITH_SEEN 4
#define WITH_KNOWN 8
#define CLEANED_BYTES 2048

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_cleaned (const ConfabLinkFacts *facts, const ConfabLinkFound *found, const char *cleaned) {
  static const char *const schemes[] = { "http://", "https://",
    "xmpp:", "mailto:", "tel:", "geo:" };
  ConfabLinkFacts again = *facts;
  ConfabLinkFound found_again;
  gboolean is_ours = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    is_ours = is_ours || g_str_has_prefix (cleaned, schemes[i]);
  g_assert (is_ours);
  for (const char *c = cleaned; *c != '\0'; c++)
    g_assert ((guint8)*c > 0x20 && (guint8)*c < 0x7f);

  again.link = cleaned;
  again.length = strlen (cleaned);
  if (again.length <= CONFAB_LINK_MAX_BYTES) {
    char twice[4 * CLEANED_BYTES];

    g_assert (confab_safety_judge_link (&again, &found_again, twice, sizeof twice) !=
              CONFAB_LINK_NO_LINK);
    g_assert (strcmp (found->host_ascii, found_again.host_ascii) == 0);
  }
}

static void
judge (const uint8_t flags, const char *link, gsize length) {
  static const char *const known[] = { "example.org", "sunnyvale.example" };
  ConfabLinkFacts facts = { .link = link,
    .length = length,
    .grade = (ConfabGrade)(flags & 3),
    .is_site_seen = (flags & WITH_SEEN) != 0,
    .known = known,
    .n_known = (flags & WITH_KNOWN) != 0 ? G_N_ELEMENTS (known) : 0 };
  ConfabLinkFound found;
  char cleaned[CLEANED_BYTES];
  ConfabLinkVerdict verdict = confab_safety_judge_link (&facts, &found, cleaned, sizeof cleaned);

  g_assert (verdict == CONFAB_LINK_OPEN || found.reasons != 0);
  g_assert ((verdict == CONFAB_LINK_NO_LINK) == (cleaned[0] == '\0'));
  g_assert (verdict == CONFAB_LINK_NO_LINK || facts.grade >= CONFAB_GRADE_KNOWN);
  g_assert (verdict == CONFAB_LINK_NO_LINK || found.kind != CONFAB_LINK_OTHER);
  if (verdict != CONFAB_LINK_NO_LINK)
    check_cleaned (&facts, &found, cleaned);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  const char *text = (const char *)data + 1;
  ConfabLinkSpan span;
  gsize from = 0;

  if (size == 0)
    return 0;
  judge (data[0], text, size - 1);
  while (confab_safety_link_next (text, size - 1, from, &span)) {
    g_assert (span.start >= from && span.start < span.end && span.end <= size - 1);
    judge (data[0], text + span.start, span.end - span.start);
    from = span.end;
  }
  return 0;
}
