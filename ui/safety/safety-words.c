/* What the register says to people. A sentence speaks of what is so today; what is still to come is
 * said as such, and never as a promise. No word of the trade. */

#include "safety/safety-words.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

#define RISK_ROAD 16
#define RISK_BACKUP 30
#define RISK_TAKE_BACK 10

typedef struct {
  const char *title;
  const char *sentence;
} RiskWords;

static const RiskWords risks[CONFAB_RISK_COUNT] = {
  { N_ ("Names are no proof"),
      N_ ("People stand here by their address, or by the name that you gave them. Whoever "
          "looks like one of your buddies is pointed out, and Really Ann? stays a question until "
          "you compared key words. What your server writes says that it does.") },
  { N_ ("Strangers blocked"),
      N_ ("Only people you added reach you. Anybody else learns nothing, not even that you are "
          "signed in.") },
  { N_ ("One short note"),
      N_ ("Somebody new can leave one note of 200 characters. Nothing goes back before you accept. "
          "After 30 days without an answer it goes, and who was answered is not heard again for a "
          "week. You can switch notes off.") },
  { N_ ("Blocking"),
      N_ ("Anybody can be blocked, and whole servers: nothing of theirs reaches you, and they see "
          "you as signed off. If you like, the people who run your server are told why.") },
  { N_ ("Nuisance"),
      N_ ("Requests make no sound; of one server at most ten people a day are shown. A buddy who "
          "writes much is one notification until you look, and a flood is one line. In quiet hours "
          "nothing calls you.") },
  { N_ ("Rooms"), N_ ("Confab has no rooms yet. What comes from one is not shown.") },
  { N_ ("Tricksters"), N_ ("A message that asks for money, a code or a password gets a bar that "
                           "says so. It is found "
                           "on this computer alone.") },

  { N_ ("Passwords and card numbers"),
      N_ ("Confab asks before a password, a card number or a private key goes out. In files: "
          "together with files.") },
  { N_ ("Small facts about you"),
      N_ ("With people you do not know in life, Confab also asks before a phone number, a birth "
          "date, an age, a school or a street goes out.") },
  { N_ ("Taking back"),
      N_ ("A message can be taken back: it goes from this computer at once, and the other program "
          "is "
          "asked to erase it, which nobody can see. If you like, each message first waits some "
          "seconds here. Messages can be set to disappear on both sides.") },
  { N_ ("Much to many"),
      N_ ("Confab asks before the same text goes to many people, or something to many new ones.") },

  { N_ ("Only you two"),
      N_ ("Messages are sealed so that no server can read them. Where that cannot be, nothing goes "
          "out unless you choose so for that one person, and the chat says it.") },
  { N_ ("Your real server"),
      N_ ("Confab signs in only to the server that your address names, and never in a weaker way "
          "than the time before.") },
  { N_ ("What your server is told"),
      N_ ("Your server learns your address, a proof of your password or of the key it gave for it, "
          "and a random number; no name of this computer. Its page shows what it knows and who is "
          "signed in; a device can be signed off if the server allows it.") },

  { N_ ("Where I connect from"),
      N_ ("Confab connects to your own server and to nobody else, so the people you talk to do not "
          "learn where you are.") },
  { N_ ("Going another way"),
      N_ ("Lines can go through Tor or a proxy that you choose; then your server does not see "
          "where "
          "you are. When Tor or the proxy is down, nothing goes out. You can also sign in for one "
          "hour only.") },
  { N_ ("When I am here"),
      N_ ("Only buddies you accepted see when you are signed in, and you can sign in hidden.") },
  { N_ ("Nothing published"), N_ ("Confab publishes no name, no picture and no date of birth of "
                                  "yours. Where a form insists on a name, a "
                                  "made-up one is offered. You can look at yourself as a stranger "
                                  "does.") },
  { N_ ("This program and computer"), N_ ("Nobody is told what program, time or computer this is. "
                                          "That you are writing or have read "
                                          "something is told only to a buddy for whom you chose "
                                          "it; that a message arrived, only to "
                                          "people who see when you are here.") },
  { N_ ("I sign in"), N_ ("Nothing leaves this computer before you say so.") },
  { N_ ("When the screen locks"),
      N_ ("When the screen locks, the line to your server and what is kept here are closed. For "
          "some minutes nobody notices; after that you are signed off. On unlocking you are "
          "back.") },
  { N_ ("No open doors"),
      N_ ("Nothing here waits for others to connect. There is one line, to your own server.") },
  { N_ ("Shared folders"), N_ ("A file goes to one person when you send it, and one comes when you "
                               "press. Nobody can ask "
                               "for a file, and no folder is ever shared.") },
  { N_ ("Space and traffic"),
      N_ ("Files may take 16 GB here, all together, and 16 GB may come in a day; more is not "
          "fetched. A file that is only offered takes nothing.") },

  { N_ ("No logging"),
      N_ ("A chat is erased from this computer when you close it or quit, unless you say how long "
          "it may stay. Single messages can be kept.") },
  { N_ ("Locked on the disk"),
      N_ ("What is here is locked, and the key is in your computer’s password safe.") },
  { N_ ("Who else keeps it"),
      N_ ("Each chat says who may have a copy: you, your other devices, your server, and the other "
          "person’s program. Messages can be set to disappear on both sides; the chat says whether "
          "that program agreed.") },
  { N_ ("What your server keeps"),
      N_ ("Confab asks your server to keep copies only of what you write with people you added, "
          "for "
          "your other devices. What is sealed it cannot read. Under My server you can switch the "
          "copies off; emptying it no program can ask a server for yet.") },
  { N_ ("Passwords of accounts"),
      N_ ("They are in your computer’s password safe and in no file. Where a server gives a key in "
          "place of the password, the safe soon holds that alone: have the password on paper. "
          "Without a safe you type it, and nothing is stored.") },
  { N_ ("Backups"),
      N_ ("Addresses, buddies, settings and kept messages go into one locked file, at a place that "
          "you pick, and it is tested afterwards. Once there is one, Confab reminds you each "
          "week.") },
  { N_ ("Somebody at your screen"),
      N_ ("Notifications say that somebody wrote, and not what. While the screen is locked they "
          "name nobody. A lock for Confab alone comes later.") },

  { N_ ("Nothing is fetched"),
      N_ ("No page, picture or preview is loaded because somebody sent you a link.") },
  { N_ ("Files that run"),
      N_ ("Programs, and what holds or hides them, are never opened, only saved when you say so. "
          "Pictures, sound, film, text and harmless PDF open.") },
  { N_ ("Virus checker"),
      N_ ("If ClamAV runs on this computer, it looks through each file before you can open or save "
          "it, and what it finds stays closed. Programs Confab never opens.") },
  { N_ ("Who a file is from"),
      N_ ("A file says how well you know its sender and whether it is their first one, and opens "
          "only if you know them in life.") },
  { N_ ("Links"), N_ ("Links of people you do not know in life cannot be clicked. With the others "
                      "you see where "
                      "a new site really is before it opens.") },
  { N_ ("Places in pictures"), N_ ("Place, camera and author are taken out of JPEG, PNG and WebP "
                                   "pictures before they go. Of "
                                   "other files Confab says that it cannot.") },

  { N_ ("Holes in programs"), N_ ("What comes in is read within strict limits, and pictures "
                                  "are decoded in a closed box of their own. Confab has no "
                                  "plug-ins and takes no commands from outside.") },
  { N_ ("Up to date"), N_ ("Confab does not say yet when a newer one is ready.") },
  { N_ ("At work and in the family"),
      N_ ("Nobody can lock settings here for you yet, and none were locked.") },
  { N_ ("Not locked in"),
      N_ ("Confab talks with many programs and servers of others. Moving your address comes "
          "later.") },
  { N_ ("Sharing of files"),
      N_ ("Confab is no place to offer files. Each goes to the one person you chose.") },
  { N_ ("Safe from the start"), N_ ("All of this is on unless you switch it off, one thing at a "
                                    "time, each with a sentence. Once a month a check-up of a "
                                    "minute is offered. The guide of the first minute "
                                    "can be gone through again from the menu.") },
  { N_ ("What no program can do"), N_ ("Said at the start and here, at the end: do not write what "
                                       "would hurt you in other hands.") },
};

typedef struct {
  const char *question;
  const char *values[CONFAB_SAFETY_WORDS_VALUES];
  const char *meanings[CONFAB_SAFETY_WORDS_VALUES];
  const char *weakened; /* of whatever is weaker than the start */
  const char *weakest;  /* of the third value; NULL: the same */
} ChoiceWords;

static const ChoiceWords choices[CONFAB_CHOICE_COUNT] = {
  [CONFAB_CHOICE_KEEP] = { N_ ("How long does a chat stay here?"),
      { N_ ("Forget on closing"), N_ ("Keep a day"), N_ ("Keep a week"), N_ ("Keep 30 days"),
          N_ ("Keep a year"), N_ ("Keep until I delete") },
      { N_ ("Erased when you close it or quit."), N_ ("Locked, on this computer."),
          N_ ("Locked, on this computer."), N_ ("Locked, on this computer."),
          N_ ("Locked, on this computer."), N_ ("Locked, on this computer.") },
      N_ ("What you and others write stays on this computer after you close a chat. Whoever can "
          "open Confab here can read it.") },
  [CONFAB_CHOICE_WRITE] = { N_ ("Who may write to me?"),
      { N_ ("Only people I invite"), N_ ("People I added, and short notes") },
      { N_ ("Notes of strangers are dropped unread. An invitation that you gave still works."),
          N_ ("Others may leave one short note. They learn nothing until you accept.") } },
  [CONFAB_CHOICE_PROFILE] = { N_ ("What do people see of me?"), { N_ ("Only my address") },
      { N_ ("Nothing is published.") } },
  [CONFAB_CHOICE_SIGN_IN] = { N_ ("When am I signed in?"),
      { N_ ("I press Sign in"), N_ ("When I open Confab"), N_ ("Stay signed in when locked") },
      { N_ ("Nothing leaves this computer before. After unlocking the screen you are back."),
          N_ ("All accounts sign in by themselves."),
          N_ ("All accounts sign in by themselves. A locked screen shows nothing, and messages go "
              "on coming in.") },
      N_ ("Whoever opens Confab on this computer signs you in, your buddies see that you are here, "
          "and the network sees which server you use."),
      N_ ("Your buddies see that you are here while you are away, and the key to what is kept here "
          "stays in this computer’s memory: whoever gets at the computer then can look for it.") },
  [CONFAB_CHOICE_RECEIPTS] = { N_ ("Who learns that a message has arrived?"),
      { N_ ("Nobody"), N_ ("People who see when I am here") },
      { N_ ("Your buddies see With your server, and no more."),
          N_ ("They see On your device. Never while you are hidden.") } },
  [CONFAB_CHOICE_TYPED] = { N_ ("Before a password or card number goes out"),
      { N_ ("Ask me"), N_ ("Send it") },
      { N_ ("The message waits until you say so."), N_ ("Only your own password is asked about.") },
      N_ ("Card numbers, codes, private keys and passwords go out at once, to anybody you write "
          "to. "
          "Only the password of your own account is still asked about.") },
  [CONFAB_CHOICE_PERSONAL] = { N_ ("Before small facts go to people I do not know"),
      { N_ ("Ask me"), N_ ("Send it") },
      { N_ ("The message waits until you say so."), N_ ("It goes out at once.") },
      N_ ("People you do not know in life get your phone number, birth date, school or street as "
          "soon as you write it.") },
  [CONFAB_CHOICE_LINKS] = { N_ ("Before a new site opens"),
      { N_ ("Show me where it is"), N_ ("Open it") },
      { N_ ("A click shows the true name of the site first."),
          N_ ("Only from people you know in life, and only where nothing is odd.") },
      N_ ("A click on a link of somebody you know in life opens it at once. Whoever writes in "
          "their "
          "name can lead you to any site.") },
  [CONFAB_CHOICE_NOTIFY] = { N_ ("What do notifications say?"),
      { N_ ("That there is a message"), N_ ("Who wrote"), N_ ("Who wrote, and what") },
      { N_ ("No name and no text."), N_ ("The name, if you know them in life; never the text."),
          N_ ("For people you know in life.") },
      N_ ("Whoever sees your screen can read what people you know in life write, and so can the "
          "program that shows notifications.") },
  [CONFAB_CHOICE_QUIET] = { N_ ("When is it quiet here?") },
  [CONFAB_CHOICE_WAIT] = { N_ ("How long does a message wait before it goes?"),
      { N_ ("20 seconds"), N_ ("10 seconds"), N_ ("5 seconds"), N_ ("It goes at once") },
      { N_ ("So long you can have it back. Whoever you write to waits so long."),
          N_ ("So long you can have it back."), N_ ("So long you can have it back."),
          N_ ("As soon as you press Enter.") } },
};

const char *
confab_safety_words_group (ConfabRiskGroup group) {
  switch (group) {
  case CONFAB_GROUP_PEOPLE:
    return _ ("People");
  case CONFAB_GROUP_TYPED:
    return _ ("What you type");
  case CONFAB_GROUP_EAVESDROPPING:
    return _ ("On the way");
  case CONFAB_GROUP_SEEN:
    return _ ("What others can see");
  case CONFAB_GROUP_KEPT:
    return _ ("What is kept");
  case CONFAB_GROUP_FILES:
    return _ ("Files and links");
  case CONFAB_GROUP_PROGRAM:
    return _ ("The program itself");
  case CONFAB_GROUP_COUNT:
    break;
  }
  return "";
}

const char *
confab_safety_words_title (const ConfabRisk *risk) {
  return _ (risks[risk->number - 1].title);
}

const char *
confab_safety_words_sentence (const ConfabRisk *risk) {
  return _ (risks[risk->number - 1].sentence);
}

char *
confab_safety_words_dup_until (gint64 until_us) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (until_us / G_USEC_PER_SEC);
  const char *format = nl_langinfo (T_FMT);
  gboolean counts_to_twelve = strstr (format, "%p") != NULL || strstr (format, "%r") != NULL;

  if (now == NULL || then == NULL)
    return g_strdup (_ ("some time"));
  if (g_date_time_get_year (now) == g_date_time_get_year (then) &&
      g_date_time_get_day_of_year (now) == g_date_time_get_day_of_year (then))
    return g_date_time_format (then, counts_to_twelve ? "%-I:%M %p" : "%H:%M");
  /* Translators: a day and a time where there is little room, "Sat 2:00 PM" and "Sat 14:00". */
  return g_date_time_format (then, counts_to_twelve ? _ ("%a %-I:%M %p") : _ ("%a %H:%M"));
}

static const char *
comes_words (ConfabRiskComes comes) {
  switch (comes) {
  case CONFAB_COMES_WITH_ROOMS:
    return _ ("Comes with rooms");
  case CONFAB_COMES_WITH_LOCK:
    return _ ("Comes with the lock");
  case CONFAB_COMES_LATER:
    break;
  }
  return _ ("Comes later");
}

char *
confab_safety_words_dup_state (const ConfabRisk *risk, ConfabRiskState state) {
  g_autofree char *until = NULL;

  switch (state.kind) {
  case CONFAB_STATE_COMES:
    break;
  case CONFAB_STATE_ABSENT:
    if (risk->number == RISK_TAKE_BACK)
      return g_strdup (_ ("They go at once"));
    if (risk->number == RISK_ROAD)
      return g_strdup (C_ ("state of a setting", "Not chosen"));
    if (risk->number == RISK_BACKUP)
      return g_strdup (_ ("Not yet"));
    return g_strdup (C_ ("state of a setting", "None found"));
  case CONFAB_STATE_OFF:
    return g_strdup (C_ ("state of a setting", "Off"));
  case CONFAB_STATE_OFF_UNTIL:
    until = confab_safety_words_dup_until (state.until_us);
    /* Translators: %s is a time, "Sat 14:00". */
    return g_strdup_printf (_ ("Off until %s"), until);
  case CONFAB_STATE_NEEDS_YOU:
    return g_strdup (_ ("Needs you"));
  case CONFAB_STATE_SERVER_CANNOT:
    return g_strdup (_ ("Your server cannot"));
  case CONFAB_STATE_ON:
    return g_strdup (C_ ("state of a setting", "On"));
  }
  return g_strdup (comes_words (risk->comes));
}

const char *
confab_safety_words_promise (ConfabPromise promise) {
  switch (promise) {
  case CONFAB_PROMISE_BLANK_PROFILE:
    return _ ("Blank profile");
  case CONFAB_PROMISE_NO_LOGGING:
    return _ ("No logging");
  case CONFAB_PROMISE_STRANGERS_BLOCKED:
    return _ ("Strangers blocked");
  case CONFAB_PROMISE_NONE:
  case CONFAB_PROMISE_COUNT:
    break;
  }
  return "";
}

/* gettext answers "" with the head of the translation. */
static const char *
translate (const char *words) {
  return words != NULL ? _ (words) : NULL;
}

const char *
confab_safety_words_question (ConfabChoice choice) {
  return translate (choices[choice].question);
}

const char *
confab_safety_words_value (ConfabChoice choice, int value) {
  return value >= 0 && value < CONFAB_SAFETY_WORDS_VALUES
             ? translate (choices[choice].values[value])
             : NULL;
}

const char *
confab_safety_words_meaning (ConfabChoice choice, int value) {
  return value >= 0 && value < CONFAB_SAFETY_WORDS_VALUES
             ? translate (choices[choice].meanings[value])
             : NULL;
}

const char *
confab_safety_words_weakened (ConfabChoice choice, int value) {
  if (!confab_safety_choice_weakens (choice, value))
    return NULL;
  return translate (value == 2 && choices[choice].weakest != NULL ? choices[choice].weakest
                                                                  : choices[choice].weakened);
}
