#!/usr/bin/env python3
"""r18-look: what "Look at me as a stranger" lists is what a stranger gets, and what is hidden is gone for the stranger too.

Another program of the same account has published a profile; Confab publishes none.
"""

import os
import sys
import time

import stage
from stage import DOMAIN, Guest, Person

PUBSUB = "http://jabber.org/protocol/pubsub"
NICK, MOOD, KEYS = "http://jabber.org/protocol/nick", "http://jabber.org/protocol/mood", "urn:xmpp:omemo:2:devices"
NICKNAME, PHONE, MOODS, SEALED = "2", "5", "11", "13"
HERE, LAST, GUEST = "14", "15", "16"
EVERYBODY, BUDDIES, NOBODY = "1", "2", "3"
CAN = sys.argv[1:]  # "guests": the server takes them; "hall": they see who is there
CARD = ("<vCard xmlns='vcard-temp'><FN>River Maple</FN><TEL><NUMBER>12345</NUMBER></TEL><PHOTO><TYPE>image/png</TYPE>"
        "<BINVAL>AAAA</BINVAL></PHOTO></vCard>")


def publish(guest, node, payload, model):
    guest.say(f"<iq type='set' id='p-{model}'><pubsub xmlns='{PUBSUB}'><publish node='{node}'><item id='current'>{payload}</item>"
              f"</publish><publish-options><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>"
              f"{PUBSUB}#publish-options</value></field><field var='pubsub#access_model'><value>{model}</value></field></x>"
              "</publish-options></pubsub></iq>")
    assert "type=\"result\"" in guest.hear(f'id="p-{model}"')


def ask(stranger, address, kind, payload):
    ask.count += 1
    stranger.say(f"<iq type='get' id='q{ask.count}' to='{address}'>{payload.format(kind=kind)}</iq>")
    return stranger.hear(f'id="q{ask.count}"')


ask.count = 0


def sees(stranger, address):
    """What a stranger gets."""
    card = ask(stranger, address, "", "<vCard xmlns='vcard-temp'/>")
    nodes = {node: ask(stranger, address, node, f"<pubsub xmlns='{PUBSUB}'><items node='{{kind}}'/></pubsub>")
             for node in (NICK, MOOD, KEYS)}
    return {what for what, is_seen in (("name", "River Maple" in card), ("phone", "12345" in card), ("picture", "AAAA" in card),
                                       ("nickname", "Rivvy" in nodes[NICK]), ("mood", "happy" in nodes[MOOD]),
                                       ("keys", "<device" in nodes[KEYS])) if is_seen}


def look(person):
    """Where it lies and who sees it -> what it is and says; and whether a guest looked too."""
    rows = [row[1:] + [""] * (5 - len(row)) for row in person.rows("look", "look\t")]
    look.had_guest = [GUEST, NOBODY] in [row[:2] for row in rows]
    return {(where, who): (kind, text) for kind, who, where, text in rows if kind != GUEST}


look.had_guest = False


def test_r18_look(folder):
    ours, theirs = stage.strangers("alice", "bob")
    person, stranger = Person(ours, os.path.join(folder, ours)), Guest(theirs)
    person.add()
    time.sleep(3)  # the keys are published
    blank = look(person)
    assert blank and all(who == BUDDIES and kind == SEALED for (_, who), (kind, _) in blank.items()), blank
    assert sees(stranger, person.address) == set()

    other = Guest(ours)
    other.say(f"<iq type='set' id='card'>{CARD}</iq>")
    assert "type=\"result\"" in other.hear('id="card"')
    publish(other, NICK, f"<nick xmlns='{NICK}'>Rivvy</nick>", "open")
    publish(other, MOOD, f"<mood xmlns='{MOOD}'><happy/></mood>", "presence")
    seen = sees(stranger, person.address)
    found = look(person)
    assert "nickname" in seen and "mood" not in seen, seen
    assert found[(NICK, EVERYBODY)] == (NICKNAME, "Rivvy"), found
    assert found[(MOOD, BUDDIES)][0] == MOODS, found
    assert found[("TEL", EVERYBODY)] == (PHONE, "12345"), found
    assert ("FN", EVERYBODY) in found and found[("PHOTO", EVERYBODY)][1] == "", found

    person.say("hide", "node", NICK)
    person.expect("done\thide")
    person.say("hide", "part", "TEL")
    person.expect("done\thide")
    found, seen = look(person), sees(stranger, person.address)
    assert not {"nickname", "phone"} & seen and (NICK, EVERYBODY) not in found and ("TEL", EVERYBODY) not in found, (found, seen)
    assert ("FN", EVERYBODY) in found, found

    person.say("hide-all")
    person.expect("done\thide-all")
    found = look(person)
    assert found and all(who == BUDDIES and kind == SEALED for (_, who), (kind, _) in found.items()), found
    assert sees(stranger, person.address) == set()
    person.say("sign-off")
    person.expect("done\tsign-off")
    person.say("look")
    person.expect("failed\tlook", fail=("done\tlook",))
    person.quit()
    stranger.leave()
    other.leave()


def test_r18_look_as_a_guest(folder):
    """Where the server takes guests without a name, one looks too; elsewhere nothing says that one did."""
    (ours,) = stage.strangers("alice")
    person = Person(ours, os.path.join(folder, ours))
    person.add()
    time.sleep(3)
    found = look(person)
    assert look.had_guest == bool(CAN)
    assert (("", EVERYBODY) in found) == ("hall" in CAN) and ("hall" not in CAN or found[("", EVERYBODY)][0] == HERE), found
    other = Guest(ours)
    publish(other, NICK, f"<nick xmlns='{NICK}'>Rivvy</nick>", "open")
    publish(other, MOOD, f"<mood xmlns='{MOOD}'><happy/></mood>", "presence")
    found = look(person)
    assert found[(NICK, EVERYBODY)] == (NICKNAME, "Rivvy"), found
    # Where everybody is everybody's buddy, the guest has read what the server says is for buddies.
    assert ((MOOD, EVERYBODY) in found) == ("hall" in CAN) and ((MOOD, BUDDIES) in found) == ("hall" not in CAN), found
    person.quit()
    other.leave()


if __name__ == "__main__":
    # In a hall everybody is a buddy: there are no strangers to compare with.
    stage.play({"test_r18_look_as_a_guest": test_r18_look_as_a_guest} if "hall" in CAN else globals())
