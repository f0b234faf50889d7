/* Words for backups. A backup is only ever called one after it was tested, and what was counted is
 * said as it was counted. */

#include "backup/backup-words.h"

#include <glib/gi18n.h>

#include "widgets/widgets-when.h"

const char *
confab_backup_words_stage (ConfabModelBackupStage stage) {
  switch (stage) {
  case CONFAB_BACKUP_STAGE_KEY:
    break;
  case CONFAB_BACKUP_STAGE_WRITING:
    return _ ("Writing the backup");
  case CONFAB_BACKUP_STAGE_TESTING:
    return _ ("Testing it: all of it is opened and counted");
  case CONFAB_BACKUP_STAGE_RESTORING:
    return _ ("Bringing it back");
  case CONFAB_BACKUP_STAGE_EXPORTING:
    return _ ("Writing the file");
  case CONFAB_BACKUP_STAGE_READING:
    return _ ("Reading the file");
  case CONFAB_BACKUP_STAGE_BRINGING:
    return _ ("Bringing the buddies");
  case CONFAB_BACKUP_STAGE_SALVAGING:
    return _ ("Reading what can be read");
  }
  return _ ("Beginning");
}

char *
confab_backup_words_dup_last (const ConfabModelLastBackup *last) {
  g_autofree char *day = NULL;

  if (last->made_us == 0)
    return g_strdup (_ ("There is none yet: what is only here is gone with this computer."));
  day = confab_widgets_when_dup_day (last->made_us);
  /* Translators: %'u is a number, %s a day in the past, "today" or "on 3 May". */
  return g_strdup_printf (ngettext ("Made and tested %2$s: %1$'u message readable.",
                              "Made and tested %2$s: %1$'u messages readable.", last->n_messages),
      last->n_messages, day);
}

char *
confab_backup_words_dup_counts (guint n_contacts, guint n_messages) {
  g_autofree char *people =
      g_strdup_printf (ngettext ("%'u buddy", "%'u buddies", n_contacts), n_contacts);
  g_autofree char *messages =
      g_strdup_printf (ngettext ("%'u message", "%'u messages", n_messages), n_messages);

  /* Translators: two things that were counted, "3 buddies" and "1,204 messages". */
  return g_strdup_printf (_ ("%s and %s"), people, messages);
}
