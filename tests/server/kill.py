#!/usr/bin/env python3
"""Two people write to each other while their lines are cut, stall and close by halves, and while they are killed: no message
is lost, none doubled, order kept.

    kill.py [--messages N] [--faults N] [--kills N] [--seed N]

Runs beside a private server, with a real keyring (with-prosody.py or with-ejabberd.py, screen.py). A seed draws the same
schedule. The truth is what each side's store holds at the end, compared text by text; and no file of a profile may hold the
password or a sentence that was sent.
"""

import argparse
import collections
import os
import queue
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from person import Line, Person, befriend, dice  # noqa: E402

SENTENCE = "The blue teapot stands behind the third window"
IN_FLIGHT = 20  # messages on their way to one's own disk
FAULTS = ("cut", "stalled", "stalled, then cut", "half-closed here", "half-closed there")
LONGEST_STALL = 3  # seconds
PATIENCE = 60  # until there is a line to harm


def parse():
    options = argparse.ArgumentParser()
    options.add_argument("--messages", type=int, default=200, help="of each")
    options.add_argument("--faults", type=int, default=10, help="of the two lines")
    options.add_argument("--kills", type=int, default=5)
    options.add_argument("--seed", type=int, default=7)
    return options.parse_args()


def sentence(person, number):
    return f"{person.name} {number:05d} {SENTENCE}"


class Writer:
    """What one person says to the other: some at once, each said to be safe by the person before it counts."""

    def __init__(self, person, other):
        self.person, self.other = person, other
        self.n_said = self.n_safe = 0

    def say(self):
        while self.n_said - self.n_safe >= IN_FLIGHT:
            self.hear_safe()
        self.n_said += 1
        self._say(self.n_said)

    def _say(self, number):
        self.person.say("send", self.other.address, sentence(self.person, number))

    def hear_safe(self):
        self.person.expect("done\tsend")
        self.n_safe += 1

    def finish(self):
        while self.n_safe < self.n_said:
            self.hear_safe()

    def lose_person(self):
        """SIGKILL, in the middle of whatever it does. What it had said to be safe is in its store afterwards, and of the
        rest the first ones; those that are not are said again."""
        self.person.kill()
        self.n_safe += sum(line.startswith("done\tsend") for line in last_words(self.person))
        self.person.start()
        self.person.say("open")
        self.person.expect("done\topen")
        self.person.say("sign-in")
        there = own(self.person, self.other)
        assert there == [sentence(self.person, number + 1) for number in range(len(there))], "another order in the store"
        assert self.n_safe <= len(there) <= self.n_said, f"{self.n_safe} said to be safe, {len(there)} there"
        self.n_safe = len(there)
        for number in range(self.n_safe, self.n_said):
            self._say(number + 1)


def last_words(person):
    """What a person that ended had said and nobody heard yet."""
    lines = []
    try:
        while (line := person.lines.get(timeout=PATIENCE)) is not None:
            lines.append(line)
    except queue.Empty:
        raise AssertionError(f"{person.name} was killed and its words do not end") from None
    return lines


def stored(person, other):
    """(id, is own, state, is sealed, text, id on the wire, cause) of each, oldest first."""
    return [(int(row[1]), row[2] == "1", int(row[3]), row[4] == "1", row[5], row[6], int(row[7]))
            for row in person.rows("stored", "stored\t", other.address)]


def own(person, other):
    return [row[4] for row in stored(person, other) if row[1]]


def counts(person, other):
    """Own, with the server, theirs."""
    person.say("counted", other.address)
    return [int(word) for word in person.expect("counted\t").split("\t")[1:]]


def harm(line, person, kind, seconds, is_hasty):
    """Once there is a connection, be it one that is still signing in. The hasty press "Try Now" until then."""
    end = time.monotonic() + PATIENCE
    if line.live == 0 and is_hasty:
        person.say("sign-in")
    while line.live == 0:
        if time.monotonic() > end:
            raise AssertionError(f"{person.name} does not come back; heard {person.heard[-8:]}")
        time.sleep(0.01)
    if kind == "cut":
        line.cut()
    elif kind.startswith("stalled"):
        line.stall(seconds, kind.endswith("cut"))
    else:
        line.half_close(kind.endswith("here"))


def draw(chosen, chance):
    """Everything that will be done, in order, so that a seed is a run."""
    total = 2 * chosen.messages
    turns = [0] * chosen.messages + [1] * chosen.messages
    chance.shuffle(turns)
    faults, kills = (collections.Counter(chance.choices(range(total), k=n)) for n in (chosen.faults, chosen.kills))
    kinds = [FAULTS[i % len(FAULTS)] for i in range(chosen.faults)]
    chance.shuffle(kinds)
    for at, who in enumerate(turns):
        yield "say", who
        for _ in range(faults[at]):
            yield "harm", chance.randrange(2), kinds.pop(), chance.uniform(0.05, LONGEST_STALL), chance.random() < 0.5
        for _ in range(kills[at]):
            yield "kill", chance.randrange(2)
        if chance.random() < 0.05:
            yield "rest", chance.random() * 0.3


def talk(deeds, writers, lines):
    done = collections.Counter()
    for deed, *words in deeds:
        if deed == "say":
            writers[words[0]].say()
        elif deed == "harm":
            harm(lines[words[0]], writers[words[0]].person, *words[1:])
            done[words[1]] += 1
        elif deed == "kill":
            writers[words[0]].lose_person()
            done["killed"] += 1
        else:
            time.sleep(words[0])
        if deed == "say" and sum(writer.n_said for writer in writers) % 1000 == 0:
            print(f"{sum(writer.n_said for writer in writers)} said, {dict(done)}", flush=True)
    for writer in writers:
        writer.finish()
    return done


def await_all(people, count):
    for sender, receiver in (people, people[::-1]):
        begun, last = time.monotonic(), None
        while True:
            now = counts(sender, receiver)[:2] + counts(receiver, sender)[2:]
            if now[1] == count and now[2] >= count:
                break
            if now != last:
                begun, last = time.monotonic(), now
            if time.monotonic() - begun > PATIENCE * 3:
                print(f"{sender.name} has {now[0]}, {now[1]} with the server; {receiver.name} has {now[2]} of them")
                break  # what is missing is told text by text
            time.sleep(0.5)


def explain(receiver, rows, at, lost):
    """For whoever reads a failure: where it is, and in which order it was told."""
    around = rows[max(0, at - 3):at + 12]
    print(f"lost {lost[:20]}, not opened: {collections.Counter(row[6] for row in rows if not row[4])}")
    print("in the store (id, cause, text):", *[(row[0], row[6], row[4][:12]) for row in around], sep="\n")
    texts = [row[4] for row in around]
    print("as they came:", [line[:40] for line in receiver.heard if line.startswith("got") and line.split("\t")[2] in texts])


def noted(word, person, ids):
    """What the server took ("in") or handed on ("out") in its order, a repeated one again; as it was written where it does
    not say."""
    if not os.environ.get("CONFAB_TEST_ORDER"):
        return ids
    with open(os.environ["CONFAB_TEST_ORDER"], encoding="utf-8") as file:
        lines = [line.split() for line in file]
    known = set(ids)
    return [line[2] for line in lines if line[:2] == [word, person.name] and line[2:] and line[2] in known]


def find_stray(got, handed):
    """The first that did not come as it was handed on: in that order, each at one of its times; None: all did."""
    places = collections.defaultdict(list)
    for place, wire_id in enumerate(handed):
        places[wire_id].append(place)
    last = -1
    for number, wire_id in enumerate(got):
        later = [place for place in places[wire_id] if place > last]
        if not later:
            return number
        last = later[0]
    return None


def compare(sender, receiver, count):
    """An ejabberd overtakes itself where a session is taken up again: its former process passes on what it still had while
    the new one goes on. So where the server says in which order it took and handed on, each half of the way is looked at."""
    wrote = [row for row in stored(sender, receiver) if row[1]]
    rows = [row for row in stored(receiver, sender) if not row[1]]
    ids, got = [row[5] for row in wrote], [row[5] for row in rows]
    stray = find_stray(got, noted("out", receiver, ids))
    print(f"{sender.name} to {receiver.name}: {len(ids)} written, {len(got)} arrived, {len(set(ids) - set(got))} lost, "
          f"{len(got) - len(set(got))} doubled, order {'kept' if stray is None else 'NOT kept'}, "
          f"{sum(one != other for one, other in zip(got, ids))} elsewhere than written, {sum(row[3] for row in rows)} sealed",
          flush=True)
    if stray is not None or set(got) != set(ids):
        explain(receiver, rows, stray or 0, [row[4] for row in wrote if row[5] not in got])
    assert [row[4] for row in wrote] == [sentence(sender, number + 1) for number in range(count)], "not what was written"
    assert list(dict.fromkeys(noted("in", sender, ids))) == ids, f"{sender.name} sent them in another order"
    assert sorted(got) == sorted(ids) and stray is None
    assert sorted(row[4] for row in rows) == sorted(row[4] for row in wrote)


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


def check_secrets(folder):
    secrets = [SENTENCE, os.environ["CONFAB_TEST_PASSWORD"]]
    assert not (found := find_secrets(folder, secrets)), f"in the clear: {found}"
    with open(os.path.join(folder, "canary"), "w", encoding="utf-8") as canary:
        canary.write(SENTENCE)
    assert find_secrets(folder, secrets), "the search finds nothing, not even what is there"
    os.unlink(os.path.join(folder, "canary"))


def main():
    chosen = parse()
    begun = time.monotonic()
    host, port = os.environ["CONFAB_TEST_HOST"], int(os.environ["CONFAB_TEST_PORT"])
    with tempfile.TemporaryDirectory(prefix="confab-kill-") as folder:
        lines = [Line(host, port), Line(host, port)]
        people = [Person(name, os.path.join(folder, name), line) for name, line in zip(("alice", "bob"), lines)]
        for person in people:
            person.add()
        befriend(*people)
        done = talk(draw(chosen, dice(chosen.seed)), [Writer(*people), Writer(*people[::-1])], lines)
        await_all(people, chosen.messages)
        check_secrets(folder)
        for sender, receiver in (people, people[::-1]):
            compare(sender, receiver, chosen.messages)
        for person in people:
            person.quit()
        check_secrets(folder)
    print(", ".join(f"{number} {kind}" for kind, number in done.items()),
          f"seed {chosen.seed}, {time.monotonic() - begun:.0f} s", sep="; ")


if __name__ == "__main__":
    try:
        main()
    except AssertionError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
