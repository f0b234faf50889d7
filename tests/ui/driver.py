"""Uses a program as a person would: through the accessible tree, keys and the pointer.

    app = App(["confab", "--profile", folder])
    app.find("button", "Sign in").click()
    app.find("text", "Message Ann").type("Hi")
    app.keys("Return")
    app.picture("01-hi.png")

Names are what a screen reader says; a widget that cannot be found here cannot be found by a blind person either.
Every search waits, and says what was there instead when it gives up. Runs inside tests/lib/screen.py.
"""

import os
import re
import signal
import subprocess
import time

from gi.repository import GLib

from tree import (ACCESSIBLE, ACTION, COMPONENT, EDITABLE, PATIENCE, ROOT, SELECTION, Bus, Node, NotThere,  # noqa: F401
                  matches, wait_for)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE).stdout.strip()


class Hand(Node):
    """A widget that can be used."""

    # -- doing --

    @property
    def actions(self):
        return [action[0] for action in self._call(ACTION, "GetActions") or []]

    def act(self, *names):
        """Does the first of the named actions that the widget has, else the only one."""
        actions = self.actions
        chosen = next((name for name in names if name in actions), actions[0] if len(actions) == 1 else None)
        if chosen is None:
            raise NotThere(f"{self.role} {self.name!r} can {actions}, not {names}")
        self._call(ACTION, "DoAction", GLib.Variant("(i)", (actions.index(chosen),)))
        return self

    def click(self):
        """Presses it; where the widget offers no such action, with the pointer."""
        wait_for(lambda: self.is_sensitive, what=f"a usable {self.role} {self.name!r}")
        if self.actions:
            return self.act("click", "activate", "press", "toggle", "clicked")
        return self.click_at()

    def choose(self, name, place):
        """Opens this menu button and takes the item `name`, which stands at `place`, counted from 0.

        GTK 4.18 tells no names of menu items; where it does, the name decides.
        """
        self.click()
        items = wait_for(lambda: self._app.find_all("menu item"), what="a menu")
        named = [item for item in items if item.name == name]
        item = named[0] if named else items[place]
        if not item.is_sensitive:
            raise NotThere(f"{name!r} cannot be chosen now")
        item.click()
        wait_for(lambda: not self._app.find_all("menu item"), what="the end of the menu")
        return self

    def toggle(self):
        return self.act("toggle", "click", "activate")

    def turn(self, on):
        """Switches, check buttons, radio rows: makes it so."""
        if self.is_on != on:
            self.click()
            wait_for(lambda: self.is_on == on, what=f"{self.role} {self.name!r} {'on' if on else 'off'}")
        return self

    def click_at(self, button=1, count=1):
        """With the pointer, in its middle."""
        x, y = self._app.place_of(self)
        run("xdotool", "mousemove", str(x), str(y), "click", "--repeat", str(count), str(button))
        return self

    def type(self, text):
        """Adds `text` at the end, as one insertion."""
        self._editable().insert(text)
        return self

    def _editable(self):
        return self if self.is_editable else self.find(re.compile("^(text|entry|password text)$"))

    def insert(self, text):
        self._call(EDITABLE, "InsertText", GLib.Variant("(isi)", (len(self.text), text, len(text.encode()))))

    def write(self, text):
        """Replaces what stands there."""
        self.clear()
        return self.type(text)

    def clear(self):
        place = self._editable()
        length = len(place.text)
        if length:
            place._call(EDITABLE, "DeleteText", GLib.Variant("(ii)", (0, length)))
        return self

    def focus(self):
        """With the pointer, as GTK lets no assistive technology move the keyboard."""
        def has_it():
            return self.has("focused") or any(one.has("focused") for one in self.seen())

        def try_it():
            # The page may still be moving under the pointer.
            self.click_at()
            try:
                return wait_for(has_it, 1)
            except NotThere:
                return False

        wait_for(try_it, what=f"focus on {self.role} {self.name!r}")
        return self

    def select(self):
        """A list row, through its list."""
        index = self._call(ACCESSIBLE, "GetIndexInParent")
        if not self.parent._call(SELECTION, "SelectChild", GLib.Variant("(i)", (index,))):
            self.click_at()
        return self


class App(Hand):
    """A running program. What it says goes to `log`; a critical warning in it fails `wait_end`."""

    def __init__(self, command, log=None, environment=None, wait=PATIENCE * 2, working_folder=None):
        self.log = log or os.path.join(os.environ.get("TMPDIR", "/tmp"), f"{os.path.basename(command[0])}.log")
        self.started = time.monotonic()
        with open(self.log, "ab") as file:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                                            cwd=working_folder, env=os.environ | (environment or {}))
        super().__init__(self, ROOT)
        self.bus = Bus()
        try:
            self.bus_name, self.pid = wait_for(self._find_self, wait, f"a window of {command}")
        except NotThere as error:
            self.kill()
            raise NotThere(f"{error}; it said:\n{self.said()}") from None
        self.seconds_to_window = time.monotonic() - self.started

    def node(self, path):
        return Hand(self, path)

    def said(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def _is_ours(self, pid):
        """The program, or what a wrapper such as bwrap started for it."""
        while pid > 1:
            if pid == self.process.pid:
                return True
            try:
                with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
                    pid = int(file.read().rpartition(")")[2].split()[1])
            except OSError:
                return False
        return False

    def _find_self(self):
        if self.process.poll() is not None:
            raise NotThere(f"the program ended with {self.process.returncode}")
        for name, pid in self.bus.programs():
            if self._is_ours(pid) and self.bus.call(name, ROOT, ACCESSIBLE, "GetChildren"):
                return name, pid
        return None

    # -- windows and keys --

    def windows(self):
        """X ids of its windows, oldest first."""
        # Menus and the like are windows to X as well, but have no title.
        found = subprocess.run(["xdotool", "search", "--all", "--onlyvisible", "--pid", str(self.pid), "--name", "."],
                               capture_output=True, text=True, timeout=PATIENCE).stdout.split()
        return sorted(found, key=int)

    def frames(self):
        """The titles of its windows as a screen reader knows them; menus and the like are none."""
        return [one.name for one in self.seen() if one.role == "frame"]

    def window(self, title=None):
        """The X id of the window with that title, else of the newest."""
        if title is None:
            return wait_for(self.windows, what="a window")[-1]
        return wait_for(lambda: next((w for w in self.windows() if matches(title, run("xdotool", "getwindowname", w))),
                                     None), what=f"a window {title!r}")

    def raise_window(self, title=None):
        """Gives it the keyboard; any of its windows will do without a title, so that an open menu stays open."""
        if title is None:
            active = subprocess.run(["xdotool", "getactivewindow"], capture_output=True, text=True).stdout.strip()
            if active in self.windows():
                return active
        window = self.window(title)
        run("xdotool", "windowactivate", "--sync", window)
        return window

    def place(self, x, y, width=None, height=None, title=None):
        """Moves a window, and sizes it if asked."""
        window = self.window(title)
        if width:
            run("xdotool", "windowsize", "--sync", window, str(width), str(height))
        run("xdotool", "windowmove", window, str(x), str(y))
        return self

    def place_of(self, node):
        """The middle of a widget on the screen."""
        frame = node
        while frame.parent and frame.parent.role not in ("application", ""):
            frame = frame.parent
        window = self.raise_window(frame.name if frame.name in self.titles() else None)
        geometry = dict(line.split("=") for line in run("xdotool", "getwindowgeometry", "--shell", window).splitlines())
        x, y, width, height = node.box()
        outer_x, outer_y, _, _ = frame.box()
        return (int(geometry["X"]) + x - outer_x + width // 2, int(geometry["Y"]) + y - outer_y + height // 2)

    def titles(self):
        return [run("xdotool", "getwindowname", window) for window in self.windows()]

    def keys(self, *keys, title=None):
        """Key presses by their X names: "ctrl+k", "Return", "F6"."""
        self.raise_window(title)
        for key in keys:
            run("xdotool", "key", "--clearmodifiers", key)
        return self

    def type_keys(self, text, title=None):
        """`text` key by key, into whatever has the focus."""
        self.raise_window(title)
        run("xdotool", "type", "--clearmodifiers", "--delay", "8", "--", text)
        return self

    def focused(self):
        """The widget that has the keyboard."""
        return next((node for node in self.walk() if node.has("focused")), None)

    def picture(self, path, title=None):
        """A picture of one window."""
        run("import", "-window", self.window(title), path)

    # -- ending --

    @property
    def is_running(self):
        return self.process.poll() is None

    def wait_end(self, seconds=PATIENCE):
        """Waits until it has gone by itself; a crash or a critical warning is an error."""
        code = self.process.wait(seconds)
        said = self.said()
        if code != 0:
            raise AssertionError(f"it ended with {code}:\n{said[-4000:]}")
        if "CRITICAL" in said or "ERROR: AddressSanitizer" in said or "runtime error:" in said:
            raise AssertionError("it complained:\n" + said[-4000:])
        return code

    def close_windows(self):
        """Closes every window as its close button does."""
        for window in self.windows():
            subprocess.run(["xdotool", "windowclose" if not self.is_running else "windowquit", window],
                           capture_output=True, timeout=PATIENCE)

    def kill(self):
        """SIGKILL to the program itself, as a crash; then its wrapper goes too."""
        for pid in {getattr(self, "pid", self.process.pid), self.process.pid}:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.is_running:
            self.kill()


def picture(path):
    """A picture of the whole screen."""
    run("import", "-window", "root", path)
