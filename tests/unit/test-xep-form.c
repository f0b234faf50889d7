/* Forms, questions with pictures, registration: what is read of them, what goes back, and what is
 * too much. */

#include "xep/xep-picture.h"
#include "xep/xep-register.h"

#define FORM(fields) "<x xmlns='jabber:x:data' type='form'>" fields "</x>"
#define ANSWER(inner)                                                                              \
  "<iq type='result' id='1'><query xmlns='jabber:iq:register'>" inner "</query></iq>"
#define BOTH                                                                                       \
  "<field var='username' type='text-single'><required/></field>"                                   \
  "<field var='password' type='text-private'><required/></field>"

static ConfabStanza *
parse (const char *text) {
  g_autoptr (GError) error = NULL;
  ConfabStanza *stanza = confab_xmpp_stanza_parse (text, -1, &error);

  g_assert_no_error (error);
  return stanza;
}

static ConfabXepForm *
read_form (const char *text) {
  g_autoptr (ConfabStanza) x = parse (text);

  return confab_xep_form_read (x);
}

static ConfabXepRegister *
read_register (const char *text) {
  g_autoptr (ConfabStanza) answer = parse (text);

  return confab_xep_register_read (answer);
}

/* `before`, a number, `after`, `times` over. */
static char *
repeat (const char *before, const char *after, guint times) {
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append_printf (all, "%s%u%s", before, i, after);
  return g_string_free_and_steal (g_steal_pointer (&all));
}

static void
test_kinds (void) {
  g_autoptr (ConfabXepForm) form = read_form (
      FORM ("<title>Come in</title><instructions>Be kind.</instructions>"
            "<field var='F' type='hidden'><value>x</value></field>"
            "<field var='a' label='A name' type='text-single'><desc>Any.</desc><required/></field>"
            "<field var='b' type='boolean'><value>true</value></field>"
            "<field var='c' type='list-single'><option label='One'><value>1</value></option>"
            "<option><value>2</value></option></field>"
            "<field type='fixed'><value>Read me</value></field>"
            "<field var='d' type='something-new'/>"));
  ConfabXepField *field;

  g_assert_nonnull (form);
  g_assert_cmpstr (form->title, ==, "Come in");
  g_assert_cmpstr (form->instructions, ==, "Be kind.");
  g_assert_cmpuint (form->fields->len, ==, 6);
  field = confab_xep_form_find (form, "a");
  g_assert_cmpstr (field->label, ==, "A name");
  g_assert_cmpstr (field->help, ==, "Any.");
  g_assert_true (field->is_required);
  g_assert_cmpstr (confab_xep_form_get (form, "b"), ==, "1");
  field = confab_xep_form_find (form, "c");
  g_assert_cmpuint (field->options->len, ==, 2);
  g_assert_cmpstr (((ConfabXepOption *)field->options->pdata[1])->label, ==, "2");
  g_assert_cmpint (confab_xep_form_find (form, "d")->kind, ==, CONFAB_XEP_FIELD_TEXT);
}

static void
test_answer (void) {
  g_autoptr (ConfabXepForm) form =
      read_form (FORM ("<field var='F' type='hidden'><value>a</value><value>b</value></field>"
                       "<field var='n' type='text-single'/><field var='e' type='text-single'/>"
                       "<field type='fixed'><value>Read me</value></field>"));
  g_autoptr (ConfabStanza) x = NULL;
  g_autofree char *text = NULL;

  confab_xep_field_set (confab_xep_form_find (form, "n"), "<dora>");
  x = confab_xep_form_submit_new (form);
  text = confab_xmpp_stanza_to_string (x);
  g_assert_cmpstr (text, ==,
      "<x xmlns='jabber:x:data' type='submit'><field var='F'><value>a</value><value>b</value>"
      "</field><field var='n'><value>&lt;dora&gt;</value></field></x>");
}

/* Half a form would be answered wrongly, so too much of one is none. */
static void
test_bounds (void) {
  g_autofree char *many = repeat ("<field var='f", "'/>", 10000);
  g_autofree char *some = repeat ("<field var='f", "'/>", CONFAB_XEP_FORM_MAX_FIELDS);
  g_autofree char *options = repeat ("<option><value>", "</value></option>", 1000);
  g_autofree char *values = repeat ("<value>", "</value>", 65);
  g_autofree char *large = g_strnfill (CONFAB_XEP_FORM_MAX_VALUE + 1, 'a');
  g_autofree char *huge = g_strnfill (1000 * 1000, 'a');
  const char *const too_much[] = { large, huge };
  g_autofree char *text = g_strdup_printf (FORM ("%s"), many);
  g_autoptr (ConfabXepForm) none = read_form (text);
  g_autofree char *full = g_strdup_printf (FORM ("%s"), some);
  g_autoptr (ConfabXepForm) whole = read_form (full);
  g_autofree char *choice =
      g_strdup_printf (FORM ("<field var='c' type='list-single'>%s</field>"), options);
  g_autoptr (ConfabXepForm) chosen = read_form (choice);
  g_autofree char *lines = g_strdup_printf (FORM ("<field var='c'>%s</field>"), values);

  g_assert_null (none);
  g_assert_nonnull (whole);
  g_assert_cmpuint (confab_xep_form_find (chosen, "c")->options->len, ==, 256);
  g_assert_null (read_form (lines));
  for (guint i = 0; i < G_N_ELEMENTS (too_much); i++) {
    g_autofree char *one =
        g_strdup_printf (FORM ("<field var='v'><value>%s</value></field>"), too_much[i]);

    g_assert_null (read_form (one));
  }
  g_assert_null (read_form (FORM ("<field var='a'/><field var='a'/>")));
  g_assert_null (read_form ("<x xmlns='jabber:x:data' type='submit'/>"));
}

/* Media within media, a picture that names itself, one beyond the count. */
static void
test_media (void) {
  static const char nested[] = FORM (
      "<field var='ocr'><media xmlns='urn:xmpp:media-element'><media><uri type='image/png'>"
      "http://canary.example/1</uri></media><uri type='image/png'>cid:ocr</uri>"
      "<uri type='image/png'>http://canary.example/2</uri><uri>cid:x</uri>"
      "<uri type='a/b'>1</uri><uri type='a/b'>2</uri><uri type='a/b'>3</uri></media></field>");
  g_autoptr (ConfabXepForm) form = read_form (nested);
  ConfabXepField *field = confab_xep_form_find (form, "ocr");

  g_assert_cmpuint (field->media->len, ==, CONFAB_XEP_FORM_MAX_URIS);
  g_assert_cmpstr (((ConfabXepMedia *)field->media->pdata[0])->uri, ==, "cid:ocr");
}

static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H',
  'D', 'R', 0, 0, 0, 40, 0, 0, 0, 20, 8, 2, 0, 0, 0, 1, 2, 3, 4 };

static char *
dup_question (const guint8 *data, gsize size, const char *hash) {
  g_autofree char *own = g_compute_checksum_for_data (G_CHECKSUM_SHA1, data, size);
  g_autofree char *encoded = g_base64_encode (data, size);
  const char *named = hash != NULL ? hash : own;

  return g_strdup_printf (
      ANSWER (FORM (BOTH
          "<field var='ocr' label='Letters'><required/><media "
          "xmlns='urn:xmpp:media-element'><uri type='image/png'>"
          "cid:sha1+%s@bob.xmpp.org</uri></media></field>"
          "<field var='captcha-fallback-url' type='text-single'>"
          "<value>https://conf.example/captcha/1</value></field>") "<data xmlns='urn:xmpp:bob' "
                                                                   "cid='sha1+%s@bob.xmpp.org' "
                                                                   "type='image/png'>%s</data>"),
      named, named, encoded);
}

static void
test_picture (void) {
  g_autofree char *text = dup_question (png, sizeof png, NULL);
  g_autoptr (ConfabXepRegister) wanted = read_register (text);
  g_autoptr (ConfabStanza) no = NULL;
  GBytes *picture;

  g_assert_nonnull (wanted);
  g_assert_false (wanted->needs_page);
  no = parse ("<iq type='error' id='1'><error type='cancel'>"
              "<not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  g_assert_cmpint (confab_xep_register_read_outcome (wanted, no), ==, CONFAB_XEP_REGISTER_WRONG);
  picture = g_hash_table_lookup (wanted->pictures, "ocr");
  g_assert_nonnull (picture);
  g_assert_cmpuint (g_bytes_get_size (picture), ==, sizeof png);
  g_assert_null (confab_xep_form_find (wanted->form, "captcha-fallback-url"));
}

/* Nothing that is too large, of another kind, or not what its name says, is handed to a painter:
 * then there is the server's page, as text. */
static void
test_bad_pictures (void) {
  guint8 wide[sizeof png];
  static const guint8 gif[40] = "GIF89a";
  static const guint8 cut[] = { 0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 10 };
  g_autofree char *texts[4] = { NULL };

  memcpy (wide, png, sizeof png);
  wide[17] = 1; /* 65,576 pixels */
  texts[0] = dup_question (wide, sizeof wide, NULL);
  texts[1] = dup_question (gif, sizeof gif, NULL);
  texts[2] = dup_question (png, sizeof png, "0000000000000000000000000000000000000000");
  texts[3] = dup_question (cut, sizeof cut, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = g_steal_pointer (&texts[i]);
    g_autoptr (ConfabXepRegister) wanted = read_register (text);

    g_assert_cmpuint (g_hash_table_size (wanted->pictures), ==, 0);
    g_assert_true (wanted->needs_page);
    g_assert_cmpstr (wanted->page, ==, "https://conf.example/captcha/1");
  }
}

static void
test_jpeg (void) {
  guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 17, 8, 0, 20, 0, 40, 3, 0,
    0 };
  g_autoptr (GBytes) good = g_bytes_new (jpeg, sizeof jpeg);
  g_autoptr (GBytes) cut = g_bytes_new (jpeg, 12);
  g_autoptr (GBytes) huge = NULL;

  g_assert_true (confab_xep_picture_is_safe (good));
  g_assert_false (confab_xep_picture_is_safe (cut));
  jpeg[13] = 0xff;
  huge = g_bytes_new (jpeg, sizeof jpeg);
  g_assert_false (confab_xep_picture_is_safe (huge));
}

static void
test_plain (void) {
  g_autoptr (ConfabXepRegister) wanted =
      read_register (ANSWER ("<instructions>Hi.</instructions><username/><password/><email/>"
                             "<key>k1</key><odd/>"));
  g_autoptr (ConfabJid) domain = confab_base_jid_new ("conf.example", NULL);
  g_autoptr (ConfabStanza) iq = NULL;
  g_autofree char *text = NULL;

  g_assert_true (wanted->is_plain);
  g_assert_cmpuint (wanted->form->fields->len, ==, 4);
  confab_xep_field_set (confab_xep_form_find (wanted->form, "username"), "dora");
  confab_xep_field_set (confab_xep_form_find (wanted->form, "password"), "p&q");
  iq = confab_xep_register_submit_new (domain, wanted);
  text = confab_xmpp_stanza_to_string (iq);
  g_assert_cmpstr (text, ==,
      "<iq type='set' to='conf.example'><query xmlns='jabber:iq:register'><username>dora</username>"
      "<password>p&amp;q</password><email/><key>k1</key></query></iq>");
}

static void
test_page_only (void) {
  g_autoptr (ConfabXepRegister) page =
      read_register (ANSWER ("<instructions>Go there.</instructions>"
                             "<x xmlns='jabber:x:oob'><url>https://conf.example/new</url></x>"));
  g_autoptr (ConfabXepRegister) script =
      read_register (ANSWER ("<x xmlns='jabber:x:oob'><url>javascript:alert(1)</url></x>"));

  g_assert_true (page->needs_page);
  g_assert_cmpstr (page->page, ==, "https://conf.example/new");
  g_assert_null (script);
  g_assert_null (read_register (ANSWER ("")));
  g_assert_null (read_register ("<iq type='result' id='1'/>"));
}

static void
test_fates (void) {
  static const struct {
    const char *type;
    const char *condition;
    ConfabXepRegisterFate fate;
  } cases[] = {
    { "cancel", "conflict", CONFAB_XEP_REGISTER_TAKEN },
    { "modify", "not-acceptable", CONFAB_XEP_REGISTER_WRONG },
    { "wait", "not-acceptable", CONFAB_XEP_REGISTER_TOO_MANY },
    { "wait", "policy-violation", CONFAB_XEP_REGISTER_TOO_MANY },
    { "wait", "resource-constraint", CONFAB_XEP_REGISTER_TOO_MANY },
    { "cancel", "service-unavailable", CONFAB_XEP_REGISTER_CLOSED },
    { "auth", "forbidden", CONFAB_XEP_REGISTER_CLOSED },
    { "wait", "internal-server-error", CONFAB_XEP_REGISTER_BUSY },
    { "cancel", "gone", CONFAB_XEP_REGISTER_UNKNOWN },
  };
  g_autoptr (ConfabStanza) done = parse ("<iq type='result' id='1'/>");

  g_assert_cmpint (confab_xep_register_read_fate (done), ==, CONFAB_XEP_REGISTER_DONE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text =
        g_strdup_printf ("<iq type='error' id='1'><error type='%s'><%s "
                         "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
            cases[i].type, cases[i].condition);
    g_autoptr (ConfabStanza) answer = parse (text);

    g_assert_cmpint (confab_xep_register_read_fate (answer), ==, cases[i].fate);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xep/form/kinds", test_kinds);
  g_test_add_func ("/xep/form/answer", test_answer);
  g_test_add_func ("/xep/form/bounds", test_bounds);
  g_test_add_func ("/xep/form/media", test_media);
  g_test_add_func ("/xep/register/picture", test_picture);
  g_test_add_func ("/xep/register/bad-pictures", test_bad_pictures);
  g_test_add_func ("/xep/register/jpeg", test_jpeg);
  g_test_add_func ("/xep/register/plain", test_plain);
  g_test_add_func ("/xep/register/page-only", test_page_only);
  g_test_add_func ("/xep/register/fates", test_fates);
  return g_test_run ();
}
