/* The archive: queries out, entries and ends of pages in.
 *
 * Refuses an id that is longer than ids are, and believes no count, index or promise of order: they
 * are not read. */

#include "xep/xep-mam.h"

#include <string.h>

#include "base/base-clock.h"
#include "xep/xep-forward.h"
#include "xep/xep-message.h"
#include "xep/xep-read.h"

#define NS_MAM "urn:xmpp:mam:2"
#define NS_RSM "http://jabber.org/protocol/rsm"
#define NS_DATA "jabber:x:data"
#define NS_CARBONS "urn:xmpp:carbons:2"
#define NS_FORWARD "urn:xmpp:forward:0"
#define PAGE_TEXT G_STRINGIFY (CONFAB_XEP_MAM_PAGE)

G_STATIC_ASSERT (CONFAB_XEP_MAM_PAGE == 50);

static void
add_field (ConfabStanza *form, const char *name, const char *type, const char *value) {
  ConfabStanza *field = confab_xmpp_stanza_add (form, "field", NULL);

  confab_xmpp_stanza_set (field, "var", name);
  if (type != NULL)
    confab_xmpp_stanza_set (field, "type", type);
  confab_xmpp_stanza_add_text (field, "value", NULL, value);
}

static void
add_start (ConfabStanza *query, gint64 start_us) {
  g_autofree char *stamp = confab_base_clock_format (start_us);
  ConfabStanza *form = confab_xmpp_stanza_add (query, "x", NS_DATA);

  confab_xmpp_stanza_set (form, "type", "submit");
  add_field (form, "FORM_TYPE", "hidden", NS_MAM);
  add_field (form, "start", NULL, stamp);
}

DexFuture *
confab_xep_mam_ask (ConfabXepOut *out, const ConfabXepMamQuery *query) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("set", NULL, NULL);
  ConfabStanza *asked = confab_xmpp_stanza_add (iq, "query", NS_MAM);
  ConfabStanza *set;

  confab_xmpp_stanza_set (asked, "queryid", query->query_id);
  if (query->start_us > 0)
    add_start (asked, query->start_us);
  set = confab_xmpp_stanza_add (asked, "set", NS_RSM);
  confab_xmpp_stanza_add_text (set, "max", NULL, query->is_last ? "1" : PAGE_TEXT);
  if (query->is_last)
    confab_xmpp_stanza_add (set, "before", NULL);
  else if (query->after != NULL && *query->after != '\0')
    confab_xmpp_stanza_add_text (set, "after", NULL, query->after);
  return confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE);
}

void
confab_xep_mam_end_free (ConfabXepMamEnd *end) {
  g_free (end->last);
  g_free (end);
}

ConfabXepMamEnd *
confab_xep_mam_read_end (const ConfabStanza *answer) {
  ConfabStanza *fin = confab_xmpp_stanza_get_child (answer, "fin", NS_MAM);
  ConfabStanza *set = fin != NULL ? confab_xmpp_stanza_get_child (fin, "set", NS_RSM) : NULL;
  const char *last = set != NULL ? confab_xmpp_stanza_get_child_text (set, "last", NS_RSM) : NULL;
  const char *complete = fin != NULL ? confab_xmpp_stanza_get (fin, "complete") : NULL;
  ConfabXepMamEnd *end;

  if (fin == NULL)
    return NULL;
  end = g_new0 (ConfabXepMamEnd, 1);
  if (last != NULL && *last != '\0' && strlen (last) <= CONFAB_XEP_MAX_ID)
    end->last = g_strdup (last);
  end->is_complete = g_strcmp0 (complete, "true") == 0 || g_strcmp0 (complete, "1") == 0;
  return end;
}

ConfabXepMessage *
confab_xep_mam_read (
    ConfabXepOut *out, const ConfabStanza *result, gint64 now_us, const char **id) {
  ConfabXepMessage *message;

  *id = confab_xep_read_id (result, "id");
  message = *id != NULL ? confab_xep_forward_read (out, result, now_us) : NULL;
  if (message == NULL)
    return NULL;
  message->is_archived = TRUE;
  message->archive_id = g_strdup (*id);
  return message;
}

/* What the account copied here; the message itself where it is no copy; NULL where somebody else
 * says that it is. */
static const ConfabStanza *
unwrap (const ConfabStanza *message, ConfabJid *own) {
  const ConfabStanza *copy = confab_xmpp_stanza_get_child (message, "received", NS_CARBONS);
  const ConfabStanza *forwarded;

  if (copy == NULL)
    copy = confab_xmpp_stanza_get_child (message, "sent", NS_CARBONS);
  if (copy == NULL)
    return message;
  if (g_strcmp0 (confab_xmpp_stanza_get (message, "from"), confab_base_jid_get_full (own)) != 0)
    return NULL;
  forwarded = confab_xmpp_stanza_get_child (copy, "forwarded", NS_FORWARD);
  return forwarded != NULL ? confab_xmpp_stanza_get_child (forwarded, "message", CONFAB_NS_CLIENT)
                           : NULL;
}

gboolean
confab_xep_mam_has (const ConfabStanza *message, ConfabJid *own) {
  const ConfabStanza *stanza = unwrap (message, own);

  return stanza != NULL && g_strcmp0 (confab_xmpp_stanza_get (stanza, "type"), "error") != 0 &&
         confab_xep_read_stanza_id (stanza, own) != NULL;
}
