/* Reads hosts that are numbers: "192.0.2.1", and every other way of writing it that programs take,
 * such as 0xC0000201, 0300.0.2.1 or 3221225985; IPv6 in brackets.
 *
 * The forms are those of inet_aton and of the URL standard. Reaches no network. */

#include "safety/safety-link-private.h"

#include <arpa/inet.h>
#include <string.h>

#define MAX_PARTS 4

/* A number with a base of 8, 10 or 16. FALSE: none. */
static gboolean
read_part (const char *text, gsize length, guint64 *value, gboolean *is_odd) {
  guint base = 10;
  guint64 sum = 0;

  if (length == 0)
    return FALSE;
  if (length >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    base = 16;
    text += 2;
    length -= 2;
    *is_odd = TRUE;
  } else if (length >= 2 && text[0] == '0') {
    base = 8;
    text++;
    length--;
    *is_odd = TRUE;
  }
  for (gsize i = 0; i < length; i++) {
    gint digit = g_ascii_xdigit_value (text[i]);

    if (digit < 0 || (guint)digit >= base)
      return FALSE;
    if (sum <= G_MAXUINT32)
      sum = sum * base + (guint)digit;
  }
  *value = sum;
  return TRUE;
}

static gboolean
is_local_4 (guint32 address) {
  guint8 a = (guint8)(address >> 24), b = (guint8)(address >> 16);

  return a == 0 || a == 10 || a == 127 || (a == 169 && b == 254) ||
         (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168) ||
         (a == 100 && b >= 64 && b < 128) || a >= 224;
}

static ConfabLinkNumber
read_4 (const char *host, char *plain, gsize size, gboolean *is_local) {
  guint64 parts[MAX_PARTS];
  guint n = 0;
  gboolean is_odd = FALSE;
  guint32 address = 0;

  for (const char *at = host; at != NULL && *at != '\0';) {
    const char *dot = strchr (at, '.');
    gsize length = dot != NULL ? (gsize)(dot - at) : strlen (at);

    if (n == MAX_PARTS || !read_part (at, length, &parts[n], &is_odd))
      return CONFAB_LINK_NUMBER_BAD;
    n++;
    at = dot != NULL ? dot + 1 : NULL;
  }
  if (n == 0)
    return CONFAB_LINK_NUMBER_BAD;
  for (guint i = 0; i + 1 < n; i++) {
    if (parts[i] > 0xff)
      return CONFAB_LINK_NUMBER_BAD;
    address |= (guint32)parts[i] << (24 - 8 * i);
  }
  if (parts[n - 1] > (n == 1 ? G_MAXUINT32 : (guint64)G_MAXUINT32 >> (8 * (n - 1))))
    return CONFAB_LINK_NUMBER_BAD;
  address |= (guint32)parts[n - 1];

  g_snprintf (plain, size, "%u.%u.%u.%u", address >> 24, address >> 16 & 0xff, address >> 8 & 0xff,
      address & 0xff);
  *is_local = is_local_4 (address);
  return is_odd || n < MAX_PARTS || strcmp (plain, host) != 0 ? CONFAB_LINK_NUMBER_ODD
                                                              : CONFAB_LINK_NUMBER_PLAIN;
}

static ConfabLinkNumber
read_6 (const char *host, char *plain, gsize size, gboolean *is_local) {
  char inside[INET6_ADDRSTRLEN + 1];
  char text[INET6_ADDRSTRLEN];
  struct in6_addr address;
  gsize length = strlen (host);

  if (length < 3 || length - 2 >= sizeof inside || host[length - 1] != ']')
    return CONFAB_LINK_NUMBER_BAD;
  memcpy (inside, host + 1, length - 2);
  inside[length - 2] = '\0';
  if (inet_pton (AF_INET6, inside, &address) != 1)
    return CONFAB_LINK_NUMBER_BAD;
  inet_ntop (AF_INET6, &address, text, sizeof text);
  g_snprintf (plain, size, "[%s]", text);

  *is_local = IN6_IS_ADDR_LOOPBACK (&address) || IN6_IS_ADDR_UNSPECIFIED (&address) ||
              IN6_IS_ADDR_LINKLOCAL (&address) || IN6_IS_ADDR_MULTICAST (&address) ||
              (address.s6_addr[0] & 0xfe) == 0xfc;
  if (IN6_IS_ADDR_V4MAPPED (&address) || IN6_IS_ADDR_V4COMPAT (&address)) {
    guint32 inner = (guint32)address.s6_addr[12] << 24 | (guint32)address.s6_addr[13] << 16 |
                    (guint32)address.s6_addr[14] << 8 | address.s6_addr[15];

    *is_local = *is_local || is_local_4 (inner);
    return CONFAB_LINK_NUMBER_ODD;
  }
  return CONFAB_LINK_NUMBER_PLAIN;
}

/* The last label decides, as in the URL standard: "1.2.3.4" and "foo.0x7f" are numbers, the latter
 * a bad one. */
static gboolean
ends_in_number (const char *host) {
  const char *last = strrchr (host, '.');
  guint64 value;
  gboolean is_odd;

  last = last != NULL ? last + 1 : host;
  for (const char *c = last; g_ascii_isdigit (*c); c++)
    if (c[1] == '\0')
      return TRUE;
  return last[0] == '0' && read_part (last, strlen (last), &value, &is_odd);
}

ConfabLinkNumber
confab_safety_link_read_number (const char *host, char *plain, gsize size, gboolean *is_local) {
  *is_local = FALSE;
  if (host[0] == '[')
    return read_6 (host, plain, size, is_local);
  if (!ends_in_number (host))
    return CONFAB_LINK_NUMBER_NONE;
  return read_4 (host, plain, size, is_local);
}
