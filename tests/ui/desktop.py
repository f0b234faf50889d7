"""Parts of a desktop on the session bus that a test plays: the screensaver, and where notifications are shown."""

import os
import threading

from driver import wait_for
from gi.repository import Gio, GLib


class Service:
    """A name on the session bus: what is called there is kept, signals go out from it."""

    def __init__(self, name, path, interface, xml, answer):
        self.path, self.interface, self.calls = path, interface, []
        self._answer = answer
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ["DBUS_SESSION_BUS_ADDRESS"],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.bus.register_object(path, Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0], self._on_call, None, None)
        self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                           GLib.Variant("(su)", (name, 0)), None, Gio.DBusCallFlags.NONE, -1, None)

    def _on_call(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        self.calls.append((method, arguments.unpack()))
        invocation.return_value(self._answer(method))

    def emit(self, name, value):
        self.bus.emit_signal(None, self.path, self.interface, name, value)

    def leave(self):
        self.bus.close_sync(None)

    def heard(self):
        """What was called so far."""
        while GLib.MainContext.default().iteration(False):
            pass
        return self.calls


class Screensaver(Service):
    def __init__(self):
        super().__init__("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver",
                         "<node><interface name='org.freedesktop.ScreenSaver'/></node>", lambda _: None)

    def lock(self, is_locked):
        self.emit("ActiveChanged", GLib.Variant("(b)", (is_locked,)))


class IdleMonitor(Service):
    """GNOME's, as far as it tells how long nothing was pressed."""

    def __init__(self):
        self.numbers = iter(range(7, 1000))
        super().__init__("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core",
                         "org.gnome.Mutter.IdleMonitor", """<node><interface name='org.gnome.Mutter.IdleMonitor'>
            <method name='AddIdleWatch'><arg type='t' direction='in'/><arg type='u' direction='out'/></method>
            <method name='AddUserActiveWatch'><arg type='u' direction='out'/></method>
            <signal name='WatchFired'><arg type='u'/></signal></interface></node>""", self._number)
        self.given, self.is_hasty = {}, False

    def _number(self, method):
        number = next(self.numbers)
        self.given.setdefault(method, []).append(number)
        if self.is_hasty and method == "AddUserActiveWatch":
            self.emit("WatchFired", GLib.Variant("(u)", (number,)))
        return GLib.Variant("(u)", (number,))

    def fire(self, method):
        """What was asked for by `method` has come true; for every program that asked."""
        numbers = wait_for(lambda: self.heard() and self.given.get(method), what=method)
        for number in numbers:
            self.emit("WatchFired", GLib.Variant("(u)", (number,)))


class Threaded(Service):
    """One that answers in a thread of its own, since programs wait for it before they show a window."""

    def __init__(self, *parts):
        is_there = threading.Event()
        threading.Thread(target=self._serve, args=(is_there, parts), daemon=True).start()
        is_there.wait()

    def _serve(self, is_there, parts):
        context = GLib.MainContext()
        context.push_thread_default()
        super().__init__(*parts)
        is_there.set()
        GLib.MainLoop(context).run()


class InhibitPortal(Threaded):
    """The desktop's portal as far as it tells programs in a sandbox that the screen is locked."""

    INTERFACE = "org.freedesktop.portal.Inhibit"
    REQUEST = GLib.Variant("(o)", ("/org/freedesktop/portal/desktop/request/1_1/practice",))
    ANSWERS = {"CreateMonitor": REQUEST, "Inhibit": REQUEST, "GetAll": GLib.Variant("(a{sv})", ({},))}

    def __init__(self):
        self.monitors = []
        super().__init__("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", self.INTERFACE, f"""<node>
            <interface name='{self.INTERFACE}'><method name='CreateMonitor'><arg type='s' direction='in'/><arg type='a{{sv}}' direction='in'/>
            <arg type='o' direction='out'/></method>
            <method name='Inhibit'><arg type='s' direction='in'/><arg type='u' direction='in'/>
            <arg type='a{{sv}}' direction='in'/><arg type='o' direction='out'/></method>
            <method name='QueryEndResponse'><arg type='o' direction='in'/></method>
            <signal name='StateChanged'><arg type='o'/><arg type='a{{sv}}'/></signal></interface></node>""",
                         self.ANSWERS.get)

    def _on_call(self, bus, sender, path, interface, method, arguments, invocation):
        super()._on_call(bus, sender, path, interface, method, arguments, invocation)
        if method == "CreateMonitor":
            token = arguments.unpack()[1]["session_handle_token"]
            self.monitors.append(f"{self.path}/session/{sender[1:].replace('.', '_')}/{token}")

    def lock(self, is_locked):
        for session in self.monitors:
            self.emit("StateChanged", GLib.Variant("(oa{sv})", (session, {
                "screensaver-active": GLib.Variant("b", is_locked), "session-state": GLib.Variant("u", 1)})))


class InhibitBackend(Threaded):
    """The desktop behind the real portal, as far as it knows that the screen is locked."""

    NAME = "org.freedesktop.impl.portal.desktop.practice"
    INTERFACE = "org.freedesktop.impl.portal.Inhibit"
    ANSWERS = {"CreateMonitor": GLib.Variant("(u)", (0,))}

    def __init__(self):
        self.monitors = []
        super().__init__(self.NAME, "/org/freedesktop/portal/desktop", self.INTERFACE, f"""<node>
            <interface name='{self.INTERFACE}'><method name='CreateMonitor'><arg type='o' direction='in'/><arg type='o' direction='in'/>
            <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='u' direction='out'/></method>
            <method name='Inhibit'><arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
            <arg type='u' direction='in'/><arg type='a{{sv}}' direction='in'/></method>
            <method name='QueryEndResponse'><arg type='o' direction='in'/></method>
            <signal name='StateChanged'><arg type='o'/><arg type='a{{sv}}'/></signal></interface></node>""",
                         self.ANSWERS.get)

    def _on_call(self, bus, sender, path, interface, method, arguments, invocation):
        super()._on_call(bus, sender, path, interface, method, arguments, invocation)
        if method == "CreateMonitor":
            self.monitors.append(arguments.unpack()[1])

    def lock(self, is_locked):
        for session in self.monitors:
            self.emit("StateChanged", GLib.Variant("(oa{sv})", (session, {
                "screensaver-active": GLib.Variant("b", is_locked), "session-state": GLib.Variant("u", 1)})))


class Notifications(Service):
    """What the desktop would show."""

    def __init__(self):
        super().__init__("org.gtk.Notifications", "/org/gtk/Notifications", "org.gtk.Notifications", """<node>
            <interface name='org.gtk.Notifications'>
            <method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>
            <arg type='a{sv}' direction='in'/></method>
            <method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/></method>
            </interface></node>""", lambda _: None)

    def shown(self):
        """What stands there now, by its id."""
        standing = {}
        for method, arguments in self.heard():
            if method == "AddNotification":
                standing[arguments[1]] = arguments[2]
            else:
                standing.pop(arguments[1], None)
        return standing

    def all_words(self):
        return repr(self.heard())
