#!/usr/bin/env python3
"""Messages sealed and opened a second beside libomemo-c alone: a table, and the figures added to OUT.json.

    seal.py BUILD-FOLDER OUT.json
"""

import json
import os
import subprocess
import sys

GOAL = 0.8  # of the loop, with commits batched


def main():
    build, out = sys.argv[1:]
    said = subprocess.run([os.path.join(build, "tests/benchmarks/bench-seal")], check=True, capture_output=True, text=True)
    with open(out, encoding="utf-8") as file:
        results = json.loads(file.read() or "[]")
    print(f"{'messages a second':30} {'devices':>7} {'Confab':>8} {'loop':>8} {'ratio':>6}   (goal {GOAL}, batched)")
    for line in said.stdout.splitlines():
        name, devices, value, reference, ratio = line.split("\t")
        below = "  BELOW" if float(ratio) < GOAL and "one commit" not in name else ""
        print(f"{name:30} {devices:>7} {value:>8} {reference:>8} {float(ratio):6.2f}{below}", flush=True)
        results.append({"name": f"{name}, {devices} devices", "value": float(value), "unit": "messages/s",
                        "reference": float(reference), "ratio": float(ratio)})
    with open(out, "w", encoding="utf-8") as file:
        json.dump(results, file, indent=2)


if __name__ == "__main__":
    main()
