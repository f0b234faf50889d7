/* Asks the virus checker in the pool, one thing after another: a checker that hangs holds one
 * thread of it and no more. It decides nothing: the judge "file" does. */

#include "messaging/messaging-checker.h"

#include "base/base-fiber.h"

struct _ConfabMessagingChecker {
  grefcount count;
  ConfabModelSafety *safety; /* borrowed; NULL: stopped */
  GCancellable *over;        /* owned */
  DexPromise *turn;          /* owned; who is at it; NULL: nobody */
  char *socket;              /* owned; NULL: where it usually is */
  guint patience_ms;
  gboolean was_there; /* in this run */
};

/* Shared by the pool and whoever waits for it. */
typedef struct {
  ConfabFilesClamPlace place;
  char *socket, *path; /* `path` NULL: only which one is there */
  ConfabSecret *key;
  GBytes *iv;
  GCancellable *over;
  ConfabFilesClamReach reach;
  ConfabFilesClamVersion version;
  ConfabFilesClamVerdict verdict;
} Asking;

static void
asking_clear (gpointer data) {
  Asking *asking = data;

  g_free (asking->socket);
  g_free (asking->path);
  g_clear_pointer (&asking->key, confab_base_secret_unref);
  g_clear_pointer (&asking->iv, g_bytes_unref);
  g_object_unref (asking->over);
}

static void
asking_unref (gpointer data) {
  g_atomic_rc_box_release_full (data, asking_clear);
}

ConfabMessagingChecker *
confab_messaging_checker_new (ConfabModelSafety *safety) {
  ConfabMessagingChecker *self = g_new0 (ConfabMessagingChecker, 1);

  g_ref_count_init (&self->count);
  self->safety = safety;
  self->over = g_cancellable_new ();
  return self;
}

ConfabMessagingChecker *
confab_messaging_checker_ref (ConfabMessagingChecker *self) {
  g_ref_count_inc (&self->count);
  return self;
}

void
confab_messaging_checker_unref (ConfabMessagingChecker *self) {
  if (!g_ref_count_dec (&self->count))
    return;
  g_object_unref (self->over);
  g_free (self->socket);
  g_free (self);
}

void
confab_messaging_checker_stop (ConfabMessagingChecker *self) {
  self->safety = NULL;
  g_cancellable_cancel (self->over);
}

void
confab_messaging_checker_set_place (
    ConfabMessagingChecker *self, const char *socket, guint patience_ms) {
  g_set_str (&self->socket, socket);
  self->patience_ms = patience_ms;
}

/* ---- in the pool ---- */

static void
scan (Asking *asking) {
  ConfabFilesLock lock = { asking->key, g_bytes_get_data (asking->iv, NULL),
    g_bytes_get_size (asking->iv) };
  g_autoptr (GInputStream) content = confab_files_reader_new (asking->path, &lock, NULL);
  guint64 size = confab_files_get_size (asking->path);

  asking->verdict.scan = CONFAB_FILE_SCAN_BROKEN;
  if (content != NULL && size >= CONFAB_FILES_TAG_BYTES)
    confab_files_clam_scan (
        &asking->place, content, size - CONFAB_FILES_TAG_BYTES, asking->over, &asking->verdict);
}

static DexFuture *
run_asking (gpointer data) {
  Asking *asking = data;

  asking->reach = confab_files_clam_look (&asking->place, asking->over, &asking->version);
  if (asking->reach == CONFAB_FILES_CLAM_HERE && asking->path != NULL)
    scan (asking);
  return dex_future_new_true ();
}

/* ---- one at a time ---- */

static void
await_turn (ConfabMessagingChecker *self) {
  while (self->turn != NULL)
    dex_await (dex_ref (DEX_FUTURE (self->turn)), NULL);
  self->turn = dex_promise_new ();
}

static void
end_turn (ConfabMessagingChecker *self) {
  DexPromise *turn = g_steal_pointer (&self->turn);

  dex_promise_resolve_boolean (turn, TRUE);
  dex_unref (turn);
}

/* What was there and is not any more broke: nobody makes Confab careless by ending a daemon. */
static void
note (ConfabMessagingChecker *self, Asking *asking) {
  static const ConfabChecker checkers[] = {
    [CONFAB_FILES_CLAM_ABSENT] = CONFAB_CHECKER_ABSENT,
    [CONFAB_FILES_CLAM_BROKEN] = CONFAB_CHECKER_BROKEN,
    [CONFAB_FILES_CLAM_HERE] = CONFAB_CHECKER_HERE,
  };

  self->was_there = self->was_there || asking->reach == CONFAB_FILES_CLAM_HERE;
  if (asking->reach == CONFAB_FILES_CLAM_ABSENT && self->was_there)
    asking->reach = CONFAB_FILES_CLAM_BROKEN;
  if (self->safety != NULL)
    confab_model_safety_set_checker (
        self->safety, checkers[asking->reach], asking->version.engine, asking->version.dated_us);
}

/* Takes a reference of `asking`, and fills it; FALSE if nothing could be asked. */
static gboolean
await_asking (ConfabMessagingChecker *self, Asking *asking) {
  gboolean is_asked = FALSE;

  await_turn (self);
  asking->socket = g_strdup (self->socket);
  asking->place = (ConfabFilesClamPlace){
    .path = asking->socket, .idle_ms = self->patience_ms, .answer_ms = self->patience_ms
  };
  asking->over = g_object_ref (self->over);
  if (!g_cancellable_is_cancelled (self->over)) {
    is_asked = dex_await (
        confab_base_fiber_start_apart (run_asking, g_atomic_rc_box_acquire (asking), asking_unref),
        NULL);
    note (self, asking);
  }
  end_turn (self);
  return is_asked;
}

void
confab_messaging_checker_await_scan (ConfabMessagingChecker *self, const char *path,
    const ConfabFilesLock *lock, ConfabFilesClamVerdict *verdict, ConfabFilesClamVersion *version) {
  Asking *asking = g_atomic_rc_box_new0 (Asking);

  asking->path = g_strdup (path);
  asking->key = confab_base_secret_ref ((ConfabSecret *)lock->key);
  asking->iv = g_bytes_new (lock->iv, lock->iv_size);
  *verdict = (ConfabFilesClamVerdict){ .scan = CONFAB_FILE_SCAN_BROKEN };
  *version = (ConfabFilesClamVersion){ 0 };
  confab_messaging_checker_ref (self);
  if (await_asking (self, asking)) {
    *version = asking->version;
    if (asking->reach == CONFAB_FILES_CLAM_ABSENT)
      verdict->scan = CONFAB_FILE_SCAN_ABSENT;
    /* Gone between the two questions is broken too. */
    else if (asking->reach == CONFAB_FILES_CLAM_HERE &&
             asking->verdict.scan != CONFAB_FILE_SCAN_ABSENT &&
             asking->verdict.scan != CONFAB_FILE_SCAN_WAITING)
      *verdict = asking->verdict;
  }
  confab_messaging_checker_unref (self);
  asking_unref (asking);
}

static DexFuture *
run_look (gpointer data) {
  Asking *asking = g_atomic_rc_box_new0 (Asking);

  await_asking (data, asking);
  asking_unref (asking);
  return dex_future_new_true ();
}

static void
unref_checker (gpointer data) {
  confab_messaging_checker_unref (data);
}

DexFuture *
confab_messaging_checker_look (ConfabMessagingChecker *self) {
  return confab_base_fiber_start (run_look, confab_messaging_checker_ref (self), unref_checker);
}
