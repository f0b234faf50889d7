/* Judge "file": may this file be opened, or only saved, or neither (R33, R35)?
 *
 * What can run is never opened, whoever sent it and whatever a virus checker says; a name or a type
 * that says something else than the content counts as if it could. Pictures, sound, film, plain
 * text and harmless PDF open, from people known in life. Refuses to guess: what nobody could look
 * into stays closed. */

#include "safety/safety-file.h"

typedef struct {
  guint danger;
  ConfabFileWhy why;
} Danger;

/* The most serious first. */
static const Danger dangers[] = {
  { CONFAB_FILE_TWO_ENDINGS, CONFAB_FILE_WHY_TWO_ENDINGS },
  { CONFAB_FILE_HIDDEN_NAME, CONFAB_FILE_WHY_HIDDEN_NAME },
  { CONFAB_FILE_HOLDS_PROGRAM, CONFAB_FILE_WHY_HOLDS_PROGRAM },
  { CONFAB_FILE_MACROS, CONFAB_FILE_WHY_MACROS },
  { CONFAB_FILE_SCRIPTED, CONFAB_FILE_WHY_SCRIPTED },
  { CONFAB_FILE_PDF_ACTS, CONFAB_FILE_WHY_PDF_ACTS },
  { CONFAB_FILE_PDF_HOLDS, CONFAB_FILE_WHY_PDF_HOLDS },
  { CONFAB_FILE_FORMULAS, CONFAB_FILE_WHY_FORMULAS },
  { CONFAB_FILE_TWO_KINDS, CONFAB_FILE_WHY_TWO_KINDS },
};

static ConfabFileWhy
why_of_kind (ConfabFileKind kind) {
  switch (kind) {
  case CONFAB_FILE_KIND_PROGRAM:
    return CONFAB_FILE_WHY_PROGRAM;
  case CONFAB_FILE_KIND_SCRIPT:
    return CONFAB_FILE_WHY_SCRIPT;
  case CONFAB_FILE_KIND_LAUNCHER:
    return CONFAB_FILE_WHY_LAUNCHER;
  case CONFAB_FILE_KIND_DISK:
    return CONFAB_FILE_WHY_DISK;
  case CONFAB_FILE_KIND_UNKNOWN:
  case CONFAB_FILE_KIND_NONE:
  case CONFAB_FILE_KIND_PAGE:
  case CONFAB_FILE_KIND_ARCHIVE:
  case CONFAB_FILE_KIND_OFFICE:
  case CONFAB_FILE_KIND_PDF:
  case CONFAB_FILE_KIND_PICTURE:
  case CONFAB_FILE_KIND_SOUND:
  case CONFAB_FILE_KIND_VIDEO:
  case CONFAB_FILE_KIND_TEXT:
  case CONFAB_FILE_KIND_DATA:
  case CONFAB_FILE_KIND_COUNT:
    break;
  }
  return CONFAB_FILE_WHY_NONE;
}

static gboolean
may_open (ConfabFileKind kind) {
  return kind == CONFAB_FILE_KIND_PDF || kind == CONFAB_FILE_KIND_PICTURE ||
         kind == CONFAB_FILE_KIND_SOUND || kind == CONFAB_FILE_KIND_VIDEO ||
         kind == CONFAB_FILE_KIND_TEXT;
}

static gboolean
is_player (ConfabFileKind kind) {
  return kind == CONFAB_FILE_KIND_SOUND || kind == CONFAB_FILE_KIND_VIDEO;
}

/* Of a claim, by name or by declared type. A claim that nobody knows is no lie, and nothing that
 * opens either. Sound and film share their containers. */
static gboolean
is_lie (ConfabFileKind claimed, ConfabFileKind content) {
  if (claimed == CONFAB_FILE_KIND_NONE || claimed == CONFAB_FILE_KIND_UNKNOWN)
    return FALSE;
  return claimed != content && !(is_player (claimed) && is_player (content));
}

/* Pages and tables are text to look at, and some programs' data are archives or pages. */
static gboolean
is_kin (ConfabFileKind claimed, ConfabFileKind content) {
  switch (content) {
  case CONFAB_FILE_KIND_TEXT:
  case CONFAB_FILE_KIND_PAGE:
    return claimed == CONFAB_FILE_KIND_DATA || claimed == CONFAB_FILE_KIND_TEXT ||
           claimed == CONFAB_FILE_KIND_PAGE;
  case CONFAB_FILE_KIND_ARCHIVE:
  case CONFAB_FILE_KIND_OFFICE:
    return claimed == CONFAB_FILE_KIND_ARCHIVE || claimed == CONFAB_FILE_KIND_DATA;
  case CONFAB_FILE_KIND_UNKNOWN:
    return claimed == CONFAB_FILE_KIND_DATA;
  case CONFAB_FILE_KIND_NONE:
  case CONFAB_FILE_KIND_PROGRAM:
  case CONFAB_FILE_KIND_SCRIPT:
  case CONFAB_FILE_KIND_LAUNCHER:
  case CONFAB_FILE_KIND_DISK:
  case CONFAB_FILE_KIND_PDF:
  case CONFAB_FILE_KIND_PICTURE:
  case CONFAB_FILE_KIND_SOUND:
  case CONFAB_FILE_KIND_VIDEO:
  case CONFAB_FILE_KIND_DATA:
  case CONFAB_FILE_KIND_COUNT:
    break;
  }
  return FALSE;
}

/* What makes a file dangerous by itself; NONE if nothing was seen. */
static ConfabFileWhy
find_danger (const ConfabFileLook *look) {
  const ConfabFileKind kinds[] = { look->content, look->named, look->declared };

  for (gsize i = 0; i < G_N_ELEMENTS (dangers) && i < 2; i++)
    if ((look->dangers & dangers[i].danger) != 0)
      return dangers[i].why;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (why_of_kind (kinds[i]) != CONFAB_FILE_WHY_NONE)
      return why_of_kind (kinds[i]);
  for (gsize i = 2; i < G_N_ELEMENTS (dangers); i++)
    if ((look->dangers & dangers[i].danger) != 0)
      return dangers[i].why;
  if (is_lie (look->named, look->content) && !is_kin (look->named, look->content))
    return CONFAB_FILE_WHY_NAME_LIES;
  if (is_lie (look->declared, look->content) && !is_kin (look->declared, look->content))
    return CONFAB_FILE_WHY_DECLARED_LIES;
  if ((look->dangers & CONFAB_FILE_LOCKED) != 0)
    return CONFAB_FILE_WHY_LOCKED;
  /* Also a bit that a later version of the program wrote. */
  return look->dangers != 0 ? CONFAB_FILE_WHY_CLOSED : CONFAB_FILE_WHY_NONE;
}

/* What the sender says it is must open as well: programs elsewhere go by the name. */
static gboolean
is_harmless (const ConfabFileLook *look) {
  return may_open (look->content) &&
         (may_open (look->named) || look->named == CONFAB_FILE_KIND_NONE) &&
         (may_open (look->declared) || look->declared == CONFAB_FILE_KIND_NONE);
}

static ConfabFileVerdict
verdict (ConfabFileVerdict verdict, ConfabFileWhy reason, ConfabFileWhy *why) {
  if (why != NULL)
    *why = reason;
  return verdict;
}

ConfabFileVerdict
confab_safety_judge_file (const ConfabFileFacts *facts, ConfabFileWhy *why) {
  ConfabFileWhy danger;

  if (!facts->is_whole)
    return verdict (CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_NOT_HERE, why);
  /* Nor saved: nobody needs a virus, and a question would be pressed away by who is in a hurry. */
  if (facts->scan == CONFAB_FILE_SCAN_FOUND)
    return verdict (CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_VIRUS, why);
  if (!facts->is_own && facts->grade < CONFAB_GRADE_ADDED)
    return verdict (CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_STRANGER, why);
  if (facts->scan == CONFAB_FILE_SCAN_WAITING)
    return verdict (CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_SCANNING, why);
  if (!facts->look.is_looked)
    return verdict (CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_NOT_LOOKED, why);

  danger = find_danger (&facts->look);
  if (danger != CONFAB_FILE_WHY_NONE)
    return verdict (CONFAB_FILE_SAVE_WARNED, danger, why);
  if (facts->scan == CONFAB_FILE_SCAN_BROKEN)
    return verdict (CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_SCAN_BROKEN, why);
  if (!is_harmless (&facts->look))
    return verdict (CONFAB_FILE_SAVE, CONFAB_FILE_WHY_KIND, why);
  if (!facts->is_own && facts->grade < CONFAB_GRADE_KNOWN)
    return verdict (CONFAB_FILE_SAVE, CONFAB_FILE_WHY_NOT_KNOWN, why);
  if (!facts->is_own && !facts->is_card_seen)
    return verdict (CONFAB_FILE_SAVE, CONFAB_FILE_WHY_CARD_UNSEEN, why);
  return verdict (CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE, why);
}
