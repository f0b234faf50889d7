#pragma once

/* What Ben seals: texts, texts in the place of others, and words that take back; and what stands in
 * the vault then. */

#include "test-messaging-talk.h"

#include "xep/xep-correct.h"
#include "xep/xep-retract.h"

static G_GNUC_UNUSED Talk
talk_begin (void) {
  return talk_meet (CONFAB_OMEMO_TWO);
}

typedef struct {
  const char *to;
  const char *id;
  const char *text;     /* NULL: the word alone */
  const char *replaces; /* NULL: nothing */
  const char *retracts; /* the same */
  GBytes *bytes;
} Sealing;

static G_GNUC_UNUSED gboolean
on_seal (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  Sealing *sealing = data;
  g_autoptr (ConfabJid) to = confab_base_jid_new (sealing->to, NULL);
  g_autoptr (ConfabDraft) draft =
      confab_base_draft_new (to, sealing->id, sealing->text != NULL ? sealing->text : "-");
  g_autoptr (ConfabStanza) word =
      sealing->replaces != NULL ? confab_xep_correct_new (sealing->replaces) : NULL;
  g_autoptr (ConfabStanza) other =
      sealing->retracts != NULL ? confab_xep_retract_new (sealing->retracts) : NULL;
  g_autoptr (ConfabEnvelope) envelope = NULL;
  ConfabOmemoBeside beside = {
    .parts = { word, other }, .replaces = sealing->replaces, .is_alone = sealing->text == NULL
  };

  envelope = confab_omemo_seal (scope, CONFAB_SEND_SEAL, draft, &beside, error);
  if (envelope == NULL)
    return FALSE;
  sealing->bytes = g_bytes_ref (confab_base_envelope_get_bytes (envelope));
  return TRUE;
}

static G_GNUC_UNUSED char *
dup_sealed (Talk *talk, Sealing *sealing) {
  g_autoptr (GBytes) bytes = NULL;

  sealing->to = talk->desk->me->address;
  person_do (talk->ben, on_seal, sealing);
  bytes = sealing->bytes;
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Ben writes, in the place of `replaces`; `outside` stands outside of the seal. */
static G_GNUC_UNUSED void
say (Talk *talk, const char *id, const char *text, const char *replaces, const char *outside) {
  Sealing sealing = { .id = id, .text = text, .replaces = replaces };
  g_autofree char *xml = dup_sealed (talk, &sealing);

  arrive (talk, DESK_FRIEND "/phone", xml, outside);
}

static G_GNUC_UNUSED void
take_back (Talk *talk, const char *id, const char *retracts) {
  Sealing sealing = { .id = id, .retracts = retracts };
  g_autofree char *xml = dup_sealed (talk, &sealing);

  arrive (talk, DESK_FRIEND "/phone", xml, "");
}

typedef struct {
  gint64 account;
  GPtrArray *rows;
} Reading;

static G_GNUC_UNUSED gboolean
run_read (ConfabStoreDb *db, gpointer data, GError **error) {
  Reading *reading = data;

  reading->rows = confab_store_messages_after (db, reading->account, DESK_FRIEND, 0, 500, error);
  return reading->rows != NULL;
}

/* "Tea?* (5)": texts, changed ones with a star, those in the clear with
 * a mark, and the kinds of lines, in their order. */
static G_GNUC_UNUSED void
check_rows (Talk *talk, const char *expected) {
  Reading reading = { .account = talk->desk->me->account };
  g_autoptr (GString) text = g_string_new (NULL);

  test_write (talk->desk->me->vault, run_read, &reading);
  for (guint i = 0; i < reading.rows->len; i++) {
    const ConfabStoreMessage *row = g_ptr_array_index (reading.rows, i);

    g_string_append (text, i > 0 ? " " : "");
    if (row->kind == CONFAB_STORE_KIND_LINE)
      g_string_append_printf (text, "(%d%s)", row->reason, row->is_own ? " own" : "");
    else
      g_string_append_printf (
          text, "%s%s%s", row->text, row->changed_us != 0 ? "*" : "", row->is_sealed ? "" : "!");
  }
  g_ptr_array_unref (reading.rows);
  g_assert_cmpstr (text->str, ==, expected);
}
