/* Whom this run talked to. A row belongs to a host for as long as the page is there, since hosts
 * come and never go; numbers are read again every other second. It shows what was counted and
 * claims nothing of other programs, or of what the browser does with a link. */

#include "safety/safety-hosts.h"

#include <glib/gi18n.h>

#include "widgets/widgets-rows.h"
#include "widgets/widgets-when.h"

#define LOOK_EVERY_S 2

struct _ConfabSafetyHosts {
  AdwNavigationPage parent_instance;

  /* owned */
  ConfabCore *core;
  GPtrArray *rows;   /* AdwActionRow, beside the list of hosts; borrowed from the tree */
  GPtrArray *labels; /* GtkLabel of the bytes; NULL for names */
  guint source;

  /* children */
  AdwPreferencesPage *page;
  AdwPreferencesGroup *servers;
  AdwPreferencesGroup *names;
  GtkWidget *nobody; /* the row that says so; NULL once there is somebody */
};

G_DEFINE_FINAL_TYPE (ConfabSafetyHosts, confab_safety_hosts, ADW_TYPE_NAVIGATION_PAGE)

/* ---- words ---- */

static const char *
name_words (const ConfabHostFacts *host) {
  return *host->name != '\0' ? host->name : _ ("Others");
}

static char *
dup_name_purpose (guint n_times) {
  return g_strdup_printf (
      /* Translators: a name was looked up so many times. */
      ngettext ("Looked up once", "Looked up %u times", n_times), n_times);
}

static const char *
get_purpose (ConfabHostKind kind) {
  switch (kind) {
  case CONFAB_HOST_ACCOUNT:
    return _ ("The server of your account");
  case CONFAB_HOST_FILES:
    return _ ("Files that you sent, or fetched, lie there");
  case CONFAB_HOST_SIGN_UP:
  case CONFAB_HOST_NAME:
    break;
  }
  return _ ("A server that was asked for an address");
}

char *
confab_safety_hosts_dup_purpose (const ConfabHostFacts *host) {
  g_autoptr (GString) text = NULL;

  if (host->kind == CONFAB_HOST_NAME)
    return dup_name_purpose (host->n_times);
  text = g_string_new (get_purpose (host->kind));
  if (host->port != 0)
    /* Translators: goes on a sentence; %u is the number of a port. */
    g_string_append_printf (text, _ (", door %u"), host->port);
  if (host->through != NULL)
    /* Translators: goes on a sentence; %s is a program or computer in between that the user chose,
     * "localhost:9050". */
    g_string_append_printf (text, _ (", through %s"), host->through);
  /* Translators: goes on a sentence. */
  g_string_append (text, host->is_open ? _ ("; the line is open") : _ ("; there is no line now"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
confab_safety_hosts_dup_bytes (const ConfabHostFacts *host) {
  g_autofree char *in = g_format_size (host->n_in);
  g_autofree char *out = g_format_size (host->n_out);

  /* Translators: amounts of data that came in and went out, "12 kB". */
  return g_strdup_printf (_ ("%s in\n%s out"), in, out);
}

static char *
dup_since (ConfabCore *core) {
  g_autofree char *since = confab_widgets_when_dup_moment (
      confab_model_safety_get_since (confab_core_get_safety (core)));

  /* Translators: %s is a time in the past, "at 10:02" or "yesterday". */
  return g_strdup_printf (_ ("Counted since Confab was opened %s, and forgotten at quit."), since);
}

char *
confab_safety_hosts_dup_report (ConfabCore *core) {
  g_autoptr (GListModel) hosts = confab_core_list_hosts (core);
  g_autofree char *since = dup_since (core);
  GString *report = g_string_new (since);

  g_string_append_c (report, '\n');
  if (g_list_model_get_n_items (hosts) == 0)
    g_string_append_printf (report, "%s\n", _ ("Nobody until now"));
  for (guint i = 0; i < g_list_model_get_n_items (hosts); i++) {
    g_autoptr (ConfabModelHost) one = g_list_model_get_item (hosts, i);
    const ConfabHostFacts *host = confab_model_host_get (one);
    g_autofree char *purpose = confab_safety_hosts_dup_purpose (host);
    g_autofree char *bytes = confab_safety_hosts_dup_bytes (host);

    g_string_append_printf (report, "%s\t%s", name_words (host), purpose);
    g_strdelimit (bytes, "\n", '\t');
    if (host->kind != CONFAB_HOST_NAME)
      g_string_append_printf (report, "\t%s", bytes);
    g_string_append_c (report, '\n');
  }
  return g_string_free (report, FALSE);
}

/* ---- rows ---- */

static void
add_row (ConfabSafetyHosts *self, const ConfabHostFacts *host) {
  GtkWidget *row = confab_widgets_row_new (name_words (host), NULL);
  GtkWidget *label = NULL;

  if (host->kind != CONFAB_HOST_NAME) {
    label = gtk_label_new ("");
    g_object_set (label, "xalign", 1.0f, "justify", GTK_JUSTIFY_RIGHT, NULL);
    gtk_widget_add_css_class (label, "numeric");
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  }
  adw_preferences_group_add (host->kind == CONFAB_HOST_NAME ? self->names : self->servers, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->labels, label);
}

static void
update_row (ConfabSafetyHosts *self, guint i, const ConfabHostFacts *host) {
  AdwActionRow *row = g_ptr_array_index (self->rows, i);
  GtkLabel *label = g_ptr_array_index (self->labels, i);
  g_autofree char *purpose = confab_safety_hosts_dup_purpose (host);
  g_autofree char *bytes = confab_safety_hosts_dup_bytes (host);

  if (g_strcmp0 (adw_action_row_get_subtitle (row), purpose) != 0)
    adw_action_row_set_subtitle (row, purpose);
  if (label != NULL && !g_str_equal (gtk_label_get_text (label), bytes))
    gtk_label_set_text (label, bytes);
}

static void
update (ConfabSafetyHosts *self) {
  g_autoptr (GListModel) hosts = confab_core_list_hosts (self->core);
  guint n = g_list_model_get_n_items (hosts);
  guint n_servers = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelHost) one = g_list_model_get_item (hosts, i);
    const ConfabHostFacts *host = confab_model_host_get (one);

    if (i >= self->rows->len)
      add_row (self, host);
    update_row (self, i, host);
    n_servers += host->kind != CONFAB_HOST_NAME ? 1 : 0;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->names), n > n_servers);
  if (n_servers == 0 && self->nobody == NULL) {
    self->nobody = confab_widgets_row_new (_ ("Nobody until now"), NULL);
    adw_preferences_group_add (self->servers, self->nobody);
  } else if (n_servers > 0 && self->nobody != NULL) {
    adw_preferences_group_remove (self->servers, self->nobody);
    self->nobody = NULL;
  }
}

static gboolean
on_time (gpointer data) {
  update (data);
  return G_SOURCE_CONTINUE;
}

static void
confab_safety_hosts_map (GtkWidget *widget) {
  ConfabSafetyHosts *self = CONFAB_SAFETY_HOSTS (widget);

  GTK_WIDGET_CLASS (confab_safety_hosts_parent_class)->map (widget);
  g_clear_handle_id (&self->source, g_source_remove);
  update (self);
  self->source = g_timeout_add_seconds (LOOK_EVERY_S, on_time, self);
}

static void
confab_safety_hosts_unmap (GtkWidget *widget) {
  g_clear_handle_id (&CONFAB_SAFETY_HOSTS (widget)->source, g_source_remove);
  GTK_WIDGET_CLASS (confab_safety_hosts_parent_class)->unmap (widget);
}

static void
confab_safety_hosts_dispose (GObject *object) {
  ConfabSafetyHosts *self = CONFAB_SAFETY_HOSTS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_safety_hosts_parent_class)->dispose (object);
}

static void
confab_safety_hosts_class_init (ConfabSafetyHostsClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_safety_hosts_dispose;
  GTK_WIDGET_CLASS (class)->map = confab_safety_hosts_map;
  GTK_WIDGET_CLASS (class)->unmap = confab_safety_hosts_unmap;
}

static void
confab_safety_hosts_init (ConfabSafetyHosts *self) {
  self->rows = g_ptr_array_new ();
  self->labels = g_ptr_array_new ();
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_navigation_page_set_child (
      ADW_NAVIGATION_PAGE (self), confab_widgets_page_view_new (GTK_WIDGET (self->page)));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("Whom Confab talks to"));
}

ConfabSafetyHosts *
confab_safety_hosts_new (ConfabCore *core) {
  ConfabSafetyHosts *self = g_object_new (CONFAB_TYPE_SAFETY_HOSTS, NULL);
  g_autofree char *since = dup_since (core);

  self->core = g_object_ref (core);
  self->servers = confab_widgets_group_add (self->page, _ ("Servers"), since);
  self->names = confab_widgets_group_add (self->page, _ ("Names that were looked up"),
      _ ("This computer asks its name service where they are. Whoever runs that, often your "
         "internet provider, sees the names."));
  confab_widgets_group_add (self->page, "",
      _ ("A link that you open is fetched by your browser, and is not in this list. Confab itself "
         "fetches nothing for it."));
  update (self);
  return self;
}
