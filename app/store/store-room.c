/* What files take (R24). The count of a day is one row, "DAY BYTES", and the next day's takes its
 * place: no history of days is kept. It counts, and refuses nothing itself. */

#include "store/store-room.h"

#include <string.h>

#include "base/base-text.h"
#include "store/store-files.h"
#include "store/store-settings.h"

#define SETTING "files-of-day"
#define MAX_KEPT 64 /* bytes of the setting */

/* What cannot be read counts as another day's. */
static guint64
parse_count (const char *kept, const char *day) {
  g_auto (GStrv) words =
      kept != NULL && strlen (kept) < MAX_KEPT ? g_strsplit (kept, " ", 3) : NULL;
  guint64 bytes = 0;

  if (words == NULL || g_strv_length (words) != 2 || !g_str_equal (words[0], day) ||
      !confab_base_text_parse_uint (words[1], G_MAXINT64, &bytes))
    return 0;
  return bytes;
}

static gboolean
read_today (ConfabStoreDb *db, const char *day, guint64 *today, GError **error) {
  g_autoptr (GError) inner = NULL;
  g_autofree char *kept = confab_store_settings_get (db, SETTING, &inner);

  *today = parse_count (kept, day);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
confab_store_room_get (ConfabStoreDb *db, const char *day, gint64 except, guint64 *kept,
    guint64 *today, GError **error) {
  return (kept == NULL || confab_store_files_sum (db, except, kept, error)) &&
         read_today (db, day, today, error);
}

gboolean
confab_store_room_count (
    ConfabStoreDb *db, const char *day, guint64 bytes, guint64 *today, GError **error) {
  g_autofree char *value = NULL;

  g_return_val_if_fail (strlen (day) <= CONFAB_STORE_MAX_DAY, FALSE);
  if (!read_today (db, day, today, error))
    return FALSE;
  *today += MIN (bytes, G_MAXINT64 - *today);
  value = g_strdup_printf ("%s %" G_GUINT64_FORMAT, day, *today);
  return confab_store_settings_set (db, SETTING, value, error);
}
