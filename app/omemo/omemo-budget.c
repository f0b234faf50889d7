/* What other people may make us do: so much work on messages that do not open, so many repairs and
 * answers in an hour. What is cheap is always tried, so that nobody can shut somebody else out by
 * sending nonsense in their name. */

#include "omemo/omemo-open-private.h"

#define CHEAP 16         /* a known chain, a few steps */
#define COST_LIMIT 20000 /* some 0.2 s of one core */
#define LOW_LIMIT 40000  /* for one new ratchet key on one state */
#define LOW (CONFAB_OMEMO_COST_RATCHET + 64)
#define WEAR_PER_SECOND 500
#define REPAIRS_OF_PERSON 4
#define ANSWERS_OF_DEVICE 6
#define ANSWERS_OF_PERSON 12

static gint64
get_level (const ConfabOmemoScope *scope, const ConfabStoreOmemoPeer *peer) {
  gint64 since_us = MAX (scope->now_us - peer->cost_us, 0);

  if (since_us > G_TIME_SPAN_HOUR)
    return 0;
  return MAX (peer->cost - since_us * WEAR_PER_SECOND / G_TIME_SPAN_SECOND, 0);
}

gboolean
confab_omemo_budget_check (const ConfabOmemoScope *scope, const char *address, gint64 cost,
    gboolean *may_try, GError **error) {
  ConfabStoreOmemoPeer peer;

  *may_try = cost <= CHEAP;
  if (*may_try)
    return TRUE;
  if (!confab_store_omemo_get_peer (scope->db, scope->account, address, &peer, error))
    return FALSE;
  *may_try = get_level (scope, &peer) + cost <= (cost <= LOW ? LOW_LIMIT : COST_LIMIT);
  return TRUE;
}

gboolean
confab_omemo_budget_spend (
    const ConfabOmemoScope *scope, const char *address, gint64 cost, GError **error) {
  ConfabStoreOmemoPeer peer;

  if (cost <= CHEAP)
    return TRUE;
  if (!confab_store_omemo_get_peer (scope->db, scope->account, address, &peer, error))
    return FALSE;
  peer.cost = get_level (scope, &peer) + cost;
  peer.cost_us = scope->now_us;
  return confab_store_omemo_put_peer (scope->db, scope->account, address, &peer, error);
}

/* An hour that began in the future is over too. */
static gboolean
is_over (const ConfabOmemoScope *scope, gint64 since_us) {
  return since_us == 0 || ABS (scope->now_us - since_us) >= G_TIME_SPAN_HOUR;
}

/* Counts one more in the hour that began at `since_us`; FALSE if it has `limit` already. */
static gboolean
count (const ConfabOmemoScope *scope, gint64 *since_us, guint *n, guint limit) {
  if (is_over (scope, *since_us)) {
    *since_us = MAX (scope->now_us, 1);
    *n = 0;
  }
  if (*n >= limit)
    return FALSE;
  (*n)++;
  return TRUE;
}

gboolean
confab_omemo_budget_repair (const ConfabOmemoScope *scope, const char *address,
    ConfabStoreOmemoDevice *device, gboolean *may, GError **error) {
  ConfabStoreOmemoPeer peer;

  *may = FALSE;
  if ((!device->is_old && !device->is_two) || !is_over (scope, device->repaired_us))
    return TRUE;
  if (!confab_store_omemo_get_peer (scope->db, scope->account, address, &peer, error))
    return FALSE;
  if (!count (scope, &peer.repaired_us, &peer.n_repairs, REPAIRS_OF_PERSON))
    return TRUE;
  device->repaired_us = MAX (scope->now_us, 1);
  *may = TRUE;
  return confab_store_omemo_put_peer (scope->db, scope->account, address, &peer, error) &&
         confab_store_omemo_put_device (scope->db, scope->account, address, device, error);
}

gboolean
confab_omemo_budget_answer (const ConfabOmemoScope *scope, const char *address,
    ConfabStoreOmemoDevice *device, gboolean *may, GError **error) {
  ConfabStoreOmemoPeer peer;

  if (!confab_store_omemo_get_peer (scope->db, scope->account, address, &peer, error))
    return FALSE;
  *may = count (scope, &device->answered_us, &device->n_answers, ANSWERS_OF_DEVICE) &&
         count (scope, &peer.answered_us, &peer.n_answers, ANSWERS_OF_PERSON);
  return !*may || confab_store_omemo_put_peer (scope->db, scope->account, address, &peer, error);
}
