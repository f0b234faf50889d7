/* What is known of a server, and what it says. The page asks when it is opened and when the user
 * wants it, and says when; what a server does not offer has its line too. Addresses are text: those
 * that can be opened go through the sheet that says where they lead. */

#include "safety/safety-card.h"

#include <glib/gi18n.h>
#include <string.h>

#include "safety/safety-card-words.h"
#include "safety/safety-copies.h"
#include "safety/safety-link-sheet.h"
#include "safety/safety-signed-in.h"
#include "widgets/widgets-button.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-rows.h"
#include "widgets/widgets-when.h"

struct _ConfabSafetyCard {
  AdwNavigationPage parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabModelAccount *account; /* nullable */
  GPtrArray *groups;           /* of what is shown; borrowed from the tree */

  /* children */
  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (ConfabSafetyCard, confab_safety_card, ADW_TYPE_NAVIGATION_PAGE)

/* One account's part of the page, while its server is asked. */
typedef struct {
  ConfabSafetyCard *self;
  ConfabModelAccount *account;
  char *domain;
  AdwPreferencesGroup *group; /* the first: where the answer goes */
  GtkWidget *waiting;
} Part;

static void
part_free (gpointer data) {
  Part *part = data;

  g_object_unref (part->self);
  g_object_unref (part->account);
  g_object_unref (part->group);
  g_object_unref (part->waiting);
  g_free (part->domain);
  g_free (part);
}

/* ---- rows ---- */

static AdwPreferencesGroup *
group_new (ConfabSafetyCard *self, const char *title, const char *description) {
  AdwPreferencesGroup *group = confab_widgets_group_add (self->page, title, description);

  g_ptr_array_add (self->groups, group);
  return group;
}

static void
on_open_clicked (GtkWidget *button, ConfabSafetyCard *self) {
  confab_safety_link_sheet_press (
      GTK_WIDGET (self), self->core, NULL, g_object_get_data (G_OBJECT (button), "confab-link"));
}

static void
add_open (ConfabSafetyCard *self, GtkWidget *row, const char *link) {
  GtkWidget *button = gtk_button_new_with_label (C_ ("an address", "Open"));
  g_autofree char *name = NULL;

  /* Translators: the name of a button; %s is an address. */
  name = g_strdup_printf (_ ("Open %s"), link);
  confab_widgets_button_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "confab-link", g_strdup (link), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_open_clicked), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* The account knows what the server said last, also after the switch below. */
static void
on_keeps_changed (ConfabModelAccount *account, GParamSpec *pspec, GtkWidget *row) {
  const char *words =
      confab_safety_card_words_keeps (confab_model_account_get_server_keeps (account));

  if (words != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
}

static GtkWidget *
fact_row_new (Part *part, ConfabModelFact *fact) {
  g_autofree char *title = confab_safety_card_words_dup_title (fact, part->domain);
  g_autofree char *text = confab_safety_card_words_dup_text (fact);
  const char *link = confab_safety_card_words_link (fact);
  GtkWidget *row = confab_widgets_row_new (title, text);

  if (link != NULL)
    add_open (part->self, row, link);
  confab_safety_signed_in_add_button (row, part->self->core, part->account, fact);
  if (confab_model_fact_get_kind (fact) == CONFAB_FACT_ARCHIVE_DEFAULT)
    g_signal_connect_object (
        part->account, "notify::server-keeps", G_CALLBACK (on_keeps_changed), row, 0);
  return row;
}

static gboolean
has_archive (GListModel *facts) {
  for (guint i = 0; i < g_list_model_get_n_items (facts); i++) {
    g_autoptr (ConfabModelFact) fact = g_list_model_get_item (facts, i);

    if (confab_model_fact_get_kind (fact) == CONFAB_FACT_ARCHIVE)
      return confab_model_fact_get_number (fact) == 1;
  }
  return FALSE;
}

/* Without an archive there is nothing to say of what is in it. */
static gboolean
is_idle (ConfabModelFact *fact, GListModel *facts) {
  ConfabFactKind kind = confab_model_fact_get_kind (fact);

  return (kind == CONFAB_FACT_ARCHIVE_DEFAULT || kind == CONFAB_FACT_ARCHIVE_OLDEST) &&
         !has_archive (facts);
}

static void
add_copies (Part *part, AdwPreferencesGroup *group) {
  GtkWidget *row = confab_safety_copies_row_new (part->self->core, part->account);

  if (row != NULL)
    adw_preferences_group_add (group, row);
  adw_preferences_group_add (
      group, confab_widgets_row_new (_ ("Emptying it"),
                 _ ("No program can ask a server for that yet; the people who run it can do it. "
                    "Switching the copies off leaves what is there.")));
}

/* The rows of one heading; the first heading's group is there already. */
static void
show_part (Part *part, ConfabCardPart which, GListModel *facts) {
  AdwPreferencesGroup *group = part->group;
  guint n = g_list_model_get_n_items (facts);
  guint n_rows = 0;

  if (which != CONFAB_CARD_LINE)
    group = group_new (part->self, confab_safety_card_words_heading (which),
        confab_safety_card_words_foot (which));
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelFact) fact = g_list_model_get_item (facts, i);

    if (confab_safety_card_words_part (fact) != which || is_idle (fact, facts))
      continue;
    adw_preferences_group_add (group, fact_row_new (part, fact));
    n_rows++;
  }
  if (which == CONFAB_CARD_ARCHIVE && has_archive (facts))
    add_copies (part, group);
  if (n_rows == 0 && confab_safety_card_words_nothing (which) != NULL)
    adw_preferences_group_add (
        group, confab_widgets_row_new (confab_safety_card_words_nothing (which),
                   confab_safety_card_words_advice (which)));
}

static void
add_end (Part *part) {
  g_autofree char *when = confab_widgets_when_dup_moment (g_get_real_time ());
  g_autofree char *told =
      /* Translators: %s is the name of a server; the time is "at 10:02" or "yesterday". */
      g_strdup_printf (_ ("As far as %s tells; it was asked %s."), part->domain, when);
  AdwPreferencesGroup *group = group_new (part->self, "", told);
  GtkWidget *again = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (again), _ ("Ask again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (again), "card.ask-again");
  adw_preferences_group_add (group, again);
}

/* ---- asking ---- */

/* The page may be gone, or have been filled anew, since the server was asked. */
static gboolean
is_shown (const Part *part) {
  return part->self->groups != NULL && g_ptr_array_find (part->self->groups, part->group, NULL);
}

static DexFuture *
on_answered (DexFuture *future, gpointer data) {
  Part *part = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (!is_shown (part))
    return NULL;
  adw_preferences_group_remove (part->group, part->waiting);
  if (value == NULL) {
    g_autofree char *text = confab_widgets_problem_dup_error_text (error);

    adw_preferences_group_add (
        part->group, confab_widgets_row_new (_ ("The server did not say."), text));
  } else {
    for (guint which = 0; which < CONFAB_CARD_COUNT; which++)
      show_part (part, (ConfabCardPart)which, g_value_get_object (value));
  }
  add_end (part);
  return NULL;
}

static void
ask (ConfabSafetyCard *self, ConfabModelAccount *account) {
  const char *address = confab_model_account_get_address (account);
  const char *at = strchr (address, '@');
  const char *domain = at != NULL ? at + 1 : address;
  Part *part;

  if (confab_model_account_get_state (account) != CONFAB_ACCOUNT_SIGNED_IN) {
    adw_preferences_group_add (
        group_new (self, domain, NULL), confab_widgets_row_new (_ ("You are signed off"),
                                            _ ("Sign in, and your server can be asked.")));
    return;
  }
  part = g_new0 (Part, 1);
  part->self = g_object_ref (self);
  part->account = g_object_ref (account);
  part->domain = g_strdup (domain);
  part->group =
      g_object_ref (group_new (self, domain, confab_safety_card_words_foot (CONFAB_CARD_LINE)));
  part->waiting = g_object_ref_sink (confab_widgets_row_new (_ ("Asking your server…"), NULL));
  adw_action_row_add_prefix (ADW_ACTION_ROW (part->waiting), adw_spinner_new ());
  adw_preferences_group_add (part->group, part->waiting);
  dex_future_disown (dex_future_finally (
      confab_core_ask_server (self->core, account), on_answered, part, part_free));
}

static void
ask_again (ConfabSafetyCard *self) {
  GListModel *accounts = confab_core_get_accounts (self->core);
  guint n = g_list_model_get_n_items (accounts);

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);

    if (self->account == NULL || self->account == account)
      ask (self, account);
  }
}

static void
on_ask_again (GtkWidget *widget, const char *action, GVariant *parameter) {
  ask_again (CONFAB_SAFETY_CARD (widget));
}

static void
confab_safety_card_dispose (GObject *object) {
  ConfabSafetyCard *self = CONFAB_SAFETY_CARD (object);

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_object (&self->account);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_safety_card_parent_class)->dispose (object);
}

static void
confab_safety_card_class_init (ConfabSafetyCardClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_safety_card_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "card.ask-again", NULL, on_ask_again);
}

static void
confab_safety_card_init (ConfabSafetyCard *self) {
  self->groups = g_ptr_array_new ();
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_navigation_page_set_child (
      ADW_NAVIGATION_PAGE (self), confab_widgets_page_view_new (GTK_WIDGET (self->page)));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("My server"));
}

ConfabSafetyCard *
confab_safety_card_new (ConfabCore *core, ConfabModelAccount *account) {
  ConfabSafetyCard *self = g_object_new (CONFAB_TYPE_SAFETY_CARD, NULL);

  self->core = g_object_ref (core);
  g_set_object (&self->account, account);
  ask_again (self);
  return self;
}
