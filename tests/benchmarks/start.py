#!/usr/bin/env python3
"""Start and memory of Confab beside an empty window, in one run: medians, and the ratio of both.

    start.py BUILD-FOLDER OUT.json start|memory ...

Runs inside screen.py beside with-prosody.py: the profiles with 50 and 2,000 buddies are made by a real sign-in. Each round
starts the empty window and Confab one after the other, so that both meet the same machine.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from person import Person  # noqa: E402

ROUNDS = 5
BUDDIES = (50, 2000)
SETTLE_SECONDS = 3
GOALS = {"start": 1.25, "memory": 1.3}


def write_roster(name, count):
    """As the server keeps it, for an account that has not signed in yet."""
    folder = os.path.join(os.path.dirname(os.environ["CONFAB_TEST_SERVER_LOG"]), "data",
                          os.environ["CONFAB_TEST_DOMAIN"].replace(".", "%2e"), "roster")
    os.makedirs(folder, exist_ok=True)
    rows = "".join(f'["buddy{n}@friends.test"] = {{ subscription = "both"; name = "Buddy Number {n}"; groups = {{}}; }};\n'
                   for n in range(count))
    with open(os.path.join(folder, f"{name}.dat"), "w", encoding="utf-8") as file:
        file.write(f"return {{\n{rows}[false] = {{ version = 1; }};\n}};\n")


def make_profile(folder, name, count):
    write_roster(name, count)
    person = Person(name, os.path.join(folder, name))
    person.add()
    person.until(f"{count} buddies", lambda: len(person.contacts()) == count)
    person.quit()
    return person.profile


class Run:
    """One program from its start to its first frame; `pss` once it has settled. It ends with the block."""

    def __init__(self, build, command):
        near, far = os.pipe()
        environment = os.environ | {"LD_PRELOAD": os.path.join(build, "tests/benchmarks/bench-first-frame.so"),
                                    "CONFAB_BENCH_FD": str(far)}
        begun = time.monotonic()
        self.process = subprocess.Popen(command, pass_fds=[far], env=environment)
        os.close(far)
        with os.fdopen(near) as pipe:
            line = pipe.readline()
        if not line:
            raise RuntimeError(f"{command[0]} showed no window")
        self.seconds = int(line) / 1e6 - begun

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)

    def pss(self):
        time.sleep(SETTLE_SECONDS)
        with open(f"/proc/{self.process.pid}/smaps_rollup", encoding="utf-8") as file:
            kilobytes = next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        return kilobytes / 1024


def measure(build, command, wants_memory):
    with Run(build, command) as run:
        return run.seconds, run.pss() if wants_memory else 0.0


def compare(build, profile, count, wanted):
    empty = [os.path.join(build, "tests/benchmarks/bench-empty")]
    confab = [os.path.join(build, "ui/confab"), "--profile", profile]
    rounds = {"empty": [], "confab": []}
    for command in (empty, confab):
        measure(build, command, False)  # warms the caches
    for _ in range(ROUNDS):
        for name, command in (("empty", empty), ("confab", confab)):
            rounds[name].append(measure(build, command, "memory" in wanted))
    results = []
    for at, kind, unit in ((0, "start", "s"), (1, "memory", "MB")):
        if kind in wanted:
            value, reference = (statistics.median(r[at] for r in rounds[side]) for side in ("confab", "empty"))
            results.append({"name": f"{kind}, {count} buddies", "value": round(value, 3), "unit": unit,
                            "reference": round(reference, 3), "ratio": round(value / reference, 3)})
    return results


def main():
    build, out, *wanted = sys.argv[1:]
    results = []
    with tempfile.TemporaryDirectory(prefix="confab-bench-") as folder:
        for name, count in zip(("alice", "bob"), BUDDIES):
            results += compare(build, make_profile(folder, name, count), count, wanted)
    for result in results:
        goal = GOALS[result["name"].split(",")[0]]
        print(f"{result['name']:22} {result['value']:8} {result['unit']:2}  empty {result['reference']:8}  "
              f"ratio {result['ratio']:.2f} (goal {goal})", flush=True)
    with open(out, "w", encoding="utf-8") as file:
        json.dump(results, file, indent=2)


if __name__ == "__main__":
    main()
