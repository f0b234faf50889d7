#!/usr/bin/env python3
"""OM-28: the same bytes can hold another text for each device. That is said in app/README.md, and no string of the
screens claims that everybody saw the same."""

import glob
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
SAID = "can seal two texts into the same bytes"
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
CLAIM = re.compile(r"\b(every(body|one)|all( of (them|you))?|each( of them)?|both( of you)?)\b[^.]{0,40}"
                   r"\b(sees?|saw|reads?|gets?|got|has|have|had)\b[^.]{0,20}\bthe same\b|"
                   r"\bthe same\b[^.]{0,30}\b(on|for|to) (every|each|all)\b", re.I)
# What a claim would look like: the pattern must know it.
CLAIMS = ("Everybody saw the same.", "All of them have read the same text", "It says the same on every device",
          "Both of you see the same words")


def strings():
    """(file, text) of all strings for people: a string that goes on in the next line is one."""
    for path in sorted(glob.glob(os.path.join(ROOT, "ui", "**", "*.[cb]*"), recursive=True)):
        if not path.endswith((".c", ".blp")):
            continue
        with open(path, encoding="utf-8") as file:
            joined = re.sub(r'"\s*\n\s*"', "", file.read())
        for text in STRING.findall(joined):
            yield os.path.relpath(path, ROOT), text


def main():
    wrong = [f"not recognised as a claim: {claim}" for claim in CLAIMS if not CLAIM.search(claim)]
    found = list(strings())
    if len(found) < 1000:
        wrong.append(f"only {len(found)} strings were found")
    wrong += [f"{path}: {text}" for path, text in found if CLAIM.search(text)]
    with open(os.path.join(ROOT, "app", "README.md"), encoding="utf-8") as file:
        if SAID not in re.sub(r"\s+", " ", file.read()):
            wrong.append("app/README.md does not say it any more")
    print("\n".join(wrong) or f"{len(found)} strings, and none claims it")
    return 1 if wrong else 0


sys.exit(main())
