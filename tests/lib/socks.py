"""Small proxies for tests: SOCKS5 (RFC 1928, RFC 1929; CONNECT only), and HTTP's CONNECT (RFC 9110 section 9.3.6).

They write down what they were asked for.

They connect nowhere but to the addresses of their table: a test's proxy is no way out.
"""

import base64
import select
import socket
import socketserver
import struct
import threading

BUFFER = 65536
NAME, IPV4, IPV6 = 3, 1, 4
REFUSED, UNREACHABLE = 5, 4


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        try:
            self.greet()
            target = self.read_request()
        except (ConnectionError, ValueError, struct.error) as error:
            self.server.note(f"socks broken {error}")
            return
        if target:
            with target:
                self.pump(target)

    def exactly(self, size):
        data = b""
        while len(data) < size:
            if not (more := self.request.recv(size - len(data))):
                raise ConnectionError("ended early")
            data += more
        return data

    def greet(self):
        version, count = self.exactly(2)
        methods = self.exactly(count)
        wanted = 2 if self.server.user else 0
        if version != 5 or wanted not in methods:
            self.request.sendall(b"\x05\xff")
            raise ValueError("no common method")
        self.request.sendall(bytes([5, wanted]))
        if wanted == 2:
            user = self.exactly(self.exactly(2)[1]).decode()
            password = self.exactly(self.exactly(1)[0]).decode()
            is_right = self.server.is_right(user, password)
            self.server.note(f"socks user {user} {'right' if is_right else 'wrong'}")
            self.request.sendall(b"\x01\x00" if is_right else b"\x01\x01")
            if not is_right:
                raise ValueError("wrong password")

    def read_request(self):
        _, command, _, kind = self.exactly(4)
        if kind == NAME:
            host = self.exactly(self.exactly(1)[0]).decode()
        else:
            host = socket.inet_ntop(*((socket.AF_INET, self.exactly(4)) if kind == IPV4 else
                                      (socket.AF_INET6, self.exactly(16))))
        port = struct.unpack("!H", self.exactly(2))[0]
        self.server.note(f"socks {'name' if kind == NAME else 'address'} {host} {port}")
        return self.reach(host, port) if command == 1 else self.answer(UNREACHABLE)

    def reach(self, host, port):
        address = self.server.table.get(host)
        if not address:
            return self.answer(UNREACHABLE)
        try:
            target = socket.create_connection((address, port), 5)
        except OSError:
            return self.answer(REFUSED)
        self.answer(0)
        return target

    def answer(self, code):
        self.request.sendall(bytes([5, code, 0, 1, 0, 0, 0, 0, 0, 0]))

    def pump(self, target):
        ends = {self.request: target, target: self.request}
        while True:
            for ready in select.select(list(ends), [], [], 1)[0]:
                try:
                    data = ready.recv(BUFFER)
                    ends[ready].sendall(data)
                except OSError:
                    return
                if not data:
                    return
            if self.server.is_over:
                return


class WebHandler(Handler):
    """The same for HTTP: one request, then the line."""

    def greet(self):
        data = b""
        while not data.endswith(b"\r\n\r\n"):
            data += self.exactly(1)
        request, *fields = data.decode("latin-1").split("\r\n")
        self.method, self.wanted, _ = request.split(" ")
        if not self.server.user:
            return
        said = dict(field.lower().split(": ", 1) for field in fields if field.lower().startswith("proxy-authorization"))
        want = base64.b64encode(f"{self.server.user}:{self.server.password}".encode()).decode()
        is_right = said.get("proxy-authorization") == f"basic {want}".lower()
        self.server.note(f"web user {self.server.user} {'right' if is_right else 'wrong'}")
        if not is_right:
            self.request.sendall(b"HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"test\"\r\n\r\n")
            raise ValueError("wrong password")

    def read_request(self):
        host, _, port = self.wanted.rpartition(":")
        self.server.note(f"web {self.method} {host} {port}")
        return self.reach(host, int(port)) if self.method == "CONNECT" else self.answer(UNREACHABLE)

    def answer(self, code):
        self.request.sendall(b"HTTP/1.1 200 There\r\n\r\n" if code == 0 else b"HTTP/1.1 502 Not there\r\n\r\n")


class Socks(socketserver.ThreadingTCPServer):
    """`table`: name or address asked for -> where it really is. `note`: takes each line of the record.

    `user`: who must be named, with `password`; "*": anybody, as Tor does. `listener`: a socket that listens already.
    """

    allow_reuse_address = True
    daemon_threads = True
    handler = Handler

    def __init__(self, address, port, table, note, user=None, password=None, listener=None):
        super().__init__((address, port), self.handler, bind_and_activate=listener is None)
        if listener:
            self.socket.close()
            self.socket = listener
        self.table, self.note, self.user, self.password = table, note, user, password
        self.is_over = False
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def is_right(self, user, password):
        return self.user == "*" or (user, password) == (self.user, self.password)

    def stop(self):
        """Ends its connections too, as a proxy that is gone."""
        self.is_over = True
        self.shutdown()
        self.server_close()


class WebProxy(Socks):
    handler = WebHandler
