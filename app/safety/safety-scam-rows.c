/* The tables of words of the judge "scam", by language. */

#include "safety/safety-scam-private.h"

const ConfabScamRow *
confab_safety_scam_rows (guint table) {
  static const ConfabScamRow *const rows[CONFAB_SCAM_TABLES] = {
    confab_safety_scam_words_en,
    confab_safety_scam_words_de,
    confab_safety_scam_words_fr,
    confab_safety_scam_words_es,
    confab_safety_scam_stories_en,
    confab_safety_scam_stories_de,
    confab_safety_scam_stories_fr,
    confab_safety_scam_stories_es,
  };

  return rows[table];
}

const ConfabScamRow *
confab_safety_scam_slot_row (const ConfabScamSlot *slot) {
  return confab_safety_scam_rows (slot->row >> CONFAB_SCAM_ROW_BITS) +
         (slot->row & ((1 << CONFAB_SCAM_ROW_BITS) - 1));
}
