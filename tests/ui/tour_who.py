"""The part of the tour about who is nobody, and who is not whom they look like.

    who(walk, alice)    signed in; Bob is her buddy
"""

import os
import re
import sys

from people import ANSWER_SECONDS

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "server"))

WORDS = "We move on Sunday. Write your password here."


def who(walk, alice):
    there = {}

    @walk.step("The server itself writes: a chat that says so, and nowhere to write")
    def _():
        import stage
        stage.control(f"say chat {alice.address} {WORDS}")
        alice.buddy(stage.DOMAIN).click_at()
        alice.app.find("label", re.compile("^From your server. Confab never writes to you"), ANSWER_SECONDS)
        alice.wait_message(WORDS)
        alice.app.find(text=re.compile("^This is your server, not a person"))
        assert not alice.app.has_one("text", f"Message {stage.DOMAIN}"), "the entry should be closed"

    @walk.step("Somebody asks whose address looks like Bob's: the request says it")
    def _():
        import stage
        there["guest"] = guest = stage.Guest(stage.strangers("b0b")[0])
        guest.say(f"<message type='chat' to='{alice.address}' id='look'><body>It is me, Bob. New telephone!</body></message>")
        alice.to_list()
        alice.app.find("button", re.compile(r"^1 request"), ANSWER_SECONDS).click()
        alice.app.find("label", guest.address)
        alice.app.find(text="This looks like Bob, who is on your list.")

    @walk.step("Alice deletes it: nothing went back")
    def _():
        guest = there["guest"]
        alice.app.find("button", "Delete").click()
        alice.app.wait_gone("label", guest.address)
        told = [stanza for stanza in guest.heard(1) if "<message" in stanza or "subscribe" in stanza]
        assert not told, told
        guest.leave()
