#!/usr/bin/env python3
"""Somebody else's program that seals, on slixmpp and slixmpp-omemo, driven by a line of commands as person.c is.

    slix_omemo.py NAME FILE old|two|both        the versions it speaks: OMEMO 0.3, OMEMO 2

FILE holds its keys; it may be copied, put back or removed while the program does not run. It seals by the library's own
manager; the envelope of XEP-0420, which the library lacks, is put around OMEMO 2 here and its affixes are checked.

Commands, words separated by tabs:
    sign-in | quit | buddy ADDRESS | accept ADDRESS
    send ADDRESS TEXT [old|two] | plain ADDRESS TEXT | key ADDRESS [old|two] | raw XML
    hold | release [NUMBERS]       what is sealed is kept back; then sent: all of it, or these of it in this order ("2,0,0")
    peek                           shows what is kept back: "held XML"
    receipts on|off|sealed | archive | again ADDRESS (new sessions with all devices)
    devices [ADDRESS] | trust ADDRESS ID yes|no | drop ID (out of the own lists)
    fetch ADDRESS NODE [ITEM] | publish NODE ITEM ACCESS XML | access NODE | configure NODE ACCESS
Answers and events: "done COMMAND …", "failed COMMAND REASON", "state signed-in|signed-off", "request ADDRESS",
"buddy ADDRESS", "got FROM TEXT HOW ID DEVICE", "carbon TO TEXT HOW ID DEVICE" (written on another device of ours),
"empty FROM HOW DEVICE" (no text in it), "unreadable FROM REASON HOW ID", "receipt FROM ID HOW", "device ADDRESS ID KEY
TRUST VERSIONS" (the versions in which it is active), "item ID XML".
"""

import asyncio
import datetime
import json
import logging
import os
import secrets
import sys
import threading
import traceback
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import oldmemo.etree
import omemo
import slixmpp
import twomemo.etree
import xeddsa
from omemo.storage import Just, Nothing, Storage
from slixmpp.exceptions import IqError
from slixmpp.plugins import register_plugin
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher import MatchXPath
from slixmpp_omemo import TrustLevel, XEP_0384
from slixmpp_omemo import xep_0384 as plugin_module

OLD, TWO = oldmemo.oldmemo.NAMESPACE, twomemo.twomemo.NAMESPACE
SHORT = {OLD: "old", TWO: "two"}
LONG = {"old": OLD, "two": TWO}
LISTS = {OLD: plugin_module.OLDMEMO_DEVICE_LIST_NODE, TWO: plugin_module.TWOMEMO_DEVICE_LIST_NODE}
CLIENT, SCE = "jabber:client", "urn:xmpp:sce:1"
RECEIPTS, HINTS, EME = "urn:xmpp:receipts", "urn:xmpp:hints", "urn:xmpp:eme:0"
# Messages that are read elsewhere: changed lists, copies, the archive's answers.
OTHERS = ("{http://jabber.org/protocol/pubsub#event}event", "{urn:xmpp:carbons:2}sent", "{urn:xmpp:carbons:2}received",
          "{urn:xmpp:mam:2}result")
FALLBACK = "This message is sealed."


def say(*words):
    try:
        print("\t".join(str(word).replace("\n", " ").replace("\t", " ") for word in words), flush=True)
    except BrokenPipeError:
        os._exit(1)  # nobody listens any more


class FileStorage(Storage):
    """Each change is a line at the end of the file, so that a kill costs at most the line that was being written."""

    def __init__(self, path):
        super().__init__(disable_cache=True)
        self._values = {}
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for line in file:
                    try:
                        key, value = json.loads(line)
                    except ValueError:
                        break
                    self._values[key] = value
        self._file = open(path, "w", encoding="utf-8")
        for key, value in self._values.items():
            self._write(key, value)

    def _write(self, key, value):
        self._file.write(json.dumps([key, value]) + "\n")
        self._file.flush()

    async def _load(self, key):
        value = self._values.get(key)
        return Nothing() if value is None else Just(json.loads(value))

    async def _store(self, key, value):
        self._values[key] = json.dumps(value)
        self._write(key, self._values[key])

    async def _delete(self, key):
        if self._values.pop(key, None) is not None:
            self._write(key, None)


class Sealing(XEP_0384):
    """The library's plugin with our storage, one or both of its backends, and trust without a question."""

    default_config = XEP_0384.default_config | {"path": None, "versions": "both"}

    def plugin_init(self):
        self._storage = FileStorage(self.path)
        self.namespaces = [TWO, OLD] if self.versions == "both" else [LONG[self.versions]]
        self._making = None
        super().plugin_init()

    @property
    def storage(self):
        return self._storage

    @property
    def _btbv_enabled(self):
        return True

    async def _prompt_manual_trust(self, manually_trusted, identifier):
        manager = await self.get_session_manager()
        for device in manually_trusted:
            await manager.set_trust(device.bare_jid, device.identity_key, TrustLevel.DISTRUSTED.value)

    async def _make(self):
        backends = {TWO: twomemo.Twomemo, OLD: oldmemo.Oldmemo}
        manager = await plugin_module._make_session_manager(self.xmpp, self).create(
            [backends[namespace](self._storage) for namespace in self.namespaces], self._storage,
            self.xmpp.boundjid.bare, None, TrustLevel.UNDECIDED.value)
        await manager.ensure_data_consistency()
        return manager

    async def get_session_manager(self):
        if self._making is None:
            self._making = asyncio.ensure_future(self._make())
        return await asyncio.shield(self._making)

    async def _on_device_list_update(self, msg):
        item = msg["pubsub_event"]["items"]["item"].xml
        if any(next(iter(item), item).tag.startswith("{" + namespace + "}") for namespace in self.namespaces):
            await super()._on_device_list_update(msg)

    async def refresh(self, address):
        """As the plugin does before it seals: where presence is not mutual, the lists are asked for."""
        roster = self.xmpp.client_roster
        if address in roster and roster[address]["subscription"] == "both":
            return
        manager = await self.get_session_manager()
        for namespace in self.namespaces:
            try:
                await manager.refresh_device_list(namespace, address)
            except omemo.DeviceListDownloadFailed:
                pass


register_plugin(Sealing)


def envelope(content, own, to):
    """XEP-0420 with the affixes that OMEMO 2 wants."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    padding = secrets.token_urlsafe(1 + secrets.randbelow(90))
    return (f"<envelope xmlns='{SCE}'><content>{content}</content><rpad>{padding}</rpad><time stamp='{now}'/>"
            f"<to jid='{to}'/><from jid='{own}'/></envelope>").encode()


def open_envelope(plaintext, sender, recipient):
    """Returns the content's elements; raises ValueError where the affixes do not fit."""
    root = ElementTree.fromstring(plaintext)
    if root.tag != f"{{{SCE}}}envelope":
        raise ValueError("no envelope")
    found = {child.tag.removeprefix(f"{{{SCE}}}"): child for child in root}
    if "content" not in found or "rpad" not in found:
        raise ValueError("no content or no padding")
    for affix, address in (("from", sender), ("to", recipient)):
        if affix in found and slixmpp.JID(found[affix].get("jid")).bare != address:
            raise ValueError(f"affix {affix} is {found[affix].get('jid')}, not {address}")
    if "from" not in found:
        raise ValueError("no affix from")
    return list(found["content"])


class Person(slixmpp.ClientXMPP):
    def __init__(self, name, path, versions):
        super().__init__(f"{name}@{os.environ['CONFAB_TEST_DOMAIN']}", os.environ["CONFAB_TEST_PASSWORD"])
        self.ca_certs = os.environ["CONFAB_TEST_CA"]
        self.auto_reconnect = False
        self.auto_authorize = self.auto_subscribe = None
        for plugin in ("xep_0030", "xep_0115", "xep_0280", "xep_0313", "xep_0334", "xep_0163", "xep_0199"):
            self.register_plugin(plugin)
        self.register_plugin("xep_0384", {"path": path, "versions": versions}, module=sys.modules[__name__])
        self.seal = self["xep_0384"]
        self.inbox = asyncio.Queue()
        self.held = None
        self.answers_receipts, self.seals_receipts = True, False
        self.add_event_handler("session_start", self._on_start)
        self.add_event_handler("disconnected", lambda _: say("state", "signed-off"))
        self.add_event_handler("failed_all_auth", lambda _: say("failed", "sign-in", "password"))
        self.add_event_handler("presence_subscribe", lambda presence: say("request", presence["from"].bare))
        self.add_event_handler("roster_update", self._on_roster)
        # The event "message" would pass over all that has no body.
        self.register_handler(Callback("All", MatchXPath(f"{{{CLIENT}}}message"),
                                       lambda message: self.inbox.put_nowait((message, False))))
        self.add_event_handler("carbon_received", lambda message: self.inbox.put_nowait((message["carbon_received"], False)))
        self.add_event_handler("carbon_sent", lambda message: self.inbox.put_nowait((message["carbon_sent"], True)))

    async def _on_start(self, _):
        await self.get_roster()
        await self["xep_0280"].enable()
        # What the plugin said at its start was said for an address that had no resource yet.
        self["xep_0163"].add_interest([LISTS[namespace] for namespace in self.seal.namespaces])
        await self["xep_0115"].update_caps(broadcast=False)
        self.send_presence()
        manager = await self.seal.get_session_manager()
        await manager.after_history_sync()
        say("state", "signed-in")

    def _on_roster(self, iq):
        for address, item in iq["roster"]["items"].items():
            if item["subscription"] == "both":
                say("buddy", address)

    # -- what comes in, one after the other --

    async def read(self):
        while True:
            message, is_own = await self.inbox.get()
            try:
                await self.take(message, is_own)
            except Exception:  # the person lives on; the log says what it was
                traceback.print_exc()

    async def take(self, message, is_own):
        sender, recipient = message["from"].bare, message["to"].bare or self.boundjid.bare
        found = [(namespace, child) for child in message.xml for namespace in SHORT
                 if child.tag == f"{{{namespace}}}encrypted"]
        if any(child.tag in OTHERS for child in message.xml):
            return
        if not found:
            await self.take_elements(list(message.xml), message, is_own, "plain", "")
            return
        how = "+".join(SHORT[namespace] for namespace, _ in found)
        try:
            if len(found) > 1:  # the library's plugin refuses it in these words
                raise ValueError("Stanza contains a mix of encrypted elements")
            elements, device = await self.open(*found[0], sender, recipient)
        except Exception as error:
            cause = f" ({error.__cause__})" if error.__cause__ else ""
            say("unreadable", sender, f"{type(error).__name__}: {error}{cause}", how, message["id"])
            return
        if not elements:
            say("empty", sender, how, device)
        outer = [child for child in message.xml if child.tag in (f"{{{RECEIPTS}}}request", f"{{{RECEIPTS}}}received")]
        await self.take_elements(elements + outer, message, is_own, how, device)

    async def open(self, namespace, element, sender, recipient):
        if namespace not in self.seal.namespaces:
            raise ValueError("a version that is not spoken here")
        manager = await self.seal.get_session_manager()
        message = (twomemo.etree.parse_message(element, sender) if namespace == TWO else
                   await oldmemo.etree.parse_message(element, sender, self.boundjid.bare, manager))
        plaintext, device, _ = await manager.decrypt(message)
        if plaintext is None:
            return [], device.device_id
        if namespace == TWO:
            return open_envelope(plaintext, sender, recipient), device.device_id
        body = ElementTree.Element(f"{{{CLIENT}}}body")
        body.text = plaintext.decode()
        return [body], device.device_id

    async def take_elements(self, elements, message, is_own, how, device):
        sender, found = message["from"].bare, {}
        for element in elements:
            found.setdefault(element.tag, element)
        body = found.get(f"{{{CLIENT}}}body")
        if body is not None:
            kind, who = ("carbon", message["to"].bare) if is_own else ("got", sender)
            say(kind, who, body.text or "", how, message["id"], device)
        if (received := found.get(f"{{{RECEIPTS}}}received")) is not None and not is_own:
            say("receipt", sender, received.get("id"), how)
        if f"{{{RECEIPTS}}}request" in found and not is_own and self.answers_receipts:
            content = f"<received xmlns='{RECEIPTS}' id='{escape(message['id'])}'/>"
            if how == "two" and self.seals_receipts:
                await self.send_sealed(sender, content, None, [TWO])
            else:
                self.send_raw(f"<message to='{sender}' type='chat' id='{self.new_id()}'>{content}</message>")

    # -- what goes out --

    async def send_sealed(self, to, content, text, namespaces):
        """One stanza for each version that is needed. `text` None: nothing for those who speak the old one alone."""
        await self.seal.refresh(to)
        manager = await self.seal.get_session_manager()
        plaintexts = {TWO: envelope(content, self.boundjid.bare, to)}
        if text is not None:
            plaintexts[OLD] = text.encode()
        wanted = [namespace for namespace in namespaces if namespace in plaintexts]
        messages, errors = await manager.encrypt(
            frozenset([to]), {namespace: plaintexts[namespace] for namespace in wanted}, wanted)
        for error in errors:
            print("while sealing:", error, file=sys.stderr)
        identity = self.new_id()
        for message in messages:
            element = (twomemo if message.namespace == TWO else oldmemo).etree.serialize_message(message)
            xml = ElementTree.tostring(element, encoding="unicode")
            ask = f"<request xmlns='{RECEIPTS}'/>" if text is not None else ""
            self.put(f"<message to='{to}' type='chat' id='{identity}'>{xml}<encryption xmlns='{EME}' name='OMEMO' "
                     f"namespace='{message.namespace}'/><store xmlns='{HINTS}'/>{ask}"
                     f"<origin-id xmlns='urn:xmpp:sid:0' id='{identity}'/><body>{FALLBACK}</body></message>")
        return identity

    def put(self, xml):
        if self.held is None:
            self.send_raw(xml)
        else:
            self.held.append(xml)

    def versions(self, words, at):
        return [LONG[words[at]]] if len(words) > at and words[at] else list(self.seal.namespaces)

    async def obey(self, words):
        """Returns what stands after "done COMMAND"; raises what stands after "failed COMMAND"."""
        command = getattr(self, "do_" + words[0].replace("-", "_"), None)
        if command is None:
            raise ValueError("unknown command")
        return await command(words)

    async def do_sign_in(self, _):
        self.connect(os.environ["CONFAB_TEST_HOST"], int(os.environ["CONFAB_TEST_PORT"]))

    async def do_buddy(self, words):
        self.send_presence_subscription(pto=words[1], ptype="subscribe")

    async def do_accept(self, words):
        self.send_presence_subscription(pto=words[1], ptype="subscribed")
        self.send_presence_subscription(pto=words[1], ptype="subscribe")

    async def do_send(self, words):
        content = f"<body xmlns='{CLIENT}'>{escape(words[2])}</body><request xmlns='{RECEIPTS}'/>"
        return await self.send_sealed(words[1], content, words[2], self.versions(words, 3))

    async def do_plain(self, words):
        identity = self.new_id()
        self.put(f"<message to='{words[1]}' type='chat' id='{identity}'><body>{escape(words[2])}</body></message>")
        return identity

    async def do_key(self, words):
        """An empty message in the session that is there."""
        manager = await self.seal.get_session_manager()
        private = omemo.session_manager.SessionManager.__name__
        count = 0
        for backend in getattr(manager, f"_{private}__backends"):
            for device in await manager.get_device_information(words[1]):
                session = await backend.load_session(words[1], device.device_id)
                if session is not None and backend.namespace in self.versions(words, 2):
                    await getattr(manager, f"_{private}__send_empty_message")(backend, session)
                    count += 1
        return count

    async def do_raw(self, words):
        self.send_raw(words[1])

    async def do_hold(self, _):
        self.held = []

    async def do_peek(self, _):
        for xml in self.held:
            say("held", xml)

    async def do_release(self, words):
        held, self.held = self.held, None
        order = [int(number) for number in words[1].split(",")] if len(words) > 1 and words[1] else range(len(held))
        for number in order:
            self.send_raw(held[number])
        return len(held)

    async def do_receipts(self, words):
        self.answers_receipts, self.seals_receipts = words[1] != "off", words[1] == "sealed"

    async def do_archive(self, _):
        """All that the server keeps, in its order."""
        manager = await self.seal.get_session_manager()
        manager.before_history_sync()
        count = 0
        async for result in self["xep_0313"].iterate(reverse=False):
            message = result["mam_result"]["forwarded"]["stanza"]
            await self.take(message, message["from"].bare == self.boundjid.bare)
            count += 1
        await manager.after_history_sync()
        return count

    async def do_again(self, words):
        manager = await self.seal.get_session_manager()
        for device in await manager.get_device_information(words[1]):
            for namespace, error in (await manager.replace_sessions(device)).items():
                raise ValueError(f"{SHORT[namespace]}: {error}")

    async def do_devices(self, words):
        manager = await self.seal.get_session_manager()
        if len(words) > 1:
            await self.seal.refresh(words[1])
            devices = await manager.get_device_information(words[1])
        else:
            own, others = await manager.get_own_device_information()
            devices = [own, *others]
        for device in devices:
            active = ",".join(sorted(SHORT[namespace] for namespace, is_active in device.active if is_active))
            key = xeddsa.ed25519_pub_to_curve25519_pub(device.identity_key).hex()
            say("device", device.bare_jid, device.device_id, key, device.trust_level_name, active)

    async def do_trust(self, words):
        manager = await self.seal.get_session_manager()
        for device in await manager.get_device_information(words[1]):
            if str(device.device_id) == words[2]:
                level = TrustLevel.TRUSTED if words[3] == "yes" else TrustLevel.DISTRUSTED
                await manager.set_trust(words[1], device.identity_key, level.value)
                return ""
        raise ValueError("no such device")

    async def do_drop(self, words):
        """Takes another device of ours off both lists and its bundles away."""
        manager = await self.seal.get_session_manager()
        for namespace in self.seal.namespaces:
            devices = await manager._download_device_list(namespace, self.boundjid.bare)
            devices.pop(int(words[1]), None)
            await manager._upload_device_list(namespace, devices)
            await manager._delete_bundle(namespace, int(words[1]))

    async def do_fetch(self, words):
        item = f"<item id='{words[3]}'/>" if len(words) > 3 else ""
        result = await self.ask("get", words[1], f"<items node='{words[2]}'>{item}</items>")
        for item in result.xml.iter("{http://jabber.org/protocol/pubsub}item"):
            say("item", item.get("id"), ElementTree.tostring(next(iter(item)), encoding="unicode"))

    async def do_publish(self, words):
        fields = "".join(f"<field var='{var}'><value>{value}</value></field>" for var, value in
                         (("FORM_TYPE", "http://jabber.org/protocol/pubsub#publish-options"),
                          ("pubsub#access_model", words[3]), ("pubsub#persist_items", "true")))
        options = f"<publish-options><x xmlns='jabber:x:data' type='submit'>{fields}</x></publish-options>" if words[3] else ""
        await self.ask("set", self.boundjid.bare, f"<publish node='{words[1]}'><item id='{words[2]}'>{words[4]}</item>"
                       f"</publish>{options}")

    async def do_configure(self, words):
        fields = (f"<field var='FORM_TYPE'><value>http://jabber.org/protocol/pubsub#node_config</value></field>"
                  f"<field var='pubsub#access_model'><value>{words[2]}</value></field>")
        await self.ask("set", self.boundjid.bare, f"<configure node='{words[1]}'><x xmlns='jabber:x:data' type='submit'>"
                       f"{fields}</x></configure>", "#owner")

    async def do_access(self, words):
        result = await self.ask("get", self.boundjid.bare, f"<configure node='{words[1]}'/>", "#owner")
        for field in result.xml.iter("{jabber:x:data}field"):
            if field.get("var") == "pubsub#access_model":
                return field.findtext("{jabber:x:data}value")
        return ""

    async def ask(self, kind, to, content, space=""):
        iq = self.make_iq(ito=to, itype=kind)
        iq.xml.append(ElementTree.fromstring(
            f"<pubsub xmlns='http://jabber.org/protocol/pubsub{space}'>{content}</pubsub>"))
        return await iq.send(timeout=20)


async def obey_lines(person, lines):
    while (line := await lines.get()) is not None:
        words = line.split("\t")
        if words[0] == "quit":
            await person.disconnect()
            break
        try:
            say("done", words[0], await person.obey(words) or "")
        except IqError as error:
            errors = [child.tag.split("}")[1] for child in error.iq["error"].xml if not child.tag.endswith("}text")]
            say("failed", words[0], " ".join(errors))
        except Exception as error:
            traceback.print_exc()
            say("failed", words[0], f"{type(error).__name__}: {error}")
    say("done", "quit")
    os._exit(0)  # slixmpp keeps tasks of its own


async def main():
    loop, lines = asyncio.get_running_loop(), asyncio.Queue()
    person = Person(*sys.argv[1:4])

    def listen():
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line.rstrip("\n"))
        loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=listen, daemon=True).start()
    reading = asyncio.ensure_future(person.read())
    await obey_lines(person, lines)
    reading.cancel()


if __name__ == "__main__":
    logging.basicConfig(level=os.environ.get("CONFAB_TEST_SLIX_LOG", "ERROR"), stream=sys.stderr)
    asyncio.run(main())
