/* Random ids and numbers: their form, that they come from the source, and that none is favoured. */

#include <string.h>

#include "base/base-random.h"

static void
fill_counting (gpointer data, guint8 *bytes, gsize size) {
  guint8 *next = data;

  for (gsize i = 0; i < size; i++)
    bytes[i] = (*next)++;
}

static void
test_source (void) {
  guint8 next = 0xFE;
  ConfabRandom source = { fill_counting, &next };
  g_autofree char *id = confab_base_random_dup_id (&source, 4);

  g_assert_cmpstr (id, ==, "feff0001");
}

static void
test_ids (void) {
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++) {
    char *id = confab_base_random_dup_id (confab_base_random_system (), 16);

    g_assert_cmpuint (strlen (id), ==, 32);
    g_assert_cmpuint (strspn (id, "0123456789abcdef"), ==, 32);
    g_assert_true (g_hash_table_add (seen, id));
  }
}

static void
test_largest_id (void) {
  g_autofree char *id = confab_base_random_dup_id (confab_base_random_system (), 64);

  g_assert_cmpuint (strlen (id), ==, 128);
}

/* A source that gives numbers one after the other, from a list. */
typedef struct {
  guint32 numbers[4];
  guint next;
} List;

static void
fill_from_list (gpointer data, guint8 *bytes, gsize size) {
  List *list = data;

  g_assert_cmpuint (size, ==, sizeof list->numbers[0]);
  g_assert_cmpuint (list->next, <, G_N_ELEMENTS (list->numbers));
  memcpy (bytes, &list->numbers[list->next++], size);
}

/* 2^32 is 5 more than a multiple of 4294967291; the five lowest numbers would come twice. */
static void
test_without_bias (void) {
  List list = { .numbers = { 0, 4, 5, 0 } };
  ConfabRandom source = { fill_from_list, &list };

  g_assert_cmpuint (confab_base_random_below (&source, 4294967291u), ==, 5);
  g_assert_cmpuint (list.next, ==, 3);
}

static void
test_below (void) {
  const ConfabRandom *source = confab_base_random_system ();
  guint counts[6] = { 0 };

  for (guint i = 0; i < 6000; i++)
    counts[confab_base_random_below (source, 6)]++;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_true (counts[i] > 700 && counts[i] < 1300);
  g_assert_cmpuint (confab_base_random_below (source, 1), ==, 0);
  g_assert_cmpuint (confab_base_random_below (source, G_MAXUINT32), <, G_MAXUINT32);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/random/source", test_source);
  g_test_add_func ("/base/random/ids", test_ids);
  g_test_add_func ("/base/random/largest-id", test_largest_id);
  g_test_add_func ("/base/random/without-bias", test_without_bias);
  g_test_add_func ("/base/random/below", test_below);
  return g_test_run ();
}
