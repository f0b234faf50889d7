/* The virus checker's client beside one that lies: whatever it answers but exactly the right thing,
 * nothing was scanned. */

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "files/files-clam.h"

#define PATIENCE_MS 400
#define MANY (4 * 1024 * 1024)

typedef enum {
  HEARS_ALL,   /* then answers */
  EARLY,       /* answers, and closes, before it heard all */
  DEAF,        /* answers nothing, and goes on listening */
  DEAF_AT_ALL, /* reads nothing */
  GONE,        /* closes after some bytes */
  DRIPPING,    /* one byte of the answer, now and then, for ever */
} Manner;

typedef struct {
  Manner manner;
  const char *answer; /* as it goes out, and */
  gsize length;       /* how much of it */
  const char *expected;
  ConfabFileScan scan;
} Lie;

typedef struct {
  char *folder, *path;
  int fd;
  GThread *thread;
  const Lie *lie;
  GByteArray *heard;
} Daemon;

static gboolean
has_heard_all (const GByteArray *heard) {
  gsize at = sizeof "zINSTREAM";

  while (at + 4 <= heard->len) {
    gsize length = (gsize)heard->data[at] << 24 | (gsize)heard->data[at + 1] << 16 |
                   (gsize)heard->data[at + 2] << 8 | heard->data[at + 3];

    if (length == 0)
      return TRUE;
    at += 4 + length;
  }
  return heard->len >= sizeof "zVERSION" && memcmp (heard->data, "zVERSION", 9) == 0;
}

/* FALSE: the other side went. */
static gboolean
hear (Daemon *daemon, int fd) {
  guint8 bytes[8192];
  gssize n = read (fd, bytes, sizeof bytes);

  if (n > 0)
    g_byte_array_append (daemon->heard, bytes, (guint)n);
  return n > 0;
}

static void
say (int fd, const char *bytes, gsize length) {
  while (length > 0) {
    gssize n = send (fd, bytes, length, MSG_NOSIGNAL);

    if (n <= 0)
      return;
    bytes += n;
    length -= (gsize)n;
  }
}

static void
drip (int fd, const char *bytes, gsize length) {
  for (gsize i = 0; i < 1000; i++) {
    if (send (fd, bytes + i % length, 1, MSG_NOSIGNAL) != 1)
      return;
    g_usleep (500);
  }
}

static gpointer
run (gpointer data) {
  Daemon *daemon = data;
  const Lie *lie = daemon->lie;
  int fd = accept (daemon->fd, NULL, NULL);

  if (lie->manner == DEAF_AT_ALL) {
    g_usleep (3 * PATIENCE_MS * 1000);
  } else if (lie->manner == EARLY || lie->manner == GONE) {
    hear (daemon, fd);
    if (lie->manner == EARLY)
      say (fd, lie->answer, lie->length);
  } else {
    while (!has_heard_all (daemon->heard) && hear (daemon, fd))
      ;
    if (lie->manner == HEARS_ALL)
      say (fd, lie->answer, lie->length);
    else if (lie->manner == DRIPPING)
      drip (fd, lie->answer, lie->length);
    else
      while (hear (daemon, fd))
        ;
  }
  close (fd);
  return NULL;
}

static ConfabFilesClamPlace
start (Daemon *daemon, const Lie *lie) {
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  daemon->lie = lie;
  daemon->folder = g_dir_make_tmp ("confab-clam-XXXXXX", NULL);
  daemon->path = g_build_filename (daemon->folder, "clamd.ctl", NULL);
  daemon->heard = g_byte_array_new ();
  daemon->fd = socket (AF_UNIX, SOCK_STREAM, 0);
  g_strlcpy (address.sun_path, daemon->path, sizeof address.sun_path);
  g_assert_cmpint (bind (daemon->fd, (struct sockaddr *)&address, sizeof address), ==, 0);
  g_assert_cmpint (listen (daemon->fd, 1), ==, 0);
  daemon->thread = g_thread_new ("daemon", run, daemon);
  return (ConfabFilesClamPlace){ daemon->path, PATIENCE_MS, PATIENCE_MS };
}

static void
stop (Daemon *daemon) {
  if (daemon->thread != NULL)
    g_thread_join (daemon->thread);
  close (daemon->fd);
  g_unlink (daemon->path);
  g_rmdir (daemon->folder);
  g_byte_array_unref (daemon->heard);
  g_free (daemon->path);
  g_free (daemon->folder);
}

static GInputStream *
make_content (gsize length) {
  guint8 *bytes = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8)(i * 7 + i / 256);
  return g_memory_input_stream_new_from_data (bytes, (gssize)length, g_free);
}

#define SAYS(text) (text), sizeof (text)
#define LONG_NAME                                                                                  \
  "stream: Very.Long.Name.That.Goes.On.And.On.And.On.And.On.And.On.And.On.And.On.And.On.And.On "   \
  "FOUND"

static const Lie lies[] = {
  { HEARS_ALL, SAYS ("stream: OK"), NULL, CONFAB_FILE_SCAN_CLEAN },
  { HEARS_ALL, SAYS ("stream: Some.Virus-1 FOUND"), "Some.Virus-1", CONFAB_FILE_SCAN_FOUND },
  { EARLY, SAYS ("stream: Some.Virus-1 FOUND"), "Some.Virus-1", CONFAB_FILE_SCAN_FOUND },
  { EARLY, SAYS ("INSTREAM size limit exceeded. ERROR"), NULL, CONFAB_FILE_SCAN_TOO_LARGE },
  { HEARS_ALL, SAYS ("INSTREAM size limit exceeded. ERROR"), NULL, CONFAB_FILE_SCAN_TOO_LARGE },
  /* Clean before it was heard. */
  { EARLY, SAYS ("stream: OK"), NULL, CONFAB_FILE_SCAN_BROKEN },
  { GONE, NULL, 0, NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, NULL, 0, NULL, CONFAB_FILE_SCAN_BROKEN },
  { DEAF, NULL, 0, NULL, CONFAB_FILE_SCAN_BROKEN },
  { DEAF_AT_ALL, NULL, 0, NULL, CONFAB_FILE_SCAN_BROKEN },
  /* Half of it, without its end, and with more behind. */
  { HEARS_ALL, "stream: OK", 10, NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, "stream: O", 9, NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, SAYS ("stream: OK\0stream: OK"), NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, SAYS ("stream: OK\n"), NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, SAYS ("stream: OK "), NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, SAYS ("stream: ok"), NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, SAYS (" stream: OK"), NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, SAYS ("OK"), NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, SAYS (""), NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, SAYS ("stream: FOUND"), NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, SAYS ("stream:  FOUND"), NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, SAYS ("stream: Some.Virus-1"), NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, SAYS ("stream: Can't allocate memory ERROR"), NULL, CONFAB_FILE_SCAN_BROKEN },
  { HEARS_ALL, SAYS ("UNKNOWN COMMAND"), NULL, CONFAB_FILE_SCAN_BROKEN },
  /* A name of anything but what names are made of. */
  { HEARS_ALL, SAYS ("stream: a\x1b[2J\xe2\x80\xae<b>b\n FOUND"), "a[2J<b>b",
      CONFAB_FILE_SCAN_FOUND },
  { HEARS_ALL, SAYS ("stream: \xff\xfe FOUND"), NULL, CONFAB_FILE_SCAN_FOUND },
  { HEARS_ALL, SAYS (LONG_NAME), NULL, CONFAB_FILE_SCAN_FOUND },
  { DRIPPING, SAYS ("stream: Some.Virus-1"), NULL, CONFAB_FILE_SCAN_BROKEN },
  { DRIPPING, "xxxxxxxxxxx", 11, NULL, CONFAB_FILE_SCAN_BROKEN },
};

static void
test_lies (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++) {
    g_autoptr (GInputStream) content = make_content (MANY);
    Daemon daemon = { 0 };
    ConfabFilesClamPlace place = start (&daemon, &lies[i]);
    ConfabFilesClamVerdict verdict;
    gint64 begun = g_get_monotonic_time ();

    confab_files_clam_scan (&place, content, MANY, NULL, &verdict);
    g_test_message ("answer %" G_GSIZE_FORMAT ": %d “%s”", i, verdict.scan, verdict.virus);
    g_assert_cmpint (verdict.scan, ==, lies[i].scan);
    if (lies[i].expected != NULL)
      g_assert_cmpstr (verdict.virus, ==, lies[i].expected);
    g_assert_true ((verdict.scan == CONFAB_FILE_SCAN_FOUND) == (verdict.virus[0] != '\0'));
    g_assert_true (g_utf8_validate (verdict.virus, -1, NULL));
    g_assert_cmpint (g_utf8_strlen (verdict.virus, -1), <=, CONFAB_FILES_CLAM_VIRUS_CHARS);
    g_assert_cmpint (g_get_monotonic_time () - begun, <, 10 * G_USEC_PER_SEC);
    stop (&daemon);
  }
}

/* All of it goes there, and nothing else. */
static void
test_all_is_heard (void) {
  static const gsize sizes[] = { 0, 1, 65535, 65536, 65537, MANY };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GInputStream) content = make_content (sizes[i]);
    g_autoptr (GInputStream) again = make_content (sizes[i]);
    g_autoptr (GByteArray) got = g_byte_array_new ();
    g_autofree guint8 *wanted = g_malloc (sizes[i] + 1);
    Daemon daemon = { 0 };
    ConfabFilesClamPlace place = start (&daemon, &lies[0]);
    ConfabFilesClamVerdict verdict;
    gsize at = sizeof "zINSTREAM", n = 0;

    confab_files_clam_scan (&place, content, sizes[i], NULL, &verdict);
    g_assert_cmpint (verdict.scan, ==, CONFAB_FILE_SCAN_CLEAN);
    g_thread_join (g_steal_pointer (&daemon.thread));
    g_assert_cmpmem (daemon.heard->data, at, "zINSTREAM", at);
    while (at + 4 < daemon.heard->len) {
      guint32 length;

      memcpy (&length, daemon.heard->data + at, 4);
      length = GUINT32_FROM_BE (length);
      g_byte_array_append (got, daemon.heard->data + at + 4, length);
      at += 4 + length;
    }
    g_assert_cmpmem (daemon.heard->data + at, daemon.heard->len - at, "\0\0\0\0", 4);
    g_assert_true (g_input_stream_read_all (again, wanted, sizes[i], &n, NULL, NULL));
    g_assert_cmpmem (got->data, got->len, wanted, n);
    stop (&daemon);
  }
}

/* More than it looks through is not sent, or no further. */
static void
test_too_large (void) {
  g_autoptr (GInputStream) content = make_content (10);
  static const Lie hung = { DEAF, NULL, 0, NULL, CONFAB_FILE_SCAN_TOO_LARGE };
  Daemon daemon = { 0 };
  ConfabFilesClamPlace place = start (&daemon, &hung);
  ConfabFilesClamVerdict verdict;

  confab_files_clam_scan (&place, content, CONFAB_FILES_CLAM_MAX_BYTES + 1, NULL, &verdict);
  g_assert_cmpint (verdict.scan, ==, CONFAB_FILE_SCAN_TOO_LARGE);
  g_thread_join (g_steal_pointer (&daemon.thread));
  g_assert_cmpuint (daemon.heard->len, ==, 0);
  stop (&daemon);
}

static gpointer
call_off (gpointer cancellable) {
  g_usleep (50 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_called_off (void) {
  g_autoptr (GInputStream) content = make_content (MANY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  static const Lie hung = { DEAF, NULL, 0, NULL, CONFAB_FILE_SCAN_BROKEN };
  Daemon daemon = { 0 };
  ConfabFilesClamPlace place = start (&daemon, &hung);
  GThread *other = g_thread_new ("other", call_off, cancellable);
  ConfabFilesClamVerdict verdict;
  gint64 begun = g_get_monotonic_time ();

  place.idle_ms = place.answer_ms = 60000;
  confab_files_clam_scan (&place, content, MANY, cancellable, &verdict);
  g_assert_cmpint (verdict.scan, ==, CONFAB_FILE_SCAN_BROKEN);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 10 * G_USEC_PER_SEC);
  g_thread_join (other);
  stop (&daemon);
}

/* No socket is none within reach; one that nobody listens at is a checker that is down. */
static void
test_nobody (void) {
  static const Lie silent = { GONE, NULL, 0, NULL, CONFAB_FILE_SCAN_BROKEN };
  g_autofree char *text = NULL;
  Daemon daemon = { 0 };
  ConfabFilesClamPlace place = { "/nonexistent/clamd.ctl", PATIENCE_MS, PATIENCE_MS };
  ConfabFilesClamVersion version;
  ConfabFilesClamVerdict verdict;
  g_autoptr (GInputStream) content = make_content (10);

  g_assert_cmpint (confab_files_clam_look (&place, NULL, &version), ==, CONFAB_FILES_CLAM_ABSENT);
  confab_files_clam_scan (&place, content, 10, NULL, &verdict);
  g_assert_cmpint (verdict.scan, ==, CONFAB_FILE_SCAN_ABSENT);

  place = start (&daemon, &silent);
  g_assert_cmpint (confab_files_clam_look (&place, NULL, &version), ==, CONFAB_FILES_CLAM_BROKEN);
  close (daemon.fd);
  daemon.fd = -1;
  g_assert_cmpint (confab_files_clam_look (&place, NULL, &version), ==, CONFAB_FILES_CLAM_BROKEN);
  confab_files_clam_scan (&place, content, 10, NULL, &verdict);
  g_assert_cmpint (verdict.scan, ==, CONFAB_FILE_SCAN_BROKEN);
  text = g_build_filename (daemon.folder, "text", NULL);
  g_assert_true (g_file_set_contents (text, "no socket", -1, NULL));
  place.path = text;
  g_assert_cmpint (confab_files_clam_look (&place, NULL, &version), ==, CONFAB_FILES_CLAM_ABSENT);
  g_unlink (text);
  stop (&daemon);
}

static void
test_version (void) {
  static const Lie good = { HEARS_ALL, SAYS ("ClamAV 1.4.3/27500/Mon Nov  2 08:11:13 2026"), NULL,
    0 };
  static const char *const bad[] = { "", "ClamAV", "ClamAV ", "ClamAV 1.4.3/", "ClamAV 1.4.3/27500",
    "ClamAV 1.4.3/27500/", "ClamAV 1.4.3/x/Mon Nov  2 08:11:13 2026",
    "ClamAV 1.4.3/-1/Mon Nov  2 08:11:13 2026", "ClamAV 1.4.3/1/Mon Nov 32 08:11:13 2026",
    "ClamAV 1.4.3/1/Mon Nox  2 08:11:13 2026", "ClamAV 1.4.3/1/Mon Nov  2 08:11:13 2026/",
    "ClamAV 1.4.3/1/Mon Nov  2 25:11:13 2026", "ClamAV 1.4.3/1/Mon Nov  2 08:11:13 202x",
    "ClamAV 1.4.3/1/2026-11-02", "ClamAV <b>1</b>", "ClamAV 1\n2", "clamav 1.4.3", "Other 1",
    "ClamAV 1.4.3/99999999999999999999/Mon Nov  2 08:11:13 2026",
    "ClamAV 1111111111111111111111111111111111111111111111111111111111111111" };
  Daemon daemon = { 0 };
  ConfabFilesClamPlace place = start (&daemon, &good);
  ConfabFilesClamVersion version;
  g_autoptr (GDateTime) then = NULL;

  g_assert_cmpint (confab_files_clam_look (&place, NULL, &version), ==, CONFAB_FILES_CLAM_HERE);
  stop (&daemon);
  g_assert_cmpstr (version.engine, ==, "ClamAV 1.4.3");
  g_assert_cmpuint (version.number, ==, 27500);
  then = g_date_time_new_local (2026, 11, 2, 8, 11, 13);
  g_assert_cmpint (version.dated_us, ==, g_date_time_to_unix (then) * G_USEC_PER_SEC);
  g_assert_true (confab_files_clam_parse_version ("ClamAV 1.4.3", &version));
  g_assert_cmpint (version.dated_us, ==, 0);
  g_assert_true (
      confab_files_clam_parse_version ("ClamAV 1.0.0-rc2/0/Thu Jan  1 00:00:00 1970", &version));
  g_assert_cmpint (version.dated_us, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_test_message ("“%s”", bad[i]);
    g_assert_false (confab_files_clam_parse_version (bad[i], &version));
    g_assert_true (version.engine[0] == '\0' && version.number == 0 && version.dated_us == 0);
  }
}

#define HEAD                                                                                       \
  "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  ...\n"
#define ROW(address, state, uid)                                                                   \
  "   0: " address " 00000000:0000 " state " 00000000:00000000 00:00000000 00000000  " uid         \
  "        0 1234 1 0000000000000000 100 0 0 10 0\n"

static void
test_whose_port (void) {
  const struct {
    const char *table;
    gboolean is_trusted;
  } rows[] = {
    { HEAD, FALSE },
    { "", FALSE },
    { HEAD ROW ("0100007F:0CEE", "0A", "  101"), TRUE },
    { HEAD ROW ("0100007F:0CEE", "0A", "    0"), TRUE },
    { HEAD ROW ("00000000:0CEE", "0A", "  101"), TRUE },
    { HEAD ROW ("0100007F:0CEE", "0A", " 1000"), TRUE },
    /* Somebody else's, or nobody can say whose. */
    { HEAD ROW ("0100007F:0CEE", "0A", " 1001"), FALSE },
    { HEAD ROW ("0100007F:0CEE", "0A", "65534"), FALSE },
    { HEAD ROW ("0100007F:0CEE", "0A", "   -1"), FALSE },
    { HEAD ROW ("0100007F:0CEE", "0A", "  101") ROW ("00000000:0CEE", "0A", " 1001"), FALSE },
    /* Another port, another address, a line and no listener. */
    { HEAD ROW ("0100007F:0CEF", "0A", "  101"), FALSE },
    { HEAD ROW ("0200007F:0CEE", "0A", "  101"), FALSE },
    { HEAD ROW ("0100007F:0CEE", "01", "  101"), FALSE },
  };

  if (G_BYTE_ORDER != G_LITTLE_ENDIAN)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].table);
    g_assert_cmpint (
        confab_files_clam_is_trusted (rows[i].table, 3310, 1000), ==, rows[i].is_trusted);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/clam/lies", test_lies);
  g_test_add_func ("/files/clam/all-is-heard", test_all_is_heard);
  g_test_add_func ("/files/clam/too-large", test_too_large);
  g_test_add_func ("/files/clam/called-off", test_called_off);
  g_test_add_func ("/files/clam/nobody", test_nobody);
  g_test_add_func ("/files/clam/version", test_version);
  g_test_add_func ("/files/clam/whose-port", test_whose_port);
  return g_test_run ();
}
