#!/usr/bin/env python3
"""The server hears that no window is looked at once that lasts, and at once that one is (XEP-0352): a real window, put away and
taken up again. Who only goes from window to window tells it nothing."""

import os
import sys
import time

import stage
import wire

sys.path[:0] = [os.path.join(stage.HERE, "..", "ui")]
from driver import run, wait_for  # noqa: E402
from people import Person  # noqa: E402

CSI = "urn:xmpp:csi:0"
LASTING = 10  # seconds, of app-attention.c


def said():
    text = "".join(wire.overheard())
    return text.count(f"<inactive xmlns='{CSI}'/>"), text.count(f"<active xmlns='{CSI}'/>")


def test_watched(folder):
    name, = stage.strangers("alice")
    os.chmod(folder, 0o700)
    alice = Person(name, (10, 20, 1000, 780), folder=folder)
    alice.start_filled_in()
    alice.sign_in_first()
    window = alice.app.window()
    run("xdotool", "windowactivate", "--sync", window)
    time.sleep(1)
    assert said() == (0, 0), said()

    for _ in range(3):
        run("xdotool", "windowminimize", "--sync", window)
        time.sleep(0.5)
        run("xdotool", "windowactivate", "--sync", window)
        time.sleep(0.5)
    assert said() == (0, 0), said()

    begun = time.monotonic()
    run("xdotool", "windowminimize", "--sync", window)
    wait_for(lambda: said() == (1, 0), seconds=LASTING * 4, what="that nobody looks")
    assert time.monotonic() - begun > LASTING / 2
    run("xdotool", "windowactivate", "--sync", window)
    wait_for(lambda: said() == (1, 1), what="that somebody looks")
    alice.quit()


if __name__ == "__main__":
    stage.play(globals())
