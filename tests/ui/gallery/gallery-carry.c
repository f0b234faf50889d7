/* Lists of buddies of the core that pretends: a file with two accounts in it, that bring some
 * people, some who are here already, and one who is blocked; and a damaged store
 * of which nearly all can be read. */

#include "core/core-backup.h"
#include "core/core-carry.h"
#include "gallery.h"

DexFuture *
confab_core_save_buddies (
    ConfabCore *self, ConfabModelAccount *account, GFile *target, ConfabModelBackup *progress) {
  return gallery_backup_work (self, progress, CONFAB_BACKUP_STAGE_EXPORTING, CONFAB_PROBLEM_PLACE);
}

static void
add_line (GPtrArray *lines, const char *address, const char *name, ConfabBringVerdict verdict) {
  ConfabModelFoundFacts facts = {
    .address = address, .name = name, .is_blocked = verdict == CONFAB_BRING_BLOCK, .was_seen = TRUE
  };
  ConfabModelFoundLine *line = confab_model_found_line_new (&facts);

  confab_model_found_line_set_verdict (line, verdict);
  g_ptr_array_add (lines, line);
}

static ConfabModelFound *
found_new (const char *address) {
  static const char *const names[] = { "Dora", "Emil", "Fritzi",
    "Gustav Maria Wallenberg-Hohenthal", "Hanna", "Ivo" };
  ConfabModelFound *found = confab_model_found_new (address, 1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  add_line (lines, "ann@example.org", "Ann", CONFAB_BRING_LEAVE);
  add_line (lines, "ann@exarnple.org", "Ann", CONFAB_BRING_ADD_NAMELESS);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *buddy = g_strdup_printf ("person%u@example.net", i);

    add_line (lines, buddy, names[i], CONFAB_BRING_ADD);
  }
  add_line (lines, "spam.example", NULL, CONFAB_BRING_BLOCK);
  confab_model_found_take_lines (found, lines);
  return found;
}

DexFuture *
confab_core_read_buddies (ConfabCore *self, GFile *source, ConfabModelBackup *progress) {
  g_autoptr (GListStore) list = g_list_store_new (CONFAB_TYPE_MODEL_FOUND);
  g_autoptr (ConfabModelFound) first = found_new ("carla@old.example");
  g_autoptr (ConfabModelFound) second = found_new ("work@old.example");

  g_list_store_append (list, first);
  if (g_object_get_data (G_OBJECT (self), GALLERY_CARRY_SEVERAL) != NULL)
    g_list_store_append (list, second);
  if (g_object_get_data (G_OBJECT (self), GALLERY_BACKUP_FAILS) != NULL)
    return dex_future_new_reject (CONFAB_CORE_ERROR, CONFAB_PROBLEM_BUDDIES_FOREIGN, "%s", "");
  return gallery_core_answer (self, list);
}

DexFuture *
confab_core_weigh_buddies (ConfabCore *self, ConfabModelAccount *account, ConfabModelFound *found) {
  ConfabModelFoundCounts counts = {
    .n_new = 7, .n_nameless = 1, .n_asked = 6, .n_here = 1, .n_blocked = 1, .n_left_out = 1
  };

  if (g_object_get_data (G_OBJECT (self), GALLERY_BACKUP_FAILS) != NULL)
    return dex_future_new_reject (CONFAB_CORE_ERROR, CONFAB_PROBLEM_DISK, "%s", "");
  confab_model_found_set_counts (found, &counts);
  return dex_future_new_true ();
}

DexFuture *
confab_core_bring_buddies (ConfabCore *self, ConfabModelAccount *account, ConfabModelFound *found,
    gboolean asks, ConfabModelBackup *progress) {
  gboolean has_new = g_object_get_data (G_OBJECT (self), GALLERY_CARRY_NOBODY) == NULL;

  confab_model_found_set_done (found, has_new ? 7 : 0, 1);
  g_object_set_data (G_OBJECT (self), GALLERY_CARRY_ASKS, GINT_TO_POINTER (asks ? 2 : 1));
  return gallery_backup_work (
      self, progress, CONFAB_BACKUP_STAGE_BRINGING, CONFAB_PROBLEM_NOT_SIGNED_IN);
}

DexFuture *
confab_core_salvage (ConfabCore *self, ConfabModelBackup *progress) {
  DexFuture *future = gallery_backup_work (
      self, progress, CONFAB_BACKUP_STAGE_SALVAGING, CONFAB_PROBLEM_NOTHING_READ);

  if (confab_model_backup_get_made (progress) == 0)
    return future;
  dex_unref (future);
  confab_model_backup_set_counts (progress, g_get_real_time (), 12, 1180);
  confab_model_backup_set_salvaged (progress, 1204, FALSE, TRUE);
  gallery_core_set_store_state (self, CONFAB_CORE_STORE_READY);
  return dex_future_new_take_string (g_strdup ("vault.db.set-aside-2026-05-03-1"));
}
