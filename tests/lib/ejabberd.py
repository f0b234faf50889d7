"""A private ejabberd for tests: its own certificate authority, folder and port, nothing outside 127.0.0.1.

    with Ejabberd() as server: ...      starts it, waits until it answers, and removes everything

It offers what its name says and no more: one domain, one port with STARTTLS, the accounts alice, bob and carla, and those
that are added while it runs. Prosody (prosody.py) is the server that most tests use; this one is for what servers do
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
registration_timeout: infinity
{picture}default_db: mnesia
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
{register}  mod_roster: {{}}
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
# It gives out addresses, as often as somebody asks.
REGISTER = """\
  mod_register:
    ip_access: all
"""
# ... who can read what stands in a picture (XEP-0158); the test reads it in a file.
PICTURE = """\
captcha_cmd: "{folder}/picture.sh"
captcha_url: "https://{domain}/captcha"
"""
ASKS_PICTURE = """\
    captcha_protected: true
"""
DRAW = """\
#!/bin/sh
printf %s "$1" > "{folder}/picture-word"
base64 -d << END
iVBORw0KGgoAAAANSUhEUgAAAHgAAAAoCAAAAAAQgWH5AAAAK0lEQVR42u3NMQ0AAAwDoPo33ZpYsgcMkD6JWCwWi8VisVgsFovFYrFYfGcs0K5PRsg8wgAAAABJRU5ErkJggg==
END
"""
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


# It does what is laid down in a folder, one Erlang expression a file, and says beside it what came of it.
OBEY = """
Obey = fun Again() ->
  {{ok, Names}} = file:list_dir("{wishes}"),
  [begin
     Path = "{wishes}/" ++ Name,
     {{ok, Text}} = file:read_file(Path),
     Value = try {{ok, Tokens, _}} = erl_scan:string(binary_to_list(Text)), {{ok, Form}} = erl_parse:parse_exprs(Tokens),
       element(2, erl_eval:exprs(Form, [])) catch _:Why -> {{wrong, Why}} end,
     ok = file:delete(Path),
     ok = file:write_file(Path ++ ".new", io_lib:format("~p", [Value])),
     ok = file:rename(Path ++ ".new", Path ++ ".said")
   end || Name <- Names, filename:extension(Name) == ".wish"],
  timer:sleep(20), Again() end,
spawn(fun() -> Obey() end), """


# It writes down which message came in from whom, and went out to whom, in the order in which it did so.
NOTE_ORDER = """
Note = fun(Word, {{Packet, #{{user := User}} = State}}) ->
  element(1, Packet) == message andalso
    file:write_file("{order}", [Word, " ", User, " ", element(2, Packet), "\\n"], [append]),
  {{Packet, State}} end,
ejabberd_hooks:add(user_send_packet, <<"{domain}">>, fun(Both) -> Note("in", Both) end, 1),
ejabberd_hooks:add(user_receive_packet, <<"{domain}">>, fun(Both) -> Note("out", Both) end, 1), """


class Ejabberd:
    def __init__(self, domain="example.test", address="127.0.0.1", scram="sha256", takes_files=False,
                 takes_guests=False, has_hall=False, has_road=False, may_register=False,
                 asks_picture=False, notes_order=False):
        self.domain = domain
        self._takes_guests = takes_guests
        self._has_hall = has_hall
        self._may_register = may_register
        self._asks_picture = asks_picture
        self._notes_order = notes_order
        self._wishes = 0
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
                                                  hall=HALL if self._has_hall else "",
                                                  register=self._register(),
                                                  picture=PICTURE.format(**words) if self._asks_picture else "",
                                                  **words))
        self._write("picture.sh", DRAW.format(**words))
        os.chmod(self._path("picture.sh"), 0o755)

    def _register(self):
        if self._asks_picture:
            return REGISTER + ASKS_PICTURE
        return REGISTER if self._may_register else ""

    def start(self):
        """As one Erlang program without a name in any network; accounts are made as soon as it is up."""
        self._prepare()
        os.mkdir(self._path("wishes"))
        obey = OBEY.format(wishes=self._path("wishes"))
        names = ", ".join(f'<<"{name}">>' for name in ACCOUNTS)
        made = self._path("accounts-made")
        hall = MAKE_HALL.format(domain=self.domain) if self._has_hall else ""
        order = NOTE_ORDER.format(order=self._path("order"), domain=self.domain) if self._notes_order else ""
        make = (f'ejabberd:start(), [ok = ejabberd_auth:try_register(U, <<"{self.domain}">>, <<"{PASSWORD}">>) '
                f'|| U <- [{names}]], {hall}{order}{obey}ok = file:write_file("{made}", <<>>).')
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
                "CONFAB_TEST_ORDER": self._path("order") if self._notes_order else "",
                "CONFAB_TEST_PICTURE_WORD": self._path("picture-word"),
                "CONFAB_TEST_FILES_PORT": str(self.files_port), "CONFAB_TEST_FILES_ROAD": str(self.files_road)}

    def shell(self, expression):
        """What an Erlang expression comes to in the running server, as Erlang writes it."""
        self._wishes += 1
        path = os.path.join(self._path("wishes"), f"{self._wishes}.wish")
        self._write(path + ".new", expression + ".")
        os.rename(path + ".new", path)
        end = time.monotonic() + READY_SECONDS
        while not os.path.exists(path + ".said"):
            if time.monotonic() > end:
                raise RuntimeError("ejabberd does not obey:\n" + self.tail())
            time.sleep(0.01)
        with open(path + ".said", encoding="utf-8") as file:
            return file.read()

    def _tell(self, expression):
        said = self.shell(expression)
        if said != "ok":
            raise RuntimeError(said)

    def add_account(self, address, password):
        """While it runs; who is there already stays who he is."""
        name, domain = address.split("@")
        if domain != self.domain:
            raise ValueError(f"{domain} is not here")
        self._tell(f'case ejabberd_auth:try_register(<<"{name}">>, <<"{domain}">>, <<"{password}">>) of '
                   '{error, exists} -> ok; Else -> Else end')

    def set_password(self, address, password):
        name, domain = address.split("@")
        self._tell(f'ejabberd_auth:set_password(<<"{name}">>, <<"{domain}">>, <<"{password}">>)')

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
