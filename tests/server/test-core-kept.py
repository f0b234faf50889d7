#!/usr/bin/env python3
"""What stays on this computer and what does not, over restarts, beside a server that keeps its own copies: a kept chat
is there again, one that was not kept is gone, and the archive brings nothing back (R25)."""

import os

import stage
from person import Line, Person, befriend

UNTIL_CLOSED, MONTH = "0", "3"


def pair(folder):
    names = stage.strangers("alice", "bob")
    people = [Person(name, os.path.join(folder, name), Line(stage.HOST, stage.PORT)) for name in names]
    for person in people:
        person.add()
    befriend(*people)
    return people


def texts(person, other):
    return [text for text, _, _ in person.log(other.address)]


def write(person, other, text):
    """And the other one reads it."""
    person.say("send", other.address, text)
    person.expect("done\tsend")
    other.until(f"{text!r}", lambda: text in texts(other, person))
    other.say("read", person.address)


def keep(person, other, retention, rest):
    person.say("keep", other.address, retention, rest)
    person.expect("done\tkeep")


def again(person, ends):
    """Ends, and begins again with all that its server has."""
    ends()
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")
    person.expect("state\tsigned-in")


def test_kept(folder):
    alice, bob = pair(folder)
    keep(bob, alice, MONTH, "stay")
    write(alice, bob, "kept")
    again(bob, bob.quit)
    assert texts(bob, alice) == ["kept"]

    # Erased by choice; what the server has of it does not come back.
    keep(bob, alice, UNTIL_CLOSED, "erase")
    bob.until("an empty chat", lambda: texts(bob, alice) == [])
    again(bob, bob.quit)
    write(alice, bob, "after")
    assert texts(bob, alice) == ["after"]

    # Until closed: a crash is no closing, quitting is.
    again(bob, bob.kill)
    bob.until("what was there", lambda: texts(bob, alice) == ["after"])
    again(bob, bob.quit)
    write(alice, bob, "last")
    assert texts(bob, alice) == ["last"]

    # Closed, which the next act makes final.
    bob.say("close", alice.address)
    bob.say("send", alice.address, "hello again")
    bob.expect("done\tsend")
    bob.until("the end of it", lambda: texts(bob, alice) == ["hello again"])
    for person in (alice, bob):
        person.quit()


if __name__ == "__main__":
    stage.play(globals())
