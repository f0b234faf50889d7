/* Finding messages, for the gallery: the rows that are loaded are looked through as they stand, and
 * only chats that were chosen to be kept. */

#include <string.h>

#include "gallery.h"

static gboolean
keeps (ConfabModelChat *chat) {
  return confab_model_chat_get_keep (chat) > CONFAB_KEEP_UNTIL_CLOSED;
}

static void
look_in (GPtrArray *hits, ConfabModelContact *contact, const char *word) {
  GListModel *rows =
      G_LIST_MODEL (confab_model_chat_get_timeline (confab_model_contact_get_chat (contact)));

  for (guint i = g_list_model_get_n_items (rows); i > 0; i--) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i - 1);
    const char *text = confab_model_message_get_text (message);
    const char *at = strcasestr (text, word);
    gsize marks[2];

    if (at == NULL)
      continue;
    marks[0] = (gsize)(at - text);
    marks[1] = marks[0] + strlen (word);
    g_ptr_array_add (hits, confab_model_hit_new (contact, confab_model_message_get_id (message),
                               confab_model_message_is_own (message),
                               confab_model_message_get_time_us (message), text, marks, 1));
  }
}

ConfabModelSearch *
confab_core_new_search (ConfabCore *self) {
  return confab_model_search_new ();
}

void
confab_core_search (
    ConfabCore *self, ConfabModelSearch *search, const char *text, ConfabModelChat *chat) {
  GListModel *contacts = confab_core_get_contacts (self);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);
  const char *word = g_str_has_prefix (text, "from:me ") ? text + 8 : text;
  gboolean has_any = FALSE;
  ConfabModelSearchWork *work;

  if (*text == '\0') {
    confab_model_search_clear (search);
    return;
  }
  work = confab_model_search_begin (search, FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);
    ConfabModelChat *of = confab_model_contact_get_chat (contact);

    if ((chat != NULL && chat != of) || !keeps (of))
      continue;
    has_any = TRUE;
    look_in (hits, contact, word);
  }
  if (!gallery_core_is_willing (self))
    g_ptr_array_set_size (hits, 0);
  confab_model_search_give (search, work, hits, hits->len > 4,
      !gallery_core_is_willing (self) ? CONFAB_SEARCH_FAILED
      : has_any                       ? CONFAB_SEARCH_DONE
                                      : CONFAB_SEARCH_NOTHING_KEPT);
  confab_model_search_work_unref (work);
}

void
confab_core_search_more (
    ConfabCore *self, ConfabModelSearch *search, const char *text, ConfabModelChat *chat) {
}

void
confab_core_go_to (ConfabCore *self, ConfabModelChat *chat, gint64 id, const char *asked) {
  confab_core_open_chat (self, chat);
  confab_model_timeline_go_to (confab_model_chat_get_timeline (chat), id);
  g_signal_emit_by_name (self, "went-to", chat, id, asked);
}

/* By the rows that are loaded. */
DexFuture *
confab_core_go_to_day (ConfabCore *self, ConfabModelChat *chat, gint64 from_us, gint64 until_us) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);

    if (confab_model_message_get_time_us (message) < from_us)
      continue;
    confab_core_go_to (self, chat, confab_model_message_get_id (message), NULL);
    return dex_future_new_true ();
  }
  return dex_future_new_false ();
}

/* So many from the end. */
DexFuture *
confab_core_find_unread (ConfabCore *self, ConfabModelChat *chat) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  guint n = confab_model_contact_get_unread (confab_model_chat_get_contact (chat));
  guint n_rows = g_list_model_get_n_items (rows);
  g_autoptr (ConfabModelMessage) message =
      n > 0 && n <= n_rows ? g_list_model_get_item (rows, n_rows - n) : NULL;

  return dex_future_new_for_int64 (message != NULL ? confab_model_message_get_id (message) : 0);
}

/* The first place is enough for a picture. */
guint
confab_core_mark_asked (const char *asked, const char *text, gsize *pairs, guint max_pairs) {
  const char *at = strcasestr (text, asked);

  if (at == NULL || *asked == '\0')
    return 0;
  pairs[0] = (gsize)(at - text);
  pairs[1] = pairs[0] + strlen (asked);
  return 1;
}
