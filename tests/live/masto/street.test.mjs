// SPDX-License-Identifier: GPL-3.0-or-later
// The practice street through the platform's own JavaScript client: what masto understands here, it understands of a
// real server as well. STREET_URL: a quiet street. LIVELY_STREET_URL: one where people speak.
import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { before, test } from "node:test";
import { createOAuthAPIClient, createRestAPIClient, MastoHttpError } from "masto";
import { contract, contractFile } from "./contract.mjs";
import { Street } from "./street.mjs";

const quiet = new Street(process.env.STREET_URL);
const lively = new Street(process.env.LIVELY_STREET_URL);
const outOfBand = "urn:ietf:wg:oauth:2.0:oob";
let shop;
let mira;
let shopToken;

before(async () => {
    const tokens = await quiet.tokens();
    shopToken = tokens.shop;
    shop = createRestAPIClient({ url: quiet.url, accessToken: tokens.shop });
    mira = createRestAPIClient({ url: quiet.url, accessToken: tokens.customers.mira });
});

async function failure(promise) {
    try {
        await promise;
    } catch (error) {
        assert.ok(error instanceof MastoHttpError, String(error));
        return error;
    }
    return assert.fail("should have been refused");
}

test("the owner is who the token says", async () => {
    const self = await shop.v1.accounts.verifyCredentials();
    assert.equal(self.acct, "shop");
    assert.equal(self.source.privacy, "public");
    assert.equal((await shop.v1.accounts.lookup({ acct: "jonas@werkbank.example" })).username, "jonas");
});

test("the server names itself and its limits", async () => {
    const instance = await shop.v2.instance.fetch();
    assert.match(instance.version, /^4\.6\./);
    assert.equal(instance.configuration.statuses.maxCharacters, 500);
    assert.equal(instance.configuration.statuses.charactersReservedPerUrl, 23);
    const [link] = (await quiet.json("/.well-known/nodeinfo")).links;
    const nodeinfo = await (await fetch(link.href)).json();
    assert.equal(nodeinfo.software.name, "mastodon");
});

test("a mention reaches the shop, the answer reaches the customer, once for one key", async () => {
    const asked = await mira.v1.statuses.create({ status: "@shop is the blue one back?", visibility: "public" });
    const [notification] = await shop.v1.notifications.list({ types: ["mention"], limit: 1 });
    assert.equal(notification.status.id, asked.id);

    const meta = { requestInit: { headers: { "Idempotency-Key": randomUUID() } } };
    const reply = { status: "@mira on Friday", inReplyToId: asked.id, visibility: "public" };
    const first = await shop.v1.statuses.create(reply, meta);
    const second = await shop.v1.statuses.create(reply, meta);
    assert.equal(second.id, first.id);
    const delivered = (await quiet.deliveries()).filter((one) => one.text === "@mira on Friday");
    assert.equal(delivered.length, 1);
    assert.equal(delivered[0].by, "shop");
    assert.equal(delivered[0].in_reply_to, asked.id);
    assert.equal(delivered[0].repeats, 1);

    const context = await mira.v1.statuses.$select(asked.id).context.fetch();
    assert.deepEqual(context.descendants.map((one) => one.id), [first.id]);
    const [told] = await mira.v1.notifications.list({ limit: 1 });
    assert.equal(told.status.id, first.id);
    assert.equal(told.account.acct, "shop");
});

test("the client walks back through all notifications by the Link header", async () => {
    const said = [];
    for (let index = 0; index < 7; ++index) {
        said.push((await quiet.pull("say", { as: "bo", text: `@shop ${index}` })).id);
    }
    const met = [];
    for await (const page of shop.v1.notifications.list({ types: ["mention"], limit: 3 })) {
        met.push(...page.map((one) => one.status.id));
    }
    assert.deepEqual(met.slice(0, 7), said.slice().reverse());
    assert.equal(new Set(met).size, met.length);
});

test("min_id and rel=prev page forward without a gap", async () => {
    const [newest] = await shop.v1.notifications.list({ limit: 1 });
    const said = [];
    for (let index = 0; index < 5; ++index) {
        said.push((await quiet.pull("say", { as: "bo", text: `@shop later ${index}` })).id);
    }
    const met = [];
    for await (const page of shop.v1.notifications.list({ minId: newest.id, limit: 2 }).setDirection("prev")) {
        met.push(...page.map((one) => one.status.id).reverse());
    }
    assert.deepEqual(met, said);
    const sinceIds = (await shop.v1.notifications.list({ sinceId: newest.id, limit: 2 })).map((one) => one.status.id);
    assert.deepEqual(sinceIds, [said[4], said[3]]);
});

test("private messages are conversations, a stranger's waits behind a request", async () => {
    const secret = await quiet.pull("say", { as: "ada", text: "@shop psst", visibility: "direct" });
    const [conversation] = await shop.v1.conversations.list({ limit: 1 });
    assert.equal(conversation.lastStatus.id, secret.id);
    assert.equal(conversation.unread, true);
    assert.equal((await shop.v1.conversations.$select(conversation.id).read()).unread, false);

    const stranger = await quiet.pull("say", { as: "zoe", text: "@shop we have not met", visibility: "direct" });
    const plain = await shop.v1.notifications.list({ limit: 1 });
    assert.notEqual(plain[0].status.id, stranger.id);
    const all = await shop.v1.notifications.list({ limit: 1, includeFiltered: true });
    assert.equal(all[0].status.id, stranger.id);
    const [request] = await shop.v1.notifications.requests.list();
    assert.equal(request.lastStatus.id, stranger.id);
    await shop.v1.notifications.requests.$select(request.id).accept();
    assert.equal((await shop.v1.notifications.list({ limit: 1 }))[0].status.id, stranger.id);
});

test("posts are edited, keep their history, and vanish when deleted", async () => {
    const post = await shop.v1.statuses.create({ status: "first", language: "en" });
    const edited = await shop.v1.statuses.$select(post.id).update({ status: "second" });
    assert.equal(edited.content, "<p>second</p>");
    assert.notEqual(edited.editedAt, null);
    const history = await shop.v1.statuses.$select(post.id).history.list();
    assert.deepEqual(history.map((one) => one.content), ["<p>first</p>", "<p>second</p>"]);
    assert.equal((await shop.v1.statuses.$select(post.id).source.fetch()).text, "second");
    assert.equal((await shop.v1.statuses.$select(post.id).remove()).text, "second");
    assert.equal((await failure(shop.v1.statuses.$select(post.id).fetch())).statusCode, 404);
});

test("refusals come as the client's own errors, with the server's words", async () => {
    const wrong = createRestAPIClient({ url: quiet.url, accessToken: "nonsense" });
    const unauthorized = await failure(wrong.v1.notifications.list());
    assert.equal(unauthorized.statusCode, 401);
    assert.equal(unauthorized.message, "The access token is invalid");
    const missing = await failure(shop.v1.statuses.$select("42").fetch());
    assert.equal(missing.statusCode, 404);
    assert.equal(missing.message, "Record not found");
    const long = await failure(shop.v1.statuses.create({ status: "x".repeat(501) }));
    assert.equal(long.statusCode, 422);
    assert.equal(long.message, "Validation failed: Text character limit of 500 exceeded");
    await quiet.pull("fault", { match: "GET /api/v1/notifications", kind: "rate_limit" });
    assert.equal((await failure(shop.v1.notifications.list())).statusCode, 429);
});

test("the limits stand in the headers, the reset as ISO 8601", async () => {
    const headers = (await quiet.fetch("/api/v1/notifications", shopToken)).headers;
    assert.equal(headers.get("x-ratelimit-limit"), "300");
    assert.ok(Number(headers.get("x-ratelimit-remaining")) < 300);
    assert.match(headers.get("x-ratelimit-reset"), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
});

test("an app registers, the owner signs in through the browser, and signs out", async () => {
    const redirectUri = "http://127.0.0.1:8765/callback";
    const anonymous = createRestAPIClient({ url: quiet.url });
    const app = await anonymous.v1.apps.create({
        clientName: "masto",
        redirectUris: `${outOfBand}\n${redirectUri}`,
        scopes: "read write",
    });
    const verifier = randomUUID() + randomUUID();
    const query = new URLSearchParams({
        response_type: "code", client_id: app.clientId, redirect_uri: redirectUri, scope: "read write", state: "s",
        code_challenge: createHash("sha256").update(verifier).digest("base64url"), code_challenge_method: "S256",
    });
    const home = new URL((await quiet.fetch(`/oauth/authorize?${query}`)).headers.get("location"));
    assert.equal(home.origin + home.pathname, redirectUri);
    assert.equal(home.searchParams.get("state"), "s");

    const oauth = createOAuthAPIClient({ url: quiet.url });
    const exchange = {
        grantType: "authorization_code", clientId: app.clientId, clientSecret: app.clientSecret, redirectUri,
        codeVerifier: verifier,
    };
    const wrong = await failure(oauth.token.create({ ...exchange, code: "made-up" }));
    assert.equal(wrong.statusCode, 400);
    assert.equal(wrong.message, "invalid_grant");
    const token = await oauth.token.create({ ...exchange, code: home.searchParams.get("code") });
    assert.equal(token.tokenType, "Bearer");
    const signedIn = createRestAPIClient({ url: quiet.url, accessToken: token.accessToken });
    assert.equal((await signedIn.v1.accounts.verifyCredentials()).acct, "shop");
    assert.equal((await signedIn.v1.apps.verifyCredentials()).name, "masto");
    await oauth.revoke({ clientId: app.clientId, clientSecret: app.clientSecret, token: token.accessToken });
    const gone = await failure(signedIn.v1.accounts.verifyCredentials());
    assert.equal(gone.message, "The access token was revoked");
});

test("a picture is uploaded, described and attached", async () => {
    const file = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], { type: "image/png" });
    const media = await shop.v2.media.create({ file, description: "a cup" });
    const post = await shop.v1.statuses.create({ status: "look", mediaIds: [media.id] });
    assert.equal(post.mediaAttachments[0].description, "a cup");
    const bytes = new Uint8Array(await (await fetch(post.mediaAttachments[0].url)).arrayBuffer());
    assert.deepEqual([...bytes], [0x89, 0x50, 0x4e, 0x47]);
});

test("read markers, search by address, likes and boosts", async () => {
    const post = await quiet.pull("say", { as: "jonas", text: "@shop #Tee und Kuchen" });
    const marked = await shop.v1.markers.create({ notifications: { lastReadId: "12345678901234567890" } });
    assert.equal(marked.notifications.lastReadId, "12345678901234567890");
    const found = await shop.v2.search.list({ q: post.url, resolve: true, type: "statuses" });
    assert.deepEqual(found.statuses.map((one) => one.id), [post.id]);
    assert.equal((await shop.v1.statuses.$select(post.id).favourite()).favouritesCount, 1);
    assert.equal((await shop.v1.statuses.$select(post.id).reblog()).reblog.id, post.id);
    const [tagged] = await shop.v1.timelines.tag.$select("tee").list({ limit: 1 });
    assert.equal(tagged.id, post.id);
});

test("people speak by themselves, and react when they are answered", async () => {
    const { shop: token } = await lively.tokens();
    const owner = createRestAPIClient({ url: lively.url, accessToken: token });
    const waiting = await owner.v1.notifications.list({ types: ["mention"], limit: 8, includeFiltered: true });
    const answers = [];
    for (const { status } of waiting) {
        const answer = { status: `@${status.account.acct} yes`, inReplyToId: status.id, visibility: status.visibility };
        answers.push((await owner.v1.statuses.create(answer)).id);
    }
    await lively.pull("advance", { ms: 10 * 60 * 1000 });
    const news = await owner.v1.notifications.list({ minId: waiting[0].id, limit: 80, includeFiltered: true });
    const toAnswers = (one) => answers.includes(one.type === "mention" ? one.status.inReplyToId : one.status?.id);
    assert.ok(news.some(toAnswers), "nobody reacted");
    assert.ok(news.some((one) => !toAnswers(one)), "nobody spoke unasked");
});

test("every kind of answer fits the published description", { skip: contractFile ? false : "no description here" }, async () => {
    const fits = contract();
    const { shop: token } = await lively.tokens();
    await lively.pull("advance", { ms: 90 * 60 * 1000 });
    const ask = (path) => lively.json(path, token);
    const all = await ask("/api/v1/notifications?limit=80&include_filtered=true");
    fits(["Notification"], all);
    fits(["Conversation"], await ask("/api/v1/conversations"));
    fits(["NotificationRequest"], await ask("/api/v1/notifications/requests"));
    fits("NotificationPolicy", await ask("/api/v2/notifications/policy"));
    fits("CredentialAccount", await ask("/api/v1/accounts/verify_credentials"));
    fits("Instance", await ask("/api/v2/instance"));
    fits("V1Instance", await ask("/api/v1/instance"));
    fits("CredentialApplication", await (await lively.fetch("/api/v1/apps", undefined, {
        method: "POST", body: new URLSearchParams({ client_name: "x", redirect_uris: outOfBand }),
    })).json());
    const self = await ask("/api/v1/accounts/verify_credentials");
    fits(["Status"], await ask(`/api/v1/accounts/${self.id}/statuses`));
    for (const one of all.filter((notification) => notification.status).slice(0, 20)) {
        fits("Context", await ask(`/api/v1/statuses/${one.status.id}/context`));
        fits(["StatusEdit"], await ask(`/api/v1/statuses/${one.status.id}/history`));
        fits("Account", await ask(`/api/v1/accounts/${one.account.id}`));
    }
    fits(["Relationship"], await ask(`/api/v1/accounts/relationships?id[]=${all[0].account.id}`));
    const mine = (await ask(`/api/v1/accounts/${self.id}/statuses`))[0].id;
    fits("StatusSource", await ask(`/api/v1/statuses/${mine}/source`));
    fits("Search", await ask("/api/v2/search?q=mira"));
    fits(["CustomEmoji"], await ask("/api/v1/custom_emojis"));
    for (const path of ["/api/v1/statuses/1", "/api/v1/accounts/1"]) {
        fits("Error", await (await lively.fetch(path, token)).json());
    }
});
