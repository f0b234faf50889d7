#!/usr/bin/env python3
"""How long a chat stays here: chosen in its chip, with the question what becomes of what is there; closing and Undo;
"Keep this", and the page of what was kept (R25)."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from kept import choose, close_and_undo, keep_this, look_at_kept  # noqa: E402
from sealed import chip, meet  # noqa: E402
from steps import main  # noqa: E402

FIRST, SECOND = "The key is under the third pot", "It is the blue one"


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))

    @walk.step("Alice and Bob are buddies")
    def _():
        meet(alice, bob)

    @walk.step("A chat is gone on closing, and says so")
    def _():
        alice.open_chat("Bob")
        chip(alice, "Only you two")
        chip(alice, "Gone on closing")
        alice.send("Bob", FIRST)
        alice.wait_state(FIRST, "On ")

    choose(walk, alice, "Keep 30 days", "Keep what is here", "Kept here 30 days")

    @walk.step("It is there after closing Confab and opening it again")
    def _():
        alice.quit()
        alice.start()
        alice.sign_in()
        alice.open_chat("Bob")
        alice.wait_message(FIRST)
        chip(alice, "Kept here 30 days")

    choose(walk, alice, "Forget on closing", "Erase what is here", "Gone on closing")

    @walk.step("What was there is gone")
    def _():
        alice.app.wait_gone("list item", FIRST)
        assert not alice.has_message(FIRST), "it is still in the log"

    close_and_undo(walk, alice, "Bob", SECOND)
    keep_this(walk, alice, SECOND)

    @walk.step("The chat is closed and Confab too; what was kept is there, and nothing else")
    def _():
        alice.send("Bob", "Gone with the rest")
        alice.quit()
        alice.start()
        alice.open_chat("Bob")
        alice.wait_message(SECOND)
        assert not alice.has_message("Gone with the rest"), "it was kept"

    look_at_kept(walk, alice, SECOND)


sys.exit(main(walk_all))
