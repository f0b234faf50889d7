/* Names of the wide network only: a connectable whose addresses that lie in a private network, or
 * on this computer, are left out before anything is sent there. A name that has no other is no
 * place to go. */

#include "net/net-public-private.h"

#include <string.h>

#include "net/net-http.h"

/* ---- which ---- */

static gboolean
is_within (const guint8 *bytes, const guint8 *prefix, guint bits) {
  guint whole = bits / 8;
  guint8 mask = (guint8)(0xff << (8 - bits % 8));

  return memcmp (bytes, prefix, whole) == 0 &&
         (bits % 8 == 0 || ((bytes[whole] ^ prefix[whole]) & mask) == 0);
}

static gboolean
is_public_four (const guint8 *bytes) {
  static const struct {
    guint8 prefix[4];
    guint bits;
  } kept[] = {
    { { 0 }, 8 },
    { { 10 }, 8 },
    { { 100, 64 }, 10 },
    { { 127 }, 8 },
    { { 169, 254 }, 16 },
    { { 172, 16 }, 12 },
    { { 192, 0, 0 }, 24 },
    { { 192, 168 }, 16 },
    { { 198, 18 }, 15 },
    { { 224 }, 4 },
    { { 240 }, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (is_within (bytes, kept[i].prefix, kept[i].bits))
      return FALSE;
  return TRUE;
}

/* Only 2000::/3 is given out; what carries an old address within counts as that. */
static gboolean
is_public_six (const guint8 *bytes) {
  static const guint8 mapped[16] = { [10] = 0xff, [11] = 0xff };
  static const guint8 translated[16] = { 0x00, 0x64, 0xff, 0x9b };
  static const guint8 given[1] = { 0x20 };
  static const guint8 tunnelled[2] = { 0x20, 0x02 };

  if (is_within (bytes, mapped, 96) || is_within (bytes, translated, 96))
    return is_public_four (bytes + 12);
  if (is_within (bytes, tunnelled, 16))
    return is_public_four (bytes + 2);
  return is_within (bytes, given, 3);
}

gboolean
confab_net_address_is_public (GInetAddress *address) {
  const guint8 *bytes = g_inet_address_to_bytes (address);

  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4 ? is_public_four (bytes)
                                                                     : is_public_six (bytes);
}

/* ---- an enumerator that leaves the others out ---- */

#define CONFAB_TYPE_NET_PUBLIC_LIST (confab_net_public_list_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabNetPublicList, confab_net_public_list, CONFAB, NET_PUBLIC_LIST, GSocketAddressEnumerator)

struct _ConfabNetPublicList {
  GSocketAddressEnumerator parent_instance;

  GSocketAddressEnumerator *all; /* owned */
  gboolean has_met_private;
  gboolean has_given;
};

G_DEFINE_FINAL_TYPE (ConfabNetPublicList, confab_net_public_list, G_TYPE_SOCKET_ADDRESS_ENUMERATOR)

static void
confab_net_public_list_dispose (GObject *object) {
  g_clear_object (&CONFAB_NET_PUBLIC_LIST (object)->all);
  G_OBJECT_CLASS (confab_net_public_list_parent_class)->dispose (object);
}

static gboolean
may_give (ConfabNetPublicList *self, GSocketAddress *address) {
  gboolean is_public = G_IS_INET_SOCKET_ADDRESS (address) &&
                       confab_net_address_is_public (
                           g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));

  self->has_met_private = self->has_met_private || !is_public;
  self->has_given = self->has_given || is_public;
  return is_public;
}

/* At the end: that there was nothing but what may not be. */
static void
set_end (ConfabNetPublicList *self, GError **error) {
  if (self->has_met_private && !self->has_given)
    g_set_error_literal (
        error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_PRIVATE, "The name leads into a private network");
}

static GSocketAddress *
confab_net_public_list_next (
    GSocketAddressEnumerator *list, GCancellable *cancellable, GError **error) {
  ConfabNetPublicList *self = CONFAB_NET_PUBLIC_LIST (list);

  for (;;) {
    g_autoptr (GError) problem = NULL;
    g_autoptr (GSocketAddress) address =
        g_socket_address_enumerator_next (self->all, cancellable, &problem);

    if (problem != NULL)
      g_propagate_error (error, g_steal_pointer (&problem));
    else if (address == NULL)
      set_end (self, error);
    else if (!may_give (self, address))
      continue;
    return g_steal_pointer (&address);
  }
}

static void
on_next (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (GTask) task = data;
  ConfabNetPublicList *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = g_socket_address_enumerator_next_finish (
      G_SOCKET_ADDRESS_ENUMERATOR (source), result, &error);

  if (address != NULL && !may_give (self, address)) {
    GCancellable *cancellable = g_task_get_cancellable (task);

    g_socket_address_enumerator_next_async (
        self->all, cancellable, on_next, g_steal_pointer (&task));
    return;
  }
  if (address == NULL && error == NULL)
    set_end (self, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&address), g_object_unref);
}

static void
confab_net_public_list_next_async (GSocketAddressEnumerator *list, GCancellable *cancellable,
    GAsyncReadyCallback callback, gpointer data) {
  GTask *task = g_task_new (list, cancellable, callback, data);

  g_socket_address_enumerator_next_async (
      CONFAB_NET_PUBLIC_LIST (list)->all, cancellable, on_next, task);
}

static GSocketAddress *
confab_net_public_list_next_finish (
    GSocketAddressEnumerator *list, GAsyncResult *result, GError **error) {
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
confab_net_public_list_class_init (ConfabNetPublicListClass *class) {
  GSocketAddressEnumeratorClass *list_class = G_SOCKET_ADDRESS_ENUMERATOR_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_net_public_list_dispose;
  list_class->next = confab_net_public_list_next;
  list_class->next_async = confab_net_public_list_next_async;
  list_class->next_finish = confab_net_public_list_next_finish;
}

static void
confab_net_public_list_init (ConfabNetPublicList *self) {
}

/* ---- a connectable ---- */

#define CONFAB_TYPE_NET_PUBLIC (confab_net_public_get_type ())
G_DECLARE_FINAL_TYPE (ConfabNetPublic, confab_net_public, CONFAB, NET_PUBLIC, GObject)

struct _ConfabNetPublic {
  GObject parent_instance;

  GSocketConnectable *name; /* owned */
};

static GSocketAddressEnumerator *
confab_net_public_enumerate (GSocketConnectable *connectable) {
  ConfabNetPublicList *list = g_object_new (CONFAB_TYPE_NET_PUBLIC_LIST, NULL);

  list->all = g_socket_connectable_enumerate (CONFAB_NET_PUBLIC (connectable)->name);
  return G_SOCKET_ADDRESS_ENUMERATOR (list);
}

static char *
confab_net_public_to_string (GSocketConnectable *connectable) {
  return g_socket_connectable_to_string (CONFAB_NET_PUBLIC (connectable)->name);
}

static void
connectable_init (GSocketConnectableIface *iface) {
  iface->enumerate = confab_net_public_enumerate;
  iface->to_string = confab_net_public_to_string;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ConfabNetPublic, confab_net_public, G_TYPE_OBJECT,
    G_IMPLEMENT_INTERFACE (G_TYPE_SOCKET_CONNECTABLE, connectable_init))

static void
confab_net_public_dispose (GObject *object) {
  g_clear_object (&CONFAB_NET_PUBLIC (object)->name);
  G_OBJECT_CLASS (confab_net_public_parent_class)->dispose (object);
}

static void
confab_net_public_class_init (ConfabNetPublicClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_net_public_dispose;
}

static void
confab_net_public_init (ConfabNetPublic *self) {
}

GSocketConnectable *
confab_net_public_new (GSocketConnectable *name) {
  ConfabNetPublic *self = g_object_new (CONFAB_TYPE_NET_PUBLIC, NULL);

  self->name = g_object_ref (name);
  return G_SOCKET_CONNECTABLE (self);
}
