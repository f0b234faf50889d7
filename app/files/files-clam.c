/* Asks ClamAV's daemon. What it says is believed in one way only: exactly "OK" after the last byte
 * is clean, everything that is not understood is "not scanned". What it calls a virus is cut, and
 * made fit to be shown. Refuses to hand a file to just anybody who listens at the port: other users
 * of this computer may. */

#include "files/files-clam.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/base-clock.h"
#include "base/base-text.h"

#define PORT 3310
#define MAX_REPLY 512
#define MAX_TABLE (1024 * 1024)
#define MAX_SYSTEM_UID 999
#define PIECE (64 * 1024)
#define IDLE_MS 30000
#define ANSWER_MS 150000 /* it gives one file two minutes (MaxScanTime) */
#define WHOLE_US (G_GINT64_CONSTANT (300) * G_USEC_PER_SEC)

/* Debian and Ubuntu; Fedora; openSUSE; Arch and Gentoo; built by hand. */
static const char *const sockets[] = { "/run/clamav/clamd.ctl", "/var/run/clamav/clamd.ctl",
  "/run/clamd.scan/clamd.sock", "/var/run/clamd.scan/clamd.sock", "/run/clamav/clamd.sock",
  "/run/clamav/clamd-socket", "/var/lib/clamav/clamd.sock" };

typedef struct {
  int fd;
  int cancel_fd; /* -1: nobody calls it off */
  guint idle_ms, answer_ms;
  gint64 end_us; /* monotonic */
} Line;

typedef struct {
  char bytes[MAX_REPLY + 1];
  gsize length;
  gboolean is_whole; /* ended as it must, with nothing behind the end */
} Reply;

static gint64
now_us (void) {
  return confab_base_clock_monotonic_us (confab_base_clock_system ());
}

/* ---- the line ---- */

/* What may be done; 0: it took too long, or is not wanted any more. */
static int
line_wait (const Line *line, short wanted, guint patience_ms) {
  struct pollfd fds[] = { { .fd = line->fd, .events = wanted },
    { .fd = line->cancel_fd, .events = POLLIN } };
  gint64 left_ms = (line->end_us - now_us ()) / 1000;
  int n;

  if (left_ms <= 0)
    return 0;
  do
    n = poll (fds, G_N_ELEMENTS (fds), (int)MIN (left_ms, (gint64)patience_ms));
  while (n < 0 && errno == EINTR);
  return n > 0 && fds[1].revents == 0 ? fds[0].revents : 0;
}

/* FALSE: nothing more is to come. */
static gboolean
line_read (const Line *line, Reply *reply) {
  gssize n = recv (line->fd, reply->bytes + reply->length, sizeof reply->bytes - reply->length, 0);
  const char *end;

  if (n < 0)
    return errno == EAGAIN || errno == EINTR;
  if (n == 0)
    return FALSE;
  reply->length += (gsize)n;
  end = memchr (reply->bytes, '\0', reply->length);
  reply->is_whole = end != NULL && end == reply->bytes + reply->length - 1;
  return end == NULL && reply->length < sizeof reply->bytes;
}

/* FALSE: it was answered before all was sent, or broke off. */
static gboolean
line_send (const Line *line, const void *data, gsize length) {
  const guint8 *bytes = data;

  while (length > 0) {
    int ready = line_wait (line, POLLIN | POLLOUT, line->idle_ms);
    gssize n;

    if ((ready & POLLOUT) == 0 || (ready & (POLLIN | POLLERR | POLLHUP)) != 0)
      return FALSE;
    n = send (line->fd, bytes, length, MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN && errno != EINTR)
      return FALSE;
    bytes += MAX (n, 0);
    length -= (gsize)MAX (n, 0);
  }
  return TRUE;
}

static void
line_listen (const Line *line, guint patience_ms, Reply *reply) {
  while (line_wait (line, POLLIN, patience_ms) != 0)
    if (!line_read (line, reply))
      return;
}

/* ---- where it is ---- */

gboolean
confab_files_clam_is_trusted (const char *table, guint16 port, guint uid) {
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  g_autofree char *here = g_strdup_printf ("%08X:%04X", htonl (INADDR_LOOPBACK), port);
  g_autofree char *anywhere = g_strdup_printf ("00000000:%04X", port);
  gboolean is_somebody = FALSE;

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = NULL;
    g_autoptr (GPtrArray) fields = g_ptr_array_new ();
    guint64 owner = 0;

    words = g_strsplit (lines[i], " ", -1);
    for (guint j = 0; words[j] != NULL; j++)
      if (*words[j] != '\0')
        g_ptr_array_add (fields, words[j]);
    /* "sl local_address rem_address st tx:rx tr:when retrnsmt uid ...": 0A listens (proc(5)). */
    if (fields->len < 8 || !g_str_equal (fields->pdata[3], "0A") ||
        (!g_str_equal (fields->pdata[1], here) && !g_str_equal (fields->pdata[1], anywhere)))
      continue;
    if (!confab_base_text_parse_uint (fields->pdata[7], G_MAXUINT32, &owner) ||
        (owner > MAX_SYSTEM_UID && owner != uid))
      return FALSE;
    is_somebody = TRUE;
  }
  return is_somebody;
}

static gboolean
is_port_trusted (void) {
  g_autofree char *table = NULL;
  gsize length = 0;

  return g_file_get_contents ("/proc/net/tcp", &table, &length, NULL) && length <= MAX_TABLE &&
         confab_files_clam_is_trusted (table, PORT, (guint)getuid ());
}

/* What refuses is a checker that is down; what may not be asked is none within reach. */
static ConfabFilesClamReach
dial_socket (const char *path, int *fd) {
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  struct stat facts;

  if (strlen (path) >= sizeof address.sun_path || stat (path, &facts) != 0 ||
      !S_ISSOCK (facts.st_mode))
    return CONFAB_FILES_CLAM_ABSENT;
  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  *fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (*fd < 0)
    return CONFAB_FILES_CLAM_BROKEN;
  if (connect (*fd, (const struct sockaddr *)&address, sizeof address) == 0)
    return CONFAB_FILES_CLAM_HERE;
  return errno == EACCES || errno == EPERM ? CONFAB_FILES_CLAM_ABSENT : CONFAB_FILES_CLAM_BROKEN;
}

static ConfabFilesClamReach
dial_port (int *fd) {
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (PORT) };

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  if (!is_port_trusted ())
    return CONFAB_FILES_CLAM_ABSENT;
  *fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (*fd >= 0 && (connect (*fd, (const struct sockaddr *)&address, sizeof address) == 0 ||
                      errno == EINPROGRESS))
    return CONFAB_FILES_CLAM_HERE;
  return CONFAB_FILES_CLAM_BROKEN;
}

static ConfabFilesClamReach
dial_one (const char *path, int *fd) {
  ConfabFilesClamReach reach = path != NULL ? dial_socket (path, fd) : dial_port (fd);

  if (reach != CONFAB_FILES_CLAM_HERE && *fd >= 0) {
    close (*fd);
    *fd = -1;
  }
  return reach;
}

static ConfabFilesClamReach
dial (const ConfabFilesClamPlace *place, int *fd) {
  ConfabFilesClamReach best = CONFAB_FILES_CLAM_ABSENT;

  *fd = -1;
  if (place->path != NULL)
    return dial_one (place->path, fd);
  for (guint i = 0; i <= G_N_ELEMENTS (sockets); i++) {
    ConfabFilesClamReach reach = dial_one (i < G_N_ELEMENTS (sockets) ? sockets[i] : NULL, fd);

    if (reach == CONFAB_FILES_CLAM_HERE)
      return reach;
    best = MAX (best, reach);
  }
  return best;
}

static ConfabFilesClamReach
line_open (Line *line, const ConfabFilesClamPlace *place, GCancellable *cancellable) {
  *line = (Line){ .fd = -1,
    .cancel_fd = cancellable != NULL ? g_cancellable_get_fd (cancellable) : -1,
    .idle_ms = place->idle_ms != 0 ? place->idle_ms : IDLE_MS,
    .answer_ms = place->answer_ms != 0 ? place->answer_ms : ANSWER_MS,
    .end_us = now_us () + WHOLE_US };
  return dial (place, &line->fd);
}

static void
line_close (const Line *line, GCancellable *cancellable) {
  if (line->cancel_fd >= 0)
    g_cancellable_release_fd (cancellable);
  if (line->fd >= 0)
    close (line->fd);
}

/* ---- which one it is ---- */

/* "Mon Nov 23 08:11:13 2026", as asctime(3) writes it, in this computer's time. */
static gboolean
parse_date (const char *text, gint64 *us) {
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
    "Sep", "Oct", "Nov", "Dec" };
  static const guint places[] = { 8, 11, 14, 17, 20 }; /* day, hour, minute, second, year */
  guint64 numbers[G_N_ELEMENTS (places)];
  g_autoptr (GDateTime) then = NULL;
  guint month = 0;

  if (strlen (text) != 24 || text[3] != ' ' || text[7] != ' ' || text[10] != ' ' ||
      text[13] != ':' || text[16] != ':' || text[19] != ' ')
    return FALSE;
  while (month < G_N_ELEMENTS (months) && memcmp (text + 4, months[month], 3) != 0)
    month++;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *digits = g_strndup (text + places[i], i == 4 ? 4 : 2);

    if (!confab_base_text_parse_uint (digits[0] == ' ' ? digits + 1 : digits, 9999, &numbers[i]))
      return FALSE;
  }
  if (month == G_N_ELEMENTS (months) || numbers[4] < 1970)
    return FALSE;
  then = g_date_time_new_local ((int)numbers[4], (int)month + 1, (int)numbers[0], (int)numbers[1],
      (int)numbers[2], (double)numbers[3]);
  if (then == NULL)
    return FALSE;
  *us = g_date_time_to_unix (then) * G_USEC_PER_SEC;
  return TRUE;
}

static gboolean
is_engine (const char *text) {
  const char *number = g_str_has_prefix (text, "ClamAV ") ? text + strlen ("ClamAV ") : "";

  return *number != '\0' && strlen (text) < CONFAB_FILES_CLAM_ENGINE_BYTES &&
         strspn (number, "0123456789abcdefghijklmnopqrstuvwxyz.+~-") == strlen (number);
}

gboolean
confab_files_clam_parse_version (const char *text, ConfabFilesClamVersion *version) {
  g_auto (GStrv) parts = strlen (text) <= MAX_REPLY ? g_strsplit (text, "/", 4) : NULL;
  guint n = parts != NULL ? g_strv_length (parts) : 0;

  *version = (ConfabFilesClamVersion){ 0 };
  if ((n != 1 && n != 3) || !is_engine (parts[0]))
    return FALSE;
  if (n == 3 && (!confab_base_text_parse_uint (parts[1], G_MAXUINT32, &version->number) ||
                    !parse_date (parts[2], &version->dated_us))) {
    *version = (ConfabFilesClamVersion){ 0 };
    return FALSE;
  }
  /* Of none it says the beginning of time. */
  if (version->number == 0)
    version->dated_us = 0;
  g_strlcpy (version->engine, parts[0], sizeof version->engine);
  return TRUE;
}

ConfabFilesClamReach
confab_files_clam_look (
    const ConfabFilesClamPlace *place, GCancellable *cancellable, ConfabFilesClamVersion *version) {
  Reply reply = { 0 };
  Line line;
  ConfabFilesClamReach reach = line_open (&line, place, cancellable);

  *version = (ConfabFilesClamVersion){ 0 };
  if (reach == CONFAB_FILES_CLAM_HERE) {
    line_send (&line, "zVERSION", sizeof "zVERSION");
    line_listen (&line, line.idle_ms, &reply);
    if (!reply.is_whole || !confab_files_clam_parse_version (reply.bytes, version))
      reach = CONFAB_FILES_CLAM_BROKEN;
  }
  line_close (&line, cancellable);
  return reach;
}

/* ---- a file ---- */

static void
take_name (ConfabFilesClamVerdict *verdict, const char *name, gsize length) {
  g_autofree char *raw = g_strndup (name, length);
  g_autofree char *line = confab_base_text_dup_line (raw, CONFAB_FILES_CLAM_VIRUS_CHARS);

  g_strlcpy (verdict->virus, line != NULL ? line : "?", sizeof verdict->virus);
}

/* "OK" counts only of the whole. */
static void
parse_verdict (const Reply *reply, gboolean is_early, ConfabFilesClamVerdict *verdict) {
  const char *text = reply->bytes;
  gsize before = strlen ("stream: "), after = strlen (" FOUND");

  verdict->scan = CONFAB_FILE_SCAN_BROKEN;
  if (!reply->is_whole)
    return;
  if (g_str_equal (text, "INSTREAM size limit exceeded. ERROR")) {
    verdict->scan = CONFAB_FILE_SCAN_TOO_LARGE;
  } else if (g_str_equal (text, "stream: OK")) {
    if (!is_early)
      verdict->scan = CONFAB_FILE_SCAN_CLEAN;
  } else if (g_str_has_prefix (text, "stream: ") && g_str_has_suffix (text, " FOUND") &&
             strlen (text) > before + after) {
    verdict->scan = CONFAB_FILE_SCAN_FOUND;
    take_name (verdict, text + before, strlen (text) - before - after);
  }
}

typedef enum { SENT_ALL, SENT_EARLY, SENT_TOO_MUCH, SENT_UNREAD } Sent;

/* Each piece behind its length, the most significant byte first; the end is a length of zero. */
static Sent
send_content (const Line *line, GInputStream *content, GCancellable *cancellable) {
  g_autofree guint8 *piece = g_malloc (sizeof (guint32) + PIECE);
  guint64 total = 0;

  if (!line_send (line, "zINSTREAM", sizeof "zINSTREAM"))
    return SENT_EARLY;
  for (;;) {
    gssize n = g_input_stream_read (content, piece + sizeof (guint32), PIECE, cancellable, NULL);
    guint32 length = n > 0 ? htonl ((guint32)n) : 0;

    if (n < 0)
      return SENT_UNREAD;
    total += (guint64)n;
    if (total > CONFAB_FILES_CLAM_MAX_BYTES)
      return SENT_TOO_MUCH;
    memcpy (piece, &length, sizeof length);
    if (!line_send (line, piece, sizeof length + (gsize)n))
      return SENT_EARLY;
    if (n == 0)
      return SENT_ALL;
  }
}

void
confab_files_clam_scan (const ConfabFilesClamPlace *place, GInputStream *content, guint64 size,
    GCancellable *cancellable, ConfabFilesClamVerdict *verdict) {
  Reply reply = { 0 };
  Line line;
  ConfabFilesClamReach reach = line_open (&line, place, cancellable);

  *verdict = (ConfabFilesClamVerdict){
    .scan = reach == CONFAB_FILES_CLAM_ABSENT ? CONFAB_FILE_SCAN_ABSENT : CONFAB_FILE_SCAN_BROKEN
  };
  if (reach == CONFAB_FILES_CLAM_HERE && size > CONFAB_FILES_CLAM_MAX_BYTES) {
    verdict->scan = CONFAB_FILE_SCAN_TOO_LARGE;
  } else if (reach == CONFAB_FILES_CLAM_HERE) {
    Sent sent = send_content (&line, content, cancellable);

    if (sent == SENT_TOO_MUCH)
      verdict->scan = CONFAB_FILE_SCAN_TOO_LARGE;
    else if (sent != SENT_UNREAD) {
      line_listen (&line, sent == SENT_ALL ? line.answer_ms : line.idle_ms, &reply);
      parse_verdict (&reply, sent == SENT_EARLY, verdict);
    }
  }
  line_close (&line, cancellable);
}
