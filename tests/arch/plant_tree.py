#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants what check_tree.py must find."""

import tempfile
import unittest
from pathlib import Path

import check_tree


class PlantedTree(unittest.TestCase):
    def findings(self, files):
        with tempfile.TemporaryDirectory(prefix="planted_tree_") as scratch:
            for name, text in files.items():
                file = Path(scratch) / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            return list(check_tree.findings(Path(scratch)))

    def test_a_sound_tree_has_no_finding(self):
        self.assertEqual([], self.findings({"README.md": "GET /api/home/timeline, https://a.example/home/x, /usr/lib/y\n",
                                            ".ci/run": "true\n", "core/base/a.h": "//\n", "build/x/log": "/h" + "ome/me\n"}))

    def test_a_foreign_entry_is_found(self):
        self.assertEqual(["scripts: the top level is fixed"], self.findings({"scripts/x.sh": "true\n"}))

    def test_a_machine_path_is_found(self):
        for path in ("/h" + "ome/me/x", "/U" + "sers/me", "C:\\U" + "sers\\me", "/w" + "ork/tree", "see /r" + "oot/x"):
            with self.subTest(path):
                found = self.findings({"core/a.md": f"fine\n{path}\n"})
                self.assertEqual(1, len(found), found)
                self.assertTrue(found[0].startswith("core/a.md:2: names a machine's folder"), found)

    def test_the_folder_of_the_checkout_is_found(self):
        with tempfile.TemporaryDirectory(prefix="planted_tree_") as scratch:
            root = Path(scratch) / "checkout"
            (root / "core").mkdir(parents=True)
            (root / "core/a.md").write_text(f"{scratch}/elsewhere\n", encoding="utf-8")
            self.assertEqual(1, len(list(check_tree.findings(root))))

    def test_a_lock_file_that_names_a_host_is_found(self):
        found = self.findings({"tests/live/package-lock.json": '{"res' + 'olved": "https://a.example/x.tgz"}\n'})
        self.assertEqual(["tests/live/package-lock.json:1: the lock file names a host"], found)


if __name__ == "__main__":
    unittest.main()
