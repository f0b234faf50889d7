#!/usr/bin/env python3
"""Messages that disappear or are taken back, through a real server: both sides erase, the answer is told as it is, and nothing is sealed
that was not meant to be. Another program, which knows nothing of it, keeps what it likes, and that is said.
"""

import os
import time

import stage
from confab import LINE, TEXT, UNOPENED, Confab
from person import befriend
from sealing import Slix

ASKED, AGREED, SILENT = range(3)
TIMER_LINE, TAKEN_LINE, ASKED_LINE = 4, 5, 7
SECONDS = 6


def pair(folder):
    anna, ben = (Confab(name, os.path.join(folder, name)) for name in stage.strangers("anna", "ben"))
    befriend(anna, ben)
    anna.knows(ben.address, ben.device())
    ben.knows(anna.address, anna.device())
    return anna, ben


def texts(person, address):
    return [row.text for row in person.seen(address) if row.kind == TEXT]


def lines(person, address):
    return [row.is_own for row in person.seen(address) if (row.kind, row.code) == (LINE, TIMER_LINE)]


def read(person, address):
    person.say("read", address)


def gone(person, address, *words):
    person.until(f"{words} gone", lambda: not set(words) & set(texts(person, address)), 30)


def says(person, address, timer):
    person.until(f"timer {timer}", lambda: person.timer(address) == timer)


def test_r10_both_erase(folder):
    anna, ben = pair(folder)
    anna.do("keep", ben.address, "5", "keep")
    ben.do("keep", anna.address, "5", "keep")
    anna.send(ben.address, "before")
    ben.expect_text(anna.address, "before")
    read(ben, anna.address)

    anna.do("timer", ben.address, str(SECONDS))
    says(anna, ben.address, (SECONDS, 0, ASKED))
    says(ben, anna.address, (SECONDS, 1, AGREED))
    assert lines(anna, ben.address) == [True] and lines(ben, anna.address) == [False]

    ben.send(anna.address, "from ben")
    anna.expect_text(ben.address, "from ben")
    says(anna, ben.address, (SECONDS, 0, AGREED))
    anna.send(ben.address, "from anna")
    ben.expect_text(anna.address, "from anna")

    # What was not read stays; own ones go when the server has had them for that long.
    gone(anna, ben.address, "from anna")
    gone(ben, anna.address, "from ben")
    assert "from ben" in texts(anna, ben.address) and "from anna" in texts(ben, anna.address)
    read(anna, ben.address)
    read(ben, anna.address)
    gone(anna, ben.address, "from ben")
    gone(ben, anna.address, "from anna")
    assert texts(anna, ben.address) == ["before"] == texts(ben, anna.address)

    # The last word holds, and there is one line that says so.
    for seconds in (3600, 86400, 0):
        ben.do("timer", anna.address, str(seconds))
    says(anna, ben.address, (0, 1, AGREED))
    assert lines(anna, ben.address) == [False]
    assert not anna.unopened(ben.address) and not ben.unopened(anna.address)
    anna.send(ben.address, "stays")
    ben.expect_text(anna.address, "stays")
    anna.quit()
    ben.quit()


def test_r10_while_shut(folder):
    anna, ben = pair(folder)
    anna.do("keep", ben.address, "5", "keep")
    anna.do("timer", ben.address, str(SECONDS))
    says(ben, anna.address, (SECONDS, 1, AGREED))
    ben.send(anna.address, "soon gone")
    anna.expect_text(ben.address, "soon gone")
    read(anna, ben.address)
    ben.quit()
    # It waits here, and is told to who was away then.
    anna.do("timer", ben.address, "3600")
    anna.quit()
    time.sleep(SECONDS + 1)
    anna.start()
    anna.do("open")
    assert "soon gone" not in texts(anna, ben.address)
    assert anna.timer(ben.address) == (3600, 0, ASKED)
    anna.say("sign-in")
    anna.expect("state\tsigned-in")
    anna.flush()
    ben.again()
    says(ben, anna.address, (3600, 1, AGREED))
    anna.quit()
    ben.quit()


def test_r10_taken_back(folder):
    anna, ben = pair(folder)
    ben.send(anna.address, "tea?")
    anna.expect_text(ben.address, "tea?")
    anna.send(ben.address, "a secret")
    ben.expect_text(anna.address, "a secret")
    anna.do("take-back", ben.address, "a secret")
    assert texts(anna, ben.address) == ["tea?"]
    gone(ben, anna.address, "a secret")
    assert texts(ben, anna.address) == ["tea?"]
    assert [(row.code, row.is_own) for row in ben.seen(anna.address) if row.kind == LINE] == [(TAKEN_LINE, False)]
    assert [row.code for row in anna.seen(ben.address) if row.kind == LINE] == [TAKEN_LINE, ASKED_LINE]
    assert not anna.unopened(ben.address) and not ben.unopened(anna.address)
    anna.quit()
    ben.quit()


def with_other(folder, kind):
    names = stage.strangers("anna", "ben")
    anna, ben = Confab(names[0], os.path.join(folder, names[0])), Slix(names[1], os.path.join(folder, names[1]), kind)
    anna.do("buddy", ben.address, "Ben", "")
    ben.expect(f"request\t{anna.address}")
    ben.do("accept", anna.address)
    anna.until("being buddies", lambda: anna.contacts().get(ben.address, [""])[0] == "4")
    anna.knows(ben.address, ben.device())
    ben.knows(anna.address, anna.device())
    anna.send(ben.address, "first")
    ben.expect_text(anna.address, "first")
    return anna, ben


def test_r27_other_program(folder):
    for kind in ("old", "two"):
        anna, ben = with_other(folder, kind)
        anna.do("timer", ben.address, str(SECONDS))
        if kind == "old":
            # It could not even be told.
            says(anna, ben.address, (SECONDS, 0, SILENT))
        ben.send(anna.address, "as ever")
        anna.expect_text(ben.address, "as ever")
        says(anna, ben.address, (SECONDS, 0, SILENT))
        anna.send(ben.address, "still here")
        ben.expect_text(anna.address, "still here")
        read(anna, ben.address)
        gone(anna, ben.address, "as ever", "still here")
        assert not [row for row in anna.seen(ben.address) if row.kind == UNOPENED]
        anna.quit()
        ben.quit()


stage.play(globals())
