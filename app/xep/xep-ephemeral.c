/* The timer of a message, from element to seconds and back. A timer of 0 ends what was agreed, and
 * so does "I want out"; neither ever means "erase this at once". Refuses numbers beyond its bounds
 * and what says two things. */

#include "xep/xep-ephemeral.h"

gboolean
confab_xep_ephemeral_is_timer (guint32 seconds) {
  return seconds >= CONFAB_XEP_EPHEMERAL_MIN && seconds <= CONFAB_XEP_EPHEMERAL_MAX;
}

ConfabStanza *
confab_xep_ephemeral_new (guint32 seconds) {
  ConfabStanza *ephemeral = confab_xmpp_stanza_new ("ephemeral", CONFAB_XEP_EPHEMERAL_NS);
  g_autofree char *timer = g_strdup_printf ("%u", seconds);

  confab_xmpp_stanza_set (ephemeral, "timer", timer);
  return ephemeral;
}

ConfabStanza *
confab_xep_ephemeral_out_new (void) {
  return confab_xmpp_stanza_new ("i-want-out", CONFAB_NS_CLIENT);
}

static ConfabEphemeral
read_timer (const ConfabStanza *ephemeral, guint32 *seconds) {
  const char *timer = confab_xmpp_stanza_get (ephemeral, "timer");
  guint64 number;

  if (timer == NULL ||
      !g_ascii_string_to_unsigned (timer, 10, 0, CONFAB_XEP_EPHEMERAL_MAX, &number, NULL))
    return CONFAB_EPHEMERAL_NONE;
  if (number == 0)
    return CONFAB_EPHEMERAL_OFF;
  if (!confab_xep_ephemeral_is_timer ((guint32)number))
    return CONFAB_EPHEMERAL_NONE;
  *seconds = (guint32)number;
  return CONFAB_EPHEMERAL_SET;
}

/* The specification gives "I want out" no namespace: it is the one of what stands around it. */
static gboolean
is_out (const ConfabStanza *child, const char *ns) {
  return confab_xmpp_stanza_is (child, "i-want-out", ns) ||
         confab_xmpp_stanza_is (child, "i-want-out", CONFAB_NS_CLIENT) ||
         confab_xmpp_stanza_is (child, "i-want-out", CONFAB_XEP_EPHEMERAL_NS);
}

ConfabEphemeral
confab_xep_ephemeral_read (const ConfabStanza *content, guint32 *seconds) {
  const char *ns = confab_xmpp_stanza_get_ns (content);
  const ConfabStanza *ephemeral = NULL;
  guint n = confab_xmpp_stanza_get_n_children (content);
  gboolean wants_out = FALSE;

  *seconds = 0;
  for (guint i = 0; i < n; i++) {
    const ConfabStanza *child = confab_xmpp_stanza_get_nth (content, i);

    wants_out = wants_out || is_out (child, ns);
    if (!confab_xmpp_stanza_is (child, "ephemeral", CONFAB_XEP_EPHEMERAL_NS))
      continue;
    if (ephemeral != NULL)
      return CONFAB_EPHEMERAL_NONE;
    ephemeral = child;
  }
  if (wants_out)
    return ephemeral == NULL || read_timer (ephemeral, seconds) == CONFAB_EPHEMERAL_OFF
               ? CONFAB_EPHEMERAL_OFF
               : CONFAB_EPHEMERAL_NONE;
  return ephemeral != NULL ? read_timer (ephemeral, seconds) : CONFAB_EPHEMERAL_NONE;
}
