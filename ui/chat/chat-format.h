#pragma once

/* What a chat says about its messages: days, times, groups, states, in words. Pure functions; times
 * are microseconds since 1970, UTC, shown in the zone that is handed in. */

#include "model/model-chat.h"
#include "model/model-message.h"

G_BEGIN_DECLS

/* Two messages belong to one group if the same person wrote them on the same day, less than this
 * apart. */
#define CONFAB_CHAT_FORMAT_GROUP_US (5 * G_TIME_SPAN_MINUTE)

gboolean confab_chat_format_is_same_day (gint64 a_us, gint64 b_us, GTimeZone *zone);
/* "Today", "Yesterday", "Tuesday, 12 May", "12 May 2025". Returns: (transfer full) */
char *confab_chat_format_dup_day (gint64 time_us, gint64 now_us, GTimeZone *zone);
/* "10:02", or "10:02 AM" where the language counts so. Returns: (transfer full) */
char *confab_chat_format_dup_time (gint64 time_us, GTimeZone *zone);
/* The same for g_date_time_format. Static. */
const char *confab_chat_format_get_time_pattern (void);
/* Day and time, for a tooltip. Returns: (transfer full) */
char *confab_chat_format_dup_moment (gint64 time_us, GTimeZone *zone);

/* Does `b` go on in the group of `a`, the message before it? */
gboolean
confab_chat_format_is_one_group (ConfabModelMessage *a, ConfabModelMessage *b, GTimeZone *zone);

/* How many emoji `text` has, if it has nothing else but spaces; otherwise 0. Flags, families and
 * skin tones count as one. */
guint confab_chat_format_count_emoji (const char *text);

/* State of an own message in words, NULL for one that came in. `name` of the other side. Returns:
 * (transfer full) (nullable) */
char *
confab_chat_format_dup_state (ConfabModelMessageState state, ConfabReason reason, const char *name);

/* "Waits 10 seconds", of an own message that stays so long before it leaves. Returns: (transfer
 * full) */
char *confab_chat_format_dup_wait (guint seconds);

/* "Changed 10:05", of a message that its writer changed; NULL: nobody did. Returns: (transfer
 * full) */
char *confab_chat_format_dup_changed (ConfabModelMessage *message, GTimeZone *zone);

/* A row as a screen reader says it: "Ann, 10:02: text". Returns: (transfer full) */
char *
confab_chat_format_dup_spoken (ConfabModelMessage *message, const char *name, GTimeZone *zone);

/* May something be written? If not, why, in words: the reason, and what to do (both nullable).
 * Returns: TRUE if the entry is open. */
gboolean confab_chat_format_is_entry_open (ConfabSendVerdict verdict);
/* Returns: (transfer full) */
char *confab_chat_format_dup_closed (
    ConfabSendVerdict verdict, ConfabReason reason, ConfabModelRelation relation, const char *name);

G_END_DECLS
