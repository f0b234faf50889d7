/* Messages that disappear, in words: periods, the line of a chat, the end of a message and the
 * small clock that stands for it. It refuses to name a moment that is not known yet. */

#include "chat/chat-timer-words.h"

#include <glib/gi18n.h>

#include "widgets/widgets-when.h"

#define MINUTE 60u
#define HOUR 3600u
#define DAY 86400u
#define WEEK 604800u
#define MARK "confab-timer-mark"
#define MARGIN 3

/* "1 week": for the middle of a sentence. */
static char *
dup_period (guint seconds) {
  guint n;

  if (seconds % WEEK == 0) {
    n = seconds / WEEK;
    return g_strdup_printf (ngettext ("%u week", "%u weeks", n), n);
  }
  if (seconds % DAY == 0) {
    n = seconds / DAY;
    return g_strdup_printf (ngettext ("%u day", "%u days", n), n);
  }
  if (seconds % HOUR == 0) {
    n = seconds / HOUR;
    return g_strdup_printf (ngettext ("%u hour", "%u hours", n), n);
  }
  if (seconds % MINUTE == 0) {
    n = seconds / MINUTE;
    return g_strdup_printf (ngettext ("%u minute", "%u minutes", n), n);
  }
  return g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);
}

char *
confab_chat_timer_dup_with_period (const char *pattern, guint seconds) {
  g_autofree char *period = dup_period (seconds);
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", 2);

  return g_strjoinv (period, parts);
}

char *
confab_chat_timer_dup_named (const char *pattern, const char *name) {
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", 2);

  return g_strjoinv (name, parts);
}

char *
confab_chat_timer_dup_line (ConfabModelMessage *line, const char *name) {
  guint seconds = confab_model_message_get_timer (line);
  g_autofree char *period = seconds > 0 ? dup_period (seconds) : NULL;

  if (confab_model_message_is_own (line))
    return period != NULL ? g_strdup_printf (_ ("You set messages to disappear after %s"), period)
                          : g_strdup (_ ("You set messages to stay"));
  /* Translators: a name, and a period: "Ann set messages to disappear after 1 week". */
  return period != NULL
             ? g_strdup_printf (_ ("%s set messages to disappear after %s"), name, period)
             : confab_chat_timer_dup_named (_ ("%s set messages to stay"), name);
}

char *
confab_chat_timer_dup_end (ConfabModelMessage *message) {
  guint seconds = confab_model_message_get_timer (message);
  gint64 ends_us = confab_model_message_get_ends_us (message);
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;

  if (seconds == 0 || confab_model_message_get_kind (message) == CONFAB_MESSAGE_KIND_LINE)
    return NULL;
  if (ends_us == 0)
    return confab_chat_timer_dup_with_period (confab_model_message_is_own (message)
                                                  ? _ ("Disappears %s after it was sent")
                                                  : _ ("Disappears %s after you read it"),
        seconds);
  day = confab_widgets_when_dup_short (ends_us);
  clock = confab_widgets_when_dup_time (ends_us);
  /* Translators: day and time, "Disappears on 14 Nov at 10:02". */
  return g_strdup_printf (_ ("Disappears on %s at %s"), day, clock);
}

void
confab_chat_timer_show_mark (GtkWidget *line, GtkWidget *before, ConfabModelMessage *message) {
  GtkWidget *mark = g_object_get_data (G_OBJECT (line), MARK);
  g_autofree char *end = confab_chat_timer_dup_end (message);

  if (end == NULL) {
    if (mark != NULL)
      gtk_widget_set_visible (mark, FALSE);
    return;
  }
  if (mark == NULL) {
    mark = gtk_image_new_from_icon_name ("alarm-symbolic");
    gtk_image_set_pixel_size (GTK_IMAGE (mark), 12);
    gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
    gtk_widget_set_margin_start (mark, MARGIN);
    gtk_widget_set_margin_end (mark, MARGIN);
    gtk_widget_add_css_class (mark, "dimmed");
    gtk_box_append (GTK_BOX (line), mark);
    g_object_set_data (G_OBJECT (line), MARK, mark);
  }
  gtk_box_reorder_child_after (GTK_BOX (line), mark, before);
  gtk_widget_set_tooltip_text (mark, end);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, end, -1);
  gtk_widget_set_visible (mark, TRUE);
}
