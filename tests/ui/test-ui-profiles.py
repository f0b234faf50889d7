#!/usr/bin/env python3
"""One profile is open once: a second start brings the window up, and whoever comes another way is told. Two
profiles do not meet. A damaged store is set aside and said, never overwritten."""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gi.repository import Gio, GLib  # noqa: E402

from driver import wait_for  # noqa: E402
from people import PASSWORD, PROGRAM  # noqa: E402
from steps import main  # noqa: E402

DAMAGE = b"This is no store at all. " * 2000
FIRST_PAGE = 4096


def active_window():
    return subprocess.run(["xdotool", "getactivewindow"], capture_output=True, text=True, check=False).stdout.strip()


def lose_key():
    """Takes the store's key out of the keyring, as a new installation of the desktop would."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def call(path, interface, method, arguments=None):
        return bus.call_sync("org.freedesktop.secrets", path, "org.freedesktop.Secret." + interface, method, arguments,
                             None, Gio.DBusCallFlags.NONE, 10000).unpack()

    wanted = GLib.Variant("(a{ss})", ({"application": "im.confab.Confab", "kind": "store-key"},))
    items = call("/org/freedesktop/secrets", "Service", "SearchItems", wanted)[0]
    assert items, "there is no key"
    for item in items:
        call(item, "Item", "Delete")


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))
    other = people("alice", (700, 20, 680, 780), folder=os.path.join(os.environ["TMPDIR"], "elsewhere"))
    vault = os.path.join(alice.profile, "vault.db")

    @walk.step("Two profiles run side by side")
    def _():
        alice.start_filled_in()
        alice.sign_in_first()
        bob.start_filled_in()
        assert active_window() in bob.app.windows()

    @walk.step("A second start of the same profile brings its window up and ends")
    def _():
        before = alice.app.windows()
        second = subprocess.run([PROGRAM, "--profile", alice.profile], capture_output=True, text=True, timeout=20,
                                check=False)
        assert second.returncode == 0, second
        wait_for(lambda: active_window() in before, what="Alice's window in front")
        assert alice.app.windows() == before, "there should be no second window"
        assert alice.pill().name == "Signed in"

    @walk.step("The same folder by another name is busy, and nothing in it is touched")
    def _():
        bob.quit()
        os.makedirs(os.path.dirname(other.profile))
        os.symlink(alice.profile, other.profile)
        other.start()
        other.app.find("label", re.compile("Confab is already open with this profile"), wait=20)
        other.app.find("button", "Try again").click()
        other.app.find("label", re.compile("Confab is already open with this profile"))
        assert alice.pill().name == "Signed in"

    @walk.step("Once the first has quit, Try again opens it")
    def _():
        alice.quit()
        other.app.find("button", "Try again").click()
        other.wait_pill("Signed off")
        other.quit()

    @walk.step("A damaged store is said, and left as it is")
    def _():
        with open(vault, "r+b") as file:
            file.seek(FIRST_PAGE)
            file.write(DAMAGE)
        alice.start()
        alice.app.find("label", "The store is damaged", wait=20)
        alice.app.find(text=re.compile("it is set aside and not deleted"))
        alice.quit()
        with open(vault, "rb") as file:
            file.seek(FIRST_PAGE)
            assert file.read(len(DAMAGE)) == DAMAGE, "the damaged store was changed"

    @walk.step("Begin empty sets it aside under a name that is said")
    def _():
        alice.start()
        alice.app.find("button", "Begin empty", wait=20).click()
        said = alice.app.find("label", re.compile("The old store is set aside as"), wait=20).name
        name = re.search("\u201c(.+?)\u201d", said).group(1)
        aside = [content for path, content in alice.kept().items() if os.path.basename(path) == os.path.basename(name)]
        assert aside and DAMAGE in aside[0], (said, sorted(alice.kept()))

    @walk.step("The empty one works, and stays")
    def _():
        alice.pass_guide()
        alice.app.find("text", "Your address").write(alice.address)
        alice.app.find(re.compile("button|list item|toggle button"), re.compile("^Server")).click()
        alice.app.find("text", "Host").write(alice.server.partition(":")[0])
        alice.app.find("text", "Port").write(alice.server.partition(":")[2])
        alice.sign_in_first()
        alice.quit()
        alice.start()
        alice.wait_pill("Signed off")
        alice.quit()

    @walk.step("What is no store of this key is said, and left as it is")
    def _():
        os.rename(vault, vault + ".kept")
        with open(vault, "wb") as file:
            file.write(DAMAGE)
        alice.start()
        alice.app.find("label", re.compile("The store is damaged|The locked store cannot be opened any more"), wait=20)
        alice.quit()
        with open(vault, "rb") as file:
            assert file.read() == DAMAGE, "the foreign file was changed"
        os.rename(vault + ".kept", vault)

    @walk.step("A store without its key is said, and left as it is")
    def _():
        lose_key()
        with open(vault, "rb") as file:
            before = file.read()
        alice.start()
        alice.app.find("label", "The locked store cannot be opened any more", wait=20)
        alice.app.find("button", "Begin empty")
        alice.quit()
        with open(vault, "rb") as file:
            assert file.read() == before, "the store was changed"
        alice.assert_not_kept(PASSWORD)


sys.exit(main(walk_all))
