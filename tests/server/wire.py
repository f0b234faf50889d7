"""What a client said, as one reads it: the streams that mod_overhear.lua wrote down, in classes that a list can name.

A class says what a stanza is and what is in it, with namespaces and the names of attributes; of values it says only those
that are the same in every Confab. Whatever is new, a field or an attribute, makes another class.
"""

import glob
import os
import re
from xml.etree import ElementTree

STREAM, CLIENT = "http://etherx.jabber.org/streams", "jabber:client"
# Attributes whose values are part of the class; of the others only the name is.
TELLING = {"type", "node", "mechanism", "var", "category", "hash", "action", "resume", "version"}
# Elements whose text is part of the class.
SPELT = {"{jabber:x:data}value", "{urn:ietf:params:xml:ns:xmpp-stanzas}text"}
# What differs from account to account in the names of nodes, and from version to version.
NUMBER, DIGEST = re.compile(r":\d+$"), re.compile(r"#[\w+/]+=$")


def folder():
    return os.path.dirname(os.environ["CONFAB_TEST_SERVER_LOG"])


def overheard():
    """The bytes of each connection, in the order of their beginning."""
    paths = glob.glob(os.path.join(folder(), "overheard-*"))
    for path in sorted(paths, key=lambda path: int(path.rsplit("-", 1)[1])):
        with open(path, "rb") as file:
            yield file.read().decode("utf-8", "replace")


def streams(text):
    """Each stream has a head of its own; what is sealed or encrypted begins anew with another."""
    for part in re.split(r"(?=<\?xml |<stream:stream )", text):
        if "<stream:stream" in part:
            yield part


def stanzas(text):
    """(head of the stream, [whole elements in it])"""
    for part in streams(text):
        parser = ElementTree.XMLPullParser(["start", "end"])
        parser.feed(part)
        depth, head, found = 0, None, []
        for event, element in parser.read_events():
            if event == "start":
                head = element if depth == 0 else head
                depth += 1
            else:
                depth -= 1
                if depth == 1:
                    found.append(element)
        yield head, found


def split(tag):
    return tag[1:].split("}") if tag.startswith("{") else ("", tag)


def whom(address, own):
    """An address by what it is to the account."""
    domain = own.partition("@")[2]
    return {None: None, own: "me", domain: "my-server"}.get(address, "device-of-mine" if address.startswith(own + "/")
                                                           else "SOMEBODY-ELSE")


def attributes(element, own):
    words = []
    for name, value in sorted(element.attrib.items()):
        name = split(name)[1]
        if name in ("to", "from"):
            words.append(f"{name}={whom(value, own)}")
        elif name in TELLING:
            words.append(f"{name}={DIGEST.sub('#HASH', NUMBER.sub(':N', value))}")
        else:
            words.append(name)
    return f"[{' '.join(words)}]" if words else ""


def name_class(element, own, parent=CLIENT):
    """NAME{NAMESPACE}[ATTRIBUTES]"text"(CHILDREN); children of the same class are said once."""
    space, name = split(element.tag)
    said = name + (f"{{{space}}}" if space != parent else "") + attributes(element, own)
    if text := (element.text or "").strip():
        said += f'"{text}"' if element.tag in SPELT else '"…"'
    children = list(dict.fromkeys(name_class(child, own, space) for child in element))
    return said + (f"({', '.join(children)})" if children else "")


def classes(text, own):
    """All that was said in one connection."""
    for head, found in stanzas(text):
        yield name_class(head, own).partition("(")[0]
        for element in found:
            yield name_class(element, own)


def read_list(path):
    """{class: reason} of a list: a line in two parts with " -- " between; what begins with # is a comment."""
    found = {}
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not (line := line.strip()) or line.startswith("#"):
                continue
            said, dash, reason = line.partition(" -- ")
            assert dash and len(reason.split()) >= 4 and reason.endswith("."), f"{path}:{number}: no sentence of reason"
            assert said not in found, f"{path}:{number}: twice"
            found[said] = reason
    return found


def compare(said, listed, what):
    """Fails with every line that is only on one side."""
    new = [f"not in the list: {line}" for line in dict.fromkeys(said) if line not in listed]
    missing = [f"in the list, but not said: {line}" for line in listed if line not in said]
    assert not new + missing, f"{what}:\n" + "\n".join(new + missing)
