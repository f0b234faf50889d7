"""Writes down what a test's program sends out of its network namespace: each name asked for, each connection begun.

It sees the frames themselves, so nothing that leaves goes unseen, whatever library sent it.
"""

import os
import socket
import struct
import threading

EVERYTHING, OUTGOING = 0x0003, 4
IPV4, IPV6 = 0x0800, 0x86DD
ICMP, IGMP, TCP, UDP, ICMPV6, HOP_BY_HOP = 1, 2, 6, 17, 58, 0
DNS = 53
QUERY_TYPES = {1: "A", 28: "AAAA", 33: "SRV", 16: "TXT", 65: "HTTPS", 12: "PTR", 5: "CNAME", 255: "ANY"}


def question(data):
    """The name and type that a DNS query asks for."""
    labels, at = [], 12
    try:
        while data[at]:
            labels.append(data[at + 1:at + 1 + data[at]].decode("ascii", "replace"))
            at += 1 + data[at]
        kind = struct.unpack("!H", data[at + 1:at + 3])[0]
    except (IndexError, struct.error):
        return "broken ?"
    return f"{QUERY_TYPES.get(kind, kind)} {'.'.join(labels).lower()}"


def describe(frame):
    """One line for a frame that begins something; None for what belongs to the network itself."""
    kind = struct.unpack("!H", frame[12:14])[0]
    packet = frame[14:]
    if kind == IPV4:
        protocol, header = packet[9], (packet[0] & 15) * 4
        target = socket.inet_ntop(socket.AF_INET, packet[16:20])
    elif kind == IPV6:
        protocol, header = packet[6], 40
        target = f"[{socket.inet_ntop(socket.AF_INET6, packet[24:40])}]"
    else:
        return None
    if protocol in (ICMP, IGMP, ICMPV6, HOP_BY_HOP):
        return None
    body = packet[header:]
    if protocol not in (TCP, UDP):
        return f"protocol-{protocol} {target}"
    port = struct.unpack("!H", body[2:4])[0]
    if protocol == UDP:
        return f"dns {target}:{port} {question(body[8:])}" if port == DNS else f"udp {target}:{port}"
    if body[13] & 0x05:
        return f"end {target}:{port}"
    begins = body[13] & 0x12 == 0x02
    return f"tcp {target}:{port}" if begins else None


class Sniffer:
    """Listens at the outer end of the program's only line; `lines` is what it saw, and `path` holds it too.

    `notes_ends`: the program's ends of connections too (FIN, RST), "end ADDRESS:PORT".
    """

    def __init__(self, interface, path, notes_ends=False):
        self.lines, self.path, self._notes_ends = [], path, notes_ends
        self._lock = threading.Lock()
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(EVERYTHING))
        self._socket.bind((interface, EVERYTHING))
        self._socket.settimeout(0.2)
        self._is_over = False
        open(path, "w", encoding="utf-8").close()
        os.chmod(path, 0o644)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def note(self, line):
        with self._lock, open(self.path, "a", encoding="utf-8") as file:
            self.lines.append(line)
            file.write(line + "\n")

    def _listen(self):
        while not self._is_over:
            try:
                frame, (_, _, direction, _, _) = self._socket.recvfrom(65536)
            except TimeoutError:
                continue
            except OSError:  # the line is down: what follows is still of interest
                continue
            if direction != OUTGOING and len(frame) > 34 and (line := describe(frame)):
                if self._notes_ends or not line.startswith("end "):
                    self.note(line)

    def stop(self):
        self._is_over = True
        self._thread.join(2)
        self._socket.close()
