#pragma once

/* Data forms (XEP-0004) with pictures in them (XEP-0221): from an element to a plain struct, and
 * the answer back. Bounded; nothing of it is fetched. Pure. */

#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_NS_FORM "jabber:x:data"
#define CONFAB_XEP_FORM_MAX_FIELDS 64   /* a form with more is refused */
#define CONFAB_XEP_FORM_MAX_OPTIONS 256 /* of one field; the rest is not read */
#define CONFAB_XEP_FORM_MAX_VALUE 4096  /* bytes; a form with a longer value is refused */
#define CONFAB_XEP_FORM_MAX_LABEL 256   /* characters */
#define CONFAB_XEP_FORM_MAX_TEXT 2048   /* bytes of instructions and fixed text */
#define CONFAB_XEP_FORM_MAX_URIS 4      /* of the media of one field; the rest is not read */

typedef enum {
  CONFAB_XEP_FIELD_TEXT = 0, /* one line; also for types that are not known */
  CONFAB_XEP_FIELD_SECRET,   /* one line that is not shown */
  CONFAB_XEP_FIELD_LINES,
  CONFAB_XEP_FIELD_CHOICE, /* one of the options */
  CONFAB_XEP_FIELD_SWITCH, /* "1" or "0" */
  CONFAB_XEP_FIELD_SAYS,   /* text for people, in `value`; not sent back */
  CONFAB_XEP_FIELD_HIDDEN, /* sent back as it came */
} ConfabXepFieldKind;

typedef struct {
  char *value;
  char *label; /* cleaned line; never NULL */
} ConfabXepOption;

typedef struct {
  char *type; /* "image/png" */
  char *uri;  /* never fetched */
} ConfabXepMedia;

typedef struct {
  char *name; /* of the field on the wire; NULL only for SAYS */
  ConfabXepFieldKind kind;
  char *label; /* cleaned line, nullable */
  char *help;  /* cleaned text, nullable */
  gboolean is_required;
  char *value;        /* lines joined by line feeds; never NULL */
  GPtrArray *options; /* ConfabXepOption; never NULL */
  GPtrArray *media;   /* ConfabXepMedia; never NULL */
} ConfabXepField;

typedef struct {
  char *title;        /* cleaned line, nullable */
  char *instructions; /* cleaned text, nullable */
  GPtrArray *fields;  /* ConfabXepField; never NULL */
} ConfabXepForm;

ConfabXepForm *confab_xep_form_new (void);
void confab_xep_form_free (ConfabXepForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepForm, confab_xep_form_free)

/* `x` is a <x xmlns='jabber:x:data'/> of type "form" or "result". NULL if it is neither, or beyond
 * a bound: half a form would be answered wrongly. Returns: (transfer full) (nullable) */
ConfabXepForm *confab_xep_form_read (const ConfabStanza *x);

/* A new field at the end. Borrowed. */
ConfabXepField *
confab_xep_form_add (ConfabXepForm *form, const char *name, ConfabXepFieldKind kind);
/* Borrowed, nullable. */
ConfabXepField *confab_xep_form_find (const ConfabXepForm *form, const char *name);
/* The value of that field, or NULL. Borrowed. */
const char *confab_xep_form_get (const ConfabXepForm *form, const char *name);
void confab_xep_field_set (ConfabXepField *field, const char *value);

/* The answer: a <x/> of type "submit" with every named field that has a value. Returns: (transfer
 * full) */
ConfabStanza *confab_xep_form_submit_new (const ConfabXepForm *form);

G_END_DECLS
