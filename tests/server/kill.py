#!/usr/bin/env python3
"""200 messages each way while the line is cut 10 times and a client is killed 5 times: none lost, none doubled, order kept.

    kill.py [--messages N] [--cuts N] [--kills N] [--seed N]

Runs beside a private Prosody, with a real keyring (with-prosody.py, screen.py). The truth is what each side's store holds
at the end, compared text by text; and no file of a profile may hold the password or a sentence that was sent.
"""

import argparse
import os
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from person import DELIVERED, SENT, Line, Person, befriend, dice  # noqa: E402

SENTENCE = "The blue teapot stands behind the third window"


def parse():
    options = argparse.ArgumentParser()
    options.add_argument("--messages", type=int, default=200)
    options.add_argument("--cuts", type=int, default=10)
    options.add_argument("--kills", type=int, default=5)
    options.add_argument("--seed", type=int, default=7)
    return options.parse_args()


def send(person, other, text):
    """TRUE once the message is safe on disk. A kill may come between; then the log tells afterwards."""
    person.say("send", other.address, text)
    person.expect("done\tsend")


def revive(person):
    person.kill()
    person.start()
    person.say("open")
    person.expect("done\topen")
    person.say("sign-in")


def own(person, other):
    return [text for text, is_own, _ in person.log(other.address) if is_own]


def received(person, other):
    return [text for text, is_own, _ in person.log(other.address) if not is_own]


def all_arrived(sender, receiver, count):
    states = [state for _, is_own, state in sender.log(receiver.address) if is_own]
    return (len(states) == count and all(state in (SENT, DELIVERED) for state in states)
            and len(received(receiver, sender)) >= count)


def talk(chosen, people, lines, chance):
    """The schedule is drawn first, so that a seed is a run."""
    total = 2 * chosen.messages
    turns = [0] * chosen.messages + [1] * chosen.messages
    chance.shuffle(turns)
    cuts = set(chance.sample(range(total), chosen.cuts))
    kills = set(chance.sample(range(total), chosen.kills))
    written = [0, 0]
    for at, who in enumerate(turns):
        written[who] += 1
        send(people[who], people[1 - who], f"{people[who].name} {written[who]:03d} {SENTENCE}")
        if at in cuts:
            lines[chance.randrange(2)].cut()
        if at in kills:
            revive(people[chance.randrange(2)])
        time.sleep(chance.random() * 0.03)


def compare(sender, receiver, count):
    wrote, got = own(sender, receiver), received(receiver, sender)
    expected = [f"{sender.name} {n:03d} {SENTENCE}" for n in range(1, count + 1)]
    lost = [text for text in expected if text not in got]
    doubled = len(got) - len(set(got))
    print(f"{sender.name} to {receiver.name}: {len(wrote)} written, {len(got)} arrived, {len(lost)} lost, "
          f"{doubled} doubled, order {'kept' if got == expected else 'NOT kept'}")
    assert wrote == expected, "what was written is not in the sender's store"
    assert not lost and not doubled and got == expected


def find_secrets(folder, secrets):
    """Files that hold one of the secrets, as bytes in any of three encodings."""
    found = []
    needles = [form for secret in secrets for form in
               (secret.encode(), secret.encode("utf-16-le"), secret.encode().hex().encode())]
    for top, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(top, name), "rb") as file:
                data = file.read()
            found += [os.path.join(top, name) for needle in needles if needle in data]
    return found


def main():
    chosen = parse()
    chance = dice(chosen.seed)
    begun = time.monotonic()
    host, port = os.environ["CONFAB_TEST_HOST"], int(os.environ["CONFAB_TEST_PORT"])
    with tempfile.TemporaryDirectory(prefix="confab-kill-") as folder:
        lines = [Line(host, port), Line(host, port)]
        people = [Person(name, os.path.join(folder, name), line) for name, line in zip(("alice", "bob"), lines)]
        for person in people:
            person.add()
        befriend(*people)
        talk(chosen, people, lines, chance)
        for sender, receiver in (people, people[::-1]):
            receiver.until(f"every message of {sender.name}",
                           lambda s=sender, r=receiver: all_arrived(s, r, chosen.messages), 180)
        secrets = [SENTENCE, os.environ["CONFAB_TEST_PASSWORD"]]
        assert not (found := find_secrets(folder, secrets)), f"in the clear: {found}"
        with open(os.path.join(folder, "canary"), "w", encoding="utf-8") as canary:
            canary.write(SENTENCE)
        assert find_secrets(folder, secrets), "the search finds nothing, not even what is there"
        os.unlink(os.path.join(folder, "canary"))
        for sender, receiver in (people, people[::-1]):
            compare(sender, receiver, chosen.messages)
        for person in people:
            person.quit()
        assert not find_secrets(folder, secrets)
    print(f"{chosen.cuts} cuts, {chosen.kills} kills, seed {chosen.seed}, {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    try:
        main()
    except AssertionError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
