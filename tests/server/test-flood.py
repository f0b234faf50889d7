#!/usr/bin/env python3
"""r05-flood: 5,000 strangers write within a minute, from hundreds of domains, with texts and invitations.
Nothing is announced, the box of requests stays within its bounds, and so does the memory; a buddy gets through meanwhile, and no turn of the main loop is long.
"""

import os
import time

import stage
from stage import Guest, Person, control, meet

STRANGERS, MINUTE = 5000, 60
MOST_REQUESTS = 200  # MAX_REQUESTS in app/messaging/messaging-request.c
MOST_GROWTH = 5 * 1024  # KiB
MOST_TURN = 16000  # microseconds of the processor, for one turn of the main loop
AT_ONCE = 250  # in one word to the server
WARM_UP = 500  # what a first few cost once: pages of the vault, the box itself


def memory(person):
    """KiB that are this program's own."""
    with open(f"/proc/{person.process.pid}/status", encoding="utf-8") as file:
        return int(next(line.split()[1] for line in file if line.startswith("RssAnon:")))


def flood(person, first, number):
    for begin in range(first, first + number, AT_ONCE):
        control(f"flood {person.address} {begin} {AT_ONCE}")


def settle(person, friend, text):
    """Everything before this was dealt with: a stream is in order."""
    friend.say(f"<message type='chat' to='{person.address}' id='{text}'><body>{text}</body></message>")
    person.expect(f"got\t{friend.address}\t{text}", 120)


def test_r05_flood(folder):
    ours, theirs = stage.strangers("alice", "bob")
    person, friend = Person(ours, os.path.join(folder, ours)), Guest(theirs)
    person.add()
    meet(person, friend)
    flood(person, 0, WARM_UP)
    settle(person, friend, "before")
    before, begun, heard = memory(person), time.monotonic(), len(person.heard)
    person.rows("turns", "turns\t")
    flood(person, WARM_UP, STRANGERS)
    settle(person, friend, "meanwhile")
    took = time.monotonic() - begun
    ((_, longest, turns),) = person.rows("turns", "turns\t")
    growth = memory(person) - before
    person.contacts()
    requests = [line for line in person.heard if line.startswith("request\t")]
    announced = [line for line in person.heard[heard:] if line.startswith("got\t") and friend.address not in line]
    print(f"{STRANGERS} strangers in {took:.1f} s, {len(requests)} requests, {growth} KiB more, longest of {turns} turns "
          f"{int(longest) / 1000:.1f} ms", flush=True)
    assert not announced, announced[:5]
    assert len(requests) <= MOST_REQUESTS, len(requests)
    assert len({line.split("\t")[1] for line in requests}) == len(requests), "somebody twice"
    assert set(person.contacts()) == {friend.address}
    assert person.is_minded() or growth < MOST_GROWTH, f"{growth} KiB more"
    assert person.is_minded() or int(longest) < MOST_TURN, f"{longest} us"
    assert took < MINUTE, f"{took:.0f} s"
    person.quit()
    friend.leave()


if __name__ == "__main__":
    stage.play(globals())
