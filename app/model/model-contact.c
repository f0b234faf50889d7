/* A buddy of one account: what is known about them here, and the chat with them.
 * It refuses to hold a name that the other side chose: a name is the user's own, or the address;
 * and to take the account's own server, or the notes to oneself, for somebody, whatever the list
 * that the server keeps says. */

#include "base/base-jid.h"
#include "model/model-account.h"
#include "model/model-chat.h"

#include <string.h>

struct _ConfabModelContact {
  GObject parent_instance;

  ConfabModelAccount *account; /* weak: the account owns its contacts */
  ConfabModelChat *chat;       /* owned, made at the first call */
  char *address;               /* owned */
  char *own_name;              /* owned, nullable */
  char *note;                  /* owned, nullable */
  char *groups;                /* owned, nullable */
  char *face;                  /* owned, nullable */
  ConfabModelPresence presence;
  ConfabModelRelation relation;
  gint64 asked_us;
  gint64 last_us;
  guint n_unread;
  gint64 checked_us;
  guint n_undecided;
  gboolean is_server;
  gboolean is_note;
  gboolean is_plain_chosen;
  gboolean is_favourite;
  gboolean is_blocked;
  gboolean is_known;
  gboolean is_awaited;
  gboolean has_given;
  ConfabModelTells tells;
  gint64 quiet_until_us;
};

G_DEFINE_FINAL_TYPE (ConfabModelContact, confab_model_contact, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ADDRESS,
  PROP_NAME,
  PROP_HAS_OWN_NAME,
  PROP_PRESENCE,
  PROP_RELATION,
  PROP_ASKED_US,
  PROP_NOTE,
  PROP_FAVOURITE,
  PROP_KNOWN,
  PROP_UNREAD,
  PROP_LAST_US,
  PROP_GROUPS,
  PROP_CHECKED_US,
  PROP_UNDECIDED,
  PROP_PLAIN_CHOSEN,
  PROP_FACE,
  PROP_AWAITED,
  PROP_BLOCKED,
  PROP_QUIET_UNTIL,
  PROP_TELLS,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
confab_model_contact_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  ConfabModelContact *self = CONFAB_MODEL_CONTACT (object);

  switch (id) {
  case PROP_ADDRESS:
    g_value_set_string (value, self->address);
    break;
  case PROP_NAME:
    g_value_set_string (value, confab_model_contact_get_name (self));
    break;
  case PROP_HAS_OWN_NAME:
    g_value_set_boolean (value, self->own_name != NULL);
    break;
  case PROP_PRESENCE:
    g_value_set_int (value, self->presence);
    break;
  case PROP_RELATION:
    g_value_set_int (value, self->relation);
    break;
  case PROP_ASKED_US:
    g_value_set_int64 (value, self->asked_us);
    break;
  case PROP_NOTE:
    g_value_set_string (value, self->note);
    break;
  case PROP_FAVOURITE:
    g_value_set_boolean (value, self->is_favourite);
    break;
  case PROP_KNOWN:
    g_value_set_boolean (value, self->is_known);
    break;
  case PROP_UNREAD:
    g_value_set_uint (value, self->n_unread);
    break;
  case PROP_LAST_US:
    g_value_set_int64 (value, self->last_us);
    break;
  case PROP_GROUPS:
    g_value_set_string (value, self->groups);
    break;
  case PROP_CHECKED_US:
    g_value_set_int64 (value, self->checked_us);
    break;
  case PROP_UNDECIDED:
    g_value_set_uint (value, self->n_undecided);
    break;
  case PROP_PLAIN_CHOSEN:
    g_value_set_boolean (value, self->is_plain_chosen);
    break;
  case PROP_FACE:
    g_value_set_string (value, self->face);
    break;
  case PROP_AWAITED:
    g_value_set_boolean (value, self->is_awaited);
    break;
  case PROP_BLOCKED:
    g_value_set_boolean (value, self->is_blocked);
    break;
  case PROP_QUIET_UNTIL:
    g_value_set_int64 (value, self->quiet_until_us);
    break;
  case PROP_TELLS:
    g_value_set_uint (value, self->tells);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
confab_model_contact_finalize (GObject *object) {
  ConfabModelContact *self = CONFAB_MODEL_CONTACT (object);

  g_clear_weak_pointer (&self->account);
  g_clear_object (&self->chat);
  g_free (self->address);
  g_free (self->own_name);
  g_free (self->note);
  g_free (self->groups);
  g_free (self->face);
  G_OBJECT_CLASS (confab_model_contact_parent_class)->finalize (object);
}

static void
confab_model_contact_class_init (ConfabModelContactClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = confab_model_contact_get_property;
  object_class->finalize = confab_model_contact_finalize;

  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_HAS_OWN_NAME] = g_param_spec_boolean ("has-own-name", NULL, NULL, FALSE, flags);
  properties[PROP_PRESENCE] = g_param_spec_int ("presence", NULL, NULL, CONFAB_PRESENCE_OFFLINE,
      CONFAB_PRESENCE_HERE, CONFAB_PRESENCE_OFFLINE, flags);
  properties[PROP_RELATION] = g_param_spec_int ("relation", NULL, NULL, CONFAB_RELATION_NONE,
      CONFAB_RELATION_MUTUAL, CONFAB_RELATION_NONE, flags);
  properties[PROP_ASKED_US] =
      g_param_spec_int64 ("asked-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  properties[PROP_FAVOURITE] = g_param_spec_boolean ("favourite", NULL, NULL, FALSE, flags);
  properties[PROP_KNOWN] = g_param_spec_boolean ("known", NULL, NULL, FALSE, flags);
  properties[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LAST_US] =
      g_param_spec_int64 ("last-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_GROUPS] = g_param_spec_string ("groups", NULL, NULL, NULL, flags);
  properties[PROP_CHECKED_US] =
      g_param_spec_int64 ("checked-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_UNDECIDED] = g_param_spec_uint ("undecided", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PLAIN_CHOSEN] = g_param_spec_boolean ("plain-chosen", NULL, NULL, FALSE, flags);
  properties[PROP_FACE] = g_param_spec_string ("face", NULL, NULL, NULL, flags);
  properties[PROP_QUIET_UNTIL] =
      g_param_spec_int64 ("quiet-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_AWAITED] = g_param_spec_boolean ("awaited", NULL, NULL, FALSE, flags);
  properties[PROP_BLOCKED] = g_param_spec_boolean ("blocked", NULL, NULL, FALSE, flags);
  properties[PROP_TELLS] = g_param_spec_uint ("tells", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
confab_model_contact_init (ConfabModelContact *self) {
}

static gboolean
is_server_of (ConfabModelAccount *account, const char *address) {
  const char *at =
      account != NULL ? strrchr (confab_model_account_get_address (account), '@') : NULL;

  return at != NULL && g_str_equal (at + 1, address);
}

ConfabModelContact *
confab_model_contact_new (ConfabModelAccount *account, const char *address) {
  ConfabModelContact *self = g_object_new (CONFAB_TYPE_MODEL_CONTACT, NULL);

  g_set_weak_pointer (&self->account, account);
  self->address = g_strdup (address);
  self->is_server = is_server_of (account, address);
  self->is_note = g_str_equal (address, CONFAB_BASE_JID_NOTE);
  return self;
}

ConfabModelAccount *
confab_model_contact_get_account (ConfabModelContact *self) {
  return self->account;
}

const char *
confab_model_contact_get_address (ConfabModelContact *self) {
  return self->address;
}

gboolean
confab_model_contact_is_server (ConfabModelContact *self) {
  return self->is_server;
}

gboolean
confab_model_contact_is_note (ConfabModelContact *self) {
  return self->is_note;
}

gboolean
confab_model_contact_is_person (ConfabModelContact *self) {
  return !self->is_server && !self->is_note;
}

const char *
confab_model_contact_get_name (ConfabModelContact *self) {
  return self->own_name != NULL ? self->own_name : self->address;
}

gboolean
confab_model_contact_has_own_name (ConfabModelContact *self) {
  return self->own_name != NULL;
}

ConfabModelPresence
confab_model_contact_get_presence (ConfabModelContact *self) {
  return self->presence;
}

ConfabModelRelation
confab_model_contact_get_relation (ConfabModelContact *self) {
  return self->relation;
}

gint64
confab_model_contact_get_asked_us (ConfabModelContact *self) {
  return self->asked_us;
}

const char *
confab_model_contact_get_note (ConfabModelContact *self) {
  return self->note;
}

gboolean
confab_model_contact_is_blocked (ConfabModelContact *self) {
  return self->is_blocked;
}

gboolean
confab_model_contact_is_favourite (ConfabModelContact *self) {
  return self->is_favourite;
}

gboolean
confab_model_contact_is_awaited (ConfabModelContact *self) {
  return self->is_awaited;
}

gboolean
confab_model_contact_has_given (ConfabModelContact *self) {
  return self->has_given;
}

gint64
confab_model_contact_get_quiet_until (ConfabModelContact *self) {
  return self->quiet_until_us;
}

const char *
confab_model_contact_get_face (ConfabModelContact *self) {
  return self->face;
}

gboolean
confab_model_contact_is_known (ConfabModelContact *self) {
  return self->is_known;
}

guint
confab_model_contact_get_unread (ConfabModelContact *self) {
  return self->n_unread;
}

gint64
confab_model_contact_get_last_us (ConfabModelContact *self) {
  return self->last_us;
}

const char *
confab_model_contact_get_groups (ConfabModelContact *self) {
  return self->groups;
}

gint64
confab_model_contact_get_checked_us (ConfabModelContact *self) {
  return self->checked_us;
}

guint
confab_model_contact_get_undecided (ConfabModelContact *self) {
  return self->n_undecided;
}

gboolean
confab_model_contact_is_plain_chosen (ConfabModelContact *self) {
  return self->is_plain_chosen;
}

ConfabGrade
confab_model_contact_get_grade (ConfabModelContact *self) {
  if (!confab_model_contact_is_person (self))
    return CONFAB_GRADE_STRANGER;
  if (self->checked_us > 0)
    return CONFAB_GRADE_CHECKED;
  /* Whoever is on the list was added by the user; that somebody answered adds nothing to it. */
  return self->is_known ? CONFAB_GRADE_KNOWN : CONFAB_GRADE_ADDED;
}

ConfabModelChat *
confab_model_contact_get_chat (ConfabModelContact *self) {
  if (self->chat == NULL)
    self->chat = confab_model_chat_new (self);
  return self->chat;
}

void
confab_model_contact_set_own_name (ConfabModelContact *self, const char *name) {
  gboolean had_name = self->own_name != NULL;

  if (self->is_server || (name != NULL && *name == '\0'))
    name = NULL;
  if (!g_set_str (&self->own_name, name))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  if (had_name != (self->own_name != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_OWN_NAME]);
}

void
confab_model_contact_set_asked (ConfabModelContact *self, gint64 asked_us, const char *note) {
  gboolean time_differs = self->asked_us != asked_us;

  self->asked_us = asked_us;
  if (g_set_str (&self->note, note))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
  if (time_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASKED_US]);
}

void
confab_model_contact_set_groups (ConfabModelContact *self, const char *groups) {
  if (g_set_str (&self->groups, confab_model_contact_is_person (self) ? groups : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GROUPS]);
}

void
confab_model_contact_set_presence (ConfabModelContact *self, ConfabModelPresence presence) {
  if (!confab_model_contact_is_person (self) || self->presence == presence)
    return;
  self->presence = presence;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENCE]);
}

void
confab_model_contact_set_relation (ConfabModelContact *self, ConfabModelRelation relation) {
  if (!confab_model_contact_is_person (self) || self->relation == relation)
    return;
  self->relation = relation;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RELATION]);
}

void
confab_model_contact_set_favourite (ConfabModelContact *self, gboolean is_favourite) {
  if (!confab_model_contact_is_person (self) || self->is_favourite == !!is_favourite)
    return;
  self->is_favourite = !!is_favourite;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAVOURITE]);
}

void
confab_model_contact_set_blocked (ConfabModelContact *self, gboolean is_blocked) {
  /* By which line of the list may have changed. */
  if (!self->is_blocked && !is_blocked)
    return;
  self->is_blocked = !!is_blocked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BLOCKED]);
}

void
confab_model_contact_set_known (ConfabModelContact *self, gboolean is_known) {
  if (!confab_model_contact_is_person (self) || self->is_known == !!is_known)
    return;
  self->is_known = !!is_known;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KNOWN]);
}

void
confab_model_contact_set_awaited (ConfabModelContact *self, gboolean is_awaited) {
  if (self->is_awaited == !!is_awaited)
    return;
  self->is_awaited = !!is_awaited;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AWAITED]);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUIET_UNTIL]);
}

void
confab_model_contact_set_face (ConfabModelContact *self, const char *face) {
  if (g_set_str (&self->face, face))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACE]);
}

void
confab_model_contact_set_unread (ConfabModelContact *self, guint n_unread) {
  if (self->n_unread == n_unread)
    return;
  self->n_unread = n_unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}

void
confab_model_contact_set_last_us (ConfabModelContact *self, gint64 last_us) {
  if (self->last_us == last_us)
    return;
  self->last_us = last_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_US]);
}

void
confab_model_contact_set_checked_us (ConfabModelContact *self, gint64 checked_us) {
  if (self->checked_us == checked_us)
    return;
  self->checked_us = checked_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKED_US]);
}

void
confab_model_contact_set_undecided (ConfabModelContact *self, guint n_undecided) {
  if (self->n_undecided == n_undecided)
    return;
  self->n_undecided = n_undecided;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDECIDED]);
}

void
confab_model_contact_set_plain_chosen (ConfabModelContact *self, gboolean is_chosen) {
  if (!confab_model_contact_is_person (self) || self->is_plain_chosen == !!is_chosen)
    return;
  self->is_plain_chosen = !!is_chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAIN_CHOSEN]);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TELLS]);
}
