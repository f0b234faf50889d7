#!/usr/bin/env python3
"""Every style check goes red when its rule is broken, and stays green where it is kept."""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LAYERS = "base:\nsafety: base\nnet: base\nui: base\nenvelope-makers: net/net-seal.c\n"
HEADER = ("#pragma once\n\n/* A thing. */\n\n#include <glib.h>\n\nG_BEGIN_DECLS\n\n/* Does it. */\n"
          "void confab_base_thing_do (int times);\n\nG_END_DECLS\n")
SOURCE = ('/* Does the thing. */\n\n#include "base/base-thing.h"\n\nstatic const char *const names[] = { "a{b", "c;d" };\n\n'
          "struct _Kept {\n  int number;\n};\n\ntypedef int (*Judge) (int);\n\nG_DEFINE_QUARK (thing, thing)\n\n"
          "static GParamSpec *properties[2];\n\nvoid\nconfab_base_thing_do (int times) {\n"
          "  static const int limit = 3;\n  static gsize type_once = 0;\n  /* atoi (x) is only spoken of here */\n"
          '  confab_base_say (names[times % limit], "g_random_int ()", type_once);\n}\n')
MANIFEST = ("finish-args:\n  - --share=network\n  - --share=ipc\n  - --socket=wayland\n  - --socket=fallback-x11\n"
            "  - --device=dri\nmodules:\n  - name: a\n    sources:\n      - type: git\n        url: https://example.org/a\n"
            "        tag: '1'\n        commit: 31b62c24a72c1670d2d93dcdf2d130f1ae12778e\n")
FLATPAK = "flatpak/im.confab.Confab.yml"
REGISTER = "/* Rows. */\n\nstatic const Risk risks[] = {\n" + "".join(
    f'  {{ {n}, "r{n:02d}-a", {"NOT_BUILT (LATER)" if n == 2 else "WHOLE, BY " + chr(34) + "base/base-thing.c" + chr(34)} }},\n'
    for n in range(1, 45)) + "};\n"
RISKS = "".join(f"r{n:02d} {'comes' if n == 2 else 'test-a'}\n" for n in range(1, 45))
GOOD = {"app/LAYERS": LAYERS, "app/README.md": "# Map\n\n`base/` things, `safety/`; see `base/base-thing.h`\n",
        "app/base/base-thing.h": HEADER, "app/safety/safety-register.c": REGISTER, "tests/style/risks.list": RISKS,
        "tests/tests.json": '[{"name": "test-a"}, {"name": "ui-a"}]', "app/base/base-thing.c": SOURCE, "po/POTFILES": "", "ui/meson.build": "",
        "data/meson.build": "", "tests/meson.build": "", FLATPAK: MANIFEST, "meson.build": "", "meson.options": "",
        "README.md": "", "COPYING": "", ".ci/run": "", ".clang-format": "DisableFormat: true\n",
        ".clang-tidy": "Checks: '-*,bugprone-*'\n", ".editorconfig": "", ".gitignore": ""}
C = "app/base/base-other.c"
START = "/* Other. */\n\n"
# (check, what is broken, file, its text)
BROKEN = [
    ("layers", "an include upwards", C, START + '#include "net/net-link.h"\n'),
    ("layers", "an include without its folder", C, START + '#include "base-thing.h"\n'),
    ("layers", "an envelope made elsewhere", C, START + '#include "base/base-envelope-private.h"\n'),
    ("layers", "the screen in the core", C, START + "#include <gtk/gtk.h>\n"),
    ("layers", "the network from the screen", "ui/app/app-a.c", START + '#include "net/net-link.h"\n'),
    ("layers", "a private header abroad", "app/net/net-a.c", START + '#include "base/base-a-private.h"\n'),
    ("layers", "a stanza past the gate", C, START + "void\nf (void) {\n  confab_xmpp_stream_send (a, b);\n}\n"),
    ("layers", "a cycle", "app/LAYERS", "base: net\nnet: base\nui:\n"),
    ("layers", "an unknown folder", "app/cellar/cellar-a.c", START),
    ("globals", "a global", C, START + "int counter;\n"),
    ("globals", "a static", C, START + "static int counter = 0;\n"),
    ("globals", "a table of changeable pointers", C, START + 'static const char *names[] = { "a" };\n'),
    ("globals", "a pointer", C, START + "static const char *name = NULL;\n"),
    ("globals", "a function pointer", C, START + "static void (*judge) (int);\n"),
    ("globals", "a struct", C, START + "static struct { int a; } state;\n"),
    ("globals", "a static after a macro", C, START + "G_DEFINE_QUARK (a, b)\nstatic GHashTable *cache;\n"),
    ("globals", "a static in a function", C, START + "void\nf (void) {\n  static int calls = 0;\n}\n"),
    ("sizes", "a long file", C, START + "\n" * 500),
    ("sizes", "a long function", C, START + "void\nf (void) {\n" + "  a ();\n" * 78 + "}\n"),
    ("map", "a folder without a name", "app/cellar/cellar-a.c", START),
    ("map", "a path that is gone", "app/README.md", "`base/`, `base/base-gone.c`\n"),
    ("words", "a translation in the core", C, START + 'const char *\nf (void) {\n  return _ ("Hello");\n}\n'),
    ("words", "gettext's header in the core", C, START + "#include <glib/gi18n.h>\n"),
    ("words", "a screen that translators are not given", "ui/app/app-a.blp", 'label: _("Hello");\n'),
    ("words", "a file that is gone", "po/POTFILES", "ui/gone.c\n"),
    ("forbidden", "a lookup past the proxy", C, START + "GNetworkService *a;\n"),
    ("forbidden", "markup", "ui/app/app-a.c", START + "void\nf (void) {\n  gtk_label_set_markup (a, b);\n}\n"),
    ("forbidden", "markup in a blueprint", "ui/app/app-a.blp", "use-markup: true;\n"),
    ("forbidden", "weak randomness", C, START + "int\nf (void) {\n  return g_random_int ();\n}\n"),
    ("forbidden", "atoi", C, START + "int\nf (void) {\n  return atoi (a);\n}\n"),
    ("forbidden", "a call that waits", C, START + "void\nf (void) {\n  g_dbus_connection_call_sync (a);\n}\n"),
    ("forbidden", "a nested loop", C, START + "void\nf (void) {\n  g_main_loop_run (a);\n}\n"),
    ("forbidden", "a lock", C, START + "void\nf (void) {\n  g_mutex_lock (a);\n}\n"),
    ("forbidden", "something left to do", C, START + "/* TO" "DO: more */\n"),
    ("headers", "a function without a comment", "app/base/base-a.h",
     "#pragma once\n\n/* A. */\n\n/* Does. */\nvoid confab_base_a (void);\n\nvoid confab_base_b (void);\n"),
    ("headers", "a symbol of another folder", C, START + "void\nconfab_net_a (void) {\n}\n"),
    ("headers", "a file named for another folder", "app/base/net-a.c", START),
    ("headers", "a file that does not say what it is for", C, "int a;\n"),
    ("headers", "no #pragma once", "app/base/base-a.h", "/* A. */\n"),
    ("format", "a file that clang-format would change", ".clang-format|" + C, START + "void  f (void)   {}\n"),
    ("format", "settings that cannot be read", ".clang-tidy", "Checks: [\n"),
    ("flatpak", "a permission for files", FLATPAK, MANIFEST.replace("modules:", "  - --filesystem=home\nmodules:")),
    ("flatpak", "a permission that is lost", FLATPAK, MANIFEST.replace("  - --share=ipc\n", "")),
    ("flatpak", "a source without its commit", FLATPAK, MANIFEST.replace("commit:", "branch:")),
    ("flatpak", "an open line", FLATPAK, MANIFEST.replace("https:", "http:")),
    ("risks", "a row without a test", "tests/style/risks.list", RISKS.replace("r07 test-a", "r07")),
    ("risks", "a test that is not there", "tests/style/risks.list", RISKS.replace("r07 test-a", "r07 test-b")),
    ("risks", "a test of the screen that is not there", "tests/style/risks.list", RISKS.replace("r07 test-a", "r07 ui-b")),
    ("risks", "a row that is left out", "tests/style/risks.list", RISKS.replace("r07 test-a\n", "")),
    ("risks", "a row said to come that is built", "tests/style/risks.list", RISKS.replace("r07 test-a", "r07 comes")),
    ("risks", "a row that comes with a test", "tests/style/risks.list", RISKS.replace("r02 comes", "r02 test-a")),
    ("risks", "a row enforced by nothing there", "app/safety/safety-register.c",
     REGISTER.replace("base-thing.c", "base-gone.c", 1)),
    ("risks", "a row too few in the register", "app/safety/safety-register.c", REGISTER.replace('  { 44, ', '  { 45, ')),
    ("toplevel", "a stray file", "notes.txt", "x"),
    ("toplevel", "a missing file", "COPYING", None),
]


def write(top, path, text):
    at = os.path.join(top, path)
    if text is None:
        os.remove(at)
        return
    os.makedirs(os.path.dirname(at), exist_ok=True)
    with open(at, "w", encoding="utf-8") as file:
        file.write(text)


def check(name, change=None):
    with tempfile.TemporaryDirectory() as top:
        for path, text in GOOD.items():
            write(top, path, text)
        if change:
            path, text = change
            if "|" in path:
                settings, path = path.split("|")
                write(top, settings, "BasedOnStyle: GNU\n")
            write(top, path, text)
        return subprocess.run([sys.executable, os.path.join(HERE, name + ".py"), top], capture_output=True, text=True)


def main():
    wrong = 0
    for name in sorted({entry[0] for entry in BROKEN}):
        done = check(name)
        if done.returncode not in (0, 77):
            wrong += 1
            print(f"{name} is red where nothing is wrong:\n{done.stdout}{done.stderr}")
    for name, what, path, text in BROKEN:
        done = check(name, (path, text))
        if done.returncode not in (1, 77) or "Traceback" in done.stderr:
            wrong += 1
            print(f"{name} does not see {what}:\n{done.stdout}{done.stderr}")
    print(f"{len(BROKEN)} broken rules tried, {wrong} wrong")
    sys.exit(1 if wrong else 0)


main()
