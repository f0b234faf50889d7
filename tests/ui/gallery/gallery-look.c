/* The verbs of "Look at me as a stranger" over a list that a scene made. */

#include "gallery.h"

#define LIST "gallery-look"

static GListStore *
list_of (ConfabCore *core) {
  GListStore *list = g_object_get_data (G_OBJECT (core), LIST);

  if (list == NULL) {
    list = g_list_store_new (CONFAB_TYPE_MODEL_LOOK);
    g_object_set_data_full (G_OBJECT (core), LIST, list, g_object_unref);
  }
  return list;
}

void
gallery_look_add (ConfabCore *core, ConfabLookKind kind, ConfabLookWho who, const char *text) {
  g_autoptr (ConfabModelLook) look = confab_model_look_new (kind, who, text, "node", NULL);

  g_list_store_append (list_of (core), look);
}

DexFuture *
confab_core_look (ConfabCore *self, ConfabModelAccount *account) {
  return gallery_core_answer (self, list_of (self));
}

DexFuture *
confab_core_hide (ConfabCore *self, ConfabModelAccount *account, ConfabModelLook *look) {
  guint at;

  if (gallery_core_is_willing (self) && g_list_store_find (list_of (self), look, &at))
    g_list_store_remove (list_of (self), at);
  return gallery_core_answer (self, NULL);
}

DexFuture *
confab_core_hide_all (ConfabCore *self, ConfabModelAccount *account) {
  if (gallery_core_is_willing (self))
    g_list_store_remove_all (list_of (self));
  return gallery_core_answer (self, NULL);
}
