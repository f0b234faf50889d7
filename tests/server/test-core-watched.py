#!/usr/bin/env python3
"""While no window is looked at, the server keeps back who comes and goes, and hands on at once what somebody writes; when one
is looked at again, all is as it is (XEP-0352). Other people hear nothing of it. Who is waited for is told of all the same."""

import os
import time

import stage
import wire
from stage import Guest, Person

CSI = "urn:xmpp:csi:0"
HERE = "3"
PAUSE = 3  # seconds, after which the server keeps back: it waits for one after each answer


def presence(person, guest):
    return person.contacts()[guest.address][1]


def sees(person, guest, before):
    """It changes, from what it was."""
    person.until(f"another presence than {before}", lambda: presence(person, guest) != before)
    return presence(person, guest)


def said(person):
    """How often that line was told that nobody looks, and that somebody does."""
    lines = [line for line in wire.overheard() if CSI in line]
    assert len(lines) <= 1, f"{len(lines)} lines speak of it"
    text = lines[0] if lines else ""
    return text.count(f"<inactive xmlns='{CSI}'/>"), text.count(f"<active xmlns='{CSI}'/>")


def watch(person, word):
    person.say("watch", word)
    person.expect("done\twatch")


def test_kept_back(folder):
    alice_name, bob_name = stage.strangers("alice", "bob")
    alice, bob = Person(alice_name, os.path.join(folder, "alice")), Guest(bob_name)
    alice.add()
    stage.meet(alice, bob)
    alice.until("bob being here", lambda: presence(alice, bob) == HERE)
    here = HERE
    bob.heard(0.5)
    assert said(alice) == (0, 0)

    watch(alice, "no")
    time.sleep(PAUSE)
    bob.say("<presence type='unavailable'/>")
    time.sleep(2)
    assert presence(alice, bob) == here, "the server keeps nothing back: the test proves nothing"
    assert said(alice) == (1, 0)
    watch(alice, "yes")
    away = sees(alice, bob, here)
    assert said(alice) == (1, 1)

    # What is written in the same moment comes at once, and brings what was kept back before it; so it does later.
    watch(alice, "no")
    bob.say("<presence/>")
    bob.say(f"<message to='{alice.address}' type='chat' id='m1'><body>are you there</body></message>")
    alice.until("the message", lambda: alice.contacts()[bob.address][2] == "1", seconds=5)
    assert sees(alice, bob, away) == here
    time.sleep(PAUSE)
    bob.say(f"<message to='{alice.address}' type='chat' id='m2'><body>so you are not</body></message>")
    alice.until("the second message", lambda: alice.contacts()[bob.address][2] == "2", seconds=5)
    assert said(alice) == (2, 1)

    # Nobody else was told, in whatever words; what bob's own coming is answered with says when alice came.
    told = [stanza for stanza in bob.heard(1) if CSI in stanza or
            "<presence" in stanza and alice.address in stanza and "urn:xmpp:delay" not in stanza]
    assert not told, told

    # While bob is waited for, his coming is not kept back.
    bob.say("<presence type='unavailable'/>")
    watch(alice, "yes")
    sees(alice, bob, here)
    alice.say("await", bob.address)
    alice.expect("done\tawait")
    watch(alice, "no")
    time.sleep(PAUSE)
    assert said(alice) == (2, 2)
    bob.say("<presence/>")
    sees(alice, bob, away)
    alice.until("that nobody looks", lambda: said(alice) == (3, 2))
    alice.quit()
    bob.leave()


if __name__ == "__main__":
    stage.play(globals())
