/* From stanzas to typed events. One line of the table for each kind; the first line that fits
 * decides, the judge `origin` is asked before its reader, and what no line fits is dropped, or, if
 * it is a query, answered as an account that is signed off is answered for.
 *
 * Refuses everything that is not a stanza of jabber:client from a valid address. Never answers an
 * answer. What speaks for our account is read from that account alone, and the archive only where
 * it was asked. */

#include "xep/xep-table.h"

#include <string.h>

#include "base/base-log.h"
#include "xep/xep-answer.h"
#include "xep/xep-block.h"
#include "xep/xep-carbons.h"
#include "xep/xep-disco.h"
#include "xep/xep-mam.h"
#include "xep/xep-message.h"
#include "xep/xep-out-private.h"
#include "xep/xep-pep.h"
#include "xep/xep-ping.h"
#include "xep/xep-presence.h"
#include "xep/xep-roster.h"

/* An id is given back as it came; together with the longest addresses the answer still fits into
 * any server's bound (RFC 6120 13.12). */
#define MAX_ECHOED_ID 4096

struct _ConfabXepTable {
  ConfabXepOut *out; /* borrowed */
  ConfabXepSink sink;
  gpointer data; /* of the sink */
  const ConfabClock *clock;
};

/* One stanza on its way to its reader; all borrowed. */
typedef struct {
  ConfabStanza *stanza;
  ConfabStanza *part; /* the child that the line is about; nullable */
  ConfabJid *from;    /* the own bare address if it came without (RFC 6120 8.1.2.1) */
  gboolean is_from_absent;
} Arrival;

typedef DexFuture *(*Reader) (ConfabXepTable *table, const Arrival *arrival);

static gint64
now_us (ConfabXepTable *table) {
  return confab_base_clock_wall_us (table->clock);
}

static ConfabXepQuery
get_query (ConfabXepTable *table, const Arrival *arrival) {
  ConfabXepQuery query = { .out = table->out };

  query.from = arrival->is_from_absent ? NULL : arrival->from;
  query.id = confab_xmpp_stanza_get (arrival->stanza, "id");
  query.payload = arrival->part;
  query.stanza = arrival->stanza;
  return query;
}

/* ---- readers ---- */

static DexFuture *
read_message (ConfabXepTable *table, const Arrival *arrival) {
  ConfabJid *own = confab_xep_out_get_own (table->out);
  g_autoptr (ConfabXepMessage) message = NULL;

  if (table->sink.message == NULL)
    return NULL;
  if (confab_xep_message_is_invitation (arrival->stanza) &&
      confab_xep_out_is_stranger (table->out, arrival->from))
    return NULL;

  message = confab_xep_message_read (arrival->stanza, own, arrival->from, now_us (table));
  return message != NULL ? table->sink.message (table->data, message) : NULL;
}

/* XEP-0163 4.3. Of strangers nothing is known here that could change. What was bounced says
 * nothing about anybody's nodes. */
static DexFuture *
read_event (ConfabXepTable *table, const Arrival *arrival) {
  const char *type = confab_xmpp_stanza_get (arrival->stanza, "type");
  g_autoptr (ConfabJid) of = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *node = NULL;

  if (table->sink.event == NULL || g_strcmp0 (type, "error") == 0 ||
      confab_xep_out_is_stranger (table->out, arrival->from))
    return NULL;

  items = confab_xep_pep_read_event (arrival->part, &node);
  if (items == NULL)
    return NULL;
  of = confab_base_jid_dup_bare (arrival->from);
  return table->sink.event (table->data, of, node, items);
}

static DexFuture *
take_carbon (ConfabXepTable *table, const Arrival *arrival, gboolean is_sent) {
  g_autoptr (ConfabXepMessage) message =
      confab_xep_carbons_read (table->out, arrival->part, is_sent, now_us (table));

  if (message == NULL || table->sink.message == NULL)
    return NULL;
  return table->sink.message (table->data, message);
}

static DexFuture *
read_received (ConfabXepTable *table, const Arrival *arrival) {
  return take_carbon (table, arrival, FALSE);
}

static DexFuture *
read_sent (ConfabXepTable *table, const Arrival *arrival) {
  return take_carbon (table, arrival, TRUE);
}

/* Not kept by itself: the catch-up keeps whole pages, and asks again for what it did not. */
static DexFuture *
read_archived (ConfabXepTable *table, const Arrival *arrival) {
  g_autoptr (GBytes) bytes = confab_xmpp_stanza_to_bytes (arrival->part);
  const char *id = NULL;
  ConfabXepMessage *message = confab_xep_mam_read (table->out, arrival->part, now_us (table), &id);

  table->sink.archived (table->data, id, message, g_bytes_get_size (bytes));
  return NULL;
}

static DexFuture *
read_presence (ConfabXepTable *table, const Arrival *arrival) {
  ConfabJid *own = confab_xep_out_get_own (table->out);
  g_autoptr (ConfabXepPresence) presence = NULL;

  if (table->sink.presence == NULL)
    return NULL;

  presence = confab_xep_presence_read (arrival->stanza, own, arrival->from, now_us (table));
  return presence != NULL ? table->sink.presence (table->data, presence) : NULL;
}

/* RFC 6121 2.1.6. The result says that it was heard; what it waits for is the acknowledgement. */
static DexFuture *
read_roster_push (ConfabXepTable *table, const Arrival *arrival) {
  ConfabXepQuery query = get_query (table, arrival);
  g_autofree char *version = NULL;
  ConfabXepRosterItem *item = confab_xep_roster_read_push (arrival->part, &version);
  DexFuture *durable = NULL;

  if (item == NULL) {
    confab_xep_answer_error (&query, "modify", "bad-request", CONFAB_CLASS_OWN_SERVER);
    return NULL;
  }

  if (table->sink.roster_push != NULL)
    durable = table->sink.roster_push (table->data, item, version);
  confab_xep_roster_item_free (item);
  confab_xep_answer_result (&query, NULL, CONFAB_CLASS_OWN_SERVER);
  return durable;
}

/* XEP-0191 3.3 and 3.4. */
static DexFuture *
read_block_push (ConfabXepTable *table, const Arrival *arrival) {
  ConfabXepQuery query = get_query (table, arrival);
  gboolean is_blocked = FALSE;
  g_autoptr (GPtrArray) jids = confab_xep_block_read_push (arrival->part, &is_blocked);
  DexFuture *durable = NULL;

  if (jids == NULL) {
    confab_xep_answer_error (&query, "modify", "bad-request", CONFAB_CLASS_OWN_SERVER);
    return NULL;
  }

  if (table->sink.block_push != NULL)
    durable = table->sink.block_push (table->data, jids, is_blocked);
  confab_xep_answer_result (&query, NULL, CONFAB_CLASS_OWN_SERVER);
  return durable;
}

static DexFuture *
read_disco_info (ConfabXepTable *table, const Arrival *arrival) {
  ConfabXepQuery query = get_query (table, arrival);

  confab_xep_disco_answer_info (&query);
  return NULL;
}

static DexFuture *
read_disco_items (ConfabXepTable *table, const Arrival *arrival) {
  ConfabXepQuery query = get_query (table, arrival);

  confab_xep_disco_answer_items (&query);
  return NULL;
}

static DexFuture *
read_ping (ConfabXepTable *table, const Arrival *arrival) {
  ConfabXepQuery query = get_query (table, arrival);

  confab_xep_ping_answer (&query);
  return NULL;
}

/* ---- the table ---- */

static const struct Line {
  const char *stanza;
  const char *type; /* NULL: any */
  const char *part; /* a child; NULL: none needed */
  const char *ns;
  ConfabSaying saying;
  Reader read; /* NULL: nothing reads it, it is dropped */
} lines[] = {
  { "message", NULL, "received", "urn:xmpp:carbons:2", CONFAB_SAYING_CARBON, read_received },
  { "message", NULL, "sent", "urn:xmpp:carbons:2", CONFAB_SAYING_CARBON, read_sent },
  { "message", NULL, "result", "urn:xmpp:mam:2", CONFAB_SAYING_ARCHIVE, read_archived },
  { "message", NULL, "result", "urn:xmpp:mam:1", CONFAB_SAYING_ARCHIVE, NULL },
  { "message", NULL, "event", "http://jabber.org/protocol/pubsub#event", CONFAB_SAYING_PEP_OTHER,
      read_event },
  { "message", NULL, NULL, NULL, CONFAB_SAYING_PERSON, read_message },
  { "presence", NULL, NULL, NULL, CONFAB_SAYING_PERSON, read_presence },
  { "iq", "set", "query", "jabber:iq:roster", CONFAB_SAYING_ROSTER_PUSH, read_roster_push },
  { "iq", "set", "block", "urn:xmpp:blocking", CONFAB_SAYING_BLOCK_PUSH, read_block_push },
  { "iq", "set", "unblock", "urn:xmpp:blocking", CONFAB_SAYING_BLOCK_PUSH, read_block_push },
  { "iq", "get", "query", "http://jabber.org/protocol/disco#info", CONFAB_SAYING_PERSON,
      read_disco_info },
  { "iq", "get", "query", "http://jabber.org/protocol/disco#items", CONFAB_SAYING_PERSON,
      read_disco_items },
  { "iq", "get", "ping", "urn:xmpp:ping", CONFAB_SAYING_PERSON, read_ping },
};

/* A query has one child and no more (RFC 6120 8.2.3); elsewhere the part is one among others. */
static gboolean
fits (const struct Line *line, Arrival *arrival) {
  const char *type = confab_xmpp_stanza_get (arrival->stanza, "type");
  gboolean is_query = g_str_equal (line->stanza, "iq");

  arrival->part = NULL;
  if (!confab_xmpp_stanza_is (arrival->stanza, line->stanza, CONFAB_NS_CLIENT))
    return FALSE;
  if (line->type != NULL && g_strcmp0 (type, line->type) != 0)
    return FALSE;
  if (is_query && confab_xmpp_stanza_get_n_children (arrival->stanza) != 1)
    return FALSE;
  if (line->part == NULL)
    return TRUE;
  arrival->part = confab_xmpp_stanza_get_child (arrival->stanza, line->part, line->ns);
  return arrival->part != NULL;
}

/* An answer of our archive to the query that is open: from the account itself, or without "from" as
 * its own server's words to it are. */
static gboolean
is_from_asked_archive (ConfabXepTable *table, const Arrival *arrival) {
  const char *query_id = confab_xmpp_stanza_get (arrival->part, "queryid");

  if (table->sink.is_archive_asked == NULL || table->sink.archived == NULL || query_id == NULL)
    return FALSE;
  return (arrival->is_from_absent ||
             confab_base_jid_equal (arrival->from, confab_xep_out_get_own (table->out))) &&
         table->sink.is_archive_asked (table->data, query_id);
}

/* What came without "from" is from the own account, and speaks as a person for it; only what may
 * speak for others asks whether the address was there. */
static gboolean
has_origin (ConfabXepTable *table, const Arrival *arrival, ConfabSaying saying) {
  ConfabJid *own = confab_xep_out_get_own (table->out);
  ConfabJid *from = arrival->from;
  ConfabOriginFacts facts = { .saying = saying };
  ConfabReason why = CONFAB_REASON_NONE;

  /* An event is about the nodes of its sender; of one's own, only the account itself tells. */
  facts.from_subject = confab_base_jid_is_bare (from);
  if (saying == CONFAB_SAYING_PEP_OTHER && confab_base_jid_bare_equal (from, own))
    facts.saying = CONFAB_SAYING_PEP_OWN;
  facts.from_absent = arrival->is_from_absent && saying != CONFAB_SAYING_PERSON;
  facts.from_valid = TRUE;
  facts.from_own_bare = !arrival->is_from_absent && confab_base_jid_equal (from, own);
  facts.from_own_account = confab_base_jid_bare_equal (from, own);
  facts.from_own_server =
      strcmp (confab_base_jid_get_full (from), confab_base_jid_get_domain (own)) == 0;
  facts.from_whom_we_asked =
      saying == CONFAB_SAYING_ARCHIVE && is_from_asked_archive (table, arrival);
  return confab_safety_judge_origin (&facts, &why) == CONFAB_ORIGIN_OK;
}

/* A query: type get or set, with an id that can be given back. */
static gboolean
is_query (const ConfabStanza *stanza) {
  const char *type = confab_xmpp_stanza_get (stanza, "type");
  const char *id = confab_xmpp_stanza_get (stanza, "id");

  if (!confab_xmpp_stanza_is (stanza, "iq", CONFAB_NS_CLIENT))
    return FALSE;
  if (g_strcmp0 (type, "get") != 0 && g_strcmp0 (type, "set") != 0)
    return FALSE;
  return id != NULL && *id != '\0' && strlen (id) <= MAX_ECHOED_ID;
}

/* An answer that nobody waits for, a query that cannot be answered, or nothing of ours at all. */
static gboolean
is_readable (const ConfabStanza *stanza) {
  return confab_xmpp_stanza_is (stanza, "message", CONFAB_NS_CLIENT) ||
         confab_xmpp_stanza_is (stanza, "presence", CONFAB_NS_CLIENT) || is_query (stanza);
}

/* Nobody read it: queries get the one answer, the rest gets none. */
static DexFuture *
drop (ConfabXepTable *table, const Arrival *arrival) {
  if (is_query (arrival->stanza)) {
    ConfabXepQuery query = get_query (table, arrival);

    confab_xep_answer_refuse (&query);
  } else {
    confab_base_log_debug ("xep", "dropped: <%s/>", confab_xmpp_stanza_get_name (arrival->stanza));
  }
  return NULL;
}

/* There are no rooms here, and what is meant for one comes only to who has our full address: then
 * servers refuse it for somebody who is signed off (RFC 6121 8.5.3.2.1), so silence would tell. */
static gboolean
is_for_room (const Arrival *arrival) {
  const char *type = confab_xmpp_stanza_get (arrival->stanza, "type");
  const char *to = confab_xmpp_stanza_get (arrival->stanza, "to");
  const char *id = confab_xmpp_stanza_get (arrival->stanza, "id");

  return confab_xmpp_stanza_is (arrival->stanza, "message", CONFAB_NS_CLIENT) &&
         g_strcmp0 (type, "groupchat") == 0 && to != NULL && strchr (to, '/') != NULL &&
         (id == NULL || strlen (id) <= MAX_ECHOED_ID);
}

ConfabXepTable *
confab_xep_table_new (ConfabXepOut *out, const ConfabXepSink *sink, gpointer data) {
  ConfabXepTable *self = g_new0 (ConfabXepTable, 1);

  self->out = out;
  self->sink = *sink;
  self->data = data;
  self->clock = confab_base_clock_system ();
  return self;
}

void
confab_xep_table_free (ConfabXepTable *table) {
  g_free (table);
}

void
confab_xep_table_set_clock (ConfabXepTable *table, const ConfabClock *clock) {
  table->clock = clock;
}

DexFuture *
confab_xep_table_route (ConfabXepTable *table, ConfabStanza *stanza) {
  const char *from = confab_xmpp_stanza_get (stanza, "from");
  g_autoptr (ConfabJid) jid = NULL;
  Arrival arrival = { .stanza = stanza, .is_from_absent = from == NULL };

  if (!is_readable (stanza))
    return NULL;
  jid = from != NULL ? confab_base_jid_new (from, NULL)
                     : confab_base_jid_ref (confab_xep_out_get_own (table->out));
  if (jid == NULL)
    return NULL;

  arrival.from = jid;
  if (is_for_room (&arrival)) {
    ConfabXepQuery query = get_query (table, &arrival);

    confab_xep_answer_bounce (&query);
    return NULL;
  }
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    if (!fits (&lines[i], &arrival))
      continue;
    if (lines[i].read == NULL || !has_origin (table, &arrival, lines[i].saying))
      return drop (table, &arrival);
    return lines[i].read (table, &arrival);
  }
  return drop (table, &arrival);
}
