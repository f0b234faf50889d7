#pragma once

/* The struct of the main window, for the two files that implement it. */

#include "widgets/widgets-watch.h"
#include "window/window-main.h"
#include "window/window-panes.h"
#include "window/window-store.h"
#include "wizard/wizard-guide.h"
#include "wizard/wizard-signin.h"

G_BEGIN_DECLS

struct _ConfabWindowMain {
  AdwApplicationWindow parent_instance;

  /* owned */
  ConfabCore *core;
  GSimpleActionGroup *actions;
  ConfabWidgetsWatch *accounts_watch;
  char *prefill_address;
  char *prefill_server;
  guint spinner_source;
  gboolean is_leaving;

  /* owned by the stack, made when first needed */
  ConfabWindowPanes *panes;
  ConfabWindowStore *store_page;
  ConfabWizardSignin *welcome_page;
  ConfabWizardGuide *guide; /* NULL: not begun, or finished */

  /* template */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkWidget *waiting_box;
  GtkWidget *waiting_label;
};

/* Adds the actions (window-actions.c) and keeps them in step with the accounts. */
void confab_window_actions_add (ConfabWindowMain *self);
void confab_window_actions_update (ConfabWindowMain *self);

G_END_DECLS
