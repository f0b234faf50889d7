/* Fuzz target: envelopes (XEP-0420). The input is read as an envelope, and, where it can be one, is
 * also written into one as a text.
 *
 * Besides crashes it looks for broken promises: an envelope of a length that says something, a text
 * that does not come back, and parts that change on the way. */

#include <stdint.h>
#include <string.h>

#include "base/base-jid.h"
#include "base/base-text.h"
#include "xep/xep-sce.h"

#define FROM "alice@conf.example"
#define TO "bob@friend.example"
#define TIME_US G_GINT64_CONSTANT (1700000000000000)

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Chance that is the same each time. */
static void
fill (gpointer data, guint8 *bytes, gsize size) {
  guint8 *state = data;

  for (gsize i = 0; i < size; i++)
    bytes[i] = (*state)++;
}

static GBytes *
write_envelope (const ConfabStanza *content, const char *from, const char *to, gint64 time_us) {
  guint8 state = 0;
  const ConfabRandom random = { fill, &state };
  GBytes *bytes = confab_xep_sce_new (content, from, to, time_us, &random);
  gsize size = g_bytes_get_size (bytes);

  g_assert (size >= 512 && (size & (size - 1)) == 0);
  return bytes;
}

static void
check_address (const char *text) {
  g_autoptr (ConfabJid) jid = text != NULL ? confab_base_jid_new (text, NULL) : NULL;

  if (text != NULL)
    g_assert (jid != NULL && confab_base_jid_is_bare (jid));
}

/* What was read is written, and must be read as the same. */
static void
check_round (const ConfabXepSce *sce) {
  g_autoptr (GBytes) bytes = write_envelope (sce->content, FROM, TO, TIME_US);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (ConfabXepSce) again = confab_xep_sce_read (data, size);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (size > CONFAB_XEP_SCE_MAX) {
    g_assert (again == NULL);
    return;
  }
  /* Nested as deep as it may be, it is one level deeper now. */
  if (again == NULL)
    return;
  first = confab_xmpp_stanza_to_string (sce->content);
  second = confab_xmpp_stanza_to_string (again->content);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (again->from, ==, FROM);
  g_assert_cmpstr (again->to, ==, TO);
  g_assert (again->time_us == TIME_US && again->has_padding);
}

static void
check_text (const char *text) {
  g_autoptr (ConfabStanza) content = confab_xep_sce_content_new (text, TRUE);
  g_autoptr (GBytes) bytes = write_envelope (content, FROM, TO, TIME_US);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (ConfabXepSce) sce = confab_xep_sce_read (data, size);

  if (size > CONFAB_XEP_SCE_MAX)
    return;
  g_assert (sce != NULL);
  g_assert_cmpstr (
      confab_xmpp_stanza_get_child_text (sce->content, "body", CONFAB_NS_CLIENT), ==, text);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_autoptr (ConfabXepSce) sce = confab_xep_sce_read ((const char *)data, size);
  g_autofree char *text = g_strndup ((const char *)data, size);

  if (sce != NULL) {
    g_assert (sce->time_us >= 0);
    check_address (sce->from);
    check_address (sce->to);
    check_round (sce);
  }
  if (g_utf8_validate (text, -1, NULL) && confab_base_text_is_xml (text))
    check_text (text);
  return 0;
}
