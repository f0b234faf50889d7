#pragma once

/* One host that this run has talked to, or one name that was looked up (R22), as it was when it was
 * asked for. Immutable. */

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  CONFAB_HOST_ACCOUNT = 0, /* the server of an account */
  CONFAB_HOST_SIGN_UP,     /* a server that was asked about a new address */
  CONFAB_HOST_NAME,        /* looked up: the computer's name service has heard it */
  CONFAB_HOST_FILES,       /* files were sent to it or fetched from it */
} ConfabHostKind;

/* What stands for Tor where a proxy would. A proper name: the same in every language. */
#define CONFAB_MODEL_HOST_TOR "Tor"

typedef struct {
  ConfabHostKind kind;
  const char *name;    /* "" for those beyond what is remembered one by one */
  const char *through; /* the proxy, "host:port", or CONFAB_MODEL_HOST_TOR; nullable */
  guint port;          /* 0 for names */
  guint n_times;       /* tried, or looked up */
  gboolean is_open;    /* there is a line now */
  guint64 n_in;        /* bytes */
  guint64 n_out;
} ConfabHostFacts;

#define CONFAB_TYPE_MODEL_HOST (confab_model_host_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelHost, confab_model_host, CONFAB, MODEL_HOST, GObject)

/* `facts` is copied. */
ConfabModelHost *confab_model_host_new (const ConfabHostFacts *facts);
/* Borrowed, with what it points to. */
const ConfabHostFacts *confab_model_host_get (ConfabModelHost *self);

G_END_DECLS
