#!/usr/bin/env python3
"""The built program has what a compiler and linker can do for it: hardened.py PROGRAM.

Position independent, read-only relocations resolved at start, no executable stack, guarded stack frames, checked
copies, and jump targets marked where the machine knows them.
"""

import platform
import re
import subprocess
import sys

NEEDED = {
    "position independent": r"Type:\s+DYN",
    "relocations read-only": r"GNU_RELRO",
    "relocations resolved at start": r"\(FLAGS_1\).*NOW|BIND_NOW",
    "stack not executable": r"GNU_STACK(?:\s+0x\w+){5}\s+RW\s",
    "guarded stack frames": r"__stack_chk_fail",
    "checked copies": r"__\w+_chk\b",
}
MARKS = {"x86_64": "endbr64", "aarch64": "bti"}  # the note itself is lost where a start file of the system has none
ENOUGH_MARKS = 100


def main():
    told = subprocess.run(["readelf", "--wide", "--file-header", "--segments", "--dynamic", "--dyn-syms", "--notes",
                           sys.argv[1]], capture_output=True, text=True, check=True).stdout
    needed = dict(NEEDED)
    lacking = [what for what, pattern in needed.items() if not re.search(pattern, told)]
    needed["no search path of its own"] = None
    if re.search(r"\((RPATH|RUNPATH)\)", told):
        lacking.append("no search path of its own")
    if (machine := platform.machine()) in MARKS:
        needed["jump targets marked"] = MARKS[machine]
        code = subprocess.run(["objdump", "--disassemble", "--section=.text", sys.argv[1]], capture_output=True, text=True,
                              check=True).stdout
        if code.count(MARKS[machine]) < ENOUGH_MARKS:
            lacking.append("jump targets marked")
    for what in lacking:
        print(f"{sys.argv[1]}: {what}: no", file=sys.stderr)
    print(f"hardened: {len(lacking)} of {len(needed)} lacking")
    return 1 if lacking else 0


sys.exit(main())
