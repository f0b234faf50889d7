#!/usr/bin/env python3
"""Messages found in a vault of many kept ones beside a look at every row: a table, and the figures added to OUT.json.

    search.py BUILD-FOLDER OUT.json [MESSAGES]
"""

import json
import os
import subprocess
import sys

GOAL = 50000  # microseconds to the first hits
MESSAGES = "1000000"


def main():
    build, out = sys.argv[1:3]
    messages = sys.argv[3] if len(sys.argv) > 3 else MESSAGES
    said = subprocess.run([os.path.join(build, "tests/benchmarks/bench-search"), messages], check=True, capture_output=True, text=True)
    with open(out, encoding="utf-8") as file:
        results = json.loads(file.read() or "[]")
    print(f"{f'{messages} messages':75} {'Confab':>12} {'reference':>12}   (goal {GOAL} µs to find)")
    for line in said.stdout.splitlines():
        name, value, reference = line.split("\t")
        above = "  ABOVE" if name.startswith("find ") and int(value) > GOAL else ""
        print(f"{name:75} {value:>12} {reference:>12}{above}", flush=True)
        results.append({"name": f"{name}, {messages} messages", "value": float(value), "unit": "µs or bytes", "reference": float(reference)})
    with open(out, "w", encoding="utf-8") as file:
        json.dump(results, file, indent=2)


if __name__ == "__main__":
    main()
