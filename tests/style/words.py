#!/usr/bin/env python3
"""Words for people stand in ui/ and data/ alone, and translators are given every file that has some.

`words.py --write` brings po/POTFILES up to date.
"""

import os
import re
import sys

import house

CALL = re.compile(r"(?<!\w)(_|N_|C_|Q_|gettext|dgettext|ngettext|dngettext|g_dgettext|g_dngettext|g_dpgettext2?)\s*\(")
HEADER = re.compile(r"#\s*include\s*<(glib/gi18n\S*|libintl)\.h>")
IN_BLUEPRINT = re.compile(r"\bC?_\s*\(")


def speaking_files(top):
    """What has words for people, in the order of the list."""
    yield from house.files(top, ("data",), (".desktop.in", ".metainfo.xml.in"))
    for path in house.files(top, ("ui",), (".c", ".h", ".blp")):
        if (IN_BLUEPRINT if path.endswith(".blp") else CALL).search(house.code_only(house.read(top, path))):
            yield path


def write(top):
    with open(os.path.join(top, "po/POTFILES"), "w", encoding="utf-8") as file:
        file.writelines(path + "\n" for path in speaking_files(top))


def main():
    if "--write" in sys.argv:
        sys.argv.remove("--write")
        return write(house.root())
    top = house.root()
    report = house.Report("words")
    for path in house.files(top, ("app",)):
        report.looked_at += 1
        text = house.without_comments(house.read(top, path))
        for number, line in enumerate(house.code_only(text).splitlines(), 1):
            if CALL.search(line) and not re.match(r"\s*#\s*define\b", line):
                report.add(path, number, "words for people belong in ui/")
        for number, line in enumerate(text.splitlines(), 1):
            if HEADER.search(line):
                report.add(path, number, "words for people belong in ui/")
    listed = [line.strip() for line in house.read(top, "po/POTFILES").splitlines() if line.strip()[:1] not in ("", "#")]
    for path in listed:
        if not os.path.exists(os.path.join(top, path)):
            report.add("po/POTFILES", 0, f"{path} is not there (words.py --write mends the list)")
    for path in speaking_files(top):
        report.looked_at += 1
        if path not in listed:
            report.add("po/POTFILES", 0, f"lacks {path} (words.py --write mends the list)")
    return report.finish()


main()
