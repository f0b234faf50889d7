#!/usr/bin/env python3
"""The screen is locked, and only the desktop's portal says so, as it does to a program in a sandbox (R21)."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from desktop import InhibitPortal  # noqa: E402
from driver import wait_for  # noqa: E402
from steps import main  # noqa: E402

PAGE = "Confab is locked while your screen is"


def walk_all(walk, people):
    alice, portal = people("alice", (10, 20, 680, 780)), InhibitPortal()
    alice.environment["GDK_DEBUG"] = "portals"

    @walk.step("Alice signs in, and Confab has asked the portal to tell")
    def _():
        alice.start_filled_in()
        alice.sign_in_first()
        wait_for(lambda: portal.monitors, what="a monitor")

    @walk.step("The portal says that the screen is locked: covered, and signed off")
    def _():
        portal.lock(True)
        alice.app.find("label", PAGE)
        assert not alice.app.has_one("button", "Safe settings: all on")

    @walk.step("And unlocked: back, and signed in")
    def _():
        portal.lock(False)
        alice.app.wait_gone("label", PAGE)
        alice.wait_signed_in()

    @walk.step("Alice quits")
    def _():
        alice.quit()


sys.exit(main(walk_all))
