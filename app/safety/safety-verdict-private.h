#pragma once

/* How a judge ends: with its verdict, and the reason where the caller wants it. */

#include "safety/safety-judges.h"

G_BEGIN_DECLS

static inline int
confab_safety_verdict (int verdict, ConfabReason reason, ConfabReason *why) {
  if (why != NULL)
    *why = reason;
  return verdict;
}

G_END_DECLS
