// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { all, facebookUrl, instagramUrl, json, pull, sdk, signIn, tokens } from "./street.mjs";

const { Comment, IGComment, IGUser, Page, User } = sdk;

test("Meta's client finds the page behind the owner's token", async () => {
    const keys = await tokens(facebookUrl);
    signIn(facebookUrl, keys.user);
    const [page] = await new User("me").getAccounts(["id", "name", "access_token", "tasks"]);
    assert.equal(page.id, keys.page_id);
    assert.equal(page.access_token, keys.shop);
});

test("Meta's client pages through conversations, feed and comments", async () => {
    const keys = await tokens(facebookUrl);
    signIn(facebookUrl, keys.shop);
    const page = new Page(keys.page_id);
    const whole = await all(await page.getConversations(["id", "updated_time", "participants"], { limit: 25 }));
    const bit = await all(await page.getConversations(["id"], { limit: 2 }));
    assert.ok(whole.length >= 5);
    assert.deepEqual(bit.map((one) => one.id), whole.map((one) => one.id));
    assert.ok((await all(await page.getFeed(["message", "from"], { limit: 3 }))).length > 3);
    for (const list of ["getPublishedPosts", "getVisitorPosts", "getTagged"]) {
        assert.ok((await page[list](["id", "message"])).length > 0, list);
    }
    const [post] = await page.getPublishedPosts(["id"]);
    const comments = await all(await post.getComments(["id", "message", "from"], { filter: "stream", summary: true, limit: 4 }));
    assert.ok(comments.length > 4);
    assert.ok(comments.some((one) => one.from === undefined));
});

test("Meta's client comments, edits and deletes, and writes in Messenger", async () => {
    const keys = await tokens(facebookUrl);
    signIn(facebookUrl, keys.shop);
    const page = new Page(keys.page_id);
    const [post] = await page.getPublishedPosts(["id"]);
    const [asked] = await post.getComments(["id"], { filter: "toplevel" });
    const made = await new Comment(asked.id).createComment([], { message: "from the vendor's client" });
    const read = await new Comment(made.id).read(["parent", "from", "created_time"]);
    assert.equal(read.parent.id, asked.id);
    assert.equal(read.from.id, keys.page_id);
    await new Comment(made.id).delete([]);
    await assert.rejects(new Comment(made.id).read(["message"]), /does not exist/);

    await pull(facebookUrl, "say", { as: "mira", text: "Are you there?", visibility: "direct" });
    const sent = await page.createMessage([], {
        recipient: { id: keys.psids.mira },
        messaging_type: "RESPONSE",
        message: { text: "We are." },
    });
    assert.equal(sent.recipient_id, keys.psids.mira);
    const { deliveries } = (await json(facebookUrl, "/_street/log")).body;
    assert.equal(deliveries.at(-1).status_id, sent.message_id);
    assert.equal(deliveries.at(-1).text, "We are.");
    await assert.rejects(page.read(["bogus"]), /nonexisting field \(bogus\) on node type \(Page\)/);
});

test("Meta's client reads pictures, comments and tags of Instagram, and answers", async () => {
    const keys = await tokens(instagramUrl);
    signIn(instagramUrl, keys.page);
    const account = await new IGUser(keys.ig_id).read(["username", "media_count"]);
    assert.equal(account.username, "kettleandkiln");
    const media = await all(await new IGUser(keys.ig_id).getMedia(["id", "caption", "comments_count"], { limit: 2 }));
    assert.equal(media.length, account.media_count);
    const comments = await all(await media[0].getComments(["id", "text", "username"], { limit: 3 }));
    assert.ok(comments.length > 3);
    const reply = await new IGComment(comments[0].id).createReply([], { message: "Thank you" });
    const replies = await new IGComment(comments[0].id).getReplies(["id", "text", "parent_id"]);
    assert.ok(replies.some((one) => one.id === reply.id && one.parent_id === comments[0].id));
    assert.ok((await new IGUser(keys.ig_id).getTags(["id", "caption"])).length > 0);
});
