#pragma once

/* What this program can do (XEP-0030), told only to those who may have it. No name, no version, no
 * caps in presence (R19). */

#include "xep/xep-answer.h"

G_BEGIN_DECLS

void confab_xep_disco_answer_info (const ConfabXepQuery *query);
void confab_xep_disco_answer_items (const ConfabXepQuery *query);

G_END_DECLS
