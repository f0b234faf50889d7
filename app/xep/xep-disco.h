#pragma once

/* What this program can do (XEP-0030), told only to those who may have it. No name, no version;
 * what presence says of it is in xep-caps.h (R19). */

#include "xep/xep-answer.h"

G_BEGIN_DECLS

/* What we answer: the <query/> of disco#info, about `node` (nullable). Returns: (transfer full) */
ConfabStanza *confab_xep_disco_info_new (const char *node);

/* Answers about the program, or the node of its presence. */
void confab_xep_disco_answer_info (const ConfabXepQuery *query);
/* There are no items. */
void confab_xep_disco_answer_items (const ConfabXepQuery *query);

G_END_DECLS
