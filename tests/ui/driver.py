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

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 10
PAUSE = 0.05
MAX_DEPTH = 60


class NotThere(AssertionError):
    """What was looked for did not come; the message says what was there."""


def wait_for(condition, seconds=PATIENCE, what="it"):
    """Calls `condition` until it gives something true, and returns that."""
    until = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > until:
            raise NotThere(f"{what} did not come within {seconds} s")
        time.sleep(PAUSE)


def matches(wanted, text):
    """`wanted`: None for anything, a string for exactly that, a compiled expression for a search."""
    if wanted is None:
        return True
    text = text or ""
    return bool(wanted.search(text)) if isinstance(wanted, re.Pattern) else text == wanted


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE).stdout.strip()


class Node:
    """One widget as assistive technology sees it."""

    def __init__(self, accessible, app):
        self._accessible = accessible
        self._app = app

    def _get(self, what, *arguments):
        """A widget may go while it is asked: that is an answer, not an error."""
        try:
            return getattr(self._accessible, what)(*arguments)
        except GLib.Error:
            return None

    @property
    def role(self):
        return self._get("get_role_name") or ""

    @property
    def name(self):
        return self._get("get_name") or ""

    @property
    def description(self):
        return self._get("get_description") or ""

    @property
    def text(self):
        """What stands in an entry, a text view or a label; else the name."""
        if not self._get("get_text_iface"):
            return self.name
        try:
            return Atspi.Text.get_text(self._accessible, 0, Atspi.Text.get_character_count(self._accessible))
        except GLib.Error:
            return self.name

    def has(self, state):
        """`state` as in Atspi.StateType: "showing", "sensitive", "checked", "focused", "selected"."""
        states = self._get("get_state_set")
        return bool(states) and states.contains(getattr(Atspi.StateType, state.upper()))

    @property
    def is_showing(self):
        return self.has("showing")

    @property
    def is_sensitive(self):
        return self.has("sensitive")

    @property
    def is_on(self):
        return self.has("checked") or self.has("pressed")

    @property
    def children(self):
        count = self._get("get_child_count") or 0
        found = (self._get("get_child_at_index", index) for index in range(count))
        return [Node(child, self._app) for child in found if child is not None]

    @property
    def parent(self):
        parent = self._get("get_parent")
        return Node(parent, self._app) if parent else None

    def walk(self, showing=True, depth=0):
        """This and everything in it, in the order of the screen; what does not show is passed over."""
        if depth > MAX_DEPTH:
            return
        yield self
        for child in self.children:
            if not showing or child.is_showing or child.role in ("application", "frame", "window", "dialog"):
                yield from child.walk(showing, depth + 1)

    def find_all(self, role=None, name=None, showing=True, text=None):
        return [node for node in self.walk(showing)
                if matches(role, node.role) and matches(name, node.name) and (text is None or matches(text, node.text))]

    def find(self, role=None, name=None, wait=PATIENCE, showing=True, text=None):
        """The first that fits. Roles are AT-SPI's names: "button", "label", "list item", "frame"
        (a window); every entry, entry row and text view is a "text"; switches and check buttons are "check box"."""
        what = f"{role or 'anything'} {name.pattern if isinstance(name, re.Pattern) else name!r}"
        try:
            return wait_for(lambda: next(iter(self.find_all(role, name, showing, text)), None), wait, what)
        except NotThere as error:
            raise NotThere(f"{error}; there was:\n{self.describe()}") from None

    def has_one(self, role=None, name=None, text=None):
        return bool(self.find_all(role, name, text=text))

    def wait_gone(self, role=None, name=None, wait=PATIENCE):
        wait_for(lambda: not self.find_all(role, name), wait, f"the end of {role} {name!r}")

    def describe(self, limit=200):
        lines = []

        def add(node, depth):
            if len(lines) >= limit or depth > MAX_DEPTH:
                return
            text = node.text
            lines.append("  " * depth + f"{node.role} {node.name!r}" + (f" = {text!r}" if text != node.name else "") +
                         ("" if node.is_sensitive else " (off)"))
            for child in node.children:
                if child.is_showing:
                    add(child, depth + 1)

        add(self, 0)
        return "\n".join(lines)

    # -- doing --

    def act(self, *names):
        """Does the first of the named actions that the widget has, else the only one."""
        count = self._get("get_n_actions") or 0
        actions = [Atspi.Action.get_action_name(self._accessible, index) for index in range(count)]
        chosen = next((name for name in names if name in actions), actions[0] if len(actions) == 1 else None)
        if chosen is None:
            raise NotThere(f"{self.role} {self.name!r} can {actions}, not {names}")
        Atspi.Action.do_action(self._accessible, actions.index(chosen))
        return self

    def click(self):
        """Presses it; where the widget offers no such action, with the pointer."""
        wait_for(lambda: self.is_sensitive, what=f"a usable {self.role} {self.name!r}")
        if self._get("get_n_actions"):
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
        place = self if self._get("get_editable_text_iface") else self.find(re.compile("^(text|entry|password text)$"))
        place.insert(text)
        return self

    def insert(self, text):
        before = self.text
        Atspi.EditableText.insert_text(self._accessible, len(before), text, len(text.encode()))

    def write(self, text):
        """Replaces what stands there."""
        self.clear()
        return self.type(text)

    def clear(self):
        place = self if self._get("get_editable_text_iface") else self.find(re.compile("^(text|entry|password text)$"))
        length = len(place.text)
        if length:
            Atspi.EditableText.delete_text(place._accessible, 0, length)
        return self

    def focus(self):
        if not self._get("grab_focus"):
            self.click_at()
        wait_for(lambda: self.has("focused") or any(node.has("focused") for node in self.walk()),
                 what=f"focus on {self.role} {self.name!r}")
        return self

    def select(self):
        """A list row, through its list."""
        parent, index = self.parent, self._get("get_index_in_parent")
        if not Atspi.Selection.select_child(parent._accessible, index):
            self.click_at()
        return self

    def box(self):
        """(x, y, width, height) within its window."""
        extents = Atspi.Component.get_extents(self._accessible, Atspi.CoordType.WINDOW)
        return extents.x, extents.y, extents.width, extents.height


class App(Node):
    """A running program. What it says goes to `log`; a critical warning in it fails `quit`."""

    def __init__(self, command, log=None, environment=None, wait=PATIENCE * 2, working_folder=None):
        self.log = log or os.path.join(os.environ.get("TMPDIR", "/tmp"), f"{os.path.basename(command[0])}.log")
        self.started = time.monotonic()
        with open(self.log, "ab") as file:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                                            cwd=working_folder, env=os.environ | (environment or {}))
        Atspi.init()
        try:
            accessible = wait_for(self._find_self, wait, f"a window of {command}")
        except NotThere as error:
            self.kill()
            raise NotThere(f"{error}; it said:\n{self.said()}") from None
        super().__init__(accessible, self)
        self.seconds_to_window = time.monotonic() - self.started

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
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for index in range(desktop.get_child_count()):
            try:
                app = desktop.get_child_at_index(index)
                if app and self._is_ours(app.get_process_id()) and app.get_child_count() > 0:
                    self.pid = app.get_process_id()
                    # Answers must be of now, not of the last event that happened to arrive.
                    app.set_cache_mask(Atspi.Cache.NONE)
                    return app
            except GLib.Error:
                continue
        return None

    # -- windows and keys --

    def windows(self):
        """X ids of its windows, oldest first."""
        # Menus and the like are windows to X as well, but have no title.
        found = subprocess.run(["xdotool", "search", "--all", "--onlyvisible", "--pid", str(self.pid), "--name", "."],
                               capture_output=True, text=True, timeout=PATIENCE).stdout.split()
        return sorted(found, key=int)

    def window(self, title=None):
        """The X id of the window with that title, else of the newest."""
        if title is None:
            return wait_for(self.windows, what="a window")[-1]
        return wait_for(lambda: next((w for w in self.windows() if matches(title, run("xdotool", "getwindowname", w))),
                                     None), what=f"a window {title!r}")

    def raise_window(self, title=None):
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
