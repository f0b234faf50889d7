/* Words for devices. A label is what its owner typed: it names a device and proves nothing, so the
 * state always stands beside it. */

#include "devices/devices-words.h"

#include <glib/gi18n.h>

#include "widgets/widgets-when.h"

#define MAX_LABEL 60 /* characters */

static char *
dup_named (const char *pattern, const char *name) {
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", -1);

  return g_strjoinv (name, parts);
}

char *
confab_devices_words_dup_name (ConfabModelDevice *device) {
  const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (device);

  if ((facts->label == NULL || *facts->label == '\0') && facts->is_this)
    return g_strdup (_ ("This computer"));
  if (facts->label == NULL || *facts->label == '\0')
    /* Translators: %u is a number that stands for a device. */
    return g_strdup_printf (_ ("Device %u"), facts->id);
  if (g_utf8_strlen (facts->label, -1) > MAX_LABEL) {
    g_autofree char *start = g_utf8_substring (facts->label, 0, MAX_LABEL);

    return g_strconcat (start, "…", NULL);
  }
  return g_strdup (facts->label);
}

char *
confab_devices_words_dup_day (gint64 time_us) {
  g_autofree char *today = NULL;
  g_autofree char *day = NULL;

  if (time_us == 0)
    return g_strdup (_ ("Never"));
  today = confab_widgets_when_dup_short (g_get_real_time ());
  day = confab_widgets_when_dup_short (time_us);
  return g_str_equal (today, day) ? g_strdup (_ ("Today")) : g_steal_pointer (&day);
}

static char *
dup_trust (const ConfabModelDeviceFacts *facts, const char *owner) {
  switch (facts->trust) {
  case CONFAB_TRUST_LEFT_OUT:
    return g_strdup (_ ("Left out"));
  case CONFAB_TRUST_UNDECIDED:
    return owner != NULL ? dup_named (_ ("New: is it %s’s?"), owner)
                         : g_strdup (_ ("New: was that you?"));
  case CONFAB_TRUST_USED:
    return g_strdup (_ ("Not compared yet"));
  case CONFAB_TRUST_CHECKED:
    break;
  }
  if (facts->checked_us > 0) {
    g_autofree char *day = confab_widgets_when_dup_day (facts->checked_us);

    /* Translators: %s is "today", "on 14 May" and the like. */
    return g_strdup_printf (_ ("Compared %s"), day);
  }
  return g_strdup (_ ("Compared"));
}

char *
confab_devices_words_dup_state (ConfabModelDevice *device, const char *owner) {
  const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (device);
  g_autofree char *trust = NULL;
  g_autofree char *day = NULL;

  if (facts->is_this)
    return facts->label != NULL && *facts->label != '\0'
               ? g_strdup (_ ("This computer"))
               : g_strdup_printf (_ ("Device %u"), facts->id);
  if (!facts->is_listed && facts->last_us == 0)
    return g_strdup (_ ("Not in use any more"));
  if (!facts->is_listed) {
    day = confab_widgets_when_dup_day (facts->last_us);
    /* Translators: %s is "today", "on 14 May" and the like. */
    return g_strdup_printf (_ ("Last seen %s"), day);
  }
  if (facts->has_problem)
    return g_strdup (_ ("Its keys are missing or wrong"));
  trust = dup_trust (facts, owner);
  if (facts->last_us == 0)
    return g_steal_pointer (&trust);
  day = confab_widgets_when_dup_day (facts->last_us);
  /* Translators: state of a device, and the day of its last message: "Left out · last seen today"
   */
  return g_strdup_printf (_ ("%s · last seen %s"), trust, day);
}

static char *
dup_meaning_of_mine (const ConfabModelDeviceFacts *facts) {
  switch (facts->trust) {
  case CONFAB_TRUST_LEFT_OUT:
    return g_strdup (_ ("It gets nothing of what you write here."));
  case CONFAB_TRUST_UNDECIDED:
    return g_strdup (_ ("It signed in with your password. If that was not you, somebody has it."));
  case CONFAB_TRUST_USED:
  case CONFAB_TRUST_CHECKED:
    break;
  }
  return g_strdup (_ ("It can read what is written to you, and what you write here."));
}

char *
confab_devices_words_dup_meaning (ConfabModelDevice *device, const char *owner) {
  const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (device);

  if (!facts->is_listed)
    return g_strdup (_ ("Nothing is sent to it."));
  if (facts->has_problem)
    return g_strdup (_ ("Nothing can be sent to it until its program puts that right."));
  if (owner == NULL)
    return dup_meaning_of_mine (facts);
  switch (facts->trust) {
  case CONFAB_TRUST_LEFT_OUT:
    return g_strdup (_ ("It gets nothing that you write, and what it sends is not opened."));
  case CONFAB_TRUST_UNDECIDED:
    return dup_named (
        _ ("Usually a new phone, sometimes someone pretending. Ring %s before you decide."), owner);
  case CONFAB_TRUST_USED:
    return dup_named (
        _ ("It gets what you write to %s. Nobody has checked yet that it is theirs."), owner);
  case CONFAB_TRUST_CHECKED:
    break;
  }
  return dup_named (_ ("It gets what you write to %s. You compared, and it was the same."), owner);
}
