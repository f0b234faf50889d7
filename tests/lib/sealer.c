/* One device that seals and opens, on a line of commands (sealer.py): words separated by tabs.
 *
 *   new ADDRESS                          "device ID"
 *   bundle old|two                       "bundle XML"
 *   meet ADDRESS ID old|two XML          "met yes|no"
 *   say ADDRESS TEXT                     "sealed XML"
 *   key ADDRESS ID old|two               "sealed XML"
 *   hear FROM XML                        "opened TEXT", "empty", "repeated", "ignored", "closed
 * CAUSE", with " answer" behind it if a key should be sent
 */

#include <stdio.h>
#include <string.h>

#include "../unit/test-omemo-person.h"

#define MAX_WORDS 5

typedef struct {
  const char *address;
  guint32 device;
  ConfabOmemoVersion version;
  const char *xml;
  char *answer;
} Deed;

static ConfabOmemoVersion
read_version (const char *word) {
  return strcmp (word, "two") == 0 ? CONFAB_OMEMO_TWO : CONFAB_OMEMO_OLD;
}

static char *
dup_bytes (GBytes *bytes) {
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

static gboolean
on_bundle (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  Deed *deed = data;
  g_autoptr (ConfabXepOmemoBundle) bundle = confab_omemo_own_bundle (scope, deed->version, error);
  g_autoptr (ConfabStanza) stanza = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (bundle == NULL)
    return FALSE;
  stanza = confab_xep_omemo_bundle_new (bundle);
  bytes = confab_xmpp_stanza_to_bytes (stanza);
  deed->answer = dup_bytes (bytes);
  return TRUE;
}

static gboolean
on_meet (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  Deed *deed = data;
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (deed->xml, -1, NULL);
  g_autoptr (ConfabXepOmemoBundle) bundle =
      stanza != NULL ? confab_xep_omemo_bundle_read (deed->version, stanza) : NULL;
  g_autoptr (GPtrArray) devices =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xep_omemo_device_free);
  ConfabOmemoNeed need = { (char *)deed->address, deed->device, deed->version };
  ConfabOmemoListed listed;
  gboolean is_usable = FALSE;

  person_add_device (devices, deed->device);
  if (!confab_omemo_devices_set (scope, deed->address, deed->version, devices, &listed, error) ||
      !confab_omemo_needs_take (scope, &need, bundle, &is_usable, error))
    return FALSE;
  deed->answer = g_strdup (is_usable ? "yes" : "no");
  return TRUE;
}

static gboolean
on_key (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  Deed *deed = data;
  g_autoptr (ConfabEnvelope) envelope =
      confab_omemo_seal_key (scope, deed->address, deed->device, deed->version, error);

  if (envelope == NULL)
    return FALSE;
  deed->answer = dup_bytes (confab_base_envelope_get_bytes (envelope));
  return TRUE;
}

static void
hear (Person *person, const char *from, const char *xml) {
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  const char *answer;
  ConfabOmemoOpened opened;
  ConfabOmemoOutcome outcome = person_hear (person, from, bytes, &opened);

  answer = opened.wants_answer ? "\tanswer" : "";
  if (outcome == CONFAB_OMEMO_OPENED)
    printf ("opened\t%s%s\n", opened.text, answer);
  else if (outcome == CONFAB_OMEMO_OPENED_EMPTY)
    printf ("empty%s\n", answer);
  else if (outcome == CONFAB_OMEMO_NOT_OPENED)
    printf ("closed\t%d%s\n", (int)opened.cause, answer);
  else
    printf ("%s%s\n", outcome == CONFAB_OMEMO_REPEATED ? "repeated" : "ignored", answer);
  confab_omemo_opened_clear (&opened);
}

static void
do_deed (Person *person, const char *name,
    gboolean (*work) (const ConfabOmemoScope *scope, gpointer data, GError **error), Deed *deed) {
  person_do (person, work, deed);
  printf ("%s\t%s\n", name, deed->answer);
  g_free (deed->answer);
}

static void
obey (Person **person, char **words, guint n) {
  if (strcmp (words[0], "new") == 0 && n == 2) {
    *person = person_new (words[1], confab_base_random_system ());
    printf ("device\t%u\n", (*person)->device);
  } else if (strcmp (words[0], "bundle") == 0 && n == 2) {
    do_deed (*person, "bundle", on_bundle, &(Deed){ .version = read_version (words[1]) });
  } else if (strcmp (words[0], "meet") == 0 && n == 5) {
    do_deed (*person, "met", on_meet,
        &(Deed){ .address = words[1],
            .device = (guint32)atol (words[2]),
            .version = read_version (words[3]),
            .xml = words[4] });
  } else if (strcmp (words[0], "key") == 0 && n == 4) {
    do_deed (*person, "sealed", on_key,
        &(Deed){ .address = words[1],
            .device = (guint32)atol (words[2]),
            .version = read_version (words[3]) });
  } else if (strcmp (words[0], "say") == 0 && n == 3) {
    g_autoptr (GBytes) bytes = person_say (*person, words[1], words[2]);

    printf ("sealed\t%.*s\n", (int)g_bytes_get_size (bytes),
        (const char *)g_bytes_get_data (bytes, NULL));
  } else if (strcmp (words[0], "hear") == 0 && n == 3) {
    hear (*person, words[1], words[2]);
  } else {
    g_error ("There is no such command: %s", words[0]);
  }
  fflush (stdout);
}

int
main (int argc, char *argv[]) {
  g_autofree char *line = NULL;
  Person *person = NULL;
  size_t room = 0;
  ssize_t size;

  dex_init ();
  confab_base_secret_init ();
  while ((size = getline (&line, &room, stdin)) > 0) {
    g_auto (GStrv) words = NULL;

    line[size - 1] = '\0';
    words = g_strsplit (line, "\t", MAX_WORDS);
    obey (&person, words, g_strv_length (words));
  }
  g_clear_pointer (&person, person_free);
  return 0;
}
