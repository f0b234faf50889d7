"""A private ejabberd for tests: its own certificate authority, folder and port, nothing outside 127.0.0.1.

    with Ejabberd() as server: ...      starts it, waits until it answers, and removes everything

It offers what its name says and no more: one domain, one port with STARTTLS, the accounts alice, bob and carla, and as many
pairs alice1, bob1, … as are asked for. Prosody (prosody.py) is the server that most tests use; this one is for what servers do
differently.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time

from prosody import ORDINARY_USER, Authority, end_process, free_port

READY_SECONDS = 30
ACCOUNTS = ("alice", "bob", "carla")
PASSWORD = "practice-password"

CONFIG = """
hosts: [{domain}]
loglevel: info
certfiles: ["{folder}/server-whole.pem"]
{guests}auth_password_format: scram
auth_scram_hash: {scram}
default_db: mnesia
listen:
  - port: {port}
    ip: "{address}"
    module: ejabberd_c2s
    starttls_required: true
    access: everybody
    shaper: none
    max_stanza_size: 1048576
{files_listener}access_rules:
  everybody:
    - allow
modules:
  mod_blocking: {{}}
  mod_caps: {{}}
  mod_carboncopy: {{}}
{files_module}  mod_disco:
    server_info:
      - modules: all
        name: abuse-addresses
        urls: ["mailto:abuse@{domain}"]
  mod_mam:
    default: always
  mod_offline: {{}}
  mod_ping: {{}}
  mod_privacy: {{}}
  mod_pubsub:
    access_createnode: everybody
    plugins: [flat, pep]
    max_items_node: 1000
  mod_roster: {{}}
  mod_stream_mgmt: {{}}
  mod_vcard:
    search: false
{hall}"""


GUESTS = """\
auth_method: [internal, anonymous]
anonymous_protocol: sasl_anon
"""
# Whoever is there sees who is there, guests too.
HALL = """\
  mod_shared_roster: {}
"""
MAKE_HALL = ('mod_shared_roster:create_group(<<"{domain}">>, <<"hall">>, '
             '[{{name, <<"hall">>}}, {{displayed_groups, [<<"hall">>]}}, {{online_users, true}}]), ')
FILES_LISTENER = """\
  - port: {files_port}
    ip: "{address}"
    module: ejabberd_http
    tls: true
    request_handlers:
      /upload: mod_http_upload
"""
FILES_MODULE = """\
  mod_http_upload:
    put_url: "https://{domain}:{files_road}/upload"
    docroot: "{folder}/upload"
    max_size: 67108864
    access: everybody
"""


class Ejabberd:
    def __init__(self, domain="example.test", address="127.0.0.1", scram="sha256", pairs=0, takes_files=False,
                 takes_guests=False, has_hall=False, has_road=False):
        self.domain = domain
        self._takes_guests = takes_guests
        self._has_hall = has_hall
        self.accounts = list(ACCOUNTS) + [f"{name}{n}" for n in range(1, pairs + 1) for name in ("alice", "bob")]
        self._scram = scram
        self.address = address
        self.port = free_port()
        self.files_port = free_port() if takes_files else None
        self.files_road = free_port() if takes_files and has_road else self.files_port
        self.folder = tempfile.mkdtemp(prefix="confab-ejabberd-")
        self.hosts = os.path.join(self.folder, "hosts")
        self.log = os.path.join(self.folder, "ejabberd.log")
        self.ca = None
        self._process = None

    def _path(self, name):
        return os.path.join(self.folder, name)

    def _write(self, name, text):
        with open(self._path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def _prepare(self):
        os.chmod(self.folder, 0o755)
        authority = Authority(self._path("authority"))
        self.ca = authority.ca
        whole = ""
        for path in authority.make("server", [self.domain]):
            with open(path, encoding="utf-8") as file:
                whole += file.read()
        self._write("server-whole.pem", whole)
        self._write("hosts", f"127.0.0.1 localhost\n{self.address} {self.domain}\n")
        words = {"domain": self.domain, "folder": self.folder, "port": self.port, "address": self.address,
                 "scram": self._scram, "files_port": self.files_port, "files_road": self.files_road}
        listener, module = ((FILES_LISTENER.format(**words), FILES_MODULE.format(**words)) if self.files_port
                            else ("", ""))
        self._write("ejabberd.yml", CONFIG.format(files_listener=listener, files_module=module,
                                                  guests=GUESTS if self._takes_guests else "",
                                                  hall=HALL if self._has_hall else "", **words))

    def start(self):
        """As one Erlang program without a name in any network; accounts are made as soon as it is up."""
        self._prepare()
        names = ", ".join(f'<<"{name}">>' for name in self.accounts)
        made = self._path("accounts-made")
        hall = MAKE_HALL.format(domain=self.domain) if self._has_hall else ""
        make = (f'ejabberd:start(), [ok = ejabberd_auth:try_register(U, <<"{self.domain}">>, <<"{PASSWORD}">>) '
                f'|| U <- [{names}]], {hall}ok = file:write_file("{made}", <<>>).')
        environment = os.environ | {"HOME": self.folder, "EJABBERD_CONFIG_PATH": self._path("ejabberd.yml"),
                                    "EJABBERD_LOG_PATH": self.log, "ERL_CRASH_DUMP": self._path("crash"),
                                    "ERL_LIBS": self._libraries()}
        with open(self._path("out"), "ab") as out:
            self._process = subprocess.Popen(
                ["erl", "-noinput", "-mnesia", "dir", f'"{self._path("mnesia")}"', "-eval", make],
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=self.folder, env=environment)
        end = time.monotonic() + READY_SECONDS
        while not (os.path.exists(made) and self._answers()):
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError("ejabberd does not answer:\n" + self.tail())
            time.sleep(0.1)
        return self

    @staticmethod
    def _libraries():
        machine = subprocess.run(["gcc", "-print-multiarch"], capture_output=True, text=True, check=True).stdout.strip()
        return f"/usr/lib/{machine}"

    def _answers(self):
        try:
            with socket.create_connection((self.address, self.port), 1):
                return True
        except OSError:
            return False

    def tail(self, lines=30):
        text = ""
        for path in (self._path("out"), self.log):
            if os.path.exists(path):
                with open(path, encoding="utf-8", errors="replace") as file:
                    text += "".join(file.readlines()[-lines:])
        return text

    def __enter__(self):
        try:
            return self.start()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_):
        end_process(self._process)
        self._process = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self):
        """What a test program needs to know."""
        return {"CONFAB_TEST_HOST": self.address, "CONFAB_TEST_PORT": str(self.port),
                "CONFAB_TEST_DOMAIN": self.domain, "CONFAB_TEST_PASSWORD": PASSWORD, "CONFAB_TEST_CA": self.ca,
                "CONFAB_TEST_SERVER_LOG": self.log, "SSL_CERT_FILE": self.ca,
                "CONFAB_TEST_FILES_PORT": str(self.files_port), "CONFAB_TEST_FILES_ROAD": str(self.files_road)}

    def add_account(self, address, password):
        """An account that was made at the start; there is no other way to one."""
        name, domain = address.split("@")
        if name not in self.accounts or domain != self.domain or password != PASSWORD:
            raise ValueError(f"{address} was not made")

    def trusting(self, command, as_user=False):
        """`command` in a view of this machine that trusts this authority only and knows this domain.

        `as_user`: run as the ordinary user 1000.
        """
        view = ["bwrap", "--dev-bind", "/", "/", "--ro-bind", self.ca, "/etc/ssl/certs/ca-certificates.crt",
                "--ro-bind", self.hosts, "/etc/hosts", "--die-with-parent", "--"]
        if as_user and os.getuid() == 0:
            view += ["setpriv", f"--reuid={ORDINARY_USER}", f"--regid={ORDINARY_USER}", "--clear-groups",
                     "--no-new-privs"]
        return view + list(command)
