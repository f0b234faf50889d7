#!/usr/bin/env python3
"""Reading and writing, between two people through a real server: nothing is told before it was chosen, then what was chosen and no more,
under seal; and the one who chose nothing sees it all the same.
"""

import os

import stage
from confab import DELIVERED, Confab
from person import befriend

NOTHING, READ, TYPING = "0", "1", "2"
WAS_READ = 5  # ConfabModelMessageState
HERE = "3"


def state(person, address, text):
    return next(row.state for row in person.seen(address) if row.is_own and row.text == text)


def is_writing(person, address):
    return person.rows("told", "told\t", address)[0][2] == "1"


def exchange(anna, ben, text):
    """What Ben had to say before it has come by now."""
    anna.send(ben.address, text)
    ben.expect_text(anna.address, text)
    ben.say("read", anna.address)
    ben.send(anna.address, "after " + text)
    anna.expect_text(ben.address, "after " + text)


def test_r19_told(folder):
    anna, ben = (Confab(name, os.path.join(folder, name)) for name in stage.strangers("anna", "ben"))
    befriend(anna, ben)
    anna.knows(ben.address, ben.device())
    ben.knows(anna.address, anna.device())
    for one, other in ((anna, ben), (ben, anna)):
        one.until("the other here", lambda one=one, other=other: one.contacts()[other.address][1] == HERE)

    exchange(anna, ben, "zero")  # what is found in the archive of the first moments is confirmed to nobody
    ben.say("draft", anna.address, "T")
    exchange(anna, ben, "one")
    anna.expect_delivered(ben.address, "one")
    assert not is_writing(anna, ben.address)

    ben.do("tell", anna.address, READ)
    ben.say("draft", anna.address, "Te")
    exchange(anna, ben, "two")
    anna.until("two is read", lambda: state(anna, ben.address, "two") == WAS_READ)
    assert not is_writing(anna, ben.address)

    ben.do("tell", anna.address, TYPING)
    ben.say("draft", anna.address, "Tea")
    anna.until("Ben writes", lambda: is_writing(anna, ben.address))
    ben.send(anna.address, "Tea?")
    anna.expect_text(ben.address, "Tea?")
    anna.until("Ben wrote", lambda: not is_writing(anna, ben.address))
    exchange(anna, ben, "three")
    anna.expect_delivered(ben.address, "three")

    # Anna chose nothing, and nothing was told of her.
    assert {state(ben, anna.address, text) for text in ("after one", "after two", "Tea?")} == {DELIVERED}
    assert not is_writing(ben, anna.address)
    for person, address in ((anna, ben.address), (ben, anna.address)):
        assert not person.unopened(address)
        assert all(row.is_sealed for row in person.seen(address) if row.text)
    anna.quit()
    ben.quit()


stage.play(globals())
