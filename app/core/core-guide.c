/* Where the user is in the guide through the settings (R43): from the vault at opening, back into
 * it with each page, so that leaving in the middle loses nothing. It chooses nothing itself. */

#include "core/core-private.h"

#include <string.h>

#include "base/base-text.h"
#include "store/store-settings.h"

#define SETTING "guide"
#define MAX_KEPT 32 /* bytes of the setting */
#define MONTH_US (30 * G_TIME_SPAN_DAY)

/* ---- jobs ---- */

typedef struct {
  char *value; /* nullable */
} GuideJob;

static void
guide_job_free (gpointer data) {
  GuideJob *job = data;

  g_free (job->value);
  g_free (job);
}

static gboolean
run_load (ConfabStoreDb *db, gpointer data, GError **error) {
  GuideJob *job = data;
  g_autoptr (GError) inner = NULL;

  job->value = confab_store_settings_get (db, SETTING, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
run_keep (ConfabStoreDb *db, gpointer data, GError **error) {
  GuideJob *job = data;

  return confab_store_settings_set (db, SETTING, job->value, error);
}

static DexFuture *
keep (ConfabCore *self) {
  GuideJob *job = g_new0 (GuideJob, 1);

  job->value = g_strdup_printf ("%u %" G_GINT64_FORMAT, self->guide_page, self->guided_us);
  return confab_store_vault_write (self->vault, run_keep, job, guide_job_free);
}

/* "PAGE TIME"; what cannot be read counts as never begun. */
static void
take_kept (ConfabCore *self, const char *kept) {
  g_auto (GStrv) words =
      kept != NULL && strlen (kept) < MAX_KEPT ? g_strsplit (kept, " ", 3) : NULL;
  guint64 page = 0;
  guint64 time = 0;

  self->guide_page = 1;
  self->guided_us = 0;
  if (words == NULL || g_strv_length (words) != 2 ||
      !confab_base_text_parse_uint (words[0], CONFAB_CORE_GUIDE_PAGES, &page) ||
      !confab_base_text_parse_uint (words[1], G_MAXINT64, &time))
    return;
  self->guide_page = (guint)page;
  self->guided_us = (gint64)time;
}

/* ---- opening ---- */

gboolean
confab_core_await_guide (ConfabCore *self, GError **error) {
  g_autoptr (DexFuture) future =
      confab_store_vault_read (self->vault, run_load, g_new0 (GuideJob, 1), guide_job_free);
  GuideJob *job;

  if (!dex_await (dex_ref (future), error))
    return FALSE;
  job = confab_store_job_data (future);
  take_kept (self, job->value);
  if (self->guided_us != 0 || g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) == 0)
    return TRUE;
  /* Whoever has an address needs no first guide; the month counts from here. */
  self->guide_page = 0;
  self->guided_us = confab_base_clock_wall_us (self->env.clock);
  return dex_await (keep (self), error);
}

/* ---- asked by the screens ---- */

guint
confab_core_get_guide_page (ConfabCore *self) {
  g_return_val_if_fail (CONFAB_IS_CORE (self), 0);

  return self->guide_page;
}

DexFuture *
confab_core_set_guide_page (ConfabCore *self, guint page) {
  g_return_val_if_fail (CONFAB_IS_CORE (self), NULL);

  if (self->store_state != CONFAB_CORE_STORE_READY || self->is_quitting ||
      page > CONFAB_CORE_GUIDE_PAGES)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  self->guide_page = page;
  if (page == 0)
    self->guided_us = confab_base_clock_wall_us (self->env.clock);
  g_object_notify (G_OBJECT (self), "guide-page");
  return confab_core_with_problem (keep (self));
}

gint64
confab_core_get_guided_us (ConfabCore *self) {
  g_return_val_if_fail (CONFAB_IS_CORE (self), 0);

  return self->guided_us;
}

gboolean
confab_core_is_guide_due (ConfabCore *self) {
  g_return_val_if_fail (CONFAB_IS_CORE (self), FALSE);

  return self->store_state == CONFAB_CORE_STORE_READY && self->guided_us != 0 &&
         confab_base_clock_wall_us (self->env.clock) - self->guided_us >= MONTH_US;
}
