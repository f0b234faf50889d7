/* Places for files, and what is said of a file: what a server or a friend may put into them, and
 * who is asked (FIL-15, XEP-0363; XEP-0446 to 0448). */

#include <string.h>

#include "test-xep-fixture.h"

#include "base/base-fiber.h"
#include "xep/xep-file.h"
#include "xep/xep-upload.h"

#define SLOT(inside) "<iq type='result'><slot xmlns='urn:xmpp:http:upload:0'>" inside "</slot></iq>"
#define GET "<get url='https://h.example/g'/>"

static void
test_slots (void) {
  static const struct {
    const char *text;
    const char *fields; /* NULL: no slot */
  } rows[] = {
    { SLOT ("<put url='https://h.example/p'/>" GET), "" },
    { SLOT ("<put url='https://h.example/p'><header name='Authorization'>a b</header>"
            "<header name='cookie'>c</header><header name='eXpires'>d</header></put>" GET),
        "Authorization=a b;cookie=c;eXpires=d;" },
    { SLOT ("<put url='https://h.example/p'><header name='Host'>evil</header>"
            "<header name='Content-Length'>1</header><header name='Transfer-Encoding'>chunked"
            "</header><header name='X'>y</header><header>z</header></put>" GET),
        "" },
    { SLOT ("<put url='https://h.example/p'><header name='Authorization'>a&#13;&#10;X: b</header>"
            "<header name='Cook&#10;ie'>e</header><header name='Cookie'>&#10;</header></put>" GET),
        "Authorization=aX: b;Cookie=e;" },
    { SLOT ("<put url='http://h.example/p'/>" GET), NULL },
    { SLOT ("<put url='file:///etc/passwd'/>" GET), NULL },
    { SLOT ("<put url='https://h.example/p'/><get url='http://h.example/g'/>"), NULL },
    { SLOT ("<put/>" GET), NULL },
    { SLOT (GET), NULL },
    { SLOT ("<put url='https://h.example/p'/>"), NULL },
    { "<iq type='result'><slot xmlns='urn:xmpp:http:upload'/></iq>", NULL },
    { "<iq type='result'/>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ConfabStanza) answer = parse (rows[i].text);
    g_autoptr (ConfabXepSlot) slot = confab_xep_upload_read_slot (answer);
    g_autoptr (GString) fields = g_string_new (NULL);

    g_test_message ("%u", i);
    g_assert_true ((slot != NULL) == (rows[i].fields != NULL));
    if (slot == NULL)
      continue;
    for (char **field = slot->fields; *field != NULL; field += 2)
      g_string_append_printf (fields, "%s=%s;", field[0], field[1]);
    g_assert_cmpstr (fields->str, ==, rows[i].fields);
  }
}

static void
test_many_fields (void) {
  g_autoptr (GString) text =
      g_string_new ("<iq type='result'><slot xmlns='urn:xmpp:http:upload:0'>" GET
                    "<put url='https://h.example/p'>");
  g_autoptr (ConfabStanza) answer = NULL;

  for (guint i = 0; i <= CONFAB_XEP_UPLOAD_MAX_FIELDS; i++)
    g_string_append (text, "<header name='Cookie'>a</header>");
  g_string_append (text, "</put></slot></iq>");
  answer = parse (text->str);
  g_assert_null (confab_xep_upload_read_slot (answer));
}

#define INFO(inside) "<query xmlns='http://jabber.org/protocol/disco#info'>" inside "</query>"
#define FEATURE "<feature var='urn:xmpp:http:upload:0'/>"
#define FORM(value)                                                                                \
  "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'><value>"            \
  "urn:xmpp:http:upload:0</value></field><field var='max-file-size'><value>" value                 \
  "</value></field></x>"

static void
test_info (void) {
  static const struct {
    const char *text;
    gboolean is_service;
    guint64 max;
  } rows[] = {
    { INFO (FEATURE), TRUE, 0 },
    { INFO (FEATURE FORM ("5242880")), TRUE, 5242880 },
    { INFO (FEATURE FORM ("-1")), TRUE, 0 },
    { INFO (FEATURE FORM ("99999999999999999999999")), TRUE, 0 },
    { INFO ("<feature var='urn:xmpp:http:upload'/>"), FALSE, 0 },
    { INFO (""), FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ConfabStanza) query = parse (rows[i].text);
    guint64 max = 1;

    g_assert_cmpint (confab_xep_upload_read_info (query, &max), ==, rows[i].is_service);
    g_assert_cmpuint (max, ==, rows[i].max);
  }
}

/* ---- who is asked ---- */

typedef struct {
  ConfabXepOut *out;
  ConfabXepUpload *upload; /* owned; after */
} Search;

static DexFuture *
run_search (gpointer data) {
  Search *search = data;
  g_autoptr (GError) error = NULL;

  search->upload = confab_xep_upload_await_find (search->out, &error);
  return search->upload != NULL ? dex_future_new_true ()
                                : dex_future_new_for_error (g_steal_pointer (&error));
}

static void
answer_nth (Fixture *fixture, guint nth, const char *query) {
  g_autofree char *text = g_strdup_printf ("<iq type='result'>%s</iq>", query);

  while (fixture->stream->promises->len <= nth)
    g_main_context_iteration (NULL, TRUE);
  dex_promise_resolve_boxed (
      g_ptr_array_index (fixture->stream->promises, nth), CONFAB_TYPE_STANZA, parse (text));
}

static void
test_search (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  Search search = { .out = fixture->out };
  g_autoptr (DexFuture) future = confab_base_fiber_start (run_search, &search, NULL);

  answer_nth (fixture, 0, INFO (""));
  answer_nth (fixture, 1,
      "<query xmlns='http://jabber.org/protocol/disco#items'>"
      "<item jid='upload.elsewhere.example'/><item jid='me@conf.example'/>"
      "<item jid='evilconf.example'/><item jid='rooms.conf.example'/>"
      "<item jid='upload.conf.example/x'/><item/><item jid='upload.conf.example'/></query>");
  answer_nth (fixture, 2, INFO (""));
  answer_nth (fixture, 3, INFO (FEATURE FORM ("1000")));
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (search.upload);
  g_assert_cmpstr (search.upload->jid, ==, "upload.conf.example");
  g_assert_cmpuint (search.upload->max, ==, 1000);
  g_assert_cmpuint (fixture->stream->sent->len, ==, 4);
  g_assert_nonnull (
      strstr (g_ptr_array_index (fixture->stream->sent, 2), "to='rooms.conf.example'"));
  confab_xep_upload_free (search.upload);
}

/* ---- what is said of a file ---- */

static void
test_round (void) {
  ConfabXepFile file = { .name = (char *)"photo <1>.jpg",
    .type = (char *)"image/jpeg",
    .size = G_GUINT64_CONSTANT (4294967297),
    .url = (char *)"https://h.example/a?b&c",
    .iv_size = 12,
    .has_hash = TRUE };
  g_autoptr (ConfabSecret) key = confab_base_secret_new (CONFAB_XEP_FILE_KEY);
  ConfabStanza *content = confab_xmpp_stanza_new ("content", "urn:xmpp:sce:1");
  g_autofree char *text = NULL;
  g_autoptr (ConfabStanza) again = NULL;
  g_autoptr (ConfabXepFile) read = NULL;

  memset (confab_base_secret_get_writable (key), 5, CONFAB_XEP_FILE_KEY);
  memset (file.iv, 6, 12);
  memset (file.hash, 7, sizeof file.hash);
  file.key = key;
  confab_xmpp_stanza_take_child (content, confab_xep_file_new (&file));
  text = confab_xmpp_stanza_to_string (content);
  confab_xmpp_stanza_unref (content);
  again = parse (text);
  read = confab_xep_file_read (again);
  g_assert_nonnull (read);
  g_assert_cmpstr (read->name, ==, file.name);
  g_assert_cmpstr (read->type, ==, file.type);
  g_assert_cmpstr (read->url, ==, file.url);
  g_assert_cmpuint (read->size, ==, file.size);
  g_assert_true (confab_base_secret_equal (read->key, key));
  g_assert_cmpmem (read->iv, read->iv_size, file.iv, 12);
  g_assert_true (read->has_hash);
  g_assert_cmpmem (read->hash, 32, file.hash, 32);
}

#define KEY "<key>SuRJ2agVm/pQbJQlPq/B23Xt1YOOJCcEGJA5HrcYOGQ=</key>"
#define IV "<iv>T8RDMBaiqn6Ci4Nw</iv>"
#define URL(target)                                                                                \
  "<sources xmlns='urn:xmpp:sfs:0'><url-data xmlns='http://jabber.org/protocol/url-data' "         \
  "target='" target "'/></sources>"
#define ENCRYPTED(inside)                                                                          \
  "<encrypted xmlns='urn:xmpp:esfs:0' cipher='urn:xmpp:ciphers:aes-256-gcm-nopadding:0'>" inside   \
  "</encrypted>"
#define SHARING(file, sources)                                                                     \
  "<content xmlns='urn:xmpp:sce:1'><file-sharing xmlns='urn:xmpp:sfs:0'>"                          \
  "<file xmlns='urn:xmpp:file:metadata:0'>" file "</file><sources>" sources                        \
  "</sources></file-sharing></content>"
#define GOOD ENCRYPTED (KEY IV URL ("https://h.example/x"))

static void
test_read (void) {
  static const struct {
    const char *text;
    gboolean is_file;
    const char *name;
    const char *type;
    guint64 size;
  } rows[] = {
    { SHARING ("<name>a.jpg</name><size>3</size><media-type>Image/JPEG</media-type>", GOOD), TRUE,
        "a.jpg", "image/jpeg", 3 },
    { SHARING ("", GOOD), TRUE, NULL, NULL, CONFAB_XEP_FILE_UNKNOWN },
    { SHARING ("<size>-1</size><media-type>a b/c</media-type>", GOOD), TRUE, NULL, NULL,
        CONFAB_XEP_FILE_UNKNOWN },
    { SHARING ("<size>99999999999999999999</size><media-type>/x</media-type>", GOOD), TRUE, NULL,
        NULL, CONFAB_XEP_FILE_UNKNOWN },
    { SHARING ("<name>a&#10;b</name>", GOOD), TRUE, "a b", NULL, CONFAB_XEP_FILE_UNKNOWN },
    { SHARING ("", ENCRYPTED (KEY URL ("https://h.example/x")) GOOD), TRUE, NULL, NULL,
        CONFAB_XEP_FILE_UNKNOWN },
    { SHARING ("", ENCRYPTED (KEY IV URL ("http://h.example/x"))), FALSE, NULL, NULL, 0 },
    { SHARING ("", ENCRYPTED (KEY IV URL ("file:///x"))), FALSE, NULL, NULL, 0 },
    { SHARING ("", ENCRYPTED (KEY IV)), FALSE, NULL, NULL, 0 },
    { SHARING ("", ENCRYPTED (IV URL ("https://h.example/x"))), FALSE, NULL, NULL, 0 },
    { SHARING ("", ENCRYPTED ("<key>SuRJ</key>" IV URL ("https://h.example/x"))), FALSE, NULL, NULL,
        0 },
    { SHARING ("", "<encrypted xmlns='urn:xmpp:esfs:0' cipher='urn:xmpp:ciphers:aes-128-gcm"
                   "-nopadding:0'>" KEY IV URL ("https://h.example/x") "</encrypted>"),
        FALSE, NULL, NULL, 0 },
    { SHARING ("", "<url-data xmlns='http://jabber.org/protocol/url-data' "
                   "target='https://h.example/x'/>"),
        FALSE, NULL, NULL, 0 },
    { "<content xmlns='urn:xmpp:sce:1'/>", FALSE, NULL, NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ConfabStanza) content = parse (rows[i].text);
    g_autoptr (ConfabXepFile) file = confab_xep_file_read (content);

    g_test_message ("%u", i);
    g_assert_true ((file != NULL) == rows[i].is_file);
    if (file == NULL)
      continue;
    g_assert_cmpstr (file->name, ==, rows[i].name);
    g_assert_cmpstr (file->type, ==, rows[i].type);
    g_assert_cmpuint (file->size, ==, rows[i].size);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  dex_init ();
  g_test_add_func ("/hostile/FIL-15/slots", test_slots);
  g_test_add_func ("/xep/upload/many-fields", test_many_fields);
  g_test_add_func ("/xep/upload/info", test_info);
  g_test_add_func ("/xep/upload/search", test_search);
  g_test_add_func ("/xep/file/round", test_round);
  g_test_add_func ("/xep/file/read", test_read);
  return g_test_run ();
}
