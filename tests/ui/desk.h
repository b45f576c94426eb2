// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/catch.h"

#include "shop_world.h"

#include "ui/models/inbox_model.h"
#include "ui/models/roles.h"
#include "ui/widgets/reply_editor.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/top_bar.h"

#include <QTest>

namespace uitest {

/// Somebody sits before the window of a shop and presses keys.
struct Desk {
    Desk() : window(world.window()) {
        window.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&window));
        list().setFocus();
        ShopWorld::settle();
    }

    template <class Widget>
    [[nodiscard]] Widget& child(const char* name) const {
        auto* found = window.findChild<Widget*>(QLatin1String(name));
        CAPTURE(name);
        REQUIRE(found != nullptr);
        return *found;
    }
    [[nodiscard]] ui::RowList& list() const { return child<ui::RowList>("inboxList"); }
    [[nodiscard]] ui::ReplyEditor& editor() const { return child<ui::ReplyEditor>("replyEditor"); }
    [[nodiscard]] ui::SearchField& search() const { return child<ui::SearchField>("searchField"); }
    [[nodiscard]] ui::Toast& toast() const { return child<ui::Toast>("toast"); }

    /// Which conversation the list stands on; 0 = none.
    [[nodiscard]] std::int64_t chosen() const {
        return list().currentIndex().data(ui::ConversationRole).toLongLong();
    }

    /// A key, as a person presses it: at whatever has the focus.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : &window, key, modifiers);
        ShopWorld::settle();
    }
    void press(char letter) const {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : &window, letter);
        ShopWorld::settle();
    }
    void type(const QString& text) const {
        QTest::keyClicks(QApplication::focusWidget(), text);
        ShopWorld::settle();
    }
    /// Opens a conversation and puts the caret into its reply.
    void write(base::ConversationId conversation, const QString& text) const {
        window.openConversation(conversation);
        editor().setFocus();
        type(text);
    }

    ShopWorld world;
    ui::MainWindow& window;
};

}  // namespace uitest
