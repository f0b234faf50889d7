#!/usr/bin/env python3
"""What came through a real server is looked through by a real virus checker before it can be opened or saved (R34).

What it finds is neither opened nor saved, in an archive too. A checker that is ended in the middle, or is gone when the
file is wanted, leaves the file closed; once it is back, the file opens. Where there never was one, the other rules hold.
"""

import os
import sys
import threading
import time

import stage
from clamd import EICAR, NAME, Clamd
from filing import HELD, OFFERED, SENT, newest, pair, until_file

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpora", "file"))
import make_bytes

REFUSE, SAVE_WARNED, SAVE, OPEN = range(4)
NONE, VIRUS, SCAN_BROKEN = 0, 3, 23
WAITING, ABSENT, CLEAN, FOUND, BROKEN, TOO_LARGE = range(6)
CHECKER_ABSENT, CHECKER_BROKEN, CHECKER_HERE = "1", "2", "3"
PATIENCE_MS = "5000"
MEGABYTE = 1024 * 1024
LIMIT = 64 * MEGABYTE


def hand_over(folder, anna, ben, name, data, count):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(data)
    anna.do("file-send", ben.address, path)
    until_file(anna, ben.address, SENT, count=count)
    until_file(ben, anna.address, OFFERED, count=count)
    message = newest(ben, anna.address)
    ben.do("file-fetch", anna.address, message)
    until_file(ben, anna.address, HELD, count=count)
    return message


def judge(person, address, message):
    """Verdict, reason and what the checker said; and the name that it has for what it found."""
    words = person.do("file-judge", address, message).split(" ", 4)
    return [int(words[0]), int(words[1]), int(words[3])], words[4]


def is_closed(folder, ben, anna, message):
    """It can neither be opened nor saved."""
    target = os.path.join(folder, "saved")
    ben.fails("file-show", anna.address, message)
    ben.fails("file-save", anna.address, message, target)
    assert not os.path.exists(target), "it was saved"


def opens(ben, anna, message, data):
    with open(ben.do("file-show", anna.address, message), "rb") as file:
        assert file.read() == data


def test_found(folder):
    anna, ben = pair(folder)
    ben.do("file-known", anna.address, "1")
    os.mkdir(os.path.join(folder, "clamd"))
    clamd = Clamd(os.path.join(folder, "clamd"), MEGABYTE)
    try:
        ben.do("checker", clamd.socket, "0")
        cases = [("notes.txt", b"bread, milk\n", [OPEN, NONE, CLEAN]),
                 ("letter.txt", EICAR, [REFUSE, VIRUS, FOUND]),
                 ("album.zip", make_bytes.zipped({"a.txt": b"hello\n", "b.txt": EICAR}), [REFUSE, VIRUS, FOUND]),
                 ("empty.txt", b"", None),
                 ("long.txt", b"bread, milk\n" * (MEGABYTE // 6), [OPEN, NONE, TOO_LARGE])]
        for count, (name, data, wanted) in enumerate(cases, 1):
            message = hand_over(folder, anna, ben, name, data, count)
            found, virus = judge(ben, anna.address, message)
            assert found == wanted or wanted is None and found[2] == CLEAN, (name, found)
            if found[0] == REFUSE:
                assert virus.startswith(NAME), virus
                is_closed(folder, ben, anna, message)
            elif wanted:
                assert virus == ""
                opens(ben, anna, message, data)
        assert ben.do("checker").split(" ", 1)[0] == CHECKER_HERE
        assert ben.do("checker").split(" ", 1)[1].startswith("ClamAV "), ben.do("checker")
    finally:
        clamd.stop()
        ben.quit()
        anna.quit()


def test_killed(folder):
    """Ended while it has the file: the file stays closed, as long as nobody checks it."""
    anna, ben = pair(folder)
    ben.do("file-known", anna.address, "1")
    os.mkdir(os.path.join(folder, "clamd"))
    clamd = Clamd(os.path.join(folder, "clamd"), LIMIT)
    data = b"bread, milk\n" * (LIMIT // 24)
    try:
        message = hand_over(folder, anna, ben, "notes.txt", data, 1)
        # Never within reach so far: the other rules hold.
        assert judge(ben, anna.address, message)[0] == [OPEN, NONE, ABSENT]
        assert ben.do("checker") == f"{CHECKER_ABSENT} "
        ben.do("checker", clamd.socket, "0")
        assert judge(ben, anna.address, message)[0] == [OPEN, NONE, CLEAN]

        # Frozen with half of the file in its hands, then ended.
        killer = threading.Thread(target=lambda: (clamd.freeze_at_work(), clamd.kill()))
        killer.start()
        began = time.monotonic()
        assert judge(ben, anna.address, message)[0] == [SAVE_WARNED, SCAN_BROKEN, BROKEN]
        assert time.monotonic() - began < 20, "the end of the checker was not noticed"
        killer.join()
        clamd.forget()
        ben.fails("file-show", anna.address, message)
        assert ben.do("checker").split(" ", 1)[0] == CHECKER_BROKEN

        # Nor does it open when even the socket is gone.
        os.unlink(clamd.socket)
        assert judge(ben, anna.address, message)[0] == [SAVE_WARNED, SCAN_BROKEN, BROKEN]
        ben.fails("file-show", anna.address, message)

        clamd.start()
        assert judge(ben, anna.address, message)[0] == [OPEN, NONE, CLEAN]
        opens(ben, anna, message, data)

        # Frozen for good: it ends by itself, and what else Confab does goes on meanwhile.
        ben.do("checker", clamd.socket, PATIENCE_MS)
        clamd.freeze()
        ben.say("file-judge", anna.address, message)
        ben.send(anna.address, "still here")
        anna.expect_text(ben.address, "still here")
        answer = ben.expect("done\tfile-judge", fail=("failed\tfile-judge",)).split("\t")[2].split(" ")
        assert [int(answer[0]), int(answer[1]), int(answer[3])] == [SAVE_WARNED, SCAN_BROKEN, BROKEN], answer
        ben.fails("file-show", anna.address, message)
    finally:
        clamd.stop()
        ben.quit()
        anna.quit()


stage.play(globals())
