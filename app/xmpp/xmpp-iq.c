/* The table of queries that wait. An answer counts only from whom the query went to, as the judge
 * `origin` says; every other one is dropped without a word, so that nobody can guess what waits. */

#include "xmpp/xmpp-iq.h"

#include "safety/safety-judges.h"
#include "xmpp/xmpp-error.h"

typedef struct {
  ConfabQueries *queries; /* borrowed: the table outlives the sleep, or drops it */
  char *id;
  ConfabJid *to; /* NULL: the own server, for the account */
  DexPromise *promise;
  DexFuture *sleep;  /* ends the query when its time is up */
  gboolean is_whole; /* an error is an answer like others */
} Query;

struct _ConfabQueries {
  ConfabJid *address; /* bare */
  const ConfabClock *clock;
  GHashTable *waiting; /* id -> Query */
  gboolean is_over;
};

static void
query_free (gpointer data) {
  Query *query = data;

  dex_clear (&query->sleep);
  g_free (query->id);
  g_clear_pointer (&query->to, confab_base_jid_unref);
  dex_unref (query->promise);
  g_free (query);
}

ConfabQueries *
confab_xmpp_queries_new (ConfabJid *address, const ConfabClock *clock) {
  ConfabQueries *self = g_new0 (ConfabQueries, 1);

  self->address = confab_base_jid_dup_bare (address);
  self->clock = clock;
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, query_free);
  return self;
}

void
confab_xmpp_queries_free (ConfabQueries *self) {
  confab_xmpp_queries_end (self);
  g_hash_table_unref (self->waiting);
  confab_base_jid_unref (self->address);
  g_free (self);
}

/* Takes the query out first: whoever waited may do anything. */
static DexPromise *
steal (ConfabQueries *self, Query *query) {
  DexPromise *promise = dex_ref (query->promise);

  g_hash_table_remove (self->waiting, query->id);
  return promise;
}

static void
reject (DexPromise *promise, ConfabXmppError code, const char *message) {
  dex_promise_reject (promise, g_error_new_literal (CONFAB_XMPP_ERROR, code, message));
}

static DexFuture *
on_query_late (DexFuture *sleep, gpointer data) {
  Query *query = data;
  g_autoptr (DexPromise) promise = steal (query->queries, query);

  reject (promise, CONFAB_XMPP_ERROR_TIMED_OUT, "no answer to a query");
  return NULL;
}

DexFuture *
confab_xmpp_queries_add (ConfabQueries *self, const char *id, const char *to) {
  Query *query;
  g_autoptr (ConfabJid) asked = NULL;

  if (self->is_over)
    return dex_future_new_reject (
        CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "the stream is over");
  if (g_hash_table_size (self->waiting) >= CONFAB_XMPP_MAX_QUERIES)
    return dex_future_new_reject (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_LIMIT, "waiting queries");
  if (to != NULL)
    asked = confab_base_jid_new (to, NULL);
  if (to != NULL && asked == NULL)
    return dex_future_new_reject (
        CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_PROTOCOL, "a query to no address");
  query = g_new0 (Query, 1);
  query->queries = self;
  query->id = g_strdup (id);
  query->to = g_steal_pointer (&asked);
  query->promise = dex_promise_new ();
  query->sleep = dex_future_finally (
      confab_base_clock_sleep (self->clock, CONFAB_XMPP_QUERY_US), on_query_late, query, NULL);
  g_hash_table_replace (self->waiting, query->id, query);
  return DEX_FUTURE (dex_ref (query->promise));
}

void
confab_xmpp_queries_want_whole (ConfabQueries *self, const char *id) {
  Query *query = g_hash_table_lookup (self->waiting, id);

  if (query != NULL)
    query->is_whole = TRUE;
}

/* The own server answers for the account, and need not say who it is; nobody else can leave "from"
 * out, since servers stamp it. */
static gboolean
is_from_own_server (ConfabQueries *self, const Query *query) {
  return query->to == NULL || confab_base_jid_equal (query->to, self->address) ||
         g_str_equal (
             confab_base_jid_get_full (query->to), confab_base_jid_get_domain (self->address));
}

static gboolean
may_answer (ConfabQueries *self, const Query *query, const char *from) {
  ConfabOriginFacts facts = { .saying = CONFAB_SAYING_IQ_ANSWER };
  g_autoptr (ConfabJid) sender = from != NULL ? confab_base_jid_new (from, NULL) : NULL;

  facts.from_absent = from == NULL;
  facts.from_valid = sender != NULL;
  if (sender != NULL) {
    facts.from_own_bare = confab_base_jid_equal (sender, self->address);
    facts.from_own_account = confab_base_jid_bare_equal (sender, self->address);
    facts.from_own_server =
        g_str_equal (confab_base_jid_get_full (sender), confab_base_jid_get_domain (self->address));
  }
  if (from == NULL)
    facts.from_whom_we_asked = is_from_own_server (self, query);
  else if (query->to == NULL)
    facts.from_whom_we_asked = facts.from_own_bare;
  else
    facts.from_whom_we_asked = confab_base_jid_equal (sender, query->to);
  return confab_safety_judge_origin (&facts, NULL) == CONFAB_ORIGIN_OK;
}

void
confab_xmpp_queries_answer (ConfabQueries *self, ConfabStanza *answer) {
  const char *id = confab_xmpp_stanza_get (answer, "id");
  Query *query = id != NULL ? g_hash_table_lookup (self->waiting, id) : NULL;
  g_autoptr (DexPromise) promise = NULL;
  gboolean is_whole;
  GError *error;

  if (query == NULL || !may_answer (self, query, confab_xmpp_stanza_get (answer, "from")))
    return;
  is_whole = query->is_whole;
  promise = steal (self, query);
  error = is_whole ? NULL : confab_xmpp_stanza_dup_error (answer);
  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    dex_promise_resolve_boxed (promise, CONFAB_TYPE_STANZA, confab_xmpp_stanza_ref (answer));
}

void
confab_xmpp_queries_end (ConfabQueries *self) {
  GHashTableIter iter;
  gpointer value;

  self->is_over = TRUE;
  for (;;) {
    g_autoptr (DexPromise) promise = NULL;

    g_hash_table_iter_init (&iter, self->waiting);
    if (!g_hash_table_iter_next (&iter, NULL, &value))
      return;
    promise = steal (self, value);
    reject (promise, CONFAB_XMPP_ERROR_CLOSED, "the stream is over");
  }
}
