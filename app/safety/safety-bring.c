/* Judge "bring": may this line of a file put somebody on the list of buddies or on the block list.
 * The file may be anybody's: it never touches who is there already. */

#include "safety/safety-bring.h"

ConfabBringVerdict
confab_safety_judge_bring (const ConfabBringFacts *facts) {
  if (!facts->is_somebody_else || !facts->is_new || !facts->is_let_through)
    return CONFAB_BRING_LEAVE;
  if (facts->is_block)
    return CONFAB_BRING_BLOCK;
  if (!facts->is_person)
    return CONFAB_BRING_LEAVE;
  return facts->is_name_free ? CONFAB_BRING_ADD : CONFAB_BRING_ADD_NAMELESS;
}
