/* The card of a file in the log. It shows what is known and nothing else: a picture of what is in
 * it only once that was asked for, and no button that the judge did not allow. */

#include "chat/chat-file-card.h"

#include <glib/gi18n.h>

#include "chat/chat-file-words.h"
#include "chat/chat-picture.h"
#include "chat/chat-view.h"
#include "widgets/widgets-speak.h"

#define NAME_CHARS 36
#define WORDS_CHARS 46
/* As wide as there is room in the narrowest window. */
#define PICTURE_WIDTH 280
#define PICTURE_HEIGHT 320

struct _ConfabChatFileCard {
  GtkBox parent_instance;

  ConfabModelMessage *message; /* owned, nullable */
  char *name;                  /* owned: of the other side */
  GSignalGroup *file_signals;
  ConfabFileState spoken_state;
  gboolean has_asked;        /* the judge, for this message */
  gboolean has_warned;       /* aloud, of a virus in it */
  ConfabModelPicture *shown; /* owned, nullable: what the picture shows */

  GtkWidget *icon;
  GtkWidget *name_label;
  GtkWidget *what_label;
  GtkWidget *picture;
  GtkWidget *source_label;
  GtkWidget *progress;
  GtkWidget *state_label;
  GtkWidget *scan_label;
  GtkWidget *buttons;
};

G_DEFINE_FINAL_TYPE (ConfabChatFileCard, confab_chat_file_card, GTK_TYPE_BOX)

static ConfabModelFile *
file_of (ConfabChatFileCard *self) {
  return self->message != NULL ? confab_model_message_get_file (self->message) : NULL;
}

/* Nullable. */
static ConfabModelContact *
contact_of (ConfabChatFileCard *self) {
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), CONFAB_TYPE_CHAT_VIEW);
  ConfabModelChat *chat = view != NULL ? confab_chat_view_get_chat (CONFAB_CHAT_VIEW (view)) : NULL;

  return chat != NULL ? confab_model_chat_get_contact (chat) : NULL;
}

static char *
dup_source (ConfabChatFileCard *self, ConfabModelFile *file) {
  ConfabModelContact *contact = contact_of (self);

  if (contact == NULL)
    return confab_chat_file_words_dup_source (file, CONFAB_GRADE_STRANGER, self->name, FALSE);
  return confab_chat_file_words_dup_source (file, confab_model_contact_get_grade (contact),
      self->name, !confab_model_contact_has_given (contact));
}

static void
set_words (GtkWidget *label, const char *words) {
  gtk_label_set_text (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (label, words != NULL && *words != '\0');
}

/* Buttons are used again: one that has the focus does not go while it stays the same. */
static void
add_button (ConfabChatFileCard *self, GtkWidget **at, const char *words, const char *action) {
  ConfabModelFile *file = file_of (self);
  GtkWidget *button = *at;

  if (button == NULL) {
    button = gtk_button_new ();
    gtk_widget_add_css_class (button, "chat-small");
    gtk_box_append (GTK_BOX (self->buttons), button);
  }
  *at = gtk_widget_get_next_sibling (button);
  gtk_button_set_label (GTK_BUTTON (button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      confab_model_file_get_name (file), -1);
  gtk_actionable_set_action_target (
      GTK_ACTIONABLE (button), "x", confab_model_message_get_id (self->message));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
add_picture_button (ConfabChatFileCard *self, GtkWidget **at, ConfabModelFile *file) {
  if (confab_model_file_get_kind (file) != CONFAB_FILE_KIND_PICTURE)
    return;
  if (confab_model_file_get_picture (file) == NULL)
    add_button (self, at, _ ("Show"), "chat.file-picture");
  else
    add_button (self, at, _ ("Hide"), "chat.file-hide");
}

static void
add_held_buttons (ConfabChatFileCard *self, GtkWidget **at, ConfabModelFile *file) {
  ConfabFileVerdict verdict = (ConfabFileVerdict)confab_model_file_get_verdict (file);

  switch (verdict) {
  case CONFAB_FILE_OPEN:
    add_picture_button (self, at, file);
    add_button (self, at, _ ("Open"), "chat.file-open");
    add_button (self, at, _ ("Save…"), "chat.file-save");
    break;
  case CONFAB_FILE_SAVE:
  case CONFAB_FILE_SAVE_WARNED:
    add_button (self, at, _ ("Save…"), "chat.file-save");
    break;
  case CONFAB_FILE_REFUSE:
    break;
  }
  if (verdict != CONFAB_FILE_REFUSE && confab_model_file_get_scan (file) == CONFAB_FILE_SCAN_BROKEN)
    add_button (self, at, _ ("Check again"), "chat.file-judge");
  add_button (self, at, _ ("Remove"), "chat.file-remove");
}

static void
update_buttons (ConfabChatFileCard *self, ConfabModelFile *file) {
  GtkWidget *at = gtk_widget_get_first_child (self->buttons);
  gboolean is_own = confab_model_file_is_own (file);

  switch (confab_model_file_get_state (file)) {
  case CONFAB_FILE_OFFERED:
    add_button (self, &at, _ ("Get it"), "chat.file-get");
    break;
  case CONFAB_FILE_FETCHING:
  case CONFAB_FILE_SENDING:
    add_button (self, &at, _ ("Stop"), "chat.file-stop");
    break;
  case CONFAB_FILE_STOPPED:
    add_button (self, &at, _ ("Go on"), "chat.file-go-on");
    add_button (self, &at, _ ("Remove"), "chat.file-remove");
    break;
  case CONFAB_FILE_HELD:
    add_held_buttons (self, &at, file);
    break;
  case CONFAB_FILE_PREPARING:
  case CONFAB_FILE_WAITING:
    add_button (self, &at, _ ("Remove"), "chat.file-remove");
    break;
  case CONFAB_FILE_SENT:
    break;
  case CONFAB_FILE_FAILED:
    if (!is_own)
      add_button (self, &at, _ ("Try again"), "chat.file-get");
    break;
  }
  while (at != NULL) {
    GtkWidget *next = gtk_widget_get_next_sibling (at);

    gtk_box_remove (GTK_BOX (self->buttons), at);
    at = next;
  }
  gtk_widget_set_visible (self->buttons, gtk_widget_get_first_child (self->buttons) != NULL);
}

static gboolean
is_moving (ConfabFileState state) {
  return state == CONFAB_FILE_FETCHING || state == CONFAB_FILE_SENDING;
}

static gboolean
is_warning (ConfabModelFile *file) {
  ConfabFileState state = confab_model_file_get_state (file);
  int verdict = confab_model_file_get_verdict (file);

  return state == CONFAB_FILE_FAILED ||
         (state == CONFAB_FILE_HELD && verdict <= CONFAB_FILE_SAVE_WARNED &&
             confab_model_file_get_reason (file) != CONFAB_FILE_WHY_NONE &&
             confab_model_file_get_reason (file) != CONFAB_FILE_WHY_SCANNING);
}

static void
update_progress (ConfabChatFileCard *self, ConfabModelFile *file) {
  guint64 size = confab_model_file_get_size (file), done = confab_model_file_get_done (file);
  gboolean is_shown = is_moving (confab_model_file_get_state (file)) &&
                      size != CONFAB_FILE_SIZE_UNKNOWN && size > 0;

  gtk_widget_set_visible (self->progress, is_shown);
  if (is_shown)
    gtk_progress_bar_set_fraction (
        GTK_PROGRESS_BAR (self->progress), MIN (1.0, (double)done / (double)size));
}

static void
update_picture (ConfabChatFileCard *self, ConfabModelFile *file) {
  ConfabModelPicture *picture = file != NULL ? confab_model_file_get_picture (file) : NULL;
  g_autofree char *spoken = NULL;

  if (picture == self->shown)
    return;
  g_clear_pointer (&self->shown, confab_model_picture_unref);
  self->shown = picture != NULL ? confab_model_picture_ref (picture) : NULL;
  if (picture != NULL)
    /* Translators: said of a picture that is shown; %s is the name of its file. */
    spoken = g_strdup_printf (_ ("Picture: %s"), confab_model_file_get_name (file));
  confab_chat_picture_set (self->picture, picture, PICTURE_WIDTH, PICTURE_HEIGHT, spoken);
}

/* Once for each thing that came to an end. */
static void
speak (ConfabChatFileCard *self, ConfabModelFile *file, const char *words) {
  ConfabFileState state = confab_model_file_get_state (file);
  gboolean has_ended = is_moving (self->spoken_state) && !is_moving (state);
  g_autofree char *spoken = NULL;

  self->spoken_state = state;
  if (!has_ended || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (state == CONFAB_FILE_HELD)
    words = _ ("It is here.");
  else if (state == CONFAB_FILE_SENT)
    words = _ ("It is with the server.");
  spoken = g_strdup_printf ("%s: %s", confab_model_file_get_name (file), words);
  confab_widgets_speak (GTK_WIDGET (self), spoken, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Whoever does not look at the card hears of it too. */
static void
warn_aloud (ConfabChatFileCard *self, ConfabModelFile *file, const char *words) {
  gboolean is_found = confab_model_file_get_reason (file) == CONFAB_FILE_WHY_VIRUS;
  g_autofree char *spoken = NULL;

  if (is_found && !self->has_warned && gtk_widget_get_mapped (GTK_WIDGET (self))) {
    spoken = g_strdup_printf ("%s: %s", confab_model_file_get_name (file), words);
    confab_widgets_speak (GTK_WIDGET (self), spoken, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  }
  self->has_warned = is_found;
}

/* What nobody judged yet is judged when it is seen. */
static void
ask_judge (ConfabChatFileCard *self, ConfabModelFile *file) {
  if (confab_model_file_get_state (file) == CONFAB_FILE_HELD &&
      confab_model_file_get_verdict (file) == 0 && confab_model_file_get_reason (file) == 0 &&
      gtk_widget_get_mapped (GTK_WIDGET (self)) && !self->has_asked) {
    self->has_asked = TRUE;
    gtk_widget_activate_action (
        GTK_WIDGET (self), "chat.file-judge", "x", confab_model_message_get_id (self->message));
  }
}

static void
update (ConfabChatFileCard *self) {
  ConfabModelFile *file = file_of (self);
  g_autofree char *what = NULL;
  g_autofree char *source = NULL;
  g_autofree char *state = NULL;
  g_autofree char *scan = NULL;

  if (file == NULL)
    return;
  what = confab_chat_file_words_dup_what (file);
  source = dup_source (self, file);
  state = confab_chat_file_words_dup_state (file, self->name);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
      confab_chat_file_words_get_icon (confab_chat_file_words_kind_of (file)));
  set_words (self->name_label, confab_model_file_get_name (file));
  set_words (self->what_label, what);
  set_words (self->source_label, source);
  set_words (self->state_label, state);
  scan = confab_chat_file_words_dup_scan (file);
  set_words (self->scan_label, scan);
  if (is_warning (file))
    gtk_widget_add_css_class (self->state_label, "warning");
  else
    gtk_widget_remove_css_class (self->state_label, "warning");
  update_picture (self, file);
  update_progress (self, file);
  update_buttons (self, file);
  speak (self, file, state != NULL ? state : "");
  warn_aloud (self, file, state != NULL ? state : "");
  ask_judge (self, file);
}

static void
confab_chat_file_card_map (GtkWidget *widget) {
  GTK_WIDGET_CLASS (confab_chat_file_card_parent_class)->map (widget);
  update (CONFAB_CHAT_FILE_CARD (widget));
}

static void
confab_chat_file_card_dispose (GObject *object) {
  ConfabChatFileCard *self = CONFAB_CHAT_FILE_CARD (object);

  g_clear_object (&self->file_signals);
  g_clear_object (&self->message);
  g_clear_pointer (&self->shown, confab_model_picture_unref);
  G_OBJECT_CLASS (confab_chat_file_card_parent_class)->dispose (object);
}

static void
confab_chat_file_card_finalize (GObject *object) {
  g_free (CONFAB_CHAT_FILE_CARD (object)->name);
  G_OBJECT_CLASS (confab_chat_file_card_parent_class)->finalize (object);
}

static void
confab_chat_file_card_class_init (ConfabChatFileCardClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_chat_file_card_dispose;
  G_OBJECT_CLASS (class)->finalize = confab_chat_file_card_finalize;
  GTK_WIDGET_CLASS (class)->map = confab_chat_file_card_map;
}

static GtkWidget *
make_label (GtkWidget *box, const char *class, int chars) {
  GtkWidget *label = gtk_label_new (NULL);

  g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f,
      "max-width-chars", chars, NULL);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
confab_chat_file_card_init (ConfabChatFileCard *self) {
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "chat-file");
  self->icon = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 32);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (top), self->icon);
  self->name_label = make_label (words, "heading", NAME_CHARS);
  self->what_label = make_label (words, "dimmed", NAME_CHARS);
  gtk_box_append (GTK_BOX (top), words);
  gtk_box_append (GTK_BOX (self), top);
  self->picture = confab_chat_picture_new ();
  gtk_box_append (GTK_BOX (self), self->picture);
  self->source_label = make_label (GTK_WIDGET (self), "caption", WORDS_CHARS);
  self->progress = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
      _ ("How much of the file is through"), -1);
  gtk_box_append (GTK_BOX (self), self->progress);
  self->state_label = make_label (GTK_WIDGET (self), "caption", WORDS_CHARS);
  self->scan_label = make_label (GTK_WIDGET (self), "caption", WORDS_CHARS);
  gtk_widget_add_css_class (self->scan_label, "dimmed");
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self), self->buttons);
  self->name = g_strdup ("");
  self->file_signals = g_signal_group_new (CONFAB_TYPE_MODEL_FILE);
  g_signal_group_connect_swapped (self->file_signals, "notify", G_CALLBACK (update), self);
}

GtkWidget *
confab_chat_file_card_new (void) {
  return g_object_new (CONFAB_TYPE_CHAT_FILE_CARD, NULL);
}

void
confab_chat_file_card_set_message (
    ConfabChatFileCard *self, ConfabModelMessage *message, const char *name) {
  ConfabModelFile *file = message != NULL ? confab_model_message_get_file (message) : NULL;

  self->has_asked = self->has_asked && message == self->message;
  g_set_object (&self->message, message);
  g_set_str (&self->name, name != NULL ? name : "");
  g_signal_group_set_target (self->file_signals, file);
  gtk_widget_set_visible (GTK_WIDGET (self), file != NULL);
  if (file == NULL) {
    update_picture (self, NULL);
    set_words (self->name_label, NULL);
    set_words (self->what_label, NULL);
    set_words (self->source_label, NULL);
    set_words (self->state_label, NULL);
    set_words (self->scan_label, NULL);
    return;
  }
  self->spoken_state = confab_model_file_get_state (file);
  update (self);
}
