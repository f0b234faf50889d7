#pragma once

/* What is asked before a text leaves (R08, R09, R11). One for each profile: own passwords as
 * hashes, what was sent lately, and the numbers about which not to ask again; in memory, for this
 * run. */

#include "base/base-clock.h"
#include "base/base-random.h"
#include "model/model-chat.h"
#include "model/model-question.h"

G_BEGIN_DECLS

typedef struct _ConfabMessagingGuard ConfabMessagingGuard;

/* `clock` is borrowed and outlives the guard. Returns: (transfer full) */
ConfabMessagingGuard *
confab_messaging_guard_new (const ConfabClock *clock, const ConfabRandom *random);
void confab_messaging_guard_free (ConfabMessagingGuard *guard);

/* The password of an account, to be recognised in what is typed. Takes about a millisecond; nothing
 * of it is kept but hashes. */
void confab_messaging_guard_set_password (
    ConfabMessagingGuard *guard, const char *account, const ConfabSecret *password);

/* Whether that account's is known. */
gboolean confab_messaging_guard_knows (const ConfabMessagingGuard *guard, const char *account);
/* What a later run knows it by, for the keyring. NULL: it is not known. Returns: (transfer full)
 * (nullable) */
ConfabSecret *
confab_messaging_guard_dup_mark (const ConfabMessagingGuard *guard, const char *account);
/* In place of the password. What is no mark changes nothing. */
void confab_messaging_guard_set_mark (
    ConfabMessagingGuard *guard, const char *account, const ConfabSecret *mark);

/* The private list (R09): ConfabSecret each, the first 64 are looked for. The array is kept and
 * must not change; NULL: none. */
void confab_messaging_guard_set_words (ConfabMessagingGuard *guard, GPtrArray *words);

/* NULL if `text` may go to the chat's person, else what to ask first. `answered`: kinds that the
 * user answered with "send" for this very text. Under a millisecond for 10 kB. Returns: (transfer
 * full) (nullable) */
ConfabModelQuestion *confab_messaging_guard_ask (ConfabMessagingGuard *guard, ConfabModelChat *chat,
    const char *text, ConfabModelQuestionKind answered);

/* It goes: counts for R11. */
void
confab_messaging_guard_note (ConfabMessagingGuard *guard, ConfabModelChat *chat, const char *text);

/* Do not ask again about this number. At most 256 in a run. */
void confab_messaging_guard_permit (ConfabMessagingGuard *guard, ConfabModelQuestion *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabMessagingGuard, confab_messaging_guard_free)

G_END_DECLS
