/* The reference of the catch-up: a program that does nothing but read an account's archive
 * (XEP-0313) page by page, and put each page into plain SQLite in one transaction. TLS by OpenSSL,
 * expat, and no other layer; it asks for the next page once the last one is on the disk.
 *
 *   bench-catch-up NAME FILE
 *
 * Runs beside a Prosody (with-prosody.py). Prints messages, seconds from the first packet to the
 * last commit, and the most memory it had, in KiB. */

#include <expat.h>
#include <glib.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define PAGE "50" /* as CONFAB_XEP_MAM_PAGE */
#define READ_BYTES 65536
#define CLIENT "jabber:client "
#define MAM "urn:xmpp:mam:2 "
#define RSM "http://jabber.org/protocol/rsm "
#define DELAY "urn:xmpp:delay "

typedef struct {
  SSL *tls;
  XML_Parser parser;
  gboolean is_renewed; /* a stream begins anew */
  gboolean is_signed_in;
  gboolean is_over;
  guint depth;

  sqlite3 *db;
  sqlite3_stmt *insert;
  guint n;

  GString *text; /* of the element that is open */
  char *id, *stamp, *from, *body, *last;
  gboolean is_complete;
} Reader;

static void
write_all (Reader *self, const char *xml) {
  g_assert_cmpint (SSL_write (self->tls, xml, (int)strlen (xml)), ==, (int)strlen (xml));
}

static void
run_sql (Reader *self, const char *sql) {
  g_assert_cmpint (sqlite3_exec (self->db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* ---- what is asked ---- */

static void
open_stream (Reader *self) {
  g_autofree char *header =
      g_strdup_printf ("<?xml version='1.0'?><stream:stream to='%s' version='1.0' "
                       "xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>",
          g_getenv ("CONFAB_TEST_DOMAIN"));

  write_all (self, header);
}

static void
sign_in (Reader *self, const char *name) {
  g_autofree char *words = g_strdup_printf ("-%s-%s", name, g_getenv ("CONFAB_TEST_PASSWORD"));
  gsize size = strlen (words);
  g_autofree char *encoded = NULL;
  g_autofree char *xml = NULL;

  words[0] = words[strlen (name) + 1] = '\0';
  encoded = g_base64_encode ((const guchar *)words, size);
  xml = g_strdup_printf (
      "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>%s</auth>", encoded);
  write_all (self, xml);
}

static void
ask_page (Reader *self) {
  g_autofree char *after =
      self->last != NULL ? g_strdup_printf ("<after>%s</after>", self->last) : g_strdup ("");
  g_autofree char *xml =
      g_strdup_printf ("<iq type='set' id='page'><query xmlns='urn:xmpp:mam:2'><set "
                       "xmlns='http://jabber.org/protocol/rsm'><max>" PAGE "</max>%s</set></query>"
                       "</iq>",
          after);

  write_all (self, xml);
}

/* ---- what comes ---- */

static void
keep_message (Reader *self) {
  sqlite3_bind_text (self->insert, 1, self->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->insert, 2, self->from, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->insert, 3, self->stamp, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->insert, 4, self->body, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (self->insert), ==, SQLITE_DONE);
  sqlite3_reset (self->insert);
  self->n++;
}

static void
end_answer (Reader *self) {
  if (!self->is_signed_in) {
    self->is_signed_in = TRUE;
  } else {
    run_sql (self, "COMMIT");
    self->is_over = self->is_complete;
  }
  if (!self->is_over) {
    run_sql (self, "BEGIN IMMEDIATE");
    ask_page (self);
  }
}

static void
take (char **place, const char *value) {
  g_free (*place);
  *place = g_strdup (value);
}

static void XMLCALL
on_start (void *data, const char *name, const char **attributes) {
  Reader *self = data;

  self->depth++;
  g_string_truncate (self->text, 0);
  for (guint i = 0; attributes[i] != NULL; i += 2) {
    if (g_str_equal (name, MAM "result") && g_str_equal (attributes[i], "id"))
      take (&self->id, attributes[i + 1]);
    else if (g_str_equal (name, DELAY "delay") && g_str_equal (attributes[i], "stamp"))
      take (&self->stamp, attributes[i + 1]);
    else if (g_str_equal (name, CLIENT "message") && g_str_equal (attributes[i], "from"))
      take (&self->from, attributes[i + 1]);
    else if (g_str_equal (name, MAM "fin") && g_str_equal (attributes[i], "complete"))
      self->is_complete = g_str_equal (attributes[i + 1], "true");
  }
}

static void
end_child (Reader *self, const char *name) {
  if (g_str_has_suffix (name, " features") && self->is_renewed) {
    write_all (self, "<iq type='set' id='bind'><bind "
                     "xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
  } else if (g_str_has_suffix (name, " success")) {
    self->is_renewed = TRUE;
    XML_StopParser (self->parser, XML_FALSE);
  } else if (g_str_equal (name, CLIENT "iq")) {
    end_answer (self);
  }
}

static void XMLCALL
on_end (void *data, const char *name) {
  Reader *self = data;

  self->depth--;
  if (g_str_equal (name, CLIENT "body"))
    take (&self->body, self->text->str);
  else if (g_str_equal (name, RSM "last"))
    take (&self->last, self->text->str);
  else if (g_str_equal (name, MAM "result"))
    keep_message (self);
  if (self->depth == 1)
    end_child (self, name);
}

static void XMLCALL
on_text (void *data, const char *text, int size) {
  g_string_append_len (((Reader *)data)->text, text, size);
}

static void
begin_parser (Reader *self) {
  if (self->parser != NULL)
    XML_ParserFree (self->parser);
  self->parser = XML_ParserCreateNS (NULL, ' ');
  self->depth = 0;
  XML_SetUserData (self->parser, self);
  XML_SetElementHandler (self->parser, on_start, on_end);
  XML_SetCharacterDataHandler (self->parser, on_text);
}

/* ---- the program ---- */

static void
connect_to_server (Reader *self) {
  g_autofree char *address = g_strdup_printf (
      "%s:%s", g_getenv ("CONFAB_TEST_HOST"), g_getenv ("CONFAB_TEST_DIRECT_PORT"));
  SSL_CTX *context = SSL_CTX_new (TLS_client_method ());
  BIO *line;

  g_assert_cmpint (
      SSL_CTX_load_verify_locations (context, g_getenv ("CONFAB_TEST_CA"), NULL), ==, 1);
  SSL_CTX_set_verify (context, SSL_VERIFY_PEER, NULL);
  line = BIO_new_ssl_connect (context);
  BIO_set_conn_hostname (line, address);
  BIO_get_ssl (line, &self->tls);
  SSL_set1_host (self->tls, g_getenv ("CONFAB_TEST_DOMAIN"));
  SSL_set_tlsext_host_name (self->tls, g_getenv ("CONFAB_TEST_DOMAIN"));
  SSL_set_alpn_protos (self->tls, (const guchar *)"\x0bxmpp-client", 12);
  if (BIO_do_connect (line) != 1) {
    ERR_print_errors_fp (stderr);
    g_error ("no way to %s", address);
  }
}

static void
open_database (Reader *self, const char *path) {
  g_assert_cmpint (sqlite3_open (path, &self->db), ==, SQLITE_OK);
  run_sql (self, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
                 "CREATE TABLE messages (id INTEGER PRIMARY KEY, archive TEXT UNIQUE, peer TEXT, "
                 "stamp TEXT, text TEXT);");
  g_assert_cmpint (sqlite3_prepare_v2 (self->db,
                       "INSERT INTO messages (archive, peer, stamp, text) VALUES (?, ?, ?, ?)", -1,
                       &self->insert, NULL),
      ==, SQLITE_OK);
}

static void
read_all (Reader *self, const char *name) {
  g_autofree char *bytes = g_malloc (READ_BYTES);

  begin_parser (self);
  open_stream (self);
  sign_in (self, name);
  while (!self->is_over) {
    gboolean was_renewed = self->is_renewed;
    int n = SSL_read (self->tls, bytes, READ_BYTES);

    if (n <= 0 || (XML_Parse (self->parser, bytes, n, FALSE) != XML_STATUS_OK &&
                      self->is_renewed == was_renewed))
      g_error ("the stream ended");
    if (self->is_renewed && !was_renewed) {
      begin_parser (self);
      open_stream (self);
    }
  }
}

int
main (int argc, char **argv) {
  Reader self = { .text = g_string_new (NULL) };
  gint64 begun = g_get_monotonic_time ();
  struct rusage usage;

  g_assert_cmpint (argc, ==, 3);
  open_database (&self, argv[2]);
  connect_to_server (&self);
  read_all (&self, argv[1]);
  getrusage (RUSAGE_SELF, &usage);
  printf ("%u\t%.3f\t%ld\n", self.n, (double)(g_get_monotonic_time () - begun) / G_USEC_PER_SEC,
      usage.ru_maxrss);
  return 0;
}
