#pragma once

/* The one thing that a chat's state bar says just now, and what stands where no message is. */

#include "chat/chat-bar.h"
#include "model/model-chat.h"

G_BEGIN_DECLS

typedef struct {
  ConfabChatBarContent bar; /* its text belongs to the remark */
  char *text;
  gboolean is_own_state; /* about the account, not about this chat */
} ConfabChatRemark;

/* What needs saying most: closed with Undo, not answered yet, own state, their state; or nothing.
 * Returns: (transfer full) */
ConfabChatRemark *confab_chat_remark_new (ConfabModelChat *chat);
void confab_chat_remark_free (ConfabChatRemark *remark);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabChatRemark, confab_chat_remark_free)

/* For a status page: markup, with names and notes escaped. Returns: (transfer full) */
char *confab_chat_remark_dup_empty_title (ConfabModelChat *chat);
char *confab_chat_remark_dup_empty_text (ConfabModelChat *chat);
const char *confab_chat_remark_get_empty_icon (ConfabModelChat *chat);

G_END_DECLS
