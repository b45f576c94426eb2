# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen reader's eyes and ears: the tree of one window over AT-SPI, what is told of it, and the keyboard."""

import os
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

State = Atspi.StateType


def name(node):
    return node.get_name() or ""


def role(node):
    return node.get_role_name()


def has(node, *states):
    present = node.get_state_set()
    return all(present.contains(state) for state in states)


def children(node):
    found = (node.get_child_at_index(i) for i in range(node.get_child_count()))
    return [child for child in found if child is not None]


def walk(node):
    if node is None:
        return
    yield node
    for child in children(node):
        yield from walk(child)


class Desk:
    """An X server with a window manager and the console on it; all of them end with it."""

    def __init__(self, program):
        self._children = []
        reading, writing = os.pipe()
        self._start(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
                    pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as answer:
            os.environ["DISPLAY"] = ":" + answer.readline().strip()
        self._start(["openbox"])
        self.heard = []
        Atspi.init()
        self._listener = Atspi.EventListener.new(self._hear)
        for kind in ("object:state-changed:focused", "object:state-changed:showing", "object:announcement"):
            self._listener.register(kind)
        self._start([program, "--practice", "--seed", "7"],
                    env=dict(os.environ, QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1"))

    def _start(self, words, **options):
        self._children.append(subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **options))

    def _hear(self, event):
        try:
            self.heard.append((event.type, role(event.source), name(event.source), event.detail1,
                               [name(one) for one in children(event.source)]))
        except GLib.GError:
            pass  # it is gone already

    def close(self):
        for child in reversed(self._children):
            child.terminate()
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def wait(self, look, patience=8.0):
        """The first answer of `look` that is true, or its last one; events are heard meanwhile."""
        end = time.monotonic() + patience
        while True:
            while GLib.MainContext.default().iteration(False):
                pass
            try:
                seen = look()
            except GLib.GError:
                seen = None  # a row went away while it was read
            if seen or time.monotonic() > end:
                return seen
            time.sleep(0.02)

    def window(self):
        for program in children(Atspi.get_desktop(0)):
            if name(program) == "shopbell":
                for window in children(program):
                    if role(window) == "frame":
                        return window
        return None

    def find(self, wanted_role, wanted_name):
        for node in walk(self.window()):
            if role(node) == wanted_role and name(node) == wanted_name and has(node, State.SHOWING):
                return node
        return None

    def press(self, *keys):
        self.heard.clear()
        subprocess.run(["xdotool", "key", "--delay", "30", *keys], check=True)

    def type(self, words):
        self.heard.clear()
        subprocess.run(["xdotool", "type", "--delay", "30", words], check=True)

    def follows_to(self, wanted_role, holds):
        """Where the focus came to rest: a screen reader speaks the last that was told, so that is what counts."""
        def settled():
            told = [one for one in self.heard if one[0] == "object:state-changed:focused" and one[3] == 1]
            return bool(told) and told[-1][1] == wanted_role and holds(told[-1][2])
        if not self.wait(settled):
            return False
        self.wait(lambda: False, 0.4)
        return bool(settled())
