#pragma once

/* Pictures of the screens without a server: scenes over a core that only pretends (gallery-core.c).
 * A scene makes a window, fills it and hands it over; gallery.c gives it each size and colour
 * scheme and saves pictures. */

#include <adwaita.h>

#include "core/core-lock.h"
#include "model/model-backup.h"

G_BEGIN_DECLS

typedef struct {
  const char *name; /* of the picture files: NAME-800-light.png */
  /* A new window, not yet presented (transfer full). `core` is a fresh one that stays until the
   * pictures are taken. */
  GtkWindow *(*build) (GtkApplication *application, ConfabCore *core);
  /* After the window is shown and before the picture; nullable. For opening dialogs and filling
   * entries. */
  void (*act) (GtkWindow *window, ConfabCore *core);
} GalleryScene;

/* Ended by one without a name. */
extern const GalleryScene gallery_main_scenes[];
extern const GalleryScene gallery_contacts_scenes[];
extern const GalleryScene gallery_chat_scenes[];
extern const GalleryScene gallery_keep_scenes[];
extern const GalleryScene gallery_search_scenes[];
extern const GalleryScene gallery_safety_scenes[];
extern const GalleryScene gallery_register_scenes[];
extern const GalleryScene gallery_backup_scenes[];
extern const GalleryScene gallery_server_scenes[];
extern const GalleryScene gallery_road_scenes[];
extern const GalleryScene gallery_guide_scenes[];
extern const GalleryScene gallery_seal_scenes[];
extern const GalleryScene gallery_devices_scenes[];

/* ---- the core that pretends (gallery-core.c implements all of core/core.h, and these) ---- */
ConfabCore *gallery_core_new (void); /* READY and empty */
/* As what is said after unlocking (gallery-lock.c). */
void
gallery_core_set_away (ConfabCore *core, guint minutes, guint n_messages, gboolean was_signed_off);
void gallery_core_set_store_state (ConfabCore *core, ConfabCoreStoreState state);
/* Their contacts and requests, present and future, appear in the core's own lists too. */
void gallery_core_add_account (ConfabCore *core, ConfabModelAccount *account);
/* What the next verbs with a future do: reject with this problem; NONE: resolve. */
void gallery_core_set_problem (ConfabCore *core, ConfabModelProblem problem, const char *detail);
/* Verbs do not resolve at all while this is set. */
void gallery_core_set_hanging (ConfabCore *core, gboolean is_hanging);
/* What a verb answers: the problem that was set, nothing ever, or `value` (transfer none), NULL:
 * TRUE. */
DexFuture *gallery_core_answer (ConfabCore *core, gpointer value);
/* Does a verb do what it says? */
gboolean gallery_core_is_willing (ConfabCore *core);
/* The chat that Undo brings back; NULL: none. */
ConfabModelChat *gallery_core_get_closed (ConfabCore *core);

/* ---- a new address (gallery-signup.c) ---- */
extern const GalleryScene gallery_signup_scenes[];
/* Whether the server that pretends asks for more than a name and a password. */
#define GALLERY_ASKS_MORE "gallery-asks-more"
/* The page of the guide, one more than it is; and whether it is time for it again. */
#define GALLERY_GUIDE_PAGE "gallery-guide-page"
#define GALLERY_GUIDE_DUE "gallery-guide-due"
/* A backup that ends with the promise that is put there, or whose passphrase does not fit
 * (gallery-look.c). */
#define GALLERY_BACKUP_RUNS "gallery-backup-runs"
#define GALLERY_BACKUP_FAILS "gallery-backup-fails"
#define GALLERY_BACKUP_PROGRESS "gallery-backup-progress" /* the last one */
/* What such a verb does with its progress; `problem`: how it fails. */
DexFuture *gallery_backup_work (ConfabCore *core, ConfabModelBackup *progress,
    ConfabModelBackupStage stage, ConfabModelProblem problem);
/* Buddies were brought: 1 without asking them, 2 with (gallery-carry.c). */
#define GALLERY_CARRY_ASKS "gallery-carry-asks"
#define GALLERY_CARRY_SEVERAL "gallery-carry-several" /* the file has two accounts */
#define GALLERY_CARRY_NOBODY "gallery-carry-nobody"   /* the server takes none of the new ones */

/* ---- the private list (gallery-words.c) ---- */
void gallery_words_add (ConfabCore *core, const char *word);
/* One more line for the look of a stranger. */
void gallery_look_add (ConfabCore *core, ConfabLookKind kind, ConfabLookWho who, const char *text);
/* One more line of the server card, and of the network page; `facts` is copied. */
void gallery_look_add_fact (ConfabCore *core, ConfabFactKind kind, gint64 number, const char *text);
void gallery_look_add_host (ConfabCore *core, const ConfabHostFacts *facts);
/* The password safe did not open: what is on the list is not known. */
void gallery_words_set_unread (ConfabCore *core);

/* ---- devices (gallery-devices.c) ---- */
/* Of a ConfabModelContact, or of a ConfabModelAccount: my own. */
void gallery_devices_add (GObject *owner, const ConfabModelDeviceFacts *facts);

G_END_DECLS
