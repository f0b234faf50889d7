#pragma once

/* Tables of buddies (what the server's list says, and what the user says about them here) and of
 * requests of strangers. */

#include "store/store-vault.h"

G_BEGIN_DECLS

/* Stored; append-only. */
typedef enum {
  CONFAB_STORE_SUBSCRIPTION_NONE = 0,
  CONFAB_STORE_SUBSCRIPTION_TO = 1,   /* we see them */
  CONFAB_STORE_SUBSCRIPTION_FROM = 2, /* they see us */
  CONFAB_STORE_SUBSCRIPTION_BOTH = 3,
} ConfabStoreSubscription;

/* What a buddy is told; stored, append-only. */
#define CONFAB_STORE_TELLS_READ 1u   /* that their messages were read */
#define CONFAB_STORE_TELLS_TYPING 2u /* that the user is writing to them */

typedef struct {
  gint64 account;
  char *address; /* bare */
  /* what the server's list says */
  char *name; /* my name for them, NULL: none */
  ConfabStoreSubscription subscription;
  gboolean is_asked;     /* our request is open (ask='subscribe') */
  char *groups;          /* names joined by line feeds, NULL: none */
  gboolean is_on_server; /* FALSE: only here so far */
  /* what is known only here; confab_store_contacts_put leaves these alone unless `with_local` */
  gboolean is_known; /* known in life */
  gboolean is_favourite;
  gboolean is_plain_chosen; /* "servers can read this" was chosen */
  gboolean is_awaited;      /* "Tell me when they are here" */
  char *face;               /* an emoji of mine for them, NULL: none */
  gint64 asked_us;          /* when we asked, microseconds since 1970, 0: never */
  char *note;               /* the note that went with it */
  gint64 quiet_us;          /* "Quiet for an hour" until then, 0: not; set by _set_quiet alone */
  gboolean has_given;       /* a file that was fetched; set by _note_given alone */
  guint tells; /* CONFAB_STORE_TELLS_ bits; set by confab_store_marks_set_tells alone */
} ConfabStoreContact;

void confab_store_contact_free (ConfabStoreContact *contact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreContact, confab_store_contact_free)

/* Owned ConfabStoreContact of one account. Returns: (transfer full) */
GPtrArray *confab_store_contacts_list (ConfabStoreDb *db, gint64 account, GError **error);
gboolean confab_store_contacts_put (
    ConfabStoreDb *db, const ConfabStoreContact *contact, gboolean with_local, GError **error);
/* The whole list of the server: rows that it lacks lose their server part and go, unless a chat or
 * an open request of ours hangs on them. */
gboolean confab_store_contacts_replace (
    ConfabStoreDb *db, gint64 account, GPtrArray *contacts, GError **error);
/* "Servers can read this" was chosen for them, or ended. */
gboolean confab_store_contacts_set_plain (
    ConfabStoreDb *db, gint64 account, const char *address, gboolean is_plain, GError **error);
/* `until_us` 0: not quiet any more. */
gboolean confab_store_contacts_set_quiet (
    ConfabStoreDb *db, gint64 account, const char *address, gint64 until_us, GError **error);
/* Whoever sent `message` gave a file; nothing happens if it is an own one, or theirs who are not on
 * the list. */
gboolean confab_store_contacts_note_given (ConfabStoreDb *db, gint64 message, GError **error);
gboolean confab_store_contacts_remove (
    ConfabStoreDb *db, gint64 account, const char *address, GError **error);

typedef struct {
  gint64 account;
  char *address;
  char *note; /* at most 200 characters, nullable */
  gint64 time_us;
  gboolean wants_presence; /* they sent a subscribe */
} ConfabStoreRequest;

void confab_store_request_free (ConfabStoreRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreRequest, confab_store_request_free)

GPtrArray *confab_store_requests_list (ConfabStoreDb *db, gint64 account, GError **error);
/* One for each address: a second one of the same address adds wants_presence or a missing note,
 * nothing else. */
gboolean
confab_store_requests_put (ConfabStoreDb *db, const ConfabStoreRequest *request, GError **error);
gboolean confab_store_requests_remove (
    ConfabStoreDb *db, gint64 account, const char *address, GError **error);
/* Requests older than `before_us` go. `n_gone` may be NULL. */
gboolean
confab_store_requests_expire (ConfabStoreDb *db, gint64 before_us, guint *n_gone, GError **error);

/* Whom this device keeps away by itself, since the server has no block list (XEP-0191). */
#define CONFAB_STORE_MAX_BLOCKED 10000 /* of one account; one more is not kept */

/* Returns: (transfer full): addresses (char *), sorted. */
GPtrArray *confab_store_blocked_list (ConfabStoreDb *db, gint64 account, GError **error);
gboolean
confab_store_blocked_put (ConfabStoreDb *db, gint64 account, const char *address, GError **error);
gboolean confab_store_blocked_remove (
    ConfabStoreDb *db, gint64 account, const char *address, GError **error);

G_END_DECLS
