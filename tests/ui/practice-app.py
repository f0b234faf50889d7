#!/usr/bin/env python3
"""A small window with one of each kind of widget that Confab uses, for the driver to prove itself on."""

import sys

import gi

gi.require_version("Gtk", "4.0")
gi.require_version("Adw", "1")
from gi.repository import Adw, Gio, Gtk  # noqa: E402


class Practice(Adw.Application):
    def __init__(self):
        super().__init__(application_id="im.confab.Practice", flags=Gio.ApplicationFlags.NON_UNIQUE)

    def do_activate(self):
        self.said = Gtk.Label(label="nothing yet")
        box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=6)
        button = Gtk.Button(label="Sign in")
        button.connect("clicked", lambda _: self.said.set_label("signed in"))
        entry = Gtk.Entry()
        entry.update_property([Gtk.AccessibleProperty.LABEL], ["Address"])
        entry.connect("activate", lambda e: self.said.set_label("address " + e.get_text()))
        row = Adw.EntryRow(title="I call them")
        row.connect("notify::text", lambda r, _: self.said.set_label("row " + r.get_text()))
        password = Adw.PasswordEntryRow(title="Password")
        view = Gtk.TextView()
        view.update_property([Gtk.AccessibleProperty.LABEL], ["Message Ann"])
        view.get_buffer().connect("changed", lambda b: self.said.set_label("view " + b.props.text))
        switch = Adw.SwitchRow(title="Blank profile")
        switch.connect("notify::active", lambda s, _: self.said.set_label(f"switch {s.get_active()}"))
        check = Gtk.CheckButton(label="Yes, in life")
        check.connect("toggled", lambda c: self.said.set_label(f"check {c.get_active()}"))
        model = Gtk.SingleSelection(model=Gtk.StringList.new(["Ann", "Ben", "Carla"]), autoselect=False)
        model.connect("notify::selected-item",
                      lambda m, _: m.get_selected_item() and self.said.set_label("row " + m.get_selected_item().get_string()))
        factory = Gtk.SignalListItemFactory()
        factory.connect("setup", lambda _, item: item.set_child(Gtk.Label()))
        factory.connect("bind", self.on_bind)
        people = Gtk.ListView(model=model, factory=factory)
        people.connect("activate", lambda _, at: self.said.set_label(f"opened {at}"))
        menu = Gio.Menu()
        menu.append("Sign off", "app.sign-off")
        pill = Gtk.MenuButton(menu_model=menu, label="Signed in")
        sign_off = Gio.SimpleAction(name="sign-off")
        sign_off.connect("activate", lambda *_: self.said.set_label("signed off"))
        self.add_action(sign_off)
        lists = Gtk.ListBox()
        for widget in (row, password, switch):
            lists.append(widget)
        for widget in (self.said, button, pill, entry, view, check, lists, people):
            box.append(widget)
        window = Adw.ApplicationWindow(application=self, title="Practice", content=box, default_width=420)
        second = Gio.SimpleAction(name="second")
        second.connect("activate", lambda *_: Adw.ApplicationWindow(application=self, title="Second").present())
        self.add_action(second)
        quit_action = Gio.SimpleAction(name="quit")
        quit_action.connect("activate", lambda *_: self.quit())
        self.add_action(quit_action)
        self.set_accels_for_action("app.second", ["<Control>n"])
        self.set_accels_for_action("app.quit", ["<Control>q"])
        window.present()

    def on_bind(self, _, item):
        item.get_child().set_label(item.get_item().get_string())
        item.set_accessible_label(item.get_item().get_string())


sys.exit(Practice().run(sys.argv))
