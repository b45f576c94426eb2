// SPDX-License-Identifier: GPL-3.0-or-later
// The practice street as its tests drive it.

/** One street. `url` is where its Mastodon listens. */
export class Street {
    constructor(url) {
        this.url = url;
    }

    /** A request with nothing in between; `token` may be left out. */
    async fetch(path, token, options = {}) {
        const headers = { Accept: "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}), ...options.headers };
        return await fetch(this.url + path, { redirect: "manual", ...options, headers });
    }

    async json(path, token) {
        const answer = await this.fetch(path, token);
        if (answer.status !== 200) {
            throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        }
        return await answer.json();
    }

    /** Pulls one of the street's own strings. */
    async pull(name, body) {
        const answer = await this.fetch(`/_street/${name}`, undefined, { method: "POST", body: JSON.stringify(body) });
        if (answer.status !== 200) {
            throw new Error(`/_street/${name}: ${await answer.text()}`);
        }
        return await answer.json();
    }

    async tokens() {
        return await this.json("/_street/tokens");
    }

    async deliveries() {
        return (await this.json("/_street/log")).deliveries;
    }
}
