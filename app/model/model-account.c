/* One account as the screens see it: how signing in goes, its buddies, its requests.
 * It refuses two buddies, or two requests, with the same address. */

#include "model/model-account.h"

#include <string.h>

#include "model/model-blocked.h"
#include "model/model-request.h"
#include "model/model-safety.h"

struct _ConfabModelAccount {
  GObject parent_instance;

  gint64 id;
  char *address;                   /* owned */
  char *problem_detail;            /* owned, never NULL */
  GListStore *contacts;            /* owned */
  GListStore *requests;            /* owned */
  ConfabModelSafety *safety;       /* owned, nullable */
  ConfabModelBlocklist *blocklist; /* owned */
  GHashTable *by_address;          /* owned: address (the contact's own string) -> contact */
  ConfabModelAccountState state;
  guint wait_seconds;
  ConfabModelProblem problem;
  gboolean is_hidden;
  guint n_undecided;
  ConfabServerKeeps server_keeps;
  gboolean lacks_block_list;
  gboolean has_web_door;
  gboolean contacts_loaded;
};

G_DEFINE_FINAL_TYPE (ConfabModelAccount, confab_model_account, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ADDRESS,
  PROP_STATE,
  PROP_WAIT_SECONDS,
  PROP_PROBLEM,
  PROP_PROBLEM_DETAIL,
  PROP_HIDDEN,
  PROP_CONTACTS_LOADED,
  PROP_UNDECIDED,
  PROP_SERVER_KEEPS,
  PROP_LACKS_BLOCK_LIST,
  PROP_WEB_DOOR,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum { SIGNAL_DEVICES_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Who is kept away is not seen either. */
static void
judge_contact (ConfabModelAccount *self, ConfabModelContact *contact) {
  gboolean is_blocked =
      confab_model_account_is_blocked (self, confab_model_contact_get_address (contact));

  confab_model_contact_set_blocked (contact, is_blocked);
  if (is_blocked)
    confab_model_contact_set_presence (contact, CONFAB_PRESENCE_OFFLINE);
}

static void
confab_model_account_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  ConfabModelAccount *self = CONFAB_MODEL_ACCOUNT (object);

  switch (id) {
  case PROP_ADDRESS:
    g_value_set_string (value, self->address);
    break;
  case PROP_STATE:
    g_value_set_int (value, self->state);
    break;
  case PROP_WAIT_SECONDS:
    g_value_set_uint (value, self->wait_seconds);
    break;
  case PROP_PROBLEM:
    g_value_set_int (value, self->problem);
    break;
  case PROP_PROBLEM_DETAIL:
    g_value_set_string (value, self->problem_detail);
    break;
  case PROP_HIDDEN:
    g_value_set_boolean (value, self->is_hidden);
    break;
  case PROP_UNDECIDED:
    g_value_set_uint (value, self->n_undecided);
    break;
  case PROP_SERVER_KEEPS:
    g_value_set_int (value, self->server_keeps);
    break;
  case PROP_LACKS_BLOCK_LIST:
    g_value_set_boolean (value, self->lacks_block_list);
    break;
  case PROP_WEB_DOOR:
    g_value_set_boolean (value, self->has_web_door);
    break;
  case PROP_CONTACTS_LOADED:
    g_value_set_boolean (value, self->contacts_loaded);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
confab_model_account_finalize (GObject *object) {
  ConfabModelAccount *self = CONFAB_MODEL_ACCOUNT (object);

  g_clear_pointer (&self->by_address, g_hash_table_unref);
  g_clear_object (&self->contacts);
  g_clear_object (&self->requests);
  g_clear_object (&self->safety);
  g_clear_object (&self->blocklist);
  g_free (self->address);
  g_free (self->problem_detail);
  G_OBJECT_CLASS (confab_model_account_parent_class)->finalize (object);
}

static void
confab_model_account_class_init (ConfabModelAccountClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = confab_model_account_get_property;
  object_class->finalize = confab_model_account_finalize;

  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, CONFAB_ACCOUNT_SIGNED_OFF,
      CONFAB_ACCOUNT_REFUSED, CONFAB_ACCOUNT_SIGNED_OFF, flags);
  properties[PROP_WAIT_SECONDS] =
      g_param_spec_uint ("wait-seconds", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PROBLEM] = g_param_spec_int (
      "problem", NULL, NULL, CONFAB_PROBLEM_NONE, G_MAXINT, CONFAB_PROBLEM_NONE, flags);
  properties[PROP_PROBLEM_DETAIL] = g_param_spec_string ("problem-detail", NULL, NULL, "", flags);
  properties[PROP_HIDDEN] = g_param_spec_boolean ("hidden", NULL, NULL, FALSE, flags);
  properties[PROP_UNDECIDED] = g_param_spec_uint ("undecided", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SERVER_KEEPS] =
      g_param_spec_int ("server-keeps", NULL, NULL, CONFAB_SERVER_KEEPS_UNKNOWN,
          CONFAB_SERVER_KEEPS_NO_COPIES, CONFAB_SERVER_KEEPS_UNKNOWN, flags);
  properties[PROP_LACKS_BLOCK_LIST] =
      g_param_spec_boolean ("lacks-block-list", NULL, NULL, FALSE, flags);
  properties[PROP_WEB_DOOR] = g_param_spec_boolean ("web-door", NULL, NULL, FALSE, flags);
  properties[PROP_CONTACTS_LOADED] =
      g_param_spec_boolean ("contacts-loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_DEVICES_CHANGED] = g_signal_new ("devices-changed", CONFAB_TYPE_MODEL_ACCOUNT,
      G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
on_blocked_changed (ConfabModelAccount *self) {
  GListModel *contacts = G_LIST_MODEL (self->contacts);
  guint n = g_list_model_get_n_items (contacts);

  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    judge_contact (self, contact);
  }
}

static void
confab_model_account_init (ConfabModelAccount *self) {
  self->problem_detail = g_strdup ("");
  self->contacts = g_list_store_new (CONFAB_TYPE_MODEL_CONTACT);
  self->requests = g_list_store_new (CONFAB_TYPE_MODEL_REQUEST);
  self->by_address = g_hash_table_new (g_str_hash, g_str_equal);
  self->blocklist = confab_model_blocklist_new ();
  g_signal_connect_object (confab_model_blocklist_get_items (self->blocklist), "items-changed",
      G_CALLBACK (on_blocked_changed), self, G_CONNECT_SWAPPED);
}

ConfabModelAccount *
confab_model_account_new (gint64 id, const char *address) {
  ConfabModelAccount *self = g_object_new (CONFAB_TYPE_MODEL_ACCOUNT, NULL);

  self->id = id;
  self->address = g_strdup (address);
  return self;
}

gint64
confab_model_account_get_id (ConfabModelAccount *self) {
  return self->id;
}

const char *
confab_model_account_get_address (ConfabModelAccount *self) {
  return self->address;
}

ConfabModelAccountState
confab_model_account_get_state (ConfabModelAccount *self) {
  return self->state;
}

guint
confab_model_account_get_wait_seconds (ConfabModelAccount *self) {
  return self->wait_seconds;
}

ConfabModelProblem
confab_model_account_get_problem (ConfabModelAccount *self) {
  return self->problem;
}

const char *
confab_model_account_get_problem_detail (ConfabModelAccount *self) {
  return self->problem_detail;
}

ConfabModelSafety *
confab_model_account_get_safety (ConfabModelAccount *self) {
  return self->safety;
}

ConfabModelBlocklist *
confab_model_account_get_blocklist (ConfabModelAccount *self) {
  return self->blocklist;
}

gboolean
confab_model_account_is_blocked (ConfabModelAccount *self, const char *address) {
  gsize length = strcspn (address, "/");
  const char *domain = strchr (self->address, '@');

  if (strlen (self->address) == length && strncmp (self->address, address, length) == 0)
    return FALSE;
  if (domain != NULL && g_str_equal (domain + 1, address))
    return FALSE;
  return confab_model_blocklist_match (self->blocklist, address) != NULL;
}

void
confab_model_account_set_safety (ConfabModelAccount *self, ConfabModelSafety *safety) {
  g_set_object (&self->safety, safety);
}

gboolean
confab_model_account_is_hidden (ConfabModelAccount *self) {
  return self->is_hidden;
}

gboolean
confab_model_account_has_contacts_loaded (ConfabModelAccount *self) {
  return self->contacts_loaded;
}

GListModel *
confab_model_account_get_contacts (ConfabModelAccount *self) {
  return G_LIST_MODEL (self->contacts);
}

GListModel *
confab_model_account_get_requests (ConfabModelAccount *self) {
  return G_LIST_MODEL (self->requests);
}

ConfabModelContact *
confab_model_account_find_contact (ConfabModelAccount *self, const char *address) {
  return address != NULL ? g_hash_table_lookup (self->by_address, address) : NULL;
}

ConfabModelRequest *
confab_model_account_find_request (ConfabModelAccount *self, const char *address) {
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->requests));

  for (guint i = 0; address != NULL && i < n; i++) {
    g_autoptr (ConfabModelRequest) request =
        g_list_model_get_item (G_LIST_MODEL (self->requests), i);

    /* The list keeps it alive. */
    if (strcmp (confab_model_request_get_address (request), address) == 0)
      return request;
  }
  return NULL;
}

void
confab_model_account_set_state (ConfabModelAccount *self, ConfabModelAccountState state,
    guint wait_seconds, ConfabModelProblem problem, const char *problem_detail) {
  GObject *object = G_OBJECT (self);
  gboolean state_differs = self->state != state;
  gboolean wait_differs = self->wait_seconds != wait_seconds;
  gboolean problem_differs = self->problem != problem;

  self->state = state;
  self->wait_seconds = wait_seconds;
  self->problem = problem;
  /* All four are in place before the first is announced: whoever listens to one reads them all. */
  if (g_set_str (&self->problem_detail, problem_detail != NULL ? problem_detail : ""))
    g_object_notify_by_pspec (object, properties[PROP_PROBLEM_DETAIL]);
  if (wait_differs)
    g_object_notify_by_pspec (object, properties[PROP_WAIT_SECONDS]);
  if (problem_differs)
    g_object_notify_by_pspec (object, properties[PROP_PROBLEM]);
  if (state_differs)
    g_object_notify_by_pspec (object, properties[PROP_STATE]);
}

guint
confab_model_account_get_undecided (ConfabModelAccount *self) {
  return self->n_undecided;
}

ConfabServerKeeps
confab_model_account_get_server_keeps (ConfabModelAccount *self) {
  return self->server_keeps;
}

void
confab_model_account_note_devices (ConfabModelAccount *self, const char *address) {
  g_signal_emit (self, signals[SIGNAL_DEVICES_CHANGED], 0, address);
}

void
confab_model_account_set_undecided (ConfabModelAccount *self, guint n_undecided) {
  if (self->n_undecided == n_undecided)
    return;
  self->n_undecided = n_undecided;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDECIDED]);
}

void
confab_model_account_set_server_keeps (ConfabModelAccount *self, ConfabServerKeeps server_keeps) {
  if (self->server_keeps == server_keeps)
    return;
  self->server_keeps = server_keeps;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVER_KEEPS]);
}

gboolean
confab_model_account_lacks_block_list (ConfabModelAccount *self) {
  return self->lacks_block_list;
}

void
confab_model_account_set_lacks_block_list (ConfabModelAccount *self, gboolean lacks) {
  if (self->lacks_block_list == !!lacks)
    return;
  self->lacks_block_list = !!lacks;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LACKS_BLOCK_LIST]);
}

gboolean
confab_model_account_has_web_door (ConfabModelAccount *self) {
  return self->has_web_door;
}

void
confab_model_account_set_web_door (ConfabModelAccount *self, gboolean has_web_door) {
  if (self->has_web_door == !!has_web_door)
    return;
  self->has_web_door = !!has_web_door;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WEB_DOOR]);
}

void
confab_model_account_set_hidden (ConfabModelAccount *self, gboolean is_hidden) {
  if (self->is_hidden == !!is_hidden)
    return;
  self->is_hidden = !!is_hidden;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDDEN]);
}

static gboolean
remember (ConfabModelAccount *self, ConfabModelContact *contact) {
  const char *address = confab_model_contact_get_address (contact);

  if (address == NULL || g_hash_table_contains (self->by_address, address))
    return FALSE;
  g_hash_table_insert (self->by_address, (gpointer)address, contact);
  judge_contact (self, contact);
  return TRUE;
}

void
confab_model_account_add_contact (ConfabModelAccount *self, ConfabModelContact *contact) {
  if (remember (self, contact))
    g_list_store_append (self->contacts, contact);
}

void
confab_model_account_add_contacts (ConfabModelAccount *self, GPtrArray *contacts) {
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->contacts));

  for (guint i = 0; contacts != NULL && i < contacts->len; i++) {
    if (remember (self, g_ptr_array_index (contacts, i)))
      g_ptr_array_add (fresh, g_ptr_array_index (contacts, i));
  }
  if (fresh->len > 0)
    g_list_store_splice (self->contacts, n, 0, fresh->pdata, fresh->len);
  if (self->contacts_loaded)
    return;
  self->contacts_loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTACTS_LOADED]);
}

void
confab_model_account_remove_contact (ConfabModelAccount *self, ConfabModelContact *contact) {
  guint position;

  if (!g_list_store_find (self->contacts, contact, &position))
    return;
  g_hash_table_remove (self->by_address, confab_model_contact_get_address (contact));
  g_list_store_remove (self->contacts, position);
}

void
confab_model_account_add_request (ConfabModelAccount *self, ConfabModelRequest *request) {
  if (confab_model_account_find_request (self, confab_model_request_get_address (request)) == NULL)
    g_list_store_append (self->requests, request);
}

void
confab_model_account_remove_request (ConfabModelAccount *self, ConfabModelRequest *request) {
  guint position;

  if (g_list_store_find (self->requests, request, &position))
    g_list_store_remove (self->requests, position);
}
