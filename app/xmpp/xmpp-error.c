/* The error domain of the engine. Nothing else: what an error means is decided where it is made,
 * and what people read about it is chosen in ui/. */

#include "xmpp/xmpp-error.h"

G_DEFINE_QUARK (confab_xmpp_error, confab_xmpp_error)
