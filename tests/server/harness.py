#!/usr/bin/env python3
"""Proves the harness with a client that is not ours: sign in twice, talk, lose the line, meet a restarted server."""

import asyncio
import os
import socket
import sys

import slixmpp

DOMAIN = os.environ["CONFAB_TEST_DOMAIN"]
PATIENCE = 15


def control(command):
    with socket.socket(socket.AF_UNIX) as server:
        server.settimeout(PATIENCE)
        server.connect(os.environ["CONFAB_TEST_CONTROL"])
        server.sendall(command.encode() + b"\n")
        answer = server.makefile().readline().strip()
    assert answer == "ok", answer


class Person(slixmpp.ClientXMPP):
    def __init__(self, name, password=None):
        super().__init__(f"{name}@{DOMAIN}", password or os.environ["CONFAB_TEST_PASSWORD"])
        self.ca_certs = os.environ["CONFAB_TEST_CA"]
        self.auto_reconnect = False
        self.events = asyncio.Queue()
        self.add_event_handler("session_start", self.on_start)
        self.add_event_handler("message", lambda message: self.events.put_nowait(message["body"]))
        for event in ("disconnected", "failed_all_auth"):
            self.add_event_handler(event, lambda _, event=event: self.events.put_nowait(event))

    async def on_start(self, _):
        self.send_presence()
        self.events.put_nowait("signed in")

    def sign_in(self):
        self.connect(DOMAIN, int(os.environ["CONFAB_TEST_PORT"]))
        return self

    async def expect(self, event):
        got = await asyncio.wait_for(self.events.get(), PATIENCE)
        assert got == event, f"{self.boundjid.bare}: {got!r} instead of {event!r}"


async def main():
    alice, bob = Person("alice").sign_in(), Person("bob").sign_in()
    await alice.expect("signed in")
    await bob.expect("signed in")
    alice.send_message(mto=bob.boundjid.bare, mbody="Hi Bob", mtype="chat")
    await bob.expect("Hi Bob")
    await asyncio.to_thread(control, f"cut bob@{DOMAIN}")
    await bob.expect("disconnected")
    stranger = Person("mallory").sign_in()
    await stranger.expect("failed_all_auth")
    await asyncio.to_thread(control, f"account dora@{DOMAIN} another-password")
    dora = Person("dora", "another-password").sign_in()
    await dora.expect("signed in")
    await asyncio.to_thread(control, "restart")
    await alice.expect("disconnected")
    again = Person("alice").sign_in()
    await again.expect("signed in")
    os._exit(0)  # slixmpp keeps tasks of its own


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except (AssertionError, asyncio.TimeoutError) as error:
        print(error, file=sys.stderr)
        os._exit(1)
