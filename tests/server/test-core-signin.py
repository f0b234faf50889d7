#!/usr/bin/env python3
"""Signing in to a real server through the whole core. `test-core-signin.py good` expects it to work; another word names the
problem that must be told (`cert-expired`, …): nothing of address or password may have left by then.
"""

import base64
import os
import sys

import stage
from stage import DOMAIN, PASSWORD, PROBLEMS, Overheard, Person


def secrets(address):
    """What must not be seen on the line: password and local part, plain and in base64 at any offset."""
    name = address.split("@")[0]
    found = [PASSWORD.encode(), name.encode()]
    for word in found[:1]:
        found += [base64.b64encode(b"x" * shift + word)[4:-4] for shift in range(3)]
    return found


def assert_silent(line, address):
    assert line.sent, "nothing was sent at all"
    for secret in secrets(address):
        assert secret not in line.sent, f"{secret} left in {line.sent[:400]}"


def sign_in(folder, password=PASSWORD):
    os.environ["CONFAB_TEST_PASSWORD"] = password
    line = Overheard()
    person = Person("alice", os.path.join(folder, "alice"), line)
    os.environ["CONFAB_TEST_PASSWORD"] = PASSWORD
    person.say("open")
    person.expect("done\topen")
    person.say("add", person.address, "127.0.0.1", str(line.port))
    return line, person


def refused(person, problem, before="failed\tadd"):
    words = person.expect(before, fail=("done\tadd",)).split("\t")
    assert int(words[2]) == PROBLEMS[problem], f"{words} instead of {problem} ({PROBLEMS[problem]})"
    return words[3]


def case_good(folder):
    line, person = sign_in(folder)
    person.expect("done\tadd")
    person.expect("state\tsigned-in")
    assert_silent(line, person.address)
    person.quit()
    wrong_line, stranger = sign_in(os.path.join(folder, "2"), "not-the-password")
    refused(stranger, "WRONG_PASSWORD")
    assert_silent(wrong_line, stranger.address)
    # Nothing of the account was kept.
    stranger.quit()
    stranger.start()
    stranger.say("open")
    stranger.expect("done\topen")
    assert stranger.contacts() == {}
    stranger.say("quit")
    stranger.expect("done\tquit")


def case_certificate(problem):
    def case(folder):
        line, person = sign_in(folder)
        detail = refused(person, problem)
        if problem in ("CERT_EXPIRED", "CERT_NOT_YET"):
            assert len(detail) == len("2026-01-01") and detail[4] == "-", detail
        else:
            assert detail == DOMAIN, detail
        assert_silent(line, person.address)
        person.quit()
    return case


def case_clock(folder):
    """The certificate is good; this computer lives 25 years ago."""
    os.environ["CONFAB_PERSON"] = os.environ["CONFAB_PERSON_PAST"]
    line, person = sign_in(folder)
    detail = refused(person, "CLOCK")
    assert int(detail[:4]) < 2010 and len(detail) == len("2001-01-01"), detail
    assert_silent(line, person.address)
    person.quit()


if __name__ == "__main__":
    word = sys.argv[1]
    chosen = {"good": case_good, "clock": case_clock}.get(word) or case_certificate(word.upper().replace("-", "_"))
    stage.play({f"test_{word}": chosen})
