#!/usr/bin/env python3
"""The longest turn of the main loop while a crowd of buddies comes to a real window, beside a handful: a table, and the
figures added to OUT.json. Medians of five.

    crowd.py BUILD-FOLDER OUT.json
"""

import json
import os
import statistics
import subprocess
import sys

TIMES = 5
CROWD, HANDFUL = ("5000", "2000"), ("200", "20")


def run(build, size):
    """Milliseconds by what they are of."""
    said = subprocess.run([os.path.join(build, "tests/benchmarks/bench-crowd"), *size], check=True, capture_output=True,
                          text=True).stdout
    rows = [line.split("figure\t")[1].split("\t") for line in said.splitlines() if "figure\t" in line]
    return {name: float(value) for name, value in rows}


def main():
    build, out = sys.argv[1:]
    with open(out, encoding="utf-8") as file:
        results = json.loads(file.read() or "[]")
    crowd, handful = [], []
    for _ in range(TIMES):
        crowd.append(run(build, CROWD))
        handful.append(run(build, HANDFUL))
    print(f"{'longest turn of the main loop':30} {'5,000':>8} {'200':>8} {'ratio':>6}   (milliseconds of the processor)")
    for name in crowd[0]:
        value, reference = (statistics.median(figures[name] for figures in runs) for runs in (crowd, handful))
        print(f"{name:30} {value:8.1f} {reference:8.1f} {value / reference:6.2f}", flush=True)
        results.append({"name": f"crowd: {name}", "value": value, "unit": "ms", "reference": reference,
                        "ratio": value / reference})
    with open(out, "w", encoding="utf-8") as file:
        json.dump(results, file, indent=2)


if __name__ == "__main__":
    main()
