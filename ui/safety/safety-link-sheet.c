/* Says where a link leads, large, and what is odd about it, before it is opened by the desktop (the
 * portal, in a sandbox). The hosts that were opened are remembered until Confab quits, in memory
 * alone. It refuses to open what the judge did not clean, and it never asks the network anything.
 */

#include "safety/safety-link-sheet.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "safety/safety-reasons.h"

#define OPENED "confab-opened-hosts" /* of the core: a set of hosts */
#define MAX_OPENED 1000              /* after so many it begins anew */
#define MAX_KNOWN 32                 /* names that others may imitate; the judge takes no more */
#define CLEANED_BYTES (CONFAB_LINK_MAX_BYTES * 3 + CONFAB_LINK_HOST_BYTES)
#define ADDRESS_LINES 4

typedef struct {
  GWeakRef parent;
  ConfabCore *core; /* owned */
  char *link;       /* owned: as it stood in the text */
  char *cleaned;    /* owned: what may be opened, or "" */
  ConfabLinkVerdict verdict;
  ConfabLinkFound found;
} Visit;

static void
visit_free (Visit *visit) {
  g_weak_ref_clear (&visit->parent);
  g_object_unref (visit->core);
  g_free (visit->link);
  g_free (visit->cleaned);
  g_free (visit);
}

/* ---- facts ---- */

static GHashTable *
get_opened (ConfabCore *core) {
  GHashTable *opened = g_object_get_data (G_OBJECT (core), OPENED);

  if (opened != NULL && g_hash_table_size (opened) < MAX_OPENED)
    return opened;
  opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_object_set_data_full (G_OBJECT (core), OPENED, opened, (GDestroyNotify)g_hash_table_unref);
  return opened;
}

static const char *
domain_of (const char *address) {
  const char *at = strchr (address, '@');

  return at != NULL ? at + 1 : address;
}

static void
add_known (GPtrArray *known, const char *address) {
  const char *domain = domain_of (address);

  if (known->len < MAX_KNOWN && *domain != '\0' &&
      !g_ptr_array_find_with_equal_func (known, domain, g_str_equal, NULL))
    g_ptr_array_add (known, (gpointer)domain);
}

/* One's own servers and those of contacts. The names belong to the contacts and accounts. */
static GPtrArray *
find_known (ConfabCore *core, guint *n_own) {
  GListModel *accounts = confab_core_get_accounts (core);
  GListModel *contacts = confab_core_get_contacts (core);
  GPtrArray *known = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (accounts) && known->len < MAX_KNOWN; i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);

    add_known (known, confab_model_account_get_address (account));
  }
  *n_own = known->len;
  for (guint i = 0; i < g_list_model_get_n_items (contacts) && known->len < MAX_KNOWN; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    add_known (known, confab_model_contact_get_address (contact));
  }
  return known;
}

static gboolean
is_own_server (GPtrArray *known, guint n_own, const char *host) {
  for (guint i = 0; i < n_own; i++)
    if (strcmp (g_ptr_array_index (known, i), host) == 0)
      return TRUE;
  return FALSE;
}

/* Asked twice: only the judge can say which host it is, and whether that is a new one is a fact. */
static void
judge (Visit *visit, ConfabModelContact *from) {
  guint n_own;
  g_autoptr (GPtrArray) known = find_known (visit->core, &n_own);
  ConfabLinkFacts facts = { .link = visit->link,
    .length = strlen (visit->link),
    .grade = from != NULL ? confab_model_contact_get_grade (from) : CONFAB_GRADE_CHECKED,
    .known = (const char *const *)known->pdata,
    .n_known = known->len,
    .may_open_new = confab_model_safety_get (confab_core_get_safety (visit->core),
                        CONFAB_CHOICE_LINKS) == CONFAB_LINKS_OPEN };

  visit->cleaned = g_malloc0 (CLEANED_BYTES);
  visit->verdict = confab_safety_judge_link (&facts, &visit->found, visit->cleaned, CLEANED_BYTES);
  if (visit->verdict != CONFAB_LINK_ASK || *visit->found.host_ascii == '\0')
    return;
  facts.is_site_seen = g_hash_table_contains (get_opened (visit->core), visit->found.host_ascii) ||
                       is_own_server (known, n_own, visit->found.host_ascii);
  if (facts.is_site_seen)
    visit->verdict =
        confab_safety_judge_link (&facts, &visit->found, visit->cleaned, CLEANED_BYTES);
}

/* ---- opening ---- */

static void
on_launched (GObject *source, GAsyncResult *result, gpointer data) {
  Visit *visit = data;
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&visit->parent);
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) && parent != NULL) {
    AdwAlertDialog *dialog = ADW_ALERT_DIALOG (
        adw_alert_dialog_new (_ ("Not opened"), _ ("Nothing on this computer opens such a link.")));

    adw_alert_dialog_add_response (dialog, "close", _ ("Close"));
    adw_dialog_present (ADW_DIALOG (dialog), parent);
  }
  visit_free (visit);
}

/* Takes `visit`. */
static void
launch (Visit *visit) {
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (visit->cleaned);
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&visit->parent);
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;

  if (*visit->found.host_ascii != '\0')
    g_hash_table_add (get_opened (visit->core), g_strdup (visit->found.host_ascii));
  gtk_uri_launcher_launch (
      launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_launched, visit);
}

/* ---- the sheet ---- */

static const char *
get_heading (const Visit *visit, gboolean is_odd) {
  if (visit->verdict == CONFAB_LINK_NO_LINK)
    return _ ("Not opened here");
  if (is_odd)
    return _ ("Is this where you want to go?");
  switch (visit->found.kind) {
  case CONFAB_LINK_MAIL:
    return _ ("Write to this address?");
  case CONFAB_LINK_PHONE:
    return _ ("Ring this number?");
  case CONFAB_LINK_PLACE:
    return _ ("Show this place?");
  case CONFAB_LINK_XMPP:
    return _ ("Open this chat address?");
  case CONFAB_LINK_OTHER:
  case CONFAB_LINK_WEB:
    break;
  }
  return _ ("Open this site?");
}

/* What is shown large: the host of a page, the rest behind the scheme of all else. */
static char *
dup_large (const Visit *visit) {
  const char *colon;

  if (visit->found.kind == CONFAB_LINK_WEB && *visit->found.host != '\0')
    return g_strdup (confab_safety_reasons_get_host (&visit->found));
  if (*visit->cleaned == '\0')
    return g_strdup (visit->link);
  colon = strchr (visit->cleaned, ':');
  return g_strdup (colon != NULL ? colon + 1 : visit->cleaned);
}

/* Who registered the name decides where one is: that part stands out. */
static void
mark_site (GtkLabel *label, const ConfabLinkFound *found) {
  const char *host = gtk_label_get_text (label);
  gsize whole = strlen (host), part = strlen (found->site);
  PangoAttrList *attributes = gtk_label_get_attributes (label);
  PangoAttribute *light, *pale;

  if (part == 0 || part >= whole || g_ascii_strcasecmp (host + whole - part, found->site) != 0)
    return;
  light = pango_attr_weight_new (PANGO_WEIGHT_LIGHT);
  pale = pango_attr_foreground_alpha_new (G_MAXUINT16 / 10 * 7);
  light->end_index = pale->end_index = (guint)(whole - part);
  pango_attr_list_insert (attributes, light);
  pango_attr_list_insert (attributes, pale);
  gtk_label_set_attributes (label, attributes);
}

static GtkWidget *
label_new (const char *text, const char *class) {
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

/* An address is written from left to right whatever the language around it. */
static GtkWidget *
address_new (const char *text, const char *class) {
  GtkWidget *label = label_new (text, class);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* A hyphen where a line ends would be read as a part of the name. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  g_object_set (label, "selectable", TRUE, "can-focus", FALSE, "justify", GTK_JUSTIFY_CENTER,
      "wrap-mode", PANGO_WRAP_CHAR, NULL);
  return label;
}

static GtkWidget *
line_new (const char *text, gboolean is_odd) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
          "icon-name", is_odd ? "dialog-warning-symbolic" : "dialog-information-symbolic", NULL);
  GtkWidget *label = label_new (text, NULL);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, is_odd ? "warning" : "dimmed");
  g_object_set (label, "xalign", 0.0f, "hexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
content_new (const Visit *visit, GPtrArray *lines) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *large = dup_large (visit);
  GtkWidget *host = address_new (large, "title-2");

  gtk_widget_add_css_class (host, "safety-host");
  mark_site (GTK_LABEL (host), &visit->found);
  gtk_box_append (GTK_BOX (box), host);
  if (visit->found.kind == CONFAB_LINK_WEB && *visit->cleaned != '\0') {
    GtkWidget *address = address_new (visit->cleaned, "caption");

    g_object_set (address, "lines", ADDRESS_LINES, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
    gtk_widget_add_css_class (address, "dimmed");
    gtk_box_append (GTK_BOX (box), address);
  }
  for (guint i = 0; i < lines->len; i++) {
    const ConfabSafetyLine *line = g_ptr_array_index (lines, i);

    gtk_box_append (GTK_BOX (box), line_new (line->text, line->is_odd));
  }
  if (visit->found.n_removed > 0 && visit->verdict != CONFAB_LINK_NO_LINK) {
    g_autofree char *removed = g_strdup_printf (
        ngettext ("%zu part that would follow you around was taken out.",
            "%zu parts that would follow you around were taken out.", visit->found.n_removed),
        visit->found.n_removed);

    gtk_box_append (GTK_BOX (box), line_new (removed, FALSE));
  }
  return box;
}

static gboolean
has_odd (GPtrArray *lines) {
  for (guint i = 0; i < lines->len; i++)
    if (((const ConfabSafetyLine *)g_ptr_array_index (lines, i))->is_odd)
      return TRUE;
  return FALSE;
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  Visit *visit = data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&visit->parent);

  if (g_str_equal (answer, "open")) {
    launch (visit);
    return;
  }
  if (g_str_equal (answer, "copy") && parent != NULL)
    gdk_clipboard_set_text (
        gtk_widget_get_clipboard (parent), *visit->cleaned != '\0' ? visit->cleaned : visit->link);
  visit_free (visit);
}

/* Takes `visit`. */
static void
present (Visit *visit, GtkWidget *parent, const char *name) {
  g_autoptr (GPtrArray) lines = confab_safety_reasons_new_link (&visit->found, name);
  gboolean is_odd = has_odd (lines);
  AdwAlertDialog *dialog =
      ADW_ALERT_DIALOG (adw_alert_dialog_new (get_heading (visit, is_odd), NULL));
  gboolean may_open = visit->verdict != CONFAB_LINK_NO_LINK;

  adw_alert_dialog_add_responses (
      dialog, "cancel", may_open ? _ ("Cancel") : _ ("Close"), "copy", _ ("Copy"), NULL);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_set_default_response (dialog, "cancel");
  if (may_open)
    adw_alert_dialog_add_response (dialog, "open", _ ("Open"));
  /* Enter opens only what nothing is odd about. */
  if (may_open && !is_odd) {
    adw_alert_dialog_set_default_response (dialog, "open");
    adw_alert_dialog_set_response_appearance (dialog, "open", ADW_RESPONSE_SUGGESTED);
  }
  adw_alert_dialog_set_extra_child (dialog, content_new (visit, lines));
  adw_alert_dialog_choose (dialog, parent, NULL, on_chosen, visit);
}

void
confab_safety_link_sheet_press (
    GtkWidget *parent, ConfabCore *core, ConfabModelContact *from, const char *link) {
  Visit *visit = g_new0 (Visit, 1);

  g_weak_ref_init (&visit->parent, parent);
  visit->core = g_object_ref (core);
  visit->link = g_strdup (link);
  judge (visit, from);
  if (visit->verdict == CONFAB_LINK_OPEN)
    launch (visit);
  else
    present (visit, parent, from != NULL ? confab_model_contact_get_name (from) : NULL);
}
