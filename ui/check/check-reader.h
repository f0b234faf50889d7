#pragma once

/* Reads the text of a check picture out of a photo or a picture of a screen. */

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

#define CONFAB_CHECK_READER_MAX_BYTES (16 * 1024 * 1024) /* of a picture file */
#define CONFAB_CHECK_READER_MAX_PIXELS (40 * 1000 * 1000)

/* Resolves to the text (string). Rejects with G_IO_ERROR: NOT_FOUND, no such picture in it;
 * NOT_SUPPORTED, neither PNG nor JPEG; NO_SPACE, too large; or what kept the file from being read.
 * All work is done off the main thread. */
DexFuture *confab_check_reader_read_file (GFile *file);
DexFuture *confab_check_reader_read_bytes (GBytes *bytes);

G_END_DECLS
