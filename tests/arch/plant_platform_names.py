#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants names of platforms where they must not stand, and where they may."""

import tempfile
import unittest
from pathlib import Path

import check_platform_names


class PlatformNames(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = Path(scratch.name)
        self.write("core/platform/pigeon/adapter.h", "class PigeonAdapter;\n")
        self.write("app/practice/pigeon/pigeon_house.h", "class PigeonHouse;\n")

    def write(self, file, text):
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def findings(self):
        return list(check_platform_names.findings(self.root))

    def test_a_platform_may_name_itself(self):
        self.assertEqual([], self.findings())

    def test_a_name_elsewhere_is_found_with_its_line_in_code_and_strings(self):
        self.write("core/sync/a.cpp", '\nif (name == "pigeon") {}\n')
        self.write("ui/b.cpp", "PigeonDialog dialog;\n")
        self.write("core/store/c.sql", "SELECT 1 WHERE platform = 'pigeon';\n")
        self.assertEqual(["core/sync/a.cpp:2", "core/store/c.sql:1", "ui/b.cpp:1"],
                         sorted((line.split(": ")[0] for line in self.findings()),
                                key=lambda each: ["core/sync", "core/stor", "ui/b.cpp:"].index(each[:9])))

    def test_a_word_of_every_day_counts_in_quotes_as_a_folder_or_a_namespace(self):
        self.write("core/platform/x/adapter.h", "class XAdapter;\n")
        self.write("core/sync/a.cpp", "int x = y; box.x(); 'x';\n")
        self.assertEqual([], self.findings())
        self.write("core/sync/a.cpp", 'if (name == "x") {}\n')
        self.write("core/sync/b.cpp", '#include "platform/x/adapter.h"\n')
        self.write("core/sync/c.cpp", "platform::x::poll();\n")
        self.write("core/store/d.sql", "SELECT 1 WHERE platform = 'x';\n")
        self.assertEqual(4, len(self.findings()))

    def test_a_comment_may_name_one(self):
        self.write("core/sync/a.cpp", "// as pigeon does\nint f();  // not pigeon\n/* pigeon */\n")
        self.assertEqual([], self.findings())

    def test_an_address_in_a_string_is_no_comment(self):
        self.write("core/sync/a.cpp", 'const char* kHome = "https://pigeon.example";\n')
        self.assertEqual(1, len(self.findings()))

    def test_a_listed_file_needs_a_reason_and_a_mention(self):
        self.write("core/sync/a.cpp", '"pigeon";\n')
        self.write("tests/arch/platform_mentions.txt", "core/sync/a.cpp: it delivers\n")
        self.assertEqual([], self.findings())
        self.write("tests/arch/platform_mentions.txt", "core/sync/a.cpp: \ncore/sync/gone.cpp: was there\n")
        self.assertEqual(2, len(self.findings()))


if __name__ == "__main__":
    unittest.main()
