#!/usr/bin/env python3
"""Reads a backup by app/backup/BACKUP.md and by nothing else: backup-reader.py FILE, passphrase in PASSPHRASE.

Prints each record as its kind and fields in hexadecimal; leaves with 1 and a reason where something is not as written there."""

import hashlib
import hmac
import os
import struct
import subprocess
import sys
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HEAD = 88
CHUNK = 65536
TAG = 16
KINDS = {1: 1, 2: 9, 3: 2, 4: 15, 5: 2, 6: 3, 7: 7, 8: 8, 9: 14, 10: 4}


def argon2id(passphrase, salt, memory, passes, lanes):
    options = {"hexpass": passphrase.hex(), "hexsalt": salt.hex(), "memcost": memory, "iter": passes, "lanes": lanes}
    command = ["openssl", "kdf", "-keylen", "64", "-binary"]
    for name, value in options.items():
        command += ["-kdfopt", f"{name}:{value}"]
    return subprocess.run([*command, "ARGON2ID"], capture_output=True, check=True).stdout


def open_head(head, passphrase):
    if len(head) < HEAD or head[:8] != b"CONFABBK":
        sys.exit("no backup")
    version, memory, passes, lanes = struct.unpack(">4I", head[8:24])
    if version != 1:
        sys.exit("another version")
    if not (8192 <= memory <= 262144 and 1 <= passes <= 16 and 1 <= lanes <= 16):
        sys.exit("too much work")
    keys = argon2id(unicodedata.normalize("NFC", passphrase).encode(), head[24:56], memory, passes, lanes)
    if not hmac.compare_digest(hmac.new(keys[32:], head[:56], hashlib.sha256).digest(), head[56:]):
        sys.exit("the passphrase does not fit")
    return keys[:32]


def open_chunks(file, passphrase):
    head = file.read(HEAD)
    cipher = AESGCM(open_head(head, passphrase))
    number = 0
    chunk = file.read(CHUNK + TAG)
    while True:
        following = file.read(CHUNK + TAG)
        nonce = struct.pack(">B3xQ", 0 if following else 1, number)
        try:
            yield cipher.decrypt(nonce, chunk, head)
        except (InvalidTag, ValueError):
            sys.exit("damaged")
        if not following:
            return
        chunk = following
        number += 1


def split(data, head):
    """A number and bytes at the beginning of `data`, and what follows; None where it is not all there."""
    if len(data) < head:
        return None
    number, length = struct.unpack(">BI", data[:head])
    if len(data) < head + length:
        return None
    return number, data[head:head + length], data[head + length:]


def fields_of(kind, body):
    fields = []
    last = 0
    while body:
        part = split(body, 5)
        if part is None or not last < part[0] <= KINDS[kind]:
            sys.exit("a record is not laid out as it must be")
        last = part[0]
        fields.append(f"{part[0]}={part[1].hex()}")
        body = part[2]
    return fields


def main():
    counts = dict.fromkeys(KINDS, 0)
    rest = b""
    ended = None
    with open(sys.argv[1], "rb") as file:
        for bytes_inside in open_chunks(file, os.environ["PASSPHRASE"]):
            rest += bytes_inside
            while (record := split(rest, 5)) is not None:
                kind, body, rest = record
                if kind not in KINDS or ended:
                    sys.exit("a record is not where it belongs")
                fields = fields_of(kind, body)
                counts[kind] += 1
                ended = fields if kind == 10 else None
                print(kind, *fields)
    expected = [f"{i + 1}={counts[kind].to_bytes(8, 'big').hex()}" for i, kind in enumerate((2, 4, 8, 9))]
    if rest or ended != expected:
        sys.exit("it is not whole")


main()
