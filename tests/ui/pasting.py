"""Files that are copied in another program and pasted where one writes to somebody.

    paste_file(alice, "Bob", PATH)
"""

import subprocess
import sys

FILE_SECONDS = 40
COPY = """
import sys
import gi
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, Gtk
Gtk.init()
uri = Gio.File.new_for_path(sys.argv[1]).get_uri()
content = Gdk.ContentProvider.new_for_bytes("text/uri-list", GLib.Bytes.new((uri + "\\r\\n").encode()))
Gdk.Display.get_default().get_clipboard().set_content(content)
print("copied", flush=True)
GLib.MainLoop().run()
"""


def paste_file(person, buddy, path):
    """Into the entry of the chat with `buddy`; ends when the file stands in the line above it."""
    with subprocess.Popen([sys.executable, "-c", COPY, path], stdout=subprocess.PIPE, text=True) as other:
        try:
            other.stdout.readline()
            person.entry(buddy).focus()
            person.app.keys("ctrl+v")
            person.app.find("button", "Send 1 file", FILE_SECONDS)
        finally:
            other.terminate()


def make_picture(path, artist):
    """One that tells where it was taken, and by whom."""
    subprocess.run(["convert", "-size", "64x48", "gradient:red-blue", path], check=True)
    subprocess.run(["exiftool", "-q", "-q", "-overwrite_original", "-GPSLatitude=52.5", "-GPSLatitudeRef=N",
                    "-GPSLongitude=13.4", "-GPSLongitudeRef=E", f"-Artist={artist}", path], check=True)


def make_program(path):
    with open(path, "wb") as file:
        file.write(b"\x7fELF\2\1\1" + b"\0" * 200)
