/* Sums the accounts up for the pill and the banner. It claims the least: with several accounts
 * "Signed in" stands only where all are, and how many of how many otherwise. */

#include "window/window-state.h"

#include <glib/gi18n.h>

#include "widgets/widgets-when.h"

/* What is worth showing first when accounts differ. */
static int
rank (ConfabModelAccountState state) {
  switch (state) {
  case CONFAB_ACCOUNT_SIGNING_IN:
    return 4;
  case CONFAB_ACCOUNT_SIGNED_IN:
    return 3;
  case CONFAB_ACCOUNT_WAITING:
    return 2;
  case CONFAB_ACCOUNT_REFUSED:
    return 1;
  case CONFAB_ACCOUNT_SIGNED_OFF:
    return 0;
  }
  return 0;
}

static gboolean
is_troubled (ConfabModelAccount *account) {
  ConfabModelAccountState state = confab_model_account_get_state (account);

  /* A question stays while it is tried again. */
  return state == CONFAB_ACCOUNT_REFUSED ||
         confab_model_account_get_problem (account) == CONFAB_PROBLEM_DOOR ||
         (state == CONFAB_ACCOUNT_WAITING &&
             confab_model_account_get_problem (account) != CONFAB_PROBLEM_NONE);
}

static gboolean
is_worse (ConfabModelAccount *account, ConfabModelAccount *than) {
  if (than == NULL)
    return TRUE;
  return confab_model_account_get_state (account) == CONFAB_ACCOUNT_REFUSED &&
         confab_model_account_get_state (than) != CONFAB_ACCOUNT_REFUSED;
}

void
confab_window_state_read (ConfabCore *core, ConfabWindowState *state) {
  GListModel *accounts = confab_core_get_accounts (core);

  *state = (ConfabWindowState){ 0 };
  state->until_us = confab_core_get_hour_end (core);
  state->n_accounts = g_list_model_get_n_items (accounts);
  for (guint i = 0; i < state->n_accounts; i++) {
    /* The list keeps it alive. */
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);
    ConfabModelAccountState one = confab_model_account_get_state (account);

    if (one == CONFAB_ACCOUNT_SIGNED_IN)
      state->n_signed_in++;
    if (i == 0 || rank (one) > rank (state->state)) {
      state->state = one;
      state->is_hidden = confab_model_account_is_hidden (account);
      state->wait_seconds = confab_model_account_get_wait_seconds (account);
    }
    if (is_troubled (account) && is_worse (account, state->troubled))
      state->troubled = account;
  }
}

static char *
dup_until (gint64 until_us) {
  g_autofree char *time = confab_widgets_when_dup_time (until_us);

  /* Translators: %s is a time, "14:00". */
  return g_strdup_printf (_ ("Signed in until %s"), time);
}

char *
confab_window_state_dup_words (const ConfabWindowState *state) {
  switch (state->state) {
  case CONFAB_ACCOUNT_SIGNING_IN:
    return g_strdup (_ ("Signing in"));
  case CONFAB_ACCOUNT_SIGNED_IN:
    if (state->n_signed_in < state->n_accounts)
      /* Translators: how many accounts of how many. */
      return g_strdup_printf (_ ("Signed in: %u of %u"), state->n_signed_in, state->n_accounts);
    return state->until_us != 0
               ? dup_until (state->until_us)
               : g_strdup (state->is_hidden ? _ ("Signed in (hidden)") : _ ("Signed in"));
  case CONFAB_ACCOUNT_WAITING:
    if (state->wait_seconds > 0)
      /* Translators: seconds to the next try to sign in. */
      return g_strdup_printf (_ ("Waiting %u s"), state->wait_seconds);
    return g_strdup (_ ("Waiting"));
  case CONFAB_ACCOUNT_REFUSED:
  case CONFAB_ACCOUNT_SIGNED_OFF:
    break;
  }
  return g_strdup (_ ("Signed off"));
}
