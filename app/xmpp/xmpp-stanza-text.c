/* Elements as XML text, and one element from text. Every namespace is written as a default one, so
 * no prefix but "xml" is ever made. Mixed content loses its order: text first, then the children.
 * Refuses to parse anything but exactly one element. */

#include "xmpp/xmpp-stanza-private.h"

#include <string.h>

#include "xmpp/xmpp-parser.h"

typedef struct {
  const ConfabStanza *stanza;
  guint next; /* child to write next */
} Level;

static void
append_escaped (GString *out, const char *text, gboolean is_attribute) {
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '&')
      g_string_append (out, "&amp;");
    else if (*c == '<')
      g_string_append (out, "&lt;");
    else if (*c == '>')
      g_string_append (out, "&gt;");
    else if (*c == '\'')
      g_string_append (out, "&apos;");
    else if (*c == '"')
      g_string_append (out, "&quot;");
    else if (*c == '\r')
      g_string_append (out, "&#13;");
    else if (is_attribute && *c == '\n')
      g_string_append (out, "&#10;");
    else if (is_attribute && *c == '\t')
      g_string_append (out, "&#9;");
    else
      g_string_append_c (out, *c);
  }
}

/* The opening tag, and the text. FALSE if the element is finished with it. */
static gboolean
append_start (GString *out, const ConfabStanza *stanza, const char *outer_ns) {
  g_string_append_c (out, '<');
  g_string_append (out, stanza->name);
  if (strcmp (stanza->ns, outer_ns) != 0) {
    g_string_append (out, " xmlns='");
    append_escaped (out, stanza->ns, TRUE);
    g_string_append_c (out, '\'');
  }
  for (guint i = 0; stanza->attributes != NULL && i < stanza->attributes->len; i += 2) {
    g_string_append_c (out, ' ');
    g_string_append (out, g_ptr_array_index (stanza->attributes, i));
    g_string_append (out, "='");
    append_escaped (out, g_ptr_array_index (stanza->attributes, i + 1), TRUE);
    g_string_append_c (out, '\'');
  }
  if (confab_xmpp_stanza_get_n_children (stanza) == 0 &&
      *confab_xmpp_stanza_get_text (stanza) == '\0') {
    g_string_append (out, "/>");
    return FALSE;
  }
  g_string_append_c (out, '>');
  append_escaped (out, confab_xmpp_stanza_get_text (stanza), FALSE);
  return TRUE;
}

static GString *
to_text (const ConfabStanza *stanza) {
  GString *out = g_string_sized_new (256);
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  Level top = { stanza, 0 };

  if (append_start (out, stanza, CONFAB_NS_CLIENT))
    g_array_append_val (levels, top);
  while (levels->len > 0) {
    Level *level = &g_array_index (levels, Level, levels->len - 1);

    if (level->next < confab_xmpp_stanza_get_n_children (level->stanza)) {
      Level inner = { confab_xmpp_stanza_get_nth (level->stanza, level->next++), 0 };

      if (append_start (out, inner.stanza, level->stanza->ns))
        g_array_append_val (levels, inner);
      continue;
    }
    g_string_append (out, "</");
    g_string_append (out, level->stanza->name);
    g_string_append_c (out, '>');
    g_array_set_size (levels, levels->len - 1);
  }
  return out;
}

GBytes *
confab_xmpp_stanza_to_bytes (const ConfabStanza *stanza) {
  return g_string_free_to_bytes (to_text (stanza));
}

char *
confab_xmpp_stanza_to_string (const ConfabStanza *stanza) {
  return g_string_free_and_steal (to_text (stanza));
}

/* ---- from text ---- */

typedef struct {
  ConfabStanza *found; /* nullable */
  guint n_found;
  gboolean is_closed;
} Parsing;

static void
on_parsing_stanza (gpointer data, ConfabStanza *stanza) {
  Parsing *parsing = data;

  if (parsing->n_found++ == 0)
    parsing->found = confab_xmpp_stanza_ref (stanza);
}

static void
on_parsing_closed (gpointer data) {
  Parsing *parsing = data;

  parsing->is_closed = TRUE;
}

/* `open`: the tag that the text stands in. */
static ConfabStanza *
parse_within (const char *open, const char *text, gsize size, GError **error) {
  const ConfabXmppParserEvents events = { NULL, on_parsing_stanza, on_parsing_closed };
  Parsing parsing = { 0 };
  g_autoptr (ConfabXmppParser) parser = confab_xmpp_parser_new (&events, &parsing);
  g_autoptr (ConfabStanza) found = NULL;
  gboolean is_good;

  confab_xmpp_parser_set_max_stanza (parser, CONFAB_XMPP_MAX_STANZA);
  is_good = confab_xmpp_parser_feed (parser, (const guint8 *)open, strlen (open), error) &&
            confab_xmpp_parser_feed (parser, (const guint8 *)text, size, error);
  found = parsing.found;
  if (!is_good)
    return NULL;
  if (parsing.n_found != 1 || parsing.is_closed || !confab_xmpp_parser_is_at_rest (parser)) {
    g_set_error_literal (
        error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_XML, "not exactly one element");
    return NULL;
  }
  return g_steal_pointer (&found);
}

ConfabStanza *
confab_xmpp_stanza_parse (const char *text, gssize length, GError **error) {
  return parse_within ("<stream xmlns='" CONFAB_NS_CLIENT "'>", text,
      length >= 0 ? (gsize)length : strlen (text), error);
}

ConfabStanza *
confab_xmpp_stanza_parse_alone (GBytes *bytes, GError **error) {
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);

  if (size == 0 || *text != '<') {
    g_set_error_literal (
        error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_XML, "not exactly one element");
    return NULL;
  }
  return parse_within ("<alone>", text, size, error);
}
