/* Takes the chat out of a view while the screen is locked, so that no text stays in a row, an entry
 * or a bar, and puts it back when the store is there again. It keeps the chat, and nothing of what
 * is in it. */

#include "chat/chat-lock.h"

#include "core/core-lock.h"

#define CHAT_KEY "confab-chat-lock-chat"

static void
update (ConfabChatView *view) {
  ConfabCore *core = confab_chat_view_get_core (view);
  gboolean is_locked = confab_core_get_lock_state (core) != CONFAB_CORE_LOCK_OPEN;
  ConfabModelChat *shown = confab_chat_view_get_chat (view);
  g_autoptr (ConfabModelChat) kept = NULL;

  if (is_locked && shown != NULL) {
    g_object_set_data_full (G_OBJECT (view), CHAT_KEY, g_object_ref (shown), g_object_unref);
    confab_chat_view_set_chat (view, NULL);
  }
  if (is_locked || confab_core_get_store_state (core) != CONFAB_CORE_STORE_READY)
    return;
  kept = g_object_steal_data (G_OBJECT (view), CHAT_KEY);
  if (kept != NULL)
    confab_chat_view_set_chat (view, kept);
}

void
confab_chat_lock_watch (ConfabChatView *view, ConfabCore *core) {
  g_signal_connect_object (
      core, "notify::lock-state", G_CALLBACK (update), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      core, "notify::store-state", G_CALLBACK (update), view, G_CONNECT_SWAPPED);
}
