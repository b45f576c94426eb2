// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/account_menu.h"

#include "ui/language.h"

#include "view/console_source.h"

#include <QMenu>

#include <algorithm>

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
        menu->addAction(plainMenuText(asSentence(found->problem)))->setEnabled(false);
        menu->addSeparator();
    }
    connect(menu->addAction(tr("Check now")), &QAction::triggered, this,
            [this, account] { m_context.seam.post(model::CheckNow{.account = account}, {}); });
    if (found->state == model::AccountState::NeedsLogin) {
        connect(menu->addAction(tr("Log in again…")), &QAction::triggered, this,
                [this, account] { emit logInAsked(account); });
    }
    if (m_context.seam.openInBrowser && !found->profileUrl.empty()) {
        connect(menu->addAction(tr("Open in browser")), &QAction::triggered, this,
                [this, url = found->profileUrl] { m_context.seam.openInBrowser(url); });
    }
    menu->popup(place);
}

}  // namespace ui
