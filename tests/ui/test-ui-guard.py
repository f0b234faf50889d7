#!/usr/bin/env python3
"""What is typed and would hurt in other hands: Confab asks first, Enter never sends it, and the answer counts once."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import wait_for  # noqa: E402
from people import PASSWORD  # noqa: E402
from steps import main  # noqa: E402

CARD = "My card is 4111 1111 1111 1111"
CARD_WORDS = "This looks like a card number."
PASSWORD_WORDS = re.compile("^This is your own password")


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))

    def press_enter(text):
        alice.write("Bob", text)
        alice.entry("Bob").focus()
        alice.app.keys("Return")

    @walk.step("Alice and Bob are buddies")
    def _():
        for person in (alice, bob):
            person.start_filled_in()
            person.sign_in_first()
        alice.add_buddy(bob.address, "Bob", "It is Alice")
        bob.accept_request(alice.address)
        alice.wait_buddy_here("Bob")

    @walk.step("A card number waits for an answer; Enter again does not send it")
    def _():
        press_enter(CARD)
        alice.app.find("label", CARD_WORDS)
        assert alice.entry("Bob").text == CARD
        alice.app.keys("Return")
        alice.app.find("label", CARD_WORDS)
        assert not alice.has_message(CARD), "it is in the log"

    @walk.step("Edit keeps the text and takes the question away")
    def _():
        alice.app.find("button", "Edit").click()
        alice.app.wait_gone("label", CARD_WORDS)
        assert alice.entry("Bob").text == CARD

    @walk.step("Another text is another question")
    def _():
        press_enter(CARD)
        alice.app.find("label", CARD_WORDS)
        alice.write("Bob", "See you at eight")
        alice.app.wait_gone("label", CARD_WORDS)
        alice.entry("Bob").focus()
        alice.app.keys("Return")
        bob.open_chat(alice.address)
        bob.wait_message("See you at eight")
        assert not bob.has_message("4111"), "Bob has the number"

    @walk.step("Send anyway sends it, this once")
    def _():
        press_enter(CARD)
        alice.app.find("button", "Send anyway").click()
        bob.wait_message(CARD)
        alice.app.wait_gone("label", CARD_WORDS)
        assert alice.entry("Bob").text == ""
        press_enter(CARD)
        alice.app.find("label", CARD_WORDS)

    @walk.step("Do not ask again holds for this number")
    def _():
        never = alice.app.find("check box", re.compile("^Do not ask again"))
        alice.entry("Bob").focus()

        def reached():
            if not never.has("focused"):
                alice.app.keys("shift+Tab")  # past Send anyway and Edit
            return never.has("focused")

        wait_for(reached, what="the keyboard at the tick")
        alice.app.keys("space")
        wait_for(lambda: never.is_on, what="the tick")
        alice.app.find("button", "Send anyway").click()
        wait_for(lambda: alice.entry("Bob").text == "", what="the entry to be empty")
        press_enter("Again: " + CARD)
        bob.wait_message("Again: " + CARD)

    @walk.step("The own password is recognised")
    def _():
        press_enter(f"it is {PASSWORD} for all")
        alice.app.find("label", PASSWORD_WORDS)
        assert not bob.has_message(PASSWORD), "Bob has the password"
        alice.app.find("button", "Edit").click()


sys.exit(main(walk_all))
