#!/usr/bin/env python3
"""crowd: 5,000 buddies at the first sign-in, 2,000 of them come at once, and all of it once more from what was kept.
Everybody is there and stands as they are, and no turn of the main loop is long.
"""

import os
import time

import stage
from person import MUTUAL
from stage import Person, control

BUDDIES, HERE = 5000, 2000
SECONDS = 3  # most of it has come by then
MOST_TURN = 16000  # microseconds of the processor, for one turn of the main loop
HERE_NOW = "3"


def longest(person, what):
    """Of the turns since it was asked last."""
    ((_, longest, turns),) = person.rows("turns", "turns\t")
    print(f"{what}: longest of {turns} turns {int(longest) / 1000:.1f} ms", flush=True)
    assert person.is_minded() or int(longest) < MOST_TURN, f"{what}: {longest} us"


def is_whole(person, here):
    """All are listed, mutual, and as many as that are here."""
    contacts = person.contacts()
    return (len(contacts) == BUDDIES and all(row[0] == MUTUAL for row in contacts.values()) and
            sum(row[1] == HERE_NOW for row in contacts.values()) == here)


def settle(person, what, here):
    """Looks twice: once for the program alone, then, when everything has come, at what there is."""
    time.sleep(SECONDS)
    longest(person, what)
    person.until(what, lambda: is_whole(person, here))
    person.rows("turns", "turns\t")


def test_crowd(folder):
    (name,) = stage.strangers("carla")
    address = f"{name}@{os.environ['CONFAB_TEST_DOMAIN']}"
    control(f"crowd {address} {BUDDIES}")
    person = Person(name, os.path.join(folder, name))
    person.add()
    settle(person, f"a list of {BUDDIES} comes", 0)
    control(f"come {address} {HERE}")
    settle(person, f"{HERE} come at once", HERE)
    person.quit()
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")
    person.expect("state\tsigned-in")
    settle(person, f"{BUDDIES} from what was kept", 0)
    person.quit()


if __name__ == "__main__":
    stage.play(globals())
