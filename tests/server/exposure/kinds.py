"""One of everything that somebody can send: (name, stanza). {to} is where it goes, {me} who sends it, {id} how an answer is known.

The order is that in which they are sent: what ends a friendship stands last. A text says of which kind it is.
"""

TEXT = "<body>words of {name}</body>"
OMEMO = "eu.siacs.conversations.axolotl"
PUBSUB = "http://jabber.org/protocol/pubsub"
DELAY = "<delay xmlns='urn:xmpp:delay' stamp='2024-01-02T03:04:05Z' from='{me}'/>"
FORWARDED = ("<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='carla@example.test' to='{to}' "
             "type='chat'><body>words of {name}</body></message></forwarded>")

# Kind of message -> (type, payload).
MESSAGES = {
    "text": ("chat", TEXT),
    "text-normal": ("normal", TEXT),
    "text-without-type": (None, TEXT),
    "text-of-unknown-type": ("shout", TEXT),
    "text-headline": ("headline", TEXT),
    "text-groupchat": ("groupchat", TEXT),
    "text-with-subject": ("chat", "<subject>A subject</subject>" + TEXT),
    "subject-alone": ("chat", "<subject>A subject</subject>"),
    "text-late": ("chat", TEXT + DELAY),
    "error": ("error", "<error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"),
    "html": ("chat", TEXT + "<html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'>"
             "<img src='http://127.0.0.1:1/pixel' alt='x'/></body></html>"),
    "receipt-wanted": ("chat", TEXT + "<request xmlns='urn:xmpp:receipts'/>"),
    "receipt-wanted-alone": ("chat", "<request xmlns='urn:xmpp:receipts'/>"),
    "receipt": ("chat", "<received xmlns='urn:xmpp:receipts' id='never-sent'/>"),
    "markable": ("chat", TEXT + "<markable xmlns='urn:xmpp:chat-markers:0'/>"),
    "marker-received": ("chat", "<received xmlns='urn:xmpp:chat-markers:0' id='never-sent'/>"),
    "marker-displayed": ("chat", "<displayed xmlns='urn:xmpp:chat-markers:0' id='never-sent'/>"),
    "state-active": ("chat", "<active xmlns='http://jabber.org/protocol/chatstates'/>"),
    "state-composing": ("chat", "<composing xmlns='http://jabber.org/protocol/chatstates'/>"),
    "state-paused": ("chat", "<paused xmlns='http://jabber.org/protocol/chatstates'/>"),
    "state-gone": ("chat", "<gone xmlns='http://jabber.org/protocol/chatstates'/>"),
    "event-old": ("chat", "<x xmlns='jabber:x:event'><composing/><delivered/><displayed/><offline/></x>"),
    "attention": ("headline", "<attention xmlns='urn:xmpp:attention:0'/>"),
    "attention-text": ("chat", TEXT + "<attention xmlns='urn:xmpp:attention:0'/>"),
    "reaction": ("chat", "<reactions xmlns='urn:xmpp:reactions:0' id='never-sent'><reaction>x</reaction></reactions>"),
    "retraction": ("chat", "<retract xmlns='urn:xmpp:message-retract:1' id='never-sent'/>"),
    "correction": ("chat", TEXT + "<replace xmlns='urn:xmpp:message-correct:0' id='never-said'/>"),
    "reply": ("chat", TEXT + "<reply xmlns='urn:xmpp:reply:0' to='{to}' id='never-sent'/>"),
    "invitation-mediated": ("normal", "<x xmlns='http://jabber.org/protocol/muc#user'><invite from='{me}'>"
                            "<reason>Come</reason></invite></x>"),
    "invitation-direct": ("normal", "<x xmlns='jabber:x:conference' jid='room@rooms.example.test' reason='Come'/>"),
    "invitation-with-text": ("normal", TEXT + "<x xmlns='jabber:x:conference' jid='room@rooms.example.test'/>"),
    "call-proposed": ("chat", "<propose xmlns='urn:xmpp:jingle-message:0' id='c1'>"
                      "<description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'/></propose>"),
    "call-finished": ("chat", "<finish xmlns='urn:xmpp:jingle-message:0' id='c1'/>"),
    "call-invite": ("chat", "<invite xmlns='urn:xmpp:call-invites:0' video='true'><external uri='http://127.0.0.1:1/call'/></invite>"),
    "file-link": ("chat", TEXT + "<x xmlns='jabber:x:oob'><url>http://127.0.0.1:1/file</url></x>"),
    "file-shared": ("chat", "<file-sharing xmlns='urn:xmpp:sfs:0'><sources><url-data xmlns='http://jabber.org/protocol/url-data' "
                    "target='http://127.0.0.1:1/file'/></sources></file-sharing>"),
    "picture-bob": ("chat", TEXT + "<data xmlns='urn:xmpp:bob' cid='sha1+0@bob.xmpp.org' type='image/png'>AAAA</data>"),
    "form": ("normal", "<x xmlns='jabber:x:data' type='form'><field var='name' type='text-single'><required/></field></x>"),
    "http-confirmation": ("normal", "<confirm xmlns='http://jabber.org/protocol/http-auth' id='a' method='GET' url='http://127.0.0.1:1'/>"),
    "roster-exchange": ("normal", "<x xmlns='http://jabber.org/protocol/rosterx'><item action='add' jid='mallory@evil.example'/></x>"),
    "omemo-unreadable": ("chat", f"<encrypted xmlns='{OMEMO}'><header sid='4711'><key rid='1'>AAAA</key><iv>AAAAAAAAAAAAAAAA</iv>"
                         "</header><payload>AAAA</payload></encrypted>" + TEXT),
    "omemo-key-transport": ("chat", f"<encrypted xmlns='{OMEMO}'><header sid='4711'><key rid='1' prekey='true'>AAAA</key>"
                            "<iv>AAAAAAAAAAAAAAAA</iv></header></encrypted>"),
    "omemo-2-unreadable": ("chat", "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='4711'><keys jid='{to}'><key rid='1' kex='true'>"
                           "AAAA</key></keys></header><payload>AAAA</payload></encrypted>"),
    "openpgp": ("chat", "<openpgp xmlns='urn:xmpp:openpgp:0'>AAAA</openpgp>" + TEXT),
    "carbon-forged-received": ("chat", "<received xmlns='urn:xmpp:carbons:2'>" + FORWARDED + "</received>"),
    "carbon-forged-sent": ("chat", "<sent xmlns='urn:xmpp:carbons:2'>" + FORWARDED + "</sent>"),
    "archive-forged": ("normal", "<result xmlns='urn:xmpp:mam:2' queryid='q' id='a1'>" + FORWARDED + "</result>"),
    "forwarded": ("chat", FORWARDED),
    "push-devices": ("headline", f"<event xmlns='{PUBSUB}#event'><items node='{OMEMO}.devicelist'><item id='current'>"
                     f"<list xmlns='{OMEMO}'><device id='4711'/></list></item></items></event>"),
    "push-nickname": ("headline", f"<event xmlns='{PUBSUB}#event'><items node='http://jabber.org/protocol/nick'><item id='current'>"
                      "<nick xmlns='http://jabber.org/protocol/nick'>Your bank</nick></item></items></event>"),
    "push-avatar": ("headline", f"<event xmlns='{PUBSUB}#event'><items node='urn:xmpp:avatar:metadata'><item id='a'><metadata "
                    "xmlns='urn:xmpp:avatar:metadata'><info id='a' bytes='1' type='image/png' url='http://127.0.0.1:1/a'/></metadata>"
                    "</item></items></event>"),
    "push-bookmarks": ("headline", f"<event xmlns='{PUBSUB}#event'><items node='urn:xmpp:bookmarks:1'><item id='r@rooms.example.test'>"
                       "<conference xmlns='urn:xmpp:bookmarks:1' autojoin='true'/></item></items></event>"),
    "captcha": ("normal", "<captcha xmlns='urn:xmpp:captcha'/>" + TEXT),
    "unknown": ("chat", "<nothing xmlns='urn:example:nothing'/>"),
}

# Kind of query -> (type, payload).
QUERIES = {
    "version": ("get", "<query xmlns='jabber:iq:version'/>"),
    "time": ("get", "<time xmlns='urn:xmpp:time'/>"),
    "time-old": ("get", "<query xmlns='jabber:iq:time'/>"),
    "last": ("get", "<query xmlns='jabber:iq:last'/>"),
    "disco": ("get", "<query xmlns='http://jabber.org/protocol/disco#info'/>"),
    "disco-items": ("get", "<query xmlns='http://jabber.org/protocol/disco#items'/>"),
    "disco-commands": ("get", "<query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'/>"),
    "disco-rooms": ("get", "<query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/muc#rooms'/>"),
    "ping": ("get", "<ping xmlns='urn:xmpp:ping'/>"),
    "vcard": ("get", "<vCard xmlns='vcard-temp'/>"),
    "vcard-set": ("set", "<vCard xmlns='vcard-temp'><FN>Mallory</FN></vCard>"),
    "vcard4": ("get", f"<pubsub xmlns='{PUBSUB}'><items node='urn:xmpp:vcard4'/></pubsub>"),
    "nodes-devices": ("get", f"<pubsub xmlns='{PUBSUB}'><items node='{OMEMO}.devicelist'/></pubsub>"),
    "nodes-devices-2": ("get", f"<pubsub xmlns='{PUBSUB}'><items node='urn:xmpp:omemo:2:devices'/></pubsub>"),
    "nodes-bundles-2": ("get", f"<pubsub xmlns='{PUBSUB}'><items node='urn:xmpp:omemo:2:bundles'/></pubsub>"),
    "nodes-avatar": ("get", f"<pubsub xmlns='{PUBSUB}'><items node='urn:xmpp:avatar:metadata'/></pubsub>"),
    "nodes-bookmarks": ("get", f"<pubsub xmlns='{PUBSUB}'><items node='urn:xmpp:bookmarks:1'/></pubsub>"),
    "nodes-publish": ("set", f"<pubsub xmlns='{PUBSUB}'><publish node='urn:xmpp:omemo:2:devices'><item id='current'/></publish></pubsub>"),
    "nodes-subscribe": ("set", f"<pubsub xmlns='{PUBSUB}'><subscribe node='urn:xmpp:omemo:2:devices' jid='{{me}}'/></pubsub>"),
    "private": ("get", "<query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'/></query>"),
    "roster": ("get", "<query xmlns='jabber:iq:roster'/>"),
    "roster-forged": ("set", "<query xmlns='jabber:iq:roster'><item jid='mallory@evil.example' subscription='both'/></query>"),
    "block-forged": ("set", "<block xmlns='urn:xmpp:blocking'><item jid='carla@example.test'/></block>"),
    "blocklist": ("get", "<blocklist xmlns='urn:xmpp:blocking'/>"),
    "archive": ("set", "<query xmlns='urn:xmpp:mam:2' queryid='q'/>"),
    "archive-preferences": ("get", "<prefs xmlns='urn:xmpp:mam:2'/>"),
    "archive-end-forged": ("set", "<fin xmlns='urn:xmpp:mam:2' queryid='q' complete='true'/>"),
    "register": ("get", "<query xmlns='jabber:iq:register'/>"),
    "search": ("get", "<query xmlns='jabber:iq:search'/>"),
    "privacy": ("get", "<query xmlns='jabber:iq:privacy'/>"),
    "carbons": ("set", "<enable xmlns='urn:xmpp:carbons:2'/>"),
    "command": ("set", "<command xmlns='http://jabber.org/protocol/commands' node='ping' action='execute'/>"),
    "command-remote": ("set", "<command xmlns='http://jabber.org/protocol/commands' node='http://jabber.org/protocol/rc#forward'/>"),
    "call": ("set", "<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='s1' initiator='{me}'><content creator='initiator' "
             "name='v'><description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'/></content></jingle>"),
    "file-jingle": ("set", "<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='s2' initiator='{me}'><content "
                    "creator='initiator' name='f'><description xmlns='urn:xmpp:jingle:apps:file-transfer:5'/></content></jingle>"),
    "jingle-info": ("set", "<jingle xmlns='urn:xmpp:jingle:1' action='session-info' sid='s3'/>"),
    "file-si": ("set", "<si xmlns='http://jabber.org/protocol/si' id='s4' profile='http://jabber.org/protocol/si/profile/"
                "file-transfer'><file xmlns='http://jabber.org/protocol/si/profile/file-transfer' name='a' size='1'/></si>"),
    "file-oob": ("set", "<query xmlns='jabber:iq:oob'><url>http://127.0.0.1:1/file</url></query>"),
    "bytestreams": ("set", "<query xmlns='http://jabber.org/protocol/bytestreams' sid='s5'><streamhost jid='{me}' host='127.0.0.1' "
                    "port='1'/></query>"),
    "bytestreams-get": ("get", "<query xmlns='http://jabber.org/protocol/bytestreams'/>"),
    "ibb": ("set", "<open xmlns='http://jabber.org/protocol/ibb' sid='s6' block-size='4096'/>"),
    "bob": ("get", "<data xmlns='urn:xmpp:bob' cid='sha1+0@bob.xmpp.org'/>"),
    "http-over": ("set", "<req xmlns='urn:xmpp:http' method='GET' resource='/' version='1.1'/>"),
    "http-authentication": ("get", "<confirm xmlns='http://jabber.org/protocol/http-auth' id='a' method='GET' url='http://127.0.0.1:1'/>"),
    "roster-exchange-query": ("set", "<x xmlns='http://jabber.org/protocol/rosterx'><item action='add' jid='mallory@evil.example'/></x>"),
    "avatar-old": ("get", "<query xmlns='jabber:iq:avatar'/>"),
    "rpc": ("set", "<query xmlns='jabber:iq:rpc'><methodCall><methodName>x</methodName></methodCall></query>"),
    "browse": ("get", "<query xmlns='jabber:iq:browse'/>"),
    "two-children": ("get", "<ping xmlns='urn:xmpp:ping'/><query xmlns='jabber:iq:version'/>"),
    "gibberish": ("get", "<query xmlns='urn:example:nothing'/>"),
    "answer-unasked": ("result", "<query xmlns='jabber:iq:roster'><item jid='mallory@evil.example' subscription='both'/></query>"),
    "error-unasked": ("error", "<error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"),
}

# Presence -> (type, payload). What changes who sees whom stands at the end.
PRESENCES = {
    "presence": (None, ""),
    "presence-away": (None, "<show>away</show><status>words of {name}</status><priority>5</priority>"),
    "presence-with-program": (None, "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='http://x.example' "
                              "ver='AAAAAAAAAAAAAAAAAAAAAAAAAAA='/>"),
    "presence-with-picture": (None, "<x xmlns='vcard-temp:x:update'><photo>00</photo></x>"),
    "presence-from-room": (None, "<x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='owner'/></x>"),
    "presence-into-room": (None, "<x xmlns='http://jabber.org/protocol/muc'/>"),
    "presence-error": ("error", "<error type='cancel'/>"),
    "probe": ("probe", ""),
    "subscribed": ("subscribed", ""),
    "unavailable": ("unavailable", ""),
}
WISHES = {
    "subscribe": ("subscribe", "<status>words of {name}</status>"),
    "subscribe-again": ("subscribe", "<nick xmlns='http://jabber.org/protocol/nick'>Your bank</nick>"),
}


def stanza(element, name, kind, payload):
    attribute = f" type='{kind}'" if kind else ""
    return f"<{element}{attribute} id='{{id}}' to='{{to}}'>{payload}</{element}>".replace("{name}", name)


def all_kinds():
    """(name, template) of everything, in order."""
    for element, kinds in (("iq", QUERIES), ("message", MESSAGES), ("presence", PRESENCES), ("presence", WISHES)):
        for name, (kind, payload) in kinds.items():
            yield name, stanza(element, name, kind, payload)
