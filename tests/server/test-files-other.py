#!/usr/bin/env python3
"""Files with a program that knows nothing but addresses with a key in them (XEP-0454), and hosts that are up to no good.

The host is one of our own, with a good certificate: it counts who comes. Nobody comes before the user says so.
"""

import hashlib
import os
import re
import socket
import ssl
import threading
import time
import urllib.request

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

import stage
from confab import Confab
from sealing import Slix

OFFERED, FETCHING, STOPPED, HELD, PREPARING, WAITING, SENDING, SENT, FAILED = range(9)
GONE, REFUSED, DAMAGED, ELSEWHERE = 4, 6, 10, 11
FOLDER = os.path.dirname(os.environ["CONFAB_TEST_SERVER_LOG"])
TEXT = 0


class Host:
    """Answers every GET as `answer (path, start)` says: whole bytes of an answer, or None to hang up."""

    def __init__(self, answer):
        self.answer, self.visits, self.heads = answer, 0, []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(FOLDER, "authority", "server.pem"),
                                os.path.join(FOLDER, "authority", "server.key"))
        self._context = context
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            line, _ = self._socket.accept()
            self.visits += 1
            try:
                with self._context.wrap_socket(line, server_side=True) as tls:
                    head = b""
                    while b"\r\n\r\n" not in head:
                        head += tls.recv(4096)
                    self.heads.append(head.decode())
                    start = re.search(rb"Range: bytes=(\d+)-", head)
                    answer = self.answer(head.split()[1].decode(), int(start[1]) if start else 0)
                    if answer:
                        tls.sendall(answer)
            except OSError:
                pass


def ok(body, start=0):
    if start:
        return (f"HTTP/1.1 206 x\r\nContent-Length: {len(body) - start}\r\n"
                f"Content-Range: bytes {start}-{len(body) - 1}/{len(body)}\r\n\r\n").encode() + body[start:]
    return f"HTTP/1.1 200 x\r\nContent-Length: {len(body)}\r\nSet-Cookie: a=b\r\n\r\n".encode() + body


def files(person, address):
    return [(row[1], int(row[3]), int(row[4]), int(row[5]), row[8]) for row in person.rows("files", "file\t", address)]


def until_state(person, address, count, state):
    def there():
        found = files(person, address)
        return len(found) >= count and found[-1][1] == state
    try:
        person.until(f"a file in state {state}", there)
    except BaseException:
        print("files:", files(person, address))
        raise
    return files(person, address)[-1]


def test_other_program(folder):
    names = stage.strangers("anna", "ben")
    confab, peer = Confab(names[0], os.path.join(folder, "anna")), Slix(names[1], os.path.join(folder, "ben"), "old")
    confab.do("buddy", peer.address, "Ben", "")
    peer.expect(f"request\t{confab.address}")
    peer.do("accept", confab.address)
    confab.until("being buddies", lambda: confab.contacts().get(peer.address, [""])[0] == "4")
    confab.knows(peer.address, peer.device())
    peer.knows(confab.address, confab.device())
    confab.send(peer.address, "hello")
    assert peer.expect_text(confab.address, "hello") == "old"

    send_to_other(confab, peer, folder)
    from_other(confab, peer, folder)
    hostile_hosts(confab, peer)
    confab.quit()
    peer.quit()


def send_to_other(confab, peer, folder):
    path = os.path.join(folder, "holiday photo.jpg")
    plain = os.urandom(300001)
    with open(path, "wb") as file:
        file.write(plain)
    confab.do("file-send", peer.address, path)
    until_state(confab, peer.address, 1, SENT)
    peer.until("an address", lambda: [words for words in peer.told("got", confab.address) if "aesgcm" in words[2]])
    url = next(words[2] for words in peer.told("got", confab.address) if "aesgcm" in words[2])
    place, key = re.fullmatch(r"aesgcm://(\S+\.jpg)#([0-9a-f]{88})", url).groups()
    assert "holiday" not in place
    context = ssl.create_default_context(cafile=os.environ["CONFAB_TEST_CA"])
    with urllib.request.urlopen("https://" + place, context=context) as answer:
        sealed = answer.read()
    assert AESGCM(bytes.fromhex(key[24:])).decrypt(bytes.fromhex(key[:24]), sealed, None) == plain


def offer(confab, peer, host, name, key, iv, count):
    """Its address arrives, and nobody goes there."""
    before = host.visits
    peer.send(confab.address, f"aesgcm://{stage.DOMAIN}:{host.port}/{name}#{(iv + key).hex()}")
    offered = until_state(confab, peer.address, count, OFFERED)
    time.sleep(0.5)
    assert host.visits == before, "somebody came before the user said so"
    return offered


def from_other(confab, peer, folder):
    plain, key = os.urandom(200000), os.urandom(32)
    for count, size in enumerate((12, 16), 2):
        iv = os.urandom(size)
        sealed = AESGCM(key).encrypt(iv, plain, None)
        cuts = [70000, 150000]

        def answer(path, start, sealed=sealed, cuts=cuts):
            whole = ok(sealed, start)
            return whole[:len(whole) - len(sealed) + cuts.pop(0)] if cuts else whole
        host = Host(answer)
        offered = offer(confab, peer, host, "a%20b.png", key, iv, count)
        assert offered[4] == "a b.png", offered
        confab.do("file-fetch", peer.address, offered[0])
        held = until_state(confab, peer.address, count, HELD)
        assert held[3] == len(plain), held
        target = os.path.join(folder, f"saved-{size}")
        confab.do("file-save", peer.address, held[0], target)
        with open(target, "rb") as file:
            assert hashlib.sha256(file.read()).digest() == hashlib.sha256(plain).digest()
        # Cut twice, and gone on with each time; nothing is said that need not be.
        assert host.visits == 3, host.visits
        assert [len(re.findall("Range:", head)) for head in host.heads] == [0, 1, 1], host.heads
        for head in host.heads:
            fields = {line.split(":")[0] for line in head.strip().split("\r\n")[1:]}
            assert fields <= {"Host", "Connection", "Accept-Encoding", "Range"}, fields


def hostile_hosts(confab, peer):
    key, iv = os.urandom(32), os.urandom(12)
    good = AESGCM(key).encrypt(iv, b"x" * 50000, None)
    other = Host(lambda path, start: ok(good))
    cases = {
        "moved": (f"HTTP/1.1 302 x\r\nLocation: https://{stage.DOMAIN}:{other.port}/x\r\n\r\n".encode(), ELSEWHERE),
        "asked": (b"HTTP/1.1 401 x\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n", REFUSED),
        "gone": (b"HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n", GONE),
        "changed": (ok(good[:-1] + bytes([good[-1] ^ 1])), DAMAGED),
        "short": (ok(good[:10]), DAMAGED),
        "bomb": (b"HTTP/1.1 200 x\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde", None),
        "endless": (b"HTTP/1.1 200 x\r\nX: " + b"y" * 20000, None),
        "twice": (b"HTTP/1.1 200 x\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\nabcdefghi", None),
    }
    for count, (name, (answer, cause)) in enumerate(cases.items(), 4):
        host = Host(lambda path, start, answer=answer: answer)
        offered = offer(confab, peer, host, name + ".jpg", key, iv, count)
        confab.do("file-fetch", peer.address, offered[0])
        confab.until("an end of it", lambda: files(confab, peer.address)[-1][1] in (FAILED, STOPPED))
        ended = files(confab, peer.address)[-1]
        assert cause is None or ended[1:3] == (FAILED, cause), (name, ended)
        assert host.visits == 1, (name, host.visits)
    assert other.visits == 0
    # What is no address of a file is text.
    for text in (f"aesgcm://{stage.DOMAIN}/x#00", f"https://{stage.DOMAIN}:{other.port}/x.jpg",
                 f"look: aesgcm://{stage.DOMAIN}/x#{(iv + key).hex()}"):
        peer.send(confab.address, text)
        confab.expect_text(peer.address, text)
    assert other.visits == 0


stage.play(globals())
