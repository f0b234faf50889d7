/* Much at once, in a transcript.
 *
 *   times A B XML             the server says this for {n} from A to B
 *   show-folded ADDRESS       quiet ADDRESS    loud ADDRESS
 */

#include "flow.h"

static ConfabModelContact *
find_contact (Flow *self, const char *address) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (self->core), 0);
  ConfabModelContact *contact = confab_model_account_find_contact (account, address);

  if (contact == NULL)
    flow_fail (self, "%s is no buddy", address);
  return contact;
}

static void
speak_times (Flow *self, const char *rest) {
  char *text = NULL;
  guint64 first = g_ascii_strtoull (rest, &text, 10);
  guint64 last = g_ascii_strtoull (text, &text, 10);
  g_auto (GStrv) parts = g_strsplit (text + 1, "{n}", -1);

  for (guint64 i = first; i <= last; i++) {
    g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, i);
    g_autofree char *said = g_strjoinv (count, parts);

    peer_send (flow_get_peer (self), said);
  }
}

static void
set_act (Flow *self, DexFuture *act) {
  dex_clear (&self->act);
  self->act = act;
}

gboolean
flow_act_on_flood (Flow *self, const char *verb, const char *rest) {
  if (g_str_equal (verb, "times"))
    speak_times (self, rest);
  else if (g_str_equal (verb, "show-folded"))
    set_act (self, confab_core_show_folded (
                       self->core, confab_model_contact_get_chat (find_contact (self, rest))));
  else if (g_str_equal (verb, "quiet") || g_str_equal (verb, "loud"))
    set_act (self,
        confab_core_set_quiet (self->core, find_contact (self, rest), g_str_equal (verb, "quiet")));
  else
    return FALSE;
  return TRUE;
}

void
flow_see_flood (GString *text, ConfabModelContact *contact) {
  guint n = confab_model_chat_get_folded (confab_model_contact_get_chat (contact), NULL);

  if (n > 0)
    g_string_append_printf (text, " folded %u", n);
  if (confab_model_contact_get_quiet_until (contact) != 0)
    g_string_append (text, " quiet");
}
