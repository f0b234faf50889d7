/* Fuzz target: addresses (RFC 7622) and times (XEP-0082). An even first byte: the rest is an
 * address; an odd one: a time.
 *
 * Besides crashes it looks for broken promises: a prepared address that is another one when it is
 * prepared again, two that are the same and are not, a time that does not come back. */

#include <stdint.h>
#include <string.h>

#include "base/base-clock.h"
#include "base/base-jid.h"

#define MAX_PART 1023

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_part (const char *part) {
  if (part != NULL)
    g_assert (*part != '\0' && strlen (part) <= MAX_PART && g_utf8_validate (part, -1, NULL));
}

static void
read_address (const char *text) {
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabJid) jid = confab_base_jid_new (text, &error);
  g_autoptr (ConfabJid) again = NULL;
  g_autoptr (ConfabJid) bare = NULL;
  g_autoptr (ConfabJid) parts = NULL;
  g_autofree char *ascii = NULL;

  g_assert ((jid == NULL) == (error != NULL));
  if (jid == NULL)
    return;
  check_part (confab_base_jid_get_local (jid));
  check_part (confab_base_jid_get_domain (jid));
  check_part (confab_base_jid_get_resource (jid));
  g_assert (strlen (confab_base_jid_get_full (jid)) <= CONFAB_BASE_JID_MAX_BYTES);
  g_assert (strpbrk (confab_base_jid_get_bare (jid), "/ \t\r\n\"&'<>") == NULL);
  again = confab_base_jid_new (confab_base_jid_get_full (jid), NULL);
  g_assert (again != NULL && confab_base_jid_equal (jid, again));
  bare = confab_base_jid_dup_bare (jid);
  g_assert (confab_base_jid_is_bare (bare) && confab_base_jid_bare_equal (bare, jid));
  parts = confab_base_jid_new_parts (confab_base_jid_get_local (jid),
      confab_base_jid_get_domain (jid), confab_base_jid_get_resource (jid), NULL);
  g_assert (parts != NULL && confab_base_jid_equal (jid, parts));
  ascii = confab_base_jid_dup_ascii_domain (jid, NULL);
  if (ascii != NULL)
    g_assert (g_str_is_ascii (ascii) && strpbrk (ascii, "/@ \r\n") == NULL);
}

static void
read_time (const char *text) {
  gint64 time_us = confab_base_clock_parse (text);
  g_autofree char *written = NULL;
  gint64 again_us;

  g_assert (time_us >= -1);
  if (time_us < 0)
    return;
  written = confab_base_clock_format (time_us);
  again_us = confab_base_clock_parse (written);
  g_assert (again_us == time_us - time_us % G_USEC_PER_SEC);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_autofree char *text = NULL;

  if (size < 1)
    return 0;
  text = g_strndup ((const char *)data + 1, size - 1);
  if (data[0] % 2 == 0)
    read_address (text);
  else if (g_utf8_validate (text, -1, NULL))
    read_time (text);
  return 0;
}
