/* Device lists of OMEMO: from <list/> or <devices/> to ids and names, and back.
 *
 * Leaves out what is no id, what stands there twice, and all after the 64th. A name without its
 * signature (XEP-0384 5.3.1) is not read: anybody on the server could have written it; whether the
 * signature holds is for those to say who know the keys. */

#include <string.h>

#include "base/base-text.h"
#include "xep/xep-omemo-private.h"

#define MAX_LABEL 53 /* characters; XEP-0384 5.3.1 */

static const char *
list_name (ConfabOmemoVersion version) {
  return version == CONFAB_OMEMO_TWO ? "devices" : "list";
}

void
confab_xep_omemo_device_free (ConfabXepOmemoDevice *device) {
  g_clear_pointer (&device->label_signature, g_bytes_unref);
  g_free (device->label);
  g_free (device);
}

static gboolean
has_device (GPtrArray *devices, guint32 id) {
  for (guint i = 0; i < devices->len; i++) {
    const ConfabXepOmemoDevice *device = g_ptr_array_index (devices, i);

    if (device->id == id)
      return TRUE;
  }
  return FALSE;
}

/* The name as it was signed, so one that would have to be cleaned is none. */
static void
read_label (const ConfabStanza *element, ConfabXepOmemoDevice *device) {
  const char *label = confab_xmpp_stanza_get (element, "label");
  const char *signature = confab_xmpp_stanza_get (element, "labelsig");
  g_autofree char *line = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (label == NULL || signature == NULL)
    return;
  line = confab_base_text_dup_line (label, MAX_LABEL);
  bytes = confab_xep_omemo_dup_base64 (signature, CONFAB_XEP_OMEMO_SIGNATURE_BYTES);
  if (g_strcmp0 (line, label) != 0 || bytes == NULL ||
      g_bytes_get_size (bytes) != CONFAB_XEP_OMEMO_SIGNATURE_BYTES)
    return;
  device->label = g_steal_pointer (&line);
  device->label_signature = g_steal_pointer (&bytes);
}

GPtrArray *
confab_xep_omemo_devices_read (ConfabOmemoVersion version, const ConfabStanza *list) {
  const char *ns = confab_xep_omemo_ns (version);
  g_autoptr (GPtrArray) devices = NULL;
  guint n;

  if (ns == NULL || !confab_xmpp_stanza_is (list, list_name (version), ns))
    return NULL;

  devices = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_device_free);
  n = confab_xmpp_stanza_get_n_children (list);
  for (guint i = 0; i < n && devices->len < CONFAB_XEP_OMEMO_MAX_DEVICES; i++) {
    ConfabStanza *element = confab_xmpp_stanza_get_nth (list, i);
    ConfabXepOmemoDevice *device;
    guint32 id = 0;

    if (!confab_xmpp_stanza_is (element, "device", ns) ||
        !confab_xep_omemo_read_number (element, "id", 1, CONFAB_XEP_OMEMO_MAX_NUMBER, &id) ||
        has_device (devices, id))
      continue;
    device = g_new0 (ConfabXepOmemoDevice, 1);
    device->id = id;
    if (version == CONFAB_OMEMO_TWO)
      read_label (element, device);
    g_ptr_array_add (devices, device);
  }
  return g_steal_pointer (&devices);
}

ConfabStanza *
confab_xep_omemo_devices_new (ConfabOmemoVersion version, GPtrArray *devices) {
  ConfabStanza *list = confab_xmpp_stanza_new (list_name (version), confab_xep_omemo_ns (version));

  for (guint i = 0; i < devices->len; i++) {
    const ConfabXepOmemoDevice *device = g_ptr_array_index (devices, i);
    ConfabStanza *element = confab_xmpp_stanza_add (list, "device", NULL);

    confab_xep_omemo_set_number (element, "id", device->id);
    if (version == CONFAB_OMEMO_TWO && device->label != NULL && device->label_signature != NULL) {
      gsize size = 0;
      const guint8 *data = g_bytes_get_data (device->label_signature, &size);
      g_autofree char *signature = g_base64_encode (data, size);

      confab_xmpp_stanza_set (element, "label", device->label);
      confab_xmpp_stanza_set (element, "labelsig", signature);
    }
  }
  return list;
}
