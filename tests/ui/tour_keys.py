"""The part of the tour about keys: making sure by numbers and by a picture, a peer who comes back with new keys, and
somebody whose program has none.

    make_sure(walk, alice, bob)    both signed in, talking, the chat open at both
    come_back_new(walk, alice, bob)
    ask_for_keys(walk, alice)
"""

import os
import re
import shutil
import sys

from camera import cut_out
from people import ANSWER_SECONDS
from sealed import CODE, chip, open_check, open_photo, read_card

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "server"))

NEW_DEVICE = re.compile("has a new device. Usually a new phone")
KEYLESS = "Carol\u2019s program cannot receive private messages yet."
ASKED = "I would like to write to you so that nobody else can read it"


def make_sure(walk, alice, bob):
    @walk.step("Both are told that only they can read it")
    def _():
        chip(alice, "Only you two")
        chip(bob, "Only you two")

    check_numbers(walk, alice, bob)


def check_numbers(walk, alice, bob):
    @walk.step("They ring each other and compare eight numbers")
    def _():
        open_check(alice, "Bob")
        open_check(bob, alice.address)
        assert read_card(alice, "Eight numbers") == read_card(bob, "Eight numbers")

    if alice.has_files:
        read_picture(walk, alice, bob)
    else:
        compare_numbers(walk, alice)

    @walk.step("For Bob the numbers are the same")
    def _():
        bob.app.find("page tab", "Numbers").click()
        bob.app.find("button", "They are the same").click()
        bob.app.find("button", "Done").click()
        chip(alice, re.compile("^Really Bob \u00b7 "))


def compare_numbers(walk, alice):
    @walk.step("For Alice the numbers are the same: it is really Bob")
    def _():
        alice.app.find("button", "They are the same").click()
        alice.app.find("button", "Done").click()


def read_picture(walk, alice, bob):
    photo = os.path.join(os.environ["TMPDIR"], "photo.png")

    @walk.step("Bob shows the same as a picture, and sends a photo of it")
    def _():
        bob.app.find("page tab", "Picture").click()
        cut_out(bob.app, CODE, photo)

    @walk.step("Alice opens the photo: it is really Bob")
    def _():
        alice.app.find("page tab", "Picture").click()
        open_photo(alice, photo)
        alice.app.find("label", "Really Bob", ANSWER_SECONDS)
        alice.app.find("button", "Done").click()


def come_back_new(walk, alice, bob):
    """Bob's computer is gone, and his keys with it."""
    @walk.step("Bob begins anew on another computer")
    def _():
        bob.quit()
        shutil.rmtree(bob.profile)
        bob.start_filled_in()
        bob.sign_in_first()
        bob.wait_buddy_here(alice.address)

    @walk.step("Alice is told that Bob has a new device")
    def _():
        alice.open_chat("Bob")
        alice.app.find("label", NEW_DEVICE, ANSWER_SECONDS)

    @walk.step("What comes from there before she has decided is marked")
    def _():
        bob.open_chat(alice.address)
        bob.send(alice.address, "It is me, my old computer broke.")
        alice.wait_message("It is me, my old computer broke.")
        alice.app.find("label", re.compile("From a new device, not checked"), ANSWER_SECONDS)

    @walk.step("She has rung him: it is his, and they go on")
    def _():
        alice.app.find("button", "It is Bob\u2019s").click()
        alice.app.wait_gone("label", NEW_DEVICE)
        alice.send("Bob", "Now I know. Hello again.")
        bob.wait_message("Now I know. Hello again.")


def ask_for_keys(walk, alice):
    """Carol has another program, one without keys."""
    there = {}

    @walk.step("Alice adds Carol, whose program cannot receive private messages: the entry is closed")
    def _():
        from stage import Guest
        there["carol"] = carol = Guest("carol")
        alice.add_buddy(carol.address, "Carol", "It is Alice")
        carol.hear('type="subscribe"', alice.address)
        carol.say(f"<presence to='{alice.address}' type='subscribed'/><presence to='{alice.address}' type='subscribe'/>")
        alice.buddy("Carol").click_at()
        alice.app.find("label", KEYLESS, ANSWER_SECONDS)
        assert not alice.app.has_one("text", "Message Carol"), "the entry should be closed"

    @walk.step("Ask Carol shows the one sentence that would go out")
    def _():
        alice.app.find("button", "Ask Carol").click()
        alice.app.find("alert").find("label", re.compile("^" + ASKED))

    @walk.step("Carol is asked, and Alice sees that servers can read this one")
    def _():
        alice.app.find("alert").find("button", "Send it").click()
        there["carol"].hear("<body>" + ASKED)
        alice.app.find(text=re.compile("Servers can read this one"), wait=ANSWER_SECONDS)
        alice.app.find("label", re.compile("You have asked[.]$"))
        there["carol"].leave()
