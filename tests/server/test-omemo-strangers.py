#!/usr/bin/env python3
"""Keys are for buddies: who is none is told of no list and no bundle, whatever is asked, and Confab mends what others spoil."""

import os

import stage
from confab import Confab
from sealing import Slix, Terminal

OLD_LIST, TWO_LIST = "eu.siacs.conversations.axolotl.devicelist", "urn:xmpp:omemo:2:devices"
OLD_BUNDLE, TWO_BUNDLES = "eu.siacs.conversations.axolotl.bundles:{}", "urn:xmpp:omemo:2:bundles"
CLOSED = {"forbidden", "item-not-found", "not-authorized", "not-authorized presence-subscription-required"}


def nodes(device):
    return {OLD_LIST: (), TWO_LIST: (), OLD_BUNDLE.format(device): (), TWO_BUNDLES: (device,)}


def meet(confab, slix):
    confab.do("buddy", slix.address, slix.name.title(), "")
    slix.expect(f"request\t{confab.address}")
    slix.do("accept", confab.address)
    confab.until("being buddies", lambda: confab.contacts().get(slix.address, [""])[0] == "4")


def sees_nothing(slix, confab, device):
    for node, item in nodes(device).items():
        said = slix.fails("fetch", confab.address, node, *item)
        assert said in CLOSED, (node, said)
    return True


def sees_all(slix, confab, device):
    for node, item in nodes(device).items():
        rows = slix.rows("fetch", "item\t", confab.address, node, *item)
        assert len(rows) == 1, (node, rows)
        assert device in rows[0][2] or "bundle" in rows[0][2], rows


def people(folder):
    names = stage.strangers("anna", "ben", "carl")
    return (Confab(names[0], os.path.join(folder, names[0])),
            *(Slix(name, os.path.join(folder, name), "both") for name in names[1:]))


def test_buddies_alone(folder):
    confab, buddy, stranger = people(folder)
    meet(confab, buddy)
    device = confab.device()
    buddy.knows(confab.address, device)
    sees_all(buddy, confab, device)
    sees_nothing(stranger, confab, device)
    # Neither does asking help, nor a guess at what Confab would answer.
    stranger.do("buddy", confab.address)
    confab.expect(f"request\t{stranger.address}")
    sees_nothing(stranger, confab, device)
    stranger.fails("send", confab.address, "sealed by a stranger")
    confab.quit()
    sees_all(buddy, confab, device)
    sees_nothing(stranger, confab, device)
    buddy.quit()
    stranger.quit()


def test_no_buddy_any_more(folder):
    confab, buddy, stranger = people(folder)
    meet(confab, buddy)
    device = confab.device()
    buddy.knows(confab.address, device)
    sees_all(buddy, confab, device)
    confab.do("remove", buddy.address)
    buddy.until("being told nothing", lambda: tells_nothing(buddy, confab, device))
    for person in (confab, buddy, stranger):
        person.quit()


def tells_nothing(slix, confab, device):
    try:
        return sees_nothing(slix, confab, device)
    except AssertionError:
        return False


def test_profanity(folder):
    """As a stranger it finds nobody to seal for; as a buddy it does."""
    confab, buddy, stranger = people(folder)
    terminal = Terminal(stage.strangers("dora")[0], os.path.join(folder, "home"))
    terminal.type(f"/msg {confab.address}")
    terminal.until("an answer about the list", lambda: "can't get OMEMO device list" in terminal.fresh())
    assert terminal.known(confab.address) == {}
    confab.do("buddy", terminal.address, "Dora", "")
    terminal.accept(confab.address)
    terminal.learn(confab.address, [confab.device()])
    assert terminal.known(confab.address) == {confab.device(): confab.key()}
    terminal.kill()
    for person in (confab, buddy, stranger):
        person.quit()


def test_mended(folder):
    """Another program of ours opens the lists to everybody and leaves Confab out: Confab puts both right."""
    confab, buddy, stranger = people(folder)
    meet(confab, buddy)
    device = confab.device()
    buddy.knows(confab.address, device)
    careless = Slix(confab.name, os.path.join(folder, "careless"), "both")
    for node in (OLD_LIST, TWO_LIST):
        careless.do("configure", node, "open")
        child = "list xmlns='eu.siacs.conversations.axolotl'" if node == OLD_LIST else "devices xmlns='urn:xmpp:omemo:2'"
        careless.do("publish", node, "current", "", f"<{child}><device id='77777'/></{child.split()[0]}>")
    careless.until("Confab on its lists again", lambda: all(
        device in row[2] for node in (OLD_LIST, TWO_LIST)
        for row in careless.rows("fetch", "item\t", confab.address, node)))
    careless.until("lists for buddies alone", lambda: all(
        careless.do("access", node) == "presence" for node in (OLD_LIST, TWO_LIST)))
    for person in (confab, buddy, stranger, careless):
        person.quit()


if __name__ == "__main__":
    stage.play(globals())
