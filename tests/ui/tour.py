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
from tour_block import block  # noqa: E402
from tour_files import files  # noqa: E402
from tour_guard import guard  # noqa: E402
from tour_keep import flood, keep_and_forget, lock, look_at_herself  # noqa: E402
from tour_keys import ask_for_keys, come_back_new, make_sure  # noqa: E402
from tour_who import who  # noqa: E402

FOLDER = os.environ.get("CONFAB_TOUR_FOLDER", "_build/tour")
FIRST, ANSWER = "Did you get the pictures from the lake?", "Yes, they are lovely."
GUIDE_PLACE = 3  # in the main menu
LATER, DRAFT = "This one waits until I am back.", "A thought that I have not fin"


def hand_over(alice, bob):
    """Bob signed in, Alice before her first Sign in; ends with their windows."""
    bob.start_filled_in()
    bob.sign_in_first()
    alice.start_first()
    print(f"\nTwo Confabs are open. Alice ({alice.address}) has yet to sign in; her password is {PASSWORD}\n"
          f"Bob ({bob.address}) is signed in. Quit both to end.", flush=True)
    while alice.app.is_running or bob.app.is_running:
        time.sleep(0.5)
    return 0


def guide(walk, alice):
    """The first minute: six pages, and back to the first for the short way."""
    @walk.step("Alice opens Confab for the first time: close it, and it is gone")
    def _():
        alice.start_first()
        alice.app.find("heading", "Close it, and it is gone")

    for title in ("Only people you added", "A blank profile", "Here when you want to be", "Your address"):
        @walk.step(f"Next: {title}")
        def _(title=title):
            alice.app.find("button", "Next").click()
            alice.app.find("heading", title)

    @walk.step("Back to the first page, and Use safe settings: straight to the address")
    def _():
        for title in ("Here when you want to be", "A blank profile", "Only people you added", "Close it, and it is gone"):
            alice.app.find("button", "Back").click()
            alice.app.find("heading", title)
        alice.to_address()

    @walk.step("I have one: the form")
    def _():
        alice.app.find("button", "I have one").click()
        alice.app.find("text", "Your address")


def go_through_again(walk, alice):
    """The same pages as a review, from the main menu."""
    @walk.step("Alice goes through her settings again")
    def _():
        alice.to_list()
        alice.app.find("toggle button", "Main menu").choose("Safe settings, step by step\u2026", GUIDE_PLACE)
        alice.app.find("heading", "Close it, and it is gone")

    @walk.step("She lets only people write whom she invites, and thinks better of it")
    def _():
        alice.app.find("button", "Next").click()
        alice.app.find("radio button", "Only people I invite").turn(True)
        alice.app.find("radio button", "People I added, and short notes, Suggested").turn(True)

    @walk.step("It ends with what holds now")
    def _():
        for title in ("A blank profile", "Here when you want to be", "Ready"):
            alice.app.find("button", "Next").click()
            alice.app.find("heading", title)
        alice.app.find("label", "What no program can do")
        alice.finish_guide()


def meet(walk, alice, bob):
    guide(walk, alice)

    @walk.step("Alice types a wrong password and is told so")
    def _():
        alice.app.find("text", "Password").write("not-the-password")
        alice.app.find("button", "Sign in").click()
        alice.app.find(text=re.compile("The server did not accept this password"), wait=20)

    @walk.step("Alice signs in, and is ready")
    def _():
        alice.app.find("text", "Password").write(PASSWORD)
        alice.app.find("button", "Sign in").click()
        alice.app.find("heading", "Ready", 30)

    @walk.step("Finish: her list, with nobody in it yet")
    def _():
        alice.finish_guide()
        alice.wait_signed_in()

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


def invite(walk, alice, dora):
    """Somebody without an address, by an invitation: from the first start to the first answer."""
    seen = {"clicks": 0}

    def click(*what):
        seen["clicks"] += 1
        dora.app.find(*what, wait=20).click()

    @walk.step("Alice shows her invitation for Dora")
    def _():
        alice.to_list()
        alice.app.find("button", "Add a buddy").click()
        alice.app.find("button", "Show my invitation").click()
        seen["link"] = alice.app.find("label", re.compile("^xmpp:"), 20).name

    @walk.step("Dora, who has no address, was invited; she sees what the invitation does")
    def _():
        for _ in range(2):
            alice.app.keys("Escape")
            time.sleep(0.3)
        seen["begun"] = time.monotonic()
        dora.start_first()
        click("button", "Use safe settings")
        click("button", "Somebody invited me")
        seen["clicks"] += 2  # starting Confab, and Paste
        dora.app.find("text", "Invitation", wait=20).write(seen["link"])
        dora.app.find(text=re.compile("^This brings you to .* and makes .* your buddy"), wait=20)

    @walk.step("Dora chooses a name and writes the password on paper")
    def _():
        click("button", "Next")
        dora.app.find("text", "Name", wait=20).write("dora")
        click("button", "Get this address")
        dora.app.find("label", dora.address, 30)

    @walk.step("Alice is Dora's buddy already, and answers")
    def _():
        click("button", "It is on paper")
        click("button", "Finish")
        dora.app.wait_gone("button", "Finish")
        seen["clicks"] += 1
        dora.wait_buddy_here(alice.address)
        dora.open_chat(alice.address)
        dora.send(alice.address, "I am in.")
        alice.open_chat(dora.address)
        alice.send(dora.address, "Welcome.")
        dora.wait_message("Welcome.")
        print(f"       from the first start to the first answer: {seen['clicks']} clicks, "
              f"{time.monotonic() - seen['begun']:.0f} s", flush=True)
        dora.quit()


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
    dora = Person("dora", bob.place)
    walk = Walk(FOLDER, lambda: [person.app for person in (alice, bob, dora) if person.app])
    try:
        meet(walk, alice, bob)
        guard(walk, alice, bob)
        talk(walk, alice, bob)
        make_sure(walk, alice, bob)
        files(walk, alice, bob)
        ask_for_keys(walk, alice)
        invite(walk, alice, dora)
        go_through_again(walk, alice)
        keep_and_forget(walk, alice, bob)
        look_at_herself(walk, alice)
        who(walk, alice)
        block(walk, alice, bob)
        lock(walk, alice, bob)
        flood(walk, alice, bob)
        come_back_new(walk, alice, bob)
        come_and_go(walk, alice, bob)
    finally:
        for person in (alice, bob, dora):
            person.end()
    return walk.finish()


if __name__ == "__main__":
    sys.exit(main())
