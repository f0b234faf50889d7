#!/usr/bin/env python3
"""app/README.md is a map that can be trusted: it names every folder, and every path it names is there."""

import os
import re

import house


def folders_of(top, name):
    at = os.path.join(top, name)
    if not os.path.isdir(at):
        return []
    return [folder for folder in sorted(os.listdir(at))
            if not folder.startswith(".") and any(house.files(at, [folder], (".c", ".h", ".py", ".sh")))]


def is_there(top, path):
    """A path from the top or from app/, with * for "all of these"; or a folder that LAYERS has a place for."""
    if re.search(rf"^{re.escape(path.removeprefix('app/').rstrip('/'))}:", house.read(top, "app/LAYERS"), re.M):
        return True
    for base in (top, os.path.join(top, "app")):
        folder, name = os.path.split(os.path.join(base, path.rstrip("/")))
        pattern = re.compile("^" + re.escape(name).replace(r"\*", ".*") + "$")
        if os.path.isdir(folder) and any(pattern.match(entry) for entry in os.listdir(folder)):
            return True
    return False


def main():
    top = house.root()
    report = house.Report("map")
    path = "app/README.md"
    if not os.path.exists(os.path.join(top, path)):
        report.add(path, 0, "there is no map")
        report.finish()
    text = house.read(top, path)
    for folder in folders_of(top, "app"):
        report.looked_at += 1
        if not re.search(rf"`(?:app/)?{re.escape(folder)}/`", text):
            report.add(path, 0, f"does not name `{folder}/`")
    for number, line in enumerate(text.splitlines(), 1):
        for name in re.findall(r"`([\w.*-]+(?:/[\w.*-]+)*/?)`", line):
            if "/" not in name and not name.endswith((".c", ".h", ".py", ".md")):
                continue
            report.looked_at += 1
            if not is_there(top, name):
                report.add(path, number, f"`{name}` is not there")
    report.finish()


main()
