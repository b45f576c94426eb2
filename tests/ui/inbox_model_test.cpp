// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "fake_source.h"

#include "support/fake_clock.h"
#include "ui/models/inbox_model.h"
#include "ui/models/roles.h"

#include <QAbstractItemModelTester>

using ui::InboxModel;

namespace {

constexpr base::Duration kMinute{60'000};

struct List {
    explicit List(int count) {
        for (int i = 1; i <= count; ++i) {
            model::ConversationRow row{.id = base::ConversationId{i},
                                       .account = base::AccountId{1},
                                       .platform = "mastodon",
                                       .customer = base::ContactId{i},
                                       .customerName = "Customer " + std::to_string(i),
                                       .snippet = "Question " + std::to_string(i),
                                       .lastAt = clock.utcNow() - i * kMinute};
            row.waitingSince = clock.utcNow() - 10 * kMinute;
            row.dueAt = *row.waitingSince + model::ResponseTarget{}.length;
            source.conversations.push_back(row);
        }
    }
    static model::Change changed(std::int64_t id) {
        model::Change change;
        change.conversations.insert(base::ConversationId{id});
        return change;
    }
    std::vector<std::int64_t> ids() const {
        std::vector<std::int64_t> all;
        for (int row = 0; row < model.rowCount(); ++row) {
            all.push_back(model.conversationAt(row).value);
        }
        return all;
    }
    std::string spoken(int row) const {
        return model.index(row).data(Qt::AccessibleTextRole).toString().toStdString();
    }

    support::FakeClock clock;
    uitest::FakeSource source;
    view::Words words;
    InboxModel model{source, words, clock};
};

}  // namespace

TEST_CASE("a list of 100,000 rows is scrolled to its end in reads of at most 200") {
    List list(100'000);
    // The fake sorts everything for each page: one newest-first order is enough here.
    list.model.show(model::ConversationState::NeedsReply);
    int reads = 0;
    while (list.model.canFetchMore({}) && list.model.rowCount() < 3'000) {
        list.model.fetchMore({});
        ++reads;
    }
    CHECK(list.model.rowCount() >= 3'000);
    CHECK(reads >= 15);
    CHECK(list.source.largestRead <= view::ConsoleSource::kMostRows);

    // The first rows left the cache; looking at one brings it back with its neighbours, in one small read.
    list.source.asked.clear();
    CHECK(list.spoken(0).find("Customer 1") == 0);
    CHECK(list.spoken(1).find("Customer 2") == 0);
    CHECK(list.source.asked == std::vector<std::string>{"inbox"});
    CHECK(list.source.largestRead <= view::ConsoleSource::kMostRows);
}

TEST_CASE("a row reads as one sentence with its badge") {
    List list(1);
    list.model.show(model::ConversationState::NeedsReply);
    const std::string spoken = list.spoken(0);
    for (const char* part : {"Customer 1", "Question 1", "Public", "Waiting for 10 minutes"}) {
        CAPTURE(spoken, part);
        CHECK(spoken.find(part) != std::string::npos);
    }
}

TEST_CASE("a change reads again only the conversations that it names") {
    List list(300);
    list.model.show(model::ConversationState::NeedsReply);
    list.source.asked.clear();
    list.source.row(base::ConversationId{40})->snippet = "Something else";
    int announced = 0;
    QObject::connect(
        &list.model, &QAbstractItemModel::dataChanged,
        [&](const QModelIndex& from, const QModelIndex& to) { announced += to.row() - from.row() + 1; });
    list.model.apply(List::changed(40));
    CHECK(list.source.asked == std::vector<std::string>{"conversation 40"});
    CHECK(announced == 1);
    CHECK(list.spoken(39).find("Something else") != std::string::npos);
}

TEST_CASE("a conversation moves up when it is written in, leaves when it is answered, and comes back") {
    List list(5);
    QAbstractItemModelTester tester(&list.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    // It would fetch while it is being told of a reset, and then complain that the one happens within the
    // other.
    tester.setUseFetchMore(false);
    list.model.show(model::ConversationState::NeedsReply);
    CHECK(list.ids() == std::vector<std::int64_t>{1, 2, 3, 4, 5});

    list.source.row(base::ConversationId{4})->lastAt = list.clock.utcNow();
    list.model.apply(List::changed(4));
    CHECK(list.ids() == std::vector<std::int64_t>{4, 1, 2, 3, 5});

    list.source.row(base::ConversationId{1})->state = model::ConversationState::Answered;
    list.model.apply(List::changed(1));
    CHECK(list.ids() == std::vector<std::int64_t>{4, 2, 3, 5});

    list.source.row(base::ConversationId{1})->state = model::ConversationState::NeedsReply;
    list.source.row(base::ConversationId{1})->lastAt = list.clock.utcNow() - 150 * base::Duration{1'000};
    list.model.apply(List::changed(1));
    CHECK(list.ids() == std::vector<std::int64_t>{4, 2, 1, 3, 5});

    list.source.row(base::ConversationId{4})->lastAt = list.clock.utcNow() - 60 * kMinute;
    list.model.apply(List::changed(4));
    CHECK(list.ids() == std::vector<std::int64_t>{2, 1, 3, 5, 4});

    std::erase_if(list.source.conversations, [](const auto& row) { return row.id.value == 5; });
    list.model.apply(List::changed(5));
    CHECK(list.ids() == std::vector<std::int64_t>{2, 1, 3, 4});
}

TEST_CASE("what is only the context of others is not listed") {
    List list(2);
    list.model.show({});
    list.source.conversations.push_back({.id = base::ConversationId{9},
                                         .account = base::AccountId{1},
                                         .platform = "mastodon",
                                         .lastAt = list.clock.utcNow()});
    list.model.apply(List::changed(9));
    CHECK(list.ids() == std::vector<std::int64_t>{1, 2});
}

TEST_CASE("a new row that belongs behind the last page is not loaded before its page is") {
    List list(150);
    list.model.show(model::ConversationState::NeedsReply);
    REQUIRE(list.model.rowCount() == InboxModel::kPage);
    list.source.row(base::ConversationId{3})->lastAt = list.clock.utcNow() - 10'000 * kMinute;
    list.model.apply(List::changed(3));
    CHECK(list.model.rowCount() == InboxModel::kPage - 1);
    while (list.model.canFetchMore({})) {
        list.model.fetchMore({});
    }
    CHECK(list.model.rowCount() == 150);
    CHECK(list.ids().back() == 3);
}

TEST_CASE("badges tick at the computed time, without a read") {
    List list(3);
    list.model.show(model::ConversationState::NeedsReply);
    const base::UtcTime next = list.model.nextTick(0, 2);
    CHECK(next > list.clock.utcNow());
    CHECK(next <= list.clock.utcNow() + kMinute);
    list.source.asked.clear();
    int announced = 0;
    QObject::connect(&list.model, &QAbstractItemModel::dataChanged, [&] { ++announced; });
    list.model.tick(0, 2);
    CHECK(announced == 0);
    list.clock.setUtc(next);
    list.model.tick(0, 1);
    CHECK(announced == 2);
    // Nobody painted them meanwhile: they are not due again at once.
    CHECK(list.model.nextTick(0, 1) > next);
    CHECK(list.spoken(0).find("Waiting for 11 minutes") != std::string::npos);
    CHECK(list.source.asked.empty());
}

TEST_CASE("overdue and due soon are counted as the badges show them") {
    List list(4);
    list.source.row(base::ConversationId{1})->dueAt = list.clock.utcNow() - kMinute;
    list.source.row(base::ConversationId{1})->waitingSince = list.clock.utcNow() - 61 * kMinute;
    list.source.row(base::ConversationId{2})->dueAt = list.clock.utcNow() + 5 * kMinute;
    list.source.row(base::ConversationId{2})->waitingSince = list.clock.utcNow() - 55 * kMinute;
    list.model.show(model::ConversationState::NeedsReply);
    CHECK(list.model.tally().overdue == 1);
    CHECK(list.model.tally().dueSoon == 1);
    CHECK(list.model.tally().scope == view::TallyScope::All);
    CHECK(list.spoken(0).find("Overdue") != std::string::npos);
    CHECK(list.spoken(1).find("Due in") != std::string::npos);
}

TEST_CASE("news of many conversations finds each of them, wherever the others have moved") {
    List list(60);
    list.model.show(model::ConversationState::NeedsReply);
    QAbstractItemModelTester tester(&list.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model::Change change;
    for (std::int64_t id = 1; id <= 60; id += 2) {
        // Every other one changes its place, some upwards and some downwards; one leaves, one stays.
        model::ConversationRow* row = list.source.row(base::ConversationId{id});
        row->lastAt = list.clock.utcNow() - base::Duration{(id * 7919) % 4'000'000};
        change.conversations.insert(base::ConversationId{id});
    }
    list.source.row(base::ConversationId{31})->state = model::ConversationState::Done;
    change.conversations.insert(base::ConversationId{2});
    list.model.apply(change);
    CHECK(list.model.rowCount() == 59);
    InboxModel fresh(list.source, list.words, list.clock);
    fresh.show(model::ConversationState::NeedsReply);
    REQUIRE(fresh.rowCount() == 59);
    for (int row = 0; row < 59; ++row) {
        CHECK(list.model.conversationAt(row) == fresh.conversationAt(row));
    }
}
