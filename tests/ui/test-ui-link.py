#!/usr/bin/env python3
"""Links (R36): a press says where a new or odd one leads; the browser gets it clean, and only when told. A browser that
writes down what it is given stands in for the real one."""

import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import run, wait_for  # noqa: E402
from steps import main  # noqa: E402

OPENED = os.path.join(os.environ["HOME"], "opened")
PHOTOS = "https://photos.example.org/album/22?view=all&utm_source=chat"
SAME_SITE = "https://photos.example.org/album/23"
ODD = "http://\u0440\u0430\u0443\u0440\u0430l.com/login"
DANGER = "javascript:alert(document.title)"
NOTE = "It is Alice, see https://example.org/me"
CHECK, LINK = 2, 3  # places in the menu of a message
KNOWN = 2  # in that of a buddy
ABOVE_TIME = 27  # from the foot of a row, as GTK tells it, up to the last line of its text
HURT_SECONDS = 1.0  # a browser that nobody asked for would have been there by then


def make_browser():
    programs = os.path.join(os.environ["XDG_DATA_HOME"], "applications")
    script = os.path.join(os.environ["HOME"], "browser")
    os.makedirs(programs, exist_ok=True)
    os.makedirs(os.environ["XDG_CONFIG_HOME"], exist_ok=True)
    with open(script, "w", encoding="utf-8") as file:
        file.write(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{OPENED}"\n')
    os.chmod(script, 0o700)
    with open(os.path.join(programs, "practice-browser.desktop"), "w", encoding="utf-8") as file:
        file.write(f"[Desktop Entry]\nType=Application\nName=Practice\nExec={script} %u\n"
                   "MimeType=x-scheme-handler/http;x-scheme-handler/https;x-scheme-handler/javascript;\n")
    with open(os.path.join(os.environ["XDG_CONFIG_HOME"], "mimeapps.list"), "w", encoding="utf-8") as file:
        file.write("[Default Applications]\n" + "".join(
            f"x-scheme-handler/{scheme}=practice-browser.desktop\n" for scheme in ("http", "https", "javascript")))


def opened():
    if not os.path.exists(OPENED):
        return []
    with open(OPENED, encoding="utf-8") as file:
        return file.read().split()


def wait_opened(*links):
    wait_for(lambda: opened() == list(links), what=f"{links} in the browser, where there is {opened()}")


def assert_nothing_more(n):
    time.sleep(HURT_SECONDS)
    assert len(opened()) == n, f"opened without being told: {opened()}"


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))
    make_browser()

    def press(person, text):
        """With the pointer. GTK leaves boxes out of the place of a label, so that of the row is taken."""
        row = person.wait_message(text)
        places = [None]
        # A log that has just grown is still moving.
        wait_for(lambda: time.sleep(0.2) or places.append(row.box()) or places[-1] == places[-2], what="a log at rest")
        x, _ = person.app.place_of(person.app.find("label", text))
        _, y = person.app.place_of(row)
        run("xdotool", "mousemove", str(x), str(y + row.box()[3] // 2 - ABOVE_TIME), "click", "1")

    def open_menu(person, text):
        """With the keyboard: the row gets the focus, Shift+F10 opens its menu. Returns its items."""
        row = person.wait_message(text)
        person.app.keys("Escape")
        person.app.find("button", "Menu of this message")
        row.find("button", "Menu of this message").click()
        items = wait_for(lambda: person.app.find_all("menu item"), what="the menu of the message")
        return items[:-1]  # the last of each is "Select messages"

    @walk.step("A request's note is text: pressing it opens nothing")
    def _():
        for person in (alice, bob):
            person.start_filled_in()
            person.sign_in_first()
        alice.add_buddy(bob.address, "Bob", NOTE)
        bob.app.find("button", re.compile(r"^\d+ request"), 20).click()
        bob.app.find("label", re.compile("example.org/me")).click_at()
        assert_nothing_more(0)
        bob.accept_request(alice.address)
        alice.wait_buddy_here("Bob")
        alice.send("Bob", PHOTOS)
        bob.open_chat(alice.address)

    @walk.step("A first press says where it leads; Cancel opens nothing")
    def _():
        press(bob, PHOTOS)
        bob.app.find("label", "photos.example.org")
        bob.app.find("label", re.compile("not been there"))
        bob.app.find("label", re.compile("1 part that would follow you"))
        bob.app.find("button", "Cancel").click()
        bob.app.wait_gone("label", "photos.example.org")
        assert_nothing_more(0)

    @walk.step("By keyboard: menu of the message, the link, Enter; the browser gets it clean")
    def _():
        bob.wait_message(PHOTOS)
        bob.app.keys("F6")
        wait_for(lambda: bob.app.focused(), what="the keyboard")
        for _ in range(6):
            if (bob.app.focused() or alice.app).role == "list item" and PHOTOS in bob.app.focused().name:
                break
            bob.app.keys("F6")
        bob.app.keys("shift+F10")
        wait_for(lambda: len(bob.app.find_all("menu item")) == LINK + 2, what="a menu with the link")
        bob.app.keys(*["Down"] * LINK, "Return")
        bob.app.find("label", "photos.example.org")
        bob.app.keys("Return")
        wait_opened("https://photos.example.org/album/22?view=all")

    @walk.step("The same site again opens at once")
    def _():
        alice.send("Bob", SAME_SITE)
        press(bob, SAME_SITE)
        wait_opened("https://photos.example.org/album/22?view=all", SAME_SITE)
        assert not bob.app.has_one("button", "Cancel")

    @walk.step("One that poses as another is shown as it is, and Enter does not open it")
    def _():
        alice.send("Bob", ODD)
        press(bob, ODD)
        bob.app.find("label", re.compile("^xn--"))
        bob.app.find("label", "It looks like paypal.com, and is not.")
        bob.app.keys("Return")
        bob.app.wait_gone("label", re.compile("^xn--"))
        assert_nothing_more(2)

    @walk.step("What would run a program is no link")
    def _():
        alice.send("Bob", DANGER)
        press(bob, DANGER)
        items = open_menu(bob, DANGER)
        assert len(items) == CHECK + 1, [item.name for item in items]
        bob.app.keys("Escape")
        bob.app.wait_gone("menu item")
        assert_nothing_more(2)

    @walk.step("From somebody not known in life nothing is a link")
    def _():
        bob.send(alice.address, PHOTOS + "#bob")
        assert len(open_menu(alice, PHOTOS + "#bob")) == LINK + 1
        alice.app.keys("Escape")
        alice.app.wait_gone("menu item")
        alice.buddy("Bob").find("toggle button", "More about Bob").choose("Known in life\u2026", KNOWN)
        alice.app.find("alert").find("button", "Only from online").click()
        alice.app.wait_gone("alert")
        press(alice, PHOTOS + "#bob")
        items = open_menu(alice, PHOTOS + "#bob")
        assert len(items) == CHECK + 1, [item.name for item in items]
        alice.app.keys("Escape")
        alice.app.wait_gone("menu item")
        assert_nothing_more(2)

    @walk.step("Check this elsewhere is in the menu of every message of somebody else")
    def _():
        open_menu(alice, PHOTOS + "#bob")[CHECK].click()
        dialog = alice.app.find("alert")
        assert "Bob" in dialog.name, dialog.name
        alice.app.find("label", re.compile("^Ring a number that you had before"))
        alice.app.find("label", re.compile("^You do not know them in life"))
        alice.app.find("button", "Close").click()
        alice.app.wait_gone("alert")

    @walk.step("Own messages have Copy, which copies the words, Keep this, the link, and Take back")
    def _():
        items = open_menu(alice, SAME_SITE)
        assert len(items) == LINK + 1, [item.name for item in items]
        items[0].click()
        alice.app.wait_gone("menu item")
        alice.entry("Bob").focus()
        alice.app.keys("ctrl+v")
        wait_for(lambda: alice.entry("Bob").text == SAME_SITE, what="the copied words")


sys.exit(main(walk_all))
