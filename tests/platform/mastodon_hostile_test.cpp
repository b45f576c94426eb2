// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogue.h"
#include "hostile.h"
#include "platform/mastodon/lists.h"
#include "platform/registry.h"
#include "samples.h"
#include "support/catch.h"

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
    const auto tried = hostile::anyValueAnywhere(whole(), [](const std::string& text) {
        std::vector<ListedItem> kept;
        const auto& middle = between(text, kept);
        if (middle.message) {
            hostile::checkStorable(*middle.message);
            if (!middle.message->unreadable.empty()) {
                CHECK(middle.message->unreadable.starts_with("[1]"));
            }
        }
    });
    CHECK(tried > 1'000);
}

TEST_CASE("any field of an item may be missing or there twice") {
    hostile::anyFieldMissing(whole(), [](const std::string& text) {
        std::vector<ListedItem> kept;
        const auto& without = between(text, kept);
        if (without.message) {
            hostile::checkStorable(*without.message);
        }
    });
    hostile::anyFieldTwice(whole(), [](const std::string& text) {
        std::vector<ListedItem> kept;
        const auto& doubled = between(text, kept);
        REQUIRE(doubled.message);
        CHECK(doubled.message->unreadable.empty());
        CHECK(doubled.message->text == "@shop hello\n\n○ red");
        CHECK(doubled.message->attachments.size() == 1);
    });
}

TEST_CASE("ten thousand levels of nesting cost the item that holds them") {
    hostile::tenThousandLevels(whole(), Json::json_pointer("/status/card"), [](const std::string& text) {
        std::vector<ListedItem> kept;
        const auto& middle = between(text, kept);
        REQUIRE(middle.message);
        CHECK(middle.message->unreadable == "[1]: nested too deeply");
        CHECK(middle.message->rawJson.size() <= 65'536);
        hostile::checkStorable(*middle.message);
    });
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
    auto answers = hostile::oddAnswers();
    answers.insert(answers.end(),
                   {dialogue::json("{\"ancestors\":5,\"descendants\":[7]}"), dialogue::json(whole().dump()),
                    dialogue::json("[" + whole().dump() + "]")});
    const auto drain = [&answers](const auto& steps, std::size_t start) {
        hostile::drain(steps, answers, start);
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
        drain(registry.oauth("mastodon")->begin(account.server, "", {}, random), start);
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
