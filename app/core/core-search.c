/* Finding messages (R26: search works inside the locked store), and the index behind it: it follows
 * what is kept at opening, by a timer, after each change of that, and when somebody comes to look.
 * Refuses to find what is not kept: that is not in the index. */

#include "core/core-private.h"

#include <string.h>

#include "base/base-log.h"
#include "base/base-weak.h"
#include "messaging/messaging-search.h"
#include "store/store-search.h"
#include "store/store-words.h"

#define PAGE_HITS 50

/* ---- the index ---- */

static gboolean
is_ready (ConfabCore *self) {
  return self->store_state == CONFAB_CORE_STORE_READY && !self->is_quitting && self->vault != NULL;
}

static void
set_catching_up (ConfabCore *self, gboolean is_catching_up) {
  self->is_following_search = is_catching_up;
  for (guint i = 0; self->searches != NULL && i < self->searches->len; i++)
    confab_model_search_set_catching_up (g_ptr_array_index (self->searches, i), is_catching_up);
}

static DexFuture *
on_followed (DexFuture *future, gpointer data) {
  g_autoptr (ConfabCore) self = g_weak_ref_get (data);
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL &&
      !g_error_matches (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_CLOSED))
    confab_base_log_warning ("search", "the index could not follow what is kept");
  if (self == NULL)
    return NULL;
  set_catching_up (self, FALSE);
  if (self->follows_search_again)
    confab_core_follow_search (self);
  return NULL;
}

void
confab_core_follow_search (ConfabCore *self) {
  if (!is_ready (self))
    return;
  self->follows_search_again = self->is_following_search;
  if (self->is_following_search)
    return;
  set_catching_up (self, TRUE);
  dex_future_disown (dex_future_finally (
      confab_messaging_follow_search (
          self->vault, (ConfabKeep)confab_model_safety_get (self->safety, CONFAB_CHOICE_KEEP)),
      on_followed, confab_base_weak_new (self), confab_base_weak_free));
}

static void
on_search_gone (gpointer data, GObject *search) {
  g_ptr_array_remove_fast (data, search);
}

void
confab_core_forget_searches (ConfabCore *self) {
  for (guint i = 0; self->searches != NULL && i < self->searches->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->searches, i), on_search_gone, self->searches);
  g_clear_pointer (&self->searches, g_ptr_array_unref);
}

ConfabModelSearch *
confab_core_new_search (ConfabCore *self) {
  ConfabModelSearch *search = confab_model_search_new ();

  /* Borrowed; each takes itself off the list, which outlives the core if it must. */
  g_ptr_array_add (self->searches, search);
  g_object_weak_ref (G_OBJECT (search), on_search_gone, self->searches);
  confab_core_follow_search (self);
  confab_model_search_set_catching_up (search, self->is_following_search);
  return search;
}

/* ---- looking ---- */

typedef struct {
  /* what is asked */
  ConfabStoreAsked *asked;
  GArray *accounts; /* gint64, beside: */
  GPtrArray *peers; /* char * */
  gboolean is_one_chat;
  gboolean only_theirs;
  gint64 before_id;
  ConfabModelSearchWork *work;

  /* what is found */
  GPtrArray *hits; /* ConfabStoreHit */
  gboolean is_more;
  gboolean has_any;
} FindJob;

static void
find_job_free (gpointer data) {
  FindJob *job = data;

  confab_store_asked_free (job->asked);
  g_array_unref (job->accounts);
  g_ptr_array_unref (job->peers);
  confab_model_search_work_unref (job->work);
  g_clear_pointer (&job->hits, g_ptr_array_unref);
  g_free (job);
}

static gboolean
run_find (ConfabStoreDb *db, gpointer data, GError **error) {
  FindJob *job = data;
  ConfabStoreFindChat chats[CONFAB_STORE_FIND_MAX_CHATS];
  ConfabStoreFind find = { .asked = job->asked,
    .chats = chats,
    .n_chats = MIN (job->peers->len, CONFAB_STORE_FIND_MAX_CHATS),
    .only_theirs = job->only_theirs,
    .before_id = job->before_id,
    .limit = PAGE_HITS,
    .stop = &job->work->stop };

  if (g_atomic_int_get (&job->work->stop) != 0) {
    job->hits = g_ptr_array_new ();
    return TRUE;
  }
  for (guint i = 0; i < find.n_chats; i++)
    chats[i] = (ConfabStoreFindChat){ g_array_index (job->accounts, gint64, i),
      g_ptr_array_index (job->peers, i) };
  job->hits = confab_store_search_find (db, &find, &job->is_more, error);
  if (job->hits == NULL)
    return FALSE;
  job->has_any = job->hits->len > 0;
  return job->has_any || confab_store_search_has_any (db, job->is_one_chat ? chats[0].account : 0,
                             job->is_one_chat ? chats[0].peer : NULL, &job->has_any, error);
}

typedef struct {
  GWeakRef core;
  ConfabModelSearch *search;
  ConfabModelSearchWork *work;
} Looking;

static void
looking_free (gpointer data) {
  Looking *looking = data;

  g_weak_ref_clear (&looking->core);
  g_object_unref (looking->search);
  confab_model_search_work_unref (looking->work);
  g_free (looking);
}

static ConfabModelContact *
find_contact (ConfabCore *self, gint64 account_id, const char *peer) {
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->accounts));

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelAccount) account =
        g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

    if (confab_model_account_get_id (account) == account_id)
      return confab_model_account_find_contact (account, peer);
  }
  return NULL;
}

static DexFuture *
on_found (DexFuture *future, gpointer data) {
  Looking *looking = data;
  g_autoptr (ConfabCore) self = g_weak_ref_get (&looking->core);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);
  const FindJob *job = confab_store_job_data (future);

  if (self == NULL || !is_ready (self))
    job = NULL;
  for (guint i = 0; job != NULL && i < job->hits->len; i++) {
    const ConfabStoreHit *hit = g_ptr_array_index (job->hits, i);
    ConfabModelContact *contact = find_contact (self, hit->account, hit->peer);

    if (contact != NULL)
      g_ptr_array_add (hits, confab_model_hit_new (contact, hit->id, hit->is_own, hit->time_us,
                                 hit->snippet, hit->marks, hit->n_marks));
  }
  confab_model_search_give (looking->search, looking->work, hits, job != NULL && job->is_more,
      job == NULL    ? CONFAB_SEARCH_FAILED
      : job->has_any ? CONFAB_SEARCH_DONE
                     : CONFAB_SEARCH_NOTHING_KEPT);
  return NULL;
}

/* ---- who is meant ---- */

static void
add_chat (FindJob *job, ConfabModelContact *contact) {
  gint64 account = confab_model_account_get_id (confab_model_contact_get_account (contact));

  if (job->peers->len == CONFAB_STORE_FIND_MAX_CHATS)
    return;
  g_array_append_val (job->accounts, account);
  g_ptr_array_add (job->peers, g_strdup (confab_model_contact_get_address (contact)));
}

/* A part of the name, as it is looked for in texts, or the beginning of the address. */
static gboolean
is_meant (ConfabModelContact *contact, const char *typed, const char *folded) {
  g_autofree char *name = confab_store_words_fold (confab_model_contact_get_name (contact));

  return (*folded != '\0' && strstr (name, folded) != NULL) ||
         g_ascii_strncasecmp (confab_model_contact_get_address (contact), typed, strlen (typed)) ==
             0;
}

/* FALSE: nobody. */
static gboolean
choose_chats (ConfabCore *self, FindJob *job, ConfabModelChat *chat) {
  const char *from = job->asked->from;
  g_autofree char *folded = from != NULL ? confab_store_words_fold (from) : NULL;
  guint n = g_list_model_get_n_items (self->contacts);

  if (chat != NULL) {
    ConfabModelContact *contact = confab_model_chat_get_contact (chat);

    if (contact == NULL || (from != NULL && !is_meant (contact, from, folded)))
      return FALSE;
    add_chat (job, contact);
    return TRUE;
  }
  if (from == NULL)
    return TRUE;
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (self->contacts, i);

    if (is_meant (contact, from, folded))
      add_chat (job, contact);
  }
  return job->peers->len > 0;
}

static void
give_nothing (ConfabModelSearch *search, ConfabModelSearchWork *work, ConfabSearchState state) {
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  confab_model_search_give (search, work, none, FALSE, state);
}

static void
look (ConfabCore *self, ConfabModelSearch *search, const char *text, ConfabModelChat *chat,
    gint64 before_id) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (ConfabStoreAsked) asked = confab_store_asked_new (text, zone);
  Looking *looking;
  FindJob *job;

  if (confab_store_asked_is_empty (asked)) {
    confab_model_search_clear (search);
    return;
  }
  job = g_new0 (FindJob, 1);
  job->work = confab_model_search_begin (search, before_id > 0);
  job->asked = g_steal_pointer (&asked);
  job->accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->peers = g_ptr_array_new_with_free_func (g_free);
  job->only_theirs = job->asked->from != NULL;
  job->is_one_chat = chat != NULL;
  job->before_id = before_id;
  if (!is_ready (self) || !choose_chats (self, job, chat)) {
    give_nothing (search, job->work, is_ready (self) ? CONFAB_SEARCH_DONE : CONFAB_SEARCH_FAILED);
    find_job_free (job);
    return;
  }
  looking = g_new0 (Looking, 1);
  g_weak_ref_init (&looking->core, self);
  looking->search = g_object_ref (search);
  looking->work = confab_model_search_work_ref (job->work);
  dex_future_disown (
      dex_future_finally (confab_store_vault_read (self->vault, run_find, job, find_job_free),
          on_found, looking, looking_free));
}

void
confab_core_search (
    ConfabCore *self, ConfabModelSearch *search, const char *text, ConfabModelChat *chat) {
  g_return_if_fail (CONFAB_IS_CORE (self));
  g_return_if_fail (CONFAB_IS_MODEL_SEARCH (search));

  look (self, search, text, chat, 0);
}

void
confab_core_go_to (ConfabCore *self, ConfabModelChat *chat, gint64 id, const char *asked) {
  g_return_if_fail (CONFAB_IS_CORE (self));
  g_return_if_fail (CONFAB_IS_MODEL_CHAT (chat));

  confab_core_open_chat (self, chat);
  confab_model_timeline_go_to (confab_model_chat_get_timeline (chat), id);
  g_signal_emit_by_name (self, "went-to", chat, id, asked);
}

guint
confab_core_mark_asked (const char *asked, const char *text, gsize *pairs, guint max_pairs) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (ConfabStoreAsked) terms = confab_store_asked_new (asked, zone);

  return confab_store_asked_mark (terms, text, pairs, max_pairs);
}

void
confab_core_search_more (
    ConfabCore *self, ConfabModelSearch *search, const char *text, ConfabModelChat *chat) {
  guint n = g_list_model_get_n_items (G_LIST_MODEL (search));
  g_autoptr (ConfabModelHit) last = NULL;

  if (n == 0 || !confab_model_search_has_more (search) ||
      confab_model_search_get_state (search) == CONFAB_SEARCH_LOOKING)
    return;
  last = g_list_model_get_item (G_LIST_MODEL (search), n - 1);
  look (self, search, text, chat, confab_model_hit_get_id (last));
}
