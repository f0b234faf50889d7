#!/usr/bin/env python3
"""The screen is locked and unlocked (R21): line and store are closed within two seconds each time, nothing is lost or
doubled under traffic, nobody's view changes by a short lock, and neither the key nor a sentence is left in memory. After
the server's patience one is signed off, and back with all that came. `test-core-locks.py short|long`
"""

import os
import sys
import time

from gi.repository import Gio, GLib

import stage
from person import dice
from stage import HOST, PORT, Guest, Line, Person, befriend, has_store, meet

LOCKS = 100
BOUND = 2.0  # seconds, of the specification
SENTENCE = "Seventeen purple herons waited behind the boat house"
OPEN, LOCKED = "0", "2"


# -- what is open --

def wait_shut(person):
    """Seconds until no line and no file of the store is open."""
    begun = time.monotonic()
    while person.line.live or has_store(person):
        assert time.monotonic() - begun < BOUND, f"line {person.line.live}, store {has_store(person)} after {BOUND} s"
        time.sleep(0.002)
    return time.monotonic() - begun


def lock(person):
    person.say("lock")
    took = wait_shut(person)
    person.expect(f"lock\t{LOCKED}")
    return took


def unlock(person):
    person.say("unlock")
    person.expect(f"lock\t{OPEN}")


# -- what is in memory --

def search(person, needle):
    """How often `needle` stands in the writable memory of the person's process."""
    found, pid = 0, person.process.pid
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            place, rights = line.split()[:2]
            if "w" not in rights:
                continue
            start, end = (int(number, 16) for number in place.split("-"))
            try:
                memory.seek(start)
                found += memory.read(end - start).count(needle)
            except (OSError, ValueError, OverflowError):
                pass  # what the kernel shows nobody
    return found


def call(bus, path, interface, name, arguments=None):
    return bus.call_sync("org.freedesktop.secrets", path, f"org.freedesktop.{interface}", name, arguments, None,
                         Gio.DBusCallFlags.NONE, 10000, None).unpack()


def store_key(person):
    """The key of the vault, from the keyring."""
    with open(os.path.join(person.profile, "profile.id"), "rb") as file:
        profile = file.read().hex()
    bus, root = Gio.bus_get_sync(Gio.BusType.SESSION), "/org/freedesktop/secrets"
    session = call(bus, root, "Secret.Service", "OpenSession", GLib.Variant("(sv)", ("plain", GLib.Variant("s", ""))))[1]
    items = call(bus, root, "Secret.Service", "SearchItems", GLib.Variant("(a{ss})", ({"profile": profile},)))[0]
    secrets = call(bus, root, "Secret.Service", "GetSecrets", GLib.Variant("(aoo)", (items, session)))[0]
    keys = []
    for secret in secrets.values():
        text = bytes(secret[2])
        if len(text) == 64 and all(letter in b"0123456789abcdef" for letter in text):
            keys.append((bytes.fromhex(text.decode()), text))
    assert len(keys) == 1, len(keys)
    return keys[0]


# -- short locks --

def people_of(folder, *names):
    people = [Person(name, os.path.join(folder, name), Line(HOST, PORT)) for name in stage.strangers(*names)]
    for person in people:
        person.add()
    befriend(*people[:2])
    return people


def texts(person, other):
    return [text for text, is_own, _ in person.log(other.address) if not is_own]


def cut_ice(alice, bob):
    """Both have the keys of the other."""
    for person, other in ((alice, bob), (bob, alice)):
        person.say("send", other.address, f"hello from {person.name}")
        person.expect("done\tsend")
        other.expect(f"got\t{person.address}\thello")


def test_hundred_locks(folder):
    alice, bob = people_of(folder, "alice", "bob")
    watcher = Guest(stage.strangers("watcher")[0])
    meet(alice, watcher)
    cut_ice(alice, bob)
    watcher.heard(1)
    chance, took = dice(21), []
    for number in range(LOCKS):
        alice.say("send", bob.address, f"alice {number:03d}")
        bob.say("send", alice.address, f"bob {number:03d} a")
        time.sleep(chance.choice((0, 0, 0.003, 0.02, 0.1)))
        took.append(lock(alice))
        bob.say("send", alice.address, f"bob {number:03d} b")
        time.sleep(chance.choice((0, 0.01, 0.05)))
        unlock(alice)
        # Sometimes it is locked again before it is back.
        if chance.random() < 0.7:
            alice.expect("state\tsigned-in")
    alice.until("all messages", lambda: len(texts(alice, bob)) >= 2 * LOCKS + 1)
    bob.until("all messages", lambda: len(texts(bob, alice)) >= LOCKS + 1)
    assert texts(bob, alice)[1:] == [f"alice {number:03d}" for number in range(LOCKS)], texts(bob, alice)
    assert texts(alice, bob)[1:] == [f"bob {number:03d} {part}" for number in range(LOCKS) for part in "ab"]
    gone = [stanza for stanza in watcher.heard(1)
            if "<presence" in stanza and alice.address in stanza and "unavailable" in stanza]
    print(f"shut after {max(took):.3f} s at most, {sum(took) / len(took):.3f} s on average")
    assert not gone, f"the buddy saw {len(gone)} of {LOCKS} locks: {gone[:2]}"
    alice.quit()
    bob.quit()


def test_lock_and_unlock_at_once(folder):
    alice, bob = people_of(folder, "alice", "bob")
    cut_ice(alice, bob)
    for _ in range(30):
        alice.say("lock")
        alice.say("unlock")
    bob.say("send", alice.address, "still there")
    alice.expect(f"got\t{bob.address}\tstill there")
    alice.until("being open", lambda: has_store(alice) and alice.line.live == 1)
    # While signing in, and with nobody signed in.
    alice.say("sign-off")
    alice.expect("done\tsign-off")
    alice.say("sign-in")
    lock(alice)
    unlock(alice)
    alice.expect("state\tsigned-in")
    alice.say("sign-off")
    alice.expect("done\tsign-off")
    lock(alice)
    unlock(alice)
    time.sleep(1)
    assert alice.line.live == 0
    alice.quit()
    bob.quit()


def test_draft_and_rows_come_back(folder):
    alice, bob = people_of(folder, "alice", "bob")
    cut_ice(alice, bob)
    alice.say("draft", bob.address, "half a sente")
    lock(alice)
    assert alice.contacts()[bob.address][3] == ""
    unlock(alice)
    assert alice.contacts()[bob.address][3] == "half a sente"
    assert [text for text, _, _ in alice.log(bob.address)] == [f"hello from {alice.name}", f"hello from {bob.name}"]
    # What was promised to go at quitting goes also if the screen is locked then.
    alice.say("read", bob.address)
    bob.quit()
    lock(alice)
    alice.quit()
    alice.start()
    alice.say("open")
    alice.expect("done\topen")
    assert alice.log(bob.address) == []
    alice.quit()


def test_nothing_in_memory(folder):
    alice, bob = people_of(folder, "alice", "bob")
    cut_ice(alice, bob)
    bob.say("send", alice.address, SENTENCE)
    alice.expect(f"got\t{bob.address}\t{SENTENCE}")
    assert SENTENCE in texts(alice, bob)
    if not alice.is_minded():
        assert_nothing_in_memory(alice)
    assert SENTENCE in texts(alice, bob)
    alice.quit()
    bob.quit()


def assert_nothing_in_memory(alice):
    """Locks and unlocks."""
    raw, text = store_key(alice)
    needles = {"the key": raw, "the key in letters": text,
               "the key in capitals": raw.hex().upper().encode(), "the sentence": SENTENCE.encode()}
    before = {name: search(alice, needle) for name, needle in needles.items()}
    print("before", before)
    assert before["the sentence"] and before["the key"], before
    lock(alice)
    end = time.monotonic() + 5
    while any(after := {name: search(alice, needle) for name, needle in needles.items()}.values()):
        assert time.monotonic() < end, {name: search(alice, needle) for name, needle in needles.items()}
    print("after", list(after))
    unlock(alice)


def test_staying_signed_in(folder):
    """The weaker choice: line and store stay, and what is said while locked comes in."""
    alice, bob = people_of(folder, "alice", "bob")
    cut_ice(alice, bob)
    alice.say("choose", "sign-in", "2")
    alice.expect("done\tchoose")
    alice.say("lock")
    alice.expect(f"lock\t{LOCKED}")
    bob.say("send", alice.address, "are you there")
    alice.expect(f"got\t{bob.address}\tare you there")
    assert has_store(alice) and alice.line.live == 1
    unlock(alice)
    assert texts(alice, bob)[-1] == "are you there"
    alice.quit()
    bob.quit()


# -- longer than the server waits --

def test_long_lock(folder):
    alice, bob = people_of(folder, "alice", "bob")
    watcher = Guest(stage.strangers("watcher")[0])
    meet(alice, watcher)
    cut_ice(alice, bob)
    watcher.heard(1)
    lock(alice)
    for number in range(3):
        bob.say("send", alice.address, f"meanwhile {number}")
    watcher.hear("unavailable", alice.address)
    for number in range(3, 6):
        bob.say("send", alice.address, f"meanwhile {number}")
        bob.expect("done\tsend")
    time.sleep(1)
    unlock(alice)
    alice.expect("state\tsigned-in")
    away = alice.expect("away\t").split("\t")
    assert away[2:] == ["6", "1"], away
    assert texts(alice, bob)[1:] == [f"meanwhile {number}" for number in range(6)]
    watcher.hear("<presence", alice.address)
    alice.quit()
    bob.quit()


LONG = ("test_long_lock",)
WANTED = sys.argv[2:]
stage.play({name: test for name, test in globals().items() if name.startswith("test_")
            and (name in WANTED if WANTED else (name in LONG) == (sys.argv[1] == "long"))})
