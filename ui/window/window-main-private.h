#pragma once

/* The struct of the main window, for the two files that implement it. */

#include "chat/chat-view.h"
#include "contacts/contacts-list.h"
#include "contacts/contacts-request.h"
#include "widgets/widgets-watch.h"
#include "window/window-banner.h"
#include "window/window-main.h"
#include "window/window-pill.h"
#include "window/window-store.h"
#include "wizard/wizard-signin.h"

G_BEGIN_DECLS

struct _ConfabWindowMain {
  AdwApplicationWindow parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabWidgetsWatch *accounts_watch;
  ConfabModelContact *contact; /* whose chat is shown */
  char *prefill_address;
  char *prefill_server;
  guint spinner_source;
  gboolean is_leaving;

  /* made when first needed, then owned by the tree */
  ConfabChatView *chat_view;
  ConfabContactsRequest *request_page;
  ConfabWindowStore *store_page;
  ConfabWizardSignin *welcome_page;

  /* template */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwBin *store_bin;
  AdwBin *welcome_bin;
  AdwNavigationSplitView *split_view;
  ConfabWindowPill *pill;
  ConfabWindowBanner *banner;
  GtkRevealer *request_revealer;
  GtkWidget *request_button;
  GtkLabel *request_label;
  ConfabContactsList *contacts_list;
  AdwNavigationPage *content_page;
  GtkStack *content_stack;
  AdwBin *chat_bin;
  AdwBin *request_bin;
  GtkWidget *signin_button;
  GtkLabel *leaving_label;
};

/* What the actions call (window-main.c). */
void confab_window_main_show_requests (ConfabWindowMain *self);

/* Adds the actions (window-actions.c) and keeps them in step with the accounts. */
void confab_window_actions_add (ConfabWindowMain *self);
void confab_window_actions_update (ConfabWindowMain *self);

G_END_DECLS
