"""Long runs of the fuzz targets, and what of their files they reach; called by tests/fuzz/run, inside the box.

libFuzzer is clang's, and so is the first build; what was found is then played once in a build of gcc that counts lines.
"""

import argparse
import os
import re
import subprocess
import sys

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
FUZZ, COVERAGE = (os.path.join(ROOT, "_build", name) for name in ("clang", "coverage"))
ENOUGH = 70  # percent of the lines of a file
# What each target is about.
FILES = {
    "address": ["base/base-jid.c", "base/base-clock.c"],
    "asked": ["store/store-asked.c", "store/store-words.c"],
    "file-clean": ["files/files-clean.c", "files/files-clean-jpeg.c", "files/files-clean-png.c", "files/files-clean-webp.c"],
    "file-kind": ["files/files-kind.c", "files/files-kind-magic.c", "files/files-kind-zip.c", "files/files-kind-pdf.c"],
    "file-name": ["files/files-name.c"],
    "files": ["files/files-url.c", "net/net-http-head.c", "xep/xep-file.c"],
    "link": ["safety/safety-link.c"],
    "lookalike": ["safety/safety-lookalike.c"],
    "omemo-elements": ["xep/xep-omemo-bundle.c", "xep/xep-omemo-devices.c", "xep/xep-omemo-sealed.c"],
    "omemo-key": ["omemo/omemo-wire.c"],
    "pie": ["xep/xep-pie.c"],
    "readers": ["xep/xep-form.c", "xep/xep-read.c", "xep/xep-message.c", "xep/xep-table.c", "xep/xep-forward.c",
                "xep/xep-carbons.c"],
    "scam": ["safety/safety-scam.c"],
    "sce": ["xep/xep-sce.c"],
    "scram": ["xmpp/xmpp-scram.c", "xmpp/xmpp-sasl.c"],
    "session": ["xep/xep-table.c", "messaging/messaging-receive.c"],
    "stream": ["xmpp/xmpp-parser.c"],
    "typed": ["safety/safety-typed.c"],
    "uri": ["xep/xep-invite.c"],
}


def build(folder, compiler, options, targets):
    if not os.path.exists(os.path.join(folder, "build.ninja")):
        subprocess.run(["meson", "setup", folder, "-Dui=false", *options], cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
                       env=os.environ | {"CC": f"ccache {compiler}"})
    subprocess.run(["ninja", "-C", folder, "-j", "2", *targets], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def fuzz(name, seconds):
    """Returns how many inputs were tried, or None if one broke something."""
    corpus = os.path.join(ROOT, "_build", "fuzz", name)
    os.makedirs(corpus, exist_ok=True)
    sources = os.path.join(ROOT, "tests", "fuzz")
    done = subprocess.run([os.path.join(FUZZ, "tests", "fuzz", "fuzz-" + name), f"-max_total_time={seconds}",
                           "-print_final_stats=1", "-max_len=4000", "-timeout=10", f"-artifact_prefix={corpus}.broke-",
                           f"-dict={sources}/{name}.dict", corpus, f"{sources}/seeds/{name}"],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          env=os.environ | {"ASAN_OPTIONS": "detect_leaks=0:abort_on_error=1",
                                            "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1"})
    told = done.stdout.decode(errors="replace")
    runs = re.search(r"stat::number_of_executed_units:\s+(\d+)", told)
    if done.returncode != 0 or not runs:
        print(told[-4000:])
        return None
    return int(runs[1])


def reached(name):
    """(file, percent of its lines) of each file that the target is about."""
    corpus, seeds = os.path.join(ROOT, "_build", "fuzz", name), os.path.join(ROOT, "tests", "fuzz", "seeds", name)
    subprocess.run(["find", COVERAGE, "-name", "*.gcda", "-delete"], check=True)
    subprocess.run([os.path.join(COVERAGE, "tests", "fuzz", "replay-" + name), seeds, corpus], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for path in FILES[name]:
        folder, file = path.split("/")
        counts = os.path.join(COVERAGE, "app", folder, f"libconfab-{folder}.a.p", file + ".gcda")
        told = subprocess.run(["gcov", "--no-output", counts], cwd=COVERAGE, capture_output=True, text=True,
                              check=False).stdout
        found = re.search(re.escape(file) + r"'\s+Lines executed:([\d.]+)%", told)
        yield path, float(found[1]) if found else 0.0


def main():
    parser = argparse.ArgumentParser(prog="tests/fuzz/run")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("target", nargs="*", help="one of: " + " ".join(FILES))
    chosen = parser.parse_args()
    names = chosen.target or list(FILES)
    if unknown := set(names) - set(FILES):
        parser.error("there is no target " + " ".join(sorted(unknown)))
    build(FUZZ, "clang", ["-Dwerror=true"], ["tests/fuzz/fuzz-" + name for name in names])
    build(COVERAGE, "gcc", ["-Db_coverage=true", "-Dwerror=false"], ["tests/fuzz/replay-" + name for name in names])
    broke = []
    for name in names:
        runs = fuzz(name, max(1, int(chosen.minutes * 60)))
        if runs is None:
            broke.append(name)
            print(f"{name:<16} broke", flush=True)
            continue
        print(f"{name:<16} {runs:>11,} runs", flush=True)
        for path, percent in reached(name):
            print(f"{'':<16} {path:<36} {percent:5.1f} %{'' if percent >= ENOUGH else '   blind'}", flush=True)
    return 1 if broke else 0


if __name__ == "__main__":
    sys.exit(main())
