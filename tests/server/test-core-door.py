#!/usr/bin/env python3
"""The web door (R22), in a network of its own that can close the usual ports: `test-core-door.py CASE`.

Until the user has said so, nothing goes there, and nothing is looked up for it; what left is read back from the sniffer.
"""

import os
import sys
import time

import stage
from confab import Confab
from stage import DOMAIN, PROBLEMS, Person, befriend, control

SERVER, DOOR, USUAL = "10.99.0.3", 443, (5222, 5223)


def traffic():
    with open(os.environ["CONFAB_TEST_TRAFFIC"], encoding="utf-8") as file:
        return file.read().splitlines()


def at_the_door():
    return [line for line in traffic() if line.endswith(f" {SERVER}:{DOOR}") or line.endswith(f" {DOMAIN} {DOOR}")]


def until(happens, seconds=30):
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, traffic()
        time.sleep(0.05)


def asked(person, seconds=120):
    person.expect(f"state\twaiting\t{PROBLEMS['DOOR']}", seconds)


class Here(Confab):
    """A Confab that knows its server by the address alone."""

    def add(self):
        self.say("open")
        self.expect("done\topen")
        self.say("add", self.address, "", "0")
        self.expect("done\tadd")
        self.expect("state\tsigned-in")


def begin(folder, name="alice"):
    """Signed in the usual way."""
    return Here(name, os.path.join(folder, name))


def again(person):
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")


def answer(person, how):
    person.say("door", how)
    person.expect({"web": "state\tsigned-in", "stay": "state\tsigned-off"}[how], 120)


def case_question(folder):
    """Nothing but the usual ports before the answer; "Stay signed off" is just that, and nothing is kept of it."""
    person = begin(folder)
    person.quit()
    control("door shut")
    again(person)
    asked(person)
    person.expect("state\tsigning-in")  # tries again, the same way, and the question stays
    asked(person)
    assert at_the_door() == [], traffic()
    answer(person, "stay")
    time.sleep(3)
    assert at_the_door() == [], traffic()
    person.quit()
    again(person)
    asked(person)
    assert at_the_door() == [], traffic()
    person.quit()


def case_talk(folder):
    """Yes: both sign in, talk, and a cut line is taken up again with nothing lost; the answer outlives the program."""
    anna, ben = (begin(folder, name) for name in ("alice", "bob"))
    befriend(anna, ben)
    anna.knows(ben.address, ben.device())
    ben.knows(anna.address, anna.device())
    for person in anna, ben:
        person.quit()
    control("door shut")
    for person in anna, ben:
        again(person)
        asked(person)
        assert len(at_the_door()) == (0 if person is anna else 2), traffic()
        answer(person, "web")
    for person, other in (anna, ben), (ben, anna):
        person.send(other.address, "through the door")
        other.expect_text(person.address, "through the door")
    before = len(at_the_door())
    for number in range(5):
        control(f"cut {anna.address}")
        ben.send(anna.address, f"while you were away {number}")
        anna.expect("state\tsigned-in", 120)
        anna.expect_text(ben.address, f"while you were away {number}")
        assert anna.do("resumed") == "1"
        anna.send(ben.address, f"back {number}")
        ben.expect_text(anna.address, f"back {number}")
    assert len(at_the_door()) >= before + 10, traffic()
    # A long one: a message of many kilobytes in one frame.
    anna.send(ben.address, "long " * 300)
    ben.expect_text(anna.address, "long " * 300)
    ben.quit()
    anna.quit()
    again(anna)
    anna.expect("state\tsigned-in", 120)
    # Taken back: the line that goes through it is closed, and it is asked again.
    answer(anna, "stay")
    before = len(at_the_door())
    anna.say("sign-in")
    asked(anna)
    assert len(at_the_door()) == before, traffic()
    anna.quit()


def case_open(folder):
    """The usual ports open again: that is the way from there on, and the next closed one is asked about anew."""
    person = begin(folder)
    person.quit()
    control("door shut")
    again(person)
    asked(person)
    answer(person, "web")
    person.quit()
    control("door open")
    before = len(at_the_door())
    again(person)
    person.expect("state\tsigned-in", 120)
    assert len(at_the_door()) == before, traffic()
    # While it was open in this very network, a closed one is the server's: nothing is asked.
    control("door shut")
    control(f"cut {person.address}")
    person.expect(f"state\twaiting\t{PROBLEMS['UNREACHABLE']}", 60)
    time.sleep(8)
    assert len(at_the_door()) == before, traffic()
    person.quit()
    again(person)
    asked(person)
    assert len(at_the_door()) == before, traffic()
    person.quit()


def case_modern(folder):
    """SASL2, and a token with channel binding, through it: the password is not asked for."""
    person = begin(folder)
    person.quit()
    again(person)
    person.expect("state\tsigned-in")
    person.quit()
    control("door shut")
    again(person)
    asked(person)
    answer(person, "web")
    person.quit()


def case_impostor(folder):
    """Who stands there with a certificate that proves nothing gets no password; and in another network all is well by itself."""
    person = begin(folder)
    person.quit()
    control("door shut")
    again(person)
    asked(person)
    answer(person, "web")
    control("impostor in")
    control(f"cut {person.address}")
    for _ in range(2):
        person.expect(f"state\twaiting\t{PROBLEMS['CERT_UNTRUSTED']}", 60)
        person.expect("state\tsigning-in", 60)
    control("impostor out")
    person.expect("state\tsigned-in", 120)
    person.quit()


def case_proxy(folder):
    """Through Tor: the document too, by its name, and nothing past it."""
    person = Person("alice", os.path.join(folder, "alice"))
    person.say("open")
    person.expect("done\topen")
    person.say("road", "", "tor")
    person.expect("done\troad")
    person.say("add", person.address, "", "0")
    person.expect("state\tsigned-in")
    person.quit()
    control("door shut")
    again(person)
    asked(person)
    assert at_the_door() == [], traffic()
    answer(person, "web")
    assert at_the_door() == [f"tor name {DOMAIN} {DOOR}"] * 2, traffic()
    assert [line for line in traffic() if line.startswith(("tcp", "dns"))] == [], traffic()
    person.quit()


if __name__ == "__main__":
    chosen = sys.argv[1]
    stage.play({"test_" + chosen: globals()["case_" + chosen]})
