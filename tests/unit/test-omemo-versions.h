#pragma once

/* Tests that run once with each version of OMEMO. */

#include "xep/xep-omemo.h"

static const ConfabOmemoVersion versions[] = { CONFAB_OMEMO_OLD, CONFAB_OMEMO_TWO };

static inline ConfabOmemoVersion
version_of (gconstpointer data) {
  return versions[GPOINTER_TO_UINT (data)];
}

/* As /omemo/`folder`/`name`/old and …/two. */
static inline void
add (const char *folder, const char *name, GTestDataFunc test) {
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++) {
    g_autofree char *path = g_strdup_printf (
        "/omemo/%s/%s/%s", folder, name, versions[i] == CONFAB_OMEMO_TWO ? "two" : "old");

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test);
  }
}
