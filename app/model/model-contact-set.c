/* What is told to a contact by who learns it: each change is told on, and what is as before is not.
 * A server and the notes to oneself have no name, no group, and are nowhere. */

#include "model/model-contact-private.h"

void
confab_model_contact_set_own_name (ConfabModelContact *self, const char *name) {
  gboolean had_name = self->own_name != NULL;

  if (self->is_server || (name != NULL && *name == '\0'))
    name = NULL;
  if (!g_set_str (&self->own_name, name))
    return;
  confab_model_contact_notify (self, PROP_NAME);
  if (had_name != (self->own_name != NULL))
    confab_model_contact_notify (self, PROP_HAS_OWN_NAME);
}

void
confab_model_contact_set_asked (ConfabModelContact *self, gint64 asked_us, const char *note) {
  gboolean time_differs = self->asked_us != asked_us;

  self->asked_us = asked_us;
  if (g_set_str (&self->note, note))
    confab_model_contact_notify (self, PROP_NOTE);
  if (time_differs)
    confab_model_contact_notify (self, PROP_ASKED_US);
}

void
confab_model_contact_set_groups (ConfabModelContact *self, const char *groups) {
  if (g_set_str (&self->groups, confab_model_contact_is_person (self) ? groups : NULL))
    confab_model_contact_notify (self, PROP_GROUPS);
}

void
confab_model_contact_set_presence (ConfabModelContact *self, ConfabModelPresence presence) {
  if (!confab_model_contact_is_person (self) || self->presence == presence)
    return;
  self->presence = presence;
  confab_model_contact_notify (self, PROP_PRESENCE);
}

void
confab_model_contact_set_seen_us (ConfabModelContact *self, gint64 seen_us) {
  if (!confab_model_contact_is_person (self) || self->seen_us == seen_us)
    return;
  self->seen_us = seen_us;
  confab_model_contact_notify (self, PROP_SEEN_US);
}

void
confab_model_contact_set_relation (ConfabModelContact *self, ConfabModelRelation relation) {
  if (!confab_model_contact_is_person (self) || self->relation == relation)
    return;
  self->relation = relation;
  confab_model_contact_notify (self, PROP_RELATION);
}

void
confab_model_contact_set_favourite (ConfabModelContact *self, gboolean is_favourite) {
  if (!confab_model_contact_is_person (self) || self->is_favourite == !!is_favourite)
    return;
  self->is_favourite = !!is_favourite;
  confab_model_contact_notify (self, PROP_FAVOURITE);
}

void
confab_model_contact_set_blocked (ConfabModelContact *self, gboolean is_blocked) {
  /* By which line of the list may have changed. */
  if (!self->is_blocked && !is_blocked)
    return;
  self->is_blocked = !!is_blocked;
  confab_model_contact_notify (self, PROP_BLOCKED);
}

void
confab_model_contact_set_known (ConfabModelContact *self, gboolean is_known) {
  if (!confab_model_contact_is_person (self) || self->is_known == !!is_known)
    return;
  self->is_known = !!is_known;
  confab_model_contact_notify (self, PROP_KNOWN);
}

void
confab_model_contact_set_awaited (ConfabModelContact *self, gboolean is_awaited) {
  if (self->is_awaited == !!is_awaited)
    return;
  self->is_awaited = !!is_awaited;
  confab_model_contact_notify (self, PROP_AWAITED);
}

void
confab_model_contact_set_has_given (ConfabModelContact *self, gboolean has_given) {
  self->has_given = has_given;
}

void
confab_model_contact_set_quiet_until (ConfabModelContact *self, gint64 until_us) {
  if (self->quiet_until_us == MAX (until_us, 0))
    return;
  self->quiet_until_us = MAX (until_us, 0);
  confab_model_contact_notify (self, PROP_QUIET_UNTIL);
}

void
confab_model_contact_set_face (ConfabModelContact *self, const char *face) {
  if (g_set_str (&self->face, face))
    confab_model_contact_notify (self, PROP_FACE);
}

void
confab_model_contact_set_unread (ConfabModelContact *self, guint n_unread) {
  if (self->n_unread == n_unread)
    return;
  self->n_unread = n_unread;
  confab_model_contact_notify (self, PROP_UNREAD);
}

void
confab_model_contact_set_last_us (ConfabModelContact *self, gint64 last_us) {
  if (self->last_us == last_us)
    return;
  self->last_us = last_us;
  confab_model_contact_notify (self, PROP_LAST_US);
}

void
confab_model_contact_set_checked_us (ConfabModelContact *self, gint64 checked_us) {
  if (self->checked_us == checked_us)
    return;
  self->checked_us = checked_us;
  confab_model_contact_notify (self, PROP_CHECKED_US);
}

void
confab_model_contact_set_undecided (ConfabModelContact *self, guint n_undecided) {
  if (self->n_undecided == n_undecided)
    return;
  self->n_undecided = n_undecided;
  confab_model_contact_notify (self, PROP_UNDECIDED);
}

void
confab_model_contact_set_plain_chosen (ConfabModelContact *self, gboolean is_chosen) {
  if (!confab_model_contact_is_person (self) || self->is_plain_chosen == !!is_chosen)
    return;
  self->is_plain_chosen = !!is_chosen;
  confab_model_contact_notify (self, PROP_PLAIN_CHOSEN);
}

ConfabModelTells
confab_model_contact_get_tells (ConfabModelContact *self) {
  return self->tells;
}

void
confab_model_contact_set_tells (ConfabModelContact *self, ConfabModelTells tells) {
  if (!confab_model_contact_is_person (self) || self->tells == tells)
    return;
  self->tells = tells;
  confab_model_contact_notify (self, PROP_TELLS);
}
