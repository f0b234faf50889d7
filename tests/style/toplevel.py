#!/usr/bin/env python3
"""The top of the tree holds what a newcomer needs to see, and nothing else."""

import os
import subprocess

import house

NEEDED = {"app", "ui", "data", "po", "tests", "flatpak", "meson.build", "meson.options", "README.md", "COPYING"}
DOT_FILES = {".ci", ".clang-format", ".clang-tidy", ".editorconfig", ".gitignore"}


def entries(top):
    """What belongs to the project: tracked, or new and not ignored; without Git, whatever lies there."""
    listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=top, capture_output=True, text=True)
    if listed.returncode == 0 and listed.stdout:
        return {path.split("/")[0] for path in listed.stdout.split("\0")
                if path and not path.startswith("_build") and os.path.exists(os.path.join(top, path))}
    return {name for name in os.listdir(top) if name != ".git" and not name.startswith("_build")}


def main():
    top = house.root()
    report = house.Report("toplevel")
    found = entries(top)
    report.looked_at = len(found)
    for name in sorted(found - NEEDED - DOT_FILES):
        report.add(name, 0, "does not belong at the top")
    for name in sorted((NEEDED | DOT_FILES) - found):
        report.add(name, 0, "is missing")
    if ".ci" in found and os.listdir(os.path.join(top, ".ci")) != ["run"]:
        report.add(".ci", 0, "holds more than run")
    report.finish()


main()
