/* What the user chose about protections: from the vault at opening, back into it with each choice,
 * and away again when a weaker one ends. Signs in at opening where that was chosen (R20). It
 * decides nothing: what holds is judged in safety/safety-choice.c, and each choice is enforced by
 * the judge that its row of the register names. */

#include "core/core-private.h"

#include "base/base-log.h"
#include "base/base-weak.h"
#include "store/store-settings.h"

#define PREFIX "safety." /* of the setting's name */
#define LOOK_US (20 * G_USEC_PER_SEC)

ConfabModelSafety *
confab_core_get_safety (ConfabCore *self) {
  return self->safety;
}

const ConfabLedger *
confab_core_get_ledger (ConfabCore *self) {
  return self->ledger;
}

/* ---- jobs ---- */

typedef struct {
  char *values[CONFAB_CHOICE_COUNT];
} LoadJob;

static void
load_job_free (gpointer data) {
  LoadJob *job = data;

  for (guint i = 0; i < CONFAB_CHOICE_COUNT; i++)
    g_free (job->values[i]);
  g_free (job);
}

static char *
dup_setting (ConfabChoice choice) {
  return g_strconcat (PREFIX, confab_safety_choice_name (choice), NULL);
}

static gboolean
run_load (ConfabStoreDb *db, gpointer data, GError **error) {
  LoadJob *job = data;

  for (guint i = 1; i < CONFAB_CHOICE_COUNT; i++) {
    g_autofree char *name = dup_setting ((ConfabChoice)i);
    g_autoptr (GError) inner = NULL;

    job->values[i] = confab_store_settings_get (db, name, &inner);
    if (inner != NULL) {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  }
  return TRUE;
}

typedef struct {
  char *name;
  char *value; /* nullable */
} KeepJob;

static void
keep_job_free (gpointer data) {
  KeepJob *job = data;

  g_free (job->name);
  g_free (job->value);
  g_free (job);
}

static gboolean
run_keep (ConfabStoreDb *db, gpointer data, GError **error) {
  KeepJob *job = data;

  return confab_store_settings_set (db, job->name, job->value, error);
}

/* As it is now. */
static DexFuture *
keep (ConfabCore *self, ConfabChoice choice) {
  KeepJob *job = g_new0 (KeepJob, 1);

  job->name = dup_setting (choice);
  job->value = confab_model_safety_dup_kept (self->safety, choice);
  return confab_store_vault_write (self->vault, run_keep, job, keep_job_free);
}

/* ---- what ends by itself ---- */

static void
on_over (ConfabChoice choice, gpointer data) {
  ConfabCore *self = data;

  if (self->vault != NULL && !self->is_quitting)
    dex_future_disown (keep (self, choice));
}

static void look_again (ConfabCore *self);

static DexFuture *
on_looked (DexFuture *future, gpointer data) {
  g_autoptr (ConfabCore) self = g_weak_ref_get (data);

  if (self != NULL && !self->is_quitting)
    look_again (self);
  return NULL;
}

/* What holds is judged at each reading; this only tells the screens, and forgets. */
static void
look_again (ConfabCore *self) {
  DexFuture *old = self->safety_timer;

  self->safety_timer = NULL;
  if (confab_model_safety_sweep (self->safety, on_over, self)) {
    self->safety_timer = dex_future_then (confab_base_clock_sleep (self->env.clock, LOOK_US),
        on_looked, confab_base_weak_new (self), confab_base_weak_free);
  }
  dex_clear (&old);
}

/* ---- opening ---- */

gboolean
confab_core_await_safety (ConfabCore *self, GError **error) {
  g_autoptr (DexFuture) future =
      confab_store_vault_read (self->vault, run_load, g_new0 (LoadJob, 1), load_job_free);
  LoadJob *job;

  if (!dex_await (dex_ref (future), error))
    return FALSE;
  job = confab_store_job_data (future);
  for (guint i = 1; i < CONFAB_CHOICE_COUNT; i++) {
    ConfabChoice choice = (ConfabChoice)i;
    gboolean is_over = confab_model_safety_take_kept (self->safety, choice, job->values[i]);

    /* What is weaker is kept anew with the time of this opening: a clock that stands before it
     * later on ends it. */
    if ((is_over || confab_model_safety_is_weakened (self->safety, choice)) &&
        !dex_await (keep (self, choice), error))
      return FALSE;
  }
  look_again (self);
  return TRUE;
}

void
confab_core_sign_in_at_opening (ConfabCore *self) {
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->accounts));

  if (confab_model_safety_get (self->safety, CONFAB_CHOICE_SIGN_IN) < CONFAB_SIGN_IN_OPENING)
    return;
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelAccount) account =
        g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

    confab_core_sign_in (self, account, FALSE);
  }
}

/* ---- choosing ---- */

typedef struct {
  ConfabCore *self;
  ConfabChoice choice;
} Choosing;

static void
choosing_free (gpointer data) {
  Choosing *choosing = data;

  g_object_unref (choosing->self);
  g_free (choosing);
}

/* What is not on disk does not stay weaker either. */
static DexFuture *
on_not_kept (DexFuture *future, gpointer data) {
  Choosing *choosing = data;
  ConfabModelSafety *safety = choosing->self->safety;

  confab_base_log_warning ("core", "a choice could not be kept");
  if (confab_model_safety_is_weakened (safety, choosing->choice))
    confab_model_safety_choose (safety, choosing->choice,
        confab_safety_choice_start (choosing->choice), CONFAB_TERM_UNTIL_CHANGED);
  return NULL;
}

DexFuture *
confab_core_choose (ConfabCore *self, ConfabChoice choice, int value, ConfabModelTerm term) {
  if (choice == CONFAB_CHOICE_KEEP)
    return confab_core_choose_keep (self, (ConfabKeep)value, term, CONFAB_CORE_REST_STAYS);
  return confab_core_choose_now (self, choice, value, term);
}

DexFuture *
confab_core_choose_now (ConfabCore *self, ConfabChoice choice, int value, ConfabModelTerm term) {
  Choosing *choosing;

  if (self->store_state != CONFAB_CORE_STORE_READY || self->is_quitting ||
      !confab_model_safety_choose (self->safety, choice, value, term))
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  look_again (self);
  choosing = g_new0 (Choosing, 1);
  choosing->self = g_object_ref (self);
  choosing->choice = choice;
  return confab_core_with_problem (
      dex_future_catch (keep (self, choice), on_not_kept, choosing, choosing_free));
}

DexFuture *
confab_core_choose_safe (ConfabCore *self) {
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 1; i < CONFAB_CHOICE_COUNT; i++) {
    ConfabChoice choice = (ConfabChoice)i;

    if (confab_model_safety_is_weakened (self->safety, choice))
      g_ptr_array_add (kept, confab_core_choose (self, choice, confab_safety_choice_start (choice),
                                 CONFAB_TERM_UNTIL_CHANGED));
  }
  if (kept->len == 0)
    return dex_future_new_for_boolean (TRUE);
  return dex_future_allv ((DexFuture *const *)kept->pdata, kept->len);
}
