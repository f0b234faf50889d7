/* The endings of names, and what programs make of them. What is not here is UNKNOWN, and so never
 * opened: a forgotten line costs convenience, not safety. */

#include "files/files-name-private.h"

#include <string.h>

typedef struct {
  ConfabFileKind kind;
  const char *endings; /* each between two spaces */
} Endings;

static const Endings table[] = {
  { CONFAB_FILE_KIND_PROGRAM,
      " exe scr com pif cpl dll sys drv ocx msi msp mst msix msixbundle appx appxbundle appref-ms"
      " application gadget elf so ko run bin appimage deb rpm apk aab ipa xapk flatpak snap pkg "
      "mpkg"
      " app dylib bundle prefpane workflow jar war ear class dex wasm swf xpi crx oxt vsix chm hlp"
      " pyc pyo pyz pyzw whl gem egg nupkg xll wll ade adp mde air jnlp out o a nexe luac eap"
      " vsto theme themepack deskthemepack diagcab diagcfg diagpkg " },
  { CONFAB_FILE_KIND_SCRIPT,
      " sh bash zsh ksh csh tcsh fish dash command tool bat cmd ps1 ps1xml ps2 ps2xml psc1 psc2 "
      "psm1"
      " psd1 psdm1 cdxml vbs vbe vb js jse mjs cjs ts wsf wsh wsc ws sct hta py pyw pl pm rb php "
      "phtml"
      " php3 php4 php5 lua tcl awk scpt scptd applescript reg inf ins isp job msc vbp csproj sln"
      " gradle groovy kts r jl nse ahk au3 action asp aspx jsp cgi mak makefile mk nsi iqy slk"
      " elc el emacs vim gdb osascript shs shb bas " },
  { CONFAB_FILE_KIND_LAUNCHER,
      " desktop directory lnk url website webloc inetloc fileloc mailloc flatpakref flatpakrepo "
      "appcast"
      " scf library-ms search-ms searchconnector-ms settingcontent-ms contact group symlink service"
      " timer socket mount path autostart mobileconfig terminal rdp remmina vncloc torrent magnet"
      " metalink jumplist-ms cer crt der p12 pfx ovpn udl nmconnection xspf m3u m3u8 pls asx wax "
      "wvx"
      " strm kdelnk snapd " },
  { CONFAB_FILE_KIND_DISK,
      " iso img dmg sparseimage sparsebundle toast cdr vhd vhdx vmdk vdi qcow qcow2 ova ovf udf nrg"
      " mdf mds cue ccd raw wim swm esd squashfs sqsh cramfs ffu hdd " },
  { CONFAB_FILE_KIND_PAGE, " html htm xhtml xht shtml mhtml mht svg svgz xml xsl xslt xul xbl rss "
                           "atom hta dtd xsd wsdl " },
  { CONFAB_FILE_KIND_ARCHIVE,
      " zip zipx tar gz tgz bz2 tbz tbz2 xz txz lz lzma zst tzst lz4 7z rar r00 cab arj lzh lha ace"
      " z cpio ar shar uue xxe b64 wsz sit sitx alz egg arc zoo pea br rz " },
  { CONFAB_FILE_KIND_OFFICE,
      " doc dot docx docm dotx dotm docb xls xlt xla xlsx xlsm xltx xltm xlsb xlam ppt pot pps ppa"
      " pptx pptm potx potm ppsx ppsm ppam sldx sldm odt ott odm oth ods ots odp otp odg otg odf "
      "odb"
      " odc odi fodt fods fodp fodg sxw sxc sxi rtf wri wps wpd pub vsd vsdx vsdm one onetoc2 msg "
      "mdb"
      " accdb accde accda pages numbers key wbk csvx mpp xlw " },
  { CONFAB_FILE_KIND_PDF, " pdf " },
  { CONFAB_FILE_KIND_PICTURE, " jpg jpeg jpe jfif png apng gif webp bmp dib tif tiff heic heif hif "
                              "avif jxl ico cur pbm pgm ppm"
                              " pnm qoi jp2 j2k " },
  { CONFAB_FILE_KIND_SOUND,
      " mp3 ogg oga opus flac wav wave m4a m4b aac aif aiff amr mka mid midi weba spx ac3 caf " },
  { CONFAB_FILE_KIND_VIDEO,
      " mp4 m4v mov webm mkv avi mpg mpeg m2v 3gp 3g2 ogv ogx wmv flv mts m2ts vob " },
  { CONFAB_FILE_KIND_TEXT, " txt text log md markdown csv tsv srt vtt nfo lrc asc diff patch " },
  { CONFAB_FILE_KIND_DATA, " ttf otf woff woff2 epub mobi azw3 cbz fb2 ics vcf vcard eml json "
                           "geojson yaml yml toml ini cfg"
                           " conf gpx kml kmz kdb kdbx sig gpg pgp pem sqlite db psd xcf ai eps ps "
                           "djvu blend stl obj dxf"
                           " dwg tex bib bak tmp dat " },
};

static gboolean
has_ending (const char *endings, const char *ending) {
  gsize length = strlen (ending);

  for (const char *at = endings; (at = strstr (at, ending)) != NULL; at++)
    if (at[-1] == ' ' && at[length] == ' ')
      return TRUE;
  return FALSE;
}

ConfabFileKind
confab_files_name_of_ending (const char *ending) {
  if (*ending == '\0' || strchr (ending, ' ') != NULL)
    return CONFAB_FILE_KIND_UNKNOWN;
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (has_ending (table[i].endings, ending))
      return table[i].kind;
  return CONFAB_FILE_KIND_UNKNOWN;
}

ConfabFileKind
confab_files_name_of_bytes (const char *name, gsize length) {
  char ending[CONFAB_FILES_ENDING_BYTES + 1];
  gsize n = 0;

  /* Other systems leave ending dots and spaces out. */
  while (length > 0 && (name[length - 1] == '.' || name[length - 1] == ' '))
    length--;
  while (n < length && name[length - 1 - n] != '.' && name[length - 1 - n] != '/' &&
         name[length - 1 - n] != '\\')
    n++;
  if (n == length || name[length - 1 - n] != '.')
    return CONFAB_FILE_KIND_NONE;
  if (n >= sizeof ending)
    return CONFAB_FILE_KIND_UNKNOWN;
  for (gsize i = 0; i < n; i++)
    ending[i] = g_ascii_tolower (name[length - n + i]);
  ending[n] = '\0';
  return confab_files_name_of_ending (ending);
}

typedef struct {
  ConfabFileKind kind;
  const char *media; /* lower case; one that ends in "/" stands for all that begin so */
} Media;

static const Media media_table[] = {
  { CONFAB_FILE_KIND_NONE, "application/octet-stream" },
  { CONFAB_FILE_KIND_NONE, "binary/octet-stream" },
  { CONFAB_FILE_KIND_PAGE, "image/svg+xml" },
  { CONFAB_FILE_KIND_PAGE, "text/html" },
  { CONFAB_FILE_KIND_PAGE, "text/xml" },
  { CONFAB_FILE_KIND_PAGE, "application/xhtml+xml" },
  { CONFAB_FILE_KIND_PAGE, "application/xml" },
  { CONFAB_FILE_KIND_SCRIPT, "text/javascript" },
  { CONFAB_FILE_KIND_SCRIPT, "application/javascript" },
  { CONFAB_FILE_KIND_SCRIPT, "application/ecmascript" },
  { CONFAB_FILE_KIND_SCRIPT, "application/x-sh" },
  { CONFAB_FILE_KIND_SCRIPT, "application/x-shellscript" },
  { CONFAB_FILE_KIND_SCRIPT, "application/x-perl" },
  { CONFAB_FILE_KIND_SCRIPT, "text/x-python" },
  { CONFAB_FILE_KIND_SCRIPT, "text/x-python3" },
  { CONFAB_FILE_KIND_SCRIPT, "application/x-php" },
  { CONFAB_FILE_KIND_LAUNCHER, "application/x-desktop" },
  { CONFAB_FILE_KIND_LAUNCHER, "application/x-mswinurl" },
  { CONFAB_FILE_KIND_LAUNCHER, "application/x-ms-shortcut" },
  { CONFAB_FILE_KIND_LAUNCHER, "application/vnd.flatpak.ref" },
  { CONFAB_FILE_KIND_LAUNCHER, "application/vnd.flatpak.repo" },
  { CONFAB_FILE_KIND_LAUNCHER, "application/x-bittorrent" },
  { CONFAB_FILE_KIND_PROGRAM, "application/vnd.flatpak" },
  { CONFAB_FILE_KIND_PROGRAM, "application/vnd.appimage" },
  { CONFAB_FILE_KIND_PROGRAM, "application/x-executable" },
  { CONFAB_FILE_KIND_PROGRAM, "application/x-pie-executable" },
  { CONFAB_FILE_KIND_PROGRAM, "application/x-sharedlib" },
  { CONFAB_FILE_KIND_PROGRAM, "application/x-msdownload" },
  { CONFAB_FILE_KIND_PROGRAM, "application/x-ms-dos-executable" },
  { CONFAB_FILE_KIND_PROGRAM, "application/vnd.microsoft.portable-executable" },
  { CONFAB_FILE_KIND_PROGRAM, "application/x-msi" },
  { CONFAB_FILE_KIND_PROGRAM, "application/java-archive" },
  { CONFAB_FILE_KIND_PROGRAM, "application/x-java-archive" },
  { CONFAB_FILE_KIND_PROGRAM, "application/vnd.android.package-archive" },
  { CONFAB_FILE_KIND_PROGRAM, "application/vnd.debian.binary-package" },
  { CONFAB_FILE_KIND_PROGRAM, "application/x-rpm" },
  { CONFAB_FILE_KIND_DISK, "application/x-iso9660-image" },
  { CONFAB_FILE_KIND_DISK, "application/vnd.efi.iso" },
  { CONFAB_FILE_KIND_DISK, "application/x-apple-diskimage" },
  { CONFAB_FILE_KIND_PDF, "application/pdf" },
  { CONFAB_FILE_KIND_ARCHIVE, "application/zip" },
  { CONFAB_FILE_KIND_ARCHIVE, "application/x-zip-compressed" },
  { CONFAB_FILE_KIND_ARCHIVE, "application/gzip" },
  { CONFAB_FILE_KIND_ARCHIVE, "application/x-gzip" },
  { CONFAB_FILE_KIND_ARCHIVE, "application/x-tar" },
  { CONFAB_FILE_KIND_ARCHIVE, "application/x-compressed-tar" },
  { CONFAB_FILE_KIND_ARCHIVE, "application/x-xz" },
  { CONFAB_FILE_KIND_ARCHIVE, "application/x-bzip2" },
  { CONFAB_FILE_KIND_ARCHIVE, "application/zstd" },
  { CONFAB_FILE_KIND_ARCHIVE, "application/x-7z-compressed" },
  { CONFAB_FILE_KIND_ARCHIVE, "application/vnd.rar" },
  { CONFAB_FILE_KIND_ARCHIVE, "application/x-rar" },
  { CONFAB_FILE_KIND_OFFICE, "application/msword" },
  { CONFAB_FILE_KIND_OFFICE, "application/rtf" },
  { CONFAB_FILE_KIND_OFFICE, "text/rtf" },
  { CONFAB_FILE_KIND_OFFICE, "application/vnd.ms-excel" },
  { CONFAB_FILE_KIND_OFFICE, "application/vnd.ms-powerpoint" },
  { CONFAB_FILE_KIND_OFFICE, "application/vnd.openxmlformats-officedocument." },
  { CONFAB_FILE_KIND_OFFICE, "application/vnd.oasis.opendocument." },
  { CONFAB_FILE_KIND_SOUND, "application/ogg" },
  { CONFAB_FILE_KIND_DATA, "application/epub+zip" },
  { CONFAB_FILE_KIND_DATA, "application/json" },
  { CONFAB_FILE_KIND_DATA, "text/calendar" },
  { CONFAB_FILE_KIND_DATA, "text/vcard" },
  { CONFAB_FILE_KIND_DATA, "message/rfc822" },
  { CONFAB_FILE_KIND_DATA, "font/" },
  { CONFAB_FILE_KIND_PICTURE, "image/" },
  { CONFAB_FILE_KIND_SOUND, "audio/" },
  { CONFAB_FILE_KIND_VIDEO, "video/" },
  { CONFAB_FILE_KIND_TEXT, "text/plain" },
  { CONFAB_FILE_KIND_TEXT, "text/markdown" },
  { CONFAB_FILE_KIND_TEXT, "text/csv" },
  { CONFAB_FILE_KIND_TEXT, "text/tab-separated-values" },
};

#define MAX_MEDIA_BYTES 127

ConfabFileKind
confab_files_name_of_media (const char *media) {
  gsize length = strcspn (media, "; \t\r\n");

  if (length > MAX_MEDIA_BYTES)
    return CONFAB_FILE_KIND_UNKNOWN;
  for (gsize i = 0; i < G_N_ELEMENTS (media_table); i++) {
    const char *line = media_table[i].media;
    gsize n = strlen (line);
    gboolean is_start = line[n - 1] == '/' || line[n - 1] == '.';

    if ((is_start ? length > n : length == n) && g_ascii_strncasecmp (media, line, n) == 0)
      return media_table[i].kind;
  }
  return CONFAB_FILE_KIND_UNKNOWN;
}
