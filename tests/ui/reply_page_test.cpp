// SPDX-License-Identifier: GPL-3.0-or-later
// What can only be answered on the platform's own page.
#include "desk.h"

#include <QLabel>
#include <QPushButton>

using namespace uitest;

namespace {

/// A conversation that the platform's rule keeps a reply out of.
struct NotAddressed {
    NotAddressed() {
        desk.world.source.accountList.front().capabilities.replies.front().onlyIfAddressed = true;
        desk.write(ShopWorld::kMira, QStringLiteral("Same oven, sorry."));
    }
    void openInBrowser() const {
        auto& button = desk.child<QPushButton>("replyCure");
        REQUIRE(button.isVisible());
        CHECK(button.text() == QStringLiteral("Open in browser"));
        button.click();
    }
    Desk desk;
};

}  // namespace

TEST_CASE("where only the platform's page takes a reply, what was typed goes along and stays here") {
    NotAddressed shop;
    shop.desk.world.replyPage = [](const model::ReplyDraft& draft) {
        return "https://platform.example/reply?text=" + draft.text;
    };
    shop.openInBrowser();
    CHECK(shop.desk.world.opened ==
          std::vector<std::string>{"https://platform.example/reply?text=Same oven, sorry."});
    CHECK(shop.desk.editor().toPlainText() == QStringLiteral("Same oven, sorry."));
}

TEST_CASE("where the platform has no page for a reply, the message is opened") {
    NotAddressed shop;
    shop.openInBrowser();
    CHECK(shop.desk.world.opened.size() == 1);
    CHECK(shop.desk.world.opened.front().starts_with("https://"));
    CHECK(shop.desk.world.opened.front().find("oven") == std::string::npos);
}
