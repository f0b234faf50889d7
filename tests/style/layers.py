#!/usr/bin/env python3
"""Includes point one way, as app/LAYERS says; envelopes are made, and stanzas sent, only where they may be."""

import os
import re

import house

TOOLKIT = re.compile(r"^(gtk|adwaita|gdk|gsk|pango|libspelling)")
MAKER_HEADER = "base/base-envelope-private.h"
# The one gate out: everybody else hands stanzas to it with the class of what they disclose.
SENDER = re.compile(r"\bconfab_xmpp_stream_(send|request)\s*\(")
SENDERS = re.compile(r"^app/(xmpp/|xep/xep-out\.c$)")


def read_layers(top):
    may, makers = {}, []
    for line in house.read(top, "app/LAYERS").splitlines():
        name, colon, rest = line.split("#")[0].partition(":")
        if colon and name.strip() == "envelope-makers":
            makers = rest.split()
        elif colon:
            may[name.strip()] = rest.split()
    return may, makers


def find_cycle(may):
    done, path = set(), []

    def visit(folder):
        if folder in path:
            return path[path.index(folder):] + [folder]
        if folder in done:
            return None
        path.append(folder)
        for below in may.get(folder, []):
            if cycle := visit(below):
                return cycle
        done.add(path.pop())
        return None

    return next((cycle for folder in may if (cycle := visit(folder))), None)


def check_include(report, path, line, name, may, makers, ui_folders):
    folder = path.split("/")[1] if path.startswith("app/") else "ui"
    target = name.split("/")[0]
    if "/" not in name:
        report.add(path, line, f'"{name}" is not qualified by its folder')
        return
    if name == MAKER_HEADER:
        if path.removeprefix("app/") not in makers:
            report.add(path, line, "only the makers named in LAYERS make envelopes")
        return
    if folder == "ui" and target in ui_folders and not os.path.basename(name) in ui_folders[target]["app"]:
        if name.endswith("-private.h") and target != path.split("/")[1]:
            report.add(path, line, f'"{name}" stays in its folder')
        return
    if target != folder and target not in may.get(folder, []):
        report.add(path, line, f"{folder} may not include {target}")
    elif name.endswith("-private.h") and target != folder:
        report.add(path, line, f'"{name}" stays in its folder')


def main():
    top = house.root()
    report = house.Report("layers")
    may, makers = read_layers(top)
    if cycle := find_cycle(may):
        report.add("app/LAYERS", 0, "a cycle: " + " -> ".join(cycle))
    for folder in sorted(os.listdir(os.path.join(top, "app"))):
        if os.path.isdir(os.path.join(top, "app", folder)) and folder not in may:
            report.add("app/LAYERS", 0, f"says nothing of {folder}")
    ui = os.path.join(top, "ui")
    # A folder of the same name may stand in app/ and ui/: then the file decides.
    ui_folders = {name: {"app": os.listdir(os.path.join(top, "app", name))
                         if os.path.isdir(os.path.join(top, "app", name)) else []}
                  for name in (os.listdir(ui) if os.path.isdir(ui) else []) if os.path.isdir(os.path.join(ui, name))}
    for path in house.files(top, ("app", "ui")):
        report.looked_at += 1
        text = house.without_comments(house.read(top, path))
        for number, line in enumerate(text.splitlines(), 1):
            if found := re.match(r'\s*#\s*include\s*"([^"]+)"', line):
                check_include(report, path, number, found.group(1), may, makers, ui_folders)
            elif path.startswith("app/") and (found := re.match(r"\s*#\s*include\s*<([^>]+)>", line)) and \
                    TOOLKIT.match(found.group(1)):
                report.add(path, number, f"app/ knows nothing of <{found.group(1)}>")
            if SENDER.search(line) and path.endswith(".c") and not SENDERS.match(path):
                report.add(path, number, "stanzas leave through xep/xep-out.h")
    report.finish()


main()
