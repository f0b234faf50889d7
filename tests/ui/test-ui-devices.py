#!/usr/bin/env python3
"""A second device signs in as Alice: she is asked, Bob is told, and what she takes off stays off.

Devices that are there in the first minutes of an account are hers without a question; so she comes back later."""

import contextlib
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from people import ANSWER_SECONDS  # noqa: E402
from sealed import chip, meet, open_check  # noqa: E402
from steps import main  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
LATER_SECONDS = 15 * 60


@contextlib.contextmanager
def later():
    """Programs that are started within it live a quarter of an hour ahead."""
    shim = os.path.join(os.environ["TMPDIR"], "later.so")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim, os.path.join(HERE, "later.c")], check=True)
    os.environ.update(LD_PRELOAD=shim, CONFAB_LATER_SECONDS=str(LATER_SECONDS))
    try:
        yield
    finally:
        del os.environ["LD_PRELOAD"], os.environ["CONFAB_LATER_SECONDS"]


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 620, 700)), people("bob", (640, 20, 620, 700))
    other = people("alice", (330, 180, 620, 700))
    other.profile += "-other"
    other.log = other.profile + ".log"

    @walk.step("Alice and Bob talk, and Bob makes sure that it is Alice")
    def _():
        meet(alice, bob)
        alice.open_chat("Bob")
        bob.open_chat(alice.address)
        chip(alice, "Only you two")
        alice.send("Bob", "Hi")
        bob.wait_message("Hi")
        open_check(bob, alice.address)
        bob.app.find("button", "They are the same").click()
        bob.app.find("button", "Done").click()
        chip(bob, re.compile("^Really .* · "))

    @walk.step("Alice comes back a quarter of an hour later")
    def _():
        alice.quit()
        with later():
            alice.start()
        alice.sign_in()
        alice.open_chat("Bob")
        chip(alice, "Only you two")

    @walk.step("A second device signs in as Alice; she is asked whether that was her")
    def _():
        other.start_filled_in()
        other.sign_in_first()
        alice.to_list()
        alice.app.find("label", re.compile("Was that you"), ANSWER_SECONDS)

    @walk.step("Bob is told of the new device and leaves it out for now")
    def _():
        bob.app.find("label", re.compile("has a new device. Usually a new phone"), ANSWER_SECONDS)
        bob.app.find("button", "Leave it out for now").click()
        bob.app.wait_gone("button", "Leave it out for now")

    @walk.step("Alice says that it was not her, and is told to change her password")
    def _():
        alice.app.find("button", "No: take it off").click()
        alice.app.find(text=re.compile("Now change your password"), wait=ANSWER_SECONDS)
        alice.app.find("button", "Later").click()
        alice.app.wait_gone("button", "No: take it off")

    @walk.step("They go on talking")
    def _():
        alice.send("Bob", "That was close")
        bob.wait_message("That was close")
        bob.send(alice.address, "Indeed")
        alice.wait_message("Indeed")
        other.open_chat("Bob")
        assert not other.has_message("That was close") and not other.has_message("Indeed"), "read where it was taken off"
        assert not alice.app.has_one("button", "No: take it off"), "asked about once more"

sys.exit(main(walk_all))
