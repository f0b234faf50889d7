/* Goes from page to page by Next and Back, and keeps the place. What is chosen holds at once, so
 * leaving loses nothing. Before the page of the address it has nothing that could send. */

#include "wizard/wizard-guide.h"

#include <glib/gi18n.h>

#include "wizard/wizard-address.h"
#include "wizard/wizard-choice.h"
#include "wizard/wizard-page.h"
#include "wizard/wizard-ready.h"
#include "wizard/wizard-words.h"

#define PAGE_ADDRESS 5
#define PAGE_READY 6
#define WIDTH 560
#define HEIGHT 640

struct _ConfabWizardGuide {
  AdwBin parent_instance;

  /* owned */
  ConfabCore *core;

  /* owned by the stack, by their numbers - 1; NULL: not in this guide */
  GtkWidget *pages[CONFAB_CORE_GUIDE_PAGES];
  ConfabWizardChoice *choices[CONFAB_MODEL_SAFETY_PAGES];

  guint page; /* 1 to 6 */
  gboolean is_first;

  /* template */
  GtkWidget *back_button;
  GtkBox *dots;
  GtkMenuButton *menu_button;
  GtkStack *stack;
  GtkWidget *bar;
  GtkWidget *safe_button;
  GtkWidget *next_button;
  GtkWidget *finish_button;
  GtkWidget *buddy_button;
};

G_DEFINE_FINAL_TYPE (ConfabWizardGuide, confab_wizard_guide, ADW_TYPE_BIN)

enum { SIGNAL_FINISHED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWidget *
get_page (ConfabWizardGuide *self, guint page) {
  return page >= 1 && page <= CONFAB_CORE_GUIDE_PAGES ? self->pages[page - 1] : NULL;
}

/* The next page that is there, in the direction of `step`; 0: none. */
static guint
neighbour (ConfabWizardGuide *self, int step) {
  for (int page = (int)self->page + step; page >= 1 && page <= CONFAB_CORE_GUIDE_PAGES;
      page += step)
    if (get_page (self, (guint)page) != NULL)
      return (guint)page;
  return 0;
}

/* "Page 2 of 6". */
static char *
dup_place (ConfabWizardGuide *self, guint page) {
  guint place = 0;
  guint count = 0;

  for (guint i = 1; i <= CONFAB_CORE_GUIDE_PAGES; i++) {
    if (get_page (self, i) == NULL)
      continue;
    count++;
    if (i <= page)
      place++;
  }
  return g_strdup_printf (_ ("Page %u of %u"), place, count);
}

static void
update_dots (ConfabWizardGuide *self) {
  g_autofree char *place = dup_place (self, self->page);
  GtkWidget *dot = gtk_widget_get_first_child (GTK_WIDGET (self->dots));

  for (guint i = 1; i <= CONFAB_CORE_GUIDE_PAGES && dot != NULL; i++) {
    if (get_page (self, i) == NULL)
      continue;
    if (i == self->page)
      gtk_widget_add_css_class (dot, "current");
    else
      gtk_widget_remove_css_class (dot, "current");
    dot = gtk_widget_get_next_sibling (dot);
  }
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->dots), GTK_ACCESSIBLE_PROPERTY_LABEL, place, -1);
}

static gboolean
can_add_buddy (ConfabWizardGuide *self) {
  return g_list_model_get_n_items (confab_core_get_accounts (self->core)) > 0 &&
         g_list_model_get_n_items (confab_core_get_contacts (self->core)) == 0;
}

static void
update_bar (ConfabWizardGuide *self) {
  gboolean is_ready = self->page == PAGE_READY;
  gboolean has_buddy_button = is_ready && can_add_buddy (self);

  gtk_widget_set_visible (self->back_button, neighbour (self, -1) != 0);
  gtk_widget_set_visible (self->bar, self->page != PAGE_ADDRESS);
  gtk_widget_set_visible (self->safe_button, self->page == 1);
  gtk_widget_set_visible (self->next_button, self->page < PAGE_ADDRESS);
  gtk_widget_set_visible (self->finish_button, is_ready);
  gtk_widget_set_visible (self->buddy_button, has_buddy_button);
  if (has_buddy_button)
    gtk_widget_remove_css_class (self->finish_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->finish_button, "suggested-action");
}

static void
focus_page (ConfabWizardGuide *self) {
  if (self->page <= CONFAB_MODEL_SAFETY_PAGES) {
    if (!confab_wizard_choice_focus (self->choices[self->page - 1]))
      gtk_widget_grab_focus (self->next_button);
  } else if (self->page == PAGE_ADDRESS) {
    confab_wizard_address_focus (CONFAB_WIZARD_ADDRESS (get_page (self, PAGE_ADDRESS)));
  } else {
    gtk_widget_grab_focus (
        gtk_widget_get_visible (self->buddy_button) ? self->buddy_button : self->finish_button);
  }
}

static void
announce (ConfabWizardGuide *self) {
  GtkWidget *page = get_page (self, self->page);

  if (CONFAB_IS_WIZARD_ADDRESS (page))
    confab_wizard_address_announce (CONFAB_WIZARD_ADDRESS (page));
  else
    confab_wizard_page_announce (CONFAB_WIZARD_PAGE (page));
}

static void
show_page (ConfabWizardGuide *self, guint page) {
  self->page = page;
  gtk_stack_set_visible_child (self->stack, get_page (self, page));
  update_dots (self);
  update_bar (self);
}

static void
go_to (ConfabWizardGuide *self, guint page) {
  if (page == 0)
    return;
  show_page (self, page);
  if (self->is_first)
    dex_future_disown (confab_core_set_guide_page (self->core, page));
  focus_page (self);
  announce (self);
}

static void
finish (ConfabWizardGuide *self, gboolean wants_buddy) {
  dex_future_disown (confab_core_set_guide_page (self->core, 0));
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, wants_buddy);
}

/* ---- pressed ---- */

static void
on_back (ConfabWizardGuide *self) {
  GtkWidget *page = get_page (self, self->page);

  if (CONFAB_IS_WIZARD_ADDRESS (page) && confab_wizard_address_back (CONFAB_WIZARD_ADDRESS (page)))
    return;
  go_to (self, neighbour (self, -1));
}

static void
on_next (ConfabWizardGuide *self) {
  go_to (self, neighbour (self, 1));
}

static void
on_safe_clicked (ConfabWizardGuide *self) {
  dex_future_disown (confab_core_choose_safe (self->core));
  go_to (self, get_page (self, PAGE_ADDRESS) != NULL ? PAGE_ADDRESS : PAGE_READY);
}

static void
on_finish_clicked (ConfabWizardGuide *self) {
  finish (self, FALSE);
}

static void
on_buddy_clicked (ConfabWizardGuide *self) {
  finish (self, TRUE);
}

static void
on_address_done (ConfabWizardGuide *self) {
  go_to (self, PAGE_READY);
}

/* Enter on a radio row is Next; Space and the arrows choose. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
    ConfabWizardGuide *self) {
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean is_enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;

  if (!is_enter || focus == NULL || !GTK_IS_CHECK_BUTTON (focus) ||
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)))
    return GDK_EVENT_PROPAGATE;
  on_next (self);
  return GDK_EVENT_STOP;
}

/* ---- making ---- */

static void
confab_wizard_guide_dispose (GObject *object) {
  ConfabWizardGuide *self = CONFAB_WIZARD_GUIDE (object);

  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_wizard_guide_parent_class)->dispose (object);
}

static void
confab_wizard_guide_class_init (ConfabWizardGuideClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_wizard_guide_dispose;
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", CONFAB_TYPE_WIZARD_GUIDE, G_SIGNAL_RUN_LAST,
      0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/wizard/wizard-guide.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardGuide, back_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardGuide, dots);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardGuide, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardGuide, stack);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardGuide, bar);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardGuide, safe_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardGuide, next_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardGuide, finish_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardGuide, buddy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_safe_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_finish_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_buddy_clicked);
}

static void
confab_wizard_guide_init (ConfabWizardGuide *self) {
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
add_page (ConfabWizardGuide *self, guint page, GtkWidget *widget) {
  GtkWidget *dot =
      g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->pages[page - 1] = widget;
  gtk_stack_add_child (self->stack, widget);
  gtk_widget_add_css_class (dot, "guide-dot");
  gtk_box_append (self->dots, dot);
}

static ConfabWizardPage *
page_new (guint page) {
  return confab_wizard_page_new (confab_wizard_words_icon (page), confab_wizard_words_title (page),
      confab_wizard_words_sentence (page));
}

static void
add_choice_page (ConfabWizardGuide *self, guint number) {
  ConfabWizardPage *page = page_new (number);

  self->choices[number - 1] = confab_wizard_choice_new (self->core, number);
  confab_wizard_page_append (page, GTK_WIDGET (self->choices[number - 1]));
  if (confab_wizard_words_foot (number) != NULL)
    confab_wizard_page_append_foot (page, confab_wizard_words_foot (number));
  add_page (self, number, GTK_WIDGET (page));
}

static void
add_pages (ConfabWizardGuide *self, gboolean is_untouched) {
  ConfabWizardPage *ready = page_new (PAGE_READY);

  for (guint i = 1; i <= CONFAB_MODEL_SAFETY_PAGES; i++)
    add_choice_page (self, i);
  if (self->is_first) {
    ConfabWizardAddress *address = confab_wizard_address_new (self->core, is_untouched);

    g_signal_connect_object (
        address, "signed-in", G_CALLBACK (on_address_done), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (
        address, "later", G_CALLBACK (on_address_done), self, G_CONNECT_SWAPPED);
    add_page (self, PAGE_ADDRESS, GTK_WIDGET (address));
  }
  confab_wizard_page_append (ready, GTK_WIDGET (confab_wizard_ready_new (self->core)));
  add_page (self, PAGE_READY, GTK_WIDGET (ready));
  for (guint i = 1; i <= CONFAB_CORE_GUIDE_PAGES; i++) {
    GtkWidget *page = get_page (self, i);
    g_autofree char *place = dup_place (self, i);

    if (CONFAB_IS_WIZARD_ADDRESS (page))
      confab_wizard_address_set_place (CONFAB_WIZARD_ADDRESS (page), place);
    else if (page != NULL)
      confab_wizard_page_set_place (CONFAB_WIZARD_PAGE (page), place);
  }
}

ConfabWizardGuide *
confab_wizard_guide_new (ConfabCore *core) {
  ConfabWizardGuide *self = g_object_new (CONFAB_TYPE_WIZARD_GUIDE, NULL);
  guint page = confab_core_get_guide_page (core);

  self->core = g_object_ref (core);
  self->is_first = g_list_model_get_n_items (confab_core_get_accounts (core)) == 0;
  add_pages (self, page > 0 && page < PAGE_ADDRESS);
  show_page (self, self->is_first && get_page (self, page) != NULL ? page : 1);
  return self;
}

void
confab_wizard_guide_prefill (ConfabWizardGuide *self, const char *address, const char *server) {
  g_return_if_fail (CONFAB_IS_WIZARD_GUIDE (self));

  if (self->is_first)
    confab_wizard_address_prefill (
        CONFAB_WIZARD_ADDRESS (get_page (self, PAGE_ADDRESS)), address, server);
}

void
confab_wizard_guide_set_menu (ConfabWizardGuide *self, GMenuModel *menu) {
  g_return_if_fail (CONFAB_IS_WIZARD_GUIDE (self));

  gtk_menu_button_set_menu_model (self->menu_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), menu != NULL);
}

void
confab_wizard_guide_focus (ConfabWizardGuide *self) {
  g_return_if_fail (CONFAB_IS_WIZARD_GUIDE (self));

  focus_page (self);
  announce (self);
}

/* ---- a review ---- */

static void
on_reviewed (ConfabWizardGuide *self, gboolean wants_buddy, AdwDialog *dialog) {
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_close (dialog);
  if (wants_buddy && root != NULL)
    gtk_widget_activate_action (root, "win.add-buddy", NULL);
}

void
confab_wizard_guide_present (ConfabCore *core, GtkWidget *parent) {
  ConfabWizardGuide *self = confab_wizard_guide_new (core);
  AdwDialog *dialog = adw_dialog_new ();

  adw_dialog_set_title (dialog, _ ("Safe settings, step by step"));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, GTK_WIDGET (self));
  g_signal_connect_object (self, "finished", G_CALLBACK (on_reviewed), dialog, 0);
  adw_dialog_present (dialog, parent);
  confab_wizard_guide_focus (self);
}
