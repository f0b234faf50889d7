#!/usr/bin/env python3
"""What a screen reader finds: each screen is walked, and whatever can have the keyboard or be pressed has a name.

The rows of a chat say who, when and what; sign-in and new messages are spoken; no word of the trade is on a screen.
"""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import wait_for  # noqa: E402
from people import ANSWER_SECONDS, PASSWORD  # noqa: E402
from steps import main  # noqa: E402

PRESSED = ("button", "toggle button", "check box", "radio button", "menu item", "link", "list item", "text", "combo box",
           "search box", "entry", "password text", "spin button", "slider", "switch")
TRADE = re.compile(r"\b(OMEMO|end-to-end|JIDs?|rosters?|stanzas?|subscriptions?|TLS|fingerprints?|resources?|peers?|"
                   r"clients?|archives?|encrypted|unencrypted|authentication|XMPP)\b", re.I)
QUESTION, ANSWER, NOTE = "Did you hear that?", "Loud and clear.", "It is Alice"
AROUND = ("scroll pane", "panel")  # read with the name of the page that they are the whole of
MAX_STOPS = 60


def has_named_part(one):
    """The keyboard goes to a part of it, which has a name of its own."""
    return any((child.name.strip() and child.role in PRESSED) or has_named_part(child) for child in one.children)


def complaints(person, exact):
    """What is wrong on the screen that is there now."""
    found = []
    for one in person.app.seen(exact=exact):
        if not one.has("showing"):
            continue
        if TRADE.search(one.name) or TRADE.search(one.description):
            found.append(f"word of the trade: {one.role} {one.name!r} {one.description!r}")
        # GTK 4.18 tells the name of no menu item; its label says it.
        if one.name.strip() or one.role == "menu item":
            continue
        if one.role in PRESSED and one.role != "list item":
            found.append(f"no name: {one.role}")
        elif (one.role == "list item" or one.has("focusable")) and not has_named_part(one) and one.role not in AROUND:
            found.append(f"no name, and none in it: {one.role}")
    return found


def find_stop(person):
    """Where the keyboard is: (path, role, name)."""
    seen = {one.path: one for one in person.app.seen()}
    focused = [one for one in seen.values() if one.has("focused")]
    if not focused:
        return None, None, None
    stop = focused[-1]
    around = seen.get(stop.parent) if stop.role in AROUND else None
    return stop.path, stop.role, stop.name or (around.name if around else "")


def assert_stops_named(person):
    """Goes round with Tab: each stop must be one that a screen reader can name."""
    person.app.raise_window()
    stops = []
    for _ in range(MAX_STOPS):
        stop = find_stop(person)
        assert stop[2], f"the keyboard is at {stop}, after {[name for _, _, name in stops]}:\n{person.app.describe()}"
        if stop in stops:
            return
        stops.append(stop)
        person.app.keys("Tab")
    raise AssertionError(f"Tab never comes round: {stops}")


def assert_spoken(person, screen, exact=False):
    """Also that there is something to read, so that an empty tree does not pass."""
    wrong = complaints(person, exact)
    assert not wrong, f"{screen}: " + "\n".join(wrong) + "\n" + person.app.describe()
    assert sum(1 for one in person.app.seen() if one.name) > 3, person.app.describe()


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))

    def dialog(person, keys, title, *pages):
        """Opens a dialog by `keys`, walks it and its pages, and closes it."""
        person.app.keys(*keys)
        person.app.find(re.compile("dialog|frame|window|alert"), title)
        assert_spoken(person, title)
        for page in pages:
            person.app.find(re.compile("list item|button"), page).click_at()
            assert_spoken(person, f"{title}, {page.pattern}")
        person.app.keys("Escape")

    @walk.step("The guide of a first start, page by page")
    def _():
        alice.start_first()
        for page in range(1, 5):
            alice.app.find(None, re.compile(f"^Page {page} of 6: "), 20)
            assert_spoken(alice, f"guide, page {page}", exact=True)
            assert_stops_named(alice)
            alice.app.find("button", "Next").click()
        alice.app.find(None, re.compile("^Page 5 of 6: "))
        assert_spoken(alice, "guide, page 5", exact=True)
        assert_stops_named(alice)

    @walk.step("The form for an address that is there")
    def _():
        alice.app.find("button", "I have one").click()
        alice.app.find("text", "Password")
        assert_spoken(alice, "first screen")
        assert_stops_named(alice)
        alice.app.find(re.compile("button|list item|toggle button"), re.compile("^Server")).click()
        alice.app.find("text", "Port")
        assert_spoken(alice, "first screen, server")

    @walk.step("The first screen with a problem, which is spoken")
    def _():
        heard = alice.app.bus.listen()
        alice.app.find("text", "Password").write("wrong")
        alice.app.find("button", "Sign in").click()
        alice.app.find(text=re.compile("did not accept"), wait=20)
        assert_spoken(alice, "problem")
        wait_for(lambda: any("did not accept" in text for text in heard()), what="the problem, spoken")

    @walk.step("The main window with nobody in it")
    def _():
        alice.sign_in_first()
        assert_spoken(alice, "main window")
        assert_stops_named(alice)

    @walk.step("Dialogs: add a buddy, accounts, safety, keys, about")
    def _():
        dialog(alice, ["ctrl+n"], "Add a buddy")
        alice.app.find("toggle button", "Main menu").choose("Accounts\u2026", 1)
        dialog(alice, [], "Accounts", re.compile("^alice@"))
        alice.app.keys("Escape")
        alice.app.find("button", re.compile("^Safe settings")).click()
        dialog(alice, [], "Safety")
        dialog(alice, ["ctrl+question"], "Keyboard shortcuts")

    @walk.step("A waiting buddy, and a request")
    def _():
        bob.start_filled_in()
        bob.sign_in_first()
        alice.add_buddy(bob.address, "Bob", NOTE)
        alice.buddy("Bob").click_at()
        assert_spoken(alice, "waiting")
        bob.app.find("button", "1 request", ANSWER_SECONDS).click()
        bob.app.find("button", "Accept")
        assert_spoken(bob, "request")
        assert_stops_named(bob)
        bob.app.find("button", "Accept").click()
        bob.app.find("alert", wait=ANSWER_SECONDS)
        assert_spoken(bob, "question after accepting")
        bob.app.find("alert").find("button", "Yes").click()
        bob.app.wait_gone("alert")
        alice.wait_buddy_here("Bob")

    @walk.step("A chat: its rows say who, when and what, and how far it got")
    def _():
        alice.open_chat("Bob")
        alice.send("Bob", QUESTION)
        bob.wait_message(QUESTION)
        alice.wait_state(QUESTION, "On Bob\u2019s device")
        assert_spoken(alice, "chat")
        row = alice.wait_message(QUESTION).name
        assert re.search(r"^You, \d+:\d\d.*: " + re.escape(QUESTION), row), row
        row = bob.wait_message(QUESTION).name
        assert re.search(r"^alice@example\.test, \d+:\d\d.*: " + re.escape(QUESTION), row), row
        alice.app.find("list", "Messages with Bob")
        assert_stops_named(alice)

    @walk.step("A new message is spoken once, signing off too")
    def _():
        alice.open_chat("Bob")
        heard = alice.app.bus.listen()
        # Bob's window stays behind: what is new is spoken where somebody watches.
        bob.write(alice.address, ANSWER)
        bob.app.find("button", re.compile("^Send")).click()
        alice.wait_message(ANSWER)
        wait_for(lambda: f"Bob: {ANSWER}" in heard(), what="the new message, spoken")
        alice.sign_off()
        wait_for(lambda: any("Signed off" in text for text in heard()), what="signing off, spoken")
        alice.sign_in()
        wait_for(lambda: any("Signed in" in text for text in heard()), what="signing in, spoken")
        for words in (f"Bob: {ANSWER}", "Signed off", "Signed in"):
            assert heard().count(words) == 1, heard()

    @walk.step("The three chips explain themselves")
    def _():
        alice.open_chat("Bob")
        for chip in (re.compile("^(Only you two|Nothing goes out yet)$"), "Gone on closing", "Really Bob?"):
            alice.app.find("toggle button", chip).click()
            alice.app.find("label", "Your other devices")
            assert_spoken(alice, chip)
            alice.app.keys("Escape")
            alice.app.wait_gone("label", "Your other devices")

    @walk.step("A chat's own window, and the offline states")
    def _():
        alice.open_window("Bob")
        assert_spoken(alice, "own window")
        alice.app.keys("ctrl+w")
        wait_for(lambda: len(alice.app.frames()) == 1, what="the end of the own window")
        alice.sign_off()
        assert_spoken(alice, "signed off")
        bob.wait_pill("Signed in")
        assert_spoken(bob, "the other is signed off")

    @walk.step("Both quit")
    def _():
        alice.quit()
        bob.quit()
        alice.assert_not_kept(PASSWORD, QUESTION, ANSWER, NOTE)


sys.exit(main(walk_all))
