#pragma once

/* Judge "typed": what a person is about to say that would hurt in other hands (R08, R09). Asks
 * before it leaves, with the reason and the place in the text.
 *
 * A pure function of its facts: no file, socket, database or clock; its state is of a fixed size,
 * on the stack, and wiped. It never changes the text and never decides for the person. */

#include <glib.h>

#include "base/base-secret.h"
#include "safety/safety-judges.h"

G_BEGIN_DECLS

typedef enum {
  CONFAB_TYPED_ASK = 0,
  CONFAB_TYPED_SEND,
} ConfabTypedVerdict;

/* In the order in which they are looked for: what hurts most is named first. The ones from
 * PRIVATE_WORD on are asked about only with people who are not known in life. */
typedef enum {
  CONFAB_TYPED_NOTHING = 0,
  CONFAB_TYPED_UNREADABLE, /* no text, or more than the judge looks through */
  CONFAB_TYPED_OWN_PASSWORD,
  CONFAB_TYPED_PRIVATE_KEY,
  CONFAB_TYPED_RECOVERY_PHRASE,
  CONFAB_TYPED_TOKEN, /* a key to a service: AWS, GitHub, a signed token, ... */
  CONFAB_TYPED_CARD,
  CONFAB_TYPED_IBAN,
  CONFAB_TYPED_SSN_US,
  CONFAB_TYPED_TAX_ID_DE,
  CONFAB_TYPED_DNI_ES, /* and NIE */
  CONFAB_TYPED_NIR_FR,
  CONFAB_TYPED_NINO_UK,
  CONFAB_TYPED_ONE_TIME_CODE,
  CONFAB_TYPED_PASSWORD, /* "my password is ...", a PIN */
  CONFAB_TYPED_PRIVATE_WORD,
  CONFAB_TYPED_PHONE,
  CONFAB_TYPED_BIRTH_DATE,
  CONFAB_TYPED_AGE,
  CONFAB_TYPED_SCHOOL,
  CONFAB_TYPED_STREET,
  CONFAB_TYPED_REASON_COUNT
} ConfabTypedReason;

/* What is kept of a password so that it can be recognised: two salted slow hashes, the password's
 * length and 16 bits of a fast hash of each form, in locked memory. The password itself is not. */
typedef struct _ConfabTypedPassword ConfabTypedPassword;

/* Takes about a millisecond. NULL for a password shorter than 4 or longer than 256 bytes: such a
 * one is not looked for. Does not keep `password`. Returns: (transfer full) (nullable) */
ConfabTypedPassword *confab_safety_typed_password_new (const ConfabSecret *password);
/* The same as a text for the keyring, so that a later run knows the password without having it;
 * and back: NULL if it is none. Whoever reads the text can try guesses against it at the price of a
 * fast hash, so it is to lie where the password itself would. Returns: (transfer full) */
ConfabSecret *confab_safety_typed_password_dup_mark (const ConfabTypedPassword *password);
ConfabTypedPassword *confab_safety_typed_password_new_from_mark (const ConfabSecret *mark);
/* Wipes. */
void confab_safety_typed_password_free (ConfabTypedPassword *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabTypedPassword, confab_safety_typed_password_free)

#define CONFAB_TYPED_HASH_KEY_BYTES 16

typedef struct {
  const char *text; /* a message, a file's name, or a text file's content; need not end in NUL */
  gsize length;     /* bytes; at most 16 MiB are looked through, more is asked about */
  ConfabGrade grade;
  gboolean secrets_permitted; /* the user switched R08 off; one's own password is asked about all
                                 the same */
  gboolean facts_permitted;   /* the user switched R09 off */

  /* Own messages of the last minutes to the same person, oldest first: a number in several messages
   * is one number. The last 16 are looked at, and the last 512 bytes of each, 2 kB in all. */
  const char *const *before;
  gsize n_before;

  /* Of each own account. */
  const ConfabTypedPassword *const *passwords;
  gsize n_passwords;

  /* The private list, R09: each a word, name or number of one's own as UTF-8; the first 64. */
  const ConfabSecret *const *private_words;
  gsize n_private_words;

  /* "Do not ask again for this number": fingerprints that were sent anyway, and the key they were
   * made with (CONFAB_TYPED_HASH_KEY_BYTES). NULL: none, and found ones have no fingerprint. */
  const guint8 *permit_key;
  const guint64 *permits;
  gsize n_permits;
} ConfabTypedFacts;

typedef struct {
  ConfabTypedReason reason;
  gsize start, end;    /* bytes of the text that the bar points at; start < end <= length */
  guint64 fingerprint; /* of what was found, however it was spaced; 0 without a key */
} ConfabTypedFound;

/* ASK with what was found, or SEND. Without a text: ASK. `found` may be NULL. Linear in the length;
 * 10 kB take less than a millisecond. */
ConfabTypedVerdict
confab_safety_judge_typed (const ConfabTypedFacts *facts, ConfabTypedFound *found);

G_END_DECLS
