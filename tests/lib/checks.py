"""Builds Confab several ways and runs the tests of each; called by tests/check, inside the box.

Prints a line for each test as it ends, then what failed with the end of its output, then the count. It refuses to
call a run good in which nothing ran.
"""

import argparse
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import time

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BUILD = os.path.join(ROOT, "_build")
LOGS = os.path.join(BUILD, "check")
BUILD_SECONDS = 1500
TEST_SECONDS = 3600
TAIL_LINES = 40
# What a test says of its server comes last, and is long.
SERVER_SAYS, SERVER_LINES = "---- the server's last words ----", 12
JOBS = str(min(os.cpu_count() or 2, 4))

SANITIZERS = ["-Db_sanitize=address,undefined", "-Db_lundef=false", "-Dui=false"]
# name, compiler, options of meson setup, options of meson test
PLAIN = ("gcc", "gcc", ["-Dwerror=true"], [])
FULL = [("clang", "clang", ["-Dwerror=true"], ["--suite", "unit", "--suite", "flow", "--suite", "fuzz"]),
        ("sanitizers", "gcc", SANITIZERS, ["--no-suite", "ui", "--no-suite", "style", "--timeout-multiplier", "4"])]
VALGRIND = ["--suite", "unit", "--timeout-multiplier", "20",
            "--wrapper", "valgrind --quiet --error-exitcode=9 --trace-children=no"]
REPEATED = ["--repeat", "5", "--no-suite", "style"]


class Tally:
    def __init__(self):
        self.passed, self.failed, self.skipped = 0, [], []

    def add(self, name, result, output=""):
        if result in ("OK", "EXPECTEDFAIL"):
            self.passed += 1
        elif result == "SKIP":
            self.skipped.append((name, (output.strip().splitlines() or ["no reason given"])[-1]))
        else:
            self.failed.append((name, result, output))

    def close(self):
        for name, result, output in self.failed:
            print(f"\n---- {name}: {result} ----")
            told = [line for line in output.rstrip().splitlines() if not line.startswith(("# GLib", "# Dex"))]
            if SERVER_SAYS in told:
                print("\n".join(told[:told.index(SERVER_SAYS)][-TAIL_LINES:]))
                told = [SERVER_SAYS, *told[told.index(SERVER_SAYS):][-SERVER_LINES:]]
            print("\n".join(told[-TAIL_LINES:]))
        for name, reason in self.skipped:
            print(f"\nskipped: {name}: {reason}")
        if not self.passed and not self.failed:
            self.failed.append(("nothing", "no test ran", ""))
        skipped = f", {len(self.skipped)} skipped" if self.skipped else ""
        print(f"\n{self.passed} passed, {len(self.failed)} failed{skipped}")
        return 1 if self.failed else 0


def stream(command, log, seconds, show=None, environment=None):
    """Runs `command` with its output in `log`, printing what `show` makes of each line. Returns (exit code, seconds)."""
    began = time.monotonic()
    with open(log, "a", encoding="utf-8") as file:
        child = subprocess.Popen(["timeout", "--kill-after=10", str(seconds), *command], cwd=ROOT, text=True,
                                 errors="replace", env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT)
        for line in child.stdout:
            file.write(line)
            if show and (said := show(line)):
                print(said, flush=True)
        return child.wait(), time.monotonic() - began


def end_of(log):
    with open(log, encoding="utf-8", errors="replace") as file:
        return file.read()[-8000:]


def set_up(name, compiler, options, log):
    """Makes the build folder, or brings it up to date; one made otherwise or half made is begun anew."""
    if shutil.which("ccache"):
        compiler = f"ccache {compiler}"
    folder, stamp = os.path.join(BUILD, name), os.path.join(BUILD, name, ".made-with")
    wanted = "\n".join([compiler, *options])
    made = ""
    if os.path.exists(stamp) and os.path.exists(os.path.join(folder, "build.ninja")):
        with open(stamp, encoding="utf-8") as file:
            made = file.read()
    command = ["meson", "setup", folder, *options]
    if made == wanted:
        command.insert(2, "--reconfigure")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    code, _ = stream(command, log, BUILD_SECONDS, environment=os.environ | {"CC": compiler})
    if code == 0:
        with open(stamp, "w", encoding="utf-8") as file:
            file.write(wanted)
    return code


def build(tally, name, compiler, options):
    log = os.path.join(LOGS, f"{name}-build.log")
    open(log, "w", encoding="utf-8").close()
    print(f"== {name}: building", flush=True)
    seen = {"tenth": 0}

    def progress(line):
        found = re.match(r"\[(\d+)/(\d+)\]", line)
        if found and int(found[1]) * 10 // int(found[2]) > seen["tenth"]:
            seen["tenth"] = int(found[1]) * 10 // int(found[2])
            return f"   {found[1]} of {found[2]}"
        return None

    code = set_up(name, compiler, options, log)
    seconds = 0
    if code == 0:
        code, seconds = stream(["ninja", "-C", os.path.join(BUILD, name), "-j", JOBS], log, BUILD_SECONDS, progress)
    tally.add(f"{name} / build", "OK" if code == 0 else "FAIL", end_of(log))
    print(f"   {'built' if code == 0 else 'NOT BUILT'} in {seconds:.0f} s", flush=True)
    return code == 0


def results(folder, name):
    """What meson test wrote down, a JSON object a line; the last word counts where a test was cut off."""
    path = os.path.join(folder, "meson-logs", f"testlog{name}.json")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", errors="replace") as file:
        return [json.loads(line) for line in file if line.strip()]


def show_figures(entry):
    """Of a corpus: how well the judge did on the part it was tuned on, and on the quarter that nobody looked at."""
    for line in entry.get("stdout", "").splitlines():
        if line.startswith(("tuned ", "held out ")):
            print(f"   {entry['name'].split()[-1]:<13} {line}", flush=True)


def prove_register(tally, ran):
    """What proves a row of the register has run, and well."""
    passed = {entry["name"].split()[-1] for entry in ran if entry["result"] == "OK"}
    with open(os.path.join(ROOT, "tests", "style", "risks.list"), encoding="utf-8") as file:
        rows = [line.split() for line in file if line.strip() and not line.startswith("#")]
    missing = [f"{risk}: {name}" for risk, *names in rows if names != ["comes"] for name in names if name not in passed]
    tally.add("register", "did not run, or not well" if missing else "OK", "\n".join(missing))


def cases_of(ran):
    """Ids of hostile cases, and the tests that showed them: by their names, or by the paths that passed within them."""
    found = {}
    for entry in ran:
        if entry["result"] != "OK":
            continue
        name = entry["name"].split()[-1]
        paths = re.findall(r"^ok \d+ (/\S+)$", entry.get("stdout", ""), re.M)
        for case in re.findall(r"(?:^|[/-])([A-Z]+-\d\d)(?=$|[/ \n])", "\n".join([name, *paths]), re.M):
            found.setdefault(case, {})[name] = None
    return {case: list(names) for case, names in found.items()}


def prove_cases(tally, ran):
    """Each hostile case has been played, and Confab stood it."""
    found, missing = cases_of(ran), []
    with open(os.path.join(ROOT, "tests", "hostile", "cases.list"), encoding="utf-8") as file:
        cases = [line.strip().split(" ", 1) for line in file if line.strip() and not line.startswith("#")]
    print("== hostile cases", flush=True)
    for case, about in cases:
        comes = about.startswith("comes")
        if case in found or comes:
            print(f"   {case:<8} {about if case not in found or not comes else 'played':<64} "
                  f"{' '.join(found.get(case, ['-']))}", flush=True)
        else:
            missing.append(f"{case}: {about}")
    missing += [f"{case} is not on the list" for case in found if case not in dict(cases)]
    print(f"   {sum(1 for case, _ in cases if case in found)} of {len(cases)} played", flush=True)
    tally.add("hostile cases", "did not run, or not well" if missing else "OK", "\n".join(missing))


def test(tally, name, options, label=None):
    """Returns what meson says of each test that ran."""
    label = label or name
    folder = os.path.join(BUILD, name)
    log = os.path.join(LOGS, f"{label}-tests.log")
    open(log, "w", encoding="utf-8").close()
    for old in os.listdir(os.path.join(folder, "meson-logs")):
        if old.startswith("testlog"):
            os.remove(os.path.join(folder, "meson-logs", old))
    print(f"== {label}: testing", flush=True)
    is_over = []

    def progress(line):
        # Meson lists what failed once more at the end; so do we.
        is_over.append(line) if line.startswith("Summary of Failures") else None
        found = not is_over and re.match(r"\s*\d+/\d+\s+(?:\S+:)?(.+?)\s{2,}(\S+(?: \S+)*?)\s+([\d.]+s)", line)
        return f"   {found[1]:<50} {found[2]} {found[3]}" if found else None

    command = ["meson", "test", "-C", folder, "--no-rebuild", "--num-processes", JOBS, *options]
    code, seconds = stream(command, log, TEST_SECONDS, progress)
    ran = [entry for suffix in ("", "-valgrind") for entry in results(folder, suffix)]
    failed_before = len(tally.failed)
    for entry in ran:
        if "corpus-" in entry["name"]:
            show_figures(entry)
        tally.add(f"{label} / {entry['name']}", entry["result"], entry.get("stdout", "") + entry.get("stderr", ""))
    if not ran and "No suitable tests" not in end_of(log) and "No tests" not in end_of(log):
        tally.add(f"{label} / tests", "did not run", end_of(log))
    elif code != 0 and len(tally.failed) == failed_before:
        tally.add(f"{label} / tests", f"ended with {code}", end_of(log))
    print(f"   {len(ran)} tests in {seconds:.0f} s", flush=True)
    return ran


def tour(tally):
    print("== tour: two people, one server", flush=True)
    log = os.path.join(LOGS, "tour.log")
    open(log, "w", encoding="utf-8").close()
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    # What it would build is built, and the lock is ours.
    environment["CONFAB_PROGRAM"] = os.path.join(BUILD, PLAIN[0], "ui", "confab")
    code, seconds = stream(["tests/try"], log, TEST_SECONDS, lambda line: "   " + line.rstrip(), environment)
    tally.add("tour", "OK" if code == 0 else "FAIL", end_of(log))
    print(f"   {'done' if code == 0 else 'FAILED'} in {seconds:.0f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="tests/check")
    parser.add_argument("--quick", action="store_true", help="each test once, one build")
    parser.add_argument("--build", action="store_true", help="only build, as the first step of a run does")
    parser.add_argument("--long", action="store_true", help="besides, under valgrind and five times")
    chosen = parser.parse_args()
    os.makedirs(LOGS, exist_ok=True)
    with open(os.path.join(BUILD, ".lock"), "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("tests/check: another run is using _build; waiting for it", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        tally = Tally()
        name, compiler, options, tests = PLAIN
        if is_good := build(tally, name, compiler, options):
            if chosen.build:
                return 0
            ran = test(tally, name, tests)
            prove_register(tally, ran)
            prove_cases(tally, ran)
        if not chosen.quick and not chosen.build:
            for other, compiler, options, tests in FULL:
                if build(tally, other, compiler, options):
                    test(tally, other, tests)
            if is_good:
                tour(tally)
        if chosen.long and is_good:
            test(tally, name, VALGRIND, "valgrind")
            test(tally, name, REPEATED, "repeated")
        return tally.close()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\ninterrupted; run it again")
        sys.exit(130)
