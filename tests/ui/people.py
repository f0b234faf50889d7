"""What a person does with Confab, in the words on its screen. The practice server is that of with-prosody.py."""

import os
import re
import time

from desktop import Screensaver
from driver import App, wait_for

DOMAIN = os.environ.get("CONFAB_TEST_DOMAIN", "example.test")
PASSWORD = os.environ.get("CONFAB_TEST_PASSWORD", "practice-password")
HOST = os.environ.get("CONFAB_TEST_HOST", "127.0.0.1")
PORT = os.environ.get("CONFAB_TEST_PORT", "5222")
PROGRAM = os.environ.get("CONFAB_PROGRAM", "confab")
ANSWER_SECONDS = 20
MANY = 150  # keys until somebody gives up


class Person:
    """One person with one profile: `name` is the local part of the address."""

    has_files = True  # can choose one that lies outside
    screensaver = Screensaver  # what says to their program that the screen is locked

    def __init__(self, name, place=None, window_place=None, folder=None):
        """`place` and `window_place`: x, y, width, height of the main window and of a chat's own."""
        self.window_place = window_place
        self.name = name
        self.address = f"{name}@{DOMAIN}"
        self.server = f"{HOST}:{PORT}"
        self.place = place
        self.folder = folder or os.environ.get("TMPDIR", "/tmp")  # the program sees what lies there
        self.profile = os.path.join(self.folder, "profile-" + name)
        self.log = self.profile + ".log"
        self.environment = {}  # beside that of the test
        self.app = None

    # -- the program --

    def start(self, *options):
        self.app = App([PROGRAM, "--profile", self.profile, *options], log=self.log, environment=self.environment)
        if self.place:
            self.app.place(*self.place)
        return self.app

    def start_first(self):
        """The guide of a first start, with the practice server in the form behind it, as tests/try hands it over."""
        return self.start("--address", self.address, "--server", self.server)

    def start_filled_in(self):
        """As start_first, and on to the form."""
        self.start_first()
        self.pass_guide()
        return self.app

    def pass_guide(self):
        """Through the guide to the form, as suggested."""
        self.to_address()
        self.app.find("button", "I have one").click()
        self.app.find("text", "Your address")

    def to_address(self):
        """To the page of the guide with the ways to an address."""
        self.app.find("button", "Use safe settings", 30).click()
        self.app.find("button", "I have one")

    def finish_guide(self):
        """At its last page."""
        self.app.find("button", "Finish", 30).click()
        self.app.wait_gone("button", "Finish")

    def quit(self):
        self.app.keys("ctrl+q")
        self.app.wait_end(15)

    def end(self):
        """Whatever state it is in."""
        if self.app and self.app.is_running:
            self.app.kill()

    def kept(self):
        """What is in the profile's folder: contents by path."""
        found = {}
        for at, _, names in os.walk(self.profile):
            for name in names:
                with open(os.path.join(at, name), "rb") as file:
                    found[os.path.relpath(os.path.join(at, name), self.profile)] = file.read()
        return found

    def assert_not_kept(self, *words):
        """None of `words` is in the profile's folder or in what the program said, in UTF-8 or UTF-16."""
        places = self.kept() | {"what it said": self.app.said().encode()}
        found = [f"{name}: {word}" for name, content in places.items() for word in words
                 if word.encode() in content or word.encode("utf-16-le") in content]
        assert not found, found

    # -- signing in and off --

    def sign_in_first(self, password=PASSWORD):
        """At the form of the guide, filled in but for the password."""
        assert self.app.find("text", "Your address").text == self.address
        self.app.find("text", "Password").write(password)
        self.app.find("button", "Sign in").click()
        self.finish_guide()
        self.wait_signed_in()

    def pill(self):
        """The one that says what is so: "Signed in", "Waiting 20 s" and the like."""
        return self.app.find("toggle button", re.compile(r"^(Signed in|Signed off|Signing in|Waiting)"))

    def wait_pill(self, state):
        wait_for(lambda: self.pill().name.startswith(state), ANSWER_SECONDS, f"{state!r} at {self.name}'s")

    def wait_signed_in(self):
        self.wait_pill("Signed in")

    def go_to(self, name, *keys):
        """Presses the keys in turn until what has the keyboard is called so."""
        for place in range(MANY):
            focused = [one for one in self.app.seen() if one.has("focused")]
            if focused and re.search(name, focused[-1].name or ""):
                return
            self.app.keys(keys[place % len(keys)])
        raise AssertionError(f"{MANY} keys never led to {name!r}, in:\n{self.app.describe()}")

    def to_list(self):
        """In a narrow window the list and the chat take turns."""
        for back in self.app.find_all("button", "Back"):
            back.click()
            self.app.wait_gone("button", "Back")

    def sign_off(self):
        self.to_list()
        self.pill().choose("Sign off", 3)
        self.wait_pill("Signed off")

    def sign_in(self):
        self.to_list()
        self.pill().choose("Sign in", 0)
        self.wait_signed_in()

    # -- buddies --

    def add_buddy(self, address, name, note):
        self.to_list()
        self.app.find("button", "Add a buddy").click()
        self.app.find("text", "Address").write(address)
        self.app.find("text", "I call them").write(name)
        self.app.find("text", "Say who you are").write(note)
        self.app.find("button", "Send note").click()
        self.app.wait_gone("button", "Send note")

    def accept_request(self, address):
        self.to_list()
        self.app.find("button", re.compile(r"^\d+ request"), ANSWER_SECONDS).click()
        self.app.find("label", address)
        self.app.find("button", "Accept").click()
        dialog = self.app.find("alert", wait=ANSWER_SECONDS)  # "Do you know them in life?"
        dialog.find("button", "Yes").click()
        self.app.wait_gone("alert")

    def buddy(self, name):
        self.to_list()
        return self.app.find("list item", re.compile(rf"^{re.escape(name)}\b"), ANSWER_SECONDS)

    def wait_buddy_here(self, name):
        self.to_list()
        self.app.find("list item", re.compile(rf"^{re.escape(name)}\b.*\bHere\b", re.S), ANSWER_SECONDS)

    # -- chats --

    def open_chat(self, name):
        """A list that moves in that very moment takes the click elsewhere; then a person clicks again."""
        for _ in range(3):
            self.buddy(name).click_at()
            end = time.monotonic() + 4
            while time.monotonic() < end:
                if self.app.has_one("text", f"Message {name}"):
                    return
                time.sleep(0.1)
        self.entry(name)

    def open_window(self, name):
        """The chat in a window of its own."""
        self.buddy(name).find("toggle button", f"More about {name}").choose("Open in own window", 0)
        wait_for(lambda: len(self.app.frames()) > 1, what="a second window")
        if self.window_place:
            self.app.place(*self.window_place)

    def entry(self, name):
        return self.app.find("text", f"Message {name}")

    def write(self, name, text):
        if not self.app.has_one("text", f"Message {name}"):
            self.open_chat(name)
        self.entry(name).write(text)

    def send(self, name, text):
        self.write(name, text)
        self.entry(name).focus()
        self.app.keys("Return")
        self.wait_message(text)

    def wait_message(self, text):
        """The row of the log that says `text`."""
        return self.app.find("list item", re.compile(re.escape(text)), ANSWER_SECONDS)

    def has_message(self, text):
        return self.app.has_one("list item", re.compile(re.escape(text)))

    def wait_state(self, text, state):
        """What is said of an own message: "With your server", "Waiting on this computer"."""
        wait_for(lambda: state in self.wait_message(text).description, ANSWER_SECONDS, f"{state!r} for {text!r}")
