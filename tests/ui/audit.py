"""Looks for words on the disk: everywhere below the folder of the desktop of the test (home, profiles, what was cached and
logged), in shared memory, and where programs leave core dumps. What it looks for it names by itself: `Canaries` are words that
stand nowhere else.
"""

import base64
import os

SESSION = os.path.dirname(os.environ["HOME"])  # made by tests/lib/screen.py, with its logs
SHARED = ("/dev/shm", "/var/tmp", "/var/crash", "/var/lib/systemd/coredump")


class Canaries:
    """Words that are looked for: each as it is written, and as programs keep it."""

    def __init__(self):
        self._forms = {}

    def new(self, word):
        """`word` with a tail that makes it unlike all others; said and looked for from now on."""
        text = f"{word}-{os.urandom(6).hex()}"
        self.watch(text)
        return text

    def watch(self, text):
        plain = text.encode()
        self._forms[text] = [plain, text.encode("utf-16-le"), text.encode("utf-32-le"), plain.hex().encode(),
                             *(base64.b64encode(b"\0" * shift + plain)[4 if shift else 0:-4] for shift in range(3))]

    def seen_in(self, content):
        """The words that are in it."""
        return [text for text, forms in self._forms.items() if any(form in content for form in forms)]


def files_below(top):
    for at, _, names in os.walk(top):
        for name in names:
            path = os.path.join(at, name)
            if os.path.isfile(path) and not os.path.islink(path):
                yield path


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:  # gone meanwhile, or not ours
        return b""


def search(canaries, but=()):
    """[(path, word)] of what is found, in names and contents; not below the folders `but`. And how many files it read."""
    found, count = [], 0
    for top in (SESSION, *SHARED):
        for path in files_below(top):
            if path.startswith(tuple(but)):
                continue
            count += 1
            found += [(path, word) for word in canaries.seen_in(read(path) + b"\n" + os.fsencode(path))]
    return found, count


def core_dumps():
    """Files that look like one, by their first bytes and kind (ELF, ET_CORE)."""
    def is_core(path):
        head = read(path)[:18]
        return head[:4] == b"\x7fELF" and head[16:18] == b"\x04\0"

    return [path for top in (SESSION, os.getcwd(), *SHARED) for path in files_below(top) if is_core(path)]
