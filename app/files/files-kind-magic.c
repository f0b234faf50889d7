/* What a file is by its first bytes. Programs come before everything else that could begin so. */

#include "files/files-kind-private.h"

#include <string.h>

typedef struct {
  guint16 offset;
  guint16 n;
  const char *bytes;
  ConfabFilesMagic magic;
} Row;

#define ROW(offset, bytes, kind, form, media)                                                      \
  {                                                                                                \
    offset, sizeof (bytes) - 1, bytes, {                                                           \
      CONFAB_FILE_KIND_##kind, CONFAB_FILES_FORM_##form, media                                     \
    }                                                                                              \
  }

static const Row rows[] = {
  ROW (0,
      "\x7f"
      "ELF",
      PROGRAM, PLAIN, "application/x-executable"),
  ROW (0, "MZ", PROGRAM, PLAIN, "application/vnd.microsoft.portable-executable"),
  ROW (0, "ZM", PROGRAM, PLAIN, "application/x-dosexec"),
  ROW (0, "\xfe\xed\xfa\xce", PROGRAM, PLAIN, "application/x-mach-binary"),
  ROW (0, "\xfe\xed\xfa\xcf", PROGRAM, PLAIN, "application/x-mach-binary"),
  ROW (0, "\xce\xfa\xed\xfe", PROGRAM, PLAIN, "application/x-mach-binary"),
  ROW (0, "\xcf\xfa\xed\xfe", PROGRAM, PLAIN, "application/x-mach-binary"),
  ROW (0, "\xca\xfe\xba\xbe", PROGRAM, PLAIN, "application/x-java"),
  ROW (0, "\xca\xfe\xba\xbf", PROGRAM, PLAIN, "application/x-mach-binary"),
  ROW (0, "\xca\xfe\xd0\x0d", PROGRAM, PLAIN, "application/x-java-pack200"),
  ROW (0, "dex\n", PROGRAM, PLAIN, "application/vnd.android.dex"),
  ROW (0, "\0asm", PROGRAM, PLAIN, "application/wasm"),
  ROW (0, "BC\xc0\xde", PROGRAM, PLAIN, "application/x-llvm"),
  ROW (0, "\x1bLua", PROGRAM, PLAIN, "application/x-lua-bytecode"),
  ROW (0, "!<arch>\n", PROGRAM, PLAIN, "application/x-archive"),
  ROW (0, "\xed\xab\xee\xdb", PROGRAM, PLAIN, "application/x-rpm"),
  ROW (0, "flatpak\0", PROGRAM, PLAIN, "application/vnd.flatpak"),
  ROW (0, "xdg-app\0", PROGRAM, PLAIN, "application/vnd.flatpak"),
  ROW (0, "Cr24", PROGRAM, PLAIN, "application/x-chrome-extension"),
  ROW (0, "FWS", PROGRAM, PLAIN, "application/x-shockwave-flash"),
  ROW (0, "CWS", PROGRAM, PLAIN, "application/x-shockwave-flash"),
  ROW (0, "ZWS", PROGRAM, PLAIN, "application/x-shockwave-flash"),
  ROW (0, "ITSF", PROGRAM, PLAIN, "application/vnd.ms-htmlhelp"),
  ROW (0, "?_\x03\0", PROGRAM, PLAIN, "application/winhlp"),
  ROW (0, "xar!", PROGRAM, PLAIN, "application/x-xar"),
  ROW (0, "\xac\xed\0\x05", PROGRAM, PLAIN, "application/x-java-serialized-object"),
  ROW (0, "L\0\0\0\x01\x14\x02\0", LAUNCHER, PLAIN, "application/x-ms-shortcut"),
  ROW (0, "book\0\0\0\0mark", LAUNCHER, PLAIN, "application/x-apple-alias"),
  ROW (0, "bplist", LAUNCHER, PLAIN, "application/x-plist"),
  ROW (0, "d8:announce", LAUNCHER, PLAIN, "application/x-bittorrent"),
  ROW (0, "hsqs", DISK, PLAIN, "application/vnd.squashfs"),
  ROW (0, "sqsh", DISK, PLAIN, "application/vnd.squashfs"),
  ROW (0, "QFI\xfb", DISK, PLAIN, "application/x-qemu-disk"),
  ROW (0, "KDMV", DISK, PLAIN, "application/x-vmdk-disk"),
  ROW (0, "COWD", DISK, PLAIN, "application/x-vmdk-disk"),
  ROW (0, "# Disk DescriptorFile", DISK, PLAIN, "application/x-vmdk-disk"),
  ROW (0, "vhdxfile", DISK, PLAIN, "application/x-vhdx-disk"),
  ROW (0, "conectix", DISK, PLAIN, "application/x-vhd-disk"),
  ROW (0, "<<< ", DISK, PLAIN, "application/x-virtualbox-vdi"),
  ROW (0, "MSWIM\0", DISK, PLAIN, "application/x-ms-wim"),
  ROW (0, "\x45\x3d\xcd\x28", DISK, PLAIN, "application/x-cramfs"),
  ROW (32769, "CD001", DISK, PLAIN, "application/vnd.efi.iso"),
  ROW (32769, "BEA01", DISK, PLAIN, "application/vnd.efi.iso"),
  ROW (1080, "\x53\xef", DISK, PLAIN, "application/x-raw-disk-image"),
  ROW (510, "\x55\xaa", DISK, PLAIN, "application/x-raw-disk-image"),
  ROW (512, "EFI PART", DISK, PLAIN, "application/x-raw-disk-image"),
  ROW (0, "PK\x03\x04", ARCHIVE, ZIP, "application/zip"),
  ROW (0, "PK\x05\x06", ARCHIVE, ZIP, "application/zip"),
  ROW (0, "PK\x07\x08", ARCHIVE, ZIP, "application/zip"),
  ROW (0, "7z\xbc\xaf\x27\x1c", ARCHIVE, SEVEN, "application/x-7z-compressed"),
  ROW (0, "Rar!\x1a\x07", ARCHIVE, CLOSED, "application/vnd.rar"),
  ROW (0, "\x1f\x8b\x08", ARCHIVE, GZIP, "application/gzip"),
  ROW (0,
      "\xfd"
      "7zXZ\0",
      ARCHIVE, XZ, "application/x-xz"),
  ROW (0, "BZh", ARCHIVE, CLOSED, "application/x-bzip2"),
  ROW (0, "\x28\xb5\x2f\xfd", ARCHIVE, CLOSED, "application/zstd"),
  ROW (0, "\x04\x22\x4d\x18", ARCHIVE, CLOSED, "application/x-lz4"),
  ROW (0, "\x1f\x9d", ARCHIVE, CLOSED, "application/x-compress"),
  ROW (0, "LZIP", ARCHIVE, CLOSED, "application/x-lzip"),
  ROW (0, "]\0\0", ARCHIVE, CLOSED, "application/x-lzma"),
  ROW (0, "MSCF", ARCHIVE, CLOSED, "application/vnd.ms-cab-compressed"),
  ROW (0, "ISc(", ARCHIVE, CLOSED, "application/x-installshield-cab"),
  ROW (0, "\x60\xea", ARCHIVE, CLOSED, "application/x-arj"),
  ROW (2, "-lh", ARCHIVE, CLOSED, "application/x-lha"),
  ROW (7, "**ACE**", ARCHIVE, CLOSED, "application/x-ace"),
  ROW (0, "SIT!", ARCHIVE, CLOSED, "application/x-stuffit"),
  ROW (0, "StuffIt", ARCHIVE, CLOSED, "application/x-stuffit"),
  ROW (0, "070707", ARCHIVE, CLOSED, "application/x-cpio"),
  ROW (0, "070701", ARCHIVE, CLOSED, "application/x-cpio"),
  ROW (0, "070702", ARCHIVE, CLOSED, "application/x-cpio"),
  ROW (0, "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", OFFICE, CLOSED, "application/onenote"),
  ROW (0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OFFICE, OLE, "application/x-ole-storage"),
  ROW (0, "\0\x01\0\0Standard", OFFICE, CLOSED, "application/vnd.ms-access"),
  ROW (257, "ustar", ARCHIVE, TAR, "application/x-tar"),
  ROW (0, "%PDF-", PDF, PDF, "application/pdf"),
  ROW (0, "\xff\xd8\xff", PICTURE, PICTURE, "image/jpeg"),
  ROW (0, "\x89PNG\r\n\x1a\n", PICTURE, PICTURE, "image/png"),
  ROW (0, "GIF87a", PICTURE, PICTURE, "image/gif"),
  ROW (0, "GIF89a", PICTURE, PICTURE, "image/gif"),
  ROW (0, "II*\0", PICTURE, PLAIN, "image/tiff"),
  ROW (0, "MM\0*", PICTURE, PLAIN, "image/tiff"),
  ROW (0, "\xff\x0a", PICTURE, PLAIN, "image/jxl"),
  ROW (0, "\0\0\0\x0cJXL \r\n\x87\n", PICTURE, PLAIN, "image/jxl"),
  ROW (0, "\0\0\x01\0", PICTURE, PLAIN, "image/vnd.microsoft.icon"),
  ROW (0, "\0\0\x02\0", PICTURE, PLAIN, "image/x-win-bitmap"),
  ROW (0, "\0\0\0\x0cjP  ", PICTURE, PLAIN, "image/jp2"),
  ROW (0, "qoif", PICTURE, PLAIN, "image/qoi"),
  ROW (0, "OggS", SOUND, PLAIN, "audio/ogg"),
  ROW (0, "fLaC", SOUND, PLAIN, "audio/flac"),
  ROW (0, "ID3", SOUND, PLAIN, "audio/mpeg"),
  ROW (0, "MThd", SOUND, PLAIN, "audio/midi"),
  ROW (0, "#!AMR", SOUND, PLAIN, "audio/AMR"),
  ROW (0, "\x1a\x45\xdf\xa3", VIDEO, PLAIN, "video/x-matroska"),
  ROW (0, "\0\0\x01\xba", VIDEO, PLAIN, "video/mpeg"),
  ROW (0, "\0\0\x01\xb3", VIDEO, PLAIN, "video/mpeg"),
  ROW (0, "FLV\x01", VIDEO, PLAIN, "video/x-flv"),
  ROW (0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", VIDEO, PLAIN, "video/x-ms-asf"),
  ROW (0, "wOFF", DATA, PLAIN, "font/woff"),
  ROW (0, "wOF2", DATA, PLAIN, "font/woff2"),
  ROW (0, "OTTO", DATA, PLAIN, "font/otf"),
  ROW (0, "\0\x01\0\0\0", DATA, PLAIN, "font/ttf"),
  ROW (0, "SQLite format 3\0", DATA, PLAIN, "application/vnd.sqlite3"),
  ROW (0, "8BPS", DATA, PLAIN, "image/vnd.adobe.photoshop"),
  ROW (0, "gimp xcf", DATA, PLAIN, "image/x-xcf"),
  ROW (0, "%!PS", SCRIPT, PLAIN, "application/postscript"),
  ROW (0, "\xc5\xd0\xd3\xc6", SCRIPT, PLAIN, "application/postscript"),
  ROW (0, "AT&TFORM", DATA, PLAIN, "image/vnd.djvu"),
  ROW (60, "BOOKMOBI", DATA, PLAIN, "application/x-mobipocket-ebook"),
};

/* A boot sector, and a file system, have too short a mark to stand alone. */
static gboolean
is_meant (const Row *row, const guint8 *head, gsize length, guint64 size) {
  switch (row->offset) {
  case 510:
    return (head[0] == 0xeb || head[0] == 0xe9 || head[0] == 0xfa || head[0] == 0x33 ||
               head[0] == 0) &&
           size % 512 == 0;
  case 1080:
    return size % 512 == 0 && size >= 65536 && head[0] == 0;
  default:
    break;
  }
  if (row->n == 2 && row->bytes[0] == '\x60')
    return length > 4 && confab_files_kind_16 (head + 2) <= 2600;
  return TRUE;
}

static gboolean
is_at (const guint8 *head, gsize length, gsize offset, const char *what) {
  gsize n = strlen (what);

  return offset + n <= length && memcmp (head + offset, what, n) == 0;
}

static gboolean
set (ConfabFilesMagic *magic, ConfabFileKind kind, const char *media) {
  *magic = (ConfabFilesMagic){ .kind = kind, .media = media };
  return TRUE;
}

static gboolean
read_riff (const guint8 *head, gsize length, ConfabFilesMagic *magic) {
  if (is_at (head, length, 8, "WEBP")) {
    set (magic, CONFAB_FILE_KIND_PICTURE, "image/webp");
    magic->form = CONFAB_FILES_FORM_PICTURE;
    return TRUE;
  }
  if (is_at (head, length, 8, "WAVE"))
    return set (magic, CONFAB_FILE_KIND_SOUND, "audio/x-wav");
  if (is_at (head, length, 8, "AVI "))
    return set (magic, CONFAB_FILE_KIND_VIDEO, "video/x-msvideo");
  return FALSE;
}

static gboolean
read_box (const guint8 *head, gsize length, ConfabFilesMagic *magic) {
  static const char *const heic[] = { "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1" };

  for (gsize i = 0; i < G_N_ELEMENTS (heic); i++)
    if (is_at (head, length, 8, heic[i]))
      return set (magic, CONFAB_FILE_KIND_PICTURE, "image/heif");
  if (is_at (head, length, 8, "avif") || is_at (head, length, 8, "avis"))
    return set (magic, CONFAB_FILE_KIND_PICTURE, "image/avif");
  if (is_at (head, length, 8, "M4A ") || is_at (head, length, 8, "M4B "))
    return set (magic, CONFAB_FILE_KIND_SOUND, "audio/mp4");
  return set (magic, CONFAB_FILE_KIND_VIDEO, "video/mp4");
}

/* MPEG sound has no more of a mark than eleven bits; two frames in a row make one. */
static gboolean
is_mpeg_sound (const guint8 *head, gsize length) {
  static const guint16 rates[2][16] = {
    { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0 },
    { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0 },
  };
  static const guint hertz[] = { 44100, 48000, 32000, 0 };
  guint version, rate, frequency, n;

  if (length < 4 || head[0] != 0xff || (head[1] & 0xe6) != 0xe2)
    return FALSE;
  version = head[1] >> 3 & 3; /* 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5 */
  rate = rates[version != 3][head[2] >> 4];
  frequency = hertz[head[2] >> 2 & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
  if (version == 1 || rate == 0 || frequency == 0)
    return FALSE;
  n = (version == 3 ? 144 : 72) * rate * 1000 / frequency + (head[2] >> 1 & 1);
  return n + 2 > length || (head[n] == 0xff && (head[n + 1] & 0xe6) == 0xe2);
}

static gboolean
is_adts (const guint8 *head, gsize length) {
  gsize n;

  if (length < 7 || head[0] != 0xff || (head[1] & 0xf6) != 0xf0)
    return FALSE;
  n = (gsize)(head[3] & 3) << 11 | (gsize)head[4] << 3 | head[5] >> 5;
  return n >= 7 && n + 2 <= length && head[n] == 0xff && (head[n + 1] & 0xf6) == 0xf0;
}

static gboolean
read_loose (const guint8 *head, gsize length, guint64 size, ConfabFilesMagic *magic) {
  if (is_at (head, length, 0, "RIFF"))
    return read_riff (head, length, magic);
  if (is_at (head, length, 4, "ftyp"))
    return read_box (head, length, magic);
  if (is_at (head, length, 4, "moov") || is_at (head, length, 4, "mdat"))
    return set (magic, CONFAB_FILE_KIND_VIDEO, "video/quicktime");
  if (is_at (head, length, 0, "FORM") &&
      (is_at (head, length, 8, "AIFF") || is_at (head, length, 8, "AIFC")))
    return set (magic, CONFAB_FILE_KIND_SOUND, "audio/x-aiff");
  if (is_at (head, length, 0, "BM") && length >= 30 && confab_files_kind_16 (head + 8) == 0 &&
      confab_files_kind_32 (head + 14) <= 124 && confab_files_kind_16 (head + 26) == 1)
    return set (magic, CONFAB_FILE_KIND_PICTURE, "image/bmp");
  if (length > 3 && head[0] == 'P' && head[1] >= '1' && head[1] <= '6' && g_ascii_isspace (head[2]))
    return set (magic, CONFAB_FILE_KIND_PICTURE, "image/x-portable-anymap");
  if (is_mpeg_sound (head, length) || is_adts (head, length))
    return set (magic, CONFAB_FILE_KIND_SOUND, "audio/mpeg");
  if (length > 376 && head[0] == 0x47 && head[188] == 0x47 && head[376] == 0x47)
    return set (magic, CONFAB_FILE_KIND_VIDEO, "video/mp2t");
  return FALSE;
}

gboolean
confab_files_kind_magic (const guint8 *head, gsize length, guint64 size, ConfabFilesMagic *magic) {
  *magic = (ConfabFilesMagic){ 0 };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row *row = &rows[i];

    if ((gsize)row->offset + row->n <= length &&
        memcmp (head + row->offset, row->bytes, row->n) == 0 &&
        is_meant (row, head, length, size)) {
      *magic = row->magic;
      return TRUE;
    }
  }
  return read_loose (head, length, size, magic);
}

gboolean
confab_files_kind_is_active (const guint8 *bytes, gsize length) {
  static const char *const marks[] = { "\x7f\x45LF", "PK\x03\x04", "Rar!\x1a", "7z\xbc\xaf",
    "%PDF-", "#!/", "<?php", "<script", "<html", "<!DOCTYPE", "MSCF" };
  gsize skipped = 0;

  while (skipped < length && (bytes[skipped] == 0 || g_ascii_isspace (bytes[skipped])))
    skipped++;
  bytes += skipped;
  length -= skipped;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= strlen (marks[i]) &&
        g_ascii_strncasecmp ((const char *)bytes, marks[i], strlen (marks[i])) == 0)
      return TRUE;
  /* "MZ" alone is too short to mean anything. */
  return length > 64 && bytes[0] == 'M' && bytes[1] == 'Z' &&
         confab_files_kind_32 (bytes + 60) + 4 <= length &&
         memcmp (bytes + confab_files_kind_32 (bytes + 60), "PE\0\0", 4) == 0;
}
