"""Files of a person without a screen (person-files.c): their rows, and what stands beside the vault."""

import collections
import hashlib
import os
import time

import stage
from confab import Confab
from person import befriend

OFFERED, FETCHING, STOPPED, HELD, PREPARING, WAITING, SENDING, SENT, FAILED = range(9)
USER, TOO_LARGE, QUOTA, DAMAGED, DAY = 1, 5, 9, 10, 14

File = collections.namedtuple("File", "id is_own state cause size done host name message")


def read_files(person, address):
    return [File(int(row[1]), row[2] == "1", int(row[3]), int(row[4]), int(row[5]), int(row[6]), *row[7:9], int(row[9]))
            for row in person.rows("files", "file\t", address)]


def until_file(person, address, state, nth=-1, count=1, seconds=60):
    def there():
        files = read_files(person, address)
        return len(files) >= count and files[nth].state == state
    try:
        person.until(f"a file in state {state}", there, seconds)
    except BaseException:
        print("files:", read_files(person, address))
        raise
    return read_files(person, address)[nth]


def kept(person):
    """Names of sealed bytes beside the vault."""
    folder = os.path.join(person.profile, "files")
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []


def make(folder, name, size):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        for start in range(0, size, 1 << 20):
            file.write(os.urandom(min(1 << 20, size - start)))
    return path


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def part(person):
    folder = os.path.join(person.profile, "files")
    return sum(os.stat(os.path.join(folder, name)).st_size for name in kept(person))


def resting(person):
    """What is here when the piece that was on its way to the disk is there too."""
    seen = [-1, part(person)]
    while seen[-1] != seen[-2]:
        time.sleep(0.1)
        seen.append(part(person))
    return seen[-1]


def newest(person, address):
    return str(read_files(person, address)[-1].id)


def pair(folder, receiver=Confab):
    """Two who know each other's devices, and have written."""
    names = stage.strangers("alice", "bob")
    anna = Confab(names[0], os.path.join(folder, names[0]))
    ben = receiver(names[1], os.path.join(folder, names[1]))
    befriend(anna, ben)
    anna.knows(ben.address, ben.device())
    ben.knows(anna.address, anna.device())
    for person, other in (anna, ben), (ben, anna):
        person.send(other.address, "hello")
        other.expect_text(person.address, "hello")
    return anna, ben
