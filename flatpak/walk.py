#!/usr/bin/env python3
"""The tour inside the sandbox, and then what the sandbox promises, each as a step with a name.

Run by flatpak/try, within tests/lib/screen.py and beside with-prosody.py. With --hand-over it only prepares the windows
of both for a person at a real display.
"""

import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from sandboxed import COMMAND, DATA, FOLDER, HOME, ID, Portals, Sandboxed, flatpak, prepare_home, run, wait_for  # noqa: E402

import people  # noqa: E402
from clamd import Clamd  # noqa: E402

# The tour's people live in the sandbox.
people.Person = Sandboxed
import tour  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402
from people import PASSWORD  # noqa: E402
from screen import KEYRING_PASSWORD  # noqa: E402
from steps import Walk  # noqa: E402

PERMISSIONS = {"shared": {"network", "ipc"}, "sockets": {"wayland", "fallback-x11", "x11"}, "devices": {"dri"}}
EXPORTED = (f"applications/{ID}.desktop", f"icons/hicolor/scalable/apps/{ID}.svg",
            f"icons/hicolor/symbolic/apps/{ID}-symbolic.svg", f"metainfo/{ID}.metainfo.xml")
SAFE = os.path.join(DATA, "data", "keyrings", "default.keyring")
CHECKER = "/run/clamav/clamd.ctl"
CANARY = "a letter that is nobody's business"
NO_SAFE, LOCKED = "This computer has no password safe", "Your computer\u2019s password safe is locked"


def permissions():
    """What the installed Flatpak may do: {kind: {names}}."""
    kinds, section = {}, None
    for line in flatpak("info", "--show-permissions", ID).splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif "=" in line:
            kind, _, names = line.partition("=")
            kinds[kind if section == "Context" else f"{section}: {kind}"] = set(names.strip(";").split(";"))
    return kinds


def ask_safe(method, arguments):
    """The desktop's password safe itself; inside the sandbox nobody can."""
    return Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        "org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", method, arguments, None,
        Gio.DBusCallFlags.NONE, 10000).unpack()


def items_in_safe(**attributes):
    unlocked, locked = ask_safe("SearchItems", GLib.Variant("(a{ss})", (attributes,)))
    return unlocked + locked


def seen_from(pid):
    """Every file and folder of its home and of the usual places that a process can see, with its contents if small."""
    inside = f"/proc/{pid}/root"
    for top in (HOME, "/home", "/root", "/media", "/mnt", "/tmp", "/run/media", "/var/home", os.path.dirname(FOLDER)):
        for at, _, names in os.walk(inside + top):
            yield at.removeprefix(inside), b""
            for name in names:
                path = os.path.join(at, name)
                content = b""
                if os.path.isfile(path) and not os.path.islink(path) and os.path.getsize(path) < 1 << 20:
                    with open(path, "rb") as file:
                        content = file.read()
                yield path.removeprefix(inside), content


def try_walls(walk, alice):
    @walk.step("The Flatpak may use the network and a window, and nothing else")
    def _():
        may = permissions()
        assert may == PERMISSIONS or may == PERMISSIONS | {"sockets": {"wayland", "fallback-x11"}}, may

    @walk.step("The desktop has its launcher, icons and description")
    def _():
        shared = os.path.join(os.environ["FLATPAK_USER_DIR"], "exports", "share")
        for path in EXPORTED:
            assert os.path.getsize(os.path.join(shared, path)), path
        run("desktop-file-validate", os.path.join(shared, EXPORTED[0]))

    @walk.step("Her secrets are in the desktop's password safe, by the portal")
    def _():
        assert items_in_safe(app_id=ID), "the portal's secret for Confab is not in the safe"
        assert not items_in_safe(application=ID), "Confab went past the portal"
        with open(SAFE, "rb") as file:
            kept = file.read()
        assert PASSWORD.encode() not in kept and alice.address.encode() not in kept

    @walk.step("The sandbox sees no home folder")
    def _():
        for folder in (HOME, os.path.join(HOME, "Documents"), "/tmp"):
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, "letter.txt"), "w", encoding="utf-8") as file:
                file.write(CANARY)
        alice.start()
        alice.wait_pill("Signed off")
        seen = dict(seen_from(alice.app.process_inside()))
        assert any(path.startswith(alice.profile) for path in seen), "the look into the sandbox saw nothing"
        assert not [path for path, content in seen.items() if CANARY.encode() in content]
        strange = [path for path in seen if path.startswith(HOME + "/") and not path.startswith(DATA) and
                   not DATA.startswith(path)]
        assert all(os.path.basename(path).startswith(".") for path in strange), strange

    @walk.step("A second start of the same profile brings the window up and ends")
    def _():
        before = alice.app.windows()
        second = subprocess.run([*COMMAND, "--profile", alice.profile], capture_output=True, text=True, timeout=30)
        assert second.returncode == 0, second
        time.sleep(0.5)
        assert alice.app.windows() == before, "there should be no second window"
        alice.wait_pill("Signed off")
        alice.quit()


def try_upgrade(walk, alice):
    @walk.step("A newer build is installed over this one")
    def _():
        before = flatpak("info", "--show-commit", ID)
        mark = os.path.join(FOLDER, "app", "files", "share", "newer-build")
        with open(mark, "w", encoding="utf-8") as file:
            file.write(str(time.time()))
        try:
            subprocess.run(["flatpak", "build-export", "--disable-sandbox", "--disable-fsync",
                            os.path.join(FOLDER, "repo"), os.path.join(FOLDER, "app")], check=True, capture_output=True)
        finally:
            os.remove(mark)
        flatpak("update", "-y", "--noninteractive", ID)
        assert flatpak("info", "--show-commit", ID) != before, "nothing was upgraded"

    @walk.step("Account, buddy and draft have come along, and Alice signs in")
    def _():
        alice.start()
        alice.wait_pill("Signed off")
        alice.buddy("Bob")
        alice.sign_in()
        alice.quit()


def find_in_safety(alice, words):
    """On the row of the virus checker; she is open, and is closed then."""
    alice.start()
    alice.wait_pill("Signed off")
    alice.app.find("button", re.compile("^Safe settings|needs? you$")).click()
    alice.app.find(text=re.compile(words))
    alice.app.keys("Escape")
    alice.app.wait_gone("button", "Look at me as a stranger")
    alice.quit()


def try_checker(walk, alice):
    """What the page of the virus checker says to type, and that it is enough."""
    @walk.step("A virus checker is on the computer, and the sandbox does not see it")
    def _():
        folder = os.path.join(os.environ["TMPDIR"], "clamd")
        os.mkdir(folder)
        walk.clamd = Clamd(folder, 1024 * 1024, CHECKER)
        find_in_safety(alice, "^No virus checker within reach")

    @walk.step("Allowed with one line, it is found")
    def _():
        flatpak("override", f"--filesystem={os.path.dirname(CHECKER)}", ID)
        find_in_safety(alice, "^ClamAV [0-9.]+ looks through each file")

    @walk.step("It ends, and Confab says that it does not answer")
    def _():
        walk.clamd.stop()
        find_in_safety(alice, "^The virus checker of this computer does not answer")
        flatpak("override", "--reset", ID)


def use_until_quit(person):
    person.start_first()
    person.app.find("label", NO_SAFE, wait=40)
    assert not person.app.has_one("text", "Password"), "no password may be asked for before the choice"
    person.app.find("button", "Use Confab until I quit").click()
    person.pass_guide()
    person.sign_in_first()
    person.app.find(text=re.compile("Nothing is stored"))
    person.quit()
    assert set(person.kept()) <= {"profile.id"}, sorted(person.kept())


def try_without_safe(walk, portals, alice, bob):
    @walk.step("Without portals Confab can be used until it is quit, and keeps nothing")
    def _():
        portals.stop()
        use_until_quit(bob)

    @walk.step("With portals that have no password safe too")
    def _():
        portals.start(has_safe=False)
        use_until_quit(bob)

    @walk.step("Alice's store stays closed there, and is left as it is")
    def _():
        before = alice.kept()
        alice.start()
        alice.app.find("label", NO_SAFE, wait=40)
        alice.quit()
        assert alice.kept() == before, "something of it was changed"

    @walk.step("With the password safe she has all again")
    def _():
        portals.stop()
        portals.start()
        alice.start()
        alice.wait_pill("Signed off")
        alice.buddy("Bob")
        alice.quit()


def find_prompt():
    """The desktop's own window that asks for the safe's password."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Unlock .*Keyring"], capture_output=True,
                           text=True).stdout.split()
    return found[0] if found else None


def answer_prompt(words, key):
    prompt = wait_for(find_prompt, 20, "the desktop's question for the safe's password")
    run("xdotool", "windowactivate", "--sync", prompt)
    if words:
        run("xdotool", "type", "--delay", "8", "--", words)
    run("xdotool", "key", key)
    wait_for(lambda: not find_prompt(), 20, "the end of the desktop's question")


def try_locked_safe(walk, alice):
    @walk.step("The password safe is locked, and unlocking is refused: Confab says so")
    def _():
        ask_safe("Lock", GLib.Variant("(ao)", ([ask_safe("ReadAlias", GLib.Variant("(s)", ("default",)))[0]],)))
        alice.start()
        answer_prompt("", "Escape")
        alice.app.find("label", LOCKED, wait=40)

    @walk.step("Unlocked, she has all again")
    def _():
        alice.app.find("button", "Unlock it").click()
        answer_prompt(KEYRING_PASSWORD, "Return")
        alice.wait_pill("Signed off")
        alice.buddy("Bob")
        alice.quit()


def try_removal(walk):
    @walk.step("Uninstalled with its data, nothing of it is left")
    def _():
        flatpak("uninstall", "-y", "--noninteractive", "--delete-data", ID)
        ours = re.compile("confab(?!.?PracticeRuntime)", re.I)
        left = [os.path.join(at, name) for at, folders, names in os.walk(HOME) for name in folders + names
                if ours.search(name)]
        # Until the session ends Flatpak keeps a lock and the skeleton of its sandboxes, all of them empty.
        for top in (os.environ["FLATPAK_USER_DIR"], os.environ["XDG_RUNTIME_DIR"]):
            left += [path for at, _, names in os.walk(top) for path in (os.path.join(at, name) for name in names)
                     if ours.search(path.removeprefix(top)) and os.path.isfile(path) and os.path.getsize(path)]
        assert not left, left
        wait_for(lambda: not subprocess.run(["pgrep", "-u", str(os.getuid()), "-x", "confab"],
                                            capture_output=True).stdout, what="the end of all Confabs")


def main():
    os.umask(0o022)
    prepare_home()
    with Portals() as portals:
        code = tour.main()
        if code != 0 or "--hand-over" in sys.argv:
            return code
        alice = Sandboxed("alice", (10, 20, 780, 940))
        bob = Sandboxed("bob", (810, 20, 780, 940), folder=os.path.join(DATA, "data", "elsewhere"))
        walk = Walk(os.path.join(tour.FOLDER, "sandbox"),
                    lambda: [person.app for person in (alice, bob) if person.app])
        try:
            try_walls(walk, alice)
            try_upgrade(walk, alice)
            try_checker(walk, alice)
            try_without_safe(walk, portals, alice, bob)
            try_locked_safe(walk, alice)
            try_removal(walk)
        finally:
            alice.end()
            bob.end()
        return walk.finish()


if __name__ == "__main__":
    sys.exit(main())
