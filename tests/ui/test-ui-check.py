#!/usr/bin/env python3
"""Two people make sure that it is really them: both see the same numbers and words, and say so (R01)."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from camera import FOLDER, cut_out  # noqa: E402
from people import ANSWER_SECONDS  # noqa: E402
from sealed import CODE, chip, meet, open_check, open_photo, read_card  # noqa: E402
from steps import main  # noqa: E402

ALICES, BOBS = (os.path.join(FOLDER, name + ".png") for name in ("alice", "bob"))


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

    @walk.step("Alice sends a photo of her picture")
    def _():
        alice.app.find("page tab", "Picture").click()
        cut_out(alice.app, CODE, ALICES)
        alice.app.find("page tab", "Words").click()

    @walk.step("Alice says that they are the same")
    def _():
        alice.app.find("button", "They are the same").click()
        alice.app.find("button", "Done").click()
        chip(alice, re.compile("^Really Bob · "))

    @walk.step("Bob still has to say so himself")
    def _():
        bob.app.find("button", "Close").click()
        chip(bob, re.compile(r"^Really .*\?$"))

    @walk.step("He reads her picture from a photo instead")
    def _():
        open_check(bob, alice.address)
        bob.app.find("page tab", "Picture").click()
        cut_out(bob.app, CODE, BOBS)
        open_photo(bob, BOBS)
        bob.app.find("label", f"This belongs to {bob.address}, somebody else.", ANSWER_SECONDS)
        open_photo(bob, ALICES)
        bob.app.find("button", "Done", ANSWER_SECONDS).click()
        chip(bob, re.compile("^Really .* \u00b7 "))

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
