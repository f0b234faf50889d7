#pragma once

/* Judge "bring": what a line of somebody's file of buddies may do to an account. */

#include <glib.h>

G_BEGIN_DECLS

/* Closed one first. */
typedef enum {
  CONFAB_BRING_LEAVE = 0,    /* nothing */
  CONFAB_BRING_BLOCK,        /* onto the block list */
  CONFAB_BRING_ADD_NAMELESS, /* onto the list of buddies, by the address alone */
  CONFAB_BRING_ADD,          /* with the name of the file */
} ConfabBringVerdict;

typedef struct {
  gboolean is_block;         /* the file keeps them away */
  gboolean is_person;        /* a bare address with a part before @ */
  gboolean is_somebody_else; /* neither the account itself nor its server, or a part of that */
  gboolean is_new;           /* no buddy is, or is on, that address */
  gboolean is_let_through; /* nobody keeps it away: not the account, and of a buddy not the file */
  gboolean is_name_free;   /* no buddy has that name, or an address that reads so */
} ConfabBringFacts;

/* A file adds to what is there and changes nothing of it: no buddy is renamed, asked, blocked or
 * let through by one. */
ConfabBringVerdict confab_safety_judge_bring (const ConfabBringFacts *facts);

G_END_DECLS
