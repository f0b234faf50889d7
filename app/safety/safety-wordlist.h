#pragma once

/* 2,048 short words that are hard to mistake for one another (BIP-39, English), for what people
 * read to each other. One list, the same in every language. Pure. */

#include <glib.h>

G_BEGIN_DECLS

#define CONFAB_SAFETY_WORDS 2048

/* NULL for a number of CONFAB_SAFETY_WORDS or more. */
const char *confab_safety_wordlist_get (guint number);

G_END_DECLS
