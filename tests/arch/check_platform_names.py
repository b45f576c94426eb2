#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists every file that names a platform although it is not that platform's own.

    check_platform_names.py [ROOT]        ROOT: a source tree, by default the one this file stands in

A platform is a folder of core/platform or app/practice with an adapter or a house in it. Code is read without its
comments. tests/arch/platform_mentions.txt says of each such file why it must name one: "file: reason". A file that is
not on the list is a finding, a line of the list that names nothing is one too, and ends the check with 1.
"""

import re
import sys
from pathlib import Path

FOLDERS = ["core", "ui", "app"]
SOURCES = {".cpp", ".h", ".sql", ".txt", ".ui"}
LIST = "tests/arch/platform_mentions.txt"


def platforms(root):
    found = set()
    for folder, pattern in (("core/platform", "*/adapter.h"), ("app/practice", "*/*_house.h")):
        found |= {file.parent.name for file in (root / folder).glob(pattern)}
    return sorted(found)


def code_of(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".sql":
        return re.sub(r"--[^\n]*", "", text)
    if path.suffix == ".txt":
        return re.sub(r"#[^\n]*", "", text)
    # A comment's slashes, not those of an address in a string.
    text = re.sub(r"/\*.*?\*/", lambda match: "\n" * match.group().count("\n"), text, flags=re.S)
    return re.sub(r"(?m)(?<![:\"'])//[^\n]*", "", text)


# Words of every day: these count only in quotes, as a folder, or as a namespace.
EVERYDAY = {"threads", "x"}


def naming(platform, suffix):
    if platform in EVERYDAY:
        quote = "'" if suffix == ".sql" else '"'
        # A namespace is written small: Threads::Threads is a library of CMake.
        return rf"(?i:{quote}{platform}{quote}|(?:platform|practice)/{platform}/)|\b{platform}::"
    return rf"(?i){platform}"


def is_own(file, platform):
    return file.startswith((f"core/platform/{platform}/", f"app/practice/{platform}/"))


def mentions(root):
    """File to the platforms that it names, each with its first line."""
    names = platforms(root)
    found = {}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in SOURCES or not path.is_file():
                continue
            file = path.relative_to(root).as_posix()
            code = code_of(path)
            for name in names:
                match = re.search(naming(name, path.suffix), code)
                if match and not is_own(file, name):
                    found.setdefault(file, {})[name] = code.count("\n", 0, match.start()) + 1
    return found


def reasons(root):
    listed = {}
    path = root / LIST
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else [], 1):
        if line.strip() and not line.startswith("#"):
            file, _, reason = line.partition(": ")
            listed[file] = (number, reason.strip())
    return listed


def findings(root):
    listed = reasons(root)
    found = mentions(root)
    for file, names in found.items():
        if file not in listed:
            for name, line in names.items():
                yield f"{file}:{line}: names {name}: a platform is known to its own folder and the registry"
    for file, (number, reason) in listed.items():
        if file not in found:
            yield f"{LIST}:{number}: {file} names no platform any more"
        elif not reason:
            yield f"{LIST}:{number}: {file} is listed without a reason"


def main(arguments):
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2]
    found = list(findings(root))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
