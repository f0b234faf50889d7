#!/usr/bin/env python3
"""A desktop for tests where there is none: X server, window manager, session bus, keyring, accessibility.

    screen.py [--size WxH] [--keyring unlocked|locked|absent] [--dark] [--large-text] [--here] -- PROGRAM [ARGUMENT ...]

Everything runs as an ordinary user (uid 1000 where started as root) with a home and a runtime folder of its own,
and ends with the program; the exit code is the program's. It refuses to touch the real session: no variable of it
is handed on, and nothing is written outside its own folder. With --here the windows open on the real display; bus,
keyring, home and accessibility are private all the same.
"""

import argparse
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ORDINARY_USER = int(os.environ.get("CONFAB_TEST_UID", "1000"))
PATIENCE = 20
KEYRING_PASSWORD = "practice keyring"
# What a test may find in its environment from outside; the rest is the desktop's own.
HANDED_ON = ("PATH", "LANG", "LANGUAGE", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "G_DEBUG", "G_MESSAGES_DEBUG",
             "MESON_SOURCE_ROOT", "MESON_BUILD_ROOT", "SSL_CERT_FILE", "CI", "TZ")
THE_DISPLAY = ("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY")
SETTINGS = """[Settings]
gtk-enable-animations=0
gtk-font-name=Cantarell 11
gtk-icon-theme-name=Adwaita
gtk-cursor-blink=0
gtk-xft-antialias=1
gtk-xft-dpi={dpi}
"""
SERVICES = "/usr/share/dbus-1/services"
BUS_SERVICES = ("org.a11y.Bus", "ca.desrt.dconf")
PROMPTERS = ("org.gnome.keyring.PrivatePrompter", "org.gnome.keyring.SystemPrompter")
BUS = """<busconfig>
<type>session</type>
<listen>unix:dir={run}</listen>
<servicedir>{services}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""


def parse():
    options = argparse.ArgumentParser(usage="screen.py [options] -- PROGRAM [ARGUMENT ...]")
    options.add_argument("--size", default="1400x900")
    options.add_argument("--keyring", default="unlocked", choices=["unlocked", "locked", "absent"])
    options.add_argument("--dark", action="store_true")
    options.add_argument("--large-text", action="store_true", help="text at 200 %%")
    options.add_argument("--here", action="store_true", help="on the display that there is")
    options.add_argument("program", nargs=argparse.REMAINDER)
    chosen = options.parse_args()
    if chosen.program[:1] == ["--"]:
        chosen.program.pop(0)
    if not chosen.program:
        options.error("which program?")
    return chosen


def end(process):
    """Ends what we started, by its own id."""
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def environment(folder, screen, chosen):
    """`screen`: the variables that lead to the display."""
    home = os.path.join(folder, "home")
    own = {name: os.environ[name] for name in os.environ
           if name in HANDED_ON or name.startswith(("CONFAB_", "LC_"))}
    own.update(HOME=home, XDG_RUNTIME_DIR=os.path.join(folder, "run"), XDG_CONFIG_HOME=home + "/.config",
               XDG_DATA_HOME=home + "/.local/share", XDG_CACHE_HOME=home + "/.cache",
               XDG_STATE_HOME=home + "/.local/state", XDG_CURRENT_DESKTOP="GNOME", TMPDIR=os.path.join(folder, "tmp"),
               USER="confab", GSK_RENDERER="cairo", GTK_A11Y="atspi", GSETTINGS_BACKEND="keyfile", GIO_USE_VFS="local",
               GTK_USE_PORTAL="0", ADW_DISABLE_PORTAL="1", PYTHONDONTWRITEBYTECODE="1")
    own.update(screen)
    if chosen.dark:
        own["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
    return own


def ordinary_user():
    return ORDINARY_USER if os.getuid() == 0 else os.getuid()


def as_ordinary():
    return {"user": ORDINARY_USER, "group": ORDINARY_USER, "extra_groups": []} if os.getuid() == 0 else {}


def make_folder(chosen):
    folder = tempfile.mkdtemp(prefix="confab-screen-")
    for name in ("home/.config/gtk-4.0", "home/.local/share", "home/.cache", "run", "tmp"):
        os.makedirs(os.path.join(folder, name), mode=0o700)
    with open(os.path.join(folder, "home/.config/gtk-4.0/settings.ini"), "w", encoding="utf-8") as file:
        file.write(SETTINGS.format(dpi=1024 * (192 if chosen.large_text else 96)))
    if os.getuid() == 0:
        for top, folders, files in os.walk(folder):
            for name in [top] + [os.path.join(top, f) for f in folders + files]:
                os.chown(name, ORDINARY_USER, ORDINARY_USER)
    return folder


def start_screen(size, folder):
    """An X server on the first free number. Returns (process, display)."""
    if os.getuid() == 0:
        os.makedirs("/tmp/.X11-unix", exist_ok=True)
        os.chmod("/tmp/.X11-unix", 0o1777)
    reader, writer = os.pipe()
    with open(os.path.join(folder, "xvfb.log"), "wb") as log:
        server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", size + "x24", "-nolisten", "tcp",
                                   "-noreset", "-dpi", "96"], pass_fds=[writer], stdin=subprocess.DEVNULL,
                                  stdout=log, stderr=log, **as_ordinary())
    os.close(writer)
    answer = b""
    # Number and line end come in two writes; closing between them would kill the server.
    while not answer.endswith(b"\n") and select.select([reader], [], [], PATIENCE)[0]:
        if not (more := os.read(reader, 16)):
            break
        answer += more
    os.close(reader)
    number = answer.decode().strip()
    if not number:
        end(server)
        with open(os.path.join(folder, "xvfb.log"), encoding="utf-8", errors="replace") as log:
            raise RuntimeError("Xvfb does not start:\n" + log.read())
    return server, ":" + number


def start_bus(folder, own, services):
    """A session bus that can start `services` and nothing else; they go with it. Returns (process, address)."""
    known = os.path.join(folder, "services")
    os.mkdir(known)
    os.chmod(known, 0o755)
    for service in services:
        shutil.copy(os.path.join(SERVICES, service + ".service"), known)
    config = os.path.join(folder, "bus.conf")
    with open(config, "w", encoding="utf-8") as file:
        file.write(BUS.format(run=own["XDG_RUNTIME_DIR"], services=known))
    reader, writer = os.pipe()
    with open(os.path.join(folder, "bus.log"), "wb") as log:
        bus = subprocess.Popen(["dbus-daemon", "--config-file", config, "--nofork", f"--print-address={writer}"],
                               env=own, pass_fds=[writer], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                               **as_ordinary())
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as answer:
        address = answer.readline().strip()
    if not address:
        end(bus)
        with open(os.path.join(folder, "bus.log"), encoding="utf-8", errors="replace") as log:
            raise RuntimeError("no session bus:\n" + log.read())
    return bus, address


def start_keyring(kind, own, log):
    """The real gnome-keyring. "locked": its collection exists, and nobody has given the password yet."""
    how = {"stdout": log, "stderr": log, "env": own, **as_ordinary()}
    command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
    keyring = subprocess.Popen(command + ["--unlock"], stdin=subprocess.PIPE, **how)
    keyring.stdin.write(KEYRING_PASSWORD.encode())
    keyring.stdin.close()
    wait_for_name("org.freedesktop.secrets", own)
    if kind == "locked":
        end(keyring)
        keyring = subprocess.Popen(command, stdin=subprocess.DEVNULL, **how)
        wait_for_name("org.freedesktop.secrets", own)
    return keyring


def wait_for_name(name, own):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        asked = subprocess.run(["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus",
                                "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner", "string:" + name],
                               capture_output=True, text=True, env=own, **as_ordinary())
        if "true" in asked.stdout:
            return
        time.sleep(0.05)
    raise RuntimeError(f"{name} does not appear on the session bus")


def run_session(chosen):
    folder, started = make_folder(chosen), []
    try:
        if chosen.here:
            screen = {name: os.environ[name] for name in THE_DISPLAY if name in os.environ}
        else:
            server, display = start_screen(chosen.size, folder)
            started.append(server)
            screen = {"DISPLAY": display, "GDK_BACKEND": "x11"}
        own = environment(folder, screen, chosen)
        bus, own["DBUS_SESSION_BUS_ADDRESS"] = start_bus(
            folder, own, BUS_SERVICES + (PROMPTERS if chosen.keyring != "absent" else ()))
        started.append(bus)
        with open(os.path.join(folder, "session.log"), "wb") as log:
            if not chosen.here:
                started.append(subprocess.Popen(["openbox", "--sm-disable"], stdin=subprocess.DEVNULL, stdout=log,
                                                stderr=log, env=own, **as_ordinary()))
            if chosen.keyring != "absent":
                started.append(start_keyring(chosen.keyring, own, log))
        program = subprocess.Popen(chosen.program, env=own, **as_ordinary())
        started.append(program)
        code = program.wait()
        return code if code >= 0 else 128 - code
    finally:
        for process in reversed(started):
            end(process)
        shutil.rmtree(folder, ignore_errors=True)


def main():
    chosen = parse()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return run_session(chosen)


if __name__ == "__main__":
    sys.exit(main())
