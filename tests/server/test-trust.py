#!/usr/bin/env python3
"""One check covers all devices (XEP-0450), through a real server: two devices of Anna's, two of Ben's, all of them Confab; and
a device of Ben's with another program that tells what it has no business to tell.
"""

import base64
import itertools
import os
import time

import stage
from confab import CHECKED, LEFT_OUT, UNDECIDED, USED, Confab
from person import befriend
from sealing import Slix

NUMBERS = itertools.count()  # short ones: a long one may be asked about, as a card's
QUIET = 4  # seconds in which what is believed would be believed


def second_of(person, folder, name):
    """One more device of the same account, that all know."""
    other = Confab(person.name, os.path.join(folder, name))
    number = other.device()
    person.until("the new device", lambda: person.devices().get(number) and person.devices()[number].key)
    other.until("the first device", lambda: other.devices().get(person.device()) and other.devices()[person.device()].key)
    return other


def has_key(person, other):
    """It knows the other's key: what is compared is there."""
    person.until("keys to compare", lambda: (device := person.devices(other.address).get(other.device())) and device.digits)
    return person.devices(other.address)[other.device()]


def check(one, two):
    """Both compare what they see, and say that it is the same."""
    mine, theirs = has_key(one, two), has_key(two, one)
    assert mine.digits == theirs.digits and mine.words == theirs.words
    one.do("trust", two.address, two.device(), "checked")
    two.do("trust", one.address, one.device(), "checked")


def trust(person, other):
    device = person.devices(other.address).get(other.device())
    return device.trust if device else None


def until_checked(*people):
    for one in people:
        for two in people:
            if one is not two:
                one.until(f"{two.profile[-6:]} being checked", lambda one=one, two=two: trust(one, two) == CHECKED)


LINE = 3  # CONFAB_MESSAGE_KIND_LINE: "Ben has a new device" is Confab's own word


def no_rows(*people):
    """Nothing of it is a message, read or not."""
    for one in people:
        for address, words in one.contacts().items():
            messages = [row for row in one.seen(address) if row.kind != LINE]
            assert not messages, messages
            assert words[2] == "0", words
        assert not [line for line in one.heard if line and line.startswith("got\t")]


def buddies(folder):
    names = stage.strangers("anna", "ben")
    anna, ben = (Confab(name, os.path.join(folder, name)) for name in names)
    befriend(anna, ben)
    return anna, ben


def talk(*pairs):
    for one, two in pairs:
        text = f"text {next(NUMBERS)}"
        one.send(two.address, text)
        assert two.expect_text(one.address, text) == "sealed"


def leave(*people):
    for person in people:
        person.quit()


def test_one_check_for_four(folder):
    anna, ben = buddies(folder)
    tablet, phone = second_of(anna, folder, "tablet"), second_of(ben, folder, "phone")
    check(anna, tablet)
    check(ben, phone)
    for one, two in ((anna, ben), (tablet, phone)):
        has_key(one, two), has_key(two, one)
    assert trust(tablet, phone) != CHECKED and trust(phone, anna) != CHECKED
    check(anna, ben)
    until_checked(anna, tablet, ben, phone)
    no_rows(anna, tablet, ben, phone)
    # The chip's date is there on all of them, and all goes on.
    for one, two in ((anna, ben), (tablet, ben), (ben, anna), (phone, anna)):
        one.until("the date", lambda one=one, two=two: any(
            device.trust == CHECKED for device in one.devices(two.address).values()))
    talk((anna, ben), (phone, tablet), (tablet, ben))
    # One is left out by hand: nobody writes to it, and no word takes it in again.
    ben.do("trust", ben.address, phone.device(), "left-out")
    for one in (anna, tablet):
        one.until("being left out", lambda one=one: trust(one, phone) == LEFT_OUT)
    anna.do("trust", ben.address, ben.device(), "checked")
    time.sleep(QUIET)
    assert trust(tablet, phone) == LEFT_OUT and trust(anna, phone) == LEFT_OUT
    leave(anna, tablet, ben, phone)


def test_new_device_of_ones_own(folder):
    """Ben does nothing: Anna's first device checks her new one, and it is checked at both of Ben's."""
    anna, ben = buddies(folder)
    check(anna, ben)
    phone = second_of(ben, folder, "phone")
    check(ben, phone)
    until_checked(anna, ben, phone)
    tablet = second_of(anna, folder, "tablet")
    for one in (ben, phone):
        one.until("the new device", lambda one=one: trust(one, tablet) == UNDECIDED)
    check(anna, tablet)
    for one in (ben, phone):
        one.until("being checked", lambda one=one: trust(one, tablet) == CHECKED)
    until_checked(anna, tablet, ben, phone)
    no_rows(anna, tablet, ben, phone)
    talk((tablet, phone), (ben, tablet))
    leave(anna, tablet, ben, phone)


def test_nobody_there(folder):
    """Who is to hear of it is away, and who tells is killed at once: they hear when they come."""
    anna, ben = buddies(folder)
    tablet = second_of(anna, folder, "tablet")
    check(anna, tablet)
    for one, two in ((tablet, ben), (ben, tablet), (ben, anna), (anna, ben)):
        has_key(one, two)
    number, bens = tablet.device(), ben.device()
    tablet.quit()
    ben.do("trust", anna.address, anna.device(), "checked")
    ben.quit()
    anna.do("trust", ben.address, bens, "checked")
    anna.kill()
    anna.again()
    ben.again()
    ben.until("the tablet being checked", lambda: ben.devices(anna.address)[number].trust == CHECKED)
    tablet.again()
    until_checked(anna, tablet, ben)
    no_rows(anna, tablet, ben)
    leave(anna, tablet, ben)


# ---- what is not believed ----

class Teller(Slix):
    def start(self):
        self.program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "teller.py")
        super().start()


def trust_message(owner, *keys, word="trust", usage="urn:xmpp:atm:1", encryption="urn:xmpp:omemo:2"):
    words = "".join(f"<{word}>{base64.b64encode(bytes.fromhex(key)).decode()}</{word}>" for key in keys)
    return (f"<trust-message xmlns='urn:xmpp:tm:1' usage='{usage}' encryption='{encryption}'>"
            f"<key-owner jid='{owner}'>{words}</key-owner></trust-message>")


def test_not_believed(folder):
    anna, ben = buddies(folder)
    (third,) = stage.strangers("carol")
    carol = Confab(third, os.path.join(folder, "carol"))
    befriend(anna, carol)
    has_key(anna, carol)
    check(anna, ben)
    teller = Teller(ben.name, os.path.join(folder, "teller"), "both")
    number = teller.device()
    anna.until("the teller's key", lambda: number in anna.devices(ben.address) and anna.devices(ben.address)[number].key)
    phone = second_of(ben, folder, "phone")
    anna.until("the phone", lambda: trust(anna, phone) == UNDECIDED and has_key(anna, phone).key)
    teller.knows(anna.address, anna.device())
    key = anna.devices(ben.address)[phone.device()].key

    def tell(content):
        teller.do("tell", anna.address, content)
        time.sleep(QUIET)

    # A device that is not checked; and one that is no buddy's at all is not even heard.
    tell(trust_message(ben.address, key))
    assert trust(anna, phone) == UNDECIDED
    anna.do("trust", ben.address, number, "used")
    tell(trust_message(ben.address, anna.devices(ben.address)[ben.device()].key, word="distrust"))
    assert trust(anna, ben) == CHECKED and trust(anna, phone) == UNDECIDED
    # Checked from here on: what it said before counts now, but not what is none of its business.
    anna.do("trust", ben.address, number, "checked")
    anna.until("what was said before", lambda: trust(anna, phone) == CHECKED)
    assert trust(anna, ben) == LEFT_OUT
    carols = anna.devices(carol.address)[carol.device()].key
    tell(trust_message(carol.address, carols))
    assert trust(anna, carol) == USED
    tell(trust_message(anna.address, anna.key(), word="distrust"))
    for wrong in ({"usage": "urn:xmpp:atm:0"}, {"encryption": "eu.siacs.conversations.axolotl"}):
        tell(trust_message(ben.address, key, word="distrust", **wrong))
    tell(trust_message(ben.address, *[f"{n:064x}" for n in range(300)], key, word="distrust"))
    assert trust(anna, phone) == CHECKED
    # Control: the same, as it should be.
    teller.do("tell", anna.address, trust_message(ben.address, key, word="distrust"))
    anna.until("the phone being left out", lambda: trust(anna, phone) == LEFT_OUT)
    tell(trust_message(ben.address, key))
    assert trust(anna, phone) == LEFT_OUT
    no_rows(anna)
    leave(anna, ben, carol, phone, teller)


if __name__ == "__main__":
    stage.play(globals())
