#!/usr/bin/env python3
"""Runs a program beside a private ejabberd, in a view that trusts its authority and knows its domain.

    with-ejabberd.py -- PROGRAM [ARGUMENT ...]

The program finds in its environment what with-prosody.py gives it, without a port for direct TLS and without a control
socket. Ends with the program's exit code. What the server said is shown only where the program failed.
"""

import os
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from ejabberd import Ejabberd  # noqa: E402


def main():
    program = sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:]
    if not program:
        sys.exit("which program?")
    # An interruption must still remove what was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Ejabberd() as server:
        code = subprocess.run(server.trusting(program), env=os.environ | server.environment()).returncode
        if code != 0:
            print("---- the server's last words ----\n" + server.tail(60), file=sys.stderr)
        return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
