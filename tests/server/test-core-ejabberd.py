#!/usr/bin/env python3
"""What two Confabs do with each other, through ejabberd: the strongest sign-in it has, messages both ways, lines that break,
and a program that is killed.
"""

import os
import re

import stage
from person import DELIVERED, SENT, befriend
from stage import Line, Person

MESSAGES = 40


def pair(folder):
    people = [Person(name, os.path.join(folder, name), Line(stage.HOST, stage.PORT))
              for name in stage.strangers("alice", "bob")]
    for person in people:
        person.add()
    befriend(*people)
    return people


def received(person, other):
    return [text for text, is_own, _ in person.log(other.address) if not is_own]


def all_with_server(person, other, count):
    """What a device found in the archive it says nothing of, so not all of it is known to be delivered."""
    states = [state for _, is_own, state in person.log(other.address) if is_own]
    return len(states) == count and all(state in (SENT, DELIVERED) for state in states)


def test_strongest_sign_in(folder):
    for person in pair(folder):
        person.quit()
    with open(os.environ["CONFAB_TEST_SERVER_LOG"], encoding="utf-8") as file:
        used = set(re.findall(r"Accepted c2s (\S+) authentication", file.read()))
    print("signed in with", used)
    assert used == {"SCRAM-SHA-512-PLUS"}, used


def test_both_ways_over_a_bad_line(folder):
    people = pair(folder)
    for number in range(MESSAGES):
        for who in (0, 1):
            people[who].say("send", people[1 - who].address, f"{people[who].name} {number}")
            people[who].expect("done\tsend")
        if number % 10 == 5:
            people[number % 20 == 5].line.cut()
        if number == 22:
            people[0].kill()
            people[0].start()
            people[0].say("open")
            people[0].expect("done\topen")
            people[0].say("sign-in")
    for who in (0, 1):
        sender, receiver = people[who], people[1 - who]
        receiver.until("all of them", lambda s=sender, r=receiver: len(received(r, s)) >= MESSAGES, 120)
        got = received(receiver, sender)
        assert got == [f"{sender.name} {number}" for number in range(MESSAGES)], got
        sender.until("all with the server", lambda s=sender, r=receiver: all_with_server(s, r, MESSAGES), 60)
    for person in people:
        person.quit()


if __name__ == "__main__":
    stage.play(globals())
