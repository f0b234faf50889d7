#!/usr/bin/env python3
"""Files as people send them (R33, R35, R37): pasted, cleaned, fetched only when told, opened only
where nothing speaks against it. A viewer that writes down what it is given stands in for a real one."""

import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import run, wait_for  # noqa: E402
from pasting import FILE_SECONDS, make_picture, make_program, paste_file  # noqa: E402
from sealed import meet  # noqa: E402
from steps import main  # noqa: E402

VIEWED = os.path.join(os.environ["HOME"], "viewed")
PICTURE = os.path.join(os.environ["HOME"], "lake.jpg")
NOTE = os.path.join(os.environ["HOME"], "payment.txt")
PROGRAM = os.path.join(os.environ["HOME"], "holiday.jpg")
CANARY = "Sunnyvale"
HURT_SECONDS = 1.0  # a viewer that nobody asked for would have been there by then


def make_viewer():
    programs = os.path.join(os.environ["XDG_DATA_HOME"], "applications")
    script = os.path.join(os.environ["HOME"], "viewer")
    os.makedirs(programs, exist_ok=True)
    os.makedirs(os.environ["XDG_CONFIG_HOME"], exist_ok=True)
    with open(script, "w", encoding="utf-8") as file:
        file.write(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{VIEWED}"\ncp "$1" "{VIEWED}.copy"\n')
    os.chmod(script, 0o700)
    with open(os.path.join(programs, "practice-viewer.desktop"), "w", encoding="utf-8") as file:
        file.write(f"[Desktop Entry]\nType=Application\nName=Practice\nExec={script} %f\nMimeType=image/jpeg;\n")
    with open(os.path.join(os.environ["XDG_CONFIG_HOME"], "mimeapps.list"), "w", encoding="utf-8") as file:
        file.write("[Default Applications]\nimage/jpeg=practice-viewer.desktop\n")


def make_files():
    make_picture(PICTURE, CANARY)
    make_program(PROGRAM)


def viewed():
    if not os.path.exists(VIEWED):
        return []
    with open(VIEWED, encoding="utf-8") as file:
        return file.read().splitlines()


def assert_nothing_viewed():
    time.sleep(HURT_SECONDS)
    assert viewed() == [], viewed()


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))
    make_viewer()
    make_files()

    @walk.step("Alice and Bob become buddies, who know each other in life")
    def _():
        meet(alice, bob)
        alice.open_chat("Bob")
        bob.open_chat(alice.address)
        alice.send("Bob", "Here is the lake")
        bob.wait_message("Here is the lake")

    @walk.step("Alice pastes a picture, and is told what was taken out of it")
    def _():
        paste_file(alice, "Bob", PICTURE)
        alice.app.find("label", re.compile("Place and camera taken out"))
        alice.app.find("button", "Do not send lake.jpg")
        alice.app.find("image", "lake.jpg")

    @walk.step("She sends it; at Bob's a card says where it lies, and nothing is fetched")
    def _():
        alice.app.find("button", "Send 1 file").click()
        bob.app.find("button", "Get it", FILE_SECONDS)
        bob.app.find("label", re.compile("That place learns where you connect from"))
        bob.app.find("label", re.compile("You have not taken a file from .* before"))
        bob.app.find("label", re.compile("^Said to be: Picture"))
        assert not bob.app.has_one("button", "Open")
        assert_nothing_viewed()

    @walk.step("Bob gets it, and looks at it on its card, which Alice's has as well: only once he presses Show")
    def _():
        bob.app.find("button", "Get it").click()
        bob.app.find("button", "Show", FILE_SECONDS)
        assert not bob.app.has_one("image", "Picture: lake.jpg")
        bob.app.find("button", "Show").click()
        bob.app.find("image", "Picture: lake.jpg", FILE_SECONDS)
        alice.app.find("image", "Picture: lake.jpg")
        bob.app.find("button", "Hide").click()
        wait_for(lambda: not bob.app.has_one("image", "Picture: lake.jpg"), what="the picture to be hidden")
        bob.app.find("button", "Show")

    @walk.step("He opens it: there is no place in it any more")
    def _():
        assert_nothing_viewed()
        bob.app.find("button", "Open").click()
        wait_for(lambda: len(viewed()) == 1, what="the viewer")
        wait_for(lambda: os.path.exists(VIEWED + ".copy"), what="what the viewer got")
        told = run("exiftool", "-a", "-u", "-G1", "-s", VIEWED + ".copy")
        assert "GPS" not in told and CANARY not in told, told

    @walk.step("A text with a card number in it: the other press is off, Enter does not send, and nothing leaves")
    def _():
        with open(NOTE, "w", encoding="utf-8") as file:
            file.write("For the boat: 4111 1111 1111 1111\n")
        paste_file(alice, "Bob", NOTE)
        alice.app.find("label", re.compile("This looks like a card number"))
        assert not alice.app.find("button", "Send 1 file").is_sensitive
        alice.write("Bob", "And this beside it")
        alice.app.keys("Return")
        alice.app.keys("Return")
        alice.app.find("label", re.compile("^Look at the files first"))
        time.sleep(HURT_SECONDS)
        assert not bob.app.has_one("button", "Get it") and not bob.app.has_one("label", "And this beside it")

    @walk.step("Send anyway is a press of its own")
    def _():
        alice.app.find("button", "Send anyway").click()
        bob.app.find("button", "Get it", FILE_SECONDS)
        alice.app.keys("Return")
        bob.wait_message("And this beside it")
        bob.app.find("label", re.compile("That place learns where you connect from"))
        assert not bob.app.has_one("label", re.compile("You have not taken a file from"))

    @walk.step("A program that poses as a picture is not opened, and says so")
    def _():
        paste_file(alice, "Bob", PROGRAM)
        alice.app.find("button", "Send 1 file").click()
        wait_for(lambda: len(bob.app.find_all("button", "Get it")) == 2, FILE_SECONDS, "two that were not fetched")
        bob.app.find_all("button", "Get it")[-1].click()
        bob.app.find("label", re.compile("^It is a program"), FILE_SECONDS)
        bob.app.find("label", re.compile("^Program · "))
        assert len(bob.app.find_all("button", "Open")) == 1

    @walk.step("Saving it asks first; Escape saves nothing")
    def _():
        bob.app.find_all("button", "Save…")[-1].click()
        bob.app.find("label", re.compile("It can do harm when you open it"))
        bob.app.keys("Escape")
        bob.app.wait_gone("alert")
        assert len(viewed()) == 1

    @walk.step("Closing the chat names what is saved nowhere; Escape keeps it, and a second press of the key asks again")
    def _():
        bob.app.find_all("button", "Get it")[0].click()
        wait_for(lambda: not bob.app.has_one("button", "Get it"), FILE_SECONDS, "the last one")
        for _ in range(2):
            bob.app.keys("ctrl+shift+w")
            bob.app.find("label", re.compile("^Files that you have not saved go with it:\\s+lake.jpg\\s+.*txt\\s+holiday.jpg$"))
            bob.app.keys("Escape")
            bob.app.wait_gone("alert")
        assert bob.has_message("Here is the lake")

    @walk.step("Close and Erase does it")
    def _():
        bob.app.keys("ctrl+shift+w")
        bob.app.find("button", "Close and Erase").click()
        wait_for(lambda: not bob.has_message("Here is the lake"), what="the end of the chat")

    @walk.step("Where nothing would be lost, nothing is asked")
    def _():
        alice.app.keys("ctrl+shift+w")
        wait_for(lambda: not alice.has_message("Here is the lake"), what="the end of the chat")


sys.exit(main(walk_all))
