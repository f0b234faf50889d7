#!/usr/bin/env python3
"""What came while an account was away, out of the archive of a real Prosody: Confab's whole core without a screen, beside
a program that only reads page after page into plain SQLite (catch-up.c). A table, and the figures added to OUT.json:
medians of five, or of three where it takes long. Seconds are from signing in to the last message on the disk.

    catch-up.py BUILD-FOLDER OUT.json MESSAGES

Runs beside with-prosody.py whose archives are in SQL, with a keyring; what is written lies in TMPDIR.
"""

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "server"))
from person import Person  # noqa: E402
from stage import control  # noqa: E402
from start import write_roster  # noqa: E402

MANY = 20000  # messages; from here on it takes long
SETTLE_SECONDS = 3  # until the archive's end is taken for the place
SECONDS_APART = 5
DOMAIN = os.environ["CONFAB_TEST_DOMAIN"]
PASSWORD = os.environ["CONFAB_TEST_PASSWORD"]
BUDDY = "buddy0@friends.test"  # of write_roster
WORDS = "Shall we meet at six by the old bridge? I will bring the tent if you find somebody for the boat."


def make_profile(folder, name):
    """Somebody who was here, and went away."""
    control(f"account {name}@{DOMAIN} {PASSWORD}")
    write_roster(name, 1)
    person = Person(name, os.path.join(folder, name))
    person.add()
    person.until("the buddy", lambda: len(person.contacts()) == 1)
    time.sleep(SETTLE_SECONDS)
    person.quit()


def fill(names, number):
    """As the server keeps what came meanwhile."""
    path = os.path.join(os.path.dirname(os.environ["CONFAB_TEST_SERVER_LOG"]), "data", "prosody.sqlite")
    first = int(time.time()) - number * SECONDS_APART
    with sqlite3.connect(path) as archive:
        archive.executemany(
            'INSERT INTO prosodyarchive (host, user, store, "key", "when", "with", type, value) VALUES (?,?,?,?,?,?,?,?)',
            ((DOMAIN, name, "archive", f"{name}-{n:08}", first + n * SECONDS_APART, BUDDY, "xml",
              f"<message xmlns='jabber:client' id='m{n:08}' type='chat' to='{name}@{DOMAIN}' from='{BUDDY}/r'>"
              f"<body>{n:08} {WORDS}</body></message>") for name in names for n in range(number)))
    archive.close()


def peak(process):
    """KiB."""
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as file:
        return int(next(line.split()[1] for line in file if line.startswith("VmHWM:")))


def run_confab(folder, name, number):
    """Seconds, KiB, and milliseconds of the longest turn of the main loop."""
    person = Person(name, os.path.join(folder, name))
    person.say("open")
    person.expect("done\topen")
    person.rows("turns", "turns\t")
    begun = time.monotonic()
    person.say("sign-in")
    for n in range(number):
        got = person.expect("got\t")
        if not got.startswith(f"got\t{BUDDY}\t{n:08} "):
            raise RuntimeError(f"{got!r} instead of number {n}")
    seconds = time.monotonic() - begun
    ((_, longest, _),) = person.rows("turns", "turns\t")
    figures = {"seconds": seconds, "memory": peak(person.process), "turn": int(longest) / 1000}
    person.quit()
    return figures


def run_reference(build, folder, name, number):
    said = subprocess.run([os.path.join(build, "tests/benchmarks/bench-catch-up"), name,
                           os.path.join(folder, f"{name}.sqlite")], check=True, capture_output=True, text=True).stdout
    count, seconds, memory = said.split()
    if int(count) != number:
        raise RuntimeError(f"the reference read {count}")
    return {"seconds": float(seconds), "memory": int(memory)}


def measure(build, number):
    names = [f"away{n}" for n in range(5 if number < MANY else 3)]
    rounds = []
    with tempfile.TemporaryDirectory(prefix="confab-bench-") as folder:
        for name in names:
            make_profile(folder, name)
        control("stop")
        fill(names, number)
        control("start")
        for name in names:
            reference = run_reference(build, folder, name, number)
            rounds.append((run_confab(folder, name, number), reference))
            print(f"  {rounds[-1][0]['seconds']:.1f} s beside {reference['seconds']:.1f} s", file=sys.stderr, flush=True)
    return rounds


def main():
    build, out, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(out, encoding="utf-8") as file:
        results = json.loads(file.read() or "[]")
    rounds = measure(build, number)
    middle = lambda side, of: statistics.median(of(figures[side]) for figures in rounds)
    rows = [("messages a second", "messages/s", lambda row: number / row["seconds"]), ("seconds", "s", lambda row: row["seconds"]),
            ("peak memory, MiB", "MiB", lambda row: row["memory"] / 1024)]
    print(f"{f'{number} messages of an archive':30} {'Confab':>8} {'reader':>8} {'ratio':>6}")
    for name, unit, of in rows:
        value, reference = middle(0, of), middle(1, of)
        print(f"{name:30} {value:8.1f} {reference:8.1f} {value / reference:6.2f}", flush=True)
        results.append({"name": f"catch-up: {name}", "value": value, "unit": unit, "reference": reference,
                        "ratio": value / reference})
    turn = middle(0, lambda row: row["turn"])
    print(f"{'longest turn, ms':30} {turn:8.1f}   (of the processor)", flush=True)
    results.append({"name": "catch-up: longest turn", "value": turn, "unit": "ms"})
    with open(out, "w", encoding="utf-8") as file:
        json.dump(results, file, indent=2)


if __name__ == "__main__":
    main()
