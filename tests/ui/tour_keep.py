"""The part of the tour in which chats are kept and forgotten, the screen is locked, and Alice looks at herself."""

import re

from desktop import Screensaver
from kept import choose, close_and_undo, keep_this, look_at_kept

MEANWHILE = "I am at the station"
KEY = "The spare key is with the neighbours"
COVERED = "Confab is locked while your screen is"


def keep_and_forget(walk, alice):
    @walk.step("Alice looks at her chat with Bob again")
    def _():
        alice.open_chat("Bob")

    choose(walk, alice, "Keep 30 days", "Keep what is here", "Kept here 30 days")
    choose(walk, alice, "Forget on closing", "Erase what is here", "Gone on closing")
    close_and_undo(walk, alice, "Bob", KEY)
    keep_this(walk, alice, KEY)
    look_at_kept(walk, alice, KEY)


def lock(walk, alice, bob):
    screensaver = Screensaver()

    @walk.step("The screen is locked: nothing of Alice's is to be seen")
    def _():
        screensaver.lock(True)
        for person in (alice, bob):
            person.app.find("label", COVERED)
        assert not alice.app.has_one("label", "Bob")

    @walk.step("It is unlocked, and all is where it was")
    def _():
        screensaver.lock(False)
        for person in (alice, bob):
            person.app.wait_gone("label", COVERED)
            person.wait_signed_in()
        bob.send(alice.address, MEANWHILE)
        alice.wait_message(MEANWHILE)


def look_at_herself(walk, alice):
    @walk.step("Alice looks at herself as a stranger: her address, and nothing more")
    def _():
        alice.to_list()
        alice.app.find("button", re.compile("^Safe settings")).click()
        alice.go_to("^Look at me as a stranger", "Tab", "Down")
        alice.app.keys("Return")
        alice.app.find(text="Your address, and nothing more")

    @walk.step("Her Safety page remembers it")
    def _():
        alice.app.keys("alt+Left")
        alice.app.find(text=re.compile("^Looked at as a stranger at .*: nothing to see"))
        alice.app.keys("Escape")
        alice.app.wait_gone("button", "Look at me as a stranger")
