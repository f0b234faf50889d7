/* Fuzz target: xmpp: links, as they are pasted, pressed or read from a picture. Each text is read
 * as an invitation (XEP-0147, XEP-0379, XEP-0401, XEP-0445) and as the text of a check.
 *
 * Besides crashes it looks for broken promises: an address that is none, somebody's name with a
 * second line, a token that does not fit into an attribute, a link that is another one when it is
 * written again. */

#include <stdint.h>
#include <string.h>

#include "base/base-text.h"
#include "omemo/omemo-check.h"
#include "xep/xep-invite.h"

#define MAX_KEYS 64
#define KEY_BYTES 32
#define MAX_NAME 100

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_line (const char *text) {
  g_assert (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= MAX_NAME);
  for (; *text != '\0'; text++)
    g_assert ((guchar)*text >= ' ' && *text != 0x7f);
}

static void
check_token (const char *token) {
  g_assert (*token != '\0' && strlen (token) <= CONFAB_XEP_INVITE_MAX_TOKEN);
  for (; *token != '\0'; token++)
    g_assert (g_ascii_isgraph (*token) && strchr ("<>\"'&", *token) == NULL);
}

static void
read_invite (const char *text) {
  g_autoptr (ConfabXepInvite) invite = confab_xep_invite_read (text);
  g_autoptr (ConfabXepInvite) again = NULL;
  g_autofree char *link = NULL;

  if (invite == NULL)
    return;
  g_assert (invite->who != NULL || invite->domain != NULL);
  if (invite->token != NULL)
    check_token (invite->token);
  if (invite->name != NULL)
    check_line (invite->name);
  if (invite->domain != NULL) {
    g_autoptr (ConfabJid) domain = confab_base_jid_new (invite->domain, NULL);

    g_assert (domain != NULL && confab_base_jid_get_local (domain) == NULL);
  }
  if (invite->who == NULL)
    return;
  g_assert (confab_base_jid_is_bare (invite->who));
  g_assert (confab_base_jid_get_local (invite->who) != NULL);
  link = confab_xep_invite_dup_uri (invite->who, invite->token);
  again = confab_xep_invite_read (link);
  g_assert (again != NULL && confab_base_jid_bare_equal (again->who, invite->who));
  g_assert (g_strcmp0 (again->token, invite->token) == 0);
}

static void
read_check (const char *text) {
  g_autofree char *address = NULL;
  g_autofree char *same = NULL;
  g_autofree char *link = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (ConfabJid) jid = NULL;

  if (!confab_omemo_check_read_uri (text, &address, &keys)) {
    g_assert (address == NULL && keys == NULL);
    return;
  }
  jid = confab_base_jid_new (address, NULL);
  g_assert (jid != NULL && confab_base_jid_is_bare (jid));
  g_assert (keys->len >= 1 && keys->len <= MAX_KEYS);
  link = confab_omemo_check_dup_uri (address, keys);
  g_assert (confab_omemo_check_read_uri (link, &same, &again));
  g_assert (g_str_equal (same, address) && again->len == keys->len);
  for (guint i = 0; i < keys->len; i++) {
    const ConfabOmemoCheckKey *key = keys->pdata[i], *back = again->pdata[i];

    g_assert (g_bytes_get_size (key->identity) == KEY_BYTES);
    g_assert (key->device == back->device && g_bytes_equal (key->identity, back->identity));
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_autofree char *text = g_strndup ((const char *)data, size);

  read_invite (text);
  read_check (text);
  return 0;
}
