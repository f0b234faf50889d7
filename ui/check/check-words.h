#pragma once

/* Key words on the screen: eight groups of digits, or twelve numbered words, large, and read out
 * one by one. From left to right in every language, as they are said. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "04711 12345 …", "apple river …"; spaces between. Returns: (transfer floating) */
GtkWidget *confab_check_words_new_digits (const char *digits);
GtkWidget *confab_check_words_new_words (const char *words);

/* What a screen reader says of them. Returns: (transfer full) */
char *confab_check_words_dup_spoken_digits (const char *digits);
char *confab_check_words_dup_spoken_words (const char *words);

G_END_DECLS
