#!/usr/bin/env python3
"""Headers say what their functions mean; a symbol's second word, and a file's first, is its folder."""

import os
import re

import house

# What these do is always the same: reference counts, and a look at a part that stays its owner's.
PLAIN = re.compile(r"_(ref|unref|free|get_type|quark)$|_get_\w+$")


def folder_of(path):
    return path.split("/")[1]


def check_comments(report, path, text):
    """Each function has a comment: on its line, before its paragraph, or before the types that it works on."""
    is_covered = False
    for paragraph in re.finditer(r"(?:[^\n]*\S[^\n]*\n)+", text):
        # A comment with an empty line in it is still one comment, hence either end.
        has_comment = "/*" in paragraph.group() or "*/" in paragraph.group()
        code = house.without_preprocessor(house.code_only(paragraph.group()))
        names = re.findall(r"\b(confab_\w+)\s*\(", re.sub(r"\bG_\w+\s*\([^()]*\)", "", code))
        for name in names:
            if not (has_comment or is_covered or PLAIN.search(name)):
                report.add(path, house.line_of(text, paragraph.start()), f"{name} has no comment")
        is_covered = has_comment and not names or is_covered and not names


def main():
    top = house.root()
    report = house.Report("headers")
    for path in house.files(top, ("app", "ui")):
        report.looked_at += 1
        folder, name = folder_of(path), os.path.basename(path)
        text = house.read(top, path)
        if not re.match(rf"({folder}[-.]|main\.c$)", name):
            report.add(path, 0, f"its name does not begin with {folder}")
        if path.endswith(".h"):
            if not text.startswith("#pragma once"):
                report.add(path, 1, "does not begin with #pragma once")
            if not path.endswith("-private.h"):
                check_comments(report, path, text)
        elif not text.startswith("/*"):
            report.add(path, 1, "does not begin by saying what it is for")
        outline = house.Outline(text)
        declared = [(found.group(1), line) for declaration, line in outline.declarations
                    if not declaration.startswith("typedef")
                    and (found := re.match(r"(?!static\b)[^=(]*?\b(\w+)\s*\((?!\s*\*)", declaration))] if path.endswith(".h") else []
        defined = [(function, line) for function, line, _, head in outline.functions
                   if not re.match(r"(static|inline)\b", head)]
        for symbol, line in declared + defined:
            if symbol != "main" and not symbol.startswith(f"confab_{folder}_"):
                report.add(path, line, f"{symbol} does not begin with confab_{folder}_")
    report.finish()


main()
