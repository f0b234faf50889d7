/* Which mechanism and binding are chosen, and what refusals mean. */

#include <string.h>

#include "xmpp/xmpp-error.h"
#include "xmpp/xmpp-sasl.h"

#define M(name) "<mechanism>" name "</mechanism>"
#define TYPES(inside)                                                                              \
  "<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'>" inside "</sasl-channel-binding>"
#define EXPORTER "<channel-binding type='tls-exporter'/>"
#define END_POINT "<channel-binding type='tls-server-end-point'/>"
#define UNIQUE "<channel-binding type='tls-unique'/>"
#define BOTH_256 M ("SCRAM-SHA-256") M ("SCRAM-SHA-256-PLUS")

static ConfabStanza *
features_new (const char *mechanisms, const char *types) {
  g_autofree char *text = g_strdup_printf ("<features xmlns='http://etherx.jabber.org/streams'>"
                                           "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
                                           "%s</mechanisms>%s</features>",
      mechanisms, types);
  g_autoptr (GError) error = NULL;
  ConfabStanza *features = confab_xmpp_stanza_parse (text, -1, &error);

  g_assert_no_error (error);
  return features;
}

static void
test_choices (void) {
  static const struct {
    const char *mechanisms, *types;
    ConfabSaslFacts facts;
    const char *name, *header; /* NULL: refused with `code` */
    int code;
    gboolean needs_hash;
  } cases[] = {
    /* no binding on either side */
    { M ("PLAIN") M ("SCRAM-SHA-1"), "", { TRUE }, "SCRAM-SHA-1", "n,,", 0, FALSE },
    { M ("SCRAM-SHA-1") M ("SCRAM-SHA-512") M ("SCRAM-SHA-256"), "", { TRUE }, "SCRAM-SHA-512",
        "n,,", 0, FALSE },
    /* we could, the server shows none: "y" */
    { M ("SCRAM-SHA-256"), "", { TRUE, TRUE, TRUE }, "SCRAM-SHA-256", "y,,", 0, FALSE },
    { M ("SCRAM-SHA-256"), TYPES (""), { TRUE, TRUE, TRUE }, "SCRAM-SHA-256", "y,,", 0, FALSE },
    /* the server could, we cannot */
    { BOTH_256, TYPES (EXPORTER), { TRUE }, "SCRAM-SHA-256", "n,,", 0, FALSE },
    /* both can */
    { BOTH_256, TYPES (END_POINT EXPORTER), { TRUE, TRUE, TRUE }, "SCRAM-SHA-256-PLUS",
        "p=tls-exporter,,", 0, FALSE },
    { BOTH_256, TYPES (END_POINT), { TRUE, TRUE, TRUE }, "SCRAM-SHA-256-PLUS",
        "p=tls-server-end-point,,", 0, FALSE },
    { BOTH_256, TYPES (END_POINT EXPORTER), { TRUE, FALSE, TRUE }, "SCRAM-SHA-256-PLUS",
        "p=tls-server-end-point,,", 0, FALSE },
    { BOTH_256, "", { TRUE, TRUE, TRUE }, "SCRAM-SHA-256-PLUS", "p=tls-server-end-point,,", 0,
        FALSE },
    { BOTH_256, "", { TRUE, TRUE, FALSE }, "SCRAM-SHA-256-PLUS", "p=tls-exporter,,", 0, FALSE },
    { M ("SCRAM-SHA-1-PLUS") M ("SCRAM-SHA-512"), TYPES (EXPORTER), { TRUE, TRUE, TRUE },
        "SCRAM-SHA-1-PLUS", "p=tls-exporter,,", 0, FALSE },
    /* both can, but nothing in common: only with the server's hash of its offer */
    { BOTH_256, TYPES (UNIQUE), { TRUE, TRUE, TRUE }, "SCRAM-SHA-256", "n,,", 0, TRUE },
    { BOTH_256, TYPES (EXPORTER), { TRUE, FALSE, TRUE }, "SCRAM-SHA-256", "n,,", 0, TRUE },
    /* refused */
    { BOTH_256, "", { FALSE, TRUE, TRUE }, NULL, NULL, CONFAB_XMPP_ERROR_NOT_SECURE, FALSE },
    { "", "", { TRUE }, NULL, NULL, CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR, FALSE },
    { M ("PLAIN"), "", { TRUE }, NULL, NULL, CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR, FALSE },
    { M ("PLAIN"), "", { TRUE, TRUE, TRUE, CONFAB_MECHANISM_SHA256, TRUE }, NULL, NULL,
        CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR, FALSE },
    { M ("DIGEST-MD5") M ("ANONYMOUS") M ("X-GOOGLE-TOKEN") M ("EXTERNAL"), "", { TRUE }, NULL,
        NULL, CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR, FALSE },
    { M ("scram-sha-256") M (" SCRAM-SHA-256"), "", { TRUE }, NULL, NULL,
        CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR, FALSE },
    { M ("SCRAM-SHA-1"), "", { TRUE, FALSE, FALSE, CONFAB_MECHANISM_SHA256 }, NULL, NULL,
        CONFAB_XMPP_ERROR_WEAKER, FALSE },
    { M ("SCRAM-SHA-256"), "", { TRUE, TRUE, TRUE, CONFAB_MECHANISM_SHA256, TRUE }, NULL, NULL,
        CONFAB_XMPP_ERROR_WEAKER, FALSE },
    { M ("SCRAM-SHA-256"), TYPES (EXPORTER), { TRUE, TRUE, TRUE }, NULL, NULL,
        CONFAB_XMPP_ERROR_INTERCEPTED, FALSE },
    { M ("SCRAM-SHA-256"), TYPES (UNIQUE), { TRUE }, NULL, NULL, CONFAB_XMPP_ERROR_INTERCEPTED,
        FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ConfabStanza) features = features_new (cases[i].mechanisms, cases[i].types);
    ConfabSaslChoice choice;
    g_autoptr (GError) error = NULL;
    gboolean is_good = confab_xmpp_sasl_choose (features, &cases[i].facts, &choice, &error);

    g_test_message ("%s %s", cases[i].mechanisms, cases[i].types);
    g_assert_cmpint (is_good, ==, cases[i].name != NULL);
    if (is_good) {
      g_assert_cmpstr (choice.name, ==, cases[i].name);
      g_assert_cmpstr (choice.header, ==, cases[i].header);
      g_assert_cmpint (choice.needs_hash, ==, cases[i].needs_hash);
    } else {
      g_assert_error (error, CONFAB_XMPP_ERROR, cases[i].code);
    }
    confab_xmpp_sasl_choice_clear (&choice);
  }
}

/* XEP-0474 6.1 */
static void
test_offer (void) {
  static const struct {
    const char *mechanisms, *types, *offer;
  } cases[] = {
    { M ("SCRAM-SHA-1-PLUS") M ("SCRAM-SHA-1"), TYPES (END_POINT EXPORTER),
        "SCRAM-SHA-1\x1eSCRAM-SHA-1-PLUS\x1ftls-exporter\x1etls-server-end-point" },
    { M ("SCRAM-SHA-1") M ("PLAIN"), "", "PLAIN\x1eSCRAM-SHA-1" },
    { M ("SCRAM-SHA-1"), TYPES (""), "SCRAM-SHA-1\x1f" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ConfabStanza) features = features_new (cases[i].mechanisms, cases[i].types);
    ConfabSaslFacts facts = { .is_secure = TRUE, .has_exporter = TRUE };
    ConfabSaslChoice choice;

    g_assert_true (confab_xmpp_sasl_choose (features, &facts, &choice, NULL));
    g_assert_cmpstr (choice.offer, ==, cases[i].offer);
    confab_xmpp_sasl_choice_clear (&choice);
  }
}

/* Which of the two profiles is spoken, and that neither makes the other's offer count. */
static void
test_profiles (void) {
  static const struct {
    const char *classic, *modern;
    ConfabSaslFacts facts;
    const char *name; /* NULL: refused with `code` */
    gboolean is_sasl2;
    int code;
  } cases[] = {
    { BOTH_256, BOTH_256, { TRUE, TRUE, TRUE }, "SCRAM-SHA-256-PLUS", TRUE, 0 },
    { "", BOTH_256, { TRUE, TRUE, TRUE }, "SCRAM-SHA-256-PLUS", TRUE, 0 },
    { BOTH_256, "", { TRUE, TRUE, TRUE }, "SCRAM-SHA-256-PLUS", FALSE, 0 },
    { BOTH_256, M ("PLAIN"), { TRUE, TRUE, TRUE }, "SCRAM-SHA-256-PLUS", FALSE, 0 },
    { M ("PLAIN"), M ("SCRAM-SHA-1"), { TRUE }, "SCRAM-SHA-1", TRUE, 0 },
    { M ("SCRAM-SHA-512"), M ("SCRAM-SHA-1"), { TRUE }, "SCRAM-SHA-512", FALSE, 0 },
    { M ("SCRAM-SHA-1-PLUS"), M ("SCRAM-SHA-512"), { TRUE, FALSE, TRUE }, "SCRAM-SHA-1-PLUS", FALSE,
        0 },
    { M ("SCRAM-SHA-512"), M ("SCRAM-SHA-1-PLUS"), { TRUE, FALSE, TRUE }, "SCRAM-SHA-1-PLUS", TRUE,
        0 },
    { M ("PLAIN"), M ("PLAIN"), { TRUE }, NULL, FALSE, CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR },
    /* it was there last time */
    { M ("SCRAM-SHA-256"), "", { TRUE, .last_had_sasl2 = TRUE }, NULL, FALSE,
        CONFAB_XMPP_ERROR_WEAKER },
    { BOTH_256, "", { TRUE, TRUE, TRUE, .last_had_sasl2 = TRUE }, "SCRAM-SHA-256-PLUS", FALSE, 0 },
    { "", M ("SCRAM-SHA-256"), { TRUE, .last_mechanism = CONFAB_MECHANISM_SHA512 }, NULL, FALSE,
        CONFAB_XMPP_ERROR_WEAKER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *modern = g_strdup_printf (
        "<authentication xmlns='urn:xmpp:sasl:2'>%s</authentication>", cases[i].modern);
    g_autoptr (ConfabStanza) features = features_new (cases[i].classic, modern);
    ConfabSaslChoice choice;
    g_autoptr (GError) error = NULL;
    gboolean is_good = confab_xmpp_sasl_choose (features, &cases[i].facts, &choice, &error);

    g_test_message ("%s, or %s", cases[i].classic, cases[i].modern);
    g_assert_cmpint (is_good, ==, cases[i].name != NULL);
    if (is_good) {
      g_assert_cmpstr (choice.name, ==, cases[i].name);
      g_assert_cmpint (choice.is_sasl2, ==, cases[i].is_sasl2);
    } else {
      g_assert_error (error, CONFAB_XMPP_ERROR, cases[i].code);
    }
    confab_xmpp_sasl_choice_clear (&choice);
  }
}

/* SASL-03, TLS-09 */
static void
test_failures (void) {
  static const struct {
    const char *inside, *header;
    ConfabNetBinding binding;
    gboolean has_answered;
    int code;
    const char *message;
  } cases[] = {
    { "<not-authorized/>", "n,,", 0, TRUE, CONFAB_XMPP_ERROR_WRONG_PASSWORD, "not-authorized" },
    { "<not-authorized/>", "n,,", 0, FALSE, CONFAB_XMPP_ERROR_WRONG_PASSWORD, "not-authorized" },
    { "<not-authorized/>", "y,,", 0, TRUE, CONFAB_XMPP_ERROR_WRONG_PASSWORD, "not-authorized" },
    { "<not-authorized/>", "y,,", 0, FALSE, CONFAB_XMPP_ERROR_INTERCEPTED, "not-authorized" },
    { "<malformed-request/>", "y,,", 0, FALSE, CONFAB_XMPP_ERROR_INTERCEPTED, "malformed-request" },
    { "<malformed-request/><text>Invalid channel binding value.</text>", "p=tls-exporter,,",
        CONFAB_BINDING_EXPORTER, TRUE, CONFAB_XMPP_ERROR_INTERCEPTED,
        "malformed-request: Invalid channel binding value." },
    { "<not-authorized/><text>Bad Channel Binding</text>", "p=tls-exporter,,",
        CONFAB_BINDING_EXPORTER, TRUE, CONFAB_XMPP_ERROR_INTERCEPTED,
        "not-authorized: Bad Channel Binding" },
    { "<not-authorized/>", "p=tls-exporter,,", CONFAB_BINDING_EXPORTER, TRUE,
        CONFAB_XMPP_ERROR_WRONG_PASSWORD, "not-authorized" },
    { "<malformed-request/>", "n,,", 0, TRUE, CONFAB_XMPP_ERROR_PROTOCOL, "malformed-request" },
    { "<temporary-auth-failure/>", "y,,", 0, FALSE, CONFAB_XMPP_ERROR_TRY_LATER,
        "temporary-auth-failure" },
    { "<account-disabled/>", "y,,", 0, FALSE, CONFAB_XMPP_ERROR_ACCOUNT_DISABLED,
        "account-disabled" },
    { "<credentials-expired/>", "n,,", 0, TRUE, CONFAB_XMPP_ERROR_ACCOUNT_DISABLED,
        "credentials-expired" },
    { "", "n,,", 0, TRUE, CONFAB_XMPP_ERROR_PROTOCOL, "undefined-condition" },
    { "<x xmlns='urn:x'/><text>\xe2\x80\xae\xe2\x80\x8b</text>", "n,,", 0, TRUE,
        CONFAB_XMPP_ERROR_PROTOCOL, "undefined-condition" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf (
        "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>%s</failure>", cases[i].inside);
    g_autoptr (ConfabStanza) failure = confab_xmpp_stanza_parse (text, -1, NULL);
    const ConfabSaslChoice choice = { .binding = cases[i].binding, .header = cases[i].header };
    g_autoptr (GError) error =
        confab_xmpp_sasl_dup_failure (failure, &choice, cases[i].has_answered);

    g_assert_error (error, CONFAB_XMPP_ERROR, cases[i].code);
    g_assert_cmpstr (error->message, ==, cases[i].message);
  }
}

/* SASL-14 */
static void
test_failure_text (void) {
  g_autofree char *filler = g_strnfill (60000, 'x');
  g_autofree char *text = g_strdup_printf (
      "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/><text>&lt;a "
      "href='https://evil.example'&gt;Click&lt;/a&gt; \xe2\x80\xae%s</text></failure>",
      filler);
  g_autoptr (ConfabStanza) failure = confab_xmpp_stanza_parse (text, -1, NULL);
  const ConfabSaslChoice choice = { .header = "n,," };
  g_autoptr (GError) error = confab_xmpp_sasl_dup_failure (failure, &choice, TRUE);

  g_assert_cmpint (g_utf8_strlen (error->message, -1), <=, 300);
  g_assert_true (g_str_has_prefix (error->message, "not-authorized: <a href="));
  g_assert_null (strstr (error->message, "\xe2\x80\xae"));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xmpp/sasl/choices", test_choices);
  g_test_add_func ("/xmpp/sasl/offer", test_offer);
  g_test_add_func ("/xmpp/sasl/profiles", test_profiles);
  g_test_add_func ("/xmpp/sasl/failures", test_failures);
  g_test_add_func ("/xmpp/sasl/failure-text", test_failure_text);
  return g_test_run ();
}
