/* Words for everything that can go wrong. No word of the trade, no blame, and nothing that was not
 * found out: "may" stands where Confab does not know. Details come from outside and are shown as
 * plain text. */

#include "widgets/widgets-problem.h"

#include <glib/gi18n.h>

#include "core/core.h"

#define MAX_DETAIL 128 /* characters of a detail that are shown */
#define DETAIL "{what}"

typedef struct {
  ConfabModelProblem problem;
  const char *sentence;
  const char *advice;
} Words;

/* Translators: {what} stands for the name of a server, an address, or a date; leave it as it is. */
static const Words table[] = {
  { CONFAB_PROBLEM_NONE, N_ ("That did not work."), N_ ("Nothing was changed. Try again.") },
  { CONFAB_PROBLEM_NO_NETWORK, N_ ("No internet."),
      N_ ("You can go on writing; it goes out by itself.") },
  { CONFAB_PROBLEM_CAPTIVE, N_ ("This Wi-Fi wants you to log in first."),
      N_ ("Log in on its page. Confab then goes on by itself.") },
  { CONFAB_PROBLEM_NO_SERVER, N_ ("There is no chat server at “{what}”."),
      N_ ("Check the part after @.") },
  { CONFAB_PROBLEM_UNREACHABLE, N_ ("{what} does not answer."),
      N_ ("It may be down, or this network does not let Confab through.") },
  { CONFAB_PROBLEM_TIMED_OUT, N_ ("{what} takes too long to answer."),
      N_ ("Try again in a moment.") },
  { CONFAB_PROBLEM_DOOR, N_ ("This network closes the door Confab uses."),
      N_ ("At work that may be on purpose.") },
  { CONFAB_PROBLEM_PROXY, N_ ("The proxy does not answer. Nothing was sent."),
      N_ ("Confab does not go around it. Choose another way under Tor or proxy.") },
  { CONFAB_PROBLEM_PROXY_PASSWORD,
      N_ ("The proxy did not accept this name and password. Nothing was sent."),
      N_ ("Type them once more under Tor or proxy.") },
  { CONFAB_PROBLEM_PROXY_REFUSED, N_ ("The proxy did not let Confab through. Nothing was sent."),
      N_ ("Ask the people who run it, or choose another way under Tor or proxy.") },
  { CONFAB_PROBLEM_TOR, N_ ("Tor is not running on this computer. Nothing was sent."),
      N_ ("Start Tor, or turn it off for Confab under Tor or proxy.") },
  { CONFAB_PROBLEM_TOR_REFUSED, N_ ("Tor found no way to {what}."),
      N_ ("It may still be starting. Try again in a moment.") },
  { CONFAB_PROBLEM_ROAD, N_ ("The way to your server could not be read. Nothing was sent."),
      N_ ("Choose it once more under Tor or proxy.") },
  { CONFAB_PROBLEM_CERT_IDENTITY, N_ ("This is not the real {what}."),
      N_ ("Somebody may be listening in, or the server is set up wrongly. Confab did not sign "
          "in.") },
  { CONFAB_PROBLEM_CERT_EXPIRED,
      N_ ("This is not the real server, or its certificate ran out on {what}."),
      N_ ("Confab did not sign in. Ask the people who run the server.") },
  { CONFAB_PROBLEM_CERT_NOT_YET, N_ ("The server’s certificate begins only on {what}."),
      N_ ("Confab did not sign in. Check the date and time of this computer.") },
  { CONFAB_PROBLEM_CERT_UNTRUSTED, N_ ("Nobody vouches that this is the real {what}."),
      N_ ("Somebody may be listening in. Confab did not sign in.") },
  { CONFAB_PROBLEM_CLOCK, N_ ("This computer says it is {what}."),
      N_ ("That cannot be right. Set the date, then try again.") },
  { CONFAB_PROBLEM_NOT_SECURE, N_ ("The line to {what} is not private."),
      N_ ("Others could read along. Confab did not sign in.") },
  { CONFAB_PROBLEM_PASSWORD_IN_CLEAR,
      N_ ("{what} wants the password itself, not the usual proof that you know it."),
      N_ ("Confab does not hand it out and did not sign in.") },
  { CONFAB_PROBLEM_WEAKER, N_ ("{what} asks for a weaker proof than last time."),
      N_ ("Somebody may stand in between. Confab did not sign in. Ask the people who run the "
          "server.") },
  { CONFAB_PROBLEM_INTERCEPTED, N_ ("Somebody stands between you and {what}."),
      N_ ("Confab did not sign in. Try from another network.") },
  { CONFAB_PROBLEM_WRONG_PASSWORD, N_ ("The server did not accept this password."),
      N_ ("Check the address too. Capital letters count.") },
  { CONFAB_PROBLEM_NO_PASSWORD, N_ ("The password for this address is not on this computer."),
      N_ ("Type it once more.") },
  { CONFAB_PROBLEM_PASSWORD_AGAIN, N_ ("Please enter your password once more."),
      N_ ("Your server asks for it from time to time.") },
  { CONFAB_PROBLEM_ACCOUNT_DISABLED, N_ ("{what} has closed this account."),
      N_ ("Ask the people who run the server.") },
  { CONFAB_PROBLEM_CONFLICT, N_ ("You signed in somewhere else, so Confab signed off here."),
      N_ ("Sign in again to go on here.") },
  { CONFAB_PROBLEM_TRY_LATER, N_ ("{what} is busy just now."), N_ ("Try again in some minutes.") },
  { CONFAB_PROBLEM_RULES, N_ ("{what} closed the line: something was against its rules."),
      N_ ("If this happens again, ask the people who run the server.") },
  { CONFAB_PROBLEM_SERVER, N_ ("{what} answered in a way Confab does not understand."),
      N_ ("Confab stopped there. Ask the people who run the server.") },
  { CONFAB_PROBLEM_KEYRING_ABSENT, N_ ("This computer has no password safe."),
      N_ ("Without one Confab cannot keep your password.") },
  { CONFAB_PROBLEM_KEYRING_LOCKED, N_ ("Your computer’s password safe is locked."),
      N_ ("Unlock it, then try again.") },
  { CONFAB_PROBLEM_KEYRING_SLOW, N_ ("Your computer’s password safe does not answer."),
      N_ ("Try again in a moment.") },
  { CONFAB_PROBLEM_KEYRING_REFUSED, N_ ("Your computer’s password safe said no."),
      N_ ("Try again, or restart the computer.") },
  { CONFAB_PROBLEM_DISK, N_ ("The disk is full, or does not take what is written."),
      N_ ("Make room, then try again.") },
  { CONFAB_PROBLEM_ADDRESS, N_ ("“{what}” is not an address."),
      N_ ("It looks like carla@example.org.") },
  { CONFAB_PROBLEM_EXISTS, N_ ("{what} is here already."), NULL },
  { CONFAB_PROBLEM_NOT_SIGNED_IN, N_ ("You are signed off."), N_ ("Sign in first.") },
  { CONFAB_PROBLEM_OWN_ADDRESS, N_ ("This is your own address."),
      N_ ("Type the address of the other person.") },
  { CONFAB_PROBLEM_QUESTION, N_ ("There is a question about this chat first."),
      N_ ("Answer it, then send again.") },
  { CONFAB_PROBLEM_REFUSED_BY_SERVER, N_ ("The server said no."),
      N_ ("Nothing was changed. Try again later.") },
  { CONFAB_PROBLEM_MAY_NOT_SEND, N_ ("This cannot go out now."),
      N_ ("The line above the entry says why, and what to do.") },
  { CONFAB_PROBLEM_NOT_A_CODE, N_ ("This is nothing to check with."),
      N_ ("Read the picture that the other program shows for it.") },
  { CONFAB_PROBLEM_OTHER_PERSON, N_ ("This belongs to {what}, somebody else."),
      N_ ("Nothing was changed. Read the picture of the person you write to.") },
  { CONFAB_PROBLEM_KEYS_DIFFER, N_ ("The keys are not the ones that are used here."),
      N_ ("Do not write anything private. Ring them, and compare once more.") },
  { CONFAB_PROBLEM_NAME_TAKEN, N_ ("Somebody already has {what}."),
      N_ ("Choose another name; a number behind it will do.") },
  { CONFAB_PROBLEM_SIGNUP_CLOSED, N_ ("{what} takes nobody new this way."),
      N_ ("Choose another server, or ask somebody there for an invitation.") },
  { CONFAB_PROBLEM_SIGNUP_PAGE, N_ ("This server gives out addresses on a web page only."),
      N_ ("Open {what} in your browser, then come back and sign in.") },
  { CONFAB_PROBLEM_SIGNUP_ANSWERS, N_ ("The server did not accept what is filled in."),
      N_ ("Look at it once more. Some servers want a longer name, or a new answer.") },
  { CONFAB_PROBLEM_SIGNUP_TOO_MANY, N_ ("{what} gave out many addresses from here lately."),
      N_ ("Try again in an hour, or choose another server.") },
  { CONFAB_PROBLEM_SIGNUP_NOT_IN, N_ ("{what} is yours now, but signing in did not work yet."),
      N_ ("Write the password down, then sign in with it.") },
  { CONFAB_PROBLEM_INVITE_OVER, N_ ("This invitation was used already, or has run out."),
      N_ ("Ask for a new one.") },
  { CONFAB_PROBLEM_NOT_AN_INVITE, N_ ("There is no invitation in this."),
      N_ ("It begins with xmpp: and is found on the page or in the note that you were sent.") },
  { CONFAB_PROBLEM_PASSWORD_UNSURE, N_ ("The line broke while the password was being changed."),
      N_ ("The old or the new one holds. Confab knows both and finds out when it signs in.") },
  { CONFAB_PROBLEM_KNOWS_PASSWORD, N_ ("Your server cannot shut this device out."),
      N_ ("Change your password: that keeps it out.") },
  { CONFAB_PROBLEM_FILE, N_ ("This file could not be read or written."),
      N_ ("Look whether it is still there, and whether the disk has room.") },
  { CONFAB_PROBLEM_PICTURE, N_ ("This picture cannot be shown here."),
      N_ ("It may be broken or very large. Save it, or ask for another one.") },
  { CONFAB_PROBLEM_PLACE, N_ ("Nothing can be written to this place."),
      N_ ("Choose another one, such as your documents.") },
  { CONFAB_PROBLEM_WORD, N_ ("This could not be recognised in what you write."),
      N_ ("Two letters or digits at least, a short line at most.") },
  { CONFAB_PROBLEM_BACKUP_FOREIGN, N_ ("This file is no backup that Confab made."),
      N_ ("Nothing was changed. Choose another file.") },
  { CONFAB_PROBLEM_BACKUP_NEWER, N_ ("A newer Confab made this backup."),
      N_ ("Nothing was changed. Update Confab, then try again.") },
  { CONFAB_PROBLEM_BACKUP_PASSPHRASE, N_ ("This passphrase does not open the backup."),
      N_ ("Nothing was changed. Capital letters and spaces count. If you are sure of it, the file "
          "was changed at its beginning.") },
  { CONFAB_PROBLEM_BACKUP_DAMAGED, N_ ("This backup is damaged: a part is missing or was changed."),
      N_ ("Confab takes a backup whole or not at all. Take another copy of it, or another one.") },
  { CONFAB_PROBLEM_BACKUP_NOT_EMPTY, N_ ("There is an address here already."),
      N_ ("Nothing was changed. A backup can be restored only where Confab is empty.") },
  { CONFAB_PROBLEM_BUDDIES_FOREIGN, N_ ("This file is no list of buddies."),
      N_ ("Nothing was changed. Take the file that the other program or server wrote for moving "
          "to another server.") },
  { CONFAB_PROBLEM_BUDDIES_NEWER, N_ ("This file is of a newer kind than Confab knows."),
      N_ ("Nothing was changed. Update Confab, then try again.") },
  { CONFAB_PROBLEM_BUDDIES_DAMAGED, N_ ("This file is damaged: a part of it cannot be read."),
      N_ ("Nothing was changed. Have it written once more.") },
  { CONFAB_PROBLEM_BUDDIES_CUT, N_ ("The end of this file is missing."),
      N_ ("Nothing was changed. Copy it once more, or have it written once more.") },
  { CONFAB_PROBLEM_BUDDIES_LARGE, N_ ("There is more in this file than Confab reads."),
      N_ ("Nothing was changed. It may hold 64 MB, 200 addresses and 20,000 buddies at most; ask "
          "for a file of your address alone.") },
  { CONFAB_PROBLEM_BUDDIES_ELSEWHERE,
      N_ ("This file only says in which other files the buddies are."),
      N_ ("Nothing was changed. Choose the one that is named after your address.") },
  { CONFAB_PROBLEM_BUDDIES_EMPTY, N_ ("There is no address in this file."),
      N_ ("Nothing was changed. Choose another file.") },
  { CONFAB_PROBLEM_NOTHING_READ, N_ ("Nothing of the damaged store can be read any more."),
      N_ ("Nothing was changed. Restore a backup, or begin empty.") },
  { CONFAB_PROBLEM_STOPPED, N_ ("Stopped before the end."), N_ ("Nothing of it stays.") },
};

static const Words *
find_words (ConfabModelProblem problem) {
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    if (table[i].problem == problem)
      return &table[i];
  }
  return &table[0];
}

/* "2026-03-12" as people write it. */
static char *
dup_date (const char *text) {
  g_autofree char *whole = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (whole, NULL);

  if (date == NULL)
    return g_strdup (text);
  /* Translators: a day, as in "12 March 2026"; see the documentation of g_date_time_format. */
  return g_date_time_format (date, _ ("%-d %B %Y"));
}

static gboolean
is_date (ConfabModelProblem problem) {
  return problem == CONFAB_PROBLEM_CERT_EXPIRED || problem == CONFAB_PROBLEM_CERT_NOT_YET ||
         problem == CONFAB_PROBLEM_CLOCK;
}

static char *
dup_detail (ConfabModelProblem problem, const char *detail) {
  if (detail == NULL || *detail == '\0')
    return g_strdup (is_date (problem) ? _ ("a day that is not named") : _ ("the server"));
  if (is_date (problem))
    return dup_date (detail);
  if (g_utf8_strlen (detail, -1) > MAX_DETAIL) {
    g_autofree char *start = g_utf8_substring (detail, 0, MAX_DETAIL);
    return g_strconcat (start, "…", NULL);
  }
  return g_strdup (detail);
}

static char *
fill_in (ConfabModelProblem problem, const char *words, const char *detail) {
  g_autofree char *what = dup_detail (problem, detail);
  g_autoptr (GString) text = g_string_new (_ (words));

  g_string_replace (text, DETAIL, what, 1);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
confab_widgets_problem_dup_sentence (ConfabModelProblem problem, const char *detail) {
  return fill_in (problem, find_words (problem)->sentence, detail);
}

char *
confab_widgets_problem_dup_advice (ConfabModelProblem problem, const char *detail) {
  const Words *words = find_words (problem);

  return words->advice != NULL ? fill_in (problem, words->advice, detail) : NULL;
}

gboolean
confab_widgets_problem_is_about_password (ConfabModelProblem problem) {
  return problem == CONFAB_PROBLEM_WRONG_PASSWORD || problem == CONFAB_PROBLEM_NO_PASSWORD ||
         problem == CONFAB_PROBLEM_PASSWORD_AGAIN;
}

const char *
confab_widgets_problem_get_password_label (ConfabModelProblem problem) {
  return problem == CONFAB_PROBLEM_PASSWORD_AGAIN ? _ ("Enter it") : _ ("Type it again");
}

char *
confab_widgets_problem_dup_text (ConfabModelProblem problem, const char *detail) {
  g_autofree char *sentence = confab_widgets_problem_dup_sentence (problem, detail);
  g_autofree char *advice = confab_widgets_problem_dup_advice (problem, detail);

  return advice != NULL ? g_strdup_printf ("%s %s", sentence, advice) : g_steal_pointer (&sentence);
}

ConfabModelProblem
confab_widgets_problem_of_error (const GError *error) {
  return error != NULL && error->domain == CONFAB_CORE_ERROR ? (ConfabModelProblem)error->code
                                                             : CONFAB_PROBLEM_NONE;
}

char *
confab_widgets_problem_dup_error_text (const GError *error) {
  ConfabModelProblem problem = confab_widgets_problem_of_error (error);

  return confab_widgets_problem_dup_text (
      problem, problem != CONFAB_PROBLEM_NONE ? error->message : NULL);
}
