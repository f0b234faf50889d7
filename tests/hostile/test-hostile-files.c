/* Files that pretend, and names that lead elsewhere. The test paths are the ids of the cases. */

#include <gio/gio.h>
#include <string.h>

#include "files/files-clean.h"
#include "files/files-kind.h"
#include "files/files-name.h"
#include "files/files-url.h"
#include "safety/safety-link.h"

#include "../unit/test-cpu.h"

static ConfabFileVerdict
judge (const char *name, const char *declared, const char *bytes, gsize length) {
  ConfabFilesBytes block = { (const guint8 *)bytes, length };
  ConfabFilesSource source = confab_files_source_bytes (&block);
  ConfabFileFacts facts = { .is_whole = TRUE,
    .is_card_seen = TRUE,
    .grade = CONFAB_GRADE_CHECKED,
    .scan = CONFAB_FILE_SCAN_CLEAN };

  confab_files_kind_look (&source, name, declared, &facts.look);
  return confab_safety_judge_file (&facts, NULL);
}

static void
test_fil_01 (void) {
  static const char *const names[] = { "../../.config/autostart/x.desktop", "%2e%2e%2fx",
    "/etc/passwd", "..\\x", "..\\..\\x", ".bashrc", "a", "con. ", "name ", "name.", "..", ".", "",
    "~/.ssh/authorized_keys", "file:///etc/passwd", "a\nb", "\xff\xfe", "aux", "-rf", "$HOME",
    ("a\xe2\x80\xae"
     "gpj.exe") };
  g_autoptr (GString) longest = g_string_new (NULL);
  g_autofree char *cut = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *safe = confab_files_name_dup_safe (names[i]);
    g_autoptr (GFile) folder = g_file_new_for_path ("/tmp/chosen");
    g_autoptr (GFile) file = g_file_get_child (folder, safe);
    g_autoptr (GFile) parent = g_file_get_parent (file);

    g_test_message ("“%s” becomes “%s”", names[i], safe);
    g_assert_true (g_file_equal (folder, parent));
    g_assert_true (g_utf8_validate (safe, -1, NULL));
    g_assert_true (safe[0] != '\0' && safe[0] != '.' && safe[0] != '-' && safe[0] != '~');
    g_assert_null (strpbrk (safe, "/\\%$:\n"));
    g_assert_null (strchr (". ", safe[strlen (safe) - 1]));
  }
  for (int i = 0; i < 150; i++)
    g_string_append (longest, "ö");
  cut = confab_files_name_dup_safe (longest->str);
  g_assert_cmpuint (strlen (cut), <=, CONFAB_FILES_NAME_BYTES);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
}

static void
test_fil_03 (void) {
  static const struct {
    const char *name, *bytes;
  } cases[] = {
    { "photo.desktop", "[Desktop Entry]\nExec=true\n" },
    { "start.sh", "#!/bin/sh\ntrue\n" },
    { "tool.AppImage", "\x7f"
                       "ELF\2\1\1" },
    { "page.html", "<html>hello</html>" },
    { "picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>" },
    { "game.jar", "PK\3\4" },
    { "game.flatpakref", "[Flatpak Ref]\nName=a\n" },
  };
  static const char *const disguises[] = { "photo.jpg", "letter.txt", "letter.pdf", "photo",
    "song.mp3" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gsize length = strlen (cases[i].bytes);

    if (judge (cases[i].name, NULL, cases[i].bytes, length) == CONFAB_FILE_OPEN)
      g_error ("%s would be opened", cases[i].name);
    for (gsize j = 0; j < G_N_ELEMENTS (disguises); j++)
      if (judge (disguises[j], "image/jpeg", cases[i].bytes, length) == CONFAB_FILE_OPEN)
        g_error ("%s named %s would be opened", cases[i].name, disguises[j]);
    /* Nor what is harmless inside and named so. */
    if (judge (cases[i].name, NULL, "hello\n", 6) == CONFAB_FILE_OPEN)
      g_error ("%s with text in it would be opened", cases[i].name);
  }
  g_assert_cmpint (judge ("letter.txt", NULL, "hello\n", 6), ==, CONFAB_FILE_OPEN);
}

static void
test_fil_08 (void) {
  static const struct {
    const char *bytes;
    gsize length;
  } bodies[] = {
    { "<!DOCTYPE html><html><script>1</script></html>", 46 },
    { "\x7f"
      "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0\x3e\0",
        20 },
    { "<svg xmlns='http://www.w3.org/2000/svg' onload='a()'/>", 54 },
    { "PK\3\4\24\0\0\0\0\0", 10 },
    { "MZ\x90\0\3\0\0\0", 8 },
    { "%PDF-1.7\n", 9 },
    { "\1\2\3\4\5\6\7\x0e", 8 },
  };
  static const char *const declared[] = { "image/png", "image/jpeg", "audio/mpeg", "text/plain" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (declared); j++) {
      if (judge ("photo.png", declared[j], bodies[i].bytes, bodies[i].length) == CONFAB_FILE_OPEN)
        g_error ("body %" G_GSIZE_FORMAT " would be opened as %s", i, declared[j]);
      if (judge (NULL, declared[j], bodies[i].bytes, bodies[i].length) == CONFAB_FILE_OPEN)
        g_error ("body %" G_GSIZE_FORMAT " without a name would be opened", i);
    }
}

static gboolean
write_bytes (gpointer data, const guint8 *bytes, gsize length) {
  g_byte_array_append (data, bytes, (guint)length);
  return TRUE;
}

/* What claims to be larger than any screen is looked at without being drawn: little work, little
 * memory, and what can hold more than a picture is never opened. */
static void
test_fil_09 (void) {
  static const char png[] =
      "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\x86\xa0\0\x01\x86\xa0\x08\x06\0\0\0";
  static const char jpeg[] =
      "\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03\x01\x22\0\x02\x11\x01\x03\x11\x01";
  static const char frame[] = "\x2c\0\0\0\0\0\x10\0\x10\0\x02\x02\x44\x01\0";
  g_autoptr (GString) gif = g_string_new_len ("GIF89a\0\x10\0\x10\0\0\0", 13);
  g_autoptr (GString) svg = g_string_new ("<svg xmlns='http://www.w3.org/2000/svg'>");
  const struct {
    const char *name, *bytes;
    gsize length;
    gboolean is_never;
  } cases[] = {
    { "a.png", png, sizeof png - 1, FALSE },
    { "a.jpg", jpeg, sizeof jpeg - 1, FALSE },
    { "a.gif", NULL, 0, FALSE },
    { "a.svg", NULL, 0, TRUE },
    { "a.png", NULL, 1, TRUE },
  };
  gint64 start_us = test_cpu_us ();

  for (guint i = 0; i < 10000; i++)
    g_string_append_len (gif, frame, sizeof frame - 1);
  for (guint i = 0; i < 20000; i++)
    g_string_append (svg, "<g><use href='#a'/>");
  g_string_append (svg, "<image href='http://canary/x.png'/></svg>");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const GString *made = g_str_has_suffix (cases[i].name, "gif") ? gif : svg;
    const char *bytes = cases[i].bytes != NULL ? cases[i].bytes : made->str;
    gsize length = cases[i].bytes != NULL ? cases[i].length : made->len;
    ConfabFilesBytes block = { (const guint8 *)bytes, length };
    ConfabFilesSource source = confab_files_source_bytes (&block);
    g_autoptr (GByteArray) cleaned = g_byte_array_new ();

    if (judge (cases[i].name, NULL, bytes, length) == CONFAB_FILE_OPEN && cases[i].is_never)
      g_error ("%s would be opened", cases[i].name);
    confab_files_clean (&source, write_bytes, cleaned);
    g_assert_cmpuint (cleaned->len, <=, length + 1024);
  }
  g_assert_cmpint (test_cpu_us () - start_us, <, 5 * G_USEC_PER_SEC);
}

#define KEY                                                                                        \
  "000102030405060708090a0b0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* An address with a key in it is no link, and what is asked for, shown or counted has no key. */
static void
test_fil_14 (void) {
  static const char text[] = "aesgcm://host.example/a%20b.jpg#" KEY;
  g_autoptr (ConfabFilesUrl) url = confab_files_url_parse_sealed (text);
  g_autofree char *open = confab_files_url_dup_open (url);
  g_autofree char *name = confab_files_url_dup_name (url);
  char cleaned[CONFAB_LINK_MAX_BYTES] = "";

  g_assert_null (strstr (open, "0123456789abcdef"));
  g_assert_null (strchr (open, '#'));
  g_assert_null (strchr (url->path, '#'));
  g_assert_cmpstr (name, ==, "a b.jpg");
  for (ConfabGrade grade = CONFAB_GRADE_STRANGER; grade <= CONFAB_GRADE_CHECKED; grade++) {
    ConfabLinkFacts facts = { .link = text,
      .length = strlen (text),
      .grade = grade,
      .is_site_seen = TRUE,
      .may_open_new = TRUE };

    g_assert_cmpint (
        confab_safety_judge_link (&facts, NULL, cleaned, sizeof cleaned), ==, CONFAB_LINK_NO_LINK);
    g_assert_null (strstr (cleaned, "0123456789abcdef"));
  }
}

/* A place, a small picture and an author, each in the part where cameras and programs write it. */
static void
test_fil_11 (void) {
  static const guint8 photo[] = "\xff\xd8\xff\xe0\0\x15JFIF\0\1\1\0\0\1\0\1\1\1SMALL"
                                "\xff\xe1\0\x16"
                                "Exif\0\0MM\0*CANARY-GPS"
                                "\xff\xe1\0\x15"
                                "http://ns.CANARY-X\0"
                                "\xff\xed\0\x0f"
                                "CANARY-AUTHOR"
                                "\xff\xfe\0\x0b"
                                "CANARY-ME"
                                "\xff\xdb\0\x04"
                                "\0\1\xff\xda\0\x02\x12\x34\xff\xd9"
                                "CANARY-END";
  ConfabFilesBytes block = { photo, sizeof photo - 1 };
  ConfabFilesSource source = confab_files_source_bytes (&block);
  g_autoptr (GByteArray) cleaned = g_byte_array_new ();

  g_assert_cmpint (confab_files_clean (&source, write_bytes, cleaned), ==, CONFAB_FILES_CLEAN_DONE);
  g_assert_null (memmem (cleaned->data, cleaned->len, "CANARY", 6));
  g_assert_null (memmem (cleaned->data, cleaned->len, "SMALL", 5));
  g_assert_nonnull (memmem (cleaned->data, cleaned->len, "\xff\xda\0\x02\x12\x34\xff\xd9", 8));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/files/FIL-01", test_fil_01);
  g_test_add_func ("/hostile/files/FIL-03", test_fil_03);
  g_test_add_func ("/hostile/files/FIL-08", test_fil_08);
  g_test_add_func ("/hostile/files/FIL-09", test_fil_09);
  g_test_add_func ("/hostile/files/FIL-11", test_fil_11);
  g_test_add_func ("/hostile/files/FIL-14", test_fil_14);
  return g_test_run ();
}
