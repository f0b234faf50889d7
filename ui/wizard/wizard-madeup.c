/* Two lists of words of the country side, which could be somebody's name and are nobody's. Nothing
 * is made up where a form asks for something else than a name: what is false there may lock its
 * user out later. */

#include "wizard/wizard-madeup.h"

#include <glib/gi18n.h>

/* Translators: thirty-two first names that are made up and fit anybody, with spaces between. */
#define FIRST                                                                                      \
  N_ ("Ash Aspen Bay Briar Clover Dale Ember Fern Finch Flint Glen Hazel Heath Indigo Ivy "        \
      "Juniper "                                                                                   \
      "Kit Lark Linden Marlow Meadow Moss Olive Rain Reed River Robin Rowan Sage Sky Tarn Wren")
/* Translators: thirty-two surnames that are made up, with spaces between. */
#define LAST                                                                                       \
  N_ ("Alder Applegate Birch Bramble Brook Cobble Cotton Dune Elm Fallow Field Gale Hawthorn "     \
      "Hill "                                                                                      \
      "Lake Larch Lowland Maple Marsh Mill Oak Pebble Pine Pond Ridge Shore Stone Thistle Thorn "  \
      "Vale Waters Wold")

ConfabMadeup
confab_wizard_madeup_part (const char *field) {
  static const struct {
    const char *field;
    ConfabMadeup part;
  } parts[] = {
    { "first", CONFAB_MADEUP_FIRST },
    { "last", CONFAB_MADEUP_LAST },
    { "name", CONFAB_MADEUP_WHOLE },
    { "nick", CONFAB_MADEUP_WHOLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_strcmp0 (field, parts[i].field) == 0)
      return parts[i].part;
  return CONFAB_MADEUP_NONE;
}

static char *
dup_word (const char *words, guint32 number) {
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  guint n = g_strv_length (list);

  return g_strdup (n > 0 ? list[number % n] : "");
}

char *
confab_wizard_madeup_dup_name (ConfabMadeup part, guint32 number) {
  g_autofree char *first = dup_word (_ (FIRST), number);
  g_autofree char *last = dup_word (_ (LAST), number / 32 + number);

  switch (part) {
  case CONFAB_MADEUP_FIRST:
    return g_steal_pointer (&first);
  case CONFAB_MADEUP_LAST:
    return g_steal_pointer (&last);
  case CONFAB_MADEUP_WHOLE:
    return g_strdup_printf ("%s %s", first, last);
  case CONFAB_MADEUP_NONE:
    break;
  }
  return g_strdup ("");
}
