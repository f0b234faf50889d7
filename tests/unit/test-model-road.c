/* The way to servers as a text and back: what cannot be read is closed, never straight. */

#include <string.h>

#include "model/model-road.h"

static void
check_back (ConfabModelRoad *made) {
  g_autoptr (ConfabModelRoad) road = made;
  g_autofree char *text = confab_model_road_dup_text (road);
  g_autoptr (ConfabModelRoad) back = confab_model_road_read (text, 0);
  g_autoptr (ConfabModelRoad) copy = confab_model_road_copy (road);

  g_assert_true (confab_model_road_equal (road, back));
  g_assert_true (confab_model_road_equal (road, copy));
}

static void
test_back (void) {
  check_back (confab_model_road_new (CONFAB_ROAD_AS_ALL));
  check_back (confab_model_road_new (CONFAB_ROAD_CLOSED));
  check_back (confab_model_road_new (CONFAB_ROAD_STRAIGHT));
  check_back (confab_model_road_new (CONFAB_ROAD_TOR));
  check_back (confab_model_road_new_proxy (CONFAB_ROAD_SOCKS, "proxy.example", 1080, NULL));
  check_back (confab_model_road_new_proxy (CONFAB_ROAD_SOCKS, "2001:db8::1", 1, "us:er name"));
  check_back (confab_model_road_new_proxy (CONFAB_ROAD_HTTP, "10.0.0.1", 65535, "carla é"));
}

static void
test_unreadable (void) {
  static const char *const texts[] = { "", " ", "closed", "Straight", "straight ", "tor 9050",
    "socks5 ", "socks5 host", "socks5 host 0", "socks5 host 65536", "socks5 host -1",
    "socks5 host 1080 a\nb", "socks5 a/b 1080", "socks5 a@b 1080", "http host 80 a:b", "http  80",
    "socks4 host 1080", "a b", "host\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (ConfabModelRoad) road = confab_model_road_read (texts[i], 0);

    g_test_message ("\"%s\"", texts[i]);
    g_assert_cmpint (road->kind, ==, CONFAB_ROAD_CLOSED);
  }
}

/* As versions before this one kept it. */
static void
test_host_alone (void) {
  g_autoptr (ConfabModelRoad) road = confab_model_road_read ("127.0.0.1", 9050);
  g_autoptr (ConfabModelRoad) portless = confab_model_road_read ("127.0.0.1", 0);

  g_assert_cmpint (road->kind, ==, CONFAB_ROAD_SOCKS);
  g_assert_cmpstr (road->host, ==, "127.0.0.1");
  g_assert_cmpuint (road->port, ==, 9050);
  g_assert_cmpint (portless->kind, ==, CONFAB_ROAD_CLOSED);
}

static void
test_typed (void) {
  g_autoptr (ConfabModelRoad) road =
      confab_model_road_new_proxy (CONFAB_ROAD_SOCKS, "  Bücher.Example ", 1080, "");
  g_autofree char *long_name = g_strnfill (256, 'a');

  g_assert_nonnull (road);
  g_assert_cmpstr (road->host, ==, "xn--bcher-kva.example");
  g_assert_null (road->user);
  g_assert_null (confab_model_road_new_proxy (CONFAB_ROAD_SOCKS, NULL, 1080, NULL));
  g_assert_null (confab_model_road_new_proxy (CONFAB_ROAD_SOCKS, long_name, 1080, NULL));
  g_assert_null (confab_model_road_new_proxy (CONFAB_ROAD_SOCKS, "host", 1080, long_name));
  g_assert_null (confab_model_road_new_proxy (CONFAB_ROAD_SOCKS, "fe80::1%eth0", 1080, NULL));
  g_assert_null (confab_model_road_new_proxy (CONFAB_ROAD_SOCKS, "user@host", 1080, NULL));
  g_assert_null (confab_model_road_new_proxy (CONFAB_ROAD_SOCKS, "host", 0, NULL));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/road/back", test_back);
  g_test_add_func ("/model/road/unreadable", test_unreadable);
  g_test_add_func ("/model/road/host-alone", test_host_alone);
  g_test_add_func ("/model/road/typed", test_typed);
  return g_test_run ();
}
