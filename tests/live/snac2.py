# SPDX-License-Identifier: GPL-3.0-or-later
"""What shopbell-cli does on a real snac2, read back with the customer's own session. One line a claim."""

import shutil
import signal
import sys
import tempfile
import time

import lib_claims
from lib_claims import claim
from lib_cut_proxy import CutProxy, places
from lib_shopbell import PASSPHRASE, Shopbell
from lib_snac import Person, Snac, raise_loopback

LONGEST = 500 if len(places()) > 5 else 140  # seconds for everything
PATIENCE = 40  # snac2 delivers 7 to 9 s later


def eventually(look):
    return lib_claims.eventually(look, PATIENCE, 1)


def times(texts, posts):
    """How many of the posts hold each text."""
    return {text: sum(text in post["content"] for post in posts) for text in texts}


class Story:
    def __init__(self, program, folder):
        raise_loopback()
        self.proxy = CutProxy(0)
        self.server = None
        self.folder = folder
        self.shopbell = Shopbell(program, folder)

    def close(self):
        if self.server:
            self.server.stop()
        self.proxy.close()

    def open_server(self):
        # snac2 listens beside the proxy and names the proxy's port as its own address.
        self.proxy.upstream = self.proxy.port - 1 if self.proxy.port > 60000 else self.proxy.port + 1
        # Its users' posts travel from one to the other under that name: a shop without network doesn't stop that.
        self.proxy.spared = b"\r\nuser-agent: snac/"
        self.server = Snac(self.folder + "/snac", f"127.0.0.1:{self.proxy.port}", self.proxy.upstream)
        for name in ("shop", "alice"):
            self.server.add_user(name)
        self.server.start()
        self.shop = Person(self.server, "shop")
        self.alice = Person(self.server, "alice")

    def sign_in(self):
        url = self.server.url
        refused = self.shopbell.run("account", "add", "mastodon", "--server", url, "--token-stdin",
                                    given="a-wrong-token\n")
        claim("a wrong token is refused in one sentence, and nothing is connected",
              refused.code == 1 and refused.is_one_sentence() and "token" in refused.err
              and self.shopbell.done("account", "list")["accounts"] == [], refused.err)
        page, signed_in = self.shopbell.sign_in(url, lambda page: self.server.allow(page, "shop"))
        claim("the page's code signs in", page.startswith(url + "/oauth/authorize?") and signed_in.code == 0
              and signed_in.document["name"] == f"@shop@127.0.0.1:{self.proxy.port}", page, signed_in.err)
        self.account = signed_in.document["id"]
        again = self.shopbell.done("account", "add", "mastodon", "--server", url, "--token-stdin",
                                   given=self.shop.session + "\n")
        claim("a pasted token of the same user renews the same account",
              again["id"] == self.account and len(self.shopbell.done("account", "list")["accounts"]) == 1)
        tested = self.shopbell.run("account", "test", str(self.account))
        claim("the account's abilities are tested", tested.code == 0 and tested.document["abilities"], tested.err)

    def sync(self):
        report = self.shopbell.done("sync", "--once")["accounts"]
        assert len(report) == 1 and report[0]["ok"], report
        return report[0]

    def sync_until_heard(self, *texts):
        """Polls until a conversation ends with each text; its row and messages, by text."""
        heard = {}

        def look():
            self.sync()
            for row in self.shopbell.inbox():
                messages = self.shopbell.thread(row["id"])
                for text in texts:
                    if text in messages[-1]["text"]:
                        heard[text] = (row, messages)
            return len(heard) == len(texts)

        eventually(look)
        assert len(heard) == len(texts), ("not heard", texts, heard.keys())
        return [heard[text] for text in texts]

    def customer_asks(self):
        self.question = self.alice.post("@shop Do you repair clocks?")
        self.whisper = self.alice.post("@shop Between us: is my order late?", "direct")
        public, private = self.sync_until_heard("Do you repair clocks?", "is my order late?")
        claim("a mention becomes a public conversation that needs a reply",
              public[0]["visibility"] == "public" and public[0]["state"] == "needs_reply"
              and public[0]["customer"] == "alice" and public[1][0]["remote_id"] == self.question["id"]
              and public[1][0]["badge"]["state"] == "waiting", public)
        claim("a direct message becomes a private conversation of its own",
              private[0]["id"] != public[0]["id"] and private[0]["visibility"] == "private"
              and private[0]["state"] == "needs_reply", private)
        self.public, self.private = public[0]["id"], private[0]["id"]

    def shop_answers(self):
        before = self.proxy.count("POST /api/v1/statuses")
        self.shopbell.done("reply", str(self.public), "--text", "Yes, every Tuesday.")
        self.shopbell.done("reply", str(self.private), "-", given="It leaves tomorrow, promised.\n")
        claim("replies are queued without contacting anybody",
              [row["state"] for row in self.shopbell.outbox()] == ["queued", "queued"]
              and self.proxy.count("POST /api/v1/statuses") == before)
        report = self.sync()
        claim("the next sync sends both", report["sent"] == 2 and self.shopbell.outbox() == [], report)
        states = {row["id"]: row["state"] for row in self.shopbell.inbox()}
        claim("both conversations are answered", states[self.public] == states[self.private] == "answered", states)

        def answers():
            public = [one for one in self.alice.mentions() if "every Tuesday" in one["content"]]
            private = [one for one in self.alice.mentions() if "leaves tomorrow" in one["content"]]
            return (public, private) if public and private else None

        arrived = eventually(answers)
        claim("both answers reach the customer", arrived is not None, self.alice.mentions())
        public, private = arrived
        claim("the public answer hangs below the question, once",
              len(public) == 1 and public[0]["in_reply_to_id"] == self.question["id"]
              and public[0]["visibility"] == "public", public)
        claim("the private answer hangs below the whisper, once, and is not public",
              len(private) == 1 and private[0]["in_reply_to_id"] == self.whisper["id"]
              and private[0]["visibility"] in ("private", "direct"), private)
        below = self.alice.get(f"/api/v1/statuses/{self.question['id']}/context")["descendants"]
        claim("the question has one answer in the customer's thread",
              [one["id"] for one in below] == [public[0]["id"]], below)
        self.answer = public[0]

    def customer_goes_on(self):
        self.more = self.alice.post("@shop And pocket watches?", in_reply_to=self.answer["id"])
        ((row, messages),) = self.sync_until_heard("And pocket watches?")
        claim("a reply to our answer stands below it, in the same conversation",
              row["id"] == self.public and len(messages) == 3 and messages[2]["parent_id"] == messages[1]["id"]
              and messages[1]["own"] and messages[1]["remote_id"] == self.answer["id"], row, messages)
        claim("it needs a reply again, and the first turn stays answered",
              row["state"] == "needs_reply" and messages[0]["badge"]["state"] == "answered"
              and messages[1]["badge"]["state"] == "answered" and messages[2]["badge"]["state"] == "waiting",
              row, messages)

    def shop_likes(self):
        message = self.shopbell.thread(self.public)[0]

        def likes():
            return self.alice.get(f"/api/v1/statuses/{self.question['id']}")["favourites_count"]

        self.shopbell.done("like", str(message["id"]))
        claim("a like is wished without contacting anybody", likes() == 0)
        self.sync()
        claim("the next sync sends it, once", likes() == 1, likes())
        liked = self.shopbell.thread(self.public)[0]
        claim("and the server says so itself", liked["liked"] and not liked["deed_waits"]
              and liked["deed_problem"] is None, liked)
        self.shopbell.done("like", str(message["id"]), "--undo")
        self.sync()
        claim("it is taken back as well", likes() == 0
              and not self.shopbell.thread(self.public)[0]["liked"], likes())

    def answers_are_cut(self):
        texts = [self.answer_is_cut(place, keep) for place, keep in places().items()]
        before = self.proxy.count("POST /api/v1/statuses")

        self.sync()
        on_server = times(texts, self.shop.own_posts())
        claim(f"the server holds each of {len(texts)} cut answers once, and nothing was repeated",
              set(on_server.values()) == {1} and self.proxy.count("POST /api/v1/statuses") == before, on_server)

        def shown():
            return times(texts, self.alice.get(f"/api/v1/statuses/{self.more['id']}/context")["descendants"])

        eventually(lambda: all(shown().values()))
        claim("and the customer sees each once below the question", set(shown().values()) == {1}, shown())

    def answer_is_cut(self, place, keep):
        text = f"Pocket watches, too: cut {place}."
        self.shopbell.done("reply", str(self.public), "--text", text)
        before = self.proxy.count("POST /api/v1/statuses"), self.proxy.cuts
        self.proxy.cut("POST /api/v1/statuses", keep)
        cut = self.shopbell.run("sync", "--once")
        rows = self.shopbell.outbox()
        self.proxy.mend()
        claim(f"a reply whose answer was cut {place} is uncertain", self.proxy.cuts == before[1] + 1
              and [row["state"] for row in rows] == ["uncertain"] and rows[0]["attempts"] == 1, cut.out, rows)
        report = self.sync()
        found = [one for one in self.shopbell.thread(self.public) if text in one["text"]]
        claim("the next sync finds it on the server, and it was not repeated, for this server promises nothing "
              "about repeats", report["sent"] == 1 and self.shopbell.outbox() == [] and len(found) == 1
              and found[0]["delivery"] == "sent" and self.proxy.count("POST /api/v1/statuses") == before[0] + 1,
              report, self.shopbell.outbox(), found, self.proxy.seen[-20:])
        return text

    def session_ends(self):
        self.shopbell.done("reply", str(self.private), "--text", "Your parcel is on its way.")
        self.shop.end_session()
        ended = self.shopbell.run("sync", "--once")
        state = self.shopbell.done("account", "list")["accounts"][0]["state"]
        claim("an ended session asks for a login, and the reply waits", ended.code == 3 and ended.is_one_sentence()
              and state == "needs_login" and [row["state"] for row in self.shopbell.outbox()] == ["queued"],
              ended.code, ended.err, state)
        _, renewed = self.shopbell.sign_in(self.server.url, lambda page: self.server.allow(page, "shop"))
        report = self.sync()
        claim("after the login it is sent", renewed.code == 0 and report["sent"] == 1
              and self.shopbell.outbox() == [], report)

    def nothing_leaked(self):
        for secret in (self.shop.session, PASSPHRASE):
            holders = [name for name, content in self.shopbell.files().items() if secret.encode() in content]
            claim("no file of the profile holds the " + ("passphrase" if secret == PASSPHRASE else "token"),
                  holders == [], holders)


def main(program):
    begin = time.monotonic()
    folder = tempfile.mkdtemp(prefix="shopbell-snac2-")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"not done after {LONGEST} s"))
    signal.alarm(LONGEST)
    story = Story(program, folder)
    try:
        story.open_server()
        story.sign_in()
        story.customer_asks()
        story.shop_answers()
        story.customer_goes_on()
        story.shop_likes()
        story.answers_are_cut()
        story.session_ends()
        story.nothing_leaked()
    except AssertionError as failure:
        print("FAILED  " + str(failure), flush=True)
        return 1
    finally:
        signal.alarm(0)
        story.close()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"snac2: all of it holds ({time.monotonic() - begin:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
