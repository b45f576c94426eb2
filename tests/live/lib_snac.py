# SPDX-License-Identifier: GPL-3.0-or-later
"""A snac2 server with users, and what one of them sees with a session of their own."""

import ctypes
import fcntl
import json
import os
import re
import signal
import socket
import struct
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


def raise_loopback():
    """In a network of its own even lo is down; iproute2 need not be there."""
    SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        name_only = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, SIOCGIFFLAGS, name_only))[1]
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | IFF_UP))


def die_with_parent():
    """Called in a child: it ends even when this script is killed the hard way."""
    PR_SET_PDEATHSIG = 1
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def ask(url, token="", form=None, body=None, method=None):
    """One request. Returns (status, text)."""
    headers = {"Accept": "application/json"}
    content = None
    if token:
        headers["Authorization"] = "Bearer " + token
    if form is not None:
        content = urllib.parse.urlencode(form).encode()
    if body is not None:
        content = json.dumps(body).encode()
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(url, content, headers, method=method)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=20) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode("utf-8", "replace")


class Snac:
    """`host` is the address that the world uses, `port` the one it listens on: as behind a reverse proxy."""

    def __init__(self, folder, host, port):
        self.folder = folder
        self.url = "http://" + host
        self.port = port
        self.process = None
        self.passwords = {}
        answers = f"127.0.0.1\n{port}\n{host}\n\n\n"
        subprocess.run(["snac", "init", folder], input=answers, text=True, check=True, capture_output=True, timeout=30)
        settings = os.path.join(folder, "server.json")
        with open(settings, encoding="utf-8") as file:
            document = json.load(file)
        document["protocol"] = "http"
        with open(settings, "w", encoding="utf-8") as file:
            json.dump(document, file)

    def add_user(self, name):
        said = subprocess.run(["snac", "adduser", self.folder, name], stdin=subprocess.DEVNULL, text=True, check=True,
                              capture_output=True, timeout=60)
        self.passwords[name] = re.search(r"password is (\S+)", said.stdout + said.stderr).group(1)

    def start(self):
        log = open(os.path.join(self.folder, "log"), "w", encoding="utf-8")
        self.process = subprocess.Popen(["snac", "httpd", self.folder], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                        preexec_fn=die_with_parent)
        log.close()
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("snac did not come up")

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def allow(self, page, name):
        """What a person does on the sign-in page in the browser. Returns the code."""
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(page).query))
        status, text = ask(self.url + "/oauth/x-snac-login", form={
            "login": name, "passwd": self.passwords[name], "redir": asked["redirect_uri"],
            "cid": asked["client_id"], "state": asked.get("state", "")})
        assert status == 200, (status, text)
        return text.split("&")[0].strip()

    def token(self, name):
        """A session of one's own, beside Shopbell's, and the form that ends it."""
        _, text = ask(self.url + "/api/v1/apps", form={
            "client_name": "reader", "redirect_uris": OUT_OF_BAND, "scopes": "read write"})
        app = json.loads(text)
        page = "/?" + urllib.parse.urlencode({"client_id": app["client_id"], "redirect_uri": OUT_OF_BAND, "state": "s"})
        _, text = ask(self.url + "/oauth/token", form={
            "grant_type": "authorization_code", "code": self.allow(page, name), "redirect_uri": OUT_OF_BAND,
            "client_id": app["client_id"], "client_secret": app["client_secret"]})
        token = json.loads(text)["access_token"]
        return token, {"client_id": app["client_id"], "client_secret": app["client_secret"], "token": token}


class Person:
    """A user of the server with a session."""

    def __init__(self, server, name):
        self.server = server
        self.session, self.end_form = server.token(name)

    def get(self, path):
        status, text = ask(self.server.url + path, self.session)
        assert status == 200, (path, status, text[:200])
        return json.loads(text)

    def post(self, text, visibility="public", in_reply_to=None):
        body = {"status": text, "visibility": visibility}
        if in_reply_to:
            body["in_reply_to_id"] = in_reply_to
        status, answer = ask(self.server.url + "/api/v1/statuses", self.session, body=body)
        assert status == 200, (status, answer[:200])
        return json.loads(answer)

    def own_posts(self):
        """What this person posted in public, as the server holds it; at most 256."""
        me = self.get("/api/v1/accounts/verify_credentials")["id"]
        return [one for one in self.get(f"/api/v1/accounts/{me}/statuses") if one["account"]["id"] == me]

    def end_session(self):
        status, text = ask(self.server.url + "/oauth/revoke", form=self.end_form)
        assert status == 200, (status, text)

    def mentions(self):
        """The posts by which others mentioned this person, each as often as it was notified."""
        return [one["status"] for one in self.get("/api/v1/notifications?limit=80") if one["type"] == "mention"]
