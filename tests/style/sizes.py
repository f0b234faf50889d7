#!/usr/bin/env python3
"""A file has at most 500 lines, a function at most 80."""

import house

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 80


def main():
    top = house.root()
    report = house.Report("sizes")
    for path in house.files(top, endings=(".c", ".h", ".py", ".sh", ".blp", ".css")):
        report.looked_at += 1
        text = house.read(top, path)
        length = len(text.splitlines())
        if length > MAX_FILE_LINES:
            report.add(path, 0, f"{length} lines")
        if path.endswith((".c", ".h")):
            for name, start, end, _ in house.Outline(text).functions:
                if end - start + 1 > MAX_FUNCTION_LINES:
                    report.add(path, start, f"{name} has {end - start + 1} lines")
    report.finish()


main()
