// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/account_menu.h"

#include "ui/language.h"
#include "ui/widgets/account_settings_dialog.h"
#include "ui/widgets/connect_review.h"
#include "ui/widgets/costs_dialog.h"
#include "ui/widgets/remove_account_dialog.h"
#include "ui/widgets/surface.h"

#include "view/console_source.h"
#include "view/sentences.h"
#include "view/trouble_view.h"

#include <QDialog>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui {

AccountMenu::AccountMenu(const WindowContext& context, QWidget* window)
    : QObject(window), m_context(context), m_window(window) {}

void AccountMenu::show(base::AccountId account, const QPoint& place) {
    const auto accounts = m_context.seam.source.accounts();
    const auto found =
        accounts ? std::ranges::find(*accounts, account, &model::Account::id) : decltype(accounts->end()){};
    if (!accounts || found == accounts->end()) {
        return;
    }
    auto* menu = new QMenu(m_window);
    menu->setObjectName(QStringLiteral("accountMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!found->problem.empty()) {
        menu->addAction(plainMenuText(
                            asSentence(view::withCure(found->problem, found->problemKind, m_context.words))))
            ->setEnabled(false);
        menu->addSeparator();
    }
    const auto add = [&](const char* name, const QString& words, auto work) {
        QAction* action = menu->addAction(words);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, work);
    };
    const bool writable = m_context.seam.readOnly.empty();
    const bool paused = found->state == model::AccountState::Paused;
    if (found->state == model::AccountState::NeedsLogin) {
        add("accountLogIn", tr("&Log in again…"), [this, account] { emit logInAsked(account); });
    }
    if (!paused) {
        add("accountCheck", tr("&Check now"),
            [this, account] { m_context.seam.post(model::CheckNow{.account = account}, {}); });
    }
    if (m_context.seam.connect.test) {
        add("accountTest", tr("&Test connection…"), [this, one = *found] { test(one); });
    }
    if (m_context.seam.openInBrowser && !found->profileUrl.empty()) {
        add("accountOpen", tr("Open in &browser"),
            [this, url = found->profileUrl] { m_context.seam.openInBrowser(url); });
    }
    if (m_context.seam.accounts.prices && !m_context.seam.accounts.prices(*found).kinds.empty()) {
        add("accountCosts", tr("C&osts…"), [this, account] { showCosts(account); });
    }
    if (writable) {
        menu->addSeparator();
        using Pause = model::PauseAccount::Pause;
        add("accountPause", paused ? tr("&Go on checking and sending") : tr("&Pause"),
            [this, account, paused] {
                post(model::PauseAccount{.account = account, .pause = paused ? Pause::Ends : Pause::Begins});
            });
        const AccountSeam& seam = m_context.seam.accounts;
        if (seam.settings && !seam.settings(*found).empty()) {
            add("accountSettings", tr("&Settings…"), [this, one = *found] { set(one); });
        }
        add("accountRemove", tr("&Remove…"), [this, one = *found] { remove(one); });
    }
    menu->popup(place);
}

void AccountMenu::post(model::Intent intent) {
    ask(m_context, this, std::move(intent), [this](const base::Result<base::ReplyId>& done) {
        if (!done) {
            emit failed(asSentence(done.error().what()));
        }
    });
}

void AccountMenu::test(const model::Account& account) {
    const Theme& theme = m_context.theme;
    auto* dialog = new QDialog(m_window);
    dialog->setObjectName(QStringLiteral("testAccountDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(true);
    dialog->setWindowTitle(tr("Test connection"));
    auto* title = new PlainLabel(theme, Type::DialogTitle, Token::Text, dialog);
    title->setText(qt(view::shownName(account.handle, account.name, m_context.words)));
    title->setObjectName(QStringLiteral("testTitle"));
    auto* review = new ConnectReview(m_context, dialog);
    auto* close = new QPushButton(tr("Close"), dialog);
    close->setObjectName(QStringLiteral("testClose"));
    close->setAccessibleName(close->text());
    auto* lines = new QVBoxLayout(dialog);
    lines->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    lines->setSpacing(theme.px(12));
    lines->addWidget(title);
    lines->addWidget(review);
    lines->addStretch(1);
    lines->addWidget(close, 0, Qt::AlignTrailing);
    connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    dialog->resize(theme.px(540), theme.px(480));
    review->test(account.id);
    dialog->open();
}

void AccountMenu::set(const model::Account& account) {
    auto* dialog = new AccountSettingsDialog(m_context, account, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void AccountMenu::showCosts(base::AccountId account) {
    auto* dialog = new CostsDialog(m_context, account, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void AccountMenu::remove(const model::Account& account) {
    auto* dialog = new RemoveAccountDialog(m_context, account, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id = account.id] {
        post(model::RemoveAccount{.account = id, .history = dialog->history()});
    });
    dialog->open();
}

}  // namespace ui
