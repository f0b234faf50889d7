"""A small SOCKS5 server for tests (RFC 1928, RFC 1929): CONNECT only; it writes down what it was asked for.

It connects nowhere but to the addresses of its table: a test's proxy is no way out.
"""

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
            is_right = (user, password) == (self.server.user, self.server.password)
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
        address = self.server.table.get(host)
        if command != 1 or not address:
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


class Socks(socketserver.ThreadingTCPServer):
    """`table`: name or address asked for -> where it really is. `note`: takes each line of the record."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address, port, table, note, user=None, password=None):
        super().__init__((address, port), Handler)
        self.table, self.note, self.user, self.password = table, note, user, password
        self.is_over = False
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def stop(self):
        """Ends its connections too, as a proxy that is gone."""
        self.is_over = True
        self.shutdown()
        self.server_close()
