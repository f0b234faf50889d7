#!/usr/bin/env python3
"""What is known of one's own server, whom Confab talks to, and who sees where one connects from: by keyboard, on the
screen and on the command line (R13, R22)."""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from people import DOMAIN, PROGRAM  # noqa: E402
from steps import main  # noqa: E402

BYTES = re.compile(r"^[\d.,]+\s\S+ in\n[\d.,]+\s\S+ out$")


def report(person):
    return subprocess.run([PROGRAM, "--profile", person.profile, "--network-report"], capture_output=True, text=True,
                          timeout=60, check=False)


def walk_all(walk, people):
    alice = people("alice", (10, 20, 680, 780))

    @walk.step("Before Confab runs there is nothing to report, and nothing is started")
    def _():
        told = report(alice)
        assert told.returncode == 1 and told.stdout == "" and "not running" in told.stderr, told

    @walk.step("Alice signs in, and looks at her server from the Safety page")
    def _():
        alice.start_filled_in()
        alice.sign_in_first()
        alice.app.find("button", "Safe settings: all on").click()
        alice.go_to("^Look at my server", "Tab", "Down")
        alice.app.keys("Return")
        alice.app.find(text=f"It proved to be {DOMAIN}")
        alice.app.find(text="Your sign-in was tied to this very line")
        alice.app.find(text="Locked where it lies")
        alice.app.find(text=re.compile("^No program can ask a server for that yet"))
        alice.app.find(text=re.compile(f"^As far as {DOMAIN} tells; it was asked at "))

    @walk.step("A device that the server let in is signed off there, and is gone from the page")
    def _():
        alice.app.find("button", "Sign off: A program that gives no name").click()
        alice.app.find(text=re.compile("If it is this computer, you are signed off here"))
        alice.app.find("button", "Sign off").click()
        alice.app.wait_gone("button", "Sign off: A program that gives no name")
        alice.app.find("button", "Sign off: Another program, Desk", 20)

    @walk.step("One that knows the password stays, and what helps is offered")
    def _():
        alice.app.find("button", "Sign off: Another program, Desk").click()
        alice.app.find("button", "Sign off").click()
        alice.app.find(text="Only a new password keeps it out")
        alice.app.find("button", "Change password\u2026").click()
        alice.app.find(text="Another password")
        alice.app.keys("Escape")
        alice.app.find("button", "Sign off: Another program, Desk")

    @walk.step("Alice tells it to keep no copies, and then to keep them: it says that it does")
    def _():
        for is_on, words, which in ((False, "^What comes while you are signed off", "^None, but for"),
                                    (True, "^Of what you write with people you added", "^Those with your buddies$")):
            alice.app.find("check box", "Let it keep copies", 20).turn(is_on)
            alice.app.find(text=re.compile(words))
            alice.app.find(text=re.compile(which))  # the line above it, without asking again
            assert alice.app.find("check box", "Let it keep copies").is_on == is_on

    @walk.step("Whom Confab talks to: one server, and what went both ways")
    def _():
        alice.app.keys("alt+Left")
        alice.go_to("^Whom Confab talks to", "Tab", "Down")
        alice.app.keys("Return")
        alice.app.find(text=re.compile("^The server of your account, door .*; the line is open$"))
        alice.app.find(text=BYTES)

    @walk.step("The same on the command line, and nothing more")
    def _():
        told = report(alice)
        lines = told.stdout.splitlines()
        assert told.returncode == 0 and lines[0].startswith("Counted since Confab was opened at "), told
        (server,) = [line.split("\t") for line in lines[1:] if "The server of your account" in line]
        assert re.fullmatch(r"[\d.,]+\s\S+ in", server[2]) and re.fullmatch(r"[\d.,]+\s\S+ out", server[3]), told
        assert alice.address not in told.stdout and "alice" not in told.stdout, told

    @walk.step("Once Confab has ended, nobody knows any more")
    def _():
        for _ in range(3):
            alice.app.keys("Escape")
        alice.quit()
        told = report(alice)
        assert told.returncode == 1 and "not running" in told.stderr, told


sys.exit(main(walk_all))
