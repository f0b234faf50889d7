/* Offers the guide again when its month is over. It opens nothing by itself, and one press keeps it
 * away for another month. */

#include "window/window-review.h"

#include "widgets/widgets-watch.h"

struct _ConfabWindowReview {
  AdwBin parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabWidgetsWatch *watch;

  /* template */
  GtkRevealer *revealer;
};

G_DEFINE_FINAL_TYPE (ConfabWindowReview, confab_window_review, ADW_TYPE_BIN)

static void
update (ConfabWindowReview *self) {
  gtk_revealer_set_reveal_child (self->revealer, confab_core_is_guide_due (self->core));
}

/* Signing in and off is often enough to see that a month is over. */
static void
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  update (data);
}

static void
on_not_now_clicked (ConfabWindowReview *self) {
  dex_future_disown (confab_core_set_guide_page (self->core, 0));
}

static void
confab_window_review_dispose (GObject *object) {
  ConfabWindowReview *self = CONFAB_WINDOW_REVIEW (object);

  g_clear_pointer (&self->watch, confab_widgets_watch_free);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_window_review_parent_class)->dispose (object);
}

static void
confab_window_review_class_init (ConfabWindowReviewClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_window_review_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/window/window-review.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowReview, revealer);
  gtk_widget_class_bind_template_callback (widget_class, on_not_now_clicked);
}

static void
confab_window_review_init (ConfabWindowReview *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
confab_window_review_set_core (ConfabWindowReview *self, ConfabCore *core) {
  g_return_if_fail (self->core == NULL);

  self->core = g_object_ref (core);
  g_signal_connect_object (
      core, "notify::guide-page", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->watch =
      confab_widgets_watch_new (confab_core_get_accounts (core), on_accounts_changed, self);
  update (self);
}
