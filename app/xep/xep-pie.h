#pragma once

/* The file that servers hand accounts over in (XEP-0227): the lists of people in it, read and
 * written. Passwords, messages and all else in it are passed over. */

#include "xep/xep-table.h"

G_BEGIN_DECLS

#define CONFAB_XEP_PIE_MAX_BYTES (64 * 1024 * 1024) /* of a file */
#define CONFAB_XEP_PIE_MAX_ACCOUNTS 200             /* in a file */
#define CONFAB_XEP_PIE_MAX_LINES 20000              /* buddies and blocked ones, of all of them */

#define CONFAB_XEP_PIE_ERROR (confab_xep_pie_error_quark ())
GQuark confab_xep_pie_error_quark (void);

typedef enum {
  CONFAB_XEP_PIE_ERROR_FOREIGN,   /* it is no such file */
  CONFAB_XEP_PIE_ERROR_NEWER,     /* of a newer kind */
  CONFAB_XEP_PIE_ERROR_DAMAGED,   /* it begins as one, and goes on as nothing */
  CONFAB_XEP_PIE_ERROR_CUT,       /* its end is missing */
  CONFAB_XEP_PIE_ERROR_LIMIT,     /* more than the maxima above */
  CONFAB_XEP_PIE_ERROR_ELSEWHERE, /* it only says which other files have it (section 5) */
  CONFAB_XEP_PIE_ERROR_EMPTY,     /* no account in it that has an address */
} ConfabXepPieError;

/* One account of a file. */
typedef struct {
  char *address;      /* bare and valid; of a file that names no server: the name alone, cleaned */
  GPtrArray *buddies; /* ConfabXepRosterItem, each address once */
  GPtrArray *blocked; /* ConfabJid, each once: of people, or whole servers */
  char *card;         /* for writing only: the profile (vcard-temp) as XML, nullable */
  char *nickname;     /* for writing only: of the profile (XEP-0172), nullable */
  guint n_left_out;   /* lines that name nobody, or somebody a second time */
} ConfabXepPieAccount;

ConfabXepPieAccount *confab_xep_pie_account_new (const char *address);
void confab_xep_pie_account_free (ConfabXepPieAccount *account);

/* Reads a file piece by piece; memory is bounded by the maxima, whatever it holds. For any one
 * thread. */
typedef struct _ConfabXepPie ConfabXepPie;

ConfabXepPie *confab_xep_pie_new (void);
void confab_xep_pie_free (ConfabXepPie *self);
/* FALSE with a CONFAB_XEP_PIE_ERROR at the first offence; then it is only to be freed. */
gboolean confab_xep_pie_feed (ConfabXepPie *self, const guint8 *bytes, gsize size, GError **error);
/* All was fed. Returns: (transfer full) (element-type ConfabXepPieAccount), at least one, in the
 * order of the file; or NULL with `error`. */
GPtrArray *confab_xep_pie_finish (ConfabXepPie *self, GError **error);

/* A file of one account, without a password. Who is blocked stands in it as a list of XEP-0191 and
 * as the one of section 4.7 that says the same to servers. Returns: (transfer full) (nullable):
 * NULL if its address names no person */
GString *confab_xep_pie_write (const ConfabXepPieAccount *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepPie, confab_xep_pie_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepPieAccount, confab_xep_pie_account_free)

G_END_DECLS
