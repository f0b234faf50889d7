#pragma once

/* The program: one profile, one core, its windows, and how it ends. */

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _ConfabCore ConfabCore;

#define CONFAB_TYPE_APP_PROGRAM (confab_app_program_get_type ())
G_DECLARE_FINAL_TYPE (ConfabAppProgram, confab_app_program, CONFAB, APP_PROGRAM, AdwApplication)

typedef struct {
  const char *profile; /* folder; NULL: the usual one */
  const char *address; /* for the sign-in form; nullable */
  const char *server;  /* HOST:PORT for the sign-in form; nullable */
} ConfabAppOptions;

/* The application id is that of Confab for the usual profile, and one of its own for every other
 * folder, so that two profiles can run in one session. */
ConfabAppProgram *confab_app_program_new (const ConfabAppOptions *options);

/* The application id of that profile (NULL: the usual one), whether it runs or not. Returns:
 * (transfer full) */
char *confab_app_program_dup_id (const char *profile);

/* Borrowed; NULL before it was activated and after it quit. */
ConfabCore *confab_app_program_get_core (ConfabAppProgram *self);

G_END_DECLS
