/* Signing in with a token (XEP-0484), in a transcript, and what lies in the keyring.
 *
 *   prove-token TOKEN         {first} must be the proof of TOKEN, not bound; {token-proof} is then
 *                             the server's
 *   keeps KIND [TEXT]         is in the keyring: token, next-token, agent, password or mark;
 *                             without TEXT there is none; "*" is any
 *   hold-keyring, let-keyring between them it does not say that it has stored something
 *   shut-keyring, open-keyring between them whoever is asked to open it says no
 *   was-asked N               so often
 *   remove-account            the account goes from this computer
 */

#include "flow.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "keyring/keyring-private.h"

static char *
dup_hash (const char *token, const char *who) {
  guint8 out[32];
  unsigned int size = 0;

  HMAC (EVP_sha256 (), token, (int)strlen (token), (const guint8 *)who, strlen (who), out, &size);
  return g_base64_encode (out, size);
}

static void
prove (Flow *self, const char *token) {
  const char *first = g_hash_table_lookup (self->names, "first");
  g_autofree char *expected = dup_hash (token, "Initiator");
  g_autofree guchar *decoded = NULL;
  g_autofree char *hash = NULL;
  gsize size = 0;

  if (first == NULL)
    flow_fail (self, "there is no proof");
  decoded = g_base64_decode (first, &size);
  if (size != strlen ("alice") + 1 + 32 || strcmp ((char *)decoded, "alice") != 0)
    flow_fail (self, "no proof of anything of alice's");
  hash = g_base64_encode (decoded + strlen ("alice") + 1, 32);
  if (!g_str_equal (hash, expected))
    flow_fail (self, "the proof of another token");
  g_hash_table_remove (self->names, "first");
  g_hash_table_replace (self->names, g_strdup ("token-proof"), dup_hash (token, "Responder"));
}

typedef struct {
  Flow *flow;
  ConfabKeyringKind kind;
  const char *wanted; /* NULL: none; "*": any */
} Kept;

static gboolean
is_kept (gpointer data) {
  const Kept *kept = data;
  g_autoptr (DexFuture) loading = confab_keyring_load (kept->flow->keyring, kept->kind, FLOW_OWN);
  const GValue *value = dex_future_get_value (loading, NULL);
  ConfabSecret *secret = value != NULL ? g_value_get_boxed (value) : NULL;

  if (kept->wanted == NULL || secret == NULL)
    return kept->wanted == NULL && secret == NULL;
  return g_str_equal (kept->wanted, "*") ||
         g_str_equal (confab_base_secret_get_string (secret), kept->wanted);
}

static void
hold_keyring (Flow *self) {
  self->held = dex_promise_new ();
  confab_keyring_hold (self->keyring, dex_ref (self->held));
}

static void
let_keyring (Flow *self) {
  confab_keyring_hold (self->keyring, NULL);
  dex_promise_resolve_boolean (self->held, TRUE);
  dex_clear (&self->held);
}

static void
shut_keyring (Flow *self) {
  self->n_asked = 0;
  confab_keyring_lock (self->keyring, &self->n_asked);
}

static void
expect_asked (Flow *self, const char *n) {
  if (self->n_asked != g_ascii_strtoull (n, NULL, 10))
    flow_fail (self, "the keyring was asked %u times", self->n_asked);
}

static void
remove_account (Flow *self) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (self->core), 0);

  dex_clear (&self->act);
  self->act = confab_core_remove_account (self->core, account);
}

static void
expect_kept (Flow *self, const char *rest) {
  static const char *const names[] = { "token", "next-token", "agent", "password", "mark" };
  static const ConfabKeyringKind kinds[] = { CONFAB_KEYRING_TOKEN, CONFAB_KEYRING_NEXT_TOKEN,
    CONFAB_KEYRING_AGENT, CONFAB_KEYRING_PASSWORD, CONFAB_KEYRING_MARK };
  g_auto (GStrv) words = g_strsplit (rest, " ", 2);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    Kept kept = { self, kinds[i], words[1] };

    if (!g_str_equal (names[i], words[0]))
      continue;
    if (!flow_comes_true (is_kept, &kept))
      flow_fail (self, "something else is in the keyring");
    return;
  }
  flow_fail (self, "what?");
}

gboolean
flow_act_on_token (Flow *self, const char *verb, const char *rest) {
  if (g_str_equal (verb, "prove-token"))
    prove (self, rest);
  else if (g_str_equal (verb, "keeps"))
    expect_kept (self, rest);
  else if (g_str_equal (verb, "hold-keyring"))
    hold_keyring (self);
  else if (g_str_equal (verb, "let-keyring"))
    let_keyring (self);
  else if (g_str_equal (verb, "shut-keyring"))
    shut_keyring (self);
  else if (g_str_equal (verb, "open-keyring"))
    confab_keyring_lock (self->keyring, NULL);
  else if (g_str_equal (verb, "was-asked"))
    expect_asked (self, rest);
  else if (g_str_equal (verb, "remove-account"))
    remove_account (self);
  else
    return FALSE;
  return TRUE;
}
