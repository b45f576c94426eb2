# SPDX-License-Identifier: GPL-3.0-or-later
"""Real Bluesky servers (bluesky/lab.mjs) with people on them, and what one of them sees with a session of their own."""

import base64
import hashlib
import hmac
import http.client
import json
import os
import re
import select
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from lib_snac import ask, die_with_parent

FIRST_PORT = 21000  # the network is all ours
SIGNING_SECRET = b"jwt-secret"  # what dev-env's PDS signs its sessions with


class Lab:
    """The servers. `front` is the port that the shop's DID document names; `postgres` are the words before a program of
    PostgreSQL, `owner` who has to own its folder (None: we do)."""

    def __init__(self, folder, front, postgres, owner):
        here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bluesky")
        self.folder = folder
        os.chmod(folder, 0o711)  # PostgreSQL passes through as another user
        for name in ("temporary", "postgres"):
            os.mkdir(os.path.join(folder, name))
        if owner:
            shutil.chown(os.path.join(folder, "postgres"), owner)
        settings = {"folder": folder, "port": FIRST_PORT, "front": front, "postgres": postgres}
        environment = os.environ | {"TMPDIR": os.path.join(folder, "temporary"), "NODE_ENV": "test",
                                    "LOG_ENABLED": "false"}
        self.complaints = open(os.path.join(folder, "lab.log"), "w+", encoding="utf-8")
        words = ["node", "--no-deprecation", os.path.join(here, "lab.mjs"), json.dumps(settings)]
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment,
                                        stderr=self.complaints, preexec_fn=die_with_parent)

    def wait_until_up(self, seconds):
        """False when it did not come up; complaint() says why."""
        ready, _, _ = select.select([self.process.stdout], [], [], seconds)
        line = self.process.stdout.readline() if ready else b""
        if not line:
            return False
        told = json.loads(line)
        self.pds, self.control = told["pds"], told["control"]
        self.chat_proxy, self.dids = told["chat_proxy"], told["dids"]
        return True

    def complaint(self):
        self.complaints.seek(0)
        return self.complaints.read()[-2000:]

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.complaints.close()
        return self.process.returncode

    def do(self, name, what, /, **more):
        status, text = ask(f"http://127.0.0.1:{self.control}/do", body={"as": name, "what": what, **more})
        assert status == 200, (name, what, more, status, text)
        return json.loads(text)

    def records(self, name):
        """The posts that are really in the repo, by text."""
        found = {}
        for record in self.do("alice", "records", of=self.dids[name]):
            found.setdefault(record["value"]["text"], []).append(record)
        return found

    def call_often(self, method, times, body=None):
        """The statuses of calls to the PDS, ten at a time, from the address that Shopbell's come from, too: the rate
        limits count by it."""
        content = json.dumps(body) if body else None
        headers = {"Content-Type": "application/json"} if body else {}

        def calls(count):
            line = http.client.HTTPConnection("127.0.0.1", self.pds, timeout=20)
            statuses = []
            for _ in range(count):
                line.request("POST" if body else "GET", "/xrpc/" + method, content, headers)
                answer = line.getresponse()
                answer.read()
                statuses.append(answer.status)
            line.close()
            return statuses

        with ThreadPoolExecutor(10) as pool:
            return [one for part in pool.map(calls, [times // 10] * 10) for one in part]


class Person:
    """`alice.post("…")` is done by alice, with her own session."""

    def __init__(self, lab, name):
        self.lab = lab
        self.name = name
        self.did = lab.dids[name]
        self.handle = name + ".test"

    def __getattr__(self, what):
        def deed(**more):
            return self.lab.do(self.name, what, **more)
        return deed

    def post(self, text, **more):
        return self.lab.do(self.name, "post", text=text, **more)

    def answers_to(self, uri):
        """The posts that hang right below one's own, as the thread shows them."""
        return [one["post"] for one in self.thread(uri=uri)["replies"]]


def unfold(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def fold(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class EndedTokens:
    """A hook for the proxy. Every access token seen before end_all() reaches the PDS as the same token with its time
    over, signed by the PDS's own key: nobody has two hours to wait. The PDS's answer is its own."""

    def __init__(self):
        self.access = set()
        self.refresh = set()
        self.over = set()

    def end_all(self):
        self.over |= self.access

    def __call__(self, request):
        head, _, body = request.partition(b"\r\n\r\n")
        found = re.search(rb"(?im)^authorization: bearer (\S+)", head)
        if not found:
            return request
        token = found.group(1).decode()
        if "refresh" in unfold(token.split(".")[0]).get("typ", ""):
            self.refresh.add(token)
            return request
        self.access.add(token)
        if token not in self.over:
            return request
        return head.replace(found.group(1), self.ended(token).encode()) + b"\r\n\r\n" + body

    def ended(self, token):
        kind, claims, _ = token.split(".")
        told = unfold(claims)
        told["exp"] = int(time.time()) - 60
        signed = kind + "." + fold(json.dumps(told).encode())
        return signed + "." + fold(hmac.new(SIGNING_SECRET, signed.encode(), hashlib.sha256).digest())
