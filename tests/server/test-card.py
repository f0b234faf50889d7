#!/usr/bin/env python3
"""r13-card: what the server card says of a server is what that server is and says: `test-card.py told|mute|ejabberd`.

"told" is a Prosody that says all it can, "mute" one that says nothing and keeps nothing. What Confab counted on its line
is shown too, and goes on being so after the line is gone.
"""

import os
import sys
import time

import stage
from stage import DOMAIN, Guest, Person

KINDS = ("none binding certificate watched abuse support security admin status feedback sales archive preset oldest retention "
         "at-rest deletion erasure export access every kept terms extra here away devices").split()
UNSAID, FOREVER, BUDDIES, ADMINS_AND_STATE = -1, -2, 1, 2 | 16
AGREED = ("3", "5")  # with buddies, or there are no copies
POLICY = {"retention", "at-rest", "deletion", "erasure", "export", "access", "every", "kept", "terms", "extra"}
PEOPLE = {"abuse", "support", "security", "admin", "status", "feedback", "sales"}


def ask(person):
    """Each kind with the numbers and texts that were said, in order."""
    facts = {}
    for row in person.rows("server", "fact\t"):
        facts.setdefault(KINDS[int(row[1])], []).append((int(row[2]), row[3] if len(row) > 3 else ""))
    return facts


def check_line(facts):
    (until, authority), = facts["certificate"]
    assert facts["binding"] == [(1, "")], facts
    assert until > time.time() * 1e6 and authority, facts
    assert ("watched" in facts) == (sys.argv[1] == "told"), facts


def hosts(person):
    """Of the one server that is talked to: how often, open or not, and bytes both ways."""
    (row,) = [row for row in person.rows("hosts", "host\t") if row[1] == "0"]
    return int(row[4]), row[5] == "1", int(row[6]), int(row[7])


def check_hosts(person):
    times, is_open, came, went = hosts(person)
    assert (times, is_open) == (1, True) and came > 1000 and went > 1000, (times, is_open, came, went)
    ask(person)
    assert hosts(person)[2] > came and hosts(person)[3] > went
    came, went = hosts(person)[2:]
    person.say("sign-off")
    person.expect("done\tsign-off")
    person.until("the line being gone", lambda: not hosts(person)[1])
    assert hosts(person)[0] == 1 and hosts(person)[2] >= came and hosts(person)[3] >= went
    person.say("server")
    person.expect("failed\tserver", fail=("done\tserver",))


def remember_something(person, theirs):
    """Another program of the account writes to somebody on its list; the archive then has a beginning."""
    other = Guest(person.address.partition("@")[0])
    other.say(f"<iq type='set' id='list'><query xmlns='jabber:iq:roster'><item jid='{theirs}@{DOMAIN}'/></query></iq>")
    other.hear('id="list"')
    other.say(f"<message to='{theirs}@{DOMAIN}' type='chat' id='kept'><body>hello</body></message>")
    other.say("<iq type='get' id='after'><ping xmlns='urn:xmpp:ping'/></iq>")
    other.hear('id="after"')
    other.leave()


def check_archive(person, theirs):
    before = time.time()
    facts = ask(person)
    assert facts["archive"] == [(1, "")] and facts["preset"] == [(BUDDIES, "")], facts
    assert facts["oldest"][0][0] in (0, UNSAID), facts
    remember_something(person, theirs)
    oldest = ask(person)["oldest"][0][0]
    assert oldest == UNSAID or before - 60 < oldest / 1e6 < time.time() + 1, oldest
    return oldest


def check_shutting_out(person):
    """One device can be, and is; one knows the password, and that is said; one is gone already, which is as good."""
    devices = [row[4] for row in person.rows("server", "fact\t") if KINDS[int(row[1])] in ("here", "away")]
    assert devices == ["1", "2"], devices
    person.say("end-device", "2")
    person.expect("done\tend-device", fail=("failed\tend-device",))
    facts = ask(person)
    assert "away" not in facts and facts["devices"] == [(1, "")], facts
    person.say("end-device", "1")
    person.expect(f"failed\tend-device\t{stage.PROBLEMS['KNOWS_PASSWORD']}", fail=("done\tend-device",))
    person.say("end-device", "unheard-of")
    person.expect("done\tend-device", fail=("failed\tend-device",))


def told(person, theirs):
    facts = ask(person)
    check_line(facts)
    assert facts["abuse"] == [(0, f"mailto:abuse@{DOMAIN}"), (0, f"xmpp:abuse@{DOMAIN}")], facts
    assert facts["support"] == [(0, f"https://{DOMAIN}/help")] and len(PEOPLE & set(facts)) == 2, facts
    assert facts["retention"] == [(168, "")] and facts["at-rest"] == [(1, "")], facts
    assert facts["access"] == [(ADMINS_AND_STATE, "")] and facts["erasure"] == [(UNSAID, "")], facts
    assert facts["every"] == [(24, "")] and facts["kept"] == [(FOREVER, "")], facts
    assert facts["terms"] == [(0, f"https://{DOMAIN}/terms")], facts
    assert facts["extra"] == [(0, "We are three people. Nobody reads along.")], facts
    assert facts["here"] == [(1680791168000000, "Another program, Desk")] and facts["away"] == [(0, "")], facts
    assert facts["devices"] == [(2, "")], facts
    check_shutting_out(person)
    assert check_archive(person, theirs) != UNSAID


def mute(person, theirs):
    facts = ask(person)
    check_line(facts)
    assert set(facts) == {"binding", "certificate", "archive", "preset", "oldest", "devices"}, facts
    assert facts["archive"] == [(0, "")] and facts["preset"] == facts["oldest"] == facts["devices"] == [(UNSAID, "")], facts


def ejabberd(person, theirs):
    facts = ask(person)
    check_line(facts)
    assert facts["abuse"] == [(0, f"mailto:abuse@{DOMAIN}")] and len(PEOPLE & set(facts)) == 1, facts
    assert not POLICY & set(facts) and facts["devices"] == [(UNSAID, "")], facts
    check_archive(person, theirs)


def test_r13_card(folder):
    ours, theirs = stage.strangers("alice", "bob")
    person = Person(ours, os.path.join(folder, ours))
    person.add()
    person.until("what the server keeps", lambda: person.rows("server-keeps", "server-keeps\t")[0][1] in AGREED)
    {"told": told, "mute": mute, "ejabberd": ejabberd}[sys.argv[1]](person, theirs)
    check_hosts(person)
    person.quit()


if __name__ == "__main__":
    stage.play(globals())
