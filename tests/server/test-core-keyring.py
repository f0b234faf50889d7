#!/usr/bin/env python3
"""No keyring, or one that stays locked: it is said by its name, nothing is written that could be read, and Confab can be
used until it is quit. `test-core-keyring.py absent|locked`, on a screen with such a keyring.
"""

import os
import sys

import stage
from stage import DOMAIN, PASSWORD, Person

CLOSED = {"absent": {"KEYRING_ABSENT"}, "locked": {"KEYRING_LOCKED", "KEYRING_SLOW"}}
SENTENCE = "The green teapot stands behind the second window"


def store_states():
    with open(os.path.join(stage.HERE, "..", "..", "app", "core", "core.h"), encoding="utf-8") as file:
        names = [line.split("CORE_STORE_")[1] for line in file if line.strip().startswith("CONFAB_CORE_STORE_")]
    return ["".join(letter for letter in name.split(",")[0].split(" ")[0] if letter.isupper() or letter == "_")
            for name in names]


def files(folder):
    return sorted(os.path.relpath(os.path.join(top, name), folder) for top, _, names in os.walk(folder) for name in names)


def holds(folder, secret):
    for name in files(folder):
        with open(os.path.join(folder, name), "rb") as file:
            if secret.encode() in file.read():
                return name
    return None


def expect_closed(person, kind):
    person.say("open")
    person.expect("failed\topen", 90, fail=("done\topen",))
    states = [line.split("\t")[1] for line in person.heard if line.startswith("store\t")]
    assert store_states()[int(states[-1])] in CLOSED[kind], states


def case(kind):
    def test(folder):
        profile, runtime = os.path.join(folder, "alice"), os.path.join(os.environ["XDG_RUNTIME_DIR"], "confab-until-quit")
        person = Person("alice", profile)
        expect_closed(person, kind)
        assert set(files(profile)) <= {"profile.id"}, files(profile)
        person.say("open-until-quit")
        person.expect("done\topen-until-quit")
        person.say("add", person.address, "127.0.0.1", os.environ["CONFAB_TEST_PORT"])
        person.expect("done\tadd")
        person.expect("state\tsigned-in")
        carla = Person("carla", os.path.join(folder, "carla"))
        carla.say("open-until-quit")
        carla.expect("done\topen-until-quit")
        carla.say("add", f"carla@{DOMAIN}", "127.0.0.1", os.environ["CONFAB_TEST_PORT"])
        carla.expect("done\tadd")
        stage.befriend(person, carla)
        person.say("send", carla.address, SENTENCE)
        carla.expect(f"got\t{person.address}\t{SENTENCE}")
        for place in (profile, runtime):
            for secret in (SENTENCE, PASSWORD):
                assert holds(place, secret) is None, (place, secret)
        assert set(files(profile)) <= {"profile.id"}, files(profile)
        assert len(os.listdir(runtime)) == 2
        person.quit()
        carla.quit()
        assert os.listdir(runtime) == [], os.listdir(runtime)
        # Nothing is there the next time.
        person.start()
        expect_closed(person, kind)
        person.quit()
    return test


if __name__ == "__main__":
    stage.play({"test_" + sys.argv[1]: case(sys.argv[1])})
