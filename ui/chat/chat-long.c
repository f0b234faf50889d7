/* Bubbles hold so much text that laying it out takes no time that is felt; whoever wants the rest
 * asks for it. Nobody can stop the program with a long message, and none fills the screen by
 * itself. */

#include "chat/chat-long.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-text.h"
#include "safety/safety-link.h"

#define MAX_CHARS 2200 /* of a bubble; a link (CONFAB_LINK_MAX_BYTES) fits */
#define MAX_LINES 60
#define MAX_WORD 60    /* bytes */
#define MAX_CLUSTER 14 /* characters that stand as one; families of emoji have ten */
#define MAX_MARKS 6    /* on one letter; more say nothing, and take long to place */
#define MAX_BLANK 40   /* letters wide */
#define TAB 8
#define MAX_LINE_CHARS 4000 /* of a line in the sheet: Pango lays out one at a time */
#define SHEET_WIDTH 560
#define SHEET_HEIGHT 560

/* Bytes that a bubble shows. */
static gsize
get_shown (const char *text) {
  const char *end = text;
  guint lines = 0, chars = 0;

  while (*end != '\0' && chars < MAX_CHARS && (*end != '\n' || ++lines < MAX_LINES)) {
    end = g_utf8_next_char (end);
    chars++;
  }
  return (gsize)(end - text);
}

/* Not within a word, if one ends near by. A part of a link would lead somewhere else: it is left
 * out whole. */
static gsize
find_cut (const char *text, gsize shown) {
  gsize length = strlen (text), from = 0, cut = shown;
  ConfabLinkSpan span;

  while (cut + MAX_WORD > shown && cut > 0 && !g_ascii_isspace (text[cut]))
    cut--;
  if (!g_ascii_isspace (text[cut]))
    cut = shown;
  while (from < cut && confab_safety_link_next (text, length, from, &span) && span.start < cut) {
    if (span.end > cut)
      return span.start > 0 ? span.start : cut;
    from = span.end;
  }
  return cut;
}

/* What is joined without end (emoji, syllables of Hindi or Korean), and what is blank, cannot be
 * wrapped, and would make the window as wide as it is. NULL: it is as it should be. */
static char *
dup_wrappable (const char *text) {
  glong n_chars = g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attributes = g_new0 (PangoLogAttr, n_chars + 1);
  g_autoptr (GString) parted = g_string_new (NULL);
  guint joined = 0, blank = 0, marks = 0;
  gsize length = strlen (text);

  pango_get_log_attrs (text, -1, -1, pango_language_get_default (), attributes, (int)n_chars + 1);
  for (glong i = 0; i < n_chars; i++, text = g_utf8_next_char (text)) {
    joined = attributes[i].is_cursor_position ? 0 : joined + 1;
    marks = g_unichar_ismark (g_utf8_get_char (text)) ? marks + 1 : 0;
    blank = *text == '\t' ? blank + TAB : *text == ' ' ? blank + 1 : 0;
    if (joined > 0 && joined % MAX_CLUSTER == 0)
      g_string_append (parted, "\u200b");
    if (blank <= MAX_BLANK && marks <= MAX_MARKS)
      g_string_append_unichar (parted, g_utf8_get_char (text));
  }
  return parted->len != length ? g_string_free_and_steal (g_steal_pointer (&parted)) : NULL;
}

gboolean
confab_chat_long_is_cut (const char *text) {
  return text[get_shown (text)] != '\0';
}

char *
confab_chat_long_dup_shown (const char *text) {
  gsize cut = get_shown (text);
  g_autofree char *seen = confab_base_text_dup_line (text, 1);
  g_autofree char *kept = NULL;
  g_autofree char *start = NULL;
  char *wrappable;

  if (seen == NULL)
    return g_strdup (_ ("(empty)"));
  if (text[cut] == '\0')
    return dup_wrappable (text);
  kept = g_strndup (text, find_cut (text, cut));
  /* A space keeps the dots out of a link that ends here. */
  start = g_strconcat (kept, " …", NULL);
  wrappable = dup_wrappable (start);
  return wrappable != NULL ? wrappable : g_steal_pointer (&start);
}

/* A line without end would be laid out at once. */
static void
fill (GtkTextBuffer *buffer, const char *text) {
  g_autoptr (GString) lines = g_string_sized_new (strlen (text));
  guint chars = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    chars = *at == '\n' ? 0 : chars + 1;
    if (chars > MAX_LINE_CHARS) {
      g_string_append_c (lines, '\n');
      chars = 1;
    }
    g_string_append_unichar (lines, g_utf8_get_char (at));
  }
  gtk_text_buffer_set_text (buffer, lines->str, (int)lines->len);
}

void
confab_chat_long_present (GtkWidget *parent, const char *text, const char *name) {
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *bars = adw_toolbar_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  g_autofree char *title =
      name != NULL ? g_strdup_printf (_ ("What %s wrote"), name) : g_strdup (_ ("What you wrote"));

  fill (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text);
  g_object_set (view, "editable", FALSE, "cursor-visible", FALSE, "wrap-mode", GTK_WRAP_WORD_CHAR,
      "left-margin", 18, "right-margin", 18, "top-margin", 12, "bottom-margin", 18, "accepts-tab",
      FALSE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bars), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bars), scrolled);
  adw_dialog_set_title (dialog, title);
  adw_dialog_set_content_width (dialog, SHEET_WIDTH);
  adw_dialog_set_content_height (dialog, SHEET_HEIGHT);
  adw_dialog_set_child (dialog, bars);
  adw_dialog_present (dialog, parent);
}
