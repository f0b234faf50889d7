/* Every reason of the judges "scam" and "link" has words of its own, and says what it is about. */

#include <locale.h>

#include "safety/safety-reasons.h"

#define LINK_REASONS 23
#define ALL_LINK ((1u << LINK_REASONS) - 1)

static void
test_scam (void) {
  g_auto (GStrv) all =
      confab_safety_reasons_dup_scam_all ((1u << CONFAB_SCAM_REASON_COUNT) - 1, "Ann %s");
  g_autofree char *first =
      confab_safety_reasons_dup_scam (CONFAB_SCAM_GIFT_CARDS | CONFAB_SCAM_WANTS_INSTALL, "Ann %s");

  g_assert_cmpuint (g_strv_length (all), ==, CONFAB_SCAM_REASON_COUNT);
  for (guint i = 0; all[i] != NULL; i++) {
    g_assert_true (g_str_has_prefix (all[i], "Ann %s "));
    for (guint k = 0; k < i; k++)
      g_assert_cmpstr (all[i], !=, all[k]);
  }
  g_assert_nonnull (strstr (first, "install"));
}

static ConfabLinkFound
found_with (guint reasons) {
  ConfabLinkFound found = { CONFAB_LINK_WEB, reasons, "b\303\274cher.example",
    "xn--bcher-kva.example", "xn--bcher-kva.example", "paypal.com", 0 };

  return found;
}

static void
test_link (void) {
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < LINK_REASONS; i++) {
    ConfabLinkFound found = found_with (1u << i);
    g_autoptr (GPtrArray) lines = confab_safety_reasons_new_link (&found, "Ann");
    const ConfabSafetyLine *line;

    g_assert_cmpuint (lines->len, ==, 1);
    line = g_ptr_array_index (lines, 0);
    g_assert_null (strstr (line->text, "%s"));
    g_assert_true (g_hash_table_add (seen, g_strdup (line->text)));
  }
}

/* All at once: a number that nobody can read is not also called a number. */
static void
test_all (void) {
  ConfabLinkFound found = found_with (ALL_LINK);
  g_autoptr (GPtrArray) lines = confab_safety_reasons_new_link (&found, "Ann");

  g_assert_cmpuint (lines->len, ==, LINK_REASONS - 1);
  g_assert_true (((const ConfabSafetyLine *)g_ptr_array_index (lines, 0))->is_odd);
}

/* A name in letters that deceive is shown as the network knows it. */
static void
test_host (void) {
  ConfabLinkFound honest = found_with (CONFAB_LINK_FOREIGN_LETTERS | CONFAB_LINK_NEW_SITE);
  ConfabLinkFound deceiving = found_with (CONFAB_LINK_FOREIGN_LETTERS | CONFAB_LINK_LOOKS_LIKE);
  g_autoptr (GPtrArray) lines = confab_safety_reasons_new_link (&honest, NULL);

  g_assert_cmpstr (confab_safety_reasons_get_host (&honest), ==, honest.host);
  g_assert_cmpstr (confab_safety_reasons_get_host (&deceiving), ==, deceiving.host_ascii);
  for (guint i = 0; i < lines->len; i++)
    g_assert_false (((const ConfabSafetyLine *)g_ptr_array_index (lines, i))->is_odd);
}

int
main (int argc, char **argv) {
  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety-reasons/scam", test_scam);
  g_test_add_func ("/safety-reasons/link", test_link);
  g_test_add_func ("/safety-reasons/all", test_all);
  g_test_add_func ("/safety-reasons/host", test_host);
  return g_test_run ();
}
