// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_account_settings.h"

#include "platform/account_settings.h"

#include <QCoreApplication>

#include <string>
#include <utility>

namespace app {
namespace {

std::string translated(const std::string& text) {
    return QCoreApplication::translate("platform", text.c_str()).toStdString();
}

ui::AccountSetting::Kind kindOf(platform::AccountSetting::Kind kind) {
    using Kind = ui::AccountSetting::Kind;
    switch (kind) {
    case platform::AccountSetting::Kind::Switch:
        return Kind::Switch;
    case platform::AccountSetting::Kind::Price:
        return Kind::Price;
    case platform::AccountSetting::Kind::Text:
        break;
    }
    return Kind::Text;
}

/// What is refused, each by the name of its setting; when nothing is, they are all set.
ui::AccountSeam::Values setAll(Core& core, base::AccountId id, const ui::AccountSeam::Values& values) {
    const auto account = core.store().read().account(id);
    if (!account) {
        return {{std::string(), account.error().what()}};
    }
    ui::AccountSeam::Values refused;
    for (const auto& [name, value] : values) {
        if (const base::Status fits = core.setup().checkSetting(account->platform, name, value); !fits) {
            refused[name] = fits.error().message;
        }
    }
    if (!refused.empty()) {
        return refused;
    }
    base::Status done = core.setup().set(id, values);
    if (done) {
        done = core.engine().accountsChanged();
    }
    return done ? ui::AccountSeam::Values{} : ui::AccountSeam::Values{{std::string(), done.error().what()}};
}

}  // namespace

ui::AccountSeam AccountSettings::seam() {
    return {.settings = [this](const model::Account& account) { return settingsOf(account); },
            .set = [this](base::AccountId account, const ui::AccountSeam::Values& values,
                          const ui::AccountSeam::Set& done) { set(account, values, done); },
            .replyPage =
                [this](const model::Account& account, const model::ReplyDraft& draft) {
                    const platform::PlatformAdapter* adapter = m_core.platforms().adapter(account.platform);
                    return adapter != nullptr ? adapter->replyPage(draft) : std::string();
                },
            .prices = [this](const model::Account& account) { return pricesOf(account); }};
}

std::vector<ui::AccountSetting> AccountSettings::settingsOf(const model::Account& account) const {
    std::vector<ui::AccountSetting> shown;
    const platform::PlatformAdapter* adapter = m_core.platforms().adapter(account.platform);
    if (adapter == nullptr) {
        return shown;
    }
    for (platform::AccountSetting& each : platform::settingsOf(*adapter, account)) {
        const auto value = account.settings.find(each.name);
        shown.push_back({.name = std::move(each.name),
                         .label = translated(each.label),
                         .meaning = translated(each.meaning),
                         .usual = std::move(each.usual),
                         .value = value == account.settings.end() ? std::string() : value->second,
                         .kind = kindOf(each.kind)});
    }
    return shown;
}

model::PriceList AccountSettings::pricesOf(const model::Account& account) const {
    const platform::PlatformAdapter* adapter = m_core.platforms().adapter(account.platform);
    if (adapter == nullptr) {
        return {};
    }
    model::PriceList list = platform::priceListOf(*adapter, account);
    for (model::PriceOfKind& price : list.kinds) {
        price.meaning = translated(price.meaning);
    }
    return list;
}

void AccountSettings::set(base::AccountId account, const ui::AccountSeam::Values& values,
                          const ui::AccountSeam::Set& done) {
    m_core.post([this, account, values, done](Core& core) {
        QMetaObject::invokeMethod(
            this, [done, refused = setAll(core, account, values)] { done(refused); }, Qt::QueuedConnection);
    });
}

}  // namespace app
