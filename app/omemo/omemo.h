#pragma once

/* Keys, devices and trust of one account, kept in the vault. Everything here runs inside a job on
 * the vault's thread, in that job's transaction; nothing here knows a network: what is missing is
 * answered as a list of needs, and whoever asked fetches it. Functions that return gboolean: FALSE
 * with CONFAB_STORE_ERROR only if the vault failed; what a stranger can cause is no error but an
 * outcome. */

#include "base/base-random.h"
#include "safety/safety-judges.h"
#include "store/store-vault.h"
#include "xep/xep-omemo.h"

G_BEGIN_DECLS

/* What every function needs; all borrowed for the call. */
typedef struct {
  ConfabStoreDb *db;
  gint64 account;
  const char *own; /* bare address */
  gint64 now_us;   /* wall clock */
  const ConfabRandom *random;
} ConfabOmemoScope;

/* ---- this device (omemo-own.c) ---- */

/* Makes identity, device id and first keys if there are none yet. `device`: its id. */
gboolean confab_omemo_own_ensure (const ConfabOmemoScope *scope, guint32 *device, GError **error);
/* Before the first publication: `taken` (GArray of guint32) are ids that are on a list already; if
 * ours is among them, and was never published, another one is chosen. */
gboolean confab_omemo_own_avoid (
    const ConfabOmemoScope *scope, GArray *taken, guint32 *device, GError **error);
/* Brings keys up to date: used prekeys replaced (never below 25, refilled to 100, limited in time),
 * signed prekey renewed after a week, old ones gone after a month. `is_changed`: the bundles should
 * be published anew. `keep_used`: a catch-up goes on, used prekeys are deleted after it. */
gboolean confab_omemo_own_maintain (
    const ConfabOmemoScope *scope, gboolean keep_used, gboolean *is_changed, GError **error);
/* The bundle to publish. Returns: (transfer full), NULL with `error` */
ConfabXepOmemoBundle *
confab_omemo_own_bundle (const ConfabOmemoScope *scope, ConfabOmemoVersion version, GError **error);
/* An older vault was put back (the generation kept in the keyring is ahead): every session is put
 * aside so that no key is used twice; the next message to each device begins a new one. */
gboolean confab_omemo_own_rolled_back (const ConfabOmemoScope *scope, GError **error);

/* ---- devices and trust (omemo-devices.c) ---- */

typedef struct {
  guint32 id;
  gboolean is_old, is_two; /* versions it is listed with */
  gboolean is_listed;      /* by either list now */
  gboolean is_this;        /* this computer */
  GBytes *identity;        /* Curve25519, 32 bytes; NULL: not known yet */
  ConfabDeviceVerdict verdict;
  gint64 first_us;      /* first seen */
  gint64 last_us;       /* last message of it, 0: never */
  gint64 checked_us;    /* 0: never */
  char *label;          /* nullable */
  gboolean has_problem; /* its keys are missing or wrong */
} ConfabOmemoDevice;

void confab_omemo_device_free (ConfabOmemoDevice *device);

/* What a device list changed. */
typedef struct {
  gboolean is_this_missing; /* own list only: publish it anew with this device */
  guint n_new; /* devices that were not known; own: that the user is to be asked about */
} ConfabOmemoListed;

/* The list of `address` (own: scope->own) as it came. At the first list of one's own account, what
 * is on it is trusted; later ones are undecided until the user says so. */
gboolean confab_omemo_devices_set (const ConfabOmemoScope *scope, const char *address,
    ConfabOmemoVersion version, GPtrArray *devices, ConfabOmemoListed *listed, GError **error);
/* All known devices of `address`, listed ones first. Returns: (transfer full) owned
 * ConfabOmemoDevice; NULL with `error` */
GPtrArray *
confab_omemo_devices_get (const ConfabOmemoScope *scope, const char *address, GError **error);

/* Stored; append-only. What the user said of a key. */
typedef enum {
  CONFAB_OMEMO_SAID_NOTHING = 0,
  CONFAB_OMEMO_SAID_ACCEPT = 1,  /* "It is hers" */
  CONFAB_OMEMO_SAID_CHECKED = 2, /* compared by words, digits or picture */
  CONFAB_OMEMO_SAID_LEAVE_OUT = 3,
} ConfabOmemoSaid;

/* Says it of the key `identity` of `address`; a key that is not known yet is kept for later. */
gboolean confab_omemo_devices_say (const ConfabOmemoScope *scope, const char *address,
    GBytes *identity, ConfabOmemoSaid said, GError **error);

/* Fills in has_keys (at least one device of theirs that may be used, with a session or a bundle),
 * keys_changed (only keys that were not checked, of a checked person), had_keys, can_seal. */
gboolean confab_omemo_devices_facts (
    const ConfabOmemoScope *scope, const char *address, ConfabSendFacts *facts, GError **error);
/* What the screen shows of somebody: when one of their keys in use was checked (the latest; 0:
 * none), how many devices wait to be decided on, how many are in use. */
typedef struct {
  gint64 checked_us;
  guint n_used;
  guint n_undecided;
} ConfabOmemoSummary;
gboolean confab_omemo_devices_summary (const ConfabOmemoScope *scope, const char *address,
    ConfabOmemoSummary *summary, GError **error);

/* ---- keys that are needed (omemo-needs.c) ---- */

typedef struct {
  char *address;
  guint32 device;
  ConfabOmemoVersion version;
} ConfabOmemoNeed;

void confab_omemo_need_free (ConfabOmemoNeed *need);
/* Devices of `address` and of one's own account that may be used and have no session: their bundles
 * are needed. At most 64; none that failed within the hour. Returns: (transfer full) owned
 * ConfabOmemoNeed; NULL with `error` */
GPtrArray *
confab_omemo_needs_list (const ConfabOmemoScope *scope, const char *address, GError **error);
/* A bundle came; NULL: there is none, or it cannot be read. Checks signature and keys (no low-order
 * point, at least one prekey), builds the session, or marks the device as having a problem. */
gboolean confab_omemo_needs_take (const ConfabOmemoScope *scope, const ConfabOmemoNeed *need,
    const ConfabXepOmemoBundle *bundle, gboolean *is_usable, GError **error);

G_END_DECLS
