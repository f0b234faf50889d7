/* The scrolling policy of the log. The scrolled window has one adjustment and the list another, so
 * that it is always known who moves: what comes from the scrolled window is a person's wish, what
 * comes from the list is bookkeeping and is put right in the same frame, after its layout. It
 * refuses to guess: it never scrolls but to keep a promise of its header.
 *
 * The outer adjustment keeps its value when rows come or go above; its lower end moves instead, so
 * that a scroll under way (kinetic, or by a page) does not jump. */

#include "chat/chat-scroller.h"

#include <math.h>

#define NEAR_END 2.0  /* pixels */
#define SHOWN_AT 0.3  /* of a page: where a row stands that was asked for */
#define MAX_WIDTH 860 /* of the rows, pixels */

struct _ConfabChatScroller {
  GtkWidget parent_instance;

  GtkWidget *list;           /* child */
  GtkAdjustment *inner;      /* owned: the list's */
  GtkAdjustment *outer;      /* owned: the scrolled window's; nullable */
  GtkAdjustment *horizontal; /* owned, nullable */
  GObject *anchor;           /* owned: key of the row that stays; nullable */
  GdkFrameClock *clock;      /* owned while realized */
  ConfabChatScrollerRows rows;
  gpointer data; /* borrowed */

  double anchor_y;      /* of that row, from our top */
  double shift;         /* outer value = inner value - shift */
  double settled_value; /* inner value after the last layout */
  gboolean is_publishing;
  gboolean is_released;
  gboolean follows;
  gboolean may_follow;
  gulong layout_handler;
};

static void confab_chat_scroller_scrollable_init (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ConfabChatScroller, confab_chat_scroller, GTK_TYPE_WIDGET,
    G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, confab_chat_scroller_scrollable_init))

enum {
  PROP_0,
  PROP_FOLLOWS,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};
enum { SIGNAL_SETTLED, N_SIGNALS };
static guint signals[N_SIGNALS];

static double
end_value (ConfabChatScroller *self) {
  return MAX (gtk_adjustment_get_upper (self->inner) - gtk_adjustment_get_page_size (self->inner),
      gtk_adjustment_get_lower (self->inner));
}

static gboolean
is_at_end (ConfabChatScroller *self) {
  return gtk_adjustment_get_value (self->inner) >= end_value (self) - NEAR_END;
}

static void
set_follows (ConfabChatScroller *self, gboolean follows) {
  if (self->follows == follows)
    return;
  self->follows = follows;
  g_object_notify (G_OBJECT (self), "follows");
}

/* Tells the scrolled window where the list is. Its value changes only by a person's wish. */
static void
publish (ConfabChatScroller *self) {
  GtkAdjustment *inner = self->inner;
  double value = gtk_adjustment_get_value (inner);
  double outer_value;

  if (self->outer == NULL)
    return;
  outer_value = gtk_adjustment_get_value (self->outer);
  self->shift = value - outer_value;
  self->is_publishing = TRUE;
  gtk_adjustment_configure (self->outer, outer_value,
      gtk_adjustment_get_lower (inner) - self->shift,
      gtk_adjustment_get_upper (inner) - self->shift, gtk_adjustment_get_step_increment (inner),
      gtk_adjustment_get_page_increment (inner), gtk_adjustment_get_page_size (inner));
  self->is_publishing = FALSE;
}

static void
on_outer_value_changed (ConfabChatScroller *self) {
  if (self->is_publishing)
    return;
  self->is_released = TRUE;
  gtk_adjustment_set_value (self->inner, gtk_adjustment_get_value (self->outer) + self->shift);
}

static gboolean
row_y (ConfabChatScroller *self, GObject *key, double *y) {
  GtkWidget *row = self->rows.find (self->data, key);
  graphene_point_t point;

  if (row == NULL || !gtk_widget_get_mapped (row) ||
      !gtk_widget_compute_point (row, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (0, 0), &point))
    return FALSE;
  *y = point.y;
  return TRUE;
}

static void
drop_anchor (ConfabChatScroller *self) {
  GObject *top = self->rows.find_top (self->data, GTK_WIDGET (self));

  g_set_object (&self->anchor, top);
  if (top != NULL && !row_y (self, top, &self->anchor_y))
    g_clear_object (&self->anchor);
}

static void
hold_anchor (ConfabChatScroller *self) {
  double value = gtk_adjustment_get_value (self->inner);
  double y;

  if (self->anchor == NULL) {
    drop_anchor (self);
  } else if (!row_y (self, self->anchor, &y)) {
    if (!self->rows.reveal (self->data, self->anchor))
      drop_anchor (self);
  } else if (ABS (y - self->anchor_y) >= 1) {
    gtk_adjustment_set_value (self->inner, value + y - self->anchor_y);
  }
}

/* Runs after the layout of each frame; a value set here is laid out again before it is painted. */
static void
on_layout (GdkFrameClock *clock, ConfabChatScroller *self) {
  gboolean has_moved = gtk_adjustment_get_value (self->inner) != self->settled_value;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (self->is_released && (has_moved || !self->follows)) {
    set_follows (self, self->may_follow && is_at_end (self));
    drop_anchor (self);
  } else if (self->follows) {
    gtk_adjustment_set_value (self->inner, end_value (self));
  } else {
    hold_anchor (self);
  }
  self->is_released = FALSE;
  self->settled_value = gtk_adjustment_get_value (self->inner);
  publish (self);
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
}

static void
set_outer (ConfabChatScroller *self, GtkAdjustment *outer) {
  if (self->outer != NULL)
    g_signal_handlers_disconnect_by_func (self->outer, on_outer_value_changed, self);
  g_set_object (&self->outer, outer);
  if (outer == NULL)
    return;
  g_signal_connect_swapped (outer, "value-changed", G_CALLBACK (on_outer_value_changed), self);
  publish (self);
}

static void
confab_chat_scroller_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
    int *minimum, int *natural, int *minimum_baseline, int *natural_baseline) {
  gtk_widget_measure (CONFAB_CHAT_SCROLLER (widget)->list, orientation, for_size, minimum, natural,
      minimum_baseline, natural_baseline);
}

/* How high the rows of a log are that has room to spare; all of them have widgets then. */
static double
get_rows_height (ConfabChatScroller *self) {
  double bottom = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
      row = gtk_widget_get_next_sibling (row)) {
    graphene_rect_t bounds;

    if (gtk_widget_compute_bounds (row, self->list, &bounds))
      bottom = MAX (bottom, bounds.origin.y + bounds.size.height);
  }
  return bottom;
}

/* In a wide window the rows keep to the middle; a short log stands at the bottom, beside the entry.
 * How high it is, is known only once the list was given a size. */
static void
confab_chat_scroller_size_allocate (GtkWidget *widget, int width, int height, int baseline) {
  ConfabChatScroller *self = CONFAB_CHAT_SCROLLER (widget);
  GtkAllocation allocation = { 0, 0, MIN (width, MAX_WIDTH), height };
  double page;
  int spare;

  allocation.x = (width - allocation.width) / 2;
  gtk_widget_size_allocate (self->list, &allocation, -1);
  page = gtk_adjustment_get_page_size (self->inner);
  if (gtk_adjustment_get_upper (self->inner) > page)
    return;
  spare = (int)floor (page - get_rows_height (self));
  if (spare <= 0 || spare >= height)
    return;
  allocation.y = spare;
  allocation.height = height - spare;
  gtk_widget_size_allocate (self->list, &allocation, -1);
}

static void
confab_chat_scroller_realize (GtkWidget *widget) {
  ConfabChatScroller *self = CONFAB_CHAT_SCROLLER (widget);

  GTK_WIDGET_CLASS (confab_chat_scroller_parent_class)->realize (widget);
  g_set_object (&self->clock, gtk_widget_get_frame_clock (widget));
  self->layout_handler =
      g_signal_connect_after (self->clock, "layout", G_CALLBACK (on_layout), self);
}

static void
confab_chat_scroller_unrealize (GtkWidget *widget) {
  ConfabChatScroller *self = CONFAB_CHAT_SCROLLER (widget);

  g_clear_signal_handler (&self->layout_handler, self->clock);
  g_clear_object (&self->clock);
  GTK_WIDGET_CLASS (confab_chat_scroller_parent_class)->unrealize (widget);
}

static void
confab_chat_scroller_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  ConfabChatScroller *self = CONFAB_CHAT_SCROLLER (object);

  switch (id) {
  case PROP_FOLLOWS:
    g_value_set_boolean (value, self->follows);
    break;
  case PROP_HADJUSTMENT:
    g_value_set_object (value, self->horizontal);
    break;
  case PROP_VADJUSTMENT:
    g_value_set_object (value, self->outer);
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    g_value_set_enum (value, GTK_SCROLL_MINIMUM);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
confab_chat_scroller_set_property (
    GObject *object, guint id, const GValue *value, GParamSpec *pspec) {
  ConfabChatScroller *self = CONFAB_CHAT_SCROLLER (object);

  switch (id) {
  case PROP_HADJUSTMENT:
    g_set_object (&self->horizontal, g_value_get_object (value));
    if (self->list != NULL)
      gtk_scrollable_set_hadjustment (GTK_SCROLLABLE (self->list), self->horizontal);
    break;
  case PROP_VADJUSTMENT:
    set_outer (self, g_value_get_object (value));
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    /* A list has one way only. */
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
confab_chat_scroller_dispose (GObject *object) {
  ConfabChatScroller *self = CONFAB_CHAT_SCROLLER (object);

  set_outer (self, NULL);
  g_clear_object (&self->anchor);
  g_clear_object (&self->horizontal);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  G_OBJECT_CLASS (confab_chat_scroller_parent_class)->dispose (object);
}

static void
confab_chat_scroller_finalize (GObject *object) {
  ConfabChatScroller *self = CONFAB_CHAT_SCROLLER (object);

  g_clear_object (&self->inner);
  G_OBJECT_CLASS (confab_chat_scroller_parent_class)->finalize (object);
}

static void
confab_chat_scroller_scrollable_init (GtkScrollableInterface *iface) {
}

static void
confab_chat_scroller_class_init (ConfabChatScrollerClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = confab_chat_scroller_get_property;
  object_class->set_property = confab_chat_scroller_set_property;
  object_class->dispose = confab_chat_scroller_dispose;
  object_class->finalize = confab_chat_scroller_finalize;
  widget_class->measure = confab_chat_scroller_measure;
  widget_class->size_allocate = confab_chat_scroller_size_allocate;
  widget_class->realize = confab_chat_scroller_realize;
  widget_class->unrealize = confab_chat_scroller_unrealize;

  g_object_class_install_property (object_class, PROP_FOLLOWS,
      g_param_spec_boolean (
          "follows", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  signals[SIGNAL_SETTLED] = g_signal_new (
      "settled", CONFAB_TYPE_CHAT_SCROLLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "chatscroller");
}

static void
confab_chat_scroller_init (ConfabChatScroller *self) {
  self->inner = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  self->follows = TRUE;
  self->may_follow = TRUE;
}

GtkWidget *
confab_chat_scroller_new (GtkWidget *list, const ConfabChatScrollerRows *rows, gpointer data) {
  ConfabChatScroller *self = g_object_new (CONFAB_TYPE_CHAT_SCROLLER, NULL);

  self->list = list;
  self->rows = *rows;
  self->data = data;
  gtk_scrollable_set_vadjustment (GTK_SCROLLABLE (list), self->inner);
  gtk_widget_set_parent (list, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

gboolean
confab_chat_scroller_get_follows (ConfabChatScroller *self) {
  return self->follows;
}

void
confab_chat_scroller_follow (ConfabChatScroller *self) {
  self->is_released = FALSE;
  g_clear_object (&self->anchor);
  set_follows (self, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
confab_chat_scroller_show (ConfabChatScroller *self, GObject *key) {
  self->is_released = FALSE;
  g_set_object (&self->anchor, key);
  self->anchor_y = gtk_adjustment_get_page_size (self->inner) * SHOWN_AT;
  set_follows (self, FALSE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
confab_chat_scroller_set_may_follow (ConfabChatScroller *self, gboolean may_follow) {
  self->may_follow = may_follow;
}

void
confab_chat_scroller_release (ConfabChatScroller *self) {
  self->is_released = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

double
confab_chat_scroller_get_above (ConfabChatScroller *self) {
  return gtk_adjustment_get_value (self->inner) - gtk_adjustment_get_lower (self->inner);
}

double
confab_chat_scroller_get_below (ConfabChatScroller *self) {
  return end_value (self) - gtk_adjustment_get_value (self->inner);
}

double
confab_chat_scroller_get_page (ConfabChatScroller *self) {
  return gtk_adjustment_get_page_size (self->inner);
}
