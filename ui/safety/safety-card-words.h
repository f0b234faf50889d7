#pragma once

/* Words for what is known of a server, and for what it says of itself. */

#include "model/model-fact.h"
#include "model/model-types.h"

G_BEGIN_DECLS

/* Under which heading a fact stands, in their order on the page. */
typedef enum {
  CONFAB_CARD_LINE = 0,
  CONFAB_CARD_PEOPLE,
  CONFAB_CARD_ARCHIVE,
  CONFAB_CARD_POLICY,
  CONFAB_CARD_DEVICES,
  CONFAB_CARD_COUNT
} ConfabCardPart;

/* Translated, static. Over the first part the name of the server stands instead: "" here. The
 * second may be NULL. */
const char *confab_safety_card_words_heading (ConfabCardPart part);
const char *confab_safety_card_words_foot (ConfabCardPart part);
/* What is said where there is no fact of that part; NULL: there always is. */
const char *confab_safety_card_words_nothing (ConfabCardPart part);
const char *confab_safety_card_words_advice (ConfabCardPart part);

/* COUNT: it has no line of its own on the page. */
ConfabCardPart confab_safety_card_words_part (ConfabModelFact *fact);
/* The line, and what stands below it: plain text. `domain`: of the server. Returns: (transfer full)
 */
char *confab_safety_card_words_dup_title (ConfabModelFact *fact, const char *domain);
char *confab_safety_card_words_dup_text (ConfabModelFact *fact);
/* Of which chats a server keeps copies: what stands below that line once it said so anew. NULL:
 * it did not. Translated, static. */
const char *confab_safety_card_words_keeps (ConfabServerKeeps keeps);
/* The link in it that may be opened by a press: https, mailto, xmpp, and nothing else. Borrowed,
 * nullable. */
const char *confab_safety_card_words_link (ConfabModelFact *fact);
/* "3 hours", "7 days", "Without an end", "Not said". Returns: (transfer full) */
char *confab_safety_card_words_dup_hours (gint64 hours);

G_END_DECLS
