/* All that Confab asks of zbar: QR codes, in gray pixels of a size that the caller has bounded.
 * What comes out is text from outside. */

#include "check/check-scan.h"

#include <zbar.h>

#define GRAY_FORMAT 0x30303859 /* "Y800" */

char *
confab_check_scan_dup_text (const guint8 *gray, guint width, guint height) {
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();
  char *text = NULL;

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_set_format (image, GRAY_FORMAT);
  zbar_image_set_size (image, width, height);
  zbar_image_set_data (image, gray, (unsigned long)width * height, NULL);
  if (zbar_scan_image (scanner, image) > 0) {
    const zbar_symbol_t *symbol = zbar_image_first_symbol (image);

    text = g_strndup (zbar_symbol_get_data (symbol), zbar_symbol_get_data_length (symbol));
  }
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    g_clear_pointer (&text, g_free);
  return text;
}
