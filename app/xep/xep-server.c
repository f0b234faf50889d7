/* One's own server about itself. Every answer is somebody else's word: it is read with bounds, in
 * the words that are known, and what is not understood counts as not said. Addresses stay the text
 * that came, on one line; none is opened, fetched or written to here. */

#include "xep/xep-server.h"

#include <string.h>

#include "base/base-clock.h"
#include "base/base-text.h"
#include "xep/xep-form.h"

#define NS_INFO "http://jabber.org/protocol/disco#info"
#define NS_CLIENTS "urn:xmpp:cam:0"
#define FORM_CONTACTS "http://jabber.org/network/serverinfo"
#define FORM_POLICY "urn:xmpp:data-policy:0"
#define MAX_CHILDREN 512 /* of an answer that are looked at */
#define MAX_TIME 64      /* bytes of a time */

void
confab_xep_fact_free (ConfabXepFact *fact) {
  g_free (fact->id);
  g_free (fact->text);
  g_free (fact);
}

GPtrArray *
confab_xep_facts_new (void) {
  return g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_fact_free);
}

void
confab_xep_facts_add (GPtrArray *facts, ConfabFactKind kind, gint64 number, const char *text) {
  ConfabXepFact *fact = g_new0 (ConfabXepFact, 1);

  fact->kind = kind;
  fact->number = number;
  fact->text = g_strdup (text);
  g_ptr_array_add (facts, fact);
}

/* ---- asking ---- */

/* The one element that an answer is there for. */
typedef struct {
  const char *name;
  const char *ns;
} Wanted;

static DexFuture *
on_answered (DexFuture *answered, gpointer data) {
  const Wanted *wanted = data;
  const GValue *value = dex_future_get_value (answered, NULL);
  ConfabStanza *child =
      confab_xmpp_stanza_get_child (g_value_get_boxed (value), wanted->name, wanted->ns);

  if (child == NULL)
    return dex_future_new_reject (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA, "no such answer");
  return dex_future_new_take_boxed (CONFAB_TYPE_STANZA, confab_xmpp_stanza_ref (child));
}

static DexFuture *
ask (ConfabXepOut *out, const char *to, const Wanted *question, const Wanted *wanted) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", to, NULL);

  confab_xmpp_stanza_add (iq, question->name, question->ns);
  return dex_future_then (confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE),
      on_answered, (gpointer)wanted, NULL);
}

static const Wanted info = { "query", NS_INFO };
static const Wanted ends = { "metadata", CONFAB_XEP_SERVER_ARCHIVE };
static const Wanted list = { "list", NS_CLIENTS };
static const Wanted clients = { "clients", NS_CLIENTS };

DexFuture *
confab_xep_server_ask_info (ConfabXepOut *out) {
  return ask (out, confab_base_jid_get_domain (confab_xep_out_get_own (out)), &info, &info);
}

DexFuture *
confab_xep_server_ask_account (ConfabXepOut *out) {
  return ask (out, confab_base_jid_get_bare (confab_xep_out_get_own (out)), &info, &info);
}

DexFuture *
confab_xep_server_ask_archive_ends (ConfabXepOut *out) {
  return ask (out, NULL, &ends, &ends);
}

DexFuture *
confab_xep_server_ask_devices (ConfabXepOut *out) {
  return ask (out, NULL, &list, &clients);
}

static DexFuture *
on_ended (DexFuture *answered, gpointer data) {
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
confab_xep_server_end_device (ConfabXepOut *out, const char *id) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("set", NULL, NULL);

  confab_xmpp_stanza_set (confab_xmpp_stanza_add (iq, "revoke", NS_CLIENTS), "id", id);
  return dex_future_then (
      confab_xep_out_request (out, iq, CONFAB_CLASS_OWN_SERVER, TRUE), on_ended, NULL, NULL);
}

/* ---- forms beside what a server can do (XEP-0128) ---- */

/* The first form of that type. Returns: (transfer full) (nullable) */
static ConfabXepForm *
dup_form (const ConfabStanza *query, const char *type) {
  guint n = MIN (confab_xmpp_stanza_get_n_children (query), MAX_CHILDREN);

  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (query, i);
    g_autoptr (ConfabXepForm) form = NULL;

    if (confab_xmpp_stanza_is (child, "x", CONFAB_NS_FORM))
      form = confab_xep_form_read (child);
    if (form != NULL && g_strcmp0 (confab_xep_form_get (form, "FORM_TYPE"), type) == 0)
      return g_steal_pointer (&form);
  }
  return NULL;
}

/* A long one is left out: a link that was cut leads somewhere else. Returns: (transfer full)
 * (nullable) */
static char *
dup_address (const char *text) {
  return g_utf8_strlen (text, -1) <= CONFAB_XEP_SERVER_MAX_ADDRESS
             ? confab_base_text_dup_line (text, CONFAB_XEP_SERVER_MAX_ADDRESS)
             : NULL;
}

void
confab_xep_server_read_contacts (const ConfabStanza *query, GPtrArray *facts) {
  static const struct {
    const char *field;
    ConfabFactKind kind;
  } fields[] = {
    { "abuse-addresses", CONFAB_FACT_ABUSE },
    { "support-addresses", CONFAB_FACT_SUPPORT },
    { "security-addresses", CONFAB_FACT_SECURITY },
    { "admin-addresses", CONFAB_FACT_ADMIN },
    { "status-addresses", CONFAB_FACT_STATUS },
    { "feedback-addresses", CONFAB_FACT_FEEDBACK },
    { "sales-addresses", CONFAB_FACT_SALES },
  };
  g_autoptr (ConfabXepForm) form = dup_form (query, FORM_CONTACTS);
  guint n = 0;

  for (guint i = 0; form != NULL && i < G_N_ELEMENTS (fields); i++) {
    const char *value = confab_xep_form_get (form, fields[i].field);
    g_auto (GStrv) lines = g_strsplit (value != NULL ? value : "", "\n", -1);

    for (char **line = lines; *line != NULL && n < CONFAB_XEP_SERVER_MAX_CONTACTS; line++) {
      g_autofree char *address = dup_address (*line);

      if (address == NULL)
        continue;
      confab_xep_facts_add (facts, fields[i].kind, 0, address);
      n++;
    }
  }
}

/* ---- the policy ---- */

static gint64
read_hours (const ConfabXepForm *form, const char *name) {
  const char *text = confab_xep_form_get (form, name);
  guint64 hours = 0;

  if (g_strcmp0 (text, "infinite") == 0)
    return CONFAB_FACT_FOREVER;
  if (text == NULL || !confab_base_text_parse_uint (text, CONFAB_XEP_SERVER_MAX_HOURS, &hours))
    return CONFAB_FACT_UNSAID;
  return (gint64)hours;
}

/* XEP-0504 takes silence for "no"; here it stays silence. */
static gint64
read_flag (const ConfabXepForm *form, const char *name) {
  const char *text = confab_xep_form_get (form, name);

  if (g_strcmp0 (text, "1") == 0 || g_strcmp0 (text, "true") == 0)
    return 1;
  if (g_strcmp0 (text, "0") == 0 || g_strcmp0 (text, "false") == 0)
    return 0;
  return CONFAB_FACT_UNSAID;
}

/* "none" beside others is no none. */
static gint64
read_access (const ConfabXepForm *form) {
  static const struct {
    const char *value;
    gint64 flag;
  } values[] = {
    { "admins", CONFAB_FACT_ACCESS_ADMINS },
    { "moderators", CONFAB_FACT_ACCESS_MODERATORS },
    { "organization_member", CONFAB_FACT_ACCESS_MEMBERS },
    { "government", CONFAB_FACT_ACCESS_GOVERNMENT },
    { "advertisers", CONFAB_FACT_ACCESS_ADVERTISERS },
    { "partners", CONFAB_FACT_ACCESS_PARTNERS },
  };
  const char *text = confab_xep_form_get (form, "access_policy");
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  gint64 access = 0;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_strv_contains ((const char *const *)lines, values[i].value))
      access |= values[i].flag;
  if (access == 0 && g_strcmp0 (text, "none") == 0)
    return CONFAB_FACT_ACCESS_NONE;
  return access != 0 ? access : CONFAB_FACT_UNSAID;
}

void
confab_xep_server_read_policy (const ConfabStanza *query, GPtrArray *facts) {
  g_autoptr (ConfabXepForm) form = dup_form (query, FORM_POLICY);
  g_autofree char *terms = NULL;
  g_autofree char *extra = NULL;

  if (form == NULL)
    return;
  confab_xep_facts_add (facts, CONFAB_FACT_RETENTION, read_hours (form, "data_retention"), NULL);
  confab_xep_facts_add (facts, CONFAB_FACT_AT_REST, read_flag (form, "encryption_at_rest"), NULL);
  confab_xep_facts_add (facts, CONFAB_FACT_ACCESS, read_access (form), NULL);
  confab_xep_facts_add (facts, CONFAB_FACT_DELETION, read_flag (form, "data_deletion"), NULL);
  confab_xep_facts_add (facts, CONFAB_FACT_ERASURE, read_flag (form, "full_erasure"), NULL);
  confab_xep_facts_add (facts, CONFAB_FACT_EXPORT, read_flag (form, "data_export"), NULL);
  confab_xep_facts_add (
      facts, CONFAB_FACT_BACKUP_EVERY, read_hours (form, "backup_frequency"), NULL);
  confab_xep_facts_add (
      facts, CONFAB_FACT_BACKUP_KEPT, read_hours (form, "backup_retention"), NULL);
  if (confab_xep_form_get (form, "tos") != NULL)
    terms = dup_address (confab_xep_form_get (form, "tos"));
  if (terms != NULL)
    confab_xep_facts_add (facts, CONFAB_FACT_TERMS, 0, terms);
  if (confab_xep_form_get (form, "extra_info") != NULL)
    extra = g_strstrip (confab_base_text_dup_body (
        confab_xep_form_get (form, "extra_info"), CONFAB_XEP_SERVER_MAX_EXTRA));
  if (extra != NULL && *extra != '\0')
    confab_xep_facts_add (facts, CONFAB_FACT_EXTRA, 0, extra);
}

/* ---- the archive ---- */

gboolean
confab_xep_server_has (const ConfabStanza *query, const char *feature) {
  guint n = MIN (confab_xmpp_stanza_get_n_children (query), MAX_CHILDREN);

  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (query, i);

    if (confab_xmpp_stanza_is (child, "feature", NS_INFO) &&
        g_strcmp0 (confab_xmpp_stanza_get (child, "var"), feature) == 0)
      return TRUE;
  }
  return FALSE;
}

/* 0 for none that can be one: it may not lie in the future. */
static gint64
read_time (const char *text, gint64 now_us) {
  gint64 time_us = text != NULL && strlen (text) <= MAX_TIME ? confab_base_clock_parse (text) : -1;

  return time_us > 0 && time_us <= now_us ? time_us : 0;
}

gint64
confab_xep_server_read_archive_oldest (const ConfabStanza *metadata, gint64 now_us) {
  ConfabStanza *start = confab_xmpp_stanza_get_child (metadata, "start", CONFAB_XEP_SERVER_ARCHIVE);
  gint64 oldest_us;

  if (start == NULL)
    return 0;
  oldest_us = read_time (confab_xmpp_stanza_get (start, "timestamp"), now_us);
  return oldest_us > 0 ? oldest_us : CONFAB_FACT_UNSAID;
}

/* ---- who is signed in ---- */

/* "Program, device", as far as it says. Returns: (transfer full) (nullable) */
static char *
dup_device (const ConfabStanza *client) {
  ConfabStanza *agent = confab_xmpp_stanza_get_child (client, "user-agent", NS_CLIENTS);
  g_autofree char *software = NULL;
  g_autofree char *device = NULL;

  if (agent == NULL)
    return NULL;
  software =
      confab_base_text_dup_line (confab_xmpp_stanza_get_child_text (agent, "software", NS_CLIENTS),
          CONFAB_XEP_SERVER_MAX_NAME);
  device = confab_base_text_dup_line (
      confab_xmpp_stanza_get_child_text (agent, "device", NS_CLIENTS), CONFAB_XEP_SERVER_MAX_NAME);
  if (software != NULL && device != NULL)
    return g_strdup_printf ("%s, %s", software, device);
  return software != NULL ? g_steal_pointer (&software) : g_steal_pointer (&device);
}

/* It is said back to the server as it came, or not at all. */
static void
set_id (ConfabXepFact *fact, const char *id) {
  if (id != NULL && *id != '\0' && strlen (id) <= CONFAB_XEP_SERVER_MAX_ID)
    fact->id = g_strdup (id);
}

void
confab_xep_server_read_devices (const ConfabStanza *answer, gint64 now_us, GPtrArray *facts) {
  guint n = MIN (confab_xmpp_stanza_get_n_children (answer), MAX_CHILDREN);
  guint n_read = 0;

  for (guint i = 0; i < n && n_read < CONFAB_XEP_SERVER_MAX_DEVICES; i++) {
    ConfabStanza *client = confab_xmpp_stanza_get_nth (answer, i);
    const char *connected = confab_xmpp_stanza_get (client, "connected");
    gboolean is_here = g_strcmp0 (connected, "true") == 0 || g_strcmp0 (connected, "1") == 0;
    g_autofree char *text = NULL;

    if (!confab_xmpp_stanza_is (client, "client", NS_CLIENTS))
      continue;
    text = dup_device (client);
    confab_xep_facts_add (facts, is_here ? CONFAB_FACT_DEVICE_HERE : CONFAB_FACT_DEVICE_AWAY,
        read_time (confab_xmpp_stanza_get_child_text (
                       client, is_here ? "first-seen" : "last-seen", NS_CLIENTS),
            now_us),
        text);
    set_id (g_ptr_array_index (facts, facts->len - 1), confab_xmpp_stanza_get (client, "id"));
    n_read++;
  }
  if (n_read > 0)
    confab_xep_facts_add (facts, CONFAB_FACT_DEVICES, n_read, NULL);
}
