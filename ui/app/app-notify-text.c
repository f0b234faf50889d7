/* Names and messages on their way to the desktop's notifications. GLib hands title and body on as
 * they are, to three kinds of receiver: org.freedesktop.Notifications, which may take a body for
 * markup with links and pictures that are fetched, and org.gtk.Notifications and the portal, which
 * take it for plain text. Which of them it will be GLib does not tell, and one that escapes for the
 * first would be read as "&lt;" by the others. So what markup is made of does not leave: each such
 * character goes as its nearest look-alike, which is literal everywhere. */

#include "app/app-notify-text.h"

#include <string.h>

#include "base/base-text.h"

static const char *
find_look_alike (char c) {
  switch (c) {
  case '<':
    return "‹";
  case '>':
    return "›";
  case '&':
    return "＆";
  default:
    return NULL;
  }
}

char *
confab_app_notify_text_dup (const char *text, gsize max_chars) {
  g_autofree char *line = confab_base_text_dup_line (text, max_chars);
  GString *plain;

  if (line == NULL)
    return NULL;
  plain = g_string_sized_new (strlen (line));
  for (const char *p = line; *p != '\0'; p++) {
    const char *look_alike = find_look_alike (*p);

    if (look_alike != NULL)
      g_string_append (plain, look_alike);
    else
      g_string_append_c (plain, *p);
  }
  return g_string_free_and_steal (plain);
}
