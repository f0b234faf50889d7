"""Confab's person without a screen (person.c), as one who seals: devices, rows with their cause, checking, plain text."""

import collections

from person import DELIVERED, PATIENCE, WAITING, Person

TEXT, ASK, UNOPENED, LINE = range(4)
LEFT_OUT, UNDECIDED, USED, CHECKED = (str(number) for number in range(4))
NOT_FOR_US, NO_SESSION, DAMAGED = 1, 2, 3

Row = collections.namedtuple("Row", "is_own state text kind code is_sealed is_unchecked")
Device = collections.namedtuple("Device", "key trust is_listed is_this has_problem label digits words")


class Confab(Person):
    """Made and signed in; `profile` is a folder, which may be copied while nobody uses it."""

    def __init__(self, name, profile, line=None):
        super().__init__(name, profile, line)
        self.add()

    def again(self):
        """After an end: starts on the same profile and signs in."""
        self.start()
        self.do("open")
        self.say("sign-in")
        self.expect("state\tsigned-in")

    def reinstall(self, profile):
        self.quit()
        self.profile = profile
        self.start()
        self.add()

    def do(self, *words):
        self.say(*words)
        answer = self.expect(f"done\t{words[0]}", fail=(f"failed\t{words[0]}",)).split("\t")
        return answer[2] if len(answer) > 2 else ""

    def fails(self, *words):
        self.say(*words)
        return self.expect(f"failed\t{words[0]}", fail=(f"done\t{words[0]}",)).split("\t")[2]

    def send(self, address, text):
        self.do("send", address, text)

    def flush(self):
        """Waits until the server has all that was sent."""
        for address in self.contacts():
            self.until("all with the server", lambda address=address: all(
                row.state != WAITING for row in self.seen(address)))

    def seen(self, address):
        """All rows of a chat, oldest first."""
        return [Row(own == "1", int(state), text, int(kind), int(code), sealed == "1", unchecked == "1")
                for _, _, own, state, text, kind, code, sealed, unchecked in self.rows("rows", "seen\t", address)]

    def timer(self, address):
        """Seconds, whether they set it, and what they answer: of the chat's timer."""
        return [tuple(int(word) for word in row[2:5]) for row in self.rows("timer", "timer\t", address)][0]

    def received(self, address):
        return [row for row in self.seen(address) if not row.is_own and row.kind == TEXT]

    def unopened(self, address):
        return [row for row in self.seen(address) if row.kind == UNOPENED]

    def expect_text(self, address, text, seconds=PATIENCE):
        """Waits for the text; returns "sealed" or "plain"."""
        self.until(f"{text!r} of {address}", lambda: text in [row.text for row in self.received(address)], seconds)
        return "sealed" if next(row for row in self.received(address) if row.text == text).is_sealed else "plain"

    def until_rows(self, address):
        """Waits for a row that could not be opened; returns all of them."""
        self.until("a row that is not opened", lambda: self.unopened(address))
        return self.unopened(address)

    def expect_own(self, address, text, seconds=PATIENCE):
        """Waits for what another device of ours wrote."""
        self.until(f"own {text!r}", lambda: any(row.is_own and row.text == text for row in self.seen(address)), seconds)

    def expect_delivered(self, address, text, seconds=PATIENCE):
        self.until(f"the receipt for {text!r}", lambda: any(
            row.is_own and row.text == text and row.state == DELIVERED for row in self.seen(address)), seconds)

    def devices(self, address=None):
        rows = self.rows("devices", "device\t", address or self.address)
        return {row[2]: Device(row[3], row[4], row[5] == "1", row[6] == "1", row[7] == "1", *row[8:11]) for row in rows}

    def device(self):
        """Its own number, once it has one."""
        self.until("keys of its own", self._own)
        return self._own()[0]

    def _own(self):
        return [number for number, device in self.devices().items() if device.is_this]

    def key(self):
        return self.devices()[self.device()].key

    def knows(self, address, *numbers):
        """Waits until exactly these devices of somebody are on their list."""
        self.until(f"devices {numbers} of {address}", lambda: {
            number for number, device in self.devices(address).items() if device.is_listed} == set(numbers))

    def is_running(self):
        return self.process.poll() is None
