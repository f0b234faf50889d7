"""The part of the tour in which chats are kept and forgotten, the screen is locked, Alice looks at herself, and floods Bob."""

import os
import re

from backed import make_backup
from driver import wait_for
from kept import choose, close_and_undo, keep_this, let_disappear, look_at_kept
from search import find_and_go

MEANWHILE = "I am at the station"
ABOUT_KEY = "spare neigh"
KEY = "The spare key is with the neighbours"
COVERED = "Confab is locked while your screen is"
FLOOD = 42  # messages; thirty of a minute are shown


def keep_and_forget(walk, alice, bob):
    @walk.step("Alice looks at her chat with Bob again")
    def _():
        alice.open_chat("Bob")

    choose(walk, alice, "Keep 30 days", "Keep what is here", "Kept here 30 days")

    @walk.step("Bob has it open too")
    def _():
        bob.open_chat(alice.address)

    let_disappear(walk, alice, bob, "Kept here 30 days")
    choose(walk, alice, "Forget on closing", "Erase what is here", "Gone on closing")
    close_and_undo(walk, alice, "Bob", KEY)
    keep_this(walk, alice, KEY)
    find_and_go(walk, alice, ABOUT_KEY, KEY)
    if alice.has_files:
        make_backup(walk, alice, os.path.join(alice.folder, "Confab.confab-backup"), 1, KEY)
    look_at_kept(walk, alice, KEY)


def lock(walk, alice, bob):
    screensaver = alice.screensaver()

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


def flood(walk, alice, bob):
    @walk.step("Alice writes very much at once; for Bob it is one line")
    def _():
        bob.open_chat(alice.address)
        alice.open_chat("Bob")
        for number in range(1, FLOOD + 1):
            alice.write("Bob", f"Are you there? {number}")
            alice.entry("Bob").focus()
            alice.app.keys("Return")
            wait_for(lambda: alice.entry("Bob").text == "", what="the entry to be empty")
        bob.app.find("label", re.compile("wrote very much at once"), 20)
        assert not bob.has_message(f"Are you there? {FLOOD}")

    @walk.step("Bob wants it quiet for an hour")
    def _():
        bob.app.find("button", "Quiet for an hour").click()
        bob.app.find("button", "Notify me again")

    @walk.step("Bob asks for what is folded")
    def _():
        bob.app.find("button", "Show").click()
        bob.wait_message(f"Are you there? {FLOOD}")
        bob.app.find("label", re.compile("^No notifications from .* until"))

    @walk.step("Bob is notified again")
    def _():
        bob.app.find("button", "Notify me again").click()
        bob.app.wait_gone("button", "Notify me again")
