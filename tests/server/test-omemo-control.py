#!/usr/bin/env python3
"""The programs that Confab's sealing is tried with seal among themselves, so that what fails beside Confab is Confab's.

Here stands, too, what Confab relies on in them: which of two sealed elements they read, and what lists they can see.
"""

import os
import shutil

import stage
from sealing import Slix, Terminal, Unruly, befriend_slix, befriend_terminal

LIST = "eu.siacs.conversations.axolotl.devicelist"
PRESENCE = "presence"


def pair(folder, first, second):
    names = stage.strangers("anna", "ben")
    people = [Slix(name, os.path.join(folder, name), versions) for name, versions in zip(names, (first, second))]
    befriend_slix(*people)
    for one, two in (people, people[::-1]):
        one.knows(two.address, two.device())
    return people


def talk(one, two, how):
    for number, (speaker, listener) in enumerate([(one, two), (two, one), (one, two)]):
        speaker.send(listener.address, f"text {number}")
        assert (got := listener.expect_text(speaker.address, f"text {number}")) == how, got


def test_each_version(folder):
    for first, second, how in (("old", "old", "old"), ("two", "two", "two"), ("both", "both", "two"), ("both", "old", "old")):
        people = pair(folder, first, second)
        talk(*people, how)
        for person in people:
            person.quit()


def test_profanity(folder):
    names = stage.strangers("anna", "ben")
    terminal = Terminal(names[0], os.path.join(folder, "home"))
    slix = Slix(names[1], os.path.join(folder, "keys"), "both")
    befriend_terminal(slix, terminal)
    terminal.talk(slix.address)
    slix.knows(terminal.address, terminal.device())
    assert slix.devices(terminal.address)[terminal.device()][0] == terminal.key()
    assert terminal.known(slix.address) == {slix.device(): slix.devices()[slix.device()][0]}
    terminal.send(slix.address, "first")
    assert slix.expect_text(terminal.address, "first") == "old"
    slix.send(terminal.address, "reply")
    assert terminal.expect_text(slix.address, "reply") == "old"
    slix.expect_told("receipt", terminal.address)
    slix.do("plain", terminal.address, "open")
    assert terminal.expect_text(slix.address, "open") == "plain"
    # What was away comes later, and a new installation is somebody with other keys.
    terminal.kill()
    slix.send(terminal.address, "while away")
    terminal.start()
    assert terminal.expect_text(slix.address, "while away") == "old"
    before = (terminal.device(), terminal.key())
    terminal.reinstall()
    assert terminal.key() != before[1]
    slix.knows(terminal.address, before[0], terminal.device())
    slix.send(terminal.address, "to the new one")
    assert terminal.expect_text(slix.address, "to the new one") == "old"
    terminal.kill()
    slix.quit()


def test_two_in_one(folder):
    """A stanza with both versions: Profanity reads its own, the library refuses it."""
    names = stage.strangers("anna", "ben", "carl")
    sender, reader = (Slix(name, os.path.join(folder, name), "both") for name in names[:2])
    terminal = Terminal(names[2], os.path.join(folder, "home"))
    befriend_slix(sender, reader)
    befriend_terminal(sender, terminal)
    for other in (reader, terminal):
        sender.knows(other.address, other.device())
        sender.do("hold")
        sender.send(other.address, "both", "old")
        sender.say("peek")
        xml = sender.expect("held\t").split("\t", 1)[1]
        extra = (f"<encrypted xmlns='urn:xmpp:omemo:2'><header sid='1'><keys jid='{other.address}'><key rid='1'>AAAA</key>"
                 "</keys></header><payload>AAAA</payload></encrypted>")
        sender.do("release", "")
        sender.do("raw", xml.replace("<body>", extra + "<body>"))
    assert terminal.expect_text(sender.address, "both") == "old"
    # "release" sent it before, alone; then it came once more with the other element beside it.
    assert reader.expect_text(sender.address, "both") == "old"
    assert "a mix of encrypted elements" in reader.expect_told("unreadable", sender.address)[2]
    terminal.kill()
    for person in (sender, reader):
        person.quit()


def test_disorder(folder):
    """Held back, doubled, turned around, lost: whatever arrives once is opened once."""
    for version in ("old", "two"):
        sender, reader = pair(folder, version, version)
        talk(sender, reader, version)
        sender.do("hold")
        for number in range(12):
            sender.send(reader.address, f"piece {number}")
        sender.do("release", "5,3,0,0,11,2,9,5,8,1,10")
        heard = [reader.expect(("got\t", "unreadable\t"), fail=()).split("\t") for _ in range(11)]
        assert [words[2] for words in heard if words[0] == "got"] == [f"piece {n}" for n in (5, 3, 0, 11, 2, 9, 8, 1, 10)]
        for person in (sender, reader):
            person.quit()


def test_bad_network(folder):
    """Between them, too, once a session stands: all that was not lost is opened, and what came twice is opened once."""
    one, two = pair(folder, "both", "both")
    talk(one, two, "two")
    sent = {}
    with Unruly("7 6 7 7") as unruly:
        for number in range(200):
            speaker, listener = (one, two) if number % 3 else (two, one)
            sent[speaker.send(listener.address, f"piece {number}")] = (speaker, listener, f"piece {number}")
        one.flush()
        two.flush()
    did = unruly.did()
    assert {what for what, _, _ in did} == {"lost", "doubled", "late"}, did
    for identity in {identity for what, identity, _ in did if what == "lost"} & set(sent):
        sent.pop(identity)
    for speaker, listener, text in sent.values():
        assert listener.expect_text(speaker.address, text) == "two"
        assert len(listener.told("got", speaker.address, text)) == 1, text
    one.quit()
    two.quit()


def test_old_state(folder):
    """Keys put back from a copy: the library cannot go on with that session, and a new one heals it."""
    one, two = pair(folder, "both", "both")
    talk(one, two, "two")
    two.quit()
    shutil.copy(two.profile, two.profile + ".copy")
    two.start()
    talk(one, two, "two")
    two.quit()
    shutil.copy(two.profile + ".copy", two.profile)
    two.start()
    before = len(one.told("empty", two.address))
    two.do("again", one.address)
    one.until("a new session", lambda: len(one.told("empty", two.address)) > before)
    talk(one, two, "two")
    one.quit()
    two.quit()


def test_devices(folder):
    """A second device reads along; one that is taken off the lists is left out."""
    one, two = pair(folder, "both", "both")
    talk(one, two, "two")
    second = Slix(two.name, os.path.join(folder, "second"), "both")
    # Two that answer at the same moment begin with each other at the same moment, which the library does not survive.
    second.do("receipts", "off")
    one.knows(two.address, two.device(), second.device())
    two.knows(two.address, two.device(), second.device())
    one.send(two.address, "to both")
    assert two.expect_text(one.address, "to both") == second.expect_text(one.address, "to both") == "two"
    two.send(one.address, "from the first")
    assert one.expect_text(two.address, "from the first") == "two"
    assert second.expect_told("carbon", one.address, "from the first")[3] == "two"
    number = second.device()
    second.quit()
    two.do("drop", number)
    one.knows(two.address, two.device())
    one.quit()
    two.quit()


def test_strangers(folder):
    """Lists that only buddies may see: a buddy has them, although their owner is away; a stranger has not."""
    names = stage.strangers("anna", "ben", "carl")
    one, two, stranger = (Slix(name, os.path.join(folder, name), "old") for name in names)
    befriend_slix(one, two)
    bundle = f"eu.siacs.conversations.axolotl.bundles:{one.device()}"
    assert one.do("access", LIST) == "open" and one.do("access", bundle) == "open"
    for node in (LIST, bundle):
        assert "precondition-not-met" in one.fails("publish", node, "current", PRESENCE, "<x xmlns='urn:example:none'/>")
        one.do("configure", node, PRESENCE)
        assert one.do("access", node) == PRESENCE
    one.quit()
    for node in (LIST, bundle):
        assert stranger.fails("fetch", one.address, node) == "forbidden", node
        assert two.rows("fetch", "item\t", one.address, node)[0][1] == "current"
    number = next(iter(two.devices(one.address)))
    # A new device of the buddy's hears of the list at its own presence.
    another = Slix(two.name, os.path.join(folder, "another"), "old")
    another.knows(one.address, number)
    for person in (two, another, stranger):
        person.quit()


if __name__ == "__main__":
    stage.play(globals())
