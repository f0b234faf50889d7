/* The envelope that OMEMO 2 seals (XEP-0420, XEP-0384 5.5.1), from content to bytes and back.
 *
 * Padding: the whole envelope is 512 bytes, or 1024, 2048 and so on, always the next power of two.
 * The specification's random length would give the true one away to whoever sees many messages of
 * the same text; steps that double leave eight lengths for all that can be written (a text has at
 * most 10,000 bytes before escaping), and nearly every message is of the first or second. What the
 * padding is made of says nothing.
 *
 * Refuses what is no envelope of one content, and any part that stands there twice: two readers
 * might choose differently. */

#include "xep/xep-sce.h"

#include <string.h>

#include "base/base-clock.h"
#include "base/base-jid.h"
#include "xep/xep-read.h"

#define NS_SCE "urn:xmpp:sce:1"
#define NS_RECEIPTS "urn:xmpp:receipts"
#define MIN_BYTES 512 /* of a whole envelope */

/* ---- writing ---- */

ConfabStanza *
confab_xep_sce_empty_new (void) {
  return confab_xmpp_stanza_new ("content", NS_SCE);
}

ConfabStanza *
confab_xep_sce_content_new (const char *text, gboolean with_receipt) {
  ConfabStanza *content = confab_xmpp_stanza_new ("content", NS_SCE);

  confab_xmpp_stanza_add_text (content, "body", CONFAB_NS_CLIENT, text);
  if (with_receipt)
    confab_xmpp_stanza_add (content, "request", NS_RECEIPTS);
  return content;
}

ConfabStanza *
confab_xep_sce_receipt_new (const char *id) {
  ConfabStanza *content = confab_xmpp_stanza_new ("content", NS_SCE);

  confab_xmpp_stanza_set (confab_xmpp_stanza_add (content, "received", NS_RECEIPTS), "id", id);
  return content;
}

/* The next length that envelopes have. */
static gsize
padded_size (gsize size) {
  gsize padded = MIN_BYTES;

  while (padded < size)
    padded *= 2;
  return padded;
}

/* `length` letters of an alphabet of 64 that needs no escaping: one of them, one byte. */
static char *
dup_padding (gsize length, const ConfabRandom *random) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  char *text = g_malloc (length + 1);

  confab_base_random_fill (random, (guint8 *)text, length);
  for (gsize i = 0; i < length; i++)
    text[i] = letters[(guint8)text[i] % 64];
  text[length] = '\0';
  return text;
}

GBytes *
confab_xep_sce_new (const ConfabStanza *content, const char *from, const char *to, gint64 time_us,
    const ConfabRandom *random) {
  g_autoptr (ConfabStanza) envelope = confab_xmpp_stanza_new ("envelope", NS_SCE);
  g_autofree char *stamp = confab_base_clock_format (time_us);
  g_autofree char *padding = NULL;
  g_autoptr (GBytes) bare = NULL;
  ConfabStanza *rpad;
  gsize size;

  confab_xmpp_stanza_take_child (envelope, confab_xmpp_stanza_ref ((ConfabStanza *)content));
  confab_xmpp_stanza_set (confab_xmpp_stanza_add (envelope, "time", NULL), "stamp", stamp);
  confab_xmpp_stanza_set (confab_xmpp_stanza_add (envelope, "from", NULL), "jid", from);
  confab_xmpp_stanza_set (confab_xmpp_stanza_add (envelope, "to", NULL), "jid", to);

  /* One letter is always there: an element without text is written in another way. */
  rpad = confab_xmpp_stanza_add_text (envelope, "rpad", NULL, "-");
  bare = confab_xmpp_stanza_to_bytes (envelope);
  size = g_bytes_get_size (bare);
  padding = dup_padding (padded_size (size) - size, random);
  confab_xmpp_stanza_append_text (rpad, padding);
  return confab_xmpp_stanza_to_bytes (envelope);
}

/* ---- reading ---- */

void
confab_xep_sce_free (ConfabXepSce *sce) {
  g_clear_pointer (&sce->content, confab_xmpp_stanza_unref);
  g_free (sce->from);
  g_free (sce->to);
  g_free (sce);
}

/* The parts that mean something here, each there at most once. FALSE if one is there twice. */
typedef struct {
  ConfabStanza *content;
  ConfabStanza *from;
  ConfabStanza *to;
  ConfabStanza *time;
  ConfabStanza *rpad;
} Parts;

static gboolean
find_parts (const ConfabStanza *envelope, Parts *parts) {
  const struct {
    const char *name;
    ConfabStanza **part;
  } names[] = {
    { "content", &parts->content },
    { "from", &parts->from },
    { "to", &parts->to },
    { "time", &parts->time },
    { "rpad", &parts->rpad },
  };
  guint n = confab_xmpp_stanza_get_n_children (envelope);

  for (guint i = 0; i < n; i++) {
    ConfabStanza *child = confab_xmpp_stanza_get_nth (envelope, i);

    for (guint k = 0; k < G_N_ELEMENTS (names); k++) {
      if (!confab_xmpp_stanza_is (child, names[k].name, NS_SCE))
        continue;
      if (*names[k].part != NULL)
        return FALSE;
      *names[k].part = child;
    }
  }
  return TRUE;
}

static char *
dup_address (const ConfabStanza *affix) {
  const char *text = affix != NULL ? confab_xmpp_stanza_get (affix, "jid") : NULL;
  g_autoptr (ConfabJid) jid = text != NULL ? confab_base_jid_new (text, NULL) : NULL;

  return jid != NULL ? g_strdup (confab_base_jid_get_bare (jid)) : NULL;
}

static gint64
read_time (const ConfabStanza *affix) {
  const char *stamp = affix != NULL ? confab_xmpp_stanza_get (affix, "stamp") : NULL;

  return stamp != NULL ? MAX (confab_base_clock_parse (stamp), 0) : 0;
}

ConfabXepSce *
confab_xep_sce_read (const char *data, gsize length) {
  g_autoptr (ConfabStanza) envelope = NULL;
  Parts parts = { 0 };
  ConfabXepSce *sce;

  if (length == 0 || length > CONFAB_XEP_SCE_MAX)
    return NULL;
  envelope = confab_xmpp_stanza_parse (data, (gssize)length, NULL);
  if (envelope == NULL || !confab_xmpp_stanza_is (envelope, "envelope", NS_SCE) ||
      !find_parts (envelope, &parts) || parts.content == NULL)
    return NULL;

  sce = g_new0 (ConfabXepSce, 1);
  sce->content = confab_xmpp_stanza_ref (parts.content);
  sce->from = dup_address (parts.from);
  sce->to = dup_address (parts.to);
  sce->time_us = read_time (parts.time);
  sce->has_padding = parts.rpad != NULL;
  return sce;
}

const char *
confab_xep_sce_get_receipt (const ConfabStanza *content) {
  ConfabStanza *received = confab_xmpp_stanza_get_child (content, "received", NS_RECEIPTS);

  if (received == NULL || confab_xmpp_stanza_get_child (content, "body", CONFAB_NS_CLIENT) != NULL)
    return NULL;
  return confab_xep_read_id (received, "id");
}
