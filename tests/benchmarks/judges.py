#!/usr/bin/env python3
"""The judges of what is typed and told, beside folding the same text: a table, and the figures added to OUT.json.

    judges.py BUILD-FOLDER OUT.json
"""

import json
import os
import subprocess
import sys

GOAL_MICROSECONDS = 1000  # a paste of 10 kB


def main():
    build, out = sys.argv[1:]
    said = subprocess.run([os.path.join(build, "tests/benchmarks/bench-judges")], check=True, capture_output=True, text=True)
    with open(out, encoding="utf-8") as file:
        results = json.loads(file.read() or "[]")
    print(f"{'judge':6} {'text':62} {'bytes':>6} {'median':>10} {'folding':>10}   (goal {GOAL_MICROSECONDS} µs)")
    for line in said.stdout.splitlines():
        judge, text, size, median, reference = line.split("\t")
        median, reference = float(median), float(reference)
        late = "  LATE" if median > GOAL_MICROSECONDS else ""
        print(f"{judge:6} {text:62} {size:>6} {median:7.1f} µs {reference:7.1f} µs{late}", flush=True)
        results.append({"name": f"{judge}, {text}, {size} bytes", "value": median, "unit": "µs", "reference": reference,
                        "ratio": round(median / reference, 3) if reference else None})
    with open(out, "w", encoding="utf-8") as file:
        json.dump(results, file, indent=2)


if __name__ == "__main__":
    main()
