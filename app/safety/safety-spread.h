#pragma once

/* Judge "spread": much text to many at once, as an account that was taken over sends it (R11). A
 * judge of counts, and a small tracker that counts. */

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  CONFAB_SPREAD_ASK = 0,
  CONFAB_SPREAD_SEND,
} ConfabSpreadVerdict;

typedef enum {
  CONFAB_SPREAD_NOTHING = 0,
  CONFAB_SPREAD_NOT_COUNTED,     /* the facts were not filled in */
  CONFAB_SPREAD_MANY_PEOPLE,     /* more new recipients than people write to at once */
  CONFAB_SPREAD_SAME_TEXT_OFTEN, /* the same text again and again */
} ConfabSpreadReason;

/* What is in the window of 5 minutes, the pending text included. */
typedef struct {
  gboolean is_counted;  /* by confab_safety_spread_count */
  guint new_recipients; /* people to whom there was nothing before it */
  guint copies;         /* of the pending text; to its many recipients each is one */
  guint people; /* different people who got, or will get, this text: "12 people will get this" */
  gboolean is_confirmed; /* the user answered "Send to all" for this text and these people */
} ConfabSpreadFacts;

/* ASK with more than 10 new recipients, or from the sixth identical text on. `why` may be NULL. */
ConfabSpreadVerdict
confab_safety_judge_spread (const ConfabSpreadFacts *facts, ConfabSpreadReason *why);

/* Remembers what was sent in the last 5 minutes, as keyed hashes and times in memory: no address
 * and no text. At most 256 sends; older ones are forgotten first. One for all accounts: whoever
 * took one over has all of them. */
typedef struct _ConfabSpread ConfabSpread;

#define CONFAB_SPREAD_KEY_BYTES 16

/* `key` is random, and of this run alone. Returns: (transfer full) */
ConfabSpread *confab_safety_spread_new (const guint8 key[CONFAB_SPREAD_KEY_BYTES]);
/* Wipes. */
void confab_safety_spread_free (ConfabSpread *spread);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabSpread, confab_safety_spread_free)

/* A person the pending text is for. */
typedef struct {
  const char *address; /* bare */
  gboolean is_new;     /* no message of one's own in this chat before the window */
} ConfabSpreadRecipient;

/* The facts if `text` went to `recipients` at `now_us` (monotonic, microseconds). Texts are the
 * same if their letters and digits are; one of fewer than 12 counts once for each person, for
 * people answer "yes" often. Changes nothing. */
ConfabSpreadFacts confab_safety_spread_count (const ConfabSpread *spread, gint64 now_us,
    const char *text, const ConfabSpreadRecipient *recipients, gsize n_recipients);

/* It was sent. */
void confab_safety_spread_note (ConfabSpread *spread, gint64 now_us, const char *text,
    const ConfabSpreadRecipient *recipients, gsize n_recipients);

G_END_DECLS
