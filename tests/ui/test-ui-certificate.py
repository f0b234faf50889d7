#!/usr/bin/env python3
"""The server has somebody else's certificate: Confab says so, does not sign in, and offers no way past it."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from people import DOMAIN, PASSWORD, Person  # noqa: E402, F401
from steps import main  # noqa: E402


def walk_all(walk, people):
    alice = people("alice", (20, 20, 780, 800))

    @walk.step("The certificate of another server is named")
    def _():
        alice.start_filled_in()
        alice.app.find("text", "Password").write(PASSWORD)
        alice.app.find("button", "Sign in").click()
        alice.app.find(text=f"This is not the real {DOMAIN}.", wait=30)
        alice.app.find(text=re.compile("Confab did not sign in"))

    @walk.step("Nothing offers to go on all the same")
    def _():
        names = [one.name for one in alice.app.seen() if one.role in ("button", "link", "check box", "toggle button")]
        assert not [name for name in names if re.search("trust|accept|anyway|continue|proceed|ignore", name, re.I)], names
        assert alice.app.find("text", "Your address").text == alice.address
        assert len(alice.app.find("text", "Password").text) == len(PASSWORD)

    @walk.step("The server never heard who it was")
    def _():
        alice.quit()
        with open(os.environ["CONFAB_TEST_SERVER_LOG"], encoding="utf-8", errors="replace") as log:
            said = log.read()
        assert "Authenticated" not in said and alice.name not in said, said
        alice.assert_not_kept(PASSWORD)


sys.exit(main(walk_all))
