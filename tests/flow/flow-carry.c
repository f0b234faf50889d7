/* Buddies out of a file in a transcript.
 *
 *   bring HOW|LINE|...    HOW: "asks" or "quietly"; LINE: ADDRESS, ADDRESS=NAME, or !ADDRESS for
 *                         who is kept away there. They are weighed, then brought. */

#include "flow.h"

#include "base/base-fiber.h"
#include "core/core-carry.h"

typedef struct {
  ConfabCore *core;
  ConfabModelAccount *account;
  ConfabModelFound *found;
  gboolean asks;
} Bringing;

static void
bringing_free (gpointer data) {
  Bringing *bringing = data;

  g_object_unref (bringing->core);
  g_object_unref (bringing->account);
  g_object_unref (bringing->found);
  g_free (bringing);
}

static DexFuture *
run_bring (gpointer data) {
  const Bringing *bringing = data;
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
  GError *error = NULL;

  if (!dex_await (
          confab_core_weigh_buddies (bringing->core, bringing->account, bringing->found), &error) ||
      !dex_await (confab_core_bring_buddies (
                      bringing->core, bringing->account, bringing->found, bringing->asks, progress),
          &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

static ConfabModelFound *
found_new (char **words) {
  ConfabModelFound *found = confab_model_found_new ("alice@old.example", 0);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (words[i], "=", 2);
    gboolean is_blocked = *words[i] == '!';
    ConfabModelFoundFacts facts = { .address = parts[0] + (is_blocked ? 1 : 0),
      .name = parts[1],
      .is_blocked = is_blocked,
      .was_seen = !is_blocked };

    g_ptr_array_add (lines, confab_model_found_line_new (&facts));
  }
  confab_model_found_take_lines (found, lines);
  return found;
}

gboolean
flow_act_on_carry (Flow *self, const char *verb, const char *rest) {
  g_auto (GStrv) words = NULL;
  Bringing *bringing;

  if (!g_str_equal (verb, "bring"))
    return FALSE;
  words = g_strsplit (rest, "|", -1);
  bringing = g_new0 (Bringing, 1);
  bringing->core = g_object_ref (self->core);
  bringing->account = g_list_model_get_item (confab_core_get_accounts (self->core), 0);
  bringing->found = found_new (words);
  bringing->asks = g_strcmp0 (words[0], "asks") == 0;
  dex_clear (&self->act);
  self->act = confab_base_fiber_start (run_bring, bringing, bringing_free);
  return TRUE;
}
