#pragma once

/* Signs of life that others ask for (XEP-0199). Our own are the stream's affair. */

#include "xep/xep-answer.h"

G_BEGIN_DECLS

void confab_xep_ping_answer (const ConfabXepQuery *query);

G_END_DECLS
