#!/usr/bin/env python3
"""Two Confabs of one account, and a buddy with another program: what one of them sends and gets, the other has too, once and
in order; also what it missed, through lines that break; and never what was erased.
"""

import os
import time

import stage
from person import SENT
from stage import Guest, Line, Person, meet, plain

BACKLOG = 500


def message(person, guest, text, number):
    return (f"<message to='{person.address}' type='chat' id='{guest.name}-{number}'><body>{text}</body>"
            f"<origin-id xmlns='urn:xmpp:sid:0' id='{guest.name}-{number}'/></message>")


def texts(person, guest):
    return [text for text, _, _ in person.log(guest.address)]


def sign_in(person):
    person.say("sign-in")
    person.expect("state\tsigned-in")


def sign_off(person):
    person.say("sign-off")
    person.expect("done\tsign-off")


def restart(person):
    person.quit()
    person.start()
    person.say("open")
    person.expect("done\topen")


def unread(person, guest):
    return person.contacts()[guest.address][2]


def until_seen(person, guest):
    """The server has the person's presence, and told of the buddy's: from here on all comes live."""
    person.until("seeing the buddy", lambda: person.contacts().get(guest.address, ["", "0"])[1] != "0")


def household(folder):
    """The desk, the lap of the same account, and a buddy who met the desk."""
    name, other = stage.strangers("alice", "bob")
    guest = Guest(other)
    desk = Person(name, os.path.join(folder, "desk"))
    desk.add()
    meet(desk, guest)
    lap = Person(name, os.path.join(folder, "lap"), Line(stage.HOST, stage.PORT))
    lap.add()
    until_seen(lap, guest)
    plain(lap, guest)
    return desk, lap, guest


def leave(guest, *people):
    for person in people:
        person.quit()
    guest.leave()


def expect_texts(person, guest, expected, seconds=60):
    person.until("all of it", lambda: len(texts(person, guest)) >= len(expected), seconds)
    got = texts(person, guest)
    assert got == expected, (len(got), [pair for pair in zip(got, expected) if pair[0] != pair[1]][:4])


def test_both_have_it(folder):
    desk, lap, guest = household(folder)
    guest.say(message(desk, guest, "Hello both", 1))
    for person in (desk, lap):
        person.expect(f"got\t{guest.address}\tHello both")
    desk.say("send", guest.address, "From the desk")
    came = guest.hear("From the desk")
    expect_texts(lap, guest, ["Hello both", "From the desk"])
    lap.say("send", guest.address, "From the lap")
    guest.hear("From the lap")
    expect_texts(desk, guest, ["Hello both", "From the desk", "From the lap"])
    assert [(own, state) for _, own, state in lap.log(guest.address)][1] == (True, SENT)
    # To one device alone, as an answer is: the other has it as well.
    full = came.split('from="')[1].split('"')[0]
    guest.say(message(desk, guest, "To the desk", 2).replace(desk.address, full))
    for person in (desk, lap):
        expect_texts(person, guest, ["Hello both", "From the desk", "From the lap", "To the desk"])
    assert unread(lap, guest) == "2", unread(lap, guest)
    # A message of the account to somebody who is no buddy leaves no trace on the other device.
    assert not [line for line in lap.heard if line.startswith("request")]
    leave(guest, desk, lap)


def test_third_device_is_another_program(folder):
    desk, lap, guest = household(folder)
    third = Guest(desk.name)
    third.say("<iq type='set' id='c1'><enable xmlns='urn:xmpp:carbons:2'/></iq>")
    third.hear('"c1"', "result")
    third.say(f"<message to='{guest.address}' type='chat' id='t1'><body>From the phone</body></message>")
    guest.hear("From the phone")
    for person in (desk, lap):
        expect_texts(person, guest, ["From the phone"])
        assert person.log(guest.address)[0][1:] == (True, SENT)
        assert unread(person, guest) == "0"
    desk.say("send", guest.address, "From the desk")
    third.hear("urn:xmpp:carbons:2", "sent", "From the desk")
    sign_off(lap)
    third.say(f"<message to='{guest.address}' type='chat' id='t2'><body>From the phone</body></message>")
    expect_texts(desk, guest, ["From the phone", "From the desk", "From the phone"])
    sign_in(lap)
    expect_texts(lap, guest, ["From the phone", "From the desk", "From the phone"])
    # What it writes to somebody who is no buddy, and to itself, is no chat of the others.
    third.say("<message to='stranger@nowhere.test' type='chat' id='t3'><body>Who are you?</body></message>")
    third.say(f"<message to='{desk.address}' type='chat' id='t4'><body>A note</body></message>")
    guest.say(message(desk, guest, "The end", 1))
    for person in (desk, lap):
        person.expect(f"got\t{guest.address}\tThe end")
        assert not [line for line in person.heard if line.startswith(("request", f"got\t{desk.address}"))]
    third.leave()
    leave(guest, desk, lap)


def test_what_was_missed(folder):
    desk, lap, guest = household(folder)
    guest.say(message(desk, guest, "before", 0))
    lap.expect(f"got\t{guest.address}\tbefore")
    sign_off(lap)
    expected = ["before"]
    for number in range(1, 11):
        guest.say(message(desk, guest, f"bob {number}", number))
        desk.expect(f"got\t{guest.address}\tbob {number}")
        desk.say("send", guest.address, f"alice {number}")
        guest.hear(f"alice {number}")
        expected += [f"bob {number}", f"alice {number}"]
    sign_in(lap)
    expect_texts(lap, guest, expected)
    assert unread(lap, guest) == "11", unread(lap, guest)
    # Nobody is told that the lap has it now: the desk said so already, or nobody did.
    assert not [stanza for stanza in guest.heard(1) if "urn:xmpp:receipts" in stanza and "received" in stanza]
    sign_off(lap)
    sign_in(lap)
    guest.say(message(desk, guest, "after", 11))
    lap.expect(f"got\t{guest.address}\tafter")
    expect_texts(lap, guest, expected + ["after"])
    expect_texts(desk, guest, expected + ["after"])
    leave(guest, desk, lap)


def test_long_gap_over_a_bad_line(folder):
    desk, lap, guest = household(folder)
    guest.say(message(desk, guest, "before", 0))
    lap.expect(f"got\t{guest.address}\tbefore")
    sign_off(lap)
    expected = ["before"] + [f"number {number}" for number in range(BACKLOG)]
    for number in range(BACKLOG):
        guest.say(message(desk, guest, f"number {number}", number + 1))
    desk.expect(f"got\t{guest.address}\tnumber {BACKLOG - 1}")
    begun = time.monotonic()
    lap.say("sign-in")
    for at in (60, 170, 171, 300, 480):
        lap.expect(f"got\t{guest.address}\tnumber {at}")
        lap.line.cut()
    # What is live meanwhile comes after all that.
    guest.say(message(desk, guest, "live", BACKLOG + 1))
    expect_texts(lap, guest, expected + ["live"], 120)
    print(f"{BACKLOG} messages, the line cut five times: {time.monotonic() - begun:.1f} s")
    sign_off(lap)
    told = [line.split("\t")[2] for line in lap.heard if line.startswith("got\t")]
    assert told.count("number 7") == 1, told.count("number 7")
    leave(guest, desk, lap)


def test_killed_in_the_middle(folder):
    desk, lap, guest = household(folder)
    guest.say(message(desk, guest, "before", 0))
    lap.expect(f"got\t{guest.address}\tbefore")
    sign_off(lap)
    for number in range(200):
        guest.say(message(desk, guest, f"number {number}", number + 1))
    desk.expect(f"got\t{guest.address}\tnumber 199")
    lap.say("sign-in")
    for at in (30, 120):
        lap.expect(f"got\t{guest.address}\tnumber {at}")
        lap.kill()
        lap.start()
        lap.say("open")
        lap.expect("done\topen")
        lap.say("sign-in")
    expect_texts(lap, guest, ["before"] + [f"number {number}" for number in range(200)])
    leave(guest, desk, lap)


def test_what_was_erased_stays_so(folder):
    desk, lap, guest = household(folder)
    guest.say(message(desk, guest, "A secret", 1))
    lap.expect(f"got\t{guest.address}\tA secret")
    lap.say("send", guest.address, "Another")
    guest.hear("Another")
    desk.say("send", guest.address, "A third")
    expect_texts(lap, guest, ["A secret", "Another", "A third"])
    lap.say("read", guest.address)
    lap.until("being read", lambda: unread(lap, guest) == "0")
    lap.say("close", guest.address)
    restart(lap)
    sign_in(lap)
    guest.say(message(desk, guest, "Something new", 2))
    lap.expect(f"got\t{guest.address}\tSomething new")
    expect_texts(lap, guest, ["Something new"])
    # The same where it is signed on and off, and where it was hidden.
    lap.say("read", guest.address)
    lap.until("being read", lambda: unread(lap, guest) == "0")
    lap.say("send", guest.address, "And mine")
    guest.hear("And mine")
    lap.until("the server's word", lambda: lap.log(guest.address)[-1][2] == SENT)
    lap.say("close", guest.address)
    sign_off(lap)
    lap.say("sign-in-hidden")
    lap.expect("state\tsigned-in")
    # Some servers copy it to who is hidden, others give it to them once they are not.
    guest.say(message(desk, guest, "The last", 3))
    desk.expect(f"got\t{guest.address}\tThe last")
    sign_off(lap)
    sign_in(lap)
    expect_texts(lap, guest, ["The last"])
    sign_off(lap)
    sign_in(lap)
    time.sleep(1)
    expect_texts(lap, guest, ["The last"])
    leave(guest, desk, lap)


def test_new_computer_begins_empty(folder):
    desk, lap, guest = household(folder)
    for number in range(5):
        guest.say(message(desk, guest, f"old {number}", number))
    desk.expect(f"got\t{guest.address}\told 4")
    fresh = Person(desk.name, os.path.join(folder, "fresh"))
    fresh.add()
    until_seen(fresh, guest)
    time.sleep(1)
    assert texts(fresh, guest) == []
    sign_off(fresh)
    guest.say(message(desk, guest, "new 1", 10))
    desk.expect(f"got\t{guest.address}\tnew 1")
    sign_in(fresh)
    expect_texts(fresh, guest, ["new 1"])
    leave(guest, desk, lap, fresh)


def test_what_nobody_read_comes_to_a_new_computer(folder):
    desk, lap, guest = household(folder)
    sign_off(desk)
    lap.quit()
    guest.say(message(desk, guest, "while nobody was there", 1))
    guest.heard(0.5)
    fresh = Person(desk.name, os.path.join(folder, "fresh"))
    fresh.add()
    fresh.expect(f"got\t{guest.address}\twhile nobody was there")
    expect_texts(fresh, guest, ["while nobody was there"])
    # And to the one that was there before, from the archive.
    sign_in(desk)
    expect_texts(desk, guest, ["while nobody was there"])
    leave(guest, desk, fresh)


if __name__ == "__main__":
    stage.play(globals())
