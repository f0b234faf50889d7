/* A module that says so where CONFAB_TEST_INTRUDED leads as soon as a program loads it, with every
 * entry that GTK, GIO and plug-ins of other programs look for. */

#include <stdio.h>
#include <stdlib.h>

void g_io_module_load (void *module);
void g_io_module_unload (void *module);
char **g_io_module_query (void);
void gtk_module_init (int *argc, char ***argv);

__attribute__ ((constructor)) static void
intrude (void) {
  const char *path = getenv ("CONFAB_TEST_INTRUDED");
  FILE *file = path != NULL ? fopen (path, "w") : NULL;

  if (file != NULL)
    fclose (file);
}

void
g_io_module_load (void *module) {
}

void
g_io_module_unload (void *module) {
}

char **
g_io_module_query (void) {
  return NULL;
}

void
gtk_module_init (int *argc, char ***argv) {
}
