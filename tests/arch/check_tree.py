#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the top level of the tree, and that no text names the machine that it was written on.

    check_tree.py [ROOT]
"""

import re
import subprocess
import sys
from pathlib import Path

TOP_LEVEL = {"CMakeLists.txt", "app", "core", "ui", "resources", "tests", "packaging", "LICENSE", "README.md",
             "CONTRIBUTING.md", "CHANGELOG.md", "CMakePresets.json"}
# Folders that belong to somebody's machine, not to a system; each pattern is written so that it does not match itself.
MACHINE_PATHS = [r"(?<![\w.:/-])/h[o]me/\w", r"(?<![\w.:/-])/[U]sers/\w", r"\b[A-Z]:\\+[U]sers\\", r"(?<![\w.:/-])/r[o]ot/\w",
                 r"(?<![\w.:-])/w[o]rk/\w", r"/var/f[o]lders/"]
# A lock file that remembers which host it came from works only there.
LOCK_FILES = {"package-lock.json"}
LOCKED_HOST = re.compile(r'"res[o]lved"\s*:')


def tracked_files(root):
    """What git tracks; in an unpacked archive, everything but build folders."""
    try:
        listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], check=True, capture_output=True).stdout
        files = [Path(name) for name in listed.decode().split("\0") if name]
        if files:
            return files
    except (OSError, subprocess.CalledProcessError):
        pass
    found = [file.relative_to(root) for file in root.rglob("*") if file.is_file()]
    return [file for file in found if not file.parts[0].startswith("build") and file.parts[0] != ".git"
            and "node_modules" not in file.parts]


def machine_patterns(root):
    patterns = list(MACHINE_PATHS)
    # The folder that this very checkout stands in, unless it is one that every system has.
    parent = root.resolve().parent
    if len(parent.parts) > 2:
        patterns.append(re.escape(parent.as_posix()) + "/")
    return re.compile("|".join(patterns))


def findings(root):
    files = tracked_files(root)
    for name in sorted({file.parts[0] for file in files}):
        if name not in TOP_LEVEL and not name.startswith("."):
            yield f"{name}: the top level is fixed"
    pattern = machine_patterns(root)
    for file in files:
        path = root / file
        # A link's target is text of ours too, but its content is checked where it stands.
        if path.is_symlink() or not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" in content[:8000]:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            found = pattern.search(line)
            if found:
                yield f"{file}:{number}: names a machine's folder: {found.group(0)}"
            elif file.name in LOCK_FILES and LOCKED_HOST.search(line):
                yield f"{file}:{number}: the lock file names a host"


def main(arguments):
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2]
    found = list(findings(root))
    print("\n".join(found[:50]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
