#!/usr/bin/env python3
"""What a real Prosody does to somebody who is signed in, and what the account then says."""

import os

import stage
from stage import PROBLEMS, Person, control


def signed_in(folder, name):
    person = Person(name, os.path.join(folder, name))
    person.add()
    return person


def wait_problem(person, state, problem):
    words = person.expect(f"state\t{state}\t{PROBLEMS[problem]}\t").split("\t")
    assert int(words[2]) == PROBLEMS[problem], words


def test_shutdown(folder):
    """The server is stopped for a while: Confab waits, and is back by itself."""
    alice = signed_in(folder, "alice")
    control("stop")
    alice.expect("state\twaiting")
    control("start")
    alice.expect("state\tsigned-in")
    alice.quit()


def test_password_elsewhere(folder):
    """Changed on another device: the old one is refused, and only the user can help."""
    bob = signed_in(folder, "bob")
    control(f"password {bob.address} another-password")
    wait_problem(bob, "refused", "WRONG_PASSWORD")
    bob.quit()


def test_disabled(folder):
    carla = signed_in(folder, "carla")
    control(f"disable {carla.address}")
    wait_problem(carla, "refused", "ACCOUNT_DISABLED")
    carla.quit()


stage.play(globals())
