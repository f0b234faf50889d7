#pragma once

/* The elements of OMEMO, both versions that are in use: device lists, bundles, and what is sealed
 * (XEP-0384 v0.3, namespace eu.siacs.conversations.axolotl, and v0.8 and later, urn:xmpp:omemo:2).
 * From stanza to plain struct and back; nothing here knows a key. Thread-safe, pure. */

#include "base/base-draft.h"
#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_XEP_OMEMO_MAX_DEVICES 64     /* of one person; the rest of a list is not read */
#define CONFAB_XEP_OMEMO_MAX_PREKEYS 256    /* of one bundle; the rest is not read */
#define CONFAB_XEP_OMEMO_MAX_KEYS 256       /* of one sealed message */
#define CONFAB_XEP_OMEMO_MAX_KEY 1024       /* bytes of one of them */
#define CONFAB_XEP_OMEMO_MAX_PAYLOAD 262144 /* bytes of ciphertext */
#define CONFAB_XEP_OMEMO_KEY_BYTES 32       /* of a public key, without type byte */

/* Stored; append-only. */
typedef enum {
  CONFAB_OMEMO_NONE = 0,
  CONFAB_OMEMO_OLD = 1, /* v0.3 */
  CONFAB_OMEMO_TWO = 2, /* urn:xmpp:omemo:2 */
} ConfabOmemoVersion;

#define CONFAB_OMEMO_OLD_DEVICES "eu.siacs.conversations.axolotl.devicelist"
#define CONFAB_OMEMO_TWO_DEVICES "urn:xmpp:omemo:2:devices"
#define CONFAB_OMEMO_TWO_BUNDLES "urn:xmpp:omemo:2:bundles"

/* Node of the device list; node and item of a device's bundle (v0.3: a node for each device, item
 * "current"; 2: one node, the item is the device). NULL for NONE. Returns: (transfer full) for the
 * last two */
const char *confab_xep_omemo_devices_node (ConfabOmemoVersion version);
char *confab_xep_omemo_dup_bundle_node (ConfabOmemoVersion version, guint32 device);
char *confab_xep_omemo_dup_bundle_item (ConfabOmemoVersion version, guint32 device);

/* ---- device lists ---- */

typedef struct {
  guint32 id;              /* 1 to 2^31 - 1 */
  char *label;             /* version 2 only; a cleaned line of at most 53 characters; nullable */
  GBytes *label_signature; /* of the label's UTF-8 by the identity key, 64 bytes; there if and only
                              if there is a label, which counts only if it holds (XEP-0384 5.3.1) */
} ConfabXepOmemoDevice;

void confab_xep_omemo_device_free (ConfabXepOmemoDevice *device);
/* `list`: <list/> or <devices/>. Owned ConfabXepOmemoDevice; what is invalid or double is left out;
 * NULL if it is no such element. Returns: (transfer full) (nullable) */
GPtrArray *confab_xep_omemo_devices_read (ConfabOmemoVersion version, const ConfabStanza *list);
/* Returns: (transfer full) */
ConfabStanza *confab_xep_omemo_devices_new (ConfabOmemoVersion version, GPtrArray *devices);

/* ---- bundles ---- */

typedef struct {
  guint32 id;
  GBytes *key; /* Curve25519, 32 bytes without type byte */
} ConfabXepOmemoPrekey;

typedef struct {
  ConfabOmemoVersion version;
  GBytes *identity; /* 32 bytes as in the element: OLD Curve25519 (type byte taken off), TWO
                       Ed25519 */
  guint32 signed_id;
  GBytes *signed_key; /* Curve25519, 32 bytes */
  GBytes *signature;  /* 64 bytes */
  GPtrArray *prekeys; /* ConfabXepOmemoPrekey; never NULL */
} ConfabXepOmemoBundle;

ConfabXepOmemoBundle *confab_xep_omemo_bundle_alloc (ConfabOmemoVersion version);
void confab_xep_omemo_bundle_free (ConfabXepOmemoBundle *bundle);
void confab_xep_omemo_bundle_add (ConfabXepOmemoBundle *bundle, guint32 id, GBytes *key);
/* NULL if a part is missing or has a wrong length (OLD: 33 bytes beginning with 5, TWO: 32). A
 * prekey that is wrong, double or has an id of 0 or above 0xFFFFFE is left out. Signatures are not
 * looked at here. Returns: (transfer full) (nullable) */
ConfabXepOmemoBundle *
confab_xep_omemo_bundle_read (ConfabOmemoVersion version, const ConfabStanza *bundle);
/* Returns: (transfer full) */
ConfabStanza *confab_xep_omemo_bundle_new (const ConfabXepOmemoBundle *bundle);

/* ---- what is sealed ---- */

typedef struct {
  char *address; /* TWO: bare address of the <keys/>; OLD: NULL */
  guint32 device;
  gboolean is_exchange; /* OLD: prekey, TWO: kex */
  GBytes *bytes;        /* at most CONFAB_XEP_OMEMO_MAX_KEY */
} ConfabXepOmemoKey;

/* Shared read-only once built. */
typedef struct _ConfabXepOmemoSealed ConfabXepOmemoSealed;
struct _ConfabXepOmemoSealed {
  ConfabOmemoVersion version;
  guint32 sender;  /* device id */
  GBytes *iv;      /* OLD: 12 or 16 bytes; TWO: NULL */
  GPtrArray *keys; /* ConfabXepOmemoKey; never NULL */
  GBytes *payload; /* NULL: carries no text, only a key */
  gatomicrefcount ref_count;
};

ConfabXepOmemoSealed *confab_xep_omemo_sealed_alloc (ConfabOmemoVersion version, guint32 sender);
ConfabXepOmemoSealed *confab_xep_omemo_sealed_ref (ConfabXepOmemoSealed *sealed);
void confab_xep_omemo_sealed_unref (ConfabXepOmemoSealed *sealed);
void confab_xep_omemo_sealed_add (ConfabXepOmemoSealed *sealed, const char *address, guint32 device,
    gboolean is_exchange, GBytes *bytes);
/* `encrypted`: the <encrypted/> of either version, known by its namespace. Keys that are invalid
 * are left out; of two for one device the first counts. NULL if the header is missing or invalid.
 * Returns: (transfer full) (nullable) */
ConfabXepOmemoSealed *confab_xep_omemo_sealed_read (const ConfabStanza *encrypted);
/* Returns: (transfer full) */
ConfabStanza *confab_xep_omemo_sealed_new (const ConfabXepOmemoSealed *sealed);

/* What servers are to do with it. */
typedef enum {
  CONFAB_XEP_OMEMO_KEPT = 0, /* store it (without payload: not) */
  CONFAB_XEP_OMEMO_ASKING,   /* the same, and asks for a receipt outside */
  CONFAB_XEP_OMEMO_PASSING,  /* over once it was heard: nobody stores it, nor copies it to devices
                                that  it is not for */
} ConfabXepOmemoManner;

/* A <message/> of type chat to `to` with `id` as id and origin-id, those elements (at most one of
 * each version; GPtrArray of ConfabXepOmemoSealed), XEP-0380's name for what it is, and hints
 * (XEP-0334) by `manner`. No body: nothing outside says anything. Returns: (transfer full) */
ConfabStanza *confab_xep_omemo_message_new (
    ConfabJid *to, const char *id, GPtrArray *sealed, ConfabXepOmemoManner manner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepOmemoDevice, confab_xep_omemo_device_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepOmemoBundle, confab_xep_omemo_bundle_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepOmemoSealed, confab_xep_omemo_sealed_unref)

G_END_DECLS
