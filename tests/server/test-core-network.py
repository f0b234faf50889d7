#!/usr/bin/env python3
"""Finding the server from an address alone, in a network of its own (with-netns.py): `test-core-network.py CASE`.

What left is read back from the sniffer; whatever leaves besides fails the run by itself.
"""

import os
import sys
import time

import stage
from stage import DOMAIN, PROBLEMS, Person, control

SERVER, NOBODY, DIRECT, PLAIN = "10.99.0.3", "10.99.0.9", 5223, 5222
LOOK_UPS = [f"SRV _xmpps-client._tcp.{DOMAIN}", f"SRV _xmpp-client._tcp.{DOMAIN}"]


def traffic():
    with open(os.environ["CONFAB_TEST_TRAFFIC"], encoding="utf-8") as file:
        return file.read().splitlines()


def connections():
    return [line.removeprefix("tcp ") for line in traffic() if line.startswith("tcp ")]


def looked_up():
    return [line.split(" ", 2)[2] for line in traffic() if line.startswith("dns ")]


def begin(folder):
    person = Person("alice", os.path.join(folder, "alice"))
    person.say("open")
    person.expect("done\topen")
    person.say("add", person.address, "", "0")
    return person


def signed_in(folder):
    person = begin(folder)
    person.expect("done\tadd")
    person.expect("state\tsigned-in")
    return person


def refused(folder, problem, detail=DOMAIN):
    person = begin(folder)
    words = person.expect("failed\tadd", fail=("done\tadd",)).split("\t")
    assert int(words[2]) == PROBLEMS[problem] and words[3] == detail, (words, problem)
    person.quit()


def case_both(folder):
    """Direct TLS stands before STARTTLS; nothing is tried that is not needed."""
    signed_in(folder).quit()
    assert sorted(name for name in looked_up() if name.startswith("SRV")) == sorted(LOOK_UPS), looked_up()
    assert connections() == [f"{SERVER}:{DIRECT}"], connections()


def case_starttls(folder):
    signed_in(folder).quit()
    assert connections() == [f"{SERVER}:{PLAIN}"], connections()


def case_direct(folder):
    signed_in(folder).quit()
    assert connections() == [f"{SERVER}:{DIRECT}"], connections()


def case_dead_first(folder):
    """The one with the better priority does not answer: the next is tried."""
    signed_in(folder).quit()
    tried = list(dict.fromkeys(connections()))
    assert tried[-1] == f"{SERVER}:{PLAIN}" and set(tried) <= {f"{NOBODY}:{PLAIN}", f"{SERVER}:{PLAIN}"}, tried


def case_hosts(folder):
    """r22-hosts: whom Confab says it talked to is whom it talked to: every name that left, every door, and how often."""
    person = signed_in(folder)
    rows = [row[1:] for row in person.rows("hosts", "host\t")]
    asked = {name.split(" ")[1].rstrip(".") for name in looked_up()}
    assert {name for kind, name, *_ in rows if kind == "2"} == asked, (rows, asked)
    doors = {}
    for address in connections():
        doors[address.split(":")[1]] = doors.get(address.split(":")[1], 0) + 1
    shown = {}
    for kind, _, door, times, *_ in rows:
        if kind == "0":
            shown[door] = shown.get(door, 0) + int(times)
    assert shown == doors, (rows, connections())
    person.quit()


def case_none(folder):
    """No SRV: the domain itself on 5222."""
    signed_in(folder).quit()
    assert connections()[-1] == f"{SERVER}:{PLAIN}", connections()
    assert f"A {DOMAIN}" in looked_up(), looked_up()


def case_dot(folder):
    """The domain says that it has no such service: that is believed, and nothing is connected to."""
    refused(folder, "NO_SERVER")
    assert connections() == [], connections()


def case_no_domain(folder):
    refused(folder, "NO_SERVER")
    assert connections() == [], connections()


def case_no_dns(folder):
    """Names cannot be looked up now: that is no proof that there is no server."""
    refused(folder, "UNREACHABLE")
    assert connections() == [], connections()


def case_identity(folder):
    """The certificate is checked against the address, not against what SRV names."""
    refused(folder, "CERT_IDENTITY")


def case_line(folder):
    """The network goes and comes back: Confab is signed in again without a hand."""
    person = signed_in(folder)
    control("line down")
    time.sleep(1)
    person.say("send", person.address, "")  # no buddy: nothing but a sign that it lives
    person.expect("failed\tsend")
    control("line up")
    control(f"cut {person.address}")
    person.expect("state\twaiting", 120)
    person.expect("state\tsigned-in", 120)
    person.quit()


if __name__ == "__main__":
    chosen = sys.argv[1]
    stage.play({"test_" + chosen: globals()["case_" + chosen.replace("-", "_")]})
