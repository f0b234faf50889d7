"""A real ClamAV daemon of a test's own: its socket and its definitions lie in a folder, and they know EICAR alone.

EICAR is the text that virus checkers agree to take for a virus; here it stands in two halves, so that none minds this file.
"""

import os
import shutil
import signal
import socket
import subprocess
import time

EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" "ANTIVIRUS-TEST-FILE!$H+H*").encode()
NAME = "Confab.Test.Eicar"
PATIENCE = 60


class Clamd:
    def __init__(self, folder, limit, place=None):
        """`limit`: the most that it takes, in bytes. `place`: of the socket, where it is not in the folder."""
        self.folder = folder
        self.socket = place or os.path.join(folder, "clamd.ctl")
        self.process = None
        definitions = os.path.join(folder, "definitions")
        os.makedirs(definitions)
        with open(os.path.join(definitions, "own.ndb"), "w", encoding="ascii") as file:
            file.write(f"{NAME}:0:*:{EICAR.hex()}\n")
        with open(self._settings(), "w", encoding="utf-8") as file:
            file.write(f"Foreground yes\nLocalSocket {self.socket}\nDatabaseDirectory {definitions}\n"
                       f"TemporaryDirectory {folder}\nLogFile {folder}/clamd.log\nStreamMaxLength {limit}\n"
                       "FixStaleSocket yes\n")
        self.start()

    def _settings(self):
        return os.path.join(self.folder, "clamd.conf")

    def start(self):
        self.process = subprocess.Popen(["clamd", f"--config-file={self._settings()}"], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, f"clamd ended with {self.process.returncode}"
            assert time.monotonic() < end, "clamd does not answer"
            time.sleep(0.1)

    def ask(self, words):
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(self.socket)
            line.sendall(b"z" + words + b"\0")
            return line.makefile("rb").read()

    def answers(self):
        try:
            return self.ask(b"PING") == b"PONG\0"
        except OSError:
            return False

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def freeze_at_work(self):
        """Waits until it has begun to take a file, and freezes it with the file in its hands."""
        end = time.monotonic() + PATIENCE
        while not any(name.startswith("clamav-") for name in os.listdir(self.folder)):
            assert time.monotonic() < end, "it was not given a file"
            time.sleep(0.001)
        self.freeze()

    def kill(self):
        """Also one that is frozen; its socket stays, as it does after a crash."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def stop(self):
        if self.process.poll() is None:
            self.kill()

    def forget(self):
        """What a crash left of files."""
        for name in os.listdir(self.folder):
            if name.startswith("clamav-"):
                path = os.path.join(self.folder, name)
                shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
