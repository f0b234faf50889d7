/* Whether there is a second way to the server. Refuses to guess: a firewall may be there on
 * purpose, and going around it is the user's decision. */

#include "safety/safety-door.h"

ConfabDoor
confab_safety_door (const ConfabDoorFacts *facts) {
  if (facts->is_named)
    return CONFAB_DOOR_CLOSED;
  if (facts->is_answered)
    return CONFAB_DOOR_OPEN;
  return facts->is_network && !facts->was_through && facts->n_shut >= CONFAB_DOOR_TRIES
             ? CONFAB_DOOR_ASK
             : CONFAB_DOOR_CLOSED;
}

guint
confab_safety_door_count (const ConfabDoorFacts *facts, gboolean is_shut) {
  return is_shut && facts->is_network && !facts->was_through ? facts->n_shut + 1 : 0;
}
