#!/usr/bin/env python3
"""The way to servers (R16), in a network where anything past the proxy fails the run: `test-core-road.py CASE`.

Names go to the proxy as they are; what is down, or refuses, is said, and nothing leaves meanwhile; a change closes the
old line before there is a new one; each account goes through Tor under a name of its own; files go the same way.
"""

import os
import sys
import time

import stage
from confab import Confab
from filing import HELD, OFFERED, SENT, digest, make, until_file
from person import befriend
from stage import DOMAIN, PASSWORD, PROBLEMS, Person, control

HOST, PORT, WEB_PORT = os.environ["CONFAB_TEST_SOCKS_HOST"], os.environ["CONFAB_TEST_SOCKS_PORT"], "3128"
SOCKS, WEB = f"socks5 {HOST} {PORT} carla", f"http {HOST} {WEB_PORT} carla"
SECRET, WRONG = "tulips-in-may", "tulips-in-june"


def traffic(*beginnings):
    with open(os.environ["CONFAB_TEST_TRAFFIC"], encoding="utf-8") as file:
        lines = file.read().splitlines()
    return [line for line in lines if line.startswith(beginnings or "")]


def until(happens, seconds=30):
    """What is seen on the line is written down beside what the program does, and may come a moment later."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, traffic()
        time.sleep(0.05)


def opened(folder, name="alice"):
    """A Confab without accounts; nothing has left."""
    person = Person(name, os.path.join(folder, name))
    person.say("open")
    person.expect("done\topen")
    return person


def choose(person, road, password=None, account=""):
    person.say("road", account, road, *([password] if password else []))
    person.expect("done\troad")


def add(person, address=None):
    person.say("add", address or person.address, "", "0")
    person.expect("done\tadd")
    person.expect("state\tsigned-in")


def fails(person, command, problem, *words):
    person.say(command, *words)
    said = person.expect(f"failed\t{command}", fail=(f"done\t{command}",)).split("\t")
    assert int(said[2]) == PROBLEMS[problem], (said, problem)


def await_state(person, state, problem):
    person.expect(f"state\t{state}\t{PROBLEMS[problem]}", 120)


def nothing_was_asked():
    """The resolver was never asked, and no proxy was given an address in place of a name."""
    assert traffic("dns", "socks address", "tor address") == [], traffic()


def is_nowhere(folder, *secrets):
    """Neither in a file of the profile nor in what the program was started with."""
    for top, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(top, name), "rb") as file:
                data = file.read()
            assert not any(secret.encode() in data for secret in secrets), name


def case_password(folder):
    """The proxy's password: wrong, then right; then the proxy goes away in the middle, and comes back."""
    person = opened(folder)
    assert traffic() == [], traffic()
    choose(person, SOCKS, WRONG)
    assert traffic() == [], traffic()
    fails(person, "add", "PROXY_PASSWORD", person.address, "", "0")
    choose(person, SOCKS, SECRET)
    add(person)
    assert f"socks name {DOMAIN} 5223" in traffic("socks name"), traffic()
    assert traffic("socks user") == ["socks user carla wrong"] * 2 + ["socks user carla right"], traffic("socks user")

    control("proxy stop")
    await_state(person, "waiting", "PROXY")
    before = len(traffic("tcp"))
    person.expect("state\tsigning-in", 120)  # it tries the same way, and no other
    await_state(person, "waiting", "PROXY")
    until(lambda: len(traffic("tcp")) > before)
    assert len(traffic("socks name")) == 1, traffic()
    control("proxy start")
    person.expect("state\tsigned-in", 120)

    # Another password while it is signed in: the line that stands is closed, and the proxy says no.
    choose(person, SOCKS, WRONG)
    await_state(person, "refused", "PROXY_PASSWORD")
    choose(person, SOCKS, SECRET)
    person.expect("state\tsigned-in", 120)
    nothing_was_asked()
    person.quit()
    is_nowhere(folder, SECRET, WRONG)

    # It is kept, and so is what it needs.
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")
    person.expect("state\tsigned-in", 120)
    nothing_was_asked()
    person.quit()


def case_change(folder):
    """Another way while signed in: the old line is closed before there is a new one."""
    person = opened(folder)
    choose(person, WEB, SECRET)
    add(person)
    assert f"web CONNECT {DOMAIN} 5223" in traffic("web"), traffic()
    seen = len(traffic())
    choose(person, SOCKS, SECRET)
    person.expect("state\tsigned-in", 120)
    end, begin = f"end {HOST}:{WEB_PORT}", f"tcp {HOST}:{PORT}"
    until(lambda: {end, begin} <= set(traffic()[seen:]))
    since = traffic()[seen:]
    assert since.index(end) < since.index(begin), since
    assert not [line for line in since if line == f"tcp {HOST}:{WEB_PORT}"], since

    # An own way of one account, and none of its own again.
    choose(person, WEB, SECRET, person.address)
    person.expect("state\tsigned-in", 120)
    choose(person, "", None, person.address)
    person.expect("state\tsigned-in", 120)
    until(lambda: traffic("tcp")[-1] == begin)
    # An HTTP proxy that wants to know who asks.
    choose(person, WEB, WRONG, person.address)
    await_state(person, "refused", "PROXY_PASSWORD")
    nothing_was_asked()
    person.quit()


def case_tor(folder):
    """One switch: every account under a name of its own, and another one in the next run."""
    person = opened(folder)
    choose(person, "tor")
    control("tor stop")
    fails(person, "add", "TOR", person.address, "", "0")
    control("tor start")
    for name in "alice", "bob":
        add(person, f"{name}@{DOMAIN}")
    names = [line.split(" ")[2] for line in traffic("tor user")]
    assert len(set(names)) == 2 and all(len(name) >= 20 for name in names), names
    assert traffic("tor name") == [f"tor name {DOMAIN} 5223"] * 2, traffic()

    control("tor stop")
    await_state(person, "waiting", "TOR")
    control("tor start")
    person.expect("state\tsigned-in", 120)
    person.quit()
    again = {line.split(" ")[2] for line in traffic("tor user")}
    assert again == set(names), again

    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")
    person.expect("state\tsigned-in", 120)
    assert len({line.split(" ")[2] for line in traffic("tor user")}) == 3, traffic("tor user")
    # A guest's look shares nothing with the account.
    person.say("look")
    person.expect("done\tlook")
    assert len({line.split(" ")[2] for line in traffic("tor user")}) == 4, traffic("tor user")
    person.quit()
    nothing_was_asked()
    assert traffic("tcp") == [], traffic("tcp")


class Away(Confab):
    """A Confab that goes through Tor from its first line on."""

    def add(self):
        self.say("open")
        self.expect("done\topen")
        choose(self, "tor")
        add(self)


def case_files(folder):
    """Up and down: both go through, the host under its name."""
    anna, ben = (Away(name, os.path.join(folder, name)) for name in ("alice", "bob"))
    befriend(anna, ben)
    anna.knows(ben.address, ben.device())
    ben.knows(anna.address, anna.device())
    for person, other in (anna, ben), (ben, anna):
        person.send(other.address, "hello")
        other.expect_text(person.address, "hello")
    path = make(folder, "far.bin", 300000)
    before = len(traffic("tor name"))
    anna.do("file-send", ben.address, path)
    until_file(anna, ben.address, SENT)
    offered = until_file(ben, anna.address, OFFERED)
    up = traffic("tor name")[before:]
    assert len(up) == 1 and up[0].startswith(f"tor name {DOMAIN} ") and not up[0].endswith(" 5223"), up
    control("tor stop")
    ben.say("file-fetch", anna.address, str(offered.id))
    time.sleep(1)
    control("tor start")
    held = until_file(ben, anna.address, HELD, seconds=120)
    target = os.path.join(folder, "saved")
    ben.do("file-save", anna.address, str(held.id), target)
    assert digest(target) == digest(path)
    assert traffic("tor name").count(up[0]) >= 2, traffic("tor name")
    for person in anna, ben:
        person.quit()
    nothing_was_asked()
    assert traffic("tcp") == [], traffic("tcp")


def case_signup(folder):
    """A new address is asked for the same way, under a name that no account has."""
    person = opened(folder)
    choose(person, "tor")
    person.say("ask-sign-up", DOMAIN, "", "0")
    person.expect("done\task-sign-up")
    person.say("sign-up", "newcomer", PASSWORD)
    person.expect("done\tsign-up")
    person.expect("state\tsigned-in")
    names = [line.split(" ")[2] for line in traffic("tor user")]
    assert len(set(names)) == len(names) == 2, names
    nothing_was_asked()
    assert traffic("tcp") == [], traffic("tcp")
    person.quit()


def case_elsewhere(folder):
    """Another server behind a proxy that wants to know who asks, at a port of its own."""
    person = opened(folder)
    choose(person, SOCKS, WRONG)
    fails(person, "add", "PROXY_PASSWORD", person.address, DOMAIN, str(stage.PORT))
    choose(person, SOCKS, SECRET)
    person.say("add", person.address, DOMAIN, str(stage.PORT))
    person.expect("done\tadd")
    person.expect("state\tsigned-in")
    assert traffic("socks") == ["socks user carla wrong", "socks broken wrong password", "socks user carla right",
                                f"socks name {DOMAIN} {stage.PORT}"], traffic()
    person.quit()
    is_nowhere(folder, SECRET, WRONG)


if __name__ == "__main__":
    chosen = sys.argv[1]
    stage.play({"test_" + chosen: globals()["case_" + chosen]})
