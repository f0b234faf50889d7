/* The verbs of "Look at me as a stranger", of the server card and of the network page over lists
 * that a scene made. */

#include "core/core-backup.h"
#include "core/core-export.h"
#include "gallery.h"

#define LIST "gallery-look"
#define FACTS "gallery-facts"
#define HOSTS "gallery-hosts"

static GListStore *
list_named (ConfabCore *core, const char *name, GType type) {
  GListStore *list = g_object_get_data (G_OBJECT (core), name);

  if (list == NULL) {
    list = g_list_store_new (type);
    g_object_set_data_full (G_OBJECT (core), name, list, g_object_unref);
  }
  return list;
}

static GListStore *
list_of (ConfabCore *core) {
  return list_named (core, LIST, CONFAB_TYPE_MODEL_LOOK);
}

void
gallery_look_add_fact (ConfabCore *core, ConfabFactKind kind, gint64 number, const char *text) {
  gboolean is_device = kind == CONFAB_FACT_DEVICE_HERE || kind == CONFAB_FACT_DEVICE_AWAY;
  g_autoptr (ConfabModelFact) fact =
      confab_model_fact_new (kind, number, text, is_device ? "id" : NULL);

  g_list_store_append (list_named (core, FACTS, CONFAB_TYPE_MODEL_FACT), fact);
}

void
gallery_look_add_host (ConfabCore *core, const ConfabHostFacts *facts) {
  g_autoptr (ConfabModelHost) host = confab_model_host_new (facts);

  g_list_store_append (list_named (core, HOSTS, CONFAB_TYPE_MODEL_HOST), host);
}

DexFuture *
confab_core_ask_server (ConfabCore *self, ConfabModelAccount *account) {
  return gallery_core_answer (self, list_named (self, FACTS, CONFAB_TYPE_MODEL_FACT));
}

DexFuture *
confab_core_end_device (ConfabCore *self, ConfabModelAccount *account, ConfabModelFact *device) {
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_look_for_checker (ConfabCore *self) {
  return gallery_core_answer (self, NULL);
}

GListModel *
confab_core_list_hosts (ConfabCore *self) {
  return G_LIST_MODEL (g_object_ref (list_named (self, HOSTS, CONFAB_TYPE_MODEL_HOST)));
}

void
gallery_look_add (ConfabCore *core, ConfabLookKind kind, ConfabLookWho who, const char *text) {
  g_autoptr (ConfabModelLook) look = confab_model_look_new (kind, who, text, "node", NULL);

  g_list_store_append (list_of (core), look);
}

DexFuture *
confab_core_look (ConfabCore *self, ConfabModelAccount *account) {
  return gallery_core_answer (self, list_of (self));
}

DexFuture *
confab_core_hide (ConfabCore *self, ConfabModelAccount *account, ConfabModelLook *look) {
  guint at;

  if (gallery_core_is_willing (self) && g_list_store_find (list_of (self), look, &at))
    g_list_store_remove (list_of (self), at);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_hide_all (ConfabCore *self, ConfabModelAccount *account) {
  if (gallery_core_is_willing (self))
    g_list_store_remove_all (list_of (self));
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_set_server_keeps (ConfabCore *self, ConfabModelAccount *account, gboolean keeps) {
  if (gallery_core_is_willing (self))
    confab_model_account_set_server_keeps (
        account, keeps ? CONFAB_SERVER_KEEPS_CONTACTS : CONFAB_SERVER_KEEPS_NOTHING);
  return gallery_core_answer (self, NULL);
}

/* ---- backups: one that runs for ever, one that is refused, one that is made at once ---- */

DexFuture *
gallery_backup_work (ConfabCore *self, ConfabModelBackup *progress, ConfabModelBackupStage stage,
    ConfabModelProblem problem) {
  g_object_set_data_full (
      G_OBJECT (self), GALLERY_BACKUP_PROGRESS, g_object_ref (progress), g_object_unref);
  if (g_object_get_data (G_OBJECT (self), GALLERY_BACKUP_RUNS) != NULL) {
    confab_model_backup_set_progress (progress, stage, 0.62);
    g_object_set_data_full (G_OBJECT (self), GALLERY_BACKUP_RUNS, dex_promise_new (), dex_unref);
    return dex_ref (g_object_get_data (G_OBJECT (self), GALLERY_BACKUP_RUNS));
  }
  if (g_object_get_data (G_OBJECT (self), GALLERY_BACKUP_FAILS) != NULL)
    return dex_future_new_reject (CONFAB_CORE_ERROR, problem, "%s", "");
  confab_model_backup_set_counts (progress, g_get_real_time () - 2 * G_TIME_SPAN_DAY, 12, 1204);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_back_up (
    ConfabCore *self, GFile *target, ConfabSecret *passphrase, ConfabModelBackup *progress) {
  ConfabModelLastBackup last = { g_get_real_time (), 1204 };
  DexFuture *future = gallery_backup_work (
      self, progress, CONFAB_BACKUP_STAGE_TESTING, CONFAB_PROBLEM_BACKUP_PASSPHRASE);

  if (confab_model_backup_get_made (progress) != 0)
    confab_model_safety_set_backup (confab_core_get_safety (self), &last);
  return future;
}

DexFuture *
confab_core_restore (
    ConfabCore *self, GFile *source, ConfabSecret *passphrase, ConfabModelBackup *progress) {
  return gallery_backup_work (
      self, progress, CONFAB_BACKUP_STAGE_RESTORING, CONFAB_PROBLEM_BACKUP_PASSPHRASE);
}

DexFuture *
confab_core_export_chat (ConfabCore *self, ConfabModelChat *chat, GFile *target,
    ConfabExportForm form, const ConfabExportWords *words, ConfabModelBackup *progress) {
  return gallery_backup_work (self, progress, CONFAB_BACKUP_STAGE_EXPORTING, CONFAB_PROBLEM_PLACE);
}

/* ---- messages for the clipboard: the rows that are loaded ---- */

static int
compare_ids (gconstpointer a, gconstpointer b) {
  gint64 first = *(const gint64 *)a;
  gint64 second = *(const gint64 *)b;

  return first < second ? -1 : first > second;
}

DexFuture *
confab_core_copy_messages (ConfabCore *self, ConfabModelChat *chat, const gint64 *ids, guint n_ids,
    const ConfabExportWords *words) {
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *text = g_string_new (NULL);

  g_array_append_vals (sorted, ids, n_ids);
  g_array_sort (sorted, compare_ids);
  for (guint i = 0; i < n_ids; i++) {
    ConfabModelMessage *message = confab_model_timeline_find (
        confab_model_chat_get_timeline (chat), g_array_index (sorted, gint64, i));

    if (message == NULL)
      continue;
    if (words != NULL)
      g_string_append_printf (text, "%s: ",
          words->words[confab_model_message_is_own (message) ? CONFAB_EXPORT_WORD_ME
                                                             : CONFAB_EXPORT_WORD_THEM]);
    g_string_append_printf (text, "%s\n", confab_model_message_get_text (message));
  }
  return dex_future_new_take_string (g_string_free (text, FALSE));
}

DexFuture *
confab_core_list_between (ConfabCore *self, ConfabModelChat *chat, gint64 from, gint64 to) {
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  GValue value = G_VALUE_INIT;
  DexFuture *future;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);
    gint64 id = confab_model_message_get_id (message);

    if (confab_model_message_get_kind (message) != CONFAB_MESSAGE_KIND_LINE &&
        id >= MIN (from, to) && id <= MAX (from, to))
      g_array_append_val (ids, id);
  }
  g_value_init (&value, G_TYPE_ARRAY);
  g_value_set_boxed (&value, ids);
  future = dex_future_new_for_value (&value);
  g_value_unset (&value);
  return future;
}

/* ---- the way to servers ---- */

static ConfabModelRoad **
road_of (ConfabCore *self, gboolean is_own) {
  static const char *const names[] = { "gallery-road", "gallery-road-own" };
  ConfabModelRoad **road = g_object_get_data (G_OBJECT (self), names[is_own]);

  if (road == NULL) {
    road = g_new0 (ConfabModelRoad *, 1); /* lives as long as the program */
    *road = confab_model_road_new (is_own ? CONFAB_ROAD_AS_ALL : CONFAB_ROAD_STRAIGHT);
    g_object_set_data (G_OBJECT (self), names[is_own], road);
  }
  return road;
}

/* All accounts of a scene have the same way of their own. */
ConfabModelRoad *
confab_core_dup_road (ConfabCore *self, ConfabModelAccount *account) {
  return confab_model_road_copy (*road_of (self, account != NULL));
}

DexFuture *
confab_core_choose_road (ConfabCore *self, ConfabModelAccount *account, const ConfabModelRoad *road,
    ConfabSecret *password) {
  ConfabModelRoad **kept = road_of (self, account != NULL);

  if (gallery_core_is_willing (self)) {
    confab_model_road_free (*kept);
    *kept = confab_model_road_copy (road);
    confab_model_safety_set_road_chosen (
        confab_core_get_safety (self), (*kept)->kind != CONFAB_ROAD_STRAIGHT);
  }
  return gallery_core_answer (self, NULL);
}

/* ---- the web door ---- */

DexFuture *
confab_core_answer_door (ConfabCore *self, ConfabModelAccount *account, gboolean is_web) {
  if (!gallery_core_is_willing (self))
    return gallery_core_answer (self, NULL);
  confab_model_account_set_web_door (account, is_web);
  confab_model_account_set_state (account,
      is_web ? CONFAB_ACCOUNT_SIGNED_IN : CONFAB_ACCOUNT_SIGNED_OFF, 0, CONFAB_PROBLEM_NONE, NULL);
  return gallery_core_answer (self, NULL);
}
