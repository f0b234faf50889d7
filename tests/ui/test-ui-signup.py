#!/usr/bin/env python3
"""From the first start to the first answer of a friend, by invitation; every press and the seconds are counted."""

import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import wait_for  # noqa: E402
from people import ANSWER_SECONDS, DOMAIN  # noqa: E402
from steps import main  # noqa: E402

FIRST, ANSWER = "I am in. Can you read this?", "Every word. Welcome."
MAX_CLICKS, MAX_SECONDS = 12, 180


def walk_all(walk, people):
    alice, dora = people("alice", (10, 20, 680, 800)), people("dora", (700, 20, 680, 800))
    seen = {"clicks": 0, "begun": 0.0}

    def click(*what):
        seen["clicks"] += 1
        dora.app.find(*what, wait=ANSWER_SECONDS).click()

    @walk.step("Alice makes an invitation")
    def _():
        alice.start_filled_in()
        alice.sign_in_first()
        alice.app.find("button", "Add a buddy").click()
        alice.app.find(re.compile("button|list item"), "Show my invitation").click()
        label = alice.app.find("label", re.compile(r"^xmpp:"), ANSWER_SECONDS)
        seen["link"] = label.name
        assert seen["link"].startswith(f"xmpp:{alice.address}?roster;preauth="), seen["link"]

    @walk.step("Alice goes back to her list")
    def _():
        alice.app.keys("Escape")
        alice.app.wait_gone("label", re.compile(r"^xmpp:"))
        alice.app.keys("Escape")
        alice.app.wait_gone("button", "Send note")

    @walk.step("Dora starts Confab for the first time and says that she was invited")
    def _():
        seen["begun"] = time.monotonic()
        seen["clicks"] += 1  # the program itself
        dora.start_first()
        click("button", "Use safe settings")
        click("button", "Somebody invited me")
        dora.app.find("text", "Invitation", wait=ANSWER_SECONDS)

    @walk.step("What is no invitation is said kindly")
    def _():
        dora.app.find("text", "Invitation").write("https://example.test/invite/abc")
        dora.app.find("button", "Next").click()
        dora.app.find(text=re.compile("There is no invitation in this"), wait=ANSWER_SECONDS)

    @walk.step("What the invitation would do stands there before it is used")
    def _():
        seen["clicks"] += 1  # Paste
        dora.app.find("text", "Invitation").write(seen["link"])
        dora.app.find(text=re.compile(f"This brings you to {re.escape(DOMAIN)} and makes {re.escape(alice.address)}"),
                      wait=ANSWER_SECONDS)

    @walk.step("Dora chooses a name; the password is made for her")
    def _():
        click("button", "Next")
        dora.app.find("text", "Name", wait=ANSWER_SECONDS).write("dora")
        seen["password"] = dora.app.find("text", re.compile("^Password, made by Confab")).text
        assert re.fullmatch(r"([a-z2-9]{5}-){3}[a-z2-9]{5}", seen["password"]), seen["password"]

    @walk.step("The address is hers, and the password is to be written on paper")
    def _():
        click("button", "Get this address")
        dora.app.find("label", f"dora@{DOMAIN}", wait=30)
        dora.app.find("label", seen["password"])

    @walk.step("Alice is her buddy already")
    def _():
        click("button", "It is on paper")
        click("button", "Finish")
        dora.app.wait_gone("button", "Finish")
        dora.wait_signed_in()
        dora.wait_buddy_here(alice.address)
        seen["clicks"] += 1
        dora.buddy(alice.address).click_at()

    @walk.step("Dora writes, and Alice reads it")
    def _():
        dora.send(alice.address, FIRST)
        alice.open_chat(dora.address)
        alice.wait_message(FIRST)

    @walk.step("Alice answers, and Dora reads it")
    def _():
        alice.send(dora.address, ANSWER)
        dora.wait_message(ANSWER)
        seconds = time.monotonic() - seen["begun"]
        print(f"from the first start to the first answer: {seen['clicks']} clicks, {seconds:.0f} s", flush=True)
        assert seen["clicks"] < MAX_CLICKS and seconds < MAX_SECONDS, (seen["clicks"], seconds)

    @walk.step("Neither password nor invitation is on the disk")
    def _():
        dora.quit()
        token = seen["link"].split("preauth=")[1].split(";")[0]
        dora.assert_not_kept(seen["password"], token)

    @walk.step("The password was kept: Dora starts again and signs in")
    def _():
        dora.start()
        dora.wait_pill("Signed off")
        dora.sign_in()


sys.exit(main(walk_all))
