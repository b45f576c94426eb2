// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/error_answers.h"
#include "practice/mastodon/routes.h"
#include "practice/picture.h"

#include <algorithm>

namespace app::practice::mastodon {
namespace {

/// Sound and film take this long to be made ready, in street time.
constexpr std::int64_t kProcessingMs = 3'000;

Answer upload(Call& call) {
    const FormPart* file = call.params.file("file");
    if (file == nullptr) {
        return errorAnswer(422, "Validation failed: File can't be blank");
    }
    const bool isImage = file->type.starts_with("image/");
    const bool isVideo = file->type.starts_with("video/");
    if (!isImage && !isVideo && !file->type.starts_with("audio/")) {
        return errorAnswer(422, "Validation failed: File content type is invalid, File is invalid");
    }
    Media media;
    media.id = call.state.instance.ids.snowflake(call.nowMs);
    media.owner = call.viewer;
    media.type = isImage ? "image" : isVideo ? "video" : "audio";
    media.mime = file->type;
    media.description = call.params.text("description");
    media.readyMs = isImage ? call.nowMs : call.nowMs + kProcessingMs;
    media.bytes = file->content;
    const Media& kept = call.state.instance.media[media.id] = std::move(media);
    Json json = call.render().media(kept);
    if (kept.readyMs > call.nowMs) {
        json["url"] = nullptr;
        return {.status = 202, .body = dump(json)};
    }
    return jsonAnswer(json);
}

Media* ownMedia(const Call& call) {
    const auto found = call.state.instance.media.find(call.id());
    const bool isOwn = found != call.state.instance.media.end() && found->second.owner == call.viewer;
    return isOwn ? &found->second : nullptr;
}

Answer show(Call& call) {
    const Media* media = ownMedia(call);
    if (media == nullptr) {
        return recordNotFound();
    }
    Json json = call.render().media(*media);
    if (media->readyMs > call.nowMs) {
        json["url"] = nullptr;
        return {.status = 206, .body = dump(json)};
    }
    return jsonAnswer(json);
}

Answer describe(Call& call) {
    Media* media = ownMedia(call);
    if (media == nullptr || media->post != 0) {
        return recordNotFound();
    }
    if (const auto description = call.params.text("description")) {
        media->description = description;
    }
    return jsonAnswer(call.render().media(*media));
}

/// Uploaded files as they came, everything else drawn.
Answer file(Call& call) {
    for (const auto& [id, media] : call.state.instance.media) {
        const bool isThis =
            call.question.path == mediaPath(id, "original") || call.question.path == mediaPath(id, "small");
        if (isThis && !media.bytes.empty()) {
            return {.type = media.mime, .body = media.bytes};
        }
    }
    const bool isPhoto = call.question.path.find("/media_attachments/") != std::string::npos;
    const std::string name = call.question.path.substr(call.question.path.rfind('/') + 1);
    return {.type = "image/png", .body = isPhoto ? drawPicture(name, 320, 240) : drawPicture(name, 96, 96)};
}

Answer customEmojis(Call& call) {
    Json list = Json::array();
    for (const char* name : {"kiln", "blobheart", "teapot"}) {
        const std::string url = call.state.instance.baseUrl + "/system/custom_emojis/images/000/000/001";
        list.push_back({{"shortcode", name},
                        {"url", url + "/original/" + name + ".png"},
                        {"static_url", url + "/static/" + name + ".png"},
                        {"visible_in_picker", true},
                        {"category", nullptr}});
    }
    return jsonAnswer(list);
}

}  // namespace

std::vector<Route> mediaRoutes() {
    const std::vector<std::string> kWrite{"write", "write:media"};
    return {
        {"POST", "/api/v1/media", Access::User, kWrite, upload, RateFamily::Media},
        {"POST", "/api/v2/media", Access::User, kWrite, upload, RateFamily::Media},
        {"GET", "/api/v1/media/:id", Access::User, kWrite, show},
        {"PUT", "/api/v1/media/:id", Access::User, kWrite, describe},
        {"GET", "/api/v1/custom_emojis", Access::Open, {}, customEmojis},
        {"GET", "/system/*", Access::Open, {}, file},
        {"GET", "/headers/*", Access::Open, {}, file},
    };
}

}  // namespace app::practice::mastodon
