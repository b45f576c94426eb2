# SPDX-License-Identifier: GPL-3.0-or-later
"""Claims, one line each, and waiting for what a server does in its own time."""

import time


def claim(sentence, holds, *evidence):
    if not holds:
        raise AssertionError(sentence + "".join("\n    " + repr(one) for one in evidence))
    print("ok  " + sentence, flush=True)


def eventually(look, patience, pause):
    """The first answer of `look` that is true, or its last one after `patience` seconds."""
    end = time.monotonic() + patience
    while True:
        seen = look()
        if seen or time.monotonic() > end:
            return seen
        time.sleep(pause)
