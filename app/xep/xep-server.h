#pragma once

/* What one's own server says of itself: people to turn to (XEP-0157), how it handles data
 * (XEP-0504), its archive (XEP-0313, XEP-0441), and who is signed in (XEP-0494). Asks one's own
 * server and nobody else, and only when the user wants to know. Nothing that it names is fetched.
 *
 * Readers append ConfabXepFact to `facts`, bounded whatever came; they never append a kind of
 * another group. */

#include "safety/safety-fact.h"
#include "xep/xep-out.h"

G_BEGIN_DECLS

#define CONFAB_XEP_SERVER_MAX_CONTACTS 32 /* that are read */
#define CONFAB_XEP_SERVER_MAX_DEVICES 32
#define CONFAB_XEP_SERVER_MAX_ADDRESS 256 /* characters; a longer one is left out */
#define CONFAB_XEP_SERVER_MAX_NAME 64     /* characters of a program and of a device */
#define CONFAB_XEP_SERVER_MAX_EXTRA 1024  /* bytes */
#define CONFAB_XEP_SERVER_MAX_ID 128      /* bytes; a longer one cannot be named to the server */
#define CONFAB_XEP_SERVER_MAX_HOURS (100 * 366 * 24)

typedef struct {
  ConfabFactKind kind;
  gint64 number;
  char *text; /* a clean line, of EXTRA lines; nullable */
  char *id;   /* of a device: by what its server knows it; nullable */
} ConfabXepFact;

void confab_xep_fact_free (ConfabXepFact *fact);
/* Returns: (transfer full) (element-type ConfabXepFact) */
GPtrArray *confab_xep_facts_new (void);
/* `text` is copied. */
void confab_xep_facts_add (GPtrArray *facts, ConfabFactKind kind, gint64 number, const char *text);

/* Both resolve to the answer's <query/> (boxed CONFAB_TYPE_STANZA) and reject as
 * confab_xep_out_request; so do the rest with theirs. The first asks the server, the second the
 * account on it. */
DexFuture *confab_xep_server_ask_info (ConfabXepOut *out);
DexFuture *confab_xep_server_ask_account (ConfabXepOut *out);
DexFuture *confab_xep_server_ask_archive_ends (ConfabXepOut *out); /* <metadata/> */
DexFuture *confab_xep_server_ask_devices (ConfabXepOut *out);      /* <clients/> */

/* `query` of the server: contacts, and the policy if there is one. */
void confab_xep_server_read_contacts (const ConfabStanza *query, GPtrArray *facts);
void confab_xep_server_read_policy (const ConfabStanza *query, GPtrArray *facts);
/* `query` of the account has that feature. */
gboolean confab_xep_server_has (const ConfabStanza *query, const char *feature);
/* When the oldest message there came, microseconds; 0: it is empty; or CONFAB_FACT_UNSAID. */
gint64 confab_xep_server_read_archive_oldest (const ConfabStanza *metadata, gint64 now_us);
/* Devices, and their number last. Without any that can be understood nothing is appended. */
void confab_xep_server_read_devices (const ConfabStanza *clients, gint64 now_us, GPtrArray *facts);

/* Has the server shut a device out that it listed (XEP-0494 3.2): `id` as it came in a fact.
 * Resolves to TRUE; rejects with CONFAB_XMPP_ERROR STANZA: "service-unavailable" where it signed in
 * with the password, so that only another one keeps it out; "item-not-found" where it is gone. */
DexFuture *confab_xep_server_end_device (ConfabXepOut *out, const char *id);

#define CONFAB_XEP_SERVER_ARCHIVE "urn:xmpp:mam:2"
#define CONFAB_XEP_SERVER_ARCHIVE_ENDS "urn:xmpp:mam:2#extended"

G_END_DECLS
