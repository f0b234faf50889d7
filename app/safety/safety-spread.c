/* Judge "spread": more than 10 new recipients, or more than 5 identical texts, within 5 minutes
 * (R11); and the tracker that counts them.
 *
 * The tracker keeps hashes and times in a ring of a fixed size, never a word or an address, and
 * nothing of it outlives the program. It does not look at what a text says. */

#include "safety/safety-spread.h"

#include <openssl/crypto.h>
#include <string.h>

#include "safety/safety-typed-private.h"

#define WINDOW_US (5 * G_TIME_SPAN_MINUTE)
#define MAX_NEW_RECIPIENTS 10
#define MAX_COPIES 5
#define MAX_SENDS 256
#define MAX_TEXT_CHARS 2048 /* folded; what comes behind is told apart by the length alone */
#define SHORT_TEXT_CHARS 12

typedef struct {
  gint64 at_us;
  guint64 text, person;
  gboolean is_new;
} Send;

struct _ConfabSpread {
  guint8 key[CONFAB_SPREAD_KEY_BYTES];
  Send sends[MAX_SENDS];
  guint next, n;
};

ConfabSpreadVerdict
confab_safety_judge_spread (const ConfabSpreadFacts *facts, ConfabSpreadReason *why) {
  ConfabSpreadReason reason = CONFAB_SPREAD_NOTHING;

  if (!facts->is_counted)
    reason = CONFAB_SPREAD_NOT_COUNTED;
  else if (facts->is_confirmed)
    reason = CONFAB_SPREAD_NOTHING;
  else if (facts->new_recipients > MAX_NEW_RECIPIENTS)
    reason = CONFAB_SPREAD_MANY_PEOPLE;
  else if (facts->copies > MAX_COPIES)
    reason = CONFAB_SPREAD_SAME_TEXT_OFTEN;
  if (why != NULL)
    *why = reason;
  return reason == CONFAB_SPREAD_NOTHING ? CONFAB_SPREAD_SEND : CONFAB_SPREAD_ASK;
}

ConfabSpread *
confab_safety_spread_new (const guint8 key[CONFAB_SPREAD_KEY_BYTES]) {
  ConfabSpread *spread = g_new0 (ConfabSpread, 1);

  memcpy (spread->key, key, CONFAB_SPREAD_KEY_BYTES);
  return spread;
}

void
confab_safety_spread_free (ConfabSpread *spread) {
  if (spread == NULL)
    return;
  OPENSSL_cleanse (spread, sizeof *spread);
  g_free (spread);
}

/* Emoji and the like have no letters: then the bytes are compared. */
static guint64
hash_text (const ConfabSpread *spread, const char *text, gboolean *is_short) {
  char bare[MAX_TEXT_CHARS + sizeof (guint64)];
  gsize length = strlen (text),
        n = confab_safety_typed_fold_bare (text, length, bare, MAX_TEXT_CHARS);
  guint64 hash;

  *is_short = n < SHORT_TEXT_CHARS;
  if (n == 0)
    return confab_safety_typed_hash (spread->key, text, length);
  if (n == MAX_TEXT_CHARS) {
    guint64 size = length;

    memcpy (bare + n, &size, sizeof size);
    n += sizeof size;
  }
  hash = confab_safety_typed_hash (spread->key, bare, n);
  OPENSSL_cleanse (bare, sizeof bare);
  return hash;
}

static guint64
hash_person (const ConfabSpread *spread, const char *address) {
  return confab_safety_typed_hash (spread->key, address, strlen (address));
}

static void
add (ConfabSpread *spread, const Send *send) {
  spread->sends[spread->next] = *send;
  spread->next = (spread->next + 1) % MAX_SENDS;
  spread->n = MIN (spread->n + 1, MAX_SENDS);
}

/* TRUE if one before `end` and in the window is like `send`. */
static gboolean
has_earlier (const ConfabSpread *spread, guint end, gint64 since_us, const Send *send,
    gboolean (*is_like) (const Send *a, const Send *b)) {
  for (guint i = 0; i < end; i++)
    if (spread->sends[i].at_us > since_us && is_like (&spread->sends[i], send))
      return TRUE;
  return FALSE;
}

static gboolean
is_same_text_to_same (const Send *a, const Send *b) {
  return a->person == b->person && a->text == b->text;
}

static gboolean
is_new_to_same (const Send *a, const Send *b) {
  return a->person == b->person && a->is_new && b->is_new;
}

/* Order in the ring does not matter: each pair of sends is counted once. */
static ConfabSpreadFacts
count (const ConfabSpread *spread, gint64 now_us, guint64 text, gboolean is_short) {
  ConfabSpreadFacts facts = { .is_counted = TRUE };
  gint64 since_us = now_us - WINDOW_US;

  for (guint i = 0; i < spread->n; i++) {
    const Send *send = &spread->sends[i];

    if (send->at_us <= since_us)
      continue;
    if (send->is_new && !has_earlier (spread, i, since_us, send, is_new_to_same))
      facts.new_recipients++;
    if (send->text != text)
      continue;
    if (!has_earlier (spread, i, since_us, send, is_same_text_to_same)) {
      facts.people++;
      facts.copies += is_short;
    }
    facts.copies += !is_short;
  }
  return facts;
}

ConfabSpreadFacts
confab_safety_spread_count (const ConfabSpread *spread, gint64 now_us, const char *text,
    const ConfabSpreadRecipient *recipients, gsize n_recipients) {
  ConfabSpread with_pending = *spread;
  ConfabSpreadFacts facts;
  gboolean is_short;
  guint64 hash;

  /* More at once than the ring holds: closed, without counting them one by one. */
  if (n_recipients > MAX_SENDS)
    return (ConfabSpreadFacts){
      .is_counted = TRUE, .copies = G_MAXUINT, .people = (guint)MIN (n_recipients, G_MAXUINT)
    };
  confab_safety_spread_note (&with_pending, now_us, text, recipients, n_recipients);
  hash = hash_text (spread, text, &is_short);
  facts = count (&with_pending, now_us, hash, is_short);
  OPENSSL_cleanse (&with_pending, sizeof with_pending);
  return facts;
}

void
confab_safety_spread_note (ConfabSpread *spread, gint64 now_us, const char *text,
    const ConfabSpreadRecipient *recipients, gsize n_recipients) {
  gboolean is_short;
  guint64 hash = hash_text (spread, text, &is_short);

  for (gsize i = 0; i < n_recipients; i++)
    add (spread, &(Send){ .at_us = now_us,
                     .text = hash,
                     .person = hash_person (spread, recipients[i].address),
                     .is_new = recipients[i].is_new });
}
