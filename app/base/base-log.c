/* The writer of the program's log: one line on standard error for each record.
 *
 * Writes nowhere else, drops debug lines unless CONFAB_DEBUG=1, and keeps the debug chatter of the
 * libraries out altogether. Text that came from outside cannot forge a line or steer a terminal:
 * control characters become "?". A line is bounded and built without allocation. */

#include "base/base-log.h"

#include <string.h>
#include <unistd.h>

#define MAX_LINE_BYTES 2048
#define SHOW_DEBUG (1u << 31) /* beside the GLogLevelFlags in the writer's data */

typedef struct {
  char bytes[MAX_LINE_BYTES];
  gsize length;
} Line;

/* Leaves room for the line feed. What does not fit is cut at a character. */
static void
line_add (Line *line, const char *text, gssize length) {
  const char *end = length < 0 ? text + strlen (text) : text + length;

  while (text < end) {
    gunichar c = g_utf8_get_char_validated (text, end - text);
    gsize size = 1;

    if (c != (gunichar)-1 && c != (gunichar)-2 && c != 0)
      size = (gsize)(g_utf8_next_char (text) - text);
    if (line->length + size + 1 > sizeof line->bytes)
      return;

    if (c == (gunichar)-1 || c == (gunichar)-2 || c < 0x20 || (c >= 0x7F && c < 0xA0))
      line->bytes[line->length++] = '?';
    else {
      memcpy (line->bytes + line->length, text, size);
      line->length += size;
    }
    text += size;
  }
}

static const char *
level_name (GLogLevelFlags level) {
  if (level & G_LOG_LEVEL_ERROR)
    return "ERROR";
  if (level & G_LOG_LEVEL_CRITICAL)
    return "CRITICAL";
  if (level & G_LOG_LEVEL_WARNING)
    return "WARNING";
  if (level & G_LOG_LEVEL_MESSAGE)
    return "MESSAGE";
  if (level & G_LOG_LEVEL_INFO)
    return "info";
  return "debug";
}

static const GLogField *
find_field (const GLogField *fields, gsize count, const char *key) {
  for (gsize i = 0; i < count; i++) {
    if (strcmp (fields[i].key, key) == 0)
      return &fields[i];
  }
  return NULL;
}

static void
line_add_field (Line *line, const GLogField *field) {
  if (field != NULL && field->value != NULL)
    line_add (line, field->value, field->length);
}

static void
write_line (Line *line) {
  gsize written = 0;

  line->bytes[line->length++] = '\n';
  while (written < line->length) {
    gssize now = write (STDERR_FILENO, line->bytes + written, line->length - written);

    if (now <= 0)
      return; /* there is nobody to tell */
    written += (gsize)now;
  }
}

static GLogWriterOutput
on_log_record (GLogLevelFlags level, const GLogField *fields, gsize count, gpointer data) {
  guint settings = GPOINTER_TO_UINT (data);
  const GLogField *area = find_field (fields, count, "CONFAB_AREA");
  Line line = { .length = 0 };

  if ((level & G_LOG_LEVEL_DEBUG) && (area == NULL || !(settings & SHOW_DEBUG)))
    return G_LOG_WRITER_HANDLED;
  if ((level & G_LOG_LEVEL_INFO) && area == NULL)
    return G_LOG_WRITER_HANDLED;

  line_add (&line, "confab ", -1);
  line_add (&line, level_name (level), -1);
  line_add (&line, " ", -1);
  line_add_field (&line, area != NULL ? area : find_field (fields, count, "GLIB_DOMAIN"));
  line_add (&line, ": ", -1);
  line_add_field (&line, find_field (fields, count, "MESSAGE"));
  write_line (&line);

  /* GLib ends the program after an ERROR itself; what G_DEBUG=fatal-criticals adds is left to the
   * writer when it is not GLib's own. */
  if (level & settings & G_LOG_LEVEL_MASK & ~(guint)G_LOG_LEVEL_ERROR)
    G_BREAKPOINT ();
  return G_LOG_WRITER_HANDLED;
}

void
confab_base_log_init (void) {
  /* The only way to read the mask is to set it. */
  guint settings = g_log_set_always_fatal (G_LOG_FATAL_MASK);

  g_log_set_always_fatal (settings);
  settings &= G_LOG_LEVEL_MASK;
  if (g_strcmp0 (g_getenv ("CONFAB_DEBUG"), "1") == 0)
    settings |= SHOW_DEBUG;
  g_log_set_writer_func (on_log_record, GUINT_TO_POINTER (settings), NULL);
}
