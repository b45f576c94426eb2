// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "shop_world.h"

#include "ui/models/roles.h"
#include "ui/models/thread_model.h"

#include <QAbstractItemModelTester>

using ui::ThreadModel;
using uitest::ShopWorld;

namespace {

struct Thread {
    std::vector<std::string> spoken() const {
        std::vector<std::string> all;
        for (int row = 0; row < model.rowCount(); ++row) {
            all.push_back(model.index(row).data(Qt::AccessibleTextRole).toString().toStdString());
        }
        return all;
    }
    int rowOf(const std::string& text) const {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.item(row).row.text.find(text) != std::string::npos) {
                return row;
            }
        }
        return -1;
    }
    static model::Change changed(base::ConversationId id) {
        model::Change change;
        change.conversations.insert(id);
        return change;
    }

    ShopWorld world;
    view::Words words{view::Language{.toLocal = view::fixedOffset(std::chrono::minutes(0))}};
    ThreadModel model{world.source, words, world.clock};
};

}  // namespace

TEST_CASE("the guides of a tree run from a parent to its last child") {
    Thread thread;
    thread.model.open(ShopWorld::kMira);
    const ui::ThreadItem& top = thread.model.item(thread.rowOf("rye loaf on Mondays"));
    const ui::ThreadItem& ours = thread.model.item(thread.rowOf("the rye comes out"));
    const ui::ThreadItem& okke = thread.model.item(thread.rowOf("best batch"));
    const ui::ThreadItem& label = thread.model.item(thread.rowOf("free of nuts"));
    const ui::ThreadItem& pim = thread.model.item(thread.rowOf("at the stall and nobody"));
    const ui::ThreadItem& hazel = thread.model.item(thread.rowOf("hazelnut"));
    CHECK(top.stem);
    CHECK_FALSE(top.elbowLevel.has_value());
    CHECK(ours.elbowLevel == 0);
    CHECK(okke.elbowLevel == 1);
    CHECK((okke.through & 2U) != 0);  // goes on to the second child
    CHECK(label.elbowLevel == 1);
    CHECK((label.through & 2U) == 0);
    CHECK((pim.through & 4U) != 0);
    CHECK(hazel.elbowLevel == 2);
    CHECK(hazel.through == 0);
    CHECK_FALSE(hazel.stem);
}

TEST_CASE("messages read as one sentence with their badge, also the ones that are not there any more") {
    Thread thread;
    thread.model.open(ShopWorld::kSalma);
    const std::vector<std::string> spoken = thread.spoken();
    const auto has = [&spoken](const std::string& one, const std::string& other) {
        return std::ranges::any_of(spoken, [&](const std::string& line) {
            return line.find(one) != std::string::npos && line.find(other) != std::string::npos;
        });
    };
    CHECK(has("Salma Idris", "Answered in 8 minutes"));
    CHECK(has("change the name", "Due in 14 minutes"));
    CHECK(has("Salma unsent a message", "08:12"));
    CHECK(has("Of course: Yusra", "May have arrived"));
    CHECK(has("Possible gap", "newest 40"));
}

TEST_CASE("earlier messages come page by page and leave what is loaded alone") {
    Thread thread;
    const QAbstractItemModelTester tester(&thread.model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    const base::ConversationId lena{7};
    for (int i = 0; i < 180; ++i) {
        thread.world.addMessage(lena, "Line " + std::to_string(i),
                                ShopWorld::at(10, 8, 0) + base::Duration{i * 1'000});
    }
    std::ranges::sort(thread.world.source.threads[lena], {}, &model::Message::at);
    thread.model.open(lena);
    CHECK(thread.model.hasEarlier());
    CHECK(thread.rowOf("Line 179") >= 0);
    CHECK(thread.rowOf("Line 100") < 0);
    int resets = 0;
    QObject::connect(&thread.model, &QAbstractItemModel::modelReset, [&] { ++resets; });
    while (thread.model.hasEarlier()) {
        thread.model.loadEarlier();
    }
    CHECK(thread.rowOf("Line 0") >= 0);
    CHECK(resets == 0);
    CHECK(thread.world.source.largestRead <= view::ConsoleSource::kMostRows);
}

TEST_CASE("a new message is added at its place, and the rows that stay are not touched") {
    Thread thread;
    const QAbstractItemModelTester tester(&thread.model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    thread.model.open(ShopWorld::kMira);
    const int before = thread.model.rowCount();
    std::vector<std::pair<int, int>> inserted;
    int resets = 0;
    QObject::connect(&thread.model, &QAbstractItemModel::rowsInserted,
                     [&](const QModelIndex&, int first, int last) { inserted.emplace_back(first, last); });
    QObject::connect(&thread.model, &QAbstractItemModel::modelReset, [&] { ++resets; });
    thread.world.addMessage(ShopWorld::kMira, "One more thing", ShopWorld::at(17, 14, 19)).parent =
        thread.world.source.threads[ShopWorld::kMira].front().id;
    thread.model.apply(Thread::changed(ShopWorld::kMira));
    CHECK(thread.model.rowCount() == before + 1);
    CHECK(inserted.size() == 1);
    CHECK(inserted.front().first == inserted.front().second);
    CHECK(resets == 0);
}

TEST_CASE("a change of another conversation reads nothing") {
    Thread thread;
    thread.model.open(ShopWorld::kMira);
    thread.world.source.asked.clear();
    thread.model.apply(Thread::changed(ShopWorld::kSalma));
    CHECK(thread.world.source.asked.empty());
    thread.model.apply(Thread::changed(ShopWorld::kMira));
    CHECK_FALSE(thread.world.source.asked.empty());
}

TEST_CASE("the thread ticks by the clock alone") {
    Thread thread;
    thread.model.open(ShopWorld::kMira);
    const int row = thread.rowOf("free of nuts");
    REQUIRE(thread.model.item(row).row.badge.text == "due in 6 m");
    thread.world.source.asked.clear();
    std::vector<int> changed;
    QObject::connect(&thread.model, &QAbstractItemModel::dataChanged,
                     [&](const QModelIndex& index) { changed.push_back(index.row()); });
    thread.world.clock.setUtc(thread.model.nextTick());
    thread.model.tick();
    CHECK(thread.model.item(row).row.badge.text == "due in 5 m");
    CHECK(changed == std::vector<int>{row});
    CHECK(thread.world.source.asked.empty());
}

TEST_CASE("the reply target is the customer's latest message until another one is chosen") {
    Thread thread;
    thread.model.open(ShopWorld::kMira);
    CHECK(thread.model.item(thread.rowOf("hazelnut")).isTarget);
    const int label = thread.rowOf("free of nuts");
    thread.model.setTarget(thread.model.item(label).row.message);
    CHECK(thread.model.item(label).isTarget);
    CHECK_FALSE(thread.model.item(thread.rowOf("hazelnut")).isTarget);
}

TEST_CASE("a conversation that is gone closes the thread") {
    Thread thread;
    thread.model.open(ShopWorld::kMira);
    std::erase_if(thread.world.source.conversations,
                  [](const auto& row) { return row.id == ShopWorld::kMira; });
    thread.model.apply(Thread::changed(ShopWorld::kMira));
    CHECK_FALSE(thread.model.isOpen());
    CHECK(thread.model.rowCount() == 0);
}

TEST_CASE("what the search found is marked in the thread as long as the search goes on") {
    Thread thread;
    QAbstractItemModelTester tester(&thread.model);
    thread.model.open(ShopWorld::kMira);
    const int row = thread.rowOf("rye loaf on Mondays");
    CHECK(thread.model.item(row).marks.empty());
    thread.model.setQuery("rye");
    CHECK(thread.model.item(row).marks.size() == 1);
    thread.model.setQuery({});
    CHECK(thread.model.item(row).marks.empty());
}

TEST_CASE("an edited message tells what it said before, read once for each edit") {
    Thread thread;
    model::Message& edited = thread.world.source.threads[ShopWorld::kMira].front();
    edited.editedAt = edited.at + base::Duration{60'000};
    thread.world.source.formerTexts[edited.id] = "Do you bake <b>rye</b>?";
    thread.model.open(ShopWorld::kMira);
    const int row = thread.rowOf("rye loaf on Mondays");
    const QString tip = thread.model.index(row).data(Qt::ToolTipRole).toString();
    CHECK(tip.contains(QStringLiteral("Before: ")));
    CHECK_FALSE(tip.contains(QStringLiteral("<b>rye</b>")));
    thread.world.source.asked.clear();
    thread.model.setQuery("rye");
    CHECK(std::ranges::count(thread.world.source.asked, "formerText") == 0);
}
