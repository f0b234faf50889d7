#!/usr/bin/env python3
"""What Confab does while nothing happens: signed in, its window open, 60 seconds at a time, beside an empty window in the
same seconds. A table, and the figures added to OUT.json: medians of five.

    idle.py BUILD-FOLDER OUT.json

Runs inside screen.py beside with-prosody.py.
"""

import json
import os
import statistics
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from person import Line, Person  # noqa: E402
from start import Run, write_roster  # noqa: E402

ROUNDS, SECONDS, SETTLE_SECONDS = 5, 60, 30
BUDDIES = 50
GOALS = {"processor": 5, "switches": 10}


class Counted(Line):
    """A line that counts what passes, in both directions."""

    def __init__(self, host, port):
        self.bytes = 0
        self._count = threading.Lock()
        super().__init__(host, port)

    def _carry(self, source, sink):
        super()._carry(Tap(source, self), sink)

    def add(self, number):
        with self._count:
            self.bytes += number


class Tap:
    """A socket whose bytes are counted as they are read."""

    def __init__(self, source, line):
        self._source, self._line = source, line

    def recv(self, size):
        data = self._source.recv(size)
        self._line.add(len(data))
        return data

    def __getattr__(self, name):
        return getattr(self._source, name)


def look(process):
    """Milliseconds of the processor, and voluntary context switches, of all its threads."""
    folder = f"/proc/{process.pid}/task"
    nanoseconds = switches = 0
    for task in os.listdir(folder):
        with open(f"{folder}/{task}/schedstat", encoding="utf-8") as file:
            nanoseconds += int(file.read().split()[0])
        with open(f"{folder}/{task}/status", encoding="utf-8") as file:
            switches += next(int(line.split()[1]) for line in file if line.startswith("voluntary_ctxt_switches"))
    return nanoseconds / 1e6, switches


def make_profile(folder, line):
    write_roster("alice", BUDDIES)
    person = Person("alice", os.path.join(folder, "alice"), line)
    person.add()
    person.until(f"{BUDDIES} buddies", lambda: len(person.contacts()) == BUDDIES)
    person.say("choose", "sign-in", "1")  # when Confab opens
    person.expect("done\tchoose")
    person.quit()
    return person.profile


def rest(line, processes):
    """Figures of one rest, a row for each program, and the bytes that passed."""
    before, bytes_before = [look(process) for process in processes], line.bytes
    time.sleep(SECONDS)
    rows = [[now - then for now, then in zip(look(process), begun)] for process, begun in zip(processes, before)]
    return rows, line.bytes - bytes_before


def measure(build, profile, line):
    empty = [os.path.join(build, "tests/benchmarks/bench-empty")]
    confab = [os.path.join(build, "ui/confab"), "--profile", profile]
    with Run(build, empty) as reference, Run(build, confab) as program:
        time.sleep(SETTLE_SECONDS)
        if line.live != 1:
            raise RuntimeError("Confab did not sign in")
        return [rest(line, [program.process, reference.process]) for _ in range(ROUNDS)]


def main():
    build, out = sys.argv[1:]
    with open(out, encoding="utf-8") as file:
        results = json.loads(file.read() or "[]")
    line = Counted(os.environ["CONFAB_TEST_HOST"], int(os.environ["CONFAB_TEST_PORT"]))
    with tempfile.TemporaryDirectory(prefix="confab-bench-") as folder:
        rounds = measure(build, make_profile(folder, line), line)
    print(f"{f'{SECONDS} seconds at rest':24} {'Confab':>8} {'empty':>8}   goal")
    for at, (name, unit) in enumerate((("processor", "ms"), ("switches", ""))):
        value, reference = (statistics.median(rows[side][at] for rows, _ in rounds) for side in (0, 1))
        print(f"{name + (', ' + unit if unit else ''):24} {value:8.1f} {reference:8.1f}   under {GOALS[name]}", flush=True)
        results.append({"name": f"idle: {name}", "value": value, "unit": unit, "reference": reference,
                        "ratio": value / max(reference, 0.1)})
    passed = [number for _, number in rounds]
    print(f"{'bytes on the line':24} {' '.join(str(number) for number in passed)}", flush=True)
    results.append({"name": "idle: bytes", "value": statistics.median(passed), "unit": "bytes"})
    with open(out, "w", encoding="utf-8") as file:
        json.dump(results, file, indent=2)


if __name__ == "__main__":
    main()
