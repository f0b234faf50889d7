"""What a person does with Confab, in the words on its screen. The practice server is that of with-prosody.py."""

import os
import re

from driver import App, wait_for

DOMAIN = os.environ.get("CONFAB_TEST_DOMAIN", "example.test")
PASSWORD = os.environ.get("CONFAB_TEST_PASSWORD", "practice-password")
HOST = os.environ.get("CONFAB_TEST_HOST", "127.0.0.1")
PORT = os.environ.get("CONFAB_TEST_PORT", "5222")
PROGRAM = os.environ.get("CONFAB_PROGRAM", "confab")
ANSWER_SECONDS = 20


class Person:
    """One person with one profile: `name` is the local part of the address."""

    def __init__(self, name, place=None, folder=None):
        self.name = name
        self.address = f"{name}@{DOMAIN}"
        self.place = place
        self.profile = os.path.join(folder or os.environ.get("TMPDIR", "/tmp"), "profile-" + name)
        self.log = self.profile + ".log"
        self.app = None

    # -- the program --

    def start(self):
        self.app = App([PROGRAM, "--profile", self.profile], log=self.log)
        if self.place:
            self.app.place(*self.place)
        return self.app

    def quit(self):
        self.app.keys("ctrl+q")
        self.app.wait_end(15)

    def kill(self):
        self.app.kill()

    # -- signing in and off --

    def fill_in_sign_in(self, password=PASSWORD):
        self.app.find("text", "Your address").write(self.address)
        self.app.find("text", "Password").write(password)
        if not self.app.has_one("text", "Host"):
            self.app.find(re.compile("button|list item"), re.compile("^Server")).click()
        self.app.find("text", "Host").write(HOST)
        self.app.find("text", "Port").write(PORT)

    def sign_in_first(self, password=PASSWORD):
        self.fill_in_sign_in(password)
        self.app.find("button", "Sign in").click()
        self.wait_signed_in()

    def pill(self):
        """The one that says what is so: "Signed in", "Waiting 20 s" and the like."""
        return self.app.find(re.compile("button"), re.compile(r"^(Signed in|Signed off|Signing in|Waiting)"))

    def wait_pill(self, state):
        wait_for(lambda: self.pill().name.startswith(state), ANSWER_SECONDS, f"{state!r} at {self.name}'s")

    def wait_signed_in(self):
        self.wait_pill("Signed in")

    def sign_off(self):
        self.pill().click()
        self.app.find("menu item", "Sign off").click()
        self.wait_pill("Signed off")

    def sign_in(self):
        self.app.find("button", "Sign in").click()
        self.wait_signed_in()

    # -- buddies --

    def add_buddy(self, address, name, note):
        self.app.find("button", "Add a buddy").click()
        self.app.find("text", re.compile("^Address")).write(address)
        self.app.find("text", "I call them").write(name)
        self.app.find(re.compile("radio button|check box|list item"), re.compile("^Yes")).turn(True)
        self.app.find("text", re.compile("^Say who you are")).write(note)
        self.app.find("button", "Send note").click()
        self.app.wait_gone("button", "Send note")

    def accept_request(self, address):
        self.app.find(re.compile("button|list item"), re.compile(r"^\d+ request")).click()
        self.app.find(text=re.compile(re.escape(address)))
        self.app.find("button", "Accept").click()
        self.app.wait_gone("button", "Accept", ANSWER_SECONDS)

    def buddy(self, name):
        return self.app.find("list item", re.compile(rf"^{re.escape(name)}\b"), ANSWER_SECONDS)

    def wait_buddy_here(self, name):
        self.app.find("list item", re.compile(rf"^{re.escape(name)}\b.*\bHere\b", re.S), ANSWER_SECONDS)

    # -- chats --

    def open_chat(self, name):
        self.buddy(name).click_at()
        self.entry(name)

    def entry(self, name):
        return self.app.find("text", f"Message {name}")

    def write(self, name, text):
        self.entry(name).write(text)

    def send(self, name, text):
        self.entry(name).focus()
        self.write(name, text)
        self.app.keys("Return")
        self.wait_message(text)

    def wait_message(self, text):
        """A message of the log that holds `text`."""
        return self.app.find(re.compile("list item|label|article|panel"), re.compile(re.escape(text)), ANSWER_SECONDS)

    def has_message(self, text):
        return any(node.role != "text" for node in self.app.find_all(name=re.compile(re.escape(text))))

    def wait_state(self, state):
        """The words under the last own message: "With your server", "Waiting on this computer"."""
        self.app.find(re.compile("label|list item"), re.compile(state), ANSWER_SECONDS)
