#!/usr/bin/env python3
"""The first screen when something is wrong: named in words, nothing typed is lost, nothing is left behind."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import wait_for  # noqa: E402
from people import HOST, PASSWORD, PORT, Person  # noqa: E402
from steps import main  # noqa: E402

WRONG = "not-the-password"


def form(person):
    """What stands in the form; of the password only how long it is."""
    app = person.app
    return app.find("text", "Your address").text, len(app.find("text", "Password").text)


def try_with(person, address, password):
    person.app.find("text", "Your address").write(address)
    person.app.find("text", "Password").write(password)
    person.app.find("button", "Sign in").click()


def is_said(person, sentence, advice):
    person.app.find(text=re.compile(re.escape(sentence)), wait=30)
    person.app.find(text=re.compile(re.escape(advice)))
    assert person.app.find("button", "Sign in").is_sensitive, "one should be able to try again"


def walk_all(walk, people):
    alice = people("alice", (20, 20, 780, 800))

    @walk.step("The form is filled in, and nothing can be sent without a password")
    def _():
        alice.start_filled_in()
        assert form(alice) == (alice.address, 0), form(alice)
        assert not alice.app.find("button", "Sign in").is_sensitive

    @walk.step("A wrong password is named, and what was typed is kept")
    def _():
        try_with(alice, alice.address, WRONG)
        is_said(alice, "The server did not accept this password.", "Check the address too. Capital letters count.")
        assert form(alice) == (alice.address, len(WRONG)), form(alice)
        focused = alice.app.focused()
        assert focused and focused.name == "Password", alice.app.describe()

    @walk.step("A domain that the server does not serve is named")
    def _():
        try_with(alice, "alice@exampel.test", PASSWORD)
        is_said(alice, "There is no chat server at \u201cexampel.test\u201d.", "Check the part after @.")
        assert form(alice) == ("alice@exampel.test", len(PASSWORD)), form(alice)
        focused = alice.app.focused()
        assert focused and focused.name == "Your address", alice.app.describe()

    @walk.step("What is no address is said before anything leaves")
    def _():
        try_with(alice, "alice", PASSWORD)
        is_said(alice, "\u201calice\u201d is not an address.", "It looks like carla@example.org.")

    @walk.step("A server that does not answer is named")
    def _():
        alice.app.find("text", "Your address").write(alice.address)
        alice.app.find(re.compile("button|list item|toggle button"), re.compile("^Server")).click()
        alice.app.find("text", "Port").write("1")
        alice.app.find("button", "Sign in").click()
        is_said(alice, "does not answer.", "It may be down, or this network does not let Confab through.")
        assert alice.app.find("text", "Host").text == HOST
        alice.app.find("text", "Port").write(PORT)

    @walk.step("A sign-in can be given up")
    def _():
        try_with(alice, alice.address, WRONG)
        for button in alice.app.find_all("button", "Cancel"):
            button.click()
        alice.app.find("button", "Sign in", wait=30)
        assert form(alice)[0] == alice.address, form(alice)

    @walk.step("The right password signs in")
    def _():
        try_with(alice, alice.address, PASSWORD)
        alice.finish_guide()
        alice.wait_signed_in()

    @walk.step("For one hour: the pill says until when, and that it can stay so")
    def _():
        alice.pill().choose("Sign in for one hour", 1)
        wait_for(lambda: re.fullmatch(r"Signed in until \d+:\d\d.*", alice.pill().name), what="the end of the hour")
        alice.pill().choose("Sign in", 0)
        wait_for(lambda: alice.pill().name == "Signed in", what="no end")

    @walk.step("Quitting ends it, and neither password is on the disk")
    def _():
        alice.quit()
        alice.assert_not_kept(PASSWORD, WRONG)


sys.exit(main(walk_all))
