"""The part of the tour about what is typed and told: every reason why Confab asks or warns, with its words.

    guard(walk, alice, bob)    both signed in, buddies who know each other in life
"""

import collections
import os
import re
import subprocess
import time

import reasons
from driver import wait_for
from people import PROGRAM

LINK_PLACE = 3  # in the menu of a message
KNOWN_PLACE = 2  # in that of a buddy
SEEN = "Now I have seen it all."
# What one person sends beyond thirty messages a minute is folded: nobody writes so fast, and nor does Alice here.
MANY, MINUTE = 20, 62
said = collections.deque(maxlen=MANY)  # when
# The gallery stands in the same build folder as the program, or in that of this tree.
HERE = os.path.dirname(os.path.abspath(__file__))
GALLERIES = [os.path.join(os.path.dirname(PROGRAM), "..", "tests", "ui", "gallery", "gallery"),
             os.path.join(HERE, "..", "..", "_build", "gcc", "tests", "ui", "gallery", "gallery")]


def say(alice, text):
    if len(said) == MANY:
        time.sleep(max(0, said[0] + MINUTE - time.monotonic()))
    said.append(time.monotonic())
    alice.send("Bob", text)


def take_back(walk, alice):
    if not walk.has_failed:
        alice.app.find("button", "Edit").click()
        alice.app.wait_gone("button", "Edit")
        alice.entry("Bob").clear()


def close(walk, person):
    if not walk.has_failed:
        person.app.keys("Escape")
        person.app.wait_gone("alert")


def show_typed(walk, alice, what, text, words):
    @walk.step(f"Alice types {what} and is asked")
    def _():
        alice.write("Bob", text)
        alice.entry("Bob").focus()
        alice.app.keys("Return")
        alice.app.find("label", re.compile(re.escape(words)))

    take_back(walk, alice)


def show_trick(walk, alice, bob, what, text, words):
    @walk.step(f"Bob is told of {what}")
    def _():
        say(alice, text)
        bob.app.find("label", re.compile(re.escape(words)), 20)

    if not walk.has_failed:
        bob.app.find("button", "I have checked").click()
        bob.app.wait_gone("button", "I have checked")


def show_link(walk, alice, bob, what, link, words):
    @walk.step(f"Bob asks where a link leads: {what}")
    def _():
        say(alice, link)
        # Where the keyboard is in the log, it stays; the way back to the end is offered.
        for button in bob.app.find_all("button", re.compile("^(Go to the newest message|\\d+ new messages?)$")):
            button.click()
        bob.wait_message(link).find("button", "Menu of this message").click()
        items = wait_for(lambda: bob.app.find_all("menu item"), what="the menu of the message")
        items[LINK_PLACE].click()
        bob.app.find("alert").find("label", re.compile(re.escape(words)))

    close(walk, bob)


def show_spread(walk, alice, what, text, words):
    @walk.step(f"Alice sends {what} and is asked")
    def _():
        for _ in range(5):
            say(alice, text)
            wait_for(lambda: alice.entry("Bob").text == "", what="the entry to be empty")
        alice.write("Bob", text)
        alice.entry("Bob").focus()
        alice.app.keys("Return")
        alice.app.find("label", re.compile("^" + re.escape(words)))

    take_back(walk, alice)


def fill_list(walk, alice):
    """From the Safety page; what is on the list is shown by its edges alone."""
    @walk.step("Alice puts where she lives on her private list")
    def _():
        alice.to_list()
        alice.app.find("button", re.compile("^Safe settings")).click()
        alice.app.find("button", "Your private list").click()
        alice.app.find("text", "A word, name or number").write(reasons.LISTED)
        alice.app.find("button", "Add").click()
        alice.app.find(name=f"{len(reasons.LISTED)} characters, beginning with S and ending with t")
        assert reasons.LISTED not in alice.app.describe(800), "the list shows what is on it"

    if not walk.has_failed:
        for _ in range(2):
            alice.app.keys("Escape")
        alice.app.wait_gone("text", "A word, name or number")
        alice.open_chat("Bob")


def show_scenes(walk):
    """What cannot be seen in a chat so far: the gallery shows the same widgets."""
    gallery = next((path for path in GALLERIES if os.access(path, os.X_OK)), None)
    folder = os.path.join(os.environ.get("TMPDIR", "/tmp"), "scenes")
    for at, (_, _, title, scene) in enumerate(reasons.SCENES):
        @walk.step(f"Without a server: {title}", os.path.join(folder, f"{scene}-800-light.png"))
        def _():
            assert gallery, f"no gallery is built at {GALLERIES}"
            if at == 0:
                subprocess.run([gallery, "--once", folder, *(scene for *_, scene in reasons.SCENES)], check=True, timeout=60,
                               capture_output=True)


def check_elsewhere(walk, bob):
    @walk.step("Bob reads how to check it elsewhere")
    def _():
        bob.wait_message(reasons.TRICKS[-1][2]).find("button", "Menu of this message").click()
        wait_for(lambda: bob.app.find_all("menu item"), what="the menu of the message")[LINK_PLACE - 1].click()
        bob.app.find("alert").find("label", re.compile("^Ring a number that you had before"))

    close(walk, bob)


def forget_life(alice):
    alice.buddy("Bob").find("toggle button", "More about Bob").choose("Known in life\u2026", KNOWN_PLACE)
    alice.app.find("alert").find("button", "Only from online").click()
    alice.app.wait_gone("alert")
    alice.open_chat("Bob")


def guard(walk, alice, bob):
    if walk.has_failed:
        return
    alice.open_chat("Bob")
    bob.open_chat(alice.address)
    for _, what, text, words in reasons.TYPED:
        show_typed(walk, alice, what, text, words)
    for _, what, text, words in reasons.SPREAD:
        show_spread(walk, alice, what, text, words)
    for _, what, text, words in reasons.TRICKS:
        show_trick(walk, alice, bob, what, text, words)
    check_elsewhere(walk, bob)
    for _, what, link, words in reasons.LINKS:
        show_link(walk, alice, bob, what, link, words)
    fill_list(walk, alice)
    if not walk.has_failed:
        forget_life(alice)
    for _, what, text, words in reasons.TOLD_TO_UNKNOWN:
        show_typed(walk, alice, what, text, words)
    show_scenes(walk)
    if not walk.has_failed:
        bob.send(alice.address, SEEN)  # whoever writes is at the end of the log again
        alice.wait_message(SEEN)
