/* Much at once, in a transcript.
 *
 *   times A B XML             the server says this for {n} from A to B
 *   many N ADDRESS|TEXT       the user writes it for {n} from 1 to N, in letters
 *   written A B TEXT          Confab wrote such texts from A to B, in order, and not one more; all
 *                             that it wrote is passed over
 *   show-folded ADDRESS       quiet ADDRESS    loud ADDRESS
 */

#include "flow.h"

#include <string.h>

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

/* In letters: a number may look like something that should not be given away. */
static char *
dup_counted (char *const *parts, guint64 n) {
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, n);

  for (char *at = count; *at != '\0'; at++)
    *at = (char)(*at - '0' + 'a');
  return g_strjoinv (count, (char **)parts);
}

static void
write_many (Flow *self, const char *rest) {
  char *at = NULL;
  guint64 n = g_ascii_strtoull (rest, &at, 10);
  g_auto (GStrv) words = g_strsplit (at + 1, "|", 2);
  g_auto (GStrv) parts = g_strsplit (words[1], "{n}", -1);
  ConfabModelChat *chat = confab_model_contact_get_chat (find_contact (self, words[0]));

  for (guint64 i = 1; i <= n; i++) {
    g_autofree char *text = dup_counted (parts, i);

    dex_future_disown (confab_core_send (self->core, chat, text));
  }
}

typedef struct {
  Flow *flow;
  const char *text;
} Awaited;

static gboolean
has_written (gpointer data) {
  const Awaited *awaited = data;

  return strstr (peer_peek (flow_get_peer (awaited->flow)), awaited->text) != NULL;
}

static void
expect_written (Flow *self, const char *rest) {
  char *at = NULL;
  guint64 first = g_ascii_strtoull (rest, &at, 10);
  guint64 last = g_ascii_strtoull (at, &at, 10);
  g_autofree char *pattern = g_strdup_printf ("<body>%s</body>", at + 1);
  g_auto (GStrv) parts = g_strsplit (pattern, "{n}", -1);
  g_autofree char *end = dup_counted (parts, last);
  Awaited awaited = { self, end };
  Peer *peer = flow_get_peer (self);
  const char *said;

  if (!flow_comes_true (has_written, &awaited))
    flow_fail (self, "number %u was not written", (guint)last);
  peer_settle ();
  said = peer_peek (peer);
  for (guint64 n = first; n <= last; n++) {
    g_autofree char *text = dup_counted (parts, n);
    const char *found = strstr (said, text);

    if (found == NULL)
      flow_fail (self, "number %u was not written, or not in its place", (guint)n);
    said = found + strlen (text);
  }
  if (strstr (said, "<body>") != NULL)
    flow_fail (self, "more was written:\n  %s", strstr (said, "<body>"));
  peer_forget (peer);
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
  else if (g_str_equal (verb, "many"))
    write_many (self, rest);
  else if (g_str_equal (verb, "written"))
    expect_written (self, rest);
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
