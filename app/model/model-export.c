/* The words of an export, held beyond the call that brought them. It refuses to know any. */

#include "model/model-export.h"

ConfabExportWords *
confab_model_export_words_copy (const ConfabExportWords *words) {
  ConfabExportWords *copy = g_new0 (ConfabExportWords, 1);

  for (guint i = 0; i < CONFAB_EXPORT_N_WORDS; i++)
    copy->words[i] = g_strdup (words->words[i] != NULL ? words->words[i] : "");
  return copy;
}

void
confab_model_export_words_free (ConfabExportWords *words) {
  for (guint i = 0; words != NULL && i < CONFAB_EXPORT_N_WORDS; i++)
    g_free ((char *)words->words[i]);
  g_free (words);
}
