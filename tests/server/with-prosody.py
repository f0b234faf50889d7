#!/usr/bin/env python3
"""Runs a program beside a private Prosody, in a view that trusts its authority and knows its domain.

    with-prosody.py [options] -- PROGRAM [ARGUMENT ...]

The program finds CONFAB_TEST_HOST, _PORT, _DIRECT_PORT, _DOMAIN, _PASSWORD, _CA and _SERVER_LOG in its environment,
and in CONFAB_TEST_CONTROL a Unix socket that takes one command a line and answers "ok" or "no: reason":

    stop | start | restart | kill          the server (its port stays the same)
    cut LOCAL@DOMAIN                       every connection of that account, without a word
    move-out LOCAL@DOMAIN PATH             the account as a file for other servers (XEP-0227)
    account LOCAL@DOMAIN PASSWORD          one more account, or another password
    password LOCAL@DOMAIN PASSWORD         another password, and its devices are told to go
    say TYPE LOCAL@DOMAIN WORDS             the server itself writes to somebody
    flood LOCAL@DOMAIN FIRST NUMBER        so many strangers, from FIRST on, each say one thing
    crowd LOCAL@DOMAIN NUMBER              so many buddies on its list
    come LOCAL@DOMAIN NUMBER               so many of them come online at once
    disable LOCAL@DOMAIN                   nobody signs in to it any more

Ends with the program's exit code. What the server said is shown only where the program failed.
"""

import argparse
import os
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from control import Control, server_commands  # noqa: E402
from network import leave_for_own  # noqa: E402
from prosody import CERTIFICATES, FILES_LIMIT, Prosody  # noqa: E402


def parse():
    options = argparse.ArgumentParser(usage="with-prosody.py [options] -- PROGRAM [ARGUMENT ...]")
    options.add_argument("--domain", default="example.test")
    options.add_argument("--account", action="append", metavar="NAME[:PASSWORD]",
                         help="instead of alice, bob and carla; repeatable")
    options.add_argument("--password", default="practice-password")
    options.add_argument("--hash", default="SHA-256", choices=["SHA-1", "SHA-256"])
    options.add_argument("--certificate", default="good", choices=CERTIFICATES)
    options.add_argument("--enable", action="append", default=[], metavar="MODULE")
    options.add_argument("--disable", action="append", default=[], metavar="MODULE")
    options.add_argument("--register", action="store_true", help="strangers may make accounts")
    options.add_argument("--settings", default="", help="more lines for Prosody's configuration")
    options.add_argument("--storage", default='"internal"', metavar="LUA", help="where it keeps what")
    options.add_argument("--files", action="store_true", help="it takes files (XEP-0363)")
    options.add_argument("--files-road", action="store_true",
                         help="with --files: it names a port where nobody listens, CONFAB_TEST_FILES_ROAD, for _PORT")
    options.add_argument("--files-limit", type=int, default=FILES_LIMIT, metavar="BYTES", help="of one file")
    options.add_argument("--user", action="store_true", help="run the program as an ordinary user")
    options.add_argument("--debug", action="store_true", help="let the server log everything")
    options.add_argument("program", nargs=argparse.REMAINDER)
    chosen = options.parse_args()
    if chosen.program[:1] == ["--"]:
        chosen.program.pop(0)
    if not chosen.program:
        options.error("which program?")
    return chosen


def make_server(chosen):
    accounts = None
    if chosen.account:
        pairs = (account.partition(":") for account in chosen.account)
        accounts = {f"{name}@{chosen.domain}": password or chosen.password for name, _, password in pairs}
    return Prosody(domains=[chosen.domain], accounts=accounts, password=chosen.password, password_hash=chosen.hash,
                   certificate=chosen.certificate, enable=chosen.enable, disable=chosen.disable,
                   may_register=chosen.register, settings=chosen.settings, takes_files=chosen.files,
                   has_road=chosen.files_road, files_limit=chosen.files_limit, storage=chosen.storage,
                   log_level="debug" if chosen.debug else "info")


def main():
    chosen = parse()
    # An interruption must still remove what was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    leave_for_own()
    with make_server(chosen) as server:
        path = os.path.join(server.folder, "control.sock")
        with Control(path, server_commands(server)):
            environment = os.environ | server.environment() | {"CONFAB_TEST_CONTROL": path}
            code = subprocess.run(server.trusting(chosen.program, chosen.user), env=environment).returncode
        if code != 0:
            print("---- the server's last words ----\n" + server.tail(60), file=sys.stderr)
        return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
