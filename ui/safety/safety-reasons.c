/* One sentence for each reason of a judge. A reason without words would be a warning that nobody
 * understands: the tables are checked to be whole by a test. */

#include "safety/safety-reasons.h"

#include <glib/gi18n.h>

typedef struct {
  guint reason;
  const char *words; /* %s: the person; in links: what is imitated, or the name on the network */
} Line;

static const Line scam_lines[] = {
  { CONFAB_SCAM_ASKS_CODE, N_ ("%s asks for a code. Codes are for you alone.") },
  { CONFAB_SCAM_ASKS_PASSWORD,
      N_ ("%s asks for a password or card. Nobody needs these from you.") },
  { CONFAB_SCAM_CLAIMS_OFFICE,
      N_ ("%s writes like an office or a support. These do not write here.") },
  { CONFAB_SCAM_URGENT_MONEY, N_ ("%s asks for money, and in a hurry.") },
  { CONFAB_SCAM_FAMILY_IN_NEED, N_ ("%s says to be family with a new number.") },
  { CONFAB_SCAM_WANTS_INSTALL, N_ ("%s wants you to install something, or to show your screen.") },
  { CONFAB_SCAM_GIFT_CARDS, N_ ("%s asks for gift cards or digital coins.") },
  { CONFAB_SCAM_PRIZE_OR_FEE, N_ ("%s writes of a prize or a fee.") },
  { CONFAB_SCAM_EASY_MONEY, N_ ("%s offers easy money.") },
  { CONFAB_SCAM_MOVE_ELSEWHERE, N_ ("%s wants to go on talking elsewhere.") },
  { CONFAB_SCAM_UNREADABLE, N_ ("%s sent more than could be looked through.") },
};

static const Line link_lines[] = {
  { CONFAB_LINK_DANGEROUS_SCHEME,
      N_ ("It would start a program or open a file on this computer.") },
  { CONFAB_LINK_UNKNOWN_SCHEME, N_ ("It is of a kind that Confab does not open.") },
  { CONFAB_LINK_UNREADABLE, N_ ("It cannot be told where it leads.") },
  { CONFAB_LINK_PERSON_NOT_KNOWN, N_ ("You do not know %s in life.") },
  { CONFAB_LINK_LOOKS_LIKE, N_ ("It looks like %s, and is not.") },
  { CONFAB_LINK_NAME_INSIDE, N_ ("It has %s in its name, and belongs to somebody else.") },
  { CONFAB_LINK_NAME_IN_PATH, N_ ("%s stands in it, but it does not lead there.") },
  { CONFAB_LINK_USER_IN_HOST, N_ ("What stands before the @ is not where it leads.") },
  { CONFAB_LINK_MIXED_SCRIPTS, N_ ("Its name mixes letters of several alphabets.") },
  { CONFAB_LINK_HIDDEN_CHARACTERS, N_ ("There are characters in it that cannot be seen.") },
  { CONFAB_LINK_RIGHT_TO_LEFT,
      N_ ("Part of it is read from right to left, so that it may look turned around.") },
  { CONFAB_LINK_FOREIGN_LETTERS, N_ ("Its name has letters beyond a to z. Also written: %s") },
  { CONFAB_LINK_ODD_NUMBER, N_ ("It leads to a number, written so that nobody can read it.") },
  { CONFAB_LINK_NUMBER, N_ ("It leads to a number. Sites that you know have names.") },
  { CONFAB_LINK_ODD_WRITING, N_ ("It is written so that one cannot see where it leads.") },
  { CONFAB_LINK_ODD_PORT, N_ ("It uses an unusual door of that site.") },
  { CONFAB_LINK_SHORTENED,
      N_ ("It is a short link: it leads on to a place that nobody sees here.") },
  { CONFAB_LINK_LEADS_ON, N_ ("Another address stands in it: it may lead on to there.") },
  { CONFAB_LINK_LOCAL, N_ ("It leads into this computer or your own network.") },
  { CONFAB_LINK_PROGRAM, N_ ("It brings something that can be run as a program.") },
  { CONFAB_LINK_NOT_PRIVATE, N_ ("Others on the way can read and change that page.") },
  { CONFAB_LINK_NEW_SITE, N_ ("You have not been there from here before.") },
  { CONFAB_LINK_ACTS, N_ ("It makes another program do something.") },
};

/* Said, but nothing to be careful of by itself. */
#define ONLY_SAID                                                                                  \
  (CONFAB_LINK_FOREIGN_LETTERS | CONFAB_LINK_NOT_PRIVATE | CONFAB_LINK_NEW_SITE | CONFAB_LINK_ACTS)

/* Their letters may show another name than the one it is: then the letters of the network are shown
 * large. */
#define DECEIVING                                                                                  \
  (CONFAB_LINK_LOOKS_LIKE | CONFAB_LINK_MIXED_SCRIPTS | CONFAB_LINK_HIDDEN_CHARACTERS |            \
      CONFAB_LINK_RIGHT_TO_LEFT)

static char *
dup_filled (const char *words, const char *with) {
  g_auto (GStrv) parts = g_strsplit (_ (words), "%s", 2);

  return g_strjoinv (with, parts);
}

GStrv
confab_safety_reasons_dup_scam_all (guint reasons, const char *name) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (scam_lines); i++)
    if ((reasons & scam_lines[i].reason) != 0)
      g_strv_builder_take (builder, dup_filled (scam_lines[i].words, name));
  return g_strv_builder_end (builder);
}

char *
confab_safety_reasons_dup_scam (guint reasons, const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS (scam_lines); i++)
    if ((reasons & scam_lines[i].reason) != 0)
      return dup_filled (scam_lines[i].words, name);
  return dup_filled (scam_lines[G_N_ELEMENTS (scam_lines) - 1].words, name);
}

static void
line_free (gpointer data) {
  ConfabSafetyLine *line = data;

  g_free (line->text);
  g_free (line);
}

const char *
confab_safety_reasons_get_host (const ConfabLinkFound *found) {
  return (found->reasons & DECEIVING) != 0 ? found->host_ascii : found->host;
}

/* What else the words say, or NULL if there is nothing more to say. */
static const char *
find_with (const ConfabLinkFound *found, guint reason, const char *name) {
  switch (reason) {
  case CONFAB_LINK_PERSON_NOT_KNOWN:
    return name != NULL ? name : "";
  case CONFAB_LINK_FOREIGN_LETTERS:
    return (found->reasons & DECEIVING) != 0 ? found->host : found->host_ascii;
  case CONFAB_LINK_NUMBER: /* said already */
    return (found->reasons & CONFAB_LINK_ODD_NUMBER) != 0 ? NULL : "";
  default:
    return found->imitates;
  }
}

GPtrArray *
confab_safety_reasons_new_link (const ConfabLinkFound *found, const char *name) {
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 0; i < G_N_ELEMENTS (link_lines); i++) {
    guint reason = link_lines[i].reason;
    const char *with;
    ConfabSafetyLine *line;

    if ((found->reasons & reason) == 0)
      continue;
    with = find_with (found, reason, name);
    if (with == NULL)
      continue;
    line = g_new0 (ConfabSafetyLine, 1);
    line->text = dup_filled (link_lines[i].words, with);
    line->is_odd = (reason & ONLY_SAID) == 0;
    g_ptr_array_add (lines, line);
  }
  return lines;
}
