# SPDX-License-Identifier: GPL-3.0-or-later
"""What shopbell-cli does on a real PDS and AppView, read back with the customers' own sessions. One line a claim.

Real: PLC, PDS and AppView with their rate limits, app passwords, sessions, the PDS's proxy for chats. Ours: the service
behind that proxy (checked against the vendor's lexicons), and the end of an access token's time (EndedTokens)."""

import shutil
import signal
import sys
import tempfile
import time

import lib_claims
from lib_bluesky import EndedTokens, Lab, Person
from lib_claims import claim
from lib_cut_proxy import CutProxy, places
from lib_shopbell import PASSPHRASE, Shopbell
from lib_snac import raise_loopback

LONGEST = 700 if len(places()) > 5 else 240  # seconds for everything
PATIENCE = 30  # the AppView knows at once; what is polled round by round takes some rounds
PUT = "POST /xrpc/com.atproto.repo.putRecord"
SEND = "POST /xrpc/chat.bsky.convo.sendMessage"
LOGIN = "POST /xrpc/com.atproto.server.createSession"
RENEWAL = "POST /xrpc/com.atproto.server.refreshSession"

ALLOWED_CALLS = {
    "com.atproto.server.createSession", "com.atproto.server.refreshSession", "com.atproto.server.getSession",
    "com.atproto.server.describeServer", "com.atproto.identity.resolveHandle", "com.atproto.repo.putRecord",
    "com.atproto.repo.getRecord", "app.bsky.notification.listNotifications", "app.bsky.feed.getPostThread",
    "app.bsky.feed.getPosts", "app.bsky.feed.getAuthorFeed", "app.bsky.actor.getProfile", "chat.bsky.convo.getLog",
    "chat.bsky.convo.listConvos", "chat.bsky.convo.getMessages", "chat.bsky.convo.getConvo",
    "chat.bsky.convo.getConvoForMembers", "chat.bsky.convo.sendMessage", "chat.bsky.convo.updateRead",
    "chat.bsky.convo.acceptConvo", "_health",
}


def eventually(look):
    return lib_claims.eventually(look, PATIENCE, 0.3)


class Story:
    def __init__(self, program, folder, postgres, owner):
        raise_loopback()
        self.tokens = EndedTokens()
        self.proxy = CutProxy(0)
        self.proxy.rewrite = self.tokens
        self.shopbell = Shopbell(program, folder)
        self.lab = Lab(folder, self.proxy.port, postgres, owner)
        self.passwords = []

    def close(self):
        self.lab.stop()
        self.proxy.close()

    def open_servers(self):
        if not self.lab.wait_until_up(60):
            return False
        self.proxy.upstream = self.lab.pds
        names = ("alice", "bruno", "carla", "stranger", "branch", "clockshop")
        people = (Person(self.lab, name) for name in names)
        self.alice, self.bruno, self.carla, self.stranger, self.branch, self.owner = people
        return True

    # Signing in

    def app_password(self, name, privileged):
        made = self.owner.app_password(name=name, privileged=privileged)
        self.passwords.append(made["password"])
        return made["password"]

    def add(self, handle, password):
        return self.shopbell.add_account("bluesky", f"http://127.0.0.1:{self.lab.pds}", "--handle", handle,
                                         "--set", "chat_proxy=" + self.lab.chat_proxy, secret=password)

    def sign_in(self):
        refused = self.add("clockshop.test", "not-the-right-word")
        claim("a wrong app password is refused in one sentence, and nothing is connected",
              refused.code in (1, 3) and refused.is_one_sentence()
              and self.shopbell.done("account", "list")["accounts"] == [], refused.code, refused.err)
        before = self.proxy.count("")
        added = self.add("clockshop.test", self.app_password("first", True))
        claim("an app password connects the account", added.code == 0 and added.err == ""
              and "clockshop.test" in added.document["name"], added.code, added.out, added.err)
        self.account = added.document["id"]
        self.sync()
        claim("from then on calls go to the server that the DID document names, not to the one of the login",
              self.proxy.count("GET /xrpc/app.bsky.notification.listNotifications") > 0
              and self.proxy.count("") > before, self.proxy.seen)
        tested = self.shopbell.run("account", "test", str(self.account))
        claim("the account's abilities are tested, and all of them work", tested.code == 0
              and {one["state"] for one in tested.document["abilities"]} <= {"works", "not_tested"}
              and "works" in {one["state"] for one in tested.document["abilities"]}, tested.out, tested.err)

    # Rounds

    def sync(self):
        report = self.shopbell.done("sync", "--once")["accounts"]
        assert len(report) == 1 and report[0]["ok"], report
        return report[0]

    def sync_until_heard(self, *texts):
        """Polls until each text is in a conversation. Returns (its row, its messages, the message), by text."""
        heard = {}

        def look():
            self.sync()
            for row in self.shopbell.inbox():
                messages = self.shopbell.thread(row["id"])
                for message in messages:
                    heard.update({text: (row, messages, message) for text in texts if text in message["text"]})
            return len(heard) == len(texts)

        eventually(look)
        assert len(heard) == len(texts), ("not heard", [text for text in texts if text not in heard])
        return [heard[text] for text in texts]

    def everywhere(self, text):
        """The stored messages with this text, over all conversations."""
        return [message for row in self.shopbell.inbox() for message in self.shopbell.thread(row["id"])
                if text in message["text"]]

    def reply(self, conversation, text, to=None):
        return self.shopbell.done("reply", str(conversation), *(("--to", str(to)) if to else ()), "--text", text)

    def row_of(self, text):
        """The outbox row with this text, None when it is not there."""
        return next((row for row in self.shopbell.outbox() if row["text"] == text), None)

    # Public

    def customers_come(self):
        self.question = self.alice.post("Do you repair clocks, @clockshop.test?")
        self.news = self.owner.post("Open on Saturday, from nine.")
        self.comment = self.bruno.post("Until when?", reply_to=self.news["uri"])
        self.nested = self.carla.post("I wonder, too.", reply_to=self.comment["uri"])
        self.both = self.carla.post("@clockshop.test And on Sunday?", reply_to=self.news["uri"])
        self.quote = self.bruno.post("They even work at weekends.", quote=self.news["uri"])
        self.alice.like(uri=self.news["uri"])
        self.alice.follow(whom=self.owner.did)
        question, comment, nested, both, quote = self.sync_until_heard(
            "repair clocks", "Until when?", "I wonder, too.", "on Sunday?", "at weekends")
        row, _, message = question
        claim("a mention becomes a public conversation that needs a reply", row["visibility"] == "public"
              and row["state"] == "needs_reply" and "alice.test" in row["customer_handle"]
              and message["remote_id"] == self.question["uri"] and message["badge"]["state"] == "waiting", row, message)
        row, _, message = comment
        claim("a comment below our own post becomes a conversation with the one who wrote it",
              "bruno.test" in row["customer_handle"] and row["state"] == "needs_reply"
              and message["remote_id"] == self.comment["uri"], row, message)
        claim("a reply to the comment, of which nobody was notified, stands below it",
              nested[0]["id"] == row["id"] and nested[2]["parent_id"] == message["id"], nested)
        claim("a reply that also mentions us arrives once", len(self.everywhere("on Sunday?")) == 1
              and both[2]["remote_id"] == self.both["uri"] and "carla.test" in both[0]["customer_handle"], both[0])
        claim("a quote of our post arrives", quote[2]["remote_id"] == self.quote["uri"]
              and quote[0]["state"] == "needs_reply", quote[0])
        stored = {message["remote_id"] for row in self.shopbell.inbox() for message in self.shopbell.thread(row["id"])
                  if not message["own"]}
        claim("likes and follows are no messages", stored == {one["uri"] for one in (
            self.question, self.comment, self.nested, self.both, self.quote)}, stored)
        self.public, self.asked = question[0]["id"], question[2]
        self.commented = comment
        report = self.sync()
        claim("a second sync finds nothing new", report["new_messages"] == 0, report)

    def shop_answers(self):
        text = "Yes 👨‍👩‍👧, @alice.test: naïve prices at https://example.com/prices?a=1 #clocks"
        before = self.proxy.count("")
        self.reply(self.public, text)
        claim("a reply is queued without contacting anybody",
              self.row_of(text)["state"] == "queued" and self.proxy.count("") == before)
        report = self.sync()
        claim("the next sync sends it, and the one after that sends nothing", report["sent"] == 1
              and self.sync()["sent"] == 0 and self.shopbell.outbox() == [] and self.proxy.count(PUT) == 1,
              report, self.shopbell.outbox())
        below = eventually(lambda: self.alice.answers_to(self.question["uri"]))
        claim("the customer sees it below the question, once", len(below) == 1
              and below[0]["record"]["text"] == text and below[0]["author"]["did"] == self.owner.did, below)
        record = below[0]["record"]
        asked = {"uri": self.question["uri"], "cid": self.question["cid"]}
        claim("it names the question as root and as parent", record["reply"] == {"root": asked, "parent": asked}, record)
        claim("mention, link and tag point at the right bytes", facets_of(record) == {
            "@alice.test": {"did": self.alice.did}, "https://example.com/prices?a=1": {
                "uri": "https://example.com/prices?a=1"}, "#clocks": {"tag": "clocks"}}, record)
        told = eventually(lambda: [one for one in self.alice.notifications() if one["uri"] == below[0]["uri"]])
        claim("the customer is told of it once", len(told) == 1 and told[0]["reason"] in ("reply", "mention"), told)
        row = next(row for row in self.shopbell.inbox() if row["id"] == self.public)
        last = self.shopbell.thread(self.public)[-1]
        claim("the conversation is answered, and the reply carries the server's name for it", row["state"] == "answered"
              and last["own"] and last["delivery"] == "sent" and last["remote_id"] == below[0]["uri"], row, last)
        self.answer = below[0]

    def deeper_reply(self):
        row, _, message = self.commented
        self.reply(row["id"], "Until six.", to=message["id"])
        self.sync()
        (sent,) = self.lab.records("clockshop")["Until six."]
        refs = sent["value"]["reply"]
        claim("a reply further down names the top of the thread as root and the comment as parent",
              refs["root"]["uri"] == self.news["uri"] and refs["parent"]["uri"] == self.comment["uri"]
              and refs["root"]["cid"] == self.news["cid"] and refs["parent"]["cid"] == self.comment["cid"], refs)
        self.alice.post("And pocket watches?", reply_to=self.answer["uri"])
        ((row, messages, message),) = self.sync_until_heard("pocket watches?")
        parent = next(one for one in messages if one["id"] == message["parent_id"])
        claim("a reply to our answer stands below it, in the same conversation, which needs a reply again",
              row["id"] == self.public and parent["remote_id"] == self.answer["uri"] and parent["own"]
              and row["state"] == "needs_reply" and message["badge"]["state"] == "waiting", row, messages)

    def things_vanish(self):
        regretted = self.carla.post("@clockshop.test Forget it, please.")
        root = self.carla.post("Look at this clock.")
        orphan = self.bruno.post("@clockshop.test can mend it.", reply_to=root["uri"])
        self.sync_until_heard("Forget it, please.")
        self.carla.delete(uri=regretted["uri"])
        self.carla.delete(uri=root["uri"])

        def shown_deleted():
            self.sync()
            return any(one["deleted_at"] for one in self.everywhere("Forget it"))

        claim("a deleted post is shown as deleted", eventually(shown_deleted), self.everywhere("Forget it"))
        self.answer_below("can mend it.", "We can.", root, orphan, "deleted")

    def doors_are_closed(self):
        root = self.branch.post("What a clock.")
        below = self.carla.post("@clockshop.test made it.", reply_to=root["uri"])
        self.branch.block(whom=self.owner.did)
        self.answer_below("made it.", "We did.", root, below, "blocked")
        gated = self.carla.post("@clockshop.test No answers, please.")
        self.carla.threadgate(uri=gated["uri"])
        ((row, _, message),) = self.sync_until_heard("No answers, please.")
        text = "An answer all the same."
        refused = self.shopbell.run("reply", str(row["id"]), "--to", str(message["id"]), "--text", text)
        self.shopbell.run("sync", "--once")
        waits = self.row_of(text)
        claim("where the customer lets nobody answer, nothing is sent, and it is said",
              text not in self.lab.records("clockshop") and (
                  (refused.code == 1 and refused.is_one_sentence() and waits is None)
                  or (waits is not None and waits["state"] == "failed" and waits["error"])), refused.err, waits)
        if waits:
            self.shopbell.done("outbox", "discard", str(waits["id"]))

    def answer_below(self, heard, text, root, parent, what):
        ((row, _, message),) = self.sync_until_heard(heard)
        self.reply(row["id"], text, to=message["id"])
        self.sync()
        (sent,) = self.lab.records("clockshop")[text]
        claim(f"below a {what} post an answer still names it as root", sent["value"]["reply"] == {
            "root": {"uri": root["uri"], "cid": root["cid"]}, "parent": {"uri": parent["uri"], "cid": parent["cid"]}},
            sent)

    # A line that dies

    def posts_are_cut(self):
        for place, keep in places().items():
            self.cut_post("cut " + place, lambda keep=keep: self.proxy.cut(PUT, keep))
        self.cut_post("cut on a line that goes on", lambda: self.proxy.cut(PUT, line_dies=False))
        self.cut_post("lost on its way", lambda: self.proxy.lose(PUT))

    def cut_post(self, what, break_line):
        text = f"Answer {what}."
        self.reply(self.public, text)
        before = self.proxy.count(PUT), self.proxy.cuts
        break_line()
        hit = self.shopbell.run("sync", "--once")
        waits = self.row_of(text)
        claimed = self.proxy.cuts == before[1] + 1 and (hit.code != 0 or waits is None or waits["state"] != "failed")
        self.proxy.mend()

        def sent():
            self.shopbell.run("sync", "--once")
            return self.row_of(text) is None

        arrived = eventually(sent)
        self.sync()
        there = self.lab.records("clockshop").get(text, [])
        shown = self.everywhere(text)
        claim(f"a post {what}: one record, and one message, sent", claimed and arrived and len(there) == 1
              and len(shown) == 1 and shown[0]["delivery"] == "sent" and shown[0]["remote_id"] == there[0]["uri"]
              and self.proxy.count(PUT) <= before[0] + 3, hit.code, hit.err, waits, self.row_of(text), there, shown)

    # Private

    def stranger_writes(self):
        sent = self.stranger.chat(to=self.owner.did, text="Between us: is my order late?")
        ((row, messages, message),) = self.sync_until_heard("is my order late?")
        claim("a stranger's request becomes a private conversation that needs a reply", row["visibility"] == "private"
              and row["state"] == "needs_reply" and message["audience"] == "direct"
              and message["remote_id"] == sent["id"] and "stranger.test" in row["customer_handle"]
              and len(messages) == 1, row, messages)
        self.private, self.chat = row["id"], sent["convo"]
        self.reply(self.private, "It leaves tomorrow 🚚, see https://example.com/track.")
        report = self.sync()
        heard = self.ours_in_chat("leaves tomorrow")
        claim("the answer is read back by the stranger, once, with its link", report["sent"] == 1 and len(heard) == 1
              and facets_of(heard[0]) == {"https://example.com/track": {"uri": "https://example.com/track"}},
              report, heard)
        self.sync()
        claim("it stands in the thread once", [one["delivery"] for one in self.everywhere("leaves tomorrow")]
              == ["sent"] and len(self.ours_in_chat("leaves tomorrow")) == 1, self.shopbell.thread(self.private))
        self.stranger.chat(convo=self.chat, text="Thank you!")
        ((row, messages, _),) = self.sync_until_heard("Thank you!")
        claim("what follows comes in the same conversation", row["id"] == self.private and len(messages) == 3, messages)
        self.alice.chat(to=self.owner.did, text="Hello from Alice.")
        ((row, _, _),) = self.sync_until_heard("Hello from Alice.")
        claim("another person's chat is a conversation of its own", row["id"] != self.private
              and row["visibility"] == "private", row)

    def ours_in_chat(self, text):
        return [one for one in self.stranger.messages(convo=self.chat)
                if text in one.get("text", "") and one["sender"]["did"] == self.owner.did]

    def chats_are_cut(self):
        for place, keep in places().items():
            text = f"A word cut {place}."
            self.reply(self.private, text)
            before = self.proxy.count(SEND)
            self.proxy.cut(SEND, keep)
            self.shopbell.run("sync", "--once")
            row = self.row_of(text)
            self.proxy.mend()
            report = self.sync()
            claim(f"a chat message cut {place} is uncertain, then found by looking, and never repeated",
                  row is not None and row["state"] == "uncertain" and report["sent"] == 1
                  and self.row_of(text) is None and self.proxy.count(SEND) == before + 1
                  and len(self.ours_in_chat(text)) == 1 and len(self.everywhere(text)) == 1,
                  row, report, self.row_of(text), self.ours_in_chat(text))

    def chat_is_lost(self):
        text = "A word that was lost."
        self.reply(self.private, text)
        before = self.proxy.count(SEND)
        self.proxy.lose(SEND)
        self.shopbell.run("sync", "--once")
        self.proxy.mend()
        self.sync()
        self.sync()
        row = self.row_of(text)
        claim("a chat message that never arrived stays uncertain, and is not sent blindly", row is not None
              and row["state"] == "uncertain" and self.proxy.count(SEND) == before + 1
              and self.ours_in_chat(text) == [], row, self.proxy.seen[-12:])
        self.shopbell.done("outbox", "send-again", str(row["id"]))
        report = self.sync()
        claim("after the agent's decision it is sent, once", report["sent"] == 1
              and len(self.ours_in_chat(text)) == 1 and self.row_of(text) is None, report)

    # Tokens

    def tokens_end(self):
        logins, renewals = self.proxy.count(LOGIN), self.proxy.count(RENEWAL)
        self.tokens.end_all()
        self.bruno.post("@clockshop.test Still there?")
        self.sync_until_heard("Still there?")
        claim("an access token whose time is over is renewed, without a login",
              self.proxy.count(RENEWAL) == renewals + 1 and self.proxy.count(LOGIN) == logins
              and self.shopbell.account(self.account)["state"] == "ok", self.proxy.seen[-10:])
        self.tokens.end_all()
        cuts = self.proxy.cuts
        self.proxy.cut(RENEWAL)
        cut = self.shopbell.run("sync", "--once")
        self.proxy.mend()
        self.sync()
        claim("a renewal whose answer was swallowed costs no login", cut.code == 4
              and self.proxy.cuts == cuts + 1 and self.shopbell.account(self.account)["state"] == "ok"
              and self.proxy.count(LOGIN) == logins, cut.code, cut.err)

    def rights_are_missing(self):
        added = self.add("clockshop.test", self.app_password("no chats", False))
        claim("an app password of the same account renews it", added.code == 0
              and added.document["id"] == self.account, added.out, added.err)
        self.stranger.chat(convo=self.chat, text="Are you there?")
        self.alice.post("@clockshop.test One more thing.")
        self.sync_until_heard("One more thing.")
        tested = self.shopbell.run("account", "test", str(self.account))
        missing = [one for one in tested.document["abilities"] if one["state"] == "missing"]
        claim("without the right to direct messages posts still come, and the test says in words what is missing",
              len(missing) == 1 and "direct message" in (missing[0]["ability"] + missing[0]["detail"]).lower()
              and "app password" in missing[0]["detail"].lower() and self.everywhere("Are you there?") == [],
              tested.out, tested.err)

    def password_is_revoked(self):
        self.owner.revoke(name="no chats")
        text = "Your clock is ready."
        self.reply(self.public, text)
        self.tokens.end_all()
        ended = self.shopbell.run("sync", "--once")
        claim("a revoked app password asks for a login, and the reply waits", ended.code == 3 and ended.is_one_sentence()
              and self.shopbell.account(self.account)["state"] == "needs_login"
              and self.row_of(text)["state"] == "queued", ended.code, ended.err, self.row_of(text))
        added = self.add("clockshop.test", self.app_password("second", True))
        self.sync_until_heard("Are you there?")
        claim("with a new app password the reply goes out, once, and the direct message that came meanwhile is there",
              added.code == 0 and added.document["id"] == self.account and self.row_of(text) is None
              and len(self.lab.records("clockshop")[text]) == 1, added.err, self.row_of(text))

    # Limits

    def logins_are_limited(self):
        login = {"identifier": "branch.test", "password": "a wrong one"}
        answers = self.lab.call_often("com.atproto.server.createSession", 40, login)
        assert answers.count(401) == 30 and answers.count(429) == 10, answers
        refused = self.add("branch.test", "branch-main-password")
        claim("too many logins: the right password is refused in one sentence, which speaks of the limit alone",
              refused.code in (1, 3, 4) and refused.is_one_sentence() and "password" not in refused.err.lower()
              and any(word in refused.err.lower() for word in ("limit", "too many", "wait"))
              and len(self.shopbell.done("account", "list")["accounts"]) == 1, refused.code, refused.err)

    def calls_are_limited(self):
        assert 429 in self.lab.call_often("com.atproto.server.describeServer", 3010)
        begun = time.time() * 1000
        limited = self.shopbell.run("sync", "--once")
        account = self.shopbell.account(self.account)
        claim("a spent limit pauses the account until the server's own time, and asks for no login",
              limited.code == 4 and limited.is_one_sentence() and account["state"] == "limited"
              and begun < (account["limited_until"] or 0) <= begun + 300_000 + 5000, limited.code, limited.err, account)

    def nothing_leaked(self):
        called = {line.split("/xrpc/")[1].split("?")[0].split(" ")[0] for line in self.proxy.seen if "/xrpc/" in line}
        claim("only the named calls were made, and nothing was marked as seen", called <= ALLOWED_CALLS,
              called - ALLOWED_CALLS)
        secrets = {"passphrase": [PASSPHRASE], "app password": self.passwords, "access token": self.tokens.access,
                   "refresh token": self.tokens.refresh}
        contents = self.shopbell.files()
        for what, values in secrets.items():
            holders = [name for name, content in contents.items() for one in values if one.encode() in content]
            claim(f"no file of the profile holds a {what}".replace("a a", "an a"), values and holders == [], holders)


def facets_of(record):
    """What each facet covers, and where it leads."""
    text = record["text"].encode()
    found = {}
    for facet in record.get("facets", []):
        (feature,) = facet["features"]
        covered = text[facet["index"]["byteStart"]:facet["index"]["byteEnd"]].decode(errors="replace")
        found[covered] = {name: value for name, value in feature.items() if name != "$type"}
    return found


SCENES = ["sign_in", "customers_come", "shop_answers", "deeper_reply", "things_vanish", "doors_are_closed",
          "posts_are_cut", "stranger_writes", "chats_are_cut", "chat_is_lost", "tokens_end", "rights_are_missing",
          "password_is_revoked", "nothing_leaked", "logins_are_limited", "calls_are_limited"]


def main(program, owner, postgres):
    begin = time.monotonic()
    folder = tempfile.mkdtemp(prefix="shopbell-bluesky-")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"not done after {LONGEST} s"))
    signal.alarm(LONGEST)
    story = Story(program, folder, postgres, owner)
    try:
        if not story.open_servers():
            print("the servers did not come up: " + story.lab.complaint(), flush=True)
            return 1
        for scene in SCENES:
            getattr(story, scene)()
    except AssertionError as failure:
        print("FAILED  " + str(failure), flush=True)
        return 1
    finally:
        signal.alarm(0)
        story.close()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"bluesky: all of it holds ({time.monotonic() - begin:.0f} s)")
    return 0


if __name__ == "__main__":
    # PROGRAM OWNER WORD…: who owns PostgreSQL's folder ("-": we do), and the words before its programs.
    sys.exit(main(sys.argv[1], sys.argv[2].strip("-"), sys.argv[3:]))
