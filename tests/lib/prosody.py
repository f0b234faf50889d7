"""A private Prosody for tests: on loopback, with its own certificate authority and a throw-away folder.

It listens only on 127.0.0.1, talks to no other server, and is stopped by the process it started. It refuses to
run without its authority: whoever connects must trust `Prosody.ca` (see `trusting`), nothing is made less strict.
"""

import hashlib
import hmac
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ORDINARY_USER = int(os.environ.get("CONFAB_TEST_UID", "1000"))
READY_SECONDS = 20
STOP_SECONDS = 10
ITERATIONS = 10000
MODULES = ["admin_shell", "blocklist", "carbons", "disco", "mam", "offline", "pep", "ping", "posix", "roster",
           "saslauth", "smacks", "tls", "vcard4"]
# Modules of our own that play what no server of today does.
OWN_MODULES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "prosody-modules")
CERTIFICATES = ("good", "expired", "not-yet", "other-name", "other-authority")


def free_port():
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def end_process(process, how=signal.SIGTERM):
    """Ends what we started, by its own id, and waits for it."""
    if process is None or process.poll() is not None:
        return
    process.send_signal(how)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Authority:
    """A certificate authority in a folder: `ca` is its certificate, `make` signs a server's."""

    def __init__(self, folder, name="Confab practice authority"):
        self.folder = folder
        self.ca = os.path.join(folder, "ca.pem")
        self._key = os.path.join(folder, "ca.key")
        os.makedirs(folder, exist_ok=True)
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                "-keyout", self._key, "-out", self.ca, "-subj", "/CN=" + name,
                "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign")

    def make(self, name, domains, begins=-86400, ends=86400 * 30):
        """Returns (certificate, key) paths; `begins` and `ends` are seconds from now."""
        stem = os.path.join(self.folder, name)
        now = time.time()
        stamp = [time.strftime("%Y%m%d%H%M%SZ", time.gmtime(now + at)) for at in (begins, ends)]
        names = ",".join(f"DNS:{domain},DNS:*.{domain}" for domain in domains)
        with open(stem + ".ext", "w", encoding="utf-8") as file:
            file.write(f"subjectAltName={names}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n")
        openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-keyout", stem + ".key", "-out", stem + ".csr", "-subj", "/CN=" + domains[0])
        openssl("x509", "-req", "-in", stem + ".csr", "-CA", self.ca, "-CAkey", self._key, "-CAcreateserial",
                "-not_before", stamp[0], "-not_after", stamp[1], "-extfile", stem + ".ext", "-out", stem + ".pem")
        return stem + ".pem", stem + ".key"


def scram_entry(password, password_hash):
    """An account as Prosody keeps it: never the password itself."""
    name = {"SHA-1": "sha1", "SHA-256": "sha256"}[password_hash]
    salt = secrets.token_hex(16)
    salted = hashlib.pbkdf2_hmac(name, password.encode(), salt.encode(), ITERATIONS)
    mac = lambda text: hmac.digest(salted, text, name)
    stored = hashlib.new(name, mac(b"Client Key")).hexdigest()
    return (f'return {{ ["iteration_count"] = {ITERATIONS}; ["salt"] = "{salt}"; '
            f'["stored_key"] = "{stored}"; ["server_key"] = "{mac(b"Server Key").hex()}"; }};\n')


def store_name(text):
    """How Prosody names files: everything but letters and digits as %xx."""
    return "".join(c if c.isascii() and c.isalnum() else "".join(f"%{b:02x}" for b in c.encode()) for c in text)


FILES_LIMIT = 64 * 1024 * 1024  # bytes of a file that it takes


class Prosody:
    """One server. `with Prosody() as server:` starts it, waits until it answers, and removes everything."""

    def __init__(self, domains=("example.test",), accounts=None, password="practice-password", password_hash="SHA-256",
                 certificate="good", enable=(), disable=(), may_register=False, port=None, direct_port=None,
                 address="127.0.0.1", settings="", log_level="info", folder=None, takes_files=False,
                 has_road=False, files_limit=FILES_LIMIT, storage='"internal"', web_port=None):
        if certificate not in CERTIFICATES:
            raise ValueError(f"certificate is one of {CERTIFICATES}")
        self.domains = list(domains)
        self.domain = self.domains[0]
        self.password = password
        self.accounts = dict(accounts if accounts is not None else
                             {f"{name}@{self.domain}": password for name in ("alice", "bob", "carla")})
        self.address = address
        self.port = port or free_port()
        self.direct_port = direct_port or free_port()
        self._password_hash = password_hash
        self._certificate = certificate
        self._modules = [m for m in MODULES + list(enable) if m not in disable]
        if may_register:
            self._modules.append("register")
        self._may_register = may_register
        self._settings = settings
        self._storage = storage  # in Prosody's words
        self.files_port = free_port() if takes_files else None
        # Where others are told that its files are: for whoever listens there, between them and the server.
        self.files_road = free_port() if takes_files and has_road else self.files_port
        self._files_limit = files_limit
        self.web_port = web_port  # of the web door (XEP-0156, RFC 7395)
        if web_port:
            self._modules += ["websocket", "http_altconnect"]
        self._log_level = log_level
        self._keeps_folder = folder is not None
        self.folder = folder or tempfile.mkdtemp(prefix="confab-prosody-")
        self.log = os.path.join(self.folder, "prosody.log")
        self.config = os.path.join(self.folder, "prosody.cfg.lua")
        self.hosts = os.path.join(self.folder, "hosts")
        self.data = os.path.join(self.folder, "data")
        self.ca = None
        self._process = None

    # -- making it --

    def _write_certificate(self):
        trusted = Authority(os.path.join(self.folder, "authority"))
        self.ca = trusted.ca
        signer = trusted
        if self._certificate == "other-authority":
            signer = Authority(os.path.join(self.folder, "other"), "Somebody else's authority")
        domains = ["other.test"] if self._certificate == "other-name" else self.domains
        begins, ends = {"expired": (-86400 * 9, -86400), "not-yet": (86400, 86400 * 9)}.get(
            self._certificate, (-86400, 86400 * 30))
        return signer.make("server", domains, begins, ends)

    def show_other_certificate(self):
        """The files only: who has read them shows what it read."""
        self._own_certificate = {}
        for ending in ".pem", ".key":
            with open(os.path.join(self.folder, "authority", "server" + ending), "rb") as file:
                self._own_certificate[ending] = file.read()
        other = Authority(os.path.join(self.folder, "other"), "Somebody else's authority")
        for path in other.make("server", self.domains):
            shutil.copyfile(path, os.path.join(self.folder, "authority", os.path.basename(path)))

    def show_own_certificate(self):
        for ending, data in self._own_certificate.items():
            with open(os.path.join(self.folder, "authority", "server" + ending), "wb") as file:
                file.write(data)

    def _write_config(self):
        certificate, key = self._write_certificate()
        quoted = lambda items: "{ " + "; ".join(f'"{item}"' for item in items) + " }"
        lines = [
            f'pidfile = "{self.folder}/prosody.pid"', f'data_path = "{self.data}"',
            f'log = {{ {{ levels = {{ min = "{self._log_level}" }}; to = "file"; filename = "{self.log}" }} }}',
            f"interfaces = {quoted([self.address])}", f"c2s_ports = {{ {self.port} }}",
            f"c2s_direct_tls_ports = {{ {self.direct_port} }}", "s2s_ports = { }", "http_ports = { }",
            f"https_ports = {{ {'; '.join(str(port) for port in (self.files_port, self.web_port) if port)} }}",
            "http_interfaces = { }",
            f"https_interfaces = {quoted([self.address])}", "limits = { }",
            f"modules_enabled = {quoted(self._modules)}",
            'modules_disabled = { "s2s"; "dialback"; ' + ('' if self.files_port or self.web_port else '"http"; ') + '}',
            f"allow_registration = {'true' if self._may_register else 'false'}",
            "c2s_require_encryption = true", 'authentication = "internal_hashed"',
            f'password_hash = "{self._password_hash}"', f"storage = {self._storage}",
            f'ssl = {{ certificate = "{certificate}"; key = "{key}" }}',
            f'c2s_direct_tls_ssl = {{ certificate = "{certificate}"; key = "{key}" }}',
            f'https_ssl = {{ certificate = "{certificate}"; key = "{key}" }}',
            f'admin_socket = "{self.folder}/shell.sock"', "smacks_hibernation_time = 600",
            # Its own limit would have it forget the beginning of a long run.
            "storage_archive_item_limit = 1000000",
            f"plugin_paths = {quoted([OWN_MODULES])}",
            self._settings]
        lines += [f'VirtualHost "{domain}"' for domain in self.domains]
        if self.files_port:
            # Its addresses bear the name that the certificate is for.
            lines += [f'Component "upload.{self.domain}" "http_file_share"', f'http_host = "{self.domain}"',
                      f'http_external_url = "https://{self.domain}:{self.files_road}/"',
                      f'http_file_share_size_limit = {self._files_limit}',
                      f'http_file_share_daily_quota = {self._files_limit * 20}']
        with open(self.config, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        with open(self.hosts, "w", encoding="utf-8") as file:
            file.write("127.0.0.1 localhost\n::1 localhost\n" +
                       "".join(f"{self.address} {domain}\n" for domain in self.domains))

    def add_account(self, address, password):
        """Before `start`, or while it runs: Prosody reads accounts anew at each sign-in."""
        name, domain = address.split("@")
        folder = os.path.join(self.data, store_name(domain), "accounts")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, store_name(name) + ".dat"), "w", encoding="utf-8") as file:
            file.write(scram_entry(password, self._password_hash))
        self._give_away()

    def _give_away(self):
        if os.getuid() != 0:
            return
        for top, folders, files in os.walk(self.folder):
            for name in [top] + [os.path.join(top, f) for f in folders + files]:
                os.chown(name, ORDINARY_USER, ORDINARY_USER, follow_symlinks=False)

    # -- running it --

    def prepare(self):
        """Writes certificate, settings and accounts; `start` does it where it was not done."""
        os.chmod(self.folder, 0o755)
        os.makedirs(self.data, exist_ok=True)
        os.makedirs(os.path.join(self.folder, "certs"), exist_ok=True)  # Prosody looks for more there
        self._write_config()
        for address, password in self.accounts.items():
            self.add_account(address, password)
        self._give_away()

    def start(self):
        if not os.path.exists(self.config):
            self.prepare()
        user = {"user": ORDINARY_USER, "group": ORDINARY_USER, "extra_groups": []} if os.getuid() == 0 else {}
        with open(os.path.join(self.folder, "prosody.out"), "ab") as out:
            self._process = subprocess.Popen(["prosody", "-F", "--config", self.config], stdin=subprocess.DEVNULL,
                                             stdout=out, stderr=out, cwd=self.folder, **user)
        try:
            self.wait_ready()
        except BaseException:
            self.kill()
            raise
        return self

    def wait_ready(self):
        end = time.monotonic() + READY_SECONDS
        waiting = [self.port, self.direct_port] + ([self.files_port] if self.files_port else []) + (
            [self.web_port] if self.web_port else [])
        while waiting:
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError("Prosody does not answer:\n" + self.tail())
            try:
                with socket.create_connection((self.address, waiting[0]), 1):
                    waiting.pop(0)
            except OSError:
                time.sleep(0.05)

    def tail(self, lines=30):
        text = ""
        for name in (os.path.join(self.folder, "prosody.out"), self.log):
            if os.path.exists(name):
                with open(name, encoding="utf-8", errors="replace") as file:
                    text += "".join(file.readlines()[-lines:])
        return text

    def _end(self, how):
        end_process(self._process, how)
        self._process = None

    def stop(self):
        """Says goodbye to every client; sessions are forgotten, accounts and stored messages stay."""
        self._end(signal.SIGTERM)

    def kill(self):
        """As a power cut would."""
        self._end(signal.SIGKILL)

    def shell(self, command):
        """One line of Prosody's administration shell; returns what it printed."""
        user = {"user": ORDINARY_USER, "group": ORDINARY_USER, "extra_groups": []} if os.getuid() == 0 else {}
        done = subprocess.run(["prosodyctl", "--config", self.config, "shell", command], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=20, cwd=self.folder, **user)
        return done.stdout + done.stderr

    def remove(self):
        self.stop()
        if not self._keeps_folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        try:
            return self.start()
        except BaseException:
            self.remove()
            raise

    def __exit__(self, *_):
        self.remove()

    # -- seeing it --

    def environment(self):
        """What a test program needs to know."""
        return {"CONFAB_TEST_HOST": self.address, "CONFAB_TEST_PORT": str(self.port),
                "CONFAB_TEST_DIRECT_PORT": str(self.direct_port), "CONFAB_TEST_DOMAIN": self.domain,
                "CONFAB_TEST_PASSWORD": self.password, "CONFAB_TEST_CA": self.ca,
                "CONFAB_TEST_SERVER_LOG": self.log, "SSL_CERT_FILE": self.ca,
                "CONFAB_TEST_FILES_PORT": str(self.files_port), "CONFAB_TEST_FILES_ROAD": str(self.files_road)}

    def trusting(self, command, as_user=False):
        """`command` in a view of this machine that trusts this authority only and knows these domains.

        The view ends with its starter. `as_user`: run as the ordinary user 1000.
        """
        view = ["bwrap", "--dev-bind", "/", "/", "--ro-bind", self.ca, "/etc/ssl/certs/ca-certificates.crt",
                "--ro-bind", self.hosts, "/etc/hosts", "--die-with-parent", "--"]
        if as_user and os.getuid() == 0:
            view += ["setpriv", f"--reuid={ORDINARY_USER}", f"--regid={ORDINARY_USER}", "--clear-groups",
                     "--no-new-privs"]
        return view + list(command)
