/* One message as a row shows it: text, side, time, and a state that changes while it travels.
 * It refuses to interpret its text: no markup, no links, no trimming; who made it has made it fit
 * to be shown (base/base-text.h). */

#include "model/model-message-private.h"

struct _ConfabModelMessage {
  GObject parent_instance;

  gint64 id;
  gint64 time_us;
  char *text;            /* owned */
  ConfabModelFile *file; /* owned; nullable */
  ConfabModelMessageState state;
  ConfabReason reason;
  gboolean is_own;
  gboolean is_sealed;
  guint warning;
  ConfabModelMessageKind kind;
  int code; /* cause or line, by kind */
  gboolean is_unchecked;
  gboolean is_exposed;
  gboolean is_kept;
  guint timer; /* seconds */
  gint64 ends_us;
  guint wait; /* seconds */
  gint64 changed_us;
};

G_DEFINE_FINAL_TYPE (ConfabModelMessage, confab_model_message, G_TYPE_OBJECT)

enum { PROP_0, PROP_STATE, PROP_REASON, PROP_IS_KEPT, PROP_KIND, N_PROPS };
static GParamSpec *properties[N_PROPS];

static void
confab_model_message_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  ConfabModelMessage *self = CONFAB_MODEL_MESSAGE (object);

  switch (id) {
  case PROP_STATE:
    g_value_set_int (value, self->state);
    break;
  case PROP_REASON:
    g_value_set_int (value, self->reason);
    break;
  case PROP_IS_KEPT:
    g_value_set_boolean (value, self->is_kept);
    break;
  case PROP_KIND:
    g_value_set_int (value, (int)self->kind);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
confab_model_message_finalize (GObject *object) {
  ConfabModelMessage *self = CONFAB_MODEL_MESSAGE (object);

  /* What was said goes with the row: it must not stay in freed memory. */
  explicit_bzero (self->text, strlen (self->text));
  g_free (self->text);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (confab_model_message_parent_class)->finalize (object);
}

static void
confab_model_message_class_init (ConfabModelMessageClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = confab_model_message_get_property;
  object_class->finalize = confab_model_message_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, CONFAB_MESSAGE_RECEIVED,
      CONFAB_MESSAGE_READ, CONFAB_MESSAGE_RECEIVED, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REASON] = g_param_spec_int ("reason", NULL, NULL, 0, G_MAXINT, CONFAB_REASON_NONE,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_KEPT] = g_param_spec_boolean (
      "is-kept", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_KIND] = g_param_spec_int (
      "kind", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
confab_model_message_init (ConfabModelMessage *self) {
}

ConfabModelMessage *
confab_model_message_new (
    gint64 id, gboolean is_own, gboolean is_sealed, gint64 time_us, const char *text) {
  ConfabModelMessage *self = g_object_new (CONFAB_TYPE_MODEL_MESSAGE, NULL);

  self->id = id;
  self->is_own = !!is_own;
  self->is_sealed = !!is_sealed;
  self->time_us = time_us;
  self->text = g_strdup (text != NULL ? text : "");
  self->state = is_own ? CONFAB_MESSAGE_WAITING : CONFAB_MESSAGE_RECEIVED;
  return self;
}

gint64
confab_model_message_get_id (ConfabModelMessage *self) {
  return self->id;
}

gboolean
confab_model_message_is_own (ConfabModelMessage *self) {
  return self->is_own;
}

gboolean
confab_model_message_is_sealed (ConfabModelMessage *self) {
  return self->is_sealed;
}

gint64
confab_model_message_get_time_us (ConfabModelMessage *self) {
  return self->time_us;
}

const char *
confab_model_message_get_text (ConfabModelMessage *self) {
  return self->text;
}

ConfabModelMessageState
confab_model_message_get_state (ConfabModelMessage *self) {
  return self->state;
}

ConfabReason
confab_model_message_get_reason (ConfabModelMessage *self) {
  return self->reason;
}

void
confab_model_message_set_state (
    ConfabModelMessage *self, ConfabModelMessageState state, ConfabReason reason) {
  gboolean state_differs = self->state != state;
  gboolean reason_differs = self->reason != reason;

  self->state = state;
  self->reason = reason;
  if (reason_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
  if (state_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
confab_model_message_set_id (ConfabModelMessage *self, gint64 id) {
  self->id = id;
}

guint
confab_model_message_get_warning (ConfabModelMessage *self) {
  return self->warning;
}

void
confab_model_message_set_warning (ConfabModelMessage *self, guint warning) {
  self->warning = warning;
}

ConfabModelMessageKind
confab_model_message_get_kind (ConfabModelMessage *self) {
  return self->kind;
}

ConfabModelCause
confab_model_message_get_cause (ConfabModelMessage *self) {
  return self->kind == CONFAB_MESSAGE_KIND_UNOPENED ? (ConfabModelCause)self->code
                                                    : CONFAB_CAUSE_NONE;
}

ConfabModelLine
confab_model_message_get_line (ConfabModelMessage *self) {
  return self->kind == CONFAB_MESSAGE_KIND_LINE ? (ConfabModelLine)self->code : CONFAB_LINE_NONE;
}

gboolean
confab_model_message_is_unchecked (ConfabModelMessage *self) {
  return self->is_unchecked;
}

gboolean
confab_model_message_is_exposed (ConfabModelMessage *self) {
  return self->is_exposed;
}

void
confab_model_message_set_exposed (ConfabModelMessage *self, gboolean is_exposed) {
  self->is_exposed = !!is_exposed;
}

void
confab_model_message_set_kind (
    ConfabModelMessage *self, ConfabModelMessageKind kind, int code, gboolean is_unchecked) {
  self->kind = kind;
  self->code = code;
  self->is_unchecked = !!is_unchecked;
}

gboolean
confab_model_message_is_kept (ConfabModelMessage *self) {
  return self->is_kept;
}

void
confab_model_message_set_kept (ConfabModelMessage *self, gboolean is_kept) {
  if (self->is_kept == !!is_kept)
    return;
  self->is_kept = !!is_kept;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_KEPT]);
}

ConfabModelFile *
confab_model_message_get_file (ConfabModelMessage *self) {
  return self->file;
}

void
confab_model_message_set_file (ConfabModelMessage *self, ConfabModelFile *file) {
  g_set_object (&self->file, file);
}

guint
confab_model_message_get_timer (ConfabModelMessage *self) {
  return self->timer;
}

gint64
confab_model_message_get_ends_us (ConfabModelMessage *self) {
  return self->ends_us;
}

void
confab_model_message_set_timer (ConfabModelMessage *self, guint seconds, gint64 ends_us) {
  self->timer = seconds;
  self->ends_us = ends_us;
}

guint
confab_model_message_get_wait (ConfabModelMessage *self) {
  return self->wait;
}

void
confab_model_message_set_wait (ConfabModelMessage *self, guint seconds) {
  if (self->wait == seconds)
    return;
  self->wait = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
confab_model_message_take_back (ConfabModelMessage *self) {
  explicit_bzero (self->text, strlen (self->text));
  self->kind = CONFAB_MESSAGE_KIND_LINE;
  self->code = CONFAB_LINE_TAKEN_BACK;
  self->is_unchecked = self->is_exposed = FALSE;
  self->warning = self->timer = self->wait = 0;
  self->ends_us = self->changed_us = 0;
  g_clear_object (&self->file);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

gint64
confab_model_message_get_changed_us (ConfabModelMessage *self) {
  return self->changed_us;
}

void
confab_model_message_set_changed (ConfabModelMessage *self, gint64 changed_us) {
  self->changed_us = changed_us;
}

void
confab_model_message_change (ConfabModelMessage *self, ConfabModelMessage *as) {
  if (self == as)
    return;
  explicit_bzero (self->text, strlen (self->text));
  g_free (self->text);
  self->text = g_strdup (as->text);
  self->is_sealed = as->is_sealed;
  self->is_unchecked = as->is_unchecked;
  self->is_exposed = as->is_exposed;
  self->warning = as->warning;
  self->changed_us = as->changed_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

gboolean
confab_model_message_may_change (ConfabModelMessage *self) {
  /* What failed never left, but for a change that did not. */
  return self->is_own && self->kind == CONFAB_MESSAGE_KIND_TEXT &&
         self->state != CONFAB_MESSAGE_RECEIVED &&
         (self->state != CONFAB_MESSAGE_FAILED || self->changed_us != 0);
}
