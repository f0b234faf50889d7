/* Scenes of what is told and typed: links in a log, the sheet behind them, "Check this elsewhere",
 * the bars that warn and ask. The judges are the real ones. */

#include "chat/chat-entry.h"
#include "chat/chat-view.h"
#include "gallery-talk.h"
#include "safety/safety-check.h"
#include "safety/safety-link-sheet.h"
#include "safety/safety-list.h"
#include "safety/safety-scam.h"

static GalleryTalk
begin (ConfabCore *core, gboolean is_known) {
  GalleryTalk talk = gallery_talk_begin (core);

  confab_model_contact_set_known (talk.contact, is_known);
  return talk;
}

/* As it is shown where it comes from a server. */
static void
say (GalleryTalk *talk, gboolean is_own, gint64 minutes_ago, const char *text) {
  ConfabModelMessage *message = gallery_talk_say (talk, is_own, minutes_ago, text);
  ConfabScamFacts facts = {
    .text = text, .length = strlen (text), .grade = confab_model_contact_get_grade (talk->contact)
  };
  ConfabScamFound found;

  if (!is_own && confab_safety_judge_scam (&facts, &found) == CONFAB_SCAM_WARN)
    confab_model_message_set_warning (message, found.reasons);
}

static void
talk_of_links (GalleryTalk *talk) {
  say (talk, FALSE, 42, "The photos of Saturday: https://photos.example.org/album/22?view=all");
  say (talk, TRUE, 41,
      "Lovely. Ours are at www.example.net/lake, and the recipe at example.com/plums");
  say (talk, FALSE, 40, "javascript:alert(1) is no link, nor is 3.5.2026 or e.g. this");
  say (talk, FALSE, 12, "Mail me at mailto:ann@chor.example or ring tel:+49-30-901820");
  say (talk, FALSE, 11,
      "Look at https://chor.example/noten/2026/herbst/ein-sehr-langer-name-ohne-ende-"
      "0123456789012345678901234567890123456789.pdf");
}

static GtkWindow *
build_known (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core, TRUE);

  talk_of_links (&talk);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_not_known (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core, FALSE);

  talk_of_links (&talk);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_warned (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core, TRUE);

  say (&talk, FALSE, 50, "Are you there?");
  say (&talk, TRUE, 49, "Yes");
  say (&talk, FALSE, 2,
      "My card is blocked and I need 300 euros today, please buy gift cards and send me the "
      "numbers "
      "on the back. Tell nobody, it is urgent");
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_scam_unreadable (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core, TRUE);
  ConfabModelMessage *message = gallery_talk_say (&talk, FALSE, 1, "Read all of this");

  confab_model_message_set_warning (message, CONFAB_SCAM_UNREADABLE);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_checked (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = begin (core, TRUE);

  confab_model_contact_set_checked_us (talk.contact, g_get_real_time () - 40 * G_TIME_SPAN_DAY);
  talk_of_links (&talk);
  return gallery_talk_show (application, core, &talk);
}

static ConfabModelContact *
contact_of (GtkWindow *window) {
  GtkWidget *view = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));

  return confab_model_chat_get_contact (confab_chat_view_get_chat (CONFAB_CHAT_VIEW (view)));
}

static void
press (GtkWindow *window, ConfabCore *core, const char *link) {
  confab_safety_link_sheet_press (GTK_WIDGET (window), core, contact_of (window), link);
}

static void
act_plain (GtkWindow *window, ConfabCore *core) {
  press (window, core, "https://photos.example.org/album/22?view=all&utm_source=chat&fbclid=1");
}

static void
act_lookalike (GtkWindow *window, ConfabCore *core) {
  press (window, core, "http://раураl.com/login");
}

static void
act_inside (GtkWindow *window, ConfabCore *core) {
  press (window, core, "https://www.paypal.com.konto-pruefung.example:8443/signin?id=23");
}

static void
act_many (GtkWindow *window, ConfabCore *core) {
  press (window, core, "http://bank.example@0x7f.1:8080/a.exe?next=https://example.org/");
}

static void
act_foreign (GtkWindow *window, ConfabCore *core) {
  press (window, core, "https://bücher-müller.example/neu");
}

static void
act_right_to_left (GtkWindow *window, ConfabCore *core) {
  press (window, core, "https://דוגמה.example/");
}

static void
act_phone (GtkWindow *window, ConfabCore *core) {
  press (window, core, "tel:+49-30-901820");
}

static void
act_long (GtkWindow *window, ConfabCore *core) {
  press (window, core,
      "https://a-rather-long-name-of-a-host.with-several-parts.in-it.example/"
      "0123456789012345678901234567890123456789/0123456789012345678901234567890123456789/"
      "0123456789012345678901234567890123456789/0123456789012345678901234567890123456789/"
      "0123456789012345678901234567890123456789/0123456789012345678901234567890123456789");
}

static void
act_hidden (GtkWindow *window, ConfabCore *core) {
  press (window, core, "https://exa\342\200\213mple.org/");
}

static void
ask (GtkWindow *window, ConfabCore *core, ConfabModelQuestion *question, const char *text) {
  GtkWidget *view = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  GtkWidget *entry;

  confab_chat_view_focus_entry (CONFAB_CHAT_VIEW (view));
  entry = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), CONFAB_TYPE_CHAT_ENTRY);
  confab_model_chat_set_question (confab_chat_view_get_chat (CONFAB_CHAT_VIEW (view)), question);
  gallery_core_set_problem (core, CONFAB_PROBLEM_QUESTION, NULL);
  g_signal_emit_by_name (entry, "send", text);
}

static void
act_spread (GtkWindow *window, ConfabCore *core, guint new_people, guint people) {
  const ConfabSpreadFacts facts = {
    .is_counted = TRUE, .new_recipients = new_people, .people = people
  };
  g_autoptr (ConfabModelQuestion) question = NULL;
  ConfabSpreadReason why;

  g_assert_cmpint (confab_safety_judge_spread (&facts, &why), ==, CONFAB_SPREAD_ASK);
  question = confab_model_question_new_spread (&facts, why, CONFAB_QUESTION_NONE);
  ask (window, core, question, "Come to the lake on Sunday");
}

static void
act_many_people (GtkWindow *window, ConfabCore *core) {
  act_spread (window, core, 12, 12);
}

static void
act_many_texts (GtkWindow *window, ConfabCore *core) {
  act_spread (window, core, 12, 1);
}

static void
act_personal (GtkWindow *window, ConfabCore *core) {
  const ConfabTypedFound found = { CONFAB_TYPED_STREET, 0, 1, 1 };
  g_autoptr (ConfabModelQuestion) question =
      confab_model_question_new_typed (&found, CONFAB_QUESTION_NONE);

  ask (window, core, question, "I live at 22 Acacia Avenue");
}

static void
act_typed_unreadable (GtkWindow *window, ConfabCore *core) {
  const ConfabTypedFacts facts = { 0 };
  ConfabTypedFound found;
  g_autoptr (ConfabModelQuestion) question = NULL;

  g_assert_cmpint (confab_safety_judge_typed (&facts, &found), ==, CONFAB_TYPED_ASK);
  question = confab_model_question_new_typed (&found, CONFAB_QUESTION_NONE);
  ask (window, core, question, "A very long text");
}

static void
act_dangerous (GtkWindow *window, ConfabCore *core) {
  press (window, core, "javascript:alert(1)");
}

static void
act_unknown (GtkWindow *window, ConfabCore *core) {
  press (window, core, "magnet:?xt=urn:example:1");
}

static void
act_list (GtkWindow *window, ConfabCore *core) {
  confab_safety_list_present (GTK_WIDGET (window), core);
}

static void
act_list_some (GtkWindow *window, ConfabCore *core) {
  gallery_words_add (core, "Rosenstra\303\237e");
  gallery_words_add (core, "07700 900123");
  gallery_words_add (core, "Ann");
  gallery_words_add (core, "\327\223\327\225\327\222\327\236\327\224");
  gallery_words_add (
      core, "A whole line that somebody wants to keep to themselves, as long as one can be");
  act_list (window, core);
}

static void
act_list_locked (GtkWindow *window, ConfabCore *core) {
  gallery_words_set_unread (core);
  gallery_core_set_problem (core, CONFAB_PROBLEM_KEYRING_LOCKED, NULL);
  act_list (window, core);
}

static void
act_check (GtkWindow *window, ConfabCore *core) {
  ConfabModelContact *contact = contact_of (window);
  GListModel *rows =
      G_LIST_MODEL (confab_model_chat_get_timeline (confab_model_contact_get_chat (contact)));
  g_autoptr (ConfabModelMessage) message =
      g_list_model_get_item (rows, g_list_model_get_n_items (rows) - 1);

  confab_safety_check_present (GTK_WIDGET (window), contact, message);
}

const GalleryScene gallery_safety_scenes[] = {
  { "safety-links", build_known, NULL },
  { "safety-links-not-known", build_not_known, NULL },
  { "safety-sheet-plain", build_known, act_plain },
  { "safety-sheet-lookalike", build_known, act_lookalike },
  { "safety-sheet-inside", build_known, act_inside },
  { "safety-sheet-many", build_known, act_many },
  { "safety-sheet-foreign", build_known, act_foreign },
  { "safety-sheet-right-to-left", build_known, act_right_to_left },
  { "safety-sheet-hidden", build_known, act_hidden },
  { "safety-sheet-phone", build_known, act_phone },
  { "safety-sheet-dangerous", build_known, act_dangerous },
  { "safety-sheet-unknown", build_known, act_unknown },
  { "safety-scam-unreadable", build_scam_unreadable, NULL },
  { "safety-typed-unreadable", build_known, act_typed_unreadable },
  { "safety-sheet-long", build_known, act_long },
  { "safety-sheet-not-known", build_not_known, act_plain },
  { "safety-warned", build_warned, NULL },
  { "safety-check", build_known, act_check },
  { "safety-check-checked", build_checked, act_check },
  { "safety-many-people", build_known, act_many_people },
  { "safety-many-texts", build_known, act_many_texts },
  { "safety-personal", build_not_known, act_personal },
  { "safety-list-empty", build_not_known, act_list },
  { "safety-list", build_not_known, act_list_some },
  { "safety-list-locked", build_not_known, act_list_locked },
  { "safety-check-warned", build_warned, act_check },
  { NULL, NULL, NULL },
};
