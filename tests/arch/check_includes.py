#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what no compiler call checks: who may read which header, how big a room is, and what no room may hold.

    check_includes.py [ROOT]        ROOT: a source tree, by default the one this file stands in

Prints one line a finding, "file:line: rule: what", and ends 1 when there is one. An exception is one line of
tests/arch/exceptions.txt, "rule file: reason"; one that excuses nothing is a finding too.
"""

import re
import sys
from pathlib import Path

# Every rule by its name. tests/arch/plant_rules.py plants a violation of each.
RULES = {
    "parent-include": "an include holds '..', which walks round the walls",
    "include-form": "an include of ours is written \"layer/file.h\"",
    "direction": "an include goes against the order of the layers",
    "cmake-table": "the layers of CMake and of this file differ",
    "third-party": "a library's header outside its room",
    "unlisted": "a header that is neither ours, the language's nor a listed library's",
    "room-size": "a .cpp has at most 500 lines, a .h 200",
    "function-size": "a function has at most 60 lines",
    "connect": "signals are connected in ui and app",
    "friend": "no friends",
    "singleton": "no instance()",
    "now": "time comes from base/clock",
    "random": "randomness comes from base/digest",
    "sleep": "nothing sleeps",
    "name": "a name that says nothing: Manager, Helper, Util, Common, Data, Info, Controller",
    "licence": "the first line is the licence",
    "pragma-once": "a header is read once",
    "exception": "an exception that excuses nothing",
}

# Which layers a room reads. A room is named by its layer or, outside core and ui, as room_of() says.
CORE = ["base", "model", "net", "store", "platform", "sync", "view"]
LAYERS = {
    "base": [],
    "model": ["base"],
    "net": ["base", "model"],
    "store": ["base", "model"],
    "platform": ["base", "model", "net"],
    "sync": ["base", "model", "net", "store", "platform"],
    "view": ["base", "model", "store"],
    "ui": ["base", "model", "view"],
    "app_core": CORE,
    "practice": ["base"],
    "cli": ["app_core"] + CORE,
    "app_qt": ["app_core", "cli", "practice", "ui"] + CORE,
}
# What a room's tests read beside it; "support" is tests/support.
TEST_EXTRAS = {"ui": ["store"], "app_core": ["practice"], "cli": ["practice"]}
PROGRAMS = {
    "practice_main": ["practice", "base"],
    "cli_main": ["cli", "app_core", "keyring"] + CORE,
    "window_main": ["app_qt", "app_core", "cli", "practice", "ui", "keyring"] + CORE,
    "test_support": ["base", "model", "net", "platform", "support"],
    "test_main": ["support"],
    "test_bench": CORE + ["support"],
    "test_bench_window": ["app_qt", "app_core", "ui"] + CORE + ["support"],
    "test_reliability": ["app_core", "practice"] + CORE + ["support"],
    "test_oracle": ["support"],
    "test_fuzz": ["base", "model", "net", "platform", "support"],
}
# The word in front of the slash of an include, and the layer it belongs to.
PREFIXES = {layer: layer for layer in CORE + ["ui", "practice", "cli"]} | {"app": "app_core", "support": "support", "oracle": "test_oracle"}

# Library headers: pattern of the header, pattern of the files that may read it.
THIRD_PARTY = [
    (r"utf8proc\.h", r"core/base/"),
    (r"openssl/.*", r"core/base/digest[./]|core/base/digest_\w+\.|core/store/vault[./]|core/store/vault_\w+\."),
    (r"sqlite3\.h", r"core/store/sqlite/|tests/store/|tests/bench/|tests/support/(failing_vfs|power_cut_vfs|failing_memory)\.|tests/reliability/power_cut"),
    (r"curl/.*", r"core/net/curl_transport(_\w+)?\.(cpp|h)$"),
    (r"dlfcn\.h", r"core/net/curl_transport_library\.cpp$"),
    (r"date/tz\.h", r"core/model/open_week\."),
    (r"fmt/.*", r"core/|app/|tests/"),
    (r"libxml/.*", r"core/platform/html_library\.cpp$"),
    (r"libpsl\.h", r"core/base/top_domain\.cpp$"),
    (r"simdjson\.h", r"core/platform/|tests/platform/|tests/fuzz/"),
    (r"nlohmann/.*", r"core/platform/|app/|tests/"),
    (r"httplib\.h", r"app/|tests/"),
    (r"CLI/.*", r"app/cli/|app/practice/main\.cpp$|app/main\.cpp$|tests/bench/"),
    (r"Q[A-Z]\w*|Qt\w+/\w+", r"ui/|app/main\.cpp$|app/qt_[^/]*$|tests/ui/|tests/app_qt/|tests/support/main/ui_main\.cpp$"
     r"|tests/bench/(window|bare)_[^/]*$"),
    (r"qt6keychain/.*", r"app/qt_keyring\.(cpp|h)$"),
    (r"catch2/.*", r"tests/support/catch\.h$"),
]
# The operating system, with its additions to C's headers (mkdtemp, fdopen …): not for the rooms that are pure.
POSIX = re.compile(r"(sys|netinet|arpa|linux)/\w+\.h|(unistd|fcntl|poll|netdb|signal|pthread|pwd|termios|dirent|spawn|"
                   r"ifaddrs|malloc|stdlib|stdio|string|time|errno|locale|windows|winsock2|ws2tcpip|io|process|shlobj)\.h")
POSIX_ROOMS = re.compile(r"core/(base|net|store)/|app/|tests/")
STANDARD = set("""algorithm any array atomic barrier bit bitset charconv chrono codecvt compare complex concepts
    condition_variable coroutine deque exception execution expected filesystem format forward_list fstream functional
    future generator initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map mdspan
    memory memory_resource mutex new numbers numeric optional ostream print queue random ranges ratio regex
    scoped_allocator semaphore set shared_mutex source_location span spanstream sstream stack stacktrace stdexcept
    stdfloat stop_token streambuf string string_view strstream syncstream system_error thread tuple type_traits typeindex
    typeinfo unordered_map unordered_set utility valarray variant vector version cassert cctype cerrno cfenv cfloat
    cinttypes climits clocale cmath csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar
    cwctype""".split())

MAX_LINES = {".cpp": 500, ".h": 200}
MAX_FUNCTION = 60
FORBIDDEN_WORDS = {"manager", "helper", "helpers", "util", "utils", "utility", "utilities", "common", "data", "info",
                   "controller"}

# Patterns that a file's code may not hold: rule, pattern, files that are asked, files that are not.
FORBIDDEN_CODE = [
    ("connect", re.compile(r"\bconnect\s*\("), re.compile(r"core/"), None),
    ("friend", re.compile(r"\bfriend\b"), re.compile(r"core/|ui/|app/"), None),
    # Declared as static with a reference or pointer, or called; an endpoint may well be named "instance".
    ("singleton", re.compile(r"\bstatic\b[^;{}()]*[&*]\s*instance\s*\(|::\s*instance\s*\(\s*\)\s*[-.;,)]"),
     re.compile(r"core/|ui/|app/"), re.compile(r"app/qt_metered\.cpp$")),  # Qt tells of the network in no other way
    # A member called time(0) is no clock: a row's column 0, say.
    ("now", re.compile(r"::\s*now\s*\(|\b(gettimeofday|clock_gettime|timespec_get)\s*\(|(?<!\.)(?<!->)\btime\s*\(\s*(nullptr|NULL|0)\s*\)"
                       r"|::\s*current(DateTime|DateTimeUtc|Date|Time|MSecsSinceEpoch|SecsSinceEpoch)\s*\("),
     re.compile(r"core/|ui/|app/"), re.compile(r"core/base/clock\.(cpp|h)$")),
    ("random", re.compile(r"\brandom_device\b|\bs?rand\s*\(|\bQRandomGenerator\b"), re.compile(r"core/|ui/|app/"),
     re.compile(r"core/base/digest\.(cpp|h)$")),
    ("sleep", re.compile(r"\bsleep_(for|until)\b|\b(u|nano)?sleep\s*\(|\bqWait\s*\("), re.compile(r"core/|ui/|tests/"),
     re.compile(r"tests/(live|bench|reliability)/")),
]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]*)"|<([^>\n]*)>)', re.M)
# Comments, raw strings, strings and characters, in this order, so that none is read inside another.
NOISE = re.compile(r'//[^\n]*|/\*.*?\*/|\bu?8?R"([^()\\ ]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Za-z_])\'(?:\\.|[^\'\\\n])+\'',
                   re.S)
TYPE_NAME = re.compile(r"\b(?:class|struct|union|concept|namespace|enum(?:\s+(?:class|struct))?)\s+(?:\[\[[^\]]*\]\]\s*)?(\w+)"
                       r"|\busing\s+(\w+)\s*=")
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def without_noise(text):
    """The code with comments and literals blanked, line breaks kept."""
    def blank(match):
        piece = match.group(0)
        breaks = "\n" * piece.count("\n")
        return '""' + breaks if piece[-1] == '"' and piece[0] != "/" else " " + breaks
    return NOISE.sub(blank, text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def room_of(path):
    """The room that a file stands in and the layers it may read, or (None, None) for a file without walls."""
    parts = path.split("/")
    if parts[0] == "core" and len(parts) > 2:
        return parts[1], [parts[1]] + LAYERS.get(parts[1], [])
    if parts[0] == "ui":
        return "ui", ["ui"] + LAYERS["ui"]
    if parts[0] == "app":
        return room_of_app(parts)
    if parts[0] == "tests" and len(parts) > 2:
        return room_of_tests(parts)
    return None, None


def room_of_app(parts):
    if parts[1:] == ["practice", "main.cpp"]:
        return "practice_main", PROGRAMS["practice_main"]
    if parts[1:] == ["cli", "main.cpp"]:
        return "cli_main", PROGRAMS["cli_main"]
    if parts[1:] == ["main.cpp"]:
        return "window_main", PROGRAMS["window_main"]
    if parts[1] in ("practice", "cli") and len(parts) > 2:
        extra = ["keyring"] if parts[1] == "cli" else []
        return parts[1], [parts[1]] + LAYERS[parts[1]] + extra
    room = "app_qt" if len(parts) == 2 and parts[1].startswith("qt_") else "app_core"
    return room, [room] + LAYERS[room] + (["keyring"] if room == "app_qt" else [])


def room_of_tests(parts):
    folder = parts[1]
    if folder == "support":
        room = "test_main" if parts[2] == "main" else "test_support"
        return room, PROGRAMS[room]
    if folder == "bench" and parts[2].startswith("window_"):
        return "test_bench_window", PROGRAMS["test_bench_window"]
    if folder in ("bench", "fuzz", "oracle", "reliability"):
        return "test_" + folder, PROGRAMS["test_" + folder]
    layer = {"app": "app_core"}.get(folder, folder)
    if layer not in LAYERS:
        return None, None
    # What the store keeps of response times is compared with the oracle.
    oracle = ["test_oracle"] if layer == "store" else []
    return "test of " + layer, [layer, "support", "keyring"] + LAYERS[layer] + TEST_EXTRAS.get(layer, []) + oracle


def layer_of_header(header):
    """The layer that an include of ours names, or None."""
    prefix, slash, rest = header.partition("/")
    if not slash or prefix not in PREFIXES:
        return None
    if prefix == "app":
        if rest.startswith(("cli/", "practice/")):
            return rest.split("/")[0] + " by a side door"
        if rest.startswith("qt_keyring"):
            return "keyring"
        if rest.startswith("qt_"):
            return "app_qt"
    return PREFIXES[prefix]


class Checker:
    def __init__(self, root):
        self.root = root
        self.findings = []
        self.exceptions = self.read_exceptions()

    def read_exceptions(self):
        exceptions = {}
        file = self.root / "tests/arch/exceptions.txt"
        if file.exists():
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if line.strip() and not line.startswith("#"):
                    match = re.fullmatch(r"([\w-]+) (\S+): (.{10,})", line)
                    if match and match.group(1) in RULES:
                        exceptions[(match.group(1), match.group(2))] = [number, 0]
                    else:
                        self.findings.append((f"tests/arch/exceptions.txt:{number}", "exception", "not 'rule file: reason'"))
        return exceptions

    def report(self, rule, path, line, what):
        if (rule, path) in self.exceptions:
            self.exceptions[(rule, path)][1] += 1
        else:
            self.findings.append((f"{path}:{line}", rule, what))

    def run(self):
        for top in ("core", "ui", "app", "tests"):
            for file in sorted((self.root / top).rglob("*")):
                if file.suffix in MAX_LINES and file.is_file() and "node_modules" not in file.parts:
                    self.check_file(file.relative_to(self.root).as_posix(), file.read_text(encoding="utf-8"))
        self.check_cmake_table()
        for (rule, path), (number, uses) in self.exceptions.items():
            if uses == 0:
                self.findings.append((f"tests/arch/exceptions.txt:{number}", "exception", f"'{rule} {path}' excuses nothing"))

    def check_file(self, path, text):
        lines = text.count("\n") + (0 if text.endswith("\n") or not text else 1)
        suffix = path[path.rindex("."):]
        if lines > MAX_LINES[suffix]:
            self.report("room-size", path, lines, f"{lines} lines, at most {MAX_LINES[suffix]}")
        if not text.startswith("// SPDX-License-Identifier: GPL-3.0-or-later\n"):
            self.report("licence", path, 1, "does not begin with // SPDX-License-Identifier: GPL-3.0-or-later")
        code = without_noise(text)
        if suffix == ".h" and not re.search(r"^#pragma once$", code, re.M):
            self.report("pragma-once", path, 1, "no #pragma once")
        self.check_includes(path, text)
        self.check_code(path, code)
        self.check_names(path, code)
        if not path.startswith("tests/"):
            for line, length in long_functions(code):
                self.report("function-size", path, line, f"a function of {length} lines, at most {MAX_FUNCTION}")

    def check_includes(self, path, text):
        room, readable = room_of(path)
        for match in INCLUDE.finditer(text):
            quoted, angled = match.groups()
            header = quoted if quoted is not None else angled
            line = line_of(text, match.start(1 if quoted is not None else 2))
            if ".." in header.split("/"):
                self.report("parent-include", path, line, header)
                continue
            layer = layer_of_header(header)
            if layer is None and quoted is not None and not self.is_local(path, header):
                self.report("include-form", path, line, f'"{header}" does not begin with the name of a layer')
            elif layer is not None and angled is not None:
                self.report("include-form", path, line, f"<{header}> is ours and stands in quotes")
            elif layer is not None and room is not None and layer not in readable:
                self.report("direction", path, line, f"{room} does not read {layer} ({header})")
            elif layer is None and angled is not None:
                self.check_foreign(path, line, header)

    def is_local(self, path, header):
        """What Qt generates, and in tests a neighbour in the same folder; reliability also has the bench of sync."""
        if header.endswith(".moc") and "/" not in header:
            return True
        if path.startswith("tests/reliability/") and (self.root / "tests/sync" / header).exists():
            return True
        return path.startswith("tests/") and "/" not in header and (self.root / path).with_name(header).exists()

    def check_foreign(self, path, line, header):
        if header in STANDARD:
            return
        if POSIX.fullmatch(header):
            if not POSIX_ROOMS.match(path):
                self.report("third-party", path, line, f"<{header}> belongs to the operating system; this room is pure")
            return
        for pattern, rooms in THIRD_PARTY:
            if re.fullmatch(pattern, header):
                if not re.match(rooms, path):
                    self.report("third-party", path, line, f"<{header}> is not read here")
                return
        self.report("unlisted", path, line, f"<{header}>")

    def check_code(self, path, code):
        for rule, pattern, asked, spared in FORBIDDEN_CODE:
            if asked.match(path) and not (spared and spared.match(path)):
                for match in pattern.finditer(code):
                    self.report(rule, path, line_of(code, match.start()), RULES[rule] + f" ('{match.group(0).strip()}')")

    def check_names(self, path, code):
        stem = path[path.rindex("/") + 1:path.rindex(".")]
        for word in stem.split("_"):
            if word.lower() in FORBIDDEN_WORDS:
                self.report("name", path, 1, f"the file's name says '{word}'")
        for match in TYPE_NAME.finditer(code):
            name = match.group(1) or match.group(2)
            for word in WORDS.findall(name):
                if word.lower() in FORBIDDEN_WORDS:
                    self.report("name", path, line_of(code, match.start()), f"'{name}' says '{word}'")

    def check_cmake_table(self):
        """add_layer(...) in CMake and LAYERS here must agree, else one of them guards nothing."""
        for folder in ("core", "ui", "app"):
            file = self.root / folder / "CMakeLists.txt"
            if not file.exists():
                continue
            text = re.sub(r"#[^\n]*", "", file.read_text(encoding="utf-8"))
            text = text.replace("${core_layers}", " ".join(CORE))
            for match in re.finditer(r"\badd_layer\((\w+)\b([^)]*)\)", text):
                name, body = match.groups()
                lists = {key: [] for key in ("DEPS", "TEST_DEPS")}
                for key, words in re.findall(r"\b(DEPS|TEST_DEPS)\b((?:\s+[a-z_]+)*)", body):
                    lists[key] = words.split()
                where = line_of(text, match.start())
                for key, table in (("DEPS", LAYERS), ("TEST_DEPS", TEST_EXTRAS)):
                    expected = table.get(name, [] if key == "TEST_DEPS" else None)
                    if expected is None or sorted(lists[key]) != sorted(expected):
                        self.report("cmake-table", f"{folder}/CMakeLists.txt", where,
                                    f"{name} {key}: {lists[key]} there, {expected} in check_includes.py")


PREPROCESSOR = re.compile(r"^[ \t]*#(?:[^\n\\]|\\\n|\\.)*", re.M)
TOKEN = re.compile(r"[A-Za-z_]\w*|\n|::|->|[{}();:<>=\[\]&,]|\S")
# An opening brace after one of these words, a ')' or a '>' begins a body; after any other name it is an initialiser.
BODY_WORDS = {"const", "noexcept", "override", "final", "mutable", "try", "else", "do", "volatile", "constexpr"}
SCOPE_WORDS = {"namespace", "class", "struct", "union", "enum", "extern"}


def long_functions(code):
    """(line, lines) of every function body that is too long. A heuristic over tokens: good enough, and quick."""
    # Only the first branch of an #if counts: its braces balance.
    code = first_branches(code)
    line, parentheses, head, scopes, found = 1, 0, [], [], []
    for token in TOKEN.findall(code):
        if token == "\n":
            line += 1
        elif token == "{":
            kind = kind_of_brace(head, parentheses, scopes)
            scopes.append((kind, line, parentheses))
            if kind != "initialiser":
                head = []
                parentheses = 0
        elif token == "}":
            kind, start, parentheses = scopes.pop() if scopes else ("scope", line, 0)
            if kind == "function" and line - start + 1 > MAX_FUNCTION:
                found.append((start, line - start + 1))
            head = head + ["}"] if kind == "initialiser" else []
        elif scopes and scopes[-1][0] in ("function", "inside", "initialiser"):
            continue
        elif token == ";" and parentheses == 0:
            head = []
        else:
            parentheses += {"(": 1, ")": -1}.get(token, 0)
            head.append(token)
    return found


def kind_of_brace(head, parentheses, scopes):
    if scopes and scopes[-1][0] in ("function", "inside"):
        return "inside"
    if parentheses > 0 or (scopes and scopes[-1][0] == "initialiser"):
        return "initialiser"
    if "(" not in head:
        return "scope" if SCOPE_WORDS.intersection(head) else "initialiser"
    last = head[-1]
    if last in (")", ">", "&", "}", "]") or last in BODY_WORDS:
        return "function"
    # A name: the return type behind an arrow, else a member in a constructor's list.
    if "->" in head and head.index("->") > head.index("("):
        return "function"
    if SCOPE_WORDS.intersection(head):
        return "scope"
    return "initialiser"


def first_branches(code):
    kept, depth, skipping = [], 0, []
    for text in PREPROCESSOR.sub(lambda m: m.group(0).replace("\\\n", "  ") + "\n" * m.group(0).count("\\\n"), code).split("\n"):
        directive = re.match(r"[ \t]*#[ \t]*(\w+)", text)
        if directive:
            word = directive.group(1)
            if word in ("if", "ifdef", "ifndef"):
                skipping.append(False)
            elif word in ("else", "elif") and skipping:
                skipping[-1] = True
            elif word == "endif" and skipping:
                skipping.pop()
            kept.append("")
        else:
            kept.append("" if any(skipping) else text)
    return "\n".join(kept)


def main(arguments):
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        print("usage: check_includes.py [ROOT]", file=sys.stderr)
        return 2
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2]
    checker = Checker(root)
    checker.run()
    for where, rule, what in checker.findings:
        print(f"{where}: {rule}: {what}")
    return 1 if checker.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
