"""A person without a screen (person.c) driven from Python: start, obey, kill; and a line to the server that can be cut."""

import os
import queue
import random
import socket
import struct
import subprocess
import threading
import time

PATIENCE = 60
MUTUAL = "4"
WAITING, SENT, DELIVERED, FAILED = 1, 2, 3, 4


class Line:
    """A TCP road to the server on a port of its own, as bad as a test wants it: `cut` drops every connection without a word,
    `stall` lets nothing through for a while, `half_close` ends one direction."""

    def __init__(self, host, port, at=0):
        """`at`: the port to listen at; 0: any."""
        self._target = (host, port)
        self._pairs = []
        self._lock = threading.Lock()
        self._flows_at = 0.0  # until then it stalls
        self._deaf = set()  # ends to which nothing goes any more
        self.is_down = False
        self._listener = socket.create_server(("127.0.0.1", at))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            near, _ = self._listener.accept()
            if self.is_down:
                self._drop(near)
                continue
            try:
                far = socket.create_connection(self._target)
            except OSError:
                self._drop(near)
                continue
            with self._lock:
                self._pairs.append((near, far))
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source, sink):
        try:
            while data := source.recv(65536):
                while (left := self._flows_at - time.monotonic()) > 0:
                    time.sleep(left)
                if sink not in self._deaf:
                    sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            self._deaf.discard(end)
            self._drop(end)

    @staticmethod
    def _drop(end):
        try:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        end.close()

    @property
    def live(self):
        """How many connections are open."""
        with self._lock:
            self._pairs = [pair for pair in self._pairs if pair[0].fileno() != -1]
            return len(self._pairs)

    def cut(self):
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            for end in pair:
                self._drop(end)

    def stall(self, seconds, is_lost=False):
        """What is sent meanwhile arrives after it; or, if `is_lost`, never: then the line is cut."""
        self._flows_at = time.monotonic() + seconds
        if is_lost:
            threading.Timer(seconds * 0.9, self.cut).start()

    def half_close(self, is_near):
        """The near side hears that nothing comes any more, or the far one does; what it says itself still goes through."""
        with self._lock:
            pairs = [pair for pair in self._pairs if pair[0].fileno() != -1]
        for near, far in pairs:
            end = near if is_near else far
            self._deaf.add(end)
            try:
                end.shutdown(socket.SHUT_WR)
            except OSError:
                pass


class Person:
    """One running Confab without a screen. Every wait has an end, and says what it waited for."""

    limits = ()  # what files may take: bytes kept, bytes a day

    def __init__(self, name, profile, line=None, program=None):
        self.name = name
        self.address = f"{name}@{os.environ['CONFAB_TEST_DOMAIN']}"
        self.profile = profile
        self.line = line
        self.program = program or os.environ["CONFAB_PERSON"]
        self.process = None
        self.start()

    def start(self):
        self.lines = queue.Queue()
        self.heard = []
        self.process = subprocess.Popen([self.program, self.profile, *self.limits], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, bufsize=1)
        threading.Thread(target=self._read, args=(self.process, self.lines), daemon=True).start()

    @staticmethod
    def _read(process, lines):
        for line in process.stdout:
            lines.put(line.rstrip("\n"))
        lines.put(None)

    def say(self, *words):
        self.process.stdin.write("\t".join(words) + "\n")
        self.process.stdin.flush()

    def hear(self, seconds=PATIENCE):
        """The next line, or None once the process has ended."""
        line = self.lines.get(timeout=seconds)
        if line is not None:
            self.heard.append(line)
        return line

    def expect(self, beginning, seconds=PATIENCE, fail=("failed",)):
        """Waits for a line that begins so; other lines are passed over, those of `fail` end the wait."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self.hear(max(0.01, end - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"{self.name}: no {beginning!r}; heard {self.heard[-8:]}") from None
            if line is None:
                raise AssertionError(f"{self.name} ended while {beginning!r} was waited for: {self.heard[-8:]}")
            if line.startswith(beginning):
                return line
            if line.startswith(tuple(fail)):
                raise AssertionError(f"{self.name}: {line!r} instead of {beginning!r}")

    def rows(self, command, kind, *words):
        """What a reading command lists, as lists of words."""
        self.say(command, *words)
        found = []
        while not (line := self.expect((kind, f"done\t{command}"))).startswith("done"):
            found.append(line.split("\t"))
        return found

    def add(self):
        self.say("open")
        self.expect("done\topen")
        self.say("add", self.address, "127.0.0.1", str(self.line.port if self.line else os.environ["CONFAB_TEST_PORT"]))
        self.expect("done\tadd")
        self.expect("state\tsigned-in")

    def contacts(self):
        return {row[1]: row[2:] for row in self.rows("list", "contact\t")}

    def log(self, address):
        """Texts with (own, state), oldest first."""
        return [(row[4], row[2] == "1", int(row[3])) for row in self.rows("log", "row\t", address)]

    def until(self, what, test, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while not test():
            if time.monotonic() > end:
                raise AssertionError(f"{self.name}: {what} did not come about; heard {self.heard[-8:]}")
            time.sleep(0.1)

    def is_minded(self):
        """A sanitizer minds its memory: what was freed stays, and nothing is where it would be."""
        with open(f"/proc/{self.process.pid}/maps", encoding="utf-8") as maps:
            return "libasan" in maps.read()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def quit(self):
        self.say("quit")
        self.expect("done\tquit")
        if (code := self.process.wait(PATIENCE)) != 0:
            raise AssertionError(f"{self.name} ended with {code}")


def befriend(asker, other):
    """They find each other: one asks, the other accepts, both see each other."""
    asker.say("buddy", other.address, other.name.title(), f"It is {asker.name}")
    asker.expect("done\tbuddy")
    other.expect(f"request\t{asker.address}")
    other.say("accept", asker.address)
    other.expect("done\taccept")
    for one, two in ((asker, other), (other, asker)):
        one.until("being buddies", lambda one=one, two=two: one.contacts().get(two.address, [""])[0] == MUTUAL)


def dice(seed):
    return random.Random(seed)
