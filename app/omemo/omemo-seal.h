#pragma once

/* From a draft to an envelope that only the chosen devices can open, and back. In a job on the
 * vault's thread, as omemo.h. The second of the two makers of envelopes that LAYERS names. */

#include "base/base-draft.h"
#include "base/base-envelope.h"
#include "omemo/omemo.h"

G_BEGIN_DECLS

#define CONFAB_OMEMO_ERROR (confab_omemo_error_quark ())
GQuark confab_omemo_error_quark (void);

typedef enum {
  CONFAB_OMEMO_ERROR_REFUSED, /* the verdict is not SEAL */
  CONFAB_OMEMO_ERROR_NO_KEYS, /* no device of theirs can be written to: fetch keys, judge again */
  CONFAB_OMEMO_ERROR_FAILED, /* the library or the provider failed: nothing was used up, or what was
                                used up is never used again */
} ConfabOmemoError;

/* What stands beside the text for those who read version 2; borrowed, NULL: nothing. */
typedef struct {
  ConfabStanza *parts[5];
  guint outside; /* CONFAB_XEP_BESIDE_ bits: in the clear, where somebody reads v0.3 */
  const char
      *replaces;     /* id of the message that the text replaces, said outside in the same case */
  gboolean is_alone; /* without the draft's text: only for devices that read version 2 */
} ConfabOmemoBeside;

/* The draft sealed for every device of its person, and of one's own, that may be used and has a
 * session; devices that speak version 2 get that, others v0.3, both in one message. Only for the
 * verdict SEAL. NO_KEYS also for what stands alone and nobody there could read. The ratchets move
 * on in the job's transaction: the bytes must be kept in the same one. NULL with CONFAB_OMEMO_ERROR
 * or CONFAB_STORE_ERROR. Returns: (transfer full) */
ConfabEnvelope *confab_omemo_seal (const ConfabOmemoScope *scope, ConfabSendVerdict verdict,
    const ConfabDraft *draft, const ConfabOmemoBeside *beside, GError **error);
/* The same again from the bytes kept with the outbox row. NULL for every verdict but SEAL. */
ConfabEnvelope *
confab_omemo_seal_again (ConfabSendVerdict verdict, const ConfabDraft *draft, GBytes *bytes);
/* A key and no text for one device (XEP-0384 v0.3 4.6; 2: empty message): heals a session or moves
 * its ratchet on. `is_new_session`: begins one anew; needs a bundle taken before. NULL as above. */
ConfabEnvelope *confab_omemo_seal_key (const ConfabOmemoScope *scope, const char *address,
    guint32 device, ConfabOmemoVersion version, GError **error);

/* ---- receipts (omemo-receipt.c) ---- */

/* "Message `id` arrived", for the devices of `address` that read version 2, and for no others. NULL
 * as above; NO_KEYS where there is none. */
ConfabEnvelope *confab_omemo_seal_receipt (
    const ConfabOmemoScope *scope, const char *address, const char *id, GError **error);
/* The same of any <content/> (XEP-0420) that nobody keeps: over once it was heard. */
ConfabEnvelope *confab_omemo_seal_word (const ConfabOmemoScope *scope, const char *address,
    const ConfabStanza *content, GError **error);
/* `may`: a device of theirs that is written to reads v0.3 only, and cannot seal what it confirms.
 * Where there is none, a receipt in the clear is anybody's. */
gboolean confab_omemo_receipts_may_be_plain (
    const ConfabOmemoScope *scope, const char *address, gboolean *may, GError **error);

/* ---- opening (omemo-open.c) ---- */

typedef enum {
  CONFAB_OMEMO_NOT_OPENED = 0, /* a row with its cause */
  CONFAB_OMEMO_IGNORED,        /* nothing to show: not for this device and not for this account's
                                  time, or a stranger's */
  CONFAB_OMEMO_REPEATED,       /* was opened before */
  CONFAB_OMEMO_OPENED_EMPTY,   /* a key without text */
  CONFAB_OMEMO_OPENED,
} ConfabOmemoOutcome;

/* Why not; stored with the row, append-only. */
typedef enum {
  CONFAB_OMEMO_CAUSE_NONE = 0,
  CONFAB_OMEMO_CAUSE_NOT_FOR_US = 1,  /* sealed for other devices of mine only */
  CONFAB_OMEMO_CAUSE_NO_SESSION = 2,  /* by keys that this device does not have (any more) */
  CONFAB_OMEMO_CAUSE_DAMAGED = 3,     /* changed on the way, or broken */
  CONFAB_OMEMO_CAUSE_MISMATCH = 4,    /* sealed for or by somebody else (XEP-0420 affixes) */
  CONFAB_OMEMO_CAUSE_LEFT_OUT = 5,    /* from a device that the user left out */
  CONFAB_OMEMO_CAUSE_UNKNOWN_WAY = 6, /* sealed in a way that Confab does not know */
  CONFAB_OMEMO_CAUSE_TOO_MUCH = 7,    /* too many or too far ahead: not tried */
} ConfabOmemoCause;

typedef struct {
  ConfabOmemoOutcome outcome;
  ConfabOmemoCause cause;
  ConfabOmemoVersion version;
  guint32 device;              /* of the sender */
  ConfabDeviceVerdict verdict; /* on its key */
  GBytes *identity;            /* that key, where it opened; owned, see _clear */
  char *text;                  /* OPENED: a cleaned body; wipe with _clear */
  ConfabStanza *content;       /* version 2: the whole <content/>, nullable; owned, see _clear */
  gboolean wants_receipt;      /* asked for inside */
  gboolean wants_answer;       /* a key should be sent to that device (confab_omemo_seal_key):
                                  it heals the session or moves it on; limited in number */
  gboolean needs_bundle;       /* the same, and its bundle must be fetched first */
  gboolean keys_used;          /* a prekey was used: maintain and publish */
} ConfabOmemoOpened;

/* Opens what came from `from` (bare, already judged by `origin`) to `to` (bare). `sealed`: one of
 * each version at most (GPtrArray of ConfabXepOmemoSealed); the one with a key for this device is
 * taken. Sessions are known by (from, device) only. */
gboolean confab_omemo_open (const ConfabOmemoScope *scope, const char *from, const char *to,
    GPtrArray *sealed, gboolean is_archived, ConfabOmemoOpened *opened, GError **error);
void confab_omemo_opened_clear (ConfabOmemoOpened *opened);

G_END_DECLS
