// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/error_answers.h"
#include "practice/mastodon/routes.h"

#include "practice/persona.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::mastodon {
namespace {

constexpr std::string_view kVersion = "4.6.4";
constexpr std::string_view kTitle = "The practice street";
constexpr std::string_view kDescription =
    "A street of invented customers. Nothing said here leaves this machine.";
constexpr std::string_view kPushKey =
    "BPracticeStreetHasNoPushServiceThisKeyIsMadeUpAndFitsNoLockInTheWholeWideWorld0123456=";

Json mimeTypes() {
    return {"image/jpeg", "image/png",  "image/gif",  "image/heic",      "image/heif", "image/webp",
            "image/avif", "video/webm", "video/mp4",  "video/quicktime", "video/ogg",  "audio/wave",
            "audio/wav",  "audio/ogg",  "audio/mpeg", "audio/mp3",       "audio/webm", "audio/flac",
            "audio/aac",  "audio/m4a",  "audio/mp4"};
}

Json statusLimits() {
    return {{"max_characters", kMaxLength},
            {"max_media_attachments", 4},
            {"characters_reserved_per_url", kLinkLength}};
}

Json pollLimits() {
    return {{"max_options", 4},
            {"max_characters_per_option", 50},
            {"min_expiration", 300},
            {"max_expiration", 2629746}};
}

Answer instanceV1(Call& call) {
    const Instance& instance = call.state.instance;
    return jsonAnswer(
        {{"uri", instance.domain},
         {"title", kTitle},
         {"short_description", kDescription},
         {"description", ""},
         {"email", "street@kettle-and-kiln.example"},
         {"version", kVersion},
         {"urls", {{"streaming_api", "ws://" + instance.domain}}},
         {"stats", {{"user_count", 4}, {"status_count", instance.posts.size()}, {"domain_count", 9}}},
         {"thumbnail", instance.baseUrl + "/system/preview.png"},
         {"languages", {"en"}},
         {"registrations", false},
         {"approval_required", false},
         {"invites_enabled", false},
         {"configuration",
          {{"accounts", {{"max_featured_tags", 10}}},
           {"statuses", statusLimits()},
           {"media_attachments",
            {{"supported_mime_types", mimeTypes()},
             {"image_size_limit", 16777216},
             {"image_matrix_limit", 33177600},
             {"video_size_limit", 103809024},
             {"video_frame_rate_limit", 120},
             {"video_matrix_limit", 8294400}}},
           {"polls", pollLimits()}}},
         {"contact_account", nullptr},
         {"rules", Json::array()}});
}

Json configurationV2(const Instance& instance) {
    const Json everybody = {{"local", "public"}, {"remote", "public"}};
    return {{"urls",
             {{"streaming", "ws://" + instance.domain},
              {"status", nullptr},
              {"about", instance.baseUrl + "/about"},
              {"privacy_policy", instance.baseUrl + "/privacy-policy"},
              {"terms_of_service", nullptr}}},
            {"vapid", {{"public_key", kPushKey}}},
            {"accounts",
             {{"max_display_name_length", 40},
              {"max_note_length", 500},
              {"max_avatar_description_length", 150},
              {"max_header_description_length", 150},
              {"max_featured_tags", 10},
              {"max_pinned_statuses", 5},
              {"max_profile_fields", 4},
              {"profile_field_name_limit", 255},
              {"profile_field_value_limit", 255}}},
            {"statuses", statusLimits()},
            {"media_attachments",
             {{"description_limit", 1500},
              {"image_matrix_limit", 33177600},
              {"image_size_limit", 16777216},
              {"supported_mime_types", mimeTypes()},
              {"video_frame_rate_limit", 120},
              {"video_matrix_limit", 8294400},
              {"video_size_limit", 103809024}}},
            {"polls", pollLimits()},
            {"translation", {{"enabled", false}}},
            {"timelines_access",
             {{"live_feeds", everybody}, {"hashtag_feeds", everybody}, {"trending_link_feeds", everybody}}},
            {"limited_federation", false}};
}

Answer instanceV2(Call& call) {
    const Instance& instance = call.state.instance;
    Json icons = Json::array();
    for (const int size : {36, 48, 72, 96, 144, 192}) {
        icons.push_back({{"src", fmt::format("{}/system/icon-{}.png", instance.baseUrl, size)},
                         {"size", fmt::format("{0}x{0}", size)}});
    }
    return jsonAnswer(
        {{"domain", instance.domain},
         {"title", kTitle},
         {"version", kVersion},
         {"source_url", "https://github.com/mastodon/mastodon"},
         {"description", kDescription},
         {"usage", {{"users", {{"active_month", 4}}}}},
         {"thumbnail",
          {{"url", instance.baseUrl + "/system/preview.png"}, {"description", "A shop door with a bell"}}},
         {"icon", icons},
         {"languages", {"en"}},
         {"configuration", configurationV2(instance)},
         {"registrations",
          {{"enabled", false},
           {"approval_required", false},
           {"reason_required", false},
           {"message", nullptr},
           {"min_age", nullptr},
           {"url", nullptr}}},
         {"api_versions", {{"mastodon", 11}}},
         {"wrapstodon", nullptr},
         {"contact", {{"email", "street@kettle-and-kiln.example"}, {"account", nullptr}}},
         {"rules", Json::array()}});
}

Answer nodeinfoIndex(Call& call) {
    return jsonAnswer({{"links",
                        {{{"rel", "http://nodeinfo.diaspora.software/ns/schema/2.0"},
                          {"href", call.state.instance.baseUrl + "/nodeinfo/2.0"}}}}});
}

Answer nodeinfo(Call& call) {
    Answer answer = jsonAnswer({{"version", "2.0"},
                                {"software", {{"name", "mastodon"}, {"version", kVersion}}},
                                {"protocols", {"activitypub"}},
                                {"services", {{"outbound", Json::array()}, {"inbound", Json::array()}}},
                                {"usage",
                                 {{"users", {{"total", 4}, {"activeMonth", 4}, {"activeHalfyear", 4}}},
                                  {"localPosts", call.state.instance.posts.size()}}},
                                {"openRegistrations", false},
                                {"metadata", {{"nodeName", kTitle}, {"nodeDescription", kDescription}}}});
    return answer;
}

/// For "open in browser".
Answer profilePage(Call& call) {
    const std::string& name = call.captures.at(0);
    const Account* account = name.starts_with('@') ? call.state.instance.accountByHandle(name) : nullptr;
    if (account == nullptr) {
        return noSuchRoute(call.question);
    }
    return htmlPage(200, account->displayName,
                    fmt::format("<h1>{}</h1><p>@{}, invented for the practice street.</p>",
                                escapeHtml(account->displayName), escapeHtml(account->acct())));
}

Answer postPage(Call& call) {
    const Post* post = call.state.instance.post(parseId(call.captures.at(1)).value_or(0));
    if (post == nullptr || !call.state.instance.visible(*post, 0)) {
        return noSuchRoute(call.question);
    }
    const Account& author = call.state.instance.account(post->author);
    return htmlPage(200, author.displayName,
                    fmt::format("<h1>{}</h1>{}", escapeHtml(author.displayName), renderHtml(post->text, {})));
}

Answer home(Call&) {
    return htmlPage(200, kTitle, fmt::format("<h1>{}</h1><p>{}</p>", kTitle, kDescription));
}

}  // namespace

std::vector<Route> instanceRoutes() {
    return {
        {"GET", "/api/v1/instance", Access::Open, {}, instanceV1},
        {"GET", "/api/v2/instance", Access::Open, {}, instanceV2},
        {"GET", "/.well-known/nodeinfo", Access::Open, {}, nodeinfoIndex},
        {"GET", "/nodeinfo/2.0", Access::Open, {}, nodeinfo},
        {"GET", "/", Access::Open, {}, home},
        {"GET", "/:profile", Access::Open, {}, profilePage},
        {"GET", "/:profile/:post", Access::Open, {}, postPage},
    };
}

}  // namespace app::practice::mastodon
