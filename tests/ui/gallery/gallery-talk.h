#pragma once

/* A chat for scenes: Carla talks with Ann. */

#include "gallery.h"

G_BEGIN_DECLS

typedef struct {
  ConfabModelAccount *account;
  ConfabModelContact *contact;
  ConfabModelChat *chat;
  ConfabModelTimeline *timeline;
  gint64 next_id;
} GalleryTalk;

GalleryTalk gallery_talk_begin (ConfabCore *core);
/* The timeline holds what is returned. */
ConfabModelMessage *
gallery_talk_say (GalleryTalk *talk, gboolean is_own, gint64 minutes_ago, const char *text);
/* The chat in a window, as the main window shows it. */
GtkWindow *gallery_talk_show (GtkApplication *application, ConfabCore *core, GalleryTalk *talk);

G_END_DECLS
