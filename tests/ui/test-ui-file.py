#!/usr/bin/env python3
"""Files as people send them (R33, R35, R37): pasted, cleaned, fetched only when told, opened only
where nothing speaks against it. A viewer that writes down what it is given stands in for a real one."""

import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import run, wait_for  # noqa: E402
from sealed import meet  # noqa: E402
from steps import main  # noqa: E402

VIEWED = os.path.join(os.environ["HOME"], "viewed")
PICTURE = os.path.join(os.environ["HOME"], "lake.jpg")
PROGRAM = os.path.join(os.environ["HOME"], "holiday.jpg")
CANARY = "Sunnyvale"
FILE_SECONDS = 40
COPY = """
import sys
import gi
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, Gtk
Gtk.init()
uri = Gio.File.new_for_path(sys.argv[1]).get_uri()
content = Gdk.ContentProvider.new_for_bytes("text/uri-list", GLib.Bytes.new((uri + "\\r\\n").encode()))
Gdk.Display.get_default().get_clipboard().set_content(content)
print("copied", flush=True)
GLib.MainLoop().run()
"""
HURT_SECONDS = 1.0  # a viewer that nobody asked for would have been there by then


def make_viewer():
    programs = os.path.join(os.environ["XDG_DATA_HOME"], "applications")
    script = os.path.join(os.environ["HOME"], "viewer")
    os.makedirs(programs, exist_ok=True)
    os.makedirs(os.environ["XDG_CONFIG_HOME"], exist_ok=True)
    with open(script, "w", encoding="utf-8") as file:
        file.write(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{VIEWED}"\ncp "$1" "{VIEWED}.copy"\n')
    os.chmod(script, 0o700)
    with open(os.path.join(programs, "practice-viewer.desktop"), "w", encoding="utf-8") as file:
        file.write(f"[Desktop Entry]\nType=Application\nName=Practice\nExec={script} %f\nMimeType=image/jpeg;\n")
    with open(os.path.join(os.environ["XDG_CONFIG_HOME"], "mimeapps.list"), "w", encoding="utf-8") as file:
        file.write("[Default Applications]\nimage/jpeg=practice-viewer.desktop\n")


def make_files():
    subprocess.run(["convert", "-size", "64x48", "gradient:red-blue", PICTURE], check=True)
    subprocess.run(["exiftool", "-q", "-q", "-overwrite_original", "-GPSLatitude=52.5", "-GPSLatitudeRef=N",
                    "-GPSLongitude=13.4", "-GPSLongitudeRef=E", f"-Artist={CANARY}", PICTURE], check=True)
    with open(PROGRAM, "wb") as file:
        file.write(b"\x7fELF\2\1\1" + b"\0" * 200)


def viewed():
    if not os.path.exists(VIEWED):
        return []
    with open(VIEWED, encoding="utf-8") as file:
        return file.read().splitlines()


def assert_nothing_viewed():
    time.sleep(HURT_SECONDS)
    assert viewed() == [], viewed()


def walk_all(walk, people):
    alice, bob = people("alice", (10, 20, 680, 780)), people("bob", (700, 20, 680, 780))
    make_viewer()
    make_files()

    def choose(person, path):
        """Copied in another program, and pasted where one writes."""
        with subprocess.Popen([sys.executable, "-c", COPY, path], stdout=subprocess.PIPE, text=True) as other:
            other.stdout.readline()
            person.entry("Bob").focus()
            person.app.keys("ctrl+v")
            person.app.find("button", "Send 1 file", FILE_SECONDS)
            other.terminate()

    @walk.step("Alice and Bob become buddies, who know each other in life")
    def _():
        meet(alice, bob)
        alice.open_chat("Bob")
        bob.open_chat(alice.address)
        alice.send("Bob", "Here is the lake")
        bob.wait_message("Here is the lake")

    @walk.step("Alice pastes a picture, and is told what was taken out of it")
    def _():
        choose(alice, PICTURE)
        alice.app.find("label", re.compile("Place and camera taken out"))
        alice.app.find("button", "Do not send lake.jpg")

    @walk.step("She sends it; at Bob's a card says where it lies, and nothing is fetched")
    def _():
        alice.app.find("button", "Send 1 file").click()
        bob.app.find("button", "Get it", FILE_SECONDS)
        bob.app.find("label", re.compile("That place learns where you connect from"))
        bob.app.find("label", re.compile("^Said to be: Picture"))
        assert not bob.app.has_one("button", "Open")
        assert_nothing_viewed()

    @walk.step("Bob gets it, and opens it: there is no place in it any more")
    def _():
        bob.app.find("button", "Get it").click()
        bob.app.find("button", "Open", FILE_SECONDS)
        assert_nothing_viewed()
        bob.app.find("button", "Open").click()
        wait_for(lambda: len(viewed()) == 1, what="the viewer")
        wait_for(lambda: os.path.exists(VIEWED + ".copy"), what="what the viewer got")
        told = run("exiftool", "-a", "-u", "-G1", "-s", VIEWED + ".copy")
        assert "GPS" not in told and CANARY not in told, told

    @walk.step("A program that poses as a picture is not opened, and says so")
    def _():
        choose(alice, PROGRAM)
        alice.app.find("button", "Send 1 file").click()
        bob.app.find("button", "Get it", FILE_SECONDS).click()
        bob.app.find("label", re.compile("^It is a program"), FILE_SECONDS)
        bob.app.find("label", re.compile("^Program · "))
        assert len(bob.app.find_all("button", "Open")) == 1

    @walk.step("Saving it asks first; Escape saves nothing")
    def _():
        bob.app.find_all("button", "Save…")[-1].click()
        bob.app.find("label", re.compile("It can do harm when you open it"))
        bob.app.keys("Escape")
        bob.app.wait_gone("alert")
        assert len(viewed()) == 1


sys.exit(main(walk_all))
