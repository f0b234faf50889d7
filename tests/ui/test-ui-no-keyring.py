#!/usr/bin/env python3
"""No password safe on this computer: Confab says so, works until it is quit, and leaves nothing behind."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from people import PASSWORD  # noqa: E402
from steps import main  # noqa: E402

QUESTION, ANSWER = "Is this kept anywhere?", "Nowhere at all, I hope."
NOTE = "It is Alice, from the lake"


def choose_until_quit(person):
    person.start("--address", person.address, "--server", person.server)
    person.app.find("label", "This computer has no password safe", wait=30)
    assert not person.app.has_one("text", "Password"), "no password may be asked for before the choice"
    person.app.find("button", "Use Confab until I quit").click()
    person.pass_guide()


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))

    @walk.step("Confab says that there is no password safe, and how to get one")
    def _():
        alice.start("--address", alice.address, "--server", alice.server)
        alice.app.find("label", "This computer has no password safe", wait=30)
        alice.app.find("button", "How to get one").click()
        alice.app.find("alert").find(text=re.compile("GNOME Keyring"))
        alice.app.find("alert").find("button", "Close").click()
        alice.app.wait_gone("alert")
        alice.app.find("button", "Use Confab until I quit")
        alice.quit()

    @walk.step("Alice uses it until she quits")
    def _():
        choose_until_quit(alice)
        alice.sign_in_first()
        alice.app.find(text=re.compile("Nothing is stored: Confab forgets all of this when you quit."))

    @walk.step("Bob does so too")
    def _():
        choose_until_quit(bob)
        bob.sign_in_first()

    @walk.step("They find each other")
    def _():
        alice.add_buddy(bob.address, "Bob", NOTE)
        bob.accept_request(alice.address)
        alice.wait_buddy_here("Bob")

    @walk.step("They talk")
    def _():
        alice.open_chat("Bob")
        alice.send("Bob", QUESTION)
        bob.open_chat(alice.address)
        bob.wait_message(QUESTION)
        bob.send(alice.address, ANSWER)
        alice.wait_message(ANSWER)

    @walk.step("While they talk nothing of it is in the profile's folder")
    def _():
        for person in (alice, bob):
            person.assert_not_kept(PASSWORD, QUESTION, ANSWER, NOTE, alice.address, bob.address)

    @walk.step("After quitting nothing is left, there or anywhere else")
    def _():
        for person in (alice, bob):
            person.quit()
            # A random name that the profile would have in a password safe; it says nothing.
            assert set(person.kept()) <= {"profile.id"}, sorted(person.kept())
            assert all(len(content) == 16 for content in person.kept().values())
        tops = (os.environ["XDG_RUNTIME_DIR"], os.environ["HOME"], os.environ["TMPDIR"], "/tmp", "/dev/shm")
        left = [os.path.join(at, name) for top in tops for at, _, names in os.walk(top) for name in names
                if name.startswith("vault.")]
        assert not left, left

    @walk.step("Started again, Confab knows nobody")
    def _():
        choose_until_quit(alice)
        assert not alice.app.has_one("list item", re.compile("Bob"))
        alice.quit()


sys.exit(main(walk_all))
