# SPDX-License-Identifier: GPL-3.0-or-later
"""shopbell-cli on a profile of its own."""

import json
import os
import subprocess

PASSPHRASE = "a passphrase for live tests"


class Outcome:
    def __init__(self, code, out, err):
        self.code = code
        self.out = out
        self.err = err

    @property
    def document(self):
        return json.loads(self.out)

    def is_one_sentence(self):
        return self.err.startswith("shopbell-cli: ") and self.err.endswith("\n") and self.err.count("\n") == 1


class Shopbell:
    def __init__(self, program, folder):
        self.program = program
        self.profile = os.path.join(folder, "profile")
        proxies = ("http_proxy", "https_proxy", "all_proxy")
        self.environment = {name: value for name, value in os.environ.items() if name.lower() not in proxies}
        self.environment |= {"SHOPBELL_PASSPHRASE": PASSPHRASE, "HOME": folder}
        for display in ("DISPLAY", "WAYLAND_DISPLAY"):
            self.environment.pop(display, None)

    def command(self, words):
        return [self.program, "--profile", self.profile, "--no-keyring", "--json", *words]

    def run(self, *words, given=""):
        done = subprocess.run(self.command(words), input=given, text=True, capture_output=True, timeout=60,
                              env=self.environment)
        return Outcome(done.returncode, done.stdout, done.stderr)

    def done(self, *words, given=""):
        """A command that must succeed. Returns its document."""
        outcome = self.run(*words, given=given)
        assert outcome.code == 0 and outcome.err == "", (words, outcome.code, outcome.out, outcome.err)
        return outcome.document

    def add_account(self, platform, server, *words, secret):
        """The way with a secret on stdin."""
        return self.run("account", "add", platform, "--server", server, *words, given=secret + "\n")

    def account(self, number):
        return next(row for row in self.done("account", "list")["accounts"] if row["id"] == number)

    def sign_in(self, server, allow):
        """The out-of-band way: `allow` turns the page's address into the code to paste."""
        process = subprocess.Popen(self.command(["account", "add", "mastodon", "--server", server, "--paste-code"]),
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=self.environment)
        try:
            process.stderr.readline()
            page = process.stderr.readline().strip()
            code = allow(page)
            out, err = process.communicate(code + "\n", timeout=60)
        finally:
            process.kill()
            process.wait()
        return page, Outcome(process.returncode, out, err)

    def inbox(self, view="all"):
        return self.done("inbox", "--view", view)["conversations"]

    def thread(self, conversation):
        return self.done("thread", str(conversation))["messages"]

    def outbox(self):
        return self.done("outbox")["replies"]

    def files(self):
        """All that the profile holds, as bytes by name."""
        contents = {}
        for folder, _, names in os.walk(self.profile):
            for name in names:
                path = os.path.join(folder, name)
                if os.path.isfile(path):
                    with open(path, "rb") as file:
                        contents[name] = file.read()
        return contents
