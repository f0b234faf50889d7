/* The dialog that brings buddies out of a file: it reads the file, shows whom it would add and
 * block, and does it when told to. Asking people for anything is a switch of its own, off until it
 * is chosen. Nothing is hidden in a number: each line can be looked at. */

#include "settings/settings-bring.h"

#include <glib/gi18n.h>

#include "backup/backup-work.h"
#include "settings/settings-bring-list.h"
#include "widgets/widgets-button.h"
#include "widgets/widgets-notice.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-rows.h"

#define DATA "confab-bring"
#define WIDTH 560
#define HEIGHT 640

typedef struct {
  /* owned */
  ConfabCore *core;
  ConfabModelAccount *account;
  GListModel *found;        /* ConfabModelFound; NULL: nothing was read yet */
  ConfabModelFound *chosen; /* weighed; NULL: none */
  GtkStringList *addresses; /* of `found` */

  /* children */
  AdwNavigationView *navigation;
  GtkWidget *choose_group;
  GtkWidget *choose_button;
  AdwPreferencesGroup *what_group;
  AdwComboRow *whose_row;
  GtkWidget *new_row, *here_row, *blocked_row, *left_row;
  AdwSwitchRow *ask_row;
  GtkWidget *button;
  ConfabWidgetsNotice *notice;
  ConfabBackupWork *work;
  GtkWidget *done_page;
} Bring;

static void
bring_free (gpointer data) {
  Bring *bring = data;

  g_object_unref (bring->core);
  g_object_unref (bring->account);
  g_clear_object (&bring->found);
  g_clear_object (&bring->chosen);
  g_clear_object (&bring->addresses);
  g_free (bring);
}

static Bring *
bring_of (gpointer dialog) {
  return g_object_get_data (G_OBJECT (dialog), DATA);
}

/* ---- what would come ---- */

/* A row is only there for what is there. */
static void
show_row (GtkWidget *row, guint n, char *title) {
  gtk_widget_set_visible (row, n > 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_free (title);
}

static void
show_new (Bring *bring, const ConfabModelFoundCounts *counts) {
  g_autofree char *nameless = NULL;

  show_row (bring->new_row, 1,
      counts->n_new == 0
          ? g_strdup (_ ("Nobody new is in it"))
          : g_strdup_printf (
                ngettext ("%'u buddy comes", "%'u buddies come", counts->n_new), counts->n_new));
  if (counts->n_nameless > 0)
    nameless = g_strdup_printf (
        ngettext ("%'u of them without a name: a buddy of yours is called so already.",
            "%'u of them without a name: buddies of yours are called so already.",
            counts->n_nameless),
        counts->n_nameless);
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (bring->new_row), nameless != NULL ? nameless : _ ("Look who they are"));
}

static void
hide_counts (Bring *bring) {
  gtk_widget_set_visible (bring->new_row, FALSE);
  gtk_widget_set_visible (bring->here_row, FALSE);
  gtk_widget_set_visible (bring->blocked_row, FALSE);
  gtk_widget_set_visible (bring->left_row, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (bring->ask_row), FALSE);
  gtk_widget_set_visible (bring->button, FALSE);
}

static void
show_counts (Bring *bring) {
  const ConfabModelFoundCounts *counts = confab_model_found_get_counts (bring->chosen);
  g_autofree char *ask = g_strdup_printf (ngettext ("Ask %'u of them to see each other",
                                              "Ask %'u of them to see each other", counts->n_asked),
      counts->n_asked);

  show_new (bring, counts);
  show_row (bring->here_row, counts->n_here,
      g_strdup_printf (
          ngettext ("%'u buddy is here already", "%'u buddies are here already", counts->n_here),
          counts->n_here));
  show_row (bring->blocked_row, counts->n_blocked,
      g_strdup_printf (ngettext ("%'u address will be blocked", "%'u addresses will be blocked",
                           counts->n_blocked),
          counts->n_blocked));
  show_row (bring->left_row, counts->n_left_out,
      g_strdup_printf (
          ngettext ("%'u line is left out", "%'u lines are left out", counts->n_left_out),
          counts->n_left_out));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (bring->ask_row), ask);
  gtk_widget_set_visible (GTK_WIDGET (bring->ask_row), counts->n_asked > 0);
  gtk_widget_set_visible (bring->button, counts->n_new + counts->n_blocked > 0);
}

static DexFuture *
on_weighed (DexFuture *future, gpointer data) {
  GtkWidget *dialog = data;
  Bring *bring = bring_of (dialog);
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) != NULL) {
    if (bring->chosen != NULL)
      show_counts (bring);
  } else if (!gtk_widget_get_visible (GTK_WIDGET (bring->notice)))
    /* Else it says why bringing stopped. */
    confab_widgets_notice_show_error (bring->notice, error);
  return NULL;
}

static void
weigh (GtkWidget *dialog) {
  Bring *bring = bring_of (dialog);

  if (bring->chosen != NULL)
    dex_future_disown (
        dex_future_finally (confab_core_weigh_buddies (bring->core, bring->account, bring->chosen),
            on_weighed, g_object_ref (dialog), g_object_unref));
}

static void
on_whose_chosen (GtkWidget *dialog) {
  Bring *bring = bring_of (dialog);
  guint n = bring->found != NULL ? g_list_model_get_n_items (bring->found) : 0;
  guint position = adw_combo_row_get_selected (bring->whose_row);
  g_autoptr (ConfabModelFound) found = NULL;

  /* Where there are several, the first line stands for none. */
  if (n > 0 && (n == 1 || position > 0))
    found = g_list_model_get_item (bring->found, n == 1 ? 0 : position - 1);
  if (!g_set_object (&bring->chosen, found))
    return;
  /* Asking is chosen for these people, not for those of the next list. */
  adw_switch_row_set_active (bring->ask_row, FALSE);
  confab_widgets_notice_hide (bring->notice);
  hide_counts (bring);
  weigh (dialog);
}

static void
show_found (GtkWidget *dialog) {
  Bring *bring = bring_of (dialog);
  guint n = g_list_model_get_n_items (bring->found);

  g_clear_object (&bring->addresses);
  bring->addresses = gtk_string_list_new (NULL);
  /* Nobody but the user says which one. */
  if (n > 1)
    gtk_string_list_append (bring->addresses, _ ("Not chosen yet"));
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelFound) found = g_list_model_get_item (bring->found, i);

    gtk_string_list_append (bring->addresses, confab_model_found_get_address (found));
  }
  g_clear_object (&bring->chosen);
  hide_counts (bring);
  adw_combo_row_set_model (bring->whose_row, G_LIST_MODEL (bring->addresses));
  gtk_widget_set_sensitive (GTK_WIDGET (bring->whose_row), n > 1);
  adw_preferences_group_set_description (
      bring->what_group, n > 1 ? _ ("There are several addresses in it: choose one.") : NULL);
  gtk_widget_set_visible (GTK_WIDGET (bring->what_group), TRUE);
  on_whose_chosen (dialog);
}

/* ---- reading and bringing ---- */

static void
set_busy (GtkWidget *dialog, gboolean is_busy) {
  Bring *bring = bring_of (dialog);

  gtk_widget_set_sensitive (bring->choose_group, !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (bring->what_group), !is_busy);
  adw_dialog_set_can_close (ADW_DIALOG (dialog), !is_busy);
}

static void
begin (GtkWidget *dialog) {
  Bring *bring = bring_of (dialog);

  confab_widgets_notice_hide (bring->notice);
  gtk_widget_set_visible (bring->button, FALSE);
  set_busy (dialog, TRUE);
}

static void
on_read (GtkWidget *dialog, ConfabModelBackup *progress, const GValue *value, const GError *error) {
  Bring *bring = bring_of (dialog);

  set_busy (dialog, FALSE);
  if (value != NULL) {
    g_set_object (&bring->found, g_value_get_object (value));
    show_found (dialog);
    return;
  }
  confab_widgets_notice_show_error (bring->notice, error);
  gtk_widget_grab_focus (bring->choose_button);
}

void
confab_settings_bring_read (AdwDialog *dialog, GFile *file) {
  Bring *bring = bring_of (dialog);
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();

  if (!gtk_widget_get_sensitive (bring->choose_group))
    return;
  gtk_widget_set_visible (GTK_WIDGET (bring->what_group), FALSE);
  begin (GTK_WIDGET (dialog));
  confab_backup_work_follow (bring->work, confab_core_read_buddies (bring->core, file, progress),
      progress, GTK_WIDGET (dialog), on_read);
}

/* "42 buddies came" and "3 addresses are blocked", of what was done. */
static char *
dup_done (ConfabModelFound *found) {
  guint n = confab_model_found_get_n_added (found);
  guint n_blocked = confab_model_found_get_n_kept_away (found);
  g_autofree char *came =
      n > 0 ? g_strdup_printf (ngettext ("%'u buddy came.", "%'u buddies came.", n), n)
            : g_strdup (_ ("Nobody new came."));
  g_autofree char *blocked = g_strdup_printf (
      ngettext ("%'u address is blocked.", "%'u addresses are blocked.", n_blocked), n_blocked);

  return n_blocked > 0 ? g_strdup_printf ("%s %s", came, blocked) : g_steal_pointer (&came);
}

static void
show_done (Bring *bring) {
  gboolean has_new = confab_model_found_get_n_added (bring->chosen) > 0;
  g_autofree char *done = dup_done (bring->chosen);
  g_autofree char *words = g_strdup_printf (
      /* Translators: %s is what was done, "42 buddies came." */
      _ ("%s None of them counts as somebody you know in life: say so on their page, one by one."),
      done);

  if (has_new)
    adw_status_page_set_title (ADW_STATUS_PAGE (bring->done_page), _ ("They are here"));
  confab_widgets_done_page_show (bring->done_page, has_new ? words : done);
}

/* Why, if nobody pressed Cancel, and what was done until then. */
static void
show_stopped (Bring *bring, const GError *error) {
  ConfabModelProblem problem = confab_widgets_problem_of_error (error);
  g_autofree char *why = confab_widgets_problem_dup_sentence (
      problem, problem != CONFAB_PROBLEM_NONE ? error->message : NULL);
  g_autofree char *done = dup_done (bring->chosen);
  g_autofree char *both = g_strjoin (" ", why, done, NULL);

  confab_widgets_notice_show (bring->notice,
      _ ("It stopped before the end. What came stays; press again to go on."),
      problem == CONFAB_PROBLEM_STOPPED ? done : both);
  gtk_widget_set_visible (bring->button, TRUE);
  gtk_widget_grab_focus (bring->button);
}

static void
on_brought (
    GtkWidget *dialog, ConfabModelBackup *progress, const GValue *value, const GError *error) {
  Bring *bring = bring_of (dialog);

  set_busy (dialog, FALSE);
  if (value != NULL)
    show_done (bring);
  else {
    show_stopped (bring, error);
    weigh (dialog);
  }
}

static void
on_bring_clicked (GtkWidget *dialog) {
  Bring *bring = bring_of (dialog);
  gboolean asks = adw_switch_row_get_active (bring->ask_row);
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();

  if (bring->chosen == NULL || !gtk_widget_get_visible (bring->button))
    return;
  begin (dialog);
  confab_backup_work_follow (bring->work,
      confab_core_bring_buddies (bring->core, bring->account, bring->chosen, asks, progress),
      progress, dialog, on_brought);
}

/* ---- the file ---- */

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (AdwDialog) dialog = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && gtk_widget_get_root (GTK_WIDGET (dialog)) != NULL)
    confab_settings_bring_read (dialog, file);
}

static void
on_choose_clicked (GtkWidget *dialog) {
  GtkRoot *root = gtk_widget_get_root (dialog);
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (chooser, _ ("The File of the Other Account"));
  gtk_file_dialog_open (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
      on_file_chosen, g_object_ref (dialog));
}

static void
on_look (GtkWidget *dialog) {
  Bring *bring = bring_of (dialog);

  if (bring->chosen != NULL)
    adw_navigation_view_push (bring->navigation,
        confab_settings_bring_list_new (confab_model_found_get_lines (bring->chosen)));
}

/* ---- making ---- */

static void
add_choose (Bring *bring, GtkWidget *dialog, AdwPreferencesPage *page) {
  g_autofree char *words = g_strdup_printf (
      /* Translators: %s is an address. */
      _ ("Buddies from the file of another account come to %s. You see all of them first; who is "
         "here already stays as it is."),
      confab_model_account_get_address (bring->account));
  AdwPreferencesGroup *group = confab_widgets_group_add (page, "", words);
  GtkWidget *row = confab_widgets_row_new (_ ("The file"),
      _ ("Written by Confab, another program or a server, for moving to another address"));

  bring->choose_group = GTK_WIDGET (group);
  bring->choose_button = gtk_button_new_with_label (_ ("Choose"));
  gtk_widget_set_valign (bring->choose_button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), bring->choose_button);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (
      bring->choose_button, "clicked", G_CALLBACK (on_choose_clicked), dialog, G_CONNECT_SWAPPED);
}

static void
add_what (Bring *bring, GtkWidget *dialog, AdwPreferencesPage *page) {
  AdwPreferencesGroup *group = confab_widgets_group_add (page, _ ("What is in it"), NULL);

  bring->what_group = group;
  bring->whose_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (bring->whose_row), _ ("The buddies of"));
  bring->new_row = confab_widgets_row_new ("", "");
  confab_widgets_row_lead_on (bring->new_row);
  bring->here_row = confab_widgets_row_new ("", _ ("They keep the names and groups they have."));
  bring->blocked_row = confab_widgets_row_new (
      "", _ ("They were blocked there. Nobody is blocked who is your buddy here."));
  bring->left_row =
      confab_widgets_row_new ("", _ ("No address, your own, blocked here, or there twice."));
  bring->ask_row = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_action_row_set_subtitle (ADW_ACTION_ROW (bring->ask_row),
      _ ("Each gets a request and learns this address. Off: nobody is told anything."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (bring->ask_row), 0);
  adw_preferences_group_add (group, GTK_WIDGET (bring->whose_row));
  adw_preferences_group_add (group, bring->new_row);
  adw_preferences_group_add (group, bring->here_row);
  adw_preferences_group_add (group, bring->blocked_row);
  adw_preferences_group_add (group, bring->left_row);
  adw_preferences_group_add (group, GTK_WIDGET (bring->ask_row));
  gtk_widget_set_visible (GTK_WIDGET (group), FALSE);
  g_signal_connect_object (bring->whose_row, "notify::selected", G_CALLBACK (on_whose_chosen),
      dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      bring->new_row, "activated", G_CALLBACK (on_look), dialog, G_CONNECT_SWAPPED);
}

static GtkWidget *
form_new (Bring *bring, GtkWidget *dialog) {
  GtkWidget *content = adw_preferences_page_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (content);
  AdwPreferencesGroup *below;

  add_choose (bring, dialog, page);
  add_what (bring, dialog, page);
  below = confab_widgets_group_add (page, "", NULL);
  bring->notice = g_object_new (CONFAB_TYPE_WIDGETS_NOTICE, "margin-bottom", 12, NULL);
  bring->button = confab_widgets_button_new_pill (_ ("Bring them"), TRUE);
  gtk_widget_set_visible (bring->button, FALSE);
  bring->work = confab_backup_work_new ();
  adw_preferences_group_add (below, GTK_WIDGET (bring->notice));
  adw_preferences_group_add (below, bring->button);
  adw_preferences_group_add (below, GTK_WIDGET (bring->work));
  g_signal_connect_object (
      bring->button, "clicked", G_CALLBACK (on_bring_clicked), dialog, G_CONNECT_SWAPPED);
  return content;
}

AdwDialog *
confab_settings_bring_present (ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent) {
  AdwDialog *dialog = adw_dialog_new ();
  Bring *bring = g_new0 (Bring, 1);
  GtkWidget *stack = gtk_stack_new ();
  AdwNavigationPage *first;

  bring->core = g_object_ref (core);
  bring->account = g_object_ref (account);
  g_object_set_data_full (G_OBJECT (dialog), DATA, bring, bring_free);
  bring->done_page = confab_widgets_done_page_new (_ ("It is done"), GTK_WIDGET (dialog));
  gtk_stack_add_named (GTK_STACK (stack), form_new (bring, GTK_WIDGET (dialog)), "form");
  gtk_stack_add_named (GTK_STACK (stack), bring->done_page, "done");
  bring->navigation = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  first = adw_navigation_page_new (confab_widgets_page_view_new (stack), _ ("Bring buddies"));
  adw_navigation_view_push (bring->navigation, first);
  adw_dialog_set_title (dialog, _ ("Bring buddies"));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, GTK_WIDGET (bring->navigation));
  adw_dialog_present (dialog, parent);
  return dialog;
}
