/* 10,000 sealed messages that come at once: the whole core, signed in to a scripted server in the
 * same process, whose thread writes what was sealed beforehand as fast as it is taken. Until the
 * last is opened, on the disk and acknowledged. Beside it the same bytes through expat, libomemo-c
 * alone and the same rows into SQLite, in transactions of the same size. Both take turns. A line a
 * version: its name, messages a second of both, the median of the ratios, and the longest turn of
 * Confab's main loop in milliseconds of the processor. It lies where TMPDIR says.
 *
 *   bench-burst MESSAGES */

#define VICTIM_UNFOLDING

#include "../hostile/hostile-victim.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../unit/test-omemo-person.h"
#include "burst-loop.h"

#define ROUNDS 5
#define ACK_EACH 100 /* messages */
#define TAIL 64      /* bytes, of which an acknowledgement has fewer */
/* Asks how far Confab has got, and answers the same before it is taken for silent. */
#define ASK "<r xmlns='urn:xmpp:sm:3'/><a xmlns='urn:xmpp:sm:3' h='0'/>"

/* ---- the longest turn, as in crowd.c ---- */

static gint64 begun_us, longest_us;

static gint64
processor_us (void) {
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
poll_between (GPollFD *files, guint n_files, int timeout_ms) {
  int n;

  if (begun_us != 0)
    longest_us = MAX (longest_us, processor_us () - begun_us);
  n = g_poll (files, n_files, timeout_ms);
  begun_us = processor_us ();
  return n;
}

/* ---- Confab ---- */

typedef struct {
  Burst burst;
  Victim *victim;
  Person alice; /* the account of the victim, in its own vault */
  Person *bob;
} Scene;

static gboolean
on_begin (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  gboolean is_changed;

  return confab_omemo_own_ensure (scope, &((Person *)data)->device, error) &&
         confab_omemo_own_maintain (scope, FALSE, &is_changed, error);
}

static void
append_stanza (GString *xml, GBytes *bytes) {
  static const char name[] = "<message";
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_str_has_prefix (data, name));
  g_string_append (xml, "<message from='" BOB "/r'");
  g_string_append_len (xml, data + strlen (name), (gssize)(size - strlen (name)));
}

/* Both have written once, so that no message begins a session. */
static void
meet (Scene *scene) {
  Person *alice = &scene->alice;
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GBytes) said = NULL;
  g_autoptr (GBytes) answer = NULL;

  *alice = (Person){ .address = (char *)OWN,
    .vault = scene->victim->core->vault,
    .account = confab_model_account_get_id (scene->victim->account),
    .now_us = g_get_real_time (),
    .random = confab_base_random_system () };
  scene->bob = person_new (BOB, alice->random);
  person_do (alice, on_begin, alice);
  person_meet (scene->bob, alice, scene->burst.version);
  person_know (alice, scene->bob, scene->burst.version);
  said = person_say (scene->bob, OWN, "first");
  append_stanza (first, said);
  g_free (victim_hit (scene->victim, first->str, 1));
  answer = person_say (alice, BOB, "answer");
  person_assert_hears (scene->bob, OWN, answer, "answer");
}

static GString *
seal_all (Scene *scene) {
  GString *xml = g_string_new (NULL);
  g_autofree PersonLetter *letters = g_new0 (PersonLetter, scene->burst.n);
  g_autofree PersonJob *jobs = g_new0 (PersonJob, scene->burst.n);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < scene->burst.n; i++) {
    g_ptr_array_add (ids, confab_base_random_dup_id (scene->alice.random, 16));
    letters[i] = (PersonLetter){ OWN, g_ptr_array_index (ids, i), text, NULL, NULL };
    jobs[i] = (PersonJob){ scene->bob, person_on_seal, &letters[i] };
    g_ptr_array_add (
        futures, confab_store_vault_write (scene->bob->vault, person_on_job, &jobs[i], NULL));
  }
  for (guint i = 0; i < scene->burst.n; i++) {
    g_assert_true (test_wait (g_ptr_array_index (futures, i), NULL));
    append_stanza (xml, letters[i].bytes);
    g_bytes_unref (letters[i].bytes);
    if ((i + 1) % ACK_EACH == 0 || i + 1 == scene->burst.n)
      g_string_append (xml, ASK);
  }
  return xml;
}

/* Messages a second. */
static double
confab_round (Scene *scene, const GString *xml) {
  Victim *v = scene->victim;
  guint announced = v->n_announced;
  gsize seen = v->peer->in->len;
  g_autofree char *last = NULL;
  Push job = { v->peer->fd, xml };
  gint64 begun;
  double seconds;
  GThread *thread;

  v->handled += scene->burst.n;
  last = g_strdup_printf ("<a xmlns='urn:xmpp:sm:3' h='%u'/>", v->handled);
  v->peer->answers = FALSE; /* nobody else writes meanwhile */
  begun_us = 0;
  g_main_context_set_poll_func (NULL, poll_between);
  begun = g_get_monotonic_time ();
  thread = g_thread_new ("peer", push, &job);
  while (strstr (v->peer->in->str + seen, last) == NULL) {
    seen = MAX (seen, v->peer->in->len - MIN (v->peer->in->len, TAIL));
    g_main_context_iteration (NULL, TRUE);
  }
  seconds = (double)(g_get_monotonic_time () - begun) / G_USEC_PER_SEC;
  g_main_context_set_poll_func (NULL, NULL);
  g_thread_join (thread);
  v->peer->answers = TRUE;
  peer_settle ();
  g_assert_cmpuint (v->n_announced, ==, announced + scene->burst.n);
  return scene->burst.n / seconds;
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
run_version (ConfabOmemoVersion version, guint n) {
  Scene scene = { .burst = { .version = version, .n = n } };
  double ours[ROUNDS], theirs[ROUNDS], ratios[ROUNDS], turns[ROUNDS];

  scene.victim = victim_new ();
  meet (&scene);
  burst_begin (&scene.burst, scene.victim->profile);
  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (GString) sealed = seal_all (&scene);
    g_autoptr (GString) bare = burst_seal (&scene.burst);

    theirs[i] = burst_round (&scene.burst, bare);
    longest_us = 0;
    ours[i] = confab_round (&scene, sealed);
    turns[i] = (double)longest_us / 1000;
    ratios[i] = ours[i] / theirs[i];
  }
  printf ("%s\t%.0f\t%.0f\t%.3f\t%.1f\n", version == CONFAB_OMEMO_TWO ? "two" : "old",
      median (ours), median (theirs), median (ratios), median (turns));
  fflush (stdout);
  burst_end (&scene.burst);
  person_free (scene.bob);
  victim_free (scene.victim);
}

int
main (int argc, char **argv) {
  g_assert_cmpint (argc, ==, 2);
  dex_init ();
  confab_base_secret_init ();
  for (ConfabOmemoVersion version = CONFAB_OMEMO_OLD; version <= CONFAB_OMEMO_TWO; version++)
    run_version (version, (guint)atoi (argv[1]));
  return 0;
}
