/* Fuzz target: files of accounts (XEP-0227), in two pieces cut where the first byte says.
 *
 * Besides crashes it looks for broken promises: an account without an address, an address that is
 * none or comes twice, a name of two lines, and what does not come back the same after it was
 * written. */

#include <stdint.h>
#include <string.h>

#include "xep/xep-pie.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static GPtrArray *
read_pieces (const uint8_t *data, size_t size, size_t first) {
  g_autoptr (ConfabXepPie) pie = confab_xep_pie_new ();

  if (!confab_xep_pie_feed (pie, data, first, NULL) ||
      !confab_xep_pie_feed (pie, data + first, size - first, NULL))
    return NULL;
  return confab_xep_pie_finish (pie, NULL);
}

static void
check_lines (const ConfabXepPieAccount *account) {
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < account->buddies->len; i++) {
    const ConfabXepRosterItem *item = g_ptr_array_index (account->buddies, i);

    g_assert (confab_base_jid_is_bare (item->jid));
    g_assert (g_hash_table_add (seen, (gpointer)confab_base_jid_get_bare (item->jid)));
    g_assert (item->subscription != CONFAB_XEP_SUBSCRIPTION_REMOVE);
    g_assert (item->name == NULL || strpbrk (item->name, "\r\n\t") == NULL);
  }
  for (guint i = 0; i < account->blocked->len; i++)
    g_assert (confab_base_jid_is_bare (g_ptr_array_index (account->blocked, i)));
}

static void
check_written (const ConfabXepPieAccount *account) {
  GString *text = confab_xep_pie_write (account);
  g_autoptr (GPtrArray) again = NULL;
  const ConfabXepPieAccount *back;

  if (text == NULL)
    return;
  again = read_pieces ((const uint8_t *)text->str, text->len, text->len / 2);
  g_string_free (text, TRUE);
  g_assert (again != NULL && again->len == 1);
  back = g_ptr_array_index (again, 0);
  g_assert (g_str_equal (back->address, account->address));
  g_assert (back->buddies->len == account->buddies->len);
  g_assert (back->blocked->len == account->blocked->len);
  for (guint i = 0; i < back->buddies->len; i++) {
    const ConfabXepRosterItem *one = g_ptr_array_index (account->buddies, i);
    const ConfabXepRosterItem *other = g_ptr_array_index (back->buddies, i);

    g_assert (confab_base_jid_equal (one->jid, other->jid));
    g_assert (g_strcmp0 (one->name, other->name) == 0);
    g_assert (g_strcmp0 (one->groups, other->groups) == 0);
    g_assert (one->subscription == other->subscription && one->is_asked == other->is_asked);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_autoptr (GPtrArray) accounts = NULL;

  if (size < 1)
    return 0;
  accounts = read_pieces (data + 1, size - 1, MIN (data[0], size - 1));
  for (guint i = 0; accounts != NULL && i < accounts->len; i++) {
    const ConfabXepPieAccount *account = g_ptr_array_index (accounts, i);

    g_assert (*account->address != '\0');
    check_lines (account);
    check_written (account);
  }
  return 0;
}
