/* Scenes of finding messages: hits in one chat, nothing asked, nothing found, nothing kept, a store
 * that cannot be read, and a hit in its chat. */

#include "chat/chat-search.h"
#include "gallery-talk.h"
#include "gallery.h"

#define N_ROWS 60
#define FOUND_AT 25
#define FOUND_WORD "tent"

static const char *const sentences[] = { "The tent is dry again, I hung it up in the hall.",
  "Do we take the large tent or both small ones? The large one needs two people, and it is heavy; "
  "but the small ones let water in, at least the green one did last year at the lake, when we all "
  "moved into the car at four in the morning.",
  "I pack the stove.", "Bread, cheese, tea, and something for the dog." };

static GalleryTalk
talk_much (ConfabCore *core) {
  GalleryTalk talk = gallery_talk_begin (core);

  for (int i = 0; i < N_ROWS; i++)
    confab_model_message_set_state (
        gallery_talk_say (&talk, i % 3 == 1, (N_ROWS - i) * 9, sentences[i % 4]),
        i % 3 == 1 ? CONFAB_MESSAGE_DELIVERED : CONFAB_MESSAGE_RECEIVED, CONFAB_REASON_NONE);
  return talk;
}

static GtkWindow *
build_kept (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = talk_much (core);

  confab_model_chat_set_keep (talk.chat, CONFAB_KEEP_MONTH);
  return gallery_talk_show (application, core, &talk);
}

static GtkWindow *
build_not_kept (GtkApplication *application, ConfabCore *core) {
  GalleryTalk talk = talk_much (core);

  return gallery_talk_show (application, core, &talk);
}

static ConfabModelChat *
get_chat (ConfabCore *core) {
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (confab_core_get_contacts (core), 0);

  return confab_model_contact_get_chat (contact);
}

static void
open_page (GtkWindow *window, ConfabCore *core, ConfabModelChat *chat, const char *text) {
  ConfabChatSearch *page = confab_chat_search_new (core, chat);

  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (window));
  confab_chat_search_set_text (page, text);
}

static void
act_hits (GtkWindow *window, ConfabCore *core) {
  open_page (window, core, get_chat (core), "tent");
}

static void
act_idle (GtkWindow *window, ConfabCore *core) {
  open_page (window, core, NULL, "");
}

static void
act_none (GtkWindow *window, ConfabCore *core) {
  open_page (window, core, NULL, "umbrella");
}

static void
act_nothing_here (GtkWindow *window, ConfabCore *core) {
  open_page (window, core, get_chat (core), "tent");
}

static void
act_nothing (GtkWindow *window, ConfabCore *core) {
  open_page (window, core, NULL, "tent");
}

static void
act_problem (GtkWindow *window, ConfabCore *core) {
  gallery_core_set_problem (core, CONFAB_PROBLEM_DISK, "");
  open_page (window, core, NULL, "tent");
}

static void
act_go_to (GtkWindow *window, ConfabCore *core) {
  ConfabModelChat *chat = get_chat (core);
  g_autoptr (ConfabModelMessage) message =
      g_list_model_get_item (G_LIST_MODEL (confab_model_chat_get_timeline (chat)), FOUND_AT);

  confab_core_go_to (core, chat, confab_model_message_get_id (message), FOUND_WORD);
}

const GalleryScene gallery_search_scenes[] = {
  { "search-hits", build_kept, act_hits },
  { "search-idle", build_kept, act_idle },
  { "search-none", build_kept, act_none },
  { "search-nothing-here", build_not_kept, act_nothing_here },
  { "search-nothing", build_not_kept, act_nothing },
  { "search-problem", build_kept, act_problem },
  { "search-found", build_kept, act_go_to },
  { NULL, NULL, NULL },
};
