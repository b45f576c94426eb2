// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catch.h"

#include "shop_world.h"

#include "ui/models/roles.h"
#include "ui/widgets/row_list.h"

#include <QStandardItemModel>
#include <QTest>

#include <algorithm>

using uitest::ShopWorld;

namespace {

constexpr int kMany = 100'000;

/// So many conversations that nobody may read them all at once. Made as they are asked for.
class LongSource final : public uitest::FakeSource {
public:
    explicit LongSource(base::UtcTime newest) : m_newest(newest) {}

    [[nodiscard]] base::Result<std::vector<model::ConversationRow>>
    inbox(std::optional<model::ConversationState>, int limit, std::optional<InboxPlace> after,
          model::InboxOrder) const override {
        const std::int64_t first = after ? after->id.value + 1 : 1;
        std::vector<model::ConversationRow> page;
        for (std::int64_t id = first; id <= kMany && static_cast<int>(page.size()) < limit; ++id) {
            page.push_back(rowOf(id));
        }
        largestRead = std::max(largestRead, limit);
        rowsRead += static_cast<int>(page.size());
        return page;
    }
    [[nodiscard]] base::Result<model::ConversationRow> conversation(base::ConversationId id) const override {
        return rowOf(id.value);
    }
    [[nodiscard]] base::Result<std::vector<model::Message>>
    messages(base::ConversationId, int limit, std::optional<ThreadPlace>) const override {
        largestRead = std::max(largestRead, limit);
        return std::vector<model::Message>{};
    }
    mutable int rowsRead = 0;

private:
    [[nodiscard]] model::ConversationRow rowOf(std::int64_t id) const {
        return {.id = base::ConversationId{id},
                .account = ShopWorld::kAccount,
                .platform = "mastodon",
                .customer = base::ContactId{id},
                .customerName = "Customer " + std::to_string(id),
                .snippet = "Question " + std::to_string(id),
                .lastAt = m_newest - base::Duration{id * 1'000}};
    }
    base::UtcTime m_newest;
};

/// Counts how often all rows are put in place.
class CountingList final : public ui::RowList {
public:
    CountingList() : RowList(QStringLiteral("counting"), QStringLiteral("Counting")) {}
    void doItemsLayout() override {
        ++layouts;
        RowList::doItemsLayout();
    }
    int layouts = 0;
};

}  // namespace

TEST_CASE(
    "a row that looks different is painted anew without laying out the others, when all are equally high") {
    QStandardItemModel rows;
    for (int i = 0; i < 50; ++i) {
        rows.appendRow(new QStandardItem(QString::number(i)));
    }
    for (const bool uniform : {true, false}) {
        CountingList list;
        list.setUniformItemSizes(uniform);
        list.setModel(&rows);
        list.resize(200, 300);
        list.show();
        ShopWorld::settle();
        list.layouts = 0;
        rows.item(3)->setText(uniform ? QStringLiteral("other") : QStringLiteral("again"));
        CHECK(list.visibleRows().first == 0);  // which needs every row in its place
        CHECK((list.layouts == 0) == uniform);
    }
}

TEST_CASE("100,000 conversations are walked to the end by keyboard in reads of at most 200") {
    ShopWorld world;
    LongSource source(world.clock.utcNow());
    source.accountList = world.source.accountList;
    ui::ConsoleSeam seam{
        .source = source, .changes = world.changes, .clock = world.clock, .post = [](auto&&...) {}};
    ui::MainWindow window(seam);
    window.resize(1280, 800);
    window.show();
    ShopWorld::settle();
    auto* list = window.findChild<ui::RowList*>(QStringLiteral("inboxList"));
    REQUIRE(list != nullptr);
    CHECK(source.rowsRead <= 200);  // what is not seen is not read
    list->setFocus();
    int presses = 0;
    while (list->model()->rowCount() < kMany && presses < kMany) {
        QTest::keyClick(list, Qt::Key_End);
        ++presses;
    }
    QTest::keyClick(list, Qt::Key_End);
    ShopWorld::settle();
    CHECK(list->model()->rowCount() == kMany);
    CHECK(list->currentIndex().row() == kMany - 1);
    CHECK(list->currentIndex().data(Qt::DisplayRole).toString() == QStringLiteral("Customer 100000"));
    CHECK(source.largestRead <= view::ConsoleSource::kMostRows);
    // And back: what left memory is read again in small parts.
    source.rowsRead = 0;
    QTest::keyClick(list, Qt::Key_Home);
    ShopWorld::settle();
    CHECK(list->currentIndex().data(Qt::DisplayRole).toString() == QStringLiteral("Customer 1"));
    CHECK(source.rowsRead <= 200);
    CHECK(source.largestRead <= view::ConsoleSource::kMostRows);
}
