#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts say to somebody who mistypes, before they install or build anything."""

import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Scripts(unittest.TestCase):
    def run_script(self, script, argument, folder):
        return subprocess.run(["sh", str(ROOT / script), argument], cwd=folder, capture_output=True, text=True, timeout=30)

    def test_an_unknown_option_is_one_sentence_and_ends_2(self):
        for script in ("tests/run.sh", "packaging/try.sh", "packaging/install_dependencies.sh"):
            with self.subTest(script):
                done = self.run_script(script, "--nonsense", "/")
                self.assertEqual((2, "", 1), (done.returncode, done.stdout, done.stderr.count("\n")), done.stderr)
                self.assertIn("--nonsense", done.stderr)

    def test_help_names_every_option(self):
        done = self.run_script("tests/run.sh", "--help", "/")
        self.assertEqual(0, done.returncode)
        for option in ("--reliability", "--sanitizers", "--long", "--help"):
            self.assertIn(option, done.stdout)

    def test_ci_runs_the_same_script(self):
        ci = ROOT / ".ci/run"
        self.assertTrue(ci.stat().st_mode & 0o100, "not executable")
        self.assertIn("sh tests/run.sh", ci.read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
