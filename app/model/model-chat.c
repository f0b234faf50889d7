/* The chat with one contact: its timeline, its draft, and what the judge `send` says just now.
 * It refuses to decide anything: verdict and reason are set by messaging; zero, the closed one, is
 * what a new chat has. */

#include "model/model-chat.h"

struct _ConfabModelChat {
  GObject parent_instance;

  ConfabModelContact *contact;   /* weak: the contact owns its chat */
  ConfabModelTimeline *timeline; /* owned */
  char *draft;                   /* owned, never NULL */
  ConfabModelMessage *changing;  /* owned, nullable */
  char *change;                  /* owned; what it is to say; NULL: nothing is changed */
  ConfabModelQuestion *question; /* owned, nullable */
  ConfabSendVerdict verdict;
  ConfabReason reason;
  gboolean servers_can_read;
  gboolean is_open;
  gboolean is_closed_with_undo;
  int keep;
  guint timer; /* seconds */
  gboolean is_timer_theirs;
  ConfabModelTimerAnswer timer_answer;
  char *looks_like; /* owned, nullable */
  guint n_folded;
  gint64 folded_id;
  gboolean is_writing;
};

G_DEFINE_FINAL_TYPE (ConfabModelChat, confab_model_chat, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_DRAFT,
  PROP_SEND_VERDICT,
  PROP_SEND_REASON,
  PROP_SERVERS_CAN_READ,
  PROP_IS_OPEN,
  PROP_IS_CLOSED_WITH_UNDO,
  PROP_QUESTION,
  PROP_KEEP,
  PROP_TIMER,
  PROP_FOLDED,
  PROP_LOOKS_LIKE,
  PROP_IS_WRITING,
  PROP_CHANGING,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
confab_model_chat_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  ConfabModelChat *self = CONFAB_MODEL_CHAT (object);

  switch (id) {
  case PROP_DRAFT:
    g_value_set_string (value, self->draft);
    break;
  case PROP_SEND_VERDICT:
    g_value_set_int (value, self->verdict);
    break;
  case PROP_SEND_REASON:
    g_value_set_int (value, self->reason);
    break;
  case PROP_SERVERS_CAN_READ:
    g_value_set_boolean (value, self->servers_can_read);
    break;
  case PROP_IS_OPEN:
    g_value_set_boolean (value, self->is_open);
    break;
  case PROP_IS_CLOSED_WITH_UNDO:
    g_value_set_boolean (value, self->is_closed_with_undo);
    break;
  case PROP_QUESTION:
    g_value_set_object (value, self->question);
    break;
  case PROP_KEEP:
    g_value_set_int (value, self->keep);
    break;
  case PROP_TIMER:
    g_value_set_uint (value, self->timer);
    break;
  case PROP_FOLDED:
    g_value_set_uint (value, self->n_folded);
    break;
  case PROP_LOOKS_LIKE:
    g_value_set_string (value, self->looks_like);
    break;
  case PROP_CHANGING:
    g_value_set_object (value, self->changing);
    break;
  case PROP_IS_WRITING:
    g_value_set_boolean (value, self->is_writing);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
forget_change (ConfabModelChat *self) {
  if (self->change != NULL)
    explicit_bzero (self->change, strlen (self->change));
  g_clear_pointer (&self->change, g_free);
}

static void
forget_draft (ConfabModelChat *self) {
  /* What was written goes with the chat: it must not stay in freed memory. */
  if (self->draft != NULL)
    explicit_bzero (self->draft, strlen (self->draft));
  g_clear_pointer (&self->draft, g_free);
}

static void
confab_model_chat_finalize (GObject *object) {
  ConfabModelChat *self = CONFAB_MODEL_CHAT (object);

  g_clear_weak_pointer (&self->contact);
  g_clear_object (&self->timeline);
  g_clear_object (&self->question);
  g_free (self->looks_like);
  forget_draft (self);
  forget_change (self);
  g_clear_object (&self->changing);
  G_OBJECT_CLASS (confab_model_chat_parent_class)->finalize (object);
}

static void
confab_model_chat_class_init (ConfabModelChatClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = confab_model_chat_get_property;
  object_class->finalize = confab_model_chat_finalize;

  properties[PROP_DRAFT] = g_param_spec_string ("draft", NULL, NULL, "", flags);
  properties[PROP_SEND_VERDICT] = g_param_spec_int ("send-verdict", NULL, NULL, CONFAB_SEND_REFUSE,
      CONFAB_SEND_PLAIN_PERMITTED, CONFAB_SEND_REFUSE, flags);
  properties[PROP_SEND_REASON] = g_param_spec_int (
      "send-reason", NULL, NULL, CONFAB_REASON_NONE, G_MAXINT, CONFAB_REASON_NONE, flags);
  properties[PROP_SERVERS_CAN_READ] =
      g_param_spec_boolean ("servers-can-read", NULL, NULL, TRUE, flags);
  properties[PROP_IS_OPEN] = g_param_spec_boolean ("is-open", NULL, NULL, FALSE, flags);
  properties[PROP_IS_CLOSED_WITH_UNDO] =
      g_param_spec_boolean ("is-closed-with-undo", NULL, NULL, FALSE, flags);
  properties[PROP_QUESTION] =
      g_param_spec_object ("question", NULL, NULL, CONFAB_TYPE_MODEL_QUESTION, flags);
  properties[PROP_TIMER] = g_param_spec_uint ("timer", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_KEEP] = g_param_spec_int ("keep", NULL, NULL, CONFAB_KEEP_AS_OVERALL,
      CONFAB_KEEP_FOR_GOOD, CONFAB_KEEP_AS_OVERALL, flags);
  properties[PROP_LOOKS_LIKE] = g_param_spec_string ("looks-like", NULL, NULL, NULL, flags);
  properties[PROP_FOLDED] = g_param_spec_uint ("folded", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_IS_WRITING] = g_param_spec_boolean ("is-writing", NULL, NULL, FALSE, flags);
  properties[PROP_CHANGING] =
      g_param_spec_object ("changing", NULL, NULL, CONFAB_TYPE_MODEL_MESSAGE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
confab_model_chat_init (ConfabModelChat *self) {
  self->timeline = confab_model_timeline_new ();
  self->draft = g_strdup ("");
  /* Until somebody knows better, the less comfortable thing is said. */
  self->servers_can_read = TRUE;
  self->keep = CONFAB_KEEP_AS_OVERALL;
}

ConfabModelChat *
confab_model_chat_new (ConfabModelContact *contact) {
  ConfabModelChat *self = g_object_new (CONFAB_TYPE_MODEL_CHAT, NULL);

  g_set_weak_pointer (&self->contact, contact);
  return self;
}

ConfabModelContact *
confab_model_chat_get_contact (ConfabModelChat *self) {
  return self->contact;
}

ConfabModelTimeline *
confab_model_chat_get_timeline (ConfabModelChat *self) {
  return self->timeline;
}

const char *
confab_model_chat_get_draft (ConfabModelChat *self) {
  return self->draft;
}

ConfabSendVerdict
confab_model_chat_get_send_verdict (ConfabModelChat *self) {
  return self->verdict;
}

ConfabReason
confab_model_chat_get_send_reason (ConfabModelChat *self) {
  return self->reason;
}

gboolean
confab_model_chat_get_servers_can_read (ConfabModelChat *self) {
  return self->servers_can_read;
}

gboolean
confab_model_chat_is_open (ConfabModelChat *self) {
  return self->is_open;
}

gboolean
confab_model_chat_is_closed_with_undo (ConfabModelChat *self) {
  return self->is_closed_with_undo;
}

void
confab_model_chat_set_draft (ConfabModelChat *self, const char *draft) {
  g_autofree char *copy = g_strdup (draft != NULL ? draft : "");

  if (strcmp (self->draft, copy) == 0)
    return;
  forget_draft (self);
  self->draft = g_steal_pointer (&copy);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

void
confab_model_chat_set_send (ConfabModelChat *self, ConfabSendVerdict verdict, ConfabReason reason,
    gboolean servers_can_read) {
  gboolean verdict_differs = self->verdict != verdict;
  gboolean reason_differs = self->reason != reason;
  gboolean reading_differs = self->servers_can_read != !!servers_can_read;

  self->verdict = verdict;
  self->reason = reason;
  self->servers_can_read = !!servers_can_read;
  /* All three are in place before the first is announced: whoever listens to one reads them all. */
  if (reading_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVERS_CAN_READ]);
  if (reason_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEND_REASON]);
  if (verdict_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEND_VERDICT]);
}

void
confab_model_chat_set_open (ConfabModelChat *self, gboolean is_open) {
  if (self->is_open == !!is_open)
    return;
  self->is_open = !!is_open;
  if (!is_open)
    confab_model_chat_set_changing (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_OPEN]);
}

void
confab_model_chat_set_closed_with_undo (ConfabModelChat *self, gboolean is_closed) {
  if (self->is_closed_with_undo == !!is_closed)
    return;
  self->is_closed_with_undo = !!is_closed;
  if (is_closed)
    confab_model_chat_set_changing (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_CLOSED_WITH_UNDO]);
}

ConfabModelQuestion *
confab_model_chat_get_question (ConfabModelChat *self) {
  return self->question;
}

void
confab_model_chat_set_question (ConfabModelChat *self, ConfabModelQuestion *question) {
  if (g_set_object (&self->question, question))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUESTION]);
}

int
confab_model_chat_get_keep (ConfabModelChat *self) {
  return self->keep;
}

void
confab_model_chat_set_keep (ConfabModelChat *self, int keep) {
  if (keep < CONFAB_KEEP_AS_OVERALL || keep > CONFAB_KEEP_FOR_GOOD)
    keep = CONFAB_KEEP_UNTIL_CLOSED;
  if (self->keep == keep)
    return;
  self->keep = keep;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEEP]);
}

guint
confab_model_chat_get_timer (ConfabModelChat *self) {
  return self->timer;
}

gboolean
confab_model_chat_is_timer_theirs (ConfabModelChat *self) {
  return self->is_timer_theirs;
}

ConfabModelTimerAnswer
confab_model_chat_get_timer_answer (ConfabModelChat *self) {
  return self->timer_answer;
}

void
confab_model_chat_set_timer (
    ConfabModelChat *self, guint seconds, gboolean is_theirs, ConfabModelTimerAnswer answer) {
  if (self->timer == seconds && self->is_timer_theirs == is_theirs && self->timer_answer == answer)
    return;
  self->timer = seconds;
  self->is_timer_theirs = is_theirs;
  self->timer_answer = answer;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIMER]);
}

guint
confab_model_chat_get_folded (ConfabModelChat *self, gint64 *last_id) {
  if (last_id != NULL)
    *last_id = self->folded_id;
  return self->n_folded;
}

void
confab_model_chat_set_folded (ConfabModelChat *self, guint n, gint64 last_id) {
  self->folded_id = last_id;
  if (self->n_folded == n)
    return;
  self->n_folded = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

const char *
confab_model_chat_get_looks_like (ConfabModelChat *self) {
  return self->looks_like;
}

void
confab_model_chat_set_looks_like (ConfabModelChat *self, const char *name) {
  if (g_set_str (&self->looks_like, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKS_LIKE]);
}

gboolean
confab_model_chat_is_writing (ConfabModelChat *self) {
  return self->is_writing;
}

void
confab_model_chat_set_writing (ConfabModelChat *self, gboolean is_writing) {
  if (self->is_writing == !!is_writing)
    return;
  self->is_writing = !!is_writing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_WRITING]);
}

ConfabModelMessage *
confab_model_chat_get_changing (ConfabModelChat *self) {
  return self->changing;
}

const char *
confab_model_chat_get_written (ConfabModelChat *self) {
  return self->changing != NULL ? self->change : self->draft;
}

gboolean
confab_model_chat_may_change (ConfabModelChat *self, ConfabModelMessage *message) {
  guint timer = confab_model_message_get_timer (message);

  return confab_model_message_may_change (message) &&
         (self->timer == 0 || (timer > 0 && timer <= self->timer));
}

void
confab_model_chat_set_changing (ConfabModelChat *self, ConfabModelMessage *message) {
  if (self->changing == message)
    return;
  forget_change (self);
  self->change = message != NULL ? g_strdup (confab_model_message_get_text (message)) : NULL;
  g_set_object (&self->changing, message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

void
confab_model_chat_set_change (ConfabModelChat *self, const char *text) {
  if (self->changing == NULL || strcmp (self->change, text) == 0)
    return;
  forget_change (self);
  self->change = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}
