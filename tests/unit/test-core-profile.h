#pragma once

/* A whole profile with an account and two buddies, by a clock that the test moves. The vault itself
 * is asked, not the screen. */

#include "core/core-private.h"
#include "store/store-retention.h"
#include "test-store-common.h"

#define HOUR (G_GINT64_CONSTANT (60) * 60 * G_USEC_PER_SEC)
#define DAY (24 * HOUR)
#define NOW G_GINT64_CONSTANT (1800000000000000)
#define ADDRESS "alice@example.org"

typedef struct {
  char *folder;
  ConfabKeyring *keyring;
  ConfabClockFake *fake;
  ConfabClock clock;
  gint64 set; /* by how far the wall clock is wrong */
  ConfabCore *core;
} Fixture;

static G_GNUC_UNUSED gint64
wall (gpointer data) {
  Fixture *fixture = data;

  return confab_base_clock_wall_us (confab_base_clock_fake_get (fixture->fake)) + fixture->set;
}

static G_GNUC_UNUSED gint64
monotonic (gpointer data) {
  return confab_base_clock_monotonic_us (confab_base_clock_fake_get (((Fixture *)data)->fake));
}

static G_GNUC_UNUSED DexFuture *
sleep_for (gpointer data, gint64 microseconds) {
  return confab_base_clock_sleep (
      confab_base_clock_fake_get (((Fixture *)data)->fake), microseconds);
}

static G_GNUC_UNUSED void
start (Fixture *fixture) {
  fixture->core = confab_core_new (fixture->folder, &fixture->clock, NULL);
  confab_core_set_keyring (fixture->core, fixture->keyring);
  test_settle (confab_core_open (fixture->core));
}

static G_GNUC_UNUSED void
stop (Fixture *fixture) {
  test_settle (confab_core_quit (fixture->core));
  g_clear_object (&fixture->core);
}

/* No quit: the vault is let go as it is. */
static G_GNUC_UNUSED void
crash (Fixture *fixture) {
  test_settle (confab_store_vault_close (fixture->core->vault));
  g_clear_object (&fixture->core);
}

static G_GNUC_UNUSED gboolean
job_people (ConfabStoreDb *db, gpointer data, GError **error) {
  static const char *const names[] = { PEER, OTHER };
  gint64 account = test_add_account (db, ADDRESS, error);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    ConfabStoreContact contact = { .account = account, .address = (char *)names[i] };

    CHECK (confab_store_contacts_put (db, &contact, TRUE, error));
  }
  return TRUE;
}

static G_GNUC_UNUSED void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->folder = test_folder ();
  fixture->keyring = confab_keyring_new_in_memory ();
  fixture->fake = confab_base_clock_fake_new (NOW);
  fixture->clock = (ConfabClock){ wall, monotonic, sleep_for, fixture };
  start (fixture);
  test_write (fixture->core->vault, job_people, NULL);
  stop (fixture);
  start (fixture);
}

static G_GNUC_UNUSED void
tear_down (Fixture *fixture, gconstpointer data) {
  stop (fixture);
  confab_keyring_unref (fixture->keyring);
  confab_base_clock_fake_free (fixture->fake);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
}

typedef struct {
  const char *peer;
  const char *text;
  gboolean is_unread, is_waiting;
  gint64 id;
} Message;

static G_GNUC_UNUSED gboolean
job_add (ConfabStoreDb *db, gpointer data, GError **error) {
  Message *message = data;
  ConfabStoreMessage row = { .account = 1,
    .peer = (char *)message->peer,
    .is_unread = message->is_unread,
    .time_us = NOW,
    .text = (char *)message->text };

  CHECK (message->is_waiting ? confab_store_outbox_add (db, &row, error)
                             : confab_store_messages_add (db, &row, error));
  message->id = row.id;
  return TRUE;
}

/* It counts from the next look on. */
static G_GNUC_UNUSED gint64
add (Fixture *fixture, const char *peer, const char *text) {
  Message message = { .peer = peer, .text = text };

  test_write (fixture->core->vault, job_add, &message);
  test_settle (confab_messaging_look (
      fixture->core->vault, confab_core_new_look (fixture->core, NULL, FALSE)));
  return message.id;
}

typedef struct {
  const char *peer;
  GString *texts;
} Reading;

static G_GNUC_UNUSED gboolean
job_texts (ConfabStoreDb *db, gpointer data, GError **error) {
  Reading *reading = data;
  g_autoptr (GPtrArray) rows = confab_store_messages_after (db, 1, reading->peer, 0, 500, error);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (reading->texts, "%s%s", i > 0 ? " " : "",
        ((ConfabStoreMessage *)g_ptr_array_index (rows, i))->text);
  return TRUE;
}

static G_GNUC_UNUSED void
check (Fixture *fixture, const char *peer, const char *texts) {
  Reading reading = { peer, g_string_new (NULL) };

  /* In the queue of the writes: after all that is under way. */
  test_write (fixture->core->vault, job_texts, &reading);
  g_assert_cmpstr (reading.texts->str, ==, texts);
  g_string_free (reading.texts, TRUE);
}

static G_GNUC_UNUSED ConfabModelContact *
contact (Fixture *fixture, const char *peer) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (fixture->core), 0);

  return confab_model_account_find_contact (account, peer);
}

static G_GNUC_UNUSED ConfabModelChat *
chat (Fixture *fixture, const char *peer) {
  return confab_model_contact_get_chat (contact (fixture, peer));
}

static G_GNUC_UNUSED void
close_chat (Fixture *fixture, const char *peer) {
  confab_core_close_chat (fixture->core, chat (fixture, peer));
  test_settle (confab_core_finish_close (fixture->core));
}

/* Time, with the looks that are due in it. */
static G_GNUC_UNUSED void
pass (Fixture *fixture, gint64 microseconds) {
  confab_base_clock_fake_advance (fixture->fake, microseconds);
  test_settle (confab_messaging_look (
      fixture->core->vault, confab_core_new_look (fixture->core, NULL, FALSE)));
}
