// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

using test::Bench;
using test::need;
using test::needError;

namespace {

/// A bench with a library of two.
struct Library : Bench {
    bool told = false;  ///< a commit said that the library changed

    Library() {
        put("Hours", "We close at {{shop.closing|six}}.");
        put("Thanks", "Thank you!");
        store->onChange([this](const model::Change& change) { told = told || change.cannedReplies; });
    }

    void put(const std::string& title, const std::string& text) {
        need(engine->carryOut(model::AddCannedReply{.reply = {.id = {}, .title = title, .text = text}}));
    }
    [[nodiscard]] std::vector<model::CannedReply> all() { return need(store->read().cannedReplies()); }
    /// The sentence of a refusal, which changes nothing.
    std::string refusal(const model::Intent& intent) {
        const auto before = all();
        told = false;
        const base::Error error = needError(engine->carryOut(intent));
        CHECK(all() == before);
        CHECK_FALSE(told);
        CHECK(error.message.find('\n') == std::string::npos);
        return error.what();
    }
    std::string refusal(const std::string& title, const std::string& text) {
        return refusal(model::AddCannedReply{.reply = {.id = {}, .title = title, .text = text}});
    }
};

}  // namespace

TEST_CASE("a canned reply is added, changed and removed, and each is announced") {
    Library bench;
    bench.put("  Way \n to us ", "At the\nmill.");
    CHECK(bench.told);
    REQUIRE(bench.all().size() == 3);
    model::CannedReply way = bench.all().back();
    CHECK(way.title == "Way to us");
    CHECK(way.text == "At the\nmill.");

    bench.told = false;
    way.text = "Behind the mill.";
    need(bench.engine->carryOut(model::ChangeCannedReply{.reply = way}));
    CHECK(bench.told);
    CHECK(bench.all().back() == way);

    bench.told = false;
    need(bench.engine->carryOut(model::RemoveCannedReply{.reply = way.id}));
    CHECK(bench.told);
    CHECK(bench.all().size() == 2);
}

TEST_CASE("a change that changes nothing is announced to nobody") {
    Library bench;
    need(bench.engine->carryOut(model::ChangeCannedReply{.reply = bench.all().front()}));
    CHECK_FALSE(bench.told);
}

TEST_CASE("what was removed comes back in its place with its own id") {
    Library bench;
    const auto before = bench.all();
    need(bench.engine->carryOut(model::RemoveCannedReply{.reply = before.front().id}));
    bench.put("Hours", "Written anew under the same title.");
    need(bench.engine->carryOut(model::AddCannedReply{.reply = before.front()}));
    REQUIRE(bench.all().size() == 3);
    CHECK(bench.all().front() == before.front());
    // Twice is once.
    bench.told = false;
    need(bench.engine->carryOut(model::AddCannedReply{.reply = before.front()}));
    CHECK(bench.all().size() == 3);
    CHECK_FALSE(bench.told);
}

TEST_CASE("a canned reply without title or text is refused with a sentence that says so") {
    Library bench;
    const std::string nothing = GENERATE("", "  ", "\n\t");
    CHECK(bench.refusal(nothing, "text").find("no title") != std::string::npos);
    CHECK(bench.refusal("title", nothing).find("no text") != std::string::npos);
    model::CannedReply hours = bench.all().front();
    hours.text = nothing;
    CHECK(bench.refusal(model::ChangeCannedReply{.reply = hours}).find("no text") != std::string::npos);
}

TEST_CASE("a title that another canned reply has is refused and named") {
    Library bench;
    CHECK(bench.refusal(" hours ", "another text").find("“hours”") != std::string::npos);
    model::CannedReply thanks = bench.all().back();
    thanks.title = "HOURS";
    CHECK(bench.refusal(model::ChangeCannedReply{.reply = thanks}).find("“HOURS”") != std::string::npos);
    // Its own title is no other's.
    thanks.title = "THANKS";
    need(bench.engine->carryOut(model::ChangeCannedReply{.reply = thanks}));
    CHECK(bench.all().back().title == "THANKS");
}

TEST_CASE("a title that was there twice does not keep its text from being changed") {
    Library bench;
    need(bench.store->write("import", [](store::WriteTx& tx) -> base::Status {
        auto id = tx.addCannedReply({.id = {}, .title = "Hours", .text = "Imported."});
        return id ? base::Status{} : std::unexpected(id.error());
    }));
    model::CannedReply imported = bench.all().back();
    imported.text = "Imported and mended.";
    need(bench.engine->carryOut(model::ChangeCannedReply{.reply = imported}));
    CHECK(bench.all().back() == imported);
}

TEST_CASE("a canned reply that is not there can be neither changed nor removed") {
    Library bench;
    const model::CannedReply none{.id = {4711}, .title = "None", .text = "None"};
    CHECK(bench.refusal(model::ChangeCannedReply{.reply = none}).find("4711") != std::string::npos);
    CHECK(bench.refusal(model::RemoveCannedReply{.reply = none.id}).find("4711") != std::string::npos);
}

TEST_CASE("the names of shop and agent are kept through a restart, and announced when they change") {
    Bench bench;
    int told = 0;
    bench.store->onChange([&told](const model::Change& change) { told += change.names ? 1 : 0; });
    CHECK(need(bench.store->read().names()) == model::ShopNames{});
    const model::ShopNames names{.shop = "Brambleby Bakehouse", .agent = "Jo"};
    need(bench.engine->carryOut(
        model::SaveNames{.names = {.shop = " Brambleby\n Bakehouse ", .agent = "Jo"}}));
    CHECK(told == 1);
    need(bench.engine->carryOut(model::SaveNames{.names = names}));
    CHECK(told == 1);
    bench.restart();
    CHECK(need(bench.store->read().names()) == names);
    need(bench.engine->carryOut(model::SaveNames{.names = {}}));
    CHECK(need(bench.store->read().names()) == model::ShopNames{});
}

TEST_CASE("a name that is too long is refused and the ones before stay") {
    Bench bench;
    const model::ShopNames names{.shop = "Brambleby", .agent = "Jo"};
    need(bench.engine->carryOut(model::SaveNames{.names = names}));
    const base::Error error = needError(
        bench.engine->carryOut(model::SaveNames{.names = {.shop = "", .agent = std::string(101, 'x')}}));
    CHECK(error.what().find("100") != std::string::npos);
    CHECK(need(bench.store->read().names()) == names);
}

TEST_CASE("an import joins the library as a whole, or not at all") {
    Library bench;
    const model::CannedReply parking{
        .id = {}, .title = "Parking", .text = "Behind the mill.", .tags = {"way"}};
    CHECK(bench.refusal(
              model::ImportCannedReplies{.replies = {parking, {.id = {}, .title = "Empty", .text = " "}}}) ==
          "the canned reply has no text");
    need(bench.engine->carryOut(model::ImportCannedReplies{
        .replies = {parking, {.id = {}, .title = "Thanks", .text = "Thank you!", .tags = {"glad"}}}}));
    CHECK(bench.told);
    REQUIRE(bench.all().size() == 3);
    CHECK(bench.all()[1].tags == std::vector<std::string>{"glad"});
    CHECK(bench.all()[2].title == "Parking");
}

TEST_CASE("the owner's fields are saved tidied, and refused with the field that is wrong") {
    Library bench;
    need(bench.engine->carryOut(
        model::SaveOwnFields{.fields = {{.name = "{{Shop.Address}}", .value = " 5 Mill Lane "}}}));
    const std::vector<model::OwnField> kept{{.name = "shop.address", .value = "5 Mill Lane"}};
    CHECK(need(bench.store->read().ownFields()) == kept);
    CHECK(bench.refusal(model::SaveOwnFields{.fields = {{.name = "shop.name", .value = "x"}}}) ==
          "Shopbell fills in “shop.name” by itself");
    CHECK(bench.refusal(model::SaveOwnFields{.fields = {{.name = "return.days", .value = ""}}}) ==
          "the field “return.days” has no value");
    CHECK(need(bench.store->read().ownFields()) == kept);
}
