/* Runs a fuzz target over files that are named as arguments, or over all files of folders, without
 * libFuzzer: where coverage is measured. */

#include <glib.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
replay_file (const char *path) {
  g_autofree char *data = NULL;
  gsize size = 0;

  if (g_file_get_contents (path, &data, &size, NULL))
    LLVMFuzzerTestOneInput ((const uint8_t *)data, size);
}

int
main (int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    g_autoptr (GDir) folder = g_dir_open (argv[i], 0, NULL);
    const char *name;

    if (folder == NULL)
      replay_file (argv[i]);
    while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
      g_autofree char *path = g_build_filename (argv[i], name, NULL);

      replay_file (path);
    }
  }
  return 0;
}
