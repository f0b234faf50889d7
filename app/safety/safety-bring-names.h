#pragma once

/* Names that a file of buddies may not give away again: those of people who are there already. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ConfabBringNames ConfabBringNames;

ConfabBringNames *confab_safety_bring_names_new (void);
void confab_safety_bring_names_free (ConfabBringNames *self);

/* A name or address that stands for somebody already; UTF-8. Some 10 microseconds. */
void confab_safety_bring_names_take (ConfabBringNames *self, const char *name);
/* The address of a line of the file: nobody else in it is called so either. */
void confab_safety_bring_names_take_line (ConfabBringNames *self, const char *address);
/* May who has `address` be called `name` (nullable: no name is free)? Not if it looks like one that
 * is taken (R01), or cannot be judged. */
gboolean
confab_safety_bring_names_is_free (ConfabBringNames *self, const char *name, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabBringNames, confab_safety_bring_names_free)

G_END_DECLS
