#!/usr/bin/env python3
"""Confab seals with one other program, both directions, through a real server: test-omemo.py KIND [elsewhere].

KIND is old, two or both (slixmpp-omemo with these versions), profanity, or confab. Whatever the specification lets be
opened is opened, once; all else is a row that says why. Never does a text stand anywhere unsealed.
"""

import os
import shutil
import sys
import time

import stage
from confab import LEFT_OUT, NO_SESSION, NOT_FOR_US, UNDECIDED, USED, Confab
from person import befriend
from sealing import Slix, Terminal, Unruly

KIND = sys.argv[1] if len(sys.argv) > 1 else "both"
# Beside ejabberd, which sends the lists of a new buddy's devices at the next sign-in only, and while the buddy is there.
ELSEWHERE = sys.argv[2:] == ["elsewhere"]
SEALED = {"old": "old", "two": "two", "both": "two", "profanity": "old", "confab": "sealed"}[KIND]
SLIX = KIND in ("old", "two", "both")
COUNT = 500


def make_peer(name, folder, place="keys"):
    place = os.path.join(folder, f"{name}-{place}")
    if KIND == "confab":
        return Confab(name, place)
    return Terminal(name, place) if KIND == "profanity" else Slix(name, place, KIND)


def end(person):
    """In order, so that it may start again; a terminal need not say goodbye."""
    person.kill() if isinstance(person, Terminal) else person.quit()


def wake(person):
    person.again() if isinstance(person, Confab) else person.start()


def meet(confab, peer):
    if KIND == "confab":
        befriend(confab, peer)
        return
    confab.do("buddy", peer.address, peer.name.title(), "")
    if KIND == "profanity":
        peer.accept(confab.address)
    else:
        peer.expect(f"request\t{confab.address}")
        peer.do("accept", confab.address)
    confab.until("being buddies", lambda: confab.contacts().get(peer.address, [""])[0] == "4")


def pair(folder):
    """Buddies who know each other's devices."""
    names = stage.strangers("anna", "ben")
    confab, peer = Confab(names[0], os.path.join(folder, names[0])), make_peer(names[1], folder)
    meet(confab, peer)
    confab.knows(peer.address, peer.device())
    if ELSEWHERE:
        end(peer)
        wake(peer)
    know(peer, confab)
    return confab, peer


def know(peer, confab, *others):
    """The peer has learnt of Confab's devices."""
    numbers = {confab.device(), *[other.device() for other in others]}
    if KIND == "profanity":
        peer.learn(confab.address, numbers)
    else:
        peer.knows(confab.address, *numbers)


def arrives(speaker, listener, text):
    """It was said, it was opened, and it was sealed."""
    speaker.send(listener.address, text)
    how = listener.expect_text(speaker.address, text)
    assert how == ("sealed" if isinstance(listener, Confab) else SEALED), how


def talk(confab, peer, mark=""):
    for number, (speaker, listener) in enumerate([(confab, peer), (peer, confab), (confab, peer)]):
        arrives(speaker, listener, f"text {mark}{number}")


def check_rows(confab, peer, unopened=0):
    """Nothing is shown twice or unsealed, and no more unopened rows than there must be."""
    texts = [row.text for row in confab.received(peer.address)]
    assert len(texts) == len(set(texts)), "shown twice"
    assert all(row.is_sealed for row in confab.received(peer.address)), "shown as plain text"
    rows = confab.unopened(peer.address)
    assert len(rows) == unopened, rows
    assert all(row.code for row in rows), "a row without its cause"


def leave(*people):
    for person in people:
        end(person)


def test_confab_first(folder):
    confab, peer = pair(folder)
    if SLIX:
        peer.do("receipts", "sealed")
    talk(confab, peer)
    confab.expect_delivered(peer.address, "text 0")
    if SLIX:
        assert peer.expect_told("receipt", confab.address)[3] == ("plain" if KIND == "old" else SEALED)
    check_rows(confab, peer)
    leave(confab, peer)


def test_peer_first(folder):
    confab, peer = pair(folder)
    arrives(peer, confab, "from you first")
    talk(confab, peer)
    check_rows(confab, peer)
    leave(confab, peer)


def test_nobody_there(folder):
    """Written to whoever is away: first to a peer with whom there is no session yet, then to Confab."""
    confab, peer = pair(folder)
    end(peer)
    for number in range(3):
        confab.send(peer.address, f"away {number}")
    wake(peer)
    for number in range(3):
        assert peer.expect_text(confab.address, f"away {number}") == SEALED
    end(confab)
    for number in range(3):
        peer.send(confab.address, f"back {number}")
    wake(confab)
    for number in range(3):
        assert confab.expect_text(peer.address, f"back {number}") == "sealed"
    talk(confab, peer)
    check_rows(confab, peer)
    leave(confab, peer)


def is_key_taken(speaker, listener, text):
    """Waits for the text, or for word that it was sealed with a one-time key that is used up: two devices that begin at
    the same time choose from the same hundred. Confab's own repair heals that; slixmpp-omemo has none."""
    def taken():
        return [said for said in listener.told("unreadable", speaker.address) if "No pre key with id" in said[2]]

    if not SLIX:
        return False
    listener.until(f"{text!r}, opened or not", lambda: listener.told("got", speaker.address, text) or taken())
    return bool(taken())


def test_two_devices_each(folder):
    for number in range(3):
        place = os.path.join(folder, str(number))
        os.mkdir(place)
        if two_devices_each(place):
            return
    raise AssertionError("three times the same key of a hundred was chosen twice")


def two_devices_each(folder):
    """FALSE: two devices chose the same key, and the rest cannot be seen."""
    confab, peer = pair(folder)
    talk(confab, peer, "before ")
    second = Confab(confab.name, os.path.join(folder, "second"))
    other = make_peer(peer.name, folder, "other")
    if SLIX:
        other.do("receipts", "off")  # two that answer at once collide in their library
    own = second.device()
    confab.until("the new device", lambda: confab.devices().get(own) is not None)
    for asked, about in ((confab, own), (second, confab.device())):
        if asked.devices()[about].trust == UNDECIDED:
            asked.until("its key", lambda asked=asked, about=about: asked.devices()[about].key)
            asked.do("trust", asked.address, about, "used")
    for one in (confab, second):
        one.knows(peer.address, peer.device(), other.device())
    for one in (peer, other):
        know(one, confab, second)
    arrives(confab, peer, "to both of yours")
    assert other.expect_text(confab.address, "to both of yours") == SEALED
    second.expect_own(peer.address, "to both of yours")
    arrives(peer, confab, "to both of mine")
    assert second.expect_text(peer.address, "to both of mine") == "sealed"
    second.send(other.address, "second to other")
    is_taken = is_key_taken(second, other, "second to other")
    if not is_taken:
        assert other.expect_text(second.address, "second to other") == SEALED
        confab.expect_own(peer.address, "second to other")
        check_rows(confab, peer)
    leave(confab, second, peer, other)
    return not is_taken


def test_bad_network(folder):
    """Of COUNT texts a fifth is lost, comes twice, or comes after later ones. All that arrives is opened, once."""
    confab, peer = pair(folder)
    talk(confab, peer)
    if SLIX:
        peer.do("receipts", "off")  # they would be lost too, and counted
    said = {confab: {}, peer: {}}
    with Unruly("6 6 8 7") as unruly:
        for number in range(COUNT):
            speaker, listener = (confab, peer) if number % 2 else (peer, confab)
            said[listener][name_of(number)] = speaker.send(listener.address, name_of(number))
        confab.flush()
        peer.flush()
    done = unruly.did()
    assert {"lost", "doubled", "late"} <= {what for what, _, _ in done}
    talk(confab, peer, "after ")
    for listener, speaker in ((confab, peer), (peer, confab)):
        lost = {identity for what, identity, to in done if what == "lost" and to == listener.address}
        late = [what for what, _, to in done if what == "late" and to == listener.address]
        # Their library keeps no key for the last text of a chain that comes after the next has begun.
        allowed = len(lost) + (len(late) // 3 if isinstance(listener, Slix) else 0)
        missing = wait_for(listener, speaker, said[listener], allowed)
        print(f"{listener.name}: lost {len(lost)}, late {len(late)}, missing {len(missing)}", flush=True)
        assert len(missing) <= allowed, missing
        if isinstance(speaker, Slix):
            assert {said[listener][text] for text in missing} <= lost, missing
    check_rows(confab, peer)
    leave(confab, peer)


def name_of(number):
    """In letters: a row of numbers might be asked about."""
    return "piece " + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def wait_for(listener, speaker, texts, allowed):
    """The texts that are missing once no more than these are, or none has come for a while."""
    missing, still = list(texts), 0
    while len(missing) > allowed and still < 20:
        before = len(missing)
        missing = [text for text in missing if not has(listener, speaker, text)]
        still = still + 1 if len(missing) == before else 0
        time.sleep(0.1)
    return missing


def has(listener, speaker, text):
    if isinstance(listener, Confab):
        return text in [row.text for row in listener.received(speaker.address)]
    if isinstance(listener, Terminal):
        return text in [each for each, _ in listener.texts(speaker.address)]
    return bool(listener.told("got", speaker.address, text))


def test_device_added_and_removed(folder):
    confab, peer = pair(folder)
    talk(confab, peer)
    other = make_peer(peer.name, folder, "other")
    if SLIX:
        other.do("receipts", "off")
    number = other.device()
    confab.knows(peer.address, peer.device(), number)
    know(other, confab)
    arrives(confab, other, "to the new one too")
    end(other)
    if KIND == "confab":
        peer.until("the other", lambda: number in peer.devices())
        peer.do("remove-device", number)
    elif KIND == "profanity":
        peer.type("/omemo clear_device_list")  # of all; it puts itself on again
    else:
        peer.do("drop", number)
    confab.knows(peer.address, peer.device())
    talk(confab, peer, "later ")
    check_rows(confab, peer)
    leave(confab, peer)


def test_peer_reinstalled(folder):
    confab, peer = pair(folder)
    talk(confab, peer)
    old = peer.device()
    end(peer)
    new = make_peer(peer.name, folder, "new")
    confab.until("the new device", lambda: new.device() in confab.devices(peer.address))
    know(new, confab)
    talk(confab, new, "again ")
    assert new.device() != old
    check_rows(confab, new)
    leave(confab, new)


def test_checked_then_new(folder):
    """After a check a new key is not written to by itself; the old one still is."""
    confab, peer = pair(folder)
    talk(confab, peer)
    confab.do("trust", peer.address, peer.device(), "checked")
    other = make_peer(peer.name, folder, "other")
    number = other.device()
    confab.until("the new device", lambda: number in confab.devices(peer.address))
    assert confab.devices(peer.address)[number].trust == UNDECIDED
    arrives(confab, peer, "to the checked one")
    assert not has(other, confab, "to the checked one")
    confab.do("trust", peer.address, number, "used")
    assert confab.devices(peer.address)[number].trust == USED
    arrives(confab, other, "to the new one too")
    confab.do("trust", peer.address, number, "left-out")
    assert confab.devices(peer.address)[number].trust == LEFT_OUT
    arrives(confab, peer, "to the first alone")
    assert not has(other, confab, "to the first alone")
    leave(confab, peer, other)


def test_peer_with_old_state(folder):
    """The peer puts back a copy of its keys. Whatever cannot be opened then is a row, and they find together again."""
    confab, peer = pair(folder)
    talk(confab, peer)
    place = peer.home if KIND == "profanity" else peer.profile
    end(peer)
    put = shutil.copytree if os.path.isdir(place) else shutil.copy
    put(place, place + ".copy")
    wake(peer)
    talk(confab, peer, "between ")
    end(peer)
    shutil.rmtree(place) if os.path.isdir(place) else os.remove(place)
    os.rename(place + ".copy", place)
    wake(peer)
    peer.send(confab.address, "out of the past")
    confab.until("opened or a row", lambda: confab.unopened(peer.address) or has(confab, peer, "out of the past"))
    healed = None
    for number in range(6):
        confab.send(peer.address, f"heal {number}")
        peer.send(confab.address, f"healed {number}")
        try:
            confab.expect_text(peer.address, f"healed {number}", 3)
            peer.expect_text(confab.address, f"heal {number}", 3)
            healed = number
            break
        except AssertionError:
            continue
    assert healed is not None, "they do not find together"
    talk(confab, peer, "after ")
    assert all(row.code for row in confab.unopened(peer.address))
    leave(confab, peer)


def test_confab_with_old_state(folder):
    """Confab's profile is put back: no key is used for two texts, and they find together again."""
    confab, peer = pair(folder)
    talk(confab, peer)
    end(confab)
    shutil.copytree(confab.profile, confab.profile + ".copy")
    wake(confab)
    talk(confab, peer, "between ")
    end(confab)
    shutil.rmtree(confab.profile)
    os.rename(confab.profile + ".copy", confab.profile)
    wake(confab)
    confab.send(peer.address, "out of the past")
    assert peer.expect_text(confab.address, "out of the past") == SEALED
    talk(confab, peer, "after ")
    leave(confab, peer)


def test_catch_up(folder):
    """Much came while Confab was away, the first of it in sessions that began then."""
    confab, peer = pair(folder)
    number = confab.device()
    if not ELSEWHERE:
        end(confab)
    other = None if KIND == "profanity" else make_peer(peer.name, folder, "other")
    if other:
        other.until("Confab's device", lambda: number in other.devices(confab.address))
    if ELSEWHERE:
        end(confab)
    for number in range(40):
        speaker = other if other and number % 2 else peer
        speaker.send(confab.address, "meanwhile " + name_of(number))
    wake(confab)
    for number in range(40):
        assert confab.expect_text(peer.address, "meanwhile " + name_of(number)) == "sealed"
    talk(confab, peer)
    check_rows(confab, peer)
    leave(confab, peer, *([other] if other else []))


def test_both_first(folder):
    """Both begin at the same moment: what was said in either session is opened, and they go on in one."""
    confab, peer = pair(folder)
    with Unruly("hold") as unruly:
        confab.send(peer.address, "yours first")
        peer.send(confab.address, "mine first")
        confab.until("both on the way", lambda: len(unruly.did()) >= 2)
    assert confab.expect_text(peer.address, "mine first") == "sealed"
    assert peer.expect_text(confab.address, "yours first") == SEALED
    if SLIX:
        # Its library keeps the session that came last, and says so at once: until that is here nobody can know which.
        peer.flush()
        confab.flush()
    talk(confab, peer)
    check_rows(confab, peer)
    leave(confab, peer)


def test_lost_keys(folder):
    """What was sealed for keys that are gone, and comes when others are there, is a row; new texts are opened."""
    confab, peer = pair(folder)
    talk(confab, peer)
    if SLIX:
        peer.do("hold")
        peer.send(confab.address, "to keys that are gone")
    confab.reinstall(confab.profile + ".new")
    confab.until("a buddy again", lambda: peer.address in confab.contacts())
    know_new(peer, confab)
    if SLIX:
        peer.do("release")
        assert confab.until_rows(peer.address)[-1].code in (NOT_FOR_US, NO_SESSION)
    talk(confab, peer, "again ")
    leave(confab, peer)


def know_new(peer, confab):
    number = confab.device()
    if KIND == "profanity":
        peer.learn(confab.address, [number])
    else:
        peer.until("Confab's new device", lambda: number in peer.devices(confab.address))


if __name__ == "__main__":
    left_out = ()
    if ELSEWHERE:
        # There is no module that makes a bad network of it; and what came for a program that was killed waits for minutes.
        left_out = (test_bad_network, test_both_first)
        left_out += (test_nobody_there, test_two_devices_each) if KIND == "profanity" else ()
    stage.play({name: value for name, value in globals().items() if value not in left_out})
