// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions of the practice Bluesky, through the vendor's client.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AtpAgent } from "@atproto/api";
import { failure, Street } from "./street.mjs";

const street = new Street(process.env.STREET_URL);
const limited = new Street(process.env.LIMITED_STREET_URL);
const minute = 60_000;

function claims(token) {
    return JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
}

test("the owner signs in by handle or by did and is sent to the server that the DID document names", async () => {
    const tokens = await street.tokens();
    for (const identifier of [tokens.handles.shop, tokens.dids.shop]) {
        const agent = new AtpAgent({ service: street.url });
        const { data } = await agent.login({ identifier, password: tokens.shop });
        assert.equal(data.handle, "kettle-and-kiln.test");
        assert.equal(data.did, tokens.dids.shop);
        assert.equal(data.active, true);
        assert.equal("email" in data, false);
        assert.equal(agent.pdsUrl.origin, street.url);
        assert.equal((await agent.com.atproto.server.getSession()).data.did, tokens.dids.shop);
    }
});

test("a wrong password is a 401 in the server's words", async () => {
    const agent = new AtpAgent({ service: street.url });
    const error = await failure(agent.login({ identifier: "kettle-and-kiln.test", password: "aaaa-bbbb-cccc-dddd" }));
    assert.equal(error.status, 401);
    assert.equal(error.error, "AuthenticationRequired");
    assert.equal(error.message, "Invalid identifier or password");
});

test("tokens carry the street's time: two hours and ninety days", async () => {
    const agent = await street.agent("mira");
    const access = claims(agent.session.accessJwt);
    const refresh = claims(agent.session.refreshJwt);
    assert.equal(access.exp - access.iat, 120 * 60);
    assert.equal(refresh.exp - refresh.iat, 90 * 24 * 60 * 60);
    assert.equal(access.iat, Math.floor((await street.json("/_street/clock")).now_ms / 1000));
});

test("no token, garbage, and the wrong one of the two are refused as on the real server", async () => {
    const agent = await street.agent("shop");
    const nsid = "app.bsky.notification.listNotifications";
    assert.deepEqual([401, { error: "AuthMissing", message: "Authentication Required" }], pick(await street.raw(nsid)));
    assert.deepEqual([400, { error: "InvalidToken", message: "Token could not be verified" }],
        pick(await street.raw(nsid, { token: "a.b.c" })));
    assert.deepEqual([400, { error: "InvalidToken", message: "Invalid token type" }],
        pick(await street.raw("com.atproto.server.refreshSession", { token: agent.session.accessJwt, body: "" })));
    assert.deepEqual([400, { error: "InvalidToken", message: "Invalid token type" }],
        pick(await street.raw(nsid, { token: agent.session.refreshJwt })));
});

test("the client refreshes by itself when its access token has expired", async () => {
    const agent = await street.agent("shop");
    const before = { ...agent.session };
    await street.pull("advance", { ms: 121 * minute });
    assert.deepEqual([400, { error: "ExpiredToken", message: "Token has expired" }],
        pick(await street.raw("com.atproto.server.getSession", { token: before.accessJwt })));
    await agent.app.bsky.notification.getUnreadCount();
    assert.notEqual(agent.session.accessJwt, before.accessJwt);
    assert.notEqual(agent.session.refreshJwt, before.refreshJwt);
});

test("the old refresh token gives the same next one for two hours and is revoked after that", async () => {
    const agent = await street.agent("shop");
    const old = agent.session.refreshJwt;
    const refresh = (token) => street.raw("com.atproto.server.refreshSession", { token, body: "" });
    const first = await refresh(old);
    await street.pull("advance", { ms: 119 * minute });
    const second = await refresh(old);
    assert.equal(second.status, 200);
    assert.equal(claims(second.body.refreshJwt).jti, claims(first.body.refreshJwt).jti);
    await street.pull("advance", { ms: 3 * 60 * minute });
    assert.deepEqual([400, { error: "ExpiredToken", message: "Token has been revoked" }], pick(await refresh(old)));
    assert.equal((await refresh(first.body.refreshJwt)).status, 200);
});

test("a refresh with a body is refused", async () => {
    const agent = await street.agent("shop");
    const answer = await street.raw("com.atproto.server.refreshSession", { token: agent.session.refreshJwt, body: {} });
    assert.equal(answer.status, 400);
    assert.equal(answer.body.message, "A request body was provided when none was expected");
});

test("the fault expired makes the client refresh, revoked ends the session", async () => {
    const agent = await street.agent("shop");
    const before = agent.session.refreshJwt;
    await street.pull("advance", { ms: 1000 }); // within one second an access token has one and the same successor
    await street.pull("fault", { match: "GET /xrpc/app.bsky.notification.getUnreadCount", kind: "expired" });
    assert.equal((await agent.app.bsky.notification.getUnreadCount()).success, true);
    const refreshed = agent.session.refreshJwt;
    assert.notEqual(refreshed, before);
    await street.pull("fault", { match: "GET /xrpc/app.bsky.notification.getUnreadCount", kind: "revoked" });
    assert.equal((await failure(agent.app.bsky.notification.getUnreadCount())).error, "ExpiredToken");
    const answer = await street.raw("com.atproto.server.refreshSession", { token: refreshed, body: "" });
    assert.deepEqual(pick(answer), [400, { error: "ExpiredToken", message: "Token has been revoked" }]);
});

test("signing out ends the refresh token, not the access token", async () => {
    const agent = await street.agent("shop");
    const { accessJwt, refreshJwt } = agent.session;
    await agent.logout();
    const again = await street.raw("com.atproto.server.refreshSession", { token: refreshJwt, body: "" });
    assert.equal(again.body.message, "Token has been revoked");
    assert.equal((await street.raw("com.atproto.server.getSession", { token: accessJwt })).status, 200);
});

test("sign-ins are limited to thirty in five minutes, with no Retry-After", async () => {
    const tokens = await limited.tokens();
    const body = { identifier: tokens.handles.shop, password: "wrong" };
    let answer;
    for (let count = 1; count <= 31; ++count) {
        answer = await limited.raw("com.atproto.server.createSession", { body });
        assert.equal(answer.status, count <= 30 ? 401 : 429);
    }
    assert.deepEqual(answer.body, { error: "RateLimitExceeded", message: "Rate Limit Exceeded" });
    assert.equal(answer.headers.get("ratelimit-limit"), "30");
    assert.equal(answer.headers.get("ratelimit-remaining"), "0");
    assert.equal(answer.headers.get("ratelimit-policy"), "30;w=300");
    const now = (await limited.json("/_street/clock")).now_ms;
    assert.equal(answer.headers.get("ratelimit-reset"), String(Math.floor(now / 1000) + 300));
    assert.equal(answer.headers.get("retry-after"), null);
    await limited.pull("advance", { ms: 5 * minute });
    assert.equal((await limited.raw("com.atproto.server.createSession", { body })).status, 401);
});

test("the server describes itself and finds handles", async () => {
    const agent = await street.agent("shop");
    assert.equal((await street.raw("_health")).body.version, "0.4.217");
    assert.deepEqual((await agent.com.atproto.server.describeServer()).data.availableUserDomains, [".test"]);
    const tokens = await street.tokens();
    const { data } = await agent.resolveHandle({ handle: tokens.handles.jonas.toUpperCase() });
    assert.equal(data.did, tokens.dids.jonas);
    assert.equal((await failure(agent.resolveHandle({ handle: "nobody.test" }))).message, "Unable to resolve handle");
});

function pick(answer) {
    return [answer.status, answer.body];
}
