// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "support/catch.h"

using test::Desk;
using test::need;

namespace {

struct LibraryDesk : Desk {
    base::CannedReplyId add(const model::CannedReply& reply) {
        base::CannedReplyId id;
        write([&](store::WriteTx& tx) { id = need(tx.addCannedReply(reply)); });
        return id;
    }
    [[nodiscard]] std::vector<model::CannedReply> all() { return need(store->read().cannedReplies()); }
    [[nodiscard]] std::vector<model::CannedUse> uses() { return need(store->read().cannedUses()); }
    base::ReplyId answer(base::CannedReplyId canned, const std::string& to) {
        const base::ReplyId reply = queue("until six", to);
        write([&](store::WriteTx& tx) { need(tx.learn(reply, canned)); });
        return reply;
    }
};

model::CannedReply hours() {
    return {.id = {},
            .title = "Hours",
            .text = "Until six.",
            .tags = {"opening", "weekend"},
            .variants = {{.text = "Bis sechs.", .platform = "", .language = "de"},
                         {.text = "6", .platform = "bluesky", .language = ""}}};
}

}  // namespace

TEST_CASE("tags and variants of a canned reply are kept in order, changed and removed with it") {
    LibraryDesk desk;
    desk.add({.id = {}, .title = "Plain", .text = "Words"});
    model::CannedReply reply = hours();
    reply.id = desk.add(reply);
    desk.add({.id = {}, .title = "Later", .text = "Words", .variants = {{.text = "w"}}});
    REQUIRE(desk.all().size() == 3);
    CHECK(desk.all()[0].variants.empty());
    CHECK(desk.all()[1] == reply);
    CHECK(desk.all()[2].variants.size() == 1);

    std::swap(reply.variants[0], reply.variants[1]);
    reply.tags = {"closing"};
    desk.write([&](store::WriteTx& tx) { need(tx.updateCannedReply(reply)); });
    CHECK(desk.all()[1] == reply);

    desk.write([&](store::WriteTx& tx) { need(tx.removeCannedReply(reply.id)); });
    CHECK(desk.all().size() == 2);
    desk.write([&](store::WriteTx& tx) { need(tx.putBackCannedReply(reply)); });
    CHECK(desk.all()[1] == reply);
}

TEST_CASE("what is there already is not doubled, and gets the tags and variants that come with it") {
    LibraryDesk desk;
    const base::CannedReplyId first =
        desk.add({.id = {}, .title = "Hours", .text = "Until six.", .tags = {"x"}});
    CHECK(desk.add(hours()) == first);
    REQUIRE(desk.all().size() == 1);
    CHECK(desk.all()[0].tags == std::vector<std::string>{"x", "opening", "weekend"});
    CHECK(desk.all()[0].variants == hours().variants);
    CHECK(desk.add(hours()) == first);
    CHECK(desk.all()[0].variants.size() == 2);
}

TEST_CASE("uses are counted from what was answered, without what was taken back or discarded") {
    LibraryDesk desk;
    const base::CannedReplyId id = desk.add(hours());
    CHECK(desk.uses().empty());
    desk.answer(id, "1");
    const base::ReplyId second = desk.answer(id, "2");
    REQUIRE(desk.uses().size() == 1);
    CHECK(desk.uses()[0].reply == id);
    CHECK(desk.uses()[0].times == 2);
    CHECK(base::toMs(desk.uses()[0].lastAt) > 0);
    desk.write([&](store::WriteTx& tx) { need(store::Outbox(tx).cancel(second)); });
    CHECK(desk.uses()[0].times == 1);
}

TEST_CASE("own fields are kept by name, and announced when they change") {
    LibraryDesk desk;
    CHECK(need(desk.store->read().ownFields()).empty());
    int told = 0;
    desk.store->onChange([&](const model::Change& change) { told += change.names; });
    const std::vector<model::OwnField> fields{{.name = "return.days", .value = "14"},
                                              {.name = "shop.address", .value = "5 Mill Lane"}};
    const auto save = [&](const std::vector<model::OwnField>& wanted) {
        desk.write([&](store::WriteTx& tx) { need(tx.saveOwnFields(wanted)); });
    };
    save({fields[1], fields[0]});
    CHECK(need(desk.store->read().ownFields()) == fields);
    save(fields);
    CHECK(told == 1);
    save({fields[0]});
    CHECK(need(desk.store->read().ownFields()) == std::vector<model::OwnField>{fields[0]});
    CHECK(told == 2);
}
