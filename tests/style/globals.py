#!/usr/bin/env python3
"""Nothing in a file changes behind its functions' backs: no mutable global, no mutable static."""

import re

import house

# What GObject itself asks for.
ALLOWED = re.compile(r"^static\s+(GParamSpec\s*\*\s*\w+\s*\[|guint\s+\w*signals\s*\[|GType\b|GQuark\b|gsize\s+\w*(type|init|once)\w*)")
LOCAL = re.compile(r"(?<![\w])static\s+(?!const\b|inline\b|_Noreturn\b)([^;={]*?\w\s*(?:\[[^\]]*\]\s*)*)(?==|;)", re.S)


def is_mutable(declaration):
    """Whether this outermost declaration makes a variable that can change."""
    if re.match(r"(typedef|extern)\b", declaration):
        return False
    flat = declaration
    while (shorter := re.sub(r"\{[^{}]*\}", " {} ", flat.replace("{}", ""))) != flat:
        flat = shorter
    left = flat.split("=")[0].strip()
    if re.match(r"(static\s+)?(const\s+)?(struct|union|enum)\b[^=]*\}?$", left) and not re.search(r"\}\s*\w|\b\w+\s+\w+\s+\w+", left):
        return False  # a type, or its forward declaration
    if "(" in left and not re.search(r"\(\s*\*\s*(const\s*)?\w+(\s*\[[^\]]*\])*\s*\)", left):
        return False  # a function's declaration
    if ALLOWED.match(declaration):
        return False
    pointer = re.search(r"\(\s*\*\s*(const\b)?", left) or re.search(r"\*\s*(const\b)?[^*]*$", left)
    return not (pointer.group(1) if pointer else re.search(r"\bconst\b", left))


def main():
    top = house.root()
    report = house.Report("globals")
    for path in house.files(top, ("app", "ui")):
        report.looked_at += 1
        text = house.read(top, path)
        outline = house.Outline(text)
        for declaration, line in outline.declarations:
            if is_mutable(declaration):
                report.add(path, line, "a global that can change: " + " ".join(declaration.split())[:70])
        lines = house.without_preprocessor(house.code_only(text)).split("\n")
        for name, start, end, head in outline.functions:
            # The first brace ends the head; statics before it belong to the function itself.
            whole = "\n".join(lines[start - 1:end])
            body = whole[whole.index("{"):]
            for found in LOCAL.finditer(body):
                declared = "static " + " ".join(found.group(1).split())
                if is_mutable(declared) and not ALLOWED.match(declared):
                    report.add(path, start + whole[:whole.index("{") + found.start()].count("\n"),
                               f"{name} keeps something between calls: {declared[:70]}")
    report.finish()


main()
