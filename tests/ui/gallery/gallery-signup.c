/* New addresses, invitations and the guide over the core that pretends: every server gives one, an
 * invitation is a link that says what it is, and the guide stands where it was put. */

#include "gallery.h"

ConfabModelInvite *
confab_core_read_invite (ConfabCore *self, const char *text) {
  if (g_str_has_prefix (text, "xmpp:ann@"))
    return confab_model_invite_new ("ann@example.org", "Ann", "example.org", NULL, "gallery");
  return NULL;
}

DexFuture *
confab_core_take_invite (ConfabCore *self, ConfabModelAccount *account, ConfabModelInvite *invite,
    const char *name, gboolean is_known, const char *note) {
  return confab_core_add_buddy (
      self, account, confab_model_invite_get_who (invite), name, is_known, note);
}

DexFuture *
confab_core_make_invite (ConfabCore *self, ConfabModelAccount *account) {
  if (!gallery_core_is_willing (self))
    return gallery_core_answer (self, NULL);
  return dex_future_new_take_string (g_strdup_printf (
      "xmpp:%s?roster;preauth=Zk3vQ8pLr2;ibr=y", confab_model_account_get_address (account)));
}

DexFuture *
confab_core_ask_sign_up (ConfabCore *self, const char *domain, ConfabModelInvite *invite,
    const char *host, guint16 port) {
  g_autoptr (ConfabModelSignup) signup = confab_model_signup_new (
      domain != NULL ? domain : confab_model_invite_get_domain (invite), NULL, NULL, FALSE);

  if (g_object_get_data (G_OBJECT (self), GALLERY_ASKS_MORE) != NULL) {
    g_autoptr (ConfabModelField) mail =
        confab_model_field_new (CONFAB_FIELD_TEXT, "email", "E-mail address", NULL, FALSE, NULL);
    g_autoptr (ConfabModelField) question = confab_model_field_new (
        CONFAB_FIELD_TEXT, "qa", "How many legs does a spider have?", NULL, TRUE, NULL);

    g_autoptr (ConfabModelField) name =
        confab_model_field_new (CONFAB_FIELD_TEXT, "name", "Full name", NULL, TRUE, NULL);

    g_list_store_append (confab_model_signup_get_fields (signup), name);
    g_list_store_append (confab_model_signup_get_fields (signup), mail);
    g_list_store_append (confab_model_signup_get_fields (signup), question);
  }
  return gallery_core_answer (self, signup);
}

DexFuture *
confab_core_sign_up (
    ConfabCore *self, ConfabModelSignup *signup, const char *local, ConfabSecret *password) {
  g_autofree char *address =
      g_strconcat (local, "@", confab_model_signup_get_domain (signup), NULL);
  g_autoptr (ConfabModelAccount) account = confab_model_account_new (77, address);

  return gallery_core_answer (self, account);
}

void
confab_core_cancel_sign_up (ConfabCore *self) {
}

ConfabSecret *
confab_core_make_password (ConfabCore *self) {
  return confab_base_secret_new_string ("kfh3m-9wq2x-tr8vb-4zc7n");
}

DexFuture *
confab_core_change_password (
    ConfabCore *self, ConfabModelAccount *account, ConfabSecret *password) {
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_remove_from_server (ConfabCore *self, ConfabModelAccount *account) {
  return gallery_core_answer (self, NULL);
}

/* ---- the guide ---- */

guint
confab_core_get_guide_page (ConfabCore *self) {
  gpointer page = g_object_get_data (G_OBJECT (self), GALLERY_GUIDE_PAGE);

  return page != NULL ? GPOINTER_TO_UINT (page) - 1 : 0;
}

DexFuture *
confab_core_set_guide_page (ConfabCore *self, guint page) {
  g_object_set_data (G_OBJECT (self), GALLERY_GUIDE_PAGE, GUINT_TO_POINTER (page + 1));
  return gallery_core_answer (self, NULL);
}

gint64
confab_core_get_guided_us (ConfabCore *self) {
  return g_get_real_time () - (confab_core_is_guide_due (self) ? 31 : 3) * G_TIME_SPAN_DAY;
}

gboolean
confab_core_is_guide_due (ConfabCore *self) {
  return g_object_get_data (G_OBJECT (self), GALLERY_GUIDE_DUE) != NULL;
}
