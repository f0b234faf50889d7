/* Fuzz target: what a server says while one signs in. The first byte chooses: its first and its
 * last message of SCRAM (a NUL between them, "%" for our nonce), the features of its stream, a
 * refusal, or base64.
 *
 * Besides crashes it looks for broken promises: a server that is believed without a proof, a choice
 * that is no SCRAM or weaker than last time, a refusal whose text could be more than a line. */

#include <stdint.h>
#include <string.h>

#include "xmpp/xmpp-sasl.h"
#include "xmpp/xmpp-scram.h"

#define NONCE "fyko+d2lbbFgONRv9qkxdawL"
#define MAX_LINE 300

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static GBytes *
dup_with_nonce (const char *text, size_t size) {
  g_autofree char *copy = g_strndup (text, size);
  g_auto (GStrv) parts = g_strsplit (copy, "%", 3);
  char *joined = g_strjoinv (NONCE, parts);

  return g_bytes_new_take (joined, strlen (joined));
}

static void
read_scram (const char *text, size_t size, gboolean needs_hash) {
  const char *end = memchr (text, '\0', size);
  size_t first_size = end != NULL ? (size_t)(end - text) : size;
  g_autoptr (ConfabSecret) password = confab_base_secret_new_string ("pencil");
  ConfabScramParams params = { .mechanism = CONFAB_MECHANISM_SHA256,
    .header = "n,,",
    .user = "user",
    .password = password,
    .nonce = NONCE,
    .offer = "SCRAM-SHA-256",
    .needs_hash = needs_hash };
  g_autoptr (ConfabScram) scram = confab_xmpp_scram_new (&params, NULL);
  g_autoptr (GBytes) first = dup_with_nonce (text, first_size);
  g_autoptr (GBytes) last = NULL;
  g_autoptr (ConfabSecret) salted = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *final = NULL;

  if (end != NULL)
    last = dup_with_nonce (end + 1, size - first_size - 1);
  /* Before it is its turn, nothing is a proof. */
  g_assert (last == NULL || !confab_xmpp_scram_check_final (scram, last, NULL));
  if (!confab_xmpp_scram_read_first (scram, first, &error)) {
    g_assert (error != NULL && error->domain == CONFAB_XMPP_ERROR);
    return;
  }
  g_assert (!confab_xmpp_scram_read_first (scram, first, NULL));
  salted = confab_base_secret_new (32);
  final = confab_xmpp_scram_dup_final (scram, salted);
  g_assert (g_str_has_prefix (final, "c=biws,r=" NONCE) && strstr (final, ",p=") != NULL);
  g_assert (last == NULL || !confab_xmpp_scram_check_final (scram, last, NULL));
}

static void
read_features (ConfabStanza *features, uint8_t facts_bits) {
  ConfabSaslFacts facts = { .is_secure = (facts_bits & 1) == 0,
    .has_exporter = (facts_bits & 2) != 0,
    .has_end_point = (facts_bits & 4) != 0,
    .last_mechanism = (facts_bits & 8) != 0 ? CONFAB_MECHANISM_SHA256 : CONFAB_MECHANISM_NONE,
    .last_had_binding = (facts_bits & 16) != 0 };
  ConfabSaslChoice choice = { 0 };
  g_autoptr (GError) error = NULL;

  if (confab_xmpp_sasl_choose (features, &facts, &choice, &error)) {
    g_assert (facts.is_secure && g_str_has_prefix (choice.name, "SCRAM-SHA-"));
    g_assert (choice.mechanism >= facts.last_mechanism);
    g_assert (!facts.last_had_binding || choice.binding != CONFAB_BINDING_NONE);
    g_assert ((choice.binding != CONFAB_BINDING_NONE) == g_str_has_suffix (choice.name, "-PLUS"));
    g_assert (choice.header != NULL && choice.offer != NULL);
  } else {
    g_assert (error != NULL && error->domain == CONFAB_XMPP_ERROR);
  }
  confab_xmpp_sasl_choice_clear (&choice);
}

static void
read_failure (ConfabStanza *failure, uint8_t bits) {
  const ConfabSaslChoice choice = { .binding = (bits & 1) != 0 ? CONFAB_BINDING_EXPORTER
                                                               : CONFAB_BINDING_NONE,
    .header = (bits & 2) != 0 ? "y,," : "n,," };
  g_autoptr (GError) error = confab_xmpp_sasl_dup_failure (failure, &choice, (bits & 4) != 0);

  g_assert (error != NULL && g_utf8_validate (error->message, -1, NULL));
  g_assert (g_utf8_strlen (error->message, -1) <= MAX_LINE);
  g_assert (strpbrk (error->message, "\r\n") == NULL);
}

static void
read_base64 (const char *text) {
  g_autoptr (GBytes) bytes = confab_xmpp_base64_decode (text, 1000);
  g_autofree char *again = NULL;

  if (bytes == NULL)
    return;
  g_assert (g_bytes_get_size (bytes) <= 1000);
  again = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert (g_str_equal (again, text));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  static gboolean is_ready;
  g_autofree char *text = NULL;
  g_autoptr (ConfabStanza) stanza = NULL;

  if (!is_ready) {
    confab_base_secret_init ();
    is_ready = TRUE;
  }
  if (size < 2)
    return 0;
  if (data[0] % 4 == 0) {
    read_scram ((const char *)data + 2, size - 2, data[1] % 2 != 0);
    return 0;
  }
  text = g_strndup ((const char *)data + 2, size - 2);
  if (data[0] % 4 == 3) {
    read_base64 (text);
    return 0;
  }
  stanza = confab_xmpp_stanza_parse (text, -1, NULL);
  if (stanza != NULL && data[0] % 4 == 1)
    read_features (stanza, data[1]);
  else if (stanza != NULL)
    read_failure (stanza, data[1]);
  return 0;
}
