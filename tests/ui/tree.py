"""The accessible tree of a program, as a screen reader gets it, over D-Bus.

A search takes the whole tree in one answer (org.a11y.atspi.Cache) instead of asking every widget; what is asked of
one widget afterwards is asked anew, so that it is of now. It refuses to show what a screen reader would not reach.
"""

import re
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PATIENCE = 10
PAUSE = 0.03
CALL_MS = 15000
MAX_DEPTH = 60
ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
ACCESSIBLE, ACTION, TEXT, EDITABLE, COMPONENT, SELECTION = (
    "org.a11y.atspi." + name for name in ("Accessible", "Action", "Text", "EditableText", "Component", "Selection"))
IN_WINDOW = 1  # coordinates count from the window
ALWAYS_OPEN = ("application", "frame", "window", "dialog")


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


def state_bit(name):
    return 1 << int(getattr(Atspi.StateType, name.upper()))


class Bus:
    """The accessibility bus."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                    Gio.DBusCallFlags.NONE, CALL_MS).unpack()[0]
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self._connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def call(self, name, path, interface, method, arguments=None):
        """What the method answers: nothing, a value, or a tuple. Raises GLib.Error."""
        answer = self._connection.call_sync(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                                            CALL_MS).unpack()
        return answer[0] if len(answer) == 1 else answer

    def property(self, name, path, interface, wanted):
        return self.call(name, path, "org.freedesktop.DBus.Properties", "Get",
                         GLib.Variant("(ss)", (interface, wanted)))

    def listen(self):
        """From now on: a function that gives what programs have asked a screen reader to say, in order."""
        said = []
        self._connection.signal_subscribe(None, "org.a11y.atspi.Event.Object", "Announcement", None, None,
                                          Gio.DBusSignalFlags.NONE,
                                          lambda *signal: said.append(signal[5].unpack()[3]))
        self.call(REGISTRY, "/org/a11y/atspi/registry", REGISTRY, "RegisterEvent",
                  GLib.Variant("(sas)", ("object:announcement", [])))

        def heard():
            while GLib.MainContext.default().iteration(False):
                pass
            return list(said)

        return heard

    def programs(self):
        """(bus name, process id) of all that show something."""
        found = []
        for name, _ in self.call(REGISTRY, ROOT, ACCESSIBLE, "GetChildren"):
            try:
                found.append((name, self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                              "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))))
            except GLib.Error:
                continue  # it has just gone
        return found


class Seen:
    """A widget at the moment of a search."""

    ROLES = {}

    def __init__(self, item):
        (_, self.path), _, (_, self.parent), self.index, self.count, self.interfaces, self.name, role, \
            self.description, states = item
        if role not in self.ROLES:
            self.ROLES[role] = Atspi.role_get_name(Atspi.Role(role))
        self.role = self.ROLES[role]
        self.states = states[0] | states[1] << 32
        self.children = []

    def has(self, state):
        return bool(self.states & state_bit(state))


class Node:
    """One widget. `_app` knows the bus, the name of the program on it, and how to make more of these."""

    def __init__(self, app, path):
        self._app = app
        self.path = path

    def _call(self, interface, method, arguments=None):
        """A widget may go while it is asked: that is an answer, not an error."""
        try:
            return self._app.bus.call(self._app.bus_name, self.path, interface, method, arguments)
        except GLib.Error:
            return None

    def _property(self, wanted, interface=ACCESSIBLE):
        try:
            return self._app.bus.property(self._app.bus_name, self.path, interface, wanted)
        except GLib.Error:
            return None

    # -- what it is --

    @property
    def role(self):
        number = self._call(ACCESSIBLE, "GetRole")
        return Atspi.role_get_name(Atspi.Role(number)) if number is not None else ""

    @property
    def name(self):
        return self._property("Name") or ""

    @property
    def description(self):
        return self._property("Description") or ""

    @property
    def interfaces(self):
        return self._call(ACCESSIBLE, "GetInterfaces") or []

    @property
    def text(self):
        """What stands in an entry, a text view or a label; else the name."""
        if TEXT not in self.interfaces:
            return self.name
        length = self._property("CharacterCount", TEXT) or 0
        return self._call(TEXT, "GetText", GLib.Variant("(ii)", (0, length))) or ""

    def look_at(self, offset):
        """How the character there looks, as a screen reader is told: {"weight": "700", ...}."""
        said = self._call(TEXT, "GetAttributeRun", GLib.Variant("(ib)", (offset, False)))
        return dict(said[0] if isinstance(said, tuple) else said or {})

    def has(self, state):
        """`state` as in Atspi.StateType: "showing", "sensitive", "checked", "focused", "selected"."""
        states = self._call(ACCESSIBLE, "GetState")
        return bool(states) and bool((states[0] | states[1] << 32) & state_bit(state))

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
    def is_editable(self):
        return EDITABLE in self.interfaces

    @property
    def parent(self):
        parent = self._property("Parent")
        return self._app.node(parent[1]) if parent and not parent[1].endswith("/null") else None

    def box(self):
        """(x, y, width, height) within its window."""
        return self._call(COMPONENT, "GetExtents", GLib.Variant("(u)", (IN_WINDOW,))) or (0, 0, 0, 0)

    # -- what is in it --

    def _items(self):
        """Everything the program has told the bus of, by path."""
        items = self._app.bus.call(self._app.bus_name, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems")
        seen = {item[0][1]: Seen(item) for item in items}
        for one in seen.values():
            above = seen.get(one.parent)
            # Beyond the count stands what is in the tree of widgets, and not in that of the screen reader.
            if above is not None and above is not one and (one.index < above.count or above.role == "application"):
                above.children.append(one)
        for one in seen.values():
            one.children.sort(key=lambda child: child.index)
        return seen

    def _ask_below(self, path, known, depth=0):
        for _, child in Node(self._app, path)._call(ACCESSIBLE, "GetChildren") or []:
            if child not in known and depth < MAX_DEPTH:
                self._ask_below(child, known, depth + 1)

    def _tree(self):
        """This widget as Seen, with all that is in it; None once it has gone. Children that nobody has asked for
        are not told of: asking makes them known."""
        known = -1
        try:
            while True:
                seen = self._items()
                lacking = [one for one in seen.values() if len(one.children) < one.count]
                if not lacking or len(seen) == known:
                    return seen.get(self.path)
                known = len(seen)
                for one in lacking:
                    self._ask_below(one.path, {child.path for child in one.children})
        except GLib.Error:
            return None

    def _exact_tree(self):
        """As _tree, asking every widget for its children: slower, and right also where something came or went beside
        others, which the one answer does not tell apart."""
        below = {}

        def ask(path, depth):
            children = [child for _, child in Node(self._app, path)._call(ACCESSIBLE, "GetChildren") or []]
            below[path] = children
            for child in children:
                if depth < MAX_DEPTH and child not in below:
                    ask(child, depth + 1)

        ask(self.path, 0)
        try:
            seen = self._items()
        except GLib.Error:
            return None
        for path, children in below.items():
            if path in seen:
                seen[path].children = [seen[child] for child in children if child in seen]
        return seen.get(self.path)

    def seen(self, showing=True, exact=False):
        """This and everything in it as Seen, in the order of the screen; what does not show is passed over."""
        found = []

        def add(one, depth):
            found.append(one)
            for child in one.children:
                if depth < MAX_DEPTH and (not showing or child.has("showing") or child.role in ALWAYS_OPEN):
                    add(child, depth + 1)

        tree = self._exact_tree() if exact else self._tree()
        if tree is not None:
            add(tree, 0)
        return found

    def walk(self, showing=True):
        return [self._app.node(one.path) for one in self.seen(showing)]

    def find_all(self, role=None, name=None, showing=True, text=None, exact=False):
        return [self._app.node(one.path) for one in self.seen(showing, exact)
                if matches(role, one.role) and matches(name, one.name) and
                (text is None or matches(text, Node(self._app, one.path).text if TEXT in one.interfaces else one.name))]

    def find(self, role=None, name=None, wait=PATIENCE, showing=True, text=None):
        """The first that fits. Roles are AT-SPI's names: "button", "label", "list item", "frame"
        (a window); every entry, entry row and text view is a "text"; switches and check buttons are "check box"."""
        what = f"{role or 'anything'} {name.pattern if isinstance(name, re.Pattern) else name!r}"
        try:
            return wait_for(lambda: next(iter(self.find_all(role, name, showing, text) or
                                              self.find_all(role, name, showing, text, exact=True)), None), wait, what)
        except NotThere as error:
            raise NotThere(f"{error}; there was:\n{self.describe()}") from None

    def has_one(self, role=None, name=None, text=None):
        return bool(self.find_all(role, name, text=text))

    def wait_gone(self, role=None, name=None, wait=PATIENCE):
        wait_for(lambda: not self.find_all(role, name) or not self.find_all(role, name, exact=True), wait, f"the end of {role} {name!r}")

    def describe(self, limit=400):
        lines = []

        def add(one, depth):
            if len(lines) >= limit or depth > MAX_DEPTH:
                return
            text = Node(self._app, one.path).text if TEXT in one.interfaces else one.name
            lines.append("  " * depth + f"{one.role} {one.name!r}" + (f" = {text!r}" if text != one.name else "") +
                         (f" ({one.description})" if one.description else "") +
                         ("" if one.has("sensitive") else " (off)") + (" <- focus" if one.has("focused") else ""))
            for child in one.children:
                if child.has("showing") or child.role in ALWAYS_OPEN:
                    add(child, depth + 1)

        tree = self._tree()
        if tree is not None:
            add(tree, 0)
        return "\n".join(lines)
