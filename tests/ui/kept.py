"""Steps of how long chats stay, for the test of its own and for the tour.

Each takes the walk and the person whose chat is open in front.
"""

import re

from driver import wait_for
from people import ANSWER_SECONDS
from sealed import chip

KEEP_PLACE = 1  # in the menu of a message
KEPT_PLACE = 4  # in the main menu


def choose(walk, person, value, rest, label):
    """In the chip's sheet: `value`, and what becomes of what is there."""
    @walk.step(f"“{value}” is chosen for the chat: {rest.lower()}")
    def _():
        chip(person, re.compile("^(Gone on closing|Kept here)")).click()
        person.app.find("button", "Change how long…").click()
        person.app.find("alert")
        person.go_to(f"^{value}", "Tab", "Down")
        person.app.keys("space")
        wait_for(lambda: person.app.find("radio button", value).is_on, what=f"the mark at {value}")
        person.app.find("button", rest)

    if not walk.has_failed:
        person.app.find("button", rest).click()
        person.app.wait_gone("alert")
        chip(person, label)


def set_timer(person, before, choice, *keys):
    chip(person, before).click()
    person.app.find("button", "Let messages disappear…").click()
    person.app.find("alert")
    person.go_to(choice, *keys)
    person.app.keys("space")
    person.app.find("button", "Change").click()
    person.app.wait_gone("alert")


def let_disappear(walk, person, other, kept):
    """Both have the chat with each other open; `kept` is what `person`'s chip says."""
    @walk.step("Messages are to disappear after an hour, and the other side is told")
    def _():
        set_timer(person, kept, "^After (an|one|1) hour", "Tab", "Down")
        chip(person, re.compile("^Disappears after"))
        other.app.find("label", re.compile(" set messages to disappear after "), ANSWER_SECONDS)

    @walk.step("They stay again")
    def _():
        set_timer(person, re.compile("^Disappears after"), "^They stay", "Tab", "Up")
        chip(person, kept)
        other.app.find("label", re.compile(" set messages to stay"), ANSWER_SECONDS)


def close_and_undo(walk, person, name, text):
    @walk.step("A closed chat is forgotten with the next step; until then it can come back")
    def _():
        person.send(name, text)
        person.wait_state(text, "On ")
        chip(person, "Gone on closing").click()
        person.app.find("button", "Close chat").click()
        person.app.find("label", re.compile("closed and forgotten"))
        person.app.find("button", "Keep 30 days from now on")
        assert not person.has_message(text), "it is still shown"

    @walk.step("Undo brings it back")
    def _():
        person.app.find("button", "Undo").click()
        person.wait_message(text)


def keep_this(walk, person, text):
    @walk.step("One message is kept")
    def _():
        person.wait_message(text).find("button", "Menu of this message").click()
        items = wait_for(lambda: person.app.find_all("menu item"), what="the menu of the message")
        items[KEEP_PLACE].click()
        person.app.find("label", re.compile("Kept$"))


def open_kept(person, text):
    """Returns the name of the button beside `text` on the page."""
    button = f"Do not keep “{text}”"
    person.to_list()
    person.app.find("toggle button", "Main menu").choose("Kept messages", KEPT_PLACE)
    person.app.find("button", button)
    return button


def look_at_kept(walk, person, text):
    @walk.step("The page of what was kept")
    def _():
        open_kept(person, text)

    @walk.step("What is not to be kept any more goes")
    def _():
        person.app.find("button", f"Do not keep “{text}”").click()
        person.app.find(text=re.compile("Nothing kept yet"))
        person.app.keys("Escape")
