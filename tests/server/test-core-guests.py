#!/usr/bin/env python3
"""Confab and another program's client over a real server: messages and receipts, hiding, messages while away, coming back."""

import os
import re

import stage
from stage import Guest, Person, meet

RECEIPTS = "urn:xmpp:receipts"
SENT, DELIVERED = 2, 3


def buddies(folder):
    """A person with Confab and one without, who see each other."""
    ours, theirs = stage.strangers("alice", "bob")
    person, guest = Person(ours, os.path.join(folder, ours)), Guest(theirs)
    person.add()
    meet(person, guest)
    return person, guest


def message(person, guest, body, number):
    return (f"<message to='{person.address}' type='chat' id='{guest.name}-{number}'><body>{body}</body>"
            f"<request xmlns='{RECEIPTS}'/></message>")


def states(person, guest):
    return [(text, own, state) for text, own, state in person.log(guest.address)]


def test_both_ways(folder):
    person, guest = buddies(folder)
    person.say("send", guest.address, "Shall we meet at <six> & \"eat\"? \U0001F372")
    person.expect("done\tsend")
    came = guest.hear("Shall we meet at &lt;six&gt; &amp;", "\U0001F372", RECEIPTS)
    person.until("the server's word", lambda: states(person, guest)[0][2] == SENT)
    wire_id = re.search(r'<message[^>]* id="([^"]+)"', came).group(1)
    sender = re.search(r'from="([^"]+)"', came).group(1)
    guest.say(f"<message to='{sender}' type='chat'><received xmlns='{RECEIPTS}' id='{wire_id}'/></message>")
    person.until("the receipt", lambda: states(person, guest)[0][2] == DELIVERED)
    guest.say(message(person, guest, "At seven", 1))
    person.expect(f"got\t{guest.address}\tAt seven")
    guest.hear("received", RECEIPTS, '-1"')
    person.quit()
    guest.leave()


def test_hidden_is_unseen(folder):
    person, guest = buddies(folder)
    guest.hear("<presence", person.address + "/")
    person.say("sign-off")
    person.expect("done\tsign-off")
    guest.hear("<presence", "unavailable", person.address)
    guest.heard(0.5)
    person.say("sign-in-hidden")
    person.expect("state\tsigned-in")
    guest.say(f"<iq to='{person.address}' type='get' id='last'><query xmlns='jabber:iq:last'/></iq>")
    guest.say(message(person, guest, "Are you there?", 1))
    told = [stanza for stanza in guest.heard(2) if person.address + "/" in stanza or "<message" in stanza
            or ("<presence" in stanza and person.address in stanza)]
    assert not told, told
    # Writing is an act of the person: that is seen, and nothing but it. Who answers it comes through, and hears nothing.
    person.say("send", guest.address, "Yes")
    came = guest.hear("<body>Yes</body>")
    full = re.search(r'from="([^"]+)"', came).group(1)
    guest.say(message(person, guest, "I knew it", 2).replace(person.address, full))
    person.expect(f"got\t{guest.address}\tI knew it")
    told = [stanza for stanza in guest.heard(1) if person.address in stanza]
    assert not told, told
    # What comes for somebody who is not to be seen comes as a copy, and is held until they are (RFC 6121 section 8.5.2.2).
    person.say("sign-in")
    guest.hear("<presence", person.address + "/")
    guest.say(message(person, guest, "There you are", 3))
    person.expect(f"got\t{guest.address}\tThere you are")
    came = [text for text, _, _ in states(person, guest)]
    assert came == ["Are you there?", "Yes", "I knew it", "There you are"], came
    person.quit()
    guest.leave()


def test_messages_while_away_come_once(folder):
    person, guest = buddies(folder)
    person.say("sign-off")
    person.expect("done\tsign-off")
    for number in range(1, 6):
        guest.say(message(person, guest, f"while away {number}", number))
    guest.heard(0.5)
    person.say("sign-in")
    person.expect("state\tsigned-in")
    person.until("five messages", lambda: len(states(person, guest)) >= 5)
    guest.hear("received", '-5"')
    person.quit()
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")
    person.expect("state\tsigned-in")
    guest.say(message(person, guest, "the last", 6))
    person.expect(f"got\t{guest.address}\tthe last")
    assert [text for text, _, _ in states(person, guest)][-1] == "the last"
    assert sum("while away" in text for text, _, _ in states(person, guest)) in (0, 5)
    person.quit()
    guest.leave()


def test_session_goes_on_after_a_kill(folder):
    person, guest = buddies(folder)
    seen = guest.hear("<presence", person.address + "/")
    full = re.search(rf'from="({re.escape(person.address)}/[0-9a-f]+)"', seen).group(1)
    person.say("send", guest.address, "before")
    guest.hear("<body>before</body>")
    person.kill()
    guest.say(message(person, guest, "meanwhile", 1))
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")
    person.expect("state\tsigned-in")
    person.until("what came meanwhile", lambda: [text for text, _, _ in states(person, guest)] == ["before", "meanwhile"])
    # The same full address, and the server says itself that the session went on.
    person.say("send", guest.address, "after")
    came = guest.hear("<body>after</body>")
    assert f'from="{full}"' in came, (full, came)
    with open(os.environ["CONFAB_TEST_SERVER_LOG"], encoding="utf-8") as log:
        assert "mod_smacks resuming existing session" in log.read(), "the server's log must be at debug"
    person.quit()
    guest.leave()


if __name__ == "__main__":
    stage.play(globals())
