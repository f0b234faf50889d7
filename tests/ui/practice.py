#!/usr/bin/env python3
"""Proves the driver on a small window: find, press, type, switch, select, keys, pointer, picture, end."""

import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import App, NotThere, picture, wait_for  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    app = App([sys.executable, os.path.join(HERE, "practice-app.py")])

    def expect(text):
        wait_for(lambda: app.has_one("label", text), what=f"{text!r}, in:\n{app.describe()}")

    app.find("button", "Sign in").click()
    expect("signed in")
    app.find("text", "Address").type("ann@example.test")
    assert app.find("text", "Address").text == "ann@example.test", app.describe()
    app.find("text", "Address").focus()
    app.keys("Return")
    expect("address ann@example.test")
    app.find("text", "Address").write("ben")
    app.keys("Return")
    expect("address ben")
    app.find("text", "I call them").type("Ann")
    expect("row Ann")
    app.find("text", "Password").type("secret")
    app.find("text", "Message Ann").type("Hi Ann")
    expect("view Hi Ann")
    app.find("text", "Message Ann").focus()
    app.type_keys(", all well?")
    expect("view Hi Ann, all well?")
    app.find("check box", "Blank profile").turn(True)
    expect("switch True")
    app.find("check box", "Yes, in life").turn(True)
    expect("check True")
    app.find("toggle button", re.compile("^Signed in")).choose("Sign off", 0)
    expect("signed off")
    app.find("list item", "Ben").select()
    expect("row Ben")
    app.find("list item", "Carla").click_at(count=2)
    expect("opened 2")
    app.keys("ctrl+n")
    app.find("frame", "Second")
    assert sorted(app.titles()) == ["Practice", "Second"], app.titles()
    with tempfile.TemporaryDirectory() as folder:
        for take, name in ((picture, "all.png"), (lambda path: app.picture(path, "Practice"), "one.png")):
            take(os.path.join(folder, name))
            assert os.path.getsize(os.path.join(folder, name)) > 1000
    try:
        app.find("button", re.compile("^Nobody"), wait=0.3)
    except NotThere as error:
        assert "Sign in" in str(error)
    else:
        raise AssertionError("a button that is not there was found")
    app.keys("ctrl+q")
    app.wait_end()


if __name__ == "__main__":
    main()
