# SPDX-License-Identifier: GPL-3.0-or-later
"""shopbell-cli on X through prism: x.py CLI STREET PRISM HOME. Prism answers in the street's stead where X's own OpenAPI is not kept."""

import json
import sys
import urllib.request

from lib_claims import claim
from lib_shopbell import Shopbell

CLI, STREET, PRISM, HOME = sys.argv[1:5]
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def street(place, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(STREET + "/_street/" + place, data=data, headers={"Content-Type": "application/json"})
    with OPENER.open(request, timeout=30) as answer:
        return json.loads(answer.read())


def say(who, text, **more):
    return street("say", {"as": who, "text": text, **more})["id"]


ours = say("shop", "New teapots, see example.com/teapots & come <in>")
asked = say("mira", "@shop is the blue one back? 👩‍🍳")
comment = say("jonas", "@shop nice pots", in_reply_to=ours, media_description="a pot")
say("bo", "I have one too", in_reply_to=comment)
gone = say("ada", "@shop never mind")
say("kai", "@shop and this?", in_reply_to=gone)
street("delete", {"id": gone})
say("nour", "@shop " + "a long story " * 40)
street("edit", {"id": asked, "text": "@shop is the blue one back, or the green one?"})
say("tomasz", "psst, order 55?", visibility="direct", to="shop")
TOKEN = street("tokens")["shop"]

shop = Shopbell(CLI, HOME)
added = shop.add_account("x", PRISM, "--set", "direct_messages=on", secret="access_token=" + TOKEN)
claim("an account is connected through prism", added.code == 0, added.err)
first = shop.done("sync", "--once")["accounts"][0]
claim("a first check brings what was said", first["ok"] and first["new_messages"] >= 5, first)
inbox = {row["customer"]: row for row in shop.inbox()}
claim("customers are known by their names", {"Mira Lindwurm", "Jonas Apfelkern 🌱", "Tomasz Czajnik"} <= set(inbox), inbox)
private = inbox["Tomasz Czajnik"]
claim("a direct message is private", private["visibility"] == "private", private)
thread = shop.thread(inbox["Jonas Apfelkern 🌱"]["id"])
claim("a comment's thread has the bystander below it", [row["text"] for row in thread if "I have one too" in row["text"]],
      thread)
nour = next(row for name, row in inbox.items() if "نور" in name)
claim("a long post is read to its end", len(shop.thread(nour["id"])[0]["text"]) > 500)
kai = shop.thread(inbox["Kai Ungeduld"]["id"])
claim("a comment under a deleted post is there all the same", any("and this?" in row["text"] for row in kai), kai)
shop.done("reply", str(inbox["Jonas Apfelkern 🌱"]["id"]), "--text", "Thank you! See example.com/teapots")
shop.done("reply", str(private["id"]), "--text", "It left this morning.")
sent = shop.done("sync", "--once")["accounts"][0]
claim("a reply and a direct message go out through prism", sent["ok"] and sent["sent"] == 2, sent, shop.outbox())
log = street("log")["deliveries"]
claim("each arrived once", [row["text"] for row in log if row["text"].startswith(("Thank you!", "It left"))] ==
      ["Thank you! See example.com/teapots", "It left this morning."], log)
again = shop.done("sync", "--once")["accounts"][0]
claim("looking again brings nothing twice", again["ok"] and again["new_messages"] == 0, again)
tested = shop.done("account", "test", "1")["abilities"]
claim("the test of the connection works on every list", all(row["state"] != "missing" for row in tested), tested)
