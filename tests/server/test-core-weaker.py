#!/usr/bin/env python3
"""A server that once offered SCRAM-SHA-256 and now offers only SCRAM-SHA-1 is not signed in to."""

import os

import stage
from prosody import scram_entry, store_name
from stage import DOMAIN, PASSWORD, PROBLEMS, Overheard, Person, control


def weaken(address):
    """The server's settings and the account's entry, as if somebody had turned them back."""
    folder = os.path.dirname(os.environ["CONFAB_TEST_SERVER_LOG"])
    config = os.path.join(folder, "prosody.cfg.lua")
    with open(config, encoding="utf-8") as file:
        text = file.read()
    assert 'password_hash = "SHA-256"' in text
    with open(config, "w", encoding="utf-8") as file:
        file.write(text.replace('password_hash = "SHA-256"', 'password_hash = "SHA-1"'))
    entry = os.path.join(folder, "data", store_name(DOMAIN), "accounts", store_name(address.split("@")[0]) + ".dat")
    with open(entry, "w", encoding="utf-8") as file:
        file.write(scram_entry(PASSWORD, "SHA-1"))


def test_weaker_than_last_time(folder):
    line = Overheard()
    person = Person("alice", os.path.join(folder, "alice"), line)
    person.add()
    person.say("sign-off")
    person.expect("done\tsign-off")
    weaken(person.address)
    control("restart")
    person.say("sign-in")
    words = person.expect("state\trefused").split("\t")
    assert int(words[2]) == PROBLEMS["WEAKER"], words
    assert PASSWORD.encode() not in line.sent
    # It stays so for a later run: the memory is in the vault.
    person.quit()
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")
    words = person.expect("state\trefused").split("\t")
    assert int(words[2]) == PROBLEMS["WEAKER"], words
    person.quit()
    # Somebody new, who remembers nothing, is let in with SHA-1: the refusal was about the memory, not the mechanism.
    other = Person("alice", os.path.join(folder, "other"), line)
    other.add()
    other.quit()


if __name__ == "__main__":
    stage.play(globals())
