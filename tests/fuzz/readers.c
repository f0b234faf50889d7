/* Fuzz target: everything that reads an element of some extension. The first byte chooses who reads
 * what follows: one reader, or the table with a whole stanza, from a buddy, a stranger, one's own
 * account or the server.
 *
 * Besides crashes it looks for broken promises: a text that could be more than a line, more of
 * anything than its bound, an answer that goes where it may not. */

#include <stdint.h>
#include <string.h>

#include "base/base-text.h"
#include "safety/safety-ledger.h"
#include "xep/xep-block.h"
#include "xep/xep-caps.h"
#include "xep/xep-carbons.h"
#include "xep/xep-ephemeral.h"
#include "xep/xep-form.h"
#include "xep/xep-mam-prefs.h"
#include "xep/xep-mam.h"
#include "xep/xep-message.h"
#include "xep/xep-pep.h"
#include "xep/xep-presence.h"
#include "xep/xep-profile.h"
#include "xep/xep-read.h"
#include "xep/xep-register.h"
#include "xep/xep-roster.h"
#include "xep/xep-server.h"

#define OWN "alice@conf.example"
#define NOW_US G_GINT64_CONSTANT (1700000000000000)

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* ---- what is promised of texts ---- */

static void
check_line (const char *text, glong max) {
  if (text == NULL)
    return;
  g_assert (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= max);
  for (const char *at = text; *at != '\0'; at++)
    g_assert ((guchar)*at >= ' ' && *at != 0x7f);
}

static void
check_id (const char *id) {
  g_assert (id == NULL || strlen (id) <= CONFAB_XEP_MAX_ID);
}

static void
check_message (const ConfabXepMessage *message) {
  g_assert (message->from != NULL);
  check_id (message->id);
  check_id (message->origin_id);
  check_id (message->stanza_id);
  check_id (message->receipt_for);
  check_id (message->archive_id);
  g_assert (message->time_us >= 0 && message->time_us <= NOW_US);
  g_assert (!message->is_sealed || message->body == NULL);
  if (message->body != NULL) {
    g_assert (strlen (message->body) <= CONFAB_XEP_MAX_BODY);
    g_assert (g_utf8_validate (message->body, -1, NULL) && confab_base_text_is_xml (message->body));
  }
}

/* ---- readers ---- */

static void
read_form (const ConfabStanza *stanza) {
  g_autoptr (ConfabXepForm) form = confab_xep_form_read (stanza);

  if (form == NULL)
    return;
  check_line (form->title, CONFAB_XEP_FORM_MAX_LABEL);
  g_assert (form->fields->len <= CONFAB_XEP_FORM_MAX_FIELDS);
  for (guint i = 0; i < form->fields->len; i++) {
    const ConfabXepField *field = g_ptr_array_index (form->fields, i);

    g_assert (
        field->value != NULL && (field->name != NULL || field->kind == CONFAB_XEP_FIELD_SAYS));
    check_line (field->label, CONFAB_XEP_FORM_MAX_LABEL);
    g_assert (field->options->len <= CONFAB_XEP_FORM_MAX_OPTIONS);
    g_assert (field->media->len <= CONFAB_XEP_FORM_MAX_URIS);
  }
}

static void
read_roster (const ConfabStanza *stanza) {
  g_autofree char *version = NULL;
  ConfabXepRosterItem *item = confab_xep_roster_read_push (stanza, &version);

  if (item == NULL)
    return;
  g_assert (confab_base_jid_is_bare (item->jid));
  check_line (item->name, CONFAB_XEP_MAX_NAME);
  confab_xep_roster_item_free (item);
}

static void
read_facts (const ConfabStanza *stanza) {
  g_autoptr (GPtrArray) facts = confab_xep_facts_new ();

  confab_xep_server_read_contacts (stanza, facts);
  confab_xep_server_read_policy (stanza, facts);
  confab_xep_server_read_devices (stanza, NOW_US, facts);
  g_assert (confab_xep_server_read_archive_oldest (stanza, NOW_US) <= NOW_US);
  g_assert (facts->len < 1000);
  for (guint i = 0; i < facts->len; i++)
    check_line (((ConfabXepFact *)g_ptr_array_index (facts, i))->text, 4096);
}

static void
read_card (const ConfabStanza *stanza) {
  g_autoptr (GPtrArray) parts = confab_xep_profile_read_card (stanza);

  for (guint i = 0; i < parts->len; i++) {
    const ConfabXepProfilePart *part = g_ptr_array_index (parts, i);
    g_autoptr (ConfabStanza) without = confab_xep_profile_card_without (stanza, part->name);

    g_assert (part->text != NULL && strlen (part->text) <= 512);
    g_assert (without != NULL);
  }
}

static void
read_event (const ConfabStanza *stanza) {
  g_autofree char *node = NULL;
  g_autoptr (GPtrArray) items = confab_xep_pep_read_event (stanza, &node);

  g_assert (items == NULL || (node != NULL && items->len <= CONFAB_XEP_PEP_MAX_ITEMS));
}

static void
read_rest (const ConfabStanza *stanza) {
  g_autoptr (ConfabXepMamEnd) end = confab_xep_mam_read_end (stanza);
  g_autoptr (ConfabXepRegister) asked = confab_xep_register_read (stanza);
  g_autofree char *ver = confab_xep_caps_dup_ver (stanza);
  gboolean is_blocked = FALSE;
  g_autoptr (GPtrArray) blocked = confab_xep_block_read_push (stanza, &is_blocked);
  guint32 seconds = 0;

  g_assert (strlen (ver) == 28);
  g_assert (asked == NULL || (asked->form != NULL && asked->pictures != NULL));
  if (asked != NULL && asked->page != NULL)
    g_assert (g_str_has_prefix (asked->page, "http"));
  if (end != NULL)
    check_id (end->last);
  g_assert (blocked == NULL || blocked->len <= CONFAB_XEP_MAX_BLOCKED);
  confab_xep_mam_prefs_read (stanza);
  confab_xep_register_read_fate (stanza);
  confab_xep_register_takes_tokens (stanza);
  confab_xep_ephemeral_read (stanza, &seconds);
}

/* ---- the table ---- */

static DexFuture *
on_message (gpointer data, const ConfabXepMessage *message) {
  check_message (message);
  return NULL;
}

static DexFuture *
on_presence (gpointer data, const ConfabXepPresence *presence) {
  g_assert (presence->from != NULL && presence->priority >= -128 && presence->priority <= 127);
  check_line (presence->note, CONFAB_XEP_MAX_NOTE);
  return NULL;
}

/* Only one's own account, or its server for it, may say so. */
static DexFuture *
on_push (gpointer data, const ConfabXepRosterItem *item, const char *version) {
  g_assert (*(uint8_t *)data >= 2);
  return NULL;
}

static DexFuture *
on_block (gpointer data, GPtrArray *jids, gboolean is_blocked) {
  g_assert (*(uint8_t *)data >= 2);
  return NULL;
}

static DexFuture *
on_event (gpointer data, ConfabJid *of, const char *node, GPtrArray *items) {
  g_assert (of != NULL && node != NULL);
  return NULL;
}

static gboolean
is_asked (gpointer data, const char *query_id) {
  return strlen (query_id) < 8;
}

static void
on_archived (gpointer data, const char *id, ConfabXepMessage *message, gsize size) {
  g_assert (*(uint8_t *)data >= 2);
  check_id (id);
  if (message != NULL) {
    check_message (message);
    g_assert (message->is_archived && message->is_copy);
    confab_xep_message_free (message);
  }
}

/* A stanza from somebody; nobody's own word for who sent it counts. */
static void
route (ConfabStanza *stanza, uint8_t who) {
  static const char *const senders[] = { "bob@friend.example/r", "mallory@evil.example/x", OWN,
    NULL };
  static const ConfabXepSink sink = { on_message, on_presence, on_push, on_block, on_event,
    is_asked, on_archived };
  g_autoptr (ConfabJid) own = confab_base_jid_new (OWN, NULL);
  ConfabLedger *ledger = confab_safety_ledger_new ();
  ConfabXepOut *out = confab_xep_out_new (own, ledger, NULL, NULL);
  ConfabXepTable *table = confab_xep_table_new (out, &sink, &who);
  g_autoptr (ConfabClockFake) clock = confab_base_clock_fake_new (NOW_US);
  g_autoptr (DexFuture) durable = NULL;

  confab_xep_table_set_clock (table, confab_base_clock_fake_get (clock));
  confab_xmpp_stanza_set (stanza, "from", senders[who]);
  durable = confab_xep_table_route (table, stanza);
  confab_xep_table_free (table);
  confab_xep_out_free (out);
  confab_safety_ledger_free (ledger);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_autofree char *text = NULL;
  g_autoptr (ConfabStanza) stanza = NULL;

  if (size < 2)
    return 0;
  text = g_strndup ((const char *)data + 1, size - 1);
  stanza = confab_xmpp_stanza_parse (text, -1, NULL);
  if (stanza == NULL)
    return 0;
  switch (data[0] % 16) {
  case 0:
    read_form (stanza);
    break;
  case 1:
    read_roster (stanza);
    break;
  case 2:
    read_facts (stanza);
    break;
  case 3:
    read_card (stanza);
    break;
  case 4:
    read_event (stanza);
    break;
  case 5:
  case 6:
    read_rest (stanza);
    break;
  default:
    route (stanza, data[0] / 16 % 4);
    break;
  }
  return 0;
}
