// SPDX-License-Identifier: GPL-3.0-or-later
// The practice Bluesky beside recorded answers of a real one: whatever a recorded answer holds, ours holds as well, in
// the same place and of the same kind. Needs the recordings ($SHOPBELL_SHARED/captures/bluesky), else it is skipped.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chatService, Street } from "./street.mjs";

const street = new Street(process.env.STREET_URL);
const shared = process.env.SHOPBELL_SHARED ?? join(dirname(fileURLToPath(import.meta.url)), "../../../../shared");
const recordings = join(shared, "captures/bluesky");
const skip = existsSync(recordings) ? false : `no recordings in ${recordings}`;
const collection = "app.bsky.feed.post";
let tokens;
let token;
let ours;
let reply;

/** "thread.post.uri:string", with every list as one. */
function leaves(value, place = "", found = new Set()) {
    if (Array.isArray(value)) {
        value.forEach((one) => leaves(one, `${place}[]`, found));
    } else if (value && typeof value === "object") {
        for (const [key, below] of Object.entries(value)) {
            leaves(below, `${place}.${key}`, found);
        }
    } else {
        found.add(`${place}:${typeof value}`);
    }
    return found;
}

/** What an app password does not get to see, and what only other settings of a server bring. */
const notOurs = /\.(email|emailConfirmed):|facets\[\]\.features/;

function recorded(name) {
    return JSON.parse(readFileSync(join(recordings, `${name}.json`), "utf8"));
}

function sameLeaves(name, answer) {
    const have = leaves(answer.body);
    const missing = [...leaves(recorded(name))].filter((leaf) => !have.has(leaf) && !notOurs.test(leaf));
    assert.deepEqual(missing, [], name);
}

function sameStatusAndHeaders(name, answer) {
    const [first, ...lines] = readFileSync(join(recordings, `${name}.headers.txt`), "utf8").trim().split(/\r?\n/);
    assert.equal(answer.status, Number(first.split(" ")[1]), name);
    // The network's own, and those that a small local server had no reason for.
    const free = ["date", "etag", "connection", "keep-alive", "content-length", "transfer-encoding", "vary", "cache-control",
        "atproto-content-labelers"];
    for (const line of lines) {
        const key = line.slice(0, line.indexOf(":")).toLowerCase();
        assert.ok(free.includes(key) || answer.headers.has(key), `${name}: ${key}`);
    }
}

function put(repo, rkey, record, who = token) {
    return street.raw("com.atproto.repo.putRecord", { token: who, body: { repo, collection, rkey, record } });
}

function get(nsid, query) {
    return street.raw(nsid, { token, query });
}

before(async () => {
    tokens = await street.tokens();
    const agent = await street.agent("shop");
    token = agent.session.accessJwt;
    ours = (await put(agent.did, "3lq2abcdefg2a",
        { $type: collection, text: "root", langs: ["en"], createdAt: "2026-05-04T09:00:00.000Z" })).body;
    reply = await street.say("mira", `@${tokens.handles.shop} one`, { in_reply_to: ours.uri });
    await street.say("jonas", "nested", { in_reply_to: reply.id });
    await street.say("jonas", `hey @${tokens.handles.shop}`);
    await street.say("jonas", "quoting", { quote: ours.uri });
    await street.pull("like", { as: "mira", id: ours.uri });
    await street.pull("repost", { as: "jonas", id: ours.uri });
    await street.pull("follow", { as: "zoe", whom: "shop" });
});

test("reading answers hold every leaf of the recorded ones", { skip }, async () => {
    const list = "app.bsky.notification.listNotifications";
    sameLeaves("av_listNotifications", await get(list, ""));
    sameLeaves("av_listNotifications_page1", await get(list, "?limit=2"));
    const cursor = (await get(list, "?limit=2")).body.cursor;
    sameLeaves("av_listNotifications_page2", await get(list, `?limit=4&cursor=${cursor}`));
    sameLeaves("av_listNotifications_reasons", await get(list, "?reasons=mention&reasons=reply&reasons=quote"));
    assert.equal("cursor" in (await get(list, "?reasons=mention&reasons=reply&reasons=quote")).body,
        "cursor" in recorded("av_listNotifications_reasons"));
    sameLeaves("av_getPostThread", await get("app.bsky.feed.getPostThread", `?uri=${ours.uri}`));
    sameLeaves("av_getPosts", await get("app.bsky.feed.getPosts", `?uris=${ours.uri}&uris=${reply.id}`));
    sameLeaves("av_getAuthorFeed", await get("app.bsky.feed.getAuthorFeed", `?actor=${tokens.dids.shop}`));
    sameLeaves("av_getProfile", await get("app.bsky.actor.getProfile", `?actor=${tokens.dids.shop}`));
    sameLeaves("av_getUnreadCount", await get("app.bsky.notification.getUnreadCount", ""));
    sameStatusAndHeaders("av_getPostThread", await get("app.bsky.feed.getPostThread", `?uri=${ours.uri}`));
    sameStatusAndHeaders("av_listNotifications", await get(list, ""));
});

test("sessions, records and chats hold every leaf of the recorded ones", { skip }, async () => {
    const session = await street.raw("com.atproto.server.createSession",
        { body: { identifier: tokens.handles.shop, password: tokens.shop } });
    sameLeaves("pds_createSession", session);
    sameLeaves("pds_refreshSession", await street.raw("com.atproto.server.refreshSession", { token: session.body.refreshJwt, body: "" }));
    sameLeaves("pds_getSession", await get("com.atproto.server.getSession", ""));
    sameLeaves("pds_describeServer", await get("com.atproto.server.describeServer", ""));
    sameLeaves("pds_resolveHandle", await get("com.atproto.identity.resolveHandle", `?handle=${tokens.handles.mira}`));
    sameLeaves("pds_createRecord_bob_root", { body: ours });
    const mine = `?repo=${tokens.dids.mira}&collection=${collection}`;
    const listed = await get("com.atproto.repo.listRecords", mine);
    sameLeaves("pds_listRecords", listed);
    const rkey = listed.body.cursor;
    sameLeaves("pds_getRecord", await get("com.atproto.repo.getRecord", `${mine}&rkey=${rkey}`));
    sameStatusAndHeaders("pds_createSession", session);

    const chat = { token, headers: { "atproto-proxy": `${chatService}#bsky_chat` } };
    const { convoId } = await street.say("mira", "hi", { visibility: "direct" });
    const emulated = (method, options) => street.raw(`chat.bsky.convo.${method}`, { ...chat, ...options });
    sameLeaves("chat-emulated-by-us/listConvos_bob", await emulated("listConvos"));
    sameLeaves("chat-emulated-by-us/getMessages_bob", await emulated("getMessages", { query: `?convoId=${convoId}` }));
    sameLeaves("chat-emulated-by-us/sendMessage", await emulated("sendMessage", { body: { convoId, message: { text: "hello" } } }));
    sameLeaves("chat-emulated-by-us/getConvoForMembers", await emulated("getConvoForMembers", { query: `?members=${tokens.dids.mira}` }));
});

test("errors are the recorded ones, word for word", { skip }, async () => {
    const chat = { token, headers: { "atproto-proxy": `${chatService}#bsky_chat` } };
    const without = (await street.agent("shop", tokens.shop_without_dm)).session.accessJwt;
    const record = (value) => street.raw("com.atproto.repo.createRecord",
        { token, body: { repo: tokens.dids.shop, collection, record: value } });
    const createdAt = "2026-05-04T09:00:00.000Z";
    const answers = {
        pds_noauth: await street.raw("app.bsky.notification.listNotifications"),
        pds_badtoken: await street.raw("app.bsky.notification.listNotifications", { token: "a.b.c" }),
        access_used_as_refresh: await street.raw("com.atproto.server.refreshSession", { token, body: "" }),
        pds_createSession_wrong_password: await street.raw("com.atproto.server.createSession",
            { body: { identifier: tokens.handles.shop, password: "wrong" } }),
        pds_createRecord_invalid: await record({ createdAt }),
        pds_createRecord_too_long: await record({ text: "a".repeat(301), createdAt }),
        av_bad_limit: await get("app.bsky.notification.listNotifications", "?limit=1000"),
        av_chat_listConvos_plain: await get("chat.bsky.convo.listConvos", ""),
        "chat-emulated-by-us/getMessages_unknown": await street.raw("chat.bsky.convo.getMessages", { ...chat, query: "?convoId=a" }),
        "chat-emulated-by-us/sendMessage_bad": await street.raw("chat.bsky.convo.sendMessage", { ...chat, body: { convoId: "a", message: {} } }),
        "chat-emulated-by-us/listConvos_with_unprivileged_app_password":
            await street.raw("chat.bsky.convo.listConvos", { ...chat, token: without }),
    };
    await street.pull("advance", { ms: 121 * 60_000 });
    answers.expired_access_getSession = await get("com.atproto.server.getSession", "");
    answers.expired_access_listNotifications = await get("app.bsky.notification.listNotifications", "");
    for (const [name, answer] of Object.entries(answers)) {
        assert.deepEqual(answer.body, recorded(name), name);
        sameStatusAndHeaders(name, answer);
    }
});
