/* Lists of buddies in files, of the person without a screen:
 *   carry-out PATH | carry-look PATH N | carry-in PATH N asks|quietly
 * where N is the account in the file. "carried N" for what was written; "found ADDRESS NEW NAMELESS
 * ASKED HERE BLOCKED LEFT" for what would come; "brought ADDED KEPT-AWAY" for what came. */

#include <stdlib.h>

#include "base/base-fiber.h"
#include "core/core-carry.h"
#include "person.h"

typedef struct {
  Person *self;
  char **words;
} Carry;

static void
carry_free (gpointer data) {
  Carry *carry = data;

  g_strfreev (carry->words);
  g_free (carry);
}

static gboolean
await_out (Carry *carry, GError **error) {
  g_autoptr (GFile) file = g_file_new_for_path (carry->words[1]);
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
  Person *self = carry->self;

  if (!dex_await (confab_core_save_buddies (self->core, account_of (self), file, progress), error))
    return FALSE;
  say ("carried\t%u", confab_model_backup_get_n_contacts (progress));
  return TRUE;
}

static gboolean
await_in (Carry *carry, GError **error) {
  g_autoptr (GFile) file = g_file_new_for_path (carry->words[1]);
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
  Person *self = carry->self;
  g_autoptr (GListModel) list =
      dex_await_object (confab_core_read_buddies (self->core, file, progress), error);
  g_autoptr (ConfabModelFound) found = NULL;
  const ConfabModelFoundCounts *counts;

  if (list == NULL)
    return FALSE;
  found = g_list_model_get_item (list, (guint)strtoul (carry->words[2], NULL, 10));
  if (!dex_await (confab_core_weigh_buddies (self->core, account_of (self), found), error))
    return FALSE;
  counts = confab_model_found_get_counts (found);
  say ("found\t%s\t%u\t%u\t%u\t%u\t%u\t%u", confab_model_found_get_address (found), counts->n_new,
      counts->n_nameless, counts->n_asked, counts->n_here, counts->n_blocked, counts->n_left_out);
  if (g_str_equal (carry->words[0], "carry-look"))
    return TRUE;
  if (!dex_await (confab_core_bring_buddies (self->core, account_of (self), found,
                      g_strcmp0 (carry->words[3], "asks") == 0, progress),
          error))
    return FALSE;
  say ("brought\t%u\t%u", confab_model_found_get_n_added (found),
      confab_model_found_get_n_kept_away (found));
  return TRUE;
}

static DexFuture *
run (gpointer data) {
  Carry *carry = data;
  g_autoptr (GError) error = NULL;

  if (!(g_str_equal (carry->words[0], "carry-out") ? await_out (carry, &error)
                                                   : await_in (carry, &error)))
    say ("failed\t%s\t%d\t%s", carry->words[0], error->code, error->message);
  return dex_future_new_true ();
}

gboolean
obey_carry (Person *self, char **words) {
  Carry *carry;

  if (!g_str_has_prefix (words[0], "carry-") || words[1] == NULL ||
      (!g_str_equal (words[0], "carry-out") && words[2] == NULL))
    return obey_stored (self, words);
  carry = g_new0 (Carry, 1);
  carry->self = self;
  carry->words = g_strdupv (words);
  dex_future_disown (confab_base_fiber_start (run, carry, carry_free));
  return TRUE;
}
