/* What messages say of files, in both directions: to those who read version 2 all of it (XEP-0447,
 * XEP-0448), to others an address that carries the key (XEP-0454). It leaves in nothing but what is
 * sealed, and what came in the clear is text. */

#include "messaging/messaging-files-private.h"

#include <string.h>

#include "base/base-text.h"

/* Beside the address some programs put a small picture: it is not looked at (R32). */
static ConfabFilesUrl *
parse_text (const char *text) {
  const char *end = text != NULL ? strchr (text, '\n') : NULL;
  g_autofree char *first = NULL;

  if (end == NULL || !g_str_has_prefix (end + 1, "data:image/"))
    return text != NULL ? confab_files_url_parse_sealed (text) : NULL;
  first = g_strndup (text, (gsize)(end - text));
  return confab_files_url_parse_sealed (first);
}

static ConfabStoreFile *
from_url (const ConfabFilesUrl *url) {
  ConfabStoreFile *file = g_new0 (ConfabStoreFile, 1);
  char *name = confab_files_url_dup_name (url);

  file->name = name != NULL ? name : g_strdup ("");
  file->size = CONFAB_STORE_FILE_SIZE_UNKNOWN;
  file->url = confab_files_url_dup_open (url);
  file->key = confab_base_secret_ref (url->key);
  file->iv = g_bytes_new (url->iv, url->iv_size);
  return file;
}

/* NULL: it lies nowhere that can be gone to. */
static ConfabStoreFile *
from_said (const ConfabXepFile *said) {
  g_autoptr (ConfabFilesUrl) url = confab_files_url_parse (said->url);
  ConfabStoreFile *file;

  if (url == NULL)
    return NULL;
  file = g_new0 (ConfabStoreFile, 1);
  file->name = said->name != NULL ? g_strdup (said->name) : confab_files_url_dup_name (url);
  if (file->name == NULL)
    file->name = g_strdup ("");
  file->type = g_strdup (said->type);
  file->size = said->size;
  file->url = confab_files_url_dup_open (url);
  file->key = confab_base_secret_ref (said->key);
  file->iv = g_bytes_new (said->iv, said->iv_size);
  if (said->has_hash)
    file->hash = g_bytes_new (said->hash, sizeof said->hash);
  return file;
}

ConfabStoreFile *
confab_messaging_files_from_opened (const ConfabOmemoOpened *opened) {
  g_autoptr (ConfabXepFile) said =
      opened->content != NULL ? confab_xep_file_read (opened->content) : NULL;
  g_autoptr (ConfabFilesUrl) url = NULL;
  ConfabStoreFile *file = said != NULL ? from_said (said) : NULL;

  if (file != NULL)
    return file;
  url = parse_text (opened->text);
  return url != NULL ? from_url (url) : NULL;
}

static ConfabStanza *
dup_attachment (const ConfabStoreFile *file) {
  ConfabXepFile said = { .name = *file->name != '\0' ? file->name : NULL,
    .type = file->type,
    .size = file->size,
    .url = file->url,
    .key = file->key };
  ConfabStanza *sharing;

  said.iv_size = MIN (g_bytes_get_size (file->iv), sizeof said.iv);
  memcpy (said.iv, g_bytes_get_data (file->iv, NULL), said.iv_size);
  said.has_hash = file->hash != NULL && g_bytes_get_size (file->hash) == CONFAB_XEP_FILE_HASH;
  if (said.has_hash)
    memcpy (said.hash, g_bytes_get_data (file->hash, NULL), CONFAB_XEP_FILE_HASH);
  sharing = confab_xep_file_new (&said);
  explicit_bzero (said.iv, sizeof said.iv);
  return sharing;
}

gboolean
confab_messaging_files_say (
    ConfabStoreDb *db, gint64 message, char **text, ConfabStanza **attachment, GError **error) {
  g_autoptr (ConfabStoreFile) file = confab_store_files_get (db, message, error);
  ConfabFilesLock lock;

  *text = NULL;
  *attachment = NULL;
  if (file == NULL)
    return FALSE;
  if (file->url == NULL || !confab_messaging_files_lock (file, &lock))
    return TRUE;
  *text = confab_files_url_dup_sealed (file->url, lock.key, lock.iv, lock.iv_size);
  *attachment = dup_attachment (file);
  return TRUE;
}

gboolean
confab_messaging_files_again (ConfabStoreDb *db, ConfabStoreFile *file, GError **error) {
  if (file->url != NULL)
    return TRUE;
  if (file->place == NULL || file->hash == NULL) {
    g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND,
        "There is nothing of the file to send again");
    return FALSE;
  }
  file->state = CONFAB_FILE_WAITING;
  file->cause = CONFAB_FILE_CAUSE_NONE;
  return confab_store_files_set_state (db, file->message, file->state, file->cause, error);
}
