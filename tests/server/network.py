#!/usr/bin/env python3
"""Proves with-netns.py: what it offers is there, and each way past the proxy turns a run red.

Without an argument it runs itself in such a network once for each case; with one it is the program of that case.
"""

import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
DOMAIN = os.environ.get("CONFAB_TEST_DOMAIN", "example.test")
LEAK, FINE, FAILED = 3, 0, 1


def services(kind):
    """What GIO makes of the domain's SRV records, as (host, port) in their order."""
    found = Gio.Resolver.get_default().lookup_service(kind, "tcp", DOMAIN, None)
    return [(target.get_hostname(), target.get_port()) for target in found]


def through_proxy(user=None, password=None):
    client = Gio.SocketClient()
    login = f"{user}:{password}@" if user else ""
    proxy = f"socks5://{login}{os.environ['CONFAB_TEST_SOCKS_HOST']}:{os.environ['CONFAB_TEST_SOCKS_PORT']}"
    client.set_proxy_resolver(Gio.SimpleProxyResolver.new(proxy, None))
    return client.connect(Gio.NetworkAddress.new(DOMAIN, 5222), None)


def control(command):
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(os.environ["CONFAB_TEST_CONTROL"])
        server.sendall(command.encode() + b"\n")
        assert server.makefile().readline().strip() == "ok", command


def refuses(function, *arguments):
    try:
        function(*arguments)
    except (GLib.Error, OSError):
        return True
    return False


def traffic():
    with open(os.environ["CONFAB_TEST_TRAFFIC"], encoding="utf-8") as file:
        return file.read().splitlines()


def case_found():
    assert services("xmpps-client") == [("xmpp." + DOMAIN, 5223)], services("xmpps-client")
    assert services("xmpp-client") == [("xmpp." + DOMAIN, 5222)]
    socket.create_connection((DOMAIN, 5222), 5).close()
    assert refuses(socket.create_connection, ("other.invalid", 5222), 2) is True


def case_dead_first():
    assert services("xmpp-client") == [("dead." + DOMAIN, 5222), ("xmpp." + DOMAIN, 5222)]


def case_dot():
    assert services("xmpp-client")[0][0].strip(".") == "", services("xmpp-client")


def case_none():
    assert refuses(services, "xmpp-client")
    socket.create_connection((DOMAIN, 5222), 5).close()


def case_no_domain():
    assert refuses(socket.create_connection, (DOMAIN, 5222), 5)


def case_proxy():
    through_proxy()
    assert f"socks name {DOMAIN} 5222" in traffic(), traffic()


def case_proxy_user():
    through_proxy("carla", "secret")
    assert refuses(through_proxy, "carla", "wrong")
    assert "socks user carla right" in traffic() and "socks user carla wrong" in traffic()


def case_proxy_goes():
    through_proxy()
    control("proxy stop")
    assert refuses(through_proxy)
    control("proxy start")
    through_proxy()


def case_line():
    control("line down")
    assert refuses(socket.create_connection, ("10.99.0.3", 5222), 2)
    control("line up")
    socket.create_connection(("10.99.0.3", 5222), 10).close()


def case_asks_past_proxy():
    assert not refuses(socket.getaddrinfo, DOMAIN, 5222)


def case_connects_past_proxy():
    socket.create_connection(("10.99.0.3", 5222), 5).close()


def case_speaks_to_a_stranger():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"hello", ("10.99.0.77", 3478))
        sender.sendto(b"hello", ("192.0.2.1", 3478))


def case_asks_for_a_stranger():
    refuses(socket.getaddrinfo, "stun.other.invalid", 3478)


def case_fails():
    sys.exit(FAILED)


# case, options of with-netns.py, its exit code
CASES = [("none", ["--srv", "none"], FINE), ("dot", ["--srv", "dot"], FINE), ("dead_first", ["--srv", "dead-first"], FINE),
         ("no_domain", ["--srv", "no-domain"], FINE), ("proxy", ["--only-proxy"], FINE),
         ("proxy_user", ["--only-proxy", "--socks-user", "carla:secret"], FINE), ("proxy_goes", ["--only-proxy"], FINE),
         ("line", [], FINE), ("asks_past_proxy", ["--only-proxy"], LEAK), ("connects_past_proxy", ["--only-proxy"], LEAK),
         ("connects_past_proxy", ["--user"], FINE), ("speaks_to_a_stranger", [], LEAK), ("asks_for_a_stranger", [], LEAK),
         ("found", [], LEAK),  # it asks for a name of somebody else too
         ("fails", [], FAILED)]


def run_case(entry):
    case, options, _ = entry
    command = [sys.executable, "-B", os.path.join(HERE, "with-netns.py"), *options, "--",
               sys.executable, os.path.abspath(__file__), case]
    return subprocess.run(command, capture_output=True, text=True)


def main():
    if len(sys.argv) > 1:
        globals()["case_" + sys.argv[1]]()
        return 0
    wrong = 0
    with ThreadPoolExecutor(2) as pool:
        for (case, options, code), done in zip(CASES, pool.map(run_case, CASES)):
            if done.returncode != code:
                wrong += 1
                print(f"{case} {options} ended with {done.returncode}, not {code}:\n{done.stdout}{done.stderr}")
    print(f"{len(CASES)} cases, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
