/* The file of one message as a card shows it. It holds what is shown and nothing that opens the
 * file: no key, no place on the disk, no address to fetch from but the host's name. */

#include "model/model-file.h"

#include <string.h>

#include "safety/safety-file.h"

#define SPEED_SPAN_US (2 * G_USEC_PER_SEC) /* a speed is measured over at least that long */
#define SPEED_NEW 0.4                      /* weight of the newest measure */

struct _ConfabModelFile {
  GObject parent_instance;

  /* owned */
  char *name;
  char *type; /* nullable */
  char *host; /* nullable */

  ConfabFileState state;
  ConfabFileCause cause;
  guint64 size;
  guint64 done;
  guint64 limit;
  guint64 speed;
  guint64 span_done; /* at the beginning of what is measured now */
  gint64 span_us;    /* 0: nothing is measured */
  int verdict, reason, kind;
  int scan;
  char *virus;  /* owned, nullable */
  char *engine; /* owned, never NULL */
  gint64 engine_dated_us;
  gboolean is_own;
  gboolean is_saved;
  ConfabModelPicture *picture; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (ConfabModelFile, confab_model_file, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STATE,
  PROP_CAUSE,
  PROP_SIZE,
  PROP_DONE,
  PROP_LIMIT,
  PROP_SPEED,
  PROP_HOST,
  PROP_VERDICT,
  PROP_PICTURE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
confab_model_file_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  ConfabModelFile *self = CONFAB_MODEL_FILE (object);

  switch (id) {
  case PROP_STATE:
    g_value_set_int (value, self->state);
    break;
  case PROP_CAUSE:
    g_value_set_int (value, self->cause);
    break;
  case PROP_SIZE:
    g_value_set_uint64 (value, self->size);
    break;
  case PROP_DONE:
    g_value_set_uint64 (value, self->done);
    break;
  case PROP_LIMIT:
    g_value_set_uint64 (value, self->limit);
    break;
  case PROP_SPEED:
    g_value_set_uint64 (value, self->speed);
    break;
  case PROP_HOST:
    g_value_set_string (value, self->host);
    break;
  case PROP_VERDICT:
    g_value_set_int (value, self->verdict);
    break;
  case PROP_PICTURE:
    g_value_set_boxed (value, self->picture);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
confab_model_file_finalize (GObject *object) {
  ConfabModelFile *self = CONFAB_MODEL_FILE (object);

  /* As with a message's text: what was said goes with the row. */
  explicit_bzero (self->name, strlen (self->name));
  g_free (self->name);
  g_free (self->type);
  g_free (self->host);
  g_free (self->virus);
  g_free (self->engine);
  g_clear_pointer (&self->picture, confab_model_picture_unref);
  G_OBJECT_CLASS (confab_model_file_parent_class)->finalize (object);
}

static GParamSpec *
new_uint64 (const char *name) {
  return g_param_spec_uint64 (
      name, NULL, NULL, 0, G_MAXUINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
new_int (const char *name) {
  return g_param_spec_int (
      name, NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
confab_model_file_class_init (ConfabModelFileClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = confab_model_file_get_property;
  object_class->finalize = confab_model_file_finalize;

  properties[PROP_STATE] = new_int ("state");
  properties[PROP_CAUSE] = new_int ("cause");
  properties[PROP_SIZE] = new_uint64 ("size");
  properties[PROP_DONE] = new_uint64 ("done");
  properties[PROP_LIMIT] = new_uint64 ("limit");
  properties[PROP_SPEED] = new_uint64 ("speed");
  properties[PROP_HOST] =
      g_param_spec_string ("host", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_VERDICT] = new_int ("verdict");
  properties[PROP_PICTURE] = g_param_spec_boxed (
      "picture", NULL, NULL, CONFAB_TYPE_MODEL_PICTURE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
confab_model_file_init (ConfabModelFile *self) {
  self->engine = g_strdup ("");
}

ConfabModelFile *
confab_model_file_new (
    gboolean is_own, const char *name, const char *type, guint64 size, const char *host) {
  ConfabModelFile *self = g_object_new (CONFAB_TYPE_MODEL_FILE, NULL);

  self->is_own = !!is_own;
  self->name = g_strdup (name != NULL ? name : "");
  self->type = g_strdup (type);
  self->host = g_strdup (host);
  self->size = size;
  self->state = is_own ? CONFAB_FILE_PREPARING : CONFAB_FILE_OFFERED;
  return self;
}

gboolean
confab_model_file_is_own (ConfabModelFile *self) {
  return self->is_own;
}

const char *
confab_model_file_get_name (ConfabModelFile *self) {
  return self->name;
}

const char *
confab_model_file_get_declared_type (ConfabModelFile *self) {
  return self->type;
}

guint64
confab_model_file_get_size (ConfabModelFile *self) {
  return self->size;
}

const char *
confab_model_file_get_host (ConfabModelFile *self) {
  return self->host;
}

ConfabFileState
confab_model_file_get_state (ConfabModelFile *self) {
  return self->state;
}

ConfabFileCause
confab_model_file_get_cause (ConfabModelFile *self) {
  return self->cause;
}

guint64
confab_model_file_get_done (ConfabModelFile *self) {
  return self->done;
}

guint64
confab_model_file_get_speed (ConfabModelFile *self) {
  return self->speed;
}

int
confab_model_file_get_seconds_left (ConfabModelFile *self) {
  guint64 seconds;

  if (self->speed == 0 || self->size == CONFAB_FILE_SIZE_UNKNOWN || self->done > self->size)
    return -1;
  seconds = (self->size - self->done) / self->speed + 1;
  return self->done == self->size ? 0 : (int)MIN (seconds, (guint64)G_MAXINT);
}

guint64
confab_model_file_get_limit (ConfabModelFile *self) {
  return self->limit;
}

int
confab_model_file_get_verdict (ConfabModelFile *self) {
  return self->verdict;
}

int
confab_model_file_get_reason (ConfabModelFile *self) {
  return self->reason;
}

int
confab_model_file_get_kind (ConfabModelFile *self) {
  return self->kind;
}

static void
set_speed (ConfabModelFile *self, guint64 speed) {
  if (self->speed == speed)
    return;
  self->speed = speed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
}

void
confab_model_file_set_state (ConfabModelFile *self, ConfabFileState state, ConfabFileCause cause) {
  gboolean state_differs = self->state != state;
  gboolean cause_differs = self->cause != cause;

  self->state = state;
  self->cause = cause;
  /* What is not here any more is not shown either. */
  if (!self->is_own && state != CONFAB_FILE_HELD)
    confab_model_file_set_picture (self, NULL);
  if (state_differs) {
    self->span_us = 0;
    set_speed (self, 0);
  }
  if (cause_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAUSE]);
  if (state_differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* A measure of each span, smoothed. What begins anew, or goes back, is measured anew. */
static void
measure (ConfabModelFile *self, guint64 done, gint64 now_us) {
  double newest;

  if (self->span_us == 0 || done < self->span_done || now_us < self->span_us) {
    self->span_us = now_us;
    self->span_done = done;
    return;
  }
  if (now_us - self->span_us < SPEED_SPAN_US)
    return;
  newest = (double)(done - self->span_done) * G_USEC_PER_SEC / (double)(now_us - self->span_us);
  if (self->speed > 0)
    newest = SPEED_NEW * newest + (1 - SPEED_NEW) * (double)self->speed;
  self->span_us = now_us;
  self->span_done = done;
  set_speed (self, (guint64)newest);
}

void
confab_model_file_set_done (ConfabModelFile *self, guint64 done, gint64 now_us) {
  measure (self, done, now_us);
  if (self->done == done)
    return;
  self->done = done;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
}

void
confab_model_file_set_size (ConfabModelFile *self, guint64 size) {
  if (self->size == size)
    return;
  self->size = size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

void
confab_model_file_set_host (ConfabModelFile *self, const char *host) {
  if (g_set_str (&self->host, host))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOST]);
}

void
confab_model_file_set_limit (ConfabModelFile *self, guint64 limit) {
  if (self->limit == limit)
    return;
  self->limit = limit;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIMIT]);
}

void
confab_model_file_set_judged (ConfabModelFile *self, int verdict, int reason, int kind) {
  gboolean differs = self->verdict != verdict || self->reason != reason || self->kind != kind;

  self->verdict = verdict;
  self->reason = reason;
  self->kind = kind;
  /* Nor what may not be opened any more. */
  if (!self->is_own && verdict != CONFAB_FILE_OPEN)
    confab_model_file_set_picture (self, NULL);
  if (differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
}

ConfabModelPicture *
confab_model_file_get_picture (ConfabModelFile *self) {
  return self->picture;
}

void
confab_model_file_set_picture (ConfabModelFile *self, ConfabModelPicture *picture) {
  ConfabModelPicture *before = self->picture;

  if (picture == before)
    return;
  self->picture = picture != NULL ? confab_model_picture_ref (picture) : NULL;
  g_clear_pointer (&before, confab_model_picture_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PICTURE]);
}

gboolean
confab_model_file_is_saved (ConfabModelFile *self) {
  return self->is_saved;
}

void
confab_model_file_set_saved (ConfabModelFile *self) {
  self->is_saved = TRUE;
}

int
confab_model_file_get_scan (ConfabModelFile *self) {
  return self->scan;
}

const char *
confab_model_file_get_virus (ConfabModelFile *self) {
  return self->virus;
}

const char *
confab_model_file_get_engine (ConfabModelFile *self) {
  return self->engine;
}

gint64
confab_model_file_get_engine_dated (ConfabModelFile *self) {
  return self->engine_dated_us;
}

void
confab_model_file_set_scanned (
    ConfabModelFile *self, int scan, const char *virus, const char *engine, gint64 dated_us) {
  gboolean differs = self->scan != scan || self->engine_dated_us != dated_us;

  self->scan = scan;
  self->engine_dated_us = dated_us;
  differs = g_set_str (&self->virus, virus) || differs;
  if (g_set_str (&self->engine, engine) || differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
}
