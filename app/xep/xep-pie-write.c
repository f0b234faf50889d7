/* Writes the file that an account leaves with (XEP-0227): who is on its list, who is kept away, the
 * profile that its server has. There is no password in it, no message and no key. */

#include "xep/xep-pie.h"

#include "xep/xep-roster.h"

#define NS_NICK "http://jabber.org/protocol/nick"
#define LIST "blocked" /* name of the list of rules that says the same as the block list */

/* <element attribute='value'; nothing where there is no value. */
static void
append_attribute (GString *out, const char *name, const char *value) {
  g_autofree char *escaped = NULL;

  if (value == NULL)
    return;
  escaped = g_markup_escape_text (value, -1);
  g_string_append_printf (out, " %s='%s'", name, escaped);
}

static const char *
subscription_name (ConfabXepSubscription subscription) {
  switch (subscription) {
  case CONFAB_XEP_SUBSCRIPTION_TO:
    return "to";
  case CONFAB_XEP_SUBSCRIPTION_FROM:
    return "from";
  case CONFAB_XEP_SUBSCRIPTION_BOTH:
    return "both";
  case CONFAB_XEP_SUBSCRIPTION_NONE:
  case CONFAB_XEP_SUBSCRIPTION_REMOVE:
    break;
  }
  return "none";
}

static void
append_buddy (GString *out, const ConfabXepRosterItem *item) {
  g_auto (GStrv) groups = g_strsplit (item->groups != NULL ? item->groups : "", "\n", -1);

  g_string_append (out, "        <item");
  append_attribute (out, "jid", confab_base_jid_get_bare (item->jid));
  append_attribute (out, "name", item->name);
  append_attribute (out, "subscription", subscription_name (item->subscription));
  append_attribute (out, "ask", item->is_asked ? "subscribe" : NULL);
  if (groups[0] == NULL) {
    g_string_append (out, "/>\n");
    return;
  }
  g_string_append_c (out, '>');
  for (guint i = 0; groups[i] != NULL; i++) {
    g_autofree char *escaped = g_markup_escape_text (groups[i], -1);

    g_string_append_printf (out, "<group>%s</group>", escaped);
  }
  g_string_append (out, "</item>\n");
}

static void
append_blocked (GString *out, GPtrArray *blocked) {
  g_string_append (out, "      <blocklist xmlns='urn:xmpp:blocking'>\n");
  for (guint i = 0; i < blocked->len; i++) {
    g_string_append (out, "        <item");
    append_attribute (out, "jid", confab_base_jid_get_bare (g_ptr_array_index (blocked, i)));
    g_string_append (out, "/>\n");
  }
  g_string_append (out, "      </blocklist>\n      <query xmlns='jabber:iq:privacy'>\n"
                        "        <default name='" LIST "'/>\n        <list name='" LIST "'>\n");
  for (guint i = 0; i < blocked->len; i++) {
    g_string_append (out, "          <item type='jid'");
    append_attribute (out, "value", confab_base_jid_get_bare (g_ptr_array_index (blocked, i)));
    g_string_append_printf (out, " action='deny' order='%u'/>\n", i + 1);
  }
  g_string_append (out, "        </list>\n      </query>\n");
}

static void
append_nickname (GString *out, const char *nickname) {
  g_autofree char *escaped = g_markup_escape_text (nickname, -1);

  g_string_append_printf (out,
      "      <pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='" NS_NICK "'>"
      "<item id='current'><nick xmlns='" NS_NICK "'>%s</nick></item></items></pubsub>\n",
      escaped);
}

GString *
confab_xep_pie_write (const ConfabXepPieAccount *account) {
  g_autoptr (ConfabJid) jid = confab_base_jid_new (account->address, NULL);
  GString *out;

  if (jid == NULL || confab_base_jid_get_local (jid) == NULL)
    return NULL;
  out = g_string_new ("<?xml version='1.0' encoding='UTF-8'?>\n"
                      "<server-data xmlns='urn:xmpp:pie:0'>\n  <host");
  append_attribute (out, "jid", confab_base_jid_get_domain (jid));
  g_string_append (out, ">\n    <user");
  append_attribute (out, "name", confab_base_jid_get_local (jid));
  g_string_append (out, ">\n      <query xmlns='jabber:iq:roster'>\n");
  for (guint i = 0; i < account->buddies->len; i++)
    append_buddy (out, g_ptr_array_index (account->buddies, i));
  g_string_append (out, "      </query>\n");
  if (account->blocked->len > 0)
    append_blocked (out, account->blocked);
  if (account->card != NULL)
    g_string_append_printf (out, "      %s\n", account->card);
  if (account->nickname != NULL)
    append_nickname (out, account->nickname);
  g_string_append (out, "    </user>\n  </host>\n</server-data>\n");
  return out;
}
