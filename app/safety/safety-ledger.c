/* The ledger: how often something of each class left this computer, and to whom.
 *
 * Counts only: no content, no time, and nothing of it is ever stored. It does not grow without end;
 * whoever comes after the 10,000th person is counted under "". */

#include "safety/safety-ledger.h"

#define MAX_PEOPLE 10000
#define THE_REST ""

typedef struct {
  guint counts[CONFAB_CLASS_COUNT];
} Page;

struct _ConfabLedger {
  GHashTable *pages; /* bare address -> Page */
  Page total;
};

ConfabLedger *
confab_safety_ledger_new (void) {
  ConfabLedger *ledger = g_new0 (ConfabLedger, 1);

  ledger->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return ledger;
}

void
confab_safety_ledger_free (ConfabLedger *ledger) {
  g_return_if_fail (ledger != NULL);

  g_hash_table_unref (ledger->pages);
  g_free (ledger);
}

static void
page_count (Page *page, ConfabDiscloseClass class) {
  if (page->counts[class] < G_MAXUINT)
    page->counts[class]++;
}

/* Borrowed from the ledger. */
static Page *
find_or_add_page (ConfabLedger *ledger, const char *who) {
  Page *page = g_hash_table_lookup (ledger->pages, who);

  if (page != NULL)
    return page;
  /* The page of the rest comes on top of those of the people. */
  if (g_hash_table_size (ledger->pages) >= MAX_PEOPLE && *who != '\0')
    return find_or_add_page (ledger, THE_REST);

  page = g_new0 (Page, 1);
  g_hash_table_insert (ledger->pages, g_strdup (who), page);
  return page;
}

void
confab_safety_ledger_count (ConfabLedger *ledger, ConfabDiscloseClass class, const char *who) {
  g_return_if_fail (ledger != NULL);
  g_return_if_fail (class < CONFAB_CLASS_COUNT);
  g_return_if_fail (who != NULL);

  page_count (find_or_add_page (ledger, who), class);
  page_count (&ledger->total, class);
}

guint
confab_safety_ledger_get (const ConfabLedger *ledger, ConfabDiscloseClass class, const char *who) {
  const Page *page;

  g_return_val_if_fail (ledger != NULL, 0);
  g_return_val_if_fail (class < CONFAB_CLASS_COUNT, 0);
  g_return_val_if_fail (who != NULL, 0);

  page = g_hash_table_lookup (ledger->pages, who);
  return page != NULL ? page->counts[class] : 0;
}

guint
confab_safety_ledger_get_total (const ConfabLedger *ledger, ConfabDiscloseClass class) {
  g_return_val_if_fail (ledger != NULL, 0);
  g_return_val_if_fail (class < CONFAB_CLASS_COUNT, 0);

  return ledger->total.counts[class];
}
