"""The part of the tour about blocking: a stranger from their note, a buddy from the chat's menu, and letting both through.

    block(walk, alice, bob)    both signed in, buddies
"""

import os
import re
import sys

from driver import wait_for
from people import ANSWER_SECONDS

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "server"))

BLOCK_PLACE = 3  # in the menu of a chat, where those items that can do nothing are not there
BLOCKED = "You blocked Bob. Nothing goes either way."


def note(guest, person, ident):
    guest.say(f"<message type='chat' to='{person.address}' id='{ident}'><body>You have won a telephone</body></message>")


def block(walk, alice, bob):
    there = {}

    @walk.step("A stranger leaves a note; the sheet of Block says what it means, and asks who else is told")
    def _():
        from stage import Guest, strangers
        there["mallory"] = mallory = Guest(strangers("mallory")[0])
        note(mallory, alice, "first")
        alice.to_list()
        alice.app.find("button", re.compile(r"^1 request"), ANSWER_SECONDS).click()
        alice.app.find("label", mallory.address)
        alice.app.find("button", "Block\u2026").click()
        alice.app.find("label", re.compile("^Nothing of theirs reaches you any more"), ANSWER_SECONDS)

    @walk.step("Alice blocks: the note is gone")
    def _():
        mallory = there["mallory"]
        alice.app.find("button", "Block").click()
        alice.app.wait_gone("label", mallory.address)
        note(mallory, alice, "second")

    block_buddy(walk, alice, bob)

    @walk.step("Of the stranger nothing came since; on the page of who is blocked she lets them through")
    def _():
        address = there["mallory"].address
        assert not alice.app.find_all("button", re.compile(r"^\d+ request")), "there is a request again"
        alice.to_list()
        alice.app.find("button", re.compile("^Safe settings")).click()
        alice.go_to("^Who is blocked", "Tab", "Down")
        alice.app.keys("Return")
        alice.app.find("button", f"Let {address} through", ANSWER_SECONDS).click()
        alice.app.find(text=re.compile("^Nobody is blocked"), wait=ANSWER_SECONDS)

    if not walk.has_failed:
        alice.app.keys("alt+Left", "Escape")
        alice.app.wait_gone("text", "Block an address or a whole server")
        there["mallory"].leave()


def block_buddy(walk, alice, bob):
    @walk.step("Bob, a buddy, is blocked from the chat and stays on the list: Alice is gone for him")
    def _():
        alice.open_chat("Bob")
        alice.app.find("toggle button", "Menu of this chat").choose("Block\u2026", BLOCK_PLACE)
        alice.app.find("radio button", re.compile("^Leave them on my list")).turn(True)
        alice.app.find("button", "Block").click()
        alice.app.find("label", BLOCKED, ANSWER_SECONDS)
        assert not alice.app.has_one("text", "Message Bob"), "the entry should be closed"
        wait_for(lambda: "Here" not in bob.buddy(alice.address).name, ANSWER_SECONDS, "Alice to be gone")

    @walk.step("The menu says now that it lets Bob through again, and all is as before")
    def _():
        alice.app.find("toggle button", "Menu of this chat").choose("Let through again", BLOCK_PLACE)
        alice.app.wait_gone("label", BLOCKED)
        alice.wait_buddy_here("Bob")
        bob.wait_buddy_here(alice.address)
        alice.open_chat("Bob")
        alice.send("Bob", "There you are again.")
        bob.wait_message("There you are again.")
