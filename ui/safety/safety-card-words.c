/* What a server is and says, in words. What it did not say is said as that, and never as good or
 * bad; nothing that came from the server is more here than text. */

#include "safety/safety-card-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "widgets/widgets-when.h"

#define HOURS_IN_WORDS 48 /* below it hours are told, above it days */
#define DAYS_IN_WORDS 730 /* above it years */
#define DAYS_OF_YEAR 365

const char *
confab_safety_card_words_heading (ConfabCardPart part) {
  switch (part) {
  case CONFAB_CARD_PEOPLE:
    return _ ("People to turn to");
  case CONFAB_CARD_ARCHIVE:
    return _ ("What it keeps of your chats");
  case CONFAB_CARD_POLICY:
    return _ ("What it says about your data");
  case CONFAB_CARD_DEVICES:
    return _ ("Signed in as you");
  case CONFAB_CARD_LINE:
  case CONFAB_CARD_COUNT:
    break;
  }
  return "";
}

const char *
confab_safety_card_words_foot (ConfabCardPart part) {
  if (part == CONFAB_CARD_LINE)
    return _ ("Seen by Confab itself. All that follows is the server’s own word, which cannot be "
              "checked from here.");
  return NULL;
}

const char *
confab_safety_card_words_nothing (ConfabCardPart part) {
  switch (part) {
  case CONFAB_CARD_PEOPLE:
    return _ ("It names nobody");
  case CONFAB_CARD_POLICY:
    return _ ("It says nothing about that");
  case CONFAB_CARD_DEVICES:
    return _ ("It does not list who is signed in");
  case CONFAB_CARD_LINE:
  case CONFAB_CARD_ARCHIVE:
  case CONFAB_CARD_COUNT:
    break;
  }
  return NULL;
}

const char *
confab_safety_card_words_advice (ConfabCardPart part) {
  switch (part) {
  case CONFAB_CARD_PEOPLE:
    return _ ("Its page on the web may say who runs it.");
  case CONFAB_CARD_POLICY:
    return _ ("Ask the people who run it what they keep, how long, and who can look at it.");
  case CONFAB_CARD_DEVICES:
    return _ ("Which devices can read what you get stands under My devices.");
  case CONFAB_CARD_LINE:
  case CONFAB_CARD_ARCHIVE:
  case CONFAB_CARD_COUNT:
    break;
  }
  return NULL;
}

ConfabCardPart
confab_safety_card_words_part (ConfabModelFact *fact) {
  ConfabFactKind kind = confab_model_fact_get_kind (fact);

  if (kind == CONFAB_FACT_NONE || kind >= CONFAB_FACT_DEVICES)
    return CONFAB_CARD_COUNT;
  if (kind <= CONFAB_FACT_WATCHED)
    return CONFAB_CARD_LINE;
  if (kind <= CONFAB_FACT_SALES)
    return CONFAB_CARD_PEOPLE;
  if (kind <= CONFAB_FACT_ARCHIVE_OLDEST)
    return CONFAB_CARD_ARCHIVE;
  return kind <= CONFAB_FACT_EXTRA ? CONFAB_CARD_POLICY : CONFAB_CARD_DEVICES;
}

/* ---- titles ---- */

static const char *
archive_title (gint64 has_archive) {
  if (has_archive == 1)
    return _ ("It keeps messages for your other devices");
  return has_archive == 0 ? _ ("It keeps no messages for later")
                          : _ ("It did not say whether it keeps messages");
}

static const char *
title_of (ConfabFactKind kind) {
  static const char *const titles[CONFAB_FACT_COUNT] = {
    [CONFAB_FACT_ABUSE] = N_ ("If somebody pesters you"),
    [CONFAB_FACT_SUPPORT] = N_ ("For help"),
    [CONFAB_FACT_SECURITY] = N_ ("For holes in its security"),
    [CONFAB_FACT_ADMIN] = N_ ("The people who run it"),
    [CONFAB_FACT_STATUS] = N_ ("Whether it is running"),
    [CONFAB_FACT_FEEDBACK] = N_ ("What you think of it"),
    [CONFAB_FACT_SALES] = N_ ("To buy something"),
    [CONFAB_FACT_ARCHIVE_DEFAULT] = N_ ("Of which chats"),
    [CONFAB_FACT_ARCHIVE_OLDEST] = N_ ("The oldest there now"),
    [CONFAB_FACT_RETENTION] = N_ ("How long it is kept"),
    [CONFAB_FACT_AT_REST] = N_ ("Locked where it lies"),
    [CONFAB_FACT_ACCESS] = N_ ("Who can look at it"),
    [CONFAB_FACT_DELETION] = N_ ("You can erase it there yourself"),
    [CONFAB_FACT_ERASURE] = N_ ("All of it can go with your address"),
    [CONFAB_FACT_EXPORT] = N_ ("You can take it along"),
    [CONFAB_FACT_BACKUP_EVERY] = N_ ("Longest time between two backups"),
    [CONFAB_FACT_BACKUP_KEPT] = N_ ("How long backups are kept"),
    [CONFAB_FACT_TERMS] = N_ ("Its terms"),
    [CONFAB_FACT_EXTRA] = N_ ("In its own words"),
  };

  return kind < CONFAB_FACT_COUNT && titles[kind] != NULL ? _ (titles[kind]) : "";
}

char *
confab_safety_card_words_dup_title (ConfabModelFact *fact, const char *domain) {
  ConfabFactKind kind = confab_model_fact_get_kind (fact);
  gint64 number = confab_model_fact_get_number (fact);
  const char *text = confab_model_fact_get_text (fact);

  switch (kind) {
  case CONFAB_FACT_BINDING:
    return g_strdup (number == 1 ? _ ("Your sign-in was tied to this very line")
                                 : _ ("Your sign-in could not be tied to this line"));
  case CONFAB_FACT_CERTIFICATE:
    /* Translators: %s is the name of a server. */
    return g_strdup_printf (_ ("It proved to be %s"), domain);
  case CONFAB_FACT_WATCHED:
    return g_strdup (_ ("It hears whether you look at Confab"));
  case CONFAB_FACT_ARCHIVE:
    return g_strdup (archive_title (number));
  case CONFAB_FACT_DEVICE_HERE:
  case CONFAB_FACT_DEVICE_AWAY:
    return g_strdup (*text != '\0' ? text : _ ("A program that gives no name"));
  default:
    return g_strdup (title_of (kind));
  }
}

/* ---- what stands below ---- */

static char *
dup_not_said (void) {
  /* Translators: a server says nothing about this. */
  return g_strdup (_ ("Not said"));
}

char *
confab_safety_card_words_dup_hours (gint64 hours) {
  guint days = hours > 0 ? (guint)(hours / 24) : 0;

  if (hours == CONFAB_FACT_FOREVER)
    return g_strdup (_ ("Without an end"));
  if (hours < 0)
    return dup_not_said ();
  if (hours < HOURS_IN_WORDS)
    return g_strdup_printf (ngettext ("%u hour", "%u hours", (gulong)hours), (guint)hours);
  if (days < DAYS_IN_WORDS)
    return g_strdup_printf (ngettext ("%u day", "%u days", days), days);
  return g_strdup_printf (
      ngettext ("%u year", "%u years", days / DAYS_OF_YEAR), days / DAYS_OF_YEAR);
}

/* "O=Some Authority" or "CN=…" of a certificate's line of names; else the whole line. */
static char *
dup_authority (const char *issuer) {
  static const char *const prefixes[] = { "O=", "CN=" };
  g_auto (GStrv) parts = g_strsplit (issuer, ",", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++) {
    for (char **part = parts; *part != NULL; part++)
      if (g_str_has_prefix (g_strstrip (*part), prefixes[i]))
        return g_strdup (*part + strlen (prefixes[i]));
  }
  return g_strdup (issuer);
}

static char *
dup_certificate (ConfabModelFact *fact) {
  const char *issuer = confab_model_fact_get_text (fact);
  gint64 until_us = confab_model_fact_get_number (fact);
  g_autofree char *authority = NULL;
  g_autofree char *until = NULL;

  if (*issuer == '\0')
    return g_strdup (_ ("Who vouches for that is not known here."));
  authority = dup_authority (issuer);
  if (until_us <= 0)
    /* Translators: %s is an authority that vouches for servers. */
    return g_strdup_printf (_ ("%s vouches for that."), authority);
  until = confab_widgets_when_dup_short (until_us);
  /* Translators: the first is an authority that vouches for servers, the second a day, "14 Nov". */
  return g_strdup_printf (_ ("%s vouches for that, until %s."), authority, until);
}

static const char *
binding_words (gint64 is_bound) {
  return is_bound == 1
             ? _ ("Whoever had come in between, even with a false certificate, would have "
                  "been found out.")
             : _ ("The server does not offer it. Somebody with a false certificate could "
                  "sit in between.");
}

static const char *
archive_default_words (gint64 preset) {
  switch (preset) {
  case CONFAB_FACT_ARCHIVE_NEVER:
    return _ ("None, but for people who were put on a list there");
  case CONFAB_FACT_ARCHIVE_BUDDIES:
    return _ ("Those with your buddies");
  case CONFAB_FACT_ARCHIVE_ALWAYS:
    return _ ("All of them");
  default:
    return _ ("Not said");
  }
}

const char *
confab_safety_card_words_keeps (ConfabServerKeeps keeps) {
  switch (keeps) {
  case CONFAB_SERVER_KEEPS_EVERYTHING:
    return archive_default_words (CONFAB_FACT_ARCHIVE_ALWAYS);
  case CONFAB_SERVER_KEEPS_CONTACTS:
    return archive_default_words (CONFAB_FACT_ARCHIVE_BUDDIES);
  case CONFAB_SERVER_KEEPS_NOTHING:
    return archive_default_words (CONFAB_FACT_ARCHIVE_NEVER);
  case CONFAB_SERVER_KEEPS_FIXED:
  case CONFAB_SERVER_KEEPS_UNKNOWN:
  case CONFAB_SERVER_KEEPS_NO_COPIES:
    break;
  }
  return NULL;
}

static char *
dup_archive_oldest (gint64 oldest_us) {
  g_autofree char *day = NULL;

  if (oldest_us == 0)
    return g_strdup (_ ("Nothing is there"));
  if (oldest_us < 0)
    return dup_not_said ();
  day = confab_widgets_when_dup_day (oldest_us);
  /* Translators: of a message; %s is "today" or "on 3 May". */
  return g_strdup_printf (_ ("It came %s"), day);
}

static char *
dup_access (gint64 access) {
  static const struct {
    gint64 flag;
    const char *words;
  } who[] = {
    { CONFAB_FACT_ACCESS_NONE, N_ ("Nobody but you") },
    { CONFAB_FACT_ACCESS_ADMINS, N_ ("The people who run it") },
    { CONFAB_FACT_ACCESS_MODERATORS, N_ ("Those who keep order in its rooms") },
    { CONFAB_FACT_ACCESS_MEMBERS, N_ ("Everybody in the organisation behind it") },
    { CONFAB_FACT_ACCESS_GOVERNMENT, N_ ("The state, by law") },
    { CONFAB_FACT_ACCESS_ADVERTISERS, N_ ("Advertisers") },
    { CONFAB_FACT_ACCESS_PARTNERS, N_ ("Firms it works with") },
  };
  g_autoptr (GString) list = g_string_new (NULL);

  if (access <= 0)
    return dup_not_said ();
  for (gsize i = 0; i < G_N_ELEMENTS (who); i++) {
    if ((access & who[i].flag) == 0)
      continue;
    if (list->len > 0)
      g_string_append_c (list, '\n');
    g_string_append (list, _ (who[i].words));
  }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
dup_yes_or_no (gint64 value) {
  if (value < 0)
    return dup_not_said ();
  return g_strdup (value == 1 ? C_ ("a server says so", "Yes") : C_ ("a server says so", "No"));
}

/* `none`: what 0 hours mean. */
static char *
dup_hours_or (gint64 hours, const char *none) {
  return hours == 0 ? g_strdup (none) : confab_safety_card_words_dup_hours (hours);
}

static char *
dup_device_text (gboolean is_here, gint64 time_us) {
  g_autofree char *day = NULL;

  if (time_us <= 0)
    return g_strdup (is_here ? _ ("Here now") : _ ("Not here now; may come back"));
  day = confab_widgets_when_dup_day (time_us);
  /* Translators: %s is "today" or "on 3 May". */
  return g_strdup_printf (
      is_here ? _ ("Here now; first seen %s") : _ ("Not here now; last seen %s"), day);
}

char *
confab_safety_card_words_dup_text (ConfabModelFact *fact) {
  ConfabFactKind kind = confab_model_fact_get_kind (fact);
  gint64 number = confab_model_fact_get_number (fact);

  switch (kind) {
  case CONFAB_FACT_BINDING:
    return g_strdup (binding_words (number));
  case CONFAB_FACT_CERTIFICATE:
    return dup_certificate (fact);
  case CONFAB_FACT_WATCHED:
    return g_strdup (
        _ ("While no window of it is in front, the server may tell you later who comes "
           "and goes. Nobody else hears of it."));
  case CONFAB_FACT_ARCHIVE:
    return g_strdup (
        number == 1 ? _ ("Of sealed ones it can read who wrote to whom and when, and not what.")
                    : "");
  case CONFAB_FACT_ARCHIVE_DEFAULT:
    return g_strdup (archive_default_words (number));
  case CONFAB_FACT_ARCHIVE_OLDEST:
    return dup_archive_oldest (number);
  case CONFAB_FACT_RETENTION:
    return dup_hours_or (number, _ ("Not at all"));
  case CONFAB_FACT_BACKUP_EVERY:
  case CONFAB_FACT_BACKUP_KEPT:
    return dup_hours_or (number, _ ("There are none"));
  case CONFAB_FACT_AT_REST:
  case CONFAB_FACT_DELETION:
  case CONFAB_FACT_ERASURE:
  case CONFAB_FACT_EXPORT:
    return dup_yes_or_no (number);
  case CONFAB_FACT_ACCESS:
    return dup_access (number);
  case CONFAB_FACT_DEVICE_HERE:
  case CONFAB_FACT_DEVICE_AWAY:
    return dup_device_text (kind == CONFAB_FACT_DEVICE_HERE, number);
  default:
    return g_strdup (confab_model_fact_get_text (fact));
  }
}

/* ---- links ---- */

const char *
confab_safety_card_words_link (ConfabModelFact *fact) {
  static const char *const schemes[] = { "https:", "mailto:", "xmpp:" };
  ConfabFactKind kind = confab_model_fact_get_kind (fact);
  const char *text = confab_model_fact_get_text (fact);

  if (kind != CONFAB_FACT_TERMS && (kind < CONFAB_FACT_ABUSE || kind > CONFAB_FACT_SALES))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (text, schemes[i], strlen (schemes[i])) == 0)
      return text;
  return NULL;
}
