/* What is asked and told on the way to the first message: lists and bundles, one's own and theirs.
 * Each answer of the server in turn, and all of them, is an error, silence, empty or nonsense; each
 * query of the vault in turn fails. Whatever comes, nothing leaves in plain text, no step of a
 * ratchet is sent twice, and once things work again the message arrives. */

#include "test-omemo-fault.h"

#include "test-messaging-desk.h"

#include "omemo/omemo-wire-private.h"

#define SENTENCE "Nobody else shall read this sentence"
#define MAX_QUERIES 100
#define MAX_POINTS 20000
#define ROUNDS 20
#define NS_STANZAS "urn:ietf:params:xml:ns:xmpp-stanzas"
#define RESULT "<iq type='result'>%s</iq>"
#define REFUSED "<iq type='error'><error type='%s'><%s xmlns='" NS_STANZAS "'/></error></iq>"
#define ITEMS                                                                                      \
  "<iq type='result'><pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='%s'>"          \
  "<item id='%s'>%s</item></items></pubsub></iq>"

/* What comes instead of an answer. */
typedef enum {
  GOOD = 0,
  NOT_FOUND,
  FORBIDDEN,
  BROKEN,  /* internal-server-error */
  SILENCE, /* until it timed out */
  EMPTY,
  NONSENSE,
  DAMAGED, /* devices that cannot be, a signature that does not hold */
} Bad;

static const char *const names[] = { "good", "not-found", "forbidden", "broken", "silence", "empty",
  "nonsense", "damaged" };

typedef struct {
  Desk *desk;
  Person *ben;                            /* borrowed; one device, which speaks both versions */
  char *bundles[CONFAB_OMEMO_TWO + 1][2]; /* good, damaged: read before anything fails */
  Bad bad;
  guint bad_at;   /* which query, from 1; 0: all */
  guint n_asked;  /* answered so far */
  guint n_seen;   /* of what was sent, looked at for queries */
  guint n_read;   /* and for messages */
  guint n_opened; /* by Ben */
  GHashTable *steps;
  GHashTable *texts; /* of messages: the same bytes again are no second use */
} World;

/* Within OpenSSL's own generator nothing fails here: that ends the program (base-random.h). */
static void
fill_system (gpointer data, guint8 *bytes, gsize size) {
  gint was = g_atomic_int_get (&fault.is_armed);

  g_atomic_int_set (&fault.is_armed, 0);
  confab_base_random_fill (confab_base_random_system (), bytes, size);
  g_atomic_int_set (&fault.is_armed, was);
}

static const ConfabRandom spared_random = { fill_system, NULL };

/* ---- the server ---- */

static char *
dup_list (const World *world, ConfabOmemoVersion version, Bad bad) {
  g_autoptr (GPtrArray) devices =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_device_free);
  g_autoptr (ConfabStanza) list = NULL;

  if (bad == DAMAGED)
    return g_strdup (version == CONFAB_OMEMO_TWO
                         ? "<devices xmlns='urn:xmpp:omemo:2'><device id='0'/><device/></devices>"
                         : "<list xmlns='eu.siacs.conversations.axolotl'><device id='-7'/>"
                           "<device id='99999999999'/></list>");
  person_add_device (devices, world->ben->device);
  list = confab_xep_omemo_devices_new (version, devices);
  return confab_xmpp_stanza_to_string (list);
}

static void
read_bundles (World *world, ConfabOmemoVersion version) {
  PersonKeys keys = { version, world->ben->address, world->ben->device, NULL };

  person_do (world->ben, person_on_bundle, &keys);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (ConfabStanza) bundle = confab_xep_omemo_bundle_new (keys.bundle);

    world->bundles[version][i] = confab_xmpp_stanza_to_string (bundle);
    g_clear_pointer (&keys.bundle->signature, g_bytes_unref);
    keys.bundle->signature = g_bytes_new_take (g_malloc0 (64), 64);
  }
  confab_xep_omemo_bundle_free (keys.bundle);
}

/* What the nodes hold; one's own hold nothing. */
static char *
dup_item (const World *world, const char *to, const char *node, Bad bad) {
  g_autofree char *old = confab_xep_omemo_dup_bundle_node (CONFAB_OMEMO_OLD, world->ben->device);

  if (g_strcmp0 (to, DESK_FRIEND) != 0)
    return NULL;
  if (g_str_equal (node, CONFAB_OMEMO_OLD_DEVICES))
    return dup_list (world, CONFAB_OMEMO_OLD, bad);
  if (g_str_equal (node, CONFAB_OMEMO_TWO_DEVICES))
    return dup_list (world, CONFAB_OMEMO_TWO, bad);
  if (g_str_equal (node, old))
    return g_strdup (world->bundles[CONFAB_OMEMO_OLD][bad == DAMAGED]);
  return g_str_equal (node, CONFAB_OMEMO_TWO_BUNDLES)
             ? g_strdup (world->bundles[CONFAB_OMEMO_TWO][bad == DAMAGED])
             : NULL;
}

static char *
dup_fetched (const World *world, const ConfabStanza *iq, const ConfabStanza *items, Bad bad) {
  const char *node = confab_xmpp_stanza_get (items, "node");
  g_autofree char *item = dup_item (world, confab_xmpp_stanza_get (iq, "to"), node, bad);
  g_autofree char *id = g_strdup_printf ("%u", world->ben->device);

  if (bad == NONSENSE)
    return g_strdup_printf (ITEMS, node, "current", "<nonsense xmlns='urn:example'>x</nonsense>");
  if (item == NULL)
    return g_strdup_printf (REFUSED, "cancel", "item-not-found");
  return g_strdup_printf (
      ITEMS, node, g_str_equal (node, CONFAB_OMEMO_TWO_BUNDLES) ? id : "current", item);
}

/* NULL: no answer. */
static char *
dup_answer (const World *world, const ConfabStanza *iq, Bad bad) {
  const char *pubsub_ns = "http://jabber.org/protocol/pubsub";
  ConfabStanza *pubsub = confab_xmpp_stanza_get_child (iq, "pubsub", pubsub_ns);
  ConfabStanza *items =
      pubsub != NULL ? confab_xmpp_stanza_get_child (pubsub, "items", pubsub_ns) : NULL;

  switch (bad) {
  case NOT_FOUND:
    return g_strdup_printf (REFUSED, "cancel", "item-not-found");
  case FORBIDDEN:
    return g_strdup_printf (REFUSED, "auth", "forbidden");
  case BROKEN:
    return g_strdup_printf (REFUSED, "wait", "internal-server-error");
  case SILENCE:
    return NULL;
  case EMPTY:
    return g_strdup_printf (RESULT, "");
  case GOOD:
  case NONSENSE:
  case DAMAGED:
    break;
  }
  return items != NULL ? dup_fetched (world, iq, items, bad) : g_strdup_printf (RESULT, "");
}

/* The oldest query that was not answered. */
static ConfabStanza *
next_query (World *world) {
  GPtrArray *sent = world->desk->stream->sent;

  while (!g_str_has_prefix (sent->pdata[world->n_seen], "<iq"))
    world->n_seen++;
  return confab_xmpp_stanza_parse (sent->pdata[world->n_seen++], -1, NULL);
}

static void
answer_next (World *world) {
  g_autoptr (ConfabStanza) iq = next_query (world);
  gboolean is_bad = world->bad_at == 0 || ++world->n_asked == world->bad_at;
  g_autofree char *answer = dup_answer (world, iq, is_bad ? world->bad : GOOD);

  g_assert_nonnull (iq);
  if (answer != NULL) {
    desk_answer (world->desk, answer);
  } else {
    g_autoptr (DexPromise) promise = g_ptr_array_steal_index (world->desk->stream->promises, 0);

    dex_promise_reject (
        promise, g_error_new_literal (CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_TIMED_OUT, "no answer"));
  }
}

/* ---- what left ---- */

static void
note_steps (World *world, const ConfabXepOmemoSealed *sealed) {
  for (guint i = 0; i < sealed->keys->len; i++) {
    const ConfabXepOmemoKey *key = g_ptr_array_index (sealed->keys, i);
    g_auto (ConfabOmemoWire) wire = { 0 };
    guint8 step[sizeof wire.ratchet + 4];
    gsize size;
    const guint8 *bytes = g_bytes_get_data (key->bytes, &size);

    g_assert_cmpint (confab_omemo_wire_read (sealed->version, key->is_exchange, bytes, size, &wire),
        ==, CONFAB_OMEMO_WIRE_GOOD);
    memcpy (step, wire.ratchet, sizeof wire.ratchet);
    memcpy (step + sizeof wire.ratchet, &wire.counter, 4);
    g_assert_true (g_hash_table_add (world->steps, g_bytes_new (step, sizeof step)));
  }
}

/* Nothing of it in plain text; what is sealed is opened by Ben. */
static void
read_sent (World *world) {
  GPtrArray *sent = world->desk->stream->sent;

  for (; world->n_read < sent->len; world->n_read++) {
    const char *text = sent->pdata[world->n_read];
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    g_autoptr (GPtrArray) sealed = NULL;

    g_assert_null (strstr (text, SENTENCE));
    g_assert_null (strstr (text, "<body"));
    if (!g_str_has_prefix (text, "<message") || !g_hash_table_add (world->texts, g_strdup (text)))
      continue;
    sealed = person_read_sealed (bytes);
    g_assert_cmpuint (sealed->len, >, 0);
    for (guint i = 0; i < sealed->len; i++)
      note_steps (world, g_ptr_array_index (sealed, i));
    person_assert_hears (world->ben, world->desk->me->address, bytes, SENTENCE);
    world->n_opened++;
  }
}

/* ---- the course of things ---- */

/* What is done meanwhile may fail; so may the jobs that wait for its end, on both threads. */
static void
rest (World *world) {
  for (guint i = 0; i < 4; i++) {
    ConfabStoreVault *vault = world->desk->me->vault;
    g_autoptr (DexFuture) written = confab_store_vault_write (vault, desk_run_nothing, NULL, NULL);
    g_autoptr (DexFuture) read = confab_store_vault_read (vault, desk_run_nothing, NULL, NULL);

    test_wait (written, NULL);
    test_wait (read, NULL);
    while (g_main_context_iteration (NULL, FALSE))
      ;
  }
}

/* A line to the server, until nothing more happens on it. */
static void
connect_and_rest (World *world, const char *session) {
  guint n_quiet = 0;

  confab_messaging_connected (world->desk->messaging, session);
  for (guint n = 0; n < MAX_QUERIES && n_quiet < 3; n_quiet++) {
    rest (world);
    for (; world->desk->stream->promises->len > 0; n++, n_quiet = 0) {
      g_assert_cmpuint (n, <, MAX_QUERIES);
      answer_next (world);
    }
  }
}

static gboolean
on_row (ConfabStoreDb *db, gpointer data, GError **error) {
  World *world = data;
  ConfabStoreMessage message = { .account = world->desk->me->account,
    .peer = (char *)DESK_FRIEND,
    .is_sealed = TRUE,
    .wire_id = (char *)"w",
    .time_us = 1,
    .text = (char *)SENTENCE };

  if (!confab_store_outbox_add (db, &message, error))
    return FALSE;
  world->desk->ids.last = message.id;
  return TRUE;
}

static World *
world_new (Person *ben, Bad bad, guint bad_at) {
  World *world = g_new0 (World, 1);

  world->desk = desk_new ();
  world->desk->messaging->random = &spared_random;
  world->ben = ben;
  world->bad = bad;
  world->bad_at = bad_at;
  world->steps =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  read_bundles (world, CONFAB_OMEMO_OLD);
  read_bundles (world, CONFAB_OMEMO_TWO);
  world->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  test_write (world->desk->me->vault, on_row, world);
  confab_messaging_open_chat (
      world->desk->messaging, confab_model_contact_get_chat (world->desk->friend));
  rest (world);
  return world;
}

static void
world_free (World *world) {
  desk_free (world->desk);
  for (guint i = CONFAB_OMEMO_OLD; i <= CONFAB_OMEMO_TWO; i++) {
    g_free (world->bundles[i][0]);
    g_free (world->bundles[i][1]);
  }
  g_hash_table_unref (world->steps);
  g_hash_table_unref (world->texts);
  g_free (world);
}

static void
retry_failed (World *world) {
  ConfabModelChat *chat = confab_model_contact_get_chat (world->desk->friend);
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ConfabModelMessage) row = g_list_model_get_item (rows, i);

    if (confab_model_message_get_state (row) == CONFAB_MESSAGE_FAILED) {
      g_autoptr (DexFuture) retried = confab_messaging_retry (world->desk->messaging, chat, row);

      test_wait (retried, NULL);
      return;
    }
  }
}

/* Two hours later everything works: what waits leaves by itself, what failed when it is tried
 * again. */
static void
recover (World *world) {
  static const char *const sessions[] = { "later", "again", "once more" };

  world->bad = GOOD;
  confab_base_clock_fake_advance (world->desk->clock, 2 * G_TIME_SPAN_HOUR);
  world->ben->now_us += 2 * G_TIME_SPAN_HOUR;
  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++) {
    connect_and_rest (world, sessions[i]);
    read_sent (world);
    if (world->n_opened > 0)
      break;
    retry_failed (world);
  }
  g_assert_cmpuint (world->n_opened, ==, 1);
}

/* One course; FALSE if it has no `bad_at`th query. */
static gboolean
run_answers (Person *ben, Bad bad, guint bad_at, guint *n_late) {
  World *world = world_new (ben, bad, bad_at);
  gboolean was_reached;

  connect_and_rest (world, "first");
  was_reached = bad_at == 0 || world->n_asked >= bad_at;
  read_sent (world);
  g_assert_cmpuint (world->n_opened, <=, 1);
  *n_late += world->n_opened == 0;
  recover (world);
  world_free (world);
  return was_reached;
}

static void
test_answers (gconstpointer data) {
  Bad bad = (Bad)GPOINTER_TO_INT (data);
  Person *ben = person_new (DESK_FRIEND, confab_base_random_system ());
  guint n = 1;
  guint n_late = 0;

  /* Only some, unless the test may be slow ("-m slow"). */
  while (run_answers (ben, bad, n, &n_late))
    n += g_test_slow () ? 1 : (guint)g_random_int_range (1, 4);
  g_assert_cmpuint (n, >, 8);
  g_test_message ("up to query %u, the message was late %u times", n - 1, n_late);
  n_late = 0;
  run_answers (ben, bad, 0, &n_late);
  g_assert_cmpuint (n_late, ==, bad == GOOD ? 0 : 1);
  person_free (ben);
}

/* ---- the vault ---- */

static gboolean
run_vault (Person *ben, guint n, guint *n_late) {
  World *world = world_new (ben, GOOD, 0);
  gboolean was_reached;

  g_test_message ("point %u", n);
  fault_arm (n, FALSE);
  connect_and_rest (world, "first");
  was_reached = fault_disarm ();
  read_sent (world);
  *n_late += world->n_opened == 0;
  recover (world);
  world_free (world);
  return was_reached;
}

/* Some of the points; all of them if the test may be slow ("-m slow"). */
static void
test_vault (void) {
  Person *ben = person_new (DESK_FRIEND, confab_base_random_system ());
  guint n_late = 0;
  guint n_runs = 0;
  guint n;
  World *world = world_new (ben, GOOD, 0);
  guint step;

  fault_arm (MAX_POINTS, FALSE);
  connect_and_rest (world, "first");
  fault_disarm ();
  n = fault.n;
  world_free (world);
  g_assert_cmpuint (n, >, 100);
  step = g_test_slow () ? 1 : n / ROUNDS;
  for (guint at = 1 + (guint)g_random_int_range (0, (int)step); at <= n;
      at += 1 + (guint)g_random_int_range ((int)step / 2, (int)step * 3 / 2 + 1), n_runs++)
    run_vault (ben, at, &n_late);
  g_test_message ("%u of %u points, after %u the message was late", n_runs, n, n_late);
  g_assert_cmpuint (n_late, >, 0);
  person_free (ben);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  /* That the vault fails is said as a warning. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  fault_init ();
  fault.spares_memory = TRUE;
  for (Bad bad = GOOD; bad <= DAMAGED; bad++) {
    g_autofree char *path = g_strdup_printf ("/omemo/faults/keys/%s", names[bad]);

    g_test_add_data_func (path, GINT_TO_POINTER (bad), test_answers);
  }
  g_test_add_func ("/omemo/faults/keys/vault", test_vault);
  return g_test_run ();
}
