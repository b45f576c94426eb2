// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of Meta's houses have in common.
import http from "node:http";
import { createRequire } from "node:module";

// The client sends a body with every GET; the street's server does not read it, so that a connection is good for one request.
http.globalAgent = new http.Agent({ keepAlive: false });

export const sdk = createRequire(import.meta.url)("facebook-nodejs-business-sdk");
export const facebookUrl = process.env.FACEBOOK_URL;
export const instagramUrl = process.env.INSTAGRAM_URL;

/** The client, pointed at a house and signed in. */
export function signIn(url, token) {
    Object.defineProperty(sdk.FacebookAdsApi, "GRAPH", { configurable: true, get: () => url });
    return sdk.FacebookAdsApi.init(token, "en_US", false);
}

export async function json(url, path, token) {
    const answer = await fetch(url + path, { headers: token ? { Authorization: `Bearer ${token}` } : {} });
    return { status: answer.status, body: await answer.json() };
}

export async function tokens(url) {
    return (await json(url, "/_street/tokens")).body;
}

export async function pull(url, name, body) {
    const answer = await fetch(`${url}/_street/${name}`, { method: "POST", body: JSON.stringify(body) });
    if (answer.status !== 200) {
        throw new Error(`/_street/${name}: ${await answer.text()}`);
    }
    return await answer.json();
}

/** Every item of the client's cursor. */
export async function all(cursor) {
    const items = [];
    for (let page = cursor; ; page = await page.next()) {
        items.push(...page);
        if (!page.hasNext()) {
            return items;
        }
    }
}
