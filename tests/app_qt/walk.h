// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qt_console.h"

#include "practice/json.h"
#include "practice/street.h"

#include "support/catch.h"
#include "support/temporary_folder.h"

#include <QApplication>
#include <QTest>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace walking {

using app::practice::Json;

/// The practice street on a Tuesday at 13:20 UTC; time stands still there until somebody moves it.
[[nodiscard]] std::unique_ptr<app::practice::Street> standingStreet();

[[nodiscard]] app::Core::Options coreOptions(const app::Profile& profile, const base::Clock& clock);

/// Somebody sits before the real window, over the real core, on the street, and has nothing but a keyboard.
class Walk {
public:
    enum class Shop { Connected, NotYetConnected };
    explicit Walk(Shop shop = Shop::Connected);
    ~Walk();
    Walk(const Walk&) = delete;
    Walk& operator=(const Walk&) = delete;

    [[nodiscard]] ui::MainWindow& window() const { return m_console->window(); }
    [[nodiscard]] const app::practice::Street& street() const { return *m_street; }
    [[nodiscard]] app::Console& console() const { return *m_console; }
    [[nodiscard]] std::unique_ptr<store::Reader> reader() const;

    template <class Widget>
    [[nodiscard]] Widget& child(const char* name) const {
        auto* found = window().findChild<Widget*>(QLatin1String(name));
        CAPTURE(name);
        REQUIRE(found != nullptr);
        return *found;
    }
    /// What has the focus, by its objectName; an open menu before all.
    [[nodiscard]] static std::string focus();

    /// A key at whatever has the focus, as a person presses it.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    static void press(const char* letters);
    /// Tab until the focus stands there.
    static void tabTo(const char* name);
    static void waitUntil(const std::function<bool()>& holds);
    static void settle();

    /// Which conversation the list stands on; 0 = none.
    [[nodiscard]] std::int64_t chosen() const;
    /// All conversations of the list that is shown.
    [[nodiscard]] std::vector<std::int64_t> listed() const;
    [[nodiscard]] model::ConversationState stateOf(std::int64_t conversation) const;
    [[nodiscard]] QString written() const;

    /// Street time goes on, and the core does a round over all accounts.
    void passTime(base::Duration time) const;
    /// What the street has delivered to customers since the walk began.
    [[nodiscard]] std::vector<Json> delivered() const;

private:
    [[nodiscard]] std::vector<Json> deliveries() const;

    std::unique_ptr<app::practice::Street> m_street = standingStreet();
    support::TemporaryFolder m_folder;
    app::Profile m_profile = app::Profile::open(m_folder.file("profile")).value();
    std::unique_ptr<app::Console> m_console;
    std::size_t m_before = 0;
};

}  // namespace walking
