#pragma once

/* Who is kept away from an account: the server's block list (XEP-0191), and beside it those that
 * are filtered here because the server has none. */

#include "model/model-account.h"

G_BEGIN_DECLS

/* How somebody is to be kept away; all zero is without a word to anybody, and both list and chat
 * stay. */
typedef struct {
  ConfabModelReport report; /* why, for the server's people */
  const char *words;        /* nullable, at most 16 KiB: all that they get to read besides */
  gboolean is_removed;      /* a buddy of that address goes from the list, their chat is erased */
  gboolean is_whole_server; /* and so is everybody else on their server */
} ConfabModelBlocking;

/* One line of it. An address as it stands there: of a person, a whole domain, or one device. */
#define CONFAB_TYPE_MODEL_BLOCKED (confab_model_blocked_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelBlocked, confab_model_blocked, CONFAB, MODEL_BLOCKED, GObject)

const char *confab_model_blocked_get_address (ConfabModelBlocked *self);
/* TRUE: nobody but this device knows, because the server has no block list. */
gboolean confab_model_blocked_is_here (ConfabModelBlocked *self);
/* TRUE: a server with everybody on it. */
gboolean confab_model_blocked_is_domain (ConfabModelBlocked *self);

#define CONFAB_TYPE_MODEL_BLOCKLIST (confab_model_blocklist_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabModelBlocklist, confab_model_blocklist, CONFAB, MODEL_BLOCKLIST, GObject)

ConfabModelBlocklist *confab_model_blocklist_new (void);
/* GListModel of ConfabModelBlocked, oldest first. Borrowed. */
GListModel *confab_model_blocklist_get_items (ConfabModelBlocklist *self);
/* The line of exactly that address; NULL: none. Borrowed. */
ConfabModelBlocked *confab_model_blocklist_find (ConfabModelBlocklist *self, const char *address);
/* The line that keeps `address` (valid, as ConfabJid writes it) away: XEP-0191 section 6. NULL:
 * none. Borrowed. */
ConfabModelBlocked *confab_model_blocklist_match (ConfabModelBlocklist *self, const char *address);

/* ---- for accounts only ---- */
/* One that is there already stays; `is_here` is then as it is now. */
void confab_model_blocklist_add (ConfabModelBlocklist *self, const char *address, gboolean is_here);
void confab_model_blocklist_remove (ConfabModelBlocklist *self, const char *address);
/* The server's part is these, and no others; what is kept here stays. */
void confab_model_blocklist_replace (ConfabModelBlocklist *self, const char *const *addresses);

G_END_DECLS
