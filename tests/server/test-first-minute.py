#!/usr/bin/env python3
"""Everything that a fresh account says in its first minute, sign-in included, is what first-minute.txt lists; with the word
"modern", beside a server with SASL2 and tokens, and signed in once more with one, what first-minute-modern.txt says instead.

The server writes down what it hears under TLS; the network of its own (with-netns.py) says which names were asked for and
which hosts were called.
"""

import os
import sys
import time

import stage
import wire
from stage import DOMAIN, Person

LIST = os.path.join(stage.HERE, "first-minute.txt")
MODERN = os.path.join(stage.HERE, "first-minute-modern.txt")
MINUTE = 60


def hosts():
    """Names that were asked for, and doors that were knocked at, without the numbers of this network."""
    with open(os.environ["CONFAB_TEST_TRAFFIC"], encoding="utf-8") as file:
        for line in file.read().splitlines():
            kind, where, *rest = line.split(" ")
            yield f"{kind} {where.rpartition(':')[2]} {' '.join(rest)}".strip()


def expected(is_modern):
    listed = wire.read_list(LIST)
    if not is_modern:
        return listed
    old = ("auth{", "response{")
    return {said: why for said, why in listed.items() if not said.startswith(old)} | wire.read_list(MODERN)


def sign_in_again(person):
    """How it signs in the second time; what follows is as it was."""
    person.say("sign-off")
    person.expect("done\tsign-off")
    person.say("sign-in")
    person.expect("state\tsigned-in")
    again = list(wire.overheard())[1]
    return [said for said in wire.classes(again, person.address) if said.startswith(("authenticate{", "response{"))]


def test_the_first_minute(folder):
    begun = time.monotonic()
    person = Person("alice", os.path.join(folder, "alice"))
    person.say("open")
    person.expect("done\topen")
    assert not list(hosts()), "something left before anybody asked for it"
    person.say("add", person.address, "", "0")
    person.expect("done\tadd")
    person.expect("state\tsigned-in")
    time.sleep(max(0, MINUTE - (time.monotonic() - begun)))
    said = list(hosts())
    lines = list(wire.overheard())
    assert len(lines) == 1, f"{len(lines)} connections"
    said += wire.classes(lines[0], person.address)
    is_modern = sys.argv[1:] == ["modern"]
    if is_modern:
        said += sign_in_again(person)
    said = [line.replace(DOMAIN, "example.test") for line in said]
    assert len(said) > 8, f"nothing was overheard: {said}"
    wire.compare(said, expected(is_modern), "the first minute")
    person.quit()


if __name__ == "__main__":
    stage.play(globals())
