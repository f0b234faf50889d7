"""The part of the tour about what is typed and told: every reason why Confab asks or warns, with its words.

    guard(walk, alice, bob)    both signed in, buddies who know each other in life
"""

import re

from driver import wait_for
from people import PASSWORD

# What Alice types to somebody she knows in life, and what she is told.
TYPED = [
    ("her own password", f"It is {PASSWORD} for all", "This is your own password"),
    ("a secret key", "-----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ", "like a secret key"),
    ("the words of a wallet", "legal winner thank year wave sausage worth useful legal winner thank yellow", "open a wallet"),
    ("a key to an account", "Use this one: ghp_16C7e42F292c6912E7710c838347Ae178B4a", "a key to an account"),
    ("a card", "My card is 4111 1111 1111 1111", "a card number"),
    ("a bank account", "Pay it to DE89 3704 0044 0532 0130 00", "a bank account number"),
    ("a number of the United States", "My social security number is 536-22-8725", "a social security number"),
    ("a number of Germany", "Meine Steuer-ID ist 86095742719", "a tax number"),
    ("a number of Spain", "My DNI is 12345678Z", "the number of an identity card"),
    ("a number of France", "My number is 1 85 05 78 006 084 91", "a social security number"),
    ("a number of Britain", "My NI number is AB123456C", "a national insurance number"),
    ("a code", "My login code is 482 913", "a code that only you should use"),
    ("a password", "My password is Sunflower88!", "This looks like a password"),
]
# The same, to somebody she does not know in life.
TOLD_TO_UNKNOWN = [
    ("a telephone number", "Ring me on 07700 900123", "a phone number, and you do not know them"),
    ("a birthday", "I was born on 14 March 2009", "a birthday, and you do not know them"),
    ("an age", "I am 13 years old", "tells an age, and you do not know them"),
    ("a school", "I go to Riverside Secondary School", "tells a school, and you do not know them"),
    ("a street", "I live at 22 Acacia Avenue", "where somebody lives, and you do not know them"),
]
# What Bob gets from Alice's account, and what he is told.
TRICKS = [
    ("a code", "Please send me the six digit code that you just got by text message, I typed your number by mistake",
     "asks for a code"),
    ("a password", "Please give me your password and the number of your card, I need to log in for you right now",
     "asks for a password or card"),
    ("an office", "This is the support of your bank. Your account has been suspended, confirm your details today at once",
     "writes like an office"),
    ("money", "Please send me 300 euros today, it is urgent, my card is blocked, and tell nobody", "asks for money"),
    ("a child in need", "Hi Mum, I dropped my phone in the water, this is my new number, save it and delete the old one",
     "says to be family"),
    ("a program", "Please install AnyDesk and tell me the number so that I can see your screen", "wants you to install"),
    ("gift cards", "Please buy two gift cards and send me the numbers on the back, it is urgent", "asks for gift cards"),
    ("a prize", "Congratulations, you have won an iPhone in our draw, claim your prize at http://prize.example today",
     "writes of a prize"),
    ("easy money", "Earn 300 euros a day from home, no experience needed, guaranteed profit without risk", "offers easy money"),
    ("another messenger", "You are so beautiful, write me on Telegram, I am hardly ever here, add me at sweet_lena",
     "wants to go on talking elsewhere"),
]
# Links that Alice sends, and what the sheet says of them.
LINKS = [
    ("a new site", "https://photos.example.org/album", "You have not been there from here before."),
    ("a site that others can read", "http://club.example.org/page", "Others on the way can read"),
    ("a name that looks like another", "http://paypa1.com/", "It looks like paypal.com, and is not."),
    ("a name within another", "https://paypal.com.account-check.example/signin", "It has paypal.com in its name"),
    ("a name behind the real one", "https://konto.example/paypal.com/login", "paypal.com stands in it"),
    ("a name before the @", "https://bank.example@evil.example/", "What stands before the @"),
    ("two alphabets in one name", "https://\u0440\u0430\u0443\u0440\u0430l.example/", "mixes letters of several alphabets"),
    ("letters from right to left", "https://\u05d3\u05d5\u05d2\u05de\u05d4.example/", "read from right to left"),
    ("letters beyond a to z", "https://b\u00fccher.example/", "Its name has letters beyond a to z"),
    ("a number that nobody can read", "http://0x7f.1/", "written so that nobody can read it"),
    ("a number", "http://93.184.216.34/", "It leads to a number"),
    ("odd writing", "https://ex%61mple.org/", "one cannot see where it leads"),
    ("an unusual door", "https://example.org:8443/", "an unusual door"),
    ("a short link", "https://bit.ly/3abc", "It is a short link"),
    ("a link that leads on", "https://club.example.net/?next=https://evil.example/", "it may lead on to there"),
    ("this computer", "http://localhost/", "into this computer or your own network"),
    ("a program", "https://files.example.net/setup.exe", "can be run as a program"),
    ("a call", "tel:+4930901820", "makes another program do something"),
    ("what cannot be read", "https://example..org/", "It cannot be told where it leads"),
]
LINK_PLACE = 2  # in the menu of a message
KNOWN_PLACE = 2  # in that of a buddy
SEEN = "Now I have seen it all."
SAME = "Come to the lake on Sunday, bring everybody"


def take_back(walk, alice):
    if not walk.has_failed:
        alice.app.find("button", "Edit").click()
        alice.app.wait_gone("button", "Edit")
        alice.entry("Bob").clear()


def close(walk, person):
    if not walk.has_failed:
        person.app.keys("Escape")
        person.app.wait_gone("alert")


def show_typed(walk, alice, what, text, words):
    @walk.step(f"Alice types {what} and is asked")
    def _():
        alice.write("Bob", text)
        alice.entry("Bob").focus()
        alice.app.keys("Return")
        alice.app.find("label", re.compile(re.escape(words)))

    take_back(walk, alice)


def show_trick(walk, alice, bob, what, text, words):
    @walk.step(f"Bob is told of {what}")
    def _():
        alice.send("Bob", text)
        bob.app.find("label", re.compile(re.escape(words)), 20)

    if not walk.has_failed:
        bob.app.find("button", "I have checked").click()
        bob.app.wait_gone("button", "I have checked")


def show_link(walk, alice, bob, what, link, words):
    @walk.step(f"Bob asks where a link leads: {what}")
    def _():
        alice.send("Bob", link)
        # Where the keyboard is in the log, it stays; the way back to the end is offered.
        for button in bob.app.find_all("button", re.compile("^(Go to the newest message|\\d+ new messages?)$")):
            button.click()
        bob.wait_message(link).find("button", "Menu of this message").click()
        items = wait_for(lambda: bob.app.find_all("menu item"), what="the menu of the message")
        items[LINK_PLACE].click()
        bob.app.find("alert").find("label", re.compile(re.escape(words)))

    close(walk, bob)


def show_same_text(walk, alice):
    @walk.step("Alice sends the same again and again, and is asked")
    def _():
        for _ in range(5):
            alice.send("Bob", SAME)
            wait_for(lambda: alice.entry("Bob").text == "", what="the entry to be empty")
        alice.write("Bob", SAME)
        alice.entry("Bob").focus()
        alice.app.keys("Return")
        alice.app.find("label", re.compile("^You send the same text again and again"))

    take_back(walk, alice)


def check_elsewhere(walk, bob):
    @walk.step("Bob reads how to check it elsewhere")
    def _():
        bob.wait_message(TRICKS[-1][1]).find("button", "Menu of this message").click()
        wait_for(lambda: bob.app.find_all("menu item"), what="the menu of the message")[LINK_PLACE - 1].click()
        bob.app.find("alert").find("label", re.compile("^Ring a number that you had before"))

    close(walk, bob)


def forget_life(alice):
    alice.buddy("Bob").find("toggle button", "More about Bob").choose("Known in life\u2026", KNOWN_PLACE)
    alice.app.find("alert").find("button", "Only from online").click()
    alice.app.wait_gone("alert")
    alice.open_chat("Bob")


def guard(walk, alice, bob):
    if walk.has_failed:
        return
    alice.open_chat("Bob")
    bob.open_chat(alice.address)
    for what, text, words in TYPED:
        show_typed(walk, alice, what, text, words)
    show_same_text(walk, alice)
    for what, text, words in TRICKS:
        show_trick(walk, alice, bob, what, text, words)
    check_elsewhere(walk, bob)
    for what, link, words in LINKS:
        show_link(walk, alice, bob, what, link, words)
    if not walk.has_failed:
        forget_life(alice)
    for what, text, words in TOLD_TO_UNKNOWN:
        show_typed(walk, alice, what, text, words)
    if not walk.has_failed:
        bob.send(alice.address, SEEN)  # whoever writes is at the end of the log again
        alice.wait_message(SEEN)
