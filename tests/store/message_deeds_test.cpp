// SPDX-License-Identifier: GPL-3.0-or-later
#include "shop.h"

#include "store/message_deeds.h"

#include "support/catch.h"

using model::Deed;
using test::minute;
using test::need;
using test::needError;
using test::says;
using test::whispers;

namespace {

/// A shop whose platform hides and likes.
struct Square : test::Shop {
    explicit Square(bool hides = true, bool likes = true) {
        auto row = need(store->read().account(account));
        row.capabilities.hides = hides;
        row.capabilities.likes = likes;
        write([&](store::WriteTx& tx) { need(tx.updateAccount(row)); });
    }
    base::Status wish(const std::string& remoteId, Deed deed, bool wanted = true) {
        const base::MessageId id = message(remoteId).id;
        return change([&](store::MessageDeeds& deeds) {
            return deeds.wish({.message = id, .deed = deed, .wanted = wanted});
        });
    }
    base::Status change(const std::function<base::Status(store::MessageDeeds&)>& work) {
        const auto done = store->write("test", [&](store::WriteTx& tx) {
            store::MessageDeeds deeds(tx);
            return work(deeds);
        });
        return done ? base::Status{} : base::fail(done.error());
    }
    std::vector<model::DeedWish> wishes() { return need(store->read().deedWishes(account, 10)); }
    /// The first one, as it is about to be told.
    model::DeedWish leaves() {
        const model::DeedWish wish = wishes().at(0);
        need(change([&](store::MessageDeeds& deeds) { return deeds.leaves(wish); }));
        return wish;
    }
    void seen(const std::string& remoteId, model::DeedsSeen said, int minutes = 1) {
        auto message = says(remoteId, "mira", minutes);
        message.deeds = said;
        take({message});
    }
};

}  // namespace

TEST_CASE("a deed is possible with a customer's public message that is there, where the platform has it") {
    const bool hides = GENERATE(true, false);
    const bool likes = GENERATE(true, false);
    Square square(hides, likes);
    square.take(
        {says("1", "mira", 1), test::weSay("2", 2, "1"), whispers("3", "mira", 3), says("4", "mira", 4)});
    square.erase({"4"});
    CHECK(square.message("1").hide.possible == hides);
    CHECK(square.message("1").like.possible == likes);
    for (const char* other : {"2", "3", "4"}) {
        CHECK_FALSE(square.message(other).hide.possible);
        CHECK_FALSE(square.message(other).like.possible);
        CHECK(needError(square.wish(other, Deed::Hide)).kind == base::ErrorKind::Unsupported);
    }
    CHECK(square.wish("1", Deed::Hide).has_value() == hides);
    CHECK(square.wish("1", Deed::Like).has_value() == likes);
    CHECK(square.wishes().size() == static_cast<std::size_t>(hides) + static_cast<std::size_t>(likes));
}

TEST_CASE("a wish waits in the database until it was told, and is what the thread shows meanwhile") {
    Square square;
    square.take({says("1", "mira", 1)});
    need(square.wish("1", Deed::Hide));
    CHECK(square.message("1").hide.isDone());
    CHECK_FALSE(square.message("1").hide.done);
    square.open();
    REQUIRE(square.wishes().size() == 1);
    const model::DeedWish wish = square.leaves();
    CHECK(wish.remoteId == "1");
    CHECK(wish.at == minute(1));
    CHECK(wish.deed == Deed::Hide);
    CHECK(wish.wanted);
    need(square.change([&](store::MessageDeeds& deeds) { return deeds.done(wish); }));
    CHECK(square.wishes().empty());
    CHECK(square.message("1").hide.done);
    CHECK_FALSE(square.message("1").hide.wished);
    // It answers nobody.
    CHECK(square.stateOf("1") == "needs_reply");
    CHECK(square.faults() == "");
}

TEST_CASE("the opposite wish takes the place of one, and goes nowhere when nothing has left yet") {
    Square square;
    square.take({says("1", "mira", 1)});
    need(square.wish("1", Deed::Like));
    const bool left = GENERATE(true, false);
    if (left) {
        static_cast<void>(square.leaves());
    }
    need(square.wish("1", Deed::Like, false));
    CHECK_FALSE(square.message("1").like.isDone());
    REQUIRE(square.wishes().size() == (left ? 1U : 0U));
    if (left) {
        CHECK_FALSE(square.wishes().front().wanted);
    }
}

TEST_CASE("an answer to a wish that was replaced meanwhile settles nothing of the new one") {
    Square square;
    square.take({says("1", "mira", 1)});
    need(square.wish("1", Deed::Hide));
    const model::DeedWish first = square.leaves();
    need(square.wish("1", Deed::Hide, false));
    const bool refused = GENERATE(true, false);
    need(square.change([&](store::MessageDeeds& deeds) {
        return refused ? deeds.refused(first, "no") : deeds.done(first);
    }));
    REQUIRE(square.wishes().size() == 1);
    CHECK_FALSE(square.wishes().front().wanted);
    CHECK(square.message("1").hide.done == !refused);
    CHECK_FALSE(square.message("1").hide.isDone());
    CHECK(square.message("1").hide.refusal.empty());
}

TEST_CASE("a refused wish is taken back with its reason, until there is another or the platform says more") {
    Square square;
    square.take({says("1", "mira", 1)});
    need(square.wish("1", Deed::Hide));
    const model::DeedWish wish = square.leaves();
    need(square.change([&](store::MessageDeeds& deeds) { return deeds.refused(wish, "The Page may not."); }));
    CHECK(square.wishes().empty());
    CHECK_FALSE(square.message("1").hide.isDone());
    CHECK(square.message("1").hide.refusal == "The Page may not.");
    square.seen("1", {.hidden = false, .canHide = true});
    CHECK(square.message("1").hide.refusal == "The Page may not.");
    if (GENERATE(true, false)) {
        need(square.wish("1", Deed::Hide));
        CHECK(square.wishes().size() == 1);
    } else {
        square.seen("1", {.hidden = true});
    }
    CHECK(square.message("1").hide.isDone());
    CHECK(square.message("1").hide.refusal.empty());
}

TEST_CASE("what the platform says of a message is shown, also when it was done in another app") {
    Square square;
    const bool known = GENERATE(true, false);
    if (known) {
        square.take({says("1", "mira", 1)});
    }
    square.seen("1", {.hidden = true, .liked = true});
    CHECK(square.message("1").hide.done);
    CHECK(square.message("1").like.done);
    // A list that says nothing of it takes nothing back.
    square.take({says("1", "mira", 1)});
    square.seen("1", {.canHide = true});
    CHECK(square.message("1").hide.done);
    square.seen("1", {.hidden = false, .liked = false});
    CHECK_FALSE(square.message("1").hide.done);
    CHECK_FALSE(square.message("1").like.done);
    square.seen("1", {.canHide = false});
    CHECK_FALSE(square.message("1").hide.possible);
    CHECK(square.message("1").like.possible);
    square.seen("1", {.canHide = true});
    CHECK(square.message("1").hide.possible);
    CHECK(square.faults() == "");
}

TEST_CASE("a platform that says the same again changes nothing, and a message without deeds costs no row") {
    Square square;
    square.seen("1", {.hidden = false, .liked = false, .canHide = true, .canLike = true});
    CHECK(square.number("SELECT count(*) FROM message_deed") == 0);
    square.seen("1", {.hidden = true});
    auto message = says("1", "mira", 1);
    message.deeds = {.hidden = true};
    auto change = need(square.store->write("test", [&](store::WriteTx& tx) -> base::Status {
        need(tx.ingest(square.account, {.messages = {message}}));
        return {};
    }));
    CHECK(change.conversations.empty());
}

TEST_CASE("wishes that were put off go when their time comes, or whatever held them up is over") {
    Square square;
    square.take({says("1", "mira", 1), says("2", "juri", 2)});
    need(square.wish("1", Deed::Hide));
    need(square.wish("2", Deed::Like));
    const model::DeedWish first = square.leaves();
    const auto later = base::fromMs(9'000'000'000'000);
    need(square.change([&](store::MessageDeeds& deeds) { return deeds.later(first, later); }));
    REQUIRE(square.wishes().size() == 2);
    CHECK(square.wishes().front().remoteId == "2");
    CHECK(square.wishes().back().notBefore == later);
    CHECK(square.wishes().back().attempts == 1);
    need(square.change([&](store::MessageDeeds& deeds) { return deeds.hurry(square.account); }));
    CHECK(square.wishes().front().remoteId == "1");
}

TEST_CASE("with its message, its customer or its account a deed is forgotten") {
    Square square;
    square.seen("1", {.hidden = true});
    need(square.wish("1", Deed::Like));
    SECTION("the customer is erased") {
        const auto customer = square.message("1").author;
        square.write([&](store::WriteTx& tx) { need(tx.eraseCustomer({customer})); });
        CHECK(square.number("SELECT count(*) FROM message_deed") == 0);
    }
    SECTION("the account is forgotten") {
        square.write([&](store::WriteTx& tx) { need(tx.removeAccount(square.account, true)); });
        CHECK(square.number("SELECT count(*) FROM message_deed") == 0);
    }
    SECTION("the account is removed and its history stays") {
        square.write([&](store::WriteTx& tx) { need(tx.removeAccount(square.account, false)); });
        CHECK(square.wishes().empty());
        CHECK(square.message("1").hide.done);
    }
}
