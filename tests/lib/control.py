"""The socket by which a test program steers what stands around it: one command a line, "ok" or "no: reason" back."""

import os
import shutil
import socketserver
import threading

# Closes the sockets under an account's sessions without ending their streams, as a lost line does.
CUT = '> for _, s in pairs(prosody.full_sessions) do if s.username == "%s" and s.host == "%s" then s.conn:destroy() end end'

# Strangers of 250 domains, each with one thing to say, as if other servers had brought it.
FLOOD = ('> local st = require "util.stanza"; for i = %d, %d do local from = "s" .. i .. "@d" .. (i %% 250) .. ".far.test"; '
         'local to, kind, s = "%s", i %% 4; '
         'if kind == 2 then s = st.message({ type = "normal", from = from .. "/x", to = to, id = "m" .. i })'
         ':tag("x", { xmlns = "jabber:x:conference", jid = "room@rooms.far.test" }):up() '
         'else s = st.message({ type = "chat", from = from .. "/x", to = to, id = "m" .. i }):tag("body"):text("Hello " .. i):up() end '
         'prosody.core_post_stanza(prosody.hosts["%s"], s, false) end')

# Buddies of one account, before it signs in; and some of them come online at once, as if other servers said so.
CROWD = ('> local rosters = require "core.rostermanager"; local roster = rosters.load_roster("%s", "%s"); '
         'for i = 0, %d do roster["b" .. i .. "@d" .. (i %% 250) .. ".far.test"] = '
         '{ subscription = "both", name = "Buddy " .. i, groups = { ["Group " .. (i %% 20)] = true } } end; '
         'assert(rosters.save_roster("%s", "%s", roster))')
COME = ('> local st = require "util.stanza"; for i = 0, %d do prosody.core_post_stanza(prosody.hosts["%s"], '
        'st.presence({ from = "b" .. i .. "@d" .. (i %% 250) .. ".far.test/phone", to = "%s" })'
        ':tag("priority"):text(tostring(i %% 9)):up(), false) end')

# What the server knows of one of its people as a file for another server, by its own means.
MOVE_OUT = ('> local stores = require "core.storagemanager"; local driver = stores.load_driver("%s", "xep0227"); '
            'for _, name in ipairs { "accounts", "roster" } do '
            'assert(driver:open(name, "keyval"):set("%s", stores.open("%s", name):get("%s"))) end')

# The server itself says something to one of its people.
SAY = ('> local st = require "util.stanza"; prosody.core_post_stanza(prosody.hosts["%s"], st.message('
       '{ type = "%s", from = "%s", to = "%s" }):tag("body"):text("%s"):up(), false)')


def say(server, kind, address, *words):
    domain = address.split("@")[1]
    if "Result: nil" not in (said := server.shell(SAY % (domain, kind, domain, address, " ".join(words)))):
        raise RuntimeError(said)


def flood(server, address, first, number):
    said = server.shell(FLOOD % (int(first), int(first) + int(number) - 1, address, address.split("@")[1]))
    if "Result: nil" not in said:
        raise RuntimeError(said)


def crowd(server, address, number):
    name, domain = address.split("@")
    if "Error" in (said := server.shell(CROWD % (name, domain, int(number) - 1, name, domain))):
        raise RuntimeError(said)


def come(server, address, number):
    if "Result: nil" not in (said := server.shell(COME % (int(number) - 1, address.split("@")[1], address))):
        raise RuntimeError(said)


def move_out(server, address, path):
    name, domain = address.split("@")
    if "Result: nil" not in (said := server.shell(MOVE_OUT % (domain, name, domain, name))):
        raise RuntimeError(said)
    shutil.copyfile(os.path.join(server.data, address + ".xml"), path)
    os.chmod(path, 0o644)


def cut(server, address):
    name, domain = address.split("@")
    if "Error" in (said := server.shell(CUT % (name, domain))):
        raise RuntimeError(said)


def tell(server, command):
    if "OK" not in (said := server.shell(command)):
        raise RuntimeError(said)


def door(server, how):
    """The ports that are not the web's."""
    for service in "c2s", "c2s_direct_tls":
        said = server.shell('> require "prosody.core.portmanager".%s("%s")' % (
            {"shut": "deactivate", "open": "activate"}[how], service))
        if "Error" in said:
            raise RuntimeError(said)


def impostor(server, how):
    """Somebody else answers at the web's port, with a certificate that proves nothing; or the server again."""
    if how == "in":
        server.show_other_certificate()
    else:
        server.show_own_certificate()
    for turn in "deactivate", "activate":
        said = server.shell(f'> require "prosody.core.portmanager".{turn}("https")')
        if "Error" in said:
            raise RuntimeError(said)


def restart(server):
    server.stop()
    server.start()


def server_commands(server):
    """What with-prosody.py's head lists."""
    return {"stop": server.stop, "kill": server.kill, "start": server.start, "restart": lambda: restart(server),
            "door": lambda how: door(server, how), "impostor": lambda how: impostor(server, how), "cut": lambda address: cut(server, address), "account": server.add_account,
            "say": lambda *words: say(server, *words), "flood": lambda *words: flood(server, *words),
            "crowd": lambda *words: crowd(server, *words), "come": lambda *words: come(server, *words),
            "move-out": lambda *words: move_out(server, *words),
            "disable": lambda address: tell(server, f'user:disable("{address}")'),
            "password": lambda address, word: tell(server, f'user:password("{address}", "{word}")')}


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            command, *arguments = line.decode().split() or [""]
            try:
                with self.server.lock:
                    self.server.commands[command](*arguments)
                answer = "ok"
            except KeyError:
                answer = "no: unknown command"
            except Exception as error:  # whatever went wrong is the answer
                answer = "no: " + str(error).replace("\n", " ")
            self.wfile.write((answer + "\n").encode())


class Control(socketserver.ThreadingUnixStreamServer):
    """`with Control(path, commands):` listens while the block runs."""

    daemon_threads = True

    def __init__(self, path, commands):
        super().__init__(path, Handler)
        os.chmod(path, 0o666)
        self.commands, self.lock = commands, threading.Lock()

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()
