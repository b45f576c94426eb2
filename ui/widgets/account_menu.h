// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window_context.h"

#include "model/account.h"

#include <QObject>

class QPoint;
class QWidget;

namespace ui {

/// What can be done with one account: its cause in words, and the cure.
class AccountMenu final : public QObject {
    Q_OBJECT
public:
    AccountMenu(const WindowContext& context, QWidget* window);

    void show(base::AccountId account, const QPoint& place);
    /// Of one account; with 0 of all.
    void showCosts(base::AccountId account);

signals:
    void logInAsked(base::AccountId account);
    void failed(const QString& sentence);

private:
    void post(model::Intent intent);
    void test(const model::Account& account);
    void set(const model::Account& account);
    void remove(const model::Account& account);

    const WindowContext& m_context;
    QWidget* m_window;
};

}  // namespace ui
