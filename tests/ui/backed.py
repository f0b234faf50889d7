"""Steps of a backup, for the test of its own and for the tour.

    make_backup(walk, alice, PATH, COUNT, *SECRETS)    as many messages are in it, and none of the secrets can be read
"""

import re

from driver import wait_for

PASSPHRASE = "river lamp seven coat"
SECONDS = 60  # for all of a backup on a busy machine
SAVING = "Where to Put the Backup"


def make_backup(walk, alice, path, count, *secrets):
    @walk.step("The Safety page offers a backup, and says what is in it")
    def _():
        alice.to_list()
        alice.app.find("button", re.compile("^Safe settings")).click()
        alice.go_to("^Backups", "Tab", "Down")
        alice.app.keys("Return")
        alice.app.find("label", "What is not in it")
        assert not alice.app.find("button", "Choose a place and back up").is_sensitive

    @walk.step("It is made at the place that Alice picks, and tested")
    def _():
        alice.app.find("text", "Passphrase").write(PASSPHRASE)
        alice.app.find("text", "The same once more").write(PASSPHRASE)
        button = alice.app.find("button", "Choose a place and back up")
        wait_for(lambda: button.is_sensitive, what="the button")
        button.click()
        alice.app.window(SAVING)
        alice.app.keys("ctrl+a", title=SAVING)
        alice.app.type_keys(path, title=SAVING)
        alice.app.keys("Return", title=SAVING)
        alice.app.find(text=re.compile(f"^Made and tested today: {count} messages? readable"), wait=SECONDS)
        with open(path, "rb") as file:
            content = file.read()
        assert content.startswith(b"CONFABBK") and not any(secret.encode() in content for secret in secrets)
        alice.app.keys("alt+Left")
        alice.app.wait_gone("label", "What is not in it")
        alice.app.keys("Escape")
        alice.app.wait_gone("button", "Look at me as a stranger")
