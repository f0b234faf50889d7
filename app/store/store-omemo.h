#pragma once

/* Tables of OMEMO: this device's keys, other people's devices and keys, ratchet states, and what
 * bounds the work that a stranger can cause. What it means stands in app/omemo; `version` and
 * `said` are numbers of that folder. Bytes that are secret are wiped when their GBytes goes. Only
 * inside a job (store-vault.h). */

#include "store/store-vault.h"

G_BEGIN_DECLS

/* A copy that is wiped before it is freed. Returns: (transfer full) */
GBytes *confab_store_omemo_new_secret (const void *bytes, gsize size);

/* ---- a part of a job that can be taken back alone ---- */

gboolean confab_store_omemo_try (ConfabStoreDb *db, GError **error);
/* Ends it: `keep`, or everything since _try undone. */
gboolean confab_store_omemo_tried (ConfabStoreDb *db, gboolean keep, GError **error);

/* ---- this device ---- */

typedef struct {
  guint32 device;
  GBytes *identity;      /* public, 32 bytes */
  GBytes *secret;        /* private, 32 bytes */
  gboolean is_published; /* its bundle was handed out */
  guint32 next_prekey;   /* ids only grow, for both versions */
  guint32 next_signed;
  gint64 first_list_us; /* when a list of one's own devices was seen first, 0: never */
  gint64 refilled_us;   /* when prekeys were filled up last */
} ConfabStoreOmemoOwn;

void confab_store_omemo_own_free (ConfabStoreOmemoOwn *own);
/* `own` NULL: there is none yet. */
gboolean confab_store_omemo_get_own (
    ConfabStoreDb *db, gint64 account, ConfabStoreOmemoOwn **own, GError **error);
gboolean confab_store_omemo_put_own (
    ConfabStoreDb *db, gint64 account, const ConfabStoreOmemoOwn *own, GError **error);

/* Prekeys and signed prekeys; `record` is the library's form, secret. */
typedef struct {
  guint32 id;
  GBytes *record;  /* NULL: used and erased; only the mark is left */
  GBytes *used_by; /* base key of the exchange that used it; NULL: not used */
  gint64 made_us;
} ConfabStoreOmemoPrekey;

void confab_store_omemo_prekey_free (ConfabStoreOmemoPrekey *prekey);

typedef enum {
  CONFAB_STORE_OMEMO_PREKEY = 0,
  CONFAB_STORE_OMEMO_SIGNED = 1,
} ConfabStoreOmemoPrekeyKind;

gboolean confab_store_omemo_add_prekey (ConfabStoreDb *db, gint64 account, int version,
    ConfabStoreOmemoPrekeyKind kind, const ConfabStoreOmemoPrekey *prekey, GError **error);
/* `prekey` NULL: there is none. */
gboolean confab_store_omemo_get_prekey (ConfabStoreDb *db, gint64 account, int version,
    ConfabStoreOmemoPrekeyKind kind, guint32 id, ConfabStoreOmemoPrekey **prekey, GError **error);
/* Those that were not used, newest first, at most 256. Returns: (transfer full) */
GPtrArray *confab_store_omemo_list_prekeys (ConfabStoreDb *db, gint64 account, int version,
    ConfabStoreOmemoPrekeyKind kind, GError **error);
gboolean confab_store_omemo_use_prekey (
    ConfabStoreDb *db, gint64 account, int version, guint32 id, GBytes *used_by, GError **error);
/* Erases what was used (the mark stays, of the newest 2,000) and signed prekeys made before
 * `before_us`, but for the newest. */
gboolean confab_store_omemo_erase_used (ConfabStoreDb *db, gint64 account, GError **error);
gboolean confab_store_omemo_erase_signed (
    ConfabStoreDb *db, gint64 account, gint64 before_us, GError **error);
/* How many prekeys wait, and how many were used since `mark` was last set; sets it if `mark`. */
gboolean confab_store_omemo_count_prekeys (ConfabStoreDb *db, gint64 account, int version,
    gboolean mark, guint *n_unused, guint *n_used, GError **error);

/* ---- devices of somebody ---- */

typedef struct {
  guint32 id;
  gboolean is_old, is_two; /* listed with */
  gboolean is_first;       /* own: was there when the lists were seen first */
  GBytes *identity;        /* of the last session, nullable */
  char *label;             /* nullable */
  gint64 first_us;
  gint64 last_us;
  gint64 old_failed_us; /* when its bundle could not be used, 0: it could */
  gint64 two_failed_us;
  gint64 answered_us; /* begin of the hour that n_answers counts */
  guint n_answers;
  gint64 repaired_us;
} ConfabStoreOmemoDevice;

void confab_store_omemo_device_free (ConfabStoreOmemoDevice *device);
/* Listed ones first, then the latest. At most 256. Returns: (transfer full) */
GPtrArray *confab_store_omemo_list_devices (
    ConfabStoreDb *db, gint64 account, const char *address, GError **error);
/* `device` NULL: not known. */
gboolean confab_store_omemo_get_device (ConfabStoreDb *db, gint64 account, const char *address,
    guint32 id, ConfabStoreOmemoDevice **device, GError **error);
/* Beyond 256 the one that was silent longest, and is on no list, makes room; if none can, it is not
 * kept. */
gboolean confab_store_omemo_put_device (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoDevice *device, GError **error);

/* ---- keys of somebody ---- */

typedef struct {
  GBytes *key;       /* 32 bytes */
  gboolean is_first; /* trusted without a question, at its first sight */
  int said;
  gboolean is_heard; /* `said` is the word of a device of theirs, or of one's own, not the user's */
  gint64 checked_us;
  gint64 first_us;
} ConfabStoreOmemoIdentity;

void confab_store_omemo_identity_free (ConfabStoreOmemoIdentity *identity);
/* At most 512. Returns: (transfer full) */
GPtrArray *confab_store_omemo_list_identities (
    ConfabStoreDb *db, gint64 account, const char *address, GError **error);
/* TRUE in `has` if `said` was said of one of their keys. */
gboolean confab_store_omemo_has_said (ConfabStoreDb *db, gint64 account, const char *address,
    int said, gboolean *has, GError **error);
/* `identity` NULL: not known. */
gboolean confab_store_omemo_get_identity (ConfabStoreDb *db, gint64 account, const char *address,
    GBytes *key, ConfabStoreOmemoIdentity **identity, GError **error);
/* Beyond 512 the oldest that nothing was said of and no device has makes room; if none can, it is
 * not kept. */
gboolean confab_store_omemo_put_identity (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoIdentity *identity, GError **error);
/* TRUE in `is_others` if the user checked somebody else with that key, or they wrote with it. */
gboolean confab_store_omemo_find_owner (ConfabStoreDb *db, gint64 account, const char *address,
    GBytes *key, gboolean *is_others, GError **error);

/* ---- ratchet states: one row for each, so that none costs the others ---- */

typedef struct {
  guint32 device;
  int version;
  GBytes *base;     /* base key of the exchange, 32 bytes: what it is known by */
  GBytes *identity; /* the other side's, 32 bytes */
  GBytes *record;   /* secret; NULL in lists */
  gsize record_bytes;
  GBytes *chains;       /* ratchet keys that were opened with it; nullable */
  gint64 place;         /* the highest of a device is the one in use */
  gint64 row;           /* where it stands, for the length of a job; 0: not kept yet */
  gboolean keeps_place; /* it is written where it stands; so, in a list, on top of its device */
  gboolean is_aside;    /* opens, never seals */
} ConfabStoreOmemoSession;

void confab_store_omemo_session_free (ConfabStoreOmemoSession *session);
/* Newest place first, without records. `version` 0: of all; `device` 0: of all, without those put
 * aside. Returns:
 * (transfer full) */
GPtrArray *confab_store_omemo_list_sessions (ConfabStoreDb *db, gint64 account, int version,
    const char *address, guint32 device, GError **error);
/* NULL with NOT_FOUND if it is gone. Returns: (transfer full) */
GBytes *confab_store_omemo_read_session (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoSession *session, GError **error);
/* Writes it, on top of its device unless it keeps its place; drops what is beyond 40 states of the
 * device. */
gboolean confab_store_omemo_put_session (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoSession *session, GError **error);
gboolean confab_store_omemo_set_aside (ConfabStoreDb *db, gint64 account, GError **error);

/* ---- what somebody's messages cost ---- */

typedef struct {
  gint64 cost; /* of what could not be opened, wears off with time */
  gint64 cost_us;
  gint64 repaired_us; /* begin of the hour that n_repairs counts */
  guint n_repairs;
  gint64 answered_us; /* the same for n_answers */
  guint n_answers;
} ConfabStoreOmemoPeer;

gboolean confab_store_omemo_get_peer (ConfabStoreDb *db, gint64 account, const char *address,
    ConfabStoreOmemoPeer *peer, GError **error);
gboolean confab_store_omemo_put_peer (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoPeer *peer, GError **error);

/* ---- what was said about keys by a device that is not checked yet (XEP-0450 5.1) ---- */

typedef struct {
  GBytes *by;  /* key of the device that said it */
  char *owner; /* whose key it is */
  GBytes *key;
  int said;
} ConfabStoreOmemoRumour;

void confab_store_omemo_rumour_free (ConfabStoreOmemoRumour *rumour);
/* Of somebody at most 256 are kept; more are dropped without a word. */
gboolean confab_store_omemo_put_rumour (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoRumour *rumour, gint64 now_us, GError **error);
/* Every key that was checked, of everybody; owner and key alone. At most 512. Returns: (transfer
 * full) owned ConfabStoreOmemoRumour */
GPtrArray *confab_store_omemo_list_checked (ConfabStoreDb *db, gint64 account, GError **error);
/* Takes out what `by` of `address` said. Returns: (transfer full) */
GPtrArray *confab_store_omemo_take_rumours (
    ConfabStoreDb *db, gint64 account, const char *address, GBytes *by, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreOmemoOwn, confab_store_omemo_own_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreOmemoPrekey, confab_store_omemo_prekey_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreOmemoDevice, confab_store_omemo_device_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreOmemoIdentity, confab_store_omemo_identity_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreOmemoSession, confab_store_omemo_session_free)

G_END_DECLS
