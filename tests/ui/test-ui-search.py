#!/usr/bin/env python3
"""Messages are found if they are kept, by the keyboard alone, and a hit leads to its place; where nothing is kept
Confab says so; locked, nothing of it is left to see (R26)."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desktop import Screensaver  # noqa: E402
from search import ENTRY, ask, find_and_go, hit, keep_from_there, nothing_kept, open_search  # noqa: E402
from sealed import meet  # noqa: E402
from driver import wait_for  # noqa: E402
from steps import main  # noqa: E402

FIRST, SECOND = "The k\u00e9y is under the third pot", "It is the blue one"


def is_marked(label, word):
    return label.look_at(label.text.index(word)).get("weight") == "700"


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))

    @walk.step("Alice and Bob are buddies, and write")
    def _():
        meet(alice, bob)
        alice.open_chat("Bob")
        alice.send("Bob", FIRST)
        alice.wait_state(FIRST, "On ")
        alice.send("Bob", SECOND)

    nothing_kept(walk, alice, "key")
    keep_from_there(walk, alice, "key", FIRST)
    find_and_go(walk, alice, "third ke", FIRST)

    @walk.step("What was looked for is marked in the message, and nothing else of it")
    def _():
        text = alice.app.find("label", FIRST)
        wait_for(lambda: is_marked(text, "third"), what="the mark")
        assert is_marked(text, "k\u00e9y") and not is_marked(text, "under"), text.look_at(0)

    @walk.step("Ctrl+F finds in the chat's own window too, and leads there")
    def _():
        alice.open_window("Bob")
        open_search(alice, "ctrl+f")
        ask(alice, "blue")
        alice.app.find("list item", hit(SECOND))
        alice.app.keys("Return")
        alice.app.wait_gone(name=ENTRY)
        assert len(alice.app.frames()) == 2, alice.app.frames()
        wait_for(lambda: any(is_marked(label, "blue") for label in alice.app.find_all("label", SECOND)), what="the mark")
        alice.app.keys("ctrl+w")
        wait_for(lambda: len(alice.app.frames()) == 1, what="the end of the own window")

    @walk.step("What nobody wrote is not found")
    def _():
        open_search(alice, "ctrl+f")
        ask(alice, "umbrella")
        alice.app.find(text="Nothing found")
        ask(alice, "\"third pot\" from:me")
        alice.app.find("list item", hit(FIRST))

    @walk.step("The screen is locked and unlocked: what was found goes, and is looked for again")
    def _():
        screensaver = Screensaver()
        screensaver.lock(True)
        alice.app.wait_gone("list item", hit(FIRST))
        screensaver.lock(False)
        alice.app.find("list item", hit(FIRST), 20)
        alice.app.keys("Escape")
        alice.app.wait_gone(name=ENTRY)


sys.exit(main(walk_all))
