/* XMPP addresses: taken apart by the grammar of RFC 7622 section 3, each part prepared as servers
 * do it (RFC 6122 section 2: nameprep, nodeprep, resourceprep).
 *
 * Makes no partial address: either every part is valid and in its one prepared form, or there is
 * none. Never resolves a name, never converts between the ASCII and the Unicode form of a domain
 * that somebody wrote, because servers compare them as written. */

#include "base/base-jid.h"

#include <gio/gio.h>
#include <string.h>
#include <unicode/uidna.h>
#include <unicode/usprep.h>
#include <unicode/ustring.h>

#define MAX_PART_BYTES 1023 /* RFC 7622 section 3 */

struct _ConfabJid {
  gatomicrefcount ref_count;
  char *full;
  char *bare; /* the same pointer as `full` if there is no resource */
  char *local;
  const char *domain;   /* into `bare` */
  const char *resource; /* into `full` */
};

G_DEFINE_QUARK (confab_base_jid_error, confab_base_jid_error)

static ConfabJid *
fail (GError **error, const char *what) {
  g_set_error (
      error, CONFAB_BASE_JID_ERROR, CONFAB_BASE_JID_ERROR_INVALID, "Not an address: %s", what);
  return NULL;
}

/* A part in the form that its stringprep profile gives it. Preparing that once more changes
 * nothing, so what was stored and read again is the same address. Code points that Unicode 3.2 did
 * not have are allowed, as servers allow them. FALSE if a character is forbidden, the directions of
 * writing are mixed, or the part is empty or too long. */
static gboolean
prepare (UStringPrepProfileType type, const char *part, char prepared[MAX_PART_BYTES + 1]) {
  UChar wide[MAX_PART_BYTES + 1], wide_prepared[MAX_PART_BYTES + 1];
  gsize size = strnlen (part, MAX_PART_BYTES + 1);
  UErrorCode status = U_ZERO_ERROR;
  UStringPrepProfile *profile;
  int32_t length, bytes = 0;

  if (size == 0 || size > MAX_PART_BYTES || !g_utf8_validate_len (part, size, NULL))
    return FALSE;

  profile = usprep_openByType (type, &status);
  if (U_FAILURE (status))
    g_error ("ICU has no stringprep profiles: %s", u_errorName (status));
  u_strFromUTF8 (wide, G_N_ELEMENTS (wide), &length, part, (int32_t)size, &status);
  length = usprep_prepare (profile, wide, length, wide_prepared, G_N_ELEMENTS (wide_prepared),
      USPREP_ALLOW_UNASSIGNED, NULL, &status);
  usprep_close (profile);

  u_strToUTF8 (prepared, MAX_PART_BYTES + 1, &bytes, wide_prepared, length, &status);
  return U_SUCCESS (status) && bytes > 0 && bytes <= MAX_PART_BYTES;
}

/* Label by label, because the rule about directions of writing holds within a label: a Hebrew name
 * may stand below a Latin one. */
static gboolean
prepare_domain (const char *domain, char prepared[MAX_PART_BYTES + 1]) {
  g_auto (GStrv) labels = NULL;
  gsize length = 0;

  if (strnlen (domain, MAX_PART_BYTES + 1) > MAX_PART_BYTES)
    return FALSE;

  labels = g_strsplit (domain, ".", -1);
  for (gsize i = 0; labels[i] != NULL; i++) {
    char label[MAX_PART_BYTES + 1];
    gsize size;

    if (!prepare (USPREP_RFC3491_NAMEPREP, labels[i], label))
      return FALSE;
    size = strlen (label);
    if (length + size + (i > 0) > MAX_PART_BYTES)
      return FALSE;
    if (i > 0)
      prepared[length++] = '.';
    memcpy (prepared + length, label, size + 1);
    length += size;
  }
  return length > 0;
}

/* "[::1]": an IPv6 address, RFC 7622 section 3.2. No zone, which means something only on one
 * machine. Returns: (transfer full) (nullable) */
static char *
dup_ip_literal (const char *domain) {
  gsize size = strlen (domain);
  g_autofree char *address = NULL;
  g_autoptr (GInetAddress) parsed = NULL;

  if (size < 4 || domain[0] != '[' || domain[size - 1] != ']')
    return NULL;

  address = g_strndup (domain + 1, size - 2);
  if (strspn (address, "0123456789abcdef:.") != size - 2)
    return NULL;
  parsed = g_inet_address_new_from_string (address);
  if (parsed == NULL || g_inet_address_get_family (parsed) != G_SOCKET_FAMILY_IPV6)
    return NULL;
  return g_steal_pointer (&address);
}

/* The domain by UTS 46, to ASCII or to Unicode. Returns: (transfer full) (nullable) */
static char *
dup_converted_domain (const char *domain, gboolean to_ascii) {
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;
  char converted[MAX_PART_BYTES + 1];
  int32_t length;
  UIDNA *idna;

  idna = uidna_openUTS46 (UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII |
                              UIDNA_NONTRANSITIONAL_TO_UNICODE,
      &status);
  if (U_FAILURE (status))
    g_error ("ICU has no IDNA data: %s", u_errorName (status));
  if (to_ascii)
    length = uidna_nameToASCII_UTF8 (
        idna, domain, -1, converted, (int32_t)sizeof converted, &info, &status);
  else
    length = uidna_nameToUnicodeUTF8 (
        idna, domain, -1, converted, (int32_t)sizeof converted, &info, &status);
  uidna_close (idna);

  if (U_FAILURE (status) || info.errors != 0 || length <= 0 || length > MAX_PART_BYTES)
    return NULL;
  return g_strndup (converted, (gsize)length);
}

/* Of ASCII, only what host names are made of, and the underscore, which some are. */
static gboolean
has_domain_characters (const char *domain) {
  for (; *domain != '\0'; domain++) {
    if (g_ascii_isupper (*domain) ||
        (((guchar)*domain) < 0x80 && !g_ascii_isalnum (*domain) && strchr ("-._", *domain) == NULL))
      return FALSE;
  }
  return TRUE;
}

/* Whether each label of `domain` is what UTS 46, which is newer than nameprep, makes of it too; a
 * label written in ASCII ("xn--") stays as it was written. */
static gboolean
is_own_canonical_form (const char *domain, const char *canonical) {
  g_auto (GStrv) labels = g_strsplit (domain, ".", -1);
  g_auto (GStrv) canonical_labels = g_strsplit (canonical, ".", -1);

  /* UTS 46 knows more characters that separate labels. */
  if (g_strv_length (labels) != g_strv_length (canonical_labels))
    return FALSE;
  for (gsize i = 0; labels[i] != NULL; i++) {
    if (!g_str_has_prefix (labels[i], "xn--") && strcmp (labels[i], canonical_labels[i]) != 0)
      return FALSE;
  }
  return TRUE;
}

/* `domain` is prepared. Each label must be one that DNS can carry. */
static gboolean
is_valid_domain (const char *domain) {
  g_autofree char *literal = NULL;
  g_autofree char *ascii = NULL;
  g_autofree char *unicode = NULL;

  if (domain[0] == '[') {
    literal = dup_ip_literal (domain);
    return literal != NULL;
  }
  if (!has_domain_characters (domain) || g_str_has_suffix (domain, "."))
    return FALSE;
  ascii = dup_converted_domain (domain, TRUE);
  if (ascii == NULL)
    return FALSE;
  unicode = dup_converted_domain (ascii, FALSE);
  return unicode != NULL && is_own_canonical_form (domain, unicode);
}

static ConfabJid *
assemble (const char *local, const char *domain, const char *resource) {
  ConfabJid *jid = g_new0 (ConfabJid, 1);

  g_atomic_ref_count_init (&jid->ref_count);
  jid->local = g_strdup (local);
  jid->bare = local != NULL ? g_strconcat (local, "@", domain, NULL) : g_strdup (domain);
  jid->domain = local != NULL ? jid->bare + strlen (local) + 1 : jid->bare;
  if (resource == NULL) {
    jid->full = jid->bare;
    return jid;
  }
  jid->full = g_strconcat (jid->bare, "/", resource, NULL);
  jid->resource = jid->full + strlen (jid->bare) + 1;
  return jid;
}

ConfabJid *
confab_base_jid_new_parts (
    const char *local, const char *domain, const char *resource, GError **error) {
  char prepared_local[MAX_PART_BYTES + 1];
  char prepared_domain[MAX_PART_BYTES + 1];
  char prepared_resource[MAX_PART_BYTES + 1];
  g_autofree char *undotted = NULL;

  if (domain == NULL)
    return fail (error, "no domain");
  /* One dot at the end says "from the root"; it is dropped before anything else, RFC 7622 section
   * 3.2. */
  if (strnlen (domain, MAX_PART_BYTES + 1) <= MAX_PART_BYTES && g_str_has_suffix (domain, ".")) {
    undotted = g_strndup (domain, strlen (domain) - 1);
    domain = undotted;
  }

  if (!prepare_domain (domain, prepared_domain) || !is_valid_domain (prepared_domain))
    return fail (error, "bad domain");
  if (local != NULL && !prepare (USPREP_RFC3920_NODEPREP, local, prepared_local))
    return fail (error, "bad local part");
  if (resource != NULL && !prepare (USPREP_RFC3920_RESOURCEPREP, resource, prepared_resource))
    return fail (error, "bad resource");
  return assemble (local != NULL ? prepared_local : NULL, prepared_domain,
      resource != NULL ? prepared_resource : NULL);
}

/* RFC 7622 section 3.1: the resource is what follows the first slash, the local part what precedes
 * the first at sign before it. */
ConfabJid *
confab_base_jid_new (const char *text, GError **error) {
  g_autofree char *copy = NULL;
  char *slash, *at;

  if (text == NULL || *text == '\0')
    return fail (error, "empty");
  if (strnlen (text, CONFAB_BASE_JID_MAX_BYTES + 1) > CONFAB_BASE_JID_MAX_BYTES)
    return fail (error, "too long");

  copy = g_strdup (text);
  slash = strchr (copy, '/');
  if (slash != NULL)
    *slash = '\0';
  at = strchr (copy, '@');
  if (at != NULL)
    *at = '\0';
  return confab_base_jid_new_parts (at != NULL ? copy : NULL, at != NULL ? at + 1 : copy,
      slash != NULL ? slash + 1 : NULL, error);
}

ConfabJid *
confab_base_jid_ref (ConfabJid *jid) {
  g_return_val_if_fail (jid != NULL, NULL);

  g_atomic_ref_count_inc (&jid->ref_count);
  return jid;
}

void
confab_base_jid_unref (ConfabJid *jid) {
  g_return_if_fail (jid != NULL);

  if (!g_atomic_ref_count_dec (&jid->ref_count))
    return;
  if (jid->full != jid->bare)
    g_free (jid->full);
  g_free (jid->bare);
  g_free (jid->local);
  g_free (jid);
}

const char *
confab_base_jid_get_local (const ConfabJid *jid) {
  g_return_val_if_fail (jid != NULL, NULL);

  return jid->local;
}

const char *
confab_base_jid_get_domain (const ConfabJid *jid) {
  g_return_val_if_fail (jid != NULL, NULL);

  return jid->domain;
}

const char *
confab_base_jid_get_resource (const ConfabJid *jid) {
  g_return_val_if_fail (jid != NULL, NULL);

  return jid->resource;
}

const char *
confab_base_jid_get_bare (const ConfabJid *jid) {
  g_return_val_if_fail (jid != NULL, NULL);

  return jid->bare;
}

const char *
confab_base_jid_get_full (const ConfabJid *jid) {
  g_return_val_if_fail (jid != NULL, NULL);

  return jid->full;
}

gboolean
confab_base_jid_is_bare (const ConfabJid *jid) {
  g_return_val_if_fail (jid != NULL, FALSE);

  return jid->resource == NULL;
}

ConfabJid *
confab_base_jid_dup_bare (ConfabJid *jid) {
  g_return_val_if_fail (jid != NULL, NULL);

  if (jid->resource == NULL)
    return confab_base_jid_ref (jid);
  return assemble (jid->local, jid->domain, NULL);
}

gboolean
confab_base_jid_equal (const ConfabJid *a, const ConfabJid *b) {
  if (a == NULL || b == NULL)
    return a == b;
  return strcmp (a->full, b->full) == 0;
}

gboolean
confab_base_jid_bare_equal (const ConfabJid *a, const ConfabJid *b) {
  if (a == NULL || b == NULL)
    return a == b;
  return strcmp (a->bare, b->bare) == 0;
}

char *
confab_base_jid_dup_ascii_domain (const ConfabJid *jid, GError **error) {
  char *ascii;

  g_return_val_if_fail (jid != NULL, NULL);

  ascii = jid->domain[0] == '[' ? dup_ip_literal (jid->domain)
                                : dup_converted_domain (jid->domain, TRUE);
  if (ascii == NULL)
    fail (error, "the domain has no form for DNS");
  return ascii;
}
