/* One account's list of buddies into a file and out of one. Whatever stands in a file, it adds and
 * never changes: who is a buddy already keeps name, groups and all else, and the judge "bring" is
 * asked again right before each act. Nobody is told anything unless the user said so. */

#include "accounts/accounts-carry.h"

#include "accounts/accounts-block.h"
#include "accounts/accounts-private.h"
#include "base/base-fiber.h"
#include "base/base-text.h"
#include "model/model-blocked.h"
#include "safety/safety-bring-names.h"
#include "xep/xep-pep.h"
#include "xep/xep-profile.h"
#include "xmpp/xmpp-error.h"

#define LINES_IN_A_SLICE 64 /* between two turns of the main loop */
#define MAX_REFUSED 20      /* lines that the server says no to, before it is left in peace */
#define MAX_NAME 100        /* characters of my name for somebody */
#define NS_NICK "http://jabber.org/protocol/nick"

static gboolean
is_signed_in (ConfabAccountsSession *self, GError **error) {
  /* Before the list is here nobody can say who is on it. */
  if (self->stream != NULL && self->has_list && !self->is_stopped)
    return TRUE;
  g_set_error_literal (error, CONFAB_ACCOUNTS_ERROR, CONFAB_PROBLEM_NOT_SIGNED_IN, "");
  return FALSE;
}

/* ---- out ---- */

static ConfabXepSubscription
subscription_of (ConfabModelRelation relation) {
  switch (relation) {
  case CONFAB_RELATION_MUTUAL:
    return CONFAB_XEP_SUBSCRIPTION_BOTH;
  case CONFAB_RELATION_WE_SEE:
    return CONFAB_XEP_SUBSCRIPTION_TO;
  case CONFAB_RELATION_THEY_SEE:
    return CONFAB_XEP_SUBSCRIPTION_FROM;
  case CONFAB_RELATION_NONE:
  case CONFAB_RELATION_WAITING:
    break;
  }
  return CONFAB_XEP_SUBSCRIPTION_NONE;
}

static void
take_buddies (ConfabAccountsSession *self, ConfabXepPieAccount *account) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);
  guint n = g_list_model_get_n_items (contacts);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);
    ConfabModelRelation relation = confab_model_contact_get_relation (contact);
    g_autoptr (ConfabJid) jid =
        confab_base_jid_new (confab_model_contact_get_address (contact), NULL);
    ConfabXepRosterItem *item;

    if (jid == NULL || !confab_model_contact_is_person (contact))
      continue;
    item = g_new0 (ConfabXepRosterItem, 1);
    item->jid = g_steal_pointer (&jid);
    if (confab_model_contact_has_own_name (contact))
      item->name = g_strdup (confab_model_contact_get_name (contact));
    item->groups = g_strdup (confab_model_contact_get_groups (contact));
    item->subscription = subscription_of (relation);
    item->is_asked = relation == CONFAB_RELATION_WAITING;
    g_ptr_array_add (account->buddies, item);
  }
}

static void
take_blocked (ConfabAccountsSession *self, ConfabXepPieAccount *account) {
  GListModel *items =
      confab_model_blocklist_get_items (confab_model_account_get_blocklist (self->account));
  guint n = g_list_model_get_n_items (items);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelBlocked) line = g_list_model_get_item (items, i);
    ConfabJid *jid = confab_base_jid_new (confab_model_blocked_get_address (line), NULL);

    if (jid != NULL && confab_base_jid_is_bare (jid))
      g_ptr_array_add (account->blocked, jid);
    else
      g_clear_pointer (&jid, confab_base_jid_unref);
  }
}

/* The server's own; where it says nothing there is none. */
static void
await_profile (ConfabAccountsSession *self, ConfabXepPieAccount *account) {
  g_autoptr (ConfabStanza) card = dex_await_boxed (confab_xep_profile_fetch_card (self->out), NULL);
  g_autoptr (GPtrArray) items =
      dex_await_boxed (confab_xep_pep_fetch (self->out, NULL, NS_NICK, NULL), NULL);
  const ConfabXepPepItem *item =
      items != NULL && items->len > 0 ? g_ptr_array_index (items, 0) : NULL;

  if (card != NULL && confab_xmpp_stanza_get_n_children (card) > 0)
    account->card = confab_xmpp_stanza_to_string (card);
  if (item != NULL && item->payload != NULL)
    account->nickname =
        confab_base_text_dup_line (confab_xmpp_stanza_get_text (item->payload), MAX_NAME);
}

ConfabXepPieAccount *
confab_accounts_await_carried (ConfabAccountsSession *self, GError **error) {
  g_autoptr (ConfabXepPieAccount) account = NULL;
  g_autoptr (GError) inner = NULL;

  if (!is_signed_in (self, error))
    return NULL;
  account = confab_xep_pie_account_new (confab_base_jid_get_bare (self->address));
  if (!confab_accounts_await_blocked (self, &inner)) {
    g_clear_error (&inner);
    g_set_error_literal (error, CONFAB_ACCOUNTS_ERROR, CONFAB_PROBLEM_NOT_SIGNED_IN, "");
    return NULL;
  }
  await_profile (self, account);
  if (!is_signed_in (self, error))
    return NULL;
  take_buddies (self, account);
  take_blocked (self, account);
  return g_steal_pointer (&account);
}

/* ---- weighing ---- */

/* What lines are held against. */
typedef struct {
  ConfabBringNames *names; /* of buddies, and their addresses */
  GHashTable *domains;     /* that buddies are on */
  GHashTable *kept;        /* whom the file keeps away; borrowed from it */
} Scales;

static void
scales_clear (Scales *scales) {
  g_clear_pointer (&scales->names, confab_safety_bring_names_free);
  g_clear_pointer (&scales->domains, g_hash_table_unref);
  g_clear_pointer (&scales->kept, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scales, scales_clear)

static const char *
domain_of (const char *address) {
  const char *at = strchr (address, '@');

  return at != NULL ? at + 1 : address;
}

static void
pause_after (guint i) {
  if (i % LINES_IN_A_SLICE == LINES_IN_A_SLICE - 1)
    dex_await (dex_timeout_new_usec (0), NULL);
}

/* The list may grow between two turns of the main loop. */
static void
take_names (Scales *scales, ConfabAccountsSession *self) {
  GListModel *contacts = confab_model_account_get_contacts (self->account);

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);
    const char *address = confab_model_contact_get_address (contact);

    confab_safety_bring_names_take (scales->names, confab_model_contact_get_name (contact));
    confab_safety_bring_names_take (scales->names, address);
    if (confab_model_contact_is_person (contact))
      g_hash_table_add (scales->domains, g_strdup (domain_of (address)));
    pause_after (i);
  }
}

/* In a fiber. */
static void
scales_fill (Scales *scales, ConfabAccountsSession *self, ConfabModelFound *found) {
  GListModel *lines = confab_model_found_get_lines (found);
  guint n = g_list_model_get_n_items (lines);

  scales->names = confab_safety_bring_names_new ();
  scales->domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  scales->kept = g_hash_table_new (g_str_hash, g_str_equal);
  confab_safety_bring_names_take (scales->names, confab_base_jid_get_bare (self->address));
  confab_safety_bring_names_take (scales->names, confab_base_jid_get_domain (self->address));
  take_names (scales, self);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelFoundLine) line = g_list_model_get_item (lines, i);
    const ConfabModelFoundFacts *facts = confab_model_found_line_get (line);

    if (facts->is_blocked)
      g_hash_table_add (scales->kept, (gpointer)facts->address);
    else
      confab_safety_bring_names_take_line (scales->names, facts->address);
    pause_after (i);
  }
}

/* What lies below one's own server is a part of it: files go there, for one. */
static gboolean
is_somebody_else (ConfabAccountsSession *self, const char *address) {
  const char *server = confab_base_jid_get_domain (self->address);
  g_autofree char *below = g_strconcat (".", server, NULL);
  gboolean is_part = strchr (address, '@') == NULL && g_str_has_suffix (address, below);

  return !g_str_equal (address, confab_base_jid_get_bare (self->address)) &&
         !g_str_equal (address, server) && !is_part;
}

static ConfabBringVerdict
judge (ConfabAccountsSession *self, const Scales *scales, const ConfabModelFoundFacts *line) {
  const char *domain = domain_of (line->address);
  gboolean is_person = domain != line->address;
  ConfabBringFacts facts = { .is_block = line->is_blocked,
    .is_person = is_person,
    .is_somebody_else = is_somebody_else (self, line->address),
    .is_new = confab_model_account_find_contact (self->account, line->address) == NULL &&
              (is_person || !g_hash_table_contains (scales->domains, domain)),
    .is_let_through = !confab_model_account_is_blocked (self->account, line->address) &&
                      (line->is_blocked || (!g_hash_table_contains (scales->kept, line->address) &&
                                               !g_hash_table_contains (scales->kept, domain))),
    .is_name_free = confab_safety_bring_names_is_free (scales->names, line->name, line->address) };

  return confab_safety_judge_bring (&facts);
}

static void
count (ConfabAccountsSession *self, ConfabModelFoundCounts *counts, ConfabBringVerdict verdict,
    const ConfabModelFoundFacts *line) {
  switch (verdict) {
  case CONFAB_BRING_LEAVE:
    if (!line->is_blocked &&
        confab_model_account_find_contact (self->account, line->address) != NULL)
      counts->n_here++;
    else
      counts->n_left_out++;
    return;
  case CONFAB_BRING_BLOCK:
    counts->n_blocked++;
    return;
  case CONFAB_BRING_ADD_NAMELESS:
    counts->n_nameless++;
    break;
  case CONFAB_BRING_ADD:
    break;
  }
  counts->n_new++;
  counts->n_asked += line->was_seen ? 1 : 0;
}

gboolean
confab_accounts_await_weighed (
    ConfabAccountsSession *self, ConfabModelFound *found, GError **error) {
  GListModel *lines = confab_model_found_get_lines (found);
  guint n = g_list_model_get_n_items (lines);
  ConfabModelFoundCounts counts = { .n_left_out = confab_model_found_get_n_left_out (found) };
  g_auto (Scales) scales = { NULL };
  g_autoptr (GError) inner = NULL;

  if (!is_signed_in (self, error))
    return FALSE;
  if (!confab_accounts_await_blocked (self, &inner)) {
    g_set_error_literal (error, CONFAB_ACCOUNTS_ERROR, CONFAB_PROBLEM_NOT_SIGNED_IN, "");
    return FALSE;
  }
  scales_fill (&scales, self, found);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelFoundLine) line = g_list_model_get_item (lines, i);
    ConfabBringVerdict verdict = judge (self, &scales, confab_model_found_line_get (line));

    confab_model_found_line_set_verdict (line, verdict);
    count (self, &counts, verdict, confab_model_found_line_get (line));
    pause_after (i);
  }
  confab_model_found_set_counts (found, &counts);
  return TRUE;
}

/* ---- in ---- */

typedef struct {
  ConfabAccountsSession *self;
  ConfabModelFound *found;
  ConfabModelBackup *progress;
  Scales scales;
  guint n_done; /* lines that were looked at */
  guint n_added;
  guint n_kept_away;
  guint n_refused;
  gboolean asks;
} Bringing;

/* As if each had been added by hand, but that nobody is known in life, and nobody let in. */
static gboolean
await_added (
    Bringing *bringing, const ConfabModelFoundFacts *line, const char *name, GError **error) {
  ConfabAccountsSession *self = bringing->self;
  g_autoptr (ConfabJid) jid = confab_base_jid_new (line->address, NULL);
  gboolean asks = bringing->asks && line->was_seen;
  g_autoptr (ConfabModelContact) contact = NULL;

  if (jid == NULL)
    return TRUE;
  if (!dex_await (confab_xep_roster_set (self->out, jid, name, line->groups), error))
    return FALSE;
  bringing->n_added++;
  g_set_object (&contact, confab_model_account_find_contact (self->account, line->address));
  if (contact == NULL) {
    contact = confab_model_contact_new (self->account, line->address);
    confab_model_contact_set_own_name (contact, name);
    confab_model_contact_set_groups (contact, line->groups);
    confab_model_account_add_contact (self->account, contact);
  }
  if (asks && confab_model_contact_get_relation (contact) == CONFAB_RELATION_NONE) {
    confab_model_contact_set_asked (contact, confab_base_clock_wall_us (self->env->clock), NULL);
    confab_model_contact_set_relation (contact, CONFAB_RELATION_WAITING);
  }
  if (!dex_await (confab_accounts_keep_contact (self, contact), error))
    return FALSE;
  if (asks)
    confab_xep_presence_ask (self->out, jid, NULL);
  return TRUE;
}

static gboolean
await_line (Bringing *bringing, const ConfabModelFoundFacts *line, GError **error) {
  g_autofree char *name = NULL;

  switch (judge (bringing->self, &bringing->scales, line)) {
  case CONFAB_BRING_LEAVE:
    return TRUE;
  case CONFAB_BRING_BLOCK:
    if (!dex_await (confab_accounts_block (bringing->self, line->address, NULL), error))
      return FALSE;
    bringing->n_kept_away++;
    return TRUE;
  case CONFAB_BRING_ADD_NAMELESS:
    return await_added (bringing, line, NULL, error);
  case CONFAB_BRING_ADD:
    name = confab_base_text_dup_line (line->name, MAX_NAME);
    return await_added (bringing, line, name, error);
  }
  return TRUE;
}

/* A server that has had enough, or wants one line not, says so as an error of that request. */
static gboolean
may_go_on (Bringing *bringing, const GError *error) {
  return (g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA) ||
             g_error_matches (error, CONFAB_ACCOUNTS_ERROR, CONFAB_PROBLEM_REFUSED_BY_SERVER)) &&
         ++bringing->n_refused <= MAX_REFUSED;
}

static void
set_problem (ConfabAccountsSession *self, GError *inner, GError **error) {
  ConfabModelProblem problem;
  g_autofree char *detail = NULL;

  if (inner->domain == CONFAB_ACCOUNTS_ERROR) {
    g_propagate_error (error, inner);
    return;
  }
  if (g_error_matches (inner, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA))
    problem = CONFAB_PROBLEM_REFUSED_BY_SERVER;
  else if (g_error_matches (inner, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED))
    problem = CONFAB_PROBLEM_NOT_SIGNED_IN;
  else
    problem = confab_accounts_problem (inner, confab_base_jid_get_domain (self->address), &detail);
  g_set_error_literal (error, CONFAB_ACCOUNTS_ERROR, (int)problem, detail != NULL ? detail : "");
  g_error_free (inner);
}

/* Those lines of the file that keep somebody away, or those that do not. */
static gboolean
await_lines (Bringing *bringing, gboolean is_blocked, GError **error) {
  GListModel *lines = confab_model_found_get_lines (bringing->found);
  guint n = g_list_model_get_n_items (lines);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelFoundLine) line = g_list_model_get_item (lines, i);
    const ConfabModelFoundFacts *facts = confab_model_found_line_get (line);
    GError *inner = NULL;

    if (facts->is_blocked != is_blocked)
      continue;
    if (confab_model_backup_is_stopped (bringing->progress)) {
      g_set_error_literal (error, CONFAB_ACCOUNTS_ERROR, CONFAB_PROBLEM_STOPPED, "");
      return FALSE;
    }
    if (!is_signed_in (bringing->self, error))
      return FALSE;
    if (!await_line (bringing, facts, &inner)) {
      if (!may_go_on (bringing, inner)) {
        set_problem (bringing->self, inner, error);
        return FALSE;
      }
      g_error_free (inner);
    }
    bringing->n_done++;
    confab_model_found_set_done (bringing->found, bringing->n_added, bringing->n_kept_away);
    confab_model_backup_set_progress (
        bringing->progress, CONFAB_BACKUP_STAGE_BRINGING, (double)bringing->n_done / n);
    if (bringing->n_done % LINES_IN_A_SLICE == 0)
      dex_await (dex_timeout_new_usec (0), NULL);
  }
  return TRUE;
}

gboolean
confab_accounts_await_brought (ConfabAccountsSession *self, ConfabModelFound *found, gboolean asks,
    ConfabModelBackup *progress, GError **error) {
  Bringing bringing = { .self = self, .found = found, .progress = progress, .asks = asks };
  g_autoptr (GError) inner = NULL;
  gboolean is_done;

  if (!is_signed_in (self, error))
    return FALSE;
  if (!confab_accounts_await_blocked (self, &inner)) {
    g_set_error_literal (error, CONFAB_ACCOUNTS_ERROR, CONFAB_PROBLEM_NOT_SIGNED_IN, "");
    return FALSE;
  }
  confab_model_found_set_done (found, 0, 0);
  confab_model_backup_set_progress (progress, CONFAB_BACKUP_STAGE_BRINGING, 0);
  scales_fill (&bringing.scales, self, found);
  is_done = await_lines (&bringing, TRUE, error) && await_lines (&bringing, FALSE, error);
  scales_clear (&bringing.scales);
  return is_done;
}
