#!/usr/bin/env python3
"""A stranger, a contact and a blocked account each send one of everything (exposure/kinds.py) to a running Confab with
factory settings. What comes back is compared with what the same server answers once Confab is signed off; what is more than
that, and what shows, must be what exposure/allowed.txt lists. Who is blocked hears nothing but refusals.
"""

import os
import re
import sys
from xml.etree import ElementTree

import stage
import wire
from stage import Guest, Person, meet

sys.path.insert(0, os.path.join(stage.HERE, "exposure"))
import kinds  # noqa: E402

SERVER = sys.argv[1]
LIST = os.path.join(stage.HERE, "exposure", "allowed.txt")
LINE = "3"  # a line of Confab's own in a chat
QUIET, MOST = 2.5, 60  # seconds without a word; and at most


def send_all(guest, to, where, kept):
    """One of everything to that address; what came back is added to `kept` as {(where, kind): {class}}."""
    for name, template in kinds.all_kinds():
        guest.say(template.format(id=f"{where}-{name}", to=to, me=guest.full))
    waited, heard = 0, []
    while waited < MOST:
        new = guest.heard(QUIET)
        heard += new
        waited += QUIET
        if not new:
            break
    for text in heard:
        if is_of_the_server(text, to.partition("/")[0]):
            continue
        name, said = read(text, to.partition("/")[0])
        kept.setdefault((where, name), set()).add(said)
    return heard


def read(text, person):
    """(kind that it answers, what it says) of one stanza; the kind of what nobody asked for is "unasked"."""
    stanza = ElementTree.fromstring(text)
    for element in stanza.iter():
        element.attrib.pop("{http://www.w3.org/XML/1998/namespace}lang", None)
    for mark in stanza.findall("{urn:xmpp:sid:0}stanza-id"):  # put there by the asker's own archive
        stanza.remove(mark)
    ids = [element.get("id", "") for element in stanza.iter()]
    name = next((word.split("-", 1)[1] for word in ids if word.startswith(("account-", "device-"))), "unasked")
    return name, wire.name_class(stanza, person)


def is_of_the_server(text, person):
    """The server's own word: on the asker's own list, in its own name, or out of the asker's own archive."""
    stanza = ElementTree.fromstring(text)
    return not stanza.get("from", "").startswith(person) or stanza.find("{urn:xmpp:mam:2}result") is not None


def ask(guest, bare, full):
    kept = {}
    guest.heard(0.5)  # what came before is no answer
    heard = send_all(guest, bare, "account", kept)
    heard += send_all(guest, full, "device", kept)
    return kept, heard


def more(here, away):
    """What was said by a Confab that is here, and would not have been said for an account that is signed off."""
    return {f"{where} {name}: {said}" for (where, name), classes in here.items()
            for said in classes - away.get((where, name), set())}


def less(here, away):
    return {f"{where} {name}: {said}" for (where, name), classes in away.items()
            for said in classes - here.get((where, name), set())}


def both(lines):
    """Said to the account and to the device: said once."""
    kept = set()
    for line in lines:
        where, _, rest = line.partition(" ")
        other = {"account": "device", "device": "account"}[where]
        kept.add(f"anywhere {rest}" if f"{other} {rest}" in lines else line)
    return kept


def own_words(person, before):
    """What Confab itself put on the wire to others since then, where the server writes that down (mod_overhear.lua)."""
    texts = list(wire.overheard())
    if not texts:
        assert SERVER != "prosody", "nothing is overheard"
        return None, 0
    said = list(wire.classes(texts[0], person.address))  # it signed in first
    return [line for line in said[before:] if "to=SOMEBODY-ELSE" in line], len(said)


def shown(person, address):
    rows = [row for row in person.rows("rows", "seen\t", address) if row[2] == "0" and row[5] != LINE]
    words = [re.fullmatch(r"words of (\S+)", row[4]) for row in rows]
    lines = {f"{match.group(1)}: a message" for match in words if match}
    strange = sum(1 for row, match in zip(rows, words) if not match)
    return lines | ({f"{strange} sealed ones: a message that cannot be opened"} if strange else set())


def only_refusals(kept):
    """What of the device's words is more than: nobody here. The account's are the server's own, and the same for everybody."""
    return {f"{where} {name}: {said}" for (where, name), classes in kept.items() for said in classes
            if "from=device-of-mine" in said and not ("type=error]" in said and re.search(r"error\[type=cancel\]\(service-unavailable\{", said))}


def judge(grade, found, listed):
    """The lines of this grade, here and in the list; GRADE@SERVER is true of one server only."""
    here = f"{grade}@{SERVER} "
    mine = {line.replace(here, grade + " ") for line in listed if line.startswith((grade + " ", here))}
    wire.compare(sorted(f"{grade} {line}" for line in found), mine, grade)


def full_address(person, friend):
    seen = friend.hear("<presence", person.address + "/")
    return re.search(rf'from="({re.escape(person.address)}/[0-9a-f]+)"', seen).group(1)


def block(person, guest):
    guest.say(f"<message type='chat' to='{person.address}' id='first'><body>Let me in</body></message>")
    person.expect(f"request\t{guest.address}")
    person.say("block", guest.address)
    person.expect("done\tblock")


def test_one_of_everything(folder):
    assert len(list(kinds.all_kinds())) >= 60
    listed = wire.read_list(LIST)
    names = stage.strangers("alice", "bob") + stage.strangers("alice", "bob") + stage.strangers("alice", "bob")
    person = Person(names[0], os.path.join(folder, names[0]))
    person.add()
    friend, stranger, blocked, later = (Guest(name) for name in names[1:5])
    meet(person, friend)
    block(person, blocked)
    full = full_address(person, friend)
    for guest in (friend, stranger, blocked):
        guest.heard(0.5)
    begun = len(person.heard)

    here, away = {}, {}
    _, words = own_words(person, 0)
    here["stranger"], _ = ask(stranger, person.address, full)
    told, words = own_words(person, words)
    refused = {f"{kind}[id to=SOMEBODY-ELSE type=error](error[type=cancel](service-unavailable"
               "{urn:ietf:params:xml:ns:xmpp-stanzas}))" for kind in ("iq", "message")}
    assert told is None or set(told) <= refused, f"to a stranger: {set(told) - refused}"
    here["blocked"], _ = ask(blocked, person.address, full)
    told, words = own_words(person, words)
    assert not told, f"to somebody blocked: {told}"
    person.rows("list", "contact\t")
    events = [line.split("\t") for line in person.heard[begun:]]
    asked = [line[1] for line in events if line[0] == "request"]
    assert asked == [stranger.address], f"requests: {asked}"
    assert not [line for line in events if line[0] in ("got", "failed")], events
    assert set(person.contacts()) == {friend.address}, person.contacts()

    here["contact"], _ = ask(friend, person.address, full)
    visible = shown(person, friend.address)
    assert set(person.contacts()) == {friend.address}, person.contacts()
    assert person.contacts()[friend.address][4] == friend.name.title(), "the name is the user's own"
    person.say("sign-off")
    person.expect("done\tsign-off")
    friend.heard(1)

    away["stranger"], _ = ask(later, person.address, full)
    away["contact"], _ = ask(friend, person.address, full)
    failures = []
    # Servers answer in the name of the account; whatever Confab says bears the name of the device.
    said = {line for line in more(here["contact"], away["contact"]) if "from=device-of-mine" in line}
    stranger = {f"not-said {line}" for line in both(less(here["stranger"], away["stranger"]))}
    for grade, found in (("stranger", both(more(here["stranger"], away["stranger"])) | stranger),
                         ("blocked", both(only_refusals(here["blocked"]))),
                         ("contact", both(said) | {f"shows {line}" for line in visible})):
        try:
            judge(grade, found, listed)
        except AssertionError as error:
            failures.append(str(error))
    assert here["stranger"] and here["blocked"], "no answers at all, so nothing was compared"
    assert not failures, "\n".join(failures)
    person.quit()


if __name__ == "__main__":
    stage.play(globals())
