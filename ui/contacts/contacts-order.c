/* Sorts and filters the buddy list. GTK's sorters do not watch what they sort, so this does, and
 * sorts again once a turn of the main loop however many buddies came or went in it. It never copies
 * the list.
 *
 * Where a buddy stands is written down and changes only when the list is sorted: a list view that
 * meets sections which changed by themselves, while something else comes or goes, ends the program.
 */

#include "contacts/contacts-order.h"

#include <glib/gi18n.h>

#include "model/model-account.h"
#include "widgets/widgets-watch.h"

typedef enum {
  SECTION_FAVOURITES = 0,
  SECTION_GROUP, /* one section for each group; whoever is in several is in the first */
  SECTION_HERE,
  SECTION_AWAY,
  SECTION_OFF,
  SECTION_UNSEEN, /* we are signed off ourselves and cannot see who is here */
  SECTION_WAITING,
  SECTION_NOTE,   /* to oneself */
  SECTION_SERVER, /* one's own, which is nobody */
} Section;

typedef struct {
  Section section;
  char *group;     /* owned; NULL elsewhere than in SECTION_GROUP */
  char *group_key; /* owned; by which groups are sorted as people read them; NULL with it */
  int presence;    /* in a group whoever is here comes first, as the sections say it elsewhere */
} Place;

struct _ConfabContactsOrder {
  GObject parent_instance;

  /* owned */
  GtkSorter *section_sorter;
  GtkSorter *name_sorter;
  GtkFilter *filter;
  GListModel *contacts;
  GListModel *model;
  ConfabWidgetsWatch *contacts_watch;
  ConfabWidgetsWatch *accounts_watch;
  char *search; /* folded; NULL: none */
  guint sort_source;
};

G_DEFINE_FINAL_TYPE (ConfabContactsOrder, confab_contacts_order, G_TYPE_OBJECT)

enum { SIGNAL_SORTED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Of what is hung on a buddy: sorting asks for it tens of thousands of times. */
static GQuark name_key_quark, place_quark;

static gboolean
sees (ConfabModelContact *contact) {
  ConfabModelRelation relation = confab_model_contact_get_relation (contact);

  return (relation == CONFAB_RELATION_MUTUAL || relation == CONFAB_RELATION_WE_SEE) &&
         confab_model_account_get_state (confab_model_contact_get_account (contact)) ==
             CONFAB_ACCOUNT_SIGNED_IN;
}

static Section
find_section (ConfabModelContact *contact) {
  if (confab_model_contact_is_server (contact))
    return SECTION_SERVER;
  if (confab_model_contact_is_note (contact))
    return SECTION_NOTE;
  if (confab_model_contact_get_relation (contact) == CONFAB_RELATION_WAITING)
    return SECTION_WAITING;
  if (confab_model_contact_is_favourite (contact))
    return SECTION_FAVOURITES;
  if (confab_model_contact_get_groups (contact) != NULL)
    return SECTION_GROUP;
  if (confab_model_account_get_state (confab_model_contact_get_account (contact)) !=
      CONFAB_ACCOUNT_SIGNED_IN)
    return SECTION_UNSEEN;
  if (!sees (contact))
    return SECTION_OFF;
  switch (confab_model_contact_get_presence (contact)) {
  case CONFAB_PRESENCE_HERE:
    return SECTION_HERE;
  case CONFAB_PRESENCE_AWAY:
  case CONFAB_PRESENCE_BUSY:
    return SECTION_AWAY;
  case CONFAB_PRESENCE_OFFLINE:
    return SECTION_OFF;
  }
  return SECTION_OFF;
}

static void
place_free (gpointer data) {
  Place *place = data;

  g_free (place->group);
  g_free (place->group_key);
  g_free (place);
}

/* The first of their groups; `size` bytes. */
static gboolean
is_group (const char *group, const char *groups, gsize size) {
  return group != NULL && strncmp (group, groups, size) == 0 && group[size] == '\0';
}

static void
set_group (Place *place, const char *groups, gsize size) {
  g_free (place->group);
  g_free (place->group_key);
  place->group = g_strndup (groups, size);
  place->group_key = g_utf8_collate_key (place->group, -1);
}

/* Where they stand now. Returns: TRUE if `place` said otherwise */
static gboolean
set_place (Place *place, ConfabModelContact *contact) {
  Section section = find_section (contact);
  int presence = 0;
  gboolean is_other = section != place->section;

  if (section == SECTION_GROUP) {
    const char *groups = confab_model_contact_get_groups (contact);
    gsize size = strcspn (groups, "\n");

    presence = sees (contact) ? (int)confab_model_contact_get_presence (contact) : 0;
    if (!is_group (place->group, groups, size)) {
      set_group (place, groups, size);
      is_other = TRUE;
    }
  } else {
    g_clear_pointer (&place->group, g_free);
    g_clear_pointer (&place->group_key, g_free);
  }
  is_other = is_other || presence != place->presence;
  place->section = section;
  place->presence = presence;
  return is_other;
}

static Place *
get_place (ConfabModelContact *contact) {
  Place *place = g_object_get_qdata (G_OBJECT (contact), place_quark);

  if (place == NULL) {
    place = g_new0 (Place, 1);
    set_place (place, contact);
    g_object_set_qdata_full (G_OBJECT (contact), place_quark, place, place_free);
  }
  return place;
}

static gboolean
renew_places (ConfabContactsOrder *self) {
  guint n_items = g_list_model_get_n_items (self->contacts);
  gboolean is_other = FALSE;

  for (guint i = 0; i < n_items; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (self->contacts, i);

    is_other = set_place (get_place (contact), contact) || is_other;
  }
  return is_other;
}

const char *
confab_contacts_order_get_title (ConfabModelContact *contact) {
  const Place *place = get_place (contact);

  switch (place->section) {
  case SECTION_FAVOURITES:
    return _ ("Favourites");
  case SECTION_GROUP:
    return place->group;
  case SECTION_HERE:
    return _ ("Here");
  case SECTION_AWAY:
    return _ ("Away");
  case SECTION_OFF:
    return _ ("Signed off");
  case SECTION_UNSEEN:
    return _ ("Buddies");
  case SECTION_WAITING:
    return _ ("Waiting");
  case SECTION_NOTE:
    return _ ("Only for you");
  case SECTION_SERVER:
    return _ ("Your server");
  }
  return "";
}

const char *
confab_contacts_order_get_presence_word (ConfabModelContact *contact) {
  if (!sees (contact))
    return "";
  switch (confab_model_contact_get_presence (contact)) {
  case CONFAB_PRESENCE_HERE:
    return _ ("Here");
  case CONFAB_PRESENCE_AWAY:
    return _ ("Away");
  case CONFAB_PRESENCE_BUSY:
    return _ ("Busy");
  case CONFAB_PRESENCE_OFFLINE:
    return _ ("Signed off");
  }
  return "";
}

static int
compare_sections (gconstpointer a, gconstpointer b, gpointer data) {
  const Place *first = get_place ((ConfabModelContact *)a);
  const Place *second = get_place ((ConfabModelContact *)b);
  int order;

  if (first->section != second->section)
    return (int)first->section - (int)second->section;
  if (first->section != SECTION_GROUP)
    return 0;
  order = strcmp (first->group_key, second->group_key);
  return order != 0 ? order : strcmp (first->group, second->group);
}

/* Made once for each name, since comparing names as people read them is slow; "Ann 2" before
 * "Ann 10". */
static const char *
get_name_key (ConfabModelContact *contact) {
  char *key = g_object_get_qdata (G_OBJECT (contact), name_key_quark);

  if (key == NULL) {
    g_autofree char *folded = g_utf8_casefold (confab_model_contact_get_name (contact), -1);

    key = g_utf8_collate_key_for_filename (folded, -1);
    g_object_set_qdata_full (G_OBJECT (contact), name_key_quark, key, g_free);
  }
  return key;
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data) {
  ConfabModelContact *first = (ConfabModelContact *)a, *second = (ConfabModelContact *)b;
  int order = get_place (second)->presence - get_place (first)->presence;

  if (order == 0)
    order = strcmp (get_name_key (first), get_name_key (second));
  if (order == 0)
    order = strcmp (
        confab_model_contact_get_address (first), confab_model_contact_get_address (second));
  return order;
}

static gboolean
holds (const char *text, const char *search) {
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, search) != NULL;
}

static gboolean
is_match (gpointer item, gpointer data) {
  ConfabContactsOrder *self = data;

  if (self->search == NULL)
    return TRUE;
  return holds (confab_model_contact_get_name (item), self->search) ||
         holds (confab_model_contact_get_address (item), self->search);
}

static gboolean
on_sort_due (gpointer data) {
  ConfabContactsOrder *self = data;
  guint n_items;

  self->sort_source = 0;
  n_items = g_list_model_get_n_items (self->model);
  /* Before anything moves: the view then knows the sections as they are, and sorting keeps them. */
  if (renew_places (self) && n_items > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self->model), 0, n_items);
  /* One word is enough: GTK sorts by both whichever of them changed. */
  gtk_sorter_changed (self->name_sorter, GTK_SORTER_CHANGE_DIFFERENT);
  if (self->search != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  g_signal_emit (self, signals[SIGNAL_SORTED], 0);
  return G_SOURCE_REMOVE;
}

static void
sort_soon (ConfabContactsOrder *self) {
  if (self->sort_source == 0)
    self->sort_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_sort_due, self, NULL);
}

static void
on_contacts_changed (GObject *item, const char *property, gpointer data) {
  if (item == NULL)
    return;
  if (g_str_equal (property, "name"))
    g_object_set_qdata (item, name_key_quark, NULL);
  if (g_str_equal (property, "name") || g_str_equal (property, "presence") ||
      g_str_equal (property, "relation") || g_str_equal (property, "favourite") ||
      g_str_equal (property, "groups"))
    sort_soon (data);
}

static void
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  if (item != NULL && g_str_equal (property, "state"))
    sort_soon (data);
}

static void
confab_contacts_order_dispose (GObject *object) {
  ConfabContactsOrder *self = CONFAB_CONTACTS_ORDER (object);

  g_clear_handle_id (&self->sort_source, g_source_remove);
  g_clear_pointer (&self->contacts_watch, confab_widgets_watch_free);
  g_clear_pointer (&self->accounts_watch, confab_widgets_watch_free);
  /* The filter points here; nobody may ask it any more. */
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->model);
  g_clear_object (&self->contacts);
  g_clear_object (&self->filter);
  g_clear_object (&self->section_sorter);
  g_clear_object (&self->name_sorter);
  g_clear_pointer (&self->search, g_free);
  G_OBJECT_CLASS (confab_contacts_order_parent_class)->dispose (object);
}

static void
confab_contacts_order_class_init (ConfabContactsOrderClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_contacts_order_dispose;
  name_key_quark = g_quark_from_static_string ("confab-contacts-name-key");
  place_quark = g_quark_from_static_string ("confab-contacts-place");
  signals[SIGNAL_SORTED] = g_signal_new (
      "sorted", CONFAB_TYPE_CONTACTS_ORDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
confab_contacts_order_init (ConfabContactsOrder *self) {
  /* Not by expressions: GTK would keep what those gave at first. */
  self->section_sorter = GTK_SORTER (gtk_custom_sorter_new (compare_sections, NULL, NULL));
  self->name_sorter = GTK_SORTER (gtk_custom_sorter_new (compare_names, NULL, NULL));
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_match, self, NULL));
}

ConfabContactsOrder *
confab_contacts_order_new (GListModel *contacts, GListModel *accounts) {
  ConfabContactsOrder *self = g_object_new (CONFAB_TYPE_CONTACTS_ORDER, NULL);
  GtkFilterListModel *filtered =
      gtk_filter_list_model_new (g_object_ref (contacts), g_object_ref (self->filter));
  GtkSortListModel *sorted =
      gtk_sort_list_model_new (G_LIST_MODEL (filtered), g_object_ref (self->name_sorter));

  self->contacts = g_object_ref (contacts);
  gtk_sort_list_model_set_section_sorter (sorted, self->section_sorter);
  self->model = G_LIST_MODEL (sorted);
  self->contacts_watch = confab_widgets_watch_new (contacts, on_contacts_changed, self);
  self->accounts_watch = confab_widgets_watch_new (accounts, on_accounts_changed, self);
  return self;
}

GListModel *
confab_contacts_order_get_model (ConfabContactsOrder *self) {
  g_return_val_if_fail (CONFAB_IS_CONTACTS_ORDER (self), NULL);

  return self->model;
}

void
confab_contacts_order_set_search (ConfabContactsOrder *self, const char *text) {
  g_autofree char *stripped = NULL;

  g_return_if_fail (CONFAB_IS_CONTACTS_ORDER (self));
  g_return_if_fail (text != NULL);

  stripped = g_strstrip (g_strdup (text));
  g_clear_pointer (&self->search, g_free);
  if (*stripped != '\0')
    self->search = g_utf8_casefold (stripped, -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}
