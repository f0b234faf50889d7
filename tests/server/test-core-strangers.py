#!/usr/bin/env python3
"""Whatever a stranger sends, signed-in Confab answers nothing that an account which is signed off would not answer."""

import os
import re
import sys
from xml.etree import ElementTree

import stage
from stage import Guest, Person, meet

# What a stranger can try; {to} is the address.
QUERIES = {"version": "jabber:iq:version", "disco": "http://jabber.org/protocol/disco#info",
           "items": "http://jabber.org/protocol/disco#items", "last": "jabber:iq:last", "time": "urn:xmpp:time",
           "roster": "jabber:iq:roster", "private": "jabber:iq:private", "vcard": "vcard-temp", "ping": "urn:xmpp:ping",
           "bytestreams": "http://jabber.org/protocol/bytestreams", "gibberish": "urn:example:nothing"}
ELEMENTS = {"vcard": "vCard", "ping": "ping", "time": "time"}


def probes(to):
    for kind, space in QUERIES.items():
        yield kind, f"<iq type='get' id='{kind}' to='{to}'><{ELEMENTS.get(kind, 'query')} xmlns='{space}'/></iq>"
    yield "vcard4", (f"<iq type='get' id='vcard4' to='{to}'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
                     "<items node='urn:xmpp:vcard4'/></pubsub></iq>")
    yield "push", (f"<iq type='set' id='push' to='{to}'><query xmlns='jabber:iq:roster'>"
                   "<item jid='mallory@evil.example' subscription='both'/></query></iq>")
    yield "message", (f"<message type='chat' id='m1' to='{to}'><body>Hi</body><request xmlns='urn:xmpp:receipts'/>"
                      "<markable xmlns='urn:xmpp:chat-markers:0'/><active xmlns='http://jabber.org/protocol/chatstates'/></message>")
    yield "composing", f"<message type='chat' id='m2' to='{to}'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>"
    yield "headline", f"<message type='headline' id='m3' to='{to}'><body>Hi</body></message>"
    yield "error", f"<message type='error' id='m4' to='{to}'><error type='cancel'/></message>"
    yield "presence", f"<presence to='{to}'/>"
    yield "probe", f"<presence type='probe' to='{to}'/>"
    yield "wish", f"<presence type='subscribe' to='{to}'><status>Hi</status></presence>"


def normal(stanza):
    """Attributes in an order that does not depend on who wrote them."""
    root = ElementTree.fromstring(stanza)
    for element in root.iter():
        element.attrib.pop("{http://www.w3.org/XML/1998/namespace}lang", None)
    return ElementTree.canonicalize(ElementTree.tostring(root, encoding="unicode"))


def answers(stranger, to):
    """What came back for all of them, in an order that does not depend on chance, with the address as TO."""
    stranger.heard(0.2)
    for _, xml in probes(to):
        stranger.say(xml)
    bare = to.split("/")[0]
    # The server itself marks what a client sends with its language; that alone is not Confab's to hide.
    found = [stanza.replace(to, "TO").replace(bare, "TO") for stanza in stranger.heard(2.5)
             if "ask=" not in stanza and "subscription=" not in stanza]  # of the stranger's own list
    return sorted(normal(stanza) for stanza in found)


def compare(signed_in, signed_off, what):
    if signed_in != signed_off:
        for line in sorted(set(signed_in) ^ set(signed_off)):
            print(("Confab: " if line in signed_in else "signed off: ") + line, file=sys.stderr)
        raise AssertionError(f"{what}: the two differ")
    assert signed_in, f"{what}: no answers at all, so nothing was compared"


def test_to_the_account(folder):
    person, stranger = Person("alice", os.path.join(folder, "alice")), Guest("bob")
    person.add()
    at_confab = answers(stranger, person.address)
    compare(at_confab, answers(stranger, f"carla@{stage.DOMAIN}"), "to the account")
    # It came through all the same, as one request; nothing stands among the chats.
    person.expect(f"request\t{stranger.address}")
    assert person.contacts() == {}
    person.quit()
    stranger.leave()


def test_to_the_device(folder):
    """A stranger who has the full address from somebody."""
    person, friend, stranger = Person("alice", os.path.join(folder, "alice")), Guest("carla"), Guest("bob")
    person.add()
    meet(person, friend)
    seen = friend.hear("<presence", person.address + "/")
    full = re.search(rf'from="({re.escape(person.address)}/[0-9a-f]+)"', seen).group(1)
    stranger.heard(0.5)
    at_confab = answers(stranger, full)
    person.say("sign-off")
    person.expect("done\tsign-off")
    compare(at_confab, answers(stranger, full), "to the device")
    person.quit()
    stranger.leave()
    friend.leave()


def test_what_is_done_with_a_request(folder):
    """Who only wrote, and never asked to see us, is told nothing when the person deletes that."""
    ours, theirs, others = stage.strangers("alice", "mallory", "trudy")
    person, stranger, asker = Person(ours, os.path.join(folder, ours)), Guest(theirs), Guest(others)
    person.add()
    stranger.say(f"<message type='chat' id='m1' to='{person.address}'><body>Hi</body></message>")
    person.expect(f"request\t{stranger.address}\tHi")
    stranger.heard(0.3)
    person.say("delete", stranger.address)
    person.expect("done\tdelete")
    assert not (told := stranger.heard(2)), told
    # Who was deleted and comes back at once is not heard, and not told so.
    stranger.say(f"<presence type='subscribe' to='{person.address}'/>")
    told = [stanza for stanza in stranger.heard(2) if person.address + "/" in stanza or "<body" in stanza]
    assert not told, told
    # And who asked hears no more than the server's own word.
    asker.say(f"<presence type='subscribe' to='{person.address}'/>")
    person.expect(f"request\t{asker.address}")
    assert not [line for line in person.heard if line.startswith(f"request\t{stranger.address}") and "Hi" not in line]
    person.say("block", asker.address)
    person.expect("done\tblock")
    told = [stanza for stanza in asker.heard(2) if person.address + "/" in stanza or "<body" in stanza]
    assert not told, told
    person.quit()
    stranger.leave()
    asker.leave()


def test_own_server(folder):
    """What the server itself writes has a chat of its own, under no name; a word of the day stands there once. That nothing is answered: tests/flow/server.flow."""
    (ours,) = stage.strangers("alice")
    person = Person(ours, os.path.join(folder, ours))
    person.add()
    stage.control(f"say chat {person.address} Write your password here")
    stage.control(f"say headline {person.address} We move on Sunday")
    stage.control(f"say normal {person.address} Be kind")
    stage.control(f"say normal {person.address} Be kind")
    person.until("the server's words", lambda: len(person.log(stage.DOMAIN)) == 3)
    assert list(person.contacts()) == [stage.DOMAIN], person.contacts()
    person.quit()


if __name__ == "__main__":
    stage.play(globals())
