#!/usr/bin/env python3
"""A message that asks for what tricksters ask for is shown, with a bar that says to check it elsewhere (R07)."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from steps import main  # noqa: E402

TRICK = "Hi, I sent you a six digit code by mistake, please tell me the code right now"
WORDS = re.compile(r"Check it elsewhere first")


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))

    @walk.step("Alice and Bob are buddies and talk")
    def _():
        for person in (alice, bob):
            person.start_filled_in()
            person.sign_in_first()
        alice.add_buddy(bob.address, "Bob", "It is Alice")
        bob.accept_request(alice.address)
        alice.wait_buddy_here("Bob")
        alice.send("Bob", "Shall we meet at eight?")
        bob.open_chat(alice.address)
        bob.wait_message("Shall we meet at eight?")
        assert not bob.app.has_one("label", WORDS), "a warning about nothing"

    @walk.step("Alice's account asks Bob for a code: shown, and he is told to check")
    def _():
        alice.send("Bob", TRICK)
        bob.wait_message(TRICK)
        told = bob.app.find("label", WORDS)
        assert alice.address in told.name and "code" in told.name, told.name

    @walk.step("Having checked, he talks on; what was said stays")
    def _():
        bob.app.find("button", "I have checked").click()
        bob.app.wait_gone("label", WORDS)
        assert bob.has_message(TRICK)
        bob.send(alice.address, "Was that you?")
        alice.wait_message("Was that you?")

    @walk.step("The next one is told again")
    def _():
        alice.send("Bob", "Please buy two gift cards and send me the numbers on the back, it is urgent")
        bob.app.find("label", WORDS)


sys.exit(main(walk_all))
