/* What may stand between any two stanzas: it follows a batch, and what is written in one batch
 * depends on the moment. After the verb `loose` that is every stanza, each at its own time. What
 * was put off comes back when what was looked for has come; nothing is ever passed over. */

#include "flow.h"

#include <string.h>

/* The first stanza with its end; 0: it is not whole yet. Stanzas do not stand within each other. */
static gsize
measure (const char *text) {
  static const char *const names[] = { "iq", "message", "presence" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *start = g_strdup_printf ("<%s ", names[i]);
    g_autofree char *end = g_strdup_printf ("</%s>", names[i]);
    const char *at = g_str_has_prefix (text, start) ? strstr (text, end) : NULL;

    if (at != NULL)
      return (gsize)(at - text) + strlen (end);
  }
  return 0;
}

gboolean
flow_put_off (Flow *self, GString *in) {
  gsize length = self->is_loose ? measure (in->str) : 0;

  if (g_str_has_prefix (in->str, FLOW_ASK)) {
    g_string_erase (in, 0, strlen (FLOW_ASK));
    self->n_early_asks++;
    return TRUE;
  }
  if (length == 0)
    return FALSE;
  g_string_append_len (self->put_off, in->str, (gssize)length);
  g_string_erase (in, 0, (gssize)length);
  return TRUE;
}

void
flow_bring_back (Flow *self, GString *in) {
  g_string_prepend (in, self->put_off->str);
  g_string_set_size (self->put_off, 0);
}

gboolean
flow_act_on_batch (Flow *self, const char *verb) {
  gboolean is_ours = g_str_equal (verb, "loose");

  self->is_loose = self->is_loose || is_ours;
  return is_ours;
}
