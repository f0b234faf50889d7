#!/usr/bin/env python3
"""clang-format has nothing to change, and both clang tools can read their settings."""

import os
import re
import shutil
import subprocess
import sys

import house


def main():
    top = house.root()
    report = house.Report("format")
    if not shutil.which("clang-format"):
        print("clang-format is not installed")
        sys.exit(77)
    sources = list(house.files(top))
    report.looked_at = len(sources)
    if sources:
        done = subprocess.run(["clang-format", "--dry-run", "--style=file", *sources], cwd=top, capture_output=True, text=True)
        places = {}
        for path, line in re.findall(r"^(\S+?):(\d+):\d+: warning", done.stderr, re.M):
            places.setdefault(path, set()).add(int(line))
        for path, lines in sorted(places.items()):
            report.add(path, min(lines), f"clang-format would change {len(lines)} lines")
        if done.returncode:
            report.add(".clang-format", 0, done.stderr.strip()[-300:])
    if shutil.which("clang-tidy") and os.path.exists(os.path.join(top, ".clang-tidy")):
        done = subprocess.run(["clang-tidy", "--verify-config"], cwd=top, capture_output=True, text=True)
        if done.returncode or re.search("warning|[Ee]rror", done.stderr):
            report.add(".clang-tidy", 0, (done.stderr + done.stdout).strip()[-300:])
    report.finish()


main()
