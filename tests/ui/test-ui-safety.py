#!/usr/bin/env python3
"""The Safety page by keyboard alone: a protection is weakened until tomorrow, stays so over a restart and says so, and
goes back in one press, from the check-up of a month. Opening Confab signs nobody in (R20, R36, R43)."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import wait_for  # noqa: E402
from steps import main  # noqa: E402

ALL_ON, WEAKER = "Safe settings: all on", re.compile(r"^Links: Off until \S+ \d+:\d\d")


def strip(person, name):
    return person.app.find("button", name)


def walk_all(walk, people):
    alice = people("alice", (10, 20, 680, 780))

    @walk.step("The strip says that all is on")
    def _():
        alice.start_filled_in()
        alice.sign_in_first()
        strip(alice, ALL_ON)

    @walk.step("The page opens from the strip, with the promises and what shows them")
    def _():
        alice.go_to("^" + ALL_ON, "Tab")
        alice.app.keys("Return")
        alice.app.find(text=re.compile("^Nobody had to be refused since Confab was opened at "))
        alice.app.find(text=re.compile("^No chat was closed since Confab was opened at "))

    @walk.step("What strangers see: the address, and nothing more, as the server tells")
    def _():
        alice.go_to("^Look at me as a stranger", "Tab", "Down")
        alice.app.keys("Return")
        alice.app.find(text="Your address, and nothing more")
        alice.app.find(text=re.compile("^As far as .* tells; it was asked at "))
        alice.app.keys("alt+Left")
        alice.app.find(text=re.compile("^Looked at as a stranger at .*: nothing to see"))

    @walk.step("What files take is counted when the page is shown")
    def _():
        alice.go_to("^What files take now", "Tab", "Down")
        alice.app.find(text=re.compile(r"^0 bytes of 16.0.GB are here\. 0 bytes of 16.0.GB came today"))

    @walk.step("By keyboard to the links, and to opening them at once")
    def _():
        alice.go_to("^Links", "Tab", "Down")
        alice.app.keys("Return")
        alice.app.find(text="Open it")
        alice.go_to("^Open it", "Tab", "Down")
        alice.app.keys("space")

    @walk.step("The sheet says for whom; Escape changes nothing")
    def _():
        alice.app.find(text=re.compile("^A click on a link of somebody you know in life"))
        alice.app.keys("Escape")
        strip(alice, ALL_ON)

    @walk.step("Enter takes: until tomorrow")
    def _():
        alice.go_to("^Open it", "Tab", "Down")
        alice.app.keys("space")
        alice.app.find("button", re.compile(r"^Until \S+ \d+:\d\d"))
        alice.app.keys("Return")
        strip(alice, WEAKER)

    @walk.step("It is so after a restart, and nobody was signed in")
    def _():
        for _ in range(3):
            alice.app.keys("Escape")
        alice.quit()
        alice.start()
        strip(alice, WEAKER)
        alice.wait_pill("Signed off")

    @walk.step("The check-up of a month says what is weaker, and leads back")
    def _():
        strip(alice, WEAKER).click()
        alice.go_to("^One minute a month", "Tab", "Down")
        alice.app.keys("Return")
        alice.app.find(text=re.compile("^Last done today"))
        alice.app.find(text="Nothing here needs you.")
        alice.app.find(text=re.compile("^Open it. Off until "))
        alice.go_to("^Switch on$", "Tab")
        alice.app.keys("space")
        alice.app.find(text="Nothing is off.")
        alice.go_to("^Done for this month", "Tab")
        alice.app.keys("Return")
        alice.app.wait_gone("button", "Done for this month")

    @walk.step("All is on again; also after another restart")
    def _():
        strip(alice, ALL_ON)
        alice.app.keys("Escape")
        wait_for(lambda: not alice.app.has_one("list item", re.compile("^One minute a month")), what="the end of the page")
        alice.quit()
        alice.start()
        strip(alice, ALL_ON)
        alice.quit()


sys.exit(main(walk_all))
