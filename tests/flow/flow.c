/* Plays a transcript against the whole core: what the server says, what Confab must say, what the
 * person does, how time passes. The clock stands still but for `advance`, random numbers are always
 * the same, and every byte that Confab writes must be in the transcript, in its order.
 *
 *   S: XML        the server says this               C: XML       Confab says exactly this
 *   connect       a new link was opened; what follows is about it
 *   cut           the line breaks                     ended        Confab closed the line
 *   silence       nothing more was written            play FILE    another transcript, as if here
 *   loose         from here on stanzas come in any order
 *   deaf | hears  nobody answers at the server's address, or again
 *   dials N       links that were tried since the beginning
 *   forget NAME   {NAME} stands for nothing again
 *   prove         checks the last proof of SCRAM; {server-proof} is then the server's
 *   advance N     seconds                             pauses longest | pauses shortest
 *   see           the lines after it, each "| LINE", are what the person sees
 * and the verbs of flow-core.c. A line that begins with a space continues the one before; only
 * before a bracket is that space no part of it. {name} in
 * a line of C stands for anything without quotes or brackets, and for the same ever after; {{TEXT}}
 * for TEXT in base64. */

#include "../lib/peer.c"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "flow.h"

#define BEGIN_WALL_US (G_GINT64_CONSTANT (1778752800) * G_USEC_PER_SEC) /* 2026-05-14 10:00 UTC */
#define MAX_DEPTH 8 /* of transcripts within transcripts */

void
flow_fail (Flow *self, const char *format, ...) {
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("%s: %s\n", self->where, what);
  exit (1);
}

gboolean
flow_comes_true (gboolean (*test) (gpointer data), gpointer data) {
  gint64 until = g_get_monotonic_time () + PEER_PATIENCE_US;

  while (!test (data)) {
    if (g_get_monotonic_time () > until)
      return FALSE;
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
  }
  return TRUE;
}

Peer *
flow_get_peer (Flow *self) {
  if (self->n_taken == 0)
    flow_fail (self, "there is no link");
  return g_ptr_array_index (self->peers, self->n_taken - 1);
}

/* ---- matching ---- */

typedef enum { MATCH, TOO_SHORT, NO_MATCH } Outcome;

typedef struct {
  const char *pattern, *text;
  GHashTable *names;
  GPtrArray *blocks;
} Matcher;

static Outcome match_all (Matcher *self, gboolean is_whole);

/* {{TEXT}}: what stands up to the next bracket is decoded and must be all of TEXT. */
static Outcome
match_block (Matcher *self) {
  const char *end = strstr (self->pattern, "}}<");
  gsize length = strcspn (self->text, "<");
  g_autofree char *inner = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *decoded = NULL;
  gsize size = 0;
  Matcher within;

  g_assert_nonnull (end);
  if (self->text[length] == '\0')
    return TOO_SHORT;
  inner = g_strndup (self->pattern + 2, (gsize)(end - self->pattern) - 2);
  encoded = g_strndup (self->text, length);
  decoded = (char *)g_base64_decode (encoded, &size);
  decoded = g_realloc (decoded, size + 1);
  decoded[size] = '\0';
  within = (Matcher){ inner, decoded, self->names, self->blocks };
  if (match_all (&within, TRUE) != MATCH)
    return NO_MATCH;
  g_ptr_array_add (self->blocks, g_strdup (decoded));
  self->pattern = end + 2;
  self->text += length;
  return MATCH;
}

static Outcome
match_name (Matcher *self, gboolean is_whole) {
  const char *end = strchr (self->pattern, '}');
  g_autofree char *name = NULL;
  const char *known;
  gsize length;

  g_assert_nonnull (end);
  name = g_strndup (self->pattern + 1, (gsize)(end - self->pattern) - 1);
  known = g_hash_table_lookup (self->names, name);
  self->pattern = end + 1;
  for (length = 0; self->text[length] != '\0' && self->text[length] != *self->pattern; length++)
    if (strchr ("'\"<>", self->text[length]) != NULL)
      return NO_MATCH;
  if (self->text[length] == '\0' && !(is_whole && *self->pattern == '\0'))
    return TOO_SHORT;
  if (known == NULL)
    g_hash_table_insert (self->names, g_steal_pointer (&name), g_strndup (self->text, length));
  else if (strlen (known) != length || strncmp (known, self->text, length) != 0)
    return NO_MATCH;
  self->text += length;
  return MATCH;
}

/* `is_whole`: there is no more text, and all of it must be used. */
static Outcome
match_all (Matcher *self, gboolean is_whole) {
  while (*self->pattern != '\0') {
    Outcome outcome = MATCH;

    if (g_str_has_prefix (self->pattern, "{{"))
      outcome = match_block (self);
    else if (*self->pattern == '{')
      outcome = match_name (self, is_whole);
    else if (*self->text == '\0')
      outcome = is_whole ? NO_MATCH : TOO_SHORT;
    else if (*self->pattern++ != *self->text++)
      outcome = NO_MATCH;
    if (outcome != MATCH)
      return outcome;
  }
  return is_whole && *self->text != '\0' ? NO_MATCH : MATCH;
}

static void
copy_name (gpointer name, gpointer value, gpointer names) {
  g_hash_table_insert (names, g_strdup (name), g_strdup (value));
}

typedef struct {
  Flow *flow;
  const char *pattern;
  Outcome outcome;
} Heard;

/* Names are bound only by a line that matches. */
static gboolean
has_heard (gpointer data) {
  Heard *heard = data;
  Flow *flow = heard->flow;
  Peer *peer = flow_get_peer (flow);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n_blocks = flow->blocks->len;
  Matcher matcher = { heard->pattern, peer_peek (peer), names, flow->blocks };

  g_hash_table_foreach (flow->names, copy_name, names);
  heard->outcome = match_all (&matcher, FALSE);
  if (heard->outcome != MATCH) {
    g_ptr_array_set_size (flow->blocks, (int)n_blocks);
    if (heard->outcome == NO_MATCH && flow_put_off (flow, peer->in))
      return FALSE;
    return heard->outcome == NO_MATCH || peer->is_ended;
  }
  g_string_erase (peer->in, 0, matcher.text - peer->in->str);
  g_hash_table_unref (flow->names);
  flow->names = g_steal_pointer (&names);
  flow_bring_back (flow, peer->in);
  return TRUE;
}

static void
hear (Flow *self, const char *pattern) {
  Heard heard = { self, pattern, TOO_SHORT };

  if (self->n_early_asks > 0 && g_str_equal (pattern, FLOW_ASK)) {
    self->n_early_asks--;
    return;
  }
  flow_comes_true (has_heard, &heard);
  if (heard.outcome != MATCH)
    flow_fail (self, "Confab should have written\n  %s\nand wrote\n  %s%s", pattern,
        peer_peek (flow_get_peer (self)),
        flow_get_peer (self)->is_ended ? "\nand closed the line" : "");
}

/* ---- speaking ---- */

/* Names become what they stand for, and {{}} base64. */
static char *
fill_in (Flow *self, const char *text) {
  GString *filled = g_string_new (NULL);

  while (*text != '\0') {
    gboolean is_block = g_str_has_prefix (text, "{{");
    const char *end = is_block ? strstr (text, "}}<") : strchr (text, '}');
    g_autofree char *inner = NULL;

    if (*text != '{') {
      g_string_append_c (filled, *text++);
      continue;
    }
    if (end == NULL)
      flow_fail (self, "a bracket is not closed");
    inner = g_strndup (text + (is_block ? 2 : 1), (gsize)(end - text) - (is_block ? 2 : 1));
    text = end + (is_block ? 2 : 1);
    if (is_block) {
      char *plain = fill_in (self, inner);
      g_autofree char *encoded = g_base64_encode ((const guchar *)plain, strlen (plain));

      g_ptr_array_add (self->blocks, plain);
      g_string_append (filled, encoded);
      continue;
    }
    if (!g_hash_table_contains (self->names, inner))
      flow_fail (self, "{%s} stands for nothing yet", inner);
    g_string_append (filled, g_hash_table_lookup (self->names, inner));
  }
  return g_string_free_and_steal (filled);
}

static void
prove (Flow *self) {
  PeerScram scram = { .mechanism = (char *)"SCRAM-SHA-256" };
  g_autofree char *proof = NULL;

  if (self->blocks->len < 3)
    flow_fail (self, "there was no exchange to prove");
  scram.client_first = g_ptr_array_index (self->blocks, self->blocks->len - 3);
  scram.server_first = g_ptr_array_index (self->blocks, self->blocks->len - 2);
  scram.client_final = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  proof = peer_scram_prove (&scram, NULL);
  g_hash_table_insert (self->names, g_strdup ("server-proof"), g_strdup (proof + strlen ("v=")));
}

/* ---- the line ---- */

static DexFuture *
dial (gpointer data, const ConfabNetEndpoint *endpoint, GCancellable *cancellable) {
  Flow *self = data;
  Peer *peer;

  self->n_dials++;
  if (self->is_deaf)
    return dex_future_new_reject (
        CONFAB_NET_ERROR, CONFAB_NET_ERROR_UNREACHABLE, "nobody is there");
  peer = peer_new ();
  g_ptr_array_add (self->peers, peer);
  return dex_future_new_take_object (peer_new_link (peer, TRUE));
}

static gboolean
has_dialled (gpointer data) {
  Flow *self = data;

  return self->peers->len > self->n_taken;
}

static gboolean
has_hung_up (gpointer data) {
  return flow_get_peer (data)->is_ended;
}

static void
expect_nothing (Flow *self) {
  if (self->n_taken > 0 && *peer_peek (flow_get_peer (self)) != '\0')
    flow_fail (self, "Confab wrote besides\n  %s", peer_peek (flow_get_peer (self)));
}

static void
expect_silence (Flow *self) {
  peer_settle ();
  expect_nothing (self);
  if (has_dialled (self))
    flow_fail (self, "Confab opened another link");
}

static gboolean
act_on_line (Flow *self, const char *verb, const char *rest) {
  if (g_str_equal (verb, "connect")) {
    if (!flow_comes_true (has_dialled, self))
      flow_fail (self, "no new link was opened");
    expect_nothing (self);
    self->n_taken++;
  } else if (g_str_equal (verb, "cut"))
    peer_cut (flow_get_peer (self));
  else if (g_str_equal (verb, "ended")) {
    if (!flow_comes_true (has_hung_up, self))
      flow_fail (self, "Confab did not close the line");
  } else if (g_str_equal (verb, "silence"))
    expect_silence (self);
  else if (g_str_equal (verb, "deaf") || g_str_equal (verb, "hears"))
    self->is_deaf = g_str_equal (verb, "deaf");
  else if (g_str_equal (verb, "prove"))
    prove (self);
  else if (g_str_equal (verb, "dials")) {
    if (g_ascii_strtoull (rest, NULL, 10) != self->n_dials)
      flow_fail (self, "%u links were tried", self->n_dials);
  } else
    return FALSE;
  return TRUE;
}

/* ---- the transcript ---- */

static void play (Flow *self, const char *name, guint depth);

/* What a pause is shortened by is drawn as four bytes. This number is a multiple of every limit
 * that pauses have, so drawn it shortens none; the one below shortens each by its most. */
#define LONGEST_DRAW 1026630u

static void
fill_random (gpointer data, guint8 *bytes, gsize size) {
  Flow *self = data;
  guint32 draw = GUINT32_TO_LE (LONGEST_DRAW - (self->pauses == FLOW_PAUSES_SHORTEST ? 1 : 0));

  self->n_draws++;
  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8)(self->n_draws * 31 + i * (7 + self->n_draws / 256 * 2));
  if (size == sizeof draw && self->pauses != FLOW_PAUSES_ANY)
    memcpy (bytes, &draw, sizeof draw);
}

static void
set_pauses (Flow *self, const char *how) {
  if (g_str_equal (how, "longest"))
    self->pauses = FLOW_PAUSES_LONGEST;
  else if (g_str_equal (how, "shortest"))
    self->pauses = FLOW_PAUSES_SHORTEST;
  else
    flow_fail (self, "pauses are longest or shortest");
}

static void
speak (Flow *self, const char *text) {
  g_autofree char *filled = fill_in (self, text);

  peer_send (flow_get_peer (self), filled);
}

static void
let_pass (Flow *self, const char *seconds) {
  double value = g_ascii_strtod (seconds, NULL);

  peer_settle ();
  confab_base_clock_fake_advance (self->clock, (gint64)(value * G_USEC_PER_SEC));
  peer_settle ();
}

static void
play_line (Flow *self, const char *line, guint depth) {
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  const char *verb = words[0];
  const char *rest = words[1] != NULL ? words[1] : "";

  if (g_str_equal (verb, "S:"))
    speak (self, rest);
  else if (g_str_equal (verb, "C:"))
    hear (self, rest);
  else if (g_str_equal (verb, "play"))
    play (self, rest, depth + 1);
  else if (g_str_equal (verb, "advance"))
    let_pass (self, rest);
  else if (g_str_equal (verb, "forget"))
    g_hash_table_remove (self->names, rest);
  else if (g_str_equal (verb, "pauses"))
    set_pauses (self, rest);
  else if (!act_on_line (self, verb, rest) && !flow_act (self, verb, rest))
    flow_fail (self, "there is no verb \"%s\"", verb);
}

/* The line at `*at` with what belongs to it; `*at` goes to the next. */
static char *
take_line (char **lines, guint *at) {
  GString *line = g_string_new (g_strchomp (lines[(*at)++]));

  while (lines[*at] != NULL && *lines[*at] == ' ') {
    const char *more = g_strstrip (lines[(*at)++]);

    g_string_append_printf (line, "%s%s", *more == '<' ? "" : " ", more);
  }
  return g_string_free_and_steal (line);
}

static char *
take_seen (char **lines, guint *at) {
  GString *seen = g_string_new (NULL);

  while (lines[*at] != NULL && g_str_has_prefix (lines[*at], "| "))
    g_string_append_printf (seen, "%s\n", g_strchomp (lines[(*at)++]) + 2);
  return g_string_free_and_steal (seen);
}

static void
play (Flow *self, const char *name, guint depth) {
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint at = 0;

  if (depth > MAX_DEPTH || !g_file_get_contents (path, &text, NULL, NULL))
    flow_fail (self, "%s cannot be played", name);
  lines = g_strsplit (text, "\n", -1);
  while (lines[at] != NULL) {
    g_autofree char *line = NULL;

    g_free (self->where);
    self->where = g_strdup_printf ("%s:%u", name, at + 1);
    line = take_line (lines, &at);
    if (g_str_equal (line, "see")) {
      g_autofree char *seen = take_seen (lines, &at);

      flow_see (self, seen);
    } else if (*line != '\0' && *line != '#')
      play_line (self, line, depth);
  }
}

/* ---- the run ---- */

static void
remove_folder (const char *path) {
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_unlink (file);
  }
  g_rmdir (path);
}

static void
free_peer (gpointer peer) {
  peer_free (peer);
}

static Flow *
flow_new (const char *transcript) {
  Flow *self = g_new0 (Flow, 1);

  self->profile = g_dir_make_tmp ("confab-flow-XXXXXX", NULL);
  self->folder = g_path_get_dirname (transcript);
  self->clock = confab_base_clock_fake_new (BEGIN_WALL_US);
  self->keyring = confab_keyring_new_in_memory ();
  self->peers = g_ptr_array_new_with_free_func (free_peer);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->random = (ConfabRandom){ fill_random, self };
  self->put_off = g_string_new (NULL);
  self->where = g_strdup (transcript);
  self->dial = dial;
  return self;
}

static void
flow_free (Flow *self) {
  flow_turn_off (self);
  confab_keyring_unref (self->keyring);
  g_ptr_array_unref (self->peers);
  peer_settle ();
  confab_base_clock_fake_free (self->clock);
  remove_folder (self->profile);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->blocks);
  g_free (self->profile);
  g_free (self->folder);
  g_free (self->where);
  g_string_free (self->put_off, TRUE);
  g_free (self);
}

int
main (int argc, char **argv) {
  g_autofree char *name = NULL;
  Flow *self;

  if (argc != 2)
    return 2;
  dex_init ();
  confab_base_secret_init ();
  self = flow_new (argv[1]);
  name = g_path_get_basename (argv[1]);
  play (self, name, 0);
  expect_silence (self);
  flow_free (self);
  return 0;
}
