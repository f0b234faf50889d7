#!/usr/bin/env python3
"""The tour: two people meet and talk, sign off, quit, and find everything in its place again.

Run by tests/try. With --hand-over it only prepares the windows of both for a person at a real display; with
--narrow the windows are as narrow as a telephone.
"""

import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import wait_for  # noqa: E402
from people import PASSWORD, Person  # noqa: E402
from steps import Walk  # noqa: E402
from tour_guard import guard  # noqa: E402

FOLDER = os.environ.get("CONFAB_TOUR_FOLDER", "_build/tour")
FIRST, ANSWER = "Did you get the pictures from the lake?", "Yes, they are lovely."
LATER, DRAFT = "This one waits until I am back.", "A thought that I have not fin"


def hand_over(alice, bob):
    """Bob signed in, Alice before her first Sign in; ends with their windows."""
    bob.start_filled_in()
    bob.sign_in_first()
    alice.start_filled_in()
    print(f"\nTwo Confabs are open. Alice ({alice.address}) has yet to sign in; her password is {PASSWORD}\n"
          f"Bob ({bob.address}) is signed in. Quit both to end.", flush=True)
    while alice.app.is_running or bob.app.is_running:
        time.sleep(0.5)
    return 0


def meet(walk, alice, bob):
    @walk.step("Alice opens Confab for the first time")
    def _():
        alice.start_filled_in()
        alice.app.find("text", "Your address")

    @walk.step("Alice types a wrong password and is told so")
    def _():
        alice.app.find("text", "Password").write("not-the-password")
        alice.app.find("button", "Sign in").click()
        alice.app.find(text=re.compile("The server did not accept this password"), wait=20)

    @walk.step("Alice signs in")
    def _():
        alice.sign_in_first()

    @walk.step("Bob signs in")
    def _():
        bob.start_filled_in()
        bob.sign_in_first()

    @walk.step("Alice adds Bob and says who she is")
    def _():
        alice.add_buddy(bob.address, "Bob", "It is Alice, from the lake")
        alice.app.find("label", "Waiting for Bob")

    @walk.step("Bob reads the request and accepts")
    def _():
        bob.accept_request(alice.address)

    @walk.step("Each sees that the other is here")
    def _():
        alice.wait_buddy_here("Bob")
        bob.wait_buddy_here(alice.address)


def talk(walk, alice, bob):
    @walk.step("Alice writes to Bob")
    def _():
        alice.open_chat("Bob")
        alice.send("Bob", FIRST)

    @walk.step("Bob opens the chat and reads it")
    def _():
        bob.open_chat(alice.address)
        bob.wait_message(FIRST)

    @walk.step("Bob answers, Alice reads it")
    def _():
        bob.send(alice.address, ANSWER)
        alice.wait_message(ANSWER)

    @walk.step("Alice's message is on Bob's device")
    def _():
        alice.wait_state(FIRST, "On Bob\u2019s device")

    @walk.step("Bob opens the chat in its own window")
    def _():
        bob.open_window(alice.address)
        bob.wait_message(ANSWER)


def come_and_go(walk, alice, bob):
    @walk.step("Alice signs off; what she writes waits")
    def _():
        alice.sign_off()
        alice.send("Bob", LATER)
        alice.wait_state(LATER, "Waiting on this computer")

    @walk.step("Alice signs in again and it goes out")
    def _():
        alice.sign_in()
        bob.wait_message(LATER)

    @walk.step("Alice signs off, writes one more and begins another")
    def _():
        alice.sign_off()
        alice.send("Bob", LATER + " Again.")
        alice.write("Bob", DRAFT)
        time.sleep(1.5)  # a draft is saved within a second

    @walk.step("Alice quits; her folder holds neither password nor words")
    def _():
        alice.quit()
        alice.assert_not_kept(PASSWORD, FIRST, ANSWER, LATER, DRAFT)

    @walk.step("Alice starts again: account, buddy, draft and unsent message are there, the chat is gone")
    def _():
        alice.start()
        alice.wait_pill("Signed off")
        alice.open_chat("Bob")
        wait_for(lambda: alice.entry("Bob").text == DRAFT, what="the draft")
        alice.wait_message(LATER + " Again.")
        assert not any(alice.has_message(text) for text in (FIRST, ANSWER)), "the chat should be gone"

    @walk.step("Alice signs in and the unsent message arrives")
    def _():
        alice.sign_in()
        bob.wait_message(LATER + " Again.")

    @walk.step("Both quit, and nothing is left running")
    def _():
        alice.quit()
        bob.quit()
        left = subprocess.run(["pgrep", "-u", str(os.getuid()), "-x", "confab"], capture_output=True, text=True).stdout
        assert not left, f"still running: {left}"


def main():
    os.umask(0o022)
    alice, bob = Person("alice", (10, 20, 780, 940)), Person("bob", (810, 20, 780, 940), (1020, 440, 560, 510))
    if "--narrow" in sys.argv:
        alice, bob = Person("alice", (20, 20, 360, 720)), Person("bob", (420, 20, 360, 720), (820, 20, 360, 720))
    if "--hand-over" in sys.argv:
        alice.place = bob.place = None
        return hand_over(alice, bob)
    walk = Walk(FOLDER, lambda: [person.app for person in (alice, bob) if person.app])
    try:
        meet(walk, alice, bob)
        guard(walk, alice, bob)
        talk(walk, alice, bob)
        come_and_go(walk, alice, bob)
    finally:
        alice.end()
        bob.end()
    return walk.finish()


if __name__ == "__main__":
    sys.exit(main())
