#!/usr/bin/env python3
"""The password safe is locked: Confab says so, goes without it or unlocks it, and never writes past it."""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import run, wait_for  # noqa: E402
from people import PASSWORD  # noqa: E402
from steps import main  # noqa: E402

KEYRING_PASSWORD = "practice keyring"  # that of tests/lib/screen.py
LOCKED = "Your computer\u2019s password safe is locked"


def find_prompt():
    """The desktop's own window that asks for the safe's password."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Unlock .*Keyring"], capture_output=True,
                           text=True, check=False).stdout.split()
    return found[0] if found else None


def answer_prompt(*words, key):
    prompt = wait_for(find_prompt, 20, "the desktop's question for the safe's password")
    run("xdotool", "windowactivate", "--sync", prompt)
    for word in words:
        run("xdotool", "type", "--delay", "8", "--", word)
    run("xdotool", "key", key)
    wait_for(lambda: not find_prompt(), 20, "the end of the desktop's question")


def walk_all(walk, people):
    alice = people("alice", (20, 20, 780, 800))

    def start():
        alice.start("--address", alice.address, "--server", alice.server)

    @walk.step("Unlocking is refused: Confab says what is locked, and offers two ways")
    def _():
        start()
        answer_prompt(key="Escape")
        alice.app.find("label", LOCKED, wait=30)
        alice.app.find("button", "Unlock it")
        assert not alice.app.has_one("text", "Password")

    @walk.step("It can be used until it is quit, and nothing is stored")
    def _():
        alice.app.find("button", "Use Confab until I quit").click()
        alice.pass_guide()
        alice.sign_in_first()
        alice.app.find(text=re.compile("Nothing is stored"))
        alice.quit()
        assert set(alice.kept()) <= {"profile.id"}, sorted(alice.kept())

    @walk.step("A wrong password for the safe changes nothing")
    def _():
        start()
        answer_prompt(key="Escape")
        alice.app.find("button", "Unlock it", wait=30).click()
        prompt = wait_for(find_prompt, 20, "the question again")
        run("xdotool", "windowactivate", "--sync", prompt)
        run("xdotool", "type", "--delay", "8", "--", "wrong")
        run("xdotool", "key", "Return")
        answer_prompt(key="Escape")
        alice.app.find("label", LOCKED, wait=30)

    @walk.step("Unlocked, it goes on to the first screen, and the account is kept")
    def _():
        alice.app.find("button", "Unlock it").click()
        answer_prompt(KEYRING_PASSWORD, key="Return")
        alice.pass_guide()
        alice.sign_in_first()
        alice.quit()
        assert len(alice.kept()) > 1, sorted(alice.kept())
        alice.assert_not_kept(PASSWORD, alice.address)

    @walk.step("Started again it signs in without a question")
    def _():
        alice.start()
        alice.wait_pill("Signed off")
        alice.sign_in()
        alice.quit()


sys.exit(main(walk_all))
