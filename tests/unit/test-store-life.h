#pragma once

/* A vault's life for tests that end it: messages that come and go, each in one job that writes to
 * several tables, a chat that is erased all the time, and what must be there afterwards. */

#include "test-store-common.h"

#include "store/store-db-private.h"
#include "store/store-search.h"

#define LIFE_IN_FLIGHT 40
#define LIFE_ERASE_EVERY 10
#define LIFE_WAITING "cat@example.org"

typedef struct {
  guint number;
  gsize size;
  guint n_rows;
} LifeJob;

static inline gboolean
life_account (ConfabStoreDb *db, gpointer data, GError **error) {
  return test_add_account (db, "me@example.org", error) == 1;
}

static inline gboolean
life_add (ConfabStoreDb *db, gpointer data, GError **error) {
  LifeJob *job = data;
  g_autofree char *text = g_strnfill (job->size, 'x');

  g_snprintf (text, job->size, "%u", job->number);
  return test_add_message (db, 1, PEER, text, FALSE, error) != 0;
}

/* What one message that comes or goes writes: its row, what was seen, the outbox, words, and
 * another chat that is erased all the time. Its number is in each. */
static inline gboolean
life_add_all (ConfabStoreDb *db, gpointer data, GError **error) {
  LifeJob *job = data;
  g_autofree char *wire_id = g_strdup_printf ("wire-%u", job->number);
  ConfabStoreMessage waiting = {
    .account = 1, .peer = (char *)LIFE_WAITING, .time_us = 1000, .wire_id = wire_id, .text = wire_id
  };
  gboolean is_new;
  gboolean is_more;

  if (!life_add (db, data, error) || test_add_message (db, 1, OTHER, wire_id, FALSE, error) == 0 ||
      !confab_store_seen_check (db, 1, wire_id, 1000, &is_new, error) ||
      !confab_store_outbox_add (db, &waiting, error))
    return FALSE;
  g_assert_true (is_new);
  return job->number % LIFE_ERASE_EVERY != 0 ||
         (confab_store_search_follow (db, 1, PEER, TRUE, &is_more, error) &&
             confab_store_chats_erase (db, 1, OTHER, FALSE, FALSE, NULL, error));
}

/* Numbers run from 0 without a gap or a double. */
static inline gboolean
life_check (ConfabStoreDb *db, gpointer data, GError **error) {
  LifeJob *job = data;
  gint64 last = 0;

  job->n_rows = 0;
  for (;;) {
    g_autoptr (GPtrArray) rows = confab_store_messages_after (db, 1, PEER, last, 500, error);

    if (!rows)
      return FALSE;
    if (rows->len == 0)
      return TRUE;
    for (guint i = 0; i < rows->len; i++) {
      ConfabStoreMessage *message = g_ptr_array_index (rows, i);

      g_assert_cmpint (atoi (message->text), ==, (int)job->n_rows);
      job->n_rows++;
      last = message->id;
    }
  }
}

/* What was written of the erased chat since it was erased last, and nothing from before. */
static inline gboolean
life_check_erased (ConfabStoreDb *db, guint n_rows, GError **error) {
  g_autoptr (GPtrArray) rows = confab_store_messages_after (db, 1, OTHER, 0, 500, error);
  guint number = n_rows == 0 ? 0 : (n_rows - 1) / LIFE_ERASE_EVERY * LIFE_ERASE_EVERY + 1;

  if (!rows)
    return FALSE;
  for (guint i = 0; i < rows->len; i++, number++) {
    const ConfabStoreMessage *message = g_ptr_array_index (rows, i);

    g_assert_cmpint (atoi (message->text + strlen ("wire-")), ==, (int)number);
  }
  g_assert_cmpuint (number, ==, n_rows == 0 ? 0 : n_rows);
  return TRUE;
}

/* All that one job wrote is there, or nothing of it; and the file is whole. */
static inline gboolean
life_check_all (ConfabStoreDb *db, gpointer data, GError **error) {
  LifeJob *job = data;
  guint n = 0;

  CHECK (life_check (db, data, error));
  CHECK (life_check_erased (db, job->n_rows, error));
  for (gint64 after = 0;;) {
    g_autoptr (GPtrArray) rows = confab_store_outbox_list (db, 1, after, 500, error);

    g_assert_no_error (*error);
    if (rows->len == 0)
      break;
    for (guint i = 0; i < rows->len; i++) {
      ConfabStoreOutboxRow *row = g_ptr_array_index (rows, i);
      gboolean is_new = TRUE;

      g_assert_cmpint (atoi (row->text + strlen ("wire-")), ==, (int)n);
      after = row->message;
      if (++n + LIFE_IN_FLIGHT < job->n_rows)
        continue;
      CHECK (confab_store_seen_check (db, 1, row->text, 1000, &is_new, error));
      g_assert_false (is_new);
    }
  }
  g_assert_cmpuint (n, ==, job->n_rows);
  CHECK (confab_store_db_run (
      db, "Looking at the index", "INSERT INTO search (search) VALUES ('integrity-check')", error));
  return confab_store_db_check (db, error);
}
