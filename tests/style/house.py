"""What the style checks share: finding files, and reading C just well enough to judge its outline."""

import os
import re
import sys

SOURCE_FOLDERS = ("app", "ui", "tests")
ATTRIBUTES = re.compile(r"__attribute__\s*\(\(.*?\)\)|\bG_GNUC_[A-Z_]+(\s*\([^()]*\))?|\bG_(BEGIN|END)_DECLS\b"
                        r"|\bG_NORETURN\b|\bG_MODULE_EXPORT\b", re.S)


def root():
    """The repository, or the folder that the caller names: `check.py [FOLDER]`."""
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    return os.path.realpath(sys.argv[1] if len(sys.argv) > 1 else here)


def files(top, folders=SOURCE_FOLDERS, endings=(".c", ".h")):
    """Paths relative to `top`, in order."""
    for folder in folders:
        for at, below, names in os.walk(os.path.join(top, folder)):
            below[:] = sorted(name for name in below if not name.startswith((".", "_build")) and name != "__pycache__")
            for name in sorted(names):
                if name.endswith(tuple(endings)):
                    yield os.path.relpath(os.path.join(at, name), top)


def read(top, path):
    with open(os.path.join(top, path), encoding="utf-8") as file:
        return file.read()


def blank(match):
    """Nothing but its line ends, so that lines keep their numbers."""
    return re.sub(r"[^\n]", " ", match.group())


TOKENS = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def without_comments(text):
    return TOKENS.sub(lambda m: blank(m) if m.group().startswith("/") else m.group(), text)


def code_only(text):
    """Without comments, and with empty strings and characters."""
    def strip(match):
        token = match.group()
        return blank(match) if token.startswith("/") else token[0] + " " * (len(token) - 2) + token[-1]
    return TOKENS.sub(strip, text)


def without_preprocessor(code):
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", blank, code, flags=re.M)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


class Outline:
    """The outermost things of a C file: `functions` (name, start, end, head) and `declarations` (text, start).

    `start` and `end` are line numbers; `head` is what stands before the body.
    """

    def __init__(self, text):
        self.functions, self.declarations = [], []
        self._scan(without_preprocessor(code_only(text)))

    def _scan(self, code):
        depth, begin, body = 0, 0, None
        round_depth = 0
        for position, character in enumerate(code):
            if character == "(":
                round_depth += 1
            elif character == ")":
                round_depth -= 1
            elif character == "{" and round_depth == 0:
                if depth == 0:
                    head = code[begin:position]
                    body = (begin, position) if self._is_function(head) else None
                depth += 1
            elif character == "}" and round_depth == 0:
                depth -= 1
                if depth == 0 and body:
                    self._add_function(code, body, position)
                    begin, body = position + 1, None
            elif character == ";" and depth == 0 and round_depth == 0:
                self._add_declaration(code, begin, position)
                begin = position + 1

    @staticmethod
    def _is_function(head):
        head = strip_macros(head).rstrip()
        return head.endswith(")") and "=" not in head and not re.match(r"\s*(typedef|struct|union|enum)\b[^()]*$", head)

    @staticmethod
    def _first(code, begin):
        return begin + len(code[begin:]) - len(code[begin:].lstrip())

    def _add_function(self, code, body, end):
        head = strip_macros(code[body[0]:body[1]]).strip()
        found = re.search(r"(\w+)\s*\((?:[^()]|\([^()]*(?:\([^()]*\))?[^()]*\))*\)\s*$", head)
        name, lines_before = (found.group(1), head.count("\n", 0, found.start())) if found else ("?", 0)
        at = [m.start() for m in re.finditer(rf"\b{re.escape(name)}\s*\(", code[body[0]:body[1]])]
        start = line_of(code, body[0] + at[-1] if at else body[1]) - lines_before
        self.functions.append((name, start, line_of(code, end), head))

    def _add_declaration(self, code, begin, end):
        text = strip_macros(code[begin:end]).strip()
        if text:
            self.declarations.append((text, line_of(code, self._first(code, begin))))


def strip_macros(text):
    """Takes away macros that stand where a declaration could, such as G_DEFINE_TYPE (…), and attributes."""
    text = ATTRIBUTES.sub(" ", text)
    while True:
        found = re.match(r"\s*(?:static\s+)?[A-Z][A-Z0-9_]+\s*\(", text)
        if not found:
            return text
        depth = 0
        for position in range(found.end() - 1, len(text)):
            depth += {"(": 1, ")": -1}.get(text[position], 0)
            if depth == 0:
                break
        text = text[position + 1:]


class Report:
    """Collects what is wrong and says it: a line each, exit code 1 if there is any."""

    def __init__(self, rule):
        self.rule, self.wrong, self.looked_at = rule, [], 0

    def add(self, path, line, what):
        self.wrong.append(f"{path}:{line}: {what}" if line else f"{path}: {what}")

    def finish(self):
        for line in self.wrong:
            print(line)
        print(f"{self.rule}: {len(self.wrong)} wrong, {self.looked_at} looked at")
        sys.exit(1 if self.wrong else 0)
