"""Steps of finding messages, for the test of its own and for the tour.

Each takes the walk and the person whose chats are searched.
"""

import re

from driver import wait_for
from sealed import chip

ENTRY = "Words to find"


def open_search(person, keys):
    person.app.keys(keys)
    return person.app.find(name=ENTRY)


def ask(person, words):
    person.app.find(name=ENTRY).write(words)


def hit(text):
    """The name of the row of an own message that was found."""
    return re.compile("^You, to .*: .*" + re.escape(text))


def nothing_kept(walk, person, words):
    @walk.step("Where nothing is kept, there is nothing to search, and Confab says so")
    def _():
        open_search(person, "ctrl+f")
        ask(person, words)
        person.app.find(text=re.compile("Nothing is kept here"))


def keep_from_there(walk, person, words, text):
    @walk.step("It is kept for 30 days from there, and found")
    def _():
        person.app.find("button", "Keep 30 days from now on").click()
        person.app.find("list item", hit(text), 10)

    @walk.step("Escape leads back; the chip says that it is kept")
    def _():
        person.app.keys("Escape")
        person.app.wait_gone(name=ENTRY)
        chip(person, "Kept here 30 days")


def find_and_go(walk, person, words, text):
    @walk.step("Found in all chats by the beginning of a word; Enter leads to it")
    def _():
        open_search(person, "ctrl+shift+f")
        ask(person, words)
        person.app.find("list item", hit(text))
        person.app.keys("Return")
        person.app.wait_gone(name=ENTRY)
        wait_for(lambda: person.has_message(text), what="the message in its chat")
