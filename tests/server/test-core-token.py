#!/usr/bin/env python3
"""Tokens (XEP-0484) beside a real Prosody that gives another one at each sign-in, and a real keyring: once one has worked,
the password is on this computer no more; it is asked for when the server wants it, and everything goes with the account.
"""

import os

import gi
import stage
from stage import DOMAIN, PASSWORD, PROBLEMS, Overheard, Person, befriend

gi.require_version("Secret", "1")
from gi.repository import Secret  # noqa: E402

NEW = "quite-another-password"


def keyring():
    """What lies in the real keyring of the accounts, by its kind."""
    service = Secret.Service.get_sync(Secret.ServiceFlags.LOAD_COLLECTIONS, None)
    flags = Secret.SearchFlags.ALL | Secret.SearchFlags.UNLOCK | Secret.SearchFlags.LOAD_SECRETS
    items = service.search_sync(None, {"application": "im.confab.Confab"}, flags, None)
    return {(item.get_attributes()["kind"], item.get_attributes()["account"]): item.get_secret().get_text()
            for item in items}


def kinds(person):
    return {kind for kind, account in keyring() if account == person.address}


def server_tokens(name):
    """The file in which the server keeps them, which is gone or empty where it has none."""
    folder = os.path.dirname(os.environ["CONFAB_TEST_SERVER_LOG"])
    path = os.path.join(folder, "data", DOMAIN.replace(".", "%2e"), "fast_tokens", name + ".dat")
    if not os.path.exists(path):
        return path, 0
    with open(path, encoding="utf-8") as file:
        return path, file.read().count("secret-token:")


def again(person):
    person.say("sign-off")
    person.expect("done\tsign-off")
    person.say("sign-in")
    person.expect("state\tsigned-in")


def assert_secret(folder, line, tokens):
    for top, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(top, name), "rb") as file:
                data = file.read()
            for token in tokens:
                assert token.encode() not in data, (name, "holds a token")
    for token in tokens:
        assert token.encode() not in line.sent


def test_tokens(folder):
    line = Overheard()
    person = Person("alice", os.path.join(folder, "alice"), line)
    other = Person("bob", os.path.join(folder, "bob"))
    person.add()
    other.add()
    befriend(person, other)
    assert kinds(person) == {"password", "next-token", "agent"}, kinds(person)
    again(person)
    assert kinds(person) == {"token", "next-token", "agent", "mark"}, kinds(person)
    seen = {text.split(" ")[1] for (kind, account), text in keyring().items()
            if kind.endswith("token") and account == person.address}
    assert len(seen) == 2 and all(text.startswith("secret-token:") for text in seen), seen
    # Killed, and started anew without the password; what is typed is still known.
    person.kill()
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")
    person.expect("state\tsigned-in")
    assert "password" not in kinds(person)
    person.say("send", other.address, f"take {PASSWORD} then")
    words = person.expect("failed\tsend", fail=("done\tsend",)).split("\t")
    assert int(words[2]) == PROBLEMS["QUESTION"], words
    # Another password: the server takes no token that is older, and nobody is asked.
    person.say("change-password", NEW)
    person.expect("done\tchange-password")
    assert "password" in kinds(person)
    again(person)
    again(person)
    assert kinds(person) == {"token", "next-token", "agent", "mark"}, kinds(person)
    # The server has forgotten all of them: the password is asked for, in peace.
    path, count = server_tokens("alice")
    assert count > 0
    os.unlink(path)
    person.say("sign-off")
    person.expect("done\tsign-off")
    person.say("sign-in")
    words = person.expect("state\trefused").split("\t")
    assert int(words[2]) == PROBLEMS["PASSWORD_AGAIN"], words
    person.say("sign-in-with", NEW)
    person.expect("state\tsigned-in")
    again(person)
    assert "password" not in kinds(person)
    assert_secret(os.path.join(folder, "alice"), line, seen | {PASSWORD, NEW})
    # It goes with the account, here and there.
    assert server_tokens("alice")[1] > 0
    person.say("remove-account")
    person.expect("done\tremove-account")
    assert kinds(person) == set(), kinds(person)
    assert server_tokens("alice")[1] == 0, server_tokens("alice")
    person.quit()
    other.quit()


if __name__ == "__main__":
    stage.play(globals())
