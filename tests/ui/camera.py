#!/usr/bin/env python3
"""A computer with a camera: PipeWire, the desktop's real portal, and a camera that shows a picture.

    cameras = Cameras()
    cameras.start_portal()
    with cameras.plugged_in(PICTURE):
        cameras.answer("yes")     what the desktop's question is answered with; "no", or "never"
        cameras.is_watched()      somebody gets pictures of it

Only the desktop's question is played (`camera.py --desktop`): a real one would want somebody to press it.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)),
                os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib")]
from driver import picture, run, wait_for  # noqa: E402
from screen import end, wait_for_name  # noqa: E402

FOLDER = os.environ.get("TMPDIR", "/tmp")
ANSWER, ASKED = os.path.join(FOLDER, "camera-answer"), os.path.join(FOLDER, "camera-asked")
NODE = "practice-camera"
ACCESS = "org.freedesktop.impl.portal.Access"
BACKEND = "org.freedesktop.impl.portal.desktop.practice"
STORE = "org.freedesktop.impl.portal.PermissionStore"
SIZE = (1280, 720)
QUESTION = f"""<node><interface name="{ACCESS}"><method name="AccessDialog">
<arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{{sv}}" direction="in"/>
<arg type="u" direction="out"/><arg type="a{{sv}}" direction="out"/></method></interface></node>"""


def read(path):
    with contextlib.suppress(FileNotFoundError):
        with open(path, encoding="utf-8") as file:
            return file.read()
    return ""


def write(path, words):
    with open(path, "w", encoding="utf-8") as file:
        file.write(words)


class Cameras:
    """One for a whole test; `stop` ends everything that it started."""

    def __init__(self):
        self._started = []
        self._log = open(os.path.join(FOLDER, "cameras.log"), "ab")

    def _start(self, *command, name=None, environment=None):
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log,
                                   env=os.environ | (environment or {}))
        self._started.append(process)
        if name:
            wait_for_name(name, os.environ)
        return process

    def start_portal(self):
        portals = os.path.join(FOLDER, "portals")
        os.makedirs(portals, exist_ok=True)
        write(os.path.join(portals, "portals.conf"), f"[preferred]\ndefault=none\n{ACCESS}=practice\n")
        write(os.path.join(portals, "practice.portal"), f"[portal]\nDBusName={BACKEND}\nInterfaces={ACCESS}\n")
        self._start("pipewire")
        wait_for(lambda: os.path.exists(os.path.join(os.environ["XDG_RUNTIME_DIR"], "pipewire-0")), what="PipeWire")
        self._start("/usr/libexec/xdg-permission-store", name=STORE)
        self._start("wireplumber")
        self._start(sys.executable, os.path.abspath(__file__), "--desktop", name=BACKEND)
        self._start("/usr/libexec/xdg-desktop-portal", name="org.freedesktop.portal.Desktop",
                    environment={"XDG_DESKTOP_PORTAL_DIR": portals})
        wait_for(lambda: "IsCameraPresent" in run("gdbus", "introspect", "--session", "--dest",
                                                  "org.freedesktop.portal.Desktop", "--object-path",
                                                  "/org/freedesktop/portal/desktop"), what="the camera's portal")

    def stop(self):
        while self._started:
            end(self._started.pop())

    def answer(self, answer):
        """From now on; what was answered before is forgotten."""
        write(ANSWER, answer)
        with contextlib.suppress(FileNotFoundError):
            os.remove(ASKED)
        subprocess.run(["gdbus", "call", "--session", "--dest", STORE, "--object-path",
                        "/org/freedesktop/impl/portal/PermissionStore", "--method", STORE + ".Delete", "devices",
                        "camera"], capture_output=True, timeout=20)

    def was_asked(self):
        return read(ASKED) != ""

    @contextlib.contextmanager
    def plugged_in(self, held):
        """A camera before which a picture is held: the path of a PNG, any size."""
        shown = os.path.join(FOLDER, "camera-shown.png")
        run("convert", held, "-resize", "560x560", "-background", "gray", "-gravity", "center", "-extent",
            f"{SIZE[0]}x{SIZE[1]}", shown)
        process = self._start(sys.executable, os.path.abspath(__file__), "--camera", shown)
        wait_for(self._node, what="the camera")
        try:
            yield
        finally:
            end(process)
            self._started.remove(process)
            wait_for(lambda: not self._node(), what="the end of the camera")

    def _dump(self):
        answer = subprocess.run(["pw-dump", "-N"], capture_output=True, text=True, timeout=20).stdout
        try:
            return json.loads(answer)
        except ValueError:
            return []

    def _node(self, there=None):
        return next((one["id"] for one in there or self._dump() if one["type"].endswith(":Node")
                     and one["info"]["props"].get("node.name") == NODE), None)

    def is_watched(self):
        there = self._dump()
        node = self._node(there)
        return node is not None and any(one["type"].endswith(":Link") and one["info"]["output-node-id"] == node
                                        for one in there)


def stands_still(node):
    before = node.box()
    time.sleep(0.3)
    return before == node.box() and before[2] > 0


def cut_out(app, name, path):
    """A picture of the one widget, as a camera would see it."""
    node = app.find(name=name)
    wait_for(lambda: stands_still(node), what=f"{node.name} in its place")
    x, y = app.place_of(node)
    _, _, width, height = node.box()
    picture(path)
    run("convert", path, "-crop", f"{width}x{height}+{x - width // 2}+{y - height // 2}", "+repage", "-scale", "300%", path)
    return path


def be_desktop():
    from gi.repository import Gio, GLib

    def call(_connection, _sender, _path, _interface, _method, arguments, invocation):
        write(ASKED, arguments.unpack()[3])
        answer = read(ANSWER)
        if answer != "never":
            invocation.return_value(GLib.Variant("(ua{sv})", (0 if answer == "yes" else 1, {})))

    def acquired(connection, _name):
        connection.register_object("/org/freedesktop/portal/desktop",
                                   Gio.DBusNodeInfo.new_for_xml(QUESTION).interfaces[0], call)

    Gio.bus_own_name(Gio.BusType.SESSION, BACKEND, Gio.BusNameOwnerFlags.NONE, acquired, None, None)
    GLib.MainLoop().run()


def be_camera(held):
    """Whenever somebody stops watching, the pipeline breaks, or falls over: then a new one takes its place."""
    child = None

    def leave(*_):
        if child:
            child.kill()
        sys.exit(0)

    signal.signal(signal.SIGTERM, leave)
    while True:
        child = subprocess.Popen([sys.executable, os.path.abspath(__file__), "--one-camera", held])
        child.wait()
        time.sleep(0.1)


def be_one_camera(held):
    import gi
    gi.require_version("Gst", "1.0")
    from gi.repository import Gst
    Gst.init(None)
    pipeline = Gst.parse_launch(
        f'filesrc location="{held}" ! pngdec ! imagefreeze is-live=true ! videoconvert ! '
        f"video/x-raw,format=YUY2,width={SIZE[0]},height={SIZE[1]},framerate=15/1 ! pipewiresink mode=provide "
        f'stream-properties="p,media.class=Video/Source,media.role=Camera,node.name={NODE},node.description=Practice"')
    pipeline.set_state(Gst.State.PLAYING)
    print(pipeline.get_bus().timed_pop_filtered(Gst.CLOCK_TIME_NONE, Gst.MessageType.ERROR).parse_error(), file=sys.stderr)


if __name__ == "__main__":
    {"--desktop": be_desktop, "--camera": be_camera, "--one-camera": be_one_camera}[sys.argv[1]](*sys.argv[2:])
