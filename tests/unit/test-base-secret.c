/* Secrets: what they hold, that they are locked, and that nothing of them stays behind. */

#include <openssl/crypto.h>
#include <string.h>

#include "base/base-secret.h"

static void
test_content (void) {
  static const guint8 bytes[] = { 1, 0, 2 };
  g_autoptr (ConfabSecret) empty = confab_base_secret_new (0);
  g_autoptr (ConfabSecret) zeros = confab_base_secret_new (32);
  g_autoptr (ConfabSecret) copy = confab_base_secret_new_copy (bytes, sizeof bytes);
  g_autoptr (ConfabSecret) text = confab_base_secret_new_string ("open sesame");
  g_autoptr (ConfabSecret) largest = confab_base_secret_new (64 * 1024);

  g_assert_cmpuint (confab_base_secret_get_size (empty), ==, 0);
  g_assert_cmpstr (confab_base_secret_get_string (empty), ==, "");
  for (gsize i = 0; i <= confab_base_secret_get_size (zeros); i++)
    g_assert_cmpint (confab_base_secret_get_bytes (zeros)[i], ==, 0);
  g_assert_cmpmem (
      confab_base_secret_get_bytes (copy), confab_base_secret_get_size (copy), bytes, sizeof bytes);
  g_assert_cmpstr (confab_base_secret_get_string (text), ==, "open sesame");
  g_assert_cmpuint (confab_base_secret_get_size (text), ==, 11);
  g_assert_cmpuint (confab_base_secret_get_size (largest), ==, 64 * 1024);

  confab_base_secret_get_writable (zeros)[31] = 7;
  g_assert_cmpint (confab_base_secret_get_bytes (zeros)[31], ==, 7);
  g_assert_cmpint (confab_base_secret_get_bytes (zeros)[32], ==, 0);
}

static void
test_locked (void) {
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string ("open sesame");
  gboolean is_locked = confab_base_secret_init ();

  /* A second call tells the same. */
  g_assert_true (is_locked == confab_base_secret_init ());
  if (!is_locked) {
    g_test_skip ("this machine lets no memory be locked");
    return;
  }
  g_assert_true (CRYPTO_secure_allocated (confab_base_secret_get_bytes (secret)));
}

/* The heap does not give its pages back, so what was there can be looked at after it went. */
static void
test_wiped (void) {
  static const char canary[] = "the canary sings at dawn";
  ConfabSecret *secret, *other;
  const char *place;

  if (!confab_base_secret_init ()) {
    g_test_skip ("this machine lets no memory be locked");
    return;
  }

  secret = confab_base_secret_new_string (canary);
  other = confab_base_secret_ref (secret);
  place = confab_base_secret_get_string (secret);
  confab_base_secret_unref (secret);
  g_assert_cmpstr (place, ==, canary);
  confab_base_secret_unref (other);
  /* Its first bytes are the heap's own now. */
  for (gsize i = 16; i < sizeof canary; i++)
    g_assert_cmpint (place[i], ==, '\0');
}

/* More secrets than the heap holds: they still work, in memory that is not locked. */
static void
test_full_heap (void) {
  g_autoptr (GPtrArray) secrets =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_base_secret_unref);
  gsize used_before = CRYPTO_secure_used ();

  for (guint i = 0; i < 100; i++) {
    ConfabSecret *secret = confab_base_secret_new (64 * 1024);

    memset (confab_base_secret_get_writable (secret), (int)i, 64 * 1024);
    g_ptr_array_add (secrets, secret);
  }
  for (guint i = 0; i < 100; i++) {
    const guint8 *bytes = confab_base_secret_get_bytes (g_ptr_array_index (secrets, i));

    g_assert_cmpint (bytes[0], ==, i);
    g_assert_cmpint (bytes[64 * 1024 - 1], ==, i);
    g_assert_cmpint (bytes[64 * 1024], ==, 0);
  }
  g_ptr_array_set_size (secrets, 0);
  g_assert_cmpuint (CRYPTO_secure_used (), ==, used_before);
}

static void
test_random (void) {
  g_autoptr (ConfabSecret) a = confab_base_secret_new_random (32);
  g_autoptr (ConfabSecret) b = confab_base_secret_new_random (32);
  g_autoptr (ConfabSecret) zeros = confab_base_secret_new (32);

  g_assert_false (confab_base_secret_equal (a, b));
  g_assert_false (confab_base_secret_equal (a, zeros));
}

static void
test_equal (void) {
  g_autoptr (ConfabSecret) a = confab_base_secret_new_string ("abc");
  g_autoptr (ConfabSecret) same = confab_base_secret_new_string ("abc");
  g_autoptr (ConfabSecret) other = confab_base_secret_new_string ("abd");
  g_autoptr (ConfabSecret) longer = confab_base_secret_new_string ("abcd");
  g_autoptr (ConfabSecret) empty = confab_base_secret_new (0);
  g_autoptr (ConfabSecret) also_empty = confab_base_secret_new_string ("");

  g_assert_true (confab_base_secret_equal (a, same));
  g_assert_true (confab_base_secret_equal (a, a));
  g_assert_false (confab_base_secret_equal (a, other));
  g_assert_false (confab_base_secret_equal (a, longer));
  g_assert_false (confab_base_secret_equal (empty, a));
  g_assert_true (confab_base_secret_equal (empty, also_empty));
}

static void
test_boxed (void) {
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string ("open sesame");

  g_value_init (&value, CONFAB_TYPE_SECRET);
  g_value_set_boxed (&value, secret);
  g_assert_true (g_value_get_boxed (&value) == secret);
}

/* A shared secret does not change, and there are no larger ones. */
static void
test_refusals (void) {
  if (g_test_subprocess ()) {
    g_autoptr (ConfabSecret) secret = confab_base_secret_new (8);
    g_autoptr (ConfabSecret) shared = confab_base_secret_ref (secret);

    confab_base_secret_get_writable (shared);
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*g_atomic_ref_count_compare*");
}

static gpointer
ref_and_unref (gpointer data) {
  for (guint i = 0; i < 20000; i++)
    confab_base_secret_unref (confab_base_secret_ref (data));
  return NULL;
}

static void
test_threads (void) {
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string ("open sesame");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("refs", ref_and_unref, secret);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  confab_base_secret_get_writable (secret)[0] = 'O'; /* the only reference again */
  g_assert_cmpstr (confab_base_secret_get_string (secret), ==, "Open sesame");
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  g_test_add_func ("/base/secret/content", test_content);
  g_test_add_func ("/base/secret/locked", test_locked);
  g_test_add_func ("/base/secret/wiped", test_wiped);
  g_test_add_func ("/base/secret/full-heap", test_full_heap);
  g_test_add_func ("/base/secret/random", test_random);
  g_test_add_func ("/base/secret/equal", test_equal);
  g_test_add_func ("/base/secret/boxed", test_boxed);
  g_test_add_func ("/base/secret/refusals", test_refusals);
  g_test_add_func ("/base/secret/threads", test_threads);
  return g_test_run ();
}
