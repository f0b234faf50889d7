/* Drafts and envelopes: what may be one, and that both keep what they were given. */

#include <string.h>

#include "base/base-draft.h"
#include "base/base-envelope-private.h"

static void
test_draft (void) {
  g_autoptr (ConfabJid) to = confab_base_jid_new ("ann@example.org/desk", NULL);
  g_autoptr (ConfabDraft) draft = confab_base_draft_new (to, "id1", " Hello\nthere ");
  g_autoptr (ConfabDraft) other = confab_base_draft_ref (draft);

  g_assert_nonnull (draft);
  g_assert_cmpstr (
      confab_base_jid_get_full (confab_base_draft_get_to (other)), ==, "ann@example.org");
  g_assert_cmpstr (confab_base_draft_get_id (other), ==, "id1");
  g_assert_cmpstr (confab_base_draft_get_text (other), ==, " Hello\nthere ");
}

static void
test_no_draft (void) {
  static const char *const unfit[] = { NULL, "", " ", "\n\t ", "\xc2\xa0\xe3\x80\x80", "a\x01",
    "\xff", "a\xef\xbf\xbe" };
  g_autoptr (ConfabJid) to = confab_base_jid_new ("ann@example.org", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (unfit); i++)
    g_assert_null (confab_base_draft_new (to, "id1", unfit[i]));
}

static void
test_draft_bound (void) {
  g_autoptr (ConfabJid) to = confab_base_jid_new ("ann@example.org", NULL);
  g_autofree char *longest = g_strnfill (CONFAB_BASE_DRAFT_MAX_BYTES, 'a');
  g_autofree char *too_long = g_strnfill (CONFAB_BASE_DRAFT_MAX_BYTES + 1, 'a');
  g_autoptr (ConfabDraft) draft = confab_base_draft_new (to, "id1", longest);

  g_assert_nonnull (draft);
  g_assert_null (confab_base_draft_new (to, "id1", too_long));
}

static void
test_envelope (void) {
  g_autoptr (ConfabJid) to = confab_base_jid_new ("ann@example.org", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<message/>", 10);
  g_autoptr (ConfabEnvelope) sealed =
      confab_base_envelope_new (CONFAB_ENVELOPE_SEALED, to, "id1", bytes);
  g_autoptr (ConfabEnvelope) plain =
      confab_base_envelope_new (CONFAB_ENVELOPE_PLAIN, to, "id2", bytes);
  g_autoptr (ConfabEnvelope) other = confab_base_envelope_ref (plain);

  g_assert_cmpint (confab_base_envelope_get_kind (sealed), ==, CONFAB_ENVELOPE_SEALED);
  g_assert_cmpint (confab_base_envelope_get_kind (other), ==, CONFAB_ENVELOPE_PLAIN);
  g_assert_cmpstr (confab_base_envelope_get_id (other), ==, "id2");
  g_assert_true (confab_base_jid_equal (confab_base_envelope_get_to (sealed), to));
  g_assert_true (confab_base_envelope_get_bytes (sealed) == bytes);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/draft/draft", test_draft);
  g_test_add_func ("/base/draft/none", test_no_draft);
  g_test_add_func ("/base/draft/bound", test_draft_bound);
  g_test_add_func ("/base/draft/envelope", test_envelope);
  return g_test_run ();
}
