// SPDX-License-Identifier: GPL-3.0-or-later
// The practice street's Bluesky as its tests drive it.
import assert from "node:assert/strict";
import { AtpAgent, lexicons, XRPCError } from "@atproto/api";

export const chatService = "did:web:api.bsky.chat";

/** One street. `url` is where its Bluesky listens. */
export class Street {
    constructor(url) {
        this.url = url;
    }

    async json(path) {
        const answer = await fetch(this.url + path);
        assert.equal(answer.status, 200, path);
        return await answer.json();
    }

    /** Pulls one of the street's own strings. */
    async pull(name, body) {
        const answer = await fetch(`${this.url}/_street/${name}`, { method: "POST", body: JSON.stringify(body) });
        const text = await answer.text();
        assert.equal(answer.status, 200, `/_street/${name}: ${text}`);
        return JSON.parse(text);
    }

    async say(as, text, more = {}) {
        return await this.pull("say", { as, text, ...more });
    }

    async tokens() {
        this.known ??= await this.json("/_street/tokens");
        return this.known;
    }

    async deliveries() {
        return (await this.json("/_street/log")).deliveries;
    }

    /** An agent that has signed in as somebody of the street; `password` in place of the usual one. */
    async agent(persona, password) {
        const tokens = await this.tokens();
        const agent = new CheckedAgent({ service: this.url });
        await agent.login({
            identifier: tokens.handles[persona],
            password: password ?? (persona === "shop" ? tokens.shop : tokens.customers[persona]),
        });
        return agent;
    }

    async chat(persona) {
        return (await this.agent(persona)).withProxy("bsky_chat", chatService).chat.bsky.convo;
    }

    /** A request with nothing in between. */
    async raw(nsid, { token, body, headers = {}, query = "" } = {}) {
        const answer = await fetch(`${this.url}/xrpc/${nsid}${query}`, {
            method: body === undefined ? "GET" : "POST",
            headers: {
                ...(token ? { Authorization: `Bearer ${token}` } : {}),
                ...(body ? { "Content-Type": "application/json" } : {}),
                ...headers,
            },
            body: body ? JSON.stringify(body) : body === undefined ? undefined : "",
        });
        const text = await answer.text();
        return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null };
    }
}

/** An agent whose every good answer is held against the vendor's lexicon, with what is below a union or a record. */
class CheckedAgent extends AtpAgent {
    constructor(options) {
        const checked = async (...request) => {
            const answer = await fetch(...request);
            const nsid = new URL(request[0].url ?? request[0]).pathname.split("/").at(-1);
            if (answer.ok && answer.headers.get("content-type")?.includes("json")) {
                const text = await answer.clone().text();
                if (text) {
                    check(nsid, JSON.parse(text));
                }
            }
            return answer;
        };
        super({ ...options, fetch: checked });
    }
}

/** Throws where an answer breaks its lexicon. */
export function check(nsid, body) {
    lexicons.assertValidXrpcOutput(nsid, body);
    walk(nsid, body);
}

/** The validator passes over `unknown`: records and what stands in them are held against their own lexicon here. */
function walk(where, value) {
    if (Array.isArray(value)) {
        value.forEach((one) => walk(where, one));
    } else if (value && typeof value === "object") {
        const type = value.$type;
        if (typeof type === "string" && type !== "blob" && !type.startsWith("app.bsky.embed.images")) {
            const definition = lexicons.getDef(type);
            assert.ok(definition, `${where}: no lexicon knows ${type}`);
            if (definition.type === "record" && definition.record && !value.embed?.images) {
                lexicons.assertValidRecord(type, value);
            } else if (definition.type === "object") {
                const result = lexicons.validate(type, value);
                assert.ok(result.success, `${where}: ${result.error?.message}`);
            }
        }
        Object.values(value).forEach((one) => walk(where, one));
    }
}

export async function failure(promise) {
    try {
        await promise;
    } catch (error) {
        assert.ok(error instanceof XRPCError, String(error));
        return error;
    }
    return assert.fail("should have been refused");
}
