#pragma once

/* What model-contact.c and model-contact-set.c share: nobody else looks into a contact. */

#include "model/model-account.h"

G_BEGIN_DECLS

struct _ConfabModelContact {
  GObject parent_instance;

  ConfabModelAccount *account; /* weak: the account owns its contacts */
  ConfabModelChat *chat;       /* owned, made at the first call */
  char *address;               /* owned */
  char *own_name;              /* owned, nullable */
  char *note;                  /* owned, nullable */
  char *groups;                /* owned, nullable */
  char *face;                  /* owned, nullable */
  ConfabModelPresence presence;
  gint64 seen_us;
  ConfabModelRelation relation;
  gint64 asked_us;
  gint64 last_us;
  guint n_unread;
  gint64 checked_us;
  guint n_undecided;
  gboolean is_server;
  gboolean is_note;
  gboolean is_plain_chosen;
  gboolean is_favourite;
  gboolean is_blocked;
  gboolean is_known;
  gboolean is_awaited;
  gboolean has_given;
  ConfabModelTells tells;
  gint64 quiet_until_us;
};

enum {
  PROP_0,
  PROP_ADDRESS,
  PROP_NAME,
  PROP_HAS_OWN_NAME,
  PROP_PRESENCE,
  PROP_SEEN_US,
  PROP_RELATION,
  PROP_ASKED_US,
  PROP_NOTE,
  PROP_FAVOURITE,
  PROP_KNOWN,
  PROP_UNREAD,
  PROP_LAST_US,
  PROP_GROUPS,
  PROP_CHECKED_US,
  PROP_UNDECIDED,
  PROP_PLAIN_CHOSEN,
  PROP_FACE,
  PROP_AWAITED,
  PROP_BLOCKED,
  PROP_QUIET_UNTIL,
  PROP_TELLS,
  N_PROPS
};
/* Tells that a property is another one now. */
void confab_model_contact_notify (ConfabModelContact *self, guint property);

G_END_DECLS
