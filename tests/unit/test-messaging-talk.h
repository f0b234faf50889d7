#pragma once

/* Ann at her desk, and Ben, and what arrives from whom. */

#include "test-messaging-desk.h"

#include "xep/xep-message.h"

/* Ann at her desk, and Ben; both know each other's device. */
typedef struct {
  Desk *desk;
  Person *ben;
} Talk;

static G_GNUC_UNUSED void
talk_clear (Talk *talk) {
  desk_free (talk->desk);
  if (talk->ben != NULL)
    person_free (talk->ben);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Talk, talk_clear)

static G_GNUC_UNUSED Talk
talk_meet (ConfabOmemoVersion version) {
  Talk talk = { desk_new (), person_new (DESK_FRIEND, confab_base_random_system ()) };

  person_meet (talk.desk->me, talk.ben, version);
  person_meet (talk.ben, talk.desk->me, version);
  return talk;
}

/* `more` stands beside what is in `xml`, outside of any seal. */
static G_GNUC_UNUSED void
arrive (Talk *talk, const char *from, const char *xml, const char *more) {
  g_autoptr (ConfabJid) own = confab_base_jid_new (talk->desk->me->address, NULL);
  g_autoptr (ConfabJid) who = confab_base_jid_new (from, NULL);
  g_autofree char *text =
      g_strdup_printf ("%.*s%s</message>", (int)(strlen (xml) - strlen ("</message>")), xml, more);
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (text, -1, NULL);
  g_autoptr (ConfabXepMessage) message = confab_xep_message_read (stanza, own, who, TEST_START_US);
  DexFuture *done =
      message != NULL ? confab_messaging_receive (talk->desk->messaging, message) : NULL;

  if (done != NULL)
    test_settle (done);
  desk_settle (talk->desk);
}
