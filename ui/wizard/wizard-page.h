#pragma once

/* One page of the guide: a big icon, a promise as its title, one sentence, and what is put below.
 * What is too long scrolls. */

#include <adwaita.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_WIZARD_PAGE (confab_wizard_page_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWizardPage, confab_wizard_page, CONFAB, WIZARD_PAGE, AdwBin)

ConfabWizardPage *
confab_wizard_page_new (const char *icon_name, const char *title, const char *sentence);

/* Below everything that is there. */
void confab_wizard_page_append (ConfabWizardPage *self, GtkWidget *widget);
/* The sentence that nobody should miss, in small print at the end. */
void confab_wizard_page_append_foot (ConfabWizardPage *self, const char *words);

void confab_wizard_page_set_sentence (ConfabWizardPage *self, const char *sentence);
/* "Page 2 of 6", for whoever listens. */
void confab_wizard_page_set_place (ConfabWizardPage *self, const char *place);
/* Says where one is, the title and the sentence. */
void confab_wizard_page_announce (ConfabWizardPage *self);

G_END_DECLS
