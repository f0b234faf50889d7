/* What buddies are told of reading and writing, in a transcript.
 *
 *   tell ADDRESS|WORDS        what they are told from now on: "read", "typing", both, or none
 *   told ADDRESS|WORDS        must be what is chosen
 *   writing ADDRESS|yes       is seen to write, or "no" */

#include "flow.h"

typedef struct {
  ConfabModelContact *contact;
  const char *wanted;
} Seen;

static ConfabModelTells
read_words (const char *words) {
  return (strstr (words, "read") != NULL ? CONFAB_TELLS_READ : CONFAB_TELLS_NOTHING) |
         (strstr (words, "typing") != NULL ? CONFAB_TELLS_TYPING : CONFAB_TELLS_NOTHING);
}

static gboolean
is_writing (gpointer data) {
  Seen *seen = data;

  return confab_model_chat_is_writing (confab_model_contact_get_chat (seen->contact)) ==
         g_str_equal (seen->wanted, "yes");
}

gboolean
flow_act_on_tell (Flow *self, const char *verb, const char *rest) {
  static const char *const verbs[] = { "tell", "told", "writing", NULL };
  g_autoptr (ConfabModelAccount) account = NULL;
  g_auto (GStrv) words = NULL;
  Seen seen;

  if (!g_strv_contains (verbs, verb))
    return flow_act_on_carry (self, verb, rest);
  words = g_strsplit (rest, "|", 2);
  account = g_list_model_get_item (confab_core_get_accounts (self->core), 0);
  seen.contact = confab_model_account_find_contact (account, words[0]);
  seen.wanted = words[1];
  if (seen.contact == NULL || seen.wanted == NULL)
    flow_fail (self, "whom, or what?");
  if (g_str_equal (verb, "tell")) {
    dex_clear (&self->act);
    self->act = confab_core_set_tells (self->core, seen.contact, read_words (seen.wanted));
  } else if (g_str_equal (verb, "told")) {
    if (confab_model_contact_get_tells (seen.contact) != read_words (seen.wanted))
      flow_fail (self, "something else is chosen");
  } else if (!flow_comes_true (is_writing, &seen))
    flow_fail (self, "it is not so");
  return TRUE;
}

void
flow_see_seen (GString *text, ConfabModelContact *contact) {
  gint64 seen_us = confab_model_contact_get_seen_us (contact);
  guint n_unread = confab_model_contact_get_unread (contact);
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (seen_us / G_USEC_PER_SEC);
  g_autofree char *words = g_date_time_format (when, "%H:%M:%S");

  if (seen_us != 0)
    g_string_append_printf (text, " last %s", words);
  if (n_unread > 0)
    g_string_append_printf (text, " unread %u", n_unread);
}
