// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/drafting.h"

#include "practice/bluesky/cid.h"
#include "practice/bluesky/facets.h"

#include <fmt/format.h>

namespace app::practice::bluesky {
namespace {

Json pictureEmbed(const Draft& draft) {
    Json images = Json::array();
    for (const std::string& description : draft.pictures) {
        const std::string name = fmt::format("{} {} {}", draft.author->did, draft.text, images.size());
        images.push_back({{"image",
                           {{"$type", "blob"},
                            {"ref", {{"$link", blobCid(name)}}},
                            {"mimeType", "image/png"},
                            {"size", 48'211}}},
                          {"alt", description},
                          {"aspectRatio", {{"width", 640}, {"height", 480}}}});
    }
    return {{"$type", "app.bsky.embed.images"}, {"images", images}};
}

}  // namespace

Json strongRef(const Record& record) {
    return {{"uri", record.uri}, {"cid", record.cid}};
}

Json facetsOf(const Network& network, const std::string& text) {
    return detectFacets(text, [&](std::string_view handle) {
        const Account* account = network.byIdentifier(handle);
        return account == nullptr ? std::string() : account->did;
    });
}

Json postRecord(const Network& network, const Draft& draft, std::int64_t atMs) {
    Json record = {
        {"$type", kPost}, {"text", draft.text}, {"langs", {draft.language}}, {"createdAt", stamp(atMs)}};
    if (Json facets = facetsOf(network, draft.text); !facets.is_null()) {
        record["facets"] = std::move(facets);
    }
    if (draft.parent != nullptr) {
        const Json& above = draft.parent->value;
        const Json::json_pointer root("/reply/root");
        record["reply"] = {{"root", above.contains(root) ? above[root] : strongRef(*draft.parent)},
                           {"parent", strongRef(*draft.parent)}};
    }
    if (draft.quoted != nullptr) {
        record["embed"] = {{"$type", "app.bsky.embed.record"}, {"record", strongRef(*draft.quoted)}};
    } else if (!draft.pictures.empty()) {
        record["embed"] = pictureEmbed(draft);
    }
    return record;
}

bool hears(const Network& network, const std::string& did, const Record* parent) {
    constexpr int kReach = 4;
    for (int height = 0; height < kReach && parent != nullptr; ++height) {
        if (parent->did == did) {
            return true;
        }
        parent = network.post(parentOf(*parent));
    }
    return false;
}

}  // namespace app::practice::bluesky
