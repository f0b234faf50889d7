/* The tables of a backup. Left out by not being here: passwords and words (they are in the
 * keyring), the keys of this computer and every state of a ratchet (they must never be used twice),
 * sessions with servers, what waits to be sent, requests, drafts, files. */

#include "store/store-backup-private.h"

#define NUMBER(least, most) { CONFAB_STORE_COLUMN_INT, FALSE, least, most }
#define TIME NUMBER (0, G_MAXINT64)
#define MAYBE_TIME { CONFAB_STORE_COLUMN_INT, TRUE, 0, G_MAXINT64 }
#define FLAG NUMBER (0, 1)
#define ALIAS NUMBER (1, G_MAXINT64)
#define TEXT(most) { CONFAB_STORE_COLUMN_TEXT, FALSE, 0, most }
#define MAYBE_TEXT(most) { CONFAB_STORE_COLUMN_TEXT, TRUE, 0, most }
#define ADDRESS { CONFAB_STORE_COLUMN_ADDRESS, FALSE, 1, 3071 }
#define KEY { CONFAB_STORE_COLUMN_BYTES, FALSE, 32, 32 }

#define NAME 4096
#define LONG_TEXT 65536

static const ConfabStoreTable tables[] = {
  { CONFAB_STORE_RECORD_BEGIN, "the beginning", NULL, NULL, FALSE, 1, { TIME } },
  { CONFAB_STORE_RECORD_ACCOUNT, "accounts",
      /* Where it goes the way of all accounts, that is what it has: a restored one goes no other.
       * But straight there is nobody's wish to stay with: what is chosen later, or was before it is
       * restored, holds for it too. */
      "SELECT id, address, host, port, is_direct_tls, COALESCE (proxy_host, (SELECT value FROM"
      " settings WHERE name = 'road' AND value <> 'straight')), proxy_port, mechanism, had_binding"
      " FROM accounts ORDER BY id",
      "INSERT INTO accounts (address, host, port, is_direct_tls, proxy_host, proxy_port,"
      " mechanism, had_binding) VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      FALSE, 9,
      { ALIAS, ADDRESS, MAYBE_TEXT (NAME), NUMBER (0, 65535), FLAG, MAYBE_TEXT (NAME),
          NUMBER (0, 65535), NUMBER (0, 255), FLAG } },
  { CONFAB_STORE_RECORD_SETTING, "settings",
      "SELECT name, value FROM settings WHERE name LIKE '" CONFAB_STORE_BACKUP_SETTINGS
      "%' ORDER BY name",
      "INSERT INTO settings (name, value) VALUES ('restored.' || ?1, ?2)", FALSE, 2,
      { TEXT (256), TEXT (NAME) } },
  { CONFAB_STORE_RECORD_CONTACT, "contacts",
      "SELECT account, address, name, subscription, is_asked, groups, is_on_server, is_known,"
      " is_favourite, is_plain_chosen, is_awaited, face, asked_us, note, has_given FROM contacts"
      " ORDER BY account, address",
      "INSERT INTO contacts (account, address, name, subscription, is_asked, groups,"
      " is_on_server, is_known, is_favourite, is_plain_chosen, is_awaited, face, asked_us, note,"
      " has_given) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
      TRUE, 15,
      { ALIAS, ADDRESS, MAYBE_TEXT (LONG_TEXT), NUMBER (0, 3), FLAG, MAYBE_TEXT (LONG_TEXT), FLAG,
          FLAG, FLAG, FLAG, FLAG, MAYBE_TEXT (NAME), TIME, MAYBE_TEXT (LONG_TEXT), FLAG } },
  { CONFAB_STORE_RECORD_BLOCKED, "who is blocked",
      "SELECT account, address FROM blocked ORDER BY account, address",
      "INSERT INTO blocked (account, address) VALUES (?1, ?2)", TRUE, 2, { ALIAS, TEXT (3071) } },
  { CONFAB_STORE_RECORD_KEEP, "how long chats are kept",
      "SELECT account, peer, keep FROM chat_retention ORDER BY account, peer",
      "INSERT INTO chat_retention (account, peer, keep) VALUES (?1, ?2, ?3)", TRUE, 3,
      { ALIAS, ADDRESS, NUMBER (0, 5) } },
  { CONFAB_STORE_RECORD_TIMER, "timers of chats",
      "SELECT account, peer, seconds, is_theirs, answer, before, set_us FROM chat_timers"
      " ORDER BY account, peer",
      "INSERT INTO chat_timers (account, peer, seconds, is_theirs, answer, before, set_us)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      TRUE, 7,
      { ALIAS, ADDRESS, NUMBER (0, G_MAXUINT32), FLAG, NUMBER (0, 2), NUMBER (0, G_MAXUINT32),
          TIME } },
  { CONFAB_STORE_RECORD_KEY, "keys of people",
      "SELECT account, address, key, is_first, said, is_heard, checked_us, first_us"
      " FROM omemo_identities WHERE length (key) = 32 ORDER BY account, address, key",
      "INSERT INTO omemo_identities (account, address, key, is_first, said, is_heard, checked_us,"
      " first_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      TRUE, 8, { ALIAS, ADDRESS, KEY, FLAG, NUMBER (0, 255), FLAG, TIME, TIME } },
  /* Its rows are read page by page. The 14th column is the age, and becomes a time;
   * the last stands only with what was changed. */
  { CONFAB_STORE_RECORD_MESSAGE, "messages", NULL,
      "INSERT INTO messages (account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
      " text, kind, is_unchecked, is_kept, floor, since_us, changed_us, is_closed)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
      " coalesce (?15, 0), 1)",
      TRUE, 15,
      { ALIAS, ADDRESS, FLAG, FLAG, FLAG, NUMBER (0, 4), NUMBER (0, G_MAXINT32), TIME,
          TEXT (CONFAB_STORE_MAX_RECORD), NUMBER (0, 1), FLAG, FLAG, NUMBER (0, 5), TIME,
          MAYBE_TIME } },
  { CONFAB_STORE_RECORD_END, "the end", NULL, NULL, FALSE, 4, { TIME, TIME, TIME, TIME } },
};

const ConfabStoreTable *
confab_store_table_get (guint record) {
  return record >= 1 && record <= G_N_ELEMENTS (tables) ? &tables[record - 1] : NULL;
}
