#pragma once

/* Answers to the queries of others. Stays behind the gate of xep-out.h: who may not have the answer
 * gets what a server says for an account that is signed off. */

#include "xep/xep-out.h"

G_BEGIN_DECLS

/* One <iq type='get|set'/> that came. All borrowed. */
typedef struct {
  ConfabXepOut *out;
  ConfabJid *from; /* who asks; NULL: our own server, which left it out */
  const char *id;
  ConfabStanza *payload; /* its first child; nullable */
} ConfabXepQuery;

/* A result with `payload` (taken, nullable) if `from` may have what `class` discloses, otherwise
 * confab_xep_answer_refuse. */
void confab_xep_answer_result (
    const ConfabXepQuery *query, ConfabStanza *payload, ConfabDiscloseClass class);

/* A stanza error of type "cancel" or "modify" with one of the conditions of RFC 6120 8.3.3. */
void confab_xep_answer_error (const ConfabXepQuery *query, const char *type, const char *condition,
    ConfabDiscloseClass class);

/* service-unavailable: word for word what RFC 6121 8.5.3.2.3 has a server say for an address where
 * nobody is. */
void confab_xep_answer_refuse (const ConfabXepQuery *query);

G_END_DECLS
