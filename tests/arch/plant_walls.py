#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds a toy house with the real packaging/cmake/layers.cmake, plants one thing in it and looks at what happens.

    plant_walls.py PLANT CMAKE GENERATOR COMPILER
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

# cellar <- hall <- attic; hall reads cellar, attic reads hall alone.
HOUSE = {
    "CMakeLists.txt": """
cmake_minimum_required(VERSION 3.25)
project(toy LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
option(SHOPBELL_HEADER_CHECKS "" ON)
add_library(shopbell_warnings INTERFACE)
include("{layers}")
add_layer(cellar SOURCES_DIR cellar)
add_layer(hall SOURCES_DIR hall DEPS cellar)
add_layer(attic SOURCES_DIR attic DEPS hall)
add_library(test_main OBJECT tests/main.cpp)
foreach(layer cellar hall attic)
  add_layer_test(${{layer}} TEST_DIR tests/${{layer}} MAIN test_main)
endforeach()
""",
    "cellar/wine.h": "#pragma once\nnamespace cellar { int wine(); }\n",
    "cellar/wine.cpp": '#include "cellar/wine.h"\nnamespace cellar { int wine() { return 1; } }\n',
    "hall/door.h": "#pragma once\nnamespace hall { int door(); }\n",
    "hall/door.cpp": '#include "hall/door.h"\n#include "cellar/wine.h"\nnamespace hall { int door() { return cellar::wine(); } }\n',
    "attic/roof.h": "#pragma once\nnamespace attic { int roof(); }\n",
    "attic/roof.cpp": '#include "attic/roof.h"\n#include "hall/door.h"\nnamespace attic { int roof() { return hall::door(); } }\n',
    "tests/main.cpp": "int claim();\nint main() { return claim(); }\n",
    "tests/cellar/claim.cpp": '#include "cellar/wine.h"\nint claim() { return cellar::wine() - 1; }\n',
    "tests/hall/claim.cpp": '#include "hall/door.h"\nint claim() { return hall::door() - 1; }\n',
    "tests/attic/claim.cpp": '#include "attic/roof.h"\nint claim() { return attic::roof() - 1; }\n',
}

# What is added, the targets that must still build, the target that must not, and the words it must fail with.
PLANTS = {
    "sound": ({}, ["all"], None, []),
    "upward_include": (
        {"cellar/plant.cpp": '#include "hall/door.h"\nint plant() { return hall::door(); }\n'},
        [], "cellar", ["hall/door.h: No such file", "hall/door.h' file not found"]),
    "upward_call": (
        {"cellar/plant.cpp": "namespace hall { int door(); }\nint plant() { return hall::door(); }\n"},
        ["cellar"], "cellar_test", ["undefined reference to `hall::door()'", "undefined symbol: hall::door()"]),
    "neighbour_include": (
        {"attic/plant.cpp": '#include "cellar/wine.h"\nint plant() { return cellar::wine(); }\n'},
        ["hall"], "attic", ["cellar/wine.h: No such file", "cellar/wine.h' file not found"]),
    "leaning_header": (
        {"hall/lean.h": "#pragma once\nnamespace hall { std::string lean(); }\n",
         "hall/lean.cpp": '#include <string>\n#include "hall/lean.h"\nnamespace hall { std::string lean() { return {}; } }\n'},
        ["hall"], "hall_headers", ["'string' in namespace 'std' does not name a type", "no type named 'string'",
                                   "use of undeclared identifier 'std'", "\u2018std\u2019 has not been declared",
                                   "\u2018string\u2019 in namespace \u2018std\u2019 does not name a type",
                                   "'std' has not been declared"]),
    # The compiler is content with this one, which is why check_includes.py has a rule.
    "parent_include": (
        {"core/base/plant.cpp": '// SPDX-License-Identifier: GPL-3.0-or-later\n#include "../store/store.h"\n',
         "core/store/store.h": "// SPDX-License-Identifier: GPL-3.0-or-later\n#pragma once\n",
         "cellar/plant.cpp": '#include "../hall/door.h"\nint plant();\nint plant() { return 1; }\n'},
        ["cellar"], None, []),
}


def run(arguments, folder):
    # The messages are compared, so they are asked for in plain English.
    environment = {"LC_ALL": "C", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder)}
    done = subprocess.run(arguments, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def fail(why, output):
    print(output)
    print("FAILED: " + why)
    sys.exit(1)


def main(plant, cmake, generator, compiler):
    added, sound_targets, broken_target, words = PLANTS[plant]
    with tempfile.TemporaryDirectory(prefix="toy_house_") as scratch:
        house = Path(scratch)
        for name, text in (HOUSE | added).items():
            file = house / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if name == "CMakeLists.txt":
                text = text.format(layers=(ROOT / "packaging/cmake/layers.cmake").as_posix())
            file.write_text(text, encoding="utf-8")
        code, output = run([cmake, "-S", ".", "-B", "build", "-G", generator, f"-DCMAKE_CXX_COMPILER={compiler}"], house)
        if code != 0:
            fail("the toy house does not configure", output)
        for target in sound_targets:
            code, output = run([cmake, "--build", "build", "--target", target], house)
            if code != 0:
                fail(f"{target} must build", output)
        if broken_target:
            code, output = run([cmake, "--build", "build", "--target", broken_target], house)
            if code == 0:
                fail(f"{broken_target} must not build", output)
            if not any(word in output for word in words):
                fail(f"{broken_target} fails for another reason than {words}", output)
        if plant == "sound":
            for layer in ("cellar", "hall", "attic"):
                code, output = run([str(house / "build" / f"{layer}_test")], house)
                if code != 0:
                    fail(f"{layer}_test fails", output)
        if plant == "parent_include":
            code, output = run([sys.executable, "-B", str(HERE / "check_includes.py"), str(house)], house)
            if code != 1 or "core/base/plant.cpp:2: parent-include: ../store/store.h" not in output:
                fail("check_includes.py must refuse the include", output)
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 5 or sys.argv[1] not in PLANTS:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
