"""People whose programs seal, each with one way of being spoken to, for tests that let any of them talk with any other.

`Slix` is slix_omemo.py in a process of its own, `Terminal` is Profanity; both know `send`, `expect_text`, `unreadable`.
"""

import os
import queue
import re
import subprocess
import sys
import threading

from person import PATIENCE, Person
from profanity import Profanity

HERE = os.path.dirname(os.path.abspath(__file__))


class Slix(Person):
    """slixmpp and slixmpp-omemo; `versions` is old, two or both; the keys are in the file `profile`."""

    def __init__(self, name, profile, versions="both", signs_in=True):
        self.versions = versions
        self.signs_in = signs_in
        super().__init__(name, profile, program=os.path.join(HERE, "slix_omemo.py"))

    def start(self):
        self.lines = queue.Queue()
        self.heard = []
        self.process = subprocess.Popen([sys.executable, "-B", self.program, self.name, self.profile, self.versions],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        threading.Thread(target=self._read, args=(self.process, self.lines), daemon=True).start()
        if self.signs_in:
            self.sign_in()

    def sign_in(self):
        self.say("sign-in")
        self.expect("state\tsigned-in")

    def do(self, *words):
        """One command; returns what it answered after its name."""
        self.say(*words)
        return self.expect(f"done\t{words[0]}", fail=(f"failed\t{words[0]}",)).split("\t")[2]

    def fails(self, *words):
        """One command that must not succeed; returns the reason."""
        self.say(*words)
        return self.expect(f"failed\t{words[0]}", fail=(f"done\t{words[0]}",)).split("\t")[2]

    def send(self, address, text, *version):
        return self.do("send", address, text, *version)

    def devices(self, address=None):
        """{number: (key, trust, versions)} of somebody, or of ourselves."""
        rows = self.rows("devices", "device\t", *([address] if address else []))
        return {row[2]: (row[3], row[4], row[5]) for row in rows}

    def device(self):
        return self.rows("devices", "device\t")[0][2]

    def flush(self):
        """Waits until the server has taken all that was sent: it answers in order."""
        self.rows("fetch", "item\t", self.address, "urn:xmpp:omemo:2:devices" if self.versions == "two"
                  else "eu.siacs.conversations.axolotl.devicelist")

    def told(self, *beginning):
        """All that it has said so far and that begins with these words, as lists of words."""
        while not self.lines.empty():
            self.hear()
        start = "\t".join(beginning) + "\t"
        return [line.split("\t") for line in self.heard if line and line.startswith(start)]

    def expect_told(self, *beginning):
        """Waits for such a line, whether it was said already or not; returns the first one's words."""
        self.until(f"{beginning}", lambda: self.told(*beginning))
        return self.told(*beginning)[0]

    def expect_text(self, address, text, seconds=PATIENCE):
        """Waits for the text, whether it was said already or not; returns how it was sealed: old, two or plain."""
        self.until(f"{text!r} of {address}", lambda: self.told("got", address, text), seconds)
        return self.told("got", address, text)[0][3]

    def knows(self, address, *numbers):
        """Waits until exactly these devices of somebody are active."""
        self.until(f"devices {numbers} of {address}", lambda: {
            number for number, (_, _, versions) in self.devices(address).items() if versions} == set(numbers))


class Terminal(Profanity):
    def flush(self):
        """Waits until the server has taken all that was sent: it answers in order."""
        asked = len(self._pings())
        self.type("/ping")
        self.until("the question", lambda: len(self._pings()) > asked)
        self.until("the answer", lambda: re.search(f'RECV: <iq [^>]*id="{self._pings()[-1]}"', self.said()))

    def _pings(self):
        return re.findall(r'SENT: <iq id="([^"]+)"[^>]*><ping ', self.said())

    def expect_text(self, address, text, seconds=PATIENCE):
        return {"omemo": "old", "none": "plain"}[self.expect(address, text, seconds)]


def befriend_slix(asker, other):
    """Two of slix_omemo become buddies."""
    asker.do("buddy", other.address)
    other.expect(f"request\t{asker.address}")
    other.do("accept", asker.address)
    asker.expect(f"request\t{other.address}")
    asker.do("accept", other.address)
    for one, two in ((asker, other), (other, asker)):
        one.expect(f"buddy\t{two.address}")


def befriend_terminal(slix, terminal):
    """Profanity asks, slix_omemo accepts."""
    terminal.buddy(slix.address)
    slix.expect(f"request\t{terminal.address}")
    slix.do("accept", terminal.address)
    terminal.accept(slix.address)
    slix.expect(f"buddy\t{terminal.address}")


class Unruly:
    """What mod_unruly does to sealed messages while the block runs: "SEED LOST DOUBLED LATE" in percent, or "hold"."""

    def __init__(self, how):
        self._path = os.path.join(os.path.dirname(os.environ["CONFAB_TEST_SERVER_LOG"]), "unruly")
        self._how = how

    def __enter__(self):
        for path in (self._path + ".log", self._path):
            if os.path.exists(path):
                os.remove(path)
        with open(self._path + ".new", "w", encoding="utf-8") as file:
            file.write(self._how)
        os.rename(self._path + ".new", self._path)
        return self

    def __exit__(self, *_):
        os.remove(self._path)

    def did(self):
        """[(what, id, to whom)] in order; what is lost, doubled, late or held; the address without its resource."""
        if not os.path.exists(self._path + ".log"):
            return []
        with open(self._path + ".log", encoding="utf-8") as file:
            found = [line.split() for line in file]
        return [(words[0], words[3], words[2].split("/")[0]) for words in found if len(words) == 4]
