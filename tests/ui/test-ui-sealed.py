#!/usr/bin/env python3
"""Two people meet and write so that only they can read it, without having chosen anything (R12)."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from sealed import chip, meet  # noqa: E402
from steps import main  # noqa: E402


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))

    @walk.step("Alice and Bob become buddies")
    def _():
        meet(alice, bob)

    @walk.step("Both are told that only they can read it")
    def _():
        alice.open_chat("Bob")
        bob.open_chat(alice.address)
        for person in (alice, bob):
            chip(person, "Only you two")

    @walk.step("They write to each other")
    def _():
        alice.send("Bob", "Only for you")
        bob.wait_message("Only for you")
        bob.send(alice.address, "And only for you")
        alice.wait_message("And only for you")
        alice.wait_state("Only for you", "On Bob\u2019s device")

    @walk.step("The chip says what it means, and who sees what")
    def _():
        chip(alice, "Only you two").click()
        alice.app.find("label", "Only you and Bob can read this chat.")
        alice.app.find("label", "Sees that you two write, and when. Not what.")
        chip(alice, "Only you two").click()
        alice.app.wait_gone("label", "Only you and Bob can read this chat.")

    @walk.step("Bob quits, comes back, and still reads what is new")
    def _():
        bob.quit()
        alice.send("Bob", "While you were away")
        bob.start()
        bob.sign_in()
        bob.open_chat(alice.address)
        bob.wait_message("While you were away")


sys.exit(main(walk_all))
