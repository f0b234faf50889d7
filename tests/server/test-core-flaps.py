#!/usr/bin/env python3
"""Two people write while at random their lines break, also in the middle of signing in, they sign off and on, and are
killed. In the end each has all that the other wrote, once and in order. `test-core-flaps.py [SEED [ROUNDS]]`: a seed draws
the same schedule.
"""

import os
import sys
import time

import stage
from person import DELIVERED, SENT, befriend, dice
from stage import Line, Person

SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 5
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 400


class Road(Line):
    def cut_any(self):
        """Cuts what there is, which may be nothing."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            for end in pair:
                self._drop(end)


def revive(person):
    person.kill()
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")


def one_round(person, other, chance, number, written):
    if chance.random() < 0.35:
        person.line.cut_any()
    deed = chance.random()
    if deed < 0.2:
        person.say("sign-in")
    elif deed < 0.3:
        person.say("sign-off")
        if chance.random() < 0.7:
            person.say("sign-in")
    elif deed < 0.33:
        revive(person)
    else:
        person.say("send", other.address, f"{person.name} {number:04d}")
        person.expect("done\tsend")
        written.append(f"{person.name} {number:04d}")
    time.sleep(chance.random() * 0.1)
    assert person.process.poll() is None, f"{person.name} ended with {person.process.returncode}"


def log(person, other, is_own):
    return [(text, state) for text, own, state in person.log(other.address) if own == is_own]


def settle(person):
    person.say("sign-in")
    person.until("being signed in", lambda: is_signed_in(person), 120)


def is_signed_in(person):
    person.contacts()  # takes in what was said until now
    states = [line for line in person.heard if line.startswith("state\t")]
    return bool(states) and states[-1].startswith("state\tsigned-in")


def explain(sender, receiver, written):
    """For whoever reads a failure: what was still under way at the end of the storm."""
    time.sleep(2)
    waiting = [(text, state) for text, state in log(sender, receiver, True) if state not in (SENT, DELIVERED)]
    there = {text for text, _ in log(receiver, sender, False)}
    print(f"{sender.name}: not with the server yet {waiting}, not there yet {[t for t in written if t not in there]}")
    print([line for line in sender.heard if line.startswith("state")][-6:])


def test_flaps(folder):
    chance = dice(SEED)
    people = [Person(name, os.path.join(folder, name), Road(stage.HOST, stage.PORT))
              for name in stage.strangers("alice", "bob")]
    for person in people:
        person.add()
    befriend(*people)
    written = ([], [])
    for number in range(ROUNDS):
        who = chance.randrange(2)
        one_round(people[who], people[1 - who], chance, number, written[who])
    for person in people:
        settle(person)
    for who in (0, 1):
        sender, receiver = people[who], people[1 - who]
        explain(sender, receiver, written[who])
        sender.until("all with the server", lambda s=sender, r=receiver: all(
            state in (SENT, DELIVERED) for _, state in log(s, r, True)), 120)
        receiver.until("all of them", lambda s=sender, r=receiver, w=written[who]: len(log(r, s, False)) >= len(w), 60)
        got = [text for text, _ in log(receiver, sender, False)]
        assert [text for text, _ in log(sender, receiver, True)] == written[who]
        assert got == written[who], (sorted(set(written[who]) - set(got)), len(got) - len(set(got)))
    print(f"seed {SEED}: {len(written[0])} and {len(written[1])} messages, {ROUNDS} rounds")
    for person in people:
        person.quit()


if __name__ == "__main__":
    stage.play(globals())
