/* One table from what the engine can fail with to what a person can be told. What has no line of
 * its own is said to be the server's fault and tried again; it never counts as success. */

#include "accounts/accounts-private.h"

#include "xmpp/xmpp-error.h"

#define WRITTEN_S G_GINT64_CONSTANT (1793491200)               /* 2026-11-01 */
#define A_LIFE_S (G_GINT64_CONSTANT (25) * 365 * 24 * 60 * 60) /* that this program may have */

G_DEFINE_QUARK (confab_accounts_error, confab_accounts_error)

typedef struct {
  int code;
  ConfabModelProblem problem;
} Line;

static const Line net_lines[] = {
  { CONFAB_NET_ERROR_NO_SERVER, CONFAB_PROBLEM_NO_SERVER },
  { CONFAB_NET_ERROR_LOOKUP, CONFAB_PROBLEM_UNREACHABLE },
  { CONFAB_NET_ERROR_UNREACHABLE, CONFAB_PROBLEM_UNREACHABLE },
  { CONFAB_NET_ERROR_TIMED_OUT, CONFAB_PROBLEM_TIMED_OUT },
  { CONFAB_NET_ERROR_PROXY, CONFAB_PROBLEM_PROXY },
  { CONFAB_NET_ERROR_PROXY_PASSWORD, CONFAB_PROBLEM_PROXY_PASSWORD },
  { CONFAB_NET_ERROR_PROXY_REFUSED, CONFAB_PROBLEM_PROXY_REFUSED },
  { CONFAB_NET_ERROR_TOR, CONFAB_PROBLEM_TOR },
  { CONFAB_NET_ERROR_TOR_REFUSED, CONFAB_PROBLEM_TOR_REFUSED },
  { CONFAB_NET_ERROR_TLS_IDENTITY, CONFAB_PROBLEM_CERT_IDENTITY },
  { CONFAB_NET_ERROR_TLS_EXPIRED, CONFAB_PROBLEM_CERT_EXPIRED },
  { CONFAB_NET_ERROR_TLS_NOT_YET, CONFAB_PROBLEM_CERT_NOT_YET },
  { CONFAB_NET_ERROR_TLS_UNTRUSTED, CONFAB_PROBLEM_CERT_UNTRUSTED },
  { CONFAB_NET_ERROR_TLS_PROTOCOL, CONFAB_PROBLEM_NOT_SECURE },
  { CONFAB_NET_ERROR_CLOSED, CONFAB_PROBLEM_UNREACHABLE },
  { CONFAB_NET_ERROR_HTTP, CONFAB_PROBLEM_SERVER },
  { CONFAB_NET_ERROR_PRIVATE, CONFAB_PROBLEM_UNREACHABLE },
};

static const Line xmpp_lines[] = {
  { CONFAB_XMPP_ERROR_CLOSED, CONFAB_PROBLEM_UNREACHABLE },
  { CONFAB_XMPP_ERROR_CONFLICT, CONFAB_PROBLEM_CONFLICT },
  { CONFAB_XMPP_ERROR_TIMED_OUT, CONFAB_PROBLEM_TIMED_OUT },
  { CONFAB_XMPP_ERROR_NOT_SECURE, CONFAB_PROBLEM_NOT_SECURE },
  { CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR, CONFAB_PROBLEM_PASSWORD_IN_CLEAR },
  { CONFAB_XMPP_ERROR_WEAKER, CONFAB_PROBLEM_WEAKER },
  { CONFAB_XMPP_ERROR_INTERCEPTED, CONFAB_PROBLEM_INTERCEPTED },
  { CONFAB_XMPP_ERROR_WRONG_PASSWORD, CONFAB_PROBLEM_WRONG_PASSWORD },
  { CONFAB_XMPP_ERROR_TOKEN, CONFAB_PROBLEM_PASSWORD_AGAIN },
  { CONFAB_XMPP_ERROR_ACCOUNT_DISABLED, CONFAB_PROBLEM_ACCOUNT_DISABLED },
  { CONFAB_XMPP_ERROR_TRY_LATER, CONFAB_PROBLEM_TRY_LATER },
  { CONFAB_XMPP_ERROR_RULES, CONFAB_PROBLEM_RULES },
  { CONFAB_XMPP_ERROR_SERVER_PROOF, CONFAB_PROBLEM_INTERCEPTED },
};

static const Line keyring_lines[] = {
  { CONFAB_KEYRING_ERROR_ABSENT, CONFAB_PROBLEM_KEYRING_ABSENT },
  { CONFAB_KEYRING_ERROR_LOCKED, CONFAB_PROBLEM_KEYRING_LOCKED },
  { CONFAB_KEYRING_ERROR_TIMED_OUT, CONFAB_PROBLEM_KEYRING_SLOW },
  { CONFAB_KEYRING_ERROR_REFUSED, CONFAB_PROBLEM_KEYRING_REFUSED },
};

static const Line messaging_lines[] = {
  { CONFAB_MESSAGING_ERROR_REFUSED, CONFAB_PROBLEM_MAY_NOT_SEND },
  { CONFAB_MESSAGING_ERROR_ASK, CONFAB_PROBLEM_QUESTION },
  { CONFAB_MESSAGING_ERROR_STOPPED, CONFAB_PROBLEM_NOT_SIGNED_IN },
  { CONFAB_MESSAGING_ERROR_NOT_A_CODE, CONFAB_PROBLEM_NOT_A_CODE },
  { CONFAB_MESSAGING_ERROR_OTHER_PERSON, CONFAB_PROBLEM_OTHER_PERSON },
  { CONFAB_MESSAGING_ERROR_KEYS_DIFFER, CONFAB_PROBLEM_KEYS_DIFFER },
};

static ConfabModelProblem
look_up (const Line *lines, gsize n_lines, int code) {
  for (gsize i = 0; i < n_lines; i++)
    if (lines[i].code == code)
      return lines[i].problem;
  return CONFAB_PROBLEM_SERVER;
}

/* A certificate that ran out, or begins later, says nothing of the server where this computer's
 * clock stands before this program was written, or a life later. */
static gboolean
is_clock_wrong (const ConfabClock *clock) {
  gint64 now = confab_base_clock_wall_us (clock);

  return now < WRITTEN_S * G_USEC_PER_SEC || now > (WRITTEN_S + A_LIFE_S) * G_USEC_PER_SEC;
}

static ConfabModelProblem
blame_clock (ConfabModelProblem problem, const ConfabClock *clock) {
  gboolean is_about_time =
      problem == CONFAB_PROBLEM_CERT_EXPIRED || problem == CONFAB_PROBLEM_CERT_NOT_YET;

  return is_about_time && is_clock_wrong (clock) ? CONFAB_PROBLEM_CLOCK : problem;
}

/* The day of `clock`, as in "2026-03-12". */
static char *
dup_today (const ConfabClock *clock) {
  char *text = confab_base_clock_format (confab_base_clock_wall_us (clock));

  text[strcspn (text, "T")] = '\0';
  return text;
}

ConfabModelProblem
confab_accounts_problem (const GError *error, const char *domain, char **detail) {
  /* The one by which certificates are judged. */
  const ConfabClock *clock = confab_base_clock_system ();
  ConfabModelProblem problem = CONFAB_PROBLEM_SERVER;

  if (error->domain == CONFAB_ACCOUNTS_ERROR)
    problem = error->code;
  else if (error->domain == CONFAB_NET_ERROR)
    problem = look_up (net_lines, G_N_ELEMENTS (net_lines), error->code);
  else if (error->domain == CONFAB_XMPP_ERROR)
    problem = look_up (xmpp_lines, G_N_ELEMENTS (xmpp_lines), error->code);
  else if (error->domain == CONFAB_KEYRING_ERROR)
    problem = look_up (keyring_lines, G_N_ELEMENTS (keyring_lines), error->code);
  else if (error->domain == CONFAB_MESSAGING_ERROR)
    problem = look_up (messaging_lines, G_N_ELEMENTS (messaging_lines), error->code);
  else if (error->domain == CONFAB_STORE_ERROR)
    problem = CONFAB_PROBLEM_DISK;
  else if (error->domain == G_IO_ERROR)
    problem = CONFAB_PROBLEM_UNREACHABLE;

  problem = blame_clock (problem, clock);
  if (problem == CONFAB_PROBLEM_CLOCK)
    *detail = dup_today (clock);
  else if (problem == CONFAB_PROBLEM_CERT_EXPIRED || problem == CONFAB_PROBLEM_CERT_NOT_YET ||
           problem == CONFAB_PROBLEM_OTHER_PERSON || error->domain == CONFAB_ACCOUNTS_ERROR)
    *detail = g_strdup (error->message);
  else
    *detail = g_strdup (domain);
  return problem;
}

/* What may pass by itself. Whatever is not here is final. */
static const ConfabModelProblem PASSING[] = {
  CONFAB_PROBLEM_NONE,
  CONFAB_PROBLEM_NO_NETWORK,
  CONFAB_PROBLEM_CAPTIVE,
  CONFAB_PROBLEM_UNREACHABLE,
  CONFAB_PROBLEM_TIMED_OUT,
  CONFAB_PROBLEM_DOOR,
  CONFAB_PROBLEM_PROXY,
  CONFAB_PROBLEM_PROXY_REFUSED,
  CONFAB_PROBLEM_TOR,
  CONFAB_PROBLEM_TOR_REFUSED,
  CONFAB_PROBLEM_NOT_SECURE, /* a line that drops in the handshake looks the same */
  CONFAB_PROBLEM_TRY_LATER,
  CONFAB_PROBLEM_RULES,
  CONFAB_PROBLEM_SERVER,
  CONFAB_PROBLEM_KEYRING_SLOW,
  CONFAB_PROBLEM_DISK,
};

gboolean
confab_accounts_problem_is_final (ConfabModelProblem problem) {
  for (guint i = 0; i < G_N_ELEMENTS (PASSING); i++) {
    if (PASSING[i] == problem)
      return FALSE;
  }
  return TRUE;
}

DexFuture *
confab_accounts_reject (ConfabModelProblem problem, const char *detail) {
  return dex_future_new_reject (CONFAB_ACCOUNTS_ERROR, problem, "%s", detail != NULL ? detail : "");
}
