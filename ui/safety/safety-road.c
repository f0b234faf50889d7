/* The page of the way to servers. What is chosen on it counts only once its button is pressed; to
 * go straight again where that was not so is asked about first. What was typed as a password stays
 * in its entry no longer than it is needed. */

#include "safety/safety-road.h"

#include <glib/gi18n.h>

#include "base/base-weak.h"
#include "safety/safety-road-words.h"
#include "widgets/widgets-button.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-rows.h"
#include "widgets/widgets-watch.h"

#define WIDTH 440
#define HEIGHT 620
#define N_WAYS 4 /* as all, straight, Tor, proxy */
#define STANDARD_PORT "1080"

enum { WAY_AS_ALL = 0, WAY_STRAIGHT, WAY_TOR, WAY_PROXY };
enum { KIND_SOCKS = 0, KIND_HTTP };

struct _ConfabSafetyRoad {
  AdwNavigationPage parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabModelAccount *account; /* NULL: all */
  ConfabModelAccount *troubled;
  ConfabWidgetsWatch *watch;

  /* children */
  AdwPreferencesPage *page;
  AdwPreferencesGroup *trouble;
  AdwActionRow *trouble_row;
  AdwActionRow *as_all_row;
  GtkCheckButton *ways[N_WAYS]; /* the first is NULL on the page of all */
  AdwPreferencesGroup *proxy;
  AdwComboRow *kind;
  AdwEntryRow *host;
  AdwEntryRow *port;
  AdwEntryRow *user;
  AdwPasswordEntryRow *password;
  GtkButton *go;
  GtkLabel *note;
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (ConfabSafetyRoad, confab_safety_road, ADW_TYPE_NAVIGATION_PAGE)

/* ---- what is chosen on the page ---- */

static int
chosen_way (ConfabSafetyRoad *self) {
  for (int way = 0; way < N_WAYS; way++)
    if (self->ways[way] != NULL && gtk_check_button_get_active (self->ways[way]))
      return way;
  return WAY_STRAIGHT;
}

static const char *
text_of (gpointer row) {
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* NULL: something of the proxy is missing. */
static ConfabModelRoad *
dup_chosen (ConfabSafetyRoad *self) {
  guint64 port = 0;

  switch (chosen_way (self)) {
  case WAY_AS_ALL:
    return confab_model_road_new (CONFAB_ROAD_AS_ALL);
  case WAY_TOR:
    return confab_model_road_new (CONFAB_ROAD_TOR);
  case WAY_PROXY:
    break;
  default:
    return confab_model_road_new (CONFAB_ROAD_STRAIGHT);
  }
  if (!g_ascii_string_to_unsigned (text_of (self->port), 10, 1, G_MAXUINT16, &port, NULL))
    return NULL;
  return confab_model_road_new_proxy (
      adw_combo_row_get_selected (self->kind) == KIND_HTTP ? CONFAB_ROAD_HTTP : CONFAB_ROAD_SOCKS,
      text_of (self->host), (guint16)port, text_of (self->user));
}

static gboolean
is_another (ConfabSafetyRoad *self, const ConfabModelRoad *road) {
  g_autoptr (ConfabModelRoad) now = confab_core_dup_road (self->core, self->account);

  return !confab_model_road_equal (road, now) ||
         (road->user != NULL && *text_of (self->password) != '\0');
}

static void
mark (gpointer row, gboolean is_wrong) {
  if (is_wrong)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
      is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* What cannot be as it was typed; what is only missing is not wrong yet. */
static void
mark_wrong (ConfabSafetyRoad *self, const ConfabModelRoad *chosen) {
  g_autoptr (ConfabModelRoad) host =
      confab_model_road_new_proxy (CONFAB_ROAD_SOCKS, text_of (self->host), 1, NULL);
  gboolean is_port =
      g_ascii_string_to_unsigned (text_of (self->port), 10, 1, G_MAXUINT16, NULL, NULL);

  mark (self->host, host == NULL && *text_of (self->host) != '\0');
  mark (self->port, !is_port && *text_of (self->port) != '\0');
  mark (self->user, host != NULL && is_port && chosen == NULL);
}

static void
update_go (ConfabSafetyRoad *self) {
  g_autoptr (ConfabModelRoad) road = NULL;

  if (self->go == NULL)
    return; /* the page is being made */
  road = dup_chosen (self);
  mark_wrong (self, road);
  gtk_widget_set_visible (GTK_WIDGET (self->proxy), chosen_way (self) == WAY_PROXY);
  gtk_widget_set_sensitive (GTK_WIDGET (self->password), *text_of (self->user) != '\0');
  gtk_widget_set_sensitive (
      GTK_WIDGET (self->go), !self->is_busy && road != NULL && is_another (self, road));
}

static void
on_edited (ConfabSafetyRoad *self) {
  if (self->note != NULL && !self->is_busy)
    gtk_label_set_text (self->note, "");
  update_go (self);
}

static void
show_chosen (ConfabSafetyRoad *self) {
  g_autoptr (ConfabModelRoad) road = confab_core_dup_road (self->core, self->account);
  gboolean is_proxy = road->kind == CONFAB_ROAD_SOCKS || road->kind == CONFAB_ROAD_HTTP;
  int way = road->kind == CONFAB_ROAD_AS_ALL ? WAY_AS_ALL
            : road->kind == CONFAB_ROAD_TOR  ? WAY_TOR
            : is_proxy                       ? WAY_PROXY
                                             : WAY_STRAIGHT;
  g_autofree char *port = g_strdup_printf ("%u", road->port);

  if (self->ways[way] != NULL)
    gtk_check_button_set_active (self->ways[way], TRUE);
  if (is_proxy) {
    adw_combo_row_set_selected (
        self->kind, road->kind == CONFAB_ROAD_HTTP ? KIND_HTTP : KIND_SOCKS);
    gtk_editable_set_text (GTK_EDITABLE (self->host), road->host);
    gtk_editable_set_text (GTK_EDITABLE (self->port), port);
    gtk_editable_set_text (GTK_EDITABLE (self->user), road->user != NULL ? road->user : "");
  }
  update_go (self);
}

/* ---- going that way ---- */

static DexFuture *
on_chosen (DexFuture *future, gpointer data) {
  g_autoptr (ConfabSafetyRoad) self = g_weak_ref_get (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (self == NULL)
    return NULL;
  self->is_busy = FALSE;
  if (dex_future_get_value (future, &error) == NULL)
    words = confab_widgets_problem_dup_error_text (error);
  else
    words = g_strdup (_ ("This is the way from now on. Lines that were open are closed."));
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_label_set_text (self->note, words);
  gtk_accessible_announce (
      GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  update_go (self);
  return NULL;
}

static void
take (ConfabSafetyRoad *self, const ConfabModelRoad *road) {
  g_autoptr (ConfabSecret) password = NULL;

  if (road->user != NULL && *text_of (self->password) != '\0')
    password = confab_base_secret_new_string (text_of (self->password));
  self->is_busy = TRUE;
  update_go (self);
  dex_future_disown (
      dex_future_finally (confab_core_choose_road (self->core, self->account, road, password),
          on_chosen, confab_base_weak_new (self), confab_base_weak_free));
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (ConfabSafetyRoad) self = data;
  g_autoptr (ConfabModelRoad) road = dup_chosen (self);

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "go") &&
      road != NULL && !self->is_busy)
    take (self, road);
}

static void
ask_straight (ConfabSafetyRoad *self) {
  AdwAlertDialog *dialog =
      ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Go straight there again?"), NULL));

  adw_alert_dialog_set_body (dialog,
      _ ("From then on your server sees where you connect from, and the network you are in sees "
         "to which server."));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "go", _ ("Go straight"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "go", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, on_answered, g_object_ref (self));
}

/* Where it leads in the end. */
static ConfabRoadKind
end_of (ConfabSafetyRoad *self, const ConfabModelRoad *road) {
  g_autoptr (ConfabModelRoad) all = confab_core_dup_road (self->core, NULL);

  return road->kind == CONFAB_ROAD_AS_ALL ? all->kind : road->kind;
}

static void
on_go_clicked (ConfabSafetyRoad *self) {
  g_autoptr (ConfabModelRoad) now = confab_core_dup_road (self->core, self->account);
  g_autoptr (ConfabModelRoad) road = dup_chosen (self);

  if (road == NULL)
    return;
  if (end_of (self, road) == CONFAB_ROAD_STRAIGHT && end_of (self, now) != CONFAB_ROAD_STRAIGHT)
    ask_straight (self);
  else
    take (self, road);
}

/* ---- trouble ---- */

static gboolean
goes_this_way (ConfabSafetyRoad *self, ConfabModelAccount *account) {
  g_autoptr (ConfabModelRoad) own = NULL;

  if (self->account != NULL)
    return account == self->account;
  own = confab_core_dup_road (self->core, account);
  return own->kind == CONFAB_ROAD_AS_ALL;
}

static void
update_trouble (ConfabSafetyRoad *self) {
  GListModel *accounts = confab_core_get_accounts (self->core);
  g_autofree char *words = NULL;

  g_clear_object (&self->troubled);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);

    if (self->troubled == NULL && goes_this_way (self, account) &&
        confab_safety_road_is_about (confab_model_account_get_problem (account)))
      self->troubled = g_steal_pointer (&account);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), self->troubled != NULL);
  if (self->troubled == NULL)
    return;
  words = confab_widgets_problem_dup_text (confab_model_account_get_problem (self->troubled),
      confab_model_account_get_problem_detail (self->troubled));
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (self->trouble_row), confab_model_account_get_address (self->troubled));
  adw_action_row_set_subtitle (self->trouble_row, words);
}

static void
on_try_clicked (ConfabSafetyRoad *self) {
  if (self->troubled != NULL)
    confab_core_sign_in (
        self->core, self->troubled, confab_model_account_is_hidden (self->troubled));
}

static void
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  update_trouble (data);
}

static void
on_safety_changed (ConfabSafetyRoad *self) {
  g_autoptr (ConfabModelRoad) all = confab_core_dup_road (self->core, NULL);
  g_autofree char *words = confab_safety_road_dup_name (all);

  if (self->as_all_row != NULL)
    adw_action_row_set_subtitle (self->as_all_row, words);
  update_trouble (self);
  update_go (self);
}

/* ---- the page ---- */

static AdwActionRow *
add_way (ConfabSafetyRoad *self, AdwPreferencesGroup *group, int way, const char *title,
    const char *subtitle) {
  GtkWidget *row = confab_widgets_row_new (title, subtitle);
  GtkWidget *check = gtk_check_button_new ();

  self->ways[way] = GTK_CHECK_BUTTON (check);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  if (way != WAY_STRAIGHT)
    gtk_check_button_set_group (self->ways[way], self->ways[WAY_STRAIGHT]);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return ADW_ACTION_ROW (row);
}

static void
add_ways (ConfabSafetyRoad *self) {
  AdwPreferencesGroup *group = confab_widgets_group_add (self->page, "",
      self->account != NULL
          ? _ ("How Confab reaches the server of this account.")
          : _ ("How Confab reaches your server, for every account that is not set on its own."));

  add_way (self, group, WAY_STRAIGHT, _ ("Straight there"),
      _ ("Your server, and the network you are in, see where you connect from."));
  add_way (self, group, WAY_TOR, _ ("Through Tor"),
      _ ("Your server sees one of Tor’s computers, and not yours. Tor must be running on this "
         "computer. It is slower."));
  add_way (self, group, WAY_PROXY, _ ("Through a proxy"),
      _ ("A computer that you name carries the line. It sees where you connect from, and your "
         "server sees it in your place."));
  if (self->account != NULL)
    self->as_all_row = add_way (self, group, WAY_AS_ALL, _ ("As all accounts"), "");
}

static gpointer
add_entry (ConfabSafetyRoad *self, GtkWidget *row, const char *title, int max_length) {
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (row), max_length);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->proxy, row);
  return row;
}

static void
add_proxy (ConfabSafetyRoad *self) {
  const char *const kinds[] = { "SOCKS5", "HTTP", NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (kinds);

  self->proxy = confab_widgets_group_add (self->page, _ ("The proxy"), NULL);
  self->kind = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind), _ ("Kind"));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (model));
  g_signal_connect_object (
      self->kind, "notify::selected", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->proxy, GTK_WIDGET (self->kind));
  self->host = add_entry (self, adw_entry_row_new (), _ ("Host"), 253);
  self->port = add_entry (self, adw_entry_row_new (), _ ("Port"), 5);
  adw_entry_row_set_input_purpose (self->port, GTK_INPUT_PURPOSE_DIGITS);
  gtk_editable_set_text (GTK_EDITABLE (self->port), STANDARD_PORT);
  self->user = add_entry (self, adw_entry_row_new (), _ ("Name, if it asks for one"), 255);
  self->password = add_entry (self, adw_password_entry_row_new (), _ ("Password"), 255);
}

static void
add_end (ConfabSafetyRoad *self) {
  AdwPreferencesGroup *group = confab_widgets_group_add (self->page, "",
      _ ("While Tor or the proxy is down, nothing goes out. Names of servers are looked up at "
         "its far end, not here. Files go the same way. A link that you open goes the way of your "
         "browser."));

  self->go = GTK_BUTTON (confab_widgets_button_new_pill (_ ("Go this way"), TRUE));
  g_signal_connect_object (
      self->go, "clicked", G_CALLBACK (on_go_clicked), self, G_CONNECT_SWAPPED);
  self->note = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_justify (self->note, GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_top (GTK_WIDGET (self->note), 12);
  adw_preferences_group_add (group, GTK_WIDGET (self->go));
  adw_preferences_group_add (group, GTK_WIDGET (self->note));
}

static void
add_trouble (ConfabSafetyRoad *self) {
  GtkWidget *button = gtk_button_new_with_label (_ ("Try again"));

  self->trouble = confab_widgets_group_add (self->page, "", NULL);
  self->trouble_row = ADW_ACTION_ROW (confab_widgets_row_new ("", ""));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_try_clicked), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (self->trouble_row, button);
  adw_preferences_group_add (self->trouble, GTK_WIDGET (self->trouble_row));
}

static void
confab_safety_road_dispose (GObject *object) {
  ConfabSafetyRoad *self = CONFAB_SAFETY_ROAD (object);

  g_clear_pointer (&self->watch, confab_widgets_watch_free);
  g_clear_object (&self->troubled);
  g_clear_object (&self->account);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_safety_road_parent_class)->dispose (object);
}

static void
confab_safety_road_class_init (ConfabSafetyRoadClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_safety_road_dispose;
}

static void
confab_safety_road_init (ConfabSafetyRoad *self) {
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_navigation_page_set_child (
      ADW_NAVIGATION_PAGE (self), confab_widgets_page_view_new (GTK_WIDGET (self->page)));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("Tor or proxy"));
}

ConfabSafetyRoad *
confab_safety_road_new (ConfabCore *core, ConfabModelAccount *account) {
  ConfabSafetyRoad *self = g_object_new (CONFAB_TYPE_SAFETY_ROAD, NULL);

  self->core = g_object_ref (core);
  g_set_object (&self->account, account);
  add_trouble (self);
  add_ways (self);
  add_proxy (self);
  add_end (self);
  show_chosen (self);
  on_safety_changed (self);
  self->watch =
      confab_widgets_watch_new (confab_core_get_accounts (core), on_accounts_changed, self);
  g_signal_connect_object (confab_core_get_safety (core), "changed", G_CALLBACK (on_safety_changed),
      self, G_CONNECT_SWAPPED);
  return self;
}

void
confab_safety_road_present (ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent) {
  g_autoptr (ConfabModelRoad) own = account != NULL ? confab_core_dup_road (core, account) : NULL;
  gboolean is_own = own != NULL && own->kind != CONFAB_ROAD_AS_ALL;
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_navigation_view_new ();

  adw_dialog_set_title (dialog, _ ("Tor or proxy"));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, view);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
      ADW_NAVIGATION_PAGE (confab_safety_road_new (core, is_own ? account : NULL)));
  adw_dialog_present (dialog, parent);
}
