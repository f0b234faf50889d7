/* Fuzz target: the text of a notification. The first byte is the most characters, the rest what
 * somebody wrote.
 *
 * Besides crashes it looks for broken promises: anything that could be markup, more characters than
 * were asked for, a second line, something that is no UTF-8, a text that changes when it is made
 * harmless twice. */

#include <stdint.h>
#include <string.h>

#include "app/app-notify-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *again = NULL;
  gsize most;

  if (size == 0)
    return 0;
  most = data[0];
  text = g_strndup ((const char *)data + 1, size - 1);
  shown = confab_app_notify_text_dup (text, most);
  if (shown == NULL)
    return 0;
  g_assert (shown[0] != '\0' && g_utf8_validate (shown, -1, NULL));
  g_assert (strpbrk (shown, "<>&\n\r\t") == NULL);
  g_assert ((gsize)g_utf8_strlen (shown, -1) <= most);
  again = confab_app_notify_text_dup (shown, most);
  g_assert (g_strcmp0 (again, shown) == 0);
  return 0;
}
