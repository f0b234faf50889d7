#!/usr/bin/env python3
"""Messages are found if they are kept, by the keyboard alone, and a hit leads to its place; where nothing is kept
Confab says so; locked, nothing of it is left to see (R26)."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desktop import Screensaver  # noqa: E402
from search import ENTRY, ask, find_and_go, hit, keep_from_there, nothing_kept, open_search  # noqa: E402
from sealed import meet  # noqa: E402
from steps import main  # noqa: E402

FIRST, SECOND = "The k\u00e9y is under the third pot", "It is the blue one"


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
