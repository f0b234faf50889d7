/* A row that changed what it is: what stands around it is placed anew. It moves nothing, and it
 * does not bind the row: a list that finds the same object in the same place leaves it as it was.
 */

#include "model/model-timeline.h"

void
confab_model_timeline_show_again (ConfabModelTimeline *self, gint64 id) {
  GListModel *rows = G_LIST_MODEL (self);
  guint n = g_list_model_get_n_items (rows);

  for (guint i = n; i > 0; i--) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i - 1);

    if (confab_model_message_get_id (message) != id)
      continue;
    g_list_model_items_changed (rows, i - 1, 1, 1);
    return;
  }
}
