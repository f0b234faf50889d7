#pragma once

/* A bar that slides in above the entry: a sentence and at most two things to do. Plain text. */

#include <adwaita.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_BAR (confab_chat_bar_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatBar, confab_chat_bar, CONFAB, CHAT_BAR, AdwBin)

typedef struct {
  const char *icon;   /* nullable */
  const char *text;   /* plain; NULL: nothing to say, the bar goes */
  const char *button; /* label, nullable */
  const char *action; /* what the button activates */
  const char *other;  /* label of a second button, nullable */
  const char *other_action;
  gboolean is_quiet;    /* a remark, not something that happened */
  gboolean is_alarm;    /* somebody may be taken for somebody else */
  gboolean is_counting; /* a number in it goes up: it is spoken only when it comes */
} ConfabChatBarContent;

void confab_chat_bar_show (ConfabChatBar *self, const ConfabChatBarContent *content);
void confab_chat_bar_hide (ConfabChatBar *self);
const char *confab_chat_bar_get_text (ConfabChatBar *self);

G_END_DECLS
