#!/usr/bin/env python3
"""Runs a program beside a private ejabberd, in a view that trusts its authority and knows its domain.

    with-ejabberd.py [options] -- PROGRAM [ARGUMENT ...]

The program finds in its environment what with-prosody.py gives it, without a port for direct TLS. Its control socket knows

    account LOCAL@DOMAIN PASSWORD | password LOCAL@DOMAIN PASSWORD

Ends with the program's exit code. What the server said is shown only where the program failed.
"""

import argparse
import os
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from control import Control  # noqa: E402
from ejabberd import Ejabberd  # noqa: E402
from network import leave_for_own  # noqa: E402
from prosody import free_port  # noqa: E402
from socks import Socks  # noqa: E402


def parse():
    options = argparse.ArgumentParser(usage="with-ejabberd.py [options] -- PROGRAM [ARGUMENT ...]")
    options.add_argument("--scram", default="sha256", choices=["sha1", "sha256", "sha512"])
    options.add_argument("--files", action="store_true", help="it takes files (XEP-0363)")
    options.add_argument("--files-road", action="store_true",
                         help="with --files: it names a port where nobody listens, CONFAB_TEST_FILES_ROAD, for _PORT")
    options.add_argument("--guests", action="store_true", help="it takes guests without a name (SASL ANONYMOUS)")
    options.add_argument("--hall", action="store_true", help="whoever is there sees who else is, guests too")
    options.add_argument("--register", action="store_true", help="it gives out addresses")
    options.add_argument("--captcha", action="store_true", help="to whoever reads the word in a picture, CONFAB_TEST_PICTURE_WORD")
    options.add_argument("--order", action="store_true",
                         help="it writes down in CONFAB_TEST_ORDER which message it took and handed on when")
    options.add_argument("--socks-user", metavar="NAME:PASSWORD",
                         help="a proxy before it, CONFAB_TEST_SOCKS_HOST and _PORT; what it was asked is in CONFAB_TEST_TRAFFIC")
    options.add_argument("--user", action="store_true", help="run the program as an ordinary user")
    options.add_argument("program", nargs=argparse.REMAINDER)
    chosen = options.parse_args()
    if chosen.program[:1] == ["--"]:
        chosen.program.pop(0)
    if not chosen.program:
        options.error("which program?")
    return chosen


def proxy(server, user, password):
    """A SOCKS5 server that knows the way to this ejabberd and nowhere else; it ends with this program."""
    path, port = os.path.join(server.folder, "traffic"), free_port()

    def note(line):
        with open(path, "a", encoding="utf-8") as file:
            file.write(line + "\n")

    Socks(server.address, port, {server.domain: server.address}, note, user, password)
    note("")
    return {"CONFAB_TEST_SOCKS_HOST": server.address, "CONFAB_TEST_SOCKS_PORT": str(port), "CONFAB_TEST_TRAFFIC": path}


def main():
    chosen = parse()
    # An interruption must still remove what was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    leave_for_own()
    with Ejabberd(scram=chosen.scram, takes_files=chosen.files, has_road=chosen.files_road,
                  takes_guests=chosen.guests, has_hall=chosen.hall, may_register=chosen.register,
                  asks_picture=chosen.captcha, notes_order=chosen.order) as server:
        path = os.path.join(server.folder, "control.sock")
        with Control(path, {"account": server.add_account, "password": server.set_password}):
            environment = os.environ | server.environment() | {"CONFAB_TEST_CONTROL": path}
            if chosen.socks_user:
                environment |= proxy(server, *chosen.socks_user.split(":", 1))
            code = subprocess.run(server.trusting(chosen.program, chosen.user), env=environment).returncode
        if code != 0:
            print("---- the server's last words ----\n" + server.tail(60), file=sys.stderr)
        return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
