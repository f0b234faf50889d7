/* The person without a screen, getting an address and being invited:
 *   read-invite TEXT | ask-sign-up DOMAIN HOST PORT | answer NAME VALUE | sign-up LOCAL PASSWORD
 *   take-invite NAME | make-invite | change-password PASSWORD | remove-from-server | sign-in-with
 * PASSWORD DOMAIN "-": that of the invitation which was read. Events: "invite WHO DOMAIN", "field
 * NAME KIND PICTURE-BYTES LABEL", "page ADDRESS", "link URI". */

#include "person.h"

static ConfabModelInvite *
invite_of (Person *self) {
  return g_object_get_data (G_OBJECT (self->core), "invite");
}

static ConfabModelSignup *
signup_of (Person *self) {
  return g_object_get_data (G_OBJECT (self->core), "signup");
}

static const char *
or_dash (const char *text) {
  return text != NULL ? text : "-";
}

static void
read_invite (Person *self, const char *text) {
  ConfabModelInvite *invite = confab_core_read_invite (self->core, text);

  g_object_set_data_full (G_OBJECT (self->core), "invite", invite, g_object_unref);
  if (invite == NULL)
    say ("failed\tread-invite\t-1\tno invitation");
  else
    say ("invite\t%s\t%s", or_dash (confab_model_invite_get_who (invite)),
        or_dash (confab_model_invite_get_domain (invite)));
}

static DexFuture *
on_form (DexFuture *future, gpointer data) {
  Person *self = data;
  ConfabModelSignup *signup = g_value_get_object (dex_future_get_value (future, NULL));
  GListModel *fields = G_LIST_MODEL (confab_model_signup_get_fields (signup));

  g_object_set_data_full (G_OBJECT (self->core), "signup", g_object_ref (signup), g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++) {
    g_autoptr (ConfabModelField) field = g_list_model_get_item (fields, i);
    GBytes *picture = confab_model_field_get_picture (field);

    say ("field\t%s\t%d\t%u\t%s", or_dash (confab_model_field_get_name (field)),
        confab_model_field_get_kind (field),
        picture != NULL ? (guint)g_bytes_get_size (picture) : 0,
        confab_model_field_get_label (field));
  }
  if (confab_model_signup_needs_page (signup))
    say ("page\t%s", or_dash (confab_model_signup_get_page (signup)));
  return NULL;
}

static void
ask_sign_up (Person *self, char **words) {
  gboolean is_invited = g_str_equal (words[1], "-");

  tell (dex_future_then (confab_core_ask_sign_up (self->core, is_invited ? NULL : words[1],
                             is_invited ? invite_of (self) : NULL, words[2],
                             (guint16)g_ascii_strtoull (words[3], NULL, 10)),
            on_form, self, NULL),
      "ask-sign-up");
}

static void
answer (Person *self, const char *name, const char *value) {
  GListModel *fields = G_LIST_MODEL (confab_model_signup_get_fields (signup_of (self)));

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++) {
    g_autoptr (ConfabModelField) field = g_list_model_get_item (fields, i);

    if (g_strcmp0 (confab_model_field_get_name (field), name) == 0)
      confab_model_field_set_value (field, value);
  }
}

static DexFuture *
on_link (DexFuture *future, gpointer data) {
  say ("link\t%s", g_value_get_string (dex_future_get_value (future, NULL)));
  return NULL;
}

gboolean
obey_signup (Person *self, char **words) {
  const char *command = words[0];
  g_autoptr (ConfabSecret) password = NULL;

  if (g_str_equal (command, "read-invite"))
    read_invite (self, words[1]);
  else if (g_str_equal (command, "ask-sign-up"))
    ask_sign_up (self, words);
  else if (g_str_equal (command, "answer"))
    answer (self, words[1], words[2]);
  else if (g_str_equal (command, "sign-up")) {
    password = confab_base_secret_new_string (words[2]);
    tell (confab_core_sign_up (self->core, signup_of (self), words[1], password), command);
  } else if (g_str_equal (command, "take-invite"))
    tell (confab_core_take_invite (
              self->core, account_of (self), invite_of (self), words[1], TRUE, NULL),
        command);
  else if (g_str_equal (command, "make-invite"))
    tell (dex_future_then (
              confab_core_make_invite (self->core, account_of (self)), on_link, NULL, NULL),
        command);
  else if (g_str_equal (command, "sign-in-with")) {
    password = confab_base_secret_new_string (words[1]);
    confab_core_sign_in_with (self->core, account_of (self), password);
  } else if (g_str_equal (command, "change-password")) {
    password = confab_base_secret_new_string (words[1]);
    tell (confab_core_change_password (self->core, account_of (self), password), command);
  } else if (g_str_equal (command, "remove-from-server"))
    tell (confab_core_remove_from_server (self->core, account_of (self)), command);
  else
    return FALSE;
  return TRUE;
}
