/* What others can see of each account, as its server tells it. The page asks when it is opened and
 * after each change, and says of what and when it was told; it claims nothing that was not asked.
 * Keys stand there in words and cannot be hidden: without them nobody could write sealed. */

#include "safety/safety-look.h"

#include <glib/gi18n.h>

#include "widgets/widgets-button.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-rows.h"
#include "widgets/widgets-when.h"

struct _ConfabSafetyLook {
  AdwNavigationPage parent_instance;

  /* owned */
  ConfabCore *core;
  GPtrArray *groups; /* of what is shown; borrowed from the tree */

  /* children */
  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (ConfabSafetyLook, confab_safety_look_page, ADW_TYPE_NAVIGATION_PAGE)

/* One account's part of the page, while its server is asked or told to take something off. */
typedef struct {
  ConfabSafetyLook *self;
  ConfabModelAccount *account;
  ConfabModelLook *look;       /* nullable */
  AdwPreferencesGroup *group;  /* where the answer goes */
  AdwPreferencesGroup *second; /* for buddies */
} Part;

static void look_again (ConfabSafetyLook *self);

static Part *
part_new (ConfabSafetyLook *self, ConfabModelAccount *account) {
  Part *part = g_new0 (Part, 1);

  part->self = g_object_ref (self);
  part->account = g_object_ref (account);
  return part;
}

static void
part_free (gpointer data) {
  Part *part = data;

  g_object_unref (part->self);
  g_object_unref (part->account);
  g_clear_object (&part->look);
  g_clear_object (&part->group);
  g_clear_object (&part->second);
  g_free (part);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Part, part_free)

static void
part_free_closure (gpointer data, GClosure *closure) {
  part_free (data);
}

const char *
confab_safety_look_page_words (ConfabLookKind kind) {
  switch (kind) {
  case CONFAB_LOOK_OTHER:
    return _ ("Something else");
  case CONFAB_LOOK_NAME:
    return _ ("Your name");
  case CONFAB_LOOK_NICKNAME:
    return _ ("Your nickname");
  case CONFAB_LOOK_PICTURE:
    return _ ("A picture");
  case CONFAB_LOOK_MAIL:
    return _ ("Your e-mail address");
  case CONFAB_LOOK_PHONE:
    return _ ("Your telephone number");
  case CONFAB_LOOK_HOME:
    return _ ("Where you live or are");
  case CONFAB_LOOK_BIRTHDAY:
    return _ ("Your birthday");
  case CONFAB_LOOK_WEB:
    return _ ("Your page on the web");
  case CONFAB_LOOK_WORK:
    return _ ("Your work");
  case CONFAB_LOOK_NOTE:
    return _ ("A note about you");
  case CONFAB_LOOK_MOOD:
    return _ ("What you do, feel or listen to");
  case CONFAB_LOOK_CARD:
    return _ ("A card with your data");
  case CONFAB_LOOK_KEYS:
    return _ ("Keys, so that people can write to you alone");
  case CONFAB_LOOK_HERE:
    return _ ("Whether you are here");
  case CONFAB_LOOK_LAST:
    return _ ("When you were here last");
  case CONFAB_LOOK_GUEST:
    break;
  }
  return "";
}

/* ---- rows ---- */

/* `icon`: nullable. */
static GtkWidget *
row_new (const char *title, const char *subtitle, const char *icon) {
  GtkWidget *row = confab_widgets_row_new (title, subtitle);

  if (icon != NULL)
    confab_widgets_row_add_icon (row, icon);
  return row;
}

static AdwPreferencesGroup *
group_new (ConfabSafetyLook *self, const char *title, const char *description) {
  AdwPreferencesGroup *group = confab_widgets_group_add (self->page, title, description);

  g_ptr_array_add (self->groups, group);
  return group;
}

/* The page may be gone, or have been filled anew, since the server was asked. */
static gboolean
is_shown (const Part *part) {
  return part->self->groups != NULL && g_ptr_array_find (part->self->groups, part->group, NULL);
}

static DexFuture *
on_taken_off (DexFuture *future, gpointer data) {
  Part *part = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!is_shown (part))
    return NULL;
  if (dex_future_get_value (future, &error) != NULL) {
    look_again (part->self);
    return NULL;
  }
  text = confab_widgets_problem_dup_error_text (error);
  adw_preferences_group_add (
      part->group, row_new (_ ("It is still there."), text, "dialog-warning-symbolic"));
  return NULL;
}

static Part *
part_copy (const Part *part) {
  Part *copy = part_new (part->self, part->account);

  copy->look = part->look != NULL ? g_object_ref (part->look) : NULL;
  copy->group = g_object_ref (part->group);
  return copy;
}

static void
on_hide_clicked (GtkWidget *button, gpointer data) {
  Part *part = data;

  gtk_widget_set_sensitive (button, FALSE);
  dex_future_disown (
      dex_future_finally (confab_core_hide (part->self->core, part->account, part->look),
          on_taken_off, part_copy (part), part_free));
}

static void
add_hide (Part *of, GtkWidget *row, ConfabModelLook *look) {
  GtkWidget *button = gtk_button_new_with_label (_ ("Hide"));
  Part *part = part_copy (of);
  g_autofree char *name = NULL;

  g_set_object (&part->look, look);
  /* Translators: the name of a button; %s is "Your telephone number" and the like. */
  name = g_strdup_printf (
      _ ("Hide: %s"), confab_safety_look_page_words (confab_model_look_get_kind (look)));
  confab_widgets_button_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (
      button, "clicked", G_CALLBACK (on_hide_clicked), part, part_free_closure, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* ---- taking all of it off ---- */

static void
on_all_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  Part *part = data;

  if (!g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "take")) {
    part_free (part);
    return;
  }
  dex_future_disown (dex_future_finally (
      confab_core_hide_all (part->self->core, part->account), on_taken_off, part, part_free));
}

static void
on_all_activated (GtkWidget *row, gpointer data) {
  Part *part = data;
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      _ ("Take your profile off the server?"),
      _ ("Names, pictures, cards and all else that others can look up are erased there, also for "
         "your other devices. Your address, your buddies and your keys stay. Who has looked "
         "before may have kept a copy.")));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "take", _ ("Take it off"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "take", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (part->self), NULL, on_all_chosen, part_copy (part));
}

static char *
dup_evidence (const char *server, gboolean had_guest) {
  g_autofree char *when = confab_widgets_when_dup_moment (g_get_real_time ());

  if (had_guest)
    /* Translators: %1$s is the name of a server; %2$s is "at 10:02" or "yesterday". */
    return g_strdup_printf (_ ("As far as %1$s tells; it was asked %2$s. A guest without a name, "
                               "as anybody can be there, has looked too."),
        server, when);
  /* Translators: %s is the name of a server; the time is "at 10:02" or "yesterday". */
  return g_strdup_printf (_ ("As far as %s tells; it was asked %s."), server, when);
}

static void
add_end (Part *part, gboolean has_anything, gboolean had_guest) {
  const char *at = strchr (confab_model_account_get_address (part->account), '@');
  g_autofree char *told = dup_evidence (at != NULL ? at + 1 : "", had_guest);
  AdwPreferencesGroup *group = group_new (part->self, "", told);
  GtkWidget *again = adw_button_row_new ();
  GtkWidget *all = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (again), _ ("Look again"));
  g_signal_connect_object (
      again, "activated", G_CALLBACK (look_again), part->self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, again);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (all), _ ("Take my profile off the server…"));
  gtk_widget_add_css_class (all, "destructive-action");
  gtk_widget_set_sensitive (all, has_anything);
  g_signal_connect_data (
      all, "activated", G_CALLBACK (on_all_activated), part_copy (part), part_free_closure, 0);
  adw_preferences_group_add (group, all);
}

/* ---- asking ---- */

/* It lies nowhere, so there is nothing to take off. */
static gboolean
is_told_by_server (ConfabModelLook *look) {
  ConfabLookKind kind = confab_model_look_get_kind (look);

  return kind == CONFAB_LOOK_HERE || kind == CONFAB_LOOK_LAST;
}

static gboolean
is_guest (ConfabModelLook *look) {
  return confab_model_look_get_kind (look) == CONFAB_LOOK_GUEST;
}

/* Keys lie in several places, and are one thing. */
static void
show_one (Part *part, ConfabModelLook *look, gboolean *has_keys) {
  ConfabLookKind kind = confab_model_look_get_kind (look);
  gboolean is_open = confab_model_look_is_open (look);
  gboolean is_key = kind == CONFAB_LOOK_KEYS && !is_open;
  gboolean is_servers = is_told_by_server (look);
  GtkWidget *row;

  if (is_key && *has_keys)
    return;
  *has_keys = *has_keys || is_key;
  row = row_new (confab_safety_look_page_words (kind),
      is_servers
          ? _ ("Your server tells it to anybody. Only the people who run it can change that.")
          : confab_model_look_get_text (look),
      NULL);
  if (!is_key && !is_servers)
    add_hide (part, row, look);
  adw_preferences_group_add (is_open ? part->group : part->second, row);
}

static gboolean
can_be_taken_off (ConfabModelLook *look) {
  return !is_told_by_server (look) && !is_guest (look) &&
         (confab_model_look_is_open (look) ||
             confab_model_look_get_kind (look) != CONFAB_LOOK_KEYS);
}

static void
show_list (Part *part, GListModel *list) {
  guint n = g_list_model_get_n_items (list);
  guint n_open = 0;
  guint n_guests = 0;
  gboolean has_keys = FALSE;
  gboolean has_anything = FALSE;

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelLook) look = g_list_model_get_item (list, i);

    n_open += confab_model_look_is_open (look) ? 1 : 0;
    n_guests += is_guest (look) ? 1 : 0;
    has_anything = has_anything || can_be_taken_off (look);
  }
  if (n_open == 0)
    adw_preferences_group_add (part->group,
        row_new (_ ("Your address, and nothing more"), NULL, "object-select-symbolic"));
  if (n > n_open + n_guests)
    part->second = g_object_ref (group_new (part->self, _ ("Your buddies see"), NULL));
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelLook) look = g_list_model_get_item (list, i);

    if (!is_guest (look))
      show_one (part, look, &has_keys);
  }
  add_end (part, has_anything, n_guests > 0);
}

static DexFuture *
on_looked (DexFuture *future, gpointer data) {
  Part *part = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  GtkWidget *waiting;

  if (!is_shown (part))
    return NULL;
  waiting = g_object_get_data (G_OBJECT (part->group), "waiting");
  adw_preferences_group_remove (part->group, waiting);
  if (value == NULL) {
    g_autofree char *text = confab_widgets_problem_dup_error_text (error);

    adw_preferences_group_add (
        part->group, row_new (_ ("The server did not say."), text, "dialog-warning-symbolic"));
    return NULL;
  }
  show_list (part, g_value_get_object (value));
  return NULL;
}

static void
ask (ConfabSafetyLook *self, ConfabModelAccount *account) {
  g_autoptr (Part) part = part_new (self, account);
  GtkWidget *waiting;

  part->group = g_object_ref (
      group_new (self, _ ("Everybody sees"), confab_model_account_get_address (account)));
  if (confab_model_account_get_state (account) != CONFAB_ACCOUNT_SIGNED_IN) {
    adw_preferences_group_add (part->group,
        row_new (_ ("You are signed off"), _ ("Sign in, and your server can be asked."), NULL));
    return;
  }
  waiting = row_new (_ ("Asking your server…"), NULL, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (waiting), adw_spinner_new ());
  adw_preferences_group_add (part->group, waiting);
  g_object_set_data (G_OBJECT (part->group), "waiting", waiting);
  dex_future_disown (dex_future_finally (
      confab_core_look (self->core, account), on_looked, g_steal_pointer (&part), part_free));
}

static void
look_again (ConfabSafetyLook *self) {
  GListModel *accounts = confab_core_get_accounts (self->core);
  guint n = g_list_model_get_n_items (accounts);

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);

    ask (self, account);
  }
}

static void
confab_safety_look_page_dispose (GObject *object) {
  ConfabSafetyLook *self = CONFAB_SAFETY_LOOK (object);

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_safety_look_page_parent_class)->dispose (object);
}

static void
confab_safety_look_page_class_init (ConfabSafetyLookClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_safety_look_page_dispose;
}

static void
confab_safety_look_page_init (ConfabSafetyLook *self) {
  self->groups = g_ptr_array_new ();
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_navigation_page_set_child (
      ADW_NAVIGATION_PAGE (self), confab_widgets_page_view_new (GTK_WIDGET (self->page)));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("As a stranger sees me"));
}

ConfabSafetyLook *
confab_safety_look_page_new (ConfabCore *core) {
  ConfabSafetyLook *self = g_object_new (CONFAB_TYPE_SAFETY_LOOK, NULL);

  self->core = g_object_ref (core);
  look_again (self);
  return self;
}
