#!/usr/bin/env python3
"""Makes the files of the corpus in a folder of their own, and has the judge "file" look at each.

run.py JUDGE: figures, and the mistakes outside the quarter that is held out
"""

import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import dangerous
import ordinary

MIN_EACH = 60


def entries():
    """(verdict, reason, name, declared, bytes) of each."""
    for reason, name, declared, data in dangerous.ENTRIES:
        yield "warned", reason, name, declared, data
    for verdict, name, declared, data in ordinary.ENTRIES:
        yield verdict, "-", name, declared, data


def main():
    if min(len(dangerous.ENTRIES), len(ordinary.ENTRIES)) < MIN_EACH:
        sys.exit("the corpus is too small")
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "list"), "w", encoding="utf-8") as listed:
            for place, (verdict, reason, name, declared, data) in enumerate(entries()):
                path = os.path.join(folder, str(place))
                with open(path, "wb") as file:
                    file.write(data)
                listed.write("\t".join((verdict, reason, path, declared or "-", name)) + "\n")
        sys.exit(subprocess.run([sys.argv[1], os.path.join(folder, "list")]).returncode)


main()
