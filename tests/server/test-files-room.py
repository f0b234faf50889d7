#!/usr/bin/env python3
"""What files may take (R24), through a real server: a flood of offers moves nothing; what is too much for what is kept
together, or for one day, is not asked for, and comes when there is room; the figures are what really came."""

import os

import filing
import stage
from confab import Confab
from filing import DAY, HELD, OFFERED, QUOTA, SENT, STOPPED

KEPT, TODAY = 5_000_000, 8_000_000
SEAL = 16  # bytes that a sealed file is longer


class Small(Confab):
    limits = (str(KEPT), str(TODAY))


def room(person, address):
    person.say("file-room", address)
    line = person.expect("done\tfile-room", fail=("failed\tfile-room",))
    return [int(word) for word in line.split("\t")[2].split()]


def offer(anna, ben, folder, sizes):
    for number, size in enumerate(sizes):
        anna.do("file-send", ben.address, filing.make(folder, f"{number}.bin", size))
        filing.until_file(anna, ben.address, SENT, count=number + 1)
    filing.until_file(ben, anna.address, OFFERED, count=len(sizes))
    return [file.id for file in filing.read_files(ben, anna.address)]


def fetch(ben, address, ids, nth, state):
    ben.do("file-fetch", address, str(ids[nth]))
    file = filing.until_file(ben, address, state, nth=nth)
    assert file.id == ids[nth], file
    return file


def start_again(ben, address, count):
    ben.kill()
    ben.again()
    ben.say("chat", address)
    ben.until("the chat as it was", lambda: len(filing.read_files(ben, address)) == count)


def test_room(folder):
    anna, ben = filing.pair(folder, Small)
    sizes = [1_000_000] * 20 + [3_000_000, 2_500_000]
    ids = offer(anna, ben, folder, sizes)
    assert room(ben, anna.address) == [0, KEPT, 0, TODAY], room(ben, anna.address)
    assert filing.kept(ben) == []

    for nth in range(3):
        fetch(ben, anna.address, ids, nth, HELD)
    assert room(ben, anna.address) == [3_000_000, KEPT, 3 * (1_000_000 + SEAL), TODAY], room(ben, anna.address)

    # Too much for what is kept together: nobody is asked for it, until there is room.
    here = filing.part(ben)
    too_much = fetch(ben, anna.address, ids, 20, STOPPED)
    assert too_much.cause == QUOTA and filing.part(ben) == here, too_much
    ben.do("file-remove", anna.address, str(ids[0]))
    fetch(ben, anna.address, ids, 20, HELD)
    came = 3 * (1_000_000 + SEAL) + 3_000_000 + SEAL
    assert room(ben, anna.address) == [5_000_000, KEPT, came, TODAY], room(ben, anna.address)

    # Too much for the day, whatever was taken away since, and after a new start too.
    for nth in (1, 2, 20):
        ben.do("file-remove", anna.address, str(ids[nth]))
    assert room(ben, anna.address) == [0, KEPT, came, TODAY], room(ben, anna.address)
    for _ in range(2):
        too_much = fetch(ben, anna.address, ids, 21, STOPPED)
        assert too_much.cause == DAY and filing.part(ben) == 0, too_much
        assert room(ben, anna.address)[2] == came
        start_again(ben, anna.address, len(ids))
    fetch(ben, anna.address, ids, 3, HELD)

    # More is allowed, as it is on the next day: it goes on.
    ben.limits = (str(KEPT), str(2 * TODAY))
    start_again(ben, anna.address, len(ids))
    fetch(ben, anna.address, ids, 21, HELD)
    ben.quit()
    anna.quit()


stage.play(globals())
