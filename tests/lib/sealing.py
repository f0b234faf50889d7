"""People whose programs seal, each with one way of being spoken to, for tests that let any of them talk with any other.

`Slix` is slix_omemo.py in a process of its own, `Terminal` is Profanity; both know `send`, `expect_text`, `unreadable`.
"""

import os
import queue
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

    def expect_text(self, address, text, seconds=PATIENCE):
        """Waits for the text and returns how it was sealed: old, two or plain."""
        return self.expect(f"got\t{address}\t{text}\t", seconds, fail=("unreadable",)).split("\t")[3]

    def knows(self, address, *numbers):
        """Waits until exactly these devices of somebody are active."""
        self.until(f"devices {numbers} of {address}", lambda: {
            number for number, (_, _, versions) in self.devices(address).items() if versions} == set(numbers))


class Terminal(Profanity):
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
