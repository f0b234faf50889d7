#pragma once

/* One account that a file holds, for the screen that brings its buddies into another one: its
 * lines, and what would become of them. */

#include <gio/gio.h>

#include "safety/safety-bring.h"

G_BEGIN_DECLS

/* One line: a buddy, or somebody who is kept away. */
#define CONFAB_TYPE_MODEL_FOUND_LINE (confab_model_found_line_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabModelFoundLine, confab_model_found_line, CONFAB, MODEL_FOUND_LINE, GObject)

/* As it stands in the file, cleaned. */
typedef struct {
  const char *address; /* bare and valid: of a person, or a whole server */
  const char *name;    /* nullable */
  const char *groups;  /* line feeds between; nullable */
  gboolean is_blocked;
  gboolean was_seen; /* the account saw whether they were there, or had asked to */
} ConfabModelFoundFacts;

ConfabModelFoundLine *confab_model_found_line_new (const ConfabModelFoundFacts *facts);
/* Borrowed. */
const ConfabModelFoundFacts *confab_model_found_line_get (ConfabModelFoundLine *self);
/* What would become of it, once it was weighed. */
ConfabBringVerdict confab_model_found_line_get_verdict (ConfabModelFoundLine *self);

/* How many lines there are of each kind, for the account that it was last weighed for. */
typedef struct {
  guint n_new;      /* buddies that come */
  guint n_nameless; /* of these: without their name, which another buddy has */
  guint n_asked;    /* of these: may be asked to see each other */
  guint n_here;     /* buddies that are there already */
  guint n_blocked;  /* come onto the block list */
  guint n_left_out; /* all else */
} ConfabModelFoundCounts;

#define CONFAB_TYPE_MODEL_FOUND (confab_model_found_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelFound, confab_model_found, CONFAB, MODEL_FOUND, GObject)

/* `n_left_out`: lines that were no use from the start. */
ConfabModelFound *confab_model_found_new (const char *address, guint n_left_out);
/* Whose it was. */
const char *confab_model_found_get_address (ConfabModelFound *self);
/* GListModel of ConfabModelFoundLine. Borrowed. */
GListModel *confab_model_found_get_lines (ConfabModelFound *self);
guint confab_model_found_get_n_left_out (ConfabModelFound *self);
/* What would be done; all zero before it was weighed. Borrowed. */
const ConfabModelFoundCounts *confab_model_found_get_counts (ConfabModelFound *self);
/* What was done of it until now: buddies that came, and who is kept away. */
guint confab_model_found_get_n_added (ConfabModelFound *self);
guint confab_model_found_get_n_kept_away (ConfabModelFound *self);

/* ---- for core and accounts only ---- */
void confab_model_found_take_lines (ConfabModelFound *self, GPtrArray *lines);
void confab_model_found_line_set_verdict (ConfabModelFoundLine *self, ConfabBringVerdict verdict);
void confab_model_found_set_counts (ConfabModelFound *self, const ConfabModelFoundCounts *counts);
void confab_model_found_set_done (ConfabModelFound *self, guint n_added, guint n_kept_away);

G_END_DECLS
