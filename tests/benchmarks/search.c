/* How long a search takes in a vault of many kept messages: medians on the reader, first page of
 * hits, beside a plain LIKE over the same rows; and what the index costs. A line a figure, fields
 * between tabs: what, median in µs (or bytes), median of the reference. It measures, and asserts
 * nothing.
 *
 *   bench-search N        messages in the vault */

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/store-accounts.h"
#include "store/store-db-private.h"
#include "store/store-search.h"

#define N_CHATS 200
#define N_WORDS 60000
#define WORDS_PER_MESSAGE 9
#define ADDED_AT_A_TIME 2000
#define RUNS 21
#define FIRST_US (G_GINT64_CONSTANT (1500000000) * G_USEC_PER_SEC)
#define STEP_US (G_GINT64_CONSTANT (250) * G_USEC_PER_SEC)

typedef struct {
  ConfabStoreVault *vault;
  guint n;
  guint n_added;
  gint64 account;
  guint chat;
  gboolean keeps;
  gboolean is_more;
  guint64 random;
} Bench;

static guint
next_random (Bench *bench, guint below) {
  bench->random = bench->random * 6364136223846793005u + 1442695040888963407u;
  return (guint)((bench->random >> 33) % below);
}

/* Few words are frequent and most are rare, as in a language. */
static void
append_word (GString *text, guint rank) {
  static const char *const parts[] = { "ba", "ko", "ten", "ri", "sal", "mu", "ver", "dan", "li",
    "gos", "pe", "tra", "nu", "hel", "fi", "zo" };

  for (guint rest = rank * 2654435761u % 16777216u, i = 0; i < 2 + rank % 3; i++, rest /= 16)
    g_string_append (text, parts[rest % 16]);
  g_string_append_printf (text, "%c", 'a' + (char)(rank % 26));
}

static char *
make_text (Bench *bench) {
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < WORDS_PER_MESSAGE; i++) {
    guint below = N_WORDS >> next_random (bench, 15);

    g_string_append (text, i > 0 ? " " : "");
    append_word (text, next_random (bench, MAX (below, 1)));
  }
  if (next_random (bench, 100) == 0)
    g_string_append (text, " https://example.org/");
  if (bench->n_added % 100000 == 777)
    g_string_append (text, " needle in the haystack");
  return g_string_free (text, FALSE);
}

static char *
peer_of (guint chat) {
  return g_strdup_printf ("somebody-%u@example.org", chat);
}

static gboolean
job_account (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreAccount account = { .address = (char *)"me@example.org" };

  if (!confab_store_accounts_add (db, &account, error))
    return FALSE;
  ((Bench *)data)->account = account.id;
  return TRUE;
}

static gboolean
job_add (ConfabStoreDb *db, gpointer data, GError **error) {
  Bench *bench = data;

  for (guint i = 0; i < ADDED_AT_A_TIME && bench->n_added < bench->n; i++, bench->n_added++) {
    g_autofree char *text = make_text (bench);
    g_autofree char *peer = peer_of (next_random (bench, N_CHATS));
    ConfabStoreMessage message = { .account = bench->account,
      .peer = peer,
      .time_us = FIRST_US + bench->n_added * STEP_US,
      .is_own = next_random (bench, 2) == 0,
      .text = text };

    if (!confab_store_messages_add (db, &message, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
job_follow (ConfabStoreDb *db, gpointer data, GError **error) {
  Bench *bench = data;
  g_autofree char *peer = peer_of (bench->chat);

  return confab_store_search_follow (
      db, bench->account, peer, bench->keeps, &bench->is_more, error);
}

static DexFuture *
on_done (DexFuture *future, gpointer is_done) {
  *(gboolean *)is_done = TRUE;
  return NULL;
}

static gint64
await (DexFuture *future) {
  g_autoptr (DexFuture) owned = future;
  gint64 start = g_get_monotonic_time ();
  gboolean is_done = FALSE;
  g_autoptr (DexFuture) watch = dex_future_finally (dex_ref (owned), on_done, &is_done, NULL);
  g_autoptr (GError) error = NULL;

  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  if (!dex_future_get_value (owned, &error))
    g_error ("%s", error->message);
  return g_get_monotonic_time () - start;
}

static int
compare (gconstpointer a, gconstpointer b) {
  gint64 one = *(const gint64 *)a;
  gint64 two = *(const gint64 *)b;

  return (one > two) - (one < two);
}

static gint64
quantile (GArray *times, double at) {
  g_array_sort (times, compare);
  return times->len > 0 ? g_array_index (times, gint64, (guint)(at * (times->len - 1))) : 0;
}

static void
tell (const char *what, gint64 figure, gint64 reference) {
  printf ("%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\n", what, figure, reference);
  fflush (stdout);
}

static gint64
file_size (const char *folder) {
  g_autofree char *path = g_build_filename (folder, "vault.db", NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? info.st_size : 0;
}

/* ---- asking ---- */

typedef struct {
  const char *typed;
  const char *like;
  gint64 account;
  gboolean one_chat;
  guint n_hits;
} Question;

static gboolean
job_find (ConfabStoreDb *db, gpointer data, GError **error) {
  Question *question = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ConfabStoreAsked) asked = confab_store_asked_new (question->typed, zone);
  ConfabStoreFindChat chat = { question->account, "somebody-7@example.org" };
  ConfabStoreFind find = {
    .asked = asked, .chats = &chat, .n_chats = question->one_chat, .limit = 50
  };
  gboolean is_more;
  g_autoptr (GPtrArray) hits = confab_store_search_find (db, &find, &is_more, error);

  question->n_hits = hits ? hits->len : 0;
  return hits != NULL;
}

static gboolean
job_like (ConfabStoreDb *db, gpointer data, GError **error) {
  Question *question = data;
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking without an index",
      "SELECT id, peer, time_us, text FROM messages WHERE text LIKE ?"
      " AND (?2 = 0 OR peer = 'somebody-7@example.org') ORDER BY id DESC LIMIT 50");

  confab_store_query_bind_text (&query, question->like);
  confab_store_query_bind_int (&query, question->one_chat);
  while (confab_store_query_next (&query))
    ;
  return confab_store_query_end (&query, error);
}

static gint64
measure (Bench *bench, ConfabStoreJob job, Question *question, guint runs) {
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < runs; i++) {
    gint64 took = await (confab_store_vault_read (bench->vault, job, question, NULL));

    g_array_append_val (times, took);
  }
  return quantile (times, 0.5);
}

static void
ask (Bench *bench) {
  g_autoptr (GString) frequent = g_string_new (NULL);
  g_autofree char *begins_2 = NULL, *begins_3 = NULL, *begins_4 = NULL, *phrase = NULL,
                  *in_month = NULL, *mine = NULL, *plain = NULL, *like = NULL, *two = NULL;

  append_word (frequent, 0);
  begins_2 = g_strndup (frequent->str, 2);
  begins_3 = g_strndup (frequent->str, 3);
  begins_4 = g_strndup (frequent->str, 4);
  plain = g_strconcat (frequent->str, " ", NULL);
  phrase = g_strdup_printf ("\"%s %s\"", frequent->str, frequent->str);
  in_month = g_strdup_printf ("%s on:2018-02", frequent->str);
  mine = g_strdup_printf ("%s from:me", frequent->str);
  two = g_strdup_printf ("%s needle", frequent->str);
  like = g_strdup_printf ("%%%s%%", frequent->str);
  {
    Question questions[] = {
      { "needle ", "%needle%" },
      { "haystack needle", "%needle in the haystack%" },
      { "\"needle in the haystack\"", "%needle in the haystack%" },
      { two, "%needle%" },
      { plain, like },
      { begins_2, like },
      { begins_3, like },
      { begins_4, like },
      { phrase, like },
      { mine, like },
      { in_month, like },
      { "has:link", "%https://%" },
      { "before:2018", "%" },
      { "notthere ", "%notthere%" },
      { .typed = plain, .like = like, .one_chat = TRUE },
      { .typed = "needle ", .like = "%needle%", .one_chat = TRUE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (questions); i++) {
      Question *question = &questions[i];
      g_autofree char *what = NULL;
      gint64 took;

      question->account = bench->account;
      took = measure (bench, job_find, question, RUNS);
      what = g_strdup_printf ("find %s%s (%u hits)", question->typed,
          question->one_chat ? " in one chat" : "", question->n_hits);
      tell (what, took, measure (bench, job_like, question, 3));
    }
  }
}

/* ---- the index itself ---- */

static void
follow (Bench *bench, guint n_chats, gboolean keeps, const char *what) {
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *slowest = g_strconcat (what, ", one in a hundred slices is slower than", NULL);
  gint64 start = g_get_monotonic_time ();

  bench->keeps = keeps;
  for (bench->chat = 0; bench->chat < n_chats; bench->chat++)
    do {
      gint64 took = await (confab_store_vault_write (bench->vault, job_follow, bench, NULL));

      g_array_append_val (times, took);
    } while (bench->is_more);
  tell (what, g_get_monotonic_time () - start, times->len);
  tell (slowest, quantile (times, 0.99), quantile (times, 1));
}

int
main (int argc, char **argv) {
  g_autofree char *folder = g_dir_make_tmp ("confab-bench-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "vault.db", NULL);
  Bench bench = { .n = argc > 1 ? (guint)atoi (argv[1]) : 10000, .random = 42 };
  ConfabSecret *key;
  DexFuture *opening;
  gint64 bytes;

  dex_init ();
  confab_base_secret_init ();
  key = confab_base_secret_new (CONFAB_STORE_KEY_BYTES);
  memset (confab_base_secret_get_writable (key), 7, CONFAB_STORE_KEY_BYTES);
  opening = confab_store_vault_open (folder, key);
  await (dex_ref (opening));
  bench.vault = g_value_dup_object (dex_future_get_value (opening, NULL));
  await (confab_store_vault_write (bench.vault, job_account, &bench, NULL));
  while (bench.n_added < bench.n)
    await (confab_store_vault_write (bench.vault, job_add, &bench, NULL));
  await (confab_store_vault_scrub (bench.vault));
  bytes = file_size (folder);
  follow (&bench, N_CHATS, TRUE, "taking all in (slices)");
  tell ("one scrub", await (confab_store_vault_scrub (bench.vault)), 0);
  tell ("bytes of the index, and of the vault without", file_size (folder) - bytes, bytes);
  ask (&bench);
  follow (&bench, 2, FALSE, "taking 1% out (slices)");
  tell ("one scrub after it", await (confab_store_vault_scrub (bench.vault)), 0);
  await (confab_store_vault_close (bench.vault));
  g_unlink (file);
  g_rmdir (folder);
  return 0;
}
