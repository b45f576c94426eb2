// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qt_core_thread.h"

#include "ui/account_seam.h"

#include <QObject>

#include <vector>

namespace app {

/// Tells what can be set for an account and what it costs, and carries out what the window sets. Lives on the
/// UI thread.
class AccountSettings final : public QObject {
    Q_OBJECT
public:
    explicit AccountSettings(CoreThread& core) : m_core(core) {}

    [[nodiscard]] ui::AccountSeam seam();

private:
    [[nodiscard]] std::vector<ui::AccountSetting> settingsOf(const model::Account& account) const;
    [[nodiscard]] model::PriceList pricesOf(const model::Account& account) const;
    void set(base::AccountId account, const ui::AccountSeam::Values& values,
             const ui::AccountSeam::Set& done);

    CoreThread& m_core;
};

}  // namespace app
