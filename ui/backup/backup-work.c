/* The bar of a backup or a restore. It stops what it shows when Cancel is pressed or when it goes:
 * nothing goes on that nobody sees. */

#include "backup/backup-work.h"

#include <glib/gi18n.h>

#include "backup/backup-words.h"
#include "widgets/widgets-speak.h"

struct _ConfabBackupWork {
  GtkBox parent_instance;

  ConfabModelBackup *progress; /* owned; NULL: nothing is under way */
  GtkLabel *label;
  GtkProgressBar *bar;
  GtkWidget *cancel;
};

G_DEFINE_FINAL_TYPE (ConfabBackupWork, confab_backup_work, GTK_TYPE_BOX)

static void
update (ConfabBackupWork *self) {
  const char *stage = confab_backup_words_stage (confab_model_backup_get_stage (self->progress));

  if (g_strcmp0 (gtk_label_get_text (self->label), stage) != 0) {
    gtk_label_set_text (self->label, stage);
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, stage, -1);
    confab_widgets_speak (GTK_WIDGET (self), stage, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  }
  gtk_progress_bar_set_fraction (self->bar, confab_model_backup_get_fraction (self->progress));
}

static void
on_cancel_clicked (ConfabBackupWork *self) {
  gtk_widget_set_sensitive (self->cancel, FALSE);
  if (self->progress != NULL)
    confab_model_backup_stop (self->progress);
}

static void
confab_backup_work_dispose (GObject *object) {
  ConfabBackupWork *self = CONFAB_BACKUP_WORK (object);

  if (self->progress != NULL)
    confab_model_backup_stop (self->progress);
  g_clear_object (&self->progress);
  G_OBJECT_CLASS (confab_backup_work_parent_class)->dispose (object);
}

static void
confab_backup_work_class_init (ConfabBackupWorkClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_backup_work_dispose;
}

static void
confab_backup_work_init (ConfabBackupWork *self) {
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  self->cancel = gtk_button_new_with_label (_ ("Cancel"));
  gtk_widget_set_halign (self->cancel, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->cancel, "pill");
  g_signal_connect_object (
      self->cancel, "clicked", G_CALLBACK (on_cancel_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (self), self->cancel);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

ConfabBackupWork *
confab_backup_work_new (void) {
  return g_object_new (CONFAB_TYPE_BACKUP_WORK, NULL);
}

/* ---- a work ---- */

static void
begin (ConfabBackupWork *self, ConfabModelBackup *progress) {
  g_return_if_fail (self->progress == NULL);

  self->progress = g_object_ref (progress);
  g_signal_connect_object (progress, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (self->cancel, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_label_set_text (self->label, "");
  update (self);
  gtk_widget_grab_focus (self->cancel);
}

static void
end (ConfabBackupWork *self) {
  if (self->progress != NULL)
    g_signal_handlers_disconnect_by_func (self->progress, update, self);
  g_clear_object (&self->progress);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

typedef struct {
  ConfabBackupWork *work;
  ConfabModelBackup *progress;
  GtkWidget *owner;
  ConfabBackupEnded ended;
} Following;

static void
following_free (gpointer data) {
  Following *following = data;

  g_object_unref (following->work);
  g_object_unref (following->progress);
  g_object_unref (following->owner);
  g_free (following);
}

static DexFuture *
on_ended (DexFuture *future, gpointer data) {
  const Following *following = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  end (following->work);
  following->ended (following->owner, following->progress, value, error);
  return NULL;
}

void
confab_backup_work_follow (ConfabBackupWork *self, DexFuture *future, ConfabModelBackup *progress,
    GtkWidget *owner, ConfabBackupEnded ended) {
  Following *following = g_new0 (Following, 1);

  following->work = g_object_ref (self);
  following->progress = g_object_ref (progress);
  following->owner = g_object_ref (owner);
  following->ended = ended;
  begin (self, progress);
  dex_future_disown (dex_future_finally (future, on_ended, following, following_free));
}
