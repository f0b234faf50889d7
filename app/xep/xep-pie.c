/* Reads the lists of people out of a file of accounts (XEP-0227), with expat, as the file comes and
 * without making a tree of it. A document type, and so any entity, ends it; so do more depth,
 * accounts, lines or bytes than there may be. Names and groups are cleaned as those of the server's
 * own list. Passwords are not looked at. */

#include "xep/xep-pie.h"

#include <expat.h>
#include <string.h>

#include "base/base-text.h"
#include "xep/xep-roster.h"

#define NS_PIE "urn:xmpp:pie:0"
#define NS_PIE_ANY "urn:xmpp:pie:"
#define NS_PIE_OLD "http://www.xmpp.org/extensions/xep-0227.html#ns"
#define NS_INCLUDE "http://www.w3.org/2001/XInclude"
#define NS_ROSTER "jabber:iq:roster"
#define NS_BLOCKING "urn:xmpp:blocking"
#define NS_PRIVACY "jabber:iq:privacy"

#define SEPARATOR '\x01'
#define MAX_DEPTH 64
#define MAX_TOKEN (1024 * 1024) /* bytes of one tag */
#define MAX_GROUPS 64           /* of one buddy that are looked at */
#define MAX_GROUP_BYTES 2048    /* of one that are looked at */
#define MAX_LIST_NAME 256       /* bytes of the name of a list */
#define MAX_ADDRESS 1024        /* characters that stand for an account of no server */

/* What an open element is. */
typedef enum {
  PLACE_OTHER = 0, /* nothing in it is looked at */
  PLACE_DATA,
  PLACE_HOST,
  PLACE_USER,
  PLACE_ROSTER,
  PLACE_BUDDY,
  PLACE_GROUP,
  PLACE_BLOCKLIST,
  PLACE_BLOCKED,
  PLACE_PRIVACY,
  PLACE_LIST,
  PLACE_RULE,
} Place;

struct _ConfabXepPie {
  /* owned */
  XML_Parser expat;
  GError *error; /* the first; it stays */
  GPtrArray *accounts;
  ConfabXepPieAccount *account; /* being read */
  GHashTable *seen_buddies;     /* of `account`, borrowed from it */
  GHashTable *seen_blocked;
  char *host;         /* nullable: valid, of the element that is open */
  char *list;         /* name of the list of rules that holds */
  ConfabStanza *item; /* buddy that is being read */
  ConfabStanza *group;
  char *rule; /* whom the rule that is being read keeps away */

  guint64 fed;
  guint n_lines;
  guint n_groups; /* of `item` */
  guint depth;
  gboolean has_host; /* the file names servers */
  gboolean is_elsewhere;
  Place places[MAX_DEPTH];
};

G_DEFINE_QUARK (confab - xep - pie - error - quark, confab_xep_pie_error)

/* ---- an account ---- */

ConfabXepPieAccount *
confab_xep_pie_account_new (const char *address) {
  ConfabXepPieAccount *account = g_new0 (ConfabXepPieAccount, 1);

  account->address = g_strdup (address);
  account->buddies = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_roster_item_free);
  account->blocked = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_base_jid_unref);
  return account;
}

void
confab_xep_pie_account_free (ConfabXepPieAccount *account) {
  g_ptr_array_unref (account->buddies);
  g_ptr_array_unref (account->blocked);
  g_free (account->address);
  g_free (account->card);
  g_free (account->nickname);
  g_free (account);
}

/* ---- what is found ---- */

static void
fail (ConfabXepPie *self, ConfabXepPieError code, const char *message) {
  if (self->error != NULL)
    return;
  g_set_error_literal (&self->error, CONFAB_XEP_PIE_ERROR, code, message);
  XML_StopParser (self->expat, XML_FALSE);
}

static const char *
find (const XML_Char **attributes, const char *name) {
  for (guint i = 0; attributes[i] != NULL; i += 2)
    if (g_str_equal (attributes[i], name))
      return attributes[i + 1];
  return NULL;
}

static gboolean
count_line (ConfabXepPie *self) {
  if (++self->n_lines <= CONFAB_XEP_PIE_MAX_LINES)
    return TRUE;
  fail (self, CONFAB_XEP_PIE_ERROR_LIMIT, "lines of a file");
  return FALSE;
}

static void
end_account (ConfabXepPie *self) {
  g_hash_table_remove_all (self->seen_buddies);
  g_hash_table_remove_all (self->seen_blocked);
  if (self->account != NULL)
    g_ptr_array_add (self->accounts, g_steal_pointer (&self->account));
}

static void
begin_host (ConfabXepPie *self, const char *domain) {
  g_autoptr (ConfabJid) jid = domain != NULL ? confab_base_jid_new (domain, NULL) : NULL;
  gboolean is_domain =
      jid != NULL && confab_base_jid_is_bare (jid) && confab_base_jid_get_local (jid) == NULL;

  self->has_host = TRUE;
  g_set_str (&self->host, is_domain ? confab_base_jid_get_domain (jid) : NULL);
}

/* Whose address is none has no lines that are read. */
static void
begin_account (ConfabXepPie *self, const char *name) {
  g_autoptr (ConfabJid) jid = NULL;
  g_autofree char *line = NULL;

  end_account (self);
  g_clear_pointer (&self->list, g_free);
  if (name == NULL || *name == '\0')
    return;
  if (self->accounts->len >= CONFAB_XEP_PIE_MAX_ACCOUNTS) {
    fail (self, CONFAB_XEP_PIE_ERROR_LIMIT, "accounts of a file");
    return;
  }
  if (!self->has_host) {
    line = confab_base_text_dup_line (name, MAX_ADDRESS);
    self->account = line != NULL ? confab_xep_pie_account_new (line) : NULL;
    return;
  }
  jid = self->host != NULL ? confab_base_jid_new_parts (name, self->host, NULL, NULL) : NULL;
  if (jid != NULL)
    self->account = confab_xep_pie_account_new (confab_base_jid_get_bare (jid));
}

static void
take_blocked (ConfabXepPie *self, const char *text) {
  g_autoptr (ConfabJid) jid = text != NULL ? confab_base_jid_new (text, NULL) : NULL;

  if (self->account == NULL || !count_line (self))
    return;
  if (jid == NULL || !confab_base_jid_is_bare (jid)) {
    self->account->n_left_out++;
    return;
  }
  /* Servers write each twice, as confab_xep_pie_write does. */
  if (g_hash_table_contains (self->seen_blocked, confab_base_jid_get_bare (jid)))
    return;
  g_hash_table_add (self->seen_blocked, (gpointer)confab_base_jid_get_bare (jid));
  g_ptr_array_add (self->account->blocked, g_steal_pointer (&jid));
}

static void
begin_buddy (ConfabXepPie *self, const XML_Char **attributes) {
  static const char *const names[] = { "jid", "name", "subscription", "ask" };

  if (self->account == NULL || !count_line (self))
    return;
  self->item = confab_xmpp_stanza_new ("item", NS_ROSTER);
  self->n_groups = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    confab_xmpp_stanza_set (self->item, names[i], find (attributes, names[i]));
}

static void
end_buddy (ConfabXepPie *self) {
  g_autoptr (ConfabStanza) stanza = g_steal_pointer (&self->item);
  ConfabXepRosterItem *item = stanza != NULL ? confab_xep_roster_read_item (stanza) : NULL;

  if (stanza == NULL)
    return;
  if (item != NULL && item->subscription != CONFAB_XEP_SUBSCRIPTION_REMOVE &&
      !g_hash_table_contains (self->seen_buddies, confab_base_jid_get_bare (item->jid))) {
    g_hash_table_add (self->seen_buddies, (gpointer)confab_base_jid_get_bare (item->jid));
    g_ptr_array_add (self->account->buddies, item);
    return;
  }
  self->account->n_left_out++;
  g_clear_pointer (&item, confab_xep_roster_item_free);
}

/* XEP-0191 section 2: what a block is among rules. One with anything in it lets something through,
 * and is none. */
static void
begin_rule (ConfabXepPie *self, const XML_Char **attributes) {
  const char *value = find (attributes, "value");

  if (g_strcmp0 (find (attributes, "type"), "jid") == 0 &&
      g_strcmp0 (find (attributes, "action"), "deny") == 0)
    g_set_str (&self->rule, value != NULL ? value : "");
}

/* ---- elements ---- */

static gboolean
is_pie (const char *ns) {
  return g_str_equal (ns, NS_PIE) || g_str_equal (ns, NS_PIE_OLD);
}

static Place
place_of_root (ConfabXepPie *self, const char *ns, const char *name) {
  if (is_pie (ns)) {
    if (g_str_equal (name, "server-data"))
      return PLACE_DATA;
    if (g_str_equal (name, "host"))
      return PLACE_HOST;
    if (g_str_equal (name, "user"))
      return PLACE_USER;
  }
  if (g_str_has_prefix (ns, NS_PIE_ANY) && !is_pie (ns))
    fail (self, CONFAB_XEP_PIE_ERROR_NEWER, "another version");
  else
    fail (self, CONFAB_XEP_PIE_ERROR_FOREIGN, "another element");
  return PLACE_OTHER;
}

static Place
place_in_user (const char *ns, const char *name) {
  if (g_str_equal (name, "query") && g_str_equal (ns, NS_ROSTER))
    return PLACE_ROSTER;
  if (g_str_equal (name, "query") && g_str_equal (ns, NS_PRIVACY))
    return PLACE_PRIVACY;
  if (g_str_equal (name, "blocklist") && g_str_equal (ns, NS_BLOCKING))
    return PLACE_BLOCKLIST;
  return PLACE_OTHER;
}

static Place
place_in_privacy (
    ConfabXepPie *self, const char *ns, const char *name, const XML_Char **attributes) {
  const char *list = find (attributes, "name");

  if (!g_str_equal (ns, NS_PRIVACY) || list == NULL || strlen (list) > MAX_LIST_NAME)
    return PLACE_OTHER;
  if (g_str_equal (name, "default"))
    g_set_str (&self->list, list);
  return g_str_equal (name, "list") && g_strcmp0 (self->list, list) == 0 ? PLACE_LIST : PLACE_OTHER;
}

static Place
place_of (ConfabXepPie *self, const char *ns, const char *name, const XML_Char **attributes) {
  switch (self->places[self->depth - 1]) {
  case PLACE_DATA:
    return is_pie (ns) && g_str_equal (name, "host") ? PLACE_HOST : PLACE_OTHER;
  case PLACE_HOST:
    return is_pie (ns) && g_str_equal (name, "user") ? PLACE_USER : PLACE_OTHER;
  case PLACE_USER:
    return place_in_user (ns, name);
  case PLACE_ROSTER:
    return g_str_equal (name, "item") && g_str_equal (ns, NS_ROSTER) ? PLACE_BUDDY : PLACE_OTHER;
  case PLACE_BUDDY:
    return g_str_equal (name, "group") && g_str_equal (ns, NS_ROSTER) ? PLACE_GROUP : PLACE_OTHER;
  case PLACE_BLOCKLIST:
    return g_str_equal (name, "item") && g_str_equal (ns, NS_BLOCKING) ? PLACE_BLOCKED
                                                                       : PLACE_OTHER;
  case PLACE_PRIVACY:
    return place_in_privacy (self, ns, name, attributes);
  case PLACE_LIST:
    return g_str_equal (name, "item") && g_str_equal (ns, NS_PRIVACY) ? PLACE_RULE : PLACE_OTHER;
  case PLACE_RULE:
    g_clear_pointer (&self->rule, g_free);
    return PLACE_OTHER;
  case PLACE_OTHER:
  case PLACE_GROUP:
  case PLACE_BLOCKED:
    break;
  }
  return PLACE_OTHER;
}

static void
begin_place (ConfabXepPie *self, Place place, const XML_Char **attributes) {
  switch (place) {
  case PLACE_HOST:
    begin_host (self, find (attributes, "jid"));
    break;
  case PLACE_USER:
    begin_account (self, find (attributes, "name"));
    break;
  case PLACE_BUDDY:
    begin_buddy (self, attributes);
    break;
  case PLACE_GROUP:
    if (self->item != NULL && self->n_groups++ < MAX_GROUPS)
      self->group = confab_xmpp_stanza_add (self->item, "group", NULL);
    break;
  case PLACE_BLOCKED:
    take_blocked (self, find (attributes, "jid"));
    break;
  case PLACE_RULE:
    begin_rule (self, attributes);
    break;
  case PLACE_OTHER:
  case PLACE_DATA:
  case PLACE_ROSTER:
  case PLACE_BLOCKLIST:
  case PLACE_PRIVACY:
  case PLACE_LIST:
    break;
  }
}

static void
on_start (void *data, const XML_Char *full_name, const XML_Char **attributes) {
  ConfabXepPie *self = data;
  const char *separator = strchr (full_name, SEPARATOR);
  g_autofree char *ns =
      separator != NULL ? g_strndup (full_name, (gsize)(separator - full_name)) : g_strdup ("");
  const char *name = separator != NULL ? separator + 1 : full_name;
  Place place;

  if (self->error != NULL)
    return;
  if (self->depth >= MAX_DEPTH) {
    fail (self, CONFAB_XEP_PIE_ERROR_LIMIT, "depth of a file");
    return;
  }
  self->is_elsewhere |= g_str_equal (ns, NS_INCLUDE);
  place = self->depth == 0 ? place_of_root (self, ns, name) : place_of (self, ns, name, attributes);
  self->places[self->depth++] = place;
  if (self->error == NULL)
    begin_place (self, place, attributes);
}

static void
on_end (void *data, const XML_Char *full_name) {
  ConfabXepPie *self = data;

  if (self->error != NULL)
    return;
  switch (self->places[--self->depth]) {
  case PLACE_USER:
    end_account (self);
    break;
  case PLACE_HOST:
    g_clear_pointer (&self->host, g_free);
    break;
  case PLACE_BUDDY:
    end_buddy (self);
    break;
  case PLACE_GROUP:
    self->group = NULL;
    break;
  case PLACE_RULE:
    if (self->rule != NULL)
      take_blocked (self, self->rule);
    g_clear_pointer (&self->rule, g_free);
    break;
  case PLACE_OTHER:
  case PLACE_DATA:
  case PLACE_ROSTER:
  case PLACE_BLOCKLIST:
  case PLACE_BLOCKED:
  case PLACE_PRIVACY:
  case PLACE_LIST:
    break;
  }
}

static void
on_text (void *data, const XML_Char *text, int length) {
  ConfabXepPie *self = data;
  g_autofree char *piece = NULL;

  if (self->error != NULL || self->group == NULL || self->places[self->depth - 1] != PLACE_GROUP ||
      strlen (confab_xmpp_stanza_get_text (self->group)) + (gsize)length > MAX_GROUP_BYTES)
    return;
  piece = g_strndup (text, (gsize)length);
  confab_xmpp_stanza_append_text (self->group, piece);
}

static void
on_doctype (void *data, const XML_Char *name, const XML_Char *system, const XML_Char *id, int sub) {
  fail (data, CONFAB_XEP_PIE_ERROR_FOREIGN, "a document type");
}

/* ---- a file ---- */

ConfabXepPie *
confab_xep_pie_new (void) {
  ConfabXepPie *self = g_new0 (ConfabXepPie, 1);

  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_pie_account_free);
  self->seen_buddies = g_hash_table_new (g_str_hash, g_str_equal);
  self->seen_blocked = g_hash_table_new (g_str_hash, g_str_equal);
  self->expat = XML_ParserCreateNS ("UTF-8", SEPARATOR);
  if (self->expat == NULL)
    g_error ("out of memory");
  XML_SetUserData (self->expat, self);
  XML_SetElementHandler (self->expat, on_start, on_end);
  XML_SetCharacterDataHandler (self->expat, on_text);
  XML_SetStartDoctypeDeclHandler (self->expat, on_doctype);
  return self;
}

void
confab_xep_pie_free (ConfabXepPie *self) {
  XML_ParserFree (self->expat);
  g_hash_table_unref (self->seen_buddies);
  g_hash_table_unref (self->seen_blocked);
  g_clear_pointer (&self->account, confab_xep_pie_account_free);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->item, confab_xmpp_stanza_unref);
  g_clear_error (&self->error);
  g_free (self->host);
  g_free (self->list);
  g_free (self->rule);
  g_free (self);
}

/* Where it is not XML: before its first element it never was such a file. */
static void
fail_of_expat (ConfabXepPie *self) {
  enum XML_Error code = XML_GetErrorCode (self->expat);

  if (code == XML_ERROR_NO_ELEMENTS && self->fed > 0 && self->depth > 0)
    fail (self, CONFAB_XEP_PIE_ERROR_CUT, XML_ErrorString (code));
  else
    fail (self,
        self->depth == 0 && self->accounts->len == 0 ? CONFAB_XEP_PIE_ERROR_FOREIGN
                                                     : CONFAB_XEP_PIE_ERROR_DAMAGED,
        XML_ErrorString (code));
}

static gboolean
propagate (ConfabXepPie *self, GError **error) {
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

gboolean
confab_xep_pie_feed (ConfabXepPie *self, const guint8 *bytes, gsize size, GError **error) {
  if (self->error == NULL && self->fed + size > CONFAB_XEP_PIE_MAX_BYTES)
    fail (self, CONFAB_XEP_PIE_ERROR_LIMIT, "bytes of a file");
  for (gsize done = 0, slice; done < size && self->error == NULL; done += slice) {
    slice = MIN (size - done, MAX_TOKEN / 4);
    self->fed += slice;
    if (XML_Parse (self->expat, (const char *)bytes + done, (int)slice, XML_FALSE) ==
            XML_STATUS_ERROR &&
        self->error == NULL)
      fail_of_expat (self);
    if (self->error == NULL &&
        self->fed - (guint64)MAX (XML_GetCurrentByteIndex (self->expat), 0) > MAX_TOKEN)
      fail (self, CONFAB_XEP_PIE_ERROR_LIMIT, "bytes of a tag");
  }
  return propagate (self, error);
}

GPtrArray *
confab_xep_pie_finish (ConfabXepPie *self, GError **error) {
  gboolean is_open = self->depth > 0;

  if (self->error == NULL && XML_Parse (self->expat, "", 0, XML_TRUE) == XML_STATUS_ERROR &&
      self->error == NULL) {
    if (is_open)
      fail (self, CONFAB_XEP_PIE_ERROR_CUT, "its end is missing");
    else
      fail_of_expat (self);
  }
  if (self->error == NULL && self->accounts->len == 0)
    fail (self, self->is_elsewhere ? CONFAB_XEP_PIE_ERROR_ELSEWHERE : CONFAB_XEP_PIE_ERROR_EMPTY,
        "no account");
  return propagate (self, error) ? g_steal_pointer (&self->accounts) : NULL;
}
