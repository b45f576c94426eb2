# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy on loopback that can swallow an answer after the server acted."""

import socket
import socketserver
import threading


def read_message(stream, without_length=0):
    """One HTTP message as it came; b"" at the end of the connection. Without a Content-Length, `without_length` bytes
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
    return head + (stream.read(length) if length else b"")


class CutProxy:
    """Passes every request on over a connection of its own."""

    def __init__(self, upstream):
        self.upstream = upstream
        self.cut_next = b""
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

    def cut(self, beginning):
        """The next request that begins so is carried out, its answer swallowed, and the line dead until mend()."""
        self.cut_next = beginning.encode()

    def mend(self):
        self.dead = False

    def count(self, beginning):
        return sum(1 for line in self.seen if line.startswith(beginning))

    def pass_on(self, stream, client):
        try:
            request = read_message(stream)
            if not request or self.dead:
                return False
            self.seen.append(request.split(b"\r\n", 1)[0].decode("latin-1"))
            with socket.create_connection(("127.0.0.1", self.upstream), 20) as server:
                server.sendall(request)
                answer = read_message(server.makefile("rb"), -1)
            if self.cut_next and request.startswith(self.cut_next):
                self.cut_next = b""
                self.cuts += 1
                self.dead = True
                return False
            client.sendall(answer)
            return b"content-length:" in answer.split(b"\r\n\r\n", 1)[0].lower()
        except OSError:
            return False

    def close(self):
        self.server.shutdown()
        self.server.server_close()
