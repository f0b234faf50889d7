#!/usr/bin/env python3
"""Confab's sealing against python-omemo's (oldmemo and twomemo), both versions, without a network.

    sealer.py SEALER

Each of them begins a session; then first messages, replies, any order, losses, repetitions, and many.
"""

import asyncio
import logging
import random
import subprocess
import sys
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import oldmemo
import oldmemo.etree
import omemo
import twomemo
import twomemo.etree
from omemo.storage import Just, Nothing, Storage

ANN, BEN = "ann@example.org", "ben@example.org"  # Confab, and the other program
MANY = 200
BACKENDS = {"old": oldmemo.Oldmemo, "two": twomemo.Twomemo}
ELEMENTS = {"old": oldmemo.etree, "two": twomemo.etree}


class Sealer:
    """Confab's side: sealer.c."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.device = int(self.ask("new", ANN)[1])

    def ask(self, *words):
        self.process.stdin.write("\t".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the sealer ended at {words[:2]}")
        return line.rstrip("\n").split("\t")

    def end(self):
        self.process.stdin.close()
        assert self.process.wait() == 0


class Memory(Storage):
    def __init__(self):
        super().__init__()
        self.values = {}

    async def _load(self, key):
        return Just(self.values[key]) if key in self.values else Nothing()

    async def _store(self, key, value):
        self.values[key] = value

    async def _delete(self, key):
        self.values.pop(key, None)


def manager_for(version, sealer):
    """A class whose network is `sealer`."""
    elements = ELEMENTS[version]

    class Manager(omemo.SessionManager):
        bundle = None
        sent = []  # keys without a text that the library sends of itself

        @staticmethod
        async def _upload_bundle(bundle):
            Manager.bundle = bundle

        @staticmethod
        async def _download_bundle(namespace, bare_jid, device_id):
            assert (bare_jid, device_id) == (ANN, sealer.device)
            xml = sealer.ask("bundle", version)[1]
            return elements.parse_bundle(ElementTree.fromstring(xml), bare_jid, device_id)

        @staticmethod
        async def _delete_bundle(namespace, device_id):
            raise RuntimeError("nothing is to be deleted")

        @staticmethod
        async def _upload_device_list(namespace, device_list):
            pass

        @staticmethod
        async def _download_device_list(namespace, bare_jid):
            return {sealer.device: None} if bare_jid == ANN else {}

        async def _evaluate_custom_trust_level(self, device):
            return omemo.TrustLevel.TRUSTED

        async def _make_trust_decision(self, undecided, identifier):
            raise RuntimeError("nothing is undecided")

        @staticmethod
        async def _send_message(message, bare_jid):
            Manager.sent.append(message)

    return Manager


class Talk:
    """A conversation of one version between both."""

    def __init__(self, version, program):
        self.version, self.elements = version, ELEMENTS[version]
        self.sealer = Sealer(program)
        self.kind = manager_for(version, self.sealer)
        self.n_texts = self.n_keys = 0

    async def begin(self):
        self.manager = await self.kind.create([BACKENDS[self.version](Memory())], Memory(), BEN, None, "anything")
        self.namespace = BACKENDS[self.version](Memory()).namespace
        await self.manager.refresh_device_list(self.namespace, ANN)
        await self.manager.after_history_sync()
        self.device = self.kind.bundle.device_id

    def meet(self):
        """Confab takes the other program's bundle."""
        xml = ElementTree.tostring(self.elements.serialize_bundle(self.kind.bundle), encoding="unicode")
        assert self.sealer.ask("meet", BEN, self.device, self.version, xml.replace("\n", "")) == ["met", "yes"]

    def pack(self, text):
        if self.version == "old":
            return text.encode()
        return (f"<envelope xmlns='urn:xmpp:sce:1'><content><body xmlns='jabber:client'>{escape(text)}</body></content>"
                f"<rpad>{'x' * random.randrange(1, 90)}</rpad><from jid='{BEN}'/><to jid='{ANN}'/></envelope>").encode()

    def unpack(self, plaintext):
        if self.version == "old":
            return plaintext.decode()
        envelope = ElementTree.fromstring(plaintext)
        assert envelope.find("{urn:xmpp:sce:1}from").get("jid") == ANN
        assert envelope.find("{urn:xmpp:sce:1}to").get("jid") == BEN
        assert envelope.find("{urn:xmpp:sce:1}rpad") is not None
        return envelope.find("{urn:xmpp:sce:1}content/{jabber:client}body").text

    def element(self, xml):
        return next(child for child in ElementTree.fromstring(xml) if child.tag.endswith("}encrypted"))

    async def read(self, xml):
        """What the other program makes of Confab's message: its text, None for a key alone."""
        message = (await self.elements.parse_message(self.element(xml), ANN, BEN, self.manager) if self.version == "old"
                   else self.elements.parse_message(self.element(xml), ANN))
        plaintext, device, _ = await self.manager.decrypt(message)
        assert device.device_id == self.sealer.device
        await self.settle()
        return None if plaintext is None else self.unpack(plaintext)

    def wrap(self, message):
        element = ElementTree.tostring(self.elements.serialize_message(message), encoding="unicode").replace("\n", "")
        return f"<message xmlns='jabber:client' type='chat' from='{BEN}/x' to='{ANN}' id='1'>{element}</message>"

    async def settle(self):
        """Keys that the library sends of itself reach Confab, which shows nothing for them."""
        while self.kind.sent:
            said = self.sealer.ask("hear", BEN, self.wrap(self.kind.sent.pop(0)))
            assert said[0] == "empty", said
            self.n_keys += 1
            await self.answer(said)

    async def answer(self, said):
        if said[-1] == "answer":
            sealed = self.sealer.ask("key", BEN, self.device, self.version)[1]
            assert await self.read(sealed) is None
            self.n_keys += 1

    async def write(self, text):
        """The other program's message, as a stanza."""
        messages, errors = await self.manager.encrypt(frozenset({ANN}), {self.namespace: self.pack(text)})
        assert not errors, errors
        return self.wrap(next(iter(messages)))

    # ---- what is tried ----

    async def to_confab(self, text):
        await self.hear(await self.write(text), text)

    async def hear(self, xml, text):
        said = self.sealer.ask("hear", BEN, xml)
        assert said[:2] == ["opened", text], (self.version, said, text)
        self.n_texts += 1
        await self.answer(said)

    def say(self, text):
        return self.sealer.ask("say", BEN, text)[1]

    async def from_confab(self, text):
        assert await self.read(self.say(text)) == text
        self.n_texts += 1

    async def any_order(self, n):
        ours = [(self.say(f"ours {i}"), f"ours {i}") for i in range(n)]
        theirs = [(await self.write(f"theirs {i}"), f"theirs {i}") for i in range(n)]
        both = [(True, *one) for one in ours] + [(False, *one) for one in theirs]
        random.shuffle(both)
        for is_ours, xml, text in both:
            if is_ours:
                assert await self.read(xml) == text
                self.n_texts += 1
            else:
                await self.hear(xml, text)

    async def late_last(self):
        """The last message of a chain comes after the first of the next."""
        early, late = self.say("early"), self.say("late")
        assert await self.read(early) == "early"
        await self.to_confab("the next chain")
        await self.from_confab("the first of it")
        assert await self.read(late) == "late"
        early, late = await self.write("early"), await self.write("late")
        await self.hear(early, "early")
        await self.from_confab("the next chain")
        await self.to_confab("the first of it")
        await self.hear(late, "late")
        self.n_texts += 2

    async def repeated(self):
        xml = await self.write("once")
        await self.hear(xml, "once")
        assert self.sealer.ask("hear", BEN, xml)[0] == "repeated"
        xml = self.say("once")
        assert await self.read(xml) == "once"
        try:
            await self.read(xml)
        except omemo.OMEMOException:
            return
        raise AssertionError("the other program opened it twice")

    async def many(self, n):
        for i in range(n):
            if random.random() < 0.2:  # lost on the way
                self.say("never read") if random.random() < 0.5 else await self.write("never read")
            elif random.random() < 0.5:
                await self.from_confab(f"number {i}: é ü ñ 日本 <&>")
            else:
                await self.to_confab(f"number {i}: é ü ñ 日本 <&>")

    async def run(self, confab_begins):
        await self.begin()
        self.meet() if confab_begins else None
        if confab_begins:
            await self.from_confab("the first, sealed by Confab")
            await self.from_confab("the second, before an answer")
            await self.to_confab("the first reply")
        else:
            await self.to_confab("the first, sealed by the other program")
            await self.to_confab("the second, before an answer")
            self.meet()
            await self.from_confab("the first reply")
        await self.any_order(12)
        await self.late_last()
        await self.repeated()
        await self.many(MANY)
        await self.any_order(40)
        self.sealer.end()
        begins = "Confab" if confab_begins else "the other"
        print(f"{self.version}, {begins} begins: {self.n_texts} texts and {self.n_keys} keys alone", flush=True)


async def main():
    logging.disable(logging.CRITICAL)
    seed = random.randrange(2 ** 32)
    print(f"seed {seed}", flush=True)
    random.seed(seed)
    for version in BACKENDS:
        for confab_begins in (True, False):
            await Talk(version, sys.argv[1]).run(confab_begins)


if __name__ == "__main__":
    asyncio.run(main())
