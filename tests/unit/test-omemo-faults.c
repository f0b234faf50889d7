/* Every point between a draft and its envelope fails once: each query, each step of OpenSSL, each
 * allocation of the libraries, each draw of numbers, each deed of the disk. What comes out is
 * either nothing, or something sealed that opens; no key ever serves two plaintexts; and afterwards
 * everything goes on. */

#include "test-omemo-fault.h"
#include "test-omemo-person.h"
#include "test-store-disk.h"

#include <sys/mman.h>
#include <sys/wait.h>

#include "omemo/omemo-wire-private.h"

#define MAX_POINTS 20000
#define MAX_ENDS 200
#define ENDED 42
#define SENTENCE "Nobody else shall read this sentence"

/* What went to the wire, and what was encrypted with what. */
typedef struct {
  Person *ann, *phone, *desk;
  GHashTable *steps;     /* device, ratchet key and counter of each key that was sent */
  GHashTable *plaintext; /* of each key with IV */
  Disk *disk;            /* NULL: the faults are not the disk's */
  guint n_sent;
  guint n_failed;
} World;

/* Within OpenSSL's own generator nothing fails here: that ends the program (base-random.h). */
static void
fill_system (gpointer data, guint8 *bytes, gsize size) {
  gint was = g_atomic_int_get (&fault.is_armed);

  if (fault_hit ("random"))
    return;
  g_atomic_int_set (&fault.is_armed, 0);
  confab_base_random_fill (confab_base_random_system (), bytes, size);
  g_atomic_int_set (&fault.is_armed, was);
}

static const ConfabRandom failing_random = { fill_system, NULL };

static World *
world_new (gboolean on_disk) {
  World *world = g_new0 (World, 1);

  if (on_disk)
    world->disk = disk_new (NULL);
  world->ann = person_new ("ann@example.org", &failing_random);
  world->phone = person_new ("ben@example.org", confab_base_random_system ());
  world->desk = person_new ("ben@example.org", confab_base_random_system ());
  person_meet (world->ann, world->phone, CONFAB_OMEMO_OLD);
  person_meet (world->ann, world->desk, CONFAB_OMEMO_TWO);
  person_know (world->phone, world->ann, CONFAB_OMEMO_OLD);
  person_know (world->desk, world->ann, CONFAB_OMEMO_TWO);
  world->steps =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  world->plaintext = g_hash_table_new_full (
      g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, (GDestroyNotify)g_bytes_unref);
  return world;
}

static void
world_free (World *world) {
  person_free (world->ann);
  person_free (world->phone);
  person_free (world->desk);
  g_clear_pointer (&world->disk, disk_free);
  g_hash_table_unref (world->steps);
  g_hash_table_unref (world->plaintext);
  g_free (world);
}

/* No step of a ratchet is sent twice. */
static void
note_steps (World *world, const ConfabXepOmemoSealed *sealed) {
  for (guint i = 0; i < sealed->keys->len; i++) {
    const ConfabXepOmemoKey *key = g_ptr_array_index (sealed->keys, i);
    g_auto (ConfabOmemoWire) wire = { 0 };
    guint8 step[4 + sizeof wire.ratchet + 4];
    gsize size;
    const guint8 *bytes = g_bytes_get_data (key->bytes, &size);

    g_assert_cmpint (confab_omemo_wire_read (sealed->version, key->is_exchange, bytes, size, &wire),
        ==, CONFAB_OMEMO_WIRE_GOOD);
    memcpy (step, &key->device, 4);
    memcpy (step + 4, wire.ratchet, sizeof wire.ratchet);
    memcpy (step + 4 + sizeof wire.ratchet, &wire.counter, 4);
    g_assert_true (g_hash_table_add (world->steps, g_bytes_new (step, sizeof step)));
  }
}

/* A key of a payload counts as soon as it was used; one of a ratchet, which seals the payload's key
 * alone (32 or 48 bytes), when what it made was sent: until then nobody but us has seen it. */
static void
note_used (World *world, gboolean was_sent) {
  for (guint i = 0; i < fault.used->len; i++) {
    GBytes *note = g_ptr_array_index (fault.used, i);
    g_autoptr (GBytes) key = g_bytes_new_from_bytes (note, 0, 32);
    g_autoptr (GBytes) text = g_bytes_new_from_bytes (note, 32, 32);
    GBytes *before = g_hash_table_lookup (world->plaintext, key);
    gsize size;

    memcpy (&size, (const guint8 *)g_bytes_get_data (note, NULL) + 64, sizeof size);
    if (!was_sent && (size == 32 || size == 48))
      continue;
    g_assert_true (before == NULL || g_bytes_equal (before, text));
    g_hash_table_insert (world->plaintext, g_steal_pointer (&key), g_steal_pointer (&text));
  }
  g_ptr_array_set_size (fault.used, 0);
}

/* What went out: sealed, for both devices, and both read it. */
static void
deliver (World *world, GBytes *bytes, const char *text) {
  g_autoptr (GPtrArray) sealed = person_read_sealed (bytes);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_null (memmem (data, size, SENTENCE, strlen (SENTENCE)));
  g_assert_null (memmem (data, size, "<body", 5));
  g_assert_cmpuint (sealed->len, ==, 2);
  for (guint i = 0; i < sealed->len; i++)
    note_steps (world, g_ptr_array_index (sealed, i));
  person_assert_hears (world->phone, world->ann->address, bytes, text);
  person_assert_hears (world->desk, world->ann->address, bytes, text);
  world->n_sent++;
}

static void
answer (World *world) {
  Person *devices[] = { world->phone, world->desk };

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++) {
    g_autoptr (GBytes) bytes = person_say (devices[i], world->ann->address, "Yes.");

    person_assert_hears (world->ann, world->phone->address, bytes, "Yes.");
  }
}

static void
arm (World *world, guint n, gboolean fails_on) {
  if (world->disk != NULL) {
    world->disk->n_deeds = 0;
    world->disk->fail_at = n;
    world->disk->fails_on = fails_on;
    g_atomic_int_set (&world->disk->is_armed, 1);
    fault_arm (0, FALSE);
  } else {
    fault_arm (n, fails_on);
  }
}

static gboolean
disarm (World *world, guint n) {
  gboolean was_reached = fault_disarm ();

  if (world->disk == NULL)
    return was_reached;
  g_atomic_int_set (&world->disk->is_armed, 0);
  return world->disk->n_deeds >= n;
}

/* Another text this time: what failed left no key to be used again. A vault in which nothing could
 * be taken back goes on when it is opened again. */
static GBytes *
try_again (World *world, const char *id, const char *text, gboolean may_restart) {
  GBytes *bytes;

  fault_arm (0, FALSE);
  bytes = person_try_say (world->ann, world->phone->address, id, text);
  fault_disarm ();
  if (bytes == NULL && may_restart) {
    person_restart (world->ann);
    fault_arm (0, FALSE);
    bytes = person_try_say (world->ann, world->phone->address, id, text);
    fault_disarm ();
  }
  g_assert_nonnull (bytes);
  note_used (world, TRUE);
  return bytes;
}

/* One message whose `n`-th point fails, and again until it is sent. FALSE once there is no such
 * point. */
static gboolean
send_with_fault (World *world, guint n, gboolean fails_on) {
  g_autofree char *id = confab_base_random_dup_id (confab_base_random_system (), 16);
  g_autofree char *text = g_strdup_printf (SENTENCE ", number %u.", n);
  g_autofree char *other = g_strconcat (text, " Again.", NULL);
  g_autoptr (GBytes) bytes = NULL;
  gboolean was_reached;

  arm (world, n, fails_on);
  bytes = person_try_say (world->ann, world->phone->address, id, text);
  was_reached = disarm (world, n);
  note_used (world, bytes != NULL);
  if (bytes != NULL) {
    deliver (world, bytes, text);
    return was_reached;
  }
  g_assert_true (was_reached);
  world->n_failed++;
  bytes = try_again (world, id, other, fails_on);
  deliver (world, bytes, other);
  return TRUE;
}

/* Between the process that counts and those that send. */
typedef struct {
  guint n; /* the point that is being tried */
  guint n_failed, n_sent, n_ended;
  char how[MAX_ENDS][120]; /* assertions */
  struct {
    char name[32];
    guint n;
  } kinds[40];
} Count;

static Count *count;

/* In place of the C library's: its caller cannot go on. */
G_NORETURN void
__assert_fail (const char *expression, const char *file, unsigned int line, const char *function);

void
__assert_fail (const char *expression, const char *file, unsigned int line, const char *function) {
  if (count->n_ended < MAX_ENDS)
    g_snprintf (count->how[count->n_ended], sizeof count->how[0], "%s: %s", function, expression);
  _exit (ENDED);
}

static void
count_kinds (void) {
  GHashTableIter iter;
  gpointer name, n;

  g_hash_table_iter_init (&iter, fault.names);
  while (g_hash_table_iter_next (&iter, &name, &n))
    for (guint i = 0; i < G_N_ELEMENTS (count->kinds); i++)
      if (count->kinds[i].n == 0 || g_str_equal (count->kinds[i].name, name)) {
        g_strlcpy (count->kinds[i].name, name, sizeof count->kinds[i].name);
        count->kinds[i].n += GPOINTER_TO_UINT (n);
        break;
      }
  g_hash_table_remove_all (fault.names);
}

typedef enum {
  FIRST = 0, /* nobody has answered: each message begins the session */
  LATER,
  ALL_FAILS, /* and everything after the point fails, too */
  DISK,      /* the disk's deeds */
  DISK_ALL_FAILS,
} Way;

/* Lives on from point `count->n` to the last. */
static void
live (Way way) {
  World *world;
  gboolean is_last;

  dex_init ();
  confab_base_secret_init ();
  fault_init ();
  world = world_new (way >= DISK);
  if (way != FIRST) {
    g_autoptr (GBytes) bytes = person_say (world->ann, world->phone->address, "Are you there?");

    person_assert_hears (world->phone, world->ann->address, bytes, "Are you there?");
    person_assert_hears (world->desk, world->ann->address, bytes, "Are you there?");
    answer (world);
  }
  do {
    guint n_failed = world->n_failed, n_sent = world->n_sent;

    g_assert_cmpuint (count->n, <, MAX_POINTS);
    is_last = !send_with_fault (world, count->n, way == ALL_FAILS || way == DISK_ALL_FAILS);
    count_kinds ();
    count->n_failed += world->n_failed - n_failed;
    count->n_sent += world->n_sent - n_sent;
    if (way != FIRST && count->n % 50 == 0)
      answer (world);
    /* Only some of memory's many, unless the test may be slow ("-m slow"). */
    count->n += way == ALL_FAILS && FAULT_HAS_MEMORY && !g_test_slow ()
                    ? (guint)g_random_int_range (1, 8)
                    : 1;
  } while (!is_last);
  world_free (world);
}

static void
test_points (gconstpointer data) {
  count = mmap (NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (count != MAP_FAILED);
  for (count->n = 1;; count->n++, count->n_ended++) {
    pid_t child = fork ();
    int status;

    g_assert_cmpint (child, >=, 0);
    if (child == 0) {
      live ((Way)GPOINTER_TO_INT (data));
      _exit (0);
    }
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFEXITED (status));
    if (WEXITSTATUS (status) == 0)
      break;
    g_assert_cmpint (WEXITSTATUS (status), ==, ENDED);
    g_assert_cmpuint (count->n_ended, <, MAX_ENDS);
    g_test_message ("point %u: %s", count->n, count->how[count->n_ended]);
  }
  g_test_message ("up to point %u: %u failed, %u ended the program, %u were sent", count->n - 1,
      count->n_failed, count->n_ended, count->n_sent);
  for (guint i = 0; i < G_N_ELEMENTS (count->kinds) && count->kinds[i].n > 0; i++)
    g_test_message ("%s: %u", count->kinds[i].name, count->kinds[i].n);
  g_assert_cmpuint (count->n_failed, >, GPOINTER_TO_INT (data) >= DISK ? 3 : 50);
  munmap (count, sizeof *count);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/omemo/faults/first", GINT_TO_POINTER (FIRST), test_points);
  g_test_add_data_func ("/omemo/faults/later", GINT_TO_POINTER (LATER), test_points);
  g_test_add_data_func ("/omemo/faults/all", GINT_TO_POINTER (ALL_FAILS), test_points);
  g_test_add_data_func ("/hostile/STO-02/ratchets", GINT_TO_POINTER (DISK), test_points);
  g_test_add_data_func ("/hostile/STO-03/ratchets", GINT_TO_POINTER (DISK_ALL_FAILS), test_points);
  return g_test_run ();
}
