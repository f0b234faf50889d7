#!/usr/bin/env python3
"""How long signing in takes on a line of 100 ms, beside that line opened with TLS alone: a table, and the figures added to
OUT.json. Twice, beside a Prosody that knows RFC 6120 alone, and one with SASL2 and
tokens (XEP-0484).

    sign-in.py BUILD-FOLDER OUT.json
"""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MODERN = ["sasl2", "sasl2_bind2", "sasl2_sm", "sasl2_fast"]


def run(build, modules):
    environment = os.environ | ({"CONFAB_TEST_SASL2": "1"} if modules else {})
    options = [word for module in modules for word in ("--enable", module)]
    command = [sys.executable, "-B", os.path.join(HERE, "..", "server", "with-prosody.py"), *options, "--",
               os.path.join(build, "tests/benchmarks/bench-sign-in")]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def main():
    build, out = sys.argv[1:]
    with open(out, encoding="utf-8") as file:
        results = json.loads(file.read() or "[]")
    print(f"{'signing in, 100 ms away':30} {'waits':>5} {'Confab':>8} {'line':>8} {'ratio':>6}   (milliseconds)")
    for line in (run(build, []) + run(build, MODERN)).splitlines():
        name, waits, value, reference = line.split("\t")
        ratio = float(value) / float(reference)
        print(f"{name:30} {waits:>5} {value:>8} {reference:>8} {ratio:6.2f}", flush=True)
        results.append({"name": f"sign-in: {name}", "value": float(value), "unit": "ms", "waits": int(waits),
                        "reference": float(reference), "ratio": ratio})
    with open(out, "w", encoding="utf-8") as file:
        json.dump(results, file, indent=2)


if __name__ == "__main__":
    main()
