/* Buddies come to a real window as the session gives them, and some of them come online at once.
 *
 *   bench-crowd BUDDIES COMING
 *
 * Prints the longest turn of the main loop of each part, in milliseconds of the processor between
 * two polls. What is sorted and laid out counts; painting does not, for here it is done without a
 * graphics card and costs the same with one buddy. The first slice is left out: it makes the rows
 * that are on the screen, however many buddies there are. */

#include <time.h>

#include "../hostile/hostile-screen.h"
#include "model/model-account.h"

#define SLICE_MS 20
#define REST_MS 500
#define IN_A_SLICE 100 /* ROWS_IN_A_SLICE of accounts-roster.c */

static gint64 begun_us;
static gint64 longest_us;
static gint64 laid_out_us, painted_us; /* when painting began; all of it in this turn */
static guint n_buddies, n_coming;

static gint64
processor_us (void) {
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
poll_between (GPollFD *files, guint n_files, int timeout_ms) {
  int n;

  if (begun_us != 0) {
    gint64 turn_us = processor_us () - begun_us - painted_us;

    longest_us = MAX (longest_us, turn_us);
  }
  painted_us = 0;
  n = g_poll (files, n_files, timeout_ms);
  begun_us = processor_us ();
  return n;
}

static void
on_laid_out (GdkFrameClock *clock) {
  laid_out_us = processor_us ();
}

static void
on_painted (GdkFrameClock *clock) {
  if (laid_out_us != 0)
    painted_us += processor_us () - laid_out_us;
  laid_out_us = 0;
}

static void
say_longest (const char *what) {
  g_print ("figure\t%s\t%.1f\n", what, (double)longest_us / 1000);
  longest_us = 0;
}

typedef struct {
  ConfabModelAccount *account;
  GPtrArray *contacts;
  gboolean is_added;
} Slice;

static gboolean
add_slice (gpointer data) {
  Slice *slice = data;

  confab_model_account_add_contacts (slice->account, slice->contacts);
  slice->is_added = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_added (gpointer slice) {
  return ((Slice *)slice)->is_added;
}

static ConfabModelContact *
buddy_new (ConfabModelAccount *account, guint i) {
  g_autofree char *address = g_strdup_printf ("b%u@d%u.far.test", i, i % 250);
  g_autofree char *name = g_strdup_printf ("Buddy %u", i);
  g_autofree char *group = g_strdup_printf ("Group %u", i % 20);
  ConfabModelContact *contact = confab_model_contact_new (account, address);

  confab_model_contact_set_own_name (contact, name);
  confab_model_contact_set_groups (contact, group);
  confab_model_contact_set_relation (contact, CONFAB_RELATION_MUTUAL);
  return contact;
}

static void
add_buddies (ConfabModelAccount *account, guint first, guint end) {
  for (guint i = first; i < end; i += IN_A_SLICE) {
    g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (g_object_unref);
    Slice slice = { account, contacts, FALSE };

    for (guint k = i; k < MIN (i + IN_A_SLICE, end); k++)
      g_ptr_array_add (contacts, buddy_new (account, k));
    begun_us = 0; /* what this test did itself */
    g_idle_add (add_slice, &slice);
    peer_run_until (is_added, &slice);
    peer_run (SLICE_MS);
  }
  peer_run (REST_MS);
}

static gboolean
are_here (gpointer account) {
  GListModel *contacts = confab_model_account_get_contacts (account);
  guint n_here = 0;

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);

    n_here += confab_model_contact_get_presence (contact) == CONFAB_PRESENCE_HERE;
  }
  return n_here == n_coming;
}

static void
run_crowd (Screen *screen, gconstpointer data) {
  ConfabModelAccount *account = screen->v->account;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (screen->window));
  g_autoptr (GString) presences = g_string_new (NULL);

  g_signal_connect_after (clock, "layout", G_CALLBACK (on_laid_out), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), NULL);
  g_main_context_set_poll_func (NULL, poll_between);
  peer_run (REST_MS);
  add_buddies (account, 0, MIN (IN_A_SLICE, n_buddies));
  longest_us = 0;
  add_buddies (account, IN_A_SLICE, n_buddies);
  say_longest ("the list comes");

  for (guint i = 0; i < n_coming; i++)
    g_string_append_printf (presences,
        "<presence from='b%u@d%u.far.test/p'" TO "><priority>1</priority></presence>", i, i % 250);
  peer_send (screen->v->peer, presences->str);
  screen->v->handled += n_coming;
  peer_run_until (are_here, account);
  peer_run (REST_MS);
  say_longest ("they come online");
  g_main_context_set_poll_func (NULL, NULL);
}

int
main (int argc, char **argv) {
  g_autoptr (AdwApplication) application = screen_init (&argc, &argv);

  g_assert_cmpint (argc, ==, 3);
  n_buddies = (guint)g_ascii_strtoull (argv[1], NULL, 10);
  n_coming = (guint)g_ascii_strtoull (argv[2], NULL, 10);
  g_test_add ("/crowd", Screen, application, set_up, run_crowd, tear_down);
  return g_test_run ();
}
