// SPDX-License-Identifier: GPL-3.0-or-later
// The houses beside the lists that Meta's clients are made from, and beside answers that were recorded of the real servers.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { facebookUrl, instagramUrl, json, pull, tokens } from "./street.mjs";

const lists = join(process.env.SHOPBELL_SHARED, "specs", "meta-codegen");
const recordings = join(process.env.SHOPBELL_SHARED, "captures", "recorded");
const read = (file) => JSON.parse(readFileSync(file, "utf8"));

/** Something to ask for of every kind. */
async function things() {
    const page = await tokens(facebookUrl);
    const account = await tokens(instagramUrl);
    const first = async (url, path, token) => (await json(url, path, token)).body.data[0].id;
    const post = await first(facebookUrl, "/me/published_posts", page.shop);
    const media = await first(instagramUrl, "/me/media", account.shop);
    return [
        ["Page", facebookUrl, page.page_id, page.shop],
        ["User", facebookUrl, "me", page.user],
        ["PagePost", facebookUrl, post, page.shop],
        ["Comment", facebookUrl, await first(facebookUrl, `/${post}/comments`, page.shop), page.shop],
        ["UnifiedThread", facebookUrl, await first(facebookUrl, "/me/conversations", page.shop), page.shop],
        ["IGUser", instagramUrl, account.ig_id, account.page],
        ["IGUserForIGOnlyAPI", instagramUrl, "me", account.shop],
        ["IGMedia", instagramUrl, media, account.shop],
        ["IGComment", instagramUrl, await first(instagramUrl, `/${media}/comments`, account.shop), account.shop],
    ];
}

test("whatever Meta's lists name can be asked for, and nothing else comes", { skip: !existsSync(lists) }, async () => {
    for (const [name, url, id, token] of await things()) {
        if (name === "User") {
            continue; // its list is the world's; the house has the owner's name alone
        }
        const fields = read(join(lists, `${name}.json`)).fields.map((one) => one.name);
        const answer = await json(url, `/v26.0/${id}?fields=${fields.join(",")}`, token);
        assert.equal(answer.status, 200, `${name}: ${JSON.stringify(answer.body)}`);
        assert.deepEqual(Object.keys(answer.body).filter((key) => !fields.includes(key)), [], name);
    }
});

test("what no list names is refused with the kind of thing that it was asked of", async () => {
    for (const [name, url, id, token] of await things()) {
        const answer = await json(url, `/v26.0/${id}?fields=nonsense`, token);
        assert.equal(answer.status, 400);
        assert.equal(answer.body.error.message, `(#100) Tried accessing nonexisting field (nonsense) on node type (${name})`);
    }
});

/** Names and types, without values and without addresses of further pages. */
function shape(value) {
    if (Array.isArray(value)) {
        return value.length > 0 ? [shape(value[0])] : [];
    }
    if (value !== null && typeof value === "object") {
        const names = Object.keys(value).filter((name) => name !== "next" && name !== "previous");
        return Object.fromEntries(names.sort().map((name) => [name, shape(value[name])]));
    }
    return typeof value;
}

/** The answer to the same fields has the same shape as the recorded one. */
async function sameShape(recording, url, id, token) {
    const recorded = read(join(recordings, recording));
    const answer = await json(url, `/v26.0/${id}?fields=${Object.keys(recorded).join(",")}`, token);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.deepEqual(shape(answer.body), shape(recorded), recording);
}

test("recorded answers have the same shape", { skip: !existsSync(join(recordings, "facebook")) }, async () => {
    const page = await tokens(facebookUrl);
    const account = await tokens(instagramUrl);
    await pull(facebookUrl, "say", { as: "mira", visibility: "direct", attachment: "image" });
    const picture = (await json(facebookUrl, "/me/conversations?fields=messages.limit(1){id}", page.shop)).body.data[0];
    await sameShape("facebook/message_info.json", facebookUrl, picture.messages.data[0].id, page.shop);
    await pull(facebookUrl, "say", { as: "mira", visibility: "direct", text: "hello" });
    await sameShape("facebook/cvs_info.json", facebookUrl, picture.id, page.shop);
    const post = (await json(facebookUrl, "/me/published_posts", page.shop)).body.data[0].id;
    const comment = (await json(facebookUrl, `/${post}/comments`, page.shop)).body.data[0].id;
    await sameShape("facebook/comment_info.json", facebookUrl, comment, page.shop);
    const own = (await json(instagramUrl, `/${account.ig_id}/media`, account.page)).body.data[0].id;
    const said = (await json(instagramUrl, `/${own}/comments`, account.page)).body.data[0].id;
    await sameShape("instagram/comment_fields.json", instagramUrl, said, account.page);
    await sameShape("instagram/user_fields.json", instagramUrl, account.ig_id, account.page);
});
