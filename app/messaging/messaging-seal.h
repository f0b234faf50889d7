#pragma once

/* The job of the walk through the outbox. For this folder. */

#include "messaging/messaging-keys.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;
  ConfabReason why;
} ConfabMessagingFailed;

typedef struct {
  ConfabMessagingWho who;
  gint64 after;
  GHashTable *people;   /* address -> what the main thread knows of them */
  GHashTable *handed;   /* gint64: rows that this stream was given already */
  GPtrArray *envelopes; /* ConfabEnvelope that may leave, in order */
  GArray *tokens;       /* gint64, of each of them */
  GHashTable *taking;   /* gint64: those that take another one back */
  GArray *failed;       /* ConfabMessagingFailed */
  GPtrArray *unheard;   /* addresses where nobody could be told of a timer */
  GHashTable *held;     /* address -> gint64: first row that waits for keys */
  gint64 last;          /* id of the last row that was looked at */
  gboolean is_end;      /* there are no more rows */
} ConfabMessagingSealJob;

/* With the facts as they are now, from the outbox's cursor on. */
ConfabMessagingSealJob *confab_messaging_seal_job_new (ConfabMessaging *self);
void confab_messaging_seal_job_free (gpointer data);
/* A ConfabStoreJob. */
gboolean confab_messaging_seal_run (ConfabStoreDb *db, gpointer data, GError **error);

G_END_DECLS
