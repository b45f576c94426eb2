// SPDX-License-Identifier: GPL-3.0-or-later
// Posts, threads and notifications of the practice Bluesky, through the vendor's client. Each good answer is held
// against the vendor's lexicons (street.mjs).
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { before, test } from "node:test";
import { AppBskyFeedDefs, RichText } from "@atproto/api";
import { failure, Street } from "./street.mjs";

const street = new Street(process.env.STREET_URL);
const lively = new Street(process.env.LIVELY_STREET_URL);
const collection = "app.bsky.feed.post";
let tokens;
let shop;

before(async () => {
    tokens = await street.tokens();
    shop = await street.agent("shop");
});

async function notifications(query = {}) {
    return (await shop.listNotifications(query)).data;
}

async function thread(uri, query = {}) {
    return (await shop.getPostThread({ uri, ...query })).data.thread;
}

/** Where the shop stands: {"uri","cid"} of a post as said by the street, and the root of its thread. */
function replyRef(post) {
    const own = { uri: post.uri, cid: post.cid };
    return { root: post.record.reply?.root ?? own, parent: own };
}

test("an account that nobody has written to has an empty list without cursor and seenAt", async () => {
    const zoe = await street.agent("zoe");
    assert.deepEqual((await zoe.listNotifications()).data, { notifications: [], priority: false });
});

test("a mention reaches the shop, and the answer the customer, with facets by bytes", async () => {
    const asked = await street.say("haruka", `@${tokens.handles.shop} 青いのは戻りましたか？`);
    const [told] = (await notifications({ limit: 1 })).notifications;
    assert.equal(told.reason, "mention");
    assert.equal(told.uri, asked.id);
    assert.equal("reasonSubject" in told, false);
    assert.equal(told.record.facets[0].features[0].did, tokens.dids.shop);

    const text = new RichText({ text: `👩‍👩‍👧‍👦 金曜日に！ @${tokens.handles.haruka} https://kettle.example/青 #急須` });
    await text.detectFacets(shop);
    const reply = await shop.post({ text: text.text, facets: text.facets, reply: replyRef(asked), langs: ["ja"] });
    const haruka = await street.agent("haruka");
    const [back] = (await haruka.listNotifications({ limit: 1 })).data.notifications;
    assert.equal(back.uri, reply.uri);
    assert.equal(back.reason, "mention");
    const bytes = Buffer.from(back.record.text);
    const slices = back.record.facets.map((one) => bytes.subarray(one.index.byteStart, one.index.byteEnd).toString());
    assert.deepEqual(slices.sort(), [`@${tokens.handles.haruka}`, "#急須", "https://kettle.example/青"].sort());
    const delivered = (await street.deliveries()).find((one) => one.status_id === reply.uri);
    assert.equal(delivered.by, "shop");
    assert.equal(delivered.in_reply_to, asked.id);
    assert.equal(delivered.visibility, "public");
});

test("a reply that also mentions is told of once, as a mention without a subject", async () => {
    const post = await shop.post({ text: "new glaze" });
    const plain = await street.say("mira", "lovely", { in_reply_to: post.uri });
    const both = await street.say("mira", `@${tokens.handles.shop} is it blue?`, { in_reply_to: post.uri });
    const told = (await notifications({ limit: 10 })).notifications;
    assert.deepEqual(told.filter((one) => one.uri === both.id).map((one) => [one.reason, one.reasonSubject]), [["mention", undefined]]);
    assert.deepEqual(told.filter((one) => one.uri === plain.id).map((one) => [one.reason, one.reasonSubject]), [["reply", post.uri]]);
});

test("a quote is told of with the quoted post, and shown with it", async () => {
    const post = await shop.post({ text: "to be quoted" });
    const quote = await street.say("jonas", "Schau mal", { quote: post.uri });
    const [told] = (await notifications({ limit: 1 })).notifications;
    assert.deepEqual([told.uri, told.reason, told.reasonSubject], [quote.id, "quote", post.uri]);
    const [view] = (await shop.getPosts({ uris: [quote.id] })).data.posts;
    assert.equal(view.embed.record.uri, post.uri);
    assert.equal((await shop.getPosts({ uris: [post.uri] })).data.posts[0].quoteCount, 1);
});

test("the client walks back through all notifications by the cursor", async () => {
    const said = [];
    for (let index = 0; index < 7; ++index) {
        said.push((await street.say("bo", `@${tokens.handles.shop} ${index}`)).id);
        await street.pull("like", { as: "mira", id: said.at(-1) });
    }
    const met = [];
    let cursor;
    do {
        const page = await notifications({ limit: 3, cursor });
        assert.ok(page.notifications.length <= 3);
        met.push(...page.notifications);
        cursor = page.cursor;
    } while (cursor);
    assert.equal(new Set(met.map((one) => one.uri)).size, met.length);
    assert.deepEqual(met.filter((one) => said.includes(one.uri)).map((one) => one.uri), said.toReversed?.() ?? [...said].reverse());
    assert.deepEqual(met.map((one) => one.indexedAt), met.map((one) => one.indexedAt).sort().reverse());
});

test("reasons pick from whole pages, so that a page is empty or too long while the cursor goes on", async () => {
    const post = await shop.post({ text: "much liked" });
    const rare = await street.say("ada", `@${tokens.handles.shop} the rare one`);
    for (const persona of ["mira", "jonas", "lucia", "etienne", "nour", "haruka", "bo", "kai", "zoe", "priya", "tomasz"]) {
        await street.pull("like", { as: persona, id: post.uri });
    }
    const first = await notifications({ limit: 1, reasons: ["mention"] });
    assert.equal(first.notifications.length, 0);
    assert.ok(first.cursor);
    const second = await notifications({ limit: 1, reasons: ["mention"], cursor: first.cursor });
    assert.equal(second.notifications[0].uri, rare.id);
    await street.pull("repost", { as: "bo", id: post.uri });
    for (const text of ["one", "two", "three", "four"]) {
        await street.say("ada", `@${tokens.handles.shop} ${text}`);
    }
    await street.pull("follow", { as: "kai", whom: "shop" });
    await street.pull("like", { as: "ada", id: post.uri });
    const long = await notifications({ limit: 4, reasons: ["mention"] });
    assert.equal(long.notifications.length, 2);
    assert.ok(long.notifications.every((one) => one.reason === "mention"));
});

test("seenAt is refused as a parameter, and updateSeen marks what came before it as read", async () => {
    const refused = await street.raw("app.bsky.notification.listNotifications",
        { token: shop.session.accessJwt, query: "?seenAt=2026-05-04T09:00:00.000Z" });
    assert.equal(refused.body.message, "The seenAt parameter is unsupported");
    assert.equal((await failure(notifications({ limit: 101 }))).message, "Error: limit can not be greater than 100");
    await street.pull("advance", { ms: 60_000 });
    await shop.updateSeenNotifications(new Date((await street.json("/_street/clock")).now_ms).toISOString());
    assert.equal((await shop.countUnreadNotifications()).data.count, 0);
    await street.say("bo", `@${tokens.handles.shop} new`);
    const page = await notifications({ limit: 2 });
    assert.deepEqual(page.notifications.map((one) => one.isRead), [false, true]);
    assert.equal((await shop.countUnreadNotifications()).data.count, 1);
});

test("a thread is a tree, with the parents above and replies newest first", async () => {
    const root = await shop.post({ text: "a tree" });
    const first = await street.say("mira", "first", { in_reply_to: root.uri });
    const second = await street.say("jonas", "second", { in_reply_to: root.uri });
    const below = await street.say("bo", "below", { in_reply_to: first.id });
    const tree = await thread(root.uri);
    assert.ok(AppBskyFeedDefs.isThreadViewPost(tree));
    assert.deepEqual(tree.replies.map((one) => one.post.uri), [second.id, first.id]);
    assert.deepEqual(tree.replies[1].replies.map((one) => one.post.uri), [below.id]);
    const leaf = await thread(below.id);
    assert.deepEqual([leaf.parent.post.uri, leaf.parent.parent.post.uri], [first.id, root.uri]);
    assert.equal("parent" in (await thread(below.id, { parentHeight: 0 })), false);
    assert.equal("replies" in (await thread(root.uri, { depth: 0 })), false);
    assert.deepEqual((await thread(root.uri, { depth: 1 })).replies.map((one) => "replies" in one), [false, false]);
});

test("a deleted parent is notFoundPost, and what it answered is still named in the record", async () => {
    const root = await street.say("kai", `@${tokens.handles.shop} hallo`);
    const reply = await shop.post({ text: "Guten Tag", reply: replyRef(root) });
    await street.pull("delete", { id: root.id });
    const tree = await thread(reply.uri);
    assert.ok(AppBskyFeedDefs.isNotFoundPost(tree.parent));
    assert.equal(tree.post.record.reply.root.uri, root.id);
    assert.equal((await notifications({ limit: 100 })).notifications.some((one) => one.uri === root.id), false);
    assert.deepEqual((await shop.getPosts({ uris: [root.id, reply.uri] })).data.posts.map((one) => one.uri), [reply.uri]);
    const error = await failure(thread(root.id));
    assert.deepEqual([error.status, error.error, error.message], [400, "NotFound", `Post not found: ${root.id}`]);
});

test("who blocks the shop is shown as blocked, and is left out of lists", async () => {
    const root = await street.say("tomasz", `@${tokens.handles.shop} dzień dobry`);
    const reply = await shop.post({ text: "Dzień dobry!", reply: replyRef(root) });
    await street.pull("block", { as: "tomasz", whom: "shop" });
    const tree = await thread(reply.uri);
    assert.ok(AppBskyFeedDefs.isBlockedPost(tree.parent));
    assert.equal(tree.parent.author.did, tokens.dids.tomasz);
    assert.deepEqual((await shop.getPosts({ uris: [root.id] })).data.posts, []);
    assert.equal((await failure(shop.getAuthorFeed({ actor: tokens.dids.tomasz }))).error, "BlockedByActor");
});

test("behind a gate a reply is disabled, can be written all the same, and is shown to nobody", async () => {
    const root = await street.say("lucia", "solo para amigos");
    await street.pull("gate", { id: root.id });
    const [view] = (await shop.getPosts({ uris: [root.id] })).data.posts;
    assert.equal(view.viewer.replyDisabled, true);
    const reply = await shop.post({ text: "hello", reply: replyRef(root) });
    const lucia = await street.agent("lucia");
    assert.deepEqual((await lucia.getPostThread({ uri: root.id })).data.thread.replies, []);
    assert.equal((await lucia.listNotifications()).data.notifications.some((one) => one.uri === reply.uri), false);
    const mentioned = await street.say("lucia", `@${tokens.handles.shop} ¿y tú?`);
    await street.pull("gate", { id: mentioned.id, allow: ["mention"] });
    assert.equal((await shop.getPosts({ uris: [mentioned.id] })).data.posts[0].viewer.replyDisabled, false);
});

test("the same record put twice is one record, the second time without a commit", async () => {
    const rkey = "3lq2abcdefg2a";
    const record = { $type: collection, text: "once 🫖", createdAt: "2026-05-04T09:00:00.000Z", langs: ["en"] };
    const put = (value) => shop.com.atproto.repo.putRecord({ repo: shop.did, collection, rkey, record: value });
    const first = await put(record);
    // Written in another order: a repository does not see the difference.
    const second = await put(Object.fromEntries(Object.entries(record).reverse()));
    assert.equal(first.data.validationStatus, "valid");
    assert.ok(first.data.commit.rev);
    assert.equal(second.data.cid, first.data.cid);
    assert.equal("commit" in second.data, false);
    const [delivered, ...more] = (await street.deliveries()).filter((one) => one.idempotency_key === rkey);
    assert.deepEqual([delivered.repeats, more.length], [1, 0]);
    const third = await put({ ...record, text: "twice" });
    assert.notEqual(third.data.cid, first.data.cid);
    const { data } = await shop.com.atproto.repo.getRecord({ repo: shop.did, collection, rkey });
    assert.equal(data.value.text, "twice");
});

test("a cid is that of the record as DAG-CBOR", async () => {
    const { data } = await shop.com.atproto.repo.putRecord({
        repo: shop.did, collection: "app.bsky.graph.follow", rkey: "3lq2abcdefg2b",
        record: { $type: "app.bsky.graph.follow", subject: "did:plc:a", createdAt: "2026-05-04T09:00:00.000Z" },
    });
    const text = (value) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
    const date = Buffer.concat([Buffer.from([0x78, 24]), Buffer.from("2026-05-04T09:00:00.000Z")]);
    const bytes = Buffer.concat([Buffer.from([0xa3]), text("$type"), text("app.bsky.graph.follow"), text("subject"),
        text("did:plc:a"), text("createdAt"), date]);
    const digest = Buffer.concat([Buffer.from([0x01, 0x71, 0x12, 0x20]), createHash("sha256").update(bytes).digest()]);
    assert.equal(data.cid, `b${base32(digest)}`);
});

test("a record key that exists is the server's generic 500 for createRecord", async () => {
    const rkey = "3lq2abcdefg2c";
    const create = () => shop.com.atproto.repo.createRecord({
        repo: shop.did, collection, rkey, record: { text: "mine", createdAt: "2026-05-04T09:00:00.000Z" },
    });
    await create();
    const error = await failure(create());
    assert.deepEqual([error.status, error.error], [500, "InternalServerError"]);
});

test("records are listed newest first, back and forth, and deleting twice is no error", async () => {
    const list = async (query) => (await street.raw("com.atproto.repo.listRecords",
        { query: `?repo=${shop.did}&collection=${collection}&${query}` })).body;
    const all = (await list("limit=100")).records.map((one) => one.uri);
    assert.deepEqual(all, [...all].sort().reverse());
    const page = await list("limit=2");
    assert.deepEqual((await list(`limit=2&cursor=${page.cursor}`)).records.map((one) => one.uri), all.slice(2, 4));
    assert.deepEqual((await list("limit=2&reverse=true")).records.map((one) => one.uri), all.slice(-2).reverse());
    await shop.deletePost(all[0]);
    await shop.deletePost(all[0]);
    const error = await failure(shop.com.atproto.repo.getRecord({ repo: shop.did, collection, rkey: all[0].split("/").at(-1) }));
    assert.deepEqual([error.error, error.message], ["RecordNotFound", `Could not locate record: ${all[0]}`]);
});

test("a record that breaks the lexicon is refused in the server's words", async () => {
    const createdAt = "2026-05-04T09:00:00.000Z";
    const index = { byteStart: -1, byteEnd: 2 };
    const refused = [
        [{ createdAt }, 'Missing required key "text" at $.record'],
        [{ text: "👩‍👩‍👧‍👦".repeat(100) + "a".repeat(201), createdAt }, "grapheme too big (maximum 300, got 301) at $.record.text"],
        [{ text: "👩‍👩‍👧‍👦".repeat(121), createdAt }, "string too big (maximum 3000, got 3025) at $.record.text"],
        [{ text: "a" }, 'Missing required key "createdAt" at $.record'],
        [{ text: "a", createdAt: "yesterday" }, 'Invalid datetime (got "yesterday") at $.record.createdAt'],
        [{ text: "a", createdAt, facets: [{ index, features: [] }] },
            "integer too small (minimum 0, got -1) at $.record.facets[0].index.byteStart"],
        [{ text: "a", createdAt, facets: [{ features: [] }] }, 'Missing required key "index" at $.record.facets[0]'],
    ];
    for (const [record, message] of refused) {
        const { status, body } = await street.raw("com.atproto.repo.createRecord",
            { token: shop.session.accessJwt, body: { repo: shop.did, collection, record } });
        assert.deepEqual([status, body], [400, { error: "InvalidRequest", message: `Invalid ${collection} record: ${message}` }]);
    }
    const other = await street.raw("com.atproto.repo.createRecord",
        { token: shop.session.accessJwt, body: { repo: tokens.dids.mira, collection, record: { text: "a", createdAt } } });
    assert.equal(other.status, 401);
});

test("profiles, feeds and the search show what was posted", async () => {
    const post = await shop.post({ text: "zebra glaze, one of a kind" });
    const feed = (await shop.getAuthorFeed({ actor: shop.did, filter: "posts_with_replies", limit: 1 })).data;
    assert.equal(feed.feed[0].post.uri, post.uri);
    const next = (await shop.getAuthorFeed({ actor: shop.did, limit: 1, cursor: feed.cursor })).data;
    assert.notEqual(next.feed[0].post.uri, post.uri);
    const found = (await shop.app.bsky.feed.searchPosts({ q: "zebra GLAZE" })).data.posts;
    assert.deepEqual(found.map((one) => one.uri), [post.uri]);
    const { data } = await shop.getProfile({ actor: tokens.handles.mira });
    assert.equal(data.displayName, "Mira Lindwurm");
    assert.ok(data.viewer.following && data.viewer.followedBy);
    assert.deepEqual((await shop.app.bsky.actor.getPreferences()).data.preferences, []);
});

test("a lively street holds to the lexicons in all that the shop reads", async () => {
    const agent = await lively.agent("shop");
    const reasons = new Set();
    let cursor;
    do {
        const { data } = await agent.listNotifications({ limit: 50, cursor });
        for (const one of data.notifications) {
            reasons.add(one.reason);
            if (["mention", "reply", "quote"].includes(one.reason)) {
                await agent.getPostThread({ uri: one.uri });
            }
        }
        cursor = data.cursor;
    } while (cursor);
    assert.ok(reasons.has("mention") && reasons.has("reply"));
    await lively.pull("advance", { ms: 3 * 60 * 60 * 1000 });
    const later = await lively.agent("shop");
    const page = (await later.listNotifications({ limit: 100 })).data.notifications;
    assert.ok(["like", "repost", "follow"].some((noise) => page.some((one) => one.reason === noise)));
});

function base32(bytes) {
    const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    let bits = "";
    for (const byte of bytes) {
        bits += byte.toString(2).padStart(8, "0");
    }
    return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[parseInt(five.padEnd(5, "0"), 2)]).join("");
}
