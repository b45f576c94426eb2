# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy on loopback that can swallow an answer, or its end, after the server acted; or the request before."""

import os
import socket
import socketserver
import threading


def read_message(stream, without_length=0):
    """One HTTP message as it came; b"" at the end of the connection. Without a length of its own, `without_length` bytes
    follow the head; -1 means all until the end."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return b""
        head += line
    length = without_length
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
        if name.strip().lower() == b"transfer-encoding" and b"chunked" in value.lower():
            return head + read_chunks(stream)
    return head + (stream.read(length) if length else b"")


def read_chunks(stream):
    """A body in chunks, as it came."""
    body = b""
    while True:
        line = stream.readline()
        size = int(line.split(b";")[0] or b"0", 16) if line.strip() else 0
        body += line + (stream.read(size + 2) if size else b"")
        if size == 0:
            # Trailers, if any, end with an empty line.
            while line.strip():
                line = stream.readline()
                body += line
            return body


def nothing(_answer):
    return 0


def head_of(answer):
    return answer.index(b"\r\n\r\n") + 4


# How much of an answer still arrives, where cutting is most telling.
EDGES = {
    "before its first byte": lambda answer: 0,
    "within its first line": lambda answer: 9,
    "right after its head": head_of,
    "within its body": lambda answer: (head_of(answer) + len(answer)) // 2,
    "before its last byte": lambda answer: len(answer) - 1,
    "after its first byte": lambda answer: 1,
    "within its head": lambda answer: head_of(answer) // 2,
    "before the end of its head": lambda answer: head_of(answer) - 1,
}


def places():
    """Where to cut, by name: five edges, or with SHOPBELL_RELIABILITY=1 fifty places over the whole answer."""
    if os.environ.get("SHOPBELL_RELIABILITY") != "1":
        return dict(list(EDGES.items())[:5])
    rest = 50 - len(EDGES)
    return EDGES | {f"after {one} of {rest + 1} parts": lambda answer, one=one: len(answer) * one // (rest + 1)
                    for one in range(1, rest + 1)}


class CutProxy:
    """Passes every request on over a connection of its own."""

    def __init__(self, upstream):
        self.upstream = upstream
        self.cut_next = b""
        self.keep = nothing
        self.loses = self.line_dies = False
        self.rewrite = None
        # Requests that hold these bytes (in small letters) pass while the line is dead: what a server asks of itself by its
        # own name.
        self.spared = b""
        self.cuts = 0
        self.dead = False
        self.seen = []
        proxy = self

        class Visit(socketserver.StreamRequestHandler):
            def handle(self):
                while proxy.pass_on(self.rfile, self.connection):
                    pass

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Visit)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def cut(self, beginning, keep=nothing, line_dies=True):
        """The next request that begins so is carried out, its answer swallowed after `keep(answer)` bytes, and the line
        dead until mend()."""
        self.cut_next, self.keep, self.line_dies, self.loses = beginning.encode(), keep, line_dies, False

    def lose(self, beginning):
        """The next request that begins so never reaches the server, and the line is dead until mend()."""
        self.cut_next, self.line_dies, self.loses = beginning.encode(), True, True

    def mend(self):
        self.dead = False

    def count(self, beginning):
        return sum(1 for line in self.seen if line.startswith(beginning))

    def pass_on(self, stream, client):
        try:
            request = read_message(stream)
            if not request or (self.dead and not (self.spared and self.spared in request.lower())):
                return False
            self.seen.append(request.split(b"\r\n", 1)[0].decode("latin-1"))
            cut = bool(self.cut_next) and request.startswith(self.cut_next)
            if cut:
                self.cut_next = b""
                self.cuts += 1
                self.dead = self.line_dies
                if self.loses:
                    return False
            if self.rewrite:
                request = self.rewrite(request)
            with socket.create_connection(("127.0.0.1", self.upstream), 20) as server:
                server.sendall(request)
                answer = read_message(server.makefile("rb"), -1)
            if cut:
                client.sendall(answer[:self.keep(answer)])
                return False
            client.sendall(answer)
            head = answer.split(b"\r\n\r\n", 1)[0].lower()
            return b"content-length:" in head or b"transfer-encoding:" in head
        except OSError:
            return False

    def close(self):
        self.server.shutdown()
        self.server.server_close()
