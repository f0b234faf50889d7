/* Fuzz target: where a file lies and what is said of it. The first byte chooses who reads the rest:
 * an address with a key or without (XEP-0454), a place at the server (XEP-0363), what a sealed
 * message says (XEP-0447, XEP-0448), the head of a host's answer.
 *
 * Besides crashes it looks for broken promises: an address that is another one when it is written
 * again, a name that is a path, a header field that ends a line. */

#include <stdint.h>
#include <string.h>

#include "base/base-text.h"
#include "files/files-url.h"
#include "net/net-http.h"
#include "xep/xep-file.h"
#include "xep/xep-upload.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_line (const char *text) {
  for (; *text != '\0'; text++)
    g_assert ((guchar)*text >= ' ' && *text != 0x7f);
}

static void
check_url (const ConfabFilesUrl *url) {
  g_autofree char *open = confab_files_url_dup_open (url);
  g_autofree char *name = confab_files_url_dup_name (url);
  g_autoptr (ConfabFilesUrl) again = confab_files_url_parse (open);

  g_assert (again != NULL && g_str_equal (again->host, url->host));
  g_assert (again->port == url->port && g_str_equal (again->path, url->path));
  g_assert (url->port != 0 && url->path[0] == '/' && strpbrk (url->path, " \r\n#") == NULL);
  if (name != NULL) {
    g_assert (g_utf8_validate (name, -1, NULL) && strpbrk (name, "/\\") == NULL);
    check_line (name);
  }
  if (url->key != NULL) {
    g_autofree char *sealed = confab_files_url_dup_sealed (open, url->key, url->iv, url->iv_size);
    g_autoptr (ConfabFilesUrl) back = confab_files_url_parse_sealed (sealed);

    /* As it was read, but for an ending that was left to be understood. */
    g_assert (back != NULL || strlen (sealed) > CONFAB_FILES_URL_MAX);
    g_assert (back == NULL || confab_base_secret_equal (back->key, url->key));
  }
}

static void
read_url (const char *text) {
  g_autoptr (ConfabFilesUrl) sealed = confab_files_url_parse_sealed (text);
  g_autoptr (ConfabFilesUrl) open = confab_files_url_parse (text);

  g_assert (sealed == NULL || open == NULL);
  if (sealed != NULL && sealed->key != NULL)
    check_url (sealed);
  if (open != NULL) {
    g_assert (open->key == NULL);
    check_url (open);
  }
}

static void
read_slot (const ConfabStanza *stanza) {
  g_autoptr (ConfabXepSlot) slot = confab_xep_upload_read_slot (stanza);
  guint64 max = 0;

  confab_xep_upload_read_info (stanza, &max);
  if (slot == NULL)
    return;
  g_assert (g_strv_length (slot->fields) % 2 == 0);
  g_assert (g_strv_length (slot->fields) <= 2 * CONFAB_XEP_UPLOAD_MAX_FIELDS);
  for (char **field = slot->fields; *field != NULL; field++) {
    g_assert (**field != '\0');
    check_line (*field);
  }
}

static void
read_file (const ConfabStanza *stanza) {
  g_autoptr (ConfabXepFile) file = confab_xep_file_read (stanza);
  g_autoptr (ConfabStanza) content = NULL;
  g_autoptr (ConfabXepFile) again = NULL;

  if (file == NULL)
    return;
  g_assert (file->key != NULL && (file->iv_size == 12 || file->iv_size == 16));
  if (file->name != NULL)
    check_line (file->name);
  content = confab_xmpp_stanza_new ("content", "urn:xmpp:sce:1");
  confab_xmpp_stanza_take_child (content, confab_xep_file_new (file));
  again = confab_xep_file_read (content);
  g_assert (again != NULL && g_strcmp0 (again->name, file->name) == 0);
  g_assert (again->size == file->size && g_str_equal (again->url, file->url));
  g_assert (confab_base_secret_equal (again->key, file->key));
}

static void
read_head (const char *text, gsize length) {
  ConfabNetHttpHead head;
  gsize found = confab_net_http_head_find (text, length);

  g_assert (found <= length && found <= CONFAB_NET_HTTP_MAX_HEAD);
  if (found == 0 || !confab_net_http_head_read (text, found, &head))
    return;
  g_assert (head.status >= 100 && head.status <= 999);
  g_assert (!head.is_chunked || head.length == CONFAB_NET_HTTP_UNKNOWN);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_autofree char *text = NULL;

  if (size < 1)
    return 0;
  text = g_strndup ((const char *)data + 1, size - 1);
  if (data[0] % 4 == 0) {
    read_url (text);
  } else if (data[0] % 4 == 1) {
    read_head ((const char *)data + 1, size - 1);
  } else {
    g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (text, -1, NULL);

    if (stanza != NULL && data[0] % 4 == 2)
      read_slot (stanza);
    else if (stanza != NULL)
      read_file (stanza);
  }
  return 0;
}
