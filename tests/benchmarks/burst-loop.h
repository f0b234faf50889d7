#pragma once

/* The reference of burst.c: the bytes of a stream through expat, libomemo-c with sessions in
 * memory, and the same rows into plain SQLite, in transactions of the same size; and the thread
 * that writes such bytes, for both sides. */

#include <errno.h>
#include <expat.h>
#include <poll.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../lib/omemo-bare.h"

#define BATCH 64 /* MAX_BATCH_TASKS of store-worker.c */
#define READ_BYTES 65536
#define DAY_US G_TIME_SPAN_DAY
#define FROM "bob@friend.example"
#define AT "alice@conf.example"

static const char text[] = "Shall we meet at six by the old bridge? I will bring the tent if you "
                           "find somebody for the boat.";

typedef struct {
  ConfabOmemoVersion version;
  guint n; /* messages of a round */
  Bare *writer, *reader;
  sqlite3 *db;
} Burst;

/* ---- who writes ---- */

typedef struct {
  int fd;
  const GString *bytes;
} Push;

static inline gpointer
push (gpointer data) {
  Push *job = data;

  for (gsize at = 0; at < job->bytes->len;) {
    struct pollfd ready = { job->fd, POLLOUT, 0 };
    gssize n = send (job->fd, job->bytes->str + at, job->bytes->len - at, MSG_NOSIGNAL);

    if (n > 0)
      at += (gsize)n;
    else if (errno == EAGAIN)
      poll (&ready, 1, -1);
    else
      g_error ("the line is gone");
  }
  return NULL;
}

/* ---- what is read ---- */

typedef struct {
  Burst *burst;
  XML_Parser parser;
  GString *open; /* text of the element that is open */
  char *id, *key, *iv, *payload, *body;
  sqlite3_stmt *message, *seen, *session;
  guint n;
} Loop;

static inline void
run_sql (sqlite3 *db, const char *sql) {
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static inline sqlite3_stmt *
prepare (sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  return statement;
}

static inline void
step (sqlite3_stmt *statement) {
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_reset (statement);
}

static inline void
keep (Loop *loop, const char *body) {
  gpointer *record = g_hash_table_lookup (loop->burst->reader->sessions, GINT_TO_POINTER (1));
  g_autoptr (GChecksum) hash = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (hash, (const guchar *)loop->id, -1);
  g_checksum_get_digest (hash, digest, &size);
  if (loop->n % BATCH == 0)
    run_sql (loop->burst->db, "BEGIN IMMEDIATE");
  sqlite3_bind_blob (loop->seen, 1, digest, sizeof digest, SQLITE_STATIC);
  sqlite3_bind_int64 (loop->seen, 2, g_get_real_time () / DAY_US);
  step (loop->seen);
  sqlite3_bind_blob (
      loop->session, 1, record + 1, (int)GPOINTER_TO_SIZE (record[0]), SQLITE_STATIC);
  step (loop->session);
  sqlite3_bind_int64 (loop->message, 1, g_get_real_time ());
  sqlite3_bind_text (loop->message, 2, loop->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (loop->message, 3, body, -1, SQLITE_STATIC);
  step (loop->message);
  if (++loop->n % BATCH == 0 || loop->n == loop->burst->n)
    run_sql (loop->burst->db, "COMMIT");
}

static void XMLCALL
on_start (void *data, const char *name, const char **attributes) {
  Loop *loop = data;

  g_string_truncate (loop->open, 0);
  for (guint i = 0; attributes[i] != NULL && strstr (name, " message") != NULL; i += 2)
    if (g_str_equal (attributes[i], "id")) {
      g_free (loop->id);
      loop->id = g_strdup (attributes[i + 1]);
    }
}

static void XMLCALL
on_text (void *data, const char *part, int size) {
  g_string_append_len (((Loop *)data)->open, part, size);
}

static inline void
take (char **place, const GString *from) {
  g_free (*place);
  *place = g_strdup (from->str);
}

static void XMLCALL
on_inner_end (void *data, const char *name) {
  Loop *loop = data;

  if (g_str_has_suffix (name, " body"))
    take (&loop->body, loop->open);
}

/* What version 2 seals is XML (XEP-0420). */
static inline void
read_body (Loop *loop, const char *xml, gsize size) {
  XML_Parser parser = XML_ParserCreateNS (NULL, ' ');

  XML_SetUserData (parser, loop);
  XML_SetElementHandler (parser, on_start, on_inner_end);
  XML_SetCharacterDataHandler (parser, on_text);
  g_assert_cmpint (XML_Parse (parser, xml, (int)size, TRUE), ==, XML_STATUS_OK);
  XML_ParserFree (parser);
}

static inline void
open_one (Loop *loop) {
  gboolean is_two = loop->burst->version == CONFAB_OMEMO_TWO;
  gsize key_size, payload_size, iv_size = 0, length;
  g_autofree guint8 *key = g_base64_decode (loop->key, &key_size);
  g_autofree guint8 *payload = g_base64_decode (loop->payload, &payload_size);
  g_autofree guint8 *iv = is_two ? NULL : g_base64_decode (loop->iv, &iv_size);
  signal_buffer *plain = NULL;
  char *opened;

  g_assert_cmpint (bare_decrypt (loop->burst->reader, 1, key, key_size, FALSE, &plain), ==, 0);
  opened = is_two ? confab_omemo_crypto_open_two (signal_buffer_data (plain),
                        signal_buffer_len (plain), payload, payload_size, &length)
                  : confab_omemo_crypto_open_old (signal_buffer_data (plain),
                        signal_buffer_len (plain), iv, iv_size, payload, payload_size, &length);
  g_assert_nonnull (opened);
  if (is_two)
    read_body (loop, opened, length);
  keep (loop, is_two ? loop->body : opened);
  confab_omemo_crypto_free (opened, length);
  signal_buffer_bzero_free (plain);
}

static void XMLCALL
on_end (void *data, const char *name) {
  Loop *loop = data;

  if (g_str_has_suffix (name, " key"))
    take (&loop->key, loop->open);
  else if (g_str_has_suffix (name, " iv"))
    take (&loop->iv, loop->open);
  else if (g_str_has_suffix (name, " payload"))
    take (&loop->payload, loop->open);
  else if (g_str_has_suffix (name, " message"))
    open_one (loop);
}

/* The stanza that Confab got, with what stands in its elements sealed by the loop's own writer. */
static inline void
append_bare (Burst *burst, GString *xml, const char *content) {
  const ConfabRandom *random = confab_base_random_system ();
  gboolean is_two = burst->version == CONFAB_OMEMO_TWO, is_exchange;
  guint8 blob[CONFAB_OMEMO_TWO_KEY], iv[CONFAB_OMEMO_OLD_IV];
  g_autoptr (GBytes) payload = NULL;
  g_autofree guint8 *key = NULL;
  g_autofree char *id = confab_base_random_dup_id (random, 16);
  g_autofree char *key64 = NULL, *iv64 = NULL, *payload64 = NULL;
  gsize size = 0;

  if (is_two)
    confab_omemo_crypto_seal_two (
        random, (const guint8 *)content, strlen (content), blob, &payload);
  else
    confab_omemo_crypto_seal_old (
        random, (const guint8 *)content, strlen (content), blob, iv, &payload);
  g_assert_cmpint (
      bare_encrypt (burst->writer, 2, blob, is_two ? CONFAB_OMEMO_TWO_KEY : CONFAB_OMEMO_OLD_KEY,
          &key, &size, &is_exchange),
      ==, 0);
  key64 = g_base64_encode (key, size);
  iv64 = g_base64_encode (iv, sizeof iv);
  payload64 = g_base64_encode (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  g_string_append_printf (xml,
      "<message from='" FROM "/r' to='" AT "' type='chat' id='%s'><encrypted xmlns='%s'>"
      "<header sid='1'><keys jid='" AT "'><key rid='2'>%s</key></keys><iv>%s</iv></header>"
      "<payload>%s</payload></encrypted><store xmlns='urn:xmpp:hints'/></message>",
      id, is_two ? "urn:xmpp:omemo:2" : "eu.siacs.conversations.axolotl", key64, is_two ? "" : iv64,
      payload64);
}

static inline GString *
burst_seal (Burst *burst) {
  GString *xml = g_string_new (NULL);
  g_autofree char *padding = g_strnfill (100, 'x');
  g_autofree char *envelope =
      g_strdup_printf ("<envelope xmlns='urn:xmpp:sce:1'><content><body xmlns='jabber:client'>%s"
                       "</body></content><rpad>%s</rpad><from jid='" FROM "'/></envelope>",
          text, padding);

  for (guint i = 0; i < burst->n; i++)
    append_bare (burst, xml, burst->version == CONFAB_OMEMO_TWO ? envelope : text);
  return xml;
}

static inline void
loop_init (Loop *loop, Burst *burst) {
  *loop = (Loop){ .burst = burst, .open = g_string_new (NULL) };
  loop->parser = XML_ParserCreateNS (NULL, ' ');
  XML_SetUserData (loop->parser, loop);
  XML_SetElementHandler (loop->parser, on_start, on_end);
  XML_SetCharacterDataHandler (loop->parser, on_text);
  loop->seen = prepare (
      burst->db, "INSERT INTO seen (account, hash, day) VALUES (1, ?, ?) ON CONFLICT DO NOTHING");
  loop->session = prepare (burst->db,
      "INSERT OR REPLACE INTO sessions (account, address, device, record) VALUES (1, '" FROM
      "', 1, ?)");
  loop->message = prepare (burst->db,
      "INSERT INTO messages (account, peer, time_us, wire_id, text) VALUES (1, '" FROM
      "', ?, ?, ?)");
}

static inline void
loop_clear (Loop *loop) {
  XML_ParserFree (loop->parser);
  sqlite3_finalize (loop->seen);
  sqlite3_finalize (loop->session);
  sqlite3_finalize (loop->message);
  g_string_free (loop->open, TRUE);
  g_free (loop->id);
  g_free (loop->key);
  g_free (loop->iv);
  g_free (loop->payload);
  g_free (loop->body);
}

static inline double
burst_round (Burst *burst, const GString *xml) {
  g_autofree char *bytes = g_malloc (READ_BYTES);
  int ends[2];
  Loop loop;
  Push job = { .bytes = xml };
  gint64 begun = g_get_monotonic_time ();
  GThread *thread;

  loop_init (&loop, burst);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  job.fd = ends[0];
  thread = g_thread_new ("peer", push, &job);
  XML_Parse (loop.parser, "<stream xmlns='jabber:client'>", 30, FALSE);
  while (loop.n < burst->n) {
    gssize n = recv (ends[1], bytes, READ_BYTES, 0);

    g_assert_cmpint (XML_Parse (loop.parser, bytes, (int)n, FALSE), ==, XML_STATUS_OK);
  }
  begun = g_get_monotonic_time () - begun;
  g_thread_join (thread);
  close (ends[0]);
  close (ends[1]);
  loop_clear (&loop);
  return burst->n / ((double)begun / G_USEC_PER_SEC);
}

static inline void
burst_begin (Burst *burst, const char *folder) {
  guint number = burst->version == CONFAB_OMEMO_TWO ? 4 : 3;
  Bare *ends[3];
  g_autofree char *path = g_build_filename (folder, "loop.db", NULL);

  burst->writer = bare_new (1, number, confab_base_random_system ());
  burst->reader = bare_new (2, number, confab_base_random_system ());
  ends[0] = ends[2] = burst->writer;
  ends[1] = burst->reader;
  g_assert_cmpint (bare_begin (burst->writer, burst->reader, 1), >=, 0);
  for (guint n = 0; n < 2; n++) {
    g_autofree guint8 *bytes = NULL;
    signal_buffer *plain = NULL;
    gboolean is_exchange = FALSE;
    gsize size = 0;

    g_assert_cmpint (bare_encrypt (ends[n], ends[n + 1]->device, (const guint8 *)text, 48, &bytes,
                         &size, &is_exchange),
        ==, 0);
    g_assert_cmpint (
        bare_decrypt (ends[n + 1], ends[n]->device, bytes, size, is_exchange, &plain), ==, 0);
    signal_buffer_bzero_free (plain);
  }
  g_assert_cmpint (sqlite3_open (path, &burst->db), ==, SQLITE_OK);
  run_sql (burst->db,
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
      "CREATE TABLE messages (id INTEGER PRIMARY KEY, account INTEGER, peer TEXT, time_us INTEGER,"
      " wire_id TEXT, text TEXT); CREATE INDEX by_chat ON messages (account, peer);"
      "CREATE INDEX by_unread ON messages (account, peer) WHERE time_us > 0;"
      "CREATE INDEX by_time ON messages (account, peer, time_us);"
      "CREATE TABLE seen (account INTEGER, hash BLOB, day INTEGER, PRIMARY KEY (account, hash));"
      "CREATE TABLE sessions (account INTEGER, address TEXT, device INTEGER, record BLOB,"
      " PRIMARY KEY (account, address, device));");
}

static inline void
burst_end (Burst *burst) {
  sqlite3_close (burst->db);
  bare_free (burst->reader);
  bare_free (burst->writer);
}
