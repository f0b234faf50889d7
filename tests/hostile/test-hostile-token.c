/* Servers, and who plays one, where a token is to sign in: the offer stripped, the binding taken
 * away, success without a proof. Siblings of the cases about passwords. */

#include "../lib/token-case.h"

/* Not one byte of it leaves before TLS. */
static void
test_not_in_clear (void) {
  g_autofree char *header = NULL;
  Case c;

  begin (&c, TRUE);
  c.params.dial = dial;
  c.is_plain = TRUE;
  case_start (&c);
  header = peer_expect (c.peer, "version='1.0'>");
  g_assert_null (strstr (header, "alice"));
  peer_expect_none (c.peer, "<");
  peer_sendf (c.peer, PEER_HEADER "<stream:features>%s</stream:features>", MODERN (ALL));
  expect_xmpp (&c, CONFAB_XMPP_ERROR_NOT_SECURE);
  end (&c);
}

/* Binding was seen: what is not bound is not used, and nothing goes out with it. */
static void
test_never_weaker (void) {
  Case c;

  begin (&c, FALSE);
  c.params.last_had_binding = TRUE;
  case_start (&c);
  peer_open (c.peer, MODERN (ALL));
  expect_xmpp (&c, CONFAB_XMPP_ERROR_WEAKER);
  peer_expect_none (c.peer, "<authenticate");
  end (&c);
}

/* What says that a token is not taken leads to the password, where it may be used: the last column.
 */
static void
test_refused (void) {
  static const struct {
    const char *features, *answer;
    int code;
  } cases[] = {
    { MODERN (ALL), "<not-authorized " SASL "/>", CONFAB_XMPP_ERROR_TOKEN },
    { MODERN (ALL), "<credentials-expired " SASL "/>", CONFAB_XMPP_ERROR_TOKEN },
    { MODERN (ALL), "<malformed-request " SASL "/>", CONFAB_XMPP_ERROR_TOKEN },
    { MODERN (ALL), "<invalid-mechanism " SASL "/>", CONFAB_XMPP_ERROR_TOKEN },
    { MODERN (ALL), "<banana " SASL "/>", CONFAB_XMPP_ERROR_TOKEN },
    { MODERN (ALL), "", CONFAB_XMPP_ERROR_TOKEN },
    { MODERN (ALL), "<temporary-auth-failure " SASL "/>", CONFAB_XMPP_ERROR_TRY_LATER },
    { MODERN (ALL), "<account-disabled " SASL "/>", CONFAB_XMPP_ERROR_ACCOUNT_DISABLED },
    /* the offer is gone: nothing is waited for */
    { MODERN (""), NULL, CONFAB_XMPP_ERROR_TOKEN },
    { MODERN (FAST (M ("HT-SHA-256-ENDP"))), NULL, CONFAB_XMPP_ERROR_TOKEN },
    /* and so is what R13 wants of a password */
    { CLASSIC, NULL, CONFAB_XMPP_ERROR_WEAKER },
    { "<mechanisms " SASL ">" M ("SCRAM-SHA-1") "</mechanisms>", NULL, CONFAB_XMPP_ERROR_WEAKER },
    { "<mechanisms " SASL ">" M ("PLAIN") "</mechanisms>", NULL,
        CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR },
    { "<authentication " SASL2 ">" M ("SCRAM-SHA-1") "<inline>" ALL "</inline></authentication>",
        "<not-authorized " SASL "/>", CONFAB_XMPP_ERROR_WEAKER },
    { "", NULL, CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Case c;

    g_test_message ("%zu", i);
    begin (&c, TRUE);
    /* Bound by the token alone: the password never was. */
    c.params.last_had_binding = FALSE;
    case_start (&c);
    g_free (take_request (&c, TRUE));
    peer_sendf (c.peer, PEER_HEADER "<stream:features>%s</stream:features>", cases[i].features);
    if (cases[i].answer != NULL)
      peer_sendf (c.peer, "<failure " SASL2 ">%s</failure>", cases[i].answer);
    expect_xmpp (&c, cases[i].code);
    end (&c);
  }
}

/* On a line that cannot bind, a token that is bound stays where it is. */
static void
test_cannot_bind (void) {
  Case c;

  begin (&c, TRUE);
  c.params.dial = dial;
  c.params.last_had_binding = FALSE;
  case_start (&c);
  peer_open (c.peer, MODERN (ALL));
  expect_xmpp (&c, CONFAB_XMPP_ERROR_TOKEN);
  peer_expect_none (c.peer, "<authenticate");
  end (&c);
}

/* Nobody who does not know the token signs us in, whatever they say. */
static void
test_no_proof (void) {
  g_autofree char *own = dup_hash ("Initiator", TRUE);
  g_autofree char *unbound = dup_hash ("Responder", FALSE);
  g_autofree char *echo = g_strdup_printf ("<additional-data>%s</additional-data>", own);
  g_autofree char *moved = g_strdup_printf ("<additional-data>%s</additional-data>", unbound);
  const char *answers[] = { "", "<additional-data/>", "<additional-data>=</additional-data>",
    "<additional-data>dj1BQUFB</additional-data>", echo, moved };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    Case c;

    g_test_message ("%zu", i);
    begin (&c, TRUE);
    case_start (&c);
    g_free (take_request (&c, TRUE));
    peer_sendf (c.peer, PEER_HEADER "<stream:features>%s</stream:features>", MODERN (ALL));
    peer_sendf (c.peer, "<success " SASL2 ">%s" IDENTITY "</success>" FEATURES, answers[i]);
    expect_xmpp (&c, CONFAB_XMPP_ERROR_SERVER_PROOF);
    end (&c);
  }
}

/* Not what was asked: a challenge, another step, somebody else. */
static void
test_lies (void) {
  static const char *const answers[] = { "<challenge " SASL2 ">AAAA</challenge>",
    "<continue " SASL2 "><tasks><task>X</task></tasks></continue>", "<success " SASL "/>",
    "<message/>" };

  for (gsize i = 0; i <= G_N_ELEMENTS (answers); i++) {
    g_autofree char *hash = dup_hash ("Responder", TRUE);
    Case c;

    g_test_message ("%zu", i);
    begin (&c, TRUE);
    case_start (&c);
    g_free (take_request (&c, TRUE));
    peer_sendf (c.peer, PEER_HEADER "<stream:features>%s</stream:features>", MODERN (ALL));
    if (i < G_N_ELEMENTS (answers))
      peer_send (c.peer, answers[i]);
    else
      peer_sendf (c.peer,
          "<success " SASL2 "><additional-data>%s</additional-data><authorization-identifier>"
          "mallory@conf.example</authorization-identifier></success>" FEATURES,
          hash);
    expect_xmpp (&c, CONFAB_XMPP_ERROR_PROTOCOL);
    end (&c);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/hostile/TLS-01/token", test_not_in_clear);
  g_test_add_func ("/hostile/SASL-01/token", test_refused);
  g_test_add_func ("/hostile/SASL-03/token", test_never_weaker);
  g_test_add_func ("/hostile/SASL-03/token/cannot-bind", test_cannot_bind);
  g_test_add_func ("/hostile/SASL-09/token", test_no_proof);
  g_test_add_func ("/hostile/SASL-09/token/lies", test_lies);
  return g_test_run ();
}
