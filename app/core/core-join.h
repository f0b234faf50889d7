#pragma once

/* Several list models of one item type as one, in order. */

#include <gio/gio.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_CORE_JOIN (confab_core_join_get_type ())
G_DECLARE_FINAL_TYPE (ConfabCoreJoin, confab_core_join, CONFAB, CORE_JOIN, GObject)

/* `lists`: a model of GListModel; lists are only ever appended to it or removed from it one by one.
 */
ConfabCoreJoin *confab_core_join_new (GListModel *lists, GType item_type);

G_END_DECLS
