#!/usr/bin/env python3
"""Every reason of the judges with what makes Confab say it: the steps of the tour, one for each (tour_guard.py).

Run by itself it compares them with the headers of app/safety, and fails if a reason there has no step here.
"""

import os
import re
import sys

PASSWORD = os.environ.get("CONFAB_TEST_PASSWORD", "practice-password")
# What Alice puts on her private list, and how she spells it later.
LISTED, LISTED_AGAIN = "Sch\u00f6ne Aussicht", "SCHOENE-AUSSICHT"

# What Alice types to somebody she knows in life, and what she is told: reason, what it is, text, words.
TYPED = [
    ("OWN_PASSWORD", "her own password", f"It is {PASSWORD} for all", "This is your own password"),
    ("PRIVATE_KEY", "a secret key", "-----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ",
     "like a secret key"),
    ("RECOVERY_PHRASE", "the words of a wallet",
     "legal winner thank year wave sausage worth useful legal winner thank yellow",
     "open a wallet"),
    ("TOKEN", "a key to an account", "Use this one: ghp_16C7e42F292c6912E7710c838347Ae178B4a",
     "a key to an account"),
    ("CARD", "a card", "My card is 4111 1111 1111 1111", "a card number"),
    ("IBAN", "a bank account", "Pay it to DE89 3704 0044 0532 0130 00", "a bank account number"),
    ("SSN_US", "a number of the United States", "My social security number is 536-22-8725",
     "a social security number"),
    ("TAX_ID_DE", "a number of Germany", "Meine Steuer-ID ist 86095742719", "a tax number"),
    ("DNI_ES", "a number of Spain", "My DNI is 12345678Z", "the number of an identity card"),
    ("NIR_FR", "a number of France", "My number is 1 85 05 78 006 084 91", "a social security number"),
    ("NINO_UK", "a number of Britain", "My NI number is AB123456C", "a national insurance number"),
    ("ONE_TIME_CODE", "a code", "My login code is 482 913", "a code that only you should use"),
    ("PASSWORD", "a password", "My password is Sunflower88!", "This looks like a password"),
]
# The same, to somebody she does not know in life.
TOLD_TO_UNKNOWN = [
    ("PRIVATE_WORD", "what is on her list", f"We live near {LISTED_AGAIN} by the way",
     "on your list of things to keep to yourself"),
    ("PHONE", "a telephone number", "Ring me on 07700 900123", "a phone number, and you do not know them"),
    ("BIRTH_DATE", "a birthday", "I was born on 14 March 2009", "a birthday, and you do not know them"),
    ("AGE", "an age", "I am 13 years old", "tells an age, and you do not know them"),
    ("SCHOOL", "a school", "I go to Riverside Secondary School", "tells a school, and you do not know them"),
    ("STREET", "a street", "I live at 22 Acacia Avenue", "where somebody lives, and you do not know them"),
]
# What Bob gets from Alice's account, and what he is told.
TRICKS = [
    ("ASKS_CODE", "a code",
     "Please send me the six digit code that you just got by text message, I typed your number by mistake",
     "asks for a code"),
    ("ASKS_PASSWORD", "a password",
     "Please give me your password and the number of your card, I need to log in for you right now",
     "asks for a password or card"),
    ("CLAIMS_OFFICE", "an office",
     "This is the support of your bank. Your account has been suspended, confirm your details today at once",
     "writes like an office"),
    ("URGENT_MONEY", "money", "Please send me 300 euros today, it is urgent, my card is blocked, and tell nobody",
     "asks for money"),
    ("FAMILY_IN_NEED", "a child in need",
     "Hi Mum, I dropped my phone in the water, this is my new number, save it and delete the old one",
     "says to be family"),
    ("WANTS_INSTALL", "a program", "Please install AnyDesk and tell me the number so that I can see your screen",
     "wants you to install"),
    ("GIFT_CARDS", "gift cards", "Please buy two gift cards and send me the numbers on the back, it is urgent",
     "asks for gift cards"),
    ("PRIZE_OR_FEE", "a prize",
     "Congratulations, you have won an iPhone in our draw, claim your prize at http://prize.example today",
     "writes of a prize"),
    ("EASY_MONEY", "easy money", "Earn 300 euros a day from home, no experience needed, guaranteed profit without risk",
     "offers easy money"),
    ("MOVE_ELSEWHERE", "another messenger",
     "You are so beautiful, write me on Telegram, I am hardly ever here, add me at sweet_lena",
     "wants to go on talking elsewhere"),
]
# Links that Alice sends, and what the sheet says of them.
LINKS = [
    ("NEW_SITE", "a new site", "https://photos.example.org/album",
     "You have not been there from here before."),
    ("NOT_PRIVATE", "a site that others can read", "http://club.example.org/page",
     "Others on the way can read"),
    ("LOOKS_LIKE", "a name that looks like another", "http://paypa1.com/",
     "It looks like paypal.com, and is not."),
    ("NAME_INSIDE", "a name within another", "https://paypal.com.account-check.example/signin",
     "It has paypal.com in its name"),
    ("NAME_IN_PATH", "a name behind the real one", "https://konto.example/paypal.com/login",
     "paypal.com stands in it"),
    ("USER_IN_HOST", "a name before the @", "https://bank.example@evil.example/", "What stands before the @"),
    ("MIXED_SCRIPTS", "two alphabets in one name", "https://\u0440\u0430\u0443\u0440\u0430l.example/",
     "mixes letters of several alphabets"),
    ("RIGHT_TO_LEFT", "letters from right to left", "https://\u05d3\u05d5\u05d2\u05de\u05d4.example/",
     "read from right to left"),
    ("FOREIGN_LETTERS", "letters beyond a to z", "https://b\u00fccher.example/",
     "Its name has letters beyond a to z"),
    ("ODD_NUMBER", "a number that nobody can read", "http://0x7f.1/", "written so that nobody can read it"),
    ("NUMBER", "a number", "http://93.184.216.34/", "It leads to a number"),
    ("ODD_WRITING", "odd writing", "https://ex%61mple.org/", "one cannot see where it leads"),
    ("ODD_PORT", "an unusual door", "https://example.org:8443/", "an unusual door"),
    ("SHORTENED", "a short link", "https://bit.ly/3abc", "It is a short link"),
    ("LEADS_ON", "a link that leads on", "https://club.example.net/?next=https://evil.example/",
     "it may lead on to there"),
    ("LOCAL", "this computer", "http://localhost/", "into this computer or your own network"),
    ("PROGRAM", "a program", "https://files.example.net/setup.exe", "can be run as a program"),
    ("ACTS", "a call", "tel:+4930901820", "makes another program do something"),
    ("UNREADABLE", "what cannot be read", "https://example..org/", "It cannot be told where it leads"),
]
# Much to many at once.
SPREAD = [
    ("SAME_TEXT_OFTEN", "the same again and again", "Come to the lake on Sunday, bring everybody",
     "You send the same text again and again"),
]
# What never comes as far as a chat (no program there sends it, or it is no link there): scenes of the gallery, with the
# same widgets.
SCENES = [
    ("TYPED", "UNREADABLE", "what is typed is too long to be looked through", "safety-typed-unreadable"),
    ("SCAM", "UNREADABLE", "what came is too long to be looked through", "safety-scam-unreadable"),
    ("LINK", "DANGEROUS_SCHEME", "a link would start a program", "safety-sheet-dangerous"),
    ("LINK", "UNKNOWN_SCHEME", "a link is of an unknown kind", "safety-sheet-unknown"),
    ("LINK", "PERSON_NOT_KNOWN", "a link of somebody who is not known in life", "safety-sheet-not-known"),
    ("LINK", "HIDDEN_CHARACTERS", "a link has characters that cannot be seen", "safety-sheet-hidden"),
    ("SPREAD", "MANY_PEOPLE", "Alice writes to twelve new people at once", "safety-many-people"),
]
STEPS = {"TYPED": TYPED + TOLD_TO_UNKNOWN, "SCAM": TRICKS, "LINK": LINKS, "SPREAD": SPREAD}
# Of the header, the enumeration, and what in it is no reason.
JUDGES = {
    "TYPED": ("safety-typed.h", "ConfabTypedReason", {"NOTHING", "REASON_COUNT"}),
    "SCAM": ("safety-scam.h", "ConfabScamReason", set()),
    "LINK": ("safety-link.h", "ConfabLinkReason", set()),
    "SPREAD": ("safety-spread.h", "ConfabSpreadReason", {"NOTHING", "NOT_COUNTED"}),
}


def read_reasons(top, judge):
    header, enumeration, others = JUDGES[judge]
    with open(os.path.join(top, "app", "safety", header), encoding="utf-8") as file:
        body = re.search(r"typedef enum \{([^}]*)\} " + enumeration + ";", file.read()).group(1)
    body = re.sub(r"/\*.*?\*/", "", body, flags=re.S)
    return set(re.findall(rf"\bCONFAB_{judge}_(\w+)", body)) - others


def main():
    top = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    with open(os.path.join(top, "tests", "ui", "gallery", "gallery-safety.c"), encoding="utf-8") as file:
        scenes = set(re.findall(r'^  \{ "([^"]+)"', file.read(), re.M))
    wrong = [f"there is no scene {scene}" for _, _, _, scene in SCENES if scene not in scenes]
    count = 0
    for judge, steps in STEPS.items():
        reasons = read_reasons(top, judge)
        shown = [step[0] for step in steps] + [reason for whose, reason, _, _ in SCENES if whose == judge]
        count += len(reasons)
        wrong += [f"{judge}: the tour has no step for {reason}" for reason in sorted(reasons - set(shown))]
        wrong += [f"{judge}: there is no reason {reason}" for reason in sorted(set(shown) - reasons)]
    if count < 50:
        wrong.append(f"only {count} reasons were read")
    print("\n".join(wrong + [f"{count} reasons, {len(wrong)} wrong"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
