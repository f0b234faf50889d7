#!/usr/bin/env python3
"""Files with Profanity, which knows addresses with a key in them (XEP-0454): both directions, through a real server.

Each side reads what the other one sealed, byte for byte, and of its name the ending alone is on the way.
"""

import os
import re

import stage
from confab import Confab
from filing import HELD, OFFERED, SENT, newest, until_file
from sealing import Terminal

SIZES = (1, 300001)


def meet(folder):
    names = stage.strangers("anna", "ben")
    confab, peer = Confab(names[0], os.path.join(folder, names[0])), Terminal(names[1], os.path.join(folder, "ben"))
    confab.do("buddy", peer.address, "Ben", "")
    peer.accept(confab.address)
    confab.until("being buddies", lambda: confab.contacts().get(peer.address, [""])[0] == "4")
    confab.knows(peer.address, peer.device())
    peer.learn(confab.address, {confab.device()})
    confab.send(peer.address, "hello")
    peer.expect_text(confab.address, "hello")
    # Its certificates are those of the system, and the authority of this test is none of them.
    peer.type("/account set " + peer.address + " tls trust")
    return confab, peer


def write(folder, name, size):
    path, data = os.path.join(folder, name), os.urandom(size)
    with open(path, "wb") as file:
        file.write(data)
    return path, data


def read(path):
    with open(path, "rb") as file:
        return file.read()


def read_all(folder):
    """Profanity finds names of its own within it."""
    return [read(os.path.join(folder, name)) for name in os.listdir(folder)] if os.path.isdir(folder) else []


def addresses(peer, confab):
    return [text for text, sealing in peer.texts(confab.address) if text.startswith("aesgcm://") and sealing == "omemo"]


def test_to_profanity(folder):
    confab, peer = meet(folder)
    for count, size in enumerate(SIZES, 1):
        path, data = write(folder, f"holiday {count}.bin", size)
        confab.do("file-send", peer.address, path)
        until_file(confab, peer.address, SENT, count=count)
        peer.until("an address with a key", lambda: len(addresses(peer, confab)) == count)
        address = addresses(peer, confab)[-1]
        assert re.fullmatch(r"aesgcm://\S+\.bin#[0-9a-f]{88}", address) and "holiday" not in address, address
        target = os.path.join(folder, f"came-{count}", "")
        peer.type(f"/url save {address} {target}")
        peer.until("the file", lambda: data in read_all(target))
    peer.kill()
    confab.quit()


def test_from_profanity(folder):
    confab, peer = meet(folder)
    for count, size in enumerate(SIZES, 1):
        path, data = write(folder, f"lake-{count}.bin", size)
        peer.type(f"/msg {confab.address}")
        peer.type(f"/sendfile {path}")
        offered = until_file(confab, peer.address, OFFERED, count=count)
        assert offered.name.endswith(".bin"), offered
        message = newest(confab, peer.address)
        confab.do("file-fetch", peer.address, message)
        until_file(confab, peer.address, HELD, count=count)
        target = os.path.join(folder, f"saved-{count}")
        confab.do("file-save", peer.address, message, target)
        assert read(target) == data
    peer.kill()
    confab.quit()


stage.play(globals())
