/* What of a session is kept for the next stream. Plain values; nothing is decided here. */

#include "xmpp/xmpp-stream.h"

ConfabXmppResume *
confab_xmpp_resume_new (const char *id, const char *location, guint32 h_in) {
  ConfabXmppResume *resume = g_new0 (ConfabXmppResume, 1);

  resume->id = g_strdup (id);
  resume->location = g_strdup (location);
  resume->h_in = h_in;
  return resume;
}

ConfabXmppResume *
confab_xmpp_resume_copy (const ConfabXmppResume *resume) {
  ConfabXmppResume *copy;

  if (resume == NULL)
    return NULL;
  copy = confab_xmpp_resume_new (resume->id, resume->location, resume->h_in);
  copy->bound = g_strdup (resume->bound);
  if (resume->features != NULL)
    copy->features = confab_xmpp_stanza_ref (resume->features);
  copy->is_live = resume->is_live;
  copy->sent = resume->sent;
  if (resume->unacked != NULL)
    copy->unacked = g_ptr_array_ref (resume->unacked);
  if (resume->numbers != NULL)
    copy->numbers = g_array_ref (resume->numbers);
  return copy;
}

void
confab_xmpp_resume_free (ConfabXmppResume *resume) {
  g_free (resume->id);
  g_free (resume->location);
  g_free (resume->bound);
  g_clear_pointer (&resume->features, confab_xmpp_stanza_unref);
  g_clear_pointer (&resume->unacked, g_ptr_array_unref);
  g_clear_pointer (&resume->numbers, g_array_unref);
  g_free (resume);
}
