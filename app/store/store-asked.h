#pragma once

/* What somebody types to find messages, read into what is looked for. Pure: no vault, no clock.
 *
 *   words            all of them, in any order; the last one while it is being typed as a beginning
 *   "some words"     these, one after the other
 *   from:me from:ann from:"Ann Lee"
 *   before:2026-05-14 after:2026-05-14 on:2026-05-14, also of a month (2026-05) or a year (2026)
 *   has:link has:file
 *
 * What is none of these is words. */

#include <glib.h>

G_BEGIN_DECLS

#define CONFAB_STORE_ASKED_MAX_BYTES 1000 /* what comes behind is not read */
#define CONFAB_STORE_ASKED_MAX_TERMS 12
#define CONFAB_STORE_ASKED_MAX_WORDS 48 /* of all terms together */

typedef struct {
  guint first; /* in `words` */
  guint n;
  gboolean is_beginning; /* the last word may go on */
} ConfabStoreTerm;

typedef struct {
  GPtrArray *words; /* owned char *, folded */
  ConfabStoreTerm terms[CONFAB_STORE_ASKED_MAX_TERMS];
  guint n_terms;
  char *from; /* owned; a name or address as it was typed; NULL: anybody */
  gboolean from_me;
  gboolean has_link;
  gboolean has_file;
  gint64 since_us; /* from then on; 0: any time */
  gint64 until_us; /* and before then; G_MAXINT64: any time */
} ConfabStoreAsked;

/* `text` may be anything; days are those of `zone`. Returns: (transfer full) */
ConfabStoreAsked *confab_store_asked_new (const char *text, GTimeZone *zone);
void confab_store_asked_free (ConfabStoreAsked *asked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreAsked, confab_store_asked_free)

/* Nothing is asked for. */
gboolean confab_store_asked_is_empty (const ConfabStoreAsked *asked);

/* Where the terms stand in `text`, valid UTF-8: pairs of start and end in bytes, in their order,
 * none within another; at most `max_pairs`. Returns: how many pairs */
guint confab_store_asked_mark (
    const ConfabStoreAsked *asked, const char *text, gsize *pairs, guint max_pairs);

G_END_DECLS
