#!/usr/bin/env python3
"""A server without stream management: own messages still become "with your server", and a sender whose line breaks, or
who is killed, loses and doubles none. (What the server itself writes to a receiver's dead line is lost there.)
"""

import os
import time

import stage
from person import DELIVERED, SENT, Line, befriend, dice
from stage import Person

COUNT, CUTS, KILLS = 60, 4, 2


def own_states(person, other):
    return [state for _, is_own, state in person.log(other.address) if is_own]


def received(person, other):
    return [text for text, is_own, _ in person.log(other.address) if not is_own]


def revive(person):
    person.kill()
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")


def test_sender_is_cut(folder):
    chance = dice(11)
    line = Line(stage.HOST, stage.PORT)
    sender = Person("alice", os.path.join(folder, "alice"), line)
    receiver = Person("bob", os.path.join(folder, "bob"))
    sender.add()
    receiver.add()
    befriend(sender, receiver)
    cuts = set(chance.sample(range(COUNT), CUTS))
    kills = set(chance.sample(range(COUNT), KILLS))
    for number in range(COUNT):
        sender.say("send", receiver.address, f"{number:03d}")
        sender.expect("done\tsend")
        if number in cuts:
            line.cut()
        if number in kills:
            revive(sender)
        time.sleep(chance.random() * 0.05)
    sender.until("all with the server", lambda: len(own_states(sender, receiver)) == COUNT and all(
        state in (SENT, DELIVERED) for state in own_states(sender, receiver)), 120)
    receiver.until("all of them", lambda: len(received(receiver, sender)) >= COUNT)
    assert received(receiver, sender) == [f"{number:03d}" for number in range(COUNT)]
    # The other way, on a line that holds.
    receiver.say("send", sender.address, "thanks")
    receiver.until("the server's word", lambda: own_states(receiver, sender) in ([SENT], [DELIVERED]))
    sender.until("the answer", lambda: received(sender, receiver) == ["thanks"])
    sender.quit()
    receiver.quit()


if __name__ == "__main__":
    stage.play(globals())
