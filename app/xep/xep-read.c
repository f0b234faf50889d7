/* What every reader needs of a stanza: bounded ids, the one text of several, the time it was sent.
 *
 * Refuses ids by somebody who may not give them, and stamps of anybody but our own server and the
 * sender's. */

#include "xep/xep-read.h"

#include <string.h>

#include "base/base-clock.h"
#include "base/base-text.h"
#include "safety/safety-judges.h"
#include "xep/xep-table.h"

#define NS_SID "urn:xmpp:sid:0"
#define NS_DELAY "urn:xmpp:delay"
#define MAX_STAMPS 8 /* looked at in one stanza, from the end: servers append theirs */
#define MAX_AHEAD_US (G_TIME_SPAN_DAY)

const char *
confab_xep_read_id (const ConfabStanza *stanza, const char *attribute) {
  const char *id = confab_xmpp_stanza_get (stanza, attribute);

  if (id == NULL || *id == '\0' || strlen (id) > CONFAB_XEP_MAX_ID)
    return NULL;
  return id;
}

const char *
confab_xep_read_origin_id (const ConfabStanza *stanza) {
  ConfabStanza *origin = confab_xmpp_stanza_get_child (stanza, "origin-id", NS_SID);

  return origin != NULL ? confab_xep_read_id (origin, "id") : NULL;
}

/* An id counts if it is by our own account, whose server takes away what others wrote there. The
 * server writes our address as it is prepared, so nothing is parsed here. */
static gboolean
is_by_own_account (const ConfabStanza *stanza_id, ConfabJid *own) {
  const char *by = confab_xmpp_stanza_get (stanza_id, "by");
  ConfabOriginFacts facts = { .saying = CONFAB_SAYING_STANZA_ID };
  ConfabReason why = CONFAB_REASON_NONE;

  facts.from_absent = by == NULL;
  facts.from_own_bare = g_strcmp0 (by, confab_base_jid_get_bare (own)) == 0;
  return confab_safety_judge_origin (&facts, &why) == CONFAB_ORIGIN_OK;
}

const char *
confab_xep_read_stanza_id (const ConfabStanza *stanza, ConfabJid *own) {
  guint n = confab_xmpp_stanza_get_n_children (stanza);
  ConfabStanza *found = NULL;

  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (stanza, i);

    if (!confab_xmpp_stanza_is (child, "stanza-id", NS_SID) || !is_by_own_account (child, own))
      continue;
    if (found != NULL)
      return NULL;
    found = child;
  }
  return found != NULL ? confab_xep_read_id (found, "id") : NULL;
}

static const char *
get_language (const ConfabStanza *stanza) {
  const char *language = confab_xmpp_stanza_get (stanza, "xml:lang");

  return language != NULL && *language != '\0' ? language : NULL;
}

const char *
confab_xep_read_text (const ConfabStanza *stanza, const char *name) {
  const char *ns = confab_xmpp_stanza_get_ns (stanza);
  const char *wanted = get_language (stanza);
  guint n = confab_xmpp_stanza_get_n_children (stanza);
  ConfabStanza *in_language = NULL;
  ConfabStanza *first = NULL;

  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (stanza, i);
    const char *language;

    if (!confab_xmpp_stanza_is (child, name, ns))
      continue;
    language = get_language (child);
    if (language == NULL)
      return confab_xmpp_stanza_get_text (child);
    if (first == NULL)
      first = child;
    if (in_language == NULL && wanted != NULL && g_ascii_strcasecmp (language, wanted) == 0)
      in_language = child;
  }
  if (in_language != NULL)
    return confab_xmpp_stanza_get_text (in_language);
  return first != NULL ? confab_xmpp_stanza_get_text (first) : NULL;
}

/* The bare domain of `of`. */
static gboolean
is_server_of (ConfabJid *jid, ConfabJid *of) {
  return confab_base_jid_is_bare (jid) && confab_base_jid_get_local (jid) == NULL &&
         strcmp (confab_base_jid_get_domain (jid), confab_base_jid_get_domain (of)) == 0;
}

gint64
confab_xep_read_stamp (const ConfabStanza *delay, gint64 now_us) {
  const char *text = confab_xmpp_stanza_get (delay, "stamp");
  gint64 stamp_us = text != NULL ? confab_base_clock_parse (text) : -1;

  if (stamp_us <= 0 || stamp_us > now_us + MAX_AHEAD_US)
    return 0;
  return MIN (stamp_us, now_us);
}

gint64
confab_xep_read_delay (const ConfabStanza *stanza, ConfabJid *own, ConfabJid *from, gint64 now_us) {
  gint64 theirs_us = 0;
  guint seen = 0;

  for (guint i = confab_xmpp_stanza_get_n_children (stanza); i > 0 && seen < MAX_STAMPS; i--) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (stanza, i - 1);
    g_autoptr (ConfabJid) by = NULL;
    const char *text;
    gint64 stamp_us;

    if (!confab_xmpp_stanza_is (child, "delay", NS_DELAY))
      continue;
    seen++;
    text = confab_xmpp_stanza_get (child, "from");
    by = text != NULL ? confab_base_jid_new (text, NULL) : NULL;
    stamp_us = by != NULL ? confab_xep_read_stamp (child, now_us) : 0;
    if (stamp_us == 0)
      continue;
    if (is_server_of (by, own) || confab_base_jid_equal (by, own))
      return stamp_us;
    if (theirs_us == 0 && is_server_of (by, from))
      theirs_us = stamp_us;
  }
  return theirs_us;
}
