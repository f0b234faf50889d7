#!/usr/bin/env python3
"""A day of use with nothing logged, in words that stand nowhere else; then the whole disk of the desktop is searched for them:
profile, settings, recently used files, thumbnails, what the notification daemon was told, logs, core dumps (R25, R26)."""

import os
import re
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from audit import Canaries, core_dumps, search  # noqa: E402
from camera import cut_out  # noqa: E402
from desktop import Notifications  # noqa: E402
from driver import wait_for  # noqa: E402
from people import ANSWER_SECONDS, PASSWORD  # noqa: E402
from sealed import CODE, chip, meet, open_check, open_photo  # noqa: E402
from steps import main  # noqa: E402

SAVED_S = 1.5  # a draft is saved within a second


class Disk:
    """The disk of this desktop; the pictures of the test itself do not count."""

    def __init__(self, canaries):
        self.canaries = canaries
        self.places_of_the_test = [os.path.join(os.environ["TMPDIR"], "pictures")]

    def assert_clean(self):
        found, count = search(self.canaries, self.places_of_the_test)
        assert not found, found
        assert count > 10, f"only {count} files were read"

    def assert_would_be_seen(self, word):
        """The control: in a log, in a database, in the name of a file."""
        place = os.path.join(os.environ["HOME"], ".cache", "control")
        for content in (word.encode(), b"\0\1" + word.encode("utf-16-le")):
            with open(place, "wb") as file:
                file.write(content)
            assert (place, word) in search(self.canaries)[0], content
        os.remove(place)
        place = os.path.join(os.environ["HOME"], word)
        with open(place, "wb"):
            assert (place, word) in search(self.canaries)[0]
        os.remove(place)


def walk_all(walk, people):
    notifications, canaries = Notifications(), Canaries()
    disk = Disk(canaries)
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))
    words = {name: canaries.new(name) for name in
             ("sent", "answered", "waiting", "draft", "later", "searched", "photo", "after")}
    canaries.watch(PASSWORD)

    @walk.step("The search would find what is there")
    def _():
        disk.assert_would_be_seen(words["sent"])

    @walk.step("Alice and Bob become buddies and talk")
    def _():
        meet(alice, bob)
        alice.open_chat("Bob")
        bob.open_chat(alice.address)
        chip(alice, "Only you two")
        alice.send("Bob", words["sent"])
        bob.wait_message(words["sent"])
        bob.send(alice.address, words["answered"])
        alice.wait_message(words["answered"])

    @walk.step("Alice looks for somebody, and leaves a line half written")
    def _():
        alice.app.keys("ctrl+k")
        alice.app.type_keys(words["searched"])
        alice.app.keys("Escape")
        alice.write("Bob", words["draft"])
        time.sleep(SAVED_S)

    @walk.step("STO-06: nothing of it is on the disk while they talk")
    def _():
        disk.assert_clean()

    @walk.step("Bob reads Alice's picture from a photo")
    def _():
        photo = os.path.join(os.environ["HOME"], words["photo"] + ".png")
        open_check(alice, "Bob")
        alice.app.find("page tab", "Picture").click()
        cut_out(alice.app, CODE, photo)
        open_check(bob, alice.address)
        bob.app.find("page tab", "Picture").click()
        open_photo(bob, photo)
        bob.app.find("button", "Done", ANSWER_SECONDS).click()
        alice.app.find("button", "Close").click()
        os.remove(photo)

    @walk.step("The photo is in no list of what was used")
    def _():
        disk.assert_clean()

    @walk.step("Alice signs off and writes on; what she writes waits")
    def _():
        alice.sign_off()
        alice.send("Bob", words["waiting"])
        alice.wait_state(words["waiting"], "Waiting on this computer")
        disk.assert_clean()

    @walk.step("STO-08: Alice's Confab falls over: no core dump, nothing on the disk")
    def _():
        with open(f"/proc/{alice.app.pid}/limits", encoding="utf-8") as limits:
            assert re.search(r"^Max core file size +0 +0 ", limits.read(), re.M)
        os.kill(alice.app.pid, signal.SIGABRT)
        wait_for(lambda: not alice.app.is_running, what="the end")
        assert alice.app.process.returncode == -signal.SIGABRT, alice.app.process.returncode
        assert not core_dumps(), core_dumps()
        disk.assert_clean()

    @walk.step("She comes back, and what waited goes out")
    def _():
        alice.start()
        alice.sign_in()
        bob.wait_message(words["waiting"])

    @walk.step("Bob writes while she looks elsewhere: the desktop is told who, not what")
    def _():
        bob.app.raise_window()
        bob.send(alice.address, words["later"])
        told = wait_for(lambda: [call for call in notifications.heard() if call[0] == "AddNotification"],
                        what="a notification")
        assert told, notifications.heard()
        assert not canaries.seen_in(notifications.all_words().encode()), notifications.all_words()
        assert bob.address not in notifications.all_words(), notifications.all_words()

    @walk.step("Alice closes the chat; both quit")
    def _():
        alice.open_chat("Bob")
        alice.wait_message(words["later"])
        alice.app.raise_window()
        alice.app.keys("ctrl+shift+w")
        alice.quit()
        bob.quit()

    @walk.step("At the end of the day nothing of it is anywhere")
    def _():
        disk.assert_clean()
        assert not core_dumps(), core_dumps()
        assert not notifications.shown(), notifications.shown()

    @walk.step("The next morning it is gone for Alice, too")
    def _():
        alice.start()
        alice.sign_in()
        alice.open_chat("Bob")
        for name in ("sent", "answered", "waiting", "later"):
            assert not alice.has_message(words[name]), name
        alice.send("Bob", words["after"])
        alice.quit()
        disk.assert_clean()


sys.exit(main(walk_all))
