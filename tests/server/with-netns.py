#!/usr/bin/env python3
"""Runs a program in a network of its own: one line out, with our DNS, SOCKS5 server and Prosody at its other end.

    with-netns.py [options] -- PROGRAM [ARGUMENT ...]

Everything that leaves the program is written to the file that CONFAB_TEST_TRAFFIC names, a line each:

    dns 10.99.0.1:53 SRV _xmpp-client._tcp.example.test      a name that was asked for
    tcp 10.99.0.3:5222                                       a connection that was begun
    socks name example.test 5222                             what the SOCKS5 server was asked for
    tor name example.test 5222                               what was asked for at 127.0.0.1:9050, with --tor
    web CONNECT example.test 5222                            what the HTTP proxy was asked for, with --web
    end 10.99.0.1:1080                                       a connection that the program ended, with --ends

The run fails, whatever the program says, if anything leaves but questions about the domain, connections to the
server's two ports and to the proxy; with --only-proxy, if anything leaves but connections to the proxy.
The environment is that of with-prosody.py, with CONFAB_TEST_SOCKS_HOST and _SOCKS_PORT; the control socket knows besides

    proxy stop | proxy start | tor stop | tor start | dns stop | dns start | line down | line up | door shut | door open | impostor in | impostor out
"""

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from control import Control, server_commands  # noqa: E402
from prosody import CERTIFICATES, Prosody, end_process  # noqa: E402
from sniffer import Sniffer  # noqa: E402
from socks import Socks, WebProxy  # noqa: E402

CLIENT, OUTSIDE, SERVER, NOBODY = "10.99.0.2", "10.99.0.1", "10.99.0.3", "10.99.0.9"
SOCKS_PORT, WEB_PORT, TOR_PORT, PORT, DIRECT_PORT, DOOR_PORT = 1080, 3128, 9050, 5222, 5223, 443
SRV = ("both", "direct", "starttls", "none", "dot", "dead-first", "no-domain")


def parse():
    options = argparse.ArgumentParser(usage="with-netns.py [options] -- PROGRAM [ARGUMENT ...]")
    options.add_argument("--domain", default="example.test")
    options.add_argument("--hash", default="SHA-256", choices=["SHA-1", "SHA-256"])
    options.add_argument("--certificate", default="good", choices=CERTIFICATES)
    options.add_argument("--srv", default="both", choices=SRV, help="what DNS says of the domain")
    options.add_argument("--no-dns", action="store_true", help="nobody answers questions")
    options.add_argument("--only-proxy", action="store_true", help="anything past the proxy fails the run")
    options.add_argument("--socks-user", metavar="NAME:PASSWORD", help="the proxy wants to know who asks")
    options.add_argument("--no-socks", action="store_true", help="the proxy is down")
    options.add_argument("--tor", action="store_true", help="a proxy on the program's own side, as Tor is")
    options.add_argument("--web", metavar="NAME:PASSWORD", help="an HTTP proxy too")
    options.add_argument("--ends", action="store_true", help="the ends of connections are written down too")
    options.add_argument("--web-door", action="store_true", help="the server has a web door (RFC 7395) at port 443")
    options.add_argument("--register", action="store_true", help="the server gives out addresses")
    options.add_argument("--files", action="store_true", help="the server takes files (XEP-0363)")
    options.add_argument("--enable", action="append", default=[], metavar="MODULE", help="one more module of Prosody")
    options.add_argument("--settings", default="", help="more lines for Prosody's configuration")
    options.add_argument("--user", action="store_true", help="run the program as an ordinary user")
    options.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("program", nargs=argparse.REMAINDER)
    chosen = options.parse_args()
    if chosen.program[:1] == ["--"]:
        chosen.program.pop(0)
    if not chosen.program:
        options.error("which program?")
    return chosen


def ip(*arguments, within=None):
    enter = ["nsenter", f"--net=/proc/{within}/ns/net", "--"] if within else []
    subprocess.run([*enter, "ip", *arguments], check=True)


def dns_command(chosen, folder):
    """dnsmasq with our records only: it asks nobody, and knows no other name."""
    name, target = chosen.domain, "xmpp." + chosen.domain
    command = ["dnsmasq", "--keep-in-foreground", "--no-resolv", "--no-hosts", "--conf-file=/dev/null", "--no-daemon",
               "--bind-interfaces", f"--listen-address={OUTSIDE}", f"--pid-file={folder}/dns.pid", "--user=root",
               "--local=/#/"]
    if chosen.srv == "no-domain":
        return command
    command += [f"--host-record={name},{SERVER}", f"--host-record={target},{SERVER}",
                f"--host-record=dead.{name},{NOBODY}"]
    direct, starttls = f"--srv-host=_xmpps-client._tcp.{name}", f"--srv-host=_xmpp-client._tcp.{name}"
    command += {"both": [f"{direct},{target},{DIRECT_PORT},5,10", f"{starttls},{target},{PORT},10,10"],
                "direct": [f"{direct},{target},{DIRECT_PORT},5,10"], "starttls": [f"{starttls},{target},{PORT},5,10"],
                # dnsmasq says "." for a target that is left out: there is decidedly no such service.
                "dot": [direct, starttls],
                "dead-first": [f"{starttls},dead.{name},{PORT},1,10", f"{starttls},{target},{PORT},9,10"],
                "none": []}[chosen.srv]
    return command


class Network:
    """The line, and what stands at its other end."""

    def __init__(self, chosen, folder):
        self.chosen, self.folder = chosen, folder
        self.dns = self.socks = self.tor = self.web = self.sniffer = None
        self.holder = subprocess.Popen(["unshare", "--net", "sleep", "infinity"])
        self._wait_for_namespace()
        ip("link", "add", "outer", "type", "veth", "peer", "name", "line")
        ip("link", "set", "line", "netns", str(self.holder.pid))
        for address in (OUTSIDE, SERVER):
            ip("address", "add", address + "/24", "dev", "outer")
        ip("link", "set", "outer", "up")
        ip("link", "set", "lo", "up", within=self.holder.pid)
        ip("address", "add", CLIENT + "/24", "dev", "line", within=self.holder.pid)
        self.line_up()
        if chosen.web_door:
            # The server is no superuser.
            with open("/proc/sys/net/ipv4/ip_unprivileged_port_start", "w", encoding="ascii") as file:
                file.write(str(DOOR_PORT))

    def _wait_for_namespace(self):
        own = os.readlink("/proc/self/ns/net")
        until = time.monotonic() + 5
        while os.readlink(f"/proc/{self.holder.pid}/ns/net") == own:
            if time.monotonic() > until:
                raise RuntimeError("no network namespace")
            time.sleep(0.01)

    def line_up(self):
        ip("link", "set", "line", "up", within=self.holder.pid)
        ip("route", "replace", "default", "via", OUTSIDE, within=self.holder.pid)

    def line_down(self):
        ip("link", "set", "line", "down", within=self.holder.pid)

    def start(self):
        self.sniffer = Sniffer("outer", os.path.join(self.folder, "traffic"), self.chosen.ends)
        if not self.chosen.no_dns:
            self.start_dns()
        if not self.chosen.no_socks:
            self.start_socks()
        if self.chosen.tor:
            self.start_tor()
        if self.chosen.web:
            self.web = WebProxy(OUTSIDE, WEB_PORT, self.table(), self.sniffer.note, *self.chosen.web.split(":", 1))

    def start_dns(self):
        with open(os.path.join(self.folder, "dns.log"), "ab") as log:
            self.dns = subprocess.Popen(dns_command(self.chosen, self.folder), stdout=log, stderr=log)

    def stop_dns(self):
        end_process(self.dns)
        self.dns = None

    def start_socks(self):
        user, _, password = (self.chosen.socks_user or "").partition(":")
        self.socks = Socks(OUTSIDE, SOCKS_PORT, self.table(), self.sniffer.note, user or None, password)

    def table(self):
        return {self.chosen.domain: SERVER, "xmpp." + self.chosen.domain: SERVER, SERVER: SERVER}

    def start_tor(self):
        self.tor = Socks("127.0.0.1", TOR_PORT, self.table(),
                         lambda line: self.sniffer.note(line.replace("socks ", "tor ", 1)), "*",
                         listener=self._listen_within(TOR_PORT))

    def _listen_within(self, port):
        """A socket of the program's network; a thread of its own goes there to make it."""
        made = []

        def make():
            with open(f"/proc/{self.holder.pid}/ns/net", "rb") as namespace:
                os.setns(namespace.fileno(), os.CLONE_NEWNET)
            made.append(socket.create_server(("127.0.0.1", port)))

        maker = threading.Thread(target=make)
        maker.start()
        maker.join()
        return made[0]

    def stop_tor(self):
        if self.tor:
            self.tor.stop()
        self.tor = None

    def stop_socks(self):
        if self.socks:
            self.socks.stop()
        self.socks = None

    def commands(self):
        turn = {"proxy": {"stop": self.stop_socks, "start": self.start_socks},
                "tor": {"stop": self.stop_tor, "start": self.start_tor},
                "dns": {"stop": self.stop_dns, "start": self.start_dns},
                "line": {"down": self.line_down, "up": self.line_up}}
        return {name: (lambda how, ways=ways: ways[how]()) for name, ways in turn.items()}

    def stop(self):
        self.stop_socks()
        self.stop_tor()
        if self.web:
            self.web.stop()
        self.stop_dns()
        if self.sniffer:
            time.sleep(0.3)  # the last packets
            self.sniffer.stop()
        end_process(self.holder)

    def leaks(self):
        """What left and should not have."""
        allowed = [r"(socks|tor|web|end) .*", rf"tcp {re.escape(OUTSIDE)}:({SOCKS_PORT}|{WEB_PORT})"]
        if not self.chosen.only_proxy:
            ports = f"{PORT}|{DIRECT_PORT}" + (f"|{DOOR_PORT}" if self.chosen.web_door else "")
            allowed += [rf"dns {re.escape(OUTSIDE)}:53 (A|AAAA|SRV) ([\w-]+\.)*{re.escape(self.chosen.domain)}",
                        rf"tcp {re.escape(SERVER)}:({ports})", rf"tcp {re.escape(NOBODY)}:{PORT}"]
        fits = re.compile("|".join(f"({pattern})" for pattern in allowed))
        return [line for line in self.sniffer.lines if not fits.fullmatch(line)]


def command_line(chosen, network, server):
    resolv, hosts = os.path.join(network.folder, "resolv.conf"), os.path.join(network.folder, "hosts")
    with open(resolv, "w", encoding="utf-8") as file:
        file.write(f"nameserver {OUTSIDE}\noptions timeout:2 attempts:1\n")
    with open(hosts, "w", encoding="utf-8") as file:
        file.write("127.0.0.1 localhost\n::1 localhost\n")
    command = server.trusting(chosen.program, chosen.user)
    # Names must come from DNS here, not from the server's own list.
    command[command.index(server.hosts)] = hosts
    at = command.index("--die-with-parent")
    command[at:at] = ["--ro-bind", resolv, "/etc/resolv.conf"]
    return ["nsenter", f"--net=/proc/{network.holder.pid}/ns/net", "--", *command]


def inside(chosen):
    folder = tempfile.mkdtemp(prefix="confab-network-")
    os.chmod(folder, 0o755)
    network = Network(chosen, folder)
    try:
        network.start()
        with Prosody(domains=[chosen.domain], password_hash=chosen.hash, certificate=chosen.certificate,
                     address=SERVER, port=PORT, direct_port=DIRECT_PORT, enable=chosen.enable,
                     settings=chosen.settings, takes_files=chosen.files, may_register=chosen.register,
                     web_port=DOOR_PORT if chosen.web_door else None) as server:
            control = os.path.join(folder, "control.sock")
            with Control(control, server_commands(server) | network.commands()):
                environment = os.environ | server.environment() | {
                    "CONFAB_TEST_CONTROL": control, "CONFAB_TEST_TRAFFIC": network.sniffer.path,
                    "CONFAB_TEST_SOCKS_HOST": OUTSIDE, "CONFAB_TEST_SOCKS_PORT": str(SOCKS_PORT)}
                code = subprocess.run(command_line(chosen, network, server), env=environment).returncode
            if code:
                print("---- the server's last words ----\n" + server.tail(40), file=sys.stderr)
    finally:
        network.stop()
        lines, leaks = list(network.sniffer.lines) if network.sniffer else [], network.leaks() if network.sniffer else []
        shutil.rmtree(folder, ignore_errors=True)
    if code or leaks:
        print("---- what left ----\n" + "\n".join(lines), file=sys.stderr)
    if leaks:
        print("---- and should not have ----\n" + "\n".join(leaks), file=sys.stderr)
        return code or 3
    return code if code >= 0 else 128 - code


def main():
    chosen = parse()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if chosen.inside:
        return inside(chosen)
    # The other end of the line is a namespace too: nothing of this reaches the machine's own network.
    view = ["bwrap", "--dev-bind", "/", "/", "--unshare-net", "--die-with-parent", "--"]
    return subprocess.run([*view, sys.executable, "-B", os.path.abspath(__file__), "--inside", *sys.argv[1:]]).returncode


if __name__ == "__main__":
    sys.exit(main())
