#!/usr/bin/env python3
"""Blocking beside a real server: who is blocked gets nothing back, sees somebody who is signed off, and cannot leave a
request; let through again it all works; what another device blocks shows here.

  test-core-block.py list     the server keeps a block list
  test-core-block.py here     it has none, and this device keeps people away
"""

import os
import sys

import stage
from stage import Guest, Person, meet

NS = "urn:xmpp:blocking"


def kept_away(person):
    return [tuple(row[1:]) for row in person.rows("kept-away", "kept-away\t")]


def is_kept_away(person, *addresses):
    wanted = sorted(addresses)
    person.until(f"keeping away {wanted}", lambda: sorted(row[0] for row in kept_away(person)) == wanted)


def block(person, address, how="quietly", what="stay"):
    person.say("keep-away", address, how, what)
    person.expect("done\tkeep-away")


def let_through(person, address):
    person.say("let-through", address)
    person.expect("done\tlet-through")


def sees_here(guest, person):
    guest.hear("<presence", f'from="{person.address}/')


def sees_gone(guest, person):
    guest.hear("<presence", person.address, 'type="unavailable"')


def message(guest, person, text, ident):
    guest.say(f"<message type='chat' id='{ident}' to='{person.address}'><body>{text}</body>"
              "<request xmlns='urn:xmpp:receipts'/></message>")


def after(guest, person):
    """A word of somebody else that the same server passes on later: what came before it was looked at."""
    mark = f"mark {after.count}"
    after.count += 1
    message(guest, person, mark, mark.replace(" ", "-"))
    person.expect(f"got\t{guest.address}\t{mark}")


after.count = 0


def silent(guest, person):
    """Nothing that the guest is sent from there tells more than the server does for somebody who is away."""
    told = [stanza for stanza in guest.heard(1.5) if person.address in stanza and "jabber:iq:roster" not in stanza]
    bad = [stanza for stanza in told if not any(word in stanza for word in ("service-unavailable", 'type="unavailable"'))]
    assert not bad, bad


def people(folder, *names):
    ours, *theirs = stage.strangers("alice", *names)
    person = Person(ours, os.path.join(folder, ours))
    guests = [Guest(name) for name in theirs]
    person.add()
    for guest in guests:
        meet(person, guest)
        sees_here(guest, person)
        guest.heard(0.5)
    return person, *guests


def test_list_buddy(folder):
    """A buddy who is blocked and stays on the list: signed off to them, and back again afterwards."""
    person, bob, carla = people(folder, "bob", "carla")
    block(person, bob.address)
    sees_gone(bob, person)
    is_kept_away(person, bob.address)
    silent(bob, person)
    message(bob, person, "are you there", "b1")
    bob.say(f"<presence type='probe' to='{person.address}'/>")
    bob.say(f"<iq type='get' id='v1' to='{person.address}'><query xmlns='jabber:iq:version'/></iq>")
    bob.hear("service-unavailable", "v1")
    after(carla, person)
    silent(bob, person)
    assert person.contacts()[bob.address][2] == "0", "a message of somebody blocked was counted"
    # Signed off and on again, this side still is not there for them.
    person.say("sign-off")
    person.expect("done\tsign-off")
    person.say("sign-in")
    person.expect("state\tsigned-in")
    is_kept_away(person, bob.address)
    sees_here(carla, person)
    silent(bob, person)
    let_through(person, bob.address)
    is_kept_away(person)
    sees_here(bob, person)
    message(bob, person, "and now", "b2")
    person.expect(f"got\t{bob.address}\tand now")
    person.quit()
    bob.leave()
    carla.leave()


def test_list_off(folder):
    """Blocked and off the list: the subscriptions are gone, and their wish to come back is no request."""
    person, bob, carla = people(folder, "bob", "carla")
    block(person, bob.address, "spam", "off")
    sees_gone(bob, person)
    person.until("being off the list", lambda: bob.address not in person.contacts())
    # That neither is on the other's list any more is all they are told; the sheet says so.
    told = [stanza for stanza in bob.heard(1.5) if person.address in stanza and "jabber:iq:roster" not in stanza]
    assert all('type="unsubscribe' in stanza or 'type="unavailable"' in stanza for stanza in told), told
    bob.say(f"<presence type='subscribe' to='{person.address}'><status>Why?</status></presence>")
    message(bob, person, "why", "b1")
    after(carla, person)
    silent(bob, person)
    assert list(person.contacts()) == [carla.address]
    let_through(person, bob.address)
    bob.say(f"<presence type='subscribe' to='{person.address}'><status>May I?</status></presence>")
    person.expect(f"request\t{bob.address}")
    person.quit()
    bob.leave()
    carla.leave()


def test_list_other_device(folder):
    """Another device of the account blocks and lets through: it is so here at once."""
    person, bob = people(folder, "bob")
    other = Guest(person.address.split("@")[0])
    other.say(f"<iq type='set' id='o1'><block xmlns='{NS}'><item jid='{bob.address}'/><item jid='spam.example'/></block></iq>")
    other.hear("o1", "result")
    is_kept_away(person, bob.address, "spam.example")
    other.say(f"<iq type='set' id='o2'><unblock xmlns='{NS}'/></iq>")
    other.hear("o2", "result")
    is_kept_away(person)
    message(bob, person, "back", "b1")
    person.expect(f"got\t{bob.address}\tback")
    # And what was blocked elsewhere before this one signed in is known from the start.
    other.say(f"<iq type='set' id='o3'><block xmlns='{NS}'><item jid='{bob.address}'/></block></iq>")
    other.hear("o3", "result")
    is_kept_away(person, bob.address)
    person.quit()
    again = Person(person.name, person.profile)
    again.say("open")
    again.expect("done\topen")
    assert kept_away(again) == [], "the server's list was kept on this computer"
    again.say("sign-in")
    again.expect("state\tsigned-in")
    is_kept_away(again, bob.address)
    again.quit()
    bob.leave()
    other.leave()


def test_here_buddy(folder):
    """No list on the server: nothing of theirs gets through all the same, and they no longer see us."""
    person, bob, carla = people(folder, "bob", "carla")
    block(person, bob.address)
    assert kept_away(person) == [(bob.address, "1")]
    sees_gone(bob, person)
    bob.heard(0.5)
    message(bob, person, "are you there", "b1")
    after(carla, person)
    silent(bob, person)
    assert person.contacts()[bob.address][2] == "0"
    person.quit()
    again = Person(person.name, person.profile)
    again.say("open")
    again.expect("done\topen")
    assert kept_away(again) == [(bob.address, "1")]
    again.say("sign-in")
    again.expect("state\tsigned-in")
    sees_here(carla, again)
    message(bob, again, "still there", "b2")
    after(carla, again)
    silent(bob, again)
    let_through(again, bob.address)
    message(bob, again, "and now", "b3")
    again.expect(f"got\t{bob.address}\tand now")
    again.quit()
    bob.leave()
    carla.leave()


if __name__ == "__main__":
    stage.play({name: test for name, test in globals().items() if name.startswith(f"test_{sys.argv[1]}_")})
