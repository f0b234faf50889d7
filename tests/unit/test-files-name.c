/* Names of files: what is shown, what is saved under, and which kind an ending says. */

#include "files/files-name.h"

#include <string.h>

#define RLO "\342\200\256"

static void
test_safe (void) {
  static const struct {
    const char *name, *safe;
  } cases[] = {
    { "photo.jpg", "photo.jpg" },
    { "Grüße aus Köln.txt", "Grüße aus Köln.txt" },
    { "../../.config/autostart/x.desktop", "x.desktop" },
    { "/etc/passwd", "passwd" },
    { "..\\..\\x.txt", "x.txt" },
    { "..", "file" },
    { ".", "file" },
    { "...", "file" },
    { "", "file" },
    { NULL, "file" },
    { "/", "_" },
    { ".bashrc", "_bashrc" },
    { "-rf", "_rf" },
    { "con. ", "_con" },
    { "NUL.txt", "_NUL.txt" },
    { "com1", "_com1" },
    { "lpt9.pdf", "_lpt9.pdf" },
    { "comet.pdf", "comet.pdf" },
    { "Desktop.ini", "_Desktop.ini" },
    { "name. . .", "name" },
    { " name .txt ", "name .txt" },
    { "a\nb\tc", "a b c" },
    { "%2e%2e%2fx", "_2e_2e_2fx" },
    { "a:b|c?d*e<f>g\"h", "a_b_c_d_e_f_g_h" },
    { "$(x)`y`~", "_(x)_y__" },
    { "photo" RLO "gpj.exe", "photogpj.exe" },
    { "a\377b.txt", "a_b.txt" },
    { "folder/", "folder_" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *safe = confab_files_name_dup_safe (cases[i].name);

    g_test_message ("%s", cases[i].name != NULL ? cases[i].name : "(null)");
    g_assert_cmpstr (safe, ==, cases[i].safe);
  }
}

static void
test_long (void) {
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *safe = NULL, *shown = NULL;

  for (int i = 0; i < 3000; i++)
    g_string_append (name, "ö");
  g_string_append (name, ".jpg");
  safe = confab_files_name_dup_safe (name->str);
  g_assert_cmpuint (strlen (safe), <=, CONFAB_FILES_NAME_BYTES);
  g_assert_true (g_utf8_validate (safe, -1, NULL));
  g_assert_true (g_str_has_suffix (safe, "ö.jpg"));
  shown = confab_files_name_dup_shown (name->str);
  g_assert_cmpint (g_utf8_strlen (shown, -1), ==, CONFAB_FILES_SHOWN_CHARS);
  g_assert_true (g_str_has_suffix (shown, "ö.jpg"));
  g_assert_nonnull (strstr (shown, "…"));
}

/* What is left of a long ending is no ending. */
static void
test_cut_makes_no_ending (void) {
  g_autoptr (GString) name = g_string_new (NULL);

  for (gsize i = 0; i < CONFAB_FILES_NAME_BYTES - 4; i++)
    g_string_append_c (name, 'a');
  g_string_append (name, ".exeaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  g_assert_cmpint (confab_files_name_kind (name->str, NULL), ==, CONFAB_FILE_KIND_UNKNOWN);
  {
    g_autofree char *safe = confab_files_name_dup_safe (name->str);

    g_assert_cmpint (confab_files_name_kind (safe, NULL), ==, CONFAB_FILE_KIND_NONE);
  }
}

static void
test_shown (void) {
  static const struct {
    const char *name, *shown;
  } cases[] = {
    { "photo.jpg", "photo.jpg" },
    { "photo" RLO "gpj.exe", "photo\357\277\275gpj.exe" },
    { "photo.jpg           .exe", "photo.jpg .exe" },
    { "a/b/c.txt", "c.txt" },
    { "a\nb.txt", "a\357\277\275"
                  "b.txt" },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *shown = confab_files_name_dup_shown (cases[i].name);

    g_assert_cmpstr (shown, ==, cases[i].shown);
  }
}

static void
test_kind (void) {
  static const struct {
    const char *name;
    ConfabFileKind kind;
    guint dangers;
  } cases[] = {
    { NULL, CONFAB_FILE_KIND_NONE, 0 },
    { "README", CONFAB_FILE_KIND_NONE, 0 },
    { "photo.JPG", CONFAB_FILE_KIND_PICTURE, 0 },
    { "photo.jpg.", CONFAB_FILE_KIND_PICTURE, 0 },
    { "photo.exe. ", CONFAB_FILE_KIND_PROGRAM, 0 },
    { "a.tar.gz", CONFAB_FILE_KIND_ARCHIVE, 0 },
    { "example.com.pdf", CONFAB_FILE_KIND_PDF, 0 },
    { ".bashrc", CONFAB_FILE_KIND_UNKNOWN, 0 },
    { "x.doesnotexist", CONFAB_FILE_KIND_UNKNOWN, 0 },
    { "x.waytoolongtobeanendingofanything", CONFAB_FILE_KIND_UNKNOWN, 0 },
    { "x. exe", CONFAB_FILE_KIND_UNKNOWN, 0 },
    { "invoice.pdf.exe", CONFAB_FILE_KIND_PROGRAM, CONFAB_FILE_TWO_ENDINGS },
    { "invoice.pdf .exe", CONFAB_FILE_KIND_PROGRAM, CONFAB_FILE_TWO_ENDINGS },
    { "setup.exe.jpg", CONFAB_FILE_KIND_PICTURE, CONFAB_FILE_TWO_ENDINGS },
    { "photo" RLO "gpj.exe", CONFAB_FILE_KIND_PROGRAM, CONFAB_FILE_HIDDEN_NAME },
    { "photo.ex\342\200\213e", CONFAB_FILE_KIND_PROGRAM, CONFAB_FILE_HIDDEN_NAME },
    { "photo.jpg       .exe", CONFAB_FILE_KIND_PROGRAM,
        CONFAB_FILE_HIDDEN_NAME | CONFAB_FILE_TWO_ENDINGS },
    { "folder.app/photo.jpg", CONFAB_FILE_KIND_PICTURE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint dangers = 0;

    g_test_message ("%s", cases[i].name != NULL ? cases[i].name : "(null)");
    g_assert_cmpint (confab_files_name_kind (cases[i].name, &dangers), ==, cases[i].kind);
    g_assert_cmpuint (dangers, ==, cases[i].dangers);
  }
}

static void
test_declared (void) {
  g_assert_cmpint (confab_files_name_declared (NULL), ==, CONFAB_FILE_KIND_NONE);
  g_assert_cmpint (confab_files_name_declared (""), ==, CONFAB_FILE_KIND_NONE);
  g_assert_cmpint (
      confab_files_name_declared ("application/octet-stream"), ==, CONFAB_FILE_KIND_NONE);
  g_assert_cmpint (confab_files_name_declared ("IMAGE/JPEG"), ==, CONFAB_FILE_KIND_PICTURE);
  g_assert_cmpint (confab_files_name_declared ("image/svg+xml"), ==, CONFAB_FILE_KIND_PAGE);
  g_assert_cmpint (
      confab_files_name_declared ("text/plain; charset=utf-8"), ==, CONFAB_FILE_KIND_TEXT);
  g_assert_cmpint (confab_files_name_declared ("image/"), ==, CONFAB_FILE_KIND_UNKNOWN);
  g_assert_cmpint (
      confab_files_name_declared ("application/x-desktop"), ==, CONFAB_FILE_KIND_LAUNCHER);
}

/* Nothing of the name but its ending. */
static void
test_neutral (void) {
  static const struct {
    const char *name, *media, *neutral;
  } cases[] = {
    { "Ann at 3 Lake Road.jpg", "image/jpeg", "picture.jpg" },
    { "IMG_20261123_1912.JPEG", "image/jpeg", "picture.jpeg" },
    { "holidays.mp4", "video/mp4", "film.mp4" },
    { "memo.ogg", "audio/ogg", "sound.ogg" },
    { "diary.txt", "text/plain", "text.txt" },
    { "letter to the bank.pdf", "application/pdf", "file.pdf" },
    { "backup.ann.tar.gz", "application/gzip", "file.gz" },
    { "names.7z", NULL, "file.7z" },
    { "letter to Mr. Miller", NULL, "file" },
    { "report.2026", NULL, "file" },
    { "Dr.Miller-Lyon", NULL, "file" },
    { "call.MillerLyon", NULL, "file" },
    { "x.", NULL, "file" },
    { "x.é", NULL, "file" },
    { "", "image/png", "picture" },
    { NULL, NULL, "file" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *neutral = confab_files_name_dup_neutral (cases[i].name, cases[i].media);

    g_assert_cmpstr (neutral, ==, cases[i].neutral);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/name/safe", test_safe);
  g_test_add_func ("/files/name/long", test_long);
  g_test_add_func ("/files/name/cut-makes-no-ending", test_cut_makes_no_ending);
  g_test_add_func ("/files/name/shown", test_shown);
  g_test_add_func ("/files/name/kind", test_kind);
  g_test_add_func ("/files/name/declared", test_declared);
  g_test_add_func ("/files/name/neutral", test_neutral);
  return g_test_run ();
}
