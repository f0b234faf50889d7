#!/usr/bin/env python3
"""A new address from a real server, through the whole core. `test-core-signup.py open` at a server that takes anybody,
`captcha` at one that shows a picture, `invited` at one that wants invitations, `closed` at one that takes nobody, `many` at one that counts.
"""

import os
import sys
import time

import stage
from stage import DOMAIN, HOST, PASSWORD, PORT, PROBLEMS, Overheard, Person, control

NEW = "kfh3m-9wq2x-tr8vb-4zc7n"


def fresh(folder, name, line=None):
    """Confab with an empty profile; `name` will be the address."""
    person = Person(name, os.path.join(folder, name), line)
    person.say("open")
    person.expect("done\topen")
    return person


def door(person):
    return "127.0.0.1", str(person.line.port if person.line else PORT)


def ask(person, domain=DOMAIN):
    person.say("ask-sign-up", domain, *door(person))
    person.expect("done\task-sign-up")


def sign_up(person, password=NEW):
    person.say("sign-up", person.name, password)
    person.expect("done\tsign-up")
    person.expect("state\tsigned-in")


def refused(person, command, problem):
    words = person.expect(f"failed\t{command}", fail=(f"done\t{command}",)).split("\t")
    assert int(words[2]) == PROBLEMS[problem], f"{words} instead of {problem} ({PROBLEMS[problem]})"


def again(person, password=None):
    """Quits, starts, and signs in with what the keyring has."""
    person.quit()
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")
    person.expect("state\tsigned-in")


def case_open(folder):
    line = Overheard()
    dora = fresh(folder, "dora", line)
    ask(dora)
    sign_up(dora)
    assert NEW.encode() not in line.sent, "the password left in the clear"
    again(dora)

    # The name is taken now; the form stands, and another name works.
    eve = fresh(folder, "dora-2")
    ask(eve)
    eve.say("sign-up", "dora", NEW)
    refused(eve, "sign-up", "NAME_TAKEN")
    eve.say("sign-up", "no one", NEW)
    refused(eve, "sign-up", "ADDRESS")
    sign_up(eve)

    # Another password: it holds at once and later, the old one does not.
    other = NEW[::-1]
    dora.say("change-password", other)
    dora.expect("done\tchange-password")
    again(dora)
    os.environ["CONFAB_TEST_PASSWORD"] = NEW
    old = Person("old", os.path.join(folder, "old"))
    os.environ["CONFAB_TEST_PASSWORD"] = PASSWORD
    old.say("open")
    old.expect("done\topen")
    old.say("add", dora.address, HOST, str(PORT))
    refused(old, "add", "WRONG_PASSWORD")
    old.quit()

    # Off the server: gone here and there.
    dora.say("remove-from-server")
    dora.expect("done\tremove-from-server")
    dora.quit()
    third = fresh(folder, "third")
    ask(third)
    third.say("sign-up", "dora", NEW)
    third.expect("done\tsign-up")
    third.quit()
    eve.quit()


def case_captcha(folder):
    """Who cannot say what stands in the picture is asked again, and who can comes in."""
    dora = fresh(folder, "dora")
    ask(dora)
    shown = [line.split("\t") for line in dora.heard if line.startswith("field\t")]
    assert any(int(words[3]) > 0 for words in shown), shown
    name = next(words[1] for words in shown if int(words[3]) > 0)
    dora.say("answer", name, "not-this")
    dora.say("sign-up", dora.name, NEW)
    refused(dora, "sign-up", "SIGNUP_ANSWERS")
    ask(dora)
    with open(os.environ["CONFAB_TEST_PICTURE_WORD"], encoding="utf-8") as file:
        word = file.read()
    dora.say("answer", name, word)
    sign_up(dora)
    again(dora)
    dora.quit()


def case_unsure(folder):
    """Killed or cut off in the middle of a change, whichever password holds is found out by itself."""
    dora = fresh(folder, "dora", stage.Line(HOST, PORT))
    ask(dora)
    sign_up(dora)
    for number, pause in enumerate((0, 0.001, 0.003, 0.01, 0.03, 0.1)):
        dora.say("change-password", f"{NEW}-{number}")
        time.sleep(pause)
        if number % 2:
            dora.kill()
            dora.start()
            dora.say("open")
            dora.expect("done\topen")
        else:
            dora.line.cut()
            dora.say("sign-off")
            dora.expect("done\tsign-off", fail=())
        dora.say("sign-in")
        dora.expect("state\tsigned-in", fail=("state\trefused",))
    dora.quit()


def case_closed(folder):
    dora = fresh(folder, "dora")
    dora.say("ask-sign-up", DOMAIN, *door(dora))
    refused(dora, "ask-sign-up", "SIGNUP_CLOSED")
    dora.say("ask-sign-up", "exampel.test", *door(dora))
    refused(dora, "ask-sign-up", "NO_SERVER")
    dora.quit()


def case_many(folder):
    for name in ("dora", "eve"):
        person = fresh(folder, name)
        ask(person)
        if name == "dora":
            sign_up(person)
        else:
            person.say("sign-up", name, NEW)
            refused(person, "sign-up", "SIGNUP_TOO_MANY")
        person.quit()


def link_of(person):
    person.say("make-invite")
    link = person.expect("link").split("\t")[1]
    person.expect("done\tmake-invite")
    return link


def be_buddies(one, two):
    for a, b in ((one, two), (two, one)):
        a.until("being buddies", lambda a=a, b=b: a.contacts().get(b.address, [""])[0] == stage.MUTUAL)


def case_invited(folder):
    alice = Person("alice", os.path.join(folder, "alice"))
    alice.add()

    # Without an invitation nobody comes in.
    dora = fresh(folder, "dora")
    ask(dora)
    dora.say("sign-up", "dora", NEW)
    words = dora.expect("failed\tsign-up").split("\t")
    assert int(words[2]) in (PROBLEMS["SIGNUP_CLOSED"], PROBLEMS["SIGNUP_ANSWERS"]), words

    # Alice's link brings an address, and Alice as a buddy, without a word from either.
    link = link_of(alice)
    dora.say("read-invite", f"Come and join me: {link}")
    who, domain = dora.expect("invite").split("\t")[1:]
    assert (who, domain) == (alice.address, DOMAIN), (who, domain)
    ask(dora, "-")
    sign_up(dora)
    be_buddies(alice, dora)

    # It is good once.
    eve = fresh(folder, "eve")
    eve.say("read-invite", link)
    eve.expect("invite")
    eve.say("ask-sign-up", "-", *door(eve))
    refused(eve, "ask-sign-up", "INVITE_OVER")
    eve.quit()

    # Bob has an address; another link of Alice's makes them buddies.
    bob = Person("bob", os.path.join(folder, "bob"))
    bob.add()
    bob.say("read-invite", link_of(alice))
    bob.expect("invite")
    bob.say("take-invite", "Alice")
    bob.expect("done\ttake-invite")
    be_buddies(alice, bob)
    assert not [line for line in alice.heard if line.startswith("request")], alice.heard
    for person in (alice, bob, dora):
        person.quit()


def case_own(folder):
    """A server that makes no invitations: the token is ours, and the front door opens once."""
    alice, bob, carla = (Person(name, os.path.join(folder, name)) for name in ("alice", "bob", "carla"))
    for person in (alice, bob, carla):
        person.add()
    link = link_of(alice)
    assert link.startswith(f"xmpp:{alice.address}?roster;preauth="), link
    bob.say("read-invite", link)
    bob.expect("invite")
    bob.say("take-invite", "Alice")
    bob.expect("done\ttake-invite")
    be_buddies(alice, bob)
    assert not [line for line in alice.heard if line.startswith("request")], alice.heard
    # Used up: Carla may only ask.
    carla.say("read-invite", link)
    carla.expect("invite")
    carla.say("take-invite", "Alice")
    carla.expect("done\ttake-invite")
    alice.expect(f"request\t{carla.address}")
    for person in (alice, bob, carla):
        person.quit()


CASE = sys.argv[1]
stage.play({"test_" + CASE: globals()["case_" + CASE]})
