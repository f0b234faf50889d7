#!/usr/bin/env python3
"""The screen is locked and unlocked (R21, R31): a screensaver of the session says so, or the portal. Nothing of a chat is
in the accessible tree, in the program's memory or on the notification bus meanwhile; afterwards all is where it was."""

import os
import re
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lib")]
from desktop import IdleMonitor, Notifications, Screensaver  # noqa: E402
from driver import wait_for  # noqa: E402
from kept import keep_this, open_kept  # noqa: E402
from people import PROGRAM  # noqa: E402
from person import DELIVERED, SENT, Person  # noqa: E402
from steps import main  # noqa: E402

SENTENCE = "The tin robot sleeps under the seventh stair"
MEANWHILE = "A parcel with a purple ribbon has come"
LATER = "And a second parcel, with a green one"
DRAFT = "half of an ans"
PAGE = "Confab is locked while your screen is"


def memory_holds(app, text):
    needles, pid = (text.encode(), text.encode("utf-16-le")), app.pid
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            place, rights = line.split()[:2]
            if "w" not in rights:
                continue
            start, end = (int(number, 16) for number in place.split("-"))
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            if any(needle in content for needle in needles):
                return True
    return False


class Bob(Person):
    """Without a screen: one screensaver locks every Confab of the session."""

    def __init__(self):
        super().__init__("bob", os.path.join(os.environ["TMPDIR"], "profile-bob"),
                         program=os.path.join(os.path.dirname(PROGRAM), "..", "tests", "lib", "confab-person"))

    def send(self, alice, text):
        """Until the server has it."""
        self.say("send", alice.address, text)
        self.expect("done\tsend")
        self.until("with the server", lambda: any(
            said == text and state in (SENT, DELIVERED) for said, is_own, state in self.log(alice.address) if is_own))


def meet(alice, bob):
    alice.start_filled_in()
    alice.sign_in_first()
    bob.add()
    alice.add_buddy(bob.address, "Bob", "It is me")
    bob.expect(f"request\t{alice.address}")
    bob.say("accept", alice.address)
    bob.expect("done\taccept")
    alice.wait_buddy_here("Bob")


def tree(person):
    return person.app.describe(2000)


def walk_all(walk, people):
    notifications, screensaver = Notifications(), Screensaver()
    alice, bob = people("alice", (10, 20, 680, 780), (700, 20, 480, 620)), Bob()

    @walk.step("Alice and Bob are buddies and have talked")
    def _():
        meet(alice, bob)
        alice.open_chat("Bob")
        bob.send(alice, SENTENCE)
        alice.wait_message(SENTENCE)
        alice.write("Bob", DRAFT)
        time.sleep(1)
        assert SENTENCE in tree(alice) and memory_holds(alice.app, SENTENCE)

    @walk.step("A dialog and a chat window are open, and the screen is locked")
    def _():
        alice.open_window("Bob")
        alice.app.raise_window("Confab")
        alice.app.find("button", "Add a buddy").click()
        alice.app.find("text", "Address").write("somebody@example.test")
        screensaver.lock(True)
        wait_for(lambda: len(alice.app.find_all("label", PAGE)) == 2, what="both windows covered")
        words = tree(alice)
        for secret in (SENTENCE, DRAFT, "somebody@example.test", "Bob", bob.address):
            assert secret not in words, (secret, words)
        assert set(alice.app.frames()) == {"Confab"}, alice.app.frames()

    @walk.step("Nothing of it is left in memory")
    def _():
        for text in (SENTENCE, DRAFT):
            wait_for(lambda text=text: not memory_holds(alice.app, text), 5, f"{text!r} to leave memory")

    @walk.step("Bob writes, and nothing of Alice's says so")
    def _():
        bob.send(alice, MEANWHILE)
        time.sleep(1)
        assert MEANWHILE not in tree(alice) and not memory_holds(alice.app, MEANWHILE)

    @walk.step("Unlocked: the dialog, both windows and what was being written are back")
    def _():
        screensaver.lock(False)
        alice.app.wait_gone("label", PAGE)
        assert alice.app.find("text", "Address").text == "somebody@example.test"
        alice.app.raise_window("Confab")
        alice.app.keys("Escape")
        alice.app.wait_gone("text", "Address")
        alice.wait_message(SENTENCE)
        alice.wait_message(MEANWHILE)
        assert all(entry.text == DRAFT for entry in alice.app.find_all("text", "Message Bob"))

    @walk.step("It says how long Alice was away, and what came")
    def _():
        note = alice.app.find("label", re.compile(r"^You were away .* 1 message came\.$"), 20)
        assert "signed off" not in note.name
        alice.app.find("button", "Good").click()
        alice.app.wait_gone("label", note.name)
        assert SENTENCE not in notifications.all_words() and MEANWHILE not in notifications.all_words()

    keep_this(walk, alice, SENTENCE)

    @walk.step("The page of what is kept is open, and the screen is locked: it is not left in memory either")
    def _():
        kept = open_kept(alice, SENTENCE)
        screensaver.lock(True)
        alice.app.find("label", PAGE)
        wait_for(lambda: not memory_holds(alice.app, SENTENCE), 5, "what is kept to leave memory")
        screensaver.lock(False)
        alice.app.wait_gone("label", PAGE)
        alice.app.find("button", kept)
        alice.app.keys("Escape")
        alice.app.wait_gone("button", kept)
        alice.open_chat("Bob")

    @walk.step("Staying reachable until tonight: the page covers all the same, and a message is told without a name")
    def _():
        screensaver.lock(True)
        alice.app.find("label", PAGE)
        bob.send(alice, LATER)
        screensaver.lock(False)
        alice.app.find("button", "Stay reachable until tonight", 20).click()
        alice.app.find("label", re.compile(r"^Until .* you stay signed in when the screen locks\.$"))
        screensaver.lock(True)
        alice.app.find("label", PAGE)
        before = len(notifications.heard())
        bob.send(alice, "Are you still there")
        told = wait_for(lambda: [call for call in notifications.heard()[before:] if call[0] == "AddNotification"],
                        what="a notification")
        assert told[-1][1][2]["title"] == "New message" and "body" not in told[-1][1][2], told
        assert "Are you still there" not in tree(alice)
        screensaver.lock(False)
        alice.wait_message("Are you still there")

    @walk.step("What was read is taken back from the desktop")
    def _():
        alice.app.raise_window("Bob")
        wait_for(lambda: not notifications.shown(), what="no notification")

    @walk.step("Nobody is at the computer for a quarter of an hour, and then somebody is")
    def _():
        alice.app.find("label", re.compile(r"^Until .* you stay signed in when the screen locks\.$"))
        idle = IdleMonitor()
        for _ in range(2):
            idle.fire("AddIdleWatch")
            alice.app.find("label", PAGE)
            assert SENTENCE not in tree(alice)
            idle.fire("AddUserActiveWatch")
            alice.app.wait_gone("label", PAGE)
            alice.wait_message("Are you still there")
        assert ("AddIdleWatch", (900000,)) in idle.heard(), idle.heard()
        idle.is_hasty = True  # somebody is back before the monitor has answered
        idle.fire("AddIdleWatch")
        wait_for(lambda: [method for method, _ in idle.heard()].count("AddUserActiveWatch") == 3, what="the question")
        alice.app.wait_gone("label", PAGE)
        idle.is_hasty = False
        idle.fire("AddIdleWatch")
        alice.app.find("label", PAGE)
        idle.leave()  # nobody could say any more that somebody is back
        alice.app.wait_gone("label", PAGE)

    @walk.step("Both quit")
    def _():
        alice.quit()
        bob.quit()


sys.exit(main(walk_all))
