#!/usr/bin/env python3
"""Everything by keys: sign in, add, accept, talk, move between the panes. The pointer is put away."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import run, wait_for  # noqa: E402
from people import ANSWER_SECONDS, PASSWORD  # noqa: E402
from steps import main  # noqa: E402

QUESTION, ANSWER, NOTE = "Can you read this?", "Every word.", "It is Alice"
MAX_TABS = 40


def focused(person):
    """The widget with the keyboard, as (role, name)."""
    found = [one for one in person.app.seen() if one.has("focused")]
    return (found[-1].role, found[-1].name) if found else (None, None)


def wait_focus(person, role, name):
    def there():
        now = focused(person)
        return (role is None or re.search(role, now[0] or "")) and re.search(name, now[1] or "")
    person.app.raise_window()
    try:
        wait_for(there, ANSWER_SECONDS)
    except AssertionError:
        raise AssertionError(f"the keyboard is at {focused(person)}, not at {role} {name!r}:\n"
                             + person.app.describe()) from None


def tab_to(person, name, key="Tab"):
    """Presses Tab until the widget has the keyboard; every stop must be something with a name."""
    passed = []
    person.app.raise_window()
    for _ in range(MAX_TABS):
        now = focused(person)
        if now[1] and re.search(name, now[1]):
            return
        passed.append(now)
        person.app.keys(key)
    raise AssertionError(f"no {name!r} by {key}; passed {passed}")


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))

    def sign_in(person):
        person.start_filled_in()
        run("xdotool", "mousemove", "0", "0")
        wait_focus(person, "text", "^Password")
        person.app.type_keys(PASSWORD)
        person.app.keys("Return")
        wait_focus(person, "button", "^(Add your first buddy|Finish)$")
        tab_to(person, "^Finish$")
        person.app.keys("Return")
        person.wait_signed_in()

    def entry_has_keyboard(person, name):
        wait_focus(person, "text", f"^Message {re.escape(name)}$")

    @walk.step("Both sign in")
    def _():
        sign_in(alice)
        sign_in(bob)

    @walk.step("Alice adds Bob: Ctrl+N, type, Tab, Enter")
    def _():
        alice.app.keys("ctrl+n")
        wait_focus(alice, "text", "^Address")
        alice.app.type_keys(bob.address)
        tab_to(alice, "^I call them")
        alice.app.type_keys("Bob")
        tab_to(alice, "^Say who you are")
        alice.app.type_keys(NOTE)
        tab_to(alice, "^Send note", "shift+Tab")
        alice.app.keys("Return")
        alice.app.wait_gone("button", "Send note")
        alice.buddy("Bob")

    @walk.step("Bob goes to the request with Tab, reads it and accepts")
    def _():
        bob.app.find("button", "1 request", ANSWER_SECONDS)
        tab_to(bob, "^1 request")
        bob.app.keys("Return")
        bob.app.find("label", alice.address)
        bob.app.find("label", re.compile(NOTE))
        tab_to(bob, "^Accept$")
        bob.app.keys("Return")
        bob.app.find("alert", wait=ANSWER_SECONDS)
        tab_to(bob, "^Yes$")
        bob.app.keys("Return")
        bob.app.wait_gone("alert")

    @walk.step("Alice jumps to Bob with Ctrl+K and writes")
    def _():
        alice.wait_buddy_here("Bob")
        alice.app.keys("ctrl+k")
        alice.app.type_keys("bo")
        wait_for(lambda: any(one.has("focused") and one.role in ("text", "entry", "search box")
                             for one in alice.app.seen()), what="the search entry")
        alice.buddy("Bob")
        alice.app.keys("Return")
        entry_has_keyboard(alice, "Bob")
        alice.app.type_keys(QUESTION)
        alice.app.keys("Return")
        alice.wait_message(QUESTION)
        assert alice.entry("Bob").text == "", "the entry should be empty"

    @walk.step("Bob answers without touching the pointer")
    def _():
        bob.wait_message(QUESTION)
        tab_to(bob, f"^Message {re.escape(alice.address)}$")
        bob.app.type_keys(ANSWER)
        bob.app.keys("Return")
        alice.wait_message(ANSWER)

    @walk.step("Shift+Enter is a new line, Tab leaves the entry and writes nothing")
    def _():
        alice.app.type_keys("one")
        alice.app.keys("shift+Return")
        alice.app.type_keys("two")
        assert alice.entry("Bob").text == "one\ntwo", alice.entry("Bob").text
        alice.app.keys("Tab")
        wait_for(lambda: not alice.entry("Bob").has("focused"), what="the keyboard leaving the entry")
        assert alice.entry("Bob").text == "one\ntwo", alice.entry("Bob").text

    @walk.step("F6 goes round: buddies, what was said, entry")
    def _():
        alice.app.keys("ctrl+k", "Escape")
        tab_to(alice, "^Bob\\b")
        alice.app.keys("F6")
        wait_focus(alice, "list", re.escape(ANSWER) + "|^Messages with")
        alice.app.keys("F6")
        entry_has_keyboard(alice, "Bob")
        alice.app.keys("F6")
        wait_focus(alice, "list", "^Bob\\b|^Buddies")

    @walk.step("In what was said, Up and Down go from message to message")
    def _():
        alice.app.keys("F6")
        alice.app.keys("End")
        wait_focus(alice, "list item", re.escape(ANSWER))
        alice.app.keys("Up")
        wait_focus(alice, "list item", re.escape(QUESTION))
        alice.app.keys("Down")
        wait_focus(alice, "list item", re.escape(ANSWER))

    @walk.step("The menu of a buddy opens with Shift+F10 and closes with Escape")
    def _():
        alice.app.keys("F6", "F6")
        wait_focus(alice, "list", "^Bob\\b|^Buddies")
        alice.app.keys("shift+F10")
        alice.app.find("menu item")
        alice.app.keys("Escape")
        alice.app.wait_gone("menu item")
        wait_for(lambda: focused(alice)[1], what="somebody who has the keyboard after the menu")

    @walk.step("The chips are one stop of Tab, arrows go between them")
    def _():
        alice.app.keys("F6", "F6")
        entry_has_keyboard(alice, "Bob")
        tab_to(alice, "^(Only you two|Nothing goes out yet|Gone on closing|Really Bob)", "shift+Tab")
        first = focused(alice)[1]
        alice.app.keys("Right")
        assert focused(alice)[1] != first, focused(alice)
        alice.app.keys("Tab")
        assert not re.search("^(Servers|Gone|Really)", focused(alice)[1] or ""), focused(alice)

    @walk.step("Ctrl+Shift+W closes the chat, Ctrl+Shift+T brings it back")
    def _():
        alice.app.keys("ctrl+shift+w")
        wait_for(lambda: not alice.has_message(ANSWER), what="the empty chat")
        alice.app.keys("ctrl+shift+t")
        alice.wait_message(ANSWER)

    @walk.step("Ctrl+Q quits")
    def _():
        alice.quit()
        bob.quit()


sys.exit(main(walk_all))
