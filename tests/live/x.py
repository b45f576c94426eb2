# SPDX-License-Identifier: GPL-3.0-or-later
"""Claims about X: x.py CLI STREET PRISM HOME. Prism answers in the street's stead where X's schema is not kept."""

import json
import sys
import urllib.error
import urllib.parse
import urllib.request

from lib_claims import claim
from lib_shopbell import Shopbell

CLI, STREET, PRISM, HOME = sys.argv[1:5]
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
POST_FIELDS = "attachments,conversation_id,created_at,entities,id,note_post,public_metrics,text"
EXPANSIONS = "attachments.media_keys,author_id,edit_history_post_ids,in_reply_to_user_id,referenced_posts"


def ask(server, method, path, token=None, body=None, **parameters):
    """Status and document of one answer."""
    url = server + path + ("?" + urllib.parse.urlencode(parameters) if parameters else "")
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method, headers={"Accept": "application/json"})
    if token:
        request.add_header("Authorization", "Bearer " + token)
    if body is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with OPENER.open(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read() or b"null")


def pull(place, body):
    status, document = ask(STREET, "POST", "/_street/" + place, body=body)
    assert status == 200, (place, status, document)
    return document


def is_prisms(document):
    return isinstance(document, dict) and str(document.get("type", "")).startswith("https://stoplight.io/prism")


def through(method, path, body=None, **parameters):
    return ask(PRISM, method, path, TOKEN, body, **parameters)


def lists(post):
    fields = {"post.fields": POST_FIELDS, "expansions": EXPANSIONS,
              "user.fields": "id,name,username,public_metrics", "media.fields": "url,type,alt_text,media_key"}
    messages = {"dm_event.fields": "attachments,created_at,dm_conversation_id,entities,event_type,id,text",
                "expansions": "attachments.media_keys,participant_ids,referenced_posts,sender_id",
                "user.fields": "username"}
    user = "/2/users/" + ME
    return [
        ("/2/users/me", {"user.fields": "public_metrics"}),
        ("/2/users", {"ids": ME, "user.fields": "public_metrics"}),
        ("/2/users/by/username/mira", {}),
        (user + "/mentions", {**fields, "max_results": 5}),
        (user + "/tweets", {**fields, "max_results": 5, "exclude": "retweets"}),
        ("/2/tweets", {**fields, "ids": post + ",1"}),
        ("/2/tweets/" + post, fields),
        ("/2/tweets/search/recent", {**fields, "query": "conversation_id:" + post, "max_results": 10,
                                     "sort_order": "recency"}),
        ("/2/tweets/search/recent", {**fields, "query": '("Kettle & Kiln" OR teapots) -from:shop -is:retweet'}),
        ("/2/dm_events", {**messages, "max_results": 5, "event_types": "MessageCreate"}),
        ("/2/dm_conversations/with/%s/dm_events" % TOMASZ, messages),
        ("/2/dm_conversations/%s-%s/dm_events" % tuple(sorted((ME, TOMASZ), key=int)), messages),
    ]


tokens = ask(STREET, "GET", "/_street/tokens")[1]
TOKEN, ME = tokens["shop"], tokens["user_id"]
ours = pull("say", {"as": "shop", "text": "New teapots, see example.com/teapots & come <in>"})["id"]
asked = pull("say", {"as": "mira", "text": "@shop is the blue one back? 👩‍🍳"})["id"]
comment = pull("say", {"as": "jonas", "text": "@shop nice pots", "in_reply_to": ours, "media_description": "a pot"})["id"]
pull("say", {"as": "bo", "text": "I have one too", "in_reply_to": comment})
pull("say", {"as": "zoe", "text": "those teapots…", "quotes": ours})
gone = pull("say", {"as": "ada", "text": "@shop never mind"})["id"]
pull("say", {"as": "kai", "text": "@shop and this?", "in_reply_to": gone})
pull("delete", {"id": gone})
long = pull("say", {"as": "nour", "text": "@shop " + "a long story " * 40})["id"]
pull("edit", {"id": asked, "text": "@shop is the blue one back, or the green one?"})
pull("say", {"as": "tomasz", "text": "psst, order 55?", "visibility": "direct"})
TOMASZ = ask(STREET, "GET", "/2/users/by/username/tomasz", TOKEN)[1]["data"]["id"]

for path, parameters in lists(ours):
    status, document = through("GET", path, **parameters)
    claim("X's schema holds on both sides of GET " + path, status == 200 and not is_prisms(document), status, document)
for path, body, wanted in (
    ("/2/tweets", {"text": "Yes, both.", "reply": {"in_reply_to_tweet_id": asked}}, 201),
    ("/2/tweets", {"text": "Yes, both.", "reply": {"in_reply_to_tweet_id": asked}}, 403),
    ("/2/tweets", {"text": "Hello bystander", "reply": {"in_reply_to_tweet_id": gone}}, 404),
    ("/2/tweets", {"text": "x" * 281}, 400),
    ("/2/dm_conversations/with/%s/messages" % TOMASZ, {"text": "On its way."}, 201),
    ("/2/dm_conversations/with/1/messages", {"text": "Hello?"}, 404),
):
    status, document = through("POST", path, body)
    claim("X's schema holds for a %d of POST %s" % (wanted, path), status == wanted and not is_prisms(document),
          status, document)
for path, parameters, wanted in (("/2/tweets/search/recent", {"query": "((teapots"}, 400),
                                 ("/2/nowhere", {}, 404)):
    status, document = ask(STREET, "GET", path, TOKEN, **parameters)
    claim("the street refuses GET %s with %d" % (path, wanted), status == wanted, status, document)
status, document = ask(PRISM, "GET", "/2/users/me", "expired")
claim("an unknown token is a 401 that X's schema knows", status == 401 and not is_prisms(document), status, document)

# Does prism bite? A request and an answer that the schema does not know, on purpose.
status, document = through("GET", "/2/users/%s/mentions" % ME, max_results=1)
claim("prism refuses a request that breaks the schema", is_prisms(document), status, document)
pull("dialect", {"words": "tweet"})
status, document = through("GET", "/2/users/me", **{"user.fields": "public_metrics"})
claim("prism refuses an answer that breaks the schema", is_prisms(document), status, document)
pull("dialect", {"words": "post"})

# The same through our own program.
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
log = ask(STREET, "GET", "/_street/log")[1]["deliveries"]
claim("each arrived once", [row["text"] for row in log if row["text"].startswith(("Thank you!", "It left"))] ==
      ["Thank you! See example.com/teapots", "It left this morning."], log)
again = shop.done("sync", "--once")["accounts"][0]
claim("looking again brings nothing twice", again["ok"] and again["new_messages"] == 0, again)
tested = shop.done("account", "test", "1")["abilities"]
claim("the test of the connection works on every list", all(row["state"] != "missing" for row in tested), tested)
