#pragma once

/* In-band registration (XEP-0077) with data forms and questions for people (XEP-0158), and with the
 * token of an invitation (XEP-0445): what is asked, what is answered, what an answer means. From
 * stanzas to structs and back; nothing is sent here but what _change and _remove say. */

#include "base/base-jid.h"
#include "xep/xep-form.h"
#include "xep/xep-out.h"

G_BEGIN_DECLS

#define CONFAB_NS_REGISTER "jabber:iq:register"

typedef struct {
  ConfabXepForm *form;  /* what is to be filled in; never NULL. "username" and "password" are in it
                           under these names */
  gboolean is_plain;    /* plain elements, not a data form */
  gboolean needs_page;  /* the server wants this done on a web page */
  char *page;           /* http(s) address of that page, cleaned; nullable. Never fetched */
  GHashTable *pictures; /* name of the field -> GBytes (PNG or JPEG, bounded); never NULL */
} ConfabXepRegister;

void confab_xep_register_free (ConfabXepRegister *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepRegister, confab_xep_register_free)

/* What became of a query about registration. */
typedef enum {
  CONFAB_XEP_REGISTER_UNKNOWN = 0, /* an error with no meaning of its own here */
  CONFAB_XEP_REGISTER_DONE,
  CONFAB_XEP_REGISTER_TAKEN,    /* the name has somebody already */
  CONFAB_XEP_REGISTER_CLOSED,   /* the server takes nobody new, or not this way */
  CONFAB_XEP_REGISTER_WRONG,    /* something in the form is missing or not right */
  CONFAB_XEP_REGISTER_TOO_MANY, /* too many tries; later */
  CONFAB_XEP_REGISTER_BUSY,     /* the server has no room just now */
} ConfabXepRegisterFate;

ConfabXepRegisterFate confab_xep_register_read_fate (const ConfabStanza *answer);
/* The same of the answer to a form that was filled in. Whoever gave a form with a picture takes
 * people, so its no is about what was read there: XEP-0158 has <not-acceptable/> for that, and
 * ejabberd says <not-allowed/>. */
ConfabXepRegisterFate
confab_xep_register_read_outcome (const ConfabXepRegister *self, const ConfabStanza *answer);

/* TRUE if `features` say that tokens of invitations are taken (XEP-0445 section 3). */
gboolean confab_xep_register_takes_tokens (const ConfabStanza *features);

/* Queries for a visit. Returns: (transfer full) */
ConfabStanza *confab_xep_register_token_new (ConfabJid *domain, const char *token);
ConfabStanza *confab_xep_register_ask_new (ConfabJid *domain);
/* What an answer to _ask_new wants to know. NULL if it cannot be answered: no name or password in
 * it, or beyond a bound. Returns: (transfer full) (nullable) */
ConfabXepRegister *confab_xep_register_read (const ConfabStanza *answer);
/* The form as it stands, with the values that were set. Returns: (transfer full) */
ConfabStanza *confab_xep_register_submit_new (ConfabJid *domain, const ConfabXepRegister *self);

/* ---- signed in ---- */
/* Sets a new password (section 3.3). Resolves to TRUE; rejects as confab_xep_out_request. */
DexFuture *confab_xep_register_change (ConfabXepOut *out, const char *password);
/* Takes the account off the server (section 3.2). The server then ends the stream, which counts as
 * success. Resolves to TRUE. */
DexFuture *confab_xep_register_remove (ConfabXepOut *out);

G_END_DECLS
