"""Confab in its sandbox, used as tests/ui uses the program outside: `Sandboxed` is a Person whose Confab is the Flatpak.

Outside sees of the sandbox the process of `flatpak run`, a window, and a name on the accessibility bus that belongs to a
proxy; so a program is known by what has newly come when it starts. It refuses to start two at once.
"""

import os
import subprocess
import sys

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.path[:0] = [os.path.join(ROOT, "tests", "ui"), os.path.join(ROOT, "tests", "lib")]
from desktop import InhibitBackend  # noqa: E402
from driver import App, Bus, NotThere, run, wait_for  # noqa: E402
from people import Person  # noqa: E402
from screen import end, wait_for_name  # noqa: E402
from tree import ACCESSIBLE, PATIENCE, ROOT as TOP  # noqa: E402

ID = "im.confab.Confab"
FOLDER = os.environ["CONFAB_FLATPAK_FOLDER"]
HOME = os.environ["HOME"]
DATA = os.path.join(HOME, ".var", "app", ID)
COMMAND = ["flatpak", "run", "--user", "--die-with-parent", ID]
LIBEXEC = "/usr/libexec"
# Windows of one client share all but these bits of their numbers.
X_CLIENT = ~0x1FFFFF

# Flatpak asks the system bus for parental controls, and there is none here.
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
os.environ["FLATPAK_USER_DIR"] = os.path.join(FOLDER, "installation")
# What the screen sets for programs outside; inside, the portals and the runtime's authorities are what is tried.
for name in ("GTK_USE_PORTAL", "ADW_DISABLE_PORTAL", "SSL_CERT_FILE"):
    os.environ.pop(name, None)


def flatpak(*words):
    """Runs it for this user; returns what it said."""
    done = subprocess.run(["flatpak", "--user", *words], capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise AssertionError(f"flatpak {' '.join(words)}: {done.stdout}{done.stderr}")
    return done.stdout


def search_windows(kind, pattern):
    return set(subprocess.run(["xdotool", "search", "--onlyvisible", kind, pattern], capture_output=True, text=True,
                              timeout=PATIENCE).stdout.split())


def titled_windows():
    """Of all Confabs; menus have no title, and what the desktop asks is of another class."""
    return sorted(search_windows("--class", "confab") & search_windows("--name", "."), key=int)


class SandboxApp(App):
    def __init__(self, command, **options):
        self._names_before = {name for name, _ in Bus().programs()}
        self._clients_before = {int(window) & X_CLIENT for window in titled_windows()}
        self._client = None
        super().__init__(command, **options)

    def _find_self(self):
        if self.process.poll() is not None:
            raise NotThere(f"the program ended with {self.process.returncode}")
        for name, _ in self.bus.programs():
            if name not in self._names_before and self.bus.call(name, TOP, ACCESSIBLE, "GetChildren"):
                return name, self.process.pid
        return None

    def windows(self):
        there = titled_windows()
        if self._client is None:
            new = [int(window) & X_CLIENT for window in there if int(window) & X_CLIENT not in self._clients_before]
            if not new:
                return []
            self._client = new[0]
        return [window for window in there if int(window) & X_CLIENT == self._client]

    def process_inside(self):
        """The id, as outside counts, of the program itself."""
        below, found = [self.process.pid], None
        while below and not found:
            children = run("ps", "-o", "pid=,comm=", "--ppid", ",".join(map(str, below))).splitlines()
            below = [int(line.split()[0]) for line in children]
            found = next((int(line.split()[0]) for line in children if line.split()[1] == "confab"), None)
        assert found, "there is no confab in the sandbox"
        return found


class Sandboxed(Person):
    has_files = False  # nobody plays the desktop's question for one

    @staticmethod
    def screensaver():
        return Portals.desktop

    def __init__(self, name, place=None, window_place=None, folder=None):
        super().__init__(name, place, window_place, folder or os.path.join(DATA, "data"))
        self.log = os.path.join(os.environ["TMPDIR"], f"sandbox-{name}.log")

    def start(self, *options):
        self.app = SandboxApp([*COMMAND, "--profile", self.profile, *options], log=self.log)
        if self.place:
            self.app.place(*self.place)
        return self.app


class Portals:
    """The desktop's portals, which can be there, be there without a password safe, or not be there."""

    desktop = None  # behind them: InhibitBackend, of the whole run

    def __init__(self):
        self._started = []
        Portals.desktop = InhibitBackend()

    def start(self, has_safe=True):
        settings = os.path.join(HOME, ".config", "xdg-desktop-portal")
        os.makedirs(settings, exist_ok=True)
        with open(os.path.join(settings, "portals.conf"), "w", encoding="utf-8") as file:
            file.write("[preferred]\ndefault=none\n")
            file.write(f"org.freedesktop.impl.portal.Secret={'gnome-keyring' if has_safe else 'none'}\n")
            file.write(f"{InhibitBackend.INTERFACE}=practice\n")
        backends = os.path.join(HOME, ".local", "share", "xdg-desktop-portal", "portals")
        os.makedirs(backends, exist_ok=True)
        with open(os.path.join(backends, "practice.portal"), "w", encoding="utf-8") as file:
            file.write(f"[portal]\nDBusName={InhibitBackend.NAME}\nInterfaces={InhibitBackend.INTERFACE}\n")
        with open(os.path.join(os.environ["TMPDIR"], "portals.log"), "ab") as log:
            for program, name in (("xdg-permission-store", "org.freedesktop.impl.portal.PermissionStore"),
                                  ("xdg-desktop-portal", "org.freedesktop.portal.Desktop")):
                self._started.append(subprocess.Popen([os.path.join(LIBEXEC, program)], stdin=subprocess.DEVNULL,
                                                      stdout=log, stderr=log))
                wait_for_name(name, os.environ)
        return self

    def stop(self):
        while self._started:
            end(self._started.pop())

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()


def prepare_home():
    """Where programs in the sandbox look for how windows behave: no animations, as outside."""
    inside = os.path.join(DATA, "config", "gtk-4.0")
    os.makedirs(inside, exist_ok=True)
    with open(os.path.join(HOME, ".config", "gtk-4.0", "settings.ini"), encoding="utf-8") as file:
        settings = file.read()
    with open(os.path.join(inside, "settings.ini"), "w", encoding="utf-8") as file:
        file.write(settings)


__all__ = ["COMMAND", "DATA", "FOLDER", "HOME", "ID", "Portals", "Sandboxed", "flatpak", "prepare_home", "run", "wait_for"]
