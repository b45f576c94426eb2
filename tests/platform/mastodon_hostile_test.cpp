// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogue.h"
#include "leaves.h"
#include "platform/mastodon/lists.h"
#include "platform/registry.h"
#include "samples.h"
#include "support/catch.h"

#include "base/text.h"

#include <string>
#include <vector>

/// Answers that no honest server gives.
namespace {

using namespace platform::mastodon;
using samples::Json;

std::vector<ListedItem> readPage(const std::string& body) {
    static const auto account = samples::account();
    static const Server server(account.server, samples::secrets());
    static const Self self(account);
    auto items = readNotifications({server, self, dialogue::kNow}, dialogue::json(body).response());
    INFO((items ? std::string() : items.error().what()));
    REQUIRE(items);
    return *std::move(items);
}

/// A page whose middle item is hostile; its neighbours must come through whole.
const ListedItem& between(const std::string& hostile, std::vector<ListedItem>& kept) {
    const auto good = [](std::string_view id) {
        return samples::notification(
                   id, samples::status("s" + std::string(id), samples::mira(), "<p>fine</p>", 5), 5)
            .dump();
    };
    kept = readPage("[" + good("1") + "," + hostile + "," + good("3") + "]");
    REQUIRE(kept.size() == 3);
    for (const std::size_t neighbour : {0U, 2U}) {
        REQUIRE(kept[neighbour].message);
        CHECK(kept[neighbour].message->text == "fine");
        CHECK(kept[neighbour].message->unreadable.empty());
    }
    return kept[1];
}

/// Whatever it was: a message that can be stored.
void checkStorable(const model::IncomingMessage& message) {
    CHECK_FALSE(message.remoteId.empty());
    for (const auto* text :
         {&message.remoteId, &message.text, &message.subject, &message.audience, &message.url,
          &message.author.handle, &message.author.name, &message.rawJson, &message.unreadable}) {
        CHECK(base::isValidUtf8(*text));
        CHECK(text->find('\0') == std::string::npos);
    }
    CHECK(message.unreadable.empty() == message.rawJson.empty());
}

Json whole() {
    Json status = samples::status("55", samples::mira(), "<p>" + samples::shopMention() + " hello</p>", 5);
    status["mentions"] = {samples::mentionOf(samples::us())};
    status["media_attachments"] = {
        {{"id", "1"}, {"type", "image"}, {"url", "https://a.example/1.png"}, {"description", "x"}}};
    status["poll"] = {{"options", {{{"title", "red"}}}}};
    return samples::notification("2", status, 5);
}

}  // namespace

TEST_CASE("any value at any place of an item costs at most that item") {
    std::string deep = std::string(200, '[') + std::string(200, ']');
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
    const Json item = whole();
    std::size_t tried = 0;
    for (const auto& [path, places] : leaves::placesOf(item)) {
        for (auto place = places.front(); !place.empty(); place.pop_back()) {
            for (const auto& value : values) {
                Json changed = item;
                changed[place] = "<<here>>";
                std::string text = changed.dump();
                text.replace(text.find("\"<<here>>\""), 10, value);
                CAPTURE(place.to_string(), value.substr(0, 40));
                std::vector<ListedItem> kept;
                const auto& middle = between(text, kept);
                if (middle.message) {
                    checkStorable(*middle.message);
                    if (!middle.message->unreadable.empty()) {
                        CHECK(middle.message->unreadable.starts_with("[1]"));
                    }
                }
                ++tried;
            }
        }
    }
    CHECK(tried > 1'000);
}

TEST_CASE("any field of an item may be missing or there twice") {
    const Json item = whole();
    for (const auto& [path, places] : leaves::placesOf(item)) {
        for (auto place = places.front(); !place.empty(); place.pop_back()) {
            if (place.back().find_first_not_of("0123456789") == std::string::npos) {
                continue;
            }
            CAPTURE(place.to_string());
            Json changed = item;
            auto owner = place;
            owner.pop_back();
            changed[owner].erase(place.back());
            std::vector<ListedItem> kept;
            const auto& without = between(changed.dump(), kept);
            if (without.message) {
                checkStorable(*without.message);
            }

            changed = item;
            const std::string once = Json(place.back()).dump() + ":" + item[place].dump();
            changed[place] = "<<here>>";
            std::string twice = changed.dump();
            const std::string marked = Json(place.back()).dump() + ":\"<<here>>\"";
            twice.replace(twice.find(marked), marked.size(), once + "," + once);
            const auto& doubled = between(twice, kept);
            REQUIRE(doubled.message);
            CHECK(doubled.message->unreadable.empty());
            CHECK(doubled.message->text == "@shop hello\n\n○ red");
            CHECK(doubled.message->attachments.size() == 1);
        }
    }
}

TEST_CASE("ten thousand levels of nesting cost the item that holds them") {
    for (const auto& [open, close] : {std::pair{"[", "]"}, std::pair{"{\"a\":", "}"}}) {
        std::string deep;
        for (int level = 0; level < 10'000; ++level) {
            deep += open;
        }
        deep += "1";
        for (int level = 0; level < 10'000; ++level) {
            deep += close;
        }
        Json item = whole();
        item["status"]["card"] = "<<here>>";
        std::string text = item.dump();
        text.replace(text.find("\"<<here>>\""), 10, deep);
        std::vector<ListedItem> kept;
        const auto& middle = between(text, kept);
        REQUIRE(middle.message);
        CHECK(middle.message->unreadable == "[1]: nested too deeply");
        CHECK(middle.message->rawJson.size() <= 65'536);
        checkStorable(*middle.message);
    }
}

TEST_CASE("a page cut at any byte is a failed poll or fewer items, never a crash") {
    const std::string page = "[" + whole().dump() + "," + whole().dump() + "]";
    const auto account = samples::account();
    const Server server(account.server, samples::secrets());
    const Self self(account);
    for (std::size_t length = 0; length < page.size(); ++length) {
        const auto items = readNotifications({server, self, dialogue::kNow},
                                             dialogue::json(page.substr(0, length)).response());
        CHECK_FALSE(items);
    }
}

TEST_CASE("whatever answers come, every list of steps ends") {
    const platform::Registry registry;
    const auto& adapter = *registry.adapter("mastodon");
    const auto account = samples::account();
    const auto secrets = samples::secrets();
    base::SeededRandom random(3);
    const std::vector<dialogue::Answer> answers{
        dialogue::json(""),
        dialogue::json("null"),
        dialogue::json("[]"),
        dialogue::json("{}"),
        dialogue::json("[null]"),
        dialogue::json("[[],{},1]"),
        dialogue::json("{\"ancestors\":5,\"descendants\":[7]}"),
        dialogue::json("\xFF\xFF"),
        dialogue::json(whole().dump()),
        dialogue::json("[" + whole().dump() + "]"),
        dialogue::page(404),
        dialogue::page(500),
        dialogue::Answer{0, ""},
        dialogue::Answer{999, "{\"error\":[]}"},
        dialogue::Answer{204, ""},
        dialogue::Answer{
            200, "{}", {{"Link", "<>; rel=next, <<>>; rel=\"prev\", ;;;,"}, {"Content-Type", ""}}}};
    const auto drain = [&](auto steps, std::size_t start) {
        std::size_t requests = 0;
        while (!steps->finished() && requests < 3'000) {
            const auto& answer = answers[(start + requests) % answers.size()];
            static_cast<void>(steps->request());
            static_cast<void>(steps->accept(answer.response(), dialogue::kNow));
            static_cast<void>(steps->take());
            ++requests;
        }
        CHECK(steps->finished());
    };
    for (std::size_t start = 0; start < answers.size(); ++start) {
        drain(adapter.identify(account, secrets), start);
        drain(adapter.testAbilities(account, secrets), start);
        drain(
            adapter.poll(
                {.account = account, .secrets = secrets, .cursors = {}, .recent = {{"a", "b"}, {"c", "d"}}}),
            start);
        drain(adapter.poll({.account = account,
                            .secrets = secrets,
                            .cursors = {{"notifications", "n1 5"}, {"own_statuses", " "}}}),
              start);
        drain(adapter.readThread(account, secrets, "1", {"2", "3"}), start);
        drain(adapter.send(account, secrets, {.body = "not json", .repeatKey = ""}), start);
        drain(adapter.lookUp(
                  {.account = account, .secrets = secrets, .draft = {.parentRemoteId = "1"}, .frozen = {}}),
              start);
        drain(registry.oauth("mastodon")->begin(account.server, "", random), start);
        drain(registry.oauth("mastodon")->exchange(account.server, {}, "code"), start);
    }
}

TEST_CASE("a display name or address that lies stays data") {
    Json item = whole();
    item["status"]["account"]["display_name"] = "\u202Eevil <b>bold</b>\n";
    item["status"]["url"] = "javascript:alert(1)";
    item["status"]["spoiler_text"] = "<img src=x>";
    const auto items = readPage("[" + item.dump() + "]");
    // Names are cleaned where they are shown, and nothing is ever opened or rendered: here they stand as they
    // came.
    CHECK(items[0].message->author.name == "\u202Eevil <b>bold</b>\n");
    CHECK(items[0].message->subject == "<img src=x>");
    CHECK(items[0].message->url == "javascript:alert(1)");
}
