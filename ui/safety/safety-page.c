/* The page behind the strip. It says what is on, what is not there yet, and what cannot be had at
 * all; it has no switch, since nothing of it can be weakened. */

#include "safety/safety-page.h"

struct _ConfabSafetyPage {
  AdwDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (ConfabSafetyPage, confab_safety_page, ADW_TYPE_DIALOG)

static void
confab_safety_page_class_init (ConfabSafetyPageClass *class) {
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (class), "/im/confab/Confab/ui/safety/safety-page.ui");
}

static void
confab_safety_page_init (ConfabSafetyPage *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

ConfabSafetyPage *
confab_safety_page_new (void) {
  return g_object_new (CONFAB_TYPE_SAFETY_PAGE, NULL);
}
