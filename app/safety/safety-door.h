#pragma once

/* The judge of the web door (R22): where a network closes the door that Confab uses, nothing else
 * is tried before the user has said so. */

#include <glib.h>

G_BEGIN_DECLS

/* So often in a row nobody was let through, until that is what there is to say. */
#define CONFAB_DOOR_TRIES 2

typedef enum {
  CONFAB_DOOR_CLOSED = 0, /* the one door, and no other */
  CONFAB_DOOR_ASK,        /* the same, and the user is asked */
  CONFAB_DOOR_OPEN,       /* the user said yes: through the web door, where the other is shut */
} ConfabDoor;

/* All FALSE: CLOSED. */
typedef struct {
  gboolean is_answered; /* the user chose the web door for this account */
  gboolean is_named;    /* the user named the server's host: then it is that one, and no other */
  gboolean is_network;  /* there is a network, and it wants no page to be opened first */
  gboolean was_through; /* the door was open since this network is here: the server may be down */
  guint n_shut;         /* tries in a row that nobody was let through */
} ConfabDoorFacts;

ConfabDoor confab_safety_door (const ConfabDoorFacts *facts);
/* How many tries in a row those are after one more, which ended at a shut door or not: none where
 * that says nothing of this network. */
guint confab_safety_door_count (const ConfabDoorFacts *facts, gboolean is_shut);

G_END_DECLS
