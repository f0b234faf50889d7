/* The person without a screen looks at what others see, and takes it off; at what the server says
 * of itself, and whom the run talked to. The commands are listed in person.c. It decides nothing.
 */

#include "core/core-private.h"
#include "person.h"

static DexFuture *
on_looked (DexFuture *future, gpointer data) {
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  GListModel *list = value != NULL ? g_value_get_object (value) : NULL;

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++) {
    g_autoptr (ConfabModelLook) look = g_list_model_get_item (list, i);
    const char *node = confab_model_look_get_node (look);
    const char *part = confab_model_look_get_part (look);

    say ("look\t%d\t%d\t%s\t%s", confab_model_look_get_kind (look),
        confab_model_look_get_who (look),
        node != NULL   ? node
        : part != NULL ? part
                       : "",
        confab_model_look_get_text (look));
  }
  if (list != NULL)
    say ("done\tlook");
  else
    say ("failed\tlook\t%d\t%s", error->code, error->message);
  return NULL;
}

static DexFuture *
on_server (DexFuture *future, gpointer data) {
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  GListModel *list = value != NULL ? g_value_get_object (value) : NULL;

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++) {
    g_autoptr (ConfabModelFact) fact = g_list_model_get_item (list, i);

    say ("fact\t%d\t%" G_GINT64_FORMAT "\t%s\t%s", confab_model_fact_get_kind (fact),
        confab_model_fact_get_number (fact), confab_model_fact_get_text (fact),
        confab_model_fact_get_id (fact) != NULL ? confab_model_fact_get_id (fact) : "");
  }
  if (list != NULL)
    say ("done\tserver");
  else
    say ("failed\tserver\t%d\t%s", error->code, error->message);
  return NULL;
}

static void
say_hosts (ConfabCore *core) {
  g_autoptr (GListModel) list = confab_core_list_hosts (core);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (ConfabModelHost) one = g_list_model_get_item (list, i);
    const ConfabHostFacts *host = confab_model_host_get (one);

    say ("host\t%d\t%s\t%u\t%u\t%d\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT, host->kind,
        host->name, host->port, host->n_times, host->is_open, host->n_in, host->n_out);
  }
  say ("done\thosts");
}

/* Since the answer may have come before it was asked for. */
static void
say_server_keeps (Person *self) {
  say ("server-keeps\t%d", confab_model_account_get_server_keeps (account_of (self)));
  say ("done\tserver-keeps");
}

gboolean
obey_look (Person *self, char **words) {
  g_autoptr (ConfabModelLook) look = NULL;

  if (g_str_equal (words[0], "look"))
    dex_future_disown (dex_future_finally (
        confab_core_look (self->core, account_of (self)), on_looked, NULL, NULL));
  else if (g_str_equal (words[0], "server"))
    dex_future_disown (dex_future_finally (
        confab_core_ask_server (self->core, account_of (self)), on_server, NULL, NULL));
  else if (g_str_equal (words[0], "end-device") && words[1] != NULL) {
    g_autoptr (ConfabModelFact) device =
        confab_model_fact_new (CONFAB_FACT_DEVICE_HERE, 0, NULL, words[1]);

    tell (confab_core_end_device (self->core, account_of (self), device), words[0]);
  } else if (g_str_equal (words[0], "hosts"))
    say_hosts (self->core);
  else if (g_str_equal (words[0], "server-keeps") && words[1] == NULL)
    say_server_keeps (self);
  else if (g_str_equal (words[0], "server-keeps"))
    tell (
        confab_core_set_server_keeps (self->core, account_of (self), g_str_equal (words[1], "yes")),
        words[0]);
  else if (g_str_equal (words[0], "watch") && words[1] != NULL) {
    confab_core_set_watched (self->core, g_str_equal (words[1], "yes"));
    say ("done\twatch");
  } else if (g_str_equal (words[0], "await") && words[1] != NULL) {
    tell (confab_core_set_awaited (self->core, contact_of (self, words[1]), TRUE), words[0]);
  } else if (g_str_equal (words[0], "hide-all"))
    tell (confab_core_hide_all (self->core, account_of (self)), words[0]);
  else if (g_str_equal (words[0], "hide") && words[1] != NULL && words[2] != NULL) {
    gboolean is_node = g_str_equal (words[1], "node");

    look = confab_model_look_new (CONFAB_LOOK_OTHER, CONFAB_LOOK_WHO_UNKNOWN, NULL,
        is_node ? words[2] : NULL, is_node ? NULL : words[2]);
    tell (confab_core_hide (self->core, account_of (self), look), words[0]);
  } else if (g_str_equal (words[0], "resumed")) {
    say ("done\tresumed\t%d", confab_accounts_session_is_resumed (
                                  confab_core_session_of (self->core, account_of (self))));
  } else if (g_str_equal (words[0], "door")) {
    tell (confab_core_answer_door (self->core, account_of (self), g_str_equal (words[1], "web")),
        words[0]);
  } else
    return FALSE;
  return TRUE;
}

static DexFuture *
on_road (DexFuture *future, gpointer data) {
  Person *self = data;
  g_autoptr (ConfabModelRoad) road = confab_core_dup_road (self->core, NULL);
  g_autofree char *text = confab_model_road_dup_text (road);

  say ("all-go\t%s", text);
  return NULL;
}

void
obey_road (Person *self, char **words) {
  g_autoptr (ConfabModelRoad) road =
      confab_model_road_read (*words[2] != '\0' ? words[2] : NULL, 0);
  g_autoptr (ConfabSecret) password =
      words[3] != NULL ? confab_base_secret_new_string (words[3]) : NULL;
  GListModel *accounts = confab_core_get_accounts (self->core);
  ConfabModelAccount *chosen = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);

    if (g_str_equal (confab_model_account_get_address (account), words[1]))
      chosen = account;
  }
  tell (dex_future_then (
            confab_core_choose_road (self->core, chosen, road, password), on_road, self, NULL),
      "road");
}
