#!/usr/bin/env python3
"""Calls that this program never makes, each with the reason."""

import re

import house

CORE, SKIN, BOTH = ("app",), ("ui",), ("app", "ui")
# Starting a program and testing time are the two places where a loop may be run by hand.
LOOPS = re.compile(r"(^|/)main\.c$|/base-clock-fake\.c$")
NOWHERE = re.compile(r"$^")

# (folders, what, why, files that may)
RULES = [(where, re.compile(what), why, but) for where, what, why, but in [
    (BOTH, r"\bGNetworkService\b|\bg_network_service_|\bg_socket_client_connect_to_(service|uri)\b",
     "looks names up past the proxy", NOWHERE),
    (BOTH, r"\bg_network_monitor_can_reach", "looks names up past the proxy", NOWHERE),
    (BOTH, r"\bgtk_label_set_markup\b|\bpango_parse_markup\b|\bpango_layout_set_markup\b|\bgtk_tooltip_set_markup\b"
           r"|\bgtk_widget_set_tooltip_markup\b|\bset_use_markup\s*\([^;]*TRUE", "remote text is never markup", NOWHERE),
    (BOTH, r"\bg_random_(int|double|boolean)|\bg_rand_|(?<!\w)s?rand(om)?\s*\(", "use base/base-random.h", NOWHERE),
    (BOTH, r"(?<!\w)ato(i|l|ll|f)\s*\(|\bsscanf\s*\(", "use confab_base_text_parse_uint", NOWHERE),
    (BOTH, r"(?<!\w)(?!confab_)\w+_sync\s*\(", "the main loop never waits", NOWHERE),
    (BOTH, r"\bg_main_context_iteration\b|\bg_main_loop_run\b|\bg_main_context_pending\b|\bdex_thread_wait_for\b",
     "no loop within the loop", LOOPS),
    (BOTH, r"\bg_usleep\s*\(|(?<!\w)u?sleep\s*\(|\bnanosleep\s*\(", "the main loop never waits", NOWHERE),
    (BOTH, r"\bg_print(err)?\s*\(|(?<!\w)v?f?printf\s*\(|(?<!\w)puts\s*\(", "use base/base-log.h",
     re.compile(r"(^|/)main\.c$")),
    (BOTH, r"(?<!\w)(strcpy|strcat|sprintf|vsprintf|gets|alloca|g_alloca|g_newa|system|popen)\s*\(",
     "has no bound, or starts a shell", NOWHERE),
    (BOTH, r"\bg_(rec_)?mutex_|\bG(Rec)?Mutex\b|\bpthread_mutex|\bG_LOCK\b|\bg_rw_lock_", "threads share nothing here", NOWHERE),
    (BOTH, r"\bdex_scheduler_spawn\b", "use base/base-fiber.h", re.compile(r"/base-fiber\.c$")),
    (BOTH, r"\bPR_SET_DUMPABLE\b", "portals then refuse every call", NOWHERE),
    (BOTH, r"^\s*#\s*if\s+0\b", "code that is out is gone", NOWHERE),
    (BOTH, r"\bg_tls_\w+_set_(validation_flags|database|rehandshake_mode)\b",
     "no fault of a certificate is ever masked", NOWHERE),
    (CORE, r"\b(gtk|gdk|adw|pango)_\w+\s*\(", "app/ has no screen", NOWHERE),
    (SKIN, r"\bsqlite3_|\bsecret_(password|service|item)_|\bg_socket_|\bsoup_", "a screen talks to core/ alone", NOWHERE),
]]
LEFT_TO_DO = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
MARKUP_IN_BLUEPRINT = re.compile(r"use-markup\s*:\s*true", re.I)


def main():
    top = house.root()
    report = house.Report("forbidden")
    for path in house.files(top, BOTH):
        report.looked_at += 1
        code = house.code_only(house.read(top, path))
        if '"accept-certificate"' in house.read(top, path):
            report.add(path, 0, "no fault of a certificate is ever accepted")
        for where, what, why, but in RULES:
            if path.split("/")[0] not in where or but.search(path):
                continue
            for number, line in enumerate(code.splitlines(), 1):
                if found := what.search(line):
                    report.add(path, number, f"{found.group().strip()}: {why}")
    for path in house.files(top, BOTH, (".blp", ".ui")):
        report.looked_at += 1
        for number, line in enumerate(house.read(top, path).splitlines(), 1):
            if MARKUP_IN_BLUEPRINT.search(line):
                report.add(path, number, "remote text is never markup")
    for path in house.files(top, endings=(".c", ".h", ".py", ".sh", ".blp", ".build")):
        for number, line in enumerate(house.read(top, path).splitlines(), 1):
            if found := LEFT_TO_DO.search(line):
                report.add(path, number, f"{found.group()}: what is in the tree is finished")
    report.finish()


main()
