/* Links that are made to do more than to lead to a page. The test paths are the ids of the cases.
 */

/* More links than are shown of one person in a minute. */
#define VICTIM_UNFOLDING

#include "hostile-screen.h"

#include "safety/safety-link.h"

static void
test_lnk_01 (Screen *screen, gconstpointer data) {
  static const char *const dangerous[] = { "javascript:alert(1)", "data:text/html,<b>x</b>",
    "file:///etc/passwd", "smb://canary/share", "admin:///etc", "trash:///x", "steam://run/1",
    "ms-msdt:/id", "JavaScript:alert(1)", "java\tscript:alert(1)", "vbscript:x", "ftp://canary/x",
    "view-source:https://example.org", "jar:https://example.org!/x", "nfs://canary/x",
    "about:blank", "blob:https://example.org/1", "ssh://-oProxyCommand=x", "sftp://canary/x",
    "dav://canary/x", "apt:package", "appstream://x", "flatpak+https://example.org/x.flatpakref" };
  static const char *const ordinary[] = { "https://example.org/x", "http://example.org/x",
    "xmpp:ann@example.org", "mailto:ann@example.org", "tel:+4930123456", "geo:52.5,13.4" };

  for (gsize i = 0; i < G_N_ELEMENTS (dangerous); i++) {
    g_autofree char *text = g_strdup_printf ("look: %s", dangerous[i]);

    say (screen, text);
    if (count_links (screen) != 0)
      g_error ("“%s” can be pressed", text);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (ordinary); i++) {
    say (screen, ordinary[i]);
    assert_shows (screen, ordinary[i]);
    g_assert_cmpuint (count_links (screen), ==, 1);
  }
}

/* Somebody who listens where the links lead. */
static gboolean
on_visit (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data) {
  (*(guint *)data)++;
  return TRUE;
}

static void
assert_nobody_calls (Screen *screen, gboolean is_own) {
  g_autoptr (GSocketService) canary = g_socket_service_new ();
  guint n_visits = 0;
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (canary), NULL, NULL);
  g_autofree char *links = g_strdup_printf (
      "http://127.0.0.1:%u/a.png https://localhost:%u/video.mp4 http://127.0.0.1:%u/", port, port,
      port);

  g_assert_cmpuint (port, !=, 0);
  g_signal_connect (canary, "incoming", G_CALLBACK (on_visit), &n_visits);
  if (is_own)
    paste (screen, gdk_content_provider_new_typed (G_TYPE_STRING, links));
  else
    say (screen, links);
  for (int i = 0; i < 20; i++)
    run_main_loop ();
  g_assert_cmpuint (n_visits, ==, 0);
  /* The control: it would have been heard. */
  {
    g_autoptr (GSocketClient) client = g_socket_client_new ();
    g_autoptr (GSocketConnection) connection =
        g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

    g_assert_nonnull (connection);
    run_main_loop ();
    g_assert_cmpuint (n_visits, ==, 1);
  }
  g_socket_service_stop (canary);
}

static void
test_lnk_03 (Screen *screen, gconstpointer data) {
  assert_nobody_calls (screen, FALSE);
  g_assert_cmpuint (count_links (screen), ==, 3);
}

/* There are no previews: whoever writes a link calls nobody either. */
static void
test_lnk_04 (Screen *screen, gconstpointer data) {
  assert_nobody_calls (screen, TRUE);
}

static void
test_lnk_07 (Screen *screen, gconstpointer data) {
  static const struct {
    const char *link, *part; /* nothing of the part is passed on */
  } cases[] = {
    { "mailto:x@example.org?attach=/etc/passwd&cc=y@evil.example&subject=Hi", "attach" },
    { "mailto:x@example.org?cc=y@evil.example", "evil" },
    { "mailto:x@example.org?ATTACHMENT=/etc/passwd", "passwd" },
    { "mailto:x@example.org?bcc=y@evil.example&body=Hi", "evil" },
    { "mailto:x@example.org?subject=a%0Abcc:y@evil.example", "bcc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    ConfabLinkFacts facts = {
      .link = cases[i].link, .length = strlen (cases[i].link), .grade = CONFAB_GRADE_KNOWN
    };
    char cleaned[CONFAB_LINK_MAX_BYTES] = "";
    ConfabLinkFound found;

    if (confab_safety_judge_link (&facts, &found, cleaned, sizeof cleaned) != CONFAB_LINK_NO_LINK)
      g_assert_true (g_str_has_prefix (cleaned, "mailto:x@example.org"));
    if (strstr (cleaned, cases[i].part) != NULL)
      g_error ("“%s” passes on “%s”", cases[i].link, cleaned);
  }
  /* A number is never dialled without being seen first. */
  {
    static const char *const numbers[] = { "tel:*%2306%23", "tel:+491234567", "tel:*#06#" };

    for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
      ConfabLinkFacts facts = { .link = numbers[i],
        .length = strlen (numbers[i]),
        .grade = CONFAB_GRADE_CHECKED,
        .is_site_seen = TRUE,
        .may_open_new = TRUE };

      g_assert_cmpint (confab_safety_judge_link (&facts, NULL, NULL, 0), !=, CONFAB_LINK_OPEN);
    }
  }
}

int
main (int argc, char **argv) {
  g_autoptr (AdwApplication) application = screen_init (&argc, &argv);

  screen_add ("/hostile/LNK-01", application, test_lnk_01);
  screen_add ("/hostile/LNK-03", application, test_lnk_03);
  screen_add ("/hostile/LNK-04", application, test_lnk_04);
  screen_add ("/hostile/LNK-07", application, test_lnk_07);
  return g_test_run ();
}
