/* A buddy of one account: what is known about them here, and the chat with them.
 * It refuses to hold a name that the other side chose: a name is the user's own, or the address;
 * and to take the account's own server, or the notes to oneself, for somebody, whatever the list
 * that the server keeps says. */

#include "base/base-jid.h"
#include "model/model-chat.h"
#include "model/model-contact-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (ConfabModelContact, confab_model_contact, G_TYPE_OBJECT)

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
  case PROP_SEEN_US:
    g_value_set_int64 (value, self->seen_us);
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
  properties[PROP_SEEN_US] = g_param_spec_int64 ("seen-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
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

void
confab_model_contact_notify (ConfabModelContact *self, guint property) {
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
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

gint64
confab_model_contact_get_seen_us (ConfabModelContact *self) {
  return self->seen_us;
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
