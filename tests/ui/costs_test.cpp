// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>

using namespace uitest;

namespace {

model::PriceList prices(std::optional<model::Micros> budget) {
    return {.kinds = {{.kind = "read", .meaning = "a mention read", .each = 1'000},
                      {.kind = "reply", .meaning = "a reply", .each = 10'000}},
            .budget = budget};
}

/// A shop whose platform takes money, and has taken some.
struct Paying {
    explicit Paying(std::optional<model::Micros> budget = 10'000'000) {
        desk.world.priceList = prices(budget);
        desk.world.source.costs[ShopWorld::kAccount] = {
            {.kind = "read", .itemsMonth = 1'200, .month = 1'200'000, .itemsDay = 30, .day = 30'000}};
    }
    void open() const {
        desk.child<QAction>("costs").trigger();
        ShopWorld::settle();
    }
    [[nodiscard]] QString text(const char* label) const { return desk.child<QLabel>(label).text(); }
    Desk desk;
};

}  // namespace

TEST_CASE("costs say the month, the day, what was charged for and how far the budget is used") {
    const Paying shop;
    shop.open();
    CHECK(shop.text("costs1Month") == QStringLiteral("This month $1.20, today $0.03"));
    CHECK(
        shop.text("costs1Budget") ==
        QStringLiteral("12 % of the budget of $10.00 is used. It begins anew on Wednesday, 1 April, 00:00."));
    CHECK(shop.text("costs1_read_1") == QStringLiteral("$0.001"));
    CHECK(shop.text("costs1_read_2") == QStringLiteral("1,200"));
    CHECK(shop.text("costs1_read_3") == QStringLiteral("$1.20"));
    CHECK(shop.desk.child<QLabel>("costs1_read_0").accessibleName() ==
          QStringLiteral("A mention read: $0.001 each, 1,200 this month for $1.20, 30 today for $0.03"));
    // What nothing was charged for stands in the settings, with its price.
    CHECK(shop.desk.window.findChild<QLabel*>(QStringLiteral("costs1_reply_0")) == nullptr);
}

TEST_CASE("costs without a budget or with one of nothing say so") {
    const Paying unlimited{std::nullopt};
    unlimited.open();
    CHECK(unlimited.text("costs1Budget").startsWith(QStringLiteral("There is no budget. ")));
    const Paying nothing{0};
    nothing.open();
    CHECK(nothing.text("costs1Budget") ==
          QStringLiteral("The budget is $0.00: nothing is read, replies go."));
}

TEST_CASE("where nothing costs money the costs say that, and the account's menu does not offer them") {
    const Desk desk;
    desk.child<QAction>("costs").trigger();
    ShopWorld::settle();
    CHECK(desk.child<QLabel>("costsNothingTitle").text() == QStringLiteral("No account costs anything"));
    desk.press(Qt::Key_Escape);
    CHECK(desk.window.findChild<QDialog*>(QStringLiteral("costsDialog")) == nullptr);
}

TEST_CASE("from its menu an account's own costs are shown, and Enter closes them") {
    Paying shop;
    model::Account second = shop.desk.world.source.accountList.front();
    second.id = base::AccountId{2};
    shop.desk.world.source.accountList.push_back(second);
    shop.desk.world.change({.accounts = {base::AccountId{2}}});
    auto& nav = shop.desk.child<ui::RowList>("navList");
    emit nav.chosen(nav.model()->index(nav.model()->rowCount() - 1, 0));
    ShopWorld::settle();
    auto& menu = shop.desk.child<QMenu>("accountMenu");
    auto* costs = menu.findChild<QAction*>(QStringLiteral("accountCosts"));
    REQUIRE(costs != nullptr);
    costs->trigger();
    menu.close();
    ShopWorld::settle();
    CHECK(shop.text("costs2Nothing") == QStringLiteral("Nothing was charged for this month."));
    CHECK(shop.desk.window.findChild<QLabel*>(QStringLiteral("costs1Month")) == nullptr);
    CHECK(QApplication::focusWidget()->objectName() == QStringLiteral("costsClose"));
    shop.desk.press(Qt::Key_Return);
    CHECK(shop.desk.window.findChild<QDialog*>(QStringLiteral("costsDialog")) == nullptr);
}

TEST_CASE("long costs are scrolled by keys") {
    const Paying shop;
    shop.open();
    auto& area = shop.desk.child<QScrollArea>("costsArea");
    CHECK(area.focusPolicy() != Qt::NoFocus);
    CHECK(area.accessibleName() == QStringLiteral("Costs"));
}
