#!/usr/bin/env python3
"""What a chat of many messages costs beside the same on plain SQLite: a table for each size, and the figures added to OUT.json.

    history.py BUILD-FOLDER OUT.json [MESSAGES...]
"""

import json
import os
import subprocess
import sys

SIZES = ["10000", "100000", "1000000"]
OPEN_GOAL, TIMES, NEWEST_TIMES = 100000, 2, 1.3
SLICE_GOAL = 20000


def judge(name, value, reference):
    if name.startswith("open:") and value > OPEN_GOAL:
        return "  ABOVE"
    if name.startswith("erase,") and "processor" not in name and value > SLICE_GOAL:
        return "  ABOVE"
    if reference and value > reference * (NEWEST_TIMES if name == "newest screenful" else TIMES):
        return "  ABOVE"
    return ""


def main():
    build, out = sys.argv[1:3]
    with open(out, encoding="utf-8") as file:
        results = json.loads(file.read() or "[]")
    for messages in sys.argv[3:] or SIZES:
        # Beside what was built, since a folder of memory has no disk that a commit waits for.
        said = subprocess.run([os.path.join(build, "tests/benchmarks/bench-history"), messages, build], check=True, capture_output=True, text=True)
        print(f"{f'{messages} messages':60} {'Confab':>12} {'plain SQLite':>14} {'times':>7}")
        for line in said.stdout.splitlines():
            name, value, reference = line.split("\t")
            value, reference = int(value), int(reference)
            times = f"{value / reference:7.2f}" if reference else " " * 7
            print(f"{name:60} {value:>12} {reference:>14} {times}{judge(name, value, reference)}", flush=True)
            results.append({"name": f"{name}, {messages} messages", "value": value, "unit": "µs or bytes", "reference": reference})
    with open(out, "w", encoding="utf-8") as file:
        json.dump(results, file, indent=2)


if __name__ == "__main__":
    main()
