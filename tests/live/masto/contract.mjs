// SPDX-License-Identifier: GPL-3.0-or-later
// Checks answers against the published description of Mastodon's API, where that is at hand.
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const shared = process.env.SHOPBELL_SHARED || join(repository, "..", "shared");
const file = join(shared, "specs", "mastodon-openapi.json");

export const contractFile = existsSync(file) ? file : undefined;

/** A function (schema, answer) that throws with what does not fit. `schema` is a name of the description or a schema. */
export function contract() {
    const description = JSON.parse(readFileSync(contractFile, "utf8"));
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(ajv);
    ajv.addFormat("iso-639-1", /^[a-z]{2,3}(-[A-Za-z]+)?$/);
    ajv.addSchema({ $id: "mastodon", components: description.components });
    const compiled = new Map();
    return (schema, answer) => {
        const key = JSON.stringify(schema);
        if (!compiled.has(key)) {
            compiled.set(key, ajv.compile(withReferences(schema)));
        }
        const validate = compiled.get(key);
        if (!validate(answer)) {
            const findings = validate.errors.map((one) => `${one.instancePath || "/"} ${one.message}`);
            throw new Error(`not ${key}: ${findings.slice(0, 5).join("; ")}`);
        }
    };
}

function withReferences(schema) {
    if (typeof schema === "string") {
        return { $ref: `mastodon#/components/schemas/${schema}` };
    }
    return { type: "array", items: withReferences(schema[0]) };
}
