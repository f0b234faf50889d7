#!/usr/bin/env python3
"""Checking by camera: a real portal and a real PipeWire, and a camera before which pictures are held. It is on only
while somebody looks at it, and off at once when it has done its work."""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from camera import FOLDER, Cameras, cut_out  # noqa: E402
from driver import picture, wait_for  # noqa: E402
from people import ANSWER_SECONDS  # noqa: E402
from sealed import CODE, chip, meet, open_check  # noqa: E402
from steps import main  # noqa: E402

USE, OFF = "Use the camera", "Turn the camera off"
NONE = "This computer has no camera that Confab may use."
SEEN = "Hold Bob\u2019s picture in front of the camera."
FIRST_SECONDS = 40  # GStreamer looks its parts through when it is first used


def camera_programs():
    """The ids of the programs that have a camera, whoever started them."""
    return subprocess.run(["pgrep", "-x", "confab-camera"], capture_output=True, text=True).stdout.split()


def sockets(person):
    """How many the program has open, its link to PipeWire among them."""
    at = f"/proc/{person.app.pid}/fd"
    return sum(os.readlink(f"{at}/{name}").startswith("socket:") for name in os.listdir(at))


def assert_without_gstreamer(person):
    """What can fall over with a camera has no place in the program itself."""
    with open(f"/proc/{person.app.pid}/maps", encoding="utf-8") as file:
        assert "libgst" not in file.read()


def wait_on(person, cameras):
    person.app.find("button", OFF)
    person.app.find("label", SEEN, FIRST_SECONDS)
    assert cameras.is_watched(), "pictures come from nowhere"


def wait_off_without(cameras):
    wait_for(lambda: not camera_programs() and not cameras.is_watched(), 5, "the end of the camera")


def wait_off(person, cameras, before):
    wait_off_without(cameras)
    wait_for(lambda: sockets(person) == before, 5, f"{before} sockets, where there are {sockets(person)}")


def open_picture(person):
    open_check(person, "Bob")
    person.app.find("page tab", "Picture").click()


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 860)), people("bob", (700, 20, 680, 860))
    cameras = Cameras()
    try:
        prepare(walk, alice, bob)
        try_without(walk, alice, cameras)
        try_refused(walk, alice, cameras)
        try_on_and_off(walk, alice, cameras)
        try_to_read(walk, alice, cameras)
        try_to_fall_over(walk, alice, bob, cameras)
    finally:
        cameras.stop()


MINE, THEIRS = os.path.join(FOLDER, "alice.png"), os.path.join(FOLDER, "bob.png")


def prepare(walk, alice, bob):
    @walk.step("Alice and Bob write, and each shows a picture to check with")
    def _():
        meet(alice, bob)
        alice.open_chat("Bob")
        bob.open_chat(alice.address)
        chip(alice, "Only you two")
        alice.send("Bob", "Shall we compare?")
        bob.wait_message("Shall we compare?")
        open_check(bob, alice.address)
        bob.app.find("page tab", "Picture").click()
        open_picture(alice)
        cut_out(alice.app, CODE, MINE)
        cut_out(bob.app, CODE, THEIRS)


def try_without(walk, alice, cameras):
    @walk.step("Without a portal there is no camera, and that is said")
    def _():
        alice.app.find("button", USE).click()
        alice.app.find("label", NONE, ANSWER_SECONDS)
        alice.app.find("button", USE)

    @walk.step("Nor with one that has none; nobody is asked")
    def _():
        cameras.start_portal()
        cameras.answer("yes")
        alice.app.find("button", USE).click()
        alice.app.wait_gone("label", NONE)
        alice.app.find("label", NONE, ANSWER_SECONDS)
        assert not cameras.was_asked(), "asked about a camera that is not there"


def try_refused(walk, alice, cameras):
    @walk.step("The camera is refused")
    def _():
        with cameras.plugged_in(THEIRS):
            cameras.answer("no")
            alice.app.find("button", USE).click()
            alice.app.find("label", "Confab may not use the camera.", ANSWER_SECONDS)
            assert cameras.was_asked() and not cameras.is_watched()

    @walk.step("Nobody answers: turned off, nothing comes of it later")
    def _():
        with cameras.plugged_in(THEIRS):
            cameras.answer("never")
            alice.app.find("button", USE).click()
            wait_for(cameras.was_asked, what="the desktop's question")
            alice.app.find("button", OFF).click()
            alice.app.find("button", USE)
            assert not cameras.is_watched()
        assert not camera_programs(), "started for nothing"


def try_on_and_off(walk, alice, cameras):
    before = 0

    seen = os.path.join(FOLDER, "seen.png")

    @walk.step("The camera sees Alice's own picture: it is not Bob's, and it goes on looking", shown=seen)
    def _():
        nonlocal before
        before = sockets(alice)
        cameras.answer("yes")
        with cameras.plugged_in(MINE):
            alice.app.find("button", USE).click()
            wait_on(alice, cameras)
            alice.app.find("label", f"This belongs to {alice.address}, somebody else.", ANSWER_SECONDS)
            alice.app.find("button", OFF)
            assert cameras.is_watched()
            assert_without_gstreamer(alice)
            picture(seen)

    @walk.step("The camera is pulled out")
    def _():
        alice.app.find("label", "The camera shows nothing any more.", ANSWER_SECONDS)
        wait_off(alice, cameras, before)

    for title, leave in (("Turned off", lambda: alice.app.find("button", OFF).click()),
                         ("Another page of it turns the camera off",
                          lambda: alice.app.find("page tab", "Numbers").click()),
                         ("Closed", lambda: alice.app.keys("Escape"))):
        @walk.step(title + ", the camera is off at once")
        def _(leave=leave):
            with cameras.plugged_in(MINE):
                if not alice.app.has_one("page tab", "Picture"):
                    open_picture(alice)
                alice.app.find("page tab", "Picture").click()
                alice.app.find("button", USE).click()
                wait_on(alice, cameras)
                leave()
                wait_off(alice, cameras, before)


def try_to_read(walk, alice, cameras):
    @walk.step("The camera sees Bob's picture: it is really Bob, and the camera is off")
    def _():
        with cameras.plugged_in(THEIRS):
            open_picture(alice)
            before = sockets(alice)
            alice.app.find("button", USE).click()
            alice.app.find("button", "Done", FIRST_SECONDS)
            wait_off(alice, cameras, before)
            alice.app.find("button", "Done").click()
            chip(alice, re.compile("^Really Bob \u00b7 "))

def try_to_fall_over(walk, alice, bob, cameras):
    @walk.step("Bob's program falls over while the camera is on")
    def _():
        with cameras.plugged_in(THEIRS):
            bob.app.find("button", USE).click()
            bob.app.find("label", f"Hold {alice.address}\u2019s picture in front of the camera.", FIRST_SECONDS)
            bob.app.kill()
            wait_off_without(cameras)


sys.exit(main(walk_all))
