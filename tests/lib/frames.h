#pragma once

/* Frames as a server sends them, and a look at those of a client (RFC 6455). Included by one file
 * each. */

#include <glib.h>
#include <string.h>

/* One frame with its head as short as can be; `first` is its first byte. */
static inline void
frames_add (GByteArray *out, guint8 first, const void *data, gsize size) {
  guint n = size < 126 ? 2 : size <= G_MAXUINT16 ? 4 : 10;
  guint8 head[10] = { first, (guint8)(n == 2 ? size : n == 4 ? 126 : 127) };

  for (guint i = 2; i < n; i++)
    head[i] = (guint8)((guint64)size >> (8 * (n - 1 - i)));
  g_byte_array_append (out, head, n);
  g_byte_array_append (out, data, (guint)size);
}

static inline void
frames_add_text (GByteArray *out, const char *text) {
  frames_add (out, 0x81, text, strlen (text));
}

/* The frames of a client one after the other, each as its first byte in hexadecimal, a space and
 * what it says; all of them must be masked. Returns: (transfer full) */
static inline char *
frames_read (const guint8 *data, gsize size) {
  GString *said = g_string_new (NULL);

  while (size > 0) {
    guint n = 2;
    guint64 length = data[1] & 0x7f;
    const guint8 *mask;

    g_assert_cmpuint (data[1] & 0x80, !=, 0);
    if (length >= 126) {
      n = length == 126 ? 4 : 10;
      length = 0;
      for (guint i = 2; i < n; i++)
        length = length << 8 | data[i];
    }
    g_assert_cmpuint (size, >=, n + 4 + length);
    mask = data + n;
    g_string_append_printf (said, "%02x ", data[0]);
    for (guint64 i = 0; i < length; i++)
      g_string_append_c (said, (char)(mask[4 + i] ^ mask[i % 4]));
    g_string_append_c (said, '\n');
    data += n + 4 + length;
    size -= n + 4 + length;
  }
  return g_string_free_and_steal (said);
}
