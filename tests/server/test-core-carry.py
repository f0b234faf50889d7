#!/usr/bin/env python3
"""Leaving an account with the list of one's buddies and coming into another one with it (XEP-0227), beside a real server.

  test-core-carry.py between     from one account to another, and once more
  test-core-carry.py prosody     a file that Prosody wrote by its own means
"""

import os
import stat
import sys
import xml.etree.ElementTree as tree

import stage
from stage import DOMAIN, PROBLEMS, Guest, Person

ROSTER = "jabber:iq:roster"


def items_of(guest):
    """The list as the server has it, for another device of the account: address, name, subscription, ask, groups."""
    guest.say("<iq type='get' id='carry-list'><query xmlns='jabber:iq:roster'/></iq>")
    query = tree.fromstring(guest.hear("carry-list", "result")).find(f"{{{ROSTER}}}query")
    return {item.get("jid"): (item.get("name"), item.get("subscription"), item.get("ask"),
                              sorted(group.text for group in item.findall(f"{{{ROSTER}}}group"))) for item in query}


def put(guest, address, name=None, *groups):
    naming = f" name='{name}'" if name else ""
    inside = "".join(f"<group>{group}</group>" for group in groups)
    guest.say(f"<iq type='set' id='put-{address}'><query xmlns='{ROSTER}'><item jid='{address}'{naming}>{inside}</item></query></iq>")
    guest.hear(f"put-{address}", "result")


def kept_away(person):
    return sorted(row[1] for row in person.rows("kept-away", "kept-away\t"))


def found(person):
    words = person.expect("found\t").split("\t")
    return words[1], dict(zip(("new", "nameless", "asked", "here", "blocked", "left"), map(int, words[2:])))


def fill(guest):
    put(guest, f"ann@{DOMAIN}", "Ann &lt;3", "Family", "Old friends")
    put(guest, f"ben@{DOMAIN}")
    put(guest, f"dora@{DOMAIN}", "Dora")
    guest.say(f"<presence type='subscribe' to='dora@{DOMAIN}'/>")
    guest.say("<iq type='set' id='blocked'><block xmlns='urn:xmpp:blocking'><item jid='spam.example'/>"
              f"<item jid='eve@{DOMAIN}'/></block></iq>")
    guest.hear("blocked", "result")


def test_between(folder):
    old, new = stage.strangers("alice", "bob")
    before, after = Guest(old), Guest(new)
    fill(before)
    put(after, f"dora@{DOMAIN}", "My Dora", "Mine")
    put(after, "mallory@else.example", "Ann &lt;3")
    person, path = Person(old, os.path.join(folder, "old")), os.path.join(folder, "Buddies.xml")
    person.add()
    person.until("the list", lambda: len(person.contacts()) == 3)
    person.say("carry-out", path)
    person.expect("carried\t3")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    with open(path, encoding="utf-8") as file:
        text = file.read()
    assert "assword" not in text and stage.PASSWORD not in text
    tree.fromstring(text)
    person.quit()

    person = Person(new, os.path.join(folder, "new"))
    person.add()
    person.until("the list", lambda: len(person.contacts()) == 2)
    person.say("carry-look", path, "0")
    whose, counts = found(person)
    assert whose == f"{old}@{DOMAIN}"
    # Ann's name is taken by somebody else; Dora is here already.
    assert counts == {"new": 2, "nameless": 1, "asked": 0, "here": 1, "blocked": 2, "left": 0}, counts
    was = items_of(after)
    assert len(was) == 2 and not kept_away(person), "looking changed something"
    person.say("carry-in", path, "0", "asks")
    found(person)
    person.expect("brought\t2\t2")
    now = items_of(after)
    assert now == {**was, f"ann@{DOMAIN}": (None, "none", None, ["Family", "Old friends"]),
                   f"ben@{DOMAIN}": (None, "none", None, [])}, now
    assert kept_away(person) == sorted(["spam.example", f"eve@{DOMAIN}"])
    # Once more: nothing is left to do.
    person.say("carry-in", path, "0", "asks")
    assert found(person)[1] == {"new": 0, "nameless": 0, "asked": 0, "here": 3, "blocked": 0, "left": 2}
    person.expect("brought\t0\t0")
    person.quit()


def test_between_equal(folder):
    """Into an empty account: list and block list are the same; who was asked is asked, if so chosen and not otherwise."""
    old, new = stage.strangers("alice", "bob")
    third, _ = stage.strangers("alice", "bob")
    before = Guest(old)
    fill(before)
    path = os.path.join(folder, "Buddies.xml")
    person = Person(old, os.path.join(folder, "old"))
    person.add()
    person.until("the list", lambda: len(person.contacts()) == 3)
    person.say("carry-out", path)
    person.expect("carried\t3")
    person.quit()
    theirs = items_of(before)
    assert theirs[f"dora@{DOMAIN}"][2] == "subscribe"
    for name, how in ((new, "asks"), (third, "quietly")):
        person = Person(name, os.path.join(folder, name))
        person.add()
        person.say("carry-in", path, "0", how)
        assert found(person)[1] == {"new": 3, "nameless": 0, "asked": 1, "here": 0, "blocked": 2, "left": 0}
        person.expect("brought\t3\t2")
        ours = Guest(name)
        if how == "asks":
            assert items_of(ours) == theirs, (items_of(ours), theirs)
        else:
            quiet = {address: (item[0], item[1], None, item[3]) for address, item in theirs.items()}
            assert items_of(ours) == quiet, (items_of(ours), quiet)
        assert kept_away(person) == sorted(["spam.example", f"eve@{DOMAIN}"])
        # It is still so after a new start.
        person.quit()
        person.start()
        person.say("open")
        person.expect("done\topen")
        assert len(person.contacts()) == 3
        person.quit()
        ours.leave()


def test_between_hostile(folder):
    """A file that would rename, let through, block or remove who is here; and files that are none."""
    name, _ = stage.strangers("alice", "bob")
    guest = Guest(name)
    put(guest, f"ann@{DOMAIN}", "Ann")
    guest.say("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='eve@else.example'/></block></iq>")
    guest.hear("id=\"b\"", "result")
    was = items_of(guest)
    person = Person(name, os.path.join(folder, "new"))
    person.add()
    person.until("the list", lambda: len(person.contacts()) == 1)
    path = os.path.join(folder, "hostile.xml")
    with open(path, "w", encoding="utf-8") as file:
        file.write("<server-data xmlns='urn:xmpp:pie:0'><host jid='x.example'><user name='x'><query xmlns='jabber:iq:roster'>"
                   f"<item jid='ann@{DOMAIN}' name='Mallory' subscription='both'/><item jid='ann@{DOMAIN}' subscription='remove'/>"
                   f"<item jid='eve@else.example' subscription='both'/><item jid='{name}@{DOMAIN}'/></query>"
                   f"<unblock xmlns='urn:xmpp:blocking'/><blocklist xmlns='urn:xmpp:blocking'><item jid='ann@{DOMAIN}'/>"
                   f"<item jid='{DOMAIN}'/><item jid='{name}@{DOMAIN}'/></blocklist></user></host></server-data>")
    person.say("carry-in", path, "0", "asks")
    assert found(person)[1] == {"new": 0, "nameless": 0, "asked": 0, "here": 1, "blocked": 0, "left": 6}
    person.expect("brought\t0\t0")
    assert items_of(guest) == was
    assert kept_away(person) == ["eve@else.example"]
    # What never ends, or never begins, is no file: nothing waits for it.
    os.unlink(path)
    os.mkfifo(path, 0o666)
    person.say("carry-look", path, "0")
    assert person.expect("failed\tcarry-look", fail=()).split("\t")[2] == str(PROBLEMS["FILE"])
    os.unlink(path)
    for text, problem in ((b"\x89PNG", "FOREIGN"), (b"<server-data xmlns='urn:xmpp:pie:0'>", "CUT"),
                          (b"<server-data xmlns='urn:xmpp:pie:7'/>", "NEWER"), (b"<server-data xmlns='urn:xmpp:pie:0'/>", "EMPTY"),
                          (b"<server-data xmlns='urn:xmpp:pie:0'><a></b>", "DAMAGED"),
                          (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><server-data xmlns='urn:xmpp:pie:0'>&b;</server-data>",
                           "FOREIGN"), (b"<server-data xmlns='urn:xmpp:pie:0'>" + b" " * (65 << 20), "LARGE")):
        with open(path, "wb") as file:
            file.write(text)
        person.say("carry-look", path, "0")
        assert person.expect("failed\tcarry-look", fail=()).split("\t")[2] == str(PROBLEMS[f"BUDDIES_{problem}"]), problem
    person.quit()


def test_prosody(folder):
    """What Prosody itself writes for another server is read."""
    old, new = stage.strangers("old", "new")
    guest = Guest(old)
    fill(guest)
    theirs = items_of(guest)
    guest.leave()
    path = os.path.join(folder, "moved.xml")
    stage.control(f"move-out {old}@{DOMAIN} {path}")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    assert "urn:xmpp:pie:0" in text and "<user" in text, text
    person = Person(new, os.path.join(folder, "new"))
    person.add()
    person.say("carry-in", path, "0", "asks")
    whose, counts = found(person)
    assert whose == f"{old}@{DOMAIN}" and counts["new"] == 3 and counts["asked"] == 1, counts
    person.expect("brought\t3\t")
    after = Guest(new)
    assert items_of(after) == theirs, (items_of(after), theirs)
    person.quit()


if __name__ == "__main__":
    kind = sys.argv[1]
    stage.play({name: thing for name, thing in globals().items() if name.startswith(f"test_{kind}")})
