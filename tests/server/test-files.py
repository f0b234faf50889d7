#!/usr/bin/env python3
"""Files from one Confab to another, through a real server: test-files.py [elsewhere]

"elsewhere": the server's own files cannot be touched by the test.

Nothing is fetched before the user says so; what arrives is what was sent, to the byte; what is halted goes on from
where it was; and with the chat the bytes go from the disk. What lies with the server nobody can read without the key.
"""

import os
import sys
import time

import stage
from filing import (DAMAGED, FAILED, HELD, OFFERED, SENDING, SENT, STOPPED, TOO_LARGE, USER, digest, kept, make, pair, part,
                    read_files, resting, until_file)

KIND_FILE = 4


def test_both_ways(folder):
    anna, ben = pair(folder)
    count = 0
    for size in (0, 1, 16 * 1024 * 1024):
        for sender, receiver in (anna, ben), (ben, anna):
            path = make(folder, f"of {size}.bin", size)
            sender.do("file-send", receiver.address, path)
            count += 1
            until_file(sender, receiver.address, SENT, count=count)
            offered = until_file(receiver, sender.address, OFFERED, count=count)
            assert offered.name == f"of {size}.bin" and offered.size == size, offered
            row = receiver.seen(sender.address)[-1]
            assert row.kind == KIND_FILE and row.is_sealed, row
            # Nobody has asked for it: nothing of it is here, and nobody was asked.
            assert len(kept(receiver)) == (count - 1) // 2, kept(receiver)
            receiver.fails("file-save", sender.address, str(offered.id), os.path.join(folder, "early"))
            assert not os.path.exists(os.path.join(folder, "early"))

            receiver.do("file-fetch", sender.address, str(offered.id))
            held = until_file(receiver, sender.address, HELD, count=count)
            assert held.size == size and held.host == stage.DOMAIN, held
            target = os.path.join(folder, f"saved-{count}")
            receiver.do("file-save", sender.address, str(held.id), target)
            assert digest(target) == digest(path)
            assert os.stat(target).st_mode & 0o111 == 0
            sender.expect_delivered(receiver.address, offered.name)
    # The sender keeps no copy of what lies with the server, the receiver keeps it sealed.
    assert len(kept(anna)) == len(kept(ben)) == 3, (kept(anna), kept(ben))
    check_sealed(ben, folder)
    ben.quit()
    anna.quit()


def check_sealed(person, folder):
    """What stands beside the vault is no part of what was sent."""
    plain = b"".join(open(os.path.join(folder, name), "rb").read() for name in os.listdir(folder)
                     if name.startswith("saved-"))
    for name in kept(person):
        with open(os.path.join(person.profile, "files", name), "rb") as file:
            assert file.read(64) not in plain, name
        assert os.stat(os.path.join(person.profile, "files", name)).st_mode & 0o777 == 0o600


def test_halted(folder):
    """Halted in the middle, by hand, by a cut line and by a kill; it goes on, and is what was sent."""
    anna, ben = pair(folder)
    path = make(folder, "long.bin", 48 * 1024 * 1024)
    anna.do("file-send", ben.address, path)
    until_file(anna, ben.address, SENT)
    offered = until_file(ben, anna.address, OFFERED)

    ben.do("file-fetch", anna.address, str(offered.id))
    ben.until("a part of it", lambda: part(ben) > 0)
    ben.do("file-stop", anna.address, str(offered.id))
    stopped = until_file(ben, anna.address, STOPPED)
    here = resting(ben)
    assert stopped.cause == USER and 0 < here < offered.size, (stopped, here)
    time.sleep(0.3)
    assert part(ben) == here, "it went on by itself"

    ben.do("file-fetch", anna.address, str(offered.id))
    ben.until("more of it", lambda: part(ben) > here)
    ben.kill()
    was = part(ben)
    assert was < offered.size, "the kill came too late"
    ben.again()
    ben.say("chat", anna.address)
    held = until_file(ben, anna.address, HELD)
    target = os.path.join(folder, "saved")
    ben.do("file-save", anna.address, str(held.id), target)
    assert digest(target) == digest(path)

    # With the chat, the bytes go.
    assert len(kept(ben)) == 1
    ben.say("read", anna.address)
    ben.say("close", anna.address)
    ben.quit()
    assert kept(ben) == [], kept(ben)
    anna.quit()


def test_sending_cut(folder):
    """What waits to go out is sent once, after a cut, and after a kill."""
    anna, ben = pair(folder)
    path = make(folder, "out.bin", 32 * 1024 * 1024)
    anna.do("file-send", ben.address, path)
    anna.kill()
    want = digest(path)
    os.unlink(path)
    anna.again()
    anna.say("chat", ben.address)
    until_file(anna, ben.address, SENT)
    offered = until_file(ben, anna.address, OFFERED)
    ben.do("file-fetch", anna.address, str(offered.id))
    held = until_file(ben, anna.address, HELD)
    target = os.path.join(folder, "saved")
    ben.do("file-save", anna.address, str(held.id), target)
    assert digest(target) == want
    assert len(read_files(ben, anna.address)) == 1
    assert kept(anna) == []

    # Later words do not wait for it, and it is too large for the server.
    large = make(folder, "large.bin", 65 * 1024 * 1024)
    anna.do("file-send", ben.address, large)
    anna.send(ben.address, "not held up")
    ben.expect_text(anna.address, "not held up")
    failed = until_file(anna, ben.address, FAILED, count=2)
    assert failed.cause == TOO_LARGE and failed.message == 4, failed
    assert len(read_files(ben, anna.address)) == 1
    anna.do("file-remove", ben.address, str(failed.id))
    anna.until("the bytes are gone", lambda: kept(anna) == [])
    ben.quit()
    anna.quit()


def test_damaged(folder):
    """What was changed at the server is not held, and nothing of it stays."""
    anna, ben = pair(folder)
    path = make(folder, "good.bin", 100000)
    anna.do("file-send", ben.address, path)
    until_file(anna, ben.address, SENT)
    offered = until_file(ben, anna.address, OFFERED)
    change(100016)
    ben.do("file-fetch", anna.address, str(offered.id))
    failed = until_file(ben, anna.address, FAILED)
    assert failed.cause == DAMAGED, failed
    ben.until("nothing is left", lambda: kept(ben) == [])
    ben.fails("file-save", anna.address, str(failed.id), os.path.join(folder, "bad"))
    assert not os.path.exists(os.path.join(folder, "bad"))
    ben.quit()
    anna.quit()


def change(size):
    """One bit of every file of that size that the server has."""
    top = os.path.dirname(os.environ["CONFAB_TEST_SERVER_LOG"])
    n = 0
    for place, _, names in os.walk(top):
        for name in names:
            path = os.path.join(place, name)
            if os.path.getsize(path) == size:
                with open(path, "r+b") as file:
                    file.seek(5000)
                    byte = file.read(1)[0]
                    file.seek(5000)
                    file.write(bytes([byte ^ 1]))
                n += 1
    assert n == 1, n


def test_verbs(folder):
    """Taken away and fetched again; opened as a copy, which goes at quit; halted on its way out, and sent after all."""
    anna, ben = pair(folder)
    path = make(folder, "..%2f.hidden name", 3000000)
    anna.do("file-send", ben.address, path)
    until_file(anna, ben.address, SENT)
    offered = until_file(ben, anna.address, OFFERED)
    ben.do("file-fetch", anna.address, str(offered.id))
    until_file(ben, anna.address, HELD)
    ben.do("file-remove", anna.address, str(offered.id))
    until_file(ben, anna.address, OFFERED)
    assert kept(ben) == []
    ben.do("file-fetch", anna.address, str(offered.id))
    until_file(ben, anna.address, HELD)

    ben.say("file-open", anna.address, str(offered.id))
    copy = ben.expect("done\tfile-open", fail=("failed\tfile-open",)).split("\t")[2]
    assert digest(copy) == digest(path) and os.stat(copy).st_mode & 0o777 == 0o600
    opened = os.path.join(ben.profile, "open")
    assert os.path.dirname(os.path.dirname(copy)) == opened and not os.path.basename(copy).startswith("."), copy

    # What can be written nowhere is a problem of the disk's, and nothing half written stands there.
    problem = ben.fails("file-save", anna.address, str(offered.id), os.path.join(folder, "no", "such", "place"))
    assert problem == str(stage.PROBLEMS["FILE"]), problem
    problem = anna.fails("file-send", ben.address, os.path.join(folder, "not there"))
    assert problem == str(stage.PROBLEMS["FILE"]), problem
    problem = anna.fails("file-send", ben.address, folder)
    assert problem == str(stage.PROBLEMS["FILE"]), problem

    large = make(folder, "large.bin", 40 * 1024 * 1024)
    anna.do("file-send", ben.address, large)
    sending = until_file(anna, ben.address, SENDING, count=2)
    anna.do("file-stop", ben.address, str(sending.id))
    until_file(anna, ben.address, STOPPED, count=2)
    time.sleep(0.3)
    assert len(read_files(ben, anna.address)) == 1
    anna.do("file-fetch", ben.address, str(sending.id))
    until_file(anna, ben.address, SENT, count=2)
    until_file(ben, anna.address, OFFERED, count=2)
    assert len(read_files(ben, anna.address)) == 2
    ben.quit()
    assert not os.path.exists(opened)
    anna.quit()


def test_locked(folder):
    """A locked screen does not break a file off (R21): line and store are open until it is here, and not longer."""
    anna, ben = pair(folder)
    path = make(folder, "long.bin", 48 * 1024 * 1024)
    anna.do("file-send", ben.address, path)
    anna.say("lock")
    anna.expect("lock\t2")
    offered = until_file(ben, anna.address, OFFERED)
    ben.do("file-fetch", anna.address, str(offered.id))
    ben.until("a part of it", lambda: part(ben) > 0)
    ben.say("lock")
    was = part(ben)
    ben.expect("lock\t2")
    assert was < offered.size <= resting(ben), (was, offered.size, resting(ben))
    assert not stage.has_store(ben) and not stage.has_store(anna)
    ben.say("unlock")
    ben.expect("state\tsigned-in")
    ben.say("chat", anna.address)
    held = until_file(ben, anna.address, HELD)
    target = os.path.join(folder, "saved")
    ben.do("file-save", anna.address, str(held.id), target)
    assert digest(target) == digest(path)
    ben.quit()
    anna.quit()


if "elsewhere" in sys.argv:
    del test_damaged
stage.play(globals())
