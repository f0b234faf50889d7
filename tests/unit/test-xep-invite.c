/* Links that invite: what is read of them, and what is not read at all. */

#include "xep/xep-invite.h"

typedef struct {
  const char *text;
  const char *who;
  const char *domain;
  const char *token;
  const char *name;
} Case;

static void
check (const Case *one) {
  g_autoptr (ConfabXepInvite) invite = confab_xep_invite_read (one->text);

  g_test_message ("%s", one->text);
  g_assert_nonnull (invite);
  g_assert_cmpstr (
      invite->who != NULL ? confab_base_jid_get_bare (invite->who) : NULL, ==, one->who);
  g_assert_cmpstr (invite->domain, ==, one->domain);
  g_assert_cmpstr (invite->token, ==, one->token);
  g_assert_cmpstr (invite->name, ==, one->name);
}

static void
test_good (void) {
  static const Case cases[] = {
    { "xmpp:ann@conf.example", "ann@conf.example", NULL, NULL, NULL },
    { "xmpp:ann@conf.example?roster", "ann@conf.example", NULL, NULL, NULL },
    { "XMPP:Ann@Conf.Example?roster;preauth=T1;name=Ann+Lake", "ann@conf.example", NULL, "T1",
        "Ann Lake" },
    { "xmpp:ann@conf.example?roster;preauth=T1;ibr=y", "ann@conf.example", "conf.example", "T1",
        NULL },
    { "xmpp:ann@conf.example?roster;ibr=y", "ann@conf.example", NULL, NULL, NULL },
    { "xmpp:conf.example?register;preauth=T%2D1", NULL, "conf.example", "T-1", NULL },
    { "xmpp:dora@conf.example?register;preauth=T", NULL, "conf.example", "T", NULL },
    { "Hello! Come: <xmpp:ann@conf.example?roster;preauth=T>.", "ann@conf.example", NULL, "T",
        NULL },
    { "https://page.example/i/#xmpp:ann@conf.example?roster;preauth=T", "ann@conf.example", NULL,
        "T", NULL },
    { "https://page.example/i/#xmpp%3Aann%40conf.example%3Froster%3Bpreauth%3DT",
        "ann@conf.example", NULL, "T", NULL },
    { "see https://page.example/i/#ann@conf.example?roster;preauth=T today", "ann@conf.example",
        NULL, "T", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&cases[i]);
}

/* LNK-05: what would change anything else is not read. */
static void
test_bad (void) {
  static const char *const cases[] = { "", "hello", "xmpp:", "xmpp:?roster", "xmpp:ann",
    "xmpp:ann@conf.example/desk?roster", "xmpp:ann@conf.example?remove",
    "xmpp:ann@conf.example?unsubscribe", "xmpp:ann@conf.example?message;body=hi",
    "xmpp:ann@conf.example?command;action=execute;node=x", "xmpp:ann@conf.example?sendfile",
    "xmpp:room@muc.example?join;password=x", "xmpp:conf.example?roster",
    "xmpp://me@conf.example/ann@conf.example?roster", "xmpp:ann%00@conf.example?roster",
    "xmpp:ann%0A@conf.example?roster", "xmpp:%ff@conf.example?roster",
    "xmpp:ann@conf.example?roster;preauth=a%20b", "xmpp:ann@conf.example?roster;preauth=a%3Cb",
    "xmpp:ann@conf.example?roster;preauth=", "https://page.example/invite/T1",
    "https://page.example/invite#section", "javascript:xmpp", "http://page.example/#a@b?roster" };
  g_autofree char *long_token = g_strnfill (CONFAB_XEP_INVITE_MAX_TOKEN + 1, 'a');
  g_autofree char *token = g_strconcat ("xmpp:a@b.example?roster;preauth=", long_token, NULL);
  g_autofree char *filler = g_strnfill (CONFAB_XEP_INVITE_MAX_TEXT, ' ');
  g_autofree char *text = g_strconcat (filler, "xmpp:a@b.example?roster", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i]);
    g_assert_null (confab_xep_invite_read (cases[i]));
  }
  g_assert_null (confab_xep_invite_read (token));
  g_assert_null (confab_xep_invite_read (text));
  g_assert_null (confab_xep_invite_read ("xmpp:\xff@b.example?roster"));
}

/* A name in a link is a line like any other, of anybody's making. */
static void
test_name (void) {
  g_autoptr (ConfabXepInvite) invite =
      confab_xep_invite_read ("xmpp:a@b.example?roster;name=Ann%E2%80%AEkcatta");

  g_assert_cmpstr (invite->name, ==, "Annkcatta");
}

static void
test_make (void) {
  g_autoptr (ConfabJid) who = confab_base_jid_new ("o'neil&co@conf.example", NULL);
  g_autoptr (ConfabJid) plain = confab_base_jid_new ("ann@conf.example", NULL);
  g_autofree char *link = confab_xep_invite_dup_uri (plain, "T1");

  g_assert_cmpstr (link, ==, "xmpp:ann@conf.example?roster;preauth=T1");
  if (who != NULL) {
    g_autofree char *odd = confab_xep_invite_dup_uri (who, NULL);
    g_autoptr (ConfabXepInvite) invite = confab_xep_invite_read (odd);

    g_assert_true (confab_base_jid_equal (invite->who, who));
  }
}

/* Whatever a server gives as a token comes through a link as it was. */
static void
test_odd_token (void) {
  static const char *const tokens[] = { "T.", "T,", "a;b=c", "a#b", "a?b", "100%41", "(T)", "a+b",
    "xmpp:x?register" };
  g_autoptr (ConfabJid) who = confab_base_jid_new ("ann@conf.example", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++) {
    g_autofree char *link = confab_xep_invite_dup_uri (who, tokens[i]);
    g_autoptr (ConfabXepInvite) invite = confab_xep_invite_read (link);

    g_assert_cmpstr (invite->token, ==, tokens[i]);
  }
}

static void
test_token (void) {
  g_autoptr (ConfabStanza) presence = confab_xmpp_stanza_new ("presence", CONFAB_NS_CLIENT);

  confab_xep_invite_add_token (presence, "not a token");
  g_assert_null (confab_xep_invite_get_token (presence));
  confab_xep_invite_add_token (presence, "T1");
  g_assert_cmpstr (confab_xep_invite_get_token (presence), ==, "T1");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xep/invite/good", test_good);
  g_test_add_func ("/hostile/LNK-05", test_bad);
  g_test_add_func ("/xep/invite/name", test_name);
  g_test_add_func ("/xep/invite/make", test_make);
  g_test_add_func ("/xep/invite/odd-token", test_odd_token);
  g_test_add_func ("/xep/invite/token", test_token);
  return g_test_run ();
}
