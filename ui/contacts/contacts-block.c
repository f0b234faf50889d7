/* The sheet of blocking. It says what the other side learns, what becomes of the list and the chat,
 * and what goes to the people of one's own server: that nothing, unless it is switched on, and of
 * what was written only what is ticked. It refuses to offer one's own server as a whole, and says
 * whom else a whole server would hit. */

#include "contacts/contacts-block.h"

#include <glib/gi18n.h>

#include "base/base-weak.h"
#include "widgets/widgets-notice.h"
#include "widgets/widgets-problem.h"

#define MAX_WORDS 5     /* messages that may be handed over: the newest */
#define MAX_LINE 200    /* characters of one that are shown */
#define MAX_HANDED 2000 /* characters of one that are handed over */
#define TEXT_OF_ROW "confab-text"

/* Servers that let everybody in and that very many people use. */
static const char *const big_servers[] = { "5222.de", "chatterboxtown.us", "conversations.im",
  "disroot.org", "draugr.de", "dismail.de", "jabber.cz", "jabber.de", "jabber.hot-chilli.net",
  "jabber.org", "jabber.ru", "jabbers.one", "magicbroccoli.de", "monocles.eu", "movim.eu",
  "snopyta.org", "tigase.im", "trashserver.net", "xmpp.earth", "xmpp.is", "xmpp.jp", "yax.im" };

struct _ConfabContactsBlock {
  AdwDialog parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabModelAccount *account;
  char *address;
  GPtrArray *ticks; /* GtkCheckButton in the tree, borrowed */

  /* template */
  GtkLabel *title_label;
  GtkLabel *meaning_label;
  ConfabWidgetsNotice *notice;
  GtkWidget *list_group;
  GtkCheckButton *off_button;
  AdwActionRow *stay_row;
  GtkWidget *server_group;
  AdwSwitchRow *server_row;
  GtkLabel *server_label;
  GtkWidget *report_group;
  AdwSwitchRow *report_row;
  GtkWidget *spam_row;
  GtkCheckButton *spam_button;
  GtkWidget *abuse_row;
  AdwPreferencesGroup *words_group;
  GtkWidget *block_button;

  gboolean is_buddy;
  gboolean takes_reports;
};

G_DEFINE_FINAL_TYPE (ConfabContactsBlock, confab_contacts_block, ADW_TYPE_DIALOG)

static const char *
domain_of (const char *address) {
  const char *at = strchr (address, '@');

  return at != NULL ? at + 1 : address;
}

static char *
dup_with (const char *format, const char *with) {
  g_auto (GStrv) parts = g_strsplit (format, "%s", -1);

  return g_strjoinv (with, parts);
}

/* ---- words ---- */

static guint
count_buddies_at (ConfabContactsBlock *self, const char *domain) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);
  guint found = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);
    const char *address = confab_model_contact_get_address (contact);

    if (g_str_equal (domain_of (address), domain) && !g_str_equal (address, self->address))
      found++;
  }
  return found;
}

static gboolean
is_big (const char *domain) {
  for (guint i = 0; i < G_N_ELEMENTS (big_servers); i++)
    if (g_str_equal (big_servers[i], domain))
      return TRUE;
  return FALSE;
}

static gboolean
is_whole_server (ConfabContactsBlock *self) {
  return strchr (self->address, '@') == NULL || adw_switch_row_get_active (self->server_row);
}

static void
show_server_warning (ConfabContactsBlock *self) {
  const char *domain = domain_of (self->address);
  guint n_buddies = count_buddies_at (self, domain);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!is_whole_server (self)) {
    gtk_widget_set_visible (GTK_WIDGET (self->server_label), FALSE);
    return;
  }
  g_string_append (text, _ ("Nobody with an address there can reach you any more."));
  if (is_big (domain))
    g_string_append_printf (text, " %s",
        _ ("Very many people use this server, also ones who may want to write to you some day."));
  if (n_buddies > 0) {
    g_autofree char *others = g_strdup_printf (ngettext ("%u of your buddies is there, too.",
                                                   "%u of your buddies are there, too.", n_buddies),
        n_buddies);

    g_string_append_printf (text, " %s", others);
  }
  gtk_label_set_text (self->server_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->server_label), TRUE);
}

static gboolean
is_here_alone (ConfabContactsBlock *self) {
  return confab_model_account_lacks_block_list (self->account);
}

static const char *
meaning (gboolean is_here) {
  if (is_here)
    return _ ("Your server has no block list. Confab drops what comes from them, on this "
              "computer alone, and tells them nothing.");
  return _ ("Nothing of theirs reaches you any more. They see you as signed off, and Confab tells "
            "them nothing. You can let them through again.");
}

static void
show_choices (ConfabContactsBlock *self) {
  gboolean is_report = self->takes_reports && adw_switch_row_get_active (self->report_row);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->report_row),
      self->takes_reports
          ? _ ("They learn your address, whom you block and why, and may act against them.")
          : _ ("Your server does not say that it takes such reports."));
  gtk_widget_set_sensitive (GTK_WIDGET (self->report_row), self->takes_reports);
  gtk_widget_set_visible (self->spam_row, is_report);
  gtk_widget_set_visible (self->abuse_row, is_report);
  gtk_widget_set_visible (GTK_WIDGET (self->words_group), is_report && self->ticks->len > 0);
  show_server_warning (self);
}

static void
on_choice_changed (ConfabContactsBlock *self) {
  if (self->core != NULL)
    show_choices (self);
}

/* ---- what may be handed over ---- */

static void
add_words (ConfabContactsBlock *self, const char *text) {
  g_autofree char *shown = NULL;
  g_autofree char *handed = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_HANDED));
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *tick = gtk_check_button_new ();

  shown =
      g_utf8_strlen (text, -1) > MAX_LINE ? g_utf8_substring (text, 0, MAX_LINE) : g_strdup (text);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), tick);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), tick);
  g_object_set_data_full (G_OBJECT (tick), TEXT_OF_ROW, g_steal_pointer (&handed), g_free);
  g_ptr_array_add (self->ticks, tick);
  adw_preferences_group_add (self->words_group, row);
}

/* The newest of theirs, the oldest of those first. */
static void
add_words_of_chat (ConfabContactsBlock *self, ConfabModelChat *chat) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = g_list_model_get_n_items (rows); i > 0 && texts->len < MAX_WORDS; i--) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i - 1);

    if (!confab_model_message_is_own (message) &&
        confab_model_message_get_kind (message) == CONFAB_MESSAGE_KIND_TEXT)
      g_ptr_array_insert (texts, 0, g_strdup (confab_model_message_get_text (message)));
  }
  for (guint i = 0; i < texts->len; i++)
    add_words (self, g_ptr_array_index (texts, i));
}

/* NULL: nothing was ticked. */
static char *
dup_handed_over (ConfabContactsBlock *self) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->ticks->len; i++) {
    GtkCheckButton *tick = g_ptr_array_index (self->ticks, i);

    if (gtk_check_button_get_active (tick))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "",
          (const char *)g_object_get_data (G_OBJECT (tick), TEXT_OF_ROW));
  }
  return text->len > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

/* ---- the act ---- */

static DexFuture *
on_blocked (DexFuture *completed, gpointer data) {
  g_autoptr (ConfabContactsBlock) self = g_weak_ref_get (data);
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return NULL;
  gtk_widget_set_sensitive (self->block_button, TRUE);
  if (dex_future_get_value (completed, &error) != NULL)
    adw_dialog_close (ADW_DIALOG (self));
  else
    confab_widgets_notice_show_error (self->notice, error);
  return NULL;
}

static void
on_block_clicked (ConfabContactsBlock *self) {
  gboolean is_report = self->takes_reports && adw_switch_row_get_active (self->report_row);
  gboolean is_spam = gtk_check_button_get_active (self->spam_button);
  g_autofree char *words = is_report ? dup_handed_over (self) : NULL;
  ConfabModelBlocking how = { .words = words,
    .is_removed = self->is_buddy && gtk_check_button_get_active (self->off_button),
    .is_whole_server = strchr (self->address, '@') != NULL && is_whole_server (self) };

  if (is_report)
    how.report = is_spam ? CONFAB_REPORT_SPAM : CONFAB_REPORT_ABUSE;
  gtk_widget_set_sensitive (self->block_button, FALSE);
  confab_widgets_notice_hide (self->notice);
  dex_future_disown (
      dex_future_finally (confab_core_block (self->core, self->account, self->address, &how),
          on_blocked, confab_base_weak_new (self), confab_base_weak_free));
}

static DexFuture *
on_reports (DexFuture *completed, gpointer data) {
  g_autoptr (ConfabContactsBlock) self = g_weak_ref_get (data);
  const GValue *value = dex_future_get_value (completed, NULL);

  if (self == NULL)
    return NULL;
  self->takes_reports = value != NULL && g_value_get_boolean (value);
  show_choices (self);
  return NULL;
}

static DexFuture *
on_let_through (DexFuture *completed, gpointer data) {
  g_autoptr (GtkWidget) window = g_weak_ref_get (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (dex_future_get_value (completed, &error) != NULL || window == NULL)
    return NULL;
  text = confab_widgets_problem_dup_error_text (error);
  gtk_widget_activate_action (window, "win.toast", "s", text);
  return NULL;
}

ConfabContactsBlockState
confab_contacts_block_get_state (ConfabModelContact *contact) {
  ConfabModelAccount *account = confab_model_contact_get_account (contact);
  const char *address = confab_model_contact_get_address (contact);
  ConfabModelBlocklist *list;

  if (account == NULL || !confab_model_contact_is_blocked (contact))
    return CONFAB_CONTACTS_BLOCK_NOT;
  list = confab_model_account_get_blocklist (account);
  return confab_model_blocklist_find (list, address) != NULL &&
                 confab_model_blocklist_find (list, domain_of (address)) == NULL
             ? CONFAB_CONTACTS_BLOCK_BUDDY
             : CONFAB_CONTACTS_BLOCK_SERVER;
}

const char *
confab_contacts_block_get_label (ConfabModelContact *contact) {
  switch (confab_contacts_block_get_state (contact)) {
  case CONFAB_CONTACTS_BLOCK_NOT:
    break;
  case CONFAB_CONTACTS_BLOCK_BUDDY:
    return _ ("Let through again");
  case CONFAB_CONTACTS_BLOCK_SERVER:
    return _ ("Who is blocked…");
  }
  return _ ("Block…");
}

void
confab_contacts_block_undo (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent) {
  dex_future_disown (dex_future_finally (
      confab_core_unblock (core, confab_model_contact_get_account (contact),
          confab_model_contact_get_address (contact)),
      on_let_through, confab_base_weak_new (gtk_widget_get_root (parent)), confab_base_weak_free));
}

/* ---- the sheet ---- */

static void
confab_contacts_block_dispose (GObject *object) {
  ConfabContactsBlock *self = CONFAB_CONTACTS_BLOCK (object);

  g_clear_object (&self->core);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONFAB_TYPE_CONTACTS_BLOCK);
  g_clear_object (&self->account);
  g_clear_pointer (&self->ticks, g_ptr_array_unref);
  g_clear_pointer (&self->address, g_free);
  G_OBJECT_CLASS (confab_contacts_block_parent_class)->dispose (object);
}

static void
confab_contacts_block_class_init (ConfabContactsBlockClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_contacts_block_dispose;
  g_type_ensure (CONFAB_TYPE_WIDGETS_NOTICE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/contacts/contacts-block.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, title_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, meaning_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, notice);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, list_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, off_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, stay_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, server_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, server_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, server_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, report_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, report_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, spam_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, spam_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, abuse_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, words_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsBlock, block_button);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_block_clicked);
}

static void
confab_contacts_block_init (ConfabContactsBlock *self) {
  self->ticks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static ConfabContactsBlock *
block_new (ConfabCore *core, ConfabModelAccount *account, const char *address, const char *name) {
  ConfabContactsBlock *self = g_object_new (CONFAB_TYPE_CONTACTS_BLOCK, NULL);
  const char *domain = domain_of (address);
  gboolean is_own_server =
      g_str_equal (domain, domain_of (confab_model_account_get_address (account)));
  g_autofree char *title = dup_with (_ ("Block %s?"), name);
  g_autofree char *server = dup_with (_ ("Everybody at %s"), domain);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  self->core = g_object_ref (core);
  self->account = g_object_ref (account);
  self->address = g_strdup (address);
  /* A hyphen where a line breaks would be read as part of the address. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (self->title_label, attributes);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->meaning_label, meaning (is_here_alone (self)));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->server_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->server_row), server);
  gtk_widget_set_visible (GTK_WIDGET (self->server_row), strchr (address, '@') != NULL);
  gtk_widget_set_visible (self->server_group, !is_own_server);
  gtk_widget_set_visible (self->list_group, FALSE);
  return self;
}

static void
present (ConfabContactsBlock *self, GtkWidget *parent) {
  show_choices (self);
  dex_future_disown (dex_future_finally (confab_core_ask_reports (self->core, self->account),
      on_reports, confab_base_weak_new (self), confab_base_weak_free));
  adw_dialog_present (ADW_DIALOG (self), parent);
}

void
confab_contacts_block_buddy (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent) {
  ConfabModelAccount *account = confab_model_contact_get_account (contact);
  ConfabContactsBlock *self;

  if (account == NULL)
    return;
  self = block_new (core, account, confab_model_contact_get_address (contact),
      confab_model_contact_get_name (contact));
  self->is_buddy = TRUE;
  gtk_widget_set_visible (self->list_group, TRUE);
  if (is_here_alone (self))
    adw_action_row_set_subtitle (self->stay_row,
        _ ("The chat stays, and nothing can be written in it. They can no longer see when you are "
           "here, also when let through again; their program may show that."));
  add_words_of_chat (self, confab_model_contact_get_chat (contact));
  present (self, parent);
}

void
confab_contacts_block_request (ConfabCore *core, ConfabModelRequest *request, GtkWidget *parent) {
  const char *address = confab_model_request_get_address (request);
  ConfabContactsBlock *self;

  if (confab_model_request_get_account (request) == NULL)
    return;
  self = block_new (core, confab_model_request_get_account (request), address, address);
  if (confab_model_request_get_note (request) != NULL)
    add_words (self, confab_model_request_get_note (request));
  present (self, parent);
}

void
confab_contacts_block_address (
    ConfabCore *core, ConfabModelAccount *account, const char *address, GtkWidget *parent) {
  g_autofree char *trimmed = g_strstrip (g_strdup (address));

  present (block_new (core, account, trimmed, trimmed), parent);
}
