#!/usr/bin/env python3
"""The Flatpak may use the network and a window and nothing else, and is built of pinned sources alone."""

import re

import house

MANIFEST = "flatpak/im.confab.Confab.yml"
PERMISSIONS = ["--share=network", "--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri"]
PINS = {"git": ("tag", r"\S+"), "archive": ("sha256", r"[0-9a-f]{64}")}
COMMIT = r"[0-9a-f]{40}"


def lines_of(text):
    """(number, indent, words) of all lines but comments and empty ones."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, len(line) - len(line.lstrip()), line.strip()


def entries(text, name):
    """The list below each key `name`: [(number, words)]."""
    found, depth = [], None
    for number, indent, words in lines_of(text):
        if words == name + ":":
            depth = indent
        elif depth is not None and (indent > depth or words.startswith("- ") and indent == depth):
            found.append((number, words))
        else:
            depth = None
    return found


def sources(text):
    """[(number, {key: value})] of every source."""
    found = []
    for number, words in entries(text, "sources"):
        begins = words.startswith("- ")
        key, _, value = words.removeprefix("- ").partition(":")
        if begins and key == "type":
            found.append((number, {}))
        if found:
            found[-1][1][key.strip()] = value.strip()
    return found


def judge_permissions(report, text):
    given = [(number, words.removeprefix("- ").strip("'\"")) for number, words in entries(text, "finish-args")]
    for number, words in given:
        if words not in PERMISSIONS:
            report.add(MANIFEST, number, f"{words} is more than Confab needs")
    for wanted in PERMISSIONS:
        if [words for _, words in given].count(wanted) != 1:
            report.add(MANIFEST, 0, f"{wanted} is not there once")
    for number, _, words in lines_of(text):
        if re.match(r"(- )?(add-|inherit-)?extensions?\b|(- )?build-args\b|(- )?metadata\b", words):
            report.add(MANIFEST, number, f"{words} may give more than the list of permissions says")


def judge_sources(report, text):
    for number, source in sources(text):
        kind = source["type"]
        if kind in PINS:
            key, pattern = PINS[kind]
            if not re.fullmatch(pattern, source.get(key, "")):
                report.add(MANIFEST, number, f"a source without its {key}")
        if kind == "git" and not re.fullmatch(COMMIT, source.get("commit", "")):
            report.add(MANIFEST, number, "a source without its commit")
        if "url" in source and not source["url"].startswith("https://"):
            report.add(MANIFEST, number, "a source that comes over a line which others may change")
        if kind not in (*PINS, "dir", "script"):
            report.add(MANIFEST, number, f"a source of the kind {kind}, which is not pinned")


def main():
    top = house.root()
    report = house.Report("flatpak")
    text = house.read(top, MANIFEST)
    report.looked_at = len(sources(text)) + len(entries(text, "finish-args"))
    judge_permissions(report, text)
    judge_sources(report, text)
    report.finish()


main()
