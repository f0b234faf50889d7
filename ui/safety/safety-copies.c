/* The switch by which a server keeps copies of chats. It stands where the server said that it
 * stands: what the server did not take goes back, and the row says so. It keeps the keyboard while
 * the server is asked, and refuses a second question until then. */

#include "safety/safety-copies.h"

#include <glib/gi18n.h>

#include "base/base-weak.h"
#include "widgets/widgets-problem.h"

typedef struct {
  ConfabCore *core;            /* owned */
  ConfabModelAccount *account; /* owned */
  gboolean is_asking;
} Copies;

#define COPIES "confab-copies"

static void
copies_free (gpointer data) {
  Copies *copies = data;

  g_object_unref (copies->core);
  g_object_unref (copies->account);
  g_free (copies);
}

static gboolean
keeps (const Copies *copies) {
  ConfabServerKeeps state = confab_model_account_get_server_keeps (copies->account);

  return state == CONFAB_SERVER_KEEPS_CONTACTS || state == CONFAB_SERVER_KEEPS_EVERYTHING;
}

static const char *
sentence (const Copies *copies) {
  return keeps (copies)
             ? _ ("Of what you write with people you added. Your other devices get it from there.")
             : _ ("What comes while you are signed off reaches the device that signs in first, and "
                  "no other.");
}

static DexFuture *
on_answered (DexFuture *future, gpointer data) {
  g_autoptr (GtkWidget) row = g_weak_ref_get (data);
  Copies *copies = row != NULL ? g_object_get_data (G_OBJECT (row), COPIES) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (copies == NULL)
    return NULL;
  if (dex_future_get_value (future, &error) == NULL)
    words = confab_widgets_problem_dup_error_text (error);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), keeps (copies));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words != NULL ? words : sentence (copies));
  copies->is_asking = FALSE;
  return NULL;
}

static void
on_switched (GtkWidget *row, GParamSpec *pspec, Copies *copies) {
  gboolean is_on = adw_switch_row_get_active (ADW_SWITCH_ROW (row));

  if (copies->is_asking || is_on == keeps (copies))
    return;
  copies->is_asking = TRUE;
  dex_future_disown (
      dex_future_finally (confab_core_set_server_keeps (copies->core, copies->account, is_on),
          on_answered, confab_base_weak_new (row), confab_base_weak_free));
}

GtkWidget *
confab_safety_copies_row_new (ConfabCore *core, ConfabModelAccount *account) {
  ConfabServerKeeps state = confab_model_account_get_server_keeps (account);
  Copies *copies;
  GtkWidget *row;

  if (state == CONFAB_SERVER_KEEPS_UNKNOWN || state == CONFAB_SERVER_KEEPS_FIXED ||
      state == CONFAB_SERVER_KEEPS_NO_COPIES)
    return NULL;
  copies = g_new0 (Copies, 1);
  copies->core = g_object_ref (core);
  copies->account = g_object_ref (account);
  row = adw_switch_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Let it keep copies"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence (copies));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), keeps (copies));
  g_object_set_data_full (G_OBJECT (row), COPIES, copies, copies_free);
  g_signal_connect (row, "notify::active", G_CALLBACK (on_switched), copies);
  return row;
}
