#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants one violation of every rule of check_includes.py, and the things next to it that are allowed."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import check_includes

LICENCE = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
HEADER = LICENCE + "#pragma once\n"


def function(lines):
    """A function whose braces stand LINES lines apart, both counted."""
    return "int f() {\n" + "    g();\n" * (lines - 2) + "}\n"


# rule, file, its text, the line that must be named
PLANTS = [
    ("parent-include", "core/base/a.cpp", LICENCE + '#include "../store/store.h"\n', 2),
    ("parent-include", "core/base/a.cpp", LICENCE + '#include "base/../../store/store.h"\n', 2),
    ("include-form", "core/base/a.cpp", LICENCE + '#include "error.h"\n', 2),
    ("include-form", "core/store/a.cpp", LICENCE + '#include "sqlite/connection.h"\n', 2),
    ("include-form", "core/model/a.cpp", LICENCE + "\n#include <base/error.h>\n", 3),
    ("direction", "core/base/a.cpp", LICENCE + '#include "model/message.h"\n', 2),
    ("direction", "core/net/a.cpp", LICENCE + '#include "store/store.h"\n', 2),
    ("direction", "core/store/a.cpp", LICENCE + '#include "net/http.h"\n', 2),
    ("direction", "core/view/a.cpp", LICENCE + '#include "sync/sync_engine.h"\n', 2),
    ("direction", "ui/a.cpp", LICENCE + '#include "store/store.h"\n', 2),
    ("direction", "app/practice/a.cpp", LICENCE + '#include "model/message.h"\n', 2),
    ("direction", "app/a.cpp", LICENCE + '#include "ui/window.h"\n', 2),
    ("direction", "app/a.cpp", LICENCE + '#include "app/qt_window.h"\n', 2),
    ("direction", "app/a.cpp", LICENCE + '#include "app/practice/street.h"\n', 2),
    ("direction", "app/cli/a.cpp", LICENCE + '#include "ui/window.h"\n', 2),
    ("direction", "tests/store/a.cpp", LICENCE + '#include "net/http.h"\n', 2),
    ("direction", "tests/support/a.h", HEADER + '#include "store/store.h"\n', 3),
    ("cmake-table", "core/CMakeLists.txt", "add_layer(base SOURCES_DIR core/base\n  DEPS store)\n", 1),
    ("cmake-table", "ui/CMakeLists.txt", "add_layer(ui SOURCES_DIR ui\n  DEPS base model view store\n  TEST_DEPS store)\n", 1),
    ("third-party", "core/sync/a.cpp", LICENCE + "#include <sqlite3.h>\n", 2),
    ("third-party", "core/store/a.cpp", LICENCE + "#include <sqlite3.h>\n", 2),
    ("third-party", "core/net/core_loop.cpp", LICENCE + "#include <curl/curl.h>\n", 2),
    ("third-party", "core/store/a.cpp", LICENCE + "#include <openssl/evp.h>\n", 2),
    ("third-party", "core/view/a.cpp", LICENCE + "#include <QString>\n", 2),
    ("third-party", "app/a.cpp", LICENCE + "#include <QtCore/QString>\n", 2),
    ("third-party", "core/model/a.cpp", LICENCE + "#include <simdjson.h>\n", 2),
    ("third-party", "core/model/a.cpp", LICENCE + "#include <unistd.h>\n", 2),
    ("third-party", "tests/base/a.cpp", LICENCE + "#include <catch2/catch.hpp>\n", 2),
    ("unlisted", "core/base/a.cpp", LICENCE + "#include <boost/asio.hpp>\n", 2),
    ("room-size", "core/base/a.cpp", LICENCE + "\n" * 500, 501),
    ("room-size", "core/base/a.h", HEADER + "\n" * 199, 201),
    ("function-size", "core/base/a.cpp", LICENCE + function(61), 2),
    ("function-size", "core/base/a.cpp", LICENCE + "A::A(int a)\n    : m_a{a}, m_b(a) {\n" + "g();\n" * 60 + "}\n", 3),
    ("function-size", "core/base/a.h", HEADER + "struct A {\n    int m_a = {1};\n    auto f() const -> int {\n" + "g();\n" * 60 + "}\n};\n", 5),
    ("connect", "core/sync/a.cpp", LICENCE + "void f() { connect(a, b); }\n", 2),
    ("friend", "core/store/a.h", HEADER + "class A {\n    friend class B;\n};\n", 4),
    ("singleton", "core/base/a.h", HEADER + "class A {\n    static A& instance();\n};\n", 4),
    ("singleton", "ui/a.cpp", LICENCE + "void f() { QCoreApplication::instance()->quit(); }\n", 2),
    ("now", "core/sync/a.cpp", LICENCE + "auto a = std::chrono::system_clock::now();\n", 2),
    ("now", "core/base/a.cpp", LICENCE + "auto a = std::time(nullptr);\n", 2),
    ("now", "core/base/a.cpp", LICENCE + "auto a = time(0);\n", 2),
    ("now", "ui/a.cpp", LICENCE + "auto a = QDateTime::currentDateTimeUtc();\n", 2),
    ("random", "core/net/a.cpp", LICENCE + "std::random_device a;\n", 2),
    ("sleep", "tests/sync/a.cpp", LICENCE + "void f() { std::this_thread::sleep_for(a); }\n", 2),
    ("name", "core/store/a.h", HEADER + "class OutboxManager {};\n", 3),
    ("name", "core/store/a.h", HEADER + "struct MessageData;\n", 3),
    ("name", "core/base/a.h", HEADER + "enum class HTTPInfo : int { A };\n", 3),
    ("name", "core/base/text_utils.h", HEADER, 1),
    ("licence", "core/base/a.cpp", "int a;\n", 1),
    ("pragma-once", "core/base/a.h", LICENCE + "#ifndef A\n#endif\n", 1),
    ("exception", "tests/arch/exceptions.txt", "now core/base/a.cpp: it was needed once upon a time\n", 1),
    ("exception", "tests/arch/exceptions.txt", "now core/base/a.cpp\n", 1),
]

# What stands close to a rule and keeps it.
ALLOWED = {
    "core/base/clock.cpp": LICENCE + '#include "base/clock.h"\n\n#include <chrono>\nauto a = std::chrono::system_clock::now();\n',
    "core/base/digest.cpp": LICENCE + "#include <openssl/evp.h>\n#include <utf8proc.h>\n",
    "core/base/words.cpp": LICENCE + "// friend of ../x, connect( instance() ::now()\nconst char* a = \"friend ::now() /* \";\n"
                           'auto b = R"(friend " ::now())";\nint c = 1\'000;\nchar d = \'"\';\n',
    "core/base/lines.cpp": LICENCE + "\n" * 499,
    "core/base/lines.h": HEADER + "\n" * 198,
    "core/base/functions.cpp": LICENCE + function(60) + "const Row kRows[] = {\n" + "    {1},\n" * 70 + "};\nnamespace a {\n"
                               + (function(40) * 3) + "}  // namespace a\nenum class A {\n" + "b,\n" * 70 + "};\n",
    "core/model/database.h": HEADER + '#include "base/error.h"\nclass Database {};\nstruct Metadata {};\nstruct Informed {};\n',
    "core/net/curl_transport.cpp": LICENCE + "#include <curl/curl.h>\n",
    "core/store/sqlite/connection.cpp": LICENCE + '#include "store/sqlite/connection.h"\n#include <sqlite3.h>\n',
    "core/store/vault.cpp": LICENCE + "#include <openssl/evp.h>\n#include <fcntl.h>\n",
    "core/store/rows.cpp": LICENCE + "auto a = row.time(0);\nauto b = row->time(0);\n",
    "core/platform/mastodon/adapter.cpp": LICENCE + '#include "platform/mastodon/adapter.h"\n#include "net/http.h"\n#include <simdjson.h>\n',
    "app/practice/street.cpp": LICENCE + '#include "practice/street.h"\n#include "base/clock.h"\n#include <httplib.h>\nJson Street::instance() const {}\nJson instance(int);\n',
    "app/qt_window.cpp": LICENCE + '#include "app/qt_window.h"\n#include "ui/window.h"\n#include <QWidget>\nvoid f() { connect(a, b); }\n',
    "app/cli/main.cpp": LICENCE + '#include "cli/commands.h"\n#include "app/qt_keyring.h"\n#include <CLI/CLI.hpp>\n',
    "tests/ui/pane.cpp": LICENCE + '#include "support/catch.h"\n#include "ui/pane.h"\n#include "pane_fixture.h"\n#include <QLabel>\n#include "pane.moc"\n',
    "tests/ui/pane_fixture.h": HEADER,
    "core/CMakeLists.txt": "# add_layer(base DEPS everything)\nadd_layer(net SOURCES_DIR core/net\n  DEPS base model\n  THIRD_PARTY CURL::libcurl)\n",
}


class PlantedRules(unittest.TestCase):
    def findings(self, files):
        with tempfile.TemporaryDirectory(prefix="planted_rules_") as scratch:
            for name, text in files.items():
                file = Path(scratch) / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            checker = check_includes.Checker(Path(scratch))
            checker.run()
            return checker.findings

    def test_what_is_allowed_has_no_finding(self):
        self.assertEqual([], self.findings(ALLOWED))

    def test_every_plant_is_found_where_it_stands_and_nothing_else(self):
        for rule, name, text, line in PLANTS:
            with self.subTest(rule=rule, file=name, text=text[-60:]):
                found = [(where, found_rule) for where, found_rule, _ in self.findings({name: text})]
                self.assertEqual([(f"{name}:{line}", rule)], found)

    def test_every_rule_has_a_plant(self):
        self.assertEqual(set(check_includes.RULES), {rule for rule, _, _, _ in PLANTS})

    def test_an_exception_silences_its_own_file_and_rule_alone(self):
        text = LICENCE + "auto a = std::chrono::system_clock::now();\n"
        found = self.findings({"core/base/a.cpp": text, "core/net/a.cpp": text,
                               "tests/arch/exceptions.txt": "now core/base/a.cpp: this plant may, that one may not\n"})
        self.assertEqual([("core/net/a.cpp:2", "now")], [finding[:2] for finding in found])

    def test_the_program_says_what_it_found_and_ends_1(self):
        with tempfile.TemporaryDirectory(prefix="planted_rules_") as scratch:
            file = Path(scratch) / "core/base/a.cpp"
            file.parent.mkdir(parents=True)
            file.write_text(LICENCE + '#include "../x.h"\n', encoding="utf-8")
            program = Path(check_includes.__file__)
            done = subprocess.run([sys.executable, "-B", str(program), scratch], capture_output=True, text=True)
            self.assertEqual((1, "core/base/a.cpp:2: parent-include: ../x.h\n"), (done.returncode, done.stdout))


if __name__ == "__main__":
    unittest.main()
