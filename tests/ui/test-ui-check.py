#!/usr/bin/env python3
"""Two people make sure that it is really them: both see the same numbers and words, and say so (R01)."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from sealed import chip, meet, open_check, read_card  # noqa: E402
from steps import main  # noqa: E402

def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))

    @walk.step("Alice and Bob become buddies and write")
    def _():
        meet(alice, bob)
        alice.open_chat("Bob")
        bob.open_chat(alice.address)
        chip(alice, "Only you two")
        alice.send("Bob", "Shall we compare?")
        bob.wait_message("Shall we compare?")

    @walk.step("Both see the same numbers")
    def _():
        open_check(alice, "Bob")
        open_check(bob, alice.address)
        numbers = read_card(alice, "Eight numbers")
        assert re.fullmatch(r"(\d( \d){4}\. ?){8}", numbers), numbers
        assert numbers == read_card(bob, "Eight numbers")

    @walk.step("And the same words")
    def _():
        for person in (alice, bob):
            person.app.find("page tab", "Words").click()
        words = read_card(alice, "Twelve words")
        assert len(words.split(". ")) == 12, words
        assert words == read_card(bob, "Twelve words")

    @walk.step("Alice says that they are the same")
    def _():
        alice.app.find("button", "They are the same").click()
        alice.app.find("button", "Done").click()
        chip(alice, re.compile("^Really Bob · "))

    @walk.step("Bob still has to say so himself")
    def _():
        bob.app.find("button", "Close").click()
        chip(bob, re.compile(r"^Really .*\?$"))

    @walk.step("Alice quits; what she said is still so")
    def _():
        alice.quit()
        alice.start()
        alice.sign_in()
        alice.open_chat("Bob")
        chip(alice, re.compile("^Really Bob · "))
        alice.send("Bob", "It is still you")
        bob.wait_message("It is still you")

sys.exit(main(walk_all))
