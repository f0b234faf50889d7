#!/usr/bin/env python3
"""Messages that are changed, between two people through a real server, under seal: in their place with both, also where one was away,
and never by a program that can only say it outside of the seal.
"""

import os

import stage
from confab import LINE, TEXT, Confab
from person import befriend
from sealing import Slix


def pair(folder):
    anna, ben = (Confab(name, os.path.join(folder, name)) for name in stage.strangers("anna", "ben"))
    befriend(anna, ben)
    anna.knows(ben.address, ben.device())
    ben.knows(anna.address, anna.device())
    return anna, ben


def texts(person, address):
    return [row.text for row in person.seen(address) if row.kind == TEXT]


def changed(person, address):
    return [row[2] for row in person.rows("changed", "changed\t", address)]


def both(one, other, expected, marked):
    for person, address in ((one, other.address), (other, one.address)):
        person.until(f"{expected}", lambda person=person, address=address: texts(person, address) == expected)
        assert changed(person, address) == marked
        assert all(row.is_sealed for row in person.seen(address) if row.kind != LINE)


def test_changed(folder):
    anna, ben = pair(folder)
    ben.send(anna.address, "tea?")
    anna.expect_text(ben.address, "tea?")
    anna.send(ben.address, "I haet it")
    ben.expect_text(anna.address, "I haet it")
    anna.do("change", ben.address, "I haet it", "I hate it")
    both(anna, ben, ["tea?", "I hate it"], ["I hate it"])
    anna.expect_delivered(ben.address, "I hate it")
    anna.do("change", ben.address, "I hate it", "I love it")
    ben.do("change", anna.address, "tea?", "Tea?")
    both(anna, ben, ["Tea?", "I love it"], ["Tea?", "I love it"])

    # Only the last one, and it can be taken back.
    anna.send(ben.address, "really")
    ben.expect_text(anna.address, "really")
    anna.say("change", ben.address, "I love it", "never")
    anna.expect("failed\tchange")
    anna.do("take-back", ben.address, "really")
    ben.until("it is gone", lambda: "really" not in texts(ben, anna.address))
    both(anna, ben, ["Tea?", "I love it"], ["Tea?", "I love it"])
    anna.quit()
    ben.quit()


def test_changed_while_away(folder):
    anna, ben = pair(folder)
    anna.do("keep", ben.address, "5", "keep")
    ben.do("keep", anna.address, "5", "keep")
    ben.quit()
    anna.send(ben.address, "one")
    anna.flush()
    anna.do("change", ben.address, "one", "two")
    anna.do("change", ben.address, "two", "three")
    anna.flush()
    ben.again()
    both(anna, ben, ["three"], ["three"])
    anna.quit()

    # What could not leave yet just says something else.
    anna.start()
    anna.do("open")
    anna.send(ben.address, "four")
    anna.do("change", ben.address, "four", "five")
    assert changed(anna, ben.address) == ["three"]
    anna.say("sign-in")
    anna.expect("state\tsigned-in")
    both(anna, ben, ["three", "five"], ["three"])
    anna.quit()
    ben.quit()


def test_other_program(folder):
    names = stage.strangers("anna", "ben")
    anna, ben = Confab(names[0], os.path.join(folder, names[0])), Slix(names[1], os.path.join(folder, names[1]), "old")
    anna.do("buddy", ben.address, "Ben", "")
    ben.expect(f"request\t{anna.address}")
    ben.do("accept", anna.address)
    anna.until("being buddies", lambda: anna.contacts().get(ben.address, [""])[0] == "4")
    anna.knows(ben.address, ben.device())
    ben.knows(anna.address, anna.device())
    anna.send(ben.address, "frist")
    assert ben.expect_text(anna.address, "frist") == "old"
    anna.do("change", ben.address, "frist", "first")
    assert ben.expect_text(anna.address, "first") == "old"
    assert changed(anna, ben.address) == ["first"]
    anna.quit()
    ben.quit()


stage.play(globals())
