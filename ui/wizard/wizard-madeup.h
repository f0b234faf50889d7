#pragma once

/* Made-up names, for forms that insist on one (R18): "River Maple". */

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  CONFAB_MADEUP_NONE = 0, /* no name is wanted: nothing is made up */
  CONFAB_MADEUP_FIRST,
  CONFAB_MADEUP_LAST,
  CONFAB_MADEUP_WHOLE,
} ConfabMadeup;

/* What a field of that name on the wire wants (XEP-0077 14.1). */
ConfabMadeup confab_wizard_madeup_part (const char *field);
/* The same number makes the same name, whole and in its parts; two that follow each other are never
 * the same. Returns: (transfer full), "" for NONE */
char *confab_wizard_madeup_dup_name (ConfabMadeup part, guint32 number);

G_END_DECLS
