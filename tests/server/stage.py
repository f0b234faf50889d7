"""What the tests beside a real server share: problems by their names, a guest that is not Confab, a line that is overheard.

A test file calls `play (globals ())`: each of its functions test_… runs, says how long it took, and ends the run if it fails.
"""

import asyncio
import os
import queue
import re
import socket
import sys
import tempfile
import threading
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
from person import MUTUAL, Line, Person, befriend  # noqa: E402,F401

PATIENCE = 30
DOMAIN = os.environ["CONFAB_TEST_DOMAIN"]
HOST, PORT = os.environ["CONFAB_TEST_HOST"], int(os.environ["CONFAB_TEST_PORT"])
PASSWORD = os.environ["CONFAB_TEST_PASSWORD"]


def strangers(*names):
    """The same names with something after them, as accounts that nobody has used before."""
    strangers.count += 1
    fresh = [f"{name}{strangers.count}" for name in names]
    for name in fresh:
        control(f"account {name}@{DOMAIN} {PASSWORD}")
    return fresh


strangers.count = 0


def read_problems():
    """The enumeration of app/model, so that a number here means what it means there."""
    with open(os.path.join(HERE, "..", "..", "app", "model", "model-types.h"), encoding="utf-8") as file:
        names = re.findall(r"^\s*CONFAB_PROBLEM_(\w+)", file.read(), re.M)
    return {name: number for number, name in enumerate(names)}


PROBLEMS = read_problems()


def control(command):
    """One word to what runs the server."""
    with socket.socket(socket.AF_UNIX) as server:
        server.settimeout(PATIENCE)
        server.connect(os.environ["CONFAB_TEST_CONTROL"])
        server.sendall(command.encode() + b"\n")
        answer = server.makefile().readline().strip()
    assert answer == "ok", answer


class Overheard(Line):
    """A line that keeps what Confab sent over it."""

    def __init__(self, host=HOST, port=PORT):
        self.sent = b""
        super().__init__(host, port)

    def _carry(self, source, sink):
        with self._lock:
            is_near = any(source is pair[0] for pair in self._pairs)
        super()._carry(Tap(source, self) if is_near else source, sink)


class Tap:
    """A socket whose bytes are written down as they are read."""

    def __init__(self, near, line):
        self._near, self._line = near, line

    def recv(self, size):
        data = self._near.recv(size)
        self._line.sent += data
        return data

    def __getattr__(self, name):
        return getattr(self._near, name)


class Guest:
    """Another program's client (slixmpp), on a thread of its own. What it is sent is kept as text."""

    def __init__(self, name, wants_presence=True):
        self.name, self.address = name, f"{name}@{DOMAIN}"
        self.inbox = queue.Queue()
        self.kept = []
        self._wants_presence = wants_presence
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(PATIENCE), f"{name} does not sign in"

    def _run(self):
        import slixmpp

        asyncio.set_event_loop(self._loop)
        self.client = client = slixmpp.ClientXMPP(self.address, PASSWORD)
        client.ca_certs = os.environ["CONFAB_TEST_CA"]
        client.auto_authorize = client.auto_subscribe = None
        client.auto_reconnect = False
        client.add_event_handler("session_start", self._on_start)
        client.add_filter("in", self._on_stanza)
        client.connect(DOMAIN, PORT)
        self._loop.run_forever()

    async def _on_start(self, _):
        await self.client.get_roster()
        if self._wants_presence:
            self.client.send_presence()
        self._ready.set()

    def _on_stanza(self, stanza):
        self.inbox.put(str(stanza))
        return stanza

    @property
    def full(self):
        return self.client.boundjid.full

    def say(self, xml):
        self._loop.call_soon_threadsafe(self.client.send_raw, xml)

    def hear(self, *needles, seconds=PATIENCE):
        """Waits for a stanza that holds all of these texts; others are kept for later calls."""
        end = time.monotonic() + seconds
        while True:
            for stanza in self.kept:
                if all(needle in stanza for needle in needles):
                    self.kept.remove(stanza)
                    return stanza
            try:
                self.kept.append(self.inbox.get(timeout=max(0.01, end - time.monotonic())))
            except queue.Empty:
                raise AssertionError(f"{self.name} was not sent {needles}, but {self.kept[-6:]}") from None

    def heard(self, seconds):
        """All that came and was not taken, and comes within these seconds."""
        time.sleep(seconds)
        while not self.inbox.empty():
            self.kept.append(self.inbox.get())
        taken, self.kept = self.kept, []
        return taken

    def leave(self):
        self.say("</stream:stream>")


def meet(person, guest):
    """Confab's person and a guest become buddies: the person asks."""
    person.say("buddy", guest.address, guest.name.title(), "")
    person.expect("done\tbuddy")
    guest.hear("type=\"subscribe\"", person.address)
    guest.say(f"<presence to='{person.address}' type='subscribed'/>")
    guest.say(f"<presence to='{person.address}' type='subscribe'/>")
    person.until("being buddies", lambda: person.contacts().get(guest.address, [""])[0] == "4")
    plain(person, guest)


def plain(person, guest):
    """A guest has no keys: what goes there can be read by servers, because the person chose so."""
    person.say("plain", guest.address, "yes")
    person.expect("done\tplain")


def has_store(person):
    """True while a file of the store is open."""
    folder = f"/proc/{person.process.pid}/fd"
    links = []
    for name in os.listdir(folder):
        try:
            links.append(os.readlink(os.path.join(folder, name)))
        except OSError:
            pass
    return any(link.startswith(person.profile) and ".db" in link for link in links)


def play(names):
    failed = 0
    for name, test in [(name, test) for name, test in names.items() if name.startswith("test_")]:
        begun = time.monotonic()
        try:
            with tempfile.TemporaryDirectory(prefix="confab-stage-") as folder:
                test(folder)
            print(f"ok {name} {time.monotonic() - begun:.1f} s", flush=True)
        except BaseException:  # also what a thread's end or an interruption says
            traceback.print_exc()
            print(f"NOT ok {name}", flush=True)
            failed += 1
    # Guests leave threads behind; nothing of theirs must hold the end up.
    sys.stderr.flush()
    os._exit(1 if failed else 0)
