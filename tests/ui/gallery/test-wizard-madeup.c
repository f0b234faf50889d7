/* Made-up names: for the questions that want one and no other, whole and in parts, and never the
 * same twice in a row. */

#include "wizard/wizard-madeup.h"

static void
test_parts (void) {
  static const char *const others[] = { NULL, "", "email", "phone", "Name", "names", "qa", "city" };

  g_assert_cmpint (confab_wizard_madeup_part ("first"), ==, CONFAB_MADEUP_FIRST);
  g_assert_cmpint (confab_wizard_madeup_part ("last"), ==, CONFAB_MADEUP_LAST);
  g_assert_cmpint (confab_wizard_madeup_part ("name"), ==, CONFAB_MADEUP_WHOLE);
  g_assert_cmpint (confab_wizard_madeup_part ("nick"), ==, CONFAB_MADEUP_WHOLE);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpint (confab_wizard_madeup_part (others[i]), ==, CONFAB_MADEUP_NONE);
}

static void
test_names (void) {
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *none = confab_wizard_madeup_dup_name (CONFAB_MADEUP_NONE, 5);
  g_autofree char *edge = confab_wizard_madeup_dup_name (CONFAB_MADEUP_WHOLE, G_MAXUINT32);

  g_assert_cmpstr (none, ==, "");
  g_assert_nonnull (strchr (edge, ' '));
  for (guint32 i = 0; i < 32 * 32; i++) {
    g_autofree char *first = confab_wizard_madeup_dup_name (CONFAB_MADEUP_FIRST, i);
    g_autofree char *last = confab_wizard_madeup_dup_name (CONFAB_MADEUP_LAST, i);
    g_autofree char *both = g_strconcat (first, " ", last, NULL);
    char *whole = confab_wizard_madeup_dup_name (CONFAB_MADEUP_WHOLE, i);

    g_assert_cmpstr (whole, ==, both);
    g_assert_true (g_utf8_strlen (first, -1) > 1 && g_utf8_strlen (last, -1) > 1);
    g_hash_table_add (names, whole);
  }
  g_assert_cmpuint (g_hash_table_size (names), ==, 32 * 32);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/madeup/parts", test_parts);
  g_test_add_func ("/wizard/madeup/names", test_names);
  return g_test_run ();
}
