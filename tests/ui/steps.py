"""A walk in named steps: a line and a picture for each, and nothing after the first that fails.

    def walk_all(walk, people):
        alice = people("alice")

        @walk.step("Alice signs in")
        def _():
            alice.sign_in()

    sys.exit(main(walk_all))
"""

import os
import re
import shutil
import sys
import time
import traceback

from driver import picture
from people import Person


class Walk:
    def __init__(self, folder, seen=lambda: []):
        """`folder` takes the pictures; `seen` gives the programs whose widgets are written down at a failure."""
        self.folder = folder
        self._seen = seen
        self._number = 0
        self._failed = False
        self._why = ""
        self._began = time.monotonic()
        os.makedirs(folder, exist_ok=True)

    def step(self, title, shown=None):
        """Runs the function at once, as the next step. Its picture is the screen, or the file `shown` that it made."""
        def run(function):
            if self._failed:
                return
            self._number += 1
            name = f"{self._number:02d}-" + re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
            began = time.monotonic()
            try:
                function()
            except Exception as error:
                self._failed = True
                self._why = f"{title}: " + (f"{error}".splitlines() or [type(error).__name__])[0]
                self._explain(name)
            seconds = time.monotonic() - began
            self._picture(name + ("-failed" if self._failed else ""), shown)
            print(f"{'FAILED' if self._failed else 'ok':<7}{seconds:6.2f} s  {self._number:02d} {title}", flush=True)
        return run

    def _picture(self, name, shown):
        path = os.path.join(self.folder, name + ".png")
        try:
            if shown and not self._failed:
                shutil.copy(shown, path)
                return
            time.sleep(0.15)  # what was just changed is painted a frame later
            picture(path)
        except Exception as error:  # a missing picture is a failure too, but never hides the first one
            self._failed = True
            print(f"no picture: {error}", file=sys.stderr)

    def _explain(self, name):
        problem = traceback.format_exc()
        print(problem, file=sys.stderr, flush=True)
        with open(os.path.join(self.folder, name + "-failed.txt"), "w", encoding="utf-8") as file:
            file.write(problem)
            for app in self._seen():
                file.write("\n---- what it said ----\n" + app.said()[-8000:])
                file.write("\n---- what it shows ----\n" + (app.describe(800) if app.is_running else "it has ended"))

    @property
    def has_failed(self):
        return self._failed

    def finish(self):
        seconds = time.monotonic() - self._began
        print(f"{self._number} steps in {seconds:.1f} s" + (", the last one failed" if self._failed else ""), flush=True)
        if self._why:  # the last line, where the widgets before it are long
            print(self._why, file=sys.stderr, flush=True)
        return 1 if self._failed or not self._number else 0


def main(walk_all):
    """Runs a test of its own: calls `walk_all` with the walk and a maker of people, and ends whoever is left.

    The pictures go to CONFAB_UI_PICTURES if that is set. Returns the exit code."""
    os.umask(0o022)
    there = []

    def people(*arguments, **options):
        there.append(Person(*arguments, **options))
        return there[-1]

    folder = os.environ.get("CONFAB_UI_PICTURES") or os.path.join(os.environ.get("TMPDIR", "/tmp"), "pictures")
    walk = Walk(folder, lambda: [person.app for person in there if person.app])
    try:
        walk_all(walk, people)
    finally:
        for person in there:
            person.end()
    return walk.finish()
