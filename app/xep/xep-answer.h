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
  ConfabStanza *stanza;  /* the whole of it; NULL: nothing of it is given back */
} ConfabXepQuery;

/* A result with `payload` (taken, nullable) if `from` may have what `class` discloses, otherwise
 * confab_xep_answer_refuse. */
void confab_xep_answer_result (
    const ConfabXepQuery *query, ConfabStanza *payload, ConfabDiscloseClass class);

/* A stanza error of type "cancel" or "modify" with one of the conditions of RFC 6120 8.3.3. */
void confab_xep_answer_error (const ConfabXepQuery *query, const char *type, const char *condition,
    ConfabDiscloseClass class);

/* What one's own server says for an address where nobody is (RFC 6121 8.5.3.2.3), as far as it is
 * known: with its words, and giving back what was asked if it does. Else service-unavailable. */
void confab_xep_answer_refuse (const ConfabXepQuery *query);
/* The same for a <message/> to this very device, of a type that nobody here reads; nothing until it
 * is known what the server says. */
void confab_xep_answer_bounce (const ConfabXepQuery *query);

G_END_DECLS
