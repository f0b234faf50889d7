/* What a message is recognised by when it comes again: live, as a copy, from the archive, or at the
 * next sign-in. Refuses to take an id that its program reuses for the same message, where the text
 * is another one. */

#include "messaging/messaging-private.h"

#include "xep/xep-omemo.h"

/* Of what it says, as far as it can be read here. */
static char *
hash_content (const ConfabXepMessage *message) {
  const char *body = message->body != NULL ? message->body : "";
  const ConfabXepOmemoSealed *sealed =
      message->sealed != NULL ? g_ptr_array_index (message->sealed, 0) : NULL;

  if (sealed != NULL && sealed->payload != NULL)
    return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, sealed->payload);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);
}

/* What a server says at each sign-in, and gives no name (a "message of the day"), is shown once. */
void
confab_messaging_name_server (const ConfabXepMessage *message, char **keys) {
  g_autofree char *hash = hash_content (message);

  if (keys[0] == NULL)
    keys[0] = g_strdup_printf ("server\n%s\n%s", confab_base_jid_get_bare (message->from), hash);
}

/* Origin-id and the server's own id name a message for good, within its chat and direction. A plain
 * id is reused by some programs, so it counts only together with the text. */
void
confab_messaging_name (const ConfabXepMessage *message, char **keys) {
  const char *peer = confab_base_jid_get_bare (message->is_own ? message->to : message->from);
  const char *archive_id = message->is_archived ? message->archive_id : message->stanza_id;

  if (message->origin_id != NULL && message->is_own)
    keys[0] = confab_store_seen_dup_own (peer, message->origin_id);
  else if (message->origin_id != NULL)
    keys[0] = g_strdup_printf ("origin\n%s\n%s", peer, message->origin_id);
  else if (message->id != NULL) {
    g_autofree char *hash = hash_content (message);

    keys[0] = g_strdup_printf (
        "%s\n%s\n%s\n%s", message->is_own ? "own-id" : "id", peer, message->id, hash);
  }
  if (archive_id != NULL)
    keys[1] = g_strdup_printf ("stanza\n%s", archive_id);
}
