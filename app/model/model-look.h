#pragma once

/* One thing that others can see of an account (R18): what it is, who can see it, and where it lies
 * on the server, so that it can be taken off. Immutable. */

#include <glib-object.h>

G_BEGIN_DECLS

#define CONFAB_MODEL_MAX_LOOK_TEXT 120 /* characters that are shown of it */

typedef enum {
  CONFAB_LOOK_OTHER = 0, /* nothing that has a word here */
  CONFAB_LOOK_NAME,
  CONFAB_LOOK_NICKNAME,
  CONFAB_LOOK_PICTURE,
  CONFAB_LOOK_MAIL,
  CONFAB_LOOK_PHONE,
  CONFAB_LOOK_HOME, /* where somebody lives or is */
  CONFAB_LOOK_BIRTHDAY,
  CONFAB_LOOK_WEB,
  CONFAB_LOOK_WORK,
  CONFAB_LOOK_NOTE,
  CONFAB_LOOK_MOOD,  /* mood, activity, music */
  CONFAB_LOOK_CARD,  /* a whole card of such things */
  CONFAB_LOOK_KEYS,  /* what buddies need to write sealed; never taken off, only narrowed */
  CONFAB_LOOK_HERE,  /* whether one is signed in; the server's doing, lies nowhere */
  CONFAB_LOOK_LAST,  /* when one was signed in last; likewise */
  CONFAB_LOOK_GUEST, /* not seen by anybody: says that a guest without a name looked too */
} ConfabLookKind;

/* As far as the server tells; UNKNOWN counts as everybody. */
typedef enum {
  CONFAB_LOOK_WHO_UNKNOWN = 0,
  CONFAB_LOOK_WHO_EVERYBODY,
  CONFAB_LOOK_WHO_BUDDIES,
  CONFAB_LOOK_WHO_NOBODY,
} ConfabLookWho;

#define CONFAB_TYPE_MODEL_LOOK (confab_model_look_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelLook, confab_model_look, CONFAB, MODEL_LOOK, GObject)

/* `text`: what it says, nullable. `node`: where it lies; NULL: a part of the old card, named
 * `part`. */
ConfabModelLook *confab_model_look_new (
    ConfabLookKind kind, ConfabLookWho who, const char *text, const char *node, const char *part);

ConfabLookKind confab_model_look_get_kind (ConfabModelLook *self);
ConfabLookWho confab_model_look_get_who (ConfabModelLook *self);
/* One bounded line for the screen; "" if there is nothing to say. Borrowed. */
const char *confab_model_look_get_text (ConfabModelLook *self);
const char *confab_model_look_get_node (ConfabModelLook *self); /* borrowed, nullable */
const char *confab_model_look_get_part (ConfabModelLook *self); /* borrowed, nullable */
/* TRUE if somebody whom the user has not added can see it. */
gboolean confab_model_look_is_open (ConfabModelLook *self);

G_END_DECLS
