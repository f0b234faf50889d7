/* Cases of what claims to come from other devices and from the archive, through the whole core: the
 * victim was away, is back, and has asked its archive. */

#include "hostile-victim.h"

#define CHAT(from) "<message from='" from "'" TO "type='chat'>"
#define CARBON(direction, inner)                                                                   \
  "<message from='" OWN "'" TO "type='chat'><" direction                                           \
  " xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>" inner                       \
  "</forwarded></" direction "></message>"
#define MOST_PAGES 2000 /* of one catch-up: MAX_PAGES of messaging-catchup.c */
#define INNER(from, to, rest)                                                                      \
  "<message xmlns='jabber:client' from='" from "' to='" to "' type='chat' " rest "</message>"

typedef struct {
  Victim *v;
  char *iq;    /* id of the archive query that is open */
  char *query; /* its queryid */
  char *asked; /* all of it */
} Return;

static void
take_query (Return *r) {
  g_free (r->iq);
  g_free (r->query);
  g_free (r->asked);
  r->asked = peer_expect (r->v->peer, "</iq>");
  g_assert_nonnull (strstr (r->asked, "urn:xmpp:mam:2"));
  r->iq = peer_get_attribute (strstr (r->asked, "<iq"), "id");
  r->query = peer_get_attribute (r->asked, "queryid");
}

/* What the server never said it had is written once more, before or after the rest. */
static void
take_own_again (Victim *v, const char *const *taken) {
  g_autofree char *id = g_strdup_printf (" id='%s'", v->own_id);
  g_autofree char *after = NULL;

  for (; *taken != NULL; taken++)
    if (strstr (*taken, id) != NULL)
      return;
  after = peer_expect (v->peer, "</message>");
  g_assert_nonnull (strstr (after, id));
}

/* Away, and back: the server knows the list, copies are on, and the archive was asked. */
static void
sign_off_and_in (Return *r) {
  Victim *v = r->v;
  g_autoptr (DexFuture) leaving = confab_core_sign_off (v->core, v->account);
  g_autofree char *roster = NULL;
  g_autofree char *id = NULL;
  g_autofree char *carbons = NULL;
  g_autofree char *carbons_id = NULL;

  g_free (peer_expect (v->peer, "</stream:stream>"));
  peer_send (v->peer, "</stream:stream>");
  peer_wait (leaving);
  peer_free (v->peer);
  v->peer = peer_new ();
  confab_core_set_dial (v->core, peer_dial, v->peer);
  confab_core_sign_in (v->core, v->account, FALSE);
  peer_welcome (v->peer, PEER_BIND PEER_SM);
  g_free (peer_bind (v->peer, NULL));
  peer_enable (v->peer, "again");
  peer_answer_requests (v->peer);
  roster = peer_expect (v->peer, "</iq>");
  id = peer_get_attribute (roster, "id");
  peer_sendf (v->peer,
      "<iq type='result' id='%s'><query xmlns='jabber:iq:roster'><item jid='" BOB
      "' name='Bob' subscription='both'/></query></iq>",
      id);
  carbons = peer_expect (v->peer, "</presence>");
  carbons_id = peer_get_attribute (carbons, "id");
  peer_sendf (v->peer, "<iq type='result' id='%s'/>", carbons_id);
  v->handled = 2;
  take_query (r);
  take_own_again (v, (const char *const[]){ roster, carbons, r->asked, NULL });
}

static Return *
return_new (void) {
  Return *r = g_new0 (Return, 1);

  r->v = victim_new ();
  sign_off_and_in (r);
  return r;
}

static void
return_free (Return *r) {
  victim_free (r->v);
  g_free (r->iq);
  g_free (r->query);
  g_free (r->asked);
  g_free (r);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Return, return_free)

/* An entry of the archive; `query` NULL: without. */
static char *
dup_entry (const char *query, const char *id, const char *inner) {
  g_autofree char *attribute =
      query != NULL ? g_strdup_printf ("queryid='%s'", query) : g_strdup ("");

  return g_strdup_printf ("<message from='" OWN "'" TO "><result xmlns='urn:xmpp:mam:2' %s id='%s'>"
                          "<forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' "
                          "stamp='2026-05-14T09:00:00Z'/>%s</forwarded></result></message>",
      attribute, id, inner);
}

static char *
dup_bob (const char *id, const char *text) {
  return g_strdup_printf ("<message xmlns='jabber:client' from='" BOB "/p' to='" OWN
                          "' type='chat' id='%s'>"
                          "<body>%s</body><origin-id xmlns='urn:xmpp:sid:0' id='%s'/></message>",
      id, text, id);
}

static void
give (Return *r, const char *query, const char *id, const char *inner) {
  g_autofree char *entry = dup_entry (query, id, inner);

  victim_hit_silently (r->v, entry, 1);
}

static void
give_bob (Return *r, const char *id, const char *text) {
  g_autofree char *inner = dup_bob (id, text);

  give (r, r->query, id, inner);
}

/* `fin`: attributes; `set`: what is in the set. */
static void
end_page (Return *r, const char *fin, const char *set) {
  peer_sendf (r->v->peer,
      "<iq type='result' id='%s'><fin xmlns='urn:xmpp:mam:2' %s><set "
      "xmlns='http://jabber.org/protocol/rsm'>%s</set></fin></iq>",
      r->iq, fin, set);
  r->v->handled++;
}

static void
end_all (Return *r) {
  end_page (r, "complete='true'", "");
  peer_settle ();
}

/* ---- CAR ---- */

static void
test_car_03 (void) {
  static const char *const senders[] = { "alice@conf.example.evil.example",
    "\xd0\xb0lice@conf.example", "alice@conf.example/other", "conf.example", BOB };
  g_autoptr (Victim) v = victim_new ();

  for (guint i = 0; i < G_N_ELEMENTS (senders); i++) {
    g_autofree char *xml = g_strdup_printf (
        "<message from='%s'" TO "type='chat'><sent xmlns='urn:xmpp:carbons:2'><forwarded "
        "xmlns='urn:xmpp:forward:0'>" INNER (
            OWN "/other", BOB, "><body>send money</body>") "</forwarded></sent>"
                                                           "</message>",
        senders[i]);

    victim_assert_no_trace (v, xml, 1);
  }
  victim_hit_silently (
      v, CARBON ("received", INNER (BOB "/p", OWN "/other", "id='x1'><body>Hello</body>")), 1);
  victim_hit_silently (
      v, CARBON ("sent", INNER (OWN "/other", BOB, "id='x2'><body>Hello too</body>")), 1);
  victim_assert_looks (v, BUDDY ROWS "Bob 0: Hello\nI 2: Hello too\n");
  victim_control (v);
}

static void
test_car_05 (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_assert_no_trace (v,
      CARBON ("received", "<iq xmlns='jabber:client' type='set' id='p1' from='" OWN
                          "'><query xmlns='jabber:iq:roster'><item jid='" MALLORY
                          "' subscription='both'/></query></iq>"),
      1);
  victim_assert_no_trace (
      v, CARBON ("received", "<presence xmlns='jabber:client' from='" BOB "/p'/>"), 1);
  victim_assert_no_trace (v,
      CARBON ("received", "<message xmlns='jabber:client' from='room@muc.example/Bob' to='" OWN
                          "' type='groupchat'><body>x</body></message>"),
      1);
  /* More than one, one beside a query, one inside of one, and one that is none of ours. */
  victim_assert_no_trace (v,
      CARBON ("received",
          INNER (BOB "/p", OWN, "><body>one</body>") INNER (BOB "/p", OWN, "><body>two</body>")),
      1);
  victim_assert_no_trace (v,
      CARBON ("received", INNER (BOB "/p", OWN, "><body>one</body>") "<iq xmlns='jabber:client' "
                                                                     "type='get' id='i'/>"),
      1);
  victim_assert_no_trace (v,
      CARBON ("received", CARBON ("received", INNER (BOB "/p", OWN, "><body>inside</body>"))), 1);
  victim_assert_no_trace (
      v, CARBON ("received", INNER (BOB "/p", "carol@conf.example", "><body>x</body>")), 1);
  victim_control (v);
}

/* Who was written to decides, and the direction must fit. */
static void
test_car_directions (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_assert_no_trace (
      v, CARBON ("sent", INNER (OWN "/other", MALLORY, "><body>Who is it?</body>")), 1);
  victim_assert_no_trace (v, CARBON ("sent", INNER (BOB "/p", OWN, "><body>x</body>")), 1);
  victim_assert_no_trace (v, CARBON ("received", INNER (OWN "/o", BOB, "><body>x</body>")), 1);
  victim_assert_no_trace (v, CARBON ("sent", INNER (OWN "/o", OWN, "><body>x</body>")), 1);
  /* What another device was asked, and what it answered, is not answered here. */
  victim_hit_silently (v,
      CARBON ("received", INNER (BOB "/p", OWN "/o",
                              "id='w1'><body>Is it you?</body><request "
                              "xmlns='urn:xmpp:receipts'/>")),
      1);
  victim_assert_no_trace (v,
      CARBON ("sent", INNER (OWN "/o", BOB, "><received xmlns='urn:xmpp:receipts' id='w1'/>")), 1);
  victim_assert_looks (v, BUDDY ROWS "Bob 0: Is it you?\n");
  victim_control (v);
}

/* Somebody in a room is nobody we know, and never Bob. */
static void
test_car_07 (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_hit_silently (v,
      CARBON ("received", INNER ("room@muc.example/Bob", OWN "/o", "><body>It is me</body>")), 1);
  victim_assert_looks (v, BUDDY "? room@muc.example \"It is me\"\n" ROWS);
  victim_assert_no_trace (v,
      CARBON ("received", INNER ("room2@muc.example/Bob", OWN "/o",
                              "><x xmlns='http://jabber.org/protocol/"
                              "muc#user'><invite from='" BOB "'/></x><body>Come</body>")),
      1);
  victim_control (v);
}

/* ---- MAM ---- */

static void
test_mam_01 (void) {
  g_autoptr (Return) r = return_new ();
  static const char *const senders[] = { MALLORY "/x", BOB, "conf.example", OWN "/other" };
  g_autofree char *inner = dup_bob ("m1", "send money");

  for (guint i = 0; i < G_N_ELEMENTS (senders); i++) {
    g_autofree char *forged = g_strdup_printf (
        "<message from='%s'" TO "><result xmlns='urn:xmpp:mam:2' queryid='%s' id='m1'><forwarded "
        "xmlns='urn:xmpp:forward:0'>%s</forwarded></result></message>",
        senders[i], r->query, inner);

    victim_assert_no_trace (r->v, forged, 1);
  }
  end_all (r);
  victim_assert_looks (r->v, BUDDY ROWS);
  /* Nor once it is over. */
  give (r, r->query, "m1", inner);
  victim_assert_looks (r->v, BUDDY ROWS);
  victim_control (r->v);
}

static void
test_mam_03 (void) {
  g_autoptr (Return) r = return_new ();
  g_autofree char *inner = dup_bob ("m1", "send money");

  give (r, NULL, "m1", inner);
  give (r, "", "m1", inner);
  give (r, "q", "m1", inner);
  give_bob (r, "m2", "Hello");
  end_all (r);
  victim_assert_looks (r->v, BUDDY ROWS "Bob 0: Hello\n");
  victim_control (r->v);
}

/* More than was asked for: the page counts for nothing, and is asked for again at the next sign-in.
 */
static void
test_mam_05 (void) {
  g_autoptr (Return) r = return_new ();
  g_autofree char *text = g_strnfill (200 * 1024, 'x');

  for (guint i = 0; i < 200; i++) {
    g_autofree char *id = g_strdup_printf ("m%u", i);

    give_bob (r, id, text);
  }
  end_page (r, "complete='true'", "<last>m199</last>");
  peer_settle ();
  victim_assert_looks (r->v, BUDDY ROWS);
  victim_control (r->v);
  sign_off_and_in (r);
  g_assert_null (strstr (r->asked, "m199"));
  give_bob (r, "m1", "Hello");
  end_all (r);
  /* It was written before what came live since. */
  victim_assert_looks (r->v, BUDDY ROWS "Bob 0: Hello\nBob 0: control\n");
}

/* As many as were asked for, and large: as much as is held is kept, and the next page begins there.
 */
static void
test_mam_05_large (void) {
  g_autoptr (Return) r = return_new ();
  g_autofree char *text = g_strnfill (200 * 1024, 'x');
  g_autofree char *after = NULL;

  for (guint i = 0; i < 50; i++) {
    g_autofree char *id = g_strdup_printf ("m%u", i);

    give_bob (r, id, text);
  }
  end_page (r, "complete='true'", "<last>m49</last>");
  take_query (r);
  g_assert_nonnull (strstr (r->asked, "<after>m19</after>"));
  end_all (r);
  after = victim_look (r->v);
  g_assert_cmpuint (strlen (after), >, 20 * 64 * 1000);
  g_assert_cmpuint (strlen (after), <, 21 * 66 * 1000);
}

static void
test_mam_06 (void) {
  g_autoptr (Return) r = return_new ();
  g_autofree char *other = dup_bob ("m1b", "the same entry, other words");

  give_bob (r, "m3", "three");
  give_bob (r, "m1", "one");
  give_bob (r, "m1", "one");
  give (r, r->query, "m1", other);
  end_page (r, "", "<last>m3</last>");
  take_query (r);
  g_assert_nonnull (strstr (r->asked, "<after>m3</after>"));
  give_bob (r, "m1", "one, changed");
  give_bob (r, "m2", "two");
  end_all (r);
  victim_assert_looks (r->v, BUDDY ROWS "Bob 0: three\nBob 0: one\nBob 0: two\n");
  victim_control (r->v);
}

/* An archive that leads in a circle is left. */
static void
test_mam_06_circle (void) {
  g_autoptr (Return) r = return_new ();

  give_bob (r, "m1", "one");
  end_page (r, "", "<last>m1</last>");
  take_query (r);
  give_bob (r, "m1", "one");
  end_page (r, "", "<last>m1</last>");
  peer_settle ();
  peer_expect_none (r->v->peer, "urn:xmpp:mam:2");
  victim_assert_looks (r->v, BUDDY ROWS "Bob 0: one\n");
  victim_control (r->v);
}

/* Who uses another's id takes nothing away from him, in the archive neither; nor from us. */
static void
test_mam_08 (void) {
  g_autoptr (Return) r = return_new ();
  g_autofree char *mine = g_strdup_printf (CHAT (
      MALLORY "/x") "<body>first</body><origin-id xmlns='urn:xmpp:sid:0' id='o2'/></message>");
  g_autofree char *forged = g_strdup_printf (
      "<message xmlns='jabber:client' from='" BOB "/p' to='" OWN "' type='chat' id='%s'><body>I am "
      "not you</body><origin-id xmlns='urn:xmpp:sid:0' id='%s'/></message>",
      r->v->own_id, r->v->own_id);
  g_autofree char *own = g_strdup_printf (
      "<message xmlns='jabber:client' from='" OWN "/o' to='" BOB "' type='chat' id='%s'><body>to "
      "Bob</body><origin-id xmlns='urn:xmpp:sid:0' id='%s'/></message>",
      r->v->own_id, r->v->own_id);
  g_autofree char *stranger = dup_entry (r->query, "a1",
      "<message xmlns='jabber:client' from='" MALLORY "/x' to='" OWN "' type='chat'><body>first"
      "</body><origin-id xmlns='urn:xmpp:sid:0' id='o2'/></message>");

  victim_hit_silently (r->v, stranger, 1);
  give (r, r->query, "a3", forged);
  give (r, r->query, "a4", own);
  give_bob (r, "o2", "mine");
  end_all (r);
  victim_assert_looks (
      r->v, BUDDY "? " MALLORY " \"first\"\n" ROWS "Bob 0: I am not you\nBob 0: mine\n");
  victim_assert_no_trace (r->v, mine, 1);
  victim_control (r->v);
}

/* Nobody's correction changes what is there; and rooms are not read. */
static void
test_mam_10 (void) {
  g_autoptr (Return) r = return_new ();

  give (r, r->query, "m1",
      "<message xmlns='jabber:client' from='room@muc.example/Bob' to='" OWN "' type='groupchat'>"
      "<replace xmlns='urn:xmpp:message-correct:0' id='b1'/><body>changed</body></message>");
  give (r, r->query, "m2",
      "<message xmlns='jabber:client' from='" BOB "/q' to='" OWN "' type='error' id='b1'><body>x"
      "</body><error type='cancel'/></message>");
  give (r, r->query, "m3",
      "<message xmlns='jabber:client' from='room@muc.example/Bob' to='" OWN "' type='chat'>"
      "<replace xmlns='urn:xmpp:message-correct:0' id='b1'/><body>changed</body></message>");
  end_all (r);
  victim_assert_looks (r->v, BUDDY "? room@muc.example \"changed\"\n" ROWS);
  victim_control (r->v);
}

static void
test_mam_11 (void) {
  static const char *const sets[] = { "<count>-1</count>",
    "<first index='9223372036854775808'>x</first><count>99999999999999999999</count>",
    "<last></last><count>a</count>", "<max>-5</max>" };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++) {
    g_autoptr (Return) r = return_new ();

    give_bob (r, "m1", "Hello");
    end_page (r, "", sets[i]);
    /* Without a last one, the last that came counts. */
    take_query (r);
    g_assert_nonnull (strstr (r->asked, "<after>m1</after>"));
    end_page (r, "complete='maybe' stable='no'", sets[i]);
    peer_settle ();
    peer_expect_none (r->v->peer, "urn:xmpp:mam:2");
    victim_assert_looks (r->v, BUDDY ROWS "Bob 0: Hello\n");
    victim_control (r->v);
  }
}

/* No end at all: what is live is shown all the same, and the next sign-in asks again. */
static void
test_mam_11_no_end (void) {
  g_autoptr (Return) r = return_new ();

  give_bob (r, "m1", "Hello");
  peer_sendf (r->v->peer, "<iq type='result' id='%s'><query xmlns='urn:evil'/></iq>", r->iq);
  r->v->handled++;
  peer_settle ();
  victim_assert_looks (r->v, BUDDY ROWS);
  victim_control (r->v);
}

/* Page after page with something new: 100,000 messages' worth of them is read, and then no more.
 * What is live waits for it, but does not keep it from going on. */
static void
test_mam_11_long (void) {
  g_autoptr (Return) r = return_new ();

  peer_send (
      r->v->peer, "<message from='" BOB "/p'" TO "type='chat'><body>meanwhile</body></message>");
  r->v->handled++;
  for (guint i = 0; i < MOST_PAGES; i++) {
    g_autofree char *id = g_strdup_printf ("m%u", i);
    g_autofree char *inner = dup_bob (id, "on and on");
    g_autofree char *entry = dup_entry (r->query, id, inner);

    if (i > 0)
      g_assert_nonnull (strstr (r->asked, "<after>m"));
    peer_send (r->v->peer, entry);
    r->v->handled++;
    end_page (r, "", "");
    if (i + 1 < MOST_PAGES)
      take_query (r);
  }
  peer_settle ();
  peer_expect_none (r->v->peer, "urn:xmpp:mam:2");
  g_assert_cmpuint (confab_model_contact_get_unread (r->v->bob), ==, MOST_PAGES + 2);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/hostile/CAR-03/core", test_car_03);
  g_test_add_func ("/hostile/CAR-05/core", test_car_05);
  g_test_add_func ("/hostile/CAR-05/directions", test_car_directions);
  g_test_add_func ("/hostile/CAR-07/core", test_car_07);
  g_test_add_func ("/hostile/MAM-01/archive", test_mam_01);
  g_test_add_func ("/hostile/MAM-03/archive", test_mam_03);
  g_test_add_func ("/hostile/MAM-05/archive", test_mam_05);
  g_test_add_func ("/hostile/MAM-05/large", test_mam_05_large);
  g_test_add_func ("/hostile/MAM-06/archive", test_mam_06);
  g_test_add_func ("/hostile/MAM-06/circle", test_mam_06_circle);
  g_test_add_func ("/hostile/MAM-08/archive", test_mam_08);
  g_test_add_func ("/hostile/MAM-10/archive", test_mam_10);
  g_test_add_func ("/hostile/MAM-11/archive", test_mam_11);
  g_test_add_func ("/hostile/MAM-11/no-end", test_mam_11_no_end);
  g_test_add_func ("/hostile/MAM-11/long", test_mam_11_long);
  return g_test_run ();
}
