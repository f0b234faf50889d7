/* Finds words for a question and hands the answer on. The text that is asked about is kept only as
 * long as the bar stands, and wiped with it; whether it may leave is decided by core, again, when
 * the answer comes. */

#include "chat/chat-question.h"

#include <glib/gi18n.h>

#include "safety/safety-list.h"
#include "widgets/widgets-speak.h"

struct _ConfabChatQuestion {
  AdwBin parent_instance;

  ConfabCore *core;      /* owned, nullable */
  ConfabModelChat *chat; /* owned, nullable */
  char *text;            /* owned, nullable */

  /* template */
  GtkLabel *label;
  GtkWidget *never_button;
  GtkWidget *list_button;
  GtkWidget *edit_button;
  GtkWidget *send_button;
};

G_DEFINE_FINAL_TYPE (ConfabChatQuestion, confab_chat_question, ADW_TYPE_BIN)

enum { SIGNAL_EDIT, SIGNAL_SEND_ANYWAY, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *const typed_words[CONFAB_TYPED_REASON_COUNT] = {
  [CONFAB_TYPED_NOTHING] = N_ ("This could not be looked through."),
  [CONFAB_TYPED_UNREADABLE] = N_ ("This is too long to be looked through."),
  [CONFAB_TYPED_OWN_PASSWORD] = N_ ("This is your own password. Nobody ever needs it from you."),
  [CONFAB_TYPED_PRIVATE_KEY] = N_ ("This looks like a secret key. Whoever has it can act as you."),
  [CONFAB_TYPED_RECOVERY_PHRASE] =
      N_ ("This looks like the words that open a wallet. Whoever has them has what is in it."),
  [CONFAB_TYPED_TOKEN] = N_ ("This looks like a key to an account of yours."),
  [CONFAB_TYPED_CARD] = N_ ("This looks like a card number."),
  [CONFAB_TYPED_IBAN] = N_ ("This looks like a bank account number."),
  [CONFAB_TYPED_SSN_US] = N_ ("This looks like a social security number."),
  [CONFAB_TYPED_TAX_ID_DE] = N_ ("This looks like a tax number."),
  [CONFAB_TYPED_DNI_ES] = N_ ("This looks like the number of an identity card."),
  [CONFAB_TYPED_NIR_FR] = N_ ("This looks like a social security number."),
  [CONFAB_TYPED_NINO_UK] = N_ ("This looks like a national insurance number."),
  [CONFAB_TYPED_ONE_TIME_CODE] =
      N_ ("This looks like a code that only you should use. No bank and no support asks for it."),
  [CONFAB_TYPED_PASSWORD] = N_ ("This looks like a password."),
  [CONFAB_TYPED_PRIVATE_WORD] = N_ ("This is on your list of things to keep to yourself."),
  [CONFAB_TYPED_PHONE] = N_ ("This looks like a phone number, and you do not know them in life."),
  [CONFAB_TYPED_BIRTH_DATE] = N_ ("This looks like a birthday, and you do not know them in life."),
  [CONFAB_TYPED_AGE] = N_ ("This tells an age, and you do not know them in life."),
  [CONFAB_TYPED_SCHOOL] = N_ ("This tells a school, and you do not know them in life."),
  [CONFAB_TYPED_STREET] =
      N_ ("This looks like where somebody lives, and you do not know them in life."),
};

static gboolean
is_typed (ConfabModelQuestion *question) {
  return confab_model_question_get_kind (question) == CONFAB_QUESTION_TYPED;
}

/* What is asked about only with people who are not known in life. */
static gboolean
is_personal (ConfabModelQuestion *question) {
  return is_typed (question) &&
         confab_model_question_get_found (question)->reason >= CONFAB_TYPED_PRIVATE_WORD;
}

/* The same text, and not only many texts to many people. */
static gboolean
goes_to_many (ConfabModelQuestion *question) {
  guint people = confab_model_question_get_people (question);

  return people > 1 &&
         (people >= confab_model_question_get_new_people (question) ||
             confab_model_question_get_spread_reason (question) == CONFAB_SPREAD_SAME_TEXT_OFTEN);
}

char *
confab_chat_question_dup_words (ConfabModelQuestion *question) {
  guint people;

  if (is_typed (question))
    return g_strdup (_ (typed_words[confab_model_question_get_found (question)->reason]));
  people = confab_model_question_get_people (question);
  if (goes_to_many (question))
    return g_strdup_printf (ngettext ("%u person will get this. Is that you, and meant so?",
                                "%u people will get this. Is that you, and meant so?", people),
        people);
  if (confab_model_question_get_spread_reason (question) == CONFAB_SPREAD_SAME_TEXT_OFTEN)
    return g_strdup (_ ("You send the same text again and again. Is that you, and meant so?"));
  people = confab_model_question_get_new_people (question);
  return g_strdup_printf (
      ngettext ("You write to %u new person in a short time. Is that you, and meant so?",
          "You write to %u new people in a short time. Is that you, and meant so?", people),
      people);
}

const char *
confab_chat_question_get_send_label (ConfabModelQuestion *question) {
  return !is_typed (question) && goes_to_many (question) ? _ ("Send to all") : _ ("Send anyway");
}

static void
wipe_text (ConfabChatQuestion *self) {
  explicit_bzero (self->text, strlen (self->text));
  g_clear_pointer (&self->text, g_free);
}

void
confab_chat_question_drop (ConfabChatQuestion *self) {
  if (self->text == NULL)
    return;
  wipe_text (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->core != NULL && self->chat != NULL)
    confab_core_drop_question (self->core, self->chat);
  g_clear_object (&self->chat);
  g_clear_object (&self->core);
}

void
confab_chat_question_ask (
    ConfabChatQuestion *self, ConfabCore *core, ConfabModelChat *chat, const char *text) {
  ConfabModelQuestion *question = confab_model_chat_get_question (chat);
  g_autofree char *words = NULL;
  gboolean has_fingerprint;

  if (question == NULL || text == NULL)
    return;
  g_set_object (&self->core, core);
  g_set_object (&self->chat, chat);
  if (self->text != NULL && self->text != text)
    wipe_text (self);
  if (self->text == NULL)
    self->text = g_strdup (text);
  words = confab_chat_question_dup_words (question);
  has_fingerprint = confab_model_question_get_kind (question) == CONFAB_QUESTION_TYPED &&
                    confab_model_question_get_found (question)->fingerprint != 0;
  gtk_label_set_text (self->label, words);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->never_button), FALSE);
  gtk_widget_set_visible (self->never_button, has_fingerprint);
  gtk_widget_set_visible (self->list_button, is_personal (question));
  gtk_button_set_label (
      GTK_BUTTON (self->send_button), confab_chat_question_get_send_label (question));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  confab_widgets_speak (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

const char *
confab_chat_question_get_text (ConfabChatQuestion *self) {
  return self->text;
}

static void
on_edit (ConfabChatQuestion *self) {
  confab_chat_question_drop (self);
  g_signal_emit (self, signals[SIGNAL_EDIT], 0);
}

static void
on_list (ConfabChatQuestion *self) {
  if (self->core != NULL)
    confab_safety_list_present (GTK_WIDGET (self), self->core);
}

static void
on_send_anyway (ConfabChatQuestion *self) {
  if (self->text == NULL)
    return;
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->never_button)))
    confab_core_permit (self->core, self->chat);
  g_signal_emit (self, signals[SIGNAL_SEND_ANYWAY], 0, self->text);
}

static void
confab_chat_question_dispose (GObject *object) {
  confab_chat_question_drop (CONFAB_CHAT_QUESTION (object));
  G_OBJECT_CLASS (confab_chat_question_parent_class)->dispose (object);
}

static void
confab_chat_question_class_init (ConfabChatQuestionClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_chat_question_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/chat/chat-question.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabChatQuestion, label);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatQuestion, never_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatQuestion, list_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatQuestion, edit_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabChatQuestion, send_button);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  signals[SIGNAL_EDIT] = g_signal_new (
      "edit", CONFAB_TYPE_CHAT_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SEND_ANYWAY] = g_signal_new ("send-anyway", CONFAB_TYPE_CHAT_QUESTION,
      G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
confab_chat_question_init (ConfabChatQuestion *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->edit_button, "clicked", G_CALLBACK (on_edit), self);
  g_signal_connect_swapped (self->list_button, "clicked", G_CALLBACK (on_list), self);
  g_signal_connect_swapped (self->send_button, "clicked", G_CALLBACK (on_send_anyway), self);
}
