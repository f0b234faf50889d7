#!/usr/bin/env python3
"""The guide of a first start: by keyboard alone, told page by page to a screen reader, with nothing leaving the
computer before an address is given; left in the middle nothing is lost; and it can be gone through again (R43, R44)."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import App, wait_for  # noqa: E402
from people import ANSWER_SECONDS, PASSWORD, PROGRAM  # noqa: E402
from steps import main  # noqa: E402

TITLES = ("Close it, and it is gone", "Only people you added", "A blank profile", "Here when you want to be",
          "Your address", "Ready")
REVIEW = TITLES[:4] + TITLES[5:]
STRICTER, WEAKER = "Only people I invite", "When I open Confab"
# Where there is nothing to choose on the first page, Next has the keyboard.
FIRST_STOPS = [("radio button", "Forget on closing, Suggested"), ("button", "Next")]
SUGGESTED = re.compile("^I press Sign in.*, Suggested$")
COPY = "Do not write what would hurt you in other hands."
GUIDE_PLACE = 3  # in the main menu
MAX_TABS = 12
NARROW = (360, 640)


def is_at(person, page, titles=TITLES):
    """Waits for that page, which is told as a group with its place and title, and as dots with its place."""
    place = f"Page {page} of {len(titles)}"
    person.app.find(None, f"{place}: {titles[page - 1]}", ANSWER_SECONDS)
    person.app.find("image", place)
    person.app.find("heading", titles[page - 1])


def focused(person):
    found = [one for one in person.app.seen() if one.has("focused")]
    return (found[-1].role, found[-1].name) if found else (None, None)


def has_keyboard(person, role, name):
    wait_for(lambda: focused(person) == (role, name), what=f"the keyboard at {role} {name!r}")


def tab_to(person, name):
    for _ in range(MAX_TABS):
        if focused(person)[1] == name:
            return
        person.app.keys("Tab")
    raise AssertionError(f"no {name!r} by Tab:\n{person.app.describe()}")


def is_chosen(person, name):
    wait_for(lambda: person.app.find("radio button", name).is_on, what=f"{name!r}, chosen")


def fits(person, *names):
    """The buttons stand inside the window, once it has come to rest."""
    def stands(name):
        x, y, width, height = person.app.find("button", name).box()
        left, top, outer_width, outer_height = person.app.find("frame").box()
        return x >= left and y >= top and x + width <= left + outer_width and y + height <= top + outer_height

    for name in names:
        wait_for(lambda name=name: stands(name), what=f"{name!r} inside the window")


def internet_calls(log):
    """What the program asked the kernel for that could reach the internet, as strace wrote it down: sockets and
    addresses of it. What the kernel tells of its own routes is none."""
    with open(log, encoding="utf-8", errors="replace") as file:
        return [line for line in file if re.search(r"socket\(AF_(INET|INET6|PACKET)\b|sa_family=AF_INET", line)]


def review(person):
    person.app.find("toggle button", "Main menu").choose("Safe settings, step by step\u2026", GUIDE_PLACE)
    is_at(person, 1, REVIEW)


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, *NARROW))
    calls = alice.profile + ".calls"
    heard = []

    def ticks(person):
        return [one.name for one in person.app.seen() if one.role == "list item" and ": " in one.name]

    @walk.step("It opens by itself, watched for everything that goes to the internet")
    def _():
        alice.app = App(["strace", "-f", "-qq", "-e", "trace=%network", "-o", calls, PROGRAM, "--profile",
                         alice.profile, "--address", alice.address, "--server", alice.server], log=alice.log, wait=40)
        alice.app.place(*alice.place)
        heard.append(alice.app.bus.listen())
        is_at(alice, 1)
        alice.app.find(text=re.compile(re.escape(COPY)))
        assert not alice.app.has_one("button", "Back")
        alice.app.raise_window()
        wait_for(lambda: focused(alice) in FIRST_STOPS, what="the keyboard at the first answer, or at Next")

    @walk.step("Enter goes on; the page is told, and the question with its answers")
    def _():
        alice.app.keys("Return")
        is_at(alice, 2)
        wait_for(lambda: any(said.startswith("Page 2 of 6. Only people you added. ") for said in heard[0]()),
                 what="the page, spoken")
        alice.app.find(None, "Who may write to me?").find("radio button", "People I added, and short notes, Suggested")
        has_keyboard(alice, "radio button", "People I added, and short notes, Suggested")

    @walk.step("An arrow chooses, Enter goes on, to what is so without a choice")
    def _():
        alice.app.keys("Down")
        is_chosen(alice, STRICTER)
        alice.app.keys("Return")
        is_at(alice, 3)
        assert not alice.app.has_one("radio button"), "one value is no choice"
        alice.app.find("label", "Only my address")
        alice.app.keys("Return")
        is_at(alice, 4)

    @walk.step("What is weaker says what it makes possible")
    def _():
        alice.app.keys("Down")
        is_chosen(alice, WEAKER)
        alice.app.find(text=re.compile("^Whoever opens Confab on this computer signs you in"))
        alice.app.keys("Return")
        is_at(alice, 5)
        has_keyboard(alice, "button", "I have one")

    @walk.step("Back keeps what was chosen")
    def _():
        alice.app.find("button", "Back").click()
        is_at(alice, 4)
        is_chosen(alice, WEAKER)
        for page in (3, 2):
            alice.app.find("button", "Back").click()
            is_at(alice, page)
        is_chosen(alice, STRICTER)
        alice.app.find("button", "Back").click()
        is_at(alice, 1)

    @walk.step("Use safe settings leads straight to the address, and nothing has left so far")
    def _():
        tab_to(alice, "Use safe settings")
        alice.app.keys("Return")
        is_at(alice, 5)
        alice.app.find(text=re.compile("So far nothing has left this computer"))
        assert not internet_calls(calls), internet_calls(calls)

    @walk.step("Alice types her password; only now something leaves")
    def _():
        has_keyboard(alice, "button", "I have one")
        alice.app.keys("Return")
        alice.app.find("text", "Password")
        wait_for(lambda: "Password" in (focused(alice)[1] or ""), what="the keyboard at the password")
        assert not internet_calls(calls), internet_calls(calls)
        alice.app.type_keys(PASSWORD)
        alice.app.keys("Return")
        is_at(alice, 6)
        assert internet_calls(calls), "the watch sees nothing at all"

    @walk.step("Seven ticks, what no program can do, and on to the first buddy")
    def _():
        found = ticks(alice)
        assert len(found) == 7 and f"Strangers blocked: {STRICTER}" in found, found
        assert any(line.startswith("Signing in: I press Sign in") for line in found), found
        alice.app.find("label", "What no program can do")
        alice.app.find(text=re.compile(re.escape(COPY)))
        has_keyboard(alice, "button", "Add your first buddy")
        alice.app.keys("Return")
        alice.app.find("text", "I call them", ANSWER_SECONDS)
        alice.app.keys("Escape")
        alice.app.wait_gone("text", "I call them")

    @walk.step("The shortcut took the weaker one back and left the stricter one")
    def _():
        alice.wait_signed_in()
        alice.app.find("button", "Safe settings: all on")
        review(alice)
        alice.app.find("button", "Next").click()
        is_at(alice, 2, REVIEW)
        is_chosen(alice, STRICTER)
        alice.app.keys("Return", "Return")
        is_at(alice, 4, REVIEW)
        is_chosen(alice, SUGGESTED)

    @walk.step("Left in the middle, what was chosen holds; the strip says it")
    def _():
        alice.app.keys("Down")
        is_chosen(alice, WEAKER)
        alice.app.keys("Escape")
        alice.app.find("button", "I sign in: Off")
        review(alice)
        alice.app.find("button", "Use safe settings").click()
        is_at(alice, 5, REVIEW)
        assert len(ticks(alice)) == 7
        alice.finish_guide()
        alice.app.find("button", "Safe settings: all on")

    @walk.step("Started again, it is over")
    def _():
        alice.quit()
        alice.start()
        alice.wait_pill("Signed off")
        assert not alice.app.has_one("button", "Next")
        alice.quit()

    @walk.step("In a narrow window every page has its buttons")
    def _():
        bob.start_first()
        is_at(bob, 1)
        fits(bob, "Next", "Use safe settings")
        for page in (2, 3, 4):
            bob.app.find("button", "Next").click()
            is_at(bob, page)
            fits(bob, "Next")
        bob.app.find("button", "Next").click()
        is_at(bob, 5)
        fits(bob, "I have one", "Get a new one", "Somebody invited me", "Later")

    @walk.step("Quit in the middle, it goes on where it was")
    def _():
        bob.app.find("button", "Back").click()
        is_at(bob, 4)
        bob.quit()
        bob.start()
        bob.app.place(*bob.place)
        is_at(bob, 4)

    @walk.step("Later ends it without an address; the form stands ready")
    def _():
        bob.app.find("button", "Next").click()
        is_at(bob, 5)
        bob.app.find("button", "Later").click()
        is_at(bob, 6)
        assert not bob.app.has_one("button", "Add your first buddy")
        fits(bob, "Finish")
        bob.finish_guide()
        bob.app.find("text", "Your address")
        bob.quit()
        bob.start()
        bob.app.find("text", "Your address", 20)
        bob.quit()


sys.exit(main(walk_all))
