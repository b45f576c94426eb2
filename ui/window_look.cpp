// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_look.h"

#include "ui/widgets/composer_pane.h"
#include "ui/widgets/inbox_pane.h"
#include "ui/widgets/thread_pane.h"
#include "ui/widgets/workspace.h"
#include "ui/window_actions.h"

#include <QMainWindow>
#include <QSettings>

#include <algorithm>
#include <array>
#include <utility>

namespace ui {
namespace {

/// As they stand in the settings, in the order of ThemeChoice.
constexpr std::array<const char*, 4> kThemeNames{"system", "light", "dark", "high-contrast"};
/// Likewise, of SuggestionAmount.
constexpr std::array<const char*, 4> kAmountNames{"none", "fewer", "usual", "more"};
constexpr int kLowBelow = 680;

SuggestionAmount keptAmount(const QSettings* settings) {
    const QString name =
        settings == nullptr ? QString() : settings->value(QStringLiteral("suggestions")).toString();
    const auto found =
        std::ranges::find_if(kAmountNames, [&name](const char* one) { return name == QLatin1String(one); });
    return found == kAmountNames.end() ? SuggestionAmount::Usual
                                       : static_cast<SuggestionAmount>(found - kAmountNames.begin());
}

/// In the order of model::InboxOrder.
constexpr std::array kOrderNames = {"newest", "longest_waiting", "due_next", "closing_next", "urgency"};

model::InboxOrder keptOrder(const QSettings* settings) {
    const QString name =
        settings == nullptr ? QString() : settings->value(QStringLiteral("order")).toString();
    const auto found =
        std::ranges::find_if(kOrderNames, [&name](const char* one) { return name == QLatin1String(one); });
    // What is due next is what a person on shift should see first.
    return found == kOrderNames.end() ? model::InboxOrder::DueNext
                                      : static_cast<model::InboxOrder>(found - kOrderNames.begin());
}

}  // namespace

ThemeChoice storedTheme(const QSettings* settings) {
    const QString name =
        settings == nullptr ? QString() : settings->value(QStringLiteral("theme")).toString();
    const auto found =
        std::ranges::find_if(kThemeNames, [&name](const char* one) { return name == QLatin1String(one); });
    return found == kThemeNames.end() ? ThemeChoice::System
                                      : static_cast<ThemeChoice>(found - kThemeNames.begin());
}

WindowLook::WindowLook(QMainWindow& window, std::shared_ptr<Theme> theme, WindowActions& actions,
                       Workspace& workspace, QSettings* settings)
    : QObject(&window), m_window(window), m_theme(std::move(theme)), m_actions(actions),
      m_workspace(workspace), m_settings(settings) {
    connect(actions.compact, &QAction::toggled, this, [this](bool compact) {
        if (m_settings != nullptr) {
            m_settings->setValue(QStringLiteral("density"),
                                 compact ? QStringLiteral("compact") : QStringLiteral("comfortable"));
        }
        fitDensity();
    });
    connect(&workspace.inbox(), &InboxPane::orderChosen, this, [this](model::InboxOrder order) {
        if (m_settings != nullptr) {
            m_settings->setValue(QStringLiteral("order"),
                                 QLatin1String(kOrderNames.at(static_cast<std::size_t>(order))));
        }
    });
    for (std::size_t i = 0; i < actions.themes.size(); ++i) {
        connect(actions.themes.at(i), &QAction::triggered, this,
                [this, i] { choose(static_cast<ThemeChoice>(i)); });
    }
    for (std::size_t i = 0; i < actions.amounts.size(); ++i) {
        connect(actions.amounts.at(i), &QAction::triggered, this,
                [this, i] { choose(static_cast<SuggestionAmount>(i)); });
    }
}

void WindowLook::restore() {
    m_actions.themes.at(static_cast<std::size_t>(m_theme->choice()))->setChecked(true);
    m_workspace.inbox().setOrder(keptOrder(m_settings));
    const SuggestionAmount amount = keptAmount(m_settings);
    m_actions.amounts.at(static_cast<std::size_t>(amount))->setChecked(true);
    m_workspace.thread().composer().suggester().setAmount(amount);
    if (m_settings == nullptr) {
        return;
    }
    m_actions.compact->setChecked(m_settings->value(QStringLiteral("density")).toString() ==
                                  QStringLiteral("compact"));
    m_window.restoreGeometry(m_settings->value(QStringLiteral("window/geometry")).toByteArray());
    m_workspace.restoreLayout(m_settings->value(QStringLiteral("window/panes")).toByteArray());
}

void WindowLook::save() {
    if (m_settings != nullptr) {
        m_settings->setValue(QStringLiteral("window/geometry"), m_window.saveGeometry());
        m_settings->setValue(QStringLiteral("window/panes"), m_workspace.saveLayout());
    }
}

void WindowLook::fit() {
    m_workspace.fit(m_window.size());
    fitDensity();
}

void WindowLook::systemChanged() {
    if (m_theme->choice() == ThemeChoice::System) {
        choose(ThemeChoice::System);
    }
}

void WindowLook::choose(ThemeChoice choice) {
    m_theme->choose(choice);
    applyTheme(m_theme);
    if (m_settings != nullptr) {
        m_settings->setValue(QStringLiteral("theme"),
                             QLatin1String(kThemeNames.at(static_cast<std::size_t>(choice))));
    }
}

void WindowLook::choose(SuggestionAmount amount) {
    m_workspace.thread().composer().suggester().setAmount(amount);
    if (m_settings != nullptr) {
        m_settings->setValue(QStringLiteral("suggestions"),
                             QLatin1String(kAmountNames.at(static_cast<std::size_t>(amount))));
    }
}

void WindowLook::fitDensity() {
    const bool low = m_window.height() < m_theme->px(kLowBelow);
    const Density wanted = low || m_actions.compact->isChecked() ? Density::Compact : Density::Comfortable;
    if (m_workspace.inbox().density() != wanted) {
        m_workspace.inbox().setDensity(wanted);
    }
}

}  // namespace ui
