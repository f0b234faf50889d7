"""What tests of private messages have in common, in the words on the screen."""

import re

from people import ANSWER_SECONDS


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
