/* A dialog around the list of devices. It holds nothing but its pages. */

#include "devices/devices-dialog.h"

#include <glib/gi18n.h>

#include "devices/devices-list.h"

#define WIDTH 480
#define HEIGHT 660

void
confab_devices_dialog_present (
    ConfabCore *core, ConfabModelContact *contact, gboolean wants_check, GtkWidget *parent) {
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_navigation_view_new ();

  adw_dialog_set_title (dialog, _ ("Devices"));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, view);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
      confab_devices_list_new (
          core, confab_model_contact_get_account (contact), contact, wants_check));
  adw_dialog_present (dialog, parent);
}
