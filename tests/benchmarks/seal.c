/* Messages a second: sealed for 1, 5 and 25 devices and opened by one, in a vault with its commits,
 * beside a loop over libomemo-c alone, sessions in memory, with the same provider and ciphers. Both
 * take turns. One line a figure: name, devices, Confab, the loop, and the median of the ratios of
 * the rounds. With commits batched a second is one of the processor, of all threads, so that what
 * else runs on the machine does not count; with one commit each it is one of the clock.
 *
 *   bench-seal [VERSION DEVICES ROUNDS]     one scene, and every round of it */

#include <stdio.h>
#include <time.h>

#include "../lib/omemo-bare.h"
#include "../unit/test-omemo-person.h"

#define ROUNDS 5
#define MESSAGES 240 /* of a round, fewer with many devices */
#define ARCHIVED 10000
#define MAX_DEVICES 25

static const char text[] = "Shall we meet at six by the old bridge? I will bring the tent if you "
                           "find somebody for the boat.";

/* One writer, and the devices of one person that is written to; the first of them opens. */
typedef struct {
  ConfabOmemoVersion version;
  guint n_devices;
  Person *writer, *readers[MAX_DEVICES];
  Bare *bare_writer, *bare_readers[MAX_DEVICES];
} Scene;

typedef struct {
  Scene *scene;
  PersonKeys keys[MAX_DEVICES];
} Lists;

static gboolean
on_lists (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  Lists *lists = data;
  g_autoptr (GPtrArray) devices =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_device_free);
  ConfabOmemoListed listed;
  gboolean is_usable;

  for (guint i = 0; i < lists->scene->n_devices; i++)
    person_add_device (devices, lists->keys[i].device);
  if (!confab_omemo_devices_set (
          scope, lists->keys[0].address, lists->scene->version, devices, &listed, error))
    return FALSE;
  for (guint i = 0; i < lists->scene->n_devices; i++) {
    ConfabOmemoNeed need = { (char *)lists->keys[i].address, lists->keys[i].device,
      lists->scene->version };

    if (!confab_omemo_needs_take (scope, &need, lists->keys[i].bundle, &is_usable, error))
      return FALSE;
    g_assert_true (is_usable);
  }
  return TRUE;
}

/* Everybody has written once, so that no message begins a session. */
static void
settle_persons (Scene *scene) {
  g_autoptr (GBytes) first = NULL;
  Lists lists = { .scene = scene };

  for (guint i = 0; i < scene->n_devices; i++) {
    Person *reader = scene->readers[i];

    lists.keys[i] = (PersonKeys){ scene->version, reader->address, reader->device, NULL };
    person_do (reader, person_on_bundle, &lists.keys[i]);
    person_know (reader, scene->writer, scene->version);
  }
  person_do (scene->writer, on_lists, &lists);
  first = person_say (scene->writer, scene->readers[0]->address, text);
  for (guint i = 0; i < scene->n_devices; i++) {
    g_autoptr (GBytes) answer = NULL;

    confab_xep_omemo_bundle_free (lists.keys[i].bundle);
    person_assert_hears (scene->readers[i], scene->writer->address, first, text);
    answer = person_say (scene->readers[i], scene->writer->address, text);
    person_assert_hears (scene->writer, scene->readers[i]->address, answer, text);
  }
}

static void
settle_bare (Scene *scene) {
  for (guint i = 0; i < scene->n_devices; i++) {
    Bare *ends[] = { scene->bare_writer, scene->bare_readers[i], scene->bare_writer };

    g_assert_cmpint (bare_begin (ends[0], ends[1], 1), >=, 0);
    for (guint n = 0; n < 2; n++) {
      g_autofree guint8 *bytes = NULL;
      signal_buffer *plain = NULL;
      gboolean is_exchange = FALSE;
      gsize size = 0;

      g_assert_cmpint (bare_encrypt (ends[n], ends[n + 1]->device, (const guint8 *)text, 48, &bytes,
                           &size, &is_exchange),
          ==, 0);
      g_assert_cmpint (
          bare_decrypt (ends[n + 1], ends[n]->device, bytes, size, is_exchange, &plain), ==, 0);
      signal_buffer_bzero_free (plain);
    }
  }
}

static Scene *
scene_new (ConfabOmemoVersion version, guint n_devices) {
  const ConfabRandom *random = confab_base_random_system ();
  Scene *scene = g_new0 (Scene, 1);
  guint number = version == CONFAB_OMEMO_TWO ? 4 : 3;

  scene->version = version;
  scene->n_devices = n_devices;
  scene->writer = person_new ("ann@example.org", random);
  scene->bare_writer = bare_new (1, number, random);
  for (guint i = 0; i < n_devices; i++) {
    scene->readers[i] = person_new ("ben@example.org", random);
    scene->bare_readers[i] = bare_new (i + 2, number, random);
  }
  settle_persons (scene);
  settle_bare (scene);
  return scene;
}

static void
scene_free (Scene *scene) {
  person_free (scene->writer);
  bare_free (scene->bare_writer);
  for (guint i = 0; i < scene->n_devices; i++) {
    person_free (scene->readers[i]);
    bare_free (scene->bare_readers[i]);
  }
  g_free (scene);
}

/* What a round is measured with. */
typedef struct {
  gint64 clock_ns, processor_ns;
} Watch;

/* Messages a second. */
typedef struct {
  double clock, processor;
} Speed;

static gint64
read_clock (clockid_t clock) {
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static Watch
watch_start (void) {
  return (Watch){ read_clock (CLOCK_MONOTONIC), read_clock (CLOCK_PROCESS_CPUTIME_ID) };
}

static Speed
watch_stop (Watch begun, guint n) {
  Watch now = watch_start ();

  return (Speed){ n * 1e9 / (double)(now.clock_ns - begun.clock_ns),
    n * 1e9 / (double)(now.processor_ns - begun.processor_ns) };
}

/* ---- the loop over libomemo-c ---- */

typedef struct {
  guint8 blob[CONFAB_OMEMO_TWO_KEY], iv[CONFAB_OMEMO_OLD_IV];
  GBytes *payload;
  guint8 *keys[MAX_DEVICES];
  gsize sizes[MAX_DEVICES];
} BareMessage;

static void
bare_seal (Scene *scene, BareMessage *message) {
  const ConfabRandom *random = confab_base_random_system ();
  gboolean is_two = scene->version == CONFAB_OMEMO_TWO, is_exchange;
  gsize blob_size = is_two ? CONFAB_OMEMO_TWO_KEY : CONFAB_OMEMO_OLD_KEY;

  if (is_two)
    confab_omemo_crypto_seal_two (
        random, (const guint8 *)text, strlen (text), message->blob, &message->payload);
  else
    confab_omemo_crypto_seal_old (
        random, (const guint8 *)text, strlen (text), message->blob, message->iv, &message->payload);
  for (guint i = 0; i < scene->n_devices; i++)
    g_assert_cmpint (bare_encrypt (scene->bare_writer, i + 2, message->blob, blob_size,
                         &message->keys[i], &message->sizes[i], &is_exchange),
        ==, 0);
}

static void
bare_open (Scene *scene, BareMessage *message, guint reader) {
  gboolean is_two = scene->version == CONFAB_OMEMO_TWO;
  signal_buffer *plain = NULL;
  gsize size, length;
  const guint8 *payload = g_bytes_get_data (message->payload, &size);
  char *opened;

  g_assert_cmpint (bare_decrypt (scene->bare_readers[reader], 1, message->keys[reader],
                       message->sizes[reader], FALSE, &plain),
      ==, 0);
  opened =
      is_two ? confab_omemo_crypto_open_two (
                   signal_buffer_data (plain), signal_buffer_len (plain), payload, size, &length)
             : confab_omemo_crypto_open_old (signal_buffer_data (plain), signal_buffer_len (plain),
                   message->iv, CONFAB_OMEMO_OLD_IV, payload, size, &length);
  g_assert_cmpmem (opened, length, text, strlen (text));
  confab_omemo_crypto_free (opened, length);
  signal_buffer_bzero_free (plain);
}

static void
bare_round (Scene *scene, guint n, Speed *sealed, Speed *opened) {
  g_autofree BareMessage *messages = g_new0 (BareMessage, n);
  Watch begun = watch_start ();

  for (guint i = 0; i < n; i++)
    bare_seal (scene, &messages[i]);
  *sealed = watch_stop (begun, n);
  begun = watch_start ();
  for (guint i = 0; i < n; i++)
    bare_open (scene, &messages[i], 0);
  *opened = watch_stop (begun, n);
  for (guint i = 0; i < n; i++) {
    for (guint d = 0; d < scene->n_devices; d++)
      g_free (messages[i].keys[d]);
    g_bytes_unref (messages[i].payload);
  }
}

/* ---- Confab ---- */

/* One message; the draft stands before it is sealed, the elements are read before they are opened,
 * as in the program. */
typedef struct {
  ConfabDraft *draft;
  ConfabEnvelope *envelope;
  const char *from;
  GPtrArray *elements;
  gboolean is_archived;
  ConfabOmemoOpened opened;
} Letter;

static gboolean
on_seal (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  Letter *letter = data;

  letter->envelope = confab_omemo_seal (scope, CONFAB_SEND_SEAL, letter->draft, NULL, error);
  return letter->envelope != NULL;
}

static gboolean
on_open (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  Letter *letter = data;

  return confab_omemo_open (scope, letter->from, scope->own, letter->elements, letter->is_archived,
      &letter->opened, error);
}

/* One job for each, at once or one after the other; each commit is on the disk. */
static Speed
run_jobs (Person *person,
    gboolean (*work) (const ConfabOmemoScope *scope, gpointer data, GError **error),
    Letter *letters, guint n, gboolean at_once) {
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  Watch begun = watch_start ();

  for (guint i = 0; i < n; i++) {
    PersonJob *job = g_new0 (PersonJob, 1);

    *job = (PersonJob){ person, work, &letters[i] };
    g_ptr_array_add (futures, confab_store_vault_write (person->vault, person_on_job, job, g_free));
    if (!at_once)
      g_assert_true (test_wait (g_ptr_array_index (futures, i), NULL));
  }
  for (guint i = 0; i < n; i++)
    g_assert_true (test_wait (g_ptr_array_index (futures, i), NULL));
  return watch_stop (begun, n);
}

static void
confab_round (Scene *scene, guint n, gboolean at_once, Speed *sealed, Speed *opened) {
  g_autofree Letter *letters = g_new0 (Letter, n);
  g_autoptr (ConfabJid) to = confab_base_jid_new (scene->readers[0]->address, NULL);

  for (guint i = 0; i < n; i++) {
    letters[i].draft = confab_base_draft_new (to, "00112233445566778899aabbccddeeff", text);
    letters[i].from = scene->writer->address;
    letters[i].is_archived = n == ARCHIVED;
  }
  *sealed = run_jobs (scene->writer, on_seal, letters, n, at_once);
  for (guint i = 0; i < n; i++)
    letters[i].elements = person_read_sealed (confab_base_envelope_get_bytes (letters[i].envelope));
  *opened = run_jobs (scene->readers[0], on_open, letters, n, at_once);
  for (guint i = 0; i < n; i++) {
    g_assert_cmpstr (letters[i].opened.text, ==, text);
    confab_omemo_opened_clear (&letters[i].opened);
    g_ptr_array_unref (letters[i].elements);
    confab_base_envelope_unref (letters[i].envelope);
    confab_base_draft_unref (letters[i].draft);
  }
}

/* ---- figures ---- */

static int
compare (gconstpointer a, gconstpointer b) {
  return *(const double *)a < *(const double *)b ? -1 : 1;
}

static double
median (double values[ROUNDS]) {
  qsort (values, ROUNDS, sizeof *values, compare);
  return values[ROUNDS / 2];
}

static void
print_figure (
    const char *name, guint n_devices, gboolean by_clock, const Speed *confab, const Speed *bare) {
  double ours[ROUNDS], theirs[ROUNDS], ratios[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++) {
    ours[i] = by_clock ? confab[i].clock : confab[i].processor;
    theirs[i] = by_clock ? bare[i].clock : bare[i].processor;
    ratios[i] = ours[i] / theirs[i];
  }
  printf ("%s\t%u\t%.0f\t%.0f\t%.3f\n", name, n_devices, median (ours), median (theirs),
      median (ratios));
  fflush (stdout);
}

static void
run_scene (ConfabOmemoVersion version, guint n_devices) {
  static const char *const names[] = { "old", "two" };
  Scene *scene = scene_new (version, n_devices);
  guint n = n_devices > 5 ? MESSAGES / 4 : MESSAGES;
  Speed sealed[3][ROUNDS], opened[3][ROUNDS];

  for (guint i = 0; i < ROUNDS; i++) {
    bare_round (scene, n, &sealed[0][i], &opened[0][i]);
    confab_round (scene, n, TRUE, &sealed[1][i], &opened[1][i]);
    confab_round (scene, n, FALSE, &sealed[2][i], &opened[2][i]);
  }
  for (guint way = 1; way <= 2; way++) {
    const char *how = way == 1 ? "commits batched" : "one commit each";
    g_autofree char *seal = g_strdup_printf ("seal %s, %s", names[version - 1], how);
    g_autofree char *open = g_strdup_printf ("open %s, %s", names[version - 1], how);

    print_figure (seal, n_devices, way == 2, sealed[way], sealed[0]);
    print_figure (open, n_devices, way == 2, opened[way], opened[0]);
  }
  scene_free (scene);
}

static void
run_archive (ConfabOmemoVersion version) {
  Scene *scene = scene_new (version, 1);
  Speed sealed[2], opened[2];

  bare_round (scene, ARCHIVED, &sealed[0], &opened[0]);
  confab_round (scene, ARCHIVED, TRUE, &sealed[1], &opened[1]);
  printf ("open %u archived, %s\t1\t%.0f\t%.0f\t%.3f\n", ARCHIVED,
      version == CONFAB_OMEMO_TWO ? "two" : "old", opened[1].processor, opened[0].processor,
      opened[1].processor / opened[0].processor);
  scene_free (scene);
}

static void
run_rounds (ConfabOmemoVersion version, guint n_devices, guint n_rounds) {
  Scene *scene = scene_new (version, n_devices);

  for (guint i = 0; i < n_rounds; i++) {
    Speed sealed[2], opened[2];

    bare_round (scene, MESSAGES, &sealed[0], &opened[0]);
    confab_round (scene, MESSAGES, TRUE, &sealed[1], &opened[1]);
    printf ("seal %.0f of %.0f: %.3f\topen %.0f of %.0f: %.3f\n", sealed[1].processor,
        sealed[0].processor, sealed[1].processor / sealed[0].processor, opened[1].processor,
        opened[0].processor, opened[1].processor / opened[0].processor);
  }
  scene_free (scene);
}

int
main (int argc, char *argv[]) {
  static const guint counts[] = { 1, 5, MAX_DEVICES };

  dex_init ();
  confab_base_secret_init ();
  if (argc == 4) {
    run_rounds ((ConfabOmemoVersion)atoi (argv[1]), MIN ((guint)atoi (argv[2]), MAX_DEVICES),
        (guint)atoi (argv[3]));
    return 0;
  }
  for (ConfabOmemoVersion version = CONFAB_OMEMO_OLD; version <= CONFAB_OMEMO_TWO; version++) {
    for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
      run_scene (version, counts[i]);
    run_archive (version);
  }
  return 0;
}
