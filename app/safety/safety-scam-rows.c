/* The tables of words of the judge "scam", by language. */

#include "safety/safety-scam-private.h"

const ConfabScamRow *
confab_safety_scam_rows (guint language) {
  static const ConfabScamRow *const rows[CONFAB_SCAM_LANGUAGES] = {
    confab_safety_scam_words_en,
    confab_safety_scam_words_de,
    confab_safety_scam_words_fr,
    confab_safety_scam_words_es,
  };

  return rows[language];
}
