// SPDX-License-Identifier: GPL-3.0-or-later
// Every endpoint of the house, through a proxy that knows X's OpenAPI. CONTRACT_URL: the proxy. STREET_URL: the house itself,
// for what the description leaves out (OAuth) and for requests that it forbids.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { before, test } from "node:test";

const street = process.env.STREET_URL;
const contract = process.env.CONTRACT_URL;
const everyPostField = "attachments,conversation_id,created_at,edit_controls,entities,id,lang,note_post,public_metrics,reply_settings,text";
const everyExpansion = "attachments.media_keys,author_id,edit_history_post_ids,entities.mentions.username,in_reply_to_user_id,referenced_posts";
const userFields = "created_at,description,profile_image_url,protected,public_metrics,receives_your_dm,verified,verified_type";
const whole = { "post.fields": everyPostField, expansions: everyExpansion, "user.fields": userFields, "media.fields": "alt_text,type,url,width,height" };
let tokens;
let shop;

before(async () => {
    tokens = await pullText("tokens");
    shop = tokens.ids.shop;
});

async function pullText(place) {
    return (await fetch(`${street}/_street/${place}`)).json();
}

async function pull(place, body) {
    const answer = await fetch(`${street}/_street/${place}`, { method: "POST", body: JSON.stringify(body) });
    const json = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(json));
    return json;
}

async function ask(base, method, path, { query, body, token = tokens.shop } = {}) {
    const address = new URL(base + path);
    for (const [key, value] of Object.entries(query ?? {})) {
        address.searchParams.set(key, value);
    }
    // Commas part the items of a list; the proxy takes them as they are.
    const text = address.toString().replaceAll("%2C", ",");
    const headers = { Accept: "application/json, application/problem+json", Authorization: `Bearer ${token}` };
    if (body) {
        headers["Content-Type"] = "application/json";
    }
    const answer = await fetch(text, { method, headers, body: body && JSON.stringify(body) });
    return { status: answer.status, headers: answer.headers, json: JSON.parse(await answer.text()) };
}

/** Through the proxy: this status, and neither side has broken the description. */
async function through(method, path, options = {}, status = 200) {
    const answer = await ask(contract, method, path, options);
    assert.ok(!String(answer.json.type ?? "").includes("stoplight"), `${method} ${path}: ${JSON.stringify(answer.json)}`);
    assert.equal(answer.headers.get("sl-violations"), null, `${method} ${path}: ${answer.headers.get("sl-violations")}`);
    assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.json)}`);
    return answer.json;
}

const post = (text, more = {}) => through("POST", "/2/tweets", { body: { text, ...more } }, 201);
const reply = (parent, text) => post(text, { reply: { in_reply_to_tweet_id: parent } });

test("the proxy would tell of either side", async () => {
    const path = `/2/users/${shop}/mentions`;
    const request = await ask(contract, "GET", path, { query: { max_results: 3 } });
    assert.match(request.json.type, /prism\/errors#UNPROCESSABLE_ENTITY/);
    // The guides' form of a refusal is not the described one.
    await pull("traits", { dialect: "tweet" });
    const answer = await ask(contract, "GET", path, { query: { pagination_token: "nonsense" } });
    assert.match(answer.json.type, /prism\/errors#VIOLATIONS/);
    await pull("traits", { dialect: "post" });
});

test("users", async () => {
    assert.equal((await through("GET", "/2/users/me", { query: { "user.fields": userFields } })).data.username, "shop");
    const both = await through("GET", "/2/users", { query: { ids: `${tokens.ids.mira},12345`, "user.fields": userFields } });
    assert.equal(both.data[0].username, "mira");
    assert.equal(both.errors[0].resource_id, "12345");
    assert.equal((await through("GET", "/2/users/by/username/Priya_T")).data.id, tokens.ids.priya);
    assert.equal((await through("GET", "/2/users/by/username/nobody")).errors[0].title, "Not Found Error");
});

test("mentions with all that can be asked for", async () => {
    const own = await post("Glazes & <clay> are in");
    await pull("say", { as: "jonas", text: "Wo ist https://www.kettle-and-kiln.example/bestellungen/4711 ? 👩‍👩‍👧‍👦", in_reply_to: own.data.id });
    await pull("say", { as: "ada", text: "@shop look", media_description: "a cup", quote: own.data.id });
    await pull("say", { as: "haruka", text: `@shop ${"a long story ".repeat(40)}` });
    const said = await pull("say", { as: "kai", text: "@shop offen" });
    await pull("edit", { id: said.id, text: "@shop offen?" });
    const list = await through("GET", `/2/users/${shop}/mentions`, { query: { ...whole, max_results: 100 } });
    assert.ok(list.data.length >= 4);
    assert.ok(list.data.some((one) => one.note_post));
    assert.ok(list.data.some((one) => one.edit_history_post_ids.length === 2));
    assert.equal(list.includes.media.length, 1);
    const bare = await through("GET", `/2/users/${shop}/mentions`);
    assert.deepEqual(Object.keys(bare.data[0]).sort(), ["edit_history_post_ids", "id", "text"]);
    assert.equal(bare.includes, undefined);
    const page = await through("GET", `/2/users/${shop}/mentions`, { query: { max_results: 5, since_id: own.data.id } });
    assert.equal(page.meta.newest_id, page.data[0].id);
    const none = await through("GET", `/2/users/${shop}/mentions`, { query: { since_id: page.meta.newest_id, start_time: "2026-05-01T00:00:00Z" } });
    assert.equal(none.data, undefined);
    assert.equal(none.meta.result_count, 0);
    assert.equal((await through("GET", "/2/users/999/mentions")).errors.length, 1);
});

test("pages", async () => {
    for (let count = 0; count < 7; ++count) {
        await pull("say", { as: "bo", text: `@shop page ${count}` });
    }
    const first = await through("GET", `/2/users/${shop}/mentions`, { query: { max_results: 5 } });
    const second = await through("GET", `/2/users/${shop}/mentions`, { query: { max_results: 5, pagination_token: first.meta.next_token } });
    assert.ok(BigInt(first.meta.oldest_id) > BigInt(second.meta.newest_id));
    const back = await through("GET", `/2/users/${shop}/mentions`, { query: { max_results: 5, pagination_token: second.meta.previous_token } });
    assert.equal(back.meta.newest_id, first.meta.newest_id);
    await through("GET", `/2/users/${shop}/mentions`, { query: { pagination_token: "nonsense" } }, 400);
});

test("posts: lookup, the own ones, deletion", async () => {
    const own = await post("Open on Sunday");
    const gone = await post("Closed on Sunday");
    assert.equal((await through("DELETE", `/2/tweets/${gone.data.id}`)).data.deleted, true);
    const list = await through("GET", "/2/tweets", { query: { ids: `${own.data.id},${gone.data.id}`, ...whole } });
    assert.equal(list.data.length, 1);
    assert.equal(list.errors[0].resource_id, gone.data.id);
    assert.equal((await through("GET", `/2/tweets/${own.data.id}`, { query: whole })).data.text, "Open on Sunday");
    assert.equal((await through("GET", `/2/tweets/${gone.data.id}`)).data, undefined);
    const closed = await pull("say", { as: "etienne", text: "among friends" });
    await pull("protect", { as: "etienne" });
    assert.match((await through("GET", `/2/tweets/${closed.id}`)).errors[0].type, /not-authorized-for-resource$/);
    const timeline = await through("GET", `/2/users/${shop}/tweets`, { query: { max_results: 5, exclude: "replies", ...whole } });
    assert.equal(timeline.data[0].id, own.data.id);
    const foreign = await pull("say", { as: "mira", text: "mine" });
    await through("DELETE", `/2/tweets/${foreign.id}`, {}, 403);
});

test("replies: allowed where somebody has summoned the shop", async () => {
    const asked = await pull("say", { as: "mira", text: "@shop is the blue one back?" });
    const answered = await reply(asked.id, "Since Tuesday");
    assert.equal(answered.data.text, "@mira Since Tuesday");
    await through("POST", "/2/tweets", { body: { text: "Since Tuesday", reply: { in_reply_to_tweet_id: asked.id } } }, 403);
    const aside = await pull("say", { as: "bo", text: "I like the shop of Kettle & Kiln" });
    await through("POST", "/2/tweets", { body: { text: "Thanks!", reply: { in_reply_to_tweet_id: aside.id } } }, 403);
    await pull("delete", { id: asked.id });
    await through("POST", "/2/tweets", { body: { text: "Still there?", reply: { in_reply_to_tweet_id: asked.id } } }, 404);
    await through("POST", "/2/tweets", { body: { text: "long ".repeat(60) } }, 400);
    await through("POST", "/2/tweets", { body: { text: "quote", quote_tweet_id: aside.id } }, 403);
    await post("Only those we name may answer", { reply_settings: "mentionedUsers" });
});

test("search", async () => {
    const found = await pull("say", { as: "tomasz", text: "Has anybody tried the kettle of #KettleAndKiln?" });
    const query = '("kettle of" OR #kettleandkiln) -from:shop -is:reply';
    const list = await through("GET", "/2/tweets/search/recent", { query: { query, max_results: 10, sort_order: "recency", ...whole } });
    assert.deepEqual(list.data.map((one) => one.id), [found.id]);
    await through("GET", "/2/tweets/search/recent", { query: { query: "(open" } }, 400);
    await through("GET", "/2/tweets/search/recent", { query: { query: "kettle", since_id: "1" } }, 400);
    await through("GET", "/2/tweets/search/recent", { query: { query: "kettle", start_time: "2026-01-01T00:00:00Z" } }, 400);
    assert.equal((await through("GET", "/2/tweets/search/recent", { query: { query: "nobodysaysthis" } })).data, undefined);
});

test("direct messages", async () => {
    const asked = await pull("say", { as: "zoe", text: "Do you repair?", visibility: "direct" });
    await pull("say", { as: "zoe", text: "a secret", visibility: "direct", encrypted: true });
    const zoe = tokens.ids.zoe;
    const query = { "dm_event.fields": "attachments,created_at,dm_conversation_id,entities,event_type,id,text", expansions: "sender_id", "user.fields": userFields, max_results: 1 };
    const all = await through("GET", "/2/dm_events", { query });
    assert.equal(all.data[0].id, asked.id);
    assert.equal(all.data[0].sender_id, zoe);
    const conversation = all.data[0].dm_conversation_id;
    const sent = await through("POST", `/2/dm_conversations/with/${zoe}/messages`, { body: { text: "We do." } }, 201);
    assert.equal(sent.data.dm_conversation_id, conversation);
    await through("POST", `/2/dm_conversations/${conversation}/messages`, { body: { text: "Bring it in." } }, 201);
    const page = await through("GET", `/2/dm_conversations/with/${zoe}/dm_events`, { query: { ...query, event_types: "MessageCreate" } });
    assert.equal(page.data[0].text, "Bring it in.");
    const next = await through("GET", `/2/dm_conversations/${conversation}/dm_events`, { query: { ...query, pagination_token: page.meta.next_token } });
    assert.equal(next.data[0].id, sent.data.dm_event_id);
    const bare = await through("GET", "/2/dm_events", { query: { event_types: "ParticipantsJoin" } });
    assert.equal(bare.data, undefined);
    await pull("inbox", { as: "kai", open: false });
    await through("POST", `/2/dm_conversations/with/${tokens.ids.kai}/messages`, { body: { text: "Hello" } }, 403);
    await through("GET", "/2/dm_events", { token: tokens.shop_without_dm }, 403);
});

test("money and faults in the server's own words", async () => {
    const usage = await through("GET", "/2/usage/tweets", { token: tokens.app, query: { days: 7, "usage.fields": "daily_project_usage,project_usage" } });
    assert.ok(Number(usage.data.project_usage) > 0);
    await through("GET", "/2/usage/tweets", {}, 403);
    await pull("traits", { purse: "depleted" });
    assert.equal((await through("GET", "/2/users/me", {}, 402)).title, "CreditsDepleted");
    await pull("traits", { purse: "capped" });
    assert.match((await through("GET", "/2/users/me", {}, 429)).type, /usage-capped$/);
    await pull("traits", { purse: "full" });
    for (const status of [400, 401, 402, 403, 404, 429, 500, 503]) {
        await pull("fault", { match: "GET /2/users/me", kind: `status:${status}` });
        await through("GET", "/2/users/me", {}, status);
    }
    await pull("fault", { match: "GET /2/users/me", kind: "rate_limit", seconds: 90 });
    await through("GET", "/2/users/me", {}, 429);
    await through("GET", "/2/users/me", { token: "never-issued" }, 401);
    const bill = await pullText("bill");
    assert.equal(bill.micros, Object.values(bill.kinds).reduce((sum, kind) => sum + kind.micros, 0));
});

test("what the description forbids, the house refuses by itself", async () => {
    const mentions = `/2/users/${shop}/mentions`;
    for (const [path, query] of [
        [mentions, { max_results: 4 }],
        [mentions, { max_results: 101 }],
        [mentions, { "post.fields": "nonsense" }],
        [mentions, { expansions: "nonsense" }],
        [mentions, { since_id: "abc" }],
        ["/2/users/abc/mentions", {}],
        ["/2/tweets", {}],
        ["/2/tweets", { ids: "x" }],
        ["/2/tweets/search/recent", {}],
        ["/2/tweets/search/recent", { query: "kettle", max_results: 9 }],
        ["/2/dm_events", { max_results: 0 }],
        ["/2/dm_conversations/abc/dm_events", {}],
        ["/2/users/by/username/much-too-long-a-name", {}],
    ]) {
        const answer = await ask(street, "GET", path, { query });
        assert.equal(answer.status, 400, `${path} ${JSON.stringify(query)}`);
        assert.match(answer.json.type, /invalid-request$/);
        assert.equal(typeof answer.json.errors[0].message, "string");
    }
    for (const body of [{}, { text: 1 }, { text: "a", nonsense: true }, { text: "a", reply: {} }]) {
        assert.equal((await ask(street, "POST", "/2/tweets", { body })).status, 400, JSON.stringify(body));
    }
    for (const body of [{}, { text: "" }, { text: "a", nonsense: true }]) {
        assert.equal((await ask(street, "POST", `/2/dm_conversations/with/${tokens.ids.zoe}/messages`, { body })).status, 400);
    }
});

test("a consent and a refresh lead to tokens that the described API takes", async () => {
    const verifier = randomBytes(32).toString("base64url");
    const query = new URLSearchParams({
        response_type: "code", client_id: tokens.client_id, redirect_uri: tokens.redirect_uri, state: "s",
        scope: "tweet.read users.read offline.access", code_challenge_method: "S256",
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    });
    const page = await fetch(`${street}/i/oauth2/authorize?${query}`, { redirect: "manual" });
    const code = new URL(page.headers.get("location")).searchParams.get("code");
    const desk = async (form) => (await fetch(`${street}/2/oauth2/token`, { method: "POST", body: new URLSearchParams(form) })).json();
    const first = await desk({ grant_type: "authorization_code", code, redirect_uri: tokens.redirect_uri, client_id: tokens.client_id, code_verifier: verifier });
    assert.equal((await through("GET", "/2/users/me", { token: first.access_token })).data.id, shop);
    const second = await desk({ grant_type: "refresh_token", refresh_token: first.refresh_token, client_id: tokens.client_id });
    assert.equal((await through("GET", "/2/users/me", { token: second.access_token })).data.id, shop);
    assert.equal((await desk({ grant_type: "refresh_token", refresh_token: first.refresh_token, client_id: tokens.client_id })).error, "invalid_grant");
    await through("GET", "/2/users/me", { token: second.access_token }, 401);
});
