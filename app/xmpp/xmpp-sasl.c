/* Choosing how to sign in. SCRAM only: whatever shows the password, or proves nothing about the
 * server, is refused. A list of bindings that does not fit the list of mechanisms is taken for an
 * attack, never for a reason to go on without binding. */

#include "xmpp/xmpp-sasl.h"

#include <string.h>

#include "base/base-text.h"
#include "xmpp/xmpp-error.h"
#include "xmpp/xmpp-stanza-private.h"

#define MAX_FAILURE 300 /* characters; SASL-14 */
#define BETWEEN '\x1e'  /* XEP-0474 6.1 */
#define BEFORE_TYPES '\x1f'

static const struct {
  ConfabMechanism mechanism;
  const char *name, *plus;
} known[] = {
  /* the best first */
  { CONFAB_MECHANISM_SHA512, "SCRAM-SHA-512", "SCRAM-SHA-512-PLUS" },
  { CONFAB_MECHANISM_SHA256, "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS" },
  { CONFAB_MECHANISM_SHA1, "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS" },
};

typedef struct {
  GPtrArray *mechanisms; /* borrowed strings */
  GPtrArray *types;      /* borrowed strings; NULL if the server has no such list */
  gboolean has_plus;
} Offer;

static gint
compare_bytes (gconstpointer a, gconstpointer b) {
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
holds (GPtrArray *list, const char *word) {
  return list != NULL && g_ptr_array_find_with_equal_func (list, word, g_str_equal, NULL);
}

/* Of `list` (nullable), whose mechanisms are in `ns`. */
static void
offer_read (Offer *offer, ConfabStanza *features, ConfabStanza *list, const char *ns) {
  ConfabStanza *types =
      confab_xmpp_stanza_get_child (features, "sasl-channel-binding", CONFAB_NS_SASL_BINDING);

  offer->mechanisms = g_ptr_array_new ();
  for (guint i = 0; list != NULL && i < confab_xmpp_stanza_get_n_children (list); i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (list, i);

    if (confab_xmpp_stanza_is (child, "mechanism", ns))
      g_ptr_array_add (offer->mechanisms, (char *)confab_xmpp_stanza_get_text (child));
  }
  g_ptr_array_sort (offer->mechanisms, compare_bytes);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    offer->has_plus |= holds (offer->mechanisms, known[i].plus);
  if (types == NULL)
    return;
  offer->types = g_ptr_array_new ();
  for (guint i = 0; i < confab_xmpp_stanza_get_n_children (types); i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (types, i);
    const char *type = confab_xmpp_stanza_get (child, "type");

    if (confab_xmpp_stanza_is (child, "channel-binding", CONFAB_NS_SASL_BINDING) && type != NULL)
      g_ptr_array_add (offer->types, (char *)type);
  }
  g_ptr_array_sort (offer->types, compare_bytes);
}

static void
offer_clear (Offer *offer) {
  g_clear_pointer (&offer->mechanisms, g_ptr_array_unref);
  g_clear_pointer (&offer->types, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Offer, offer_clear)

static void
append_list (GString *out, GPtrArray *list) {
  for (guint i = 0; i < list->len; i++) {
    if (i > 0)
      g_string_append_c (out, BETWEEN);
    g_string_append (out, g_ptr_array_index (list, i));
  }
}

static char *
offer_dup_text (const Offer *offer) {
  GString *out = g_string_new (NULL);

  append_list (out, offer->mechanisms);
  if (offer->types != NULL) {
    g_string_append_c (out, BEFORE_TYPES);
    append_list (out, offer->types);
  }
  return g_string_free_and_steal (out);
}

/* XEP-0440, rules 4, 6 and 7. Without a list, tls-server-end-point is what every server must have.
 */
static ConfabNetBinding
choose_binding (const Offer *offer, const ConfabSaslFacts *facts) {
  gboolean has_list = offer->types != NULL && offer->types->len > 0;

  if (!offer->has_plus)
    return CONFAB_BINDING_NONE;
  if (facts->has_exporter && holds (offer->types, "tls-exporter"))
    return CONFAB_BINDING_EXPORTER;
  if (facts->has_end_point && (!has_list || holds (offer->types, "tls-server-end-point")))
    return CONFAB_BINDING_END_POINT;
  if (facts->has_exporter && !has_list)
    return CONFAB_BINDING_EXPORTER;
  return CONFAB_BINDING_NONE;
}

static void
choose_mechanism (const Offer *offer, ConfabSaslChoice *choice) {
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    const char *name = choice->binding != CONFAB_BINDING_NONE ? known[i].plus : known[i].name;

    if (!holds (offer->mechanisms, name))
      continue;
    choice->mechanism = known[i].mechanism;
    choice->name = name;
    return;
  }
}

/* RFC 5802 section 6: "y" says that we could bind and saw no offer of it, so a server that made one
 * knows that it was removed. */
static void
choose_header (const Offer *offer, const ConfabSaslFacts *facts, ConfabSaslChoice *choice) {
  gboolean can_bind = facts->has_exporter || facts->has_end_point;

  switch (choice->binding) {
  case CONFAB_BINDING_EXPORTER:
    choice->header = "p=tls-exporter,,";
    return;
  case CONFAB_BINDING_END_POINT:
    choice->header = "p=tls-server-end-point,,";
    return;
  case CONFAB_BINDING_NONE:
    break;
  }
  choice->header = can_bind && !offer->has_plus ? "y,," : "n,,";
  choice->needs_hash = can_bind && offer->has_plus;
}

static GError *
dup_refusal (ConfabReason reason) {
  switch (reason) {
  case CONFAB_REASON_NOT_SECURE:
    return g_error_new_literal (
        CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_NOT_SECURE, "no encrypted connection");
  case CONFAB_REASON_WEAKER_THAN_BEFORE:
    return g_error_new_literal (
        CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_WEAKER, "the offer is weaker than last time");
  default:
    return g_error_new_literal (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR,
        "the server offers no way to sign in that keeps the password");
  }
}

static void
choose_from (const Offer *offer, const ConfabSaslFacts *facts, ConfabSaslChoice *choice) {
  choice->binding = choose_binding (offer, facts);
  choose_mechanism (offer, choice);
  choose_header (offer, facts, choice);
}

/* A binding counts for more than a longer hash does. */
static gboolean
is_weaker (const ConfabSaslChoice *one, const ConfabSaslChoice *other) {
  gboolean is_bound = one->binding != CONFAB_BINDING_NONE;
  gboolean is_other_bound = other->binding != CONFAB_BINDING_NONE;

  if (other->mechanism == CONFAB_MECHANISM_NONE)
    return FALSE;
  if (is_bound != is_other_bound)
    return is_other_bound;
  return one->mechanism < other->mechanism;
}

/* XEP-0388, unless that would be weaker than what RFC 6120 has on offer. */
static const Offer *
choose_profile (const Offer *modern, const Offer *classic, const ConfabSaslFacts *facts,
    ConfabSaslChoice *choice) {
  ConfabSaslChoice first = { .is_sasl2 = TRUE };
  ConfabSaslChoice second = { 0 };

  choose_from (modern, facts, &first);
  choose_from (classic, facts, &second);
  *choice =
      first.mechanism != CONFAB_MECHANISM_NONE && !is_weaker (&first, &second) ? first : second;
  return choice->is_sasl2 ? modern : classic;
}

gboolean
confab_xmpp_sasl_choose (ConfabStanza *features, const ConfabSaslFacts *facts,
    ConfabSaslChoice *choice, GError **error) {
  g_auto (Offer) modern = { 0 };
  g_auto (Offer) classic = { 0 };
  const Offer *offer;
  ConfabServerFacts server = { 0 };
  ConfabReason why = CONFAB_REASON_NONE;

  offer_read (&modern, features,
      confab_xmpp_stanza_get_child (features, "authentication", CONFAB_NS_SASL2), CONFAB_NS_SASL2);
  offer_read (&classic, features,
      confab_xmpp_stanza_get_child (features, "mechanisms", CONFAB_NS_SASL), CONFAB_NS_SASL);
  offer = choose_profile (&modern, &classic, facts, choice);

  server.is_secure = facts->is_secure;
  server.has_offer = choice->mechanism != CONFAB_MECHANISM_NONE;
  server.offers_plain_only = !server.has_offer && holds (offer->mechanisms, "PLAIN");
  server.mechanism = choice->mechanism;
  server.has_binding = choice->binding != CONFAB_BINDING_NONE;
  server.last_mechanism = facts->last_mechanism;
  server.last_had_binding = facts->last_had_binding;
  server.has_sasl2 = choice->is_sasl2;
  server.last_had_sasl2 = facts->last_had_sasl2;
  /* ASK is no answer here: nobody can be asked in the middle, and it is not OK. */
  if (confab_safety_judge_server (&server, &why) != CONFAB_SERVER_OK) {
    g_propagate_error (error, dup_refusal (why));
    return FALSE;
  }
  /* XEP-0440, rule 5 */
  if (!offer->has_plus && offer->types != NULL && offer->types->len > 0) {
    g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_INTERCEPTED,
        "types of channel binding without a mechanism for them");
    return FALSE;
  }
  choice->offer = offer_dup_text (offer);
  return TRUE;
}

void
confab_xmpp_sasl_choice_clear (ConfabSaslChoice *choice) {
  g_clear_pointer (&choice->offer, g_free);
}

/* ---- refusals ---- */

static ConfabXmppError
get_code (const char *condition, const char *text, const ConfabSaslChoice *choice,
    gboolean has_answered) {
  gboolean is_bound = choice->binding != CONFAB_BINDING_NONE;
  gboolean is_y = choice->header != NULL && choice->header[0] == 'y';
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (g_str_equal (condition, "account-disabled") || g_str_equal (condition, "credentials-expired"))
    return CONFAB_XMPP_ERROR_ACCOUNT_DISABLED;
  if (g_str_equal (condition, "temporary-auth-failure"))
    return CONFAB_XMPP_ERROR_TRY_LATER;
  if (g_str_equal (condition, "encryption-required"))
    return CONFAB_XMPP_ERROR_NOT_SECURE;
  /* SASL-03: a server that has bindings refuses "y" at once, before any proof. */
  if (is_y && !has_answered)
    return CONFAB_XMPP_ERROR_INTERCEPTED;
  /* TLS-09: servers have no condition of its own for a binding that does not match. */
  if (is_bound &&
      (g_str_equal (condition, "malformed-request") || strstr (lower, "channel binding") != NULL ||
          strstr (lower, "channel-binding") != NULL))
    return CONFAB_XMPP_ERROR_INTERCEPTED;
  if (g_str_equal (condition, "not-authorized"))
    return CONFAB_XMPP_ERROR_WRONG_PASSWORD;
  return CONFAB_XMPP_ERROR_PROTOCOL;
}

GError *
confab_xmpp_sasl_dup_failure (
    ConfabStanza *failure, const ConfabSaslChoice *choice, gboolean has_answered) {
  const char *condition = confab_xmpp_stanza_get_condition (failure, CONFAB_NS_SASL);
  const char *text = confab_xmpp_stanza_get_child_text (failure, "text", NULL);
  g_autofree char *line =
      confab_base_text_dup_line (text, MAX_FAILURE - strlen (condition) - strlen (": "));

  return g_error_new (CONFAB_XMPP_ERROR,
      get_code (condition, text != NULL ? text : "", choice, has_answered), "%s%s%s", condition,
      line != NULL ? ": " : "", line != NULL ? line : "");
}
