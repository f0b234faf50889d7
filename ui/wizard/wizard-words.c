/* The words of the guide. Where a promise is not built yet its sentence leaves it out by itself, as
 * the register says so: nothing here is claimed that does not hold. */

#include "wizard/wizard-words.h"

#include <glib/gi18n.h>

#include "safety/safety-words.h"

#define RISK_STRANGERS 2
#define RISK_ONLY_YOU_TWO 12
#define RISK_PROFILE 18
#define RISK_SIGN_IN 20
#define RISK_AWAY 21
#define RISK_LOGGING 25
#define RISK_FILES 33
#define RISK_LINKS 36

typedef struct {
  const char *icon;
  const char *title;
  const char *sentence;
  const char *foot;
} PageWords;

static const PageWords pages[CONFAB_CORE_GUIDE_PAGES] = {
  { "user-trash-symbolic", N_ ("Close it, and it is gone"),
      N_ ("Confab forgets a chat when you close it."),
      N_ ("The person you write to can always keep a copy. Do not write what would hurt you in "
          "other hands.") },
  { "system-users-symbolic", N_ ("Only people you added"),
      N_ ("Others may leave one short note; they learn nothing about you until you accept."),
      NULL },
  { "avatar-default-symbolic", N_ ("A blank profile"),
      N_ ("People see your address, nothing more."), NULL },
  { "user-available-symbolic", N_ ("Here when you want to be"),
      N_ ("Confab signs in when you say so."), NULL },
  { "mail-unread-symbolic", N_ ("Your address"),
      N_ ("It looks like carla@example.org. So far nothing has left this computer."), NULL },
  { "security-high-symbolic", N_ ("Ready"),
      N_ ("This holds now. Under Safety you can look at it, and change it, at any time."), NULL },
};

static const int ticks[CONFAB_WIZARD_TICKS] = {
  RISK_LOGGING,
  RISK_STRANGERS,
  RISK_PROFILE,
  RISK_SIGN_IN,
  RISK_ONLY_YOU_TWO,
  RISK_LINKS,
  RISK_FILES,
};

const char *
confab_wizard_words_icon (guint page) {
  g_return_val_if_fail (page >= 1 && page <= CONFAB_CORE_GUIDE_PAGES, NULL);

  return pages[page - 1].icon;
}

const char *
confab_wizard_words_title (guint page) {
  g_return_val_if_fail (page >= 1 && page <= CONFAB_CORE_GUIDE_PAGES, NULL);

  return _ (pages[page - 1].title);
}

static gboolean
is_built (int risk) {
  return confab_safety_register_get (risk)->built != CONFAB_BUILT_NO;
}

const char *
confab_wizard_words_sentence (guint page) {
  g_return_val_if_fail (page >= 1 && page <= CONFAB_CORE_GUIDE_PAGES, NULL);

  if (page == 1 && confab_safety_register_get (RISK_LOGGING)->built == CONFAB_BUILT_WHOLE)
    return _ ("Confab forgets a chat when you close it; you can keep single messages.");
  if (page == 4 && is_built (RISK_AWAY))
    return _ ("Confab signs in when you say so, and off when the screen locks.");
  return _ (pages[page - 1].sentence);
}

const char *
confab_wizard_words_foot (guint page) {
  g_return_val_if_fail (page >= 1 && page <= CONFAB_CORE_GUIDE_PAGES, NULL);

  return pages[page - 1].foot != NULL ? _ (pages[page - 1].foot) : NULL;
}

/* ---- ticks ---- */

const char *
confab_wizard_words_tick (guint number) {
  g_return_val_if_fail (number < CONFAB_WIZARD_TICKS, NULL);

  switch (ticks[number]) {
  case RISK_LOGGING:
    return confab_safety_words_promise (CONFAB_PROMISE_NO_LOGGING);
  case RISK_STRANGERS:
    return confab_safety_words_promise (CONFAB_PROMISE_STRANGERS_BLOCKED);
  case RISK_PROFILE:
    return confab_safety_words_promise (CONFAB_PROMISE_BLANK_PROFILE);
  case RISK_SIGN_IN:
    return _ ("Signing in");
  case RISK_FILES:
    return _ ("Files");
  default:
    return confab_safety_words_title (confab_safety_register_get (ticks[number]));
  }
}

char *
confab_wizard_words_dup_tick (guint number, const ConfabSafetyFacts *facts, gboolean *is_weak) {
  const ConfabRisk *risk;
  ConfabRiskState state;
  const char *value;

  g_return_val_if_fail (number < CONFAB_WIZARD_TICKS, NULL);

  risk = confab_safety_register_get (ticks[number]);
  state = confab_safety_register_state (risk, facts);
  *is_weak = FALSE;
  if (risk->number == RISK_FILES && state.kind == CONFAB_STATE_COMES)
    return g_strdup (_ ("Confab takes none yet"));
  *is_weak = state.kind != CONFAB_STATE_ON;
  if (*is_weak)
    return confab_safety_words_dup_state (risk, state);
  if (risk->number == RISK_ONLY_YOU_TWO)
    return g_strdup (_ ("Messages are sealed; no server can read them"));
  if (risk->number == RISK_LINKS && facts->choices[risk->choice] == CONFAB_LINKS_ASK)
    return g_strdup (_ ("You see where a new site is before it opens"));
  value = confab_safety_words_value (risk->choice, facts->choices[risk->choice]);
  return value != NULL ? g_strdup (value) : confab_safety_words_dup_state (risk, state);
}
