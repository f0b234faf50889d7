#!/usr/bin/env python3
"""Each row of the register has tests that are there, and what enforces it is there; what is not built says so.

The names of the tests come from meson (CONFAB_BUILD: the build folder), else from tests/tests.json.
"""

import json
import os
import re

import house

REGISTER, LIST = "app/safety/safety-register.c", "tests/style/risks.list"
ROW = re.compile(r'\{ (\d+), "(r(\d\d)-[a-z-]+)",(.*?)(?=\n  \{ \d|\n\};)', re.S)
N_RISKS = 44
OF_SCREENS = re.compile(r"^(test-ui-|ui-|safety-words$|safety-reasons$)")


def names_of_tests(top):
    build = os.environ.get("CONFAB_BUILD")
    path = os.path.join(build, "meson-info", "intro-tests.json") if build else os.path.join(top, "tests", "tests.json")
    with open(path, encoding="utf-8") as file:
        return {test["name"] for test in json.load(file)}


def read_list(top):
    """(line number, risk, words) of each line."""
    for number, line in enumerate(house.read(top, LIST).splitlines(), 1):
        words = line.split()
        if words and not line.startswith("#"):
            yield number, words[0], words[1:]


def check_rows(top, report, rows):
    if [int(row[0]) for row in rows] != list(range(1, N_RISKS + 1)):
        report.add(REGISTER, 0, f"has not the rows 1 to {N_RISKS} in order")
    for number, name, short, rest in rows:
        report.looked_at += 1
        if int(number) != int(short):
            report.add(REGISTER, 0, f"{name} stands in row {number}")
        enforced = re.search(r'BY((?:\s*"[^"]*")+)', rest)
        for path in " ".join(re.findall(r'"([^"]*)"', enforced.group(1))).split() if enforced else []:
            if not any(os.path.exists(os.path.join(top, folder, path)) for folder in ("app", "")):
                report.add(REGISTER, 0, f"{name} is enforced by {path}, which is not there")


def main():
    top = house.root()
    report = house.Report("risks")
    rows = ROW.findall(house.read(top, REGISTER))
    check_rows(top, report, rows)
    comes = {"r" + short for _, _, short, rest in rows if "NOT_BUILT (" in rest}
    tests = names_of_tests(top)
    has_screens = any(OF_SCREENS.match(name) for name in tests)
    lines = list(read_list(top))
    if [risk for _, risk, _ in lines] != [f"r{number:02d}" for number in range(1, N_RISKS + 1)]:
        report.add(LIST, 0, f"has not r01 to r{N_RISKS} in order")
    for number, risk, words in lines:
        if (words == ["comes"]) != (risk in comes):
            report.add(LIST, number, f"{risk}: the register says that it is {'not ' if risk in comes else ''}built")
        if not words:
            report.add(LIST, number, f"{risk} has no test")
        for name in words if words != ["comes"] else []:
            if name not in tests and (has_screens or not OF_SCREENS.match(name)):
                report.add(LIST, number, f"{risk}: there is no test {name}")
    report.finish()


main()
