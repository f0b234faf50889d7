/* "Are you there?" (XEP-0199): answered to our own server and to people who may know that we are;
 * to everybody else nobody is there. */

#include "xep/xep-ping.h"

void
confab_xep_ping_answer (const ConfabXepQuery *query) {
  confab_xep_answer_result (query, NULL, CONFAB_CLASS_PING);
}
