// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"

#include "base/text.h"

namespace hostile {

namespace {

/// JSON that stands for a mark in the text.
std::string filled(const Json& marked, const std::string& mark, const std::string& json) {
    std::string text = marked.dump();
    text.replace(text.find(mark), mark.size(), json);
    return text;
}

void eachPlace(const Json& item, const std::function<void(const Json::json_pointer&)>& visit) {
    for (const auto& [path, places] : leaves::placesOf(item)) {
        for (auto place = places.front(); !place.empty(); place.pop_back()) {
            visit(place);
        }
    }
}

bool isField(const Json::json_pointer& place) {
    return place.back().find_first_not_of("0123456789") != std::string::npos;
}

}  // namespace

std::size_t anyValueAnywhere(const Json& item, const Try& attempt) {
    const std::string deep = std::string(200, '[') + std::string(200, ']');
    const std::vector<std::string> values{"null",
                                          "true",
                                          "7",
                                          "-1",
                                          "1e308",
                                          "123456789012345678901234567890",
                                          "\"\"",
                                          "\"x\"",
                                          "\"\\ud83d\"",
                                          "\"\\u0000\"",
                                          "\"\xFF\xFE\"",
                                          "\"\xED\xA0\x80\"",
                                          "[]",
                                          "[null]",
                                          "[[{}]]",
                                          "{}",
                                          "{\"id\":{\"id\":{}}}",
                                          deep,
                                          "\"" + std::string(100'000, 'x') + "\"",
                                          "nul",
                                          "01",
                                          "{\"a\" 1}"};
    std::size_t tried = 0;
    eachPlace(item, [&](const Json::json_pointer& place) {
        for (const auto& value : values) {
            Json changed = item;
            changed[place] = "<<here>>";
            CAPTURE(place.to_string(), value.substr(0, 40));
            attempt(filled(changed, "\"<<here>>\"", value));
            ++tried;
        }
    });
    return tried;
}

void anyFieldMissing(const Json& item, const Try& attempt) {
    eachPlace(item, [&](const Json::json_pointer& place) {
        if (isField(place)) {
            CAPTURE(place.to_string());
            Json changed = item;
            auto owner = place;
            owner.pop_back();
            changed[owner].erase(place.back());
            attempt(changed.dump());
        }
    });
}

void anyFieldTwice(const Json& item, const Try& attempt) {
    eachPlace(item, [&](const Json::json_pointer& place) {
        if (isField(place)) {
            CAPTURE(place.to_string());
            Json changed = item;
            const std::string once = Json(place.back()).dump() + ":" + item[place].dump();
            changed[place] = "<<here>>";
            attempt(filled(changed, Json(place.back()).dump() + ":\"<<here>>\"", once + "," + once));
        }
    });
}

void tenThousandLevels(Json item, const Json::json_pointer& place, const Try& attempt) {
    item[place] = "<<here>>";
    for (const auto& [open, close] : {std::pair{"[", "]"}, std::pair{"{\"a\":", "}"}}) {
        constexpr int kLevels = 10'000;
        std::string deep;
        for (int level = 0; level < kLevels; ++level) {
            deep += open;
        }
        deep += "1";
        for (int level = 0; level < kLevels; ++level) {
            deep += close;
        }
        attempt(filled(item, "\"<<here>>\"", deep));
    }
}

void checkStorable(const model::IncomingMessage& message) {
    CHECK_FALSE(message.remoteId.empty());
    for (const auto* text : {&message.remoteId, &message.threadId, &message.text, &message.subject,
                             &message.audience, &message.url, &message.author.handle, &message.author.name,
                             &message.rawJson, &message.unreadable}) {
        CHECK(base::isValidUtf8(*text));
        CHECK(text->find('\0') == std::string::npos);
    }
    CHECK(message.unreadable.empty() == message.rawJson.empty());
}

std::vector<dialogue::Answer> oddAnswers() {
    return {dialogue::json(""),
            dialogue::json("null"),
            dialogue::json("[]"),
            dialogue::json("{}"),
            dialogue::json("[null]"),
            dialogue::json("[[],{},1]"),
            dialogue::json("\xFF\xFF"),
            dialogue::page(404),
            dialogue::page(500),
            dialogue::Answer{0, ""},
            dialogue::Answer{999, "{\"error\":[]}"},
            dialogue::Answer{204, ""},
            dialogue::Answer{
                200, "{}", {{"Link", "<>; rel=next, <<>>; rel=\"prev\", ;;;,"}, {"Content-Type", ""}}}};
}

}  // namespace hostile
