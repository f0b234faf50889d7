/* Who one writes as, above the entry, where there are several accounts. It refuses to choose: a
 * buddy belongs to one account, and what is written goes from there. */

#include "chat/chat-writer.h"

#include <glib/gi18n.h>

struct _ConfabChatWriter {
  AdwBin parent_instance;

  /* owned */
  GSignalGroup *accounts; /* of all accounts */
  ConfabModelContact *contact;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (ConfabChatWriter, confab_chat_writer, ADW_TYPE_BIN)

static void
update (ConfabChatWriter *self) {
  g_autoptr (GListModel) accounts = g_signal_group_dup_target (self->accounts);
  gboolean is_shown = self->contact != NULL && accounts != NULL &&
                      g_list_model_get_n_items (accounts) > 1 &&
                      confab_model_contact_is_person (self->contact);

  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
  if (is_shown) {
    ConfabModelAccount *account = confab_model_contact_get_account (self->contact);
    /* Translators: %s is one's own address. */
    g_autofree char *words =
        g_strdup_printf (_ ("Writing as %s"), confab_model_account_get_address (account));

    gtk_label_set_label (self->label, words);
  }
}

static void
confab_chat_writer_dispose (GObject *object) {
  ConfabChatWriter *self = CONFAB_CHAT_WRITER (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->contact);
  G_OBJECT_CLASS (confab_chat_writer_parent_class)->dispose (object);
}

static void
confab_chat_writer_class_init (ConfabChatWriterClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_chat_writer_dispose;
}

static void
confab_chat_writer_init (ConfabChatWriter *self) {
  GtkWidget *clamp = adw_clamp_new ();

  self->accounts = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->accounts, "items-changed", G_CALLBACK (update), self);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "chat-writer");
  /* As wide as the entry. */
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->label));
  adw_bin_set_child (ADW_BIN (self), clamp);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
confab_chat_writer_set_chat (ConfabChatWriter *self, ConfabCore *core, ConfabModelChat *chat) {
  ConfabModelContact *contact = chat != NULL ? confab_model_chat_get_contact (chat) : NULL;

  g_set_object (&self->contact, contact);
  g_signal_group_set_target (self->accounts, core != NULL ? confab_core_get_accounts (core) : NULL);
  update (self);
}
