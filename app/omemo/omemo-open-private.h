#pragma once

/* One key of a message on its way to a blob: which states to try, and at what price. */

#include "omemo/omemo-seal.h"
#include "omemo/omemo-trust-private.h"
#include "omemo/omemo-wire-private.h"

G_BEGIN_DECLS

/* Owned but for what is said to be borrowed. */
typedef struct {
  const ConfabOmemoScope *scope;      /* borrowed */
  const ConfabStoreOmemoOwn *own;     /* borrowed */
  const char *from;                   /* borrowed, bare */
  const ConfabXepOmemoSealed *sealed; /* borrowed */
  const ConfabXepOmemoKey *key;       /* borrowed, the one for this device */
  ConfabOmemoWire wire;
  ConfabOmemoContext *context;
  ConfabStoreOmemoDevice *device;   /* of the sender; new ones are not in the vault yet */
  ConfabStoreOmemoSession *session; /* the one that opened it */
  ConfabOmemoTrust trust;           /* in their keys, as it was before this message */
  ConfabDeviceVerdict verdict;
  gboolean is_new; /* the session was begun by this message */
  gint64 cost;     /* spent on what failed */
  signal_buffer *blob;
} ConfabOmemoOpening;

void confab_omemo_opening_clear (ConfabOmemoOpening *opening);

/* From key to blob, nothing kept yet. `cause` NONE: it is in opening->blob. `is_repeated`: was
 * opened before. FALSE only if the vault failed. */
gboolean confab_omemo_opening_unlock (
    ConfabOmemoOpening *opening, ConfabOmemoCause *cause, gboolean *is_repeated, GError **error);
/* Keeps what it led to: the state, the device, the prekey's mark. */
gboolean confab_omemo_opening_keep (ConfabOmemoOpening *opening, GError **error);

/* ---- bounds (omemo-budget.c) ---- */

#define CONFAB_OMEMO_COST_STEP 1     /* one step of a chain */
#define CONFAB_OMEMO_COST_RATCHET 50 /* a new ratchet key: agreements */
#define CONFAB_OMEMO_COST_MAX 2300   /* of one message */

/* TRUE in `may_try` if `cost` more may be spent on messages of theirs. */
gboolean confab_omemo_budget_check (const ConfabOmemoScope *scope, const char *address, gint64 cost,
    gboolean *may_try, GError **error);
/* `cost` was spent for nothing. */
gboolean confab_omemo_budget_spend (
    const ConfabOmemoScope *scope, const char *address, gint64 cost, GError **error);
/* TRUE in `may` if a session may be repaired: once an hour for each listed device, four times for
 * each person; counts it. */
gboolean confab_omemo_budget_repair (const ConfabOmemoScope *scope, const char *address,
    ConfabStoreOmemoDevice *device, gboolean *may, GError **error);
/* TRUE in `may` if a key may be sent to settle a session: six times an hour for each device, twelve
 * for each person; counts it, in `device` too, which the caller keeps. */
gboolean confab_omemo_budget_answer (const ConfabOmemoScope *scope, const char *address,
    ConfabStoreOmemoDevice *device, gboolean *may, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConfabOmemoOpening, confab_omemo_opening_clear)

G_END_DECLS
