/* Bytes to stanzas with expat. Handlers only build and count; what they find is told after expat
 * has returned, so a callback may reset or free the parser. Refuses DTD, processing instruction,
 * comment, any encoding but UTF-8, text between stanzas, and everything beyond the bounds of
 * xmpp-parser.h. The bounds do not depend on how the bytes are cut into reads. */

#include "xmpp/xmpp-parser.h"

#include <expat.h>
#include <string.h>

#include "xmpp/xmpp-stanza-private.h"

#define SEPARATOR '\x01'        /* no XML 1.0 document can hold it */
#define MAX_SLICE (16 * 1024)   /* bytes for expat in one go */
#define MAX_EAGER (16 * 1024)   /* bytes of one token that are scanned again at each read */
#define MAX_STALE (1024 * 1024) /* bytes that one expat reads, until the next quiet place */
#define MAX_EAGER_WORK (64 * 1024 * 1024) /* bytes scanned again in one stanza beyond that */

typedef enum { EVENT_OPENED, EVENT_STANZA, EVENT_CLOSED } EventKind;

typedef struct {
  EventKind kind;
  ConfabStanza *stanza; /* nullable */
  guint64 end;          /* offset of the byte after it */
} Event;

struct _ConfabXmppParser {
  /* owned */
  XML_Parser expat;
  GQueue found;          /* of Event */
  ConfabStanza *current; /* top element of the stanza being read */
  GPtrArray *open;       /* borrowed: the open elements of the stanza being read */
  GError *error;         /* the first; it stays */
  char *root;            /* name of the stream's element, with its prefix */
  GString *declarations; /* its namespaces, as written in its tag */

  /* borrowed */
  ConfabXmppParserEvents events;
  gpointer data;

  gsize max_stanza;
  guint64 received;   /* bytes given to feed since the start of the stream */
  guint64 fed;        /* ... and on to expat */
  guint64 consumed;   /* offset of the byte after the last token */
  guint64 start;      /* offset where the stanza being read began */
  guint64 rest;       /* offset up to which everything has been told */
  guint64 fresh;      /* offset where the present expat began */
  guint64 shift;      /* what makes an offset of the present expat one of the stream */
  guint64 work;       /* bytes scanned again in this stanza */
  guint depth;        /* open elements, the stream itself included */
  guint n_elements;   /* in the stanza being read */
  guint n_prefixes;   /* namespace declarations of the tag being read */
  guint life;         /* counts resets: a callback that resets makes the rest of a read void */
  guint refs;         /* 1, and 1 while feed runs */
  gboolean is_closed; /* the stream's element has ended: nothing after it is looked at */
  gboolean is_dead;   /* freed by its owner */
  gboolean is_renewing;
};

static void
event_free (gpointer data) {
  Event *event = data;

  g_clear_pointer (&event->stanza, confab_xmpp_stanza_unref);
  g_free (event);
}

static void
fail (ConfabXmppParser *self, ConfabXmppError code, const char *message) {
  if (self->error != NULL)
    return;
  g_set_error_literal (&self->error, CONFAB_XMPP_ERROR, code, message);
  XML_StopParser (self->expat, XML_FALSE);
}

static void
push_event (ConfabXmppParser *self, EventKind kind, ConfabStanza *stanza) {
  Event *event = g_new0 (Event, 1);

  event->kind = kind;
  event->stanza = stanza;
  event->end = self->consumed;
  g_queue_push_tail (&self->found, event);
}

static guint64
get_offset (ConfabXmppParser *self) {
  return (guint64)XML_GetCurrentByteIndex (self->expat) + self->shift;
}

/* Counts the token that a handler is called for. FALSE if it goes beyond the bound of bytes. */
static gboolean
note_token (ConfabXmppParser *self) {
  guint64 index = get_offset (self);

  self->consumed = index + (guint64)XML_GetCurrentByteCount (self->expat);
  if (self->consumed - (self->depth <= 1 ? MAX (index, self->start) : self->start) <=
      self->max_stanza)
    return TRUE;
  fail (self, CONFAB_XMPP_ERROR_LIMIT, "bytes of a stanza");
  return FALSE;
}

/* "namespace SEP local [SEP prefix]" or "local". The parts are in `buffer`. */
static void
split_name (char *buffer, const char **name, const char **ns) {
  char *separator = strchr (buffer, SEPARATOR);
  char *second;

  if (separator == NULL) {
    *name = buffer;
    *ns = "";
    return;
  }
  *separator = '\0';
  *ns = buffer;
  *name = separator + 1;
  second = strchr (separator + 1, SEPARATOR);
  if (second != NULL)
    *second = '\0';
}

/* ---- handlers ---- */

static void
add_attributes (ConfabXmppParser *self, ConfabStanza *stanza, const XML_Char **attributes) {
  guint count = self->n_prefixes;

  for (guint i = 0; attributes[i] != NULL; i += 2) {
    if (++count > CONFAB_XMPP_MAX_ATTRIBUTES)
      break;
    if (strchr (attributes[i], SEPARATOR) == NULL) {
      confab_xmpp_stanza_set_parsed (stanza, attributes[i], attributes[i + 1]);
    } else {
      g_autofree char *buffer = g_strdup (attributes[i]);
      g_autofree char *full = NULL;
      const char *name, *ns;

      split_name (buffer, &name, &ns);
      full = g_strconcat ("xml:", name, NULL);
      if (strcmp (ns, CONFAB_NS_XML) == 0)
        confab_xmpp_stanza_set_parsed (stanza, full, attributes[i + 1]);
    }
  }
  if (count > CONFAB_XMPP_MAX_ATTRIBUTES)
    fail (self, CONFAB_XMPP_ERROR_LIMIT, "attributes of one element");
}

/* What the tag of the stream's element looked like. */
static void
keep_root (ConfabXmppParser *self, const char *full_name, const char *name) {
  const char *first = strchr (full_name, SEPARATOR);
  const char *second = first != NULL ? strchr (first + 1, SEPARATOR) : NULL;

  g_free (self->root);
  self->root = second != NULL ? g_strconcat (second + 1, ":", name, NULL) : g_strdup (name);
}

static void
on_start (void *data, const XML_Char *full_name, const XML_Char **attributes) {
  ConfabXmppParser *self = data;
  g_autofree char *buffer = g_strdup (full_name);
  const char *name, *ns;
  ConfabStanza *stanza = NULL;

  if (self->error != NULL || self->is_renewing || !note_token (self))
    return;
  split_name (buffer, &name, &ns);
  self->depth++;
  if (self->depth > CONFAB_XMPP_MAX_DEPTH) {
    fail (self, CONFAB_XMPP_ERROR_LIMIT, "depth of a stanza");
    return;
  }
  if (self->depth <= 2) {
    stanza = confab_xmpp_stanza_new_parsed (name, ns);
    self->start = self->depth == 1 ? self->consumed : get_offset (self);
    self->n_elements = 0;
    self->work = 0;
  } else {
    stanza = confab_xmpp_stanza_add_parsed (
        g_ptr_array_index (self->open, self->open->len - 1), name, ns);
  }
  if (self->depth == 1) {
    keep_root (self, full_name, name);
    push_event (self, EVENT_OPENED, stanza);
  }
  if (self->depth == 2)
    self->current = stanza;
  if (self->depth >= 2)
    g_ptr_array_add (self->open, stanza);
  if (++self->n_elements > CONFAB_XMPP_MAX_ELEMENTS)
    fail (self, CONFAB_XMPP_ERROR_LIMIT, "elements of a stanza");
  add_attributes (self, stanza, attributes);
  self->n_prefixes = 0;
}

static void
on_end (void *data, const XML_Char *full_name) {
  ConfabXmppParser *self = data;

  if (self->error != NULL || !note_token (self))
    return;
  self->depth--;
  if (self->depth >= 1)
    g_ptr_array_set_size (self->open, (gint)self->open->len - 1);
  if (self->depth == 1) {
    self->start = self->consumed;
    push_event (self, EVENT_STANZA, g_steal_pointer (&self->current));
  }
  if (self->depth == 0) {
    self->is_closed = TRUE;
    push_event (self, EVENT_CLOSED, NULL);
    XML_StopParser (self->expat, XML_FALSE);
  }
}

static void
on_text (void *data, const XML_Char *text, int length) {
  ConfabXmppParser *self = data;

  if (self->error != NULL || !note_token (self))
    return;
  if (self->depth >= 2) {
    confab_xmpp_stanza_append_parsed (
        g_ptr_array_index (self->open, self->open->len - 1), text, (gsize)length);
    return;
  }
  for (int i = 0; i < length; i++) {
    if (strchr (" \t\r\n", text[i]) == NULL) {
      fail (self, CONFAB_XMPP_ERROR_XML, "text between stanzas");
      return;
    }
  }
  self->start = self->consumed;
}

static void
on_prefix (void *data, const XML_Char *prefix, const XML_Char *uri) {
  ConfabXmppParser *self = data;

  g_autofree char *declaration = NULL;

  if (self->error != NULL || self->is_renewing)
    return;
  if (++self->n_prefixes > CONFAB_XMPP_MAX_ATTRIBUTES)
    fail (self, CONFAB_XMPP_ERROR_LIMIT, "attributes of one element");
  if (self->depth > 0)
    return;
  declaration = g_markup_printf_escaped (" xmlns%s%s='%s'", prefix != NULL ? ":" : "",
      prefix != NULL ? prefix : "", uri != NULL ? uri : "");
  g_string_append (self->declarations, declaration);
}

static void
on_declaration (void *data, const XML_Char *version, const XML_Char *encoding, int standalone) {
  ConfabXmppParser *self = data;

  if (self->error != NULL)
    return;
  if (g_strcmp0 (version, "1.0") != 0 ||
      (encoding != NULL && g_ascii_strcasecmp (encoding, "UTF-8") != 0))
    fail (self, CONFAB_XMPP_ERROR_XML, "not XML 1.0 in UTF-8");
}

static void
on_doctype (void *data, const XML_Char *name, const XML_Char *system, const XML_Char *id, int sub) {
  fail (data, CONFAB_XMPP_ERROR_XML, "restricted XML: document type");
}

static void
on_instruction (void *data, const XML_Char *target, const XML_Char *content) {
  fail (data, CONFAB_XMPP_ERROR_XML, "restricted XML: processing instruction");
}

static void
on_comment (void *data, const XML_Char *content) {
  fail (data, CONFAB_XMPP_ERROR_XML, "restricted XML: comment");
}

/* ---- life ---- */

static void
start_expat (ConfabXmppParser *self) {
  self->expat = XML_ParserCreateNS ("UTF-8", SEPARATOR);
  if (self->expat == NULL)
    g_error ("out of memory");
  XML_SetReturnNSTriplet (self->expat, XML_TRUE);
  XML_SetUserData (self->expat, self);
  XML_SetElementHandler (self->expat, on_start, on_end);
  XML_SetCharacterDataHandler (self->expat, on_text);
  XML_SetStartNamespaceDeclHandler (self->expat, on_prefix);
  XML_SetXmlDeclHandler (self->expat, on_declaration);
  XML_SetStartDoctypeDeclHandler (self->expat, on_doctype);
  XML_SetProcessingInstructionHandler (self->expat, on_instruction);
  XML_SetCommentHandler (self->expat, on_comment);
}

/* expat remembers every name it has ever seen, so that a long stream of new ones would fill the
 * memory. At a place where it holds nothing it is replaced, and told where it is. */
static void
renew (ConfabXmppParser *self) {
  g_autofree char *header = g_strconcat ("<", self->root, self->declarations->str, ">", NULL);

  XML_ParserFree (self->expat);
  start_expat (self);
  self->is_renewing = TRUE;
  if (XML_Parse (self->expat, header, (int)strlen (header), XML_FALSE) != XML_STATUS_OK)
    fail (self, CONFAB_XMPP_ERROR_XML, "not well-formed: the tag of the stream");
  self->is_renewing = FALSE;
  self->fresh = self->fed;
  self->shift = self->fed - strlen (header);
}

static void
clear (ConfabXmppParser *self) {
  g_clear_pointer (&self->expat, XML_ParserFree);
  g_queue_clear_full (&self->found, event_free);
  g_clear_pointer (&self->current, confab_xmpp_stanza_unref);
  g_ptr_array_set_size (self->open, 0);
  g_clear_error (&self->error);
  g_clear_pointer (&self->root, g_free);
  g_string_truncate (self->declarations, 0);
  self->received = self->fed = self->consumed = self->start = self->rest = self->work = 0;
  self->fresh = self->shift = 0;
  self->is_closed = FALSE;
  self->depth = self->n_elements = self->n_prefixes = 0;
}

static void
release (ConfabXmppParser *self) {
  if (--self->refs > 0)
    return;
  clear (self);
  g_ptr_array_unref (self->open);
  g_string_free (self->declarations, TRUE);
  g_free (self);
}

ConfabXmppParser *
confab_xmpp_parser_new (const ConfabXmppParserEvents *events, gpointer data) {
  ConfabXmppParser *self = g_new0 (ConfabXmppParser, 1);

  self->events = *events;
  self->data = data;
  self->open = g_ptr_array_new ();
  self->declarations = g_string_new (NULL);
  self->max_stanza = CONFAB_XMPP_MAX_STANZA_BEFORE;
  self->refs = 1;
  g_queue_init (&self->found);
  start_expat (self);
  return self;
}

void
confab_xmpp_parser_free (ConfabXmppParser *parser) {
  parser->is_dead = TRUE;
  parser->life++;
  release (parser);
}

void
confab_xmpp_parser_reset (ConfabXmppParser *parser) {
  clear (parser);
  start_expat (parser);
  parser->life++;
}

gboolean
confab_xmpp_parser_is_at_rest (ConfabXmppParser *parser) {
  return parser->error == NULL && parser->depth <= 1 && g_queue_is_empty (&parser->found) &&
         parser->rest == parser->received;
}

void
confab_xmpp_parser_set_max_stanza (ConfabXmppParser *parser, gsize bytes) {
  parser->max_stanza = bytes;
}

/* ---- feeding ---- */

/* Tells what was found. FALSE if a callback reset or freed the parser. */
static gboolean
tell (ConfabXmppParser *self) {
  guint life = self->life;
  Event *event;

  while ((event = g_queue_pop_head (&self->found)) != NULL) {
    self->rest = event->end;
    if (event->kind == EVENT_OPENED && self->events.opened != NULL)
      self->events.opened (self->data, event->stanza);
    if (event->kind == EVENT_STANZA && self->events.stanza != NULL)
      self->events.stanza (self->data, event->stanza);
    if (event->kind == EVENT_CLOSED && self->events.closed != NULL)
      self->events.closed (self->data);
    event_free (event);
    if (self->life != life)
      return FALSE;
  }
  self->rest = self->consumed;
  return TRUE;
}

static void
run_expat (ConfabXmppParser *self, const guint8 *bytes, gsize size) {
  g_autofree char *message = NULL;

  if (self->error != NULL || self->is_closed)
    return;
  self->fed += size;
  if (XML_Parse (self->expat, (const char *)bytes, (int)size, XML_FALSE) != XML_STATUS_ERROR ||
      self->error != NULL || self->is_closed)
    return;
  message =
      g_strdup_printf ("not well-formed: %s", XML_ErrorString (XML_GetErrorCode (self->expat)));
  fail (self, CONFAB_XMPP_ERROR_XML, message);
}

/* expat waits for more bytes before it looks again at a token that was not whole (it defends
 * against quadratic work), but the end of a stanza may be the last byte for a long time. So it is
 * made to look, within a bound of work. */
static void
run_eagerly (ConfabXmppParser *self) {
  if (self->error != NULL || self->is_closed)
    return;
  XML_SetReparseDeferralEnabled (self->expat, XML_FALSE);
  run_expat (self, (const guint8 *)"", 0);
  XML_SetReparseDeferralEnabled (self->expat, XML_TRUE);
}

static gboolean
is_stale (ConfabXmppParser *self) {
  return self->fed - self->fresh > MAX_STALE;
}

static void
run_slice (ConfabXmppParser *self, const guint8 *bytes, gsize size) {
  guint64 waiting;

  /* UTF-16 shows in the first two bytes: a byte order mark, or half a character. Later expat
   * refuses these bytes by itself. */
  for (gsize i = 0; self->fed + i < 2 && i < size; i++) {
    if (bytes[i] == 0 || bytes[i] >= 0xfe) {
      fail (self, CONFAB_XMPP_ERROR_XML, "not XML 1.0 in UTF-8");
      return;
    }
  }
  run_expat (self, bytes, size);
  waiting = self->fed - self->consumed;
  if (waiting > 0 && memchr (bytes, '>', size) != NULL &&
      (waiting <= MAX_EAGER || self->work + waiting <= MAX_EAGER_WORK)) {
    self->work += waiting;
    run_eagerly (self);
  }
  if (self->error == NULL && !self->is_closed && self->fed - self->start > self->max_stanza) {
    run_eagerly (self);
    if (self->error == NULL && self->fed - self->start > self->max_stanza)
      fail (self, CONFAB_XMPP_ERROR_LIMIT, "bytes of a stanza");
  }
  if (self->error == NULL && is_stale (self) && self->depth == 1 && self->consumed == self->fed)
    renew (self);
}

/* A stale expat gets one tag at a time, so that the end of a stanza is a quiet place. */
static gsize
next_slice (ConfabXmppParser *self, const guint8 *bytes, gsize size) {
  gsize slice = MIN (size, MAX_SLICE);
  const guint8 *end = is_stale (self) ? memchr (bytes, '>', slice) : NULL;

  return end != NULL ? (gsize)(end - bytes) + 1 : slice;
}

gboolean
confab_xmpp_parser_feed (
    ConfabXmppParser *parser, const guint8 *bytes, gsize size, GError **error) {
  gboolean is_good = TRUE;
  gsize done = 0;

  parser->refs++;
  parser->received += size;
  while (done < size && parser->error == NULL && !parser->is_closed) {
    gsize slice = next_slice (parser, bytes + done, size - done);

    run_slice (parser, bytes + done, slice);
    done += slice;
    if (!tell (parser))
      break;
  }
  if (!parser->is_dead && parser->error != NULL) {
    g_propagate_error (error, g_error_copy (parser->error));
    is_good = FALSE;
  }
  release (parser);
  return is_good;
}
