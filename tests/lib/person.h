#pragma once

/* What the files of the person without a screen share (person.c). */

#include <gio/gio.h>

#include "core/core-lock.h"

typedef struct {
  ConfabCore *core;
  GMainLoop *loop;
  GDataInputStream *input;
} Person;

/* One line of answer; line feeds in it become spaces. */
void say (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* "done COMMAND" or "failed COMMAND PROBLEM DETAIL" when the future has resolved, which is taken.
 */
void tell (DexFuture *future, const char *command);
/* The first account, and one of its buddies; borrowed, nullable. */
ConfabModelAccount *account_of (Person *self);
ConfabModelContact *contact_of (Person *self, const char *address);

/* Devices, checking and plain text (person-devices.c). FALSE if the command is none of these. */
gboolean obey_devices (Person *self, char **words);
/* Blocking (person-block.c). FALSE if the command is none of these. */
gboolean obey_block (Person *self, char **words);
/* Lists of buddies in files (person-carry.c). FALSE if the command is none of these. */
gboolean obey_carry (Person *self, char **words);
/* What the store holds (person-stored.c). FALSE if the command is none of these. */
gboolean obey_stored (Person *self, char **words);
gboolean obey_look (Person *self, char **words);
/* The longest turn of the main loop since it was asked last, in microseconds (person-turns.c). */
void watch_turns (void);
void say_turns (void);
/* The way to servers: "road", the address of an account or "", the way as it is kept or "", the
 * password of a proxy (person-look.c). */
void obey_road (Person *self, char **words);
/* A new address and invitations (person-signup.c). FALSE if the command is none of these. */
gboolean obey_signup (Person *self, char **words);
/* Files, of one chat (person-files.c). */
/* Where the virus checker is, and what it said of itself. */
void obey_checker (Person *self, char **words);
/* A verb about one message or file: of obey_file. */
gboolean is_of_messages (const char *word);
void obey_file (Person *self, ConfabModelChat *chat, char **words);
