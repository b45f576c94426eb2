// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_scenes.h"

#include "ui/main_window.h"
#include "ui/widgets/profile_dialog.h"
#include "ui/widgets/report_window.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace app::scenes {
namespace {

constexpr int kPatienceMs = 5'000;

template <class Widget>
Widget* child(const QWidget& parent, const char* name) {
    return parent.findChild<Widget*>(QLatin1String(name));
}

/// The menu or dialog that the window has opened, else the window.
QWidget* dialogOf(ui::MainWindow& window) {
    if (QWidget* popup = QApplication::activePopupWidget()) {
        return popup;
    }
    QWidget* modal = QApplication::activeModalWidget();
    if (modal != nullptr) {
        return modal;
    }
    for (QDialog* dialog : window.findChildren<QDialog*>()) {
        if (dialog->isVisible()) {
            return dialog;
        }
    }
    return &window;
}

void type(const QWidget& parent, const char* field, const std::string& text) {
    if (auto* edit = child<QLineEdit>(parent, field)) {
        edit->setText(QString::fromStdString(text));
    }
}

}  // namespace

Scene asItIs() {
    return [](ui::MainWindow& window) -> QWidget* { return &window; };
}

Scene opened(Conversation conversation) {
    return [conversation](ui::MainWindow& window) -> QWidget* {
        if (conversation) {
            window.openConversation(*conversation);
        }
        return &window;
    };
}

Scene writing(Conversation conversation, const QString& text) {
    return [conversation, text](ui::MainWindow& window) -> QWidget* {
        opened(conversation)(window);
        settle();
        if (auto* editor = child<QPlainTextEdit>(window, "replyEditor")) {
            editor->setPlainText(text);
            editor->moveCursor(QTextCursor::End);
            editor->setFocus();
        }
        return &window;
    };
}

Scene typing(Conversation conversation, const QString& keys) {
    return [conversation, keys](ui::MainWindow& window) -> QWidget* {
        writing(conversation, {})(window);
        settle();
        auto* editor = child<QPlainTextEdit>(window, "replyEditor");
        for (const QChar key : editor == nullptr ? QString() : keys) {
            const int code = key == u'\r' ? Qt::Key_Return : key == u'\t' ? Qt::Key_Tab : Qt::Key_unknown;
            QKeyEvent press(QEvent::KeyPress, code, Qt::NoModifier,
                            code == Qt::Key_unknown ? QString(key) : QString());
            QApplication::sendEvent(editor, &press);
        }
        return &window;
    };
}

Scene after(const char* action, Conversation conversation) {
    return [action, conversation](ui::MainWindow& window) -> QWidget* {
        opened(conversation)(window);
        settle();
        if (auto* found = window.findChild<QAction*>(QLatin1String(action))) {
            found->trigger();
        }
        settle();
        return dialogOf(window);
    };
}

Scene searching(const QString& query) {
    return [query](ui::MainWindow& window) -> QWidget* {
        if (auto* search = child<QLineEdit>(window, "searchField")) {
            search->setFocus();
            search->setText(query);
        }
        settle();
        if (auto* hits = child<QAbstractItemView>(window, "hitList");
            hits != nullptr && hits->isVisible() && hits->model()->rowCount() > 0) {
            hits->setCurrentIndex(hits->model()->index(0, 0));
        }
        return &window;
    };
}

Scene outbox() {
    return [](ui::MainWindow& window) -> QWidget* {
        window.showOutbox();
        return &window;
    };
}

Scene connectDialog(int platform) {
    return [platform](ui::MainWindow& window) -> QWidget* {
        window.connectAccount();
        settle();
        QWidget* dialog = dialogOf(window);
        if (auto* choice = child<QComboBox>(*dialog, "connectPlatform")) {
            choice->setCurrentIndex(platform);
        }
        return dialog;
    };
}

Scene connected(const SignIn& signIn) {
    return [signIn](ui::MainWindow& window) -> QWidget* {
        QWidget* dialog = connectDialog(signIn.platform)(window);
        // As the platform's guide asks: a password, or what it gave the owner.
        const auto* password = child<QWidget>(*dialog, "connectPassword");
        if (password == nullptr || !password->isVisible()) {
            if (auto* token = child<QAbstractButton>(*dialog, "connectByToken")) {
                token->setChecked(true);
            }
            type(*dialog, "connectServer", signIn.server);
            // One token, or the first of the keys that are asked for.
            const auto* one = child<QWidget>(*dialog, "connectSecret");
            type(*dialog, one != nullptr && one->isVisible() ? "connectSecret" : "connectKey1",
                 signIn.secret);
        } else {
            if (auto* other = child<QAbstractButton>(*dialog, "connectOtherServer")) {
                other->click();
            }
            type(*dialog, "connectServer", signIn.server);
            type(*dialog, "connectName", signIn.name);
            type(*dialog, "connectPassword", signIn.secret);
        }
        settle();
        if (auto* go = child<QAbstractButton>(*dialog, "connectGo")) {
            go->click();
        }
        QElapsedTimer waited;
        waited.start();
        while (child<QWidget>(*dialog, "reviewLine0") == nullptr && waited.elapsed() < kPatienceMs) {
            settle();
        }
        return dialog;
    };
}

Scene cannedReplies(Conversation conversation, const QString& query) {
    return [conversation, query](ui::MainWindow& window) -> QWidget* {
        opened(conversation)(window);
        settle();
        window.showCannedReplies();
        settle();
        auto* library = child<QWidget>(window, "cannedWindow");
        if (library == nullptr) {
            return &window;
        }
        type(*library, "cannedSearch", query.toStdString());
        return library;
    };
}

Scene openingHours() {
    return [](ui::MainWindow& window) -> QWidget* {
        after("openingHours")(window);
        QWidget* dialog = dialogOf(window);
        dialog->activateWindow();
        settle();
        const Qt::Key onwards = dialog->isRightToLeft() ? Qt::Key_Left : Qt::Key_Right;
        for (const Qt::Key key : {onwards, onwards, onwards, Qt::Key_Down}) {
            if (QWidget* focus = dialog->focusWidget()) {
                QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
                QApplication::sendEvent(focus, &press);
            }
        }
        return dialog;
    };
}

Scene report(std::vector<model::TurnFact> facts, const char* mark) {
    return [facts = std::move(facts), mark](ui::MainWindow& window) -> QWidget* {
        after("report")(window);
        auto* report = child<ui::ReportWindow>(window, "reportWindow");
        if (report == nullptr) {
            return &window;
        }
        report->show(facts);
        settle();
        if (auto* button = mark == nullptr ? nullptr : child<QAbstractButton>(*report, mark)) {
            button->click();
        }
        return report;
    };
}

Scene profileText(std::vector<model::TurnFact> facts) {
    return [facts = std::move(facts)](ui::MainWindow& window) -> QWidget* {
        after("profileText")(window);
        auto* dialog = child<ui::ProfileDialog>(window, "profileDialog");
        if (dialog == nullptr) {
            return &window;
        }
        dialog->show(facts);
        settle();
        return dialog;
    };
}

Scene sendMenu(Conversation conversation, const QString& text) {
    return [conversation, text](ui::MainWindow& window) -> QWidget* {
        writing(conversation, text)(window);
        settle();
        if (auto* more = child<QAbstractButton>(window, "sendMenuButton")) {
            more->click();
        }
        settle();
        return dialogOf(window);
    };
}

Scene shiftSheet(const char* action) {
    return [action](ui::MainWindow& window) -> QWidget* {
        after(action)(window);
        auto* sheet = child<QWidget>(window, "shiftWindow");
        return sheet != nullptr ? sheet : &window;
    };
}

Scene shiftSheetBelow(const char* action) {
    return [action](ui::MainWindow& window) -> QWidget* {
        QWidget* sheet = shiftSheet(action)(window);
        for (auto* area : sheet->findChildren<QScrollArea*>()) {
            area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
        }
        return sheet;
    };
}

Scene standingNumbers() {
    return [](ui::MainWindow& window) -> QWidget* {
        QWidget* sheet = shiftSheet("shiftSheet")(window);
        if (auto* change = child<QAbstractButton>(*sheet, "standingChange")) {
            change->click();
        }
        settle();
        auto* dialog = child<QWidget>(*sheet, "standingDialog");
        return dialog != nullptr ? dialog : sheet;
    };
}

Scene ordered(model::InboxOrder order, Conversation conversation) {
    return [order, conversation](ui::MainWindow& window) -> QWidget* {
        opened(conversation)(window);
        if (const auto* menu = child<QMenu>(window, "inboxOrders")) {
            const QList<QAction*> choices = menu->actions();
            const auto wanted = std::ranges::find_if(choices, [order](const QAction* choice) {
                return choice->data().toInt() == static_cast<int>(order);
            });
            if (wanted != choices.end()) {
                (*wanted)->trigger();
            }
        }
        settle();
        return opened(conversation)(window);
    };
}

Scene listed(const char* action, Conversation conversation) {
    return [action, conversation](ui::MainWindow& window) -> QWidget* {
        after(action)(window);
        return opened(conversation)(window);
    };
}

Scene accountMenu(const char* action) {
    return [action](ui::MainWindow& window) -> QWidget* {
        auto* nav = child<QAbstractItemView>(window, "navList");
        const QModelIndex last = nav->model()->index(nav->model()->rowCount() - 1, 0);
        // As a click or Enter there does.
        QMetaObject::invokeMethod(nav, "chosen", Q_ARG(QModelIndex, last));
        settle();
        auto* menu = child<QMenu>(window, "accountMenu");
        if (menu == nullptr || action == nullptr) {
            return menu != nullptr ? static_cast<QWidget*>(menu) : &window;
        }
        auto* chosen = menu->findChild<QAction*>(QLatin1String(action));
        menu->close();
        if (chosen != nullptr) {
            chosen->trigger();
        }
        settle();
        return dialogOf(window);
    };
}

}  // namespace app::scenes
