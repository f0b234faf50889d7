#!/usr/bin/env python3
"""Sealed messages that come at once, opened, kept and acknowledged a second, beside expat, libomemo-c and SQLite alone: a
table, and the figures added to OUT.json.

    burst.py BUILD-FOLDER OUT.json MESSAGES
"""

import json
import os
import subprocess
import sys

GOAL = 0.7  # of the loop


def main():
    build, out, number = sys.argv[1:]
    said = subprocess.run([os.path.join(build, "tests/benchmarks/bench-burst"), number], check=True, capture_output=True,
                          text=True)
    with open(out, encoding="utf-8") as file:
        results = json.loads(file.read() or "[]")
    print(f"{f'{number} sealed messages at once':30} {'Confab':>8} {'loop':>8} {'ratio':>6} {'turn, ms':>9}   "
          f"(messages a second; goal {GOAL})")
    for line in said.stdout.splitlines():
        name, value, reference, ratio, turn = line.split("\t")
        below = "  BELOW" if float(ratio) < GOAL else ""
        print(f"{name:30} {value:>8} {reference:>8} {float(ratio):6.2f} {turn:>9}{below}", flush=True)
        results.append({"name": f"burst: {name}", "value": float(value), "unit": "messages/s",
                        "reference": float(reference), "ratio": float(ratio)})
        results.append({"name": f"burst: {name}, longest turn", "value": float(turn), "unit": "ms"})
    with open(out, "w", encoding="utf-8") as file:
        json.dump(results, file, indent=2)


if __name__ == "__main__":
    main()
