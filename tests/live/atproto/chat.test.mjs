// SPDX-License-Identifier: GPL-3.0-or-later
// Direct messages of the practice Bluesky, through the vendor's client and its proxy header. There is no open server
// of chat.bsky, so each answer is held against the vendor's lexicons (street.mjs, and once more by name here).
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { ChatBskyConvoDefs, lexicons } from "@atproto/api";
import { chatService, failure, Street } from "./street.mjs";

const street = new Street(process.env.STREET_URL);
const lively = new Street(process.env.LIVELY_STREET_URL);
let tokens;
let agent;
let chat;

before(async () => {
    tokens = await street.tokens();
    agent = await street.agent("shop");
    chat = agent.withProxy("bsky_chat", chatService).chat.bsky.convo;
});

/** An answer of a chat method, held against its lexicon by name. */
async function asked(method, ...parameters) {
    const { data } = await chat[method](...parameters);
    lexicons.assertValidXrpcOutput(`chat.bsky.convo.${method}`, data);
    return data;
}

async function lastRev() {
    let cursor;
    let page;
    do {
        page = await asked("getLog", { cursor });
        cursor = page.cursor;
    } while (page.logs.length > 0);
    return cursor;
}

async function listed(status) {
    return (await asked("listConvos", { status, limit: 100 })).convos;
}

test("a stranger's first message is a request, a friend's is not", async () => {
    const zoe = await street.say("zoe", "is this private?", { visibility: "direct" });
    const mira = await street.say("mira", "I moved", { visibility: "direct" });
    assert.ok((await listed("request")).some((one) => one.id === zoe.convoId));
    assert.ok((await listed("accepted")).some((one) => one.id === mira.convoId));
    const [convo] = (await listed("request")).filter((one) => one.id === zoe.convoId);
    assert.equal(convo.unreadCount, 1);
    assert.equal(convo.lastMessage.text, "is this private?");
    assert.deepEqual(convo.members.map((one) => one.handle).sort(), [tokens.handles.shop, tokens.handles.zoe].sort());
    assert.ok((await asked("listConvos", { readState: "unread" })).convos.length >= 2);
});

test("the log goes forward from its cursor and stays there when nothing is new", async () => {
    const start = await lastRev();
    const first = await street.say("jonas", "Hallo", { visibility: "direct" });
    const second = await street.say("jonas", "Noch da?", { visibility: "direct" });
    const page = await asked("getLog", { cursor: start });
    assert.deepEqual(page.logs.map((one) => one.$type.split("#")[1]), ["logBeginConvo", "logCreateMessage", "logCreateMessage"]);
    assert.deepEqual(page.logs.slice(1).map((one) => one.message.id), [first.id, second.id]);
    assert.equal(page.cursor, page.logs.at(-1).rev);
    assert.deepEqual(await asked("getLog", { cursor: page.cursor }), { cursor: page.cursor, logs: [] });
});

test("the shop answers, which accepts the request, and the customer reads it", async () => {
    const asking = await street.say("kai", "Habt ihr offen?", { visibility: "direct" });
    const sent = await asked("sendMessage", { convoId: asking.convoId, message: { text: `Ja, siehe https://kettle-and-kiln.example/` } });
    assert.equal(sent.sender.did, agent.did);
    assert.ok((await listed("accepted")).some((one) => one.id === asking.convoId));
    const theirs = (await (await street.chat("kai")).getMessages({ convoId: asking.convoId })).data;
    assert.deepEqual(theirs.messages.map((one) => one.id), [sent.id, asking.id]);
    const delivered = (await street.deliveries()).find((one) => one.status_id === sent.id);
    assert.deepEqual([delivered.by, delivered.in_reply_to, delivered.visibility, delivered.idempotency_key],
        ["shop", asking.convoId, "direct", null]);
});

test("the same message sent twice is two messages", async () => {
    const asking = await street.say("bo", "ping", { visibility: "direct" });
    for (let count = 0; count < 2; ++count) {
        await asked("sendMessage", { convoId: asking.convoId, message: { text: "pong" } });
    }
    const { messages } = await asked("getMessages", { convoId: asking.convoId });
    assert.deepEqual(messages.map((one) => one.text), ["pong", "pong", "ping"]);
});

test("messages come newest first and page by page", async () => {
    const said = [];
    for (let index = 0; index < 5; ++index) {
        said.push(await street.say("ada", `${index}`, { visibility: "direct" }));
    }
    const convoId = said[0].convoId;
    const met = [];
    let cursor;
    do {
        const page = await asked("getMessages", { convoId, limit: 2, cursor });
        met.push(...page.messages.map((one) => one.text));
        cursor = page.cursor;
    } while (cursor);
    assert.deepEqual(met, ["4", "3", "2", "1", "0"]);
    const listedConvos = [];
    do {
        const page = await asked("listConvos", { limit: 1, cursor });
        listedConvos.push(...page.convos.map((one) => one.id));
        cursor = page.cursor;
    } while (cursor);
    assert.equal(new Set(listedConvos).size, listedConvos.length);
    assert.equal(listedConvos[0], convoId);
});

test("what is read is read up to a message, and the log says so", async () => {
    const first = await street.say("etienne", "un", { visibility: "direct" });
    const second = await street.say("etienne", "deux", { visibility: "direct" });
    const start = await lastRev();
    assert.equal((await asked("updateRead", { convoId: first.convoId, messageId: first.id })).convo.unreadCount, 1);
    assert.equal((await asked("updateRead", { convoId: first.convoId })).convo.unreadCount, 0);
    const { logs } = await asked("getLog", { cursor: start });
    assert.deepEqual(logs.map((one) => one.message.id), [first.id, second.id]);
    assert.ok(logs.every(ChatBskyConvoDefs.isLogReadMessage));
    await street.say("etienne", "trois", { visibility: "direct" });
    assert.ok((await asked("updateAllRead", {})).updatedCount >= 1);
    assert.deepEqual((await asked("listConvos", { readState: "unread" })).convos, []);
});

test("a request is accepted once, and a conversation that was left comes back with the next message", async () => {
    const asking = await street.say("nour", "مرحبا", { visibility: "direct" });
    const convoId = asking.convoId;
    assert.ok((await asked("acceptConvo", { convoId })).rev);
    assert.deepEqual(await asked("acceptConvo", { convoId }), {});
    assert.equal((await asked("leaveConvo", { convoId })).convoId, convoId);
    assert.equal((await listed()).some((one) => one.id === convoId), false);
    await street.say("nour", "هل أنتم هنا؟", { visibility: "direct" });
    assert.ok((await listed("request")).some((one) => one.id === convoId));
});

test("a deleted message is a deletedMessageView, for who has deleted it", async () => {
    const asking = await street.say("priya", "our order?", { visibility: "direct" });
    const more = await street.say("priya", "never mind", { visibility: "direct" });
    await asked("deleteMessageForSelf", { convoId: asking.convoId, messageId: asking.id });
    const ours = await asked("getMessages", { convoId: asking.convoId });
    assert.ok(ChatBskyConvoDefs.isDeletedMessageView(ours.messages[1]));
    const hers = (await (await street.chat("priya")).getMessages({ convoId: asking.convoId })).data;
    assert.equal(hers.messages[1].text, "our order?");
    const start = await lastRev();
    await street.pull("delete", { id: more.id });
    const { logs } = await asked("getLog", { cursor: start });
    assert.ok(ChatBskyConvoDefs.isLogDeleteMessage(logs[0]));
    assert.equal(logs[0].message.id, more.id);
});

test("a reaction is in the message and in the log", async () => {
    const asking = await street.say("mira", "thanks!", { visibility: "direct" });
    const sent = await asked("sendMessage", { convoId: asking.convoId, message: { text: "any time" } });
    const start = await lastRev();
    await street.pull("like", { as: "mira", id: sent.id });
    const { logs } = await asked("getLog", { cursor: start });
    assert.ok(ChatBskyConvoDefs.isLogAddReaction(logs[0]));
    assert.equal(logs[0].message.reactions[0].sender.did, tokens.dids.mira);
});

test("a conversation is opened with somebody who follows, and with nobody else", async () => {
    const refused = await failure(asked("getConvoForMembers", { members: [tokens.dids.xiaodeng] }));
    assert.equal(refused.error, "NotFollowedBySender");
    await street.pull("follow", { as: "xiaodeng", whom: "shop" });
    const { convo } = await asked("getConvoForMembers", { members: [tokens.dids.xiaodeng] });
    assert.equal("lastMessage" in convo, false);
    assert.equal((await asked("getConvo", { convoId: convo.id })).convo.id, convo.id);
    assert.equal((await asked("getConvoForMembers", { members: [tokens.dids.xiaodeng, agent.did] })).convo.id, convo.id);
    // Until the first message the other one knows nothing of it.
    assert.equal((await failure((await street.chat("xiaodeng")).getConvo({ convoId: convo.id }))).error, "InvalidConvo");
    await asked("sendMessage", { convoId: convo.id, message: { text: "ready to be collected" } });
    assert.equal((await (await street.chat("xiaodeng")).getConvo({ convoId: convo.id })).data.convo.unreadCount, 1);
});

test("unknown conversations and bad messages are refused", async () => {
    assert.equal((await failure(asked("getMessages", { convoId: "3lq2abcdefg2a" }))).error, "InvalidConvo");
    const token = agent.session.accessJwt;
    const headers = { "atproto-proxy": `${chatService}#bsky_chat` };
    const bad = await street.raw("chat.bsky.convo.sendMessage", { token, headers, body: { convoId: "a", message: {} } });
    assert.deepEqual(bad.body, { error: "InvalidRequest", message: 'Input/message must have the property "text"' });
    const long = await street.raw("chat.bsky.convo.sendMessage",
        { token, headers, body: { convoId: "a", message: { text: "a".repeat(1001) } } });
    assert.match(long.body.message, /1000 graphemes/);
});

test("chat needs the proxy header, an app password that may read messages, and the chat service's name", async () => {
    const token = agent.session.accessJwt;
    const plain = await street.raw("chat.bsky.convo.listConvos", { token });
    assert.deepEqual([plain.status, plain.body], [404, { error: "XRPCNotSupported", message: "XRPC Not Supported" }]);
    for (const [header, message] of [["#bsky_chat", "no did specified in proxy header"],
        ["did:web:api.bsky.chat", "no service id specified in proxy header"],
        ["did:web:api.bsky.chat#other", "could not resolve proxy did service url"]]) {
        const answer = await street.raw("chat.bsky.convo.listConvos", { token, headers: { "atproto-proxy": header } });
        assert.deepEqual([answer.status, answer.body], [400, { error: "InvalidRequest", message }]);
    }
    const without = await street.agent("shop", tokens.shop_without_dm);
    const error = await failure(without.withProxy("bsky_chat", chatService).chat.bsky.convo.listConvos());
    assert.deepEqual([error.status, error.error, error.message], [400, "InvalidToken", "Bad token method"]);
    assert.equal((await without.listNotifications()).success, true);
});

test("a lively street's chats hold to the lexicons", async () => {
    const busy = (await lively.agent("shop")).withProxy("bsky_chat", chatService).chat.bsky.convo;
    const { convos } = (await busy.listConvos({ limit: 100 })).data;
    assert.ok(convos.some((one) => one.status === "request"));
    for (const convo of convos) {
        assert.ok((await busy.getMessages({ convoId: convo.id })).data.messages.length > 0);
    }
    assert.ok((await busy.getLog({})).data.logs.length > convos.length);
});
