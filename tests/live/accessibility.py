# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice street as a screen reader hears it."""

import re
import sys

from lib_claims import claim
from lib_screen_reader import Desk, State, children, has, name, role, walk

SPAN = r"\d+ (second|minute|hour|day)s?"
# Who wrote where the platform takes no more replies is missed and still stands there.
WAITS = rf"((Waiting for|Due in|Overdue by) {SPAN}( {SPAN})?|Missed)"


def rows(desk, title):
    found = desk.find("list", title)
    return [] if found is None else [row for row in children(found) if role(row) == "list item"]


def sentences(desk, title):
    return [name(row) for row in rows(desk, title)]


def importing(desk):
    return [node for node in walk(desk.window()) if name(node).startswith("Importing") and has(node, State.SHOWING)]


def the_tree(desk):
    claim("the window can be walked, from its frame to the rows of the inbox",
          desk.wait(lambda: len(rows(desk, "Conversations")) >= 5 and not importing(desk), 20))
    nodes = list(walk(desk.window()))
    reachable = [node for node in nodes if has(node, State.FOCUSABLE, State.SHOWING)]
    nameless = [role(node) for node in reachable if not name(node).strip()]
    claim("whatever can have the focus has a name", len(reachable) > 10 and not nameless, len(reachable), nameless)
    pictures = [name(node) for node in nodes if "<" in name(node) and ">" in name(node)]
    claim("no name carries markup", not pictures, pictures)


def the_inbox(desk):
    said = sentences(desk, "Conversations")
    odd = [row for row in said if not re.search(r"^\S.*\. " + WAITS + r"\. .*(Public|Private), (Mastodon|Bluesky|X|Facebook|Instagram|Threads)\. .+$", row)]
    claim("each row of the inbox is one sentence with who, the badge, the words, who can read it and when", not odd, odd)
    claim("unread messages are counted in it", any(re.search(r"\. \d+ unread\. ", row) for row in said), said)


def the_keyboard(desk):
    waiting = sentences(desk, "Conversations")
    desk.press("j")
    claim("j takes the screen reader to a row of the inbox",
          desk.follows_to("list item", lambda row: re.search(WAITS, row) is not None), waiting[:2], desk.heard)
    claim("the thread's rows say who wrote what and when",
          desk.wait(lambda: [row for row in sentences(desk, "Messages") if re.search(r"\S.*[.,] .*\d\d:\d\d", row)]),
          sentences(desk, "Messages"))
    chosen = [row for row in rows(desk, "Conversations") if has(row, State.SELECTED)]
    claim("one row is chosen", len(chosen) == 1, [name(row) for row in chosen])
    desk.press("r")
    claim("r takes it to the reply", desk.follows_to("text", lambda title: title == "Reply"), desk.heard)
    desk.type("Five teapots, gladly.")
    reply = desk.find("text", "Reply")
    words = lambda: reply.get_text(0, reply.get_character_count())  # noqa: E731
    claim("what is written in the reply can be read back", desk.wait(lambda: words() == "Five teapots, gladly."), words())
    claim("letters that are keys elsewhere stay letters in the reply", has(reply, State.FOCUSED))
    desk.press("Escape")
    claim("Escape takes it back to the conversations",
          desk.follows_to("list", lambda title: title == "Conversations"), desk.heard)
    desk.press("slash")
    claim("/ takes it to the search", desk.follows_to("text", lambda title: title == "Search every message"), desk.heard)
    desk.type("teapot")
    claim("what is found can be walked", desk.wait(lambda: rows(desk, "Messages found")), sentences(desk, "Messages found"))
    desk.press("Escape")
    claim("Escape leaves the search for the conversations",
          desk.follows_to("list", lambda title: title == "Conversations"), desk.heard)


def the_toast(desk):
    def announced():
        return [one for one in desk.heard if one[0] == "object:state-changed:showing" and one[1] == "notification" and one[3] == 1]
    desk.press("e")
    claim("e is announced by a notification that appears", desk.wait(announced), desk.heard)
    claim("the notification says what was done, and to whom", "Done" in " ".join(announced()[0][4]), announced())
    claim("e goes on with the next row",
          desk.follows_to("list item", lambda row: re.search(WAITS, row) is not None), desk.heard)
    taken = name(next(row for row in rows(desk, "Conversations") if has(row, State.SELECTED)))
    desk.press("u")
    claim("u takes the screen reader back to the row that was done",
          desk.follows_to("list item", lambda row: row != taken and re.search(WAITS, row) is not None), taken, desk.heard)


def main():
    desk = Desk(sys.argv[1])
    try:
        the_tree(desk)
        the_inbox(desk)
        the_keyboard(desk)
        the_toast(desk)
    except AssertionError as failed:
        print("NOT " + str(failed), flush=True)
        return 1
    finally:
        desk.close()
    return 0


sys.exit(main())
