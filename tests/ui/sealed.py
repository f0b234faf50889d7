"""What tests of private messages have in common, in the words on the screen."""

import re
import time

from driver import wait_for
from people import ANSWER_SECONDS

CODE = re.compile("^Picture of black and white squares")
OPENS_PHOTO = re.compile("^Read .*\u2019s picture$")


def meet(alice, bob):
    """From two fresh profiles to two buddies; Alice calls the other Bob."""
    for person in (alice, bob):
        person.start_filled_in()
        person.sign_in_first()
    alice.add_buddy(bob.address, "Bob", "It is Alice")
    bob.accept_request(alice.address)
    alice.wait_buddy_here("Bob")


def chip(person, words):
    """The chip of the chat's header that says so; `words` may be a pattern."""
    return person.app.find("toggle button", words, ANSWER_SECONDS)


def open_check(person, name):
    """The page on which keys are compared, where there is one device to compare with."""
    chip(person, f"Really {name}?").click()
    person.app.find("button", re.compile("^Check that it is really ")).click()
    person.app.find("button", "They are the same", ANSWER_SECONDS)


def read_card(person, title):
    """What a screen reader says of the numbers or the words."""
    return person.app.find(name=title).description


def stands_there(entry, path):
    """It may be completed while it is written."""
    if entry.text != path:
        entry.write(path)
    time.sleep(0.3)
    return entry.text == path


def place_for_path(person):
    """It comes with the key, unless that was pressed before the dialog could take it."""
    def entry():
        return next((one for one in person.app.find_all("text") if one.text.startswith("/")), None)

    if not entry():
        person.app.keys("slash", title=OPENS_PHOTO)
        time.sleep(0.5)
    return entry()


def open_photo(person, path):
    """Chooses the file by its path; in one piece, since the dialog completes what is typed."""
    person.app.find("button", "Open a photo\u2026").click()
    person.app.window(OPENS_PHOTO)
    entry = wait_for(lambda: place_for_path(person), what="the place for a path")
    wait_for(lambda: stands_there(entry, path), what=path)
    person.app.keys("Return", title=OPENS_PHOTO)
