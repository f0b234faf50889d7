/* Tokens: how they are kept, what they are asked for with, and their proofs, against values that
 * were computed elsewhere (Python's hmac and base64). */

#include <string.h>

#include "xmpp/xmpp-fast.h"
#include "xmpp/xmpp-scram.h"

#define TOKEN "secret-token:fast-K3tG0"
#define M(name) "<mechanism>" name "</mechanism>"
#define EXPR M ("HT-SHA-256-EXPR")
#define ENDP M ("HT-SHA-256-ENDP")
#define NONE M ("HT-SHA-256-NONE")
#define UNIQ M ("HT-SHA-256-UNIQ")

static ConfabStanza *
features_new (const char *inside) {
  g_autofree char *text = g_strdup_printf (
      "<features xmlns='http://etherx.jabber.org/streams'><authentication xmlns='urn:xmpp:sasl:2'>"
      "<mechanism>SCRAM-SHA-256</mechanism><inline>%s</inline></authentication></features>",
      inside);
  g_autoptr (GError) error = NULL;
  ConfabStanza *features = confab_xmpp_stanza_parse (text, -1, &error);

  g_assert_no_error (error);
  return features;
}

static ConfabStanza *
offer_new (const char *mechanisms) {
  g_autofree char *inside = g_strdup_printf ("<fast xmlns='urn:xmpp:fast:0'>%s</fast>", mechanisms);

  return features_new (inside);
}

static void
test_choices (void) {
  static const struct {
    const char *offered;
    ConfabSaslFacts facts;
    gboolean is_bound;
    const char *name; /* NULL: no token */
  } cases[] = {
    { NONE ENDP EXPR, { TRUE, TRUE, TRUE }, TRUE, "HT-SHA-256-EXPR" },
    { NONE ENDP EXPR, { TRUE, TRUE, TRUE }, FALSE, "HT-SHA-256-EXPR" },
    { NONE ENDP, { TRUE, TRUE, TRUE }, TRUE, "HT-SHA-256-ENDP" },
    { NONE EXPR, { TRUE, FALSE, TRUE }, FALSE, "HT-SHA-256-NONE" },
    { NONE ENDP EXPR, { TRUE, FALSE, TRUE }, FALSE, "HT-SHA-256-ENDP" },
    { NONE ENDP EXPR, { TRUE }, FALSE, "HT-SHA-256-NONE" },
    /* this sign-in is bound, or one was */
    { NONE, { TRUE, TRUE, TRUE }, TRUE, NULL },
    { NONE, { TRUE, TRUE, TRUE, .last_had_binding = TRUE }, FALSE, NULL },
    { NONE ENDP EXPR, { TRUE, .last_had_binding = TRUE }, FALSE, NULL },
    { NONE EXPR, { TRUE, TRUE, .last_had_binding = TRUE }, FALSE, "HT-SHA-256-EXPR" },
    /* not under TLS; unknown ones; none */
    { NONE ENDP EXPR, { FALSE, TRUE, TRUE }, FALSE, NULL },
    { UNIQ M ("HT-SHA-512-EXPR") M ("PLAIN"), { TRUE, TRUE, TRUE }, FALSE, NULL },
    { M ("ht-sha-256-expr") M (" HT-SHA-256-EXPR"), { TRUE, TRUE, TRUE }, FALSE, NULL },
    { "", { TRUE, TRUE, TRUE }, FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ConfabStanza) features = offer_new (cases[i].offered);

    g_test_message ("%zu", i);
    g_assert_cmpstr (
        confab_xmpp_fast_choose (features, &cases[i].facts, cases[i].is_bound), ==, cases[i].name);
  }
}

/* An offer in the wrong place, or in another's name, is none; only so many are looked at. */
static void
test_no_offer (void) {
  static const char *const insides[] = { "", EXPR, "<fast>" EXPR "</fast>",
    "<fast xmlns='urn:xmpp:fast:1'>" EXPR "</fast>",
    "<fast xmlns='urn:xmpp:fast:0'><mechanism xmlns='urn:evil'>HT-SHA-256-EXPR</mechanism></fast>",
    "<x xmlns='urn:x'><fast xmlns='urn:xmpp:fast:0'>" EXPR "</fast></x>" };
  g_autoptr (GString) many = g_string_new ("<fast xmlns='urn:xmpp:fast:0'>");
  g_autoptr (ConfabStanza) long_one = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (insides); i++) {
    g_autoptr (ConfabStanza) features = features_new (insides[i]);

    g_test_message ("%zu", i);
    g_assert_false (confab_xmpp_fast_is_offered (features, "HT-SHA-256-EXPR"));
  }
  for (guint i = 0; i < 64; i++)
    g_string_append (many, M ("X"));
  g_string_append (many, EXPR "</fast>");
  long_one = features_new (many->str);
  g_assert_false (confab_xmpp_fast_is_offered (long_one, "HT-SHA-256-EXPR"));
}

static void
test_lines (void) {
  static const char *const bad[] = { "", "HT-SHA-256-EXPR", "HT-SHA-256-EXPR ", "HT-SHA-256-EXPRx",
    "HT-SHA-256-UNIQ abc", "SCRAM-SHA-256 abc", " HT-SHA-256-EXPR abc", "HT-SHA-256-EXPR\tabc" };
  g_autofree char *longest = g_strnfill (1024, 'x');
  g_autofree char *longer = g_strnfill (1025, 'x');
  g_autoptr (ConfabSecret) line = confab_xmpp_fast_new_line ("HT-SHA-256-ENDP", "a b c");
  g_autoptr (ConfabSecret) long_line = confab_xmpp_fast_new_line ("HT-SHA-256-NONE", longest);
  ConfabFastToken token;

  g_assert_cmpstr (confab_base_secret_get_string (line), ==, "HT-SHA-256-ENDP a b c");
  g_assert_true (confab_xmpp_fast_read (line, &token));
  g_assert_cmpstr (token.mechanism, ==, "HT-SHA-256-ENDP");
  g_assert_cmpint (token.binding, ==, CONFAB_BINDING_END_POINT);
  g_assert_cmpstr (confab_base_secret_get_string (token.key), ==, "a b c");
  confab_xmpp_fast_token_clear (&token);
  g_assert_true (confab_xmpp_fast_read (long_line, &token));
  confab_xmpp_fast_token_clear (&token);
  g_assert_null (confab_xmpp_fast_new_line ("HT-SHA-256-NONE", longer));
  g_assert_null (confab_xmpp_fast_new_line ("HT-SHA-256-NONE", ""));
  g_assert_null (confab_xmpp_fast_new_line ("HT-SHA-256-NONE", NULL));
  g_assert_null (confab_xmpp_fast_new_line ("HT-SHA-256-NONE", "a\xff"));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (ConfabSecret) wrong = confab_base_secret_new_string (bad[i]);

    g_test_message ("%zu", i);
    g_assert_false (confab_xmpp_fast_read (wrong, &token));
    g_assert_null (token.key);
  }
}

static GBytes *
binding_new (void) {
  guint8 bytes[32];

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8)i;
  return g_bytes_new (bytes, sizeof bytes);
}

static void
test_proofs (void) {
  g_autoptr (ConfabSecret) line = confab_xmpp_fast_new_line ("HT-SHA-256-EXPR", TOKEN);
  g_autoptr (GBytes) binding = binding_new ();
  static const struct {
    gboolean is_bound;
    const char *proof, *answer;
  } cases[] = {
    { FALSE, "YWxpY2UAYmDT4fAMo2/UeQIDlSd2q2H2X3+261m2Tp3BhYEKWv4=",
        "BkjzGcdiLMl4sUhZ/Lry/TRAWYbaJs54PGi+p/MzUkU=" },
    { TRUE, "YWxpY2UAAgZ0+nnIUOxwcNBVarOzk7ND1Kp4SqguElo6VhC6Qcc=",
        "K/P9mNfyhH1WfjhNlgB3HvaPdB50QZu/x6fdNcqkRYk=" },
  };
  ConfabFastToken token;

  g_assert_true (confab_xmpp_fast_read (line, &token));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GBytes *bound = cases[i].is_bound ? binding : NULL;
    GBytes *other = cases[i].is_bound ? NULL : binding;
    g_autofree char *proof = confab_xmpp_fast_dup_proof (&token, "alice", bound);
    g_autoptr (GBytes) answer = confab_xmpp_base64_decode (cases[i].answer, 64);
    g_autoptr (GBytes) shorter = g_bytes_new_from_bytes (answer, 0, 31);
    g_autoptr (GBytes) own = confab_xmpp_base64_decode (cases[i].proof, 64);
    g_autoptr (GBytes) echo = g_bytes_new_from_bytes (own, strlen ("alice") + 1, 32);

    g_assert_cmpstr (proof, ==, cases[i].proof);
    g_assert_true (confab_xmpp_fast_check (&token, bound, answer));
    g_assert_false (confab_xmpp_fast_check (&token, other, answer));
    g_assert_false (confab_xmpp_fast_check (&token, bound, shorter));
    g_assert_false (confab_xmpp_fast_check (&token, bound, echo));
    g_assert_false (confab_xmpp_fast_check (&token, bound, NULL));
    for (guint bit = 0; bit < 256; bit++) {
      guint8 bytes[32];
      g_autoptr (GBytes) changed = NULL;

      memcpy (bytes, g_bytes_get_data (answer, NULL), sizeof bytes);
      bytes[bit / 8] ^= (guint8)(1 << bit % 8);
      changed = g_bytes_new (bytes, sizeof bytes);
      g_assert_false (confab_xmpp_fast_check (&token, bound, changed));
    }
  }
  confab_xmpp_fast_token_clear (&token);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  g_test_add_func ("/xmpp/fast/choices", test_choices);
  g_test_add_func ("/xmpp/fast/no-offer", test_no_offer);
  g_test_add_func ("/xmpp/fast/lines", test_lines);
  g_test_add_func ("/xmpp/fast/proofs", test_proofs);
  return g_test_run ();
}
