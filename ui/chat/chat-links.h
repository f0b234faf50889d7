#pragma once

/* The links of a label's text: shown as links, and told when one is pressed. The text stays plain;
 * what looks like a link is painted by attributes, never by markup, and nothing is asked of the
 * network. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _ConfabChatLinks ConfabChatLinks;

/* `link`: as it stands in the text. Nothing was judged or opened. */
typedef void (*ConfabChatLinksPressed) (gpointer data, const char *link);

/* TRUE if the text has something that may be a link. */
gboolean confab_chat_links_has_any (const char *text);

/* For one label, which must live as long. */
ConfabChatLinks *
confab_chat_links_new (GtkLabel *label, ConfabChatLinksPressed pressed, gpointer data);
void confab_chat_links_free (ConfabChatLinks *links);

/* After the label's text was set. `may_press` FALSE: nothing looks like a link, nor is one. */
void confab_chat_links_update (ConfabChatLinks *links, gboolean may_press);

guint confab_chat_links_get_n (ConfabChatLinks *links);
/* Returns: (transfer full) the link as it stands in the text. */
char *confab_chat_links_dup (ConfabChatLinks *links, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabChatLinks, confab_chat_links_free)

G_END_DECLS
