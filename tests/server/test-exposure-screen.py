#!/usr/bin/env python3
"""A stranger, somebody blocked and a contact each send one of everything (exposure/kinds.py) to a running Confab with its
windows and factory settings. What is then on the screen that was not there before, and what the desktop is told to show, must
be what exposure/shows.txt lists; of a contact's messages the words that exposure/allowed.txt lets show.
"""

import os
import re
import sys
import time

import stage
import wire
from stage import Guest

HERE = stage.HERE
sys.path[:0] = [os.path.join(HERE, "exposure"), os.path.join(HERE, "..", "ui")]
import kinds  # noqa: E402
from desktop import Notifications  # noqa: E402
from driver import wait_for  # noqa: E402
from people import ANSWER_SECONDS, Person  # noqa: E402

SHOWS, ALLOWED = (os.path.join(HERE, "exposure", name) for name in ("shows.txt", "allowed.txt"))
QUIET_S, MOST_S = 2.5, 60  # without a word; and at most
SPOKEN = re.compile(r"words of ([\w-]+)")
# What stands in the kinds, and is none of Confab's own words.
THEIRS = re.compile(r"STRANGER|CONTACT|BLOCKED|words of|carla|mallory|bank|rooms?\b|subject|\bCome\b|127\.0|\.example|png|sha1", re.I)
TIME = re.compile(r"\b\d{1,2}:\d{2}\b( ?[AP]M)?")

WAITING = re.compile(r"\d+(?= new messages)|(?<=^label: )\d+$")


def strings(app):
    """Everything that a screen reader could say, and where."""
    found = set()
    for one in app.seen():
        for text in (one.name, one.description):
            if text:
                found.add(f"{one.role}: {text}")
    return found


def plain(text, people):
    """Without what differs from run to run."""
    for name, address in people.items():
        text = text.replace(address, name)
    return re.sub(r"\s+", " ", WAITING.sub("N", TIME.sub("TIME", text))).strip()


def send_all(guest, bare, full):
    for where, to in (("account", bare), ("device", full)):
        for name, template in kinds.all_kinds():
            guest.say(template.format(id=f"{where}-{name}", to=to, me=guest.full))
        end = time.monotonic() + MOST_S
        while guest.heard(QUIET_S) and time.monotonic() < end:
            pass


class Desk:
    """Alice's screen and her desktop."""

    def __init__(self, alice, notifications, people):
        self.alice, self.notifications, self.people = alice, notifications, people
        self.before, self.told = set(), 0

    def begin(self):
        self.before = strings(self.alice.app)
        self.told = len(self.notifications.heard())

    def found(self):
        """What is new: lines for the list, and the kinds whose words are read."""
        lines, spoken = set(), set()
        for text in strings(self.alice.app) - self.before:
            words = SPOKEN.findall(text)
            if words and re.match(r"list item: |label: words of [\w-]+$", text):
                spoken |= set(words)
            else:
                lines.add("screen " + plain(text, self.people))
        for method, arguments in self.notifications.heard()[self.told:]:
            if method == "AddNotification":
                title, body = (arguments[2].get(name, "") for name in ("title", "body"))
                lines.add("desktop " + plain(f"{title}|{body}", self.people))
        return lines, spoken

    def found_of_theirs(self):
        """The same once the user looks there, where much stands that is Confab's own."""
        lines, spoken = self.found()
        return {line for line in lines if THEIRS.search(line)}, spoken

    def judge(self, grade, found):
        listed = {line for line in wire.read_list(SHOWS) if line.startswith(grade + " ")}
        wire.compare(sorted(f"{grade} {line}" for line in found), listed, grade)


def befriend(alice, friend):
    alice.add_buddy(friend.address, "Bob", "It is Alice")
    friend.hear("type=\"subscribe\"", alice.address)
    friend.say(f"<presence to='{alice.address}' type='subscribed'/>")
    friend.say(f"<presence to='{alice.address}' type='subscribe'/>")
    alice.wait_buddy_here("Bob")
    seen = friend.hear("<presence", alice.address + "/")
    return re.search(rf'from="({re.escape(alice.address)}/[0-9a-f]+)"', seen).group(1)


def block(alice, guest):
    guest.say(f"<message type='chat' to='{alice.address}' id='first'><body>Let me in</body></message>")
    alice.app.find("button", re.compile(r"^1 request"), ANSWER_SECONDS).click()
    alice.app.find("label", guest.address)
    alice.app.find("button", "Block\u2026").click()
    alice.app.find("button", "Block", ANSWER_SECONDS).click()
    alice.app.wait_gone("label", guest.address)


def assert_words(spoken):
    """What is read of a contact is what the other list lets show."""
    allowed = {match.group(1) for line in wire.read_list(ALLOWED)
               if (match := re.match(r"contact shows ([\w-]+): a message$", line))}
    assert allowed and spoken <= allowed, spoken - allowed
    assert spoken, "no message is shown"


def test_what_shows(folder):
    names = stage.strangers("alice", "bob") + stage.strangers("alice", "bob")
    os.chmod(folder, 0o700)
    notifications = Notifications()
    alice = Person(names[0], (10, 20, 1000, 780), folder=folder)
    friend, stranger, blocked = (Guest(name) for name in names[1:])
    desk = Desk(alice, notifications, {"CONTACT": friend.address, "STRANGER": stranger.address,
                                       "BLOCKED": blocked.address, "ME": alice.address})
    alice.start_filled_in()
    alice.sign_in_first()
    full = befriend(alice, friend)
    block(alice, blocked)

    failures = []
    for grade, guest in (("blocked", blocked), ("stranger", stranger), ("contact", friend)):
        desk.begin()
        send_all(guest, alice.address, full)
        if grade == "stranger":
            alice.app.find("button", re.compile(r"^1 request"), ANSWER_SECONDS)
        if grade == "contact":
            # Which of the presences came last, servers see differently.
            guest.say("<presence/>")
            alice.wait_buddy_here("Bob")
            wait_for(lambda: len(notifications.heard()) > desk.told, what="a notification")
        found, spoken = desk.found()
        assert not spoken, f"words of {grade} show before anybody looks: {spoken}"
        try:
            desk.judge(grade, found)
        except AssertionError as error:
            failures.append(str(error))
    assert not failures, "\n".join(failures)

    desk.begin()
    alice.app.find("button", re.compile(r"^1 request")).click()
    alice.app.find("label", stranger.address)
    desk.judge("request", desk.found_of_theirs()[0])
    desk.begin()
    alice.buddy("Bob").click_at()  # who has no keys; the entry is closed
    wait_for(lambda: desk.found()[1], what="messages")
    found, spoken = desk.found_of_theirs()
    assert_words(spoken)
    desk.judge("chat", found)
    alice.quit()


if __name__ == "__main__":
    stage.play(globals())
