#pragma once

/* Secrets of one profile in the desktop's keyring (libsecret); nothing else talks to it.
 * Attributes: application id, profile id, kind, account. Never a plain-text fallback. Every call
 * has a deadline of 25 s. */

#include <gio/gio.h>
#include <libdex.h>

#include "base/base-secret.h"

G_BEGIN_DECLS

#define CONFAB_KEYRING_ERROR (confab_keyring_error_quark ())
GQuark confab_keyring_error_quark (void);

typedef enum {
  CONFAB_KEYRING_ERROR_ABSENT, /* no keyring service */
  CONFAB_KEYRING_ERROR_LOCKED, /* it is locked and the user dismissed unlocking */
  CONFAB_KEYRING_ERROR_TIMED_OUT,
  CONFAB_KEYRING_ERROR_REFUSED, /* anything else that the service says */
} ConfabKeyringError;

typedef enum {
  CONFAB_KEYRING_STORE_KEY,  /* 32 raw bytes: key of the vault. account is "" */
  CONFAB_KEYRING_PASSWORD,   /* password of an account */
  CONFAB_KEYRING_GENERATION, /* how often the vault was begun and left; account is "" */
  CONFAB_KEYRING_WORDS,      /* the private list, line feeds between; account is "" */
  CONFAB_KEYRING_NEXT_KEY,   /* as STORE_KEY: what the vault is being changed to */
  CONFAB_KEYRING_PROXY,      /* password of a proxy; account is "" where it is that of all */
  CONFAB_KEYRING_TOKEN, /* what an account signs in with instead of its password, in one line */
  CONFAB_KEYRING_NEXT_TOKEN, /* the same, not used yet: TOKEN holds until it has worked */
  CONFAB_KEYRING_AGENT,      /* the number that its server knows tokens of this computer by */
  CONFAB_KEYRING_MARK,       /* by which the password is known when it is typed into a chat */
} ConfabKeyringKind;

typedef struct _ConfabKeyring ConfabKeyring;

/* `profile` is the profile's id (random, in its folder). */
ConfabKeyring *confab_keyring_new (const char *profile);

/* A keyring that lives in memory only: "Use Confab until I quit". */
ConfabKeyring *confab_keyring_new_in_memory (void);
gboolean confab_keyring_is_in_memory (ConfabKeyring *keyring);

ConfabKeyring *confab_keyring_ref (ConfabKeyring *keyring);
void confab_keyring_unref (ConfabKeyring *keyring);

/* Resolves to a boxed ConfabSecret (CONFAB_TYPE_SECRET), or to NULL (same type) if there is none.
 */
DexFuture *
confab_keyring_load (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account);

/* Resolves to TRUE once stored and read back equal. */
DexFuture *confab_keyring_save (
    ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account, ConfabSecret *secret);

/* Resolves to TRUE, also if there was none. */
DexFuture *
confab_keyring_erase (ConfabKeyring *keyring, ConfabKeyringKind kind, const char *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabKeyring, confab_keyring_unref)

G_END_DECLS
