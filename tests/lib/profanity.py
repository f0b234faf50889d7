"""Profanity, driven as a person does: keys pressed in a terminal of its own (tmux), in a home of its own.

What it did is read from what it keeps (its message store, its keys) and from its log, never from the screen.
Nothing is waited for without an end; the tmux server is ours alone and ends with the person.
"""

import base64
import configparser
import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import time

PATIENCE = 30
SETTINGS = """[omemo]
policy=always
trustmode={trust}
log=on

[connection]
receipts.send=true
receipts.request=true
carbons=true
mam={archive}

[ui]
splash=false
roster=false
vercheck=false

[logging]
chlog=true

[notifications]
message=off
"""
ACCOUNT = """[{address}]
enabled=true
jid={address}
server={host}
port={port}
password={password}
resource={resource}
presence.last=online
presence.login=online
"""


class Profanity:
    """One running Profanity; `home` is a folder that is not there yet, or one that an earlier run left."""

    def __init__(self, name, home, trust="blind", archive=False):
        self.name, self.home = name, home
        self.address = f"{name}@{os.environ['CONFAB_TEST_DOMAIN']}"
        self._trust, self._archive = trust, archive
        self._runs, self._rows = 0, []
        self._log = os.path.join(home, "log")
        folder = self.address.replace("@", "_at_")
        self._kept = os.path.join(home, "data", "profanity")
        self._keys = os.path.join(self._kept, "omemo", folder)
        self._database = os.path.join(self._kept, "database", folder, "chatlog.db")
        self.environment = os.environ | {"HOME": home, "XDG_CONFIG_HOME": os.path.join(home, "config"),
                                         "XDG_DATA_HOME": os.path.join(home, "data"), "LANG": "C.UTF-8",
                                         "TERM": "xterm-256color", "TMUX": ""}
        self.start()

    def _write(self, text, *path):
        path = os.path.join(self.home, *path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, 0o600)

    def _tmux(self, *words):
        return subprocess.run(["tmux", "-S", self._socket, "-f", "/dev/null", *words], env=self.environment, text=True,
                              capture_output=True, timeout=PATIENCE)

    def start(self):
        """Starts it, waits until it is signed in, and has it make keys where there are none."""
        self._write(SETTINGS.format(trust=self._trust, archive=str(self._archive).lower()), "config", "profanity", "profrc")
        # Two of one account must not be the same resource.
        self._write(ACCOUNT.format(address=self.address, resource=os.path.basename(self.home), host=os.environ["CONFAB_TEST_HOST"],
                                   port=os.environ["CONFAB_TEST_PORT"], password=os.environ["CONFAB_TEST_PASSWORD"]),
                    "data", "profanity", "accounts")
        self._mark = self.said()
        # Beside the home, so that that can be copied; the last one may be closing still.
        self._runs += 1
        self._socket = f"{self.home}.{self._runs}.tmux"
        begun = self._tmux("new-session", "-d", "-x", "200", "-y", "50",
                           f"exec profanity -l DEBUG -f '{self._log}' -a {self.address}")
        if begun.returncode != 0:
            raise AssertionError(f"tmux does not start: {begun.stderr}")
        self.until("signing in", lambda: "SENT: <presence" in self.fresh())
        if not os.path.exists(os.path.join(self._keys, "identity.txt")):
            self.type("/omemo gen")
            self.until("making keys", lambda: "bundle published successfully" in self.fresh())
        # Where an account never had a list it waits for one that this server does not say is missing in the way it expects.
        self.until("reading its list", lambda: "can't get OMEMO device list" in self.fresh() or self._is_announced())
        if not self._is_announced():
            self.type("/omemo clear_device_list")
        self.until("its device on the list", self._is_announced)

    def _is_announced(self):
        own = f'id="{self.device()}"'
        return any(own in line and "devicelist" in line and "RECV" in line for line in self.fresh().splitlines())

    # -- its keyboard --

    def type(self, line):
        """One line and Enter."""
        self._tmux("send-keys", "-t", "0", "-l", "--", line.rstrip(";"))
        self._tmux("send-keys", "-t", "0", "Enter")

    def screen(self):
        return self._tmux("capture-pane", "-p", "-t", "0").stdout

    def buddy(self, address):
        self.type(f"/roster add {address}")
        self.type(f"/sub request {address}")

    def accept(self, address):
        self.until("being asked", lambda: re.search(rf'<presence[^>]*from="{re.escape(address)}"[^>]*type="subscribe"', self.said())
                   or re.search(rf'<presence[^>]*type="subscribe"[^>]*from="{re.escape(address)}"', self.said()))
        self.type(f"/sub allow {address}")
        self.type(f"/sub request {address}")

    def talk(self, address):
        """The window of this chat, with sealing on; waits until it has their keys.

        A session that was begun before it had their list stays empty until it is ended and begun again.
        """
        self.type(f"/msg {address}")
        self.until(f"the list of {address}", lambda: f"Setting device list for {address}" in self.fresh())
        self.type("/omemo end")
        self.type("/omemo start")
        self.until(f"knowing devices of {address}", lambda: self.known(address))

    def learn(self, address, numbers):
        """Waits for a list with these devices, and begins with those that it does not know yet, which it does not by itself."""
        self.until(f"a list of {address} with {numbers}", lambda: any(
            "devicelist" in line and f'from="{address}"' in line and "RECV" in line
            and all(f'id="{number}"' in line for number in numbers) for line in self.fresh().splitlines()))
        if not set(numbers) <= set(self.known(address)):
            self.talk(address)
        self.until(f"knowing {numbers} of {address}", lambda: set(numbers) <= set(self.known(address)))

    def send(self, address, text):
        self.type(f"/msg {address} {text}")

    def trust(self, address, fingerprint):
        self.type(f"/omemo trust {address} {fingerprint}")

    # -- what it keeps --

    def said(self):
        """Its whole log."""
        if not os.path.exists(self._log):
            return ""
        with open(self._log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def fresh(self):
        """Its log since the last start."""
        return self.said()[len(self._mark):]

    def _key_file(self, name):
        parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
        parser.optionxform = str
        parser.read(os.path.join(self._keys, name), encoding="utf-8")
        return parser

    def device(self):
        return self._key_file("identity.txt").get("identity", "device_id", fallback=None)

    def key(self):
        """Its identity key as others see it: 32 bytes in hexadecimal digits."""
        public = base64.b64decode(self._key_file("identity.txt").get("identity", "identity_key_public"))
        return public[-32:].hex()

    def known(self, address):
        """Somebody's keys by device number, as it has learnt them."""
        devices = self._key_file("known_devices.txt")
        return dict(devices.items(address)) if devices.has_section(address) else {}

    def messages(self):
        """(from, to, text, sealing) of all that it has kept, oldest first; sealing is "omemo" or "none"."""
        if not os.path.exists(self._database):
            return []
        # Of a copy: whoever reads locks it, and Profanity does not wait to write a row, but loses it.
        copy = self.home + ".chatlog"
        shutil.copyfile(self._database, copy)
        try:
            with contextlib.closing(sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)) as database:
                self._rows = database.execute("SELECT from_jid, to_jid, message, encryption FROM ChatLogs ORDER BY id").fetchall()
        except sqlite3.DatabaseError:  # copied in the middle of a change
            pass
        return self._rows

    def texts(self, address):
        """(text, sealing) of what somebody sent."""
        return [(text, sealing) for sender, _, text, sealing in self.messages() if sender == address]

    # -- its life --

    def until(self, what, test, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while not (found := test()):
            if time.monotonic() > end:
                told = "\n".join(line[:300] for line in self.said().splitlines()[-30:])
                raise AssertionError(f"{self.name}: {what} did not come about\n{self.screen().strip()}\n{told}")
            time.sleep(0.05)
        return found

    def expect(self, address, text, seconds=PATIENCE):
        """Waits for this text of theirs; returns how it was sealed."""
        self.until(f"{text!r} of {address}", lambda: text in [each for each, _ in self.texts(address)], seconds)
        return dict(self.texts(address))[text]

    def is_running(self):
        return self._tmux("has-session").returncode == 0

    def quit(self):
        self.type("/quit")
        self.until("ending", lambda: not self.is_running())

    def kill(self):
        self._tmux("kill-server")

    def reinstall(self):
        """The same account on a computer that has nothing of it."""
        if self.is_running():
            self.quit()
        shutil.rmtree(self.home)
        self.start()
