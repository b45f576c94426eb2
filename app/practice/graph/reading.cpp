// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/reading.h"

#include "base/digest.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::graph {
namespace {

struct Asking {
    const Call& call;
    const std::string& base;
    std::size_t mostThings;
    const Find& find;

    [[nodiscard]] Writer writer() const {
        return {{.base = base, .version = call.version, .token = call.tokenText}, mostThings};
    }
};

/// GET /{thing}?fields=
Outcome<Json> readThing(const Asking& asking, const std::string& id) {
    const auto fields = readFields(asking.call.params.textOrEmpty("fields"));
    if (!fields) {
        return Refused(fields.error());
    }
    const Outcome<std::optional<Node>> found = asking.find(id);
    if (!found) {
        return Refused(found.error());
    }
    if (!*found) {
        return Refused(noSuchObject("GET", id));
    }
    return asking.writer().node(**found, *fields);
}

/// GET /{thing}/{edge}?fields=
Outcome<Json> readList(const Asking& asking) {
    const auto fields = readFields(asking.call.params.textOrEmpty("fields"));
    if (!fields) {
        return Refused(fields.error());
    }
    const Outcome<std::optional<Node>> found = asking.find(asking.call.place(0));
    if (!found) {
        return Refused(found.error());
    }
    if (!*found) {
        return Refused(noSuchObject("GET", asking.call.place(0)));
    }
    const auto edge = (*found)->edges.find(asking.call.place(1));
    if (edge == (*found)->edges.end()) {
        // An edge that there is, with nothing on it.
        const auto& known = (*found)->kind->fields;
        return std::ranges::find(known, asking.call.place(1)) == known.end()
                   ? Outcome<Json>(Refused(unknownPath("/" + asking.call.place(1))))
                   : Outcome<Json>(Json{{"data", Json::array()}});
    }
    const auto things = edge->second(asking.call.params);
    if (!things) {
        return Refused(things.error());
    }
    return asking.writer().list(*things, asking.call.params, *fields,
                                (*found)->id + "/" + asking.call.place(1));
}

/// GET /?ids=a,b: an object by id. One that is missing spoils all.
Outcome<Json> readSeveral(const Asking& asking) {
    Json json = Json::object();
    for (const std::string& id : split(asking.call.params.textOrEmpty("ids"), ',')) {
        Outcome<Json> one = readThing(asking, id);
        if (!one) {
            return one;
        }
        json[id] = *std::move(one);
    }
    return json;
}

/// The keyed digest of the token shows that the caller knows the app's secret. A wrong one is refused whether
/// or not the app demands one.
Outcome<void> checkProof(const Call& call, const Traits& traits, const TokenDesk& desk) {
    const auto proof = call.params.text("appsecret_proof");
    if (!proof && !traits.needsProof) {
        return {};
    }
    const base::Sha256 digest = base::hmacSha256(desk.appSecret(), call.tokenText);
    if (proof && *proof == base::hex(std::string(digest.begin(), digest.end()))) {
        return {};
    }
    return Refused({.code = 100,
                    .message = proof ? "Invalid appsecret_proof provided in the API argument"
                                     : "API calls from the server require an appsecret_proof argument",
                    .type = "GraphMethodException"});
}

}  // namespace

Outcome<Answer> readGraph(const Call& call, const std::string& base, std::size_t mostThings,
                          const Find& find) {
    const Asking asking{call, base, mostThings, find};
    const Outcome<Json> json =
        call.places() == 0   ? readSeveral(asking)
        : call.places() == 1 ? readThing(asking, call.place(0))
        : call.places() == 2 ? readList(asking)
                             : Outcome<Json>(Refused(unknownPath("/" + call.place(1) + "/" + call.place(2))));
    if (!json) {
        return Refused(json.error());
    }
    return jsonAnswer(*json);
}

Outcome<void> admit(Call& call, const Traits& traits, const TokenDesk& desk) {
    if (call.versionNumber < traits.versionFloor) {
        return Refused({.code = 2635,
                        .message = fmt::format("(#2635) You are calling a deprecated version of the API: {}. "
                                               "Please update to the latest version: v26.0.",
                                               call.version)});
    }
    if (auto signedIn = signIn(call, desk); !signedIn) {
        return signedIn;
    }
    return checkProof(call, traits, desk);
}

}  // namespace app::practice::graph
