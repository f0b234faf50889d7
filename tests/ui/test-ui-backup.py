#!/usr/bin/env python3
"""A backup from the Safety page to a place in the desktop's own dialog, and its way back through the guide of an
empty profile: with a wrong passphrase first, then with the right one (R30)."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from backed import PASSPHRASE, SECONDS, make_backup  # noqa: E402
from driver import wait_for  # noqa: E402
from kept import choose  # noqa: E402
from people import PASSWORD  # noqa: E402
from sealed import chip, meet  # noqa: E402
from steps import main  # noqa: E402
from tree import NotThere  # noqa: E402

FIRST, SECOND = "The key is under the third pot", "It is the blue one"
OPENING = "The Backup"


def pick(alice, path):
    """In the desktop's dialog. At once: letter by letter its entry completes what it thinks is meant."""
    alice.app.keys("ctrl+l", title=OPENING)

    def entry():
        focused = alice.app.focused()
        return focused if focused and focused.role == "text" and focused.is_editable else None

    wait_for(entry, what="the entry for a path").write(path)

    # The first one may only take what is offered below the entry.
    for last in (False, False, True):
        alice.app.keys("Return", title=OPENING)
        try:
            wait_for(lambda: OPENING not in alice.app.titles(), 4, "the end of the dialog")
            return
        except NotThere:
            if last:
                raise


def bring_back(walk, alice, path):
    @walk.step("Her computer is new: there is nothing, and the guide offers to restore")
    def _():
        alice.quit()
        os.rename(alice.profile, alice.profile + "-before")
        alice.start_first()
        alice.to_address()
        alice.app.find("button", "Restore a backup").click()
        alice.app.find("button", "Choose").click()
        alice.app.window(OPENING)
        pick(alice, path)
        alice.app.find("label", os.path.basename(path))

    @walk.step("A wrong passphrase changes nothing")
    def _():
        alice.app.find("text", "Its passphrase").write("quite another one")
        alice.app.find("button", "Bring it back").click()
        alice.app.find("label", "This passphrase does not open the backup.", SECONDS)

    @walk.step("With the right one it is all back but for the password")
    def _():
        alice.app.find("text", "Its passphrase").write(PASSPHRASE)
        alice.app.find("button", "Bring it back").click()
        alice.app.find(text=re.compile("1 buddy and 2 messages"), wait=SECONDS)
        alice.app.find("button", "Good").click()
        alice.finish_guide()

    @walk.step("She signs in with it, as a new device; Bob and the messages are there")
    def _():
        alice.pill().choose("Sign in", 0)
        alice.app.find("button", "Type it again").click()
        alice.app.find("text", "Password").write(PASSWORD)
        alice.app.find("button", "Sign in").click()
        alice.wait_signed_in()
        alice.open_chat("Bob")
        alice.wait_message(FIRST)
        alice.wait_message(SECOND)
        chip(alice, "Kept here 30 days")


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))
    path = os.path.join(os.path.dirname(alice.profile), "Confab.confab-backup")

    @walk.step("Alice and Bob are buddies, and Alice keeps what they write")
    def _():
        meet(alice, bob)
        alice.open_chat("Bob")
        chip(alice, "Only you two")

    @walk.step("They write")
    def _():
        for text in (FIRST, SECOND):
            alice.send("Bob", text)
            alice.wait_state(text, "On ")

    choose(walk, alice, "Keep 30 days", "Keep what is here", "Kept here 30 days")

    make_backup(walk, alice, path, 2, FIRST, SECOND)
    bring_back(walk, alice, path)


sys.exit(main(walk_all))
