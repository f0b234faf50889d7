#!/usr/bin/env python3
"""What may be done with a file that came through a real server, and what a picture tells that was sent.

What can run is never opened, whatever it is called and whoever sent it; nothing is opened of somebody not known in
life; a harmless picture opens. A picture arrives without the place, the camera and the author that were in it.
"""

import os
import subprocess
import sys

import stage
from filing import HELD, OFFERED, SENT, newest, pair, read_files, until_file

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpora", "file"))
import make_bytes

REFUSE, SAVE_WARNED, SAVE, OPEN = range(4)
PROGRAM, TWO_ENDINGS, HOLDS_PROGRAM, NOT_KNOWN, KIND = 6, 10, 12, 24, 26
MAY_TELL, CLEANED = 0, 1
CANARY = "Sunnyvale"


def hand_over(anna, ben, path, count):
    """Attached, sent and fetched; what the line said of it, and the message at the other side."""
    note = int(anna.do("file-attach", ben.address, path))
    until_file(anna, ben.address, SENT, count=count)
    until_file(ben, anna.address, OFFERED, count=count)
    message = newest(ben, anna.address)
    ben.fails("file-judge", anna.address, message)
    ben.fails("file-show", anna.address, message)
    ben.do("file-fetch", anna.address, message)
    until_file(ben, anna.address, HELD, count=count)
    return note, message


def judge(person, address, message):
    return [int(word) for word in person.do("file-judge", address, message).split()][:2]


def write(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(data)
    return path


def exif(path):
    return subprocess.run(["exiftool", "-a", "-u", "-G1", "-s", path], capture_output=True, text=True, check=True).stdout


def test_judged(folder):
    anna, ben = pair(folder)
    cases = [("holiday.jpg", make_bytes.elf(), [SAVE_WARNED, PROGRAM]),
             ("invoice.pdf.exe", make_bytes.pe(), [SAVE_WARNED, TWO_ENDINGS]),
             ("album.zip", make_bytes.zipped({"a.jpg": make_bytes.jpeg(), "start.sh": b"#!/bin/sh\n"}), [SAVE_WARNED, HOLDS_PROGRAM]),
             ("letter.docx", make_bytes.office(), [SAVE, KIND]),
             ("notes.txt", b"bread, milk\n", [OPEN, 0])]
    ben.do("file-known", anna.address, "1")
    for count, (name, data, wanted) in enumerate(cases, 1):
        _, message = hand_over(anna, ben, write(folder, name, data), count)
        found = judge(ben, anna.address, message)
        assert found == wanted, (name, found)
        if wanted[0] == OPEN:
            shown = ben.do("file-show", anna.address, message)
            with open(shown, "rb") as file:
                assert file.read() == data
            assert os.stat(shown).st_mode & 0o111 == 0
        else:
            ben.fails("file-show", anna.address, message)
            target = os.path.join(folder, f"saved-{count}")
            ben.do("file-save", anna.address, message, target)
            assert os.stat(target).st_mode & 0o111 == 0
    # Whoever is not known in life any more, opens nothing.
    ben.do("file-known", anna.address, "0")
    assert judge(ben, anna.address, message) == [SAVE, NOT_KNOWN]
    ben.fails("file-show", anna.address, message)
    ben.quit()
    anna.quit()


def test_picture(folder):
    anna, ben = pair(folder)
    ben.do("file-known", anna.address, "1")
    count = 0
    for kind in "jpg", "png", "webp":
        path = os.path.join(folder, f"lake.{kind}")
        subprocess.run(["convert", "-size", "64x48", "gradient:red-blue", path], check=True)
        subprocess.run(["exiftool", "-q", "-q", "-overwrite_original", "-GPSLatitude=52.5", "-GPSLatitudeRef=N",
                        "-GPSLongitude=13.4", "-GPSLongitudeRef=E", f"-Make={CANARY}", f"-Artist={CANARY}",
                        f"-XMP-dc:Creator={CANARY}", path], check=True)
        assert "GPSLatitude" in exif(path) and CANARY in exif(path)
        count += 1
        note, message = hand_over(anna, ben, path, count)
        assert note == CLEANED, note
        assert judge(ben, anna.address, message) == [OPEN, 0]
        target = os.path.join(folder, f"came.{kind}")
        ben.do("file-save", anna.address, message, target)
        told = exif(target)
        assert "GPS" not in told and CANARY not in told and "XMP" not in told, told
        with open(target, "rb") as file:
            assert CANARY.encode() not in file.read()
    note, _ = hand_over(anna, ben, write(folder, "report.pdf", make_bytes.pdf()), count + 1)
    assert note == MAY_TELL, note
    anna.fails("file-attach", ben.address, folder)
    ben.quit()
    anna.quit()


def look(person, address, message):
    """Width, height and middle colour of the picture on the card."""
    width, height, colour = person.do("file-picture", address, message).split()
    return int(width), int(height), bytes.fromhex(colour)


def test_shown(folder):
    """Pictures on their cards, decoded in glycin's sandbox: only what may be opened, and is a picture (R38)."""
    anna, ben = pair(folder)
    ben.do("file-known", anna.address, "1")
    count = 0
    # A camera that was held sideways: what is wide in the file is tall on the screen.
    for kind, turned in ("jpg", True), ("png", False), ("webp", False), ("gif", False):
        path = os.path.join(folder, f"red.{kind}")
        subprocess.run(["convert", "-size", "1600x800", "xc:#c81e1e", path], check=True)
        if turned:
            subprocess.run(["exiftool", "-q", "-q", "-overwrite_original", "-n", "-Orientation=6", path], check=True)
        count += 1
        _, message = hand_over(anna, ben, path, count)
        width, height, colour = look(ben, anna.address, message)
        assert (width, height) == ((320, 640) if turned else (640, 320)), (kind, width, height)
        assert all(abs(found - wanted) < 12 for found, wanted in zip(colour, b"\xc8\x1e\x1e")), (kind, colour)
    # What opens and is no picture; a picture that breaks off; one of somebody not known.
    for name, data in ("notes.txt", b"bread\n"), ("cut.png", read(os.path.join(folder, "red.png"))[:60]):
        count += 1
        _, broken = hand_over(anna, ben, write(folder, name, data), count)
        problem = ben.fails("file-picture", anna.address, broken)
        assert problem in (str(stage.PROBLEMS["PICTURE"]), str(stage.PROBLEMS["FILE"])), problem
    ben.do("file-known", anna.address, "0")
    ben.fails("file-picture", anna.address, message)
    ben.quit()
    anna.quit()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def test_smaller(folder):
    """A large picture goes out smaller where that is wished, with nothing in it but the picture."""
    anna, ben = pair(folder)
    ben.do("file-known", anna.address, "1")
    path = os.path.join(folder, "Large one.png")
    subprocess.run(["convert", "-size", "3000x1500", "plasma:red-blue", "-depth", "8", path], check=True)
    subprocess.run(["exiftool", "-q", "-q", "-overwrite_original", f"-XMP-dc:Creator={CANARY}", path], check=True)
    assert os.path.getsize(path) > 1048576
    anna.say("file-attach", ben.address, path, "smaller")
    anna.expect("done\tfile-handed", fail=("failed\tfile-handed",))
    until_file(anna, ben.address, SENT, count=1)
    assert until_file(ben, anna.address, OFFERED, count=1).name == "Large one.jpg"
    message = newest(ben, anna.address)
    ben.do("file-fetch", anna.address, message)
    until_file(ben, anna.address, HELD, count=1)
    target = os.path.join(folder, "came.jpg")
    ben.do("file-save", anna.address, message, target)
    told = exif(target)
    assert "JPEG" in told and "2048" in told and "1024" in told, told
    assert CANARY not in told and "XMP" not in told, told
    assert os.path.getsize(target) < os.path.getsize(path) / 2, os.path.getsize(target)
    ben.quit()
    anna.quit()


def test_asked(folder):
    """A card number in a text or in a name is asked about, and nothing leaves before the answer (R08)."""
    anna, ben = pair(folder)
    cases = (("note.txt", b"Pay with 4111 1111 1111 1111\n"), ("card_4111_1111_1111_1111.bin", b"\0\1"),
             ("old.txt", "Die Karte für dich: 4111-1111-1111-1111".encode("utf-16")))
    for count, (name, data) in enumerate(cases, 1):
        path = write(folder, name, data)
        anna.say("file-attach", ben.address, path)
        problem = anna.expect("failed\tfile-handed", fail=("done\tfile-handed",)).split("\t")[2]
        assert problem == str(stage.PROBLEMS["QUESTION"]), problem
        assert len(read_files(anna, ben.address)) == count - 1
        anna.say("file-attach", ben.address, path, "anyway")
        anna.expect("done\tfile-handed", fail=("failed\tfile-handed",))
        until_file(anna, ben.address, SENT, count=count)
        until_file(ben, anna.address, OFFERED, count=count)

    # A name that is left out is not asked about, and nobody learns it.
    anna.say("file-attach", ben.address, os.path.join(folder, cases[1][0]), "nameless")
    anna.expect("done\tfile-handed", fail=("failed\tfile-handed",))
    until_file(anna, ben.address, SENT, count=count + 1)
    assert until_file(ben, anna.address, OFFERED, count=count + 1).name == "file.bin"
    assert read_files(anna, ben.address)[-1].name == "file.bin"
    ben.quit()
    anna.quit()


stage.play(globals())
