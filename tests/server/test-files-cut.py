#!/usr/bin/env python3
"""A file whose lines are cut ten times while it is on its way, out and in, through a real server: test-files-cut.py [anew]

Each time the road of the file breaks after some megabytes, and every second time the line to the server with it. It goes
on by itself, and what arrives is what was sent, once. What is fetched goes on from where it was, and does not begin anew;
"anew": this server gives no parts of a file (ejabberd 24.12), so it does, and the lines are cut three times.
"""

import os
import socket
import sys
import threading
import time

import stage
from confab import Confab
from filing import FAILED, HELD, OFFERED, SENT, STOPPED, digest, kept, make, part, read_files, until_file
from stage import Line, befriend

ANEW = "anew" in sys.argv
CUTS = 3 if ANEW else 10
EACH = 1200000  # bytes of one connection before it breaks
SIZE = 16 * 1024 * 1024
PATIENCE = 240


class Road(Line):
    """To where the files are. It breaks `left` times more, each time after so many bytes of one connection."""

    def __init__(self):
        self.left, self.carried, self.cuts, self.also = 0, 0, 0, None
        self._count = threading.Lock()
        super().__init__(stage.HOST, int(os.environ["CONFAB_TEST_FILES_PORT"]), int(os.environ["CONFAB_TEST_FILES_ROAD"]))

    def _breaks(self, n, passed):
        with self._count:
            self.carried += n
            if passed <= EACH or self.left == 0:
                return False
            self.left -= 1
            self.cuts += 1
            return True

    def _carry(self, source, sink):
        # What waits in here goes with the line: so little waits.
        for end in (source, sink):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
        passed = 0
        try:
            while data := source.recv(65536):
                passed += len(data)
                if self._breaks(len(data), passed):
                    if self.cuts % 2 == 0:
                        self.also.cut()
                    break
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            self._drop(end)

    def begin(self, line):
        self.left, self.carried, self.cuts, self.also = CUTS, 0, 0, line


ROAD = Road()


def hello(person, other):
    """As soon as it may be written: keys may still be on their way."""
    person.say("send", other.address, "hello")
    while person.expect(("done\tsend", "failed\tsend"), fail=()).startswith("failed"):
        time.sleep(0.2)
        person.say("send", other.address, "hello")
    other.expect_text(person.address, "hello")


def pair(folder):
    anna, ben = (Confab(name, os.path.join(folder, name), Line(stage.HOST, stage.PORT))
                 for name in stage.strangers("alice", "bob"))
    befriend(anna, ben)
    anna.knows(ben.address, ben.device())
    ben.knows(anna.address, anna.device())
    hello(anna, ben)
    hello(ben, anna)
    return anna, ben


def through(person, other, state):
    """Until the file is in that state. Returns how much of it there was, each time one looked."""
    seen = []
    end = time.monotonic() + PATIENCE
    while not (files := read_files(person, other.address)) or files[-1].state != state:
        assert time.monotonic() < end and files[-1].state not in (FAILED, STOPPED), (files, ROAD.cuts)
        seen.append(part(person))
        # The pauses between tries to sign in grow; this is about files.
        person.say("sign-in")
        time.sleep(0.2)
    return seen


def test_cut(folder):
    anna, ben = pair(folder)
    path = make(folder, "long.bin", SIZE)

    ROAD.begin(anna.line)
    anna.do("file-send", ben.address, path)
    through(anna, ben, SENT)
    assert ROAD.cuts == CUTS, ROAD.cuts
    print(f"out: {ROAD.carried / SIZE:.2f} of its size went over the road")
    assert kept(anna) == []
    offered = until_file(ben, anna.address, OFFERED)
    assert offered.size == SIZE, offered

    ROAD.begin(ben.line)
    ben.do("file-fetch", anna.address, str(offered.id))
    seen = through(ben, anna, HELD)
    assert ROAD.cuts == CUTS, ROAD.cuts
    print(f"in: {ROAD.carried / SIZE:.2f} of its size went over the road; seen {[n >> 20 for n in seen]} MiB")
    if not ANEW:
        # Begun anew each time it would be as much again as was cut off.
        assert ROAD.carried < SIZE + CUTS * EACH / 2, ROAD.carried
        assert seen == sorted(seen), seen
    target = os.path.join(folder, "saved")
    ben.do("file-save", anna.address, str(offered.id), target)
    assert digest(target) == digest(path)

    # Their message came once, and what is written afterwards arrives.
    for person, other in (anna, ben), (ben, anna):
        person.send(other.address, "after all that")
        other.expect_text(person.address, "after all that")
    for person, other in (anna, ben), (ben, anna):
        files = read_files(person, other.address)
        assert len(files) == 1, (person.name, files)
    ben.quit()
    anna.quit()


stage.play(globals())
