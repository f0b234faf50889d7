"""The part of the tour about files: sent and got, one that is refused, one that is asked about.

    files(walk, alice, bob)    both signed in, talking, sure of each other, the chat open at both
"""

import os
import re

from pasting import FILE_SECONDS, make_picture, make_program, paste_file

PICTURE, PROGRAM, NOTE = "lake.jpg", "holiday.jpg", "payment.txt"
CARD = "This looks like a card number"


def make_files(folder):
    make_picture(os.path.join(folder, PICTURE), "Alice")
    make_program(os.path.join(folder, PROGRAM))
    with open(os.path.join(folder, NOTE), "w", encoding="utf-8") as file:
        file.write("For the boat: 4111 1111 1111 1111\n")


def files(walk, alice, bob):
    @walk.step("Alice pastes a picture, and is told what was taken out of it")
    def _():
        make_files(alice.folder)
        alice.app.raise_window("Confab")
        paste_file(alice, "Bob", os.path.join(alice.folder, PICTURE))
        alice.app.find("label", re.compile("Place and camera taken out"))

    @walk.step("She sends it; Bob sees where it lies, and who learns what if he gets it")
    def _():
        alice.app.find("button", "Send 1 file").click()
        bob.app.raise_window("Confab")
        bob.app.find("button", "Get it", FILE_SECONDS)
        bob.app.find("label", re.compile("That place learns where you connect from"))

    @walk.step("Bob gets it: a picture, which can be opened")
    def _():
        bob.app.find("button", "Get it").click()
        bob.app.find("button", "Open", FILE_SECONDS)

    @walk.step("A program that poses as a picture is not opened, and says why")
    def _():
        alice.app.raise_window("Confab")
        paste_file(alice, "Bob", os.path.join(alice.folder, PROGRAM))
        alice.app.find("button", "Send 1 file").click()
        bob.app.raise_window("Confab")
        bob.app.find("button", "Get it", FILE_SECONDS).click()
        bob.app.find("label", re.compile("^It is a program"), FILE_SECONDS)

    @walk.step("A text with a card number in it is asked about before it leaves")
    def _():
        alice.app.raise_window("Confab")
        paste_file(alice, "Bob", os.path.join(alice.folder, NOTE))
        alice.app.find("label", re.compile(CARD))
        alice.app.find("button", "Send anyway")
        assert not alice.app.find("button", "Send 1 file").is_sensitive

    @walk.step("She takes it out, and nothing of it left")
    def _():
        alice.app.find("button", "Do not send payment.txt").click()
        alice.app.wait_gone("button", "Send anyway")
        assert not bob.app.has_one("label", re.compile("payment"))
