/* Who may be taken for somebody else (R01): strangers who ask, and buddies that the user does not
 * know in life. Compared are addresses with addresses, and names with names; of a stranger, who has
 * no name here, the part before the @. In jobs, since a long list takes a while. Refuses to compare
 * with one's own server, which is nobody. */

#include "messaging/messaging-private.h"

#include <string.h>

#include "model/model-chat.h"
#include "safety/safety-lookalike.h"
#include "store/store-contacts.h"

/* What the eye keeps of somebody. */
typedef struct {
  ConfabLook *address;
  ConfabLook *name; /* NULL: has none */
} Face;

static void
face_free (gpointer data) {
  Face *face = data;

  confab_safety_look_free (face->address);
  confab_safety_look_free (face->name);
  g_free (face);
}

/* `name` NULL: the part before the @ is one, if `is_stranger`. */
static Face *
face_new (const char *address, const char *name, gboolean is_stranger) {
  g_autofree char *local =
      name == NULL && is_stranger ? g_strndup (address, strcspn (address, "@")) : NULL;
  const char *shown = name != NULL && *name != '\0' ? name : local;
  Face *face = g_new0 (Face, 1);

  face->address = confab_safety_look_new (address);
  face->name = shown != NULL ? confab_safety_look_new (shown) : NULL;
  return face;
}

static gboolean
is_like (const Face *a, const Face *b) {
  return confab_safety_look_is_like (a->address, b->address) ||
         (a->name != NULL && b->name != NULL && confab_safety_look_has_name_of (a->name, b->name));
}

static const char *
show (const ConfabStoreContact *contact) {
  return contact->name != NULL && *contact->name != '\0' ? contact->name : contact->address;
}

static gboolean
is_somebody (const ConfabStoreContact *contact) {
  return strchr (contact->address, '@') != NULL;
}

GPtrArray *
confab_messaging_find_lookalikes (GPtrArray *requests, GPtrArray *contacts) {
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func (face_free);
  GPtrArray *found = g_ptr_array_new ();

  if (requests->len == 0)
    return found;
  for (guint i = 0; i < contacts->len; i++) {
    const ConfabStoreContact *contact = g_ptr_array_index (contacts, i);

    g_ptr_array_add (faces, face_new (contact->address, contact->name, FALSE));
  }
  for (guint i = 0; i < requests->len; i++) {
    const ConfabStoreRequest *request = g_ptr_array_index (requests, i);
    Face *face = face_new (request->address, NULL, TRUE);
    const ConfabStoreContact *like = NULL;

    for (guint j = 0; j < faces->len && like == NULL; j++)
      if (is_somebody (g_ptr_array_index (contacts, j)) &&
          is_like (face, g_ptr_array_index (faces, j)))
        like = g_ptr_array_index (contacts, j);
    face_free (face);
    g_ptr_array_add (found, like != NULL ? (gpointer)show (like) : NULL);
  }
  return found;
}

/* ---- buddies ---- */

/* One whose chat is open. */
typedef struct {
  ConfabModelChat *chat; /* only held */
  char *address;
  char *name; /* nullable */
  char *like; /* out: the name or address of the one they look like */
} Buddy;

typedef struct {
  gint64 account;
  GPtrArray *buddies; /* Buddy */
} LookJob;

static void
buddy_free (gpointer data) {
  Buddy *buddy = data;

  g_object_unref (buddy->chat);
  g_free (buddy->address);
  g_free (buddy->name);
  g_free (buddy->like);
  g_free (buddy);
}

static void
look_job_free (gpointer data) {
  LookJob *job = data;

  g_ptr_array_unref (job->buddies);
  g_free (job);
}

static void
find_like (Buddy *buddy, GPtrArray *contacts) {
  Face *own = face_new (buddy->address, buddy->name, TRUE);

  for (guint i = 0; i < contacts->len && buddy->like == NULL; i++) {
    const ConfabStoreContact *contact = g_ptr_array_index (contacts, i);
    Face *face;

    if (!is_somebody (contact) || g_str_equal (contact->address, buddy->address))
      continue;
    face = face_new (contact->address, contact->name, FALSE);
    if (is_like (own, face))
      buddy->like = g_strdup (show (contact));
    face_free (face);
  }
  face_free (own);
}

static gboolean
run_look (ConfabStoreDb *db, gpointer data, GError **error) {
  LookJob *job = data;
  g_autoptr (GPtrArray) contacts = confab_store_contacts_list (db, job->account, error);

  if (contacts == NULL)
    return FALSE;
  for (guint i = 0; i < job->buddies->len; i++)
    find_like (g_ptr_array_index (job->buddies, i), contacts);
  return TRUE;
}

static DexFuture *
on_looked (DexFuture *future, gpointer data) {
  ConfabMessaging *self = data;
  const LookJob *job = dex_future_is_resolved (future) ? confab_store_job_data (future) : NULL;

  for (guint i = 0; job != NULL && i < job->buddies->len; i++) {
    const Buddy *buddy = g_ptr_array_index (job->buddies, i);

    confab_model_chat_set_looks_like (buddy->chat, buddy->like);
  }
  self->is_looking = FALSE;
  if (self->must_look_again)
    confab_messaging_look_at_faces (self);
  return NULL;
}

/* Whom the user knows in life was looked at already, by somebody who can tell. */
static GPtrArray *
list_buddies (ConfabMessaging *self) {
  GPtrArray *buddies = g_ptr_array_new_with_free_func (buddy_free);
  GHashTableIter iter;
  gpointer chat;

  g_hash_table_iter_init (&iter, self->chats);
  while (g_hash_table_iter_next (&iter, &chat, NULL)) {
    ConfabModelContact *contact = confab_model_chat_get_contact (chat);
    Buddy *buddy;

    if (confab_model_contact_get_grade (contact) >= CONFAB_GRADE_KNOWN ||
        !confab_model_contact_is_person (contact)) {
      confab_model_chat_set_looks_like (chat, NULL);
      continue;
    }
    buddy = g_new0 (Buddy, 1);
    buddy->chat = g_object_ref (chat);
    buddy->address = g_strdup (confab_model_contact_get_address (contact));
    if (confab_model_contact_has_own_name (contact))
      buddy->name = g_strdup (confab_model_contact_get_name (contact));
    g_ptr_array_add (buddies, buddy);
  }
  return buddies;
}

/* One job at a time, so that a long list that changes often is not compared once for each change.
 */
void
confab_messaging_look_at_faces (ConfabMessaging *self) {
  LookJob *job;

  self->must_look_again = self->is_looking;
  if (self->is_looking || self->is_stopped)
    return;
  job = g_new0 (LookJob, 1);
  job->account = confab_model_account_get_id (self->account);
  job->buddies = list_buddies (self);
  if (job->buddies->len == 0) {
    look_job_free (job);
    return;
  }
  self->is_looking = TRUE;
  dex_future_disown (
      dex_future_finally (confab_store_vault_read (self->vault, run_look, job, look_job_free),
          on_looked, g_object_ref (self), g_object_unref));
}
