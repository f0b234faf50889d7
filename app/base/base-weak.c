/* Weak references that are data of callbacks. They hold nothing and decide nothing: an owner that
 * is gone is read as NULL, and who reads it stops there. */

#include "base/base-weak.h"

GWeakRef *
confab_base_weak_new (gpointer object) {
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, object);
  return weak;
}

void
confab_base_weak_free (gpointer weak) {
  g_weak_ref_clear (weak);
  g_free (weak);
}
