/* Verbs of core that were called for a chat, and what is said where one fails. It decides nothing:
 * what could not be sent comes back, and the reason is the judge's or the problem's own words. */

#include "chat/chat-view-private.h"

#include "chat/chat-format.h"
#include "widgets/widgets-problem.h"

/* A verb that was called for a chat; the view may show another one, or be gone, when it answers. */
typedef struct {
  GWeakRef view;
  ConfabModelChat *chat; /* owned */
  char *text;            /* owned, nullable: what was to be sent */
} Errand;

static void
errand_free (gpointer data) {
  Errand *errand = data;

  g_weak_ref_clear (&errand->view);
  g_object_unref (errand->chat);
  g_free (errand->text);
  g_free (errand);
}

void
confab_chat_errand_say (ConfabChatView *self, const char *text) {
  confab_chat_bar_show (self->notice_bar,
      &(ConfabChatBarContent){ .icon = "dialog-information-symbolic", .text = text });
}

/* What could not be sent is not lost: it goes back where it was written. */
static void
put_back (ConfabChatView *self, ConfabCore *core, Errand *errand) {
  const char *draft = confab_model_chat_get_draft (errand->chat);
  g_autofree char *both = NULL;

  if (errand->text == NULL)
    return;
  if (self != NULL && self->chat == errand->chat) {
    confab_chat_entry_put_back (self->entry, errand->text);
    return;
  }
  both = *draft == '\0' ? g_strdup (errand->text) : g_strdup_printf ("%s\n%s", errand->text, draft);
  if (core != NULL)
    confab_core_set_draft (core, errand->chat, both);
}

/* Why nothing may be sent here by now; NULL if it may. */
static char *
dup_refusal (ConfabChatView *self) {
  ConfabSendVerdict verdict = confab_model_chat_get_send_verdict (self->chat);

  if (confab_chat_format_is_entry_open (verdict) || self->contact == NULL)
    return NULL;
  return confab_chat_format_dup_closed (verdict, confab_model_chat_get_send_reason (self->chat),
      confab_model_contact_get_relation (self->contact),
      confab_model_contact_get_name (self->contact));
}

static DexFuture *
on_errand_done (DexFuture *future, gpointer data) {
  Errand *errand = data;
  g_autoptr (ConfabChatView) self = g_weak_ref_get (&errand->view);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (dex_future_get_value (future, &error) != NULL || self == NULL)
    return NULL;
  put_back (self, self->core, errand);
  if (g_error_matches (error, CONFAB_CORE_ERROR, CONFAB_PROBLEM_QUESTION)) {
    if (self->chat == errand->chat)
      confab_chat_question_ask (self->question_bar, self->core, self->chat,
          errand->text != NULL ? errand->text : confab_chat_question_get_text (self->question_bar));
    return NULL;
  }
  if (self->chat != errand->chat)
    return NULL;
  if (confab_widgets_problem_of_error (error) == CONFAB_PROBLEM_NONE ||
      confab_widgets_problem_of_error (error) == CONFAB_PROBLEM_MAY_NOT_SEND)
    words = dup_refusal (self);
  if (words == NULL)
    words = confab_widgets_problem_dup_error_text (error);
  confab_chat_errand_say (self, words);
  return NULL;
}

void
confab_chat_errand_run (ConfabChatView *self, DexFuture *future, const char *text) {
  Errand *errand = g_new0 (Errand, 1);

  g_weak_ref_init (&errand->view, self);
  errand->chat = g_object_ref (self->chat);
  errand->text = g_strdup (text);
  dex_future_disown (dex_future_finally (future, on_errand_done, errand, errand_free));
}
