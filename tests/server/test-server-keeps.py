#!/usr/bin/env python3
"""What the server keeps by itself is agreed upon at the first sign-in and read back (R28): with buddies, or nothing if the
user says so; what was chosen is not changed by the next sign-in, and other programs' wishes stay as they are."""

import os
import sys

import stage
from stage import Guest, Person

CONTACTS, NOTHING, NO_COPIES = "3", "4", "5"
MAM = "urn:xmpp:mam:2"
PREFS = f"<prefs xmlns='{MAM}'/>"
SHOP = "<never><jid>shop@friend.example</jid></never>"


def ask(guest, kind, inside=""):
    """The preferences, as another program of the same account has them."""
    ask.count += 1
    guest.say(f"<iq type='{kind}' id='p{ask.count}'>{inside or PREFS}</iq>")
    answer = guest.hear(f'id="p{ask.count}"').replace("'", '"')
    assert 'type="result"' in answer, answer
    return answer


ask.count = 0


def holds(guest, default):
    answer = ask(guest, "get")
    assert f'default="{default}"' in answer and "shop@friend.example" in answer, answer


def keeps(person, expected):
    """As the server said last; it is asked after the sign-in."""
    person.until(f"what the server keeps: {expected}",
                 lambda: person.rows("server-keeps", "server-keeps\t")[0][1] == expected)


def choose(person, word, expected):
    person.say("server-keeps", word)
    person.expect("done\tserver-keeps")
    keeps(person, expected)


def again(person):
    """A new session, which knows nothing but what the server says."""
    person.quit()
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")
    person.expect("state\tsigned-in")


def case_chosen(folder):
    name, = stage.strangers("alice")
    alice, other = Person(name, os.path.join(folder, "alice")), Guest(name)
    ask(other, "set", f"<prefs xmlns='{MAM}' default='always'><always/>{SHOP}</prefs>")
    holds(other, "always")
    alice.add()
    keeps(alice, CONTACTS)
    holds(other, "roster")
    choose(alice, "no", NOTHING)
    holds(other, "never")
    again(alice)
    keeps(alice, NOTHING)
    holds(other, "never")
    choose(alice, "yes", CONTACTS)
    again(alice)
    keeps(alice, CONTACTS)
    holds(other, "roster")
    alice.quit()


def case_nowhere(folder):
    """A server without copies."""
    name, = stage.strangers("alice")
    alice = Person(name, os.path.join(folder, "alice"))
    alice.add()
    keeps(alice, NO_COPIES)
    alice.say("server-keeps", "no")
    alice.expect("failed\tserver-keeps")
    alice.quit()


if __name__ == "__main__":
    stage.play({"test_" + sys.argv[1]: globals()["case_" + sys.argv[1]]})
