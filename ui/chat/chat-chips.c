/* The chips of the chat's header and their popovers. They say what is so, in neutral dress; they
 * refuse to claim more: nothing here says "safe", and what another computer does is never promised.
 */

#include "chat/chat-chips.h"

#include <glib/gi18n.h>

#include "chat/chat-keep.h"
#include "chat/chat-seal-words.h"
#include "chat/chat-timer.h"
#include "widgets/widgets-button.h"
#include "widgets/widgets-when.h"

#define SENTENCE_CHARS 40
#define LABEL_CHARS 30 /* of a chip; a longer name is cut, it stands in full above */

typedef enum { CHIP_READERS, CHIP_KEPT, CHIP_WHO, N_CHIPS } ChipKind;
typedef enum { KEEPER_ME, KEEPER_MY_DEVICES, KEEPER_MY_SERVER, KEEPER_THEIRS, N_KEEPERS } Keeper;

typedef struct {
  GtkWidget *button;
  GtkLabel *label;
  GtkLabel *sentence;
  GtkLabel *keepers[N_KEEPERS];
  GtkLabel *keeper_names[N_KEEPERS];
  GtkLabel *advice;
  GtkWidget *action;
  GtkWidget *other; /* a second thing to do */
  GtkWidget *third;
} Chip;

struct _ConfabChatChips {
  AdwBin parent_instance;

  ConfabModelChat *chat;       /* owned, nullable */
  ConfabModelContact *contact; /* owned, nullable */
  GSignalGroup *chat_signals;
  GSignalGroup *contact_signals;
  GSignalGroup *safety_signals;
  GSignalGroup *account_signals;
  Chip chips[N_CHIPS]; /* children */
  guint last_focused;
};

G_DEFINE_FINAL_TYPE (ConfabChatChips, confab_chat_chips, ADW_TYPE_BIN)

/* `pattern` with the name in place of each "%s"; plain text. */
static char *
dup_named (const char *pattern, const char *name) {
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", -1);

  return g_strjoinv (name, parts);
}

static void
set_text (GtkLabel *label, const char *pattern, const char *name) {
  g_autofree char *text = dup_named (pattern, name);

  gtk_label_set_text (label, text);
}

static void
set_keepers (Chip *chip, const char *const texts[N_KEEPERS], const char *name) {
  set_text (chip->keeper_names[KEEPER_THEIRS], _ ("%s’s program"), name);
  for (guint i = 0; i < N_KEEPERS; i++)
    set_text (chip->keepers[i], texts[i], name);
}

/* A chip may be cut short; its name never is. */
static void
set_chip (Chip *chip, const char *label) {
  gtk_label_set_text (chip->label, label);
  gtk_widget_set_tooltip_text (chip->button, label);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (chip->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Are there keys of theirs to compare? */
static gboolean
has_keys (ConfabChatChips *self) {
  return confab_model_chat_get_send_verdict (self->chat) == CONFAB_SEND_SEAL ||
         confab_model_chat_get_send_reason (self->chat) == CONFAB_REASON_KEYS_CHANGED;
}

static void
update_readers (ConfabChatChips *self, const char *name) {
  Chip *chip = &self->chips[CHIP_READERS];
  const char *const open_texts[N_KEEPERS] = {
    _ ("You see it here."),
    _ ("Where you are signed in too, it may arrive as well."),
    _ ("Can read what goes through it, both ways."),
    _ ("Gets it as it is; so does their server."),
  };
  const char *const sealed_texts[N_KEEPERS] = {
    _ ("You see it here."),
    _ ("Each has its own key; a new one starts with nothing."),
    _ ("Sees that you two write, and when. Not what."),
    _ ("Opens it and shows it."),
  };
  gboolean is_open = confab_model_chat_get_servers_can_read (self->chat);
  gboolean is_chosen = is_open && confab_model_contact_is_plain_chosen (self->contact);
  gboolean is_sealed =
      !is_open && confab_model_chat_get_send_verdict (self->chat) == CONFAB_SEND_SEAL;

  set_chip (chip, is_open     ? _ ("Servers can read this")
                  : is_sealed ? _ ("Only you two")
                              : _ ("Nothing goes out yet"));
  if (is_chosen)
    gtk_widget_add_css_class (chip->button, "weakened");
  else
    gtk_widget_remove_css_class (chip->button, "weakened");
  if (is_open)
    set_text (chip->sentence, _ ("Your server and the server of %s can read this chat."), name);
  else if (is_sealed)
    set_text (chip->sentence, _ ("Only you and %s can read this chat."), name);
  else
    set_text (chip->sentence,
        _ ("Confab sends nothing here before it is so that only you and %s can read it."), name);
  set_keepers (chip, is_open ? open_texts : sealed_texts, name);
  if (is_open)
    gtk_label_set_text (chip->advice, _ ("Write nothing here that others must not read."));
  else if (is_sealed)
    set_text (chip->advice,
        _ ("It is private with whoever holds %s’s keys: check once who that is."), name);
  gtk_widget_set_visible (GTK_WIDGET (chip->advice),
      is_open || (is_sealed && confab_model_contact_get_checked_us (self->contact) == 0));
  if (is_chosen)
    confab_widgets_button_set (chip->action, _ ("End it"), "chat.end-plain");
  else
    confab_widgets_button_set (
        chip->action, _ ("See the devices"), is_sealed ? "chat.devices" : NULL);
}

static gboolean
is_server (ConfabChatChips *self) {
  return self->contact != NULL && confab_model_contact_is_server (self->contact);
}

static void
update_kept (ConfabChatChips *self, const char *name) {
  Chip *chip = &self->chips[CHIP_KEPT];
  const char *const texts[N_KEEPERS] = {
    confab_chat_keep_get_here (self->chat),
    _ ("Keep what they have; Confab does not reach them."),
    confab_chat_keep_get_server (self->chat),
    confab_chat_timer_get_theirs (self->chat),
  };
  g_autofree char *kept = confab_chat_keep_dup_label (self->chat);
  g_autofree char *timed = confab_chat_timer_dup_label (self->chat);
  g_autofree char *sentence = confab_chat_timer_dup_sentence (self->chat);
  gboolean is_forgotten = confab_chat_keep_get (self->chat) == CONFAB_KEEP_UNTIL_CLOSED;

  set_chip (chip, timed != NULL ? timed : kept);
  gtk_label_set_text (chip->sentence, sentence);
  set_keepers (chip, texts, name);
  gtk_label_set_text (chip->advice, _ ("Close it when you are done."));
  gtk_widget_set_visible (GTK_WIDGET (chip->advice), is_forgotten);
  confab_widgets_button_set (
      chip->action, is_forgotten ? _ ("Close chat") : NULL, is_forgotten ? "chat.close" : NULL);
  confab_widgets_button_set (chip->other, _ ("Change how long…"), "chat.keep");
  confab_widgets_button_set (chip->third, _ ("Let messages disappear…"),
      confab_model_contact_is_person (self->contact) ? "chat.timer" : NULL);
}

static void
update_checked (ConfabChatChips *self, const char *name) {
  Chip *chip = &self->chips[CHIP_WHO];
  g_autofree char *short_day =
      confab_widgets_when_dup_short (confab_model_contact_get_checked_us (self->contact));
  g_autofree char *day =
      confab_widgets_when_dup_day (confab_model_contact_get_checked_us (self->contact));
  /* Translators: name and day, "Really Ann · 14 May". */
  g_autofree char *label = g_strdup_printf (_ ("Really %s · %s"), name, short_day);
  /* Translators: name and day, "You made sure that it is Ann on 14 May." */
  g_autofree char *sentence = g_strdup_printf (_ ("You made sure that it is %s %s."), name, day);
  g_autofree char *see = confab_chat_seal_words_dup_see_devices (name);
  const char *const texts[N_KEEPERS] = {
    _ ("You compared key words, and they were the same."),
    _ ("Know it too where they can be told."),
    _ ("Cannot put itself in between unnoticed."),
    _ ("Says so if a key changes; so does Confab."),
  };

  set_chip (chip, label);
  gtk_label_set_text (chip->sentence, sentence);
  set_keepers (chip, texts, name);
  gtk_label_set_text (chip->advice, _ ("A new device is asked about before you write to it."));
  confab_widgets_button_set (chip->action, see, "chat.devices");
  confab_widgets_button_set (chip->other, NULL, NULL);
}

static void
update_who (ConfabChatChips *self, const char *name) {
  Chip *chip = &self->chips[CHIP_WHO];
  g_autofree char *label = NULL;
  g_autofree char *check = NULL;
  gboolean is_known = confab_model_contact_is_known (self->contact);
  const char *const texts[N_KEEPERS] = {
    is_known ? _ ("You know them in life.") : _ ("You added this address."),
    _ ("Know no more than this one."),
    _ ("Knows the address, not the person."),
    _ ("Says what its user tells it."),
  };

  if (confab_model_contact_get_checked_us (self->contact) > 0) {
    update_checked (self, name);
    return;
  }
  label = dup_named (_ ("Really %s?"), name);
  set_chip (chip, label);
  set_text (chip->sentence, _ ("Nobody has checked yet that it is %s who writes here."), name);
  set_keepers (chip, texts, name);
  gtk_label_set_text (chip->advice,
      has_keys (self) ? _ ("Compare a few words with them on the phone: a minute, and once.")
                      : _ ("Ring them, or ask something that only they can know."));
  check = g_utf8_strlen (name, -1) > LABEL_CHARS
              ? g_strdup (_ ("Check that it is really them"))
              : dup_named (_ ("Check that it is really %s"), name);
  confab_widgets_button_set (chip->action, check, has_keys (self) ? "chat.check" : NULL);
  confab_widgets_button_set (
      chip->other, _ ("I know them in life"), is_known ? NULL : "chat.known");
}

static void
set_keepers_visible (Chip *chip, gboolean is_visible) {
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (chip->keepers[KEEPER_ME]));

  gtk_widget_set_visible (gtk_widget_get_parent (box), is_visible);
}

/* Where there is nobody: who reads it, and whether it is really them, is no question. */
static void
update_nobody (ConfabChatChips *self, const char *name, gboolean is_note) {
  Chip *chip = &self->chips[is_note ? CHIP_READERS : CHIP_WHO];

  set_chip (chip, is_note ? _ ("Only on this computer") : _ ("Your server"));
  gtk_widget_remove_css_class (chip->button, "weakened");
  set_text (chip->sentence,
      is_note ? _ ("Nothing that you write here leaves this computer: no server has it, and no "
                   "other device of yours.")
              : _ ("Your server at %s wrote this. It is not a person."),
      name);
  gtk_label_set_text (
      chip->advice, is_note ? _ ("A backup holds what you chose to keep.")
                            : _ ("Confab never writes to you and never asks for a password."));
  gtk_widget_set_visible (GTK_WIDGET (chip->advice), TRUE);
  confab_widgets_button_set (chip->action, NULL, NULL);
  confab_widgets_button_set (chip->other, NULL, NULL);
  update_kept (self, name);
}

static ChipKind
first_chip (ConfabChatChips *self) {
  return is_server (self) ? CHIP_KEPT : CHIP_READERS;
}

static void
update (ConfabChatChips *self) {
  gboolean is_person, is_note;
  const char *name;

  if (self->chat == NULL || self->contact == NULL)
    return;
  is_person = confab_model_contact_is_person (self->contact);
  is_note = confab_model_contact_is_note (self->contact);
  name = confab_model_contact_get_name (self->contact);
  gtk_widget_set_visible (self->chips[CHIP_READERS].button, !is_server (self));
  gtk_widget_set_visible (self->chips[CHIP_WHO].button, !is_note);
  set_keepers_visible (&self->chips[CHIP_READERS], is_person);
  set_keepers_visible (&self->chips[CHIP_KEPT], is_person);
  set_keepers_visible (&self->chips[CHIP_WHO], is_person);
  if (!is_person) {
    update_nobody (self, name, is_note);
    return;
  }
  update_readers (self, name);
  update_kept (self, name);
  update_who (self, name);
}

static void
pop_down (ConfabChatChips *self, ChipKind kind) {
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->chips[kind].button));
}

/* After its action, which the button calls itself. */
static void
on_button_clicked (ConfabChatChips *self) {
  for (guint i = 0; i < N_CHIPS; i++)
    pop_down (self, i);
}

static void
build_keeper (Chip *chip, GtkGrid *grid, Keeper keeper, const char *icon, const char *name) {
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_object_set (image, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign",
      GTK_ALIGN_START, "margin-top", 2, NULL);
  chip->keeper_names[keeper] = GTK_LABEL (gtk_label_new (name));
  chip->keepers[keeper] = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (chip->keeper_names[keeper], 0);
  gtk_label_set_ellipsize (chip->keeper_names[keeper], PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (chip->keeper_names[keeper]), "caption-heading");
  gtk_label_set_xalign (chip->keepers[keeper], 0);
  gtk_label_set_wrap (chip->keepers[keeper], TRUE);
  gtk_label_set_max_width_chars (chip->keepers[keeper], SENTENCE_CHARS);
  gtk_widget_add_css_class (GTK_WIDGET (chip->keepers[keeper]), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (chip->keepers[keeper]), "dimmed");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (chip->keeper_names[keeper]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (chip->keepers[keeper]));
  gtk_grid_attach (grid, image, 0, (int)keeper, 1, 1);
  gtk_grid_attach (grid, box, 1, (int)keeper, 1, 1);
}

static GtkLabel *
build_sentence (GtkWidget *box, const char *class) {
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), SENTENCE_CHARS);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
build_button (GtkWidget *box) {
  GtkWidget *button = gtk_button_new_with_label ("");

  gtk_widget_set_visible (button, FALSE);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
build_popover (Chip *chip) {
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();

  chip->sentence = build_sentence (box, "heading");
  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  build_keeper (chip, GTK_GRID (grid), KEEPER_ME, "computer-symbolic", _ ("You, here"));
  build_keeper (
      chip, GTK_GRID (grid), KEEPER_MY_DEVICES, "phone-symbolic", _ ("Your other devices"));
  build_keeper (
      chip, GTK_GRID (grid), KEEPER_MY_SERVER, "network-server-symbolic", _ ("Your server"));
  build_keeper (chip, GTK_GRID (grid), KEEPER_THEIRS, "avatar-default-symbolic", NULL);
  gtk_box_append (GTK_BOX (box), grid);
  chip->advice = build_sentence (box, "body");
  chip->action = build_button (box);
  chip->other = build_button (box);
  chip->third = build_button (box);
  gtk_widget_add_css_class (box, "chat-chip-content");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
build_chip (Chip *chip) {
  chip->button = gtk_menu_button_new ();
  chip->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (chip->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (chip->label, LABEL_CHARS);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (chip->button), GTK_WIDGET (chip->label));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (chip->button), build_popover (chip));
  gtk_widget_add_css_class (chip->button, "chat-chip");
}

static gboolean
focus_chip (ConfabChatChips *self, guint index, GtkDirectionType direction) {
  self->last_focused = index;
  return gtk_widget_child_focus (self->chips[index].button, direction);
}

/* One tab stop: Tab enters where the focus was last, and leaves; arrows go from chip to chip. */
static gboolean
confab_chat_chips_focus (GtkWidget *widget, GtkDirectionType direction) {
  ConfabChatChips *self = CONFAB_CHAT_CHIPS (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkDirectionType onward = is_rtl ? GTK_DIR_LEFT : GTK_DIR_RIGHT;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  guint current = N_CHIPS;

  for (guint i = 0; focus != NULL && i < N_CHIPS; i++) {
    if (focus == self->chips[i].button || gtk_widget_is_ancestor (focus, self->chips[i].button))
      current = i;
  }
  if (current == N_CHIPS)
    return focus_chip (self, self->last_focused, direction);
  if (direction != GTK_DIR_LEFT && direction != GTK_DIR_RIGHT)
    return FALSE;
  if (direction == onward && current + 1 < N_CHIPS)
    return focus_chip (self, current + 1, GTK_DIR_TAB_FORWARD);
  if (direction != onward && current > first_chip (self))
    return focus_chip (self, current - 1, GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static void
confab_chat_chips_dispose (GObject *object) {
  ConfabChatChips *self = CONFAB_CHAT_CHIPS (object);

  g_clear_object (&self->chat_signals);
  g_clear_object (&self->contact_signals);
  g_clear_object (&self->safety_signals);
  g_clear_object (&self->account_signals);
  g_clear_object (&self->chat);
  g_clear_object (&self->contact);
  G_OBJECT_CLASS (confab_chat_chips_parent_class)->dispose (object);
}

static void
confab_chat_chips_class_init (ConfabChatChipsClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_chat_chips_dispose;
  GTK_WIDGET_CLASS (class)->focus = confab_chat_chips_focus;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
confab_chat_chips_init (ConfabChatChips *self) {
  /* One line: where there is no room for all, they are cut short rather than wrapped. */
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  for (guint i = 0; i < N_CHIPS; i++) {
    build_chip (&self->chips[i]);
    gtk_box_append (GTK_BOX (line), self->chips[i].button);
    g_signal_connect_swapped (
        self->chips[i].action, "clicked", G_CALLBACK (on_button_clicked), self);
    g_signal_connect_swapped (
        self->chips[i].other, "clicked", G_CALLBACK (on_button_clicked), self);
    g_signal_connect_swapped (
        self->chips[i].third, "clicked", G_CALLBACK (on_button_clicked), self);
  }
  adw_bin_set_child (ADW_BIN (self), line);
  gtk_widget_add_css_class (GTK_WIDGET (self), "chat-chips");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("About this chat"), -1);

  self->chat_signals = g_signal_group_new (CONFAB_TYPE_MODEL_CHAT);
  g_signal_group_connect_swapped (
      self->chat_signals, "notify::servers-can-read", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (
      self->chat_signals, "notify::send-verdict", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (
      self->chat_signals, "notify::send-reason", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->chat_signals, "notify::keep", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->chat_signals, "notify::timer", G_CALLBACK (update), self);
  self->safety_signals = g_signal_group_new (CONFAB_TYPE_MODEL_SAFETY);
  g_signal_group_connect_swapped (self->safety_signals, "changed", G_CALLBACK (update), self);
  self->account_signals = g_signal_group_new (CONFAB_TYPE_MODEL_ACCOUNT);
  g_signal_group_connect_swapped (
      self->account_signals, "notify::server-keeps", G_CALLBACK (update), self);
  self->contact_signals = g_signal_group_new (CONFAB_TYPE_MODEL_CONTACT);
  g_signal_group_connect_swapped (self->contact_signals, "notify::name", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (
      self->contact_signals, "notify::known", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (
      self->contact_signals, "notify::checked-us", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (
      self->contact_signals, "notify::plain-chosen", G_CALLBACK (update), self);
}

GtkWidget *
confab_chat_chips_new (void) {
  return g_object_new (CONFAB_TYPE_CHAT_CHIPS, NULL);
}

void
confab_chat_chips_set_chat (ConfabChatChips *self, ConfabModelChat *chat) {
  ConfabModelContact *contact = chat != NULL ? confab_model_chat_get_contact (chat) : NULL;
  ConfabModelAccount *account = contact != NULL ? confab_model_contact_get_account (contact) : NULL;

  for (guint i = 0; i < N_CHIPS; i++)
    pop_down (self, i);
  g_set_object (&self->chat, chat);
  g_set_object (&self->contact, contact);
  g_signal_group_set_target (self->chat_signals, self->chat);
  g_signal_group_set_target (self->contact_signals, self->contact);
  g_signal_group_set_target (
      self->safety_signals, account != NULL ? confab_model_account_get_safety (account) : NULL);
  g_signal_group_set_target (self->account_signals, account);
  self->last_focused = first_chip (self);
  update (self);
}
